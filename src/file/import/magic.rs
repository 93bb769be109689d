//! Formats that are known by their first bytes and hold no text that is read here.

use super::ImportError;

/// A format that is refused.
struct Format {
    /// Where its mark stands.
    at: usize,
    mark: &'static [u8],
    what: &'static str,
    way_out: &'static str,
}

const COPY: &str = "open it in its own program, copy its text and paste that";
const PICTURE: &str = "type what is in it, or paste the text";
const UNPACK: &str = "unpack it, and add the file with the text";

const fn format(mark: &'static [u8], what: &'static str, way_out: &'static str) -> Format {
    Format {
        at: 0,
        mark,
        what,
        way_out,
    }
}

/// Told by the mark alone: no text begins so.
const FORMATS: [Format; 26] = [
    format(b"\x89PNG", "a picture (PNG)", PICTURE),
    format(b"\xff\xd8\xff", "a picture (JPEG)", PICTURE),
    format(b"GIF87a", "a picture (GIF)", PICTURE),
    format(b"GIF89a", "a picture (GIF)", PICTURE),
    format(b"II*\0", "a picture (TIFF)", PICTURE),
    format(b"MM\0*", "a picture (TIFF)", PICTURE),
    format(b"RIFF", "a picture, sound or film (RIFF)", PICTURE),
    format(
        b"\xd0\xcf\x11\xe0",
        "an Office document of the old kind",
        COPY,
    ),
    format(b"{\\rtf", "a document with layout (RTF)", COPY),
    format(b"\x1f\x8b", "an archive (gzip)", UNPACK),
    format(b"7z\xbc\xaf\x27\x1c", "an archive (7z)", UNPACK),
    format(b"Rar!\x1a\x07", "an archive (RAR)", UNPACK),
    format(b"\xfd7zXZ\0", "an archive (xz)", UNPACK),
    format(b"BZh91AY&SY", "an archive (bzip2)", UNPACK),
    format(b"\x28\xb5\x2f\xfd", "an archive (Zstandard)", UNPACK),
    format(b"SQLite format 3\0", "a database (SQLite)", COPY),
    format(b"\x7fELF", "a program", COPY),
    format(b"\xcf\xfa\xed\xfe", "a program", COPY),
    format(b"bplist00", "a web archive or settings of macOS", COPY),
    format(b"ID3\x03", "a sound", PICTURE),
    format(b"OggS\0", "a sound or film (Ogg)", PICTURE),
    format(b"fLaC\0", "a sound (FLAC)", PICTURE),
    format(b"%!PS", "a document for printers (PostScript)", COPY),
    format(b"wOFF", "a font", COPY),
    format(b"wOF2", "a font", COPY),
    Format {
        at: 4,
        mark: b"ftyp",
        what: "a film or a picture (MP4, HEIC)",
        way_out: PICTURE,
    },
];

/// Names in an archive that say what sort of document it is.
const DOCUMENTS: [(&[u8], &str); 6] = [
    (b"word/", "a Word document"),
    (b"xl/", "an Excel workbook"),
    (b"ppt/", "a PowerPoint presentation"),
    (b"opendocument.text", "an OpenDocument text"),
    (b"opendocument.", "an OpenDocument file"),
    (b"application/epub", "an e-book (EPUB)"),
];

/// How much of an archive is looked at for these.
const HEAD_BYTES: usize = 8 * 1024;

/// Refuses what is known to be something else than text.
pub(super) fn refuse_other_formats(bytes: &[u8]) -> Result<(), ImportError> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(archive(bytes));
    }
    let is_it = |format: &&Format| {
        let there = bytes.get(format.at..);
        there.is_some_and(|there| there.starts_with(format.mark))
    };
    if let Some(Format { what, way_out, .. }) = FORMATS.iter().find(is_it) {
        return Err(ImportError::OtherFormat { what, way_out });
    }
    if is_web_archive(bytes) {
        return Err(ImportError::OtherFormat {
            what: "a web page with its pictures in one file (MHTML)",
            way_out: "save the page as HTML, or copy its text and paste that",
        });
    }
    Ok(())
}

fn archive(bytes: &[u8]) -> ImportError {
    let head = bytes.get(..HEAD_BYTES).unwrap_or(bytes);
    let holds = |name: &[u8]| head.windows(name.len()).any(|it| it == name);
    let document = DOCUMENTS.iter().find(|(name, _)| holds(name));
    match document {
        Some((_, what)) => ImportError::OtherFormat {
            what,
            way_out: COPY,
        },
        None => ImportError::OtherFormat {
            what: "an archive (zip)",
            way_out: UNPACK,
        },
    }
}

/// The head of a mail with parts, as browsers save pages.
fn is_web_archive(bytes: &[u8]) -> bool {
    let head = bytes.get(..2_000).unwrap_or(bytes).to_ascii_lowercase();
    let holds = |words: &[u8]| head.windows(words.len()).any(|it| it == words);
    holds(b"mime-version:") && holds(b"content-type: multipart/related")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_is_named_and_has_a_way_out() {
        for format in FORMATS {
            let mut bytes = vec![b'x'; format.at];
            bytes.extend(format.mark);
            bytes.extend([0; 40]);
            let error = refuse_other_formats(&bytes).expect_err(format.what);
            let error = error.to_string();
            assert!(error.contains(format.what), "{error}");
            assert!(error.contains(format.way_out), "{error}");
        }
        let word = [b"PK\x03\x04".as_slice(), &[0; 100], b"word/document.xml"].concat();
        let error = refuse_other_formats(&word).expect_err("a document");
        assert!(error.to_string().contains("Word"), "{error}");
        let page = b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;";
        let error = refuse_other_formats(page).expect_err("a web archive");
        assert!(error.to_string().contains("MHTML"), "{error}");
    }

    #[test]
    fn texts_that_begin_oddly_pass() {
        for text in ["Riffs", "BM is a code", "GIF pictures", "7z", "", "PK"] {
            assert!(refuse_other_formats(text.as_bytes()).is_ok(), "{text}");
        }
    }
}
