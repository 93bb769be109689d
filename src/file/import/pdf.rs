//! The text of a PDF.
//!
//! The reader may fall over, and may take for ever, on what others made: it runs
//! on a thread of its own, page by page, and is waited for only so long. A page on
//! which it falls over is told; the others are read.
//!
//! Limitations: a page that never ends keeps its thread busy until the program
//! ends; a PDF that unpacks to more than the memory holds is not stopped.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::time::Duration;

use pdf_extract::{Document, PlainTextOutput, output_doc_page};

use super::ImportError;

/// How long the text of a PDF is waited for.
const MAX_WAIT: Duration = Duration::from_secs(30);

/// The reader calls itself for what is nested.
const STACK_BYTES: usize = 64 * 1024 * 1024;

/// Fewer characters on a page than this are no text of a page.
const MIN_CHARS: usize = 8;

/// Fewer than this are little.
const FEW_CHARS: usize = 100;

/// Text and what to look at in it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PdfText {
    pub(super) text: String,
    pub(super) warnings: Vec<String>,
}

/// Whether it is a PDF; some begin with other bytes, and a text may tell of one.
pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    const MARK: &[u8] = b"%PDF-";
    let head = bytes.get(..1024).unwrap_or(bytes);
    let holds_mark = head.windows(MARK.len()).any(|it| it == MARK);
    bytes.starts_with(MARK) || (holds_mark && std::str::from_utf8(bytes).is_err())
}

/// The text of a PDF.
pub(super) fn text_of(bytes: Vec<u8>) -> Result<PdfText, ImportError> {
    let pages = wait_for(MAX_WAIT, move |is_given_up| read_pages(&bytes, is_given_up))?;
    judge(&pages)
}

/// Does this on a thread of its own, which is told when nobody waits any more.
fn wait_for<T: Send + 'static>(
    limit: Duration,
    work: impl FnOnce(&AtomicBool) -> Result<T, ImportError> + Send + 'static,
) -> Result<T, ImportError> {
    let is_given_up = Arc::new(AtomicBool::new(false));
    let (sender, receiver) = sync_channel(1);
    let flag = Arc::clone(&is_given_up);
    let spawned = std::thread::Builder::new()
        .name("pdf".to_owned())
        .stack_size(STACK_BYTES)
        .spawn(move || {
            let done = catch_unwind(AssertUnwindSafe(|| work(&flag)));
            let fell = |_panic| Err(broken(&"the reader fell over"));
            // Nobody waits any more where this fails.
            drop(sender.send(done.unwrap_or_else(fell)));
        });
    if let Err(error) = spawned {
        return Err(broken(&error));
    }
    match receiver.recv_timeout(limit) {
        Ok(done) => done,
        Err(RecvTimeoutError::Timeout) => {
            is_given_up.store(true, Ordering::Relaxed);
            Err(ImportError::PdfSlow {
                seconds: limit.as_secs(),
            })
        }
        Err(RecvTimeoutError::Disconnected) => Err(broken(&"the reader fell over")),
    }
}

fn broken(why: &dyn std::fmt::Display) -> ImportError {
    ImportError::PdfBroken {
        why: why.to_string(),
    }
}

/// The text of each page; `None` of one on which the reader fell over.
fn read_pages(bytes: &[u8], is_given_up: &AtomicBool) -> Result<Vec<Option<String>>, ImportError> {
    let mut document = Document::load_mem(bytes).map_err(|error| broken(&error))?;
    // Many are locked against changes only, and open without a password.
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err(ImportError::PdfLocked);
    }
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    if pages.is_empty() {
        return Err(broken(&"it has no pages"));
    }
    let mut texts = Vec::with_capacity(pages.len());
    for page in pages {
        if is_given_up.load(Ordering::Relaxed) {
            break;
        }
        let read = catch_unwind(AssertUnwindSafe(|| {
            let mut text = String::new();
            let mut output = PlainTextOutput::new(&mut text);
            output_doc_page(&document, &mut output, page).map(|()| text)
        }));
        texts.push(read.ok().and_then(Result::ok));
    }
    Ok(texts)
}

