//! What saving costs the thread of the window: its steps while a scene of 9 MB is
//! saved, and while the recovery copy of 2,000 actors and 20,000 ties is written,
//! beside the same steps at rest, in one run; and how long both take themselves.
//!
//! To reach: saving adds less than 16 ms to any step. The ratios say what it adds
//! on any machine; the milliseconds are those of this one.

mod support;

use std::fmt;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use eframe::App as _;
use egui::{Context, Event, Key, Modifiers, Pos2, RawInput, Rect, Vec2};
use entente::app::{App, Start};
use entente::edit::Edit;
use entente::file;
use entente::file::dirs::Dirs;
use entente::file::recovery::{Copies, CopyHeader, CopyOrigin};
use entente::file::settings::Settings;
use entente::file::store::{Expected, SaveRequest, Store, Versions};
use entente::model::{Offset, Scene};
use entente::session::{Command, Keeper, Session};
use kurbo::Size as CanvasSize;

use support::{Random, Size, random_scene};

const SEED: u64 = 2026;

/// About 9 MB.
const SAVED: Size = Size {
    actors: 500,
    ties: 5_000,
    claims_per_tie: 1,
};

const KEPT: Size = Size {
    actors: 2_000,
    ties: 20_000,
    claims_per_tie: 1,
};

/// How long steps are taken, for each figure.
const TAKES: Duration = Duration::from_secs(12);

/// How often a save or a copy is timed by itself.
const SAVES: usize = 40;

fn main() {
    // What `cargo test --benches` asks for.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let saved = random_scene(SAVED, &mut Random::new(SEED));
    let text = file::write(&saved);
    tell(&format!("{SAVED}: {:.1} MB", text.len() as f64 / 1e6));
    time_saves(&text);
    let rest = session_steps(&saved, None);
    let saving = session_steps(&saved, Some(Saving::All));
    compare("steps of the session while it saves", &rest, &saving);
    let (rest, saving) = (frames(&text, false), frames(&text, true));
    compare("frames of the window while it saves", &rest, &saving);

    let kept = random_scene(KEPT, &mut Random::new(SEED));
    let megabytes = file::write(&kept).len() as f64 / 1e6;
    tell(&format!("{KEPT}: {megabytes:.1} MB"));
    time_copies(&kept);
    let rest = session_steps(&kept, None);
    let keeping = session_steps(&kept, Some(Saving::CopiesOnly));
    compare(
        "steps of the session while it writes copies",
        &rest,
        &keeping,
    );
}

/// What goes on beside the steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Saving {
    /// One save after the other, with versions and recovery copies.
    All,
    /// Recovery copies, as often as they are written.
    CopiesOnly,
}

/// How long steps took.
#[derive(Debug, Default)]
struct Times(Vec<Duration>);

impl Times {
    fn at(&self, share: f64) -> f64 {
        let mut times = self.0.clone();
        times.sort_unstable();
        let place = ((times.len() as f64 * share).ceil() as usize).clamp(1, times.len());
        times[place - 1].as_secs_f64() * 1e3
    }
}

impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (middle, p95, longest) = (self.at(0.5), self.at(0.95), self.at(1.0));
        let count = self.0.len();
        write!(
            f,
            "median {middle:.2} ms, p95 {p95:.2} ms, longest {longest:.2} ms of {count}"
        )
    }
}

fn compare(what: &str, rest: &Times, busy: &Times) {
    tell(&format!("{what}:"));
    tell(&format!("  at rest: {rest}"));
    tell(&format!("  busy:    {busy}"));
    tell(&format!(
        "  p95 {:.2} times as long, the longest {:.2} times; p95 {:.2} ms more",
        busy.at(0.95) / rest.at(0.95),
        busy.at(1.0) / rest.at(1.0),
        busy.at(0.95) - rest.at(0.95)
    ));
}

/// Steps of a session in which an actor is moved again and again.
fn session_steps(scene: &Scene, saving: Option<Saving>) -> Times {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("scene.ron");
    std::fs::write(&path, file::write(scene)).expect("a file");
    let mut session = Session::new(Settings::default(), Store::default(), Arc::new(|| {}));
    let clock = Instant::now();
    session.execute(Command::Open {
        path,
        allow_large: true,
    });
    wait(&mut session, clock);
    session.execute(Command::ResizeCanvas(CanvasSize::new(1600.0, 900.0)));
    session.execute(Command::Fit);
    session.refresh();
    if saving.is_some() {
        let dirs = Dirs::within(&folder.path().join("data"));
        session.use_dirs(dirs, Keeper::default(), None);
        session.watch_files();
        wait(&mut session, clock);
    }
    let actor = scene.actors.at(0).expect("an actor").id.clone();
    let mut times = Times::default();
    let mut saves = 0;
    let start = Instant::now();
    while start.elapsed() < TAKES {
        let step = Instant::now();
        let offset = Offset::new(1.0, times.0.len() as f64 % 40.0 + 1.0);
        let actor = actor.clone();
        session.execute(Command::Edit(Edit::SetActorOffset { actor, offset }));
        if saving == Some(Saving::All) && !session.is_saving() {
            session.execute(Command::Save);
            saves += 1;
        }
        session.tick(clock.elapsed());
        session.refresh();
        times.0.push(step.elapsed());
        // A window waits for the next frame of the screen.
        std::thread::sleep(Duration::from_millis(16).saturating_sub(step.elapsed()));
    }
    wait(&mut session, clock);
    if saving == Some(Saving::All) {
        tell(&format!("  {saves} saves in {} s", TAKES.as_secs()));
    }
    times
}

