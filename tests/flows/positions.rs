//! What is on screen and in an export stands where the Drawing says: discs,
//! chips and labels within half a point.

use std::sync::Arc;

use egui::emath::TSTransform;
use egui::epaint::{ClippedShape, Mesh, TextShape};
use egui::{Pos2, Rect, Shape as Painted, Vec2};
use egui_kittest::kittest::Queryable as _;
use entente::drawing::{Drawing, Item, Role, Shape, ThemeName};
use entente::export::{PageOptions, picture, svg};
use kurbo::{Affine, Point, Size};

use crate::window::{ISR_AZE, Window};

/// How far anything may be off, in points.
const TOLERANCE: f64 = 0.5;

/// An edge on screen fades over half a point on both sides.
const FEATHER: f64 = 0.5;

/// Where the layout and the page stand on screen.
struct Places {
    drawing: Arc<Drawing>,
    figures: Affine,
    page: Affine,
    canvas: kurbo::Rect,
}

fn places(window: &Window) -> Places {
    let session = window.session();
    let drawing = Arc::clone(session.derived().drawing().expect("a drawing"));
    let canvas = window
        .harness
        .get_by_role_and_label(egui::accesskit::Role::Canvas, "Relations map");
    let corner = canvas.rect().min;
    let page = Affine::translate((f64::from(corner.x), f64::from(corner.y)));
    let camera = session.view().camera;
    let figures = page * camera.screen_from_layout(session.view().canvas.to_rect());
    Places {
        drawing,
        figures,
        page,
        canvas: session.view().canvas.to_rect() + page.translation(),
    }
}

/// All that was painted, groups taken apart, each with how it is moved once it is made
/// triangles of.
fn painted(window: &Window) -> Vec<(&Painted, TSTransform)> {
    fn take<'a>(shape: &'a Painted, moved: TSTransform, out: &mut Vec<(&'a Painted, TSTransform)>) {
        match shape {
            Painted::Vec(shapes) => shapes.iter().for_each(|shape| take(shape, moved, out)),
            shape => out.push((shape, moved)),
        }
    }
    let mut out = Vec::new();
    let shapes: &[ClippedShape] = &window.harness.output().shapes;
    for clipped in shapes {
        take(
            &clipped.shape,
            clipped.transform_after_tessellation,
            &mut out,
        );
    }
    out
}

/// The frames of the pieces of all meshes: triangles that share corners.
fn pieces(window: &Window) -> Vec<Rect> {
    let meshes = painted(window)
        .into_iter()
        .filter_map(|(shape, moved)| match shape {
            Painted::Mesh(mesh) => Some((mesh, moved)),
            _ => None,
        });
    meshes
        .flat_map(|(mesh, moved)| pieces_of(mesh).into_iter().map(move |piece| moved * piece))
        .collect()
}

fn pieces_of(mesh: &Mesh) -> Vec<Rect> {
    let mut leader: Vec<usize> = (0..mesh.vertices.len()).collect();
    fn find(leader: &mut [usize], mut at: usize) -> usize {
        while leader[at] != at {
            leader[at] = leader[leader[at]];
            at = leader[at];
        }
        at
    }
    for corners in mesh.indices.chunks(3) {
        for pair in corners.windows(2) {
            let one = find(&mut leader, pair[0] as usize);
            let other = find(&mut leader, pair[1] as usize);
            leader[one] = other;
        }
    }
    let mut frames = vec![Rect::NOTHING; mesh.vertices.len()];
    for (at, vertex) in mesh.vertices.iter().enumerate() {
        let piece = find(&mut leader, at);
        frames[piece].extend_with(vertex.pos);
    }
    frames.retain(|frame| frame.is_positive());
    frames
}

/// How far the nearest of these is from where it should be: in place, and in
/// size, each as the larger of both axes.
fn nearest(frames: &[Rect], expected: kurbo::Rect) -> (f64, f64) {
    let distance = |frame: &Rect| {
        let center = Point::new(f64::from(frame.center().x), f64::from(frame.center().y));
        let off = center - expected.center();
        let size = Size::new(f64::from(frame.width()), f64::from(frame.height())) - expected.size();
        (
            off.x.abs().max(off.y.abs()),
            size.width.abs().max(size.height.abs()),
        )
    };
    let alike = frames
        .iter()
        .map(distance)
        .filter(|(_, size)| *size <= 2.0 * TOLERANCE);
    alike
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .unwrap_or((f64::INFINITY, f64::INFINITY))
}

