//! Two Ententes and an editor write to one file: what anybody wrote is in the
//! file, or in a version, or its writer was told.
//!
//! What somebody else does is put before each call to the disk that a save makes
//! in turn, so that no moment is left out; then two things at random moments.
//!
//! Not shown here: where the system cannot exchange names, what is written between
//! the last look and the renaming is replaced unseen; see `file::store`. What an
//! editor itself overwrites or deletes is the editor's doing.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};

use entente::file::store::{Expected, Fingerprint, SaveError, SaveRequest, Store, Versions};

use crate::disk::FaultyDisk;
use crate::random::Random;
use crate::{quick_folder, tell};

/// What somebody else does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    /// Another Entente, which opened the same file, saves.
    Save,
    /// Another Entente saves, having looked at the file just before.
    LookAndSave,
    /// An editor writes as many other bytes into the file.
    EditInPlace,
    /// An editor cuts the file short and writes less into it.
    Truncate,
    /// An editor puts another file in its place.
    Replace,
    Delete,
}

const DEEDS: [Deed; 6] = [
    Deed::Save,
    Deed::LookAndSave,
    Deed::EditInPlace,
    Deed::Truncate,
    Deed::Replace,
    Deed::Delete,
];

/// What the save that is looked at begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Begin {
    /// A file that it knows.
    Known,
    /// No file.
    Nothing,
    /// A file of others, which the person allowed to replace.
    Anything,
}

/// What was written, whole, by whom.
#[derive(Debug, Default)]
struct Ledger {
    /// Contents that must not go without a word.
    owed: BTreeSet<Vec<u8>>,
    written: u8,
}

/// One file with several who write to it.
struct World {
    folder: tempfile::TempDir,
    has_one_state: bool,
    ledger: Arc<Mutex<Ledger>>,
}

/// Contents of one size; each is another.
fn content(writer: &str, number: u8) -> Vec<u8> {
    format!("{writer:_<12} writes {number:03}\n")
        .repeat(20)
        .into_bytes()
}

fn base() -> Vec<u8> {
    content("base", 0)
}

fn mine() -> Vec<u8> {
    content("mine", 0)
}

impl World {
    fn new(begin: Begin, has_one_state: bool) -> Self {
        let world = Self {
            folder: quick_folder(),
            has_one_state,
            ledger: Arc::default(),
        };
        if begin != Begin::Nothing {
            fs::write(world.file(), base()).expect("written");
            world.owe(base());
        }
        world
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("scene.ron")
    }

    fn states(&self) -> [PathBuf; 2] {
        let other = if self.has_one_state { "one" } else { "other" };
        ["one", other].map(|name| self.folder.path().join(name))
    }

    fn owe(&self, content: Vec<u8>) {
        self.ledger.lock().expect("whole").owed.insert(content);
    }

    /// Does something before this call to the disk.
    fn plan(&self, disk: &FaultyDisk, call: usize, deed: Deed) {
        let (file, ledger) = (self.file(), Arc::clone(&self.ledger));
        let [_, state] = self.states();
        disk.before(call, move || do_it(deed, &file, &state, &ledger));
    }

    /// My save, while the others do what was planned.
    fn save(&self, disk: &FaultyDisk, begin: Begin) -> Result<(), SaveError> {
        let expected = match begin {
            Begin::Known => Expected::Known(Fingerprint::of(&base())),
            Begin::Nothing => Expected::Nothing,
            Begin::Anything => Expected::Anything,
        };
        let store = Store::new(Arc::new(disk.clone()));
        let [state, _] = self.states();
        save(&store, &self.file(), &mine(), expected, &state)
    }

    /// Every content that is in the file or in a version.
    fn kept(&self) -> BTreeSet<Vec<u8>> {
        let mut kept: BTreeSet<Vec<u8>> = fs::read(self.file()).into_iter().collect();
        for state in self.states() {
            let versions = Versions::new(Store::default(), &state);
            for version in versions.list(&self.file()).expect("listed") {
                kept.insert(versions.read(&version).expect("whole"));
            }
        }
        kept
    }
}

fn save(
    store: &Store,
    file: &Path,
    bytes: &[u8],
    expected: Expected,
    state: &Path,
) -> Result<(), SaveError> {
    let request = SaveRequest {
        path: file,
        bytes,
        expected,
        versions: Some(&Versions::new(store.clone(), state)),
        is_whole: |_| true,
    };
    store.save_scene(&request).map(|_| ())
}

