//! Slides handed out on the command line, run as people run it, without a display.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const SOUTH_CAUCASUS: &str = include_str!("../scenes/south_caucasus.ron");
const SAMPLE: &str = include_str!("files/sample.ron");

fn export(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_entente"))
        .arg("export")
        .args(arguments)
        .current_dir(folder)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .expect("the program starts")
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.ron"), SOUTH_CAUCASUS).expect("written");
    fs::write(folder.path().join("bare.ron"), SAMPLE).expect("written");
    folder
}

fn complaint(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn names(folder: &Path) -> BTreeSet<String> {
    fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect()
}

#[test]
fn one_command_makes_the_pdf_of_the_briefing_the_same_each_time() {
    let folder = folder();
    for name in ["one.pdf", "two.pdf"] {
        let output = export(folder.path(), &["a.ron", "-o", name]);
        assert!(output.status.success(), "{}", complaint(&output));
    }
    let [one, two] = ["one.pdf", "two.pdf"].map(|name| fs::read(folder.path().join(name)));
    let one = one.expect("it was written");
    assert_eq!(one, two.expect("it was written"));
    let text = pdf_extract::extract_text_from_mem(&one).expect("a PDF");
    for words in ["Half of the map", "due to go on", "\u{49a}\u{430}\u{437}"] {
        assert!(text.contains(words), "no {words:?} in the PDF");
    }
    let pages = pdf_extract::extract_text_from_mem_by_pages(&one).expect("a PDF");
    assert_eq!(pages.len(), 6, "a slide a page");
    let notes = export(
        folder.path(),
        &["a.ron", "-o", "n.pdf", "--pages", "with-notes"],
    );
    assert!(notes.status.success(), "{}", complaint(&notes));
    let notes = fs::read(folder.path().join("n.pdf")).expect("it was written");
    let pages = pdf_extract::extract_text_from_mem_by_pages(&notes).expect("a PDF");
    assert!(pages.len() >= 12, "notes after each slide: {}", pages.len());
}

#[test]
fn a_deck_as_pictures_is_a_file_for_each_slide() {
    let folder = folder();
    let arguments = [
        "a.ron", "--what", "deck", "-o", "s.png", "--size", "320x180",
    ];
    let output = export(folder.path(), &arguments);
    assert!(output.status.success(), "{}", complaint(&output));
    let expected: BTreeSet<String> = (1..=6).map(|at| format!("s-{at}.png")).collect();
    let written: BTreeSet<String> = names(folder.path())
        .into_iter()
        .filter(|name| Path::new(name).extension().is_some_and(|it| it == "png"))
        .collect();
    assert_eq!(written, expected);
    let output = export(folder.path(), &["a.ron", "--slide", "3", "-o", "three.svg"]);
    assert!(output.status.success(), "{}", complaint(&output));
    let svg = fs::read_to_string(folder.path().join("three.svg")).expect("it was written");
    assert!(svg.contains("3 OF 6") && svg.contains("26 January 2026"));
}

#[test]
fn a_handling_mark_stands_on_slides_and_map() {
    let folder = folder();
    for what in [["--slide", "1"], ["--what", "map"]] {
        let mut arguments = vec!["a.ron", "-o", "m.svg", "--handling", "TLP:RED & <b>"];
        arguments.extend(what);
        let output = export(folder.path(), &arguments);
        assert!(output.status.success(), "{}", complaint(&output));
        let svg = fs::read_to_string(folder.path().join("m.svg")).expect("it was written");
        assert!(svg.contains("TLP:RED &amp; &lt;b&gt;"), "{what:?}");
    }
}

#[test]
fn what_cannot_be_is_told_and_nothing_is_written() {
    let folder = folder();
    let before = names(folder.path());
    for (arguments, code, words) in [
        (
            &["a.ron", "--slide", "99", "-o", "x.png"][..],
            1,
            "from 1 to 6",
        ),
        (&["a.ron", "--slide", "0", "-o", "x.png"], 1, "no slide 0"),
        (&["bare.ron", "--slide", "1", "-o", "x.png"], 1, "no slides"),
        (
            &["bare.ron", "--what", "deck", "-o", "x.pdf"],
            1,
            "no slides",
        ),
        (&["a.ron", "-o", "x.gif"], 2, "pdf, svg, png"),
        (&["a.ron", "-o", "gone/x.pdf"], 1, "gone"),
        (
            &["a.ron", "--what", "deck", "-o", "-", "--format", "png"],
            2,
            "several files",
        ),
        (
            &["a.ron", "--what", "map", "--slide", "1", "-o", "x.png"],
            2,
            "--slide",
        ),
        (
            &["a.ron", "--slide", "1", "-o", "x.json"],
            2,
            "belong to pictures",
        ),
        (
            &["a.ron", "--fonts", "outlines", "-o", "x.png"],
            2,
            "--fonts",
        ),
        (
            &["a.ron", "--pages", "with-notes", "-o", "x.svg"],
            2,
            "--pages",
        ),
        (
            &["a.ron", "--as-of", "2025", "--what", "deck", "-o", "x.pdf"],
            2,
            "--as-of",
        ),
        (
            &["a.ron", "--size", "20000x20000", "-o", "x.png"],
            2,
            "16384",
        ),
    ] {
        let output = export(folder.path(), arguments);
        assert_eq!(
            output.status.code(),
            Some(code),
            "{arguments:?}: {}",
            complaint(&output)
        );
        assert!(
            complaint(&output).contains(words),
            "{arguments:?}: {}",
            complaint(&output)
        );
        assert_eq!(names(folder.path()), before, "{arguments:?}");
    }
    let scene = fs::read_to_string(folder.path().join("a.ron")).expect("there");
    assert_eq!(scene, SOUTH_CAUCASUS);
}
