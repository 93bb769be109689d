//! A process that saves is killed at random moments, as by `kill -9`.
//!
//! The program of this test runs itself as a child, which saves one scene after
//! the other, over what it saved last and with versions, and says so after each.
//! What a kill cannot show is a power cut: see `power`.
//!
//! ```sh
//! cargo test --release --locked --test saving -- --ignored --nocapture kills::
//! ```

use std::env;
use std::fs::{self, File, FileTimes};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use entente::file::store::{Expected, Fingerprint, SaveRequest, Store, Versions};

use crate::random::Random;
use crate::{quick_folder, tell, twins_in};

/// Where the child saves to; what is no child has none.
const PATH: &str = "ENTENTE_TEST_SAVE_PATH";
/// The number of the child's first save.
const FIRST: &str = "ENTENTE_TEST_SAVE_FIRST";
/// Where its versions are.
const STATE: &str = "ENTENTE_TEST_SAVE_STATE";
const CHILD_TEST: &str = "kills::the_child_saves_until_it_is_killed";

/// Sizes of scenes in bytes, in the order they are saved.
const SIZES: [usize; 3] = [3_000, 300_000, 9_000_000];

/// A child that nobody kills ends by itself.
const MAX_CHILD_LIFE: Duration = Duration::from_secs(30);

/// The longest that a child saves before it is killed: some rounds of all sizes.
const MAX_WAIT_MICROS: u64 = 150_000;

/// The scene of save `number`. Every line has the number and the size, so that
/// any mixture of two shows, and what a file must hold follows from its start.
fn content(number: u64) -> Vec<u8> {
    let size = SIZES[number as usize % SIZES.len()];
    let line = format!("save {number:020} of {size:020} bytes, not more\n");
    let mut bytes = line.as_bytes().repeat(size / line.len() + 1);
    bytes.truncate(size);
    bytes
}

/// Which save these bytes are all of; `None` where they are of none.
fn whole(bytes: &[u8]) -> Option<u64> {
    let digits = std::str::from_utf8(bytes.get(5..25)?).ok()?;
    let number = digits.parse().ok()?;
    (bytes == content(number)).then_some(number)
}

/// Which save these bytes are of.
///
/// # Panics
/// When they are not all of the bytes of one save.
fn number_of(bytes: &[u8]) -> u64 {
    assert!(!bytes.is_empty(), "the file is empty");
    let number = whole(bytes);
    number.unwrap_or_else(|| panic!("the file is torn: {} bytes", bytes.len()))
}

fn request<'a>(
    path: &'a Path,
    bytes: &'a [u8],
    expected: Expected,
    versions: &'a Versions,
) -> SaveRequest<'a> {
    SaveRequest {
        path,
        bytes,
        expected,
        versions: Some(versions),
        is_whole: |bytes| whole(bytes).is_some(),
    }
}

/// What whoever opens the file knows of it.
fn expected(path: &Path) -> Expected {
    let held = fs::read(path);
    held.map_or(Expected::Nothing, |held| {
        Expected::Known(Fingerprint::of(&held))
    })
}

#[test]
fn the_child_saves_until_it_is_killed() {
    let Some(path) = env::var_os(PATH).map(PathBuf::from) else {
        return;
    };
    let first = env::var(FIRST).expect("given with the path");
    let first: u64 = first.parse().expect("a number");
    let state = PathBuf::from(env::var_os(STATE).expect("given with the path"));
    let store = Store::default();
    let versions = Versions::new(store.clone(), &state);
    let mut expected = expected(&path);
    let mut out = std::io::stdout();
    let start = Instant::now();
    writeln!(out, "\nready").expect("the parent listens");
    for number in first.. {
        // Fails when the parent is gone.
        let bytes = content(number);
        let saved = store.save_scene(&request(&path, &bytes, expected, &versions));
        let saved = saved.expect("saved");
        assert!(saved.warnings.is_empty(), "{:?}", saved.warnings);
        expected = Expected::Known(saved.fingerprint);
        writeln!(out, "saved {number}").expect("the parent listens");
        out.flush().expect("the parent listens");
        if start.elapsed() > MAX_CHILD_LIFE {
            return;
        }
    }
}

/// A child that does not outlive the test.
struct Saver {
    child: Child,
    output: BufReader<ChildStdout>,
}

