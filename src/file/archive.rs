//! One file to send to a colleague: a scene, with the texts of its sources or
//! without.
//!
//! It is a zip that unpacks to what a folder of scenes looks like: `NAME.ron`, and
//! beside it `NAME.snapshots/` with the texts. Of the same content the bytes are
//! the same: times are fixed, and the order is that of the addresses.
//!
//! Limitations: such a file is unpacked first and not opened by itself.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::sync::Arc;

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::store::Fingerprint;
use super::write;
use crate::model::Scene;

/// The longest name that a scene has in an archive, in characters.
const MAX_NAME_CHARS: usize = 80;

/// Why there is no archive.
#[derive(Debug, thiserror::Error)]
#[error("the archive could not be made ({0}); try again, or send the scene file itself")]
pub struct ArchiveError(#[from] ZipError);

/// The bytes of an archive. `name` is the file name that the scene has or would
/// have; of it only the last part counts, without what some systems refuse.
///
/// # Errors
/// When it would be larger than a zip may be.
pub fn archive(
    name: &Path,
    scene: &Scene,
    texts: &BTreeMap<Fingerprint, Arc<str>>,
) -> Result<Vec<u8>, ArchiveError> {
    let name = safe_name(name);
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT)
        .system(System::Unix)
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |path: String, text: &str| {
        zip.start_file(path, options)?;
        zip.write_all(text.as_bytes()).map_err(ZipError::from)
    };
    add(format!("{name}.ron"), &write(scene))?;
    for (hash, text) in texts {
        add(format!("{name}.snapshots/{hash}.txt"), text)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// A name for the scene in the archive that every system takes, and that leads out
/// of no folder.
fn safe_name(name: &Path) -> String {
    let is_ron = name
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("ron"));
    let name = if is_ron {
        name.file_stem()
    } else {
        name.file_name()
    };
    let name: String = name
        .unwrap_or_default()
        .to_string_lossy()
        .chars()
        .map(|c| if is_refused(c) { '_' } else { c })
        .take(MAX_NAME_CHARS)
        .collect();
    let name = name.trim_matches(['.', ' ']);
    if name.is_empty() {
        "scene".to_owned()
    } else {
        name.to_owned()
    }
}

/// Whether any system takes this character for something else than itself.
fn is_refused(c: char) -> bool {
    c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use zip::ZipArchive;

    use super::*;
    use crate::file::read;
    use crate::model::fixtures;

    fn texts() -> BTreeMap<Fingerprint, Arc<str>> {
        let texts = ["What the first says.\n", "Was der zweite sagt: ə.\n"];
        texts
            .map(|text| (Fingerprint::of(text.as_bytes()), Arc::from(text)))
            .into()
    }

    fn unpacked(bytes: &[u8]) -> Vec<(String, String)> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).expect("a zip");
        let mut files = Vec::new();
        for at in 0..zip.len() {
            let mut file = zip.by_index(at).expect("a file");
            let mut text = String::new();
            file.read_to_string(&mut text).expect("text");
            let name = file.enclosed_name().expect("it stays in its folder");
            files.push((name.display().to_string(), text));
        }
        files
    }

    #[test]
    fn what_is_unpacked_is_the_scene_and_its_texts_beside_it() {
        let scene = fixtures::scene(&["A", "B"]);
        let name = Path::new("/some/where/ties.ron");
        let files = unpacked(&archive(name, &scene, &texts()).expect("made"));
        assert_eq!(files.len(), 3);
        assert_eq!(files[0].0, "ties.ron");
        assert!(read(files[0].1.as_bytes()).expect("read").scene == scene);
        for ((hash, text), (path, unpacked)) in texts().iter().zip(&files[1..]) {
            assert_eq!(*path, format!("ties.snapshots/{hash}.txt"));
            assert_eq!(**text, **unpacked);
        }
        let alone = archive(name, &scene, &BTreeMap::new()).expect("made");
        assert_eq!(unpacked(&alone).len(), 1);
    }

    #[test]
    fn the_same_content_makes_the_same_bytes() {
        let scene = fixtures::scene(&["A", "B"]);
        let make = || archive(Path::new("a.ron"), &scene, &texts()).expect("made");
        assert_eq!(make(), make());
    }

    #[test]
    fn no_name_leads_out_of_the_folder_that_it_is_unpacked_to() {
        for (name, safe) in [
            ("ties.ron", "ties"),
            ("a.b.RON", "a.b"),
            ("notes.txt", "notes.txt"),
            ("/x/..", "scene"),
            ("..", "scene"),
            ("...ron", "scene"),
            ("a\\..\\b:c?.ron", "a_.._b_c_"),
            ("\u{7}x\n.ron", "_x_"),
            ("Türkiye – ilişkiler.ron", "Türkiye – ilişkiler"),
            ("", "scene"),
        ] {
            assert_eq!(safe_name(Path::new(name)), safe, "{name}");
        }
        let long = safe_name(Path::new(&"ə".repeat(300)));
        assert_eq!(long.chars().count(), MAX_NAME_CHARS);
    }
}
