//! Typing in the search over 100,000 claims of 200 characters, and changing one of
//! them, on a map of 200 actors and 2,000 ties: no frame may be missed.
//!
//! Words are typed and taken back letter by letter, as by a hand: after each key
//! frames go on, 60 a second, while what works in the background is waited for.
//! `cargo bench --bench typing` prints the slowest frame, which is to take less than
//! 16.7 ms. A frame is everything from input to triangles; upload and rasterising
//! are not in these figures.

mod support;
#[path = "support/window.rs"]
mod window;

use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Event, Key, Modifiers};
use entente::edit::Edit;
use entente::file::settings::Settings;
use entente::file::store::Store;
use entente::model::{Claim, Scene, Table};
use entente::session::{Command, Session};
use kurbo::Size as CanvasSize;

use support::{Random, Size, random_scene};
use window::{Window, key, key_with};

const SEED: u64 = 2026;

const SIZE: Size = Size {
    actors: 200,
    ties: 2_000,
    claims_per_tie: 50,
};

/// How long each claim is, in characters.
const CHARS: usize = 200;

/// One claim in so many has the rare word.
const RARE_EVERY: usize = 1_000;

/// A frame at 60 a second.
const FRAME: Duration = Duration::from_micros(16_667);

/// So many frames follow a key at least.
const LEAST_FRAMES: usize = 6;

/// In nearly all claims, in many, in a few, in none: together 107 keys, and as many
/// to take them back.
const TYPED: [&str; 8] = [
    "the",
    "sanctions against xyz",
    "qaz",
    "\"joint exercise\" minister",
    "zzzzzzzz",
    "ixracati artir",
    "pipeline exports rose",
    "trade gas",
];

fn main() {
    let scene = Arc::new(scene());
    session_steps(&scene);
    let mut window = Window::opening(&scene);
    window.focus_search();
    frames("typing, map", &mut window, |window| {
        window.app.session().filter().search().to_owned()
    });
    window.open_table();
    window.frame(vec![key_with(Key::F, Modifiers::COMMAND)]);
    frames("typing, table of claims", &mut window, |window| {
        let table = window.app.session().claim_table();
        table.view().search().to_owned()
    });
}

/// A text of so many characters, with the rare word now and then.
fn statement(at: usize, random: &mut Random) -> String {
    let mut text = random.sentence(40);
    if at.is_multiple_of(RARE_EVERY) {
        text.insert_str(60, " Qaz ixracat\u{131} art\u{131}r ");
    }
    text.chars().take(CHARS).collect()
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

/// What the session does after a key, and after an edit, without a window.
fn session_steps(scene: &Arc<Scene>) {
    let mut session = Session::new(Settings::default(), Store::default(), Arc::new(|| {}));
    session.execute(Command::Edit(Edit::ReplaceScene(Arc::clone(scene))));
    session.execute(Command::ResizeCanvas(CanvasSize::new(900.0, 700.0)));
    session.refresh();
    settle(&mut session);
    let mut keys = Times::default();
    for word in TYPED {
        let letters = word
            .char_indices()
            .map(|(at, letter)| at + letter.len_utf8());
        let forth: Vec<usize> = letters.collect();
        let back: Vec<usize> = forth.iter().rev().skip(1).copied().chain([0]).collect();
        for end in forth.into_iter().chain(back) {
            let text = word.get(..end).expect("a letter ends here").to_owned();
            let from = Instant::now();
            session.execute(Command::Search(text));
            session.refresh();
            keys.note(from.elapsed(), || {
                word.get(..end).unwrap_or_default().to_owned()
            });
            settle(&mut session);
        }
    }
    keys.print("a key in the session alone");
    let mut edits = Times::default();
    for number in 0..20 {
        let claim = session.document().scene.claims.at(number * 4_999);
        let changed = Claim {
            statement: format!("Something else was said {number}."),
            ..claim.expect("a claim").clone()
        };
        let from = Instant::now();
        session.execute(Command::Edit(Edit::ChangeClaim(Box::new(changed))));
        session.refresh();
        edits.note(from.elapsed(), || number.to_string());
        settle(&mut session);
    }
    edits.print("an edit of a claim in the session alone");
}

fn settle(session: &mut Session) {
    while session.is_busy() {
        std::thread::sleep(Duration::from_millis(2));
        session.tick(Duration::ZERO);
        session.refresh();
    }
}

/// Types all words and takes them back, and prints what the frames took.
fn frames(name: &str, window: &mut Window, search: impl Fn(&Window) -> String) {
    let (mut keys, mut others) = (Times::default(), Times::default());
    for word in TYPED {
        let letters = word.chars().map(|letter| Event::Text(letter.to_string()));
        let back = word.chars().map(|_| key(Key::Backspace));
        for (at, event) in letters.chain(back).enumerate() {
            let name = || format!("{at} of {word:?}");
            keys.note(timed(window, vec![event]), name);
            let mut frames = 0;
            while frames < LEAST_FRAMES || window.app.session().is_busy() {
                frames += 1;
                let name = || format!("{at} of {word:?}, frame {frames}");
                others.note(timed(window, Vec::new()), name);
            }
            if at + 1 == word.chars().count() {
                assert_eq!(search(window), word, "it is typed there");
            }
        }
    }
    keys.print(&format!("{name}: frames with a key"));
    others.print(&format!("{name}: frames after it"));
}

/// How long the frame takes; the next one comes in its time.
fn timed(window: &mut Window, events: Vec<Event>) -> Duration {
    let from = Instant::now();
    window.frame(events);
    let took = from.elapsed();
    std::thread::sleep(FRAME.saturating_sub(took));
    took
}

/// Times, each with what it was of.
#[derive(Default)]
struct Times(Vec<(Duration, String)>);

impl Times {
    fn note(&mut self, time: Duration, name: impl FnOnce() -> String) {
        self.0.push((time, name()));
    }

    #[expect(clippy::print_stdout, reason = "a bench prints what it measures")]
    fn print(mut self, name: &str) {
        self.0.sort();
        let all = self.0.len();
        let ms = |at: usize| self.0.get(at).map_or(0.0, |it| it.0.as_secs_f64() * 1e3);
        let over = self.0.iter().filter(|(time, _)| *time > FRAME).count();
        println!(
            "{name}: {all}, median {:.1} ms, p95 {:.1} ms, slowest {:.1} ms, {over} over 16.7 ms",
            ms(all / 2),
            ms(all * 95 / 100),
            ms(all.saturating_sub(1)),
        );
        for (time, of) in self.0.iter().rev().take(4) {
            println!("    {:.1} ms: {of}", time.as_secs_f64() * 1e3);
        }
    }
}
