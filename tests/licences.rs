//! What Entente is built from: no crate that may only be had under the GPL or a
//! licence of its family, and one egui in the tree.
//!
//! Licences are read from `cargo metadata`: for every platform where all crates
//! have been fetched (`cargo fetch`), else for the platform at hand. Nothing is
//! downloaded.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Two versions of one of these would mean two event loops or two type worlds.
const ONCE: [&str; 6] = [
    "eframe",
    "egui",
    "egui-winit",
    "egui_plot",
    "epaint",
    "winit",
];

fn cargo(arguments: &[&str]) -> Result<Vec<u8>, String> {
    let output = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .current_dir(ROOT)
        .args(arguments)
        .output()
        .map_err(|error| error.to_string())?;
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

/// The triple of this machine, as rustc names it.
fn host() -> String {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("-vV").output().expect("rustc runs");
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .expect("rustc names its host")
        .to_owned()
}

/// Name, version and licence of every crate.
fn crates() -> Vec<(String, String, Option<String>)> {
    let all = ["metadata", "--locked", "--offline", "--format-version", "1"];
    let host = host();
    let here = [&all[..], &["--filter-platform", &host]].concat();
    let json = cargo(&all)
        .or_else(|_| cargo(&here))
        .expect("cargo reads the manifest without a network");
    let metadata: Value = serde_json::from_slice(&json).expect("cargo writes JSON");
    let text = |package: &Value, key: &str| package[key].as_str().map(str::to_owned);
    metadata["packages"]
        .as_array()
        .expect("a list of packages")
        .iter()
        .map(|package| {
            (
                text(package, "name").unwrap_or_default(),
                text(package, "version").unwrap_or_default(),
                text(package, "license"),
            )
        })
        .collect()
}

/// Whether an SPDX expression can be met without a licence of the GPL family.
/// Understands `OR`, its old form `/`, `AND` and brackets.
fn is_free_of_gpl(expression: &str) -> bool {
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    let is_free = any(&words, &mut at);
    is_free && at == words.len()
}

fn any(words: &[&str], at: &mut usize) -> bool {
    let mut is_free = all(words, at);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        is_free |= all(words, at);
    }
    is_free
}

fn all(words: &[&str], at: &mut usize) -> bool {
    let mut is_free = one(words, at);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        is_free &= one(words, at);
    }
    is_free
}

fn one(words: &[&str], at: &mut usize) -> bool {
    let word = words.get(*at).copied();
    *at += 1;
    match word {
        Some("(") => {
            let is_free = any(words, at);
            *at += 1;
            is_free
        }
        Some(licence) => {
            if words.get(*at) == Some(&"WITH") {
                *at += 2;
            }
            !licence.contains("GPL")
        }
        None => false,
    }
}

#[test]
fn no_crate_asks_for_the_gpl() {
    let crates = crates();
    assert!(crates.len() > 200, "{} crates are listed", crates.len());
    let refused: Vec<_> = crates
        .iter()
        .filter(|(_, _, licence)| !licence.as_deref().is_some_and(is_free_of_gpl))
        .collect();
    assert!(refused.is_empty(), "{refused:#?}");
}

#[test]
fn flags_come_with_their_licence_and_are_all_listed() {
    let folder = Path::new(ROOT).join("assets/flags");
    let read = |path: &Path| fs::read_to_string(path).expect("a text");
    let licence = read(&folder.join("LICENSE-flag-icons.txt"));
    assert!(licence.starts_with("The MIT License (MIT)"), "{licence}");
    let readme = read(&folder.join("README.md"));
    let about = read(&Path::new(ROOT).join("src/ui/dialog/about.rs"));
    for text in [&readme, &about] {
        assert!(text.contains("flag-icons 7.5.0"), "names its source");
    }
    let table = read(&Path::new(ROOT).join("src/drawing/flags.rs"));
    let entries = fs::read_dir(&folder).expect("a folder");
    let files = entries.map(|entry| entry.expect("an entry").path());
    let svg: Vec<_> = files
        .filter(|path| path.extension().is_some_and(|it| it == "svg"))
        .collect();
    assert_eq!(svg.len(), 38);
    for path in svg {
        let stem = path.file_stem().and_then(|it| it.to_str()).expect("a name");
        assert!(table.contains(&format!("\"{stem}\"")), "{stem} is used");
        assert!(readme.contains(&format!("`{stem}`")), "{stem} is listed");
    }
}

#[test]
fn there_is_one_egui_in_the_tree() {
    let lock = fs::read_to_string(Path::new(ROOT).join("Cargo.lock")).expect("Cargo.lock is there");
    for name in ONCE {
        let entry = format!("name = \"{name}\"");
        let count = lock.lines().filter(|line| *line == entry).count();
        assert_eq!(count, 1, "versions of {name}");
    }
}

#[test]
fn licence_expressions_are_understood() {
    for free in [
        "MIT",
        "MIT/Apache-2.0",
        "Apache-2.0 OR GPL-2.0-only",
        "MIT OR Apache-2.0 OR LGPL-2.1-or-later",
        "(MIT OR GPL-3.0) AND Unicode-3.0",
        "Apache-2.0 WITH LLVM-exception",
    ] {
        assert!(is_free_of_gpl(free), "{free}");
    }
    for refused in [
        "",
        "GPL-3.0-or-later",
        "AGPL-3.0",
        "LGPL-2.1-only",
        "MIT AND GPL-2.0",
        "(MIT OR Zlib) AND GPL-2.0",
        "GPL-2.0 WITH Classpath-exception-2.0",
        "MIT GPL-2.0",
    ] {
        assert!(!is_free_of_gpl(refused), "{refused}");
    }
}
