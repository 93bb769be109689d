//! The paths that a source names, in `use` lines and anywhere else in code.

use crate::tokens::{Kind, Token, tokens};

/// A path, as the crate sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Path {
    /// From the crate's root: `["crate", "ui", "canvas"]`; else as written:
    /// `["std", "fs"]`. A glob ends in `*`.
    pub(crate) segments: Vec<String>,
    /// The line of the last segment, from 1.
    pub(crate) line: usize,
    /// Whether it stands in a `use`.
    pub(crate) is_use: bool,
    /// Whether it gets another name with `as`.
    pub(crate) is_renamed: bool,
}

/// Every path that the source of this module names, in order.
pub(crate) fn paths(module: &[String], source: &str) -> Vec<Path> {
    let mut walk = Walk {
        tokens: tokens(source),
        at: 0,
        module: module.to_vec(),
        depth: 0,
        inline: Vec::new(),
        out: Vec::new(),
    };
    while walk.at < walk.tokens.len() {
        walk.step();
    }
    walk.out
}

/// The module of a file under `src`: `ui/panel/mod.rs` is `["ui", "panel"]`; the
/// root files are `[]`.
pub(crate) fn module_of(file: &str) -> Vec<String> {
    let stem = file.strip_suffix(".rs").unwrap_or(file);
    let stem = stem.strip_suffix("/mod").unwrap_or(stem);
    if matches!(stem, "lib" | "main") {
        return Vec::new();
    }
    stem.split('/').map(str::to_owned).collect()
}

struct Walk {
    tokens: Vec<Token>,
    at: usize,
    /// The module that the walk is in, with those written within the file.
    module: Vec<String>,
    depth: usize,
    /// Depths at which the modules written within the file opened.
    inline: Vec<usize>,
    out: Vec<Path>,
}

impl Walk {
    fn token(&self, ahead: usize) -> Option<&Token> {
        self.tokens.get(self.at + ahead)
    }

    fn name(&self, ahead: usize) -> Option<String> {
        Some(self.token(ahead)?.name()?.to_owned())
    }

    fn is(&self, ahead: usize, sign: char) -> bool {
        self.token(ahead).is_some_and(|token| token.is(sign))
    }

    fn is_separator(&self, ahead: usize) -> bool {
        self.token(ahead)
            .is_some_and(|token| token.kind == Kind::PathSep)
    }

    fn step(&mut self) {
        if self.is(0, '{') {
            self.depth += 1;
            self.at += 1;
        } else if self.is(0, '}') {
            self.close();
            self.at += 1;
        } else {
            match self.name(0).as_deref() {
                Some("use") => {
                    self.at += 1;
                    self.tree(&[], true);
                }
                Some("extern") if self.name(1).as_deref() == Some("crate") => {
                    self.at += 2;
                    self.tree(&[], true);
                }
                Some("mod") if self.name(1).is_some() && self.is(2, '{') => self.open_module(),
                Some(_) => self.tree(&[], false),
                None => self.at += 1,
            }
        }
    }

    fn open_module(&mut self) {
        self.module.extend(self.name(1));
        self.depth += 1;
        self.inline.push(self.depth);
        self.at += 3;
    }

    fn close(&mut self) {
        if self.inline.last() == Some(&self.depth) {
            self.inline.pop();
            self.module.pop();
        }
        self.depth = self.depth.saturating_sub(1);
    }

    /// One path, or a group of paths in braces, after this beginning. Braces
    /// after `::` occur in `use` only; elsewhere they are the body of something.
    fn tree(&mut self, before: &[String], is_use: bool) {
        let mut segments = before.to_vec();
        let mut line = 0;
        if self.is_separator(0) {
            self.at += 1;
        }
        loop {
            if self.is(0, '{') && is_use {
                self.group(&segments);
                return;
            }
            let glob = || self.is(0, '*').then(|| "*".to_owned());
            // A type argument may follow the last `::`: `parse::<u8>()`.
            let Some(segment) = self.name(0).or_else(glob) else {
                break;
            };
            line = self.token(0).map_or(line, |token| token.line);
            segments.push(segment);
            self.at += 1;
            if !self.is_separator(0) {
                break;
            }
            self.at += 1;
        }
        if segments.len() > before.len() {
            self.leaf(&segments, line, is_use);
        }
    }

    fn group(&mut self, before: &[String]) {
        self.at += 1;
        while self.at < self.tokens.len() && !self.is(0, '}') {
            if self.is(0, ',') {
                self.at += 1;
            } else {
                let start = self.at;
                self.tree(before, true);
                // A sign that no `use` has: step over it rather than stand still.
                self.at = self.at.max(start + 1);
            }
        }
        self.at += 1;
    }

    fn leaf(&mut self, segments: &[String], line: usize, is_use: bool) {
        let is_renamed = is_use && self.name(0).as_deref() == Some("as");
        if is_renamed {
            self.at += 2;
        }
        self.out.push(Path {
            segments: self.resolved(segments),
            line,
            is_use,
            is_renamed,
        });
    }

    /// `self` and `super` resolved, and a trailing `self` of a group dropped.
    fn resolved(&self, segments: &[String]) -> Vec<String> {
        let mut module = self.module.clone();
        let mut rest = segments;
        let mut is_relative = false;
        while let [first, after @ ..] = rest {
            match first.as_str() {
                "self" if !is_relative => {}
                "super" => {
                    module.pop();
                }
                _ => break,
            }
            is_relative = true;
            rest = after;
        }
        let mut out = Vec::new();
        if is_relative {
            out.push("crate".to_owned());
            out.extend(module);
        }
        out.extend_from_slice(rest);
        if out.len() > 1 && out.last().is_some_and(|last| last == "self") {
            out.pop();
        }
        out
    }
}
