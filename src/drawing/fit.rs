//! The camera that shows a whole drawing.

use kurbo::{Affine, Insets, Point, Rect, Vec2};

use super::figures::{Figures, bends, disc_bounds, figures_with, rough_bounds};
use super::input::DrawingInput;
use super::page::{page_insets, page_layer};
use super::scale::{HOME_ZOOM, detail_zoom};
use crate::geom::space::Camera;
use crate::layout::labels::overlap;

/// Between figures and the edges of the page, in points.
const MARGIN: f64 = 12.0;
/// Up to this many actors, figures are moved around the panels of the page;
/// larger scenes are set between them.
const MAX_AROUND_PANELS: usize = 60;
/// Rounds in which zoom and sizes, which follow from each other, are settled.
const ROUNDS: usize = 5;
/// A zoom that did not fit is lessened by this factor.
const STEP: f64 = 0.96;
/// Places to try across and down for figures among panels.
const PLACES: usize = 9;
/// A panel that begins no further from the corner of the page than this, either way, is
/// that of the title, in points.
const TITLE_CORNER: f64 = 24.0;
/// Space between the title and what stands below it, in points.
const BELOW_TITLE: f64 = 8.0;
/// The widest look at a single actor.
const MAX_FIT_ZOOM: f64 = 4.0;

/// The camera that shows all discs, names and chips, clear of the panels of the
/// page, as close as it goes.
///
/// `None` without actors and on a page without area. The input's own zoom does
/// not matter. In scenes of up to 60 actors the figures are placed around the panels; larger
/// scenes lie between them.
pub fn fit(input: &DrawingInput<'_>) -> Option<Camera> {
    fit_with(input, &bends(input))
}

/// The same for a scene whose [`bends`] are known.
pub(super) fn fit_with(input: &DrawingInput<'_>, bends: &[f64]) -> Option<Camera> {
    let page = Rect::from_origin_size(Point::ORIGIN, input.page);
    let rough = |zoom| rough_bounds(&DrawingInput { zoom, ..*input });
    let insets = insets_of(input, page);
    let rough = between_panels(page, insets, HOME_ZOOM, &rough)?;
    let figures = |zoom| figures_with(&DrawingInput { zoom, ..*input }, bends);
    let bounds = |zoom| figures(zoom).bounds();
    let between = between_panels(page, insets, rough.zoom(), &bounds)?;
    if input.scene.actors.len() > MAX_AROUND_PANELS {
        return Some(between);
    }
    Some(around_panels(input, page, between.zoom(), &figures).unwrap_or(between))
}

/// The camera that shows all discs, names and chips on what these insets leave of the
/// page, as close as it goes; `None` without actors and where nothing is left. The
/// [`bends`] are those of the input.
pub(super) fn fit_within(
    input: &DrawingInput<'_>,
    bends: &[f64],
    insets: Insets,
) -> Option<Camera> {
    let page = Rect::from_origin_size(Point::ORIGIN, input.page);
    let rough = |zoom| rough_bounds(&DrawingInput { zoom, ..*input });
    let rough = between_panels(page, insets, HOME_ZOOM, &rough)?;
    let bounds = |zoom| figures_with(&DrawingInput { zoom, ..*input }, bends).bounds();
    between_panels(page, insets, rough.zoom(), &bounds)
}

/// What lies beyond a part by up to this share of its sides counts as in it.
const NEARBY: f64 = 0.06;

/// The camera that shows this part of the layout on what these insets leave of the
/// page, with the discs, names and chips whose middle lies in it or close by, whole.
/// The [`bends`] are those of the input.
pub(super) fn fit_around(
    input: &DrawingInput<'_>,
    bends: &[f64],
    part: Rect,
    insets: Insets,
) -> Option<Camera> {
    let page = Rect::from_origin_size(Point::ORIGIN, input.page);
    let start = Camera::fit(part, page, insets)?;
    // A tie bends a little out of the part that its actors are in.
    let around = part.inflate(part.width() * NEARBY, part.height() * NEARBY);
    let bounds = |zoom| {
        let figures = figures_with(&DrawingInput { zoom, ..*input }, bends);
        let boxes = figures.boxes();
        let within = boxes.iter().filter(|it| around.contains(it.center()));
        Some(within.fold(part, |all, one| all.union(*one)))
    };
    between_panels(page, insets, start.zoom(), &bounds)
}

/// What the panels of the page take, where they leave room for figures.
fn insets_of(input: &DrawingInput<'_>, page: Rect) -> Insets {
    let insets = page_insets(input);
    let leaves_room = insets.y0 + insets.y1 < page.height() * 0.8;
    if leaves_room { insets } else { Insets::ZERO }
}

