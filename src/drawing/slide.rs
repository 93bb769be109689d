//! The page of a slide: headline, caption and footnotes beside the map, and what
//! stands on every page: as-of date, sources, legend, handling mark.

use kurbo::{Point, Rect, Size};

use super::input::DrawingInput;
use super::item::{Color, Item, Role, Shape, Stroke};
use super::legend::{self, Words};
use super::page::{self, ENTRY_ROW, PageLayer};
use crate::model::{Claim, Scene, Slide};
use crate::text::{self, Style};

mod caption;
mod column;

use column::Column;

/// The page of a slide, and what it leaves to the map.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SlidePage {
    /// Its items, in points of the page.
    pub(super) items: Vec<Item>,
    /// The entries of the legend, in points of the page, each with what it means.
    pub(super) legend: Vec<(Rect, &'static str)>,
    /// Links, in points of the page.
    pub(super) links: Vec<(Rect, String)>,
    /// What is left to figures, in points of the page.
    pub(super) free: Rect,
}

/// From the edges of the page to what stands on it, as a share of its short side.
const MARGIN_PART: f64 = 0.045;
/// A page less wide than this many times its height has its text above the map.
const LEAST_WIDE: f64 = 1.12;
/// Between text and map, in points: here the map comes out from under the text.
const FADE: f64 = 88.0;
/// Up to so many slides have a dot each.
const MAX_DOTS: usize = 24;
/// Free room around figures, in points.
const FREE_MARGIN: f64 = 16.0;

/// Where things stand on a page.
#[derive(Clone, Copy, Debug)]
struct Plan {
    /// What the text has.
    column: Rect,
    /// What the text lies on, opaque.
    panel: Rect,
    /// Whether the text stands beside the map, not above it.
    is_beside: bool,
    /// From the edges of the page.
    margin: f64,
}

impl Plan {
    fn of(size: Size) -> Self {
        let margin = size.min_side() * MARGIN_PART;
        let is_beside = size.width >= size.height * LEAST_WIDE;
        if is_beside {
            let left = size.width * 0.05;
            let width = (size.width * 0.235).clamp(280.0, 520.0);
            let column = Rect::new(left, size.height * 0.12, left + width, size.height - margin);
            let panel = Rect::new(0.0, 0.0, column.x1 + 12.0, size.height);
            Self {
                column,
                panel,
                is_beside,
                margin,
            }
        } else {
            let column = Rect::new(
                margin * 1.4,
                margin * 1.4,
                size.width - margin * 1.4,
                size.height * 0.38,
            );
            let panel = Rect::new(0.0, 0.0, size.width, column.y1 + 14.0);
            Self {
                column,
                panel,
                is_beside,
                margin,
            }
        }
    }
}

/// The page of a slide, which is the so-manieth of so many. `scene` is the scene in
/// the present: footnotes are of it.
pub(super) fn page(
    input: &DrawingInput<'_>,
    scene: &Scene,
    slide: &Slide,
    number: (usize, usize),
) -> SlidePage {
    let size = input.page;
    let plan = Plan::of(size);
    let notes: Vec<&Claim> = slide
        .footnotes
        .iter()
        .filter_map(|id| scene.claims.get(id))
        .collect();
    let mut made = SlidePage {
        items: Vec::new(),
        legend: Vec::new(),
        links: Vec::new(),
        free: Rect::from_origin_size((0.0, 0.0), size).inset(-FREE_MARGIN),
    };
    let has_text = ![&slide.headline, &slide.caption]
        .iter()
        .all(|text| text.trim().is_empty())
        || !notes.is_empty();
    if has_text {
        panel(input, plan, &mut made);
        let foot = credits(input, plan.column, &mut made.items);
        let bottom = foot - if plan.is_beside { 18.0 } else { 10.0 };
        let column = Column {
            rect: Rect {
                y1: bottom,
                ..plan.column
            },
            theme: input.theme,
        };
        column.set(slide, number, &notes, &mut made.items, &mut made.links);
    } else {
        let corner = Rect::new(
            plan.margin,
            plan.margin,
            size.width * 0.6,
            size.height - plan.margin,
        );
        credits(input, corner, &mut made.items);
    }
    let top = foot_panel(input, plan, has_text, number, &mut made);
    made.free.y1 = made.free.y1.min(top - FREE_MARGIN * 0.5);
    handling(input, plan, &mut made);
    made
}