/// Does it, and notes what must be found again.
fn do_it(deed: Deed, file: &Path, state: &Path, ledger: &Mutex<Ledger>) {
    let mut ledger = ledger.lock().expect("whole");
    ledger.written += 1;
    let number = ledger.written;
    let there = fs::read(file).ok();
    if let Deed::Save | Deed::LookAndSave = deed {
        // A lock that is held would be waited for.
        let store = Store::new(Arc::new(FaultyDisk::without_locks()));
        let known = match (deed, &there) {
            (Deed::LookAndSave, Some(there)) => Expected::Known(Fingerprint::of(there)),
            _ => Expected::Known(Fingerprint::of(&base())),
        };
        let bytes = content("other", number);
        match save(&store, file, &bytes, known, state) {
            Ok(()) => {
                ledger.owed.insert(bytes);
            }
            Err(SaveError::Changed { .. }) => {}
            Err(error) => panic!("{error}"),
        }
        return;
    }
    let bytes = content("editor", number);
    match deed {
        Deed::EditInPlace => {
            // Nothing there, nothing to edit.
            let Ok(mut open) = OpenOptions::new().write(true).open(file) else {
                return;
            };
            open.write_all(&bytes).expect("written");
        }
        Deed::Truncate => fs::write(file, &bytes[..bytes.len() / 2]).expect("written"),
        Deed::Replace => {
            let twin = file.with_extension("editor");
            fs::write(&twin, &bytes).expect("written");
            fs::rename(&twin, file).expect("renamed");
        }
        Deed::Delete => fs::remove_file(file).unwrap_or_default(),
        Deed::Save | Deed::LookAndSave => {}
    }
    // What was there went by the hand of the editor; what is there must stay.
    if let Some(there) = there {
        ledger.owed.remove(&there);
    }
    ledger.owed.extend(fs::read(file));
}

/// What interleavings came to.
#[derive(Debug, Default)]
struct Figures {
    interleavings: usize,
    /// My saves that were done, and those of which I was told that they were not.
    saved: usize,
    told: usize,
}

impl Figures {
    /// My save with these deeds in it.
    fn judge(&mut self, begin: Begin, has_one_state: bool, deeds: &[(usize, Deed)]) {
        let world = World::new(begin, has_one_state);
        let disk = FaultyDisk::default();
        for (call, deed) in deeds {
            world.plan(&disk, *call, *deed);
        }
        let context = format!("{begin:?}, one state: {has_one_state}, {deeds:?}");
        match world.save(&disk, begin) {
            Ok(()) => {
                self.saved += 1;
                let is_over = |it: &Ledger| it.owed.contains(&mine());
                let ledger = world.ledger.lock().expect("whole");
                // What the editor wrote over is not owed; a version has it all the same.
                assert!(
                    is_over(&ledger) || world.kept().contains(&mine()),
                    "{context}: what was told to be saved is there"
                );
            }
            Err(error) => {
                self.told += 1;
                let text = error.to_string();
                assert!(text.contains("still open"), "{context}: {text}");
            }
        }
        let kept = world.kept();
        let ledger = world.ledger.lock().expect("whole");
        for owed in &ledger.owed {
            let line = String::from_utf8_lossy(&owed[..30]);
            assert!(
                kept.contains(owed),
                "{context}: {line} is gone without a word"
            );
        }
        self.interleavings += 1;
    }
}

fn calls(begin: Begin) -> usize {
    let disk = FaultyDisk::default();
    World::new(begin, true)
        .save(&disk, begin)
        .expect("nobody is in its way");
    disk.calls().len()
}

const BEGINS: [Begin; 3] = [Begin::Known, Begin::Nothing, Begin::Anything];

#[test]
fn nothing_is_overwritten_unseen_whatever_happens_at_whatever_moment() {
    let mut figures = Figures::default();
    for begin in BEGINS {
        for call in 0..calls(begin) {
            for deed in DEEDS {
                for has_one_state in [true, false] {
                    figures.judge(begin, has_one_state, &[(call, deed)]);
                }
            }
        }
    }
    tell(&format!("one deed at every moment: {figures:?}"));
    assert!(
        figures.interleavings >= 1_000 && figures.saved > 100 && figures.told > 100,
        "{figures:?}"
    );
}

