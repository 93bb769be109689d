//! A process that saves is killed at random moments, as by `kill -9`.
//!
//! The program of this test runs itself as a child, which saves one scene after
//! the other and says so after each. What a kill cannot show is a power cut:
//! that the bytes are synced before they take the name is shown in `faults`.

use std::env;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use entente::file::store::Store;

use crate::{over_anything, tell, twins_in};

/// Where the child saves to; what is no child has none.
const PATH: &str = "ENTENTE_TEST_SAVE_PATH";
/// The number of the child's first save.
const FIRST: &str = "ENTENTE_TEST_SAVE_FIRST";
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

/// Which save these bytes are of.
///
/// # Panics
/// When they are not all of the bytes of one save.
fn number_of(bytes: &[u8]) -> u64 {
    assert!(!bytes.is_empty(), "the file is empty");
    let number = bytes
        .get(5..25)
        .and_then(|digits| std::str::from_utf8(digits).ok())
        .and_then(|digits| digits.parse().ok());
    let number = number.expect("the file begins with the number of its save");
    assert!(
        bytes == content(number),
        "the file is torn: {} bytes that begin as save {number}",
        bytes.len()
    );
    number
}

#[test]
fn the_child_saves_until_it_is_killed() {
    let Some(path) = env::var_os(PATH).map(PathBuf::from) else {
        return;
    };
    let first = env::var(FIRST).expect("given with the path");
    let first: u64 = first.parse().expect("a number");
    let store = Store::default();
    let mut out = std::io::stdout();
    let start = Instant::now();
    writeln!(out, "\nready").expect("the parent listens");
    for number in first.. {
        // Fails when the parent is gone.
        let bytes = content(number);
        store
            .save_scene(&over_anything(&path, &bytes))
            .expect("saved");
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
    fn start(path: &Path, first: u64) -> Self {
        let mut child = Command::new(env::current_exe().expect("this program"))
            .args(["--exact", CHILD_TEST, "--nocapture"])
            .env(PATH, path)
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

/// Random numbers from a seed: Marsaglia's xorshift64.
struct Random(u64);

impl Random {
    /// Below `end`.
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
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
    /// Kills that left a twin: they came between its making and its new name.
    during_a_save: usize,
    /// Those whose twin had not all of its bytes.
    during_writing: usize,
    /// Kills after the new name and before it was told.
    saved_untold: usize,
}

fn kill_often(kills: usize, seed: u64) -> Figures {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("scene.ron");
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
        let saver = Saver::start(&path, first);
        thread::sleep(Duration::from_micros(random.below(MAX_WAIT_MICROS)));
        let told = saver.kill();

        let context = format!("kill {kill} of seed {seed}");
        let found = fs::read(&path).ok().map(|bytes| number_of(&bytes));
        let least = told.or(held);
        assert!(
            found >= least,
            "{context}: {found:?} after {least:?} was told"
        );
        // The child was at most one save further than it told.
        let most = told.map_or(first, |told| told + 1);
        assert!(found <= Some(most), "{context}: {found:?} is not {most}");

        let twins = twins_in(folder.path());
        assert!(twins.len() <= 1, "{context}: {twins:?}");
        for twin in twins {
            let bytes = fs::metadata(&twin).expect("there").len();
            figures.during_a_save += 1;
            figures.during_writing += usize::from(!SIZES.contains(&(bytes as usize)));
            fs::remove_file(&twin).expect("removed");
        }
        let others = fs::read_dir(folder.path()).expect("listed").count();
        assert_eq!(others, usize::from(found.is_some()), "{context}");
        figures.kills += 1;
        figures.told += told.map_or(0, |told| told + 1 - first);
        figures.saved_untold += usize::from(found > least);
        held = found;
        first = most;
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

/// `cargo test --locked --test saving -- --ignored --nocapture`
#[test]
#[ignore = "takes minutes"]
fn a_thousand_kills_leave_the_old_scene_or_the_new_one() {
    assert_kills(1000, 0x5eed_1000);
}