fn wait(session: &mut Session, clock: Instant) {
    session.tick(clock.elapsed());
    while session.is_busy() {
        std::thread::sleep(Duration::from_millis(5));
        session.tick(clock.elapsed());
    }
}

/// Frames of the window in which the picture is dragged, while Ctrl+S is pressed
/// again and again or not at all.
fn frames(text: &str, is_saving: bool) -> Times {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("scene.ron");
    std::fs::write(&path, text).expect("a file");
    let ctx = Context::default();
    let start = Start {
        file: Some(path),
        allow_large: true,
        settings: Settings {
            hints_dismissed: true,
            ..Settings::default()
        },
        dirs: Some(Dirs::within(&folder.path().join("data"))),
        ..Start::default()
    };
    let mut app = App::in_context(&ctx, start);
    let mut frame = eframe::Frame::_new_kittest();
    let mut paint = |events: Vec<Event>| {
        let step = Instant::now();
        let mut output = ctx.run_ui(raw_input(events), |ui| {
            app.logic(ui.ctx(), &mut frame);
            app.ui(ui, &mut frame);
        });
        output.textures_delta.clear();
        let triangles = ctx.tessellate(output.shapes, 1.0);
        std::hint::black_box(triangles);
        (
            step.elapsed(),
            app.session().is_saving(),
            app.session().is_busy(),
        )
    };
    while paint(Vec::new()).2 {
        std::thread::sleep(Duration::from_millis(5));
    }
    for _ in 0..40 {
        paint(Vec::new());
    }
    let middle = Pos2::new(800.0, 450.0);
    paint(vec![Event::PointerMoved(middle)]);
    paint(vec![Event::PointerButton {
        pos: middle,
        button: egui::PointerButton::Middle,
        pressed: true,
        modifiers: Modifiers::NONE,
    }]);
    let mut times = Times::default();
    let mut was_saving = false;
    let start = Instant::now();
    while start.elapsed() < TAKES {
        let step = (times.0.len() % 40) as f32;
        let mut events = vec![Event::PointerMoved(middle + Vec2::new(step, step))];
        if is_saving && !was_saving {
            events.push(save_key());
        }
        let (took, is_saving_now, _) = paint(events);
        was_saving = is_saving_now;
        times.0.push(took);
        std::thread::sleep(Duration::from_millis(16).saturating_sub(took));
    }
    while paint(Vec::new()).2 {
        std::thread::sleep(Duration::from_millis(5));
    }
    times
}

fn save_key() -> Event {
    Event::Key {
        key: Key::S,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::COMMAND,
    }
}

fn raw_input(events: Vec<Event>) -> RawInput {
    RawInput {
        screen_rect: Some(Rect::from_min_size(Pos2::ZERO, Vec2::new(1600.0, 900.0))),
        focused: true,
        events,
        ..RawInput::default()
    }
}

/// The save itself, of bytes that are there, with versions.
fn time_saves(text: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("scene.ron");
    let store = Store::default();
    let versions = Versions::new(store.clone(), &folder.path().join("state"));
    let mut expected = Expected::Nothing;
    let mut times = Times::default();
    let mut with_versions = Times::default();
    for number in 0..2 * SAVES {
        let bytes = format!("{text}// {number}\n");
        let is_kept = number % 2 == 0;
        let request = SaveRequest {
            path: &path,
            bytes: bytes.as_bytes(),
            expected,
            versions: is_kept.then_some(&versions),
            is_whole: |_| true,
        };
        let step = Instant::now();
        let saved = store.save_scene(&request).expect("saved");
        let of_sort = if is_kept {
            &mut with_versions
        } else {
            &mut times
        };
        of_sort.0.push(step.elapsed());
        expected = Expected::Known(saved.fingerprint);
    }
    tell(&format!("save, without versions: {times}"));
    tell(&format!("save, with versions:    {with_versions}"));
}

/// The recovery copy itself, from the scene to the disk.
fn time_copies(scene: &Scene) {
    let folder = tempfile::tempdir().expect("a folder");
    let copies = Copies::new(Store::default(), folder.path());
    let own = copies.begin().expect("a place");
    let header = CopyHeader {
        title: scene.title.clone(),
        origin: CopyOrigin::Blank,
        changes: 1,
        is_complete: true,
        forms: Vec::new(),
    };
    let mut times = Times::default();
    for _ in 0..SAVES {
        let step = Instant::now();
        own.write(&header, scene).expect("written");
        times.0.push(step.elapsed());
    }
    assert!(
        own.path().starts_with(folder.path() as &Path),
        "it is there"
    );
    tell(&format!("recovery copy: {times}"));
}

fn tell(line: &str) {
    writeln!(std::io::stdout(), "{line}").expect("told");
}
