//! `entente import`: claims of a CSV table into a scene.

use std::process::ExitCode;

use anyhow::{Context as _, bail};

use super::arguments::usage;
use super::{
    ImportArguments, check, complain, input, is_stream, output, printable_lines, readable_scene,
};
use crate::edit::apply;
use crate::file::claims_csv::{ClaimsCsv, read_claims_csv};
use crate::file::store::Replacement;
use crate::file::write;

/// Adds and changes the claims of the table, writes the scene, and says what was
/// done. Nothing is written if a row cannot be taken, unless the person agreed
/// to leave such rows out.
pub(super) fn run(arguments: &ImportArguments, is_large_allowed: bool) -> anyhow::Result<ExitCode> {
    let (file, claims) = (&arguments.file, &arguments.claims);
    if is_stream(file) && is_stream(claims) {
        return Err(usage("only one of the two files can be standard input").into());
    }
    let reading = readable_scene(file, &input(file, is_large_allowed)?, "imported")?;
    if !reading.is_complete {
        bail!(
            "nothing was imported: {} holds what would be lost; see the lines above",
            file.display()
        );
    }
    let table = read_claims_csv(&input(claims, is_large_allowed)?, &reading.scene)
        .with_context(|| format!("nothing was imported from {}", claims.display()))?;
    let listing = check::listing(claims, &table.problems);
    listing.lines().for_each(complain);
    if table.wrong_rows > 0 && !arguments.leave_out {
        bail!(
            "nothing was imported: correct {} first, or add --leave-out to go on without",
            rows(table.wrong_rows)
        );
    }
    let scene = match table.edit() {
        Some(edit) => apply(&reading.scene, &edit)?.scene,
        None => reading.scene,
    };
    let text = write(&scene);
    let summary = printable_lines([summary(&table)]);
    if is_stream(&arguments.output) {
        summary.lines().for_each(complain);
        output(text.as_bytes())?;
    } else {
        Replacement::begin(&arguments.output)?.fill(text.as_bytes())?;
        output(summary.as_bytes())?;
    }
    Ok(ExitCode::SUCCESS)
}

fn rows(count: usize) -> String {
    match count {
        1 => "1 row".to_owned(),
        count => format!("{count} rows"),
    }
}

/// `3 claims added, 1 changed, 32 the same, 2 rows left out`
fn summary(table: &ClaimsCsv) -> String {
    let (added, changed, same) = table.counts();
    let noun = if added == 1 { "claim" } else { "claims" };
    let left_out = match table.wrong_rows {
        0 => String::new(),
        count => format!(", {} left out", rows(count)),
    };
    format!("{added} {noun} added, {changed} changed, {same} the same{left_out}")
}
