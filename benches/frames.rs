//! A frame of the whole program without a window: everything from input to
//! triangles, at three sizes, beside the triangles of the same picture alone.
//!
//! To reach: at 2,000 actors and 20,000 ties a frame that pans takes at most 4
//! times a bare mesh, and one that drags an actor at most 1.3 times one that
//! pans. Upload and rasterising are not in these figures.

mod support;
#[path = "support/window.rs"]
mod window;

use std::sync::Arc;

use divan::Bencher;
use egui::epaint::tessellator::{TessellationOptions, Tessellator};
use egui::epaint::{CircleShape, Mesh, PathShape};
use egui::{
    Color32, Context, Event, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2,
    Stroke, TouchPhase, Vec2,
};
use entente::drawing::{Item, Shape, hit};
use entente::edit::Edit;
use entente::file::settings::Settings;
use entente::file::store::Store;
use entente::geom::space::Camera;
use entente::model::{ActorId, Subject, Weight};
use entente::session::{BrowseCommand, BrowseTab, Command, RecordColumn as _, Session, TieColumn};

use support::{Random, Size, random_scene};
use window::{WINDOW, Window, key, key_with, raw_input, triangles};

const SEED: u64 = 2026;

const SIZES: [Size; 3] = [
    Size {
        actors: 5,
        ties: 10,
        claims_per_tie: 5,
    },
    Size {
        actors: 200,
        ties: 2_000,
        claims_per_tie: 5,
    },
    Size {
        actors: 2_000,
        ties: 20_000,
        claims_per_tie: 1,
    },
];

const LARGEST: Size = Size {
    actors: 2_000,
    ties: 20_000,
    claims_per_tie: 1,
};

/// The charts below the map, and words that the palette finds them by.
const CHARTS: [(&str, BrowseTab); 3] = [
    ("chart of strength", BrowseTab::Strength),
    ("chart of kinds", BrowseTab::Kinds),
    ("chart of judged", BrowseTab::Judged),
];

fn main() {
    divan::main();
}

/// Nothing happens, and yet a frame is painted.
#[divan::bench(args = SIZES, max_time = 5)]
fn idle(bencher: Bencher<'_, '_>, size: Size) {
    let mut window = Window::new(size);
    bencher.bench_local(|| window.frame(Vec::new()));
}

/// The picture is dragged a little in each frame.
#[divan::bench(args = SIZES, max_time = 5)]
fn pan(bencher: Bencher<'_, '_>, size: Size) {
    let mut window = Window::new(size);
    let middle = window.middle_of_canvas();
    window.frame(vec![Event::PointerMoved(middle)]);
    window.frame(vec![Event::PointerButton {
        pos: middle,
        // The first button would take hold of an actor that stands there.
        button: PointerButton::Middle,
        pressed: true,
        modifiers: Modifiers::NONE,
    }]);
    window.frame(vec![Event::PointerMoved(middle + Vec2::new(20.0, 0.0))]);
    let mut frames = 0_u16;
    let before = window.camera();
    bencher.bench_local(|| {
        frames += 1;
        let step = f32::from(frames % 40);
        window.frame(vec![Event::PointerMoved(middle + Vec2::new(step, step))])
    });
    assert_ne!(window.camera().center(), before.center(), "it was dragged");
    assert_eq!(window.camera().zoom(), before.zoom(), "it was not zoomed");
}

/// An actor with an average number of ties is dragged a little in each frame.
#[divan::bench(args = SIZES, max_time = 5)]
fn drag(bencher: Bencher<'_, '_>, size: Size) {
    let mut window = Window::new(size);
    let start = window.average_actor();
    window.frame(vec![Event::PointerMoved(start)]);
    window.frame(vec![Event::PointerButton {
        pos: start,
        button: PointerButton::Primary,
        pressed: true,
        modifiers: Modifiers::NONE,
    }]);
    window.frame(vec![Event::PointerMoved(start + Vec2::new(20.0, 0.0))]);
    let mut frames = 0_u16;
    let before = window.camera();
    bencher.bench_local(|| {
        frames += 1;
        let step = f32::from(frames % 40);
        window.frame(vec![Event::PointerMoved(
            start + Vec2::new(20.0 + step, step),
        )])
    });
    assert_eq!(window.camera(), before, "the picture stays");
    let session = window.app.session();
    let Some(Edit::SetActorOffset { actor, .. }) = session.gesture() else {
        panic!("an actor is dragged: {:?}", session.gesture());
    };
    // In a crowd the pointer may have taken hold of a neighbour.
    let (ties, average) = (ties_of(session, actor), average_ties(session));
    assert!(
        (average / 2..=average * 2).contains(&ties),
        "with about as many ties as others: {ties}"
    );
}

