//! `entente diff` and `entente merge`, run as people and git run them.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::tell;

const SAMPLE: &str = include_str!("../files/sample.ron");
const PROGRAM: &str = env!("CARGO_BIN_EXE_entente");

fn stronger() -> String {
    SAMPLE.replacen("weight: 0.85", "weight: 0.95", 1)
}

fn weaker() -> String {
    SAMPLE.replacen("weight: 0.85", "weight: 0.25", 1)
}

fn renamed() -> String {
    SAMPLE.replacen("name: \"Azerbaijan\"", "name: \"Azərbaycan\"", 1)
}

fn folder_with(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("written");
    }
    folder
}

fn run(folder: &Path, arguments: &[&str], input: &str) -> (Option<i32>, String, String) {
    let mut child = Command::new(PROGRAM)
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
    stdin.write_all(input.as_bytes()).unwrap_or_default();
    drop(stdin);
    told(&child.wait_with_output().expect("the program ends"))
}

fn told(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (
        output.status.code(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

fn left(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).expect("there")
}

#[test]
fn diff_says_in_words_what_changed() {
    let folder = folder_with(&[("a.ron", SAMPLE), ("b.ron", &stronger())]);
    let (code, stdout, stderr) = run(folder.path(), &["diff", "a.ron", "b.ron"], "");
    assert_eq!((code, stderr.as_str()), (Some(0), ""));
    assert_eq!(
        stdout,
        "1 tie changed\n\nTie Israel – Azerbaijan: stronger, +0.85 to +0.95\n    \
         weight: +0.85 -> +0.95\n"
    );
    let (code, stdout, _) = run(folder.path(), &["diff", "a.ron", "-"], SAMPLE);
    assert_eq!((code, stdout.as_str()), (Some(0), "nothing differs\n"));
}

#[test]
fn diff_tells_programs_in_json_and_by_its_exit_code() {
    let folder = folder_with(&[("a.ron", SAMPLE), ("b.ron", &stronger())]);
    let arguments = ["diff", "--json", "--exit-code", "a.ron", "b.ron"];
    let (code, stdout, _) = run(folder.path(), &arguments, "");
    assert_eq!(code, Some(1));
    let value: serde_json::Value = serde_json::from_str(&stdout).expect("JSON");
    let trend = value.pointer("/changes/0/trend");
    assert_eq!(trend, Some(&"stronger".into()));
    let (code, _, _) = run(
        folder.path(),
        &["diff", "--exit-code", "a.ron", "a.ron"],
        "",
    );
    assert_eq!(code, Some(0));
}

#[test]
fn a_scene_that_is_compared_cannot_command_the_terminal() {
    let odd = SAMPLE.replacen("name: \"Azerbaijan\"", "name: \"\\u{1b}[31m\"", 1);
    let folder = folder_with(&[("a.ron", SAMPLE), ("b.ron", &odd)]);
    let (_, stdout, _) = run(folder.path(), &["diff", "a.ron", "b.ron"], "");
    assert!(stdout.contains("\\u{1b}") && !stdout.contains('\u{1b}'));
    let out = ["merge", "a.ron", "a.ron", "b.ron", "-o", "c.ron"];
    assert_eq!(run(folder.path(), &out, "").0, Some(0));
}

#[test]
fn what_cannot_be_read_is_told_with_its_line_and_nothing_is_written() {
    let wrong = SAMPLE.replacen("weight: 0.85", "weight: 8.5", 1);
    let odd = SAMPLE.replacen("weight: 0.85,", "weight: 0.85, colour: 1,", 1);
    let folder = folder_with(&[
        ("a.ron", SAMPLE),
        ("wrong.ron", &wrong),
        ("odd.ron", &odd),
        ("cut.ron", "(\n    format: 1,\n"),
        ("out.ron", "before"),
    ]);
    for (bad, place) in [
        ("wrong.ron", "wrong.ron:63:13: error: "),
        ("cut.ron", "cut.ron:3:1: error: "),
        ("none.ron", "none.ron"),
        ("odd.ron", "odd.ron:63:27: warning: "),
    ] {
        let is_error = bad != "odd.ron";
        let (code, stdout, stderr) = run(folder.path(), &["diff", "a.ron", bad], "");
        assert_eq!(code, Some(i32::from(is_error)), "{stderr}");
        assert!(stderr.contains(place) && stdout.is_empty() == is_error);
        for arguments in [
            ["merge", bad, "a.ron", "a.ron", "-o", "out.ron"],
            ["merge", "a.ron", bad, "a.ron", "-o", "out.ron"],
            ["merge", "a.ron", "a.ron", bad, "-o", "out.ron"],
        ] {
            let (code, stdout, stderr) = run(folder.path(), &arguments, "");
            assert_eq!((code, stdout.as_str()), (Some(1), ""), "{arguments:?}");
            assert!(stderr.contains(place), "{stderr}");
            assert_eq!(left(folder.path(), "out.ron"), "before");
        }
    }
    for arguments in [
        &["diff", "a.ron"][..],
        &["diff", "-", "-"],
        &["merge", "a.ron", "a.ron", "a.ron"],
        &["merge", "-", "a.ron", "-", "-o", "out.ron"],
        &[
            "merge", "a.ron", "a.ron", "a.ron", "-o", "b.ron", "--prefer", "mine",
        ],
    ] {
        assert_eq!(
            run(folder.path(), arguments, "").0,
            Some(2),
            "{arguments:?}"
        );
    }
}

#[test]
fn merge_takes_both_sides_and_may_write_over_one() {
    let both = stronger().replacen("name: \"Azerbaijan\"", "name: \"Azərbaycan\"", 1);
    let (stronger, renamed) = (stronger(), renamed());
    let folder = folder_with(&[("a", SAMPLE), ("b", &stronger), ("c", &renamed), ("no", "")]);
    let (code, stdout, stderr) = run(folder.path(), &["merge", "a", "b", "c", "-o", "b"], "");
    assert_eq!((code, stdout.as_str(), stderr.as_str()), (Some(0), "", ""));
    assert_eq!(left(folder.path(), "b"), both);
    let (code, stdout, _) = run(
        folder.path(),
        &["merge", "a", "c", "-", "-o", "-"],
        &stronger,
    );
    assert_eq!((code, stdout), (Some(0), both));
    // Git has an empty file where both sides added one.
    let (code, ..) = run(folder.path(), &["merge", "no", "a", "a", "-o", "new"], "");
    assert_eq!(
        (code, left(folder.path(), "new").as_str()),
        (Some(0), SAMPLE)
    );
}

#[test]
fn merge_lists_conflicts_with_both_values_and_settles_them_when_asked() {
    let folder = folder_with(&[("a", SAMPLE), ("b", &stronger()), ("c", &weaker())]);
    let (code, stdout, _) = run(folder.path(), &["merge", "a", "b", "c", "-o", "out"], "");
    assert_eq!(code, Some(1));
    let told = "conflict: Tie Israel – Azerbaijan (ISR-AZE): weight\n    base: +0.85\n    \
                ours (kept): +0.95\n    theirs: +0.25\n1 conflict\n";
    assert_eq!(stdout, told);
    assert_eq!(left(folder.path(), "out"), stronger());
    for (side, expected) in [("ours", stronger()), ("theirs", weaker())] {
        let arguments = ["merge", "a", "b", "c", "-o", "out", "--prefer", side];
        let (code, stdout, _) = run(folder.path(), &arguments, "");
        assert_eq!(code, Some(0));
        assert!(stdout.ends_with("1 conflict, settled\n"), "{stdout}");
        assert_eq!(left(folder.path(), "out"), expected);
    }
}

/// A repository in a folder, told to use the program as the README says.
struct Repository {
    folder: tempfile::TempDir,
}

impl Repository {
    /// `None` where there is no git to try.
    fn new() -> Option<Self> {
        let is_there = Command::new("git").arg("--version").output().is_ok();
        if !is_there {
            tell("there is no git here: as a driver of git nothing was tried");
            return None;
        }
        let folder = folder_with(&[(".gitattributes", "*.ron merge=entente\n")]);
        let it = Self { folder };
        it.git(&["init", "--quiet", "--initial-branch=main"]);
        let program = PROGRAM.replace('\\', "/");
        let merge = format!("\"{program}\" merge %O %A %B -o %A");
        let diff = format!("\"{program}\" diff \"$LOCAL\" \"$REMOTE\"");
        for (name, value) in [
            ("user.name", "Tester"),
            ("user.email", "tester@example.org"),
            ("commit.gpgsign", "false"),
            ("core.autocrlf", "false"),
            ("merge.entente.name", "Entente scenes"),
            ("merge.entente.driver", merge.as_str()),
            ("difftool.entente.cmd", diff.as_str()),
        ] {
            it.git(&["config", name, value]);
        }
        Some(it)
    }

    fn path(&self) -> PathBuf {
        self.folder.path().to_path_buf()
    }

    fn try_git(&self, arguments: &[&str]) -> (Option<i32>, String, String) {
        let nowhere = self.folder.path().join("no-such-config");
        let output = Command::new("git")
            .args(arguments)
            .current_dir(self.folder.path())
            .env("GIT_CONFIG_GLOBAL", &nowhere)
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env_remove("GIT_DIR")
            .env_remove("GIT_WORK_TREE")
            .env_remove("GIT_INDEX_FILE")
            .output()
            .expect("git runs");
        told(&output)
    }

    fn git(&self, arguments: &[&str]) -> String {
        let (code, stdout, stderr) = self.try_git(arguments);
        assert_eq!(code, Some(0), "git {arguments:?}: {stdout}{stderr}");
        stdout
    }

    fn commit(&self, text: &str) {
        fs::write(self.folder.path().join("scene.ron"), text).expect("written");
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "Change the scene"]);
    }

    /// Ours on `main`, theirs on `side`, both from `base`.
    fn branch(&self, base: &str, ours: &str, theirs: &str) {
        self.commit(base);
        self.git(&["checkout", "--quiet", "-b", "side"]);
        self.commit(theirs);
        self.git(&["checkout", "--quiet", "main"]);
        self.commit(ours);
    }
}