/// The frame of a disc or a chip, its stroke and its fading edge included.
fn frame_of(item: &Item, at: Affine, fading: f64) -> Option<kurbo::Rect> {
    let scale = at.as_coeffs()[0];
    let edge = |stroke: &Option<entente::drawing::Stroke>| {
        fading
            + stroke
                .as_ref()
                .map_or(0.0, |stroke| stroke.width * scale / 2.0)
    };
    match &item.shape {
        Shape::Circle {
            center,
            radius,
            stroke,
            ..
        } => {
            let reach = radius * scale + edge(stroke);
            Some(kurbo::Rect::from_center_size(
                at * *center,
                (reach * 2.0, reach * 2.0),
            ))
        }
        Shape::Rect { rect, stroke, .. } => {
            let rect =
                kurbo::Rect::from_points(at * rect.origin(), at * Point::new(rect.x1, rect.y1));
            Some(rect.inflate(edge(stroke), edge(stroke)))
        }
        _ => None,
    }
}

/// Where each line of text begins: left end of the baseline of its first glyph.
fn baselines(window: &Window) -> Vec<(String, Pos2)> {
    let texts = painted(window)
        .into_iter()
        .filter_map(|(shape, _)| match shape {
            Painted::Text(text) => baseline(text),
            _ => None,
        });
    texts.collect()
}

fn baseline(text: &TextShape) -> Option<(String, Pos2)> {
    let row = text.galley.rows.first()?;
    let glyph = row.row.glyphs.first()?;
    let start = text.pos + row.pos.to_vec2() + Vec2::new(glyph.pos.x, glyph.pos.y);
    // As it is painted: on whole pixels.
    let painted = text.pos.round();
    Some((text.galley.text().to_owned(), start + (painted - text.pos)))
}

fn assert_in_place(window: &Window, what: &str) {
    let places = places(window);
    let frames = pieces(window);
    let mut discs = 0;
    for item in &places.drawing.figures {
        if !matches!(item.role, Role::Disc | Role::Chip) {
            continue;
        }
        let Some(expected) = frame_of(item, places.figures, FEATHER) else {
            continue;
        };
        let (off, _) = nearest(&frames, expected);
        assert!(
            off <= TOLERANCE,
            "{what}: {:?} of {:?} is {off} off",
            item.role,
            item.subject
        );
        discs += 1;
    }
    assert!(discs >= 10, "{what}: {discs} discs and chips");
    assert_texts_in_place(window, &places, what);
}

fn assert_texts_in_place(window: &Window, places: &Places, what: &str) {
    let baselines = baselines(window);
    let figures = places
        .drawing
        .figures
        .iter()
        .map(|item| (item, places.figures));
    let page = places.drawing.page.iter().map(|item| (item, places.page));
    let mut count = 0;
    for (item, at) in figures.chain(page) {
        let Shape::Text { origin, line, .. } = &item.shape else {
            continue;
        };
        let scale = at.as_coeffs()[0];
        for run in &line.runs {
            let expected = at * *origin + kurbo::Vec2::new(run.x * scale, 0.0);
            // What lies beyond the canvas is not painted.
            if !places.canvas.contains(expected) {
                continue;
            }
            let same = baselines.iter().filter(|(text, _)| *text == run.text);
            let off = same.map(|(_, pos)| {
                let off = Point::new(f64::from(pos.x), f64::from(pos.y)) - expected;
                off.x.abs().max(off.y.abs())
            });
            let off = off.fold(f64::INFINITY, f64::min);
            assert!(
                off <= TOLERANCE + 1e-3,
                "{what}: {:?} {:?} is {off} off",
                item.role,
                run.text
            );
            count += 1;
        }
    }
    assert!(count >= 10, "{what}: {count} runs of text");
}

#[test]
fn discs_chips_and_labels_stand_on_screen_where_the_drawing_says() {
    for (width, height) in [(1440.0, 900.0), (1024.0, 700.0)] {
        let mut window = Window::of(width, height, egui::Theme::Dark);
        assert_in_place(&window, "fitted");
        window.click(ISR_AZE);
        window.press_with(egui::Modifiers::SHIFT, egui::Key::Num2);
        assert_in_place(&window, "close up");
        window.press_with(egui::Modifiers::SHIFT, egui::Key::Num0);
        assert_in_place(&window, "actual size");
    }
}