/// What the pages come to.
fn judge(pages: &[Option<String>]) -> Result<PdfText, ImportError> {
    let lost: Vec<usize> = (1..)
        .zip(pages)
        .filter(|(_, page)| page.is_none())
        .map(|(number, _)| number)
        .collect();
    let count = pages.len();
    if lost.len() == count {
        return Err(broken(&"none of its pages can be read"));
    }
    let pages: Vec<String> = pages.iter().flatten().map(|page| tidy(page)).collect();
    let text = pages
        .into_iter()
        .filter(|page| !page.is_empty())
        .collect::<Vec<String>>()
        .join("\n\n");
    let letters = || text.chars().filter(|c| !c.is_whitespace());
    let of = letters().count();
    if of < MIN_CHARS * count.min(100) {
        return Err(ImportError::PdfPictures);
    }
    let bad = letters().filter(|c| is_unknown(*c)).count();
    if bad * 5 > of {
        return Err(ImportError::PdfLetters { bad, of });
    }
    let mut warnings = Vec::new();
    if !lost.is_empty() {
        warnings.push(format!(
            "{} of {count} could not be read and is not in the text; paste what is quoted from there.",
            pages_in_words(&lost)
        ));
    }
    if bad * 200 > of {
        warnings.push(format!(
            "{bad} of its {of} letters could not be told; look whether what is quoted is right."
        ));
    }
    if of < FEW_CHARS * count {
        warnings.push(format!(
            "There is little text for {count} pages: some may be pictures. Look whether all is there."
        ));
    }
    Ok(PdfText { text, warnings })
}

/// A letter whose meaning the PDF does not say.
fn is_unknown(c: char) -> bool {
    matches!(c, '\u{fffd}' | '\u{e000}'..='\u{f8ff}') || c.is_control()
}

/// Page numbers as words: the first few of them.
fn pages_in_words(pages: &[usize]) -> String {
    const SHOWN: usize = 5;
    let shown: Vec<String> = pages.iter().take(SHOWN).map(usize::to_string).collect();
    match pages.len() {
        1 => format!("Page {}", shown.join("")),
        many if many > SHOWN => format!("Pages {} and {} more", shown.join(", "), many - SHOWN),
        _ => format!("Pages {}", shown.join(", ")),
    }
}

