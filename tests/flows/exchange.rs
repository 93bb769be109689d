//! Handing claims and sources out, and taking claims back in, in the window.

use std::path::Path;
use std::sync::Arc;

use egui::{Key, Modifiers};
use entente::export::{claims_csv, sources_bibtex};
use entente::session::Dialog;

use crate::window::Window;

/// Runs a command by the palette.
fn run(window: &mut Window, letters: &str) {
    window.press_with(Modifiers::COMMAND, Key::K);
    window.type_text(letters);
    window.press(Key::Enter);
}

/// Waits for the system's file dialog, which is not there, to say so, and gives
/// the path by hand.
fn give_path(window: &mut Window, path: &Path) {
    window.until("a path is asked for", |window| {
        let dialog = window.session().dialog();
        matches!(dialog, Some(Dialog::ClaimsPath | Dialog::ExportPath(..)))
    });
    window.settle();
    window.press_with(Modifiers::COMMAND, Key::A);
    window.type_text(&path.display().to_string());
    window.press(Key::Enter);
    window.settle();
}

/// Exports what is chosen by pressing these, one after the other.
fn export(window: &mut Window, choices: &[&str], path: &Path) {
    run(window, "export");
    assert_eq!(window.session().dialog(), Some(&Dialog::Export), "it opens");
    window.settle();
    for choice in choices {
        window.click_in_dialog(choice);
        window.settle();
    }
    window.click_in_dialog("Export\u{2026}");
    give_path(window, path);
}

fn import(window: &mut Window, path: &Path) {
    run(window, "import claims");
    give_path(window, path);
}

#[test]
fn claims_and_sources_are_exported_and_a_file_is_replaced_only_when_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = Window::new();
    let scene = Arc::clone(&window.session().document().scene);
    let claims = folder.path().join("claims.csv");
    export(&mut window, &["Export: Claims"], &claims);
    assert!(window.notices().contains(&"Exported claims.csv."));
    let written = std::fs::read(&claims).expect("it was written");
    assert!(written == claims_csv(&scene), "the claims");

    let sources = folder.path().join("sources.bib");
    std::fs::write(&sources, "mine").expect("written");
    export(
        &mut window,
        &["Export: Sources", "Format: BibTeX"],
        &sources,
    );
    assert!(window.shows("Replace the file?"));
    assert_eq!(std::fs::read(&sources).expect("there"), b"mine");
    window.click_in_dialog("Replace it");
    window.settle();
    let written = std::fs::read(&sources).expect("it was written");
    assert!(
        written == sources_bibtex(&scene).into_bytes(),
        "the sources"
    );
    assert!(!window.session().document().is_changed(), "nothing changed");
}

#[test]
fn slides_are_handed_out_as_pdf_and_as_a_picture_for_each() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = Window::new();
    let deck = folder.path().join("deck.pdf");
    export(&mut window, &["Export: All slides"], &deck);
    window.until("it is written", |window| {
        window.notices().contains(&"Exported deck.pdf.")
    });
    let written = std::fs::read(&deck).expect("it was written");
    assert!(written.starts_with(b"%PDF-"), "a PDF");
    let pages = pdf_extract::extract_text_from_mem_by_pages(&written).expect("a PDF");
    assert_eq!(pages.len(), window.session().document().scene.slides.len());

    let pictures = folder.path().join("s.svg");
    export(
        &mut window,
        &["Export: All slides", "Format: SVG"],
        &pictures,
    );
    window.until("they are written", |window| {
        let mut notices = window.notices().into_iter();
        notices.any(|it| it.starts_with("Exported 6 files"))
    });
    for number in 1..=6 {
        let path = folder.path().join(format!("s-{number}.svg"));
        let svg = std::fs::read_to_string(&path).expect("it was written");
        assert!(svg.contains(&format!("{number} OF 6")), "{number}");
    }
    assert!(!pictures.exists(), "each has its number");
    assert!(window.session().handing_out().is_none(), "it is done");
    assert!(!window.session().document().is_changed(), "nothing changed");
}

#[test]
fn claims_come_in_after_a_preview_as_one_step() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("claims.csv");
    let mut window = Window::new();
    let before = Arc::clone(&window.session().document().scene);
    let id = before.claims.at(0).expect("a claim").id.clone();
    let table = format!(
        "id,statement,status,grade\nnew-1,Said anew.,statement,C3\n{id},Put otherwise.,fact,B2\n"
    );
    std::fs::write(&path, table).expect("written");
    import(&mut window, &path);
    assert_eq!(window.session().dialog(), Some(&Dialog::ImportClaims));
    assert!(window.shows_part("1 claim to add, 1 to change"));
    assert!(window.shows("Said anew."));
    assert!(Arc::ptr_eq(&before, &window.session().document().scene));
    window.click_in_dialog("Import 2 claims");
    window.settle();
    let after = Arc::clone(&window.session().document().scene);
    assert_eq!(after.claims.len(), before.claims.len() + 1);
    let claim = after.claims.get(&id).expect("it is there");
    assert_eq!(claim.statement, "Put otherwise.");
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert!(*window.session().document().scene == *before, "one step");
}

#[test]
fn wrong_rows_are_told_and_left_out_only_when_agreed() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("claims.csv");
    let table = "id,statement,status,grade\nn1,Good.,fact,B2\nn2,Bad.,fact,Z9\n";
    std::fs::write(&path, table).expect("written");
    let mut window = Window::new();
    let before = Arc::clone(&window.session().document().scene);
    import(&mut window, &path);
    assert!(window.shows_part("1 row cannot be taken"));
    assert!(window.shows_part("Row 3, column grade"));
    window.press(Key::Escape);
    assert!(Arc::ptr_eq(&before, &window.session().document().scene));
    import(&mut window, &path);
    window.click_in_dialog("Import 1 claim, leave out 1 row");
    window.settle();
    let after = &window.session().document().scene;
    assert_eq!(after.claims.len(), before.claims.len() + 1);

    std::fs::write(&path, "not,a table\n").expect("written");
    import(&mut window, &path);
    assert!(window.notices().iter().any(|it| it.contains("no column")));
    assert_eq!(window.session().dialog(), None);
}
