//! The rules: which layer may use which, and which crates are named where.

use std::fmt;

use crate::paths::{Path, module_of, paths};
use crate::tokens::{Token, tokens};

/// Groups of neighbouring layers, leftmost first.
pub(crate) type Layers = Vec<Vec<String>>;

/// A crate, or a module of one, that only some files may name. Files are given
/// under `src`; one that ends in `/` is a folder.
struct Confined {
    paths: &'static [&'static [&'static str]],
    files: &'static [&'static str],
    rule: &'static str,
}

const STORE: &[&str] = &["file/store.rs", "file/store/"];

/// What a path can be asked that looks at the disk without naming `std::fs`.
const DISK_METHODS: [&str; 10] = [
    "canonicalize",
    "exists",
    "is_dir",
    "is_file",
    "is_symlink",
    "metadata",
    "read_dir",
    "read_link",
    "symlink_metadata",
    "try_exists",
];

const DISK_RULE: &str = "the disk is looked at only in file/store.rs and file/store/";

const CONFINED: [Confined; 7] = [
    Confined {
        paths: &[
            &["ecolor"],
            &["eframe"],
            &["egui"],
            &["egui_plot"],
            &["emath"],
            &["epaint"],
            &["winit"],
        ],
        files: &["ui/", "app.rs", "main.rs"],
        rule: "egui and its kin are named only in ui/, app.rs and main.rs",
    },
    Confined {
        paths: &[
            &["serde"],
            &["serde_ignored"],
            &["serde_json"],
            &["serde_path_to_error"],
        ],
        files: &[
            "file/",
            "export/",
            "drawing/basemap.rs",
            "drawing/basemap/",
            "drawing/theme.rs",
        ],
        rule: "serde is named only in file/, export/, drawing/theme.rs and drawing/basemap.rs",
    },
    Confined {
        paths: &[
            &["std", "fs"],
            &["std", "os", "linux", "fs"],
            &["std", "os", "unix", "fs"],
            &["std", "os", "windows", "fs"],
        ],
        files: STORE,
        rule: "std::fs is named only in file/store.rs and file/store/",
    },
    Confined {
        paths: &[&["libc"], &["rustix"]],
        files: STORE,
        rule: "calls to the system are made only in file/store.rs and file/store/",
    },
    Confined {
        paths: &[&["notify"]],
        files: &["file/watch.rs"],
        rule: "notify is named only in file/watch.rs",
    },
    Confined {
        paths: &[&["rfd"]],
        files: &["ui/"],
        rule: "rfd is named only in ui/",
    },
    Confined {
        paths: &[
            &["egui", "TextEdit"],
            &["egui", "text_edit", "TextEdit"],
            &["egui", "widgets", "TextEdit"],
            &["egui", "widgets", "text_edit", "TextEdit"],
            &["eframe", "egui", "TextEdit"],
        ],
        files: TEXT_FIELD,
        rule: TEXT_RULE,
    },
];

const TEXT_FIELD: &[&str] = &["ui/widget/text_field.rs"];

const TEXT_RULE: &str = "texts are typed in a TextField, which is right in every script";

/// What shows a field of egui's own without naming it.
const TEXT_METHODS: [&str; 3] = ["code_editor", "text_edit_multiline", "text_edit_singleline"];

/// One place that breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Breach {
    pub(crate) file: String,
    pub(crate) line: usize,
    pub(crate) path: String,
    pub(crate) rule: String,
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "src/{}:{}: `{}`: {}",
            self.file, self.line, self.path, self.rule
        )
    }
}

/// The layers named by the crate docs: the lines with `->` of the block that
/// begins with `geom`. `None` where there is no such line.
pub(crate) fn layers(crate_docs: &str) -> Option<Layers> {
    let line: String = crate_docs
        .lines()
        .filter_map(|line| line.strip_prefix("//!"))
        .map(str::trim)
        .skip_while(|line| !line.starts_with("geom ->"))
        .take_while(|line| line.contains("->"))
        .collect::<Vec<_>>()
        .join(" ");
    let layers: Layers = line
        .split("->")
        .map(|group| {
            group
                .split(',')
                .map(|name| name.trim().to_owned())
                .filter(|name| !name.is_empty())
                .collect()
        })
        .collect();
    (layers.len() > 1).then_some(layers)
}

