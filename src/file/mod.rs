//! Scene files: reading, writing, and where things are kept.
//!
//! The structs of the file (`format`) are not those of the model; `lift` leads
//! from the one to the other and `write` back. Only `store` touches the disk.
//! This layer knows no window and no picture.

pub mod archive;
pub mod claims_csv;
pub mod dirs;
mod error;
mod findings;
pub mod format;
pub mod import;
mod lift;
pub mod locate;
mod place;
mod read;
mod recover;
pub mod recovery;
pub mod report;
mod scanner;
pub mod selection;
pub mod settings;
pub mod snapshots;
pub mod states;
pub mod store;
mod variants;
pub mod watch;
pub mod words;
mod write;

pub use error::{ReadError, ReadErrorKind};
pub use findings::MAX_PROBLEMS;
pub use place::place_problems;
pub use read::{Reading, is_scene_text, read};
pub use scanner::Flaw;
pub use write::{FIRST_LINE, scene_file, write};
