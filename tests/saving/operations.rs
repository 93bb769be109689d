//! What Entente does with the disk, each as one operation on one folder.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use entente::file::recovery::{Copies, CopyHeader, CopyOrigin, read_copy};
use entente::file::store::{
    Expected, Fingerprint, LockFor, MAX_VERSIONS, SaveError, SaveRequest, Store, Versions,
};
use entente::model::Scene;

use crate::disk::{Call, FaultyDisk, MAX_WRITE_BYTES, Made};
use crate::quick_folder;

/// An operation, and what is there before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operation {
    /// A scene is saved where there is nothing.
    FirstSave,
    /// The same, by a link to where nothing is yet.
    FirstSaveThroughLink,
    /// A scene is saved over what was saved last.
    Save,
    /// The same, by a link to the file.
    SaveThroughLink,
    /// A scene is saved over a file of others, which the person allowed.
    SaveAsOver,
    /// A scene that has ten versions is saved once more.
    Rotate,
    /// A recovery copy is written where there is none.
    FirstCopy,
    /// A recovery copy is written again.
    Copy,
    /// A recovery copy is found, read and removed.
    Recover,
    /// A picture is written where there is nothing.
    Export,
    /// A picture takes the place of another.
    ExportOver,
    /// The lock of an open file is taken.
    Lock,
}

/// The rights of the file before.
const MODE: u32 = 0o640;

/// What the file holds before; no scene, like what is saved: a disk knows none.
pub(crate) fn old() -> Vec<u8> {
    b"the old scene\n".repeat(300)
}

/// What is written: more than three calls of it.
pub(crate) fn new() -> Vec<u8> {
    b"the scene that is saved now\n".repeat(3 * MAX_WRITE_BYTES / 28 + 50)
}

/// Earlier content, of which versions are there.
fn earlier(number: usize) -> Vec<u8> {
    format!("the scene as it was {number} saves ago\n").into_bytes()
}

fn scene(title: &str) -> Scene {
    Scene {
        title: title.repeat(2_000),
        ..Scene::blank()
    }
}

fn header() -> CopyHeader {
    CopyHeader {
        title: "Kept".to_owned(),
        origin: CopyOrigin::Blank,
        changes: 1,
        is_complete: true,
        forms: Vec::new(),
    }
}

impl Operation {
    /// Whether it is a save, which keeps versions.
    pub(crate) fn is_save(self) -> bool {
        matches!(
            self,
            Self::FirstSave
                | Self::FirstSaveThroughLink
                | Self::Save
                | Self::SaveThroughLink
                | Self::SaveAsOver
                | Self::Rotate
        )
    }

    /// Whether there is a file that it replaces.
    fn has_old(self) -> bool {
        !matches!(
            self,
            Self::FirstSave | Self::FirstSaveThroughLink | Self::FirstCopy | Self::Export
        )
    }

    fn is_of_a_copy(self) -> bool {
        matches!(self, Self::FirstCopy | Self::Copy | Self::Recover)
    }
}

/// What an operation came to where it did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    /// Whether it told of something that went wrong beside it.
    pub(crate) has_warned: bool,
}

/// A folder on a disk that can fail, for one operation.
pub(crate) struct Place {
    folder: tempfile::TempDir,
    pub(crate) operation: Operation,
    pub(crate) disk: FaultyDisk,
    pub(crate) store: Store,
    /// Where it lies: the file or the copy.
    file: PathBuf,
    /// What the file holds before and after.
    pub(crate) before: Option<Vec<u8>>,
    pub(crate) after: Option<Vec<u8>>,
    /// The versions before, the latest first.
    pub(crate) kept_before: Vec<Vec<u8>>,
    /// All that is there before.
    files: BTreeMap<PathBuf, Vec<u8>>,
}

impl Place {
    pub(crate) fn new(operation: Operation) -> Self {
        let disk = FaultyDisk::default();
        let folder = quick_folder();
        let mut place = Self {
            file: folder.path().join("scene.ron"),
            folder,
            operation,
            store: Store::new(Arc::new(disk.clone())),
            disk,
            before: None,
            after: None,
            kept_before: Vec::new(),
            files: BTreeMap::new(),
        };
        place.prepare();
        place.files = place.all_files();
        place.before = place.bytes();
        place.kept_before = place.kept();
        place.restore();
        place.run(&|| {}).expect("nothing fails");
        place.after = place.bytes();
        place.restore();
        place
    }

