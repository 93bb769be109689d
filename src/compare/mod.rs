//! Two scenes compared, three merged.
//!
//! A [`Difference`] says what leads from one scene to another, record by record
//! and field by field; it can be applied, told in words, and drawn. [`merge()`]
//! brings together what two people made of one scene: what only one of them
//! changed is taken, and what both changed differently is a [`Conflict`], listed
//! with both values. Both walk the same tables of fields (`fields`), in which a
//! new field cannot be forgotten.
//!
//! This layer knows no window, no file and no picture.

mod difference;
mod fields;
mod lines;
mod merge;
mod order;
mod ties;
mod words;

pub use difference::{Changed, Changes, Difference};
pub use fields::{FieldOf, Sort};
pub use lines::{Detail, Happened, Line};
pub use merge::{Conflict, Merged, Side, merge, merge_preferring};
pub use ties::{ActorChange, ClaimChange, TieChange, Trend};
pub use words::weight as weight_in_full;
