//! Panning, zooming and selecting over a large map with its names, beside the bare
//! triangles of the same picture.
//!
//! Both are measured in turns in one run, so that a busy machine slows both down:
//! `cargo bench --bench picture` prints medians and their ratios. To reach: a frame
//! that pans or zooms takes at most 2 times the bare mesh, one that draws a marquee
//! over everything less than 16 ms. The mesh has the same flattened curves and discs
//! with soft edges; it is made once, and moved and handed to egui in each frame.
//! The zoom goes to and fro within half a doubling, where a large map is not drawn
//! anew before it rests.
//! Upload and rasterising are not in these figures.

mod support;
#[path = "support/window.rs"]
mod window;

use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::epaint::tessellator::{TessellationOptions, Tessellator};
use egui::epaint::{CircleShape, Mesh, PathShape};
use egui::{
    Color32, Context, Event, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2,
    Stroke, TouchPhase, Vec2,
};
use entente::drawing::{Item, Role, Shape};

use support::{Random, Size, random_scene};
use window::{Window, raw_input, triangles};

const SIZE: Size = Size {
    actors: 2_000,
    ties: 20_000,
    claims_per_tie: 1,
};

/// Rounds, and frames of each sort in a round.
const ROUNDS: usize = 9;
const FRAMES: usize = 24;

fn main() {
    let mut window = Window::opening(&random_scene(SIZE, &mut Random::new(2026)));
    let mut bare = Bare::of(&window);
    let middle = middle_of_canvas(&window);
    window.frame(vec![Event::PointerMoved(middle)]);
    let [mut mesh, mut pans, mut zooms] = [const { Vec::new() }; 3];
    for _ in 0..ROUNDS {
        mesh.extend((0..FRAMES).map(|at| timed(|| bare.frame(at))));
        window.frame(vec![button(middle, PointerButton::Middle, true)]);
        pans.extend((0..FRAMES).map(|at| {
            let pos = middle + Vec2::splat((at % 12) as f32);
            timed(|| window.frame(vec![Event::PointerMoved(pos)]))
        }));
        window.frame(vec![
            Event::PointerMoved(middle),
            button(middle, PointerButton::Middle, false),
        ]);
        mesh.extend((0..FRAMES).map(|at| timed(|| bare.frame(at))));
        zooms.extend((0..FRAMES).map(|at| {
            let way = if at % 12 < 6 { 12.0 } else { -12.0 };
            timed(|| window.frame(vec![wheel(way)]))
        }));
        settle(&mut window);
    }
    let marquee = marquee(&mut window, middle);
    let [mesh, pan, zoom] = [mesh, pans, zooms].map(median);
    let drawing = window.app.session().derived().drawing().expect("a drawing");
    let is_name = |item: &&Item| matches!(item.role, Role::Name | Role::OwnName);
    let names = drawing.figures.iter().filter(is_name).count();
    tell(&format!("{SIZE}, {names} names in the drawing"));
    tell(&format!("bare mesh: {mesh:.2?} a frame"));
    for (what, took) in [("pan", pan), ("zoom", zoom)] {
        let ratio = took.as_secs_f64() / mesh.as_secs_f64();
        tell(&format!(
            "{what}: {took:.2?} a frame, {ratio:.2} of the mesh (2 at most)"
        ));
    }
    tell(&format!(
        "marquee over everything: {marquee:.2?} a frame (16 ms at most)"
    ));
}

/// A marquee from corner to corner, a little larger in each frame.
fn marquee(window: &mut Window, middle: Pos2) -> Duration {
    let canvas = window.app.session().view().canvas;
    let half = Vec2::new(canvas.width as f32, canvas.height as f32) / 2.0 - Vec2::splat(8.0);
    let (from, to) = (middle - half, middle + half);
    let held = Modifiers::SHIFT;
    window.frame(vec![
        Event::ModifiersChanged(held),
        Event::PointerMoved(from),
    ]);
    window.frame(vec![Event::PointerButton {
        pos: from,
        button: PointerButton::Primary,
        pressed: true,
        modifiers: held,
    }]);
    window.frame(vec![Event::PointerMoved(to)]);
    let frames = (0..60).map(|at| {
        let pos = to - Vec2::splat((at % 6) as f32);
        timed(|| window.frame(vec![Event::PointerMoved(pos)]))
    });
    let took = median(frames.collect());
    window.frame(vec![button(to, PointerButton::Primary, false)]);
    let selected = window.app.session().selection().subjects().len();
    assert!(selected > SIZE.actors / 2, "{selected} were selected");
    took
}

/// Lets what works in the background come to its end.
fn settle(window: &mut Window) {
    while window.app.session().is_busy() {
        std::thread::sleep(Duration::from_millis(5));
        window.frame(Vec::new());
    }
    std::thread::sleep(Duration::from_millis(200));
    for _ in 0..3 {
        window.frame(Vec::new());
    }
}

/// The same curves and discs as one mesh.
struct Bare {
    ctx: Context,
    mesh: Mesh,
    placed: Arc<Mesh>,
}

impl Bare {
    fn of(window: &Window) -> Self {
        let session = window.app.session();
        let drawing = session.derived().drawing().expect("a drawing");
        let camera = session.view().camera;
        let origin = camera.screen_from_layout(session.view().canvas.to_rect());
        let origin = origin * kurbo::Point::ORIGIN;
        let origin = Vec2::new(origin.x as f32, origin.y as f32);
        let mesh = mesh_of(&drawing.figures, origin, camera.zoom() as f32);
        Self {
            ctx: Context::default(),
            placed: Arc::new(mesh.clone()),
            mesh,
        }
    }

    /// A frame with the mesh moved a little.
    fn frame(&mut self, at: usize) -> usize {
        let step = Vec2::splat((at % 12) as f32);
        let placed = Arc::make_mut(&mut self.placed);
        for (to, from) in placed.vertices.iter_mut().zip(&self.mesh.vertices) {
            to.pos = from.pos + step;
        }
        let placed = &self.placed;
        let output = self.ctx.run_ui(raw_input(Vec::new()), |ui| {
            ui.painter().add(egui::Shape::Mesh(Arc::clone(placed)));
        });
        triangles(&self.ctx, output)
    }
}

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

/// The middle of the canvas on screen: between the panels.
fn middle_of_canvas(window: &Window) -> Pos2 {
    let left = window.app.session().settings().left_panel.size_pts;
    let canvas = window.app.session().view().canvas;
    Pos2::new(
        left + canvas.width as f32 / 2.0,
        60.0 + canvas.height as f32 / 2.0,
    )
}

fn button(pos: Pos2, button: PointerButton, pressed: bool) -> Event {
    Event::PointerButton {
        pos,
        button,
        pressed,
        modifiers: Modifiers::NONE,
    }
}

fn wheel(travel: f32) -> Event {
    Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: Vec2::new(0.0, travel),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Trackpad,
        modifiers: Modifiers::NONE,
    }
}

fn timed(work: impl FnOnce() -> usize) -> Duration {
    let since = Instant::now();
    std::hint::black_box(work());
    since.elapsed()
}

fn median(mut all: Vec<Duration>) -> Duration {
    all.sort_unstable();
    all.get(all.len() / 2).copied().unwrap_or_default()
}

fn tell(line: &str) {
    use std::io::Write as _;
    writeln!(std::io::stderr(), "{line}").expect("told");
}
