//! Names beside discs, and where they find room.
//!
//! A name stands below its disc if it can, else on another side. It never lies
//! on a disc, a chip or another name, and on a line only where no side is free
//! of lines. Larger actors come first; a name without room is left out. A long
//! name takes two lines before it is cut off.

use kurbo::{Point, Rect, Size, Vec2};

use super::actors;
use super::changes::ActorMark;
use super::input::{DrawingInput, NamesShown};
use super::item::{Halo, Item, Role, Shape};
use super::scale::Scale;
use super::theme::Theme;
use crate::geom::curve::Disc;
use crate::layout::labels::Room;
use crate::model::{Actor, Subject};
use crate::text::{self, Line, Style};

/// Names wider than this take two lines, in theme points.
const ONE_LINE_WIDTH: f64 = 130.0;
/// Lines of names are cut off at this width, in theme points.
const MAX_WIDTH: f64 = 190.0;
/// Nor are they wider than this part of the page at a usual zoom, down to this
/// width in theme points: names that reach out on both sides would leave no room for the map.
const MAX_PAGE_PART: f64 = 0.3;
const LEAST_MAX_WIDTH: f64 = 80.0;
/// Steps in which the width is looked for that fills two lines evenly.
const WIDTH_STEPS: u32 = 6;
/// Longer names are cut before they are measured.
const MAX_CHARS: usize = 120;
/// Free room between a disc and its name, in theme points.
const GAP: f64 = 3.0;
/// Free room around a name, in theme points.
const MARGIN: f64 = 1.5;
/// What it costs a side to have one line through the name.
const LINE_COST: f64 = 1.0;

/// A side of the disc: the direction in which the name lies, and what it costs
/// not to lie below.
const SIDES: [(f64, f64, f64); 8] = [
    (0.0, 1.0, 0.0),
    (0.0, -1.0, 0.5),
    (1.0, 0.0, 0.55),
    (-1.0, 0.0, 0.6),
    (1.0, 1.0, 0.75),
    (-1.0, 1.0, 0.8),
    (1.0, -1.0, 0.9),
    (-1.0, -1.0, 0.95),
];

/// A name with the size it takes, not yet anywhere.
#[derive(Clone, Debug)]
pub(super) struct Label {
    /// One line or two.
    name: Vec<Line>,
    name_style: Style,
    own: Option<(Line, Style)>,
    margin: f64,
    gap: f64,
}

/// A name that found room.
#[derive(Clone, Debug)]
pub(super) struct PlacedName {
    label: Label,
    /// What it takes, margin included.
    pub(super) rect: Rect,
    /// -1 flush left, 0 centred, 1 flush right.
    flush: f64,
}

impl Label {
    /// The name of an actor, with its own-script name if `has_own` and both are
    /// to be shown.
    pub(super) fn of(actor: &Actor, input: &DrawingInput<'_>, scale: Scale, has_own: bool) -> Self {
        let theme = input.theme;
        let most = max_width(input, scale);
        let name_style = Style {
            size: theme.size.name * scale.label,
            is_bold: true,
        };
        let own_style = Style {
            size: theme.size.own_name * scale.label,
            is_bold: false,
        };
        let own_name = actor.own_name();
        let name = match input.names {
            NamesShown::Own => own_name.unwrap_or(&actor.name),
            NamesShown::Both | NamesShown::Scene => &actor.name,
        };
        let own = own_name.filter(|_| has_own && input.names == NamesShown::Both);
        Self {
            name: name_lines(name, name_style, most, scale),
            name_style,
            own: own.map(|text| (cut_off(text, own_style, most), own_style)),
            margin: MARGIN * scale.label,
            gap: GAP * scale.label,
        }
    }

    /// The same without the own-script name.
    pub(super) fn without_own(&self) -> Self {
        Self {
            own: None,
            ..self.clone()
        }
    }

    /// Whether there is an own-script name.
    pub(super) fn has_own(&self) -> bool {
        self.own.is_some()
    }

    fn name_width(&self) -> f64 {
        self.name.iter().map(|line| line.width).fold(0.0, f64::max)
    }

    fn name_height(&self) -> f64 {
        row(self.name_style) * self.name.len() as f64
    }

    /// Its size, margin included.
    fn size(&self) -> Size {
        let (own_width, own_height) = self
            .own
            .as_ref()
            .map_or((0.0, 0.0), |(line, style)| (line.width, row(*style)));
        Size::new(
            self.name_width().max(own_width) + 2.0 * self.margin,
            self.name_height() + own_height + 2.0 * self.margin,
        )
    }

    /// Where it lies on this side of a disc.
    pub(super) fn rect_at(&self, disc: Disc, side: Vec2) -> Rect {
        let size = self.size();
        let is_diagonal = side.x != 0.0 && side.y != 0.0;
        // On a diagonal the nearest corner lies on the rim.
        let reach = if is_diagonal {
            disc.radius * std::f64::consts::FRAC_1_SQRT_2 + self.gap * 0.5
        } else {
            disc.radius + self.gap
        };
        let near = disc.center + side * reach;
        let corner = Point::new(
            near.x + (side.x - 1.0) / 2.0 * size.width,
            near.y + (side.y - 1.0) / 2.0 * size.height,
        );
        Rect::from_origin_size(corner, size)
    }

