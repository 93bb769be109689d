//! Numbers from a scene; one measure a file, each with its formula and source.
//!
//! Nothing here judges, draws or remembers: a scene goes in, numbers in the
//! order of the scene come out.

pub mod counts;
pub mod neighbours;
pub mod paths;
pub mod spotlight;
pub mod strength;
