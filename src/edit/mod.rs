//! Changes of the scene: as values, applied with checks, kept for undo.
//!
//! An [`Edit`] says what is to change. [`apply()`] makes a changed copy of a
//! scene, or an [`EditError`] and no copy: whatever it makes, the format can
//! write and read again. A [`Gesture`] is an edit in progress, and [`History`]
//! keeps what the scene was before each [`Step`]. Scenes share what did not
//! change, so none of this costs much.
//!
//! This layer knows no window, no file and no picture.

mod apply;
mod draft_text;
mod error;
mod excerpt;
mod gesture;
mod graft;
mod history;
pub mod ids;
mod kind;
mod label;
mod settle;

pub use apply::{Applied, Fallout, apply};
pub use draft_text::{NAME_CHARS, TEXT_CHARS, checked_line, checked_name, checked_text};
pub use error::EditError;
pub use excerpt::{Excerpt, Wanted};
pub use gesture::Gesture;
pub use graft::{Graft, Grafting, graft, grafting_of};
pub use history::{History, Step};
pub use kind::{Edit, Properties, Reanchoring};
pub use settle::settle;
