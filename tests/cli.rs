//! The command line, run as people run it: what it prints and how it ends.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const SAMPLE: &str = include_str!("files/sample.ron");

/// Runs the program in this folder, without a display.
fn run(folder: &Path, arguments: &[&str], input: Option<&str>) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_entente"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("piped");
    // A program that ends before it reads closes the pipe.
    stdin
        .write_all(input.unwrap_or("").as_bytes())
        .unwrap_or_default();
    drop(stdin);
    child.wait_with_output().expect("the program ends")
}

fn folder_with(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("written");
    }
    folder
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("UTF-8")
}

fn code(output: &Output) -> Option<i32> {
    output.status.code()
}

#[test]
fn help_and_version_need_no_display() {
    let folder = folder_with(&[]);
    for arguments in [&["--help"][..], &["--version"], &["export", "--help"]] {
        let output = run(folder.path(), arguments, None);
        assert_eq!(code(&output), Some(0));
        assert!(text(&output.stdout).contains("entente"));
    }
}

#[test]
fn wrong_usage_exits_2_and_says_what_there_is() {
    let folder = folder_with(&[("a.ron", SAMPLE)]);
    for arguments in [
        &["check"][..],
        &["--nonsense"],
        &["export", "a.ron"],
        &["export", "a.ron", "-o", "a.docx"],
        &["export", "a.ron", "-o", "-"],
        &["export", "a.ron", "-o", "a.svg", "--size", "big"],
        &["export", "a.ron", "-o", "a.svg", "--what", "scene"],
        &["export", "a.ron", "-o", "a.json", "--theme", "dark"],
        &["export", "a.ron", "-o", "a.json", "--discs", "flag"],
        &["export", "a.ron", "-o", "a.json", "--as-of", "2025"],
        &["export", "a.ron", "-o", "a.svg", "--as-of", "2025-13"],
        &["export", "a.ron", "-o", "a.svg", "--clock", "happened"],
        &["a.ron", "check", "a.ron"],
    ] {
        let output = run(folder.path(), arguments, None);
        assert_eq!(code(&output), Some(2), "{arguments:?}");
        assert!(!output.stderr.is_empty());
    }
    let output = run(folder.path(), &["export", "a.ron", "-o", "a.docx"], None);
    assert!(
        text(&output.stderr).contains("there is no format `docx`; there are pdf, svg, png, json")
    );
    assert!(!folder.path().join("a.docx").exists());
}

#[test]
fn check_finds_no_error_in_a_good_file() {
    let folder = folder_with(&[("a.ron", SAMPLE)]);
    for (arguments, input) in [(["check", "a.ron"], None), (["check", "-"], Some(SAMPLE))] {
        let output = run(folder.path(), &arguments, input);
        assert_eq!(code(&output), Some(0), "{}", text(&output.stdout));
        let found = text(&output.stdout);
        assert!(!found.contains(": error: ") && output.stderr.is_empty());
        // What a reviewer would ask about is told all the same, with its place.
        assert!(
            found.contains(":56:9: warning: the claims on Israel and Azerbaijan are too little")
        );
    }
}

#[test]
fn check_prints_place_severity_and_message_and_exits_1_for_an_error() {
    let wrong = SAMPLE.replacen("weight: 0.85", "weight: 8.5", 1);
    let folder = folder_with(&[("a.ron", SAMPLE), ("b.ron", &wrong)]);
    let output = run(folder.path(), &["check", "a.ron", "b.ron"], None);
    assert_eq!(code(&output), Some(1));
    let errors: Vec<&str> = text(&output.stdout)
        .lines()
        .filter(|line| line.contains(": error: "))
        .collect();
    assert_eq!(
        errors,
        [
            "b.ron:63:13: error: a weight is a number from -1 to 1; 8.5 is out of range; \
             the tie is left out; write a number from -1 (hostile) to 1 (allied)"
        ]
    );
    let output = run(folder.path(), &["check", "-"], Some(&wrong));
    assert_eq!(code(&output), Some(1));
    assert!(text(&output.stdout).contains("\n-:63:13: error: "));
}

#[test]
fn check_of_a_file_with_warnings_only_exits_0() {
    let odd = SAMPLE.replacen("weight: 0.85,", "weight: 0.85, colour: 1,", 1);
    let folder = folder_with(&[("a.ron", &odd)]);
    let output = run(folder.path(), &["check", "a.ron"], None);
    assert_eq!(code(&output), Some(0));
    assert!(text(&output.stdout).contains("\na.ron:63:27: warning: "));
}

