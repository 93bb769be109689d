//! `entente diff`: what changed from one scene file to another, in words.

use std::path::Path;
use std::process::ExitCode;

use super::arguments::usage;
use super::{DiffArguments, input, is_stream, output, printable_lines, readable_scene};
use crate::compare::{Difference, Line, Sort};
use crate::export;
use crate::model::Scene;

/// What git names where a file is not there.
const NO_FILE: &str = "/dev/null";

/// Prints the difference; ends with 1 where there is one and that was asked for.
pub(super) fn run(arguments: &DiffArguments, is_large_allowed: bool) -> anyhow::Result<ExitCode> {
    if is_stream(&arguments.before) && is_stream(&arguments.after) {
        return Err(usage("only one of the two files can be standard input").into());
    }
    let before = scene(&arguments.before, is_large_allowed)?;
    let after = scene(&arguments.after, is_large_allowed)?;
    let difference = Difference::between(&before, &after);
    if arguments.json {
        output(&export::difference_json(&difference)?)?;
    } else {
        output(listing(&difference).as_bytes())?;
    }
    Ok(if arguments.exit_code && !difference.is_empty() {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

fn scene(path: &Path, is_large_allowed: bool) -> anyhow::Result<Scene> {
    let bytes = input(path, is_large_allowed)?;
    if bytes.is_empty() && path == Path::new(NO_FILE) {
        return Ok(Scene::blank());
    }
    Ok(readable_scene(path, &bytes, "compared")?.scene)
}

/// A summary, then each thing that differs with its fields beneath.
fn listing(difference: &Difference) -> String {
    if difference.is_empty() {
        return "nothing differs\n".to_owned();
    }
    let head = [difference.summary(), String::new()];
    let lines = difference.lines();
    let lines = head.into_iter().chain(lines.iter().flat_map(paragraph));
    printable_lines(lines)
}

fn paragraph(line: &Line) -> Vec<String> {
    let mut lines = vec![line.headline.clone()];
    for detail in &line.details {
        let (before, after) = (&detail.before, &detail.after);
        // The headline of a property has both values where they are short.
        let is_told = line.sort == Sort::Property
            && line.headline.ends_with(&format!(": {before} to {after}"));
        if !is_told {
            lines.push(format!("    {}: {before} -> {after}", detail.name));
        }
    }
    let claims = line.claims.iter();
    lines.extend(claims.map(|claim| format!("    claim {} {}", claim.id, claim.happened.word())));
    lines
}