/// The camera with all figures between the panels above and below; looked for
/// from the zoom `start`, `bounds` says how large figures are at a zoom.
fn between_panels(
    page: Rect,
    insets: Insets,
    start: f64,
    bounds: &dyn Fn(f64) -> Option<Rect>,
) -> Option<Camera> {
    let mut zoom = start;
    let mut best: Option<Camera> = None;
    for _ in 0..ROUNDS {
        let camera = Camera::fit(bounds(zoom)?, page, insets)?;
        // Symbols have the size of the step, so the camera fits once its zoom
        // is in the step that the figures were made for.
        if detail_zoom(camera.zoom()) == detail_zoom(zoom) {
            return Some(limited(camera));
        }
        best = match best {
            Some(best) if best.zoom() <= camera.zoom() => Some(best),
            _ => Some(camera),
        };
        zoom = camera.zoom();
    }
    // Sizes did not settle: go farther away until they do.
    let mut zoom = best?.zoom();
    for _ in 0..ROUNDS * 4 {
        let camera = Camera::fit(bounds(zoom)?, page, insets)?;
        if camera.zoom() >= zoom {
            return Some(limited(Camera::new(camera.center(), zoom)));
        }
        zoom *= STEP;
    }
    best.map(limited)
}

fn limited(camera: Camera) -> Camera {
    Camera::new(camera.center(), camera.zoom().min(MAX_FIT_ZOOM))
}

/// The closest camera at which the figures have a place clear of all panels.
fn around_panels<'a>(
    input: &DrawingInput<'_>,
    page: Rect,
    least_zoom: f64,
    figures: &dyn Fn(f64) -> Figures<'a>,
) -> Option<Camera> {
    let panels = page_layer(input).panels;
    let tools = input
        .tools
        .map(|size| Rect::from_origin_size(below_title(&panels), size));
    let panels: Vec<Rect> = panels
        .iter()
        .chain(&tools)
        .map(|panel| panel.inset(MARGIN * 0.5))
        .collect();
    let free = page.inset(-MARGIN);
    let bounds = figures(least_zoom).bounds()?;
    let widest = (free.width() / bounds.width()).min(free.height() / bounds.height());
    let mut zoom = widest.min(MAX_FIT_ZOOM) * 1.15;
    // From far away names are large beside what lies between actors: on a low page they
    // say little of how close it may go, the discs alone do.
    let discs_fit = |zoom: f64| {
        let bounds = disc_bounds(&DrawingInput { zoom, ..*input });
        bounds.is_some_and(|bounds| {
            bounds.width() * zoom <= free.width() && bounds.height() * zoom <= free.height()
        })
    };
    while zoom < MAX_FIT_ZOOM && discs_fit(zoom / STEP) {
        zoom /= STEP;
    }
    let mut made: Option<(f64, Figures<'_>)> = None;
    while zoom > least_zoom {
        let detail = detail_zoom(zoom);
        if made.as_ref().is_none_or(|(of, _)| *of != detail) {
            made = Some((detail, figures(zoom)));
        }
        if let Some((_, made)) = &made
            && let Some(camera) = place_among(made, zoom, page, free, &panels)
        {
            return Some(camera);
        }
        zoom *= STEP;
    }
    None
}

/// Where on a page with these panels something can stand below the title: its upper left
/// corner, in points.
pub fn below_title(panels: &[Rect]) -> Point {
    let is_title = |rect: &&Rect| rect.y0 <= TITLE_CORNER && rect.x0 <= TITLE_CORNER;
    match panels.iter().find(is_title) {
        Some(title) => Point::new(title.x0, title.y1 + BELOW_TITLE),
        None => Point::new(BELOW_TITLE, BELOW_TITLE),
    }
}

/// A camera of this zoom under which no box lies on a panel or off the page;
/// the one nearest to the middle of the page, if any.
fn place_among(
    figures: &Figures<'_>,
    zoom: f64,
    page: Rect,
    free: Rect,
    panels: &[Rect],
) -> Option<Camera> {
    let bounds = figures.bounds()?;
    let slack = Vec2::new(
        free.width() - bounds.width() * zoom,
        free.height() - bounds.height() * zoom,
    );
    if slack.x < 0.0 || slack.y < 0.0 {
        return None;
    }
    let boxes = figures.boxes();
    let mut best: Option<(f64, Camera)> = None;
    for row in 0..PLACES {
        for column in 0..PLACES {
            let part = |at: usize| at as f64 / (PLACES - 1) as f64 - 0.5;
            let off = Vec2::new(slack.x * part(column), slack.y * part(row));
            let camera = Camera::new(bounds.center() - off / zoom, zoom);
            let onto_page = camera.screen_from_layout(page);
            if best.is_none_or(|(distance, _)| off.hypot() < distance)
                && is_clear(&boxes, onto_page, panels)
            {
                best = Some((off.hypot(), camera));
            }
        }
    }
    best.map(|(_, camera)| camera)
}

fn is_clear(boxes: &[Rect], onto_page: Affine, panels: &[Rect]) -> bool {
    boxes.iter().all(|rect| {
        let shown = onto_page.transform_rect_bbox(*rect);
        !panels.iter().any(|panel| overlap(*panel, shown))
    })
}