#[test]
fn check_tells_unreadable_and_missing_files_and_goes_on() {
    let wrong = SAMPLE.replacen("0.85", "8.5", 1);
    let folder = folder_with(&[("empty.ron", ""), ("b.ron", &wrong)]);
    let output = run(
        folder.path(),
        &["check", "none.ron", "empty.ron", "b.ron"],
        None,
    );
    assert_eq!(code(&output), Some(1));
    assert!(text(&output.stderr).contains("none.ron"));
    let stdout = text(&output.stdout);
    assert!(
        stdout.contains("empty.ron:1:1: error: the file is empty; "),
        "{stdout}"
    );
    assert!(stdout.contains("b.ron:63:13: error: "), "{stdout}");
}

#[test]
fn a_file_that_is_cut_off_is_told_at_its_end_with_what_is_open() {
    let folder = folder_with(&[("a.ron", "(\n    format: 1,\n    ties: [\n")]);
    let output = run(folder.path(), &["check", "a.ron"], None);
    assert_eq!(
        text(&output.stdout),
        "a.ron:4:1: error: the file is cut off: what begins at line 3, column 11 does not end; \
         restore the file from a backup or an earlier version; it is left as it is\n"
    );
    let output = run(folder.path(), &["export", "a.ron", "-o", "a.svg"], None);
    let stderr = text(&output.stderr);
    assert!(
        stderr.contains("from a.ron: line 4, column 1: the file is cut off: "),
        "{stderr}"
    );
}

#[test]
fn a_file_cannot_command_the_terminal() {
    let wrong = SAMPLE.replacen("to: \"AZE\"", "to: \"\\u{1b}[31mX\"", 1);
    let folder = folder_with(&[("a.ron", &wrong)]);
    let output = run(folder.path(), &["check", "a.ron"], None);
    assert_eq!(code(&output), Some(1));
    assert!(!output.stdout.contains(&0x1b));
}

#[test]
fn json_has_the_whole_scene_and_replaces_what_was_there() {
    let folder = folder_with(&[("a.ron", SAMPLE), ("out.json", "before")]);
    let output = run(folder.path(), &["export", "a.ron", "-o", "out.json"], None);
    assert_eq!(code(&output), Some(0), "{}", text(&output.stderr));
    let written = fs::read_to_string(folder.path().join("out.json")).expect("written");
    let value: serde_json::Value = serde_json::from_str(&written).expect("JSON");
    assert_eq!(value.pointer("/ties/0/weight"), Some(&0.85.into()));
    assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 2);

    let streamed = run(
        folder.path(),
        &["export", "-", "-o", "-", "--format", "json"],
        Some(SAMPLE),
    );
    assert_eq!(text(&streamed.stdout), written);
}

#[test]
fn a_picture_looks_back_from_the_last_day_of_a_date() {
    let scene = include_str!("../scenes/south_caucasus.ron");
    let folder = folder_with(&[("a.ron", scene)]);
    let drawn = |arguments: &[&str]| {
        let all = [
            &["export", "a.ron", "-o", "-", "--format", "svg"],
            arguments,
        ]
        .concat();
        let output = run(folder.path(), &all, None);
        assert_eq!(code(&output), Some(0), "{}", text(&output.stderr));
        text(&output.stdout).to_owned()
    };
    let now = drawn(&[]);
    assert!(now.contains("+0.85") && now.contains("as of 26 January 2026"));
    assert!(!now.contains("by then"));
    let reported = drawn(&["--as-of", "2025-12"]);
    assert!(reported.contains("as of 31 December 2025: what was reported by then"));
    assert!(!reported.contains("+0.85"), "nothing was reported");
    let happened = drawn(&["--as-of", "2026-01-01", "--clock", "happened"]);
    assert!(happened.contains("as of 1 January 2026: what had happened by then"));
    assert!(
        happened.contains("+0.85") && !happened.contains("+0.30"),
        "c35 is a forecast"
    );
}

#[test]
fn a_bad_output_folder_is_told_before_the_work() {
    let folder = folder_with(&[("a.ron", SAMPLE)]);
    // The input is bad too: told first is what needs no work.
    let output = run(
        folder.path(),
        &["export", "none.ron", "-o", "no/out.json"],
        None,
    );
    assert_eq!(code(&output), Some(1));
    let stderr = text(&output.stderr);
    assert!(stderr.contains("there is no such folder"), "{stderr}");
}