impl Saver {
    /// A child that is about to save.
    fn start(path: &Path, state: &Path, first: u64) -> Self {
        let mut child = Command::new(env::current_exe().expect("this program"))
            .args(["--exact", CHILD_TEST, "--nocapture"])
            .env(PATH, path)
            .env(STATE, state)
            .env(FIRST, first.to_string())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the child starts");
        let output = BufReader::new(child.stdout.take().expect("piped"));
        let mut saver = Self { child, output };
        let mut line = String::new();
        while line != "ready\n" {
            line.clear();
            let length = saver.output.read_line(&mut line).expect("read");
            assert!(length > 0, "the child ended before it was ready");
        }
        saver
    }

    /// Kills it, and returns the last save that it told of.
    fn kill(mut self) -> Option<u64> {
        assert!(
            self.child.try_wait().expect("asked").is_none(),
            "the child runs until it is killed"
        );
        self.child.kill().expect("killed");
        self.child.wait().expect("ended");
        let mut told = String::new();
        self.output.read_to_string(&mut told).expect("read");
        // A line without its end is no word given.
        told.split_inclusive('\n')
            .filter_map(|line| line.strip_suffix('\n')?.strip_prefix("saved "))
            .filter_map(|number| number.parse().ok())
            .next_back()
    }
}

impl Drop for Saver {
    fn drop(&mut self) {
        // Both fail after `kill`, and then there is nothing to do.
        self.child.kill().unwrap_or_default();
        drop(self.child.wait());
    }
}

/// What the kills came upon.
#[derive(Debug, Default)]
struct Figures {
    kills: usize,
    /// Kills of a child that had no file to save over.
    first_saves: usize,
    /// Saves that the children told of.
    told: u64,
    /// Kills that left a twin beside the file.
    during_a_save: usize,
    /// Those whose twin had not all of its bytes.
    during_writing: usize,
    /// Those whose twin was whole and had not the name yet.
    before_exchange: usize,
    /// Those whose twin was what the file had held: the names were exchanged and
    /// the twin not removed.
    before_clean_up: usize,
    /// Kills after the new name and before it was told.
    saved_untold: usize,
    /// Kills that left a twin among the versions.
    during_versions: usize,
    /// Versions that were read, each whole.
    versions_read: usize,
}

/// A file that is saved to and where its versions are.
struct Ground {
    folder: tempfile::TempDir,
    versions: Versions,
}

impl Ground {
    fn new() -> Self {
        let folder = quick_folder();
        fs::create_dir(folder.path().join("scenes")).expect("made");
        let versions = Versions::new(Store::default(), &folder.path().join("state"));
        Self { folder, versions }
    }

    fn state(&self) -> PathBuf {
        self.folder.path().join("state")
    }

    fn scenes(&self) -> PathBuf {
        self.folder.path().join("scenes")
    }

    fn path(&self) -> PathBuf {
        self.scenes().join("scene.ron")
    }

    /// Which save the file holds.
    fn held(&self) -> Option<u64> {
        fs::read(self.path()).ok().map(|bytes| number_of(&bytes))
    }

    /// The saves that the latest versions are of, each read and whole.
    fn kept(&self, most: usize) -> Vec<u64> {
        let list = self.versions.list(&self.path()).expect("listed");
        let read = |version| self.versions.read(version).expect("a version is whole");
        list.iter()
            .take(most)
            .map(|version| number_of(&read(version)))
            .collect()
    }

    /// The temporary files beside the file and among the versions.
    fn twins(&self) -> (Vec<PathBuf>, Vec<PathBuf>) {
        let versions = fs::read_dir(self.versions.folder()).into_iter().flatten();
        let folders = versions.map(|entry| entry.expect("an entry").path());
        let among = folders.flat_map(|folder| twins_in(&folder)).collect();
        (twins_in(&self.scenes()), among)
    }

