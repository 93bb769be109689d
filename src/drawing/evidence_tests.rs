//! What chips show of the claims on their ties.
