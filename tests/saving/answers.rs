//! The order of the calls of a save, and the words for what the disk answers.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use entente::file::store::{SaveError, Store, StoreError};

use crate::disk::{Call, Fault, FaultyDisk, How};
use crate::operations::{new, old};
use crate::over_anything;

/// A folder with a scene to be saved in it, without versions, on a disk that can
/// fail.
struct Place {
    folder: tempfile::TempDir,
    disk: FaultyDisk,
}

impl Place {
    fn new(has_file: bool) -> Self {
        let place = Self {
            folder: tempfile::tempdir().expect("a folder"),
            disk: FaultyDisk::default(),
        };
        if has_file {
            fs::write(place.file(), old()).expect("written");
        }
        place
    }

    fn file(&self) -> std::path::PathBuf {
        self.folder.path().join("scene.ron")
    }

    fn save(&self) -> Result<(), SaveError> {
        let store = Store::new(Arc::new(self.disk.clone()));
        store
            .save_scene(&over_anything(&self.file(), &new()))
            .map(|_| ())
    }
}

/// The calls of a save, one name for the many of reading and writing.
fn order(has_file: bool) -> Vec<Call> {
    let place = Place::new(has_file);
    place.save().expect("nothing fails");
    assert!(fs::read(place.file()).ok() == Some(new()), "it is saved");
    let mut calls = place.disk.calls();
    let writes = calls.iter().filter(|call| **call == Call::Write).count();
    assert!(writes > 3, "a disk can be full in the middle of a file");
    calls.dedup();
    calls
}

/// A fault at this call of a save, by its place among those of its sort.
fn fault(has_file: bool, call: Call, nth: usize, error: fn() -> io::Error) -> Fault {
    let place = Place::new(has_file);
    place.save().expect("nothing fails");
    let calls = place.disk.calls();
    let mut of_sort = (0..calls.len()).filter(|at| calls[*at] == call);
    Fault {
        at: of_sort.nth(nth).expect("the call is made"),
        how: How::Once,
        error,
    }
}

#[test]
fn the_bytes_are_on_the_disk_and_read_back_before_they_take_the_name() {
    let write = [Call::Write, Call::Sync, Call::Open, Call::Read];
    let start = [Call::Canonicalize, Call::About, Call::CreateNew];
    let look = [Call::Open, Call::FileAbout, Call::Read];
    let replace = [
        Call::Exchange,
        Call::Open,
        Call::Read,
        Call::SyncFolder,
        Call::Remove,
    ];
    assert_eq!(
        order(true),
        [&start[..], &[Call::SetPermissions], &look, &write, &replace].concat(),
        "rights are set before there is anything to read, and what was replaced goes \
         only when the new name is there for good"
    );
    let nothing = [Call::Canonicalize, Call::ReadLink];
    let name = [Call::RenameNew, Call::SyncFolder];
    assert_eq!(
        order(false),
        [&nothing[..], &start[1..], &write, &name].concat()
    );
}

#[test]
fn a_twin_that_is_left_behind_is_no_hindrance() {
    let place = Place::new(true);
    let there = || io::Error::from(io::ErrorKind::AlreadyExists);
    place.disk.set(Some(fault(true, Call::CreateNew, 0, there)));
    place.save().expect("another name is free");
    assert!(fs::read(place.file()).ok() == Some(new()), "it is saved");
}

/// The error of a save at which the system says so.
fn error_at(has_file: bool, call: Call, nth: usize, error: fn() -> io::Error) -> SaveError {
    let place = Place::new(has_file);
    place.disk.set(Some(fault(has_file, call, nth, error)));
    place.save().expect_err("it fails")
}

fn store_error_at(has_file: bool, call: Call, error: fn() -> io::Error) -> StoreError {
    match error_at(has_file, call, 0, error) {
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
    for (has_file, name) in [(false, Call::RenameNew), (true, Call::Exchange)] {
        for call in [Call::CreateNew, Call::Write, Call::Sync, name] {
            assert!(matches!(
                store_error_at(has_file, call, full),
                StoreError::Full { path } if call == Call::CreateNew || path.ends_with(scene)
            ));
        }
        assert!(matches!(
            store_error_at(has_file, Call::CreateNew, denied),
            StoreError::FolderDenied { path } if !path.ends_with(scene)
        ));
        assert!(matches!(
            store_error_at(has_file, Call::CreateNew, read_only),
            StoreError::DiskReadOnly { .. }
        ));
        assert!(matches!(
            store_error_at(has_file, name, denied),
            StoreError::Denied { path } if path.ends_with(scene)
        ));
        assert!(matches!(
            store_error_at(has_file, Call::CreateNew, gone),
            StoreError::NoFolder { path } if !path.ends_with(scene)
        ));
    }
    assert!(matches!(
        store_error_at(false, Call::RenameNew, gone),
        StoreError::NoFolder { path } if !path.ends_with(scene)
    ));
    // The second file that is opened is the twin, which nobody knows of.
    for call in [Call::Open, Call::Read] {
        let error = error_at(true, call, 1, full).to_string();
        assert!(error.ends_with("scene.ron"), "{error}");
    }
    let place = Place::new(true);
    place.disk.set(Some(fault(true, Call::Write, 0, full)));
    assert_eq!(
        place.save().expect_err("full").to_string(),
        format!(
            "the scene is not saved and still open: the disk is full; \
             make room and try again, or choose another: {}",
            place.file().display()
        )
    );
}
