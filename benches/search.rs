//! A keystroke of the search over 100,000 claims of 200 characters.
//!
//! To reach: within 2 times a bare scan of one folded copy of the same texts,
//! timed in the same run; and all that follows from a keystroke, in the session
//! of a scene with 200 actors and 2,000 ties, within a frame: under 8 ms.

mod support;

use std::cell::RefCell;
use std::fmt;
use std::hint::black_box;
use std::sync::Arc;

use divan::Bencher;
use entente::edit::Edit;
use entente::file::settings::Settings;
use entente::file::store::Store;
use entente::model::{Claim, Scene, Table};
use entente::session::{Command, Dialog, Session};
use entente::text::{self, Index, Query};
use kurbo::Size as CanvasSize;
use memchr::memmem;

use support::{Random, Size, random_scene};

const SEED: u64 = 2026;

const SIZE: Size = Size {
    actors: 200,
    ties: 2_000,
    claims_per_tie: 50,
};

/// How many claims there are.
const COUNT: usize = SIZE.ties * SIZE.claims_per_tie;

/// How long each is, in characters.
const CHARS: usize = 200;

/// One claim in so many has the rare word.
const RARE_EVERY: usize = 1_000;

fn main() {
    divan::main();
}

/// What is typed, and how many claims have it.
#[derive(Clone, Copy, Debug)]
struct Typed(&'static str);

impl fmt::Display for Typed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0)
    }
}

/// In nearly all claims, in many, in one of a thousand, in none; long and short.
const TYPED: [Typed; 7] = [
    Typed("the"),
    Typed("sanction"),
    Typed("qaz"),
    Typed("ixracati"),
    Typed("zzz"),
    Typed("zzzzzzzz"),
    Typed("sanct minis"),
];

/// A text of so many characters, with the rare word now and then.
fn statement(at: usize, random: &mut Random) -> String {
    let rare = at.is_multiple_of(RARE_EVERY);
    let mut text = random.sentence(40);
    if rare {
        text.insert_str(60, " Qaz ixracat\u{131} art\u{131}r ");
    }
    text.chars().take(CHARS).collect()
}

fn statements() -> Vec<String> {
    let mut random = Random::new(SEED);
    (0..COUNT).map(|at| statement(at, &mut random)).collect()
}

fn scene() -> Scene {
    let mut random = Random::new(SEED);
    let scene = random_scene(SIZE, &mut random);
    let claims = scene.claims.iter().enumerate();
    let claims = claims.map(|(at, claim)| Claim {
        statement: statement(at, &mut random),
        ..claim.clone()
    });
    Scene {
        claims: Table::from_records(claims).0,
        ..scene
    }
}

thread_local! {
    /// Made once for all benches: it takes seconds.
    static STATEMENTS: Vec<String> = statements();
    static SESSION: RefCell<Session> = RefCell::new(session());
}

/// A session with the scene, drawn and read.
fn session() -> Session {
    let mut session = Session::new(Settings::default(), Store::default(), Arc::new(|| {}));
    session.execute(Command::Edit(Edit::ReplaceScene(Arc::new(scene()))));
    session.execute(Command::ResizeCanvas(CanvasSize::new(900.0, 700.0)));
    session.refresh();
    while session.is_busy() {
        std::thread::sleep(std::time::Duration::from_millis(5));
        session.tick(std::time::Duration::ZERO);
        session.refresh();
    }
    session
}

fn index(statements: &[String]) -> Index {
    Index::new(statements.len(), |at, writer| writer.add(&statements[at]))
}

/// The bar: one folded copy, scanned from its beginning to its end.
#[divan::bench(args = TYPED, sample_count = 100)]
fn bare_scan(bencher: Bencher<'_, '_>, typed: Typed) {
    STATEMENTS.with(|statements| {
        let copy = text::fold(&statements.join("\n"));
        // A scan knows one word.
        let word = typed.0.split(' ').max_by_key(|word| word.len());
        let word = word.expect("a word");
        bencher.bench_local(|| memmem::find_iter(copy.as_bytes(), word).count());
    });
}

/// What a keystroke asks of the index: which claims have it.
#[divan::bench(args = TYPED, sample_count = 100)]
fn keystroke(bencher: Bencher<'_, '_>, typed: Typed) {
    STATEMENTS.with(|statements| {
        let index = index(statements);
        let mut found = vec![false; index.len()];
        bencher.bench_local(|| {
            found.fill(false);
            for at in index.find(&Query::new(typed.0)) {
                found[at] = true;
            }
            black_box(&found);
        });
    });
}

