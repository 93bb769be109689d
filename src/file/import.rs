//! Texts of sources from files and from the clipboard.
//!
//! Bytes become text, or are refused with a reason and a way out. Line ends become
//! `\n`; nothing else of a text is changed, and what a reader would not see in it
//! is told. What the file says about itself comes along as proposals for the
//! citation, which a person looks at.
//!
//! Limitations: of a web page all text is taken, menus included; of a PDF the text
//! that is in it, in the order in which it was written there.

mod error;
mod html;
mod magic;
mod pdf;
mod plain;

use std::path::Path;

use super::snapshots::MAX_TEXT_BYTES;
use super::store::Store;
use crate::model::{DateRange, PartialDate, SourceKind};

pub use error::ImportError;
use plain::Decoded;

/// The largest file that is read for its text, in bytes. More than a text may have:
/// pictures in a PDF or a web page take no part in its text.
pub const MAX_FILE_BYTES: u64 = 64 * 1024 * 1024;

/// The longest proposal, in characters.
const MAX_PROPOSAL_CHARS: usize = 500;

/// What a text was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// The clipboard.
    Pasted,
    /// A text file.
    Plain,
    /// A web page.
    Html,
    /// A PDF.
    Pdf,
}

/// How the bytes of a text were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextEncoding {
    /// Its name, as on the web: `UTF-8`, `windows-1254`.
    pub name: &'static str,
    /// Whether it was guessed from the bytes.
    pub is_assumed: bool,
}

/// What a file says about itself, for the citation. Nothing of it is checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposals {
    /// Type of the source.
    pub kind: Option<SourceKind>,
    /// Title.
    pub title: Option<String>,
    /// Author or authors.
    pub author: Option<String>,
    /// The publication or site that it stands in.
    pub container_title: Option<String>,
    /// Publisher.
    pub publisher: Option<String>,
    /// BCP 47 language tag.
    pub language: Option<String>,
    /// Date of publication as it is written.
    pub issued_as_printed: Option<String>,
    /// The same as a date, where it is one.
    pub issued: Option<DateRange>,
    /// Its own address, of http or https.
    pub url: Option<String>,
}

/// The text of a source, ready to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedText {
    /// The text: not empty, no NUL, line ends `\n`.
    pub text: String,
    /// What it was made from.
    pub kind: TextKind,
    /// How its bytes were read; `None` where they said it another way.
    pub encoding: Option<TextEncoding>,
    /// What the file says about itself.
    pub proposals: Proposals,
    /// What to look at, as sentences.
    pub warnings: Vec<String>,
}

/// Takes the text of a file. May take a while: not for the thread of the window.
///
/// # Errors
/// When the file cannot be read, is too large, or holds no text that can be read.
pub fn import_file(store: &Store, path: &Path) -> Result<ImportedText, ImportError> {
    let bytes = store.read_up_to(path, MAX_FILE_BYTES)?;
    import_bytes(bytes, path)
}

/// Takes the text of the bytes of a file; of its name only the ending counts.
///
/// # Errors
/// When they are too many, or no text that can be read.
pub fn import_bytes(bytes: Vec<u8>, name: &Path) -> Result<ImportedText, ImportError> {
    if bytes.is_empty() {
        return Err(ImportError::Empty);
    }
    if pdf::is_pdf(&bytes) {
        let pdf = pdf::text_of(bytes)?;
        return finish(pdf.text, TextKind::Pdf, pdf.warnings);
    }
    magic::refuse_other_formats(&bytes)?;
    if html::is_html(&bytes, name) {
        let decoded = plain::decode(&bytes, html::declared_encoding(&bytes))?;
        let page = html::read_page(&decoded.text);
        return Ok(ImportedText {
            encoding: Some(decoded.encoding),
            proposals: page.proposals,
            ..finish(page.text, TextKind::Html, decoded.warnings)?
        });
    }
    let Decoded {
        text,
        encoding,
        warnings,
    } = plain::decode(&bytes, None)?;
    Ok(ImportedText {
        encoding: Some(encoding),
        ..finish(text, TextKind::Plain, warnings)?
    })
}

/// Takes a text that was pasted.
///
/// # Errors
/// When it is empty, too long, or full of what is no text.
pub fn import_pasted(text: &str) -> Result<ImportedText, ImportError> {
    finish(text.to_owned(), TextKind::Pasted, Vec::new())
}