/// What the session does for a frame of a drag, and nothing else.
#[divan::bench(args = SIZES, max_time = 5)]
fn drag_without_painting(bencher: Bencher<'_, '_>, size: Size) {
    let mut session = Window::session(size);
    let actor = average_actor(&session);
    session.execute(Command::Select(Subject::Actor(actor)));
    let mut frames = 0_u16;
    bencher.bench_local(|| {
        frames += 1;
        let step = f64::from(frames % 40);
        session.execute(Command::PreviewMove(kurbo::Vec2::new(20.0 + step, step)));
        session.refresh();
    });
}

/// The wheel turns in each frame: closer, and back again.
#[divan::bench(args = SIZES, max_time = 5)]
fn zoom(bencher: Bencher<'_, '_>, size: Size) {
    let mut window = Window::new(size);
    let middle = window.middle_of_canvas();
    window.frame(vec![Event::PointerMoved(middle)]);
    let before = window.camera();
    let mut frames = 0_u16;
    bencher.bench_local(|| {
        frames += 1;
        let way = if frames % 16 < 8 { 1.0 } else { -1.0 };
        window.frame(vec![Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: Vec2::new(0.0, way * 12.0),
            phase: TouchPhase::Move,
            source: MouseWheelSource::Trackpad,
            modifiers: Modifiers::NONE,
        }])
    });
    assert!(before.zoom() > 0.0 && frames > 0, "it was zoomed");
}

/// Letters are typed in the search over 100,000 claims, and taken back: a frame
/// for each. The slowest is what may be felt.
#[divan::bench(sample_count = 400)]
fn search(bencher: Bencher<'_, '_>) {
    let mut window = Window::new(Size {
        actors: 200,
        ties: 2_000,
        claims_per_tie: 50,
    });
    window.focus_search();
    let text = "sanctions against xyz";
    let letters = text.chars().map(|letter| Event::Text(letter.to_string()));
    let back = text.chars().map(|_| key(egui::Key::Backspace));
    let mut events = letters.chain(back).cycle();
    bencher.bench_local(|| window.frame(events.next().into_iter().collect()));
}

/// The same in the table of claims at the evidence desk.
#[divan::bench(sample_count = 400)]
fn search_table(bencher: Bencher<'_, '_>) {
    let mut window = Window::new(Size {
        actors: 200,
        ties: 2_000,
        claims_per_tie: 50,
    });
    window.open_table();
    window.frame(vec![key_with(egui::Key::F, Modifiers::COMMAND)]);
    let text = "sanctions against xyz";
    let letters = text.chars().map(|letter| Event::Text(letter.to_string()));
    let back = text.chars().map(|_| key(egui::Key::Backspace));
    let mut events = letters.chain(back).cycle();
    bencher.bench_local(|| window.frame(events.next().into_iter().collect()));
    let search = window.app.session().claim_table().view().search();
    assert!(text.starts_with(search), "it was typed there: {search}");
}

/// The table of claims is scrolled by a page in each frame.
#[divan::bench(sample_count = 400)]
fn scroll_table(bencher: Bencher<'_, '_>) {
    let mut window = Window::new(Size {
        actors: 200,
        ties: 2_000,
        claims_per_tie: 50,
    });
    window.open_table();
    let middle = window.middle_of_canvas();
    window.frame(vec![Event::PointerMoved(middle)]);
    bencher.bench_local(|| {
        window.frame(vec![Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: Vec2::new(0.0, -700.0),
            phase: TouchPhase::Move,
            source: MouseWheelSource::Trackpad,
            modifiers: Modifiers::NONE,
        }])
    });
}

/// The table of ties, with all 20,000 of them, is scrolled by a page in each frame.
#[divan::bench(sample_count = 400)]
fn scroll_ties(bencher: Bencher<'_, '_>) {
    let mut window = Window::new(LARGEST);
    window.open_below("table of ties", BrowseTab::Ties);
    let below = window.below();
    window.frame(vec![Event::PointerMoved(below)]);
    let mut frames = 0_u16;
    bencher.bench_local(|| {
        frames += 1;
        let way = if frames % 100 < 50 { -1.0 } else { 1.0 };
        window.frame(vec![Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: Vec2::new(0.0, way * 400.0),
            phase: TouchPhase::Move,
            source: MouseWheelSource::Trackpad,
            modifiers: Modifiers::NONE,
        }])
    });
}

/// The keyboard walks down the table of ties, and each tie is selected on the map.
#[divan::bench(sample_count = 400)]
fn walk_ties(bencher: Bencher<'_, '_>) {
    let mut window = Window::new(LARGEST);
    window.open_below("table of ties", BrowseTab::Ties);
    bencher.bench_local(|| window.frame(vec![key(egui::Key::ArrowDown)]));
    let selected = window.app.session().selection().focus();
    assert!(matches!(selected, Some(Subject::Tie(_))), "it went there");
}

