//! Where things stand, in layout units: the projection of the map, the places
//! of actors, the bends of ties, and room for labels.
//!
//! The modules here know sizes and places. What is drawn at a place, in which
//! colour and with which words, is the business of `drawing`.

pub mod labels;
pub mod map;
pub mod projection;
pub mod routes;
