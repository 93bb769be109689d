//! Quotations against the texts that they were taken from: as the texts are,
//! typed anew, and shortened.
//!
//! A text made up for these tests, with its scene, is in the tree. The article
//! behind the first scene is not; where the environment variable
//! `ENTENTE_SEED_TEXT` names its text, the same is checked on it.

mod anchors;
mod rules;