#[test]
fn git_merges_scenes_by_record_and_field() {
    let Some(repository) = Repository::new() else {
        return;
    };
    // Neighbouring lines, which git alone would not merge.
    let ours = stronger();
    let theirs = SAMPLE.replacen("confidence: Moderate", "confidence: High", 1);
    assert_ne!(theirs, SAMPLE, "the sample has such a tie");
    let both = ours.replacen("confidence: Moderate", "confidence: High", 1);
    repository.branch(SAMPLE, &ours, &theirs);
    repository.git(&["merge", "--quiet", "--no-edit", "side"]);
    assert_eq!(left(&repository.path(), "scene.ron"), both);
}

#[test]
fn git_learns_of_conflicts_and_has_our_scene_then() {
    let Some(repository) = Repository::new() else {
        return;
    };
    repository.branch(SAMPLE, &stronger(), &weaker());
    let (code, stdout, stderr) = repository.try_git(&["merge", "--no-edit", "side"]);
    assert_eq!(code, Some(1), "{stdout}{stderr}");
    let told = format!("{stdout}{stderr}");
    assert!(told.contains("theirs: +0.25"), "{told}");
    assert_eq!(left(&repository.path(), "scene.ron"), stronger());
    let status = repository.git(&["status", "--short"]);
    assert!(status.contains("UU scene.ron"), "{status}");
}

#[test]
fn git_shows_in_words_what_changed() {
    let Some(repository) = Repository::new() else {
        return;
    };
    repository.commit(SAMPLE);
    repository.commit(&stronger());
    let tool = ["difftool", "--no-prompt", "--tool=entente", "HEAD~1"];
    let told = repository.git(&tool);
    assert!(told.contains("stronger, +0.85 to +0.95"), "{told}");
    // A file that is new stands beside nothing.
    fs::write(repository.path().join("new.ron"), SAMPLE).expect("written");
    repository.git(&["add", "--all"]);
    let tool = [
        "difftool",
        "--no-prompt",
        "--tool=entente",
        "HEAD",
        "--",
        "new.ron",
    ];
    let told = repository.git(&tool);
    assert!(
        told.contains("Tie Israel – Azerbaijan: added, +0.85"),
        "{told}"
    );
}