/// What the text lies on, and the map under its edge.
fn panel(input: &DrawingInput<'_>, plan: Plan, made: &mut SlidePage) {
    let paper = input.theme.map.sea;
    made.items.push(mark(Shape::Rect {
        rect: plan.panel,
        radius: 0.0,
        fill: Some(paper),
        stroke: None,
    }));
    if plan.is_beside {
        // It begins under the panel, so that no seam is seen between the two.
        let rect = Rect::new(
            plan.panel.x1 - 1.0,
            0.0,
            plan.panel.x1 + FADE,
            plan.panel.y1,
        );
        made.items.push(mark(Shape::Fade {
            rect,
            from: paper,
            to: Color { a: 0, ..paper },
        }));
        made.free.x0 = rect.x1 - FADE * 0.2;
    } else {
        made.free.y0 = plan.panel.y1 + FREE_MARGIN;
    }
}

/// Title, as-of date and sources at the bottom of this column; where they begin.
fn credits(input: &DrawingInput<'_>, column: Rect, items: &mut Vec<Item>) -> f64 {
    let theme = input.theme;
    let style = Style {
        size: 12.5,
        is_bold: false,
    };
    let width = column.width();
    let scene = input.scene;
    let (as_of, is_past) = match input.as_of {
        Some(as_of) => (as_of.in_words(), true),
        None => match scene.as_of {
            Some(date) => (format!("as of {}", date.in_words()), false),
            None => ("no as-of date".to_owned(), false),
        },
    };
    let title: String = scene.title.chars().take(200).collect();
    let mut rows: Vec<(String, Color)> = Vec::new();
    let mut add = |words: &str, most: usize, color: Color| {
        let mut lines = text::wrap(words, style, width);
        if lines.len() > most {
            let rest = lines.split_off(most - 1).join(" ");
            lines.push(text::ellipsize(&rest, style, width));
        }
        rows.extend(lines.into_iter().map(|line| (line, color)));
    };
    let figure = &theme.figure;
    let judged = if scene.ties.is_empty() {
        ""
    } else {
        ", judged"
    };
    if is_past {
        add(&title, 2, figure.text_muted);
        add(&as_of, 2, figure.past);
    } else {
        add(
            &format!("{title} \u{b7} {as_of}{judged}"),
            3,
            figure.text_muted,
        );
    }
    let sources = page::sources(input, Some(width * 2.0), style);
    add(&sources, 3, figure.text_muted);
    let line_height = style.size * 1.4;
    let top = column.y1 - rows.len() as f64 * line_height;
    for (at, (words, color)) in rows.iter().enumerate() {
        let baseline = top + (at as f64 + 0.78) * line_height;
        items.push(line(words, style, *color, Point::new(column.x0, baseline)));
    }
    top
}

/// Legend and credit of the basemap at the bottom of the map, and a dot for each
/// slide; gives where it begins.
fn foot_panel(
    input: &DrawingInput<'_>,
    plan: Plan,
    has_text: bool,
    number: (usize, usize),
    made: &mut SlidePage,
) -> f64 {
    let size = input.page;
    let (right, mut bottom) = (size.width - plan.margin, size.height - plan.margin * 0.8);
    if number.1 > 1 && number.1 <= MAX_DOTS && number.0 > 0 {
        dots(input, number, Point::new(right, bottom), &mut made.items);
        bottom -= 20.0;
    }
    let left = if plan.is_beside && has_text {
        plan.panel.x1 + FADE
    } else if has_text {
        plan.margin
    } else {
        size.width * 0.6 + 20.0
    };
    let room = (right - left - 24.0).max(120.0);
    let entries = legend::entries(input, Words::Brief);
    let lines = page::legend_lines(&entries, room, input);
    let credit_style = Style {
        size: input.theme.size.credit,
        is_bold: false,
    };
    let credit = &input.ground.short_credit;
    let credit = text::wrap(credit, credit_style, room);
    let credit = if credit.len() > 2 {
        text::wrap(&input.ground.least_credit, credit_style, room)
    } else {
        credit
    };
    let widest_entry = lines
        .iter()
        .filter_map(|line| line.last())
        .map(|(x, entry)| x + entry.width(input.theme));
    let widest_credit = credit.iter().map(|it| text::width(it, credit_style));
    let width = widest_entry.chain(widest_credit).fold(0.0, f64::max);
    let credit_row = credit_style.size * 1.35;
    let height = lines.len() as f64 * ENTRY_ROW + credit.len() as f64 * credit_row;
    if height <= 0.0 {
        return bottom;
    }
    let rect = Rect::new(right - width - 20.0, bottom - height - 12.0, right, bottom);
    let mut layer = PageLayer::default();
    page::add_panel(input, rect, &mut layer);
    made.items.append(&mut layer.items);
    for (at, line) in lines.iter().enumerate() {
        let y = rect.y0 + 6.0 + (at as f64 + 0.5) * ENTRY_ROW;
        for (x, entry) in line {
            let left = Point::new(rect.x0 + 10.0 + x, y);
            entry.items(left, input.theme, &mut made.items);
            let frame = Size::new(entry.width(input.theme), ENTRY_ROW);
            let origin = left - kurbo::Vec2::new(0.0, ENTRY_ROW / 2.0);
            let frame = Rect::from_origin_size(origin, frame);
            made.legend.push((frame, entry.meaning()));
        }
    }
    let top = rect.y0 + 6.0 + lines.len() as f64 * ENTRY_ROW;
    for (at, words) in credit.iter().enumerate() {
        let baseline = top + (at as f64 + 0.78) * credit_row;
        let color = input.theme.figure.text_muted;
        let origin = Point::new(rect.x0 + 10.0, baseline);
        made.items.push(line(words, credit_style, color, origin));
    }
    rect.y0
}