/// How many actors, ties and claims the search over everything is timed with.
const EVERYTHING: Size = Size {
    actors: 2_000,
    ties: 20_000,
    claims_per_tie: 5,
};

thread_local! {
    static LARGE: RefCell<Session> = RefCell::new(large_session());
}

/// A session with a large scene, and the search open.
fn large_session() -> Session {
    let mut random = Random::new(SEED);
    let scene = random_scene(EVERYTHING, &mut random);
    let mut session = Session::new(Settings::default(), Store::default(), Arc::new(|| {}));
    session.execute(Command::Edit(Edit::ReplaceScene(Arc::new(scene))));
    session.execute(Command::Show(Dialog::Search));
    session.refresh();
    while session.is_busy() {
        std::thread::sleep(std::time::Duration::from_millis(5));
        session.tick(std::time::Duration::ZERO);
        session.refresh();
    }
    assert!(!session.search("the").is_reading, "all of it is read");
    session
}

/// A keystroke of the search over everything: what is found of 2,000 actors, 20,000
/// ties and 100,000 claims, with the best of each kind and their marks. To reach:
/// under 16 ms.
#[divan::bench(args = TYPED, sample_count = 100)]
fn everything_keystroke(bencher: Bencher<'_, '_>, typed: Typed) {
    LARGE.with_borrow(|session| {
        bencher.bench_local(|| black_box(session.search(typed.0)));
    });
}

/// The same for one letter, which nearly everything has.
#[divan::bench(sample_count = 100)]
fn everything_first_letter(bencher: Bencher<'_, '_>) {
    LARGE.with_borrow(|session| {
        bencher.bench_local(|| black_box(session.search("e")));
    });
}

/// What a keystroke asks of the session: claims, list, timeline and picture.
#[divan::bench(args = TYPED, sample_count = 100)]
fn session_keystroke(bencher: Bencher<'_, '_>, typed: Typed) {
    SESSION.with_borrow_mut(|session| {
        let mut is_whole = false;
        bencher.bench_local(|| {
            is_whole = !is_whole;
            // The last letter comes and goes.
            let text = typed.0;
            let end = if is_whole { text.len() } else { text.len() - 1 };
            session.execute(Command::Search(text[..end].to_owned()));
            session.refresh();
        });
    });
}

/// The field is emptied and a letter typed: everything, and nearly nothing.
#[divan::bench(sample_count = 100)]
fn session_first_letter(bencher: Bencher<'_, '_>) {
    SESSION.with_borrow_mut(|session| {
        let mut is_empty = false;
        bencher.bench_local(|| {
            is_empty = !is_empty;
            let text = if is_empty { "" } else { "z" };
            session.execute(Command::Search(text.to_owned()));
            session.refresh();
        });
    });
}

/// All claims are read.
#[divan::bench(sample_count = 10)]
fn read_all(bencher: Bencher<'_, '_>) {
    STATEMENTS.with(|statements| bencher.bench_local(|| index(statements)));
}

/// One claim was changed.
#[divan::bench(sample_count = 100)]
fn read_one(bencher: Bencher<'_, '_>) {
    STATEMENTS.with(|statements| {
        let before = index(statements);
        let mut same: Vec<Option<usize>> = (0..statements.len()).map(Some).collect();
        same[COUNT / 2] = None;
        bencher.bench_local(|| {
            before.updated(&same, |_, writer| writer.add("Something else was said."))
        });
    });
}

/// One claim was changed, and all that follows from it is brought up to date.
#[divan::bench(sample_count = 20)]
fn session_edit(bencher: Bencher<'_, '_>) {
    SESSION.with_borrow_mut(|session| {
        session.execute(Command::Search("qaz".to_owned()));
        let model = session.document().scene.claims.at(COUNT / 2);
        let model = model.expect("a claim").clone();
        let mut edits = 0;
        bencher.bench_local(|| {
            edits += 1;
            let changed = Claim {
                statement: format!("Something else was said {edits}."),
                ..model.clone()
            };
            session.execute(Command::Edit(Edit::ChangeClaim(Box::new(changed))));
            session.refresh();
        });
    });
}