/// What holds for every text, wherever it came from.
fn finish(
    text: String,
    kind: TextKind,
    mut warnings: Vec<String>,
) -> Result<ImportedText, ImportError> {
    let text = plain::with_line_ends(text);
    if text.len() as u64 > MAX_TEXT_BYTES {
        return Err(ImportError::TooLong {
            bytes: text.len() as u64,
        });
    }
    if !text.chars().any(is_seen) {
        return Err(match kind {
            TextKind::Html => ImportError::EmptyPage,
            TextKind::Pasted | TextKind::Plain | TextKind::Pdf => ImportError::Empty,
        });
    }
    warnings.extend(plain::odd_characters(&text)?);
    Ok(ImportedText {
        text,
        kind,
        encoding: None,
        proposals: Proposals::default(),
        warnings,
    })
}

/// Whether a reader sees anything of it.
fn is_seen(c: char) -> bool {
    !c.is_whitespace() && !c.is_control() && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}')
}

/// A text of one line, short, without what nobody sees; `None` where nothing is
/// left.
fn proposal(text: &str) -> Option<String> {
    let is_kept = |c: &char| !c.is_control() && !plain::is_bidi_control(*c);
    let words: Vec<String> = text
        .split_whitespace()
        .map(|word| word.chars().filter(is_kept).collect())
        .filter(|word: &String| !word.is_empty())
        .collect();
    let line: String = words.join(" ").chars().take(MAX_PROPOSAL_CHARS).collect();
    (!line.is_empty()).then_some(line)
}

/// The day at the beginning of a date of the web: `2026-01-26T10:00:00Z`,
/// `2026/01/26`.
fn day_of(text: &str) -> Option<DateRange> {
    let date: String = text
        .trim()
        .chars()
        .take_while(|c| c.is_ascii_digit() || matches!(c, '-' | '/'))
        .map(|c| if c == '/' { '-' } else { c })
        .collect();
    PartialDate::parse(&date).ok().map(DateRange::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proposal_is_one_short_line_without_what_nobody_sees() {
        let odd = " A\n title\u{202e} with\u{0} \t gaps ";
        assert_eq!(proposal(odd).as_deref(), Some("A title with gaps"));
        assert_eq!(proposal("\u{202e} \n"), None);
        let long = proposal(&"x".repeat(10_000)).expect("some of it");
        assert_eq!(long.len(), MAX_PROPOSAL_CHARS);
    }

    #[test]
    fn the_day_of_a_date_of_the_web_is_found() {
        let day = |text| day_of(text).map(|it| it.to_string());
        let same = Some("2026-01-26".to_owned());
        assert_eq!(day("2026-01-26T10:00:00+04:00"), same);
        assert_eq!(day(" 2026/01/26 "), same);
        assert_eq!(day("2026-01"), Some("2026-01".to_owned()));
        assert_eq!(day("26 January 2026"), None);
        assert_eq!(day("2026-13-01"), None);
    }

    #[test]
    fn pasted_text_is_kept_as_it_is_but_for_its_line_ends() {
        let imported = import_pasted("One\r\ntwo\rthree \u{2019}\n").expect("text");
        assert_eq!(imported.text, "One\ntwo\nthree \u{2019}\n");
        assert_eq!((imported.kind, imported.encoding), (TextKind::Pasted, None));
        assert!(imported.warnings.is_empty());
    }

    #[test]
    fn nothing_to_read_is_refused() {
        for text in ["", " \n\t", "\u{feff}\u{200b}\u{200e}"] {
            let error = import_pasted(text).expect_err("nothing is there");
            assert_eq!(error.to_string(), ImportError::Empty.to_string());
        }
        let none = import_bytes(Vec::new(), Path::new("a.txt"));
        assert!(matches!(none, Err(ImportError::Empty)));
        let page = b"<html><body><img src=x></body></html>".to_vec();
        let page = import_bytes(page, Path::new("a.html"));
        assert!(matches!(page, Err(ImportError::EmptyPage)), "{page:?}");
    }

    #[test]
    fn a_text_over_20_mb_is_refused_with_its_size() {
        let long = "a line\n".repeat(3 * 1024 * 1024);
        let error = import_pasted(&long).expect_err("too long");
        assert!(error.to_string().contains("21.0 MB"), "{error}");
        let error = import_bytes(long.into_bytes(), Path::new("a.txt"));
        assert!(matches!(error, Err(ImportError::TooLong { .. })));
    }
}
