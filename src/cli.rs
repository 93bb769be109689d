//! The command line: its arguments, and the uses that need no window.
//!
//! Results go to standard output, everything else to standard error. Texts from
//! files are shown with their control characters spelt out, so that a scene
//! cannot write to the terminal what it likes.

mod arguments;
mod check;
mod diff;
mod export;
mod import;
mod merge;

use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, bail};

pub use arguments::{
    Arguments, ClockArgument, Command, DiffArguments, DiscsArgument, ExportArguments,
    FontsArgument, ImportArguments, MergeArguments, PagesArgument, PreferArgument, ThemeArgument,
    What,
};

use crate::file::store::{self, StoreError};
use crate::file::{self, Reading};

/// What runs a command that needs no window, and how it ended.
///
/// # Errors
/// When the command cannot do what it is asked; wrong usage is a
/// [`clap::Error`] within.
pub fn run(arguments: &Arguments, command: &Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Check { files } => check::run(files, arguments.allow_large),
        Command::Diff(diff) => diff::run(diff, arguments.allow_large),
        Command::Merge(merge) => merge::run(merge, arguments.allow_large),
        Command::Export(export) => export::run(export, arguments.allow_large),
        Command::Import(import) => import::run(import, arguments.allow_large),
    }
}

/// Tells the person on standard error why the program ends, and gives the exit
/// code for it: 2 for wrong usage, 0 when only the reader of the output went
/// away, else 1.
pub fn report(error: &anyhow::Error) -> ExitCode {
    if let Some(usage) = error.downcast_ref::<clap::Error>() {
        // Nothing can be told where standard error is closed.
        usage.print().unwrap_or_default();
        return ExitCode::from(2);
    }
    if is_closed_pipe(error) {
        return ExitCode::SUCCESS;
    }
    complain(&format!("{error:#}"));
    ExitCode::FAILURE
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

/// A line on standard error.
fn complain(message: &str) {
    // Nothing can be told where standard error is closed.
    writeln!(io::stderr().lock(), "entente: {}", printable(message)).unwrap_or_default();
}

/// Whether a path stands for standard input or output.
fn is_stream(path: &Path) -> bool {
    path == Path::new("-")
}

/// The bytes of a file, or of standard input for `-`.
fn input(path: &Path, is_large_allowed: bool) -> Result<Vec<u8>, StoreError> {
    if is_stream(path) {
        store::read_limited(io::stdin().lock(), path, is_large_allowed)
    } else {
        store::read_scene_file(path, is_large_allowed)
    }
}

/// What is read from a file without an error; `done` says what is not done else,
/// such as `merged`. Whatever else is found goes to standard error with its
/// place.
fn readable_scene(path: &Path, bytes: &[u8], done: &str) -> anyhow::Result<Reading> {
    let (problems, reading) = match file::read(bytes) {
        Ok(reading) => (reading.problems.clone(), Some(reading)),
        Err(error) => (vec![error.to_problem()], None),
    };
    check::listing(path, &problems).lines().for_each(complain);
    let reading = reading.filter(|_| check::errors(&problems) == 0);
    let Some(reading) = reading else {
        let what = if problems.len() == 1 {
            "the error"
        } else {
            "the errors"
        };
        bail!(
            "nothing was {done}: correct {what} in {} first",
            path.display()
        );
    };
    Ok(reading)
}

/// Writes to standard output.
fn output(bytes: &[u8]) -> anyhow::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout
        .write_all(bytes)
        .and_then(|()| stdout.flush())
        .context("standard output could not be written")
}

/// A text with everything spelt out that a terminal would obey instead of
/// showing: control characters and those that turn the direction of writing.
fn printable(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        let is_direction = matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
        if c.is_control() || is_direction {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    shown
}

/// These as lines of a terminal.
fn printable_lines(lines: impl IntoIterator<Item = String>) -> String {
    let mut shown = String::new();
    for line in lines {
        shown.push_str(&printable(&line));
        shown.push('\n');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scene_cannot_command_the_terminal() {
        assert_eq!(
            printable("a\u{1b}[31m\u{202e}b\nשלום"),
            "a\\u{1b}[31m\\u{202e}b\\u{a}שלום"
        );
    }

    #[test]
    fn a_closed_pipe_is_no_failure() {
        let closed = io::Error::from(io::ErrorKind::BrokenPipe);
        let error = anyhow::Error::from(closed).context("standard output could not be written");
        assert!(is_closed_pipe(&error));
        assert!(!is_closed_pipe(&anyhow::anyhow!("something else")));
    }
}