#[test]
fn a_picture_that_stands_elsewhere_is_found_out() {
    let window = Window::new();
    let places = places(&window);
    let frames = pieces(&window);
    let disc = places
        .drawing
        .figures
        .iter()
        .find(|item| item.role == Role::Disc);
    let shifted = Affine::translate((0.8, 0.0)) * places.figures;
    let expected = frame_of(disc.expect("a disc"), shifted, FEATHER).expect("a frame");
    let (off, _) = nearest(&frames, expected);
    assert!(off > TOLERANCE && off < 1.0, "{off}");
}

/// The number that an attribute holds.
fn number(element: &str, name: &str) -> f64 {
    let start = format!(" {name}=\"");
    let rest = element.split(&start).nth(1).expect(name);
    rest.split('"')
        .next()
        .and_then(|text| text.parse().ok())
        .expect(name)
}

/// The elements of one kind, each with the camera's matrix where it stands in
/// the group that has one.
fn elements(document: &str, kind: &str) -> Vec<(String, Affine)> {
    let mut out = Vec::new();
    let mut groups: Vec<Affine> = vec![Affine::IDENTITY];
    for piece in document.split('<').skip(1) {
        if piece.starts_with("/g>") {
            groups.pop();
        } else if piece.starts_with("g ") || piece.starts_with("g>") {
            let inner = *groups.last().expect("a group");
            groups.push(inner * matrix(piece));
        } else if piece.starts_with(kind) {
            out.push((piece.to_owned(), *groups.last().expect("a group")));
        }
    }
    out
}

fn matrix(group: &str) -> Affine {
    let Some(rest) = group.split("matrix(").nth(1) else {
        return Affine::IDENTITY;
    };
    let numbers = rest.split(')').next().expect("its end").split([' ', ',']);
    let numbers: Vec<f64> = numbers.filter_map(|text| text.parse().ok()).collect();
    Affine::new(numbers.try_into().expect("six numbers"))
}

#[test]
fn discs_chips_and_labels_stand_in_an_svg_where_the_drawing_says() {
    let window = Window::new();
    let scene = &window.session().document().scene;
    let size = Size::new(1600.0, 1000.0);
    let (drawing, camera) = picture(scene, ThemeName::Print, size);
    let page = PageOptions {
        width: size.width,
        height: size.height,
        camera,
    };
    let document = svg(&drawing, &page, "title", "description");
    let at = camera.screen_from_layout(size.to_rect());

    let circles = elements(&document, "circle ");
    let rects = elements(&document, "rect ");
    let texts = elements(&document, "text ");
    let mut count = 0;
    let figures = drawing.figures.iter().map(|item| (item, at));
    for (item, at) in figures.chain(drawing.page.iter().map(|item| (item, Affine::IDENTITY))) {
        let expected: Vec<Point> = match &item.shape {
            Shape::Circle { center, .. } => vec![at * *center],
            Shape::Rect { rect, .. } => vec![at * rect.origin(), at * Point::new(rect.x1, rect.y1)],
            Shape::Text { origin, line, .. } => line
                .runs
                .iter()
                .map(|run| at * (*origin + kurbo::Vec2::new(run.x, 0.0)))
                .collect(),
            _ => continue,
        };
        let found: Vec<Point> = match &item.shape {
            Shape::Circle { .. } => corners(&circles, &[["cx", "cy"]]),
            Shape::Rect { .. } => rects.iter().flat_map(rect_corners).collect(),
            _ => corners(&texts, &[["x", "y"]]),
        };
        for point in expected {
            let off = found
                .iter()
                .map(|it| (*it - point).x.abs().max((*it - point).y.abs()));
            let off = off.fold(f64::INFINITY, f64::min);
            assert!(off <= TOLERANCE, "{:?} is {off} off", item.role);
            count += 1;
        }
    }
    assert!(count > 50, "{count}");
}

fn corners(elements: &[(String, Affine)], names: &[[&str; 2]]) -> Vec<Point> {
    let points = elements.iter().flat_map(|(element, at)| {
        names
            .iter()
            .map(move |[x, y]| *at * Point::new(number(element, x), number(element, y)))
    });
    points.collect()
}

fn rect_corners((element, at): &(String, Affine)) -> Vec<Point> {
    if !element.contains(" x=") {
        return Vec::new();
    }
    let corner = Point::new(number(element, "x"), number(element, "y"));
    let size = kurbo::Vec2::new(number(element, "width"), number(element, "height"));
    vec![*at * corner, *at * (corner + size)]
}
