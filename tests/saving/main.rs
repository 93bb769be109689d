//! Saving holds what it promises: after a failed call to the disk and after a
//! sudden end of the process, the file is whole, the old one or the new one; a
//! person is told, and nothing is lost without a question.

#![cfg(unix)]

#[path = "../support/disk.rs"]
mod disk;
#[path = "../support/sim_disk.rs"]
mod sim_disk;

mod answers;
mod desk;
mod faults;
mod importing;
mod kept;
mod kills;
mod leaving;
mod operations;
mod outside;
mod power;
mod random;
mod recovery;
mod session;
mod snapshots;
mod texts;
mod watch;
mod writers;

use std::fs;
use std::path::{Path, PathBuf};

use entente::file::store::{Expected, SaveRequest};

/// A save of these bytes over whatever is there, without versions.
fn over_anything<'a>(path: &'a Path, bytes: &'a [u8]) -> SaveRequest<'a> {
    SaveRequest {
        path,
        bytes,
        expected: Expected::Anything,
        versions: None,
        is_whole: |_| true,
    }
}

/// The temporary files in this folder.
fn twins_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder is listed");
    entries
        .map(|entry| entry.expect("an entry of it").path())
        .filter(|path| {
            let name = path.file_name().expect("a name").to_string_lossy();
            name.starts_with(".entente-") && name.ends_with(".part")
        })
        .collect()
}

/// A folder in memory where the system has one: for what is about the order of
/// calls and takes many of them.
fn quick_folder() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    let folder = tempfile::tempdir_in(memory).or_else(|_no_memory| tempfile::tempdir());
    folder.expect("a folder")
}

/// Writes a line past the capture of tests: figures that a reader wants to see.
fn tell(line: &str) {
    use std::io::Write as _;
    writeln!(std::io::stderr(), "{line}").expect("told");
}