#[test]
fn a_scene_with_errors_is_not_exported_and_nothing_is_overwritten() {
    let wrong = SAMPLE.replacen("weight: 0.85", "weight: 8.5", 1);
    let folder = folder_with(&[("a.ron", &wrong), ("out.json", "before")]);
    let output = run(folder.path(), &["export", "a.ron", "-o", "out.json"], None);
    assert_eq!(code(&output), Some(1));
    let stderr = text(&output.stderr);
    assert!(stderr.contains("a.ron:63:13: error: "), "{stderr}");
    assert!(
        stderr.contains("correct the error in a.ron first"),
        "{stderr}"
    );
    let left = fs::read_to_string(folder.path().join("out.json")).expect("there");
    assert_eq!(left, "before");
    assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 2);
}

#[test]
fn a_file_over_64_mb_is_refused_with_its_size() {
    let folder = folder_with(&[]);
    let large = fs::File::create(folder.path().join("large.ron")).expect("created");
    large.set_len(65 * 1024 * 1024).expect("grown");
    let output = run(folder.path(), &["check", "large.ron"], None);
    assert_eq!(code(&output), Some(1));
    let stderr = text(&output.stderr);
    assert!(
        stderr.contains("65.0 MB") && stderr.contains("--allow-large"),
        "{stderr}"
    );
    let output = run(
        folder.path(),
        &["--allow-large", "check", "large.ron"],
        None,
    );
    assert!(text(&output.stdout).contains("zero bytes"), "it was read");
}

#[test]
fn claims_and_sources_are_exported_by_the_name_of_the_file() {
    let folder = folder_with(&[("a.ron", SAMPLE)]);
    for (name, begins) in [
        ("claims.csv", "\u{feff}\"id\","),
        ("claims.md", "# Claims\n"),
        ("sources.csl.json", "[\n"),
        ("sources.bib", "@article{"),
    ] {
        let output = run(folder.path(), &["export", "a.ron", "-o", name], None);
        assert_eq!(code(&output), Some(0), "{}", text(&output.stderr));
        let written = fs::read_to_string(folder.path().join(name)).expect("written");
        assert!(written.starts_with(begins), "{name}: {written}");
    }
    let json = [
        "export", "a.ron", "--what", "sources", "--format", "json", "-o", "-",
    ];
    let output = run(folder.path(), &json, None);
    assert!(text(&output.stdout).contains("article-newspaper"));
    let wrong = ["export", "a.ron", "--what", "claims", "-o", "x.bib"];
    assert_eq!(code(&run(folder.path(), &wrong, None)), Some(2));
}

#[test]
fn claims_come_back_in_from_csv_and_a_wrong_row_costs_nothing() {
    let folder = folder_with(&[("a.ron", SAMPLE)]);
    let export = ["export", "a.ron", "-o", "c.csv"];
    assert_eq!(code(&run(folder.path(), &export, None)), Some(0));
    let import = ["import", "a.ron", "c.csv", "-o", "b.ron"];
    let output = run(folder.path(), &import, None);
    assert_eq!(code(&output), Some(0), "{}", text(&output.stderr));
    assert!(text(&output.stdout).starts_with("0 claims added, 0 changed, "));
    let read = |name: &str| {
        let bytes = fs::read(folder.path().join(name)).expect("a file");
        entente::file::read(&bytes).expect("a scene").scene
    };
    assert_eq!(read("a.ron"), read("b.ron"));

    let table = "id,statement,status,grade\nn1,New,fact,B2\nn2,New,fact,Z9\n";
    let import = ["import", "a.ron", "-", "-o", "d.ron"];
    let output = run(folder.path(), &import, Some(table));
    assert_eq!(code(&output), Some(1));
    assert!(text(&output.stderr).contains("row 3, column grade"));
    assert!(!folder.path().join("d.ron").exists(), "nothing is written");
    let import = ["import", "a.ron", "-", "-o", "d.ron", "--leave-out"];
    let output = run(folder.path(), &import, Some(table));
    assert_eq!(
        text(&output.stdout),
        "1 claim added, 0 changed, 0 the same, 1 row left out\n"
    );
    assert_eq!(read("d.ron").claims.len(), read("a.ron").claims.len() + 1);
}
