//! The power goes at any moment, on a disk that loses or reorders whatever was
//! not synced: the name leads to the old bytes or to the new ones.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use entente::file;
use entente::file::recovery::{Copies, CopyHeader, CopyOrigin, read_copy};
use entente::file::store::{Expected, Fingerprint, MAX_VERSIONS, SaveRequest, Store, Versions};
use entente::model::Scene;

use crate::sim_disk::{MAX_CHOSEN, Omits, Picture, SimDisk};
use crate::tell;

/// What is written to the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operation {
    /// Nothing is there, and the state folder is not either.
    FirstSave,
    Save,
    /// Over a file of others.
    SaveAs,
    /// Ten versions are there.
    EleventhVersion,
    /// The state folder is not there.
    FirstCopy,
    Copy,
    FirstSettings,
    Settings,
}

impl Operation {
    const ALL: [Self; 8] = [
        Self::FirstSave,
        Self::Save,
        Self::SaveAs,
        Self::EleventhVersion,
        Self::FirstCopy,
        Self::Copy,
        Self::FirstSettings,
        Self::Settings,
    ];

    fn is_save(self) -> bool {
        matches!(
            self,
            Self::FirstSave | Self::Save | Self::SaveAs | Self::EleventhVersion
        )
    }

    fn is_copy(self) -> bool {
        matches!(self, Self::FirstCopy | Self::Copy)
    }
}

const FILE: &str = "/home/scene.ron";
const STATE: &str = "/home/.local/state/entente";
const SETTINGS: &str = "/home/.config/entente/settings.ron";

fn old() -> Vec<u8> {
    b"the old scene\n".repeat(12)
}

fn new() -> Vec<u8> {
    b"the scene that is saved now\n".repeat(8)
}

fn earlier(number: usize) -> Vec<u8> {
    format!("the scene as it was {number} saves ago\n").into_bytes()
}

fn versions(store: &Store) -> Versions {
    Versions::new(store.clone(), Path::new(STATE))
}

fn copies(store: &Store) -> Copies {
    Copies::new(store.clone(), Path::new(STATE))
}

fn scene(title: &str) -> Scene {
    Scene {
        title: title.to_owned(),
        ..Scene::blank()
    }
}

fn write_copy(store: &Store, title: &str) {
    let header = CopyHeader {
        title: title.to_owned(),
        origin: CopyOrigin::Blank,
        changes: 1,
        is_complete: true,
        forms: Vec::new(),
    };
    let own = copies(store).begin().expect("a place");
    own.write(&header, &scene(title)).expect("written");
}

/// An operation on a disk, from what is there before to what is there after.
struct Case {
    operation: Operation,
    base: Picture,
    file: PathBuf,
    before: Option<Vec<u8>>,
    after: Vec<u8>,
    has_exchange: bool,
}

impl Case {
    fn new(operation: Operation, has_exchange: bool) -> Self {
        let mut home = Picture::default();
        home.folders.insert("/home".into());
        let disk = SimDisk::new(home, Omits::Nothing, has_exchange);
        prepare(operation, &Store::new(Arc::new(disk.clone())));
        let base = disk.picture();
        let mut case = Self {
            operation,
            base,
            file: FILE.into(),
            before: None,
            after: new(),
            has_exchange,
        };
        let is_copy = |path: &&PathBuf| path.starts_with(copies(&Store::default()).folder());
        let copy_in = |picture: &Picture| picture.files.keys().find(is_copy).cloned();
        let own = match operation {
            operation if operation.is_save() => None,
            Operation::FirstCopy => None,
            Operation::Copy => copy_in(&case.base),
            _ => Some(PathBuf::from(SETTINGS)),
        };
        case.file = own.unwrap_or(case.file);
        let disk = case.disk(case.base.clone(), Omits::Nothing);
        case.run(&disk);
        let picture = disk.picture();
        if operation == Operation::FirstCopy {
            case.file = copy_in(&picture).expect("one was written");
        }
        case.before = case.base.files.get(&case.file).cloned();
        case.after = picture.files.get(&case.file).cloned().expect("written");
        case
    }