/// Everything in this file, given by its place under `src`, that breaks a rule.
pub(crate) fn breaches(layers: &Layers, file: &str, source: &str) -> Vec<Breach> {
    let module = module_of(file);
    let own = layer_of(file);
    let mut out = Vec::new();
    let is_root = file == "lib.rs";
    if !is_root && place(layers, &own).is_none() {
        out.push(Breach {
            file: file.to_owned(),
            line: 1,
            path: own.clone(),
            rule: "every module under src/ stands in the layer line of src/lib.rs".to_owned(),
        });
    }
    let is_store = is_among(file, STORE);
    let looks = looks_at_disk(&tokens(source));
    let looks = looks.into_iter().filter(|_| !is_store);
    out.extend(looks.map(|(line, path)| Breach {
        file: file.to_owned(),
        line,
        path,
        rule: DISK_RULE.to_owned(),
    }));
    out.extend(bare_fields(&tokens(source)).map(|(line, path)| Breach {
        file: file.to_owned(),
        line,
        path,
        rule: TEXT_RULE.to_owned(),
    }));
    for path in paths(&module, source) {
        let rule = confinement(file, &path)
            .or_else(|| hiding(&path))
            .or_else(|| asking_paths(&path).filter(|_| !is_store))
            .or_else(|| layering(layers, &own, is_root, &path));
        out.extend(rule.map(|rule| Breach {
            file: file.to_owned(),
            line: path.line,
            path: path.segments.join("::"),
            rule,
        }));
    }
    out
}

/// The layer of a file: its folder, or its own name where it lies in none.
fn layer_of(file: &str) -> String {
    let first = file.split('/').next().unwrap_or(file);
    first.strip_suffix(".rs").unwrap_or(first).to_owned()
}

fn place(layers: &Layers, layer: &str) -> Option<usize> {
    layers
        .iter()
        .position(|group| group.iter().any(|name| name == layer))
}

fn confinement(file: &str, path: &Path) -> Option<String> {
    // A bare name outside of `use` is a variable or an attribute, not a crate.
    if path.segments.len() == 1 && !path.is_use {
        return None;
    }
    let begins_with = |start: &[&str]| {
        path.segments.len() >= start.len()
            && path
                .segments
                .iter()
                .zip(start)
                .all(|(one, other)| one == other)
    };
    CONFINED
        .iter()
        .filter(|confined| confined.paths.iter().any(|start| begins_with(start)))
        .find(|confined| !is_among(file, confined.files))
        .map(|confined| confined.rule.to_owned())
}

/// Whether a file is one of these, or lies in one of these folders.
fn is_among(file: &str, files: &[&str]) -> bool {
    files.iter().any(|allowed| match allowed.strip_suffix('/') {
        Some(_) => file.starts_with(allowed),
        None => file == *allowed,
    })
}

/// Lines and names of the methods called that look at the disk. A store is what
/// they should be asked of, and has one of that name.
fn looks_at_disk(tokens: &[Token]) -> Vec<(usize, String)> {
    let calls = tokens.windows(4).filter_map(|window| {
        let [receiver, dot, method, after] = window else {
            return None;
        };
        let name = method.name().filter(|name| DISK_METHODS.contains(name))?;
        let is_call = dot.is('.') && after.is('(');
        let is_asked_of_store = receiver.name() == Some("store") && name == "exists";
        (is_call && !is_asked_of_store).then(|| (method.line, format!(".{name}()")))
    });
    calls.collect()
}

/// Lines and names of the methods called that show a field of egui's own.
fn bare_fields(tokens: &[Token]) -> impl Iterator<Item = (usize, String)> {
    tokens.windows(2).filter_map(|window| {
        let [dot, method] = window else {
            return None;
        };
        let name = method.name().filter(|name| TEXT_METHODS.contains(name))?;
        dot.is('.').then(|| (method.line, format!(".{name}()")))
    })
}

/// The same methods by their full names: `Path::exists`.
fn asking_paths(path: &Path) -> Option<String> {
    let segments: Vec<&str> = path.segments.iter().map(String::as_str).collect();
    match segments.as_slice() {
        [.., "Path" | "PathBuf", method] if DISK_METHODS.contains(method) => {
            Some(DISK_RULE.to_owned())
        }
        _ => None,
    }
}

/// What would hide a path from these rules.
fn hiding(path: &Path) -> Option<String> {
    let segments: Vec<&str> = path.segments.iter().map(String::as_str).collect();
    match segments.as_slice() {
        ["std" | "crate" | "entente", "*"] => {
            Some("a glob of a whole crate hides what is used".to_owned())
        }
        ["std" | "crate" | "entente"] if path.is_renamed => {
            Some("another name for a whole crate hides what is used".to_owned())
        }
        _ => None,
    }
}

fn layering(layers: &Layers, own: &str, is_root: bool, path: &Path) -> Option<String> {
    let [root, target, ..] = path.segments.as_slice() else {
        return None;
    };
    if is_root || !matches!(root.as_str(), "crate" | "entente") || target == own {
        return None;
    }
    let Some(target_place) = place(layers, target) else {
        return Some(format!(
            "`{target}` does not stand in the layer line of src/lib.rs"
        ));
    };
    let own_place = place(layers, own)?;
    match target_place.cmp(&own_place) {
        std::cmp::Ordering::Less => None,
        std::cmp::Ordering::Equal => Some(format!(
            "{own} and {target} are neighbours, which do not use each other"
        )),
        std::cmp::Ordering::Greater => Some(format!(
            "{own} may use only what stands to its left, and {target} stands to its right"
        )),
    }
}