    /// A save a minute later: takes away what was left, and keeps what is whole.
    fn save_later(&self, number: u64) {
        let (beside, among) = self.twins();
        let left: Vec<u64> = beside
            .iter()
            .filter_map(|twin| whole(&fs::read(twin).expect("read")))
            .collect();
        let ago = SystemTime::now() - Duration::from_mins(2);
        for twin in beside.iter().chain(&among) {
            let file = File::options().append(true).open(twin).expect("opened");
            file.set_times(FileTimes::new().set_modified(ago))
                .expect("set");
        }
        let bytes = content(number);
        let path = self.path();
        let request = request(&path, &bytes, expected(&path), &self.versions);
        Store::default().save_scene(&request).expect("saved");
        assert_eq!(self.twins(), (Vec::new(), Vec::new()), "all is swept");
        let kept = self.kept(3);
        assert!(
            left.iter().all(|it| kept.contains(it)),
            "what was whole in a twin is a version: {left:?} in {kept:?}"
        );
    }
}

/// After how many kills every version is read, not only the latest.
const READ_ALL_EVERY: usize = 20;

fn kill_often(kills: usize, seed: u64) -> Figures {
    let ground = Ground::new();
    let path = ground.path();
    let mut random = Random(seed);
    let mut figures = Figures::default();
    let mut first = 0;
    // The save that the file holds.
    let mut held: Option<u64> = None;
    for kill in 0..kills {
        // Every tenth child makes the file anew.
        if kill % 10 == 0 && held.take().is_some() {
            fs::remove_file(&path).expect("removed");
        }
        figures.first_saves += usize::from(held.is_none());
        first += 1 + random.below(3);
        let saver = Saver::start(&path, &ground.state(), first);
        thread::sleep(Duration::from_micros(random.below(MAX_WAIT_MICROS)));
        let told = saver.kill();

        let context = format!("kill {kill} of seed {seed}");
        let found = ground.held();
        let least = told.or(held);
        assert!(
            found >= least,
            "{context}: {found:?} after {least:?} was told"
        );
        // The child was at most one save further than it told.
        let most = told.map_or(first, |told| told + 1);
        assert!(found <= Some(most), "{context}: {found:?} is not {most}");

        let is_thorough = kill % READ_ALL_EVERY == 0;
        let kept = ground.kept(if is_thorough { usize::MAX } else { 1 });
        figures.versions_read += kept.len();
        if let Some(told) = told {
            // Told means kept: of the version after it, nothing was told.
            assert!(
                kept.first().is_some_and(|latest| *latest >= told),
                "{context}: {told} was told, {kept:?} are kept"
            );
        }
        let (beside, among) = ground.twins();
        assert!(
            beside.len() <= 1 && among.len() <= 1,
            "{context}: {beside:?}"
        );
        for twin in &beside {
            figures.during_a_save += 1;
            match whole(&fs::read(twin).expect("read")) {
                None => figures.during_writing += 1,
                Some(number) if Some(number) < found => figures.before_clean_up += 1,
                Some(_) => figures.before_exchange += 1,
            }
        }
        figures.during_versions += among.len();
        let others = fs::read_dir(ground.scenes()).expect("listed").count();
        let expected = usize::from(found.is_some()) + beside.len();
        assert_eq!(others, expected, "{context}");
        figures.kills += 1;
        figures.told += told.map_or(0, |told| told + 1 - first);
        figures.saved_untold += usize::from(found > least);
        held = found;
        first = most;
        if !beside.is_empty() || !among.is_empty() {
            first += 1;
            // Of the small size: there is enough of the others.
            first += (SIZES.len() as u64 - first % SIZES.len() as u64) % SIZES.len() as u64;
            ground.save_later(first);
            held = Some(first);
        }
    }
    figures
}

fn assert_kills(kills: usize, seed: u64) {
    let start = Instant::now();
    let figures = kill_often(kills, seed);
    tell(&format!(
        "seed {seed}, {:.1} s: {figures:?}",
        start.elapsed().as_secs_f64()
    ));
    // Else the moments were no test. A disk in memory is through with most saves
    // before a kill comes, a slow one tells of few.
    assert!(
        figures.told as usize > kills / 4,
        "the children save: {figures:?}"
    );
    assert!(
        figures.during_a_save > kills / 20,
        "the kills come during saves: {figures:?}"
    );
}

#[test]
fn a_save_that_is_killed_leaves_the_old_scene_or_the_new_one() {
    assert_kills(60, 0x5eed_0003);
}

#[test]
#[ignore = "takes many minutes"]
fn ten_thousand_kills_leave_the_old_scene_or_the_new_one() {
    assert_kills(10_000, 0x5eed_1000);
}