/// Letters are typed in the search over all cells of 20,000 ties, and taken back.
#[divan::bench(sample_count = 400)]
fn search_ties(bencher: Bencher<'_, '_>) {
    let mut window = Window::new(LARGEST);
    window.open_below("table of ties", BrowseTab::Ties);
    window.search_below();
    let text = "unknown moderate 0.4";
    let letters = text.chars().map(|letter| Event::Text(letter.to_string()));
    let back = text.chars().map(|_| key(egui::Key::Backspace));
    let mut events = letters.chain(back).cycle();
    bencher.bench_local(|| window.frame(events.next().into_iter().collect()));
}

/// All 20,000 ties are sorted by another column: what one frame costs then.
#[divan::bench(sample_count = 60)]
fn sort_ties(bencher: Bencher<'_, '_>) {
    let mut session = Window::session(LARGEST);
    let show = |tab| {
        Command::Browse(BrowseCommand::Show {
            tab,
            is_entered: false,
        })
    };
    session.execute(show(BrowseTab::Ties));
    session.refresh();
    let mut columns = TieColumn::ALL.iter().cycle();
    bencher.bench_local(|| {
        let column = *columns.next().expect("it never ends");
        session.execute(Command::Browse(BrowseCommand::SortTies(column)));
        session.refresh();
    });
    assert_eq!(session.browse().ties().rows().len(), 20_000, "all of them");
}

/// A weight is changed while the table of all 20,000 ties is seen.
#[divan::bench(sample_count = 60)]
fn edit_beside_ties(bencher: Bencher<'_, '_>) {
    let mut session = Window::session(LARGEST);
    session.execute(Command::Browse(BrowseCommand::Show {
        tab: BrowseTab::Ties,
        is_entered: false,
    }));
    session.refresh();
    let tie = session
        .document()
        .scene
        .ties
        .at(100)
        .expect("a tie")
        .id
        .clone();
    let mut weights = [0.1, 0.2].into_iter().cycle();
    bencher.bench_local(|| {
        let value = weights.next().expect("it never ends");
        session.execute(Command::Edit(Edit::SetTieWeight {
            tie: tie.clone(),
            weight: Weight::new(value).expect("a weight"),
        }));
        session.refresh();
    });
}

/// A frame with each of the charts of 2,000 actors and 20,000 ties.
#[divan::bench(args = CHARTS, sample_count = 200)]
fn chart(bencher: Bencher<'_, '_>, (words, tab): (&str, BrowseTab)) {
    let mut window = Window::new(LARGEST);
    window.open_below(words, tab);
    bencher.bench_local(|| window.frame(Vec::new()));
}

/// The same curves and discs as one feathered mesh, made anew in each frame.
#[divan::bench(args = SIZES, max_time = 5)]
fn bare_mesh(bencher: Bencher<'_, '_>, size: Size) {
    let window = Window::new(size);
    let drawing = window.app.session().derived().drawing().expect("a drawing");
    let drawing = Arc::clone(drawing);
    let canvas = window.app.session().view().canvas.to_rect();
    let origin = window.camera().screen_from_layout(canvas) * kurbo::Point::ORIGIN;
    let origin = Vec2::new(origin.x as f32, origin.y as f32);
    let scale = window.camera().zoom() as f32;
    let ctx = Context::default();
    bencher.bench_local(|| {
        let output = ctx.run_ui(raw_input(Vec::new()), |ui| {
            let mesh = mesh_of(&drawing.figures, origin, scale);
            ui.painter().add(egui::Shape::mesh(mesh));
        });
        triangles(&ctx, output)
    });
}

/// Curves and discs as one mesh.
fn mesh_of(items: &[Item], origin: Vec2, scale: f32) -> Mesh {
    let options = TessellationOptions::default();
    let mut tessellator = Tessellator::new(1.0, options, [1, 1], Vec::new());
    let mut mesh = Mesh::default();
    let place =
        |point: &kurbo::Point| Pos2::new(point.x as f32 * scale, point.y as f32 * scale) + origin;
    for item in items {
        match &item.shape {
            Shape::Line { points, stroke, .. } => {
                let stroke = Stroke::new(stroke.width as f32 * scale, Color32::GRAY);
                let path = PathShape::line(points.iter().map(place).collect(), stroke);
                tessellator.tessellate_path(&path, &mut mesh);
            }
            Shape::Circle { center, radius, .. } => {
                let radius = *radius as f32 * scale;
                let circle = CircleShape::filled(place(center), radius, Color32::WHITE);
                tessellator.tessellate_circle(circle, &mut mesh);
            }
            _ => {}
        }
    }
    mesh
}