    /// Makes what is there before the operation.
    fn prepare(&mut self) {
        let versions = self.versions();
        match self.operation {
            operation if operation.is_of_a_copy() => {
                let own = self.copies().begin().expect("a place");
                own.path().clone_into(&mut self.file);
                if operation.has_old() {
                    own.write(&header(), &scene("old ")).expect("written");
                }
            }
            operation if operation.has_old() => {
                fs::write(&self.file, old()).expect("written");
            }
            _ => {}
        }
        let keep = |bytes: &[u8]| versions.keep(&self.file, bytes).expect("kept");
        match self.operation {
            Operation::Save | Operation::SaveThroughLink => {
                keep(&earlier(1));
                keep(&old());
            }
            Operation::Rotate => {
                for number in (1..MAX_VERSIONS).rev() {
                    keep(&earlier(number));
                }
                keep(&old());
            }
            _ => {}
        }
    }

    /// Makes the folder as it was before the operation.
    pub(crate) fn restore(&self) {
        for entry in fs::read_dir(self.folder.path()).expect("listed") {
            let path = entry.expect("an entry").path();
            let removed = if path.is_dir() {
                fs::remove_dir_all(&path)
            } else {
                fs::remove_file(&path)
            };
            removed.expect("removed");
        }
        for (path, bytes) in &self.files {
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, bytes).expect("written");
        }
        if self.before.is_some() && !self.operation.is_of_a_copy() {
            fs::set_permissions(&self.file, fs::Permissions::from_mode(MODE)).expect("set");
        }
        if self.path() != self.file {
            symlink("scene.ron", self.path()).expect("linked");
        }
    }

    /// Runs the operation; `arm` is called when what comes before is done.
    pub(crate) fn run(&self, arm: &dyn Fn()) -> Result<Outcome, String> {
        let done = Outcome { has_warned: false };
        match self.operation {
            Operation::FirstCopy => {
                arm();
                let own = self.copies().begin().map_err(|it| it.to_string())?;
                own.write(&header(), &scene("new "))
                    .map_err(|it| it.to_string())?;
                Ok(done)
            }
            Operation::Copy => {
                // The window that wrote the one before is still there.
                fs::remove_file(&self.file).unwrap_or_default();
                let own = self.copies().begin().expect("a place");
                assert_eq!(own.path(), self.file, "the place of the one before");
                own.write(&header(), &scene("old ")).expect("written");
                arm();
                own.write(&header(), &scene("new "))
                    .map_err(|it| it.to_string())?;
                Ok(done)
            }
            Operation::Recover => {
                arm();
                self.recover()
            }
            Operation::Export | Operation::ExportOver => {
                arm();
                let replacement = self.store.begin(&self.file).map_err(|it| it.to_string())?;
                replacement.fill(&new()).map_err(|it| it.to_string())?;
                Ok(done)
            }
            Operation::Lock => {
                arm();
                let lock = self.versions().lock(&self.file, LockFor::Open);
                let lock = lock.map_err(|it| it.to_string())?;
                assert!(lock.is_some(), "nobody else has it");
                Ok(done)
            }
            _ => {
                arm();
                self.save().map_err(|it| it.to_string())
            }
        }
    }

    fn save(&self) -> Result<Outcome, SaveError> {
        let expected = match (self.operation, &self.before) {
            (Operation::SaveAsOver, _) => Expected::Anything,
            (_, Some(before)) => Expected::Known(Fingerprint::of(before)),
            (_, None) => Expected::Nothing,
        };
        let saved = self.store.save_scene(&SaveRequest {
            path: &self.path(),
            bytes: &new(),
            expected,
            versions: Some(&self.versions()),
            is_whole: |bytes| bytes == old() || bytes == new(),
        })?;
        assert_eq!(saved.fingerprint, Fingerprint::of(&new()), "what it holds");
        Ok(Outcome {
            has_warned: !saved.warnings.is_empty(),
        })
    }

    /// A copy that is not found is no error to whoever looks, and is there still.
    fn recover(&self) -> Result<Outcome, String> {
        let found = self.copies().found().map_err(|it| it.to_string())?;
        let has_warned = found.is_empty();
        for copy in found {
            let reading = read_copy(&self.store, &copy.path).map_err(|it| it.to_string())?;
            let is_kept = reading.is_complete && reading.scene == scene("old ");
            assert!(is_kept, "what was found is what was kept");
            copy.remove().map_err(|it| it.to_string())?;
        }
        Ok(Outcome { has_warned })
    }

    /// The path that is saved to.
    pub(crate) fn path(&self) -> PathBuf {
        match self.operation {
            Operation::FirstSaveThroughLink | Operation::SaveThroughLink => {
                self.folder.path().join("link.ron")
            }
            _ => self.file.clone(),
        }
    }

    fn state(&self) -> PathBuf {
        self.folder.path().join("state")
    }

    fn versions(&self) -> Versions {
        Versions::new(self.store.clone(), &self.state())
    }

    fn copies(&self) -> Copies {
        Copies::new(self.store.clone(), &self.state())
    }

    /// What is there.
    pub(crate) fn bytes(&self) -> Option<Vec<u8>> {
        fs::read(&self.file).ok()
    }

    /// What the versions hold, the latest first; each must be what was kept.
    pub(crate) fn kept(&self) -> Vec<Vec<u8>> {
        let versions = Versions::new(Store::default(), &self.state());
        let list = versions.list(&self.file).expect("listed");
        let read = |version| versions.read(version).expect("a version is whole");
        list.iter().map(read).collect()
    }

    /// Every file with what it holds, links and locks passed over.
    pub(crate) fn all_files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.folder.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("listed") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else if !path.is_symlink() && path.extension() != Some("lock".as_ref()) {
                    let bytes = fs::read(&path).expect("read");
                    files.insert(path, bytes);
                }
            }
        }
        files
    }

    /// The temporary files that are there.
    pub(crate) fn twins(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = self.all_files();
        files.retain(|path, _| is_twin(path));
        files
    }

    /// Asserts that the rights are those of the file before, and that a link to it
    /// is still one.
    pub(crate) fn assert_kept_as_file(&self, context: &str) {
        if self.before.is_some() && !self.operation.is_of_a_copy() {
            let about = fs::metadata(&self.file).expect("there");
            assert_eq!(about.permissions().mode() & 0o777, MODE, "{context}");
        }
        if self.path() != self.file {
            assert!(self.path().is_symlink(), "{context}: the link is kept");
        }
    }

    /// What of the folder a call was about.
    fn part(&self, path: &Path) -> Part {
        let is_twin = is_twin(path);
        let state = self.state();
        if path == self.file || path == self.path() {
            return Part::File;
        }
        if path == self.folder.path() {
            return Part::Folder;
        }
        if path.starts_with(state.join("versions")) {
            return match path.extension() {
                Some(_) if is_twin => Part::VersionTwin,
                Some(ending) if ending == "txt" => Part::VersionsNote,
                Some(_) => Part::Version,
                None => Part::VersionsFolder,
            };
        }
        if path.starts_with(state.join("locks")) {
            return Part::Lock;
        }
        if path.starts_with(state.join("recovery")) {
            return match path.extension() {
                Some(_) if is_twin => Part::Twin,
                Some(_) => Part::CopyLock,
                None => Part::Folder,
            };
        }
        if path.starts_with(&state) || self.folder.path().starts_with(path) {
            return Part::StateFolder;
        }
        assert!(is_twin, "what is {}", path.display());
        Part::Twin
    }

    /// The calls by what they are for.
    pub(crate) fn sites(&self, made: &[Made]) -> Vec<Site> {
        let mut is_named = false;
        let site = |made: &Made| {
            let site = Site {
                call: made.call,
                part: self.part(&made.path),
                is_named,
            };
            let names = matches!(made.call, Call::Exchange | Call::Rename | Call::RenameNew);
            is_named |= names && site.part == Part::Twin;
            site
        };
        made.iter().map(site).collect()
    }
}

fn is_twin(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with(".entente-") && name.ends_with(".part")
}

/// What of the folder a call is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// The file or the copy.
    File,
    /// The twin of it.
    Twin,
    /// The folder that it lies in.
    Folder,
    Lock,
    /// The lock of a copy.
    CopyLock,
    /// The state folder, or one above.
    StateFolder,
    Version,
    VersionTwin,
    VersionsFolder,
    /// `path.txt`, which says whose versions they are.
    VersionsNote,
}

/// A place in the order of calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Site {
    pub(crate) call: Call,
    pub(crate) part: Part,
    /// Whether it comes after the new bytes have their name.
    pub(crate) is_named: bool,
}
