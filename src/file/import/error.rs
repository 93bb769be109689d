//! Why a file or a paste gave no text.

use crate::file::snapshots::MAX_TEXT_BYTES;
use crate::file::store::{StoreError, megabytes};

/// Why a file or a paste gave no text. Each says what to do.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file could not be read from the disk.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is nothing to read.
    #[error("there is no text in it; choose another file, or paste the text")]
    Empty,
    /// A web page without text.
    #[error(
        "the page holds no text, perhaps because a script writes it; \
         open it in a browser, copy its text and paste that"
    )]
    EmptyPage,
    /// The text is longer than what is kept.
    #[error(
        "the text has {}, more than the {} that a source may have; \
         keep the part that is quoted",
        megabytes(*.bytes), megabytes(MAX_TEXT_BYTES)
    )]
    TooLong {
        /// Its size in UTF-8.
        bytes: u64,
    },
    /// A format that is known and not read.
    #[error("this is {what}; {way_out}")]
    OtherFormat {
        /// What it is, with its article.
        what: &'static str,
        /// What to do.
        way_out: &'static str,
    },
    /// What is no text.
    #[error("this is no text ({why}); open it in its own program, copy its text and paste that")]
    Binary {
        /// What says so.
        why: String,
    },
    /// Bytes that no encoding makes a text of.
    #[error(
        "the text cannot be read: {bad} of its {of} characters are none in {encoding}, \
         which fits best; save it as UTF-8 in the program it comes from, or paste it"
    )]
    Undecodable {
        /// What was tried.
        encoding: &'static str,
        /// How many characters could not be read.
        bad: usize,
        /// How many there are.
        of: usize,
    },
    /// A PDF that wants a password.
    #[error(
        "this PDF is locked with a password; save it without one in a PDF reader, or paste the text"
    )]
    PdfLocked,
    /// A PDF with no text in it.
    #[error("this PDF holds pictures of pages, no text: paste the text instead")]
    PdfPictures,
    /// A PDF whose letters have no meaning that a program can tell.
    #[error(
        "the letters of this PDF cannot be told by a program ({bad} of {of}): paste the text instead"
    )]
    PdfLetters {
        /// How many are not known.
        bad: usize,
        /// How many there are.
        of: usize,
    },
    /// A PDF that is broken, or that the reader does not understand.
    #[error("this PDF cannot be read ({why}): paste the text instead")]
    PdfBroken {
        /// What the reader says.
        why: String,
    },
    /// A PDF that takes too long.
    #[error("this PDF takes longer than {seconds} seconds to read: paste the text instead")]
    PdfSlow {
        /// How long was waited.
        seconds: u64,
    },
}