/// Without spaces at the ends of lines, and with one empty line at most between two.
fn tidy(page: &str) -> String {
    let mut out = String::new();
    let mut empty = 0;
    // What nobody sees has no place in a PDF: it is where a letter is not known.
    for line in page.lines().map(str::trim_end) {
        if line.is_empty() {
            empty += 1;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if empty > 0 { "\n\n" } else { "\n" });
        }
        empty = 0;
        out.extend(line.chars().map(|c| if c == '\0' { '\u{fffd}' } else { c }));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A PDF with these pages of one line each, as small as one can be.
    fn pdf(lines: &[&str]) -> Vec<u8> {
        let mut out = b"%PDF-1.4\n".to_vec();
        let mut places = Vec::new();
        let mut object = |out: &mut Vec<u8>, body: String| {
            places.push(out.len());
            out.extend(format!("{} 0 obj\n{body}\nendobj\n", places.len()).into_bytes());
        };
        let kids: Vec<String> = (0..lines.len())
            .map(|page| format!("{} 0 R", 4 + 2 * page))
            .collect();
        let kids = kids.join(" ");
        object(&mut out, "<< /Type /Catalog /Pages 2 0 R >>".to_owned());
        let count = lines.len();
        object(
            &mut out,
            format!("<< /Type /Pages /Kids [{kids}] /Count {count} >>"),
        );
        object(
            &mut out,
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
        );
        for (page, line) in lines.iter().enumerate() {
            let content = 5 + 2 * page;
            object(
                &mut out,
                format!(
                    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents {content} 0 R \
                     /Resources << /Font << /F1 3 0 R >> >> >>"
                ),
            );
            let stream = format!("BT /F1 12 Tf 20 200 Td ({line}) Tj ET");
            let length = stream.len();
            object(
                &mut out,
                format!("<< /Length {length} >>\nstream\n{stream}\nendstream"),
            );
        }
        let xref = out.len();
        let size = places.len() + 1;
        let entry = |place: &usize| format!("{place:010} 00000 n \n");
        let entries: String = places.iter().map(entry).collect();
        let end = format!(
            "xref\n0 {size}\n0000000000 65535 f \n{entries}\
             trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n"
        );
        out.extend(end.into_bytes());
        out
    }

    #[test]
    fn the_text_of_every_page_is_read_in_order() {
        let words = "The two states signed an agreement on energy and water last year.";
        let pages = ["One: ", "Two: "].map(|number| format!("{number}{words}"));
        let bytes = pdf(&[&pages[0], &pages[1]]);
        assert!(is_pdf(&bytes));
        assert!(is_pdf(&[b"\xff\n", bytes.as_slice()].concat()));
        assert!(!is_pdf(b"The file began with %PDF-1.4, as such files do."));
        let read = text_of(bytes).expect("read");
        let at = |words| read.text.find(words).expect(words);
        assert!(
            at("One: The two states") < at("Two: The two states"),
            "{read:?}"
        );
    }

    #[test]
    fn pictures_of_pages_are_told() {
        let error = text_of(pdf(&["", ""])).expect_err("no text");
        assert!(matches!(error, ImportError::PdfPictures), "{error}");
        assert!(error.to_string().contains("paste the text instead"));
    }

    #[test]
    fn whatever_is_broken_is_told_and_never_takes_the_program_along() {
        let whole = pdf(&["A line of text that is long enough to be one."]);
        for bytes in [
            b"%PDF-1.4\n".to_vec(),
            b"%PDF-1.7\nnothing of the kind".to_vec(),
            whole[..whole.len() / 2].to_vec(),
        ] {
            let error = text_of(bytes).expect_err("broken");
            assert!(error.to_string().contains("paste the text"), "{error}");
        }
        // Every byte wrong in turn: an answer each time.
        for at in (0..whole.len()).step_by(7) {
            let mut bytes = whole.clone();
            bytes[at] = bytes[at].wrapping_add(1);
            drop(text_of(bytes));
        }
    }

    #[test]
    fn a_reader_that_falls_over_or_never_ends_is_not_waited_for() {
        let fell: Result<(), _> = wait_for(MAX_WAIT, |_| panic!("on purpose"));
        assert!(
            matches!(fell, Err(ImportError::PdfBroken { .. })),
            "{fell:?}"
        );
        let slow = wait_for(Duration::from_millis(20), |is_given_up| {
            while !is_given_up.load(Ordering::Relaxed) {
                std::thread::sleep(Duration::from_millis(1));
            }
            Ok(())
        });
        assert!(matches!(slow, Err(ImportError::PdfSlow { .. })), "{slow:?}");
    }

    #[test]
    fn what_the_pages_come_to_is_judged() {
        let page = |text: &str| Some(text.repeat(20));
        let good = judge(&[page("some words "), None]).expect("read");
        assert!(good.warnings[0].starts_with("Page 2 of 2"), "{good:?}");
        let unknown = judge(&[page("\u{fffd}\u{f001} ")]).expect_err("no letters");
        assert!(
            matches!(unknown, ImportError::PdfLetters { .. }),
            "{unknown}"
        );
        let some = judge(&[page("some words \u{fffd} and many more of them ")]).expect("read");
        assert!(
            some.warnings[0].contains("letters could not be told"),
            "{some:?}"
        );
        let little = judge(&[Some("A short page.".to_owned())]).expect("read");
        assert!(little.warnings[0].contains("little text"), "{little:?}");
        assert!(judge(&[None]).is_err());
        assert_eq!(tidy("\n a \n\n\n\nb\nc\n"), " a\n\nb\nc");
        assert_eq!(
            pages_in_words(&[1, 2, 3, 4, 5, 6, 7]),
            "Pages 1, 2, 3, 4, 5 and 2 more"
        );
    }
}
