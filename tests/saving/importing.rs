//! Files that are to become texts of sources: what cannot be read is refused
//! before it costs anything.

use std::fs::{self, File};
use std::sync::Arc;

use entente::file::import::{ImportError, TextKind, import_file};
use entente::file::store::{Store, StoreError};

use crate::disk::{Call, FaultyDisk};
use crate::quick_folder;

#[test]
fn a_file_of_200_mb_is_refused_before_it_is_read() {
    let folder = quick_folder();
    let path = folder.path().join("large.txt");
    let file = File::create(&path).expect("made");
    file.set_len(200 * 1024 * 1024).expect("grown");
    let disk = FaultyDisk::default();
    let error = import_file(&Store::new(Arc::new(disk.clone())), &path).expect_err("too large");
    assert!(error.to_string().contains("200.0 MB"), "{error}");
    assert!(error.to_string().contains("keep the part"), "{error}");
    assert!(!disk.calls().contains(&Call::Open), "it is not opened");
}

#[test]
fn what_is_no_plain_file_is_not_opened() {
    let folder = quick_folder();
    let store = Store::default();
    let is = |path: &str, expected: fn(&StoreError) -> bool| {
        let error = import_file(&store, path.as_ref()).expect_err(path);
        let ImportError::Store(error) = error else {
            panic!("{path}: {error}");
        };
        assert!(expected(&error), "{path}: {error}");
    };
    let inside = |name: &str| folder.path().join(name).display().to_string();
    is(&inside("none.txt"), |it| {
        matches!(it, StoreError::NotFound { .. })
    });
    is(&inside(""), |it| matches!(it, StoreError::IsFolder { .. }));
    // Reading it would never end.
    is("/dev/zero", |it| {
        matches!(it, StoreError::NoPlainFile { .. })
    });
}

#[test]
fn a_page_in_an_old_encoding_becomes_text_with_its_citation() {
    let folder = quick_folder();
    let path = folder.path().join("page.htm");
    let head = b"<html lang=tr><meta charset=windows-1254><title>\xdeehir</title>";
    let body = b"<p>\xddstanbul&rsquo;da b\xfcy\xfck bir \xfeehir, \xf0 ile.</p><script>x</script>";
    fs::write(&path, [&head[..], &body[..]].concat()).expect("written");
    let imported = import_file(&Store::default(), &path).expect("text");
    assert_eq!(imported.text, "İstanbul\u{2019}da büyük bir şehir, ğ ile.");
    assert_eq!(imported.kind, TextKind::Html);
    assert_eq!(imported.encoding.map(|it| it.name), Some("windows-1254"));
    assert_eq!(imported.proposals.title.as_deref(), Some("Şehir"));
    assert_eq!(imported.proposals.language.as_deref(), Some("tr"));
    assert!(imported.warnings.is_empty(), "{:?}", imported.warnings);
}
