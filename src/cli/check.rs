//! `entente check`: the Problems of scene files, one a line.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::{complain, input, output, printable};
use crate::evidence::{self, Texts};
use crate::file;
use crate::file::snapshots::{Snapshots, named_in, texts_of};
use crate::file::store::Store;
use crate::model::{Problem, Scene, Severity};

/// Prints the Problems of each file and ends with 1 if any is an error.
pub(super) fn run(files: &[PathBuf], is_large_allowed: bool) -> anyhow::Result<ExitCode> {
    let mut is_good = true;
    for path in files {
        let bytes = match input(path, is_large_allowed) {
            Ok(bytes) => bytes,
            Err(error) => {
                complain(&error.to_string());
                is_good = false;
                continue;
            }
        };
        let problems = problems(&bytes, texts_beside(path));
        is_good &= errors(&problems) == 0;
        output(listing(path, &problems).as_bytes())?;
    }
    Ok(if is_good {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// What gives the texts that lie beside a scene file; of standard input there are
/// none.
fn texts_beside(path: &Path) -> impl Fn(&Scene) -> Texts {
    let snapshots = Snapshots::new(Store::default(), None);
    move |scene| {
        if path == Path::new("-") {
            return Texts::default();
        }
        texts_of(&snapshots.read_all(Some(path), &named_in(scene)))
    }
}

/// Everything that is found in a file, in the order of its lines.
fn problems(bytes: &[u8], texts: impl Fn(&Scene) -> Texts) -> Vec<Problem> {
    match file::read(bytes) {
        Ok(reading) => {
            let mut problems = reading.problems;
            let texts = texts(&reading.scene);
            problems.extend(evidence::findings(&reading.scene, &texts));
            file::place_problems(bytes, &mut problems);
            problems.sort_by_key(|problem| problem.position);
            problems
        }
        Err(error) => vec![error.to_problem()],
    }
}

/// How many of them are errors.
pub(super) fn errors(problems: &[Problem]) -> usize {
    let is_error = |it: &&Problem| it.severity == Severity::Error;
    problems.iter().filter(is_error).count()
}

/// `FILE:LINE:COLUMN: severity: message; hint`, a line for each.
pub(super) fn listing(path: &Path, problems: &[Problem]) -> String {
    let mut lines = String::new();
    for problem in problems {
        let place = problem
            .position
            .map_or_else(String::new, |position| format!(":{position}"));
        let file = path.display().to_string();
        let line = format!(
            "{}{place}: {}: {}; {}\n",
            printable(&file),
            problem.severity.word(),
            printable(&problem.message),
            printable(&problem.hint),
        );
        lines.push_str(&line);
    }
    lines
}