impl Window {
    /// The program with a random scene open, settled.
    fn new(size: Size) -> Self {
        Self::opening(&random_scene(size, &mut Random::new(SEED)))
    }

    fn camera(&self) -> Camera {
        self.app.session().view().camera
    }

    /// Turns the panel below the map to this part, by the palette.
    fn open_below(&mut self, words: &str, tab: BrowseTab) {
        self.frame(vec![key_with(egui::Key::K, Modifiers::COMMAND)]);
        self.frame(Vec::new());
        self.frame(vec![Event::Text(words.to_owned())]);
        self.frame(Vec::new());
        self.frame(vec![key(egui::Key::Enter)]);
        for _ in 0..20 {
            self.frame(Vec::new());
        }
        assert_eq!(self.app.session().browsed(), Some(tab), "it is seen");
    }

    /// A place in the panel below the map, on screen.
    fn below(&self) -> Pos2 {
        let settings = self.app.session().settings();
        Pos2::new(settings.left_panel.size_pts + 200.0, WINDOW.y - 70.0)
    }

    /// Puts the keyboard into the search of the table below the map.
    fn search_below(&mut self) {
        let left = self.app.session().settings().left_panel.size_pts;
        let canvas = self.app.session().view().canvas;
        let top = 46.0 + canvas.height as f32;
        for y in (0..80).step_by(6) {
            for x in [40.0, 440.0, 480.0, 560.0] {
                self.click(Pos2::new(left + x, top + y as f32));
                self.frame(vec![Event::Text("z".to_owned())]);
                if self.app.session().browse().ties().search() == "z" {
                    self.frame(vec![key(egui::Key::Backspace)]);
                    return;
                }
            }
        }
        panic!("there is a search field");
    }

    /// The session of a window that was closed.
    fn session(size: Size) -> Session {
        let window = Self::new(size);
        let scene = Arc::clone(&window.app.session().document().scene);
        let view = window.app.session().view().clone();
        let mut session = Session::new(Settings::default(), Store::default(), Arc::new(|| {}));
        session.execute(Command::Edit(Edit::ReplaceScene(scene)));
        session.execute(Command::ResizeCanvas(view.canvas));
        session.execute(Command::Fit);
        session.refresh();
        session
    }

    /// Where on screen the disc of an actor is that has about as many ties as
    /// others, near the middle of the canvas.
    fn average_actor(&self) -> Pos2 {
        let session = self.app.session();
        let actor = average_actor(session);
        let place = session
            .derived()
            .place_of(&actor, &session.document().scene);
        let canvas = session.view().canvas;
        let on_canvas = session.view().camera.screen_from_layout(canvas.to_rect())
            * place.expect("it is on the map");
        let from_middle = on_canvas - canvas.to_rect().center();
        self.middle_of_canvas() + Vec2::new(from_middle.x as f32, from_middle.y as f32)
    }

    /// The middle of the canvas on screen: between the panels.
    fn middle_of_canvas(&self) -> Pos2 {
        let settings = self.app.session().settings();
        let canvas = self.app.session().view().canvas;
        let left = settings.left_panel.size_pts;
        Pos2::new(
            left + canvas.width as f32 / 2.0,
            60.0 + canvas.height as f32 / 2.0,
        )
    }
}

/// How many ties an actor has.
fn ties_of(session: &Session, actor: &ActorId) -> usize {
    let ties = session.document().scene.ties.iter();
    ties.filter(|tie| tie.other_end(actor).is_some()).count()
}

/// How many ties an actor has on average.
fn average_ties(session: &Session) -> usize {
    let scene = &session.document().scene;
    scene.ties.len() * 2 / scene.actors.len()
}

/// Of the actors that have about as many ties as others, the one nearest to the
/// middle of what is seen.
fn average_actor(session: &Session) -> ActorId {
    let scene = &session.document().scene;
    let average = average_ties(session);
    let center = session.view().camera.center();
    let distance = |actor: &ActorId| {
        let place = session.derived().place_of(actor, scene);
        place.map_or(f64::INFINITY, |place| place.distance(center))
    };
    let actors = scene.actors.iter().map(|actor| &actor.id);
    let drawing = session.derived().drawing().expect("a drawing");
    // Of discs that lie on each other only the upper one can be taken hold of.
    let is_on_top = |actor: &ActorId| {
        let place = session.derived().place_of(actor, scene);
        let found = place.and_then(|place| hit(drawing, place, 0.0));
        found == Some(Subject::Actor(actor.clone()))
    };
    let usual = actors
        .filter(|id| ties_of(session, id).abs_diff(average) <= 1)
        .filter(|id| is_on_top(id));
    let nearest = usual.min_by(|a, b| distance(a).total_cmp(&distance(b)));
    nearest.expect("one is about average").clone()
}