    /// Where it lies by default: below the disc.
    pub(super) fn usual_rect(&self, disc: Disc) -> Rect {
        self.rect_at(disc, Vec2::new(0.0, 1.0))
    }

    /// The best side with room, if any; `avoid` are places that other labels
    /// would like to have.
    pub(super) fn place(&self, disc: Disc, room: &Room, avoid: &[Rect]) -> Option<PlacedName> {
        let mut best: Option<(f64, Rect, f64)> = None;
        for (x, y, price) in SIDES {
            let rect = self.rect_at(disc, Vec2::new(x, y));
            if best.is_some_and(|(cost, ..)| cost <= price) || !room.is_free(rect) {
                continue;
            }
            let wanted = avoid
                .iter()
                .filter(|other| crate::layout::labels::overlap(**other, rect))
                .count();
            let lines = room.lines_through(rect, None);
            let cost = price + LINE_COST * (lines + wanted) as f64;
            if best.is_none_or(|(least, ..)| cost < least) {
                best = Some((cost, rect, -x));
            }
        }
        best.map(|(_, rect, flush)| PlacedName {
            label: self.clone(),
            rect,
            flush,
        })
    }
}

/// The greatest width of a line, in layout units.
fn max_width(input: &DrawingInput<'_>, scale: Scale) -> f64 {
    let of_page = input.page.width * MAX_PAGE_PART;
    let most = if of_page.is_finite() {
        of_page.clamp(LEAST_MAX_WIDTH, MAX_WIDTH)
    } else {
        MAX_WIDTH
    };
    most * scale.label
}

fn start(text: &str) -> String {
    text.chars().take(MAX_CHARS).collect()
}

/// One line of text, cut off where it is too wide.
fn cut_off(text: &str, style: Style, most: f64) -> Line {
    let short = text::ellipsize(&start(text), style, most);
    text::line(&short, style)
}

/// The name on one line or, where it is long, on two of much the same width;
/// what is too long for that is cut off.
fn name_lines(name: &str, style: Style, most: f64, scale: Scale) -> Vec<Line> {
    let name = start(name);
    let whole = text::width(&name, style);
    if whole <= most.min(ONE_LINE_WIDTH * scale.label) {
        return vec![text::line(&name, style)];
    }
    let mut lines = Vec::new();
    for step in 0..=WIDTH_STEPS {
        let part = f64::from(step) / f64::from(WIDTH_STEPS);
        let width = (whole / 2.0 * (1.0 + part)).min(most);
        lines = text::wrap(&name, style, width);
        if lines.len() <= 2 || width >= most {
            break;
        }
    }
    if lines.len() > 2 {
        let rest = lines.split_off(1).join(" ");
        lines.push(text::ellipsize(&rest, style, most));
    }
    lines.iter().map(|text| text::line(text, style)).collect()
}

/// Height of a row of text.
fn row(style: Style) -> f64 {
    style.size * 1.2
}

impl PlacedName {
    /// Whether the own-script name is shown.
    pub(super) fn has_own(&self) -> bool {
        self.label.has_own()
    }

    /// The items of the name, which stands back where its actor does.
    pub(super) fn items(
        &self,
        actor: &Actor,
        mark: ActorMark,
        theme: &Theme,
        scale: Scale,
        out: &mut Vec<Item>,
    ) {
        let inner = self.rect.inset(-self.label.margin);
        let x = |line: &Line| inner.x0 + (inner.width() - line.width) * (1.0 + self.flush) / 2.0;
        let mut push = |role, y: f64, line: &Line, style: Style, color| {
            out.push(Item {
                subject: Some(Subject::Actor(actor.id.clone())),
                role,
                shape: Shape::Text {
                    origin: Point::new(x(line), y),
                    line: line.clone(),
                    style,
                    color,
                    halo: Some(Halo {
                        color: theme.figure.halo,
                        width: 2.2 * scale.label,
                    }),
                },
            });
        };
        let name = self.label.name_style;
        let ink = actors::ink(mark, theme);
        let own_ink = match mark {
            ActorMark::Aside => ink,
            _ => theme.figure.text_muted,
        };
        // The baseline sits so that ascenders and descenders share the row evenly.
        for (at, line) in self.label.name.iter().enumerate() {
            let baseline = inner.y0 + row(name) * (at as f64 + 0.8);
            push(Role::Name, baseline, line, name, ink);
        }
        if let Some((line, style)) = &self.label.own {
            let baseline = inner.y0 + self.label.name_height() + row(*style) * 0.8;
            push(Role::OwnName, baseline, line, *style, own_ink);
        }
    }
}