    fn disk(&self, picture: Picture, omits: Omits) -> SimDisk {
        SimDisk::new(picture, omits, self.has_exchange)
    }

    fn run(&self, disk: &SimDisk) {
        let store = Store::new(Arc::new(disk.clone()));
        match self.operation {
            Operation::FirstCopy => write_copy(&store, "new"),
            Operation::Copy => {
                // The place of the run before is taken over by hand: a window goes on
                // writing to its own.
                let bytes = file::write(&scene("new"));
                store
                    .replace(&self.file, bytes.as_bytes())
                    .expect("written");
            }
            Operation::FirstSettings | Operation::Settings => {
                write_settings(&store, &new());
            }
            operation => {
                let expected = match operation {
                    Operation::SaveAs => Expected::Anything,
                    Operation::FirstSave => Expected::Nothing,
                    _ => Expected::Known(Fingerprint::of(&old())),
                };
                let saved = store.save_scene(&SaveRequest {
                    path: Path::new(FILE),
                    bytes: &new(),
                    expected,
                    versions: Some(&versions(&store)),
                    is_whole: |_| true,
                });
                let saved = saved.expect("saved");
                assert!(saved.warnings.is_empty(), "{saved:?}");
            }
        }
    }

    /// What is wrong with what a cut left; `is_told` once the operation was told to
    /// be done.
    fn wrong(&self, picture: &Picture, is_told: bool) -> Option<&'static str> {
        let held = picture.files.get(&self.file);
        if held != Some(&self.after) {
            if is_told {
                return Some("what was told to be done is not there");
            }
            if held != self.before.as_ref() {
                return Some("neither the old nor the new");
            }
        }
        if self.operation.is_save() {
            return self.wrong_with_versions(picture, is_told);
        }
        if self.operation.is_copy() && held.is_some() {
            let store = Store::new(Arc::new(self.disk(picture.clone(), Omits::Nothing)));
            let reading = read_copy(&store, &self.file);
            return reading.err().map(|_| "a copy that is no scene");
        }
        None
    }

    fn wrong_with_versions(&self, picture: &Picture, is_told: bool) -> Option<&'static str> {
        let store = Store::new(Arc::new(self.disk(picture.clone(), Omits::Nothing)));
        let versions = versions(&store);
        let list = versions.list(Path::new(FILE)).expect("listed");
        let read: Result<Vec<Vec<u8>>, _> = list.iter().map(|it| versions.read(it)).collect();
        let Ok(kept) = read else {
            return Some("a version that is not what was kept");
        };
        let is_kept = kept.contains(&new());
        if is_told && !is_kept {
            return Some("no version of what was saved");
        }
        let is_replaced = picture.files.get(&self.file) == Some(&self.after);
        if is_replaced && self.before.is_some() && !kept.contains(&old()) {
            return Some("no version of what was replaced");
        }
        if self.operation == Operation::EleventhVersion {
            let least = MAX_VERSIONS - 1 + usize::from(!is_kept);
            let all = (1..least).map(earlier);
            if !all.into_iter().all(|version| kept.contains(&version)) {
                return Some("a version is gone before its time");
            }
        }
        None
    }
}

fn prepare(operation: Operation, store: &Store) {
    let file = Path::new(FILE);
    let keep = |bytes: &[u8]| {
        let is_new = versions(store).keep(file, bytes).expect("kept");
        assert!(is_new, "a version");
    };
    match operation {
        Operation::FirstSave | Operation::FirstCopy | Operation::FirstSettings => {}
        Operation::Save => {
            store.replace(file, &old()).expect("written");
            keep(&earlier(1));
            keep(&old());
        }
        Operation::SaveAs => store.replace(file, &old()).expect("written"),
        Operation::EleventhVersion => {
            store.replace(file, &old()).expect("written");
            (1..MAX_VERSIONS)
                .rev()
                .for_each(|number| keep(&earlier(number)));
            keep(&old());
        }
        Operation::Copy => write_copy(store, "old"),
        Operation::Settings => write_settings(store, &old()),
    }
}

