//! The house stands as its plan says: layers use only what stands to their
//! left, and some crates are named in some places only.
//!
//! The layer line is read from the crate docs in `src/lib.rs`, its only home.
//! Sources are read token by token, so `use` groups, `super::super`, full paths
//! in code and renamed imports are all seen, and comments and strings are not.

#[path = "layering/paths.rs"]
mod paths;
#[path = "layering/rules.rs"]
mod rules;
#[path = "layering/tokens.rs"]
mod tokens;

use std::fs;
use std::path::Path;

use rules::{Layers, breaches, layers};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn house() -> Layers {
    let docs = fs::read_to_string(Path::new(ROOT).join("src/lib.rs")).expect("src/lib.rs is read");
    layers(&docs).expect("the crate docs hold a layer line that begins with `geom ->`")
}

/// Every Rust file under this folder, by its place under `src`, sorted.
fn sources(folder: &Path, under: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry of it").path();
        let name = path.file_name().expect("a name").to_string_lossy();
        let place = format!("{under}{name}");
        if path.is_dir() {
            out.extend(sources(&path, &format!("{place}/")));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("a source is text");
            out.push((place, text));
        }
    }
    out.sort();
    out
}

/// Lines and rules of the breaches that this source has at this place.
fn found(file: &str, source: &str) -> Vec<String> {
    breaches(&house(), file, source)
        .into_iter()
        .map(|breach| breach.to_string())
        .collect()
}

fn assert_one(file: &str, source: &str, expected: &str) {
    let found = found(file, source);
    assert_eq!(found.len(), 1, "{file}: {source}\nfound {found:#?}");
    assert!(found[0].starts_with(expected), "{} for {source}", found[0]);
}

