//! `entente merge`: what two people made of one scene, in one file.

use std::path::Path;
use std::process::ExitCode;

use anyhow::bail;

use super::arguments::usage;
use super::{
    MergeArguments, PreferArgument, complain, input, is_stream, output, printable_lines,
    readable_scene,
};
use crate::compare::{Conflict, Merged, Side, merge, merge_preferring};
use crate::file;
use crate::file::store::{Replacement, StoreError};
use crate::model::Scene;

/// Writes the merged scene and lists the conflicts; ends with 1 if any is left.
/// Nothing is written unless all of the three scenes could be read.
pub(super) fn run(arguments: &MergeArguments, is_large_allowed: bool) -> anyhow::Result<ExitCode> {
    let inputs = [&arguments.base, &arguments.ours, &arguments.theirs];
    if inputs.iter().filter(|path| is_stream(path)).count() > 1 {
        return Err(usage("only one of the three files can be standard input").into());
    }
    let base_bytes = input(&arguments.base, is_large_allowed)?;
    // What git hands over where both sides added the file.
    let base = if base_bytes.iter().all(u8::is_ascii_whitespace) {
        Scene::blank()
    } else {
        whole_scene(&arguments.base, &base_bytes)?
    };
    let ours = read(&arguments.ours, is_large_allowed)?;
    let theirs = read(&arguments.theirs, is_large_allowed)?;
    let merged = match arguments.prefer.map(Side::from) {
        None => merge(&base, &ours, &theirs),
        Some(side) => merge_preferring(side, &base, &ours, &theirs),
    };
    let text = file::write(&merged.scene);
    let is_settled = arguments.prefer.is_some();
    let listing = listing(&merged, is_settled);
    if is_stream(&arguments.output) {
        listing.lines().for_each(complain);
        output(text.as_bytes())?;
    } else {
        write(&arguments.output, &text)?;
        output(listing.as_bytes())?;
    }
    Ok(if merged.conflicts.is_empty() || is_settled {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

impl From<PreferArgument> for Side {
    fn from(prefer: PreferArgument) -> Self {
        match prefer {
            PreferArgument::Ours => Self::Ours,
            PreferArgument::Theirs => Self::Theirs,
        }
    }
}

fn write(path: &Path, text: &str) -> Result<(), StoreError> {
    Replacement::begin(path)?.fill(text.as_bytes())
}

fn read(path: &Path, is_large_allowed: bool) -> anyhow::Result<Scene> {
    whole_scene(path, &input(path, is_large_allowed)?)
}

/// The scene of a file, when it holds all that the file does: what is left out
/// would be missing from the merged file.
fn whole_scene(path: &Path, bytes: &[u8]) -> anyhow::Result<Scene> {
    let reading = readable_scene(path, bytes, "merged")?;
    if !reading.is_complete {
        bail!(
            "nothing was merged: {} holds what would be lost; see the lines above",
            path.display()
        );
    }
    Ok(reading.scene)
}

/// Each conflict with both values, then the notes, then how many conflicts.
fn listing(merged: &Merged, is_settled: bool) -> String {
    let mut lines: Vec<String> = merged.conflicts.iter().flat_map(paragraph).collect();
    lines.extend(merged.notes.iter().map(|note| format!("note: {note}")));
    let settled = if is_settled { ", settled" } else { "" };
    match merged.conflicts.len() {
        0 => {}
        1 => lines.push(format!("1 conflict{settled}")),
        count => lines.push(format!("{count} conflicts{settled}")),
    }
    printable_lines(lines)
}

fn paragraph(conflict: &Conflict) -> Vec<String> {
    let Conflict {
        called, id, field, ..
    } = conflict;
    let id = if id.is_empty() || called.ends_with(id) {
        String::new()
    } else {
        format!(" ({id})")
    };
    let value = |name: &str, side: Option<Side>, words: &str| {
        let is_kept = side == Some(conflict.kept);
        let kept = if is_kept { " (kept)" } else { "" };
        format!("    {name}{kept}: {words}")
    };
    let base = conflict.base.as_deref().unwrap_or("not there");
    vec![
        format!("conflict: {called}{id}: {field}"),
        value("base", None, base),
        value("ours", Some(Side::Ours), &conflict.ours),
        value("theirs", Some(Side::Theirs), &conflict.theirs),
    ]
}
