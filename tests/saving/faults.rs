//! Every call of a save is refused in turn, in every way.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use entente::file::store::{SaveError, Store, StoreError};

use crate::disk::{Call, Fault, FaultyDisk, How, MAX_WRITE_BYTES};
use crate::{over_anything, tell, twins_in};

type Refusal = (&'static str, fn() -> io::Error);

/// What the system says, by its number.
const REFUSALS: [Refusal; 3] = [
    ("ENOSPC", || io::Error::from_raw_os_error(28)),
    ("EACCES", || io::Error::from_raw_os_error(13)),
    ("EIO", || io::Error::from_raw_os_error(5)),
];

const WAYS: [How; 4] = [
    How::Once,
    How::AnswerLost,
    How::ForGood,
    How::ForGoodButRemoving,
];

/// What stands at the path before the save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    Nothing,
    File,
    LinkToFile,
    LinkToNothing,
}

const BEFORE: [Before; 4] = [
    Before::Nothing,
    Before::File,
    Before::LinkToFile,
    Before::LinkToNothing,
];

const MODE: u32 = 0o640;

/// A folder with a scene to be saved in it, on a disk that can fail.
struct Place {
    folder: tempfile::TempDir,
    before: Before,
    disk: FaultyDisk,
    store: Store,
}

impl Place {
    fn new(before: Before) -> Self {
        let disk = FaultyDisk::default();
        let place = Self {
            folder: tempfile::tempdir().expect("a folder"),
            before,
            store: Store::new(Arc::new(disk.clone())),
            disk,
        };
        place.restore();
        place
    }

    /// Makes the folder as it was before the save.
    fn restore(&self) {
        for entry in fs::read_dir(self.folder.path()).expect("listed") {
            fs::remove_file(entry.expect("an entry").path()).expect("removed");
        }
        if matches!(self.before, Before::File | Before::LinkToFile) {
            fs::write(self.file(), old()).expect("written");
            fs::set_permissions(self.file(), fs::Permissions::from_mode(MODE)).expect("set");
        }
        if matches!(self.before, Before::LinkToFile | Before::LinkToNothing) {
            symlink("scene.ron", self.path()).expect("linked");
        }
    }

    /// The file that holds the bytes.
    fn file(&self) -> PathBuf {
        self.folder.path().join("scene.ron")
    }

    /// The path that is saved to.
    fn path(&self) -> PathBuf {
        match self.before {
            Before::Nothing | Before::File => self.file(),
            Before::LinkToFile | Before::LinkToNothing => self.folder.path().join("link.ron"),
        }
    }

    fn save(&self) -> Result<(), SaveError> {
        self.store
            .save_scene(&over_anything(&self.path(), &new()))
            .map(|_| ())
    }

    /// The bytes that are there.
    fn bytes(&self) -> Option<Vec<u8>> {
        fs::read(self.file()).ok()
    }

    fn bytes_before(&self) -> Option<Vec<u8>> {
        matches!(self.before, Before::File | Before::LinkToFile).then(old)
    }

    fn twins(&self) -> usize {
        twins_in(self.folder.path()).len()
    }

    /// Asserts that the file is the new one, with the rights of the old one,
    /// and that a link to it is still one.
    fn assert_saved(&self, context: &str) {
        assert!(self.bytes() == Some(new()), "{context}: the new bytes");
        if self.bytes_before().is_some() {
            let mode = fs::metadata(self.file()).expect("there").permissions();
            assert_eq!(mode.mode() & 0o777, MODE, "{context}");
        }
        if self.path() != self.file() {
            let about = fs::symlink_metadata(self.path()).expect("there");
            assert!(about.is_symlink(), "{context}: the link is kept");
        }
    }
}

fn old() -> Vec<u8> {
    b"the old scene\n".repeat(1000)
}

/// More than three calls of writing.
fn new() -> Vec<u8> {
    b"the scene that is saved now\n".repeat(3 * MAX_WRITE_BYTES / 28 + 100)
}

/// What becomes of a save when one call fails; returns the calls that did.
fn fail(place: &Place, fault: Fault, call: Call, context: &str) -> Vec<(usize, Call)> {
    place.restore();
    place.disk.set(Some(fault));
    let result = place.save();
    let failed = place.disk.failed();
    assert!(failed.contains(&(fault.at, call)), "{context}: it did fail");

    // The name has the new bytes when only the folder is not synced.
    if call == Call::SyncFolder {
        result.expect(context);
        place.assert_saved(context);
        assert_eq!(place.twins(), 0, "{context}");
        return failed;
    }
    let error = result.expect_err(context).to_string();
    assert!(error.contains("still open"), "{error}");
    let paths = [
        place.path(),
        place.file(),
        place.folder.path().to_path_buf(),
    ];
    assert!(
        paths
            .iter()
            .any(|path| error.ends_with(&format!(": {}", path.display()))),
        "the path comes last: {error}"
    );
    if call == Call::Rename && fault.how == How::AnswerLost {
        place.assert_saved(context);
    } else {
        assert!(
            place.bytes() == place.bytes_before(),
            "{context}: as before"
        );
    }

    // A disk that removes nothing keeps the twin, and nobody knows of one whose
    // making was denied and done.
    let is_left = fault.how == How::ForGood || call == Call::CreateNew;
    assert!(
        place.twins() <= usize::from(is_left),
        "{context}: {}",
        place.twins()
    );

    let twins = place.twins();
    place.disk.set(None);
    place
        .save()
        .unwrap_or_else(|error| panic!("{context}: the retry: {error}"));
    place.assert_saved(context);
    assert_eq!(place.twins(), twins, "{context}: the retry leaves nothing");
    failed
}

