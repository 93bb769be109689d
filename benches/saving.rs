//! What saving costs the thread of the window: its steps while a scene of 9 MB is
//! saved, and while the recovery copy of 2,000 actors and 20,000 ties is written,
//! beside the same steps at rest, in one run; and how long both take themselves.
//!
//! A step that changes nothing shows whether the thread is held up; one that
//! changes an actor, and asks for the save, what that asking costs. Each is timed
//! by the clock, on the processor, and for how long it was held up by anything but
//! a busy processor: where other threads want that too, the clock says little.
//!
//! To reach: saving adds less than 16 ms to any step.

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
    actors: 540,
    ties: 5_400,
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
    compare_steps("while the session saves", &rest, &saving);
    let (rest, saving) = (frames(&text, false), frames(&text, true));
    compare(
        "frames of the window, dragging, while it saves",
        &rest,
        &saving,
    );

    let kept = random_scene(KEPT, &mut Random::new(SEED));
    let megabytes = file::write(&kept).len() as f64 / 1e6;
    tell(&format!("{KEPT}: {megabytes:.1} MB"));
    time_copies(&kept);
    let rest = session_steps(&kept, None);
    let keeping = session_steps(&kept, Some(Saving::CopiesOnly));
    compare_steps("while the session writes copies", &rest, &keeping);
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
struct Times {
    /// By the clock.
    clock: Vec<Duration>,
    /// On the processor.
    processor: Vec<Duration>,
    /// Held up: neither on the processor nor waiting for a free one, as whoever
    /// waits for a lock or the disk.
    held: Vec<Duration>,
}

/// When a step began.
struct Begun {
    clock: Instant,
    processor: [Duration; 2],
}

impl Begun {
    fn now() -> Self {
        Self {
            processor: on_processor(),
            clock: Instant::now(),
        }
    }
}

/// How long this thread was on the processor, and how long it waited for a free
/// one; nothing where the system does not say.
fn on_processor() -> [Duration; 2] {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let mut ns = told.split(' ').map(|ns| ns.parse().unwrap_or_default());
    [ns.next(), ns.next()].map(|ns| Duration::from_nanos(ns.unwrap_or_default()))
}

impl Times {
    fn add(&mut self, begun: &Begun) {
        let clock = begun.clock.elapsed();
        let [on, waiting] = on_processor();
        let processor = on.saturating_sub(begun.processor[0]);
        let waiting = waiting.saturating_sub(begun.processor[1]);
        self.clock.push(clock);
        self.processor.push(processor);
        self.held.push(clock.saturating_sub(processor + waiting));
    }
}

/// The time in ms that this share of them did not exceed.
fn share(times: &[Duration], share: f64) -> f64 {
    let mut times = times.to_vec();
    times.sort_unstable();
    let place = ((times.len() as f64 * share).ceil() as usize).clamp(1, times.len());
    times[place - 1].as_secs_f64() * 1e3
}

fn told(times: &[Duration]) -> String {
    let [middle, p95, longest] = [0.5, 0.95, 1.0].map(|it| share(times, it));
    format!("median {middle:.2} ms, p95 {p95:.2} ms, longest {longest:.2} ms")
}

impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [clock, processor, held] =
            [&self.clock, &self.processor, &self.held].map(|it| told(it));
        let count = self.clock.len();
        write!(
            f,
            "{clock}; on the processor {processor}; held up {held}; of {count}"
        )
    }
}

/// Steps that change nothing, and steps that change an actor.
#[derive(Debug, Default)]
struct Steps {
    light: Times,
    changing: Times,
}

fn compare_steps(what: &str, rest: &Steps, busy: &Steps) {
    compare(
        &format!("steps that change nothing, {what}"),
        &rest.light,
        &busy.light,
    );
    let (rest, busy) = (&rest.changing, &busy.changing);
    compare(&format!("steps that change an actor, {what}"), rest, busy);
}

fn compare(what: &str, rest: &Times, busy: &Times) {
    tell(&format!("{what}:"));
    tell(&format!("  at rest: {rest}"));
    tell(&format!("  busy:    {busy}"));
    let ratio = |at| share(&busy.clock, at) / share(&rest.clock, at);
    tell(&format!(
        "  times as long: p95 {:.2}, longest {:.2}; held up longer: {:.2} ms at p95, {:.2} ms at \
         most",
        ratio(0.95),
        ratio(1.0),
        share(&busy.held, 0.95) - share(&rest.held, 0.95),
        share(&busy.held, 1.0) - share(&rest.held, 1.0)
    ));
}

/// How often an actor is moved.
const CHANGES_EVERY: Duration = Duration::from_millis(500);

/// Steps of a session in which an actor is moved now and then.
fn session_steps(scene: &Scene, saving: Option<Saving>) -> Steps {
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
    let mut steps = Steps::default();
    let mut saves = 0;
    let (start, mut next) = (Instant::now(), Duration::ZERO);
    while start.elapsed() < TAKES {
        let is_changing = start.elapsed() >= next;
        let begun = Begun::now();
        if is_changing {
            next += CHANGES_EVERY;
            let offset = Offset::new(1.0, start.elapsed().as_secs_f64());
            let actor = actor.clone();
            session.execute(Command::Edit(Edit::SetActorOffset { actor, offset }));
            if saving == Some(Saving::All) && !session.is_saving() {
                session.execute(Command::Save);
                saves += 1;
            }
        }
        session.tick(clock.elapsed());
        session.refresh();
        if is_changing {
            steps.changing.add(&begun);
        } else {
            steps.light.add(&begun);
        }
        // About as often as a window that does not wait for anything.
        std::thread::sleep(Duration::from_millis(2));
    }
    wait(&mut session, clock);
    if saving == Some(Saving::All) {
        tell(&format!("  {saves} saves in {} s", TAKES.as_secs()));
    }
    steps
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
        let begun = Begun::now();
        let mut output = ctx.run_ui(raw_input(events), |ui| {
            app.logic(ui.ctx(), &mut frame);
            app.ui(ui, &mut frame);
        });
        output.textures_delta.clear();
        let triangles = ctx.tessellate(output.shapes, 1.0);
        std::hint::black_box(triangles);
        (begun, app.session().is_saving(), app.session().is_busy())
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
    let (mut was_saving, mut saves) = (false, 0);
    let start = Instant::now();
    while start.elapsed() < TAKES {
        let step = (times.clock.len() % 40) as f32;
        let mut events = vec![Event::PointerMoved(middle + Vec2::new(step, step))];
        if is_saving && !was_saving {
            events.push(save_key());
        }
        let (begun, is_saving_now, _) = paint(events);
        times.add(&begun);
        saves += usize::from(is_saving_now && !was_saving);
        was_saving = is_saving_now;
        std::thread::sleep(Duration::from_millis(2));
    }
    while paint(Vec::new()).2 {
        std::thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(is_saving, saves > 0, "it was saved: {saves}");
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
        let begun = Begun::now();
        let saved = store.save_scene(&request).expect("saved");
        let of_sort = if is_kept {
            &mut with_versions
        } else {
            &mut times
        };
        of_sort.add(&begun);
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
        let begun = Begun::now();
        own.write(&header, scene).expect("written");
        times.add(&begun);
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