/// As `Settings::save` does it.
fn write_settings(store: &Store, bytes: &[u8]) {
    let path = Path::new(SETTINGS);
    let folder = path.parent().expect("a folder");
    store.create_folder(folder).expect("made");
    store.replace(path, bytes).expect("written");
}

/// What cuts at every moment came to.
#[derive(Debug, Default)]
struct Cuts {
    moments: usize,
    states: usize,
    /// The most changes of names that waited for a sync.
    most_waiting: usize,
    different: BTreeSet<Picture>,
    wrong: BTreeSet<&'static str>,
}

fn cut_everywhere(case: &Case, omits: Omits) -> Cuts {
    let disk = case.disk(case.base.clone(), omits);
    case.run(&disk);
    let mut cuts = Cuts::default();
    let all = disk.steps();
    for steps in 0..=all {
        cuts.moments += 1;
        let is_told = steps == all;
        let waiting = disk.cut(steps, |picture| {
            cuts.states += 1;
            if is_told || !cuts.different.contains(&picture) {
                cuts.wrong.extend(case.wrong(&picture, is_told));
                cuts.different.insert(picture);
            }
        });
        cuts.most_waiting = cuts.most_waiting.max(waiting);
    }
    cuts
}

#[test]
fn after_a_power_cut_at_any_moment_the_old_or_the_new_is_there() {
    let mut states = 0;
    for has_exchange in [true, false] {
        for operation in Operation::ALL {
            if !has_exchange && !operation.is_save() {
                continue; // It exchanges nothing.
            }
            let case = Case::new(operation, has_exchange);
            let cuts = cut_everywhere(&case, Omits::Nothing);
            let (moments, different) = (cuts.moments, cuts.different.len());
            assert!(cuts.wrong.is_empty(), "{operation:?}: {:?}", cuts.wrong);
            assert!(cuts.most_waiting <= MAX_CHOSEN, "every choice was made");
            tell(&format!(
                "{operation:?}{}: {moments} moments, {} states that a cut may leave, {different} of \
                 them different",
                if has_exchange {
                    ""
                } else {
                    " without exchange of names"
                },
                cuts.states
            ));
            states += cuts.states;
            for picture in cuts.different.into_iter().step_by(7) {
                assert_goes_on(&case, picture);
            }
        }
    }
    tell(&format!("{states} states after a power cut"));
    assert!(states >= 10_000, "{states} states");
}

/// After the cut, the same is done once more.
fn assert_goes_on(case: &Case, picture: Picture) {
    // A folder that is not there anew is made by the person.
    let is_there = |path: &Path| path.parent().is_some_and(|it| picture.folders.contains(it));
    if case.operation == Operation::Copy && !is_there(&case.file) {
        return;
    }
    let disk = case.disk(picture, Omits::Nothing);
    case.run(&disk);
    let left = disk.picture();
    let is_new = left.files.get(&case.file) == Some(&case.after);
    // Another window's number may be free by now.
    assert!(
        is_new || case.operation == Operation::FirstCopy,
        "{:?}",
        case.operation
    );
}

#[test]
fn a_disk_that_does_not_sync_files_is_found_out() {
    for operation in [Operation::Save, Operation::Copy, Operation::FirstSettings] {
        let cuts = cut_everywhere(&Case::new(operation, true), Omits::FileSyncs);
        assert!(
            cuts.wrong.contains("neither the old nor the new"),
            "{operation:?}: {:?}",
            cuts.wrong
        );
    }
}

#[test]
fn a_disk_that_does_not_sync_folders_is_found_out() {
    // Where names are exchanged, the old file goes: it must be replaced by then.
    for operation in [Operation::Save, Operation::EleventhVersion] {
        let cuts = cut_everywhere(&Case::new(operation, true), Omits::FolderSyncs);
        assert!(
            cuts.wrong.contains("neither the old nor the new"),
            "{operation:?}: {:?}",
            cuts.wrong
        );
    }
    for operation in [Operation::FirstSave, Operation::Copy, Operation::Settings] {
        let cuts = cut_everywhere(&Case::new(operation, true), Omits::FolderSyncs);
        assert!(
            cuts.wrong.contains("what was told to be done is not there"),
            "{operation:?}: {:?}",
            cuts.wrong
        );
    }
}