/// A dot for each slide, this one filled.
fn dots(input: &DrawingInput<'_>, number: (usize, usize), right: Point, items: &mut Vec<Item>) {
    const STEP: f64 = 18.0;
    const RADIUS: f64 = 4.5;
    let ink = input.theme.figure.text;
    for at in 1..=number.1 {
        let x = right.x - RADIUS - (number.1 - at) as f64 * STEP;
        items.push(mark(Shape::Circle {
            center: Point::new(x, right.y - RADIUS),
            radius: RADIUS,
            fill: (at == number.0).then_some(ink),
            stroke: Some(Stroke {
                width: 1.2,
                color: ink,
                dash: None,
            }),
        }));
    }
}

/// How the page is to be handled, in the middle of its top.
fn handling(input: &DrawingInput<'_>, plan: Plan, made: &mut SlidePage) {
    let Some(words) = &input.scene.handling else {
        return;
    };
    let style = Style {
        size: 14.0,
        is_bold: true,
    };
    let room = input.page.width * 0.5;
    let words = text::ellipsize(words, style, room);
    let width = text::width(&words, style);
    let middle = if made.free.x0 > plan.panel.x1 * 0.5 {
        f64::midpoint(made.free.x0, input.page.width)
    } else {
        input.page.width / 2.0
    };
    let top = 12.0;
    let frame = Rect::new(
        middle - width / 2.0 - 12.0,
        top,
        middle + width / 2.0 + 12.0,
        top + 26.0,
    );
    made.items.push(mark(Shape::Rect {
        rect: frame,
        radius: 4.0,
        fill: Some(input.theme.figure.chip),
        stroke: Some(Stroke {
            width: 1.5,
            color: input.theme.figure.text,
            dash: None,
        }),
    }));
    let origin = Point::new(frame.x0 + 12.0, top + 18.0);
    made.items
        .push(line(&words, style, input.theme.figure.text, origin));
    made.free.y0 = made.free.y0.max(frame.y1 + 6.0);
}

/// A mark of the page.
fn mark(shape: Shape) -> Item {
    Item {
        subject: None,
        role: Role::PageMark,
        shape,
    }
}

/// A line of text of the page, from the left end of its baseline.
fn line(words: &str, style: Style, color: Color, origin: Point) -> Item {
    Item {
        subject: None,
        role: Role::PageText,
        shape: Shape::Text {
            origin,
            line: text::line(words, style),
            style,
            color,
            halo: None,
        },
    }
}

/// Around a shape, in the units of its list; letters count with their whole line,
/// strokes do not.
pub fn bounds(shape: &Shape) -> Rect {
    use kurbo::Shape as _;
    let around = |points: &mut dyn Iterator<Item = &Point>| {
        points
            .map(|point| Rect::from_points(*point, *point))
            .reduce(|all, one| all.union(one))
            .unwrap_or_default()
    };
    match shape {
        Shape::Area { rings, .. } => around(&mut rings.iter().flatten()),
        Shape::Line { points, .. } | Shape::Polygon { points, .. } => around(&mut points.iter()),
        Shape::Circle { center, radius, .. } | Shape::Arc { center, radius, .. } => {
            kurbo::Circle::new(*center, *radius).bounding_box()
        }
        Shape::Rect { rect, .. } | Shape::Fade { rect, .. } => *rect,
        Shape::Text {
            origin,
            line,
            style,
            ..
        } => Rect::new(
            origin.x,
            origin.y - text::ascent(*style),
            origin.x + line.width,
            origin.y + text::descent(*style),
        ),
    }
}