#[test]
fn nothing_is_overwritten_unseen_when_several_write_at_random_moments() {
    let mut figures = Figures::default();
    for seed in 1..=1_500 {
        let mut random = Random(0x9E37_79B9_7F4A_7C15 ^ seed);
        let begin = BEGINS[random.below(3) as usize];
        let calls = calls(begin) as u64;
        let mut deeds = Vec::new();
        for _ in 0..2 + random.below(2) {
            let deed = DEEDS[random.below(DEEDS.len() as u64) as usize];
            deeds.push((random.below(calls) as usize, deed));
        }
        figures.judge(begin, seed % 2 == 0, &deeds);
    }
    tell(&format!(
        "two or three deeds at random moments: {figures:?}"
    ));
}

/// Where the child saves to; what is no child has none.
const PATH: &str = "ENTENTE_TEST_WRITER_PATH";
const STATE: &str = "ENTENTE_TEST_WRITER_STATE";
const NAME: &str = "ENTENTE_TEST_WRITER_NAME";
const CHILD_TEST: &str = "writers::the_child_saves_what_it_may";

/// How often a child saves or is told.
const ROUNDS: u8 = 150;

#[test]
fn the_child_saves_what_it_may() {
    let Some(path) = env::var_os(PATH).map(PathBuf::from) else {
        return;
    };
    let state = PathBuf::from(env::var_os(STATE).expect("given with the path"));
    let name = env::var(NAME).expect("given with the path");
    let store = Store::default();
    let mut out = std::io::stdout();
    writeln!(out).expect("the parent listens");
    let look = || Fingerprint::of(&fs::read(&path).expect("there"));
    let mut known = look();
    for number in 0..ROUNDS {
        let bytes = content(&name, number);
        match save(&store, &path, &bytes, Expected::Known(known), &state) {
            Ok(()) => {
                let new = Fingerprint::of(&bytes);
                writeln!(out, "saved {known} {new}").expect("the parent listens");
                known = new;
            }
            Err(SaveError::Changed { .. }) => {
                writeln!(out, "told").expect("the parent listens");
                known = look();
            }
            Err(error) => panic!("{error}"),
        }
    }
}

/// Two processes save in a loop; returns how many saves were done and refused.
fn two_processes(has_one_state: bool) -> (usize, usize) {
    let world = World::new(Begin::Known, has_one_state);
    let children = world.states().into_iter().zip(["first", "second"]);
    let children: Vec<_> = children
        .map(|(state, name)| {
            Command::new(env::current_exe().expect("this program"))
                .args(["--exact", CHILD_TEST, "--nocapture"])
                .env(PATH, world.file())
                .env(STATE, state)
                .env(NAME, name)
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .spawn()
                .expect("the child starts")
        })
        .collect();
    let (mut known, mut told) = (BTreeSet::new(), 0);
    // What was saved, and whether whoever saved it was told at the next save.
    let mut new = BTreeMap::new();
    for child in children {
        let output = child.wait_with_output().expect("ended");
        assert!(
            output.status.success(),
            "the child was not refused otherwise"
        );
        let text = String::from_utf8_lossy(&output.stdout);
        let lines: Vec<&str> = text.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            if let Some(saved) = line.strip_prefix("saved ") {
                let (over, saved) = saved.split_once(' ').expect("two fingerprints");
                assert!(
                    known.insert(over.to_owned()),
                    "two saves replaced the same: one of them unseen"
                );
                new.insert(saved.to_owned(), lines.get(at + 1) == Some(&"told"));
            }
            told += usize::from(*line == "told");
        }
    }
    // Each was replaced by one that knew it, but for the last, which is there.
    let held = Fingerprint::of(&fs::read(world.file()).expect("there")).to_string();
    for (saved, is_told) in new {
        // Without a common lock, two that both exchange back in the same moment can
        // leave the refused one there: then both are told, and both are versions.
        let is_known = known.contains(&saved) || saved == held;
        assert!(
            is_known || is_told && !has_one_state,
            "what was saved last is there, or whoever saved it was told"
        );
    }
    (known.len(), told)
}

#[test]
fn of_two_processes_none_replaces_what_it_does_not_know() {
    for has_one_state in [true, false] {
        let (saved, told) = two_processes(has_one_state);
        assert_eq!(saved + told, 2 * usize::from(ROUNDS));
        tell(&format!(
            "two processes, one state folder: {has_one_state}: {saved} saves, {told} refusals, none \
             of them unseen"
        ));
    }
}