#[test]
fn whatever_call_of_a_save_fails_the_file_is_whole_and_a_retry_works() {
    for before in BEFORE {
        let place = Place::new(before);
        let calls = calls(before);
        let (mut runs, mut removals) = (0, 0);
        let mut covered = BTreeMap::new();
        for (at, &call) in calls.iter().enumerate() {
            for how in WAYS {
                for (name, error) in REFUSALS {
                    let context = format!("{before:?}, {call:?} as call {at}, {how:?}, {name}");
                    let failed = fail(&place, Fault { at, how, error }, call, &context);
                    runs += 1;
                    *covered.entry(at).or_insert(0) += usize::from(failed.contains(&(at, call)));
                    removals += failed.iter().filter(|it| it.1 == Call::Remove).count();
                }
            }
        }
        let ways = WAYS.len() * REFUSALS.len();
        assert!(
            covered.len() == calls.len() && covered.values().all(|&times| times == ways),
            "every call fails in every way: {covered:?}"
        );
        assert!(removals > 0, "cleaning up fails too");
        tell(&format!(
            "save over {before:?}: {} of {} calls failed in turn, {runs} failing saves, \
             {removals} of them unable to clean up",
            covered.len(),
            calls.len()
        ));
    }
}

/// The calls of a save that does not fail.
fn calls(before: Before) -> Vec<Call> {
    let place = Place::new(before);
    place.disk.set(None);
    place.save().expect("nothing fails");
    place.assert_saved("nothing fails");
    place.disk.calls()
}

/// The first call of this sort in such a save.
fn first(before: Before, call: Call) -> usize {
    let at = calls(before).iter().position(|it| *it == call);
    at.expect("the call is made")
}

/// The calls of a save, one name for the many of writing.
fn order(before: Before) -> Vec<Call> {
    let mut calls = calls(before);
    let writes = calls.iter().filter(|call| **call == Call::Write).count();
    assert!(writes > 3, "a disk can be full in the middle of a file");
    calls.dedup();
    calls
}

#[test]
fn the_bytes_are_on_the_disk_before_they_take_the_name() {
    let start = [Call::Canonicalize, Call::About, Call::CreateNew];
    let end = [Call::Write, Call::Sync, Call::Rename, Call::SyncFolder];
    assert_eq!(
        order(Before::File),
        [&start[..], &[Call::SetPermissions], &end[..]].concat(),
        "rights are set before there is anything to read"
    );
    let nothing = [Call::Canonicalize, Call::ReadLink];
    assert_eq!(
        order(Before::Nothing),
        [&nothing[..], &start[1..], &end[..]].concat()
    );
}

#[test]
fn a_twin_that_is_left_behind_is_no_hindrance() {
    let place = Place::new(Before::File);
    place.disk.set(Some(Fault {
        at: first(Before::File, Call::CreateNew),
        how: How::Once,
        error: || io::Error::from(io::ErrorKind::AlreadyExists),
    }));
    place.save().expect("another name is free");
    place.assert_saved("another name");
}

/// The error of a save at whose first call of this sort the system says so.
fn error_at(before: Before, call: Call, error: fn() -> io::Error) -> StoreError {
    let place = Place::new(before);
    place.disk.set(Some(Fault {
        at: first(before, call),
        how: How::Once,
        error,
    }));
    match place.save().expect_err("it fails") {
        SaveError::Store(error) => error,
        error => panic!("{error}"),
    }
}

#[test]
fn an_error_says_what_is_wrong_and_where() {
    let full = || io::Error::from_raw_os_error(28);
    let denied = || io::Error::from_raw_os_error(13);
    let read_only = || io::Error::from(io::ErrorKind::ReadOnlyFilesystem);
    let gone = || io::Error::from(io::ErrorKind::NotFound);
    let scene = Path::new("scene.ron");
    for before in [Before::Nothing, Before::File] {
        for call in [Call::CreateNew, Call::Write, Call::Sync, Call::Rename] {
            assert!(matches!(
                error_at(before, call, full),
                StoreError::Full { .. }
            ));
        }
        assert!(matches!(
            error_at(before, Call::CreateNew, denied),
            StoreError::FolderDenied { path } if !path.ends_with(scene)
        ));
        assert!(matches!(
            error_at(before, Call::CreateNew, read_only),
            StoreError::DiskReadOnly { .. }
        ));
        assert!(matches!(
            error_at(before, Call::Rename, denied),
            StoreError::Denied { path } if path.ends_with(scene)
        ));
        for call in [Call::CreateNew, Call::Rename] {
            assert!(matches!(
                error_at(before, call, gone),
                StoreError::NoFolder { path } if !path.ends_with(scene)
            ));
        }
    }
    let place = Place::new(Before::File);
    place.disk.set(Some(Fault {
        at: first(Before::File, Call::Write),
        how: How::Once,
        error: full,
    }));
    assert_eq!(
        place.save().expect_err("full").to_string(),
        format!(
            "the scene is not saved and still open: the disk is full; \
             make room and try again, or choose another: {}",
            place.file().display()
        )
    );
}