#[test]
fn every_layer_uses_only_what_stands_to_its_left() {
    let house = house();
    let sources = sources(&Path::new(ROOT).join("src"), "");
    assert!(sources.len() > 20, "the sources are found");
    let found: Vec<String> = sources
        .iter()
        .flat_map(|(file, source)| breaches(&house, file, source))
        .map(|breach| breach.to_string())
        .collect();
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn the_layer_line_is_read_from_the_crate_docs() {
    let house = house();
    assert_eq!(house.first(), Some(&vec!["geom".to_owned()]));
    assert_eq!(house.last(), Some(&vec!["main".to_owned()]));
    assert!(
        house.contains(
            &["edit", "evidence", "analysis", "compare"]
                .map(str::to_owned)
                .to_vec()
        )
    );
    assert_eq!(layers("//! No line here."), None);
}

#[test]
fn a_layer_to_the_right_is_refused_however_it_is_written() {
    for (file, source, expected) in [
        (
            "model/tie.rs",
            "use crate::drawing::Item;",
            "src/model/tie.rs:1: `crate::drawing::Item`",
        ),
        (
            "model/tie.rs",
            "\n\npub(crate) use crate::ui;",
            "src/model/tie.rs:3: `crate::ui`",
        ),
        (
            "layout/map.rs",
            "use crate::{drawing::X};",
            "src/layout/map.rs:1: `crate::drawing::X`",
        ),
        (
            "layout/map.rs",
            "use crate::{\n    model::Tie,\n    session::Session,\n};",
            "src/layout/map.rs:3: `crate::session::Session`",
        ),
        (
            "layout/map.rs",
            "use {std::fmt, crate::ui::{self}};",
            "src/layout/map.rs:1: `crate::ui`",
        ),
        (
            "model/deep/er.rs",
            "use super::super::super::ui::Canvas;",
            "src/model/deep/er.rs:1: `crate::ui::Canvas`",
        ),
        (
            "model/mod.rs",
            "use super::ui as window;",
            "src/model/mod.rs:1: `crate::ui`",
        ),
        (
            "model/a.rs",
            "use self::super::super::ui;",
            "src/model/a.rs:1: `crate::ui`",
        ),
        (
            "model/a.rs",
            "mod tests {\n use super::super::super::ui::X;\n}",
            "src/model/a.rs:2: `crate::ui::X`",
        ),
        (
            "model/a.rs",
            "fn f() -> crate::export::Svg { todo() }",
            "src/model/a.rs:1: `crate::export::Svg`",
        ),
        (
            "model/a.rs",
            "fn f() {\n    let x = super::super::ui::g::<u8>(1.0);\n}",
            "src/model/a.rs:2: `crate::ui::g`",
        ),
        (
            "model/a.rs",
            "macro_rules! m { () => { $crate::ui::x() } }",
            "src/model/a.rs:1: `crate::ui::x`",
        ),
        (
            "model/a.rs",
            "impl From<crate::file::E> for E {}",
            "src/model/a.rs:1: `crate::file::E`",
        ),
        (
            "app.rs",
            "use crate::main::run;",
            "src/app.rs:1: `crate::main::run`",
        ),
        (
            "ui/a.rs",
            "use entente::app::App;",
            "src/ui/a.rs:1: `entente::app::App`",
        ),
    ] {
        assert_one(file, source, expected);
    }
    assert_eq!(
        found("model/a.rs", "use crate::{drawing::X, ui};"),
        [
            "src/model/a.rs:1: `crate::drawing::X`: model may use only what stands to its left, and drawing stands to its right",
            "src/model/a.rs:1: `crate::ui`: model may use only what stands to its left, and ui stands to its right",
        ]
    );
}

#[test]
fn neighbours_and_strangers_are_refused() {
    assert_one(
        "evidence/a.rs",
        "use crate::analysis::Strength;",
        "src/evidence/a.rs:1: `crate::analysis::Strength`: evidence and analysis are neighbours",
    );
    assert_one(
        "cli.rs",
        "use crate::app::App;",
        "src/cli.rs:1: `crate::app::App`: cli and app are neighbours",
    );
    assert_one(
        "ui/a.rs",
        "use crate::helpers::X;",
        "src/ui/a.rs:1: `crate::helpers::X`: `helpers` does not stand in the layer line",
    );
    assert_one(
        "helpers/mod.rs",
        "",
        "src/helpers/mod.rs:1: `helpers`: every module",
    );
}

#[test]
fn crates_are_refused_outside_their_places() {
    for (file, source, expected) in [
        (
            "session/a.rs",
            "use egui::Pos2;",
            "src/session/a.rs:1: `egui::Pos2`",
        ),
        (
            "drawing/a.rs",
            "fn f(x: ::egui::Color32) {}",
            "src/drawing/a.rs:1: `egui::Color32`",
        ),
        (
            "cli.rs",
            "fn f() { eframe::run_native(1) }",
            "src/cli.rs:1: `eframe::run_native`",
        ),
        ("cli.rs", "extern crate egui;", "src/cli.rs:1: `egui`"),
        ("cli.rs", "use egui as gui;", "src/cli.rs:1: `egui`"),
        (
            "analysis/a.rs",
            "use {egui_plot::Plot};",
            "src/analysis/a.rs:1: `egui_plot::Plot`",
        ),
        (
            "model/a.rs",
            "use serde::Deserialize;",
            "src/model/a.rs:1: `serde::Deserialize`",
        ),
        (
            "drawing/item.rs",
            "#[derive(serde::Serialize)]\nstruct A;",
            "src/drawing/item.rs:1: `serde::Serialize`",
        ),
        (
            "session/a.rs",
            "use serde_json::Value;",
            "src/session/a.rs:1: `serde_json::Value`",
        ),
        (
            "file/read.rs",
            "use std::{fs, io};",
            "src/file/read.rs:1: `std::fs`",
        ),
        (
            "file/storehouse.rs",
            "use std::fs;",
            "src/file/storehouse.rs:1: `std::fs`",
        ),
        (
            "file/read.rs",
            "use std::{io, fs::{File}};",
            "src/file/read.rs:1: `std::fs::File`",
        ),
        (
            "cli.rs",
            "fn f() {\n  std::fs::read(p);\n}",
            "src/cli.rs:2: `std::fs::read`",
        ),
        (
            "export/svg.rs",
            "use std::fs::*;",
            "src/export/svg.rs:1: `std::fs::*`",
        ),
        (
            "export/svg.rs",
            "use std as s;",
            "src/export/svg.rs:1: `std`: another name",
        ),
        (
            "export/svg.rs",
            "use std::*;",
            "src/export/svg.rs:1: `std::*`: a glob",
        ),
        (
            "ui/a.rs",
            "use crate::*;",
            "src/ui/a.rs:1: `crate::*`: a glob",
        ),
        (
            "app.rs",
            "async fn f() { rfd::AsyncFileDialog::new() }",
            "src/app.rs:1: `rfd::AsyncFileDialog::new`",
        ),
    ] {
        assert_one(file, source, expected);
    }
}

#[test]
fn no_other_place_touches_the_disk() {
    for (file, source, expected) in [
        (
            "session/a.rs",
            "use notify::Watcher;",
            "src/session/a.rs:1: `notify::Watcher`: notify is named only in file/watch.rs",
        ),
        (
            "file/watch.rs",
            "fn f() { rustix::fs::stat(p) }",
            "src/file/watch.rs:1: `rustix::fs::stat`: calls to the system",
        ),
        (
            "file/store.rs",
            "use notify::Event;",
            "src/file/store.rs:1: `notify::Event`",
        ),
        (
            "cli.rs",
            "use std::os::unix::fs::MetadataExt;",
            "src/cli.rs:1: `std::os::unix::fs::MetadataExt`: std::fs",
        ),
        (
            "session/a.rs",
            "fn f(path: &Path) -> bool {\n    path.exists()\n}",
            "src/session/a.rs:2: `.exists()`: the disk is looked at only",
        ),
        (
            "ui/a.rs",
            "fn f() { here().join(x).is_dir() }",
            "src/ui/a.rs:1: `.is_dir()`",
        ),
        (
            "ui/a.rs",
            "fn f() { store.path\n.metadata ()?.len() }",
            "src/ui/a.rs:2: `.metadata()`",
        ),
        (
            "main.rs",
            "fn f() { store.canonicalize() }",
            "src/main.rs:1: `.canonicalize()`",
        ),
        (
            "app.rs",
            "fn f() { paths.filter(Path::exists) }",
            "src/app.rs:1: `Path::exists`",
        ),
        (
            "app.rs",
            "fn f() { std::path::PathBuf::is_file(&p) }",
            "src/app.rs:1: `std::path::PathBuf::is_file`",
        ),
    ] {
        assert_one(file, source, expected);
    }
    for (file, source) in [
        ("session/a.rs", "fn f() { self.store.exists(&path) }"),
        ("ui/a.rs", "fn f() { store::exists(path) }"),
        ("ui/a.rs", "fn f() { let exists = |x| x.exists; exists(1) }"),
        (
            "file/store/real.rs",
            "fn f() { self.metadata(); path.exists() }",
        ),
        ("file/store.rs", "use std::os::unix::fs::symlink;"),
        ("file/watch.rs", "use notify::Event;"),
        (
            "ui/a.rs",
            "// path.exists()\nconst A: &str = \"path.exists()\";",
        ),
    ] {
        let found = found(file, source);
        assert!(found.is_empty(), "{file}: {source}\n{found:#?}");
    }
}

#[test]
fn no_other_place_shows_a_bare_field() {
    let rule = "texts are typed in a TextField";
    for (source, path) in [
        ("use egui::{Id, TextEdit, Ui};", "egui::TextEdit"),
        (
            "fn f() { egui::TextEdit::singleline(x); }",
            "egui::TextEdit::singleline",
        ),
        (
            "use egui::widgets::TextEdit as Field;",
            "egui::widgets::TextEdit",
        ),
        (
            "fn f() { ui.text_edit_singleline(&mut x) }",
            ".text_edit_singleline()",
        ),
    ] {
        assert_one(
            "ui/panel/a.rs",
            source,
            &format!("src/ui/panel/a.rs:1: `{path}`: {rule}"),
        );
    }
    for (file, source) in [
        ("ui/widget/text_field.rs", "use egui::TextEdit;"),
        ("ui/panel/a.rs", "use egui::text_edit::TextEditState;"),
        (
            "ui/panel/a.rs",
            "// TextEdit\nfn f() { TextField::singleline(x); }",
        ),
    ] {
        let found = found(file, source);
        assert!(found.is_empty(), "{file}: {source}\n{found:#?}");
    }
}

#[test]
fn what_the_plan_allows_passes() {
    for (file, source) in [
        (
            "model/tie.rs",
            "use crate::text::fold;\nuse super::weight::Weight;",
        ),
        (
            "model/tie.rs",
            "pub(crate) fn f() {}\npub(in crate::model) fn g() {}",
        ),
        (
            "model/a.rs",
            "mod tests { use super::*; use super::super::b; }\nuse super::c;",
        ),
        (
            "ui/panel/tie.rs",
            "use egui::Ui;\nuse crate::session::{Command, Session};",
        ),
        ("ui/dialog/open.rs", "fn f() { rfd::FileDialog::new(); }"),
        ("app.rs", "use eframe::App;\nuse crate::ui::Shell;"),
        (
            "main.rs",
            "use entente::{app, cli};\nfn main() { eframe::run_native() }",
        ),
        ("file/store.rs", "use std::fs;"),
        ("file/store/disk.rs", "use std::fs::File;"),
        (
            "drawing/theme.rs",
            "use serde::Deserialize;\n#[serde(deny_unknown_fields)]\nstruct A;",
        ),
        ("export/json.rs", "use serde_json::json;"),
        ("lib.rs", "pub mod ui;\npub use crate::model::Scene;"),
        (
            "model/a.rs",
            "// use crate::ui;\n/* egui::Ui /* std::fs */ rfd::x */\n/// [`crate::ui`]\nfn f() {}",
        ),
        (
            "model/a.rs",
            "const A: &str = \"use crate::ui; \\\" egui::Ui\";\nconst B: char = '\"';\nconst C: &str = r#\"std::fs \" crate::ui\"#;",
        ),
        (
            "model/a.rs",
            "fn f<'egui>(x: &'egui str) -> char { '\\'' }\nconst D: &[u8] = b\"egui::Ui\";",
        ),
        (
            "model/a.rs",
            "fn f() { let egui = 1; let fs = egui; my_egui::Ui; std::fmt::Result }",
        ),
        (
            "model/a.rs",
            "fn f() { for x in 0..crate::text::N { match x { crate::text::A {..} => 1.0e3 } } }",
        ),
    ] {
        let found = found(file, source);
        assert!(found.is_empty(), "{file}: {source}\n{found:#?}");
    }
}

#[test]
fn lines_are_counted_through_comments_and_strings() {
    assert_one(
        "model/a.rs",
        "/* one\n two */\nconst A: &str = \"x\n y\";\nconst B: &str = r\"\n\";\nuse crate::ui;\n",
        "src/model/a.rs:7: `crate::ui`",
    );
}
