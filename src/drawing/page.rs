//! The page layer: title and as-of date, legend, sources and credits.
//!
//! It is measured in points of the page and made from what is drawn. One panel
//! stands at the top left, one at the bottom; the smaller the page, the less
//! they say; the credit is shortened first. Very small pages have only the as-of
//! date and the credit, and the lowest of them only the date.

use kurbo::{Insets, Point, Rect, Size};

use super::input::DrawingInput;
use super::item::{Item, Role, Shape};
use super::legend::{self, Entry, Words};
use crate::model::Source;
use crate::text::{self, Style};

/// Between panels and the edge of the page, in points.
const MARGIN: f64 = 10.0;
/// Between the edge of a panel and what is in it: left and right, above and below.
const PADDING: (f64, f64) = (10.0, 6.0);
/// Between two entries of the legend in one row.
const ENTRY_GAP: f64 = 16.0;
/// Height of a row of the legend.
pub(super) const ENTRY_ROW: f64 = 15.5;
/// Radius of the corners of panels.
const CORNER: f64 = 6.0;
/// The panel at the bottom may cover this part of the page, and this part of a
/// narrow one, where the same words take more of it.
const MAX_PART: f64 = 0.15;
const MAX_PART_NARROW: f64 = 0.24;
/// Where both panels cover more than this part of a low page, the map is worth more
/// than its credit, which the data set does not ask for.
const MAX_PART_LOW: f64 = 0.5;
/// Pages below this width are narrow.
const NARROW: f64 = 600.0;
/// Smaller pages say only as-of and credit.
const LEAST_PAGE: Size = Size::new(320.0, 280.0);
/// Up to this many sources are named.
const MAX_SOURCES_NAMED: usize = 2;
/// Longer titles are cut before they are measured.
const MAX_TITLE_CHARS: usize = 300;
/// A citation takes no more than this many points.
const MAX_CITATION_WIDTH: f64 = 640.0;
/// Longer citations are cut before they are measured.
const MAX_CITATION_CHARS: usize = 400;
/// A title takes up to this many lines.
const MAX_TITLE_LINES: usize = 2;

/// What a weight is.
const WEIGHTS: &str = "Weights are analysts\u{2019} judgements from \u{2212}1 to +1.";

/// How the sources are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sources {
    /// The first ones by name, in up to this many lines.
    Named(u32),
    Counted,
    Left,
}

/// Which credit of the basemap is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Credit {
    Full,
    Short,
    Least,
}

/// How much the page layer says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Detail {
    has_title: bool,
    legend: Option<Words>,
    sources: Sources,
    has_weights: bool,
    credit: Credit,
}

impl Detail {
    const fn of(legend: Words, sources: Sources, credit: Credit) -> Self {
        Self {
            has_title: true,
            legend: Some(legend),
            sources,
            has_weights: true,
            credit,
        }
    }
}

/// From the most to the least: the credit is shortened first, then words, then
/// sources, and only then entries of the legend go.
const DETAILS: [Detail; 7] = [
    Detail::of(Words::Long, Sources::Named(2), Credit::Full),
    Detail::of(Words::Long, Sources::Named(2), Credit::Short),
    Detail::of(Words::Brief, Sources::Named(2), Credit::Short),
    Detail::of(Words::Brief, Sources::Named(1), Credit::Least),
    Detail {
        has_weights: false,
        ..Detail::of(Words::Brief, Sources::Named(1), Credit::Least)
    },
    Detail {
        has_weights: false,
        ..Detail::of(Words::Brief, Sources::Counted, Credit::Least)
    },
    Detail {
        has_weights: false,
        ..Detail::of(Words::Signs, Sources::Counted, Credit::Least)
    },
];

/// For pages on which little else would be left.
const AS_OF_AND_CREDIT: Detail = Detail {
    has_title: false,
    legend: None,
    sources: Sources::Left,
    has_weights: false,
    credit: Credit::Least,
};

/// The page layer and the room it takes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageLayer {
    /// Its items in points from the top left corner of the page.
    pub items: Vec<Item>,
    /// The panels, in points: title first.
    pub panels: Vec<Rect>,
    /// The entries of the legend, in points, each with what it means.
    pub legend: Vec<(Rect, &'static str)>,
    /// Whether an entry of the legend is wider than its panel.
    is_cut_off: bool,
}

/// Title, as-of date, legend, sources and credits for this page.
///
/// As much as finds room on 15 % of the page, 24 % of a narrow one, the most
/// important first. A page without area has none.
pub fn page_layer(input: &DrawingInput<'_>) -> PageLayer {
    let page = input.page;
    if !(page.is_finite() && page.width > 4.0 * MARGIN && page.height > 4.0 * MARGIN) {
        return PageLayer::default();
    }
    if page.width < LEAST_PAGE.width || page.height < LEAST_PAGE.height {
        let mut made = layer(input, AS_OF_AND_CREDIT);
        let covered: f64 = made.panels.iter().map(|it| it.height() + MARGIN).sum();
        if covered > page.height * MAX_PART_LOW {
            made = PageLayer::default();
            title_panel(input, AS_OF_AND_CREDIT, &mut made);
        }
        return made;
    }
    let most = if page.width < NARROW {
        MAX_PART_NARROW
    } else {
        MAX_PART
    };
    let covers = |layer: &PageLayer| layer.panels.get(1).map_or(0.0, Rect::area) / page.area();
    let mut made = PageLayer::default();
    for detail in DETAILS {
        made = layer(input, detail);
        if made.panels.len() > 1 && covers(&made) <= most && !made.is_cut_off {
            break;
        }
    }
    made
}

/// How much of each side of the page the page layer takes, in points, with its
/// margin: top and bottom.
pub fn page_insets(input: &DrawingInput<'_>) -> Insets {
    let layer = page_layer(input);
    let middle = input.page.height / 2.0;
    let top = layer.panels.iter().filter(|panel| panel.y0 < middle);
    let bottom = layer.panels.iter().filter(|panel| panel.y0 >= middle);
    Insets::new(
        MARGIN,
        top.map(|panel| panel.y1).fold(0.0, f64::max) + MARGIN,
        MARGIN,
        bottom
            .map(|panel| input.page.height - panel.y0)
            .fold(0.0, f64::max)
            + MARGIN,
    )
}

fn layer(input: &DrawingInput<'_>, detail: Detail) -> PageLayer {
    let mut layer = PageLayer::default();
    title_panel(input, detail, &mut layer);
    foot_panel(input, detail, &mut layer);
    layer
}

/// A row of text on a panel.
struct Row {
    text: String,
    style: Style,
    height: f64,
    ink: Ink,
}

/// The colour of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ink {
    Text,
    Muted,
    /// That the picture looks back.
    Past,
}

fn row(text: String, size: f64, is_bold: bool) -> Row {
    Row {
        text,
        style: Style { size, is_bold },
        height: size * 1.3,
        ink: if is_bold { Ink::Text } else { Ink::Muted },
    }
}

fn title_panel(input: &DrawingInput<'_>, detail: Detail, layer: &mut PageLayer) {
    let size = &input.theme.size;
    let room = (input.page.width - 2.0 * (MARGIN + PADDING.0)).max(1.0);
    let mut rows = Vec::new();
    // How the picture is to be handled stands on it whatever else has no room.
    if let Some(handling) = &input.scene.handling {
        let style = row(String::new(), size.legend, true).style;
        let words = text::ellipsize(handling, style, room);
        rows.push(row(words, size.legend, true));
    }
    if detail.has_title {
        let lines = title_lines(input, room);
        rows.extend(lines.into_iter().map(|line| row(line, size.title, true)));
    }
    if let Some(changes) = input.changes {
        let style = row(String::new(), size.legend, false).style;
        rows.extend(changes.states().iter().map(|state| {
            let start: String = state.chars().take(MAX_TITLE_CHARS).collect();
            row(text::ellipsize(&start, style, room), size.legend, false)
        }));
    } else if let Some(as_of) = input.as_of {
        let words = as_of.in_words();
        let style = row(String::new(), size.legend, true).style;
        // On a narrow page the clock goes to a line of its own.
        let lines = text::wrap(&words, style, room);
        rows.extend(lines.into_iter().map(|line| Row {
            ink: Ink::Past,
            ..row(line, size.legend, true)
        }));
    } else {
        let as_of = match input.scene.as_of {
            Some(date) => format!("as of {}", date.in_words()),
            None => "no as-of date".to_owned(),
        };
        rows.push(row(as_of, size.legend, false));
    }
    let widest = rows
        .iter()
        .map(|row| text::width(&row.text, row.style))
        .fold(0.0, f64::max)
        .min(room);
    let height: f64 = rows.iter().map(|row| row.height).sum();
    let panel = Rect::from_origin_size(
        (MARGIN, MARGIN),
        (widest + 2.0 * PADDING.0, height + 2.0 * PADDING.1),
    );
    add_panel(input, panel, layer);
    add_rows(input, &rows, panel.origin(), layer);
}

/// The title in as many lines as it needs, the last one cut off if need be.
fn title_lines(input: &DrawingInput<'_>, room: f64) -> Vec<String> {
    let style = row(String::new(), input.theme.size.title, true).style;
    let title: String = input.scene.title.chars().take(MAX_TITLE_CHARS).collect();
    let mut lines = text::wrap(&title, style, room);
    if lines.len() > MAX_TITLE_LINES {
        let rest = lines.split_off(MAX_TITLE_LINES - 1).join(" ");
        lines.push(text::ellipsize(&rest, style, room));
    }
    lines
}

/// Legend above, sources and credits below.
fn foot_panel(input: &DrawingInput<'_>, detail: Detail, layer: &mut PageLayer) {
    let room = (input.page.width - 2.0 * (MARGIN + PADDING.0)).max(1.0);
    let entries = detail
        .legend
        .map(|words| legend::entries(input, words))
        .unwrap_or_default();
    let lines = legend_lines(&entries, room, input);
    let rows = credit_rows(input, detail, room);
    let entry_width = |entry: &(f64, &Entry)| entry.0 + entry.1.width(input.theme);
    let widest = entries.iter().map(|entry| entry.width(input.theme));
    layer.is_cut_off = widest.fold(0.0, f64::max) > room;
    let legend_width = lines.iter().filter_map(|line| line.last().map(entry_width));
    let text_width = rows.iter().map(|row| text::width(&row.text, row.style));
    let width = legend_width.chain(text_width).fold(0.0, f64::max).min(room);
    let between = if lines.is_empty() || rows.is_empty() {
        0.0
    } else {
        4.0
    };
    let legend_height = lines.len() as f64 * ENTRY_ROW;
    let rows_height: f64 = rows.iter().map(|row| row.height).sum();
    let height = legend_height + between + rows_height;
    if height <= 0.0 {
        return;
    }
    let size = Size::new(width + 2.0 * PADDING.0, height + 2.0 * PADDING.1);
    let panel = Rect::from_origin_size((MARGIN, input.page.height - MARGIN - size.height), size);
    if layer.panels.iter().any(|other| other.y1 > panel.y0) {
        return;
    }
    add_panel(input, panel, layer);
    for (at, line) in lines.iter().enumerate() {
        let y = panel.y0 + PADDING.1 + (at as f64 + 0.5) * ENTRY_ROW;
        for (x, entry) in line {
            let left = Point::new(panel.x0 + PADDING.0 + x, y);
            entry.items(left, input.theme, &mut layer.items);
            let size = Size::new(entry.width(input.theme), ENTRY_ROW);
            let frame = Rect::from_origin_size(left - kurbo::Vec2::new(0.0, ENTRY_ROW / 2.0), size);
            layer.legend.push((frame, entry.meaning()));
        }
    }
    let below = Point::new(panel.x0, panel.y0 + legend_height + between);
    add_rows(input, &rows, below, layer);
}

/// The entries in rows, each with its distance from the left.
pub(super) fn legend_lines<'a>(
    entries: &'a [Entry],
    room: f64,
    input: &DrawingInput<'_>,
) -> Vec<Vec<(f64, &'a Entry)>> {
    let mut lines: Vec<Vec<(f64, &Entry)>> = Vec::new();
    let mut x = f64::INFINITY;
    for entry in entries {
        let width = entry.width(input.theme);
        if x + width > room {
            lines.push(Vec::new());
            x = 0.0;
        }
        if let Some(line) = lines.last_mut() {
            line.push((x, entry));
        }
        x += width + ENTRY_GAP;
    }
    lines
}

fn credit_rows(input: &DrawingInput<'_>, detail: Detail, room: f64) -> Vec<Row> {
    let size = input.theme.size.credit;
    let style = row(String::new(), size, false).style;
    let has_ties = !input.scene.ties.is_empty();
    let sources = match detail.sources {
        Sources::Left => None,
        Sources::Counted => Some(sources(input, None, style)),
        Sources::Named(lines) => Some(sources(input, Some(room * f64::from(lines)), style)),
    };
    let sources = sources.filter(|_| has_ties);
    let weights = (detail.has_weights && has_ties).then(|| WEIGHTS.to_owned());
    let credit = match detail.credit {
        Credit::Full => &input.ground.credit,
        Credit::Short => &input.ground.short_credit,
        Credit::Least => &input.ground.least_credit,
    };
    let credit = Some(credit.clone()).filter(|credit| !credit.is_empty());
    let joined = |parts: Vec<Option<String>>| {
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        Some(parts.join(" ")).filter(|text| !text.is_empty())
    };
    let paragraphs = if detail.credit == Credit::Least {
        vec![joined(vec![sources, weights, credit])]
    } else {
        vec![sources, joined(vec![weights, credit])]
    };
    paragraphs
        .iter()
        .flatten()
        .flat_map(|text| text::wrap(text, style, room))
        .map(|text| row(text, size, false))
        .collect()
}

/// "1 source: title, container, date." With a `width` the first ones are named,
/// cut off so that all takes about that much.
pub(super) fn sources(input: &DrawingInput<'_>, width: Option<f64>, style: Style) -> String {
    let sources = &input.scene.sources;
    let count = match sources.len() {
        0 => "No sources".to_owned(),
        1 => "1 source".to_owned(),
        count => format!("{count} sources"),
    };
    let Some(width) = width.filter(|_| !sources.is_empty()) else {
        return format!("{count}.");
    };
    let more = match sources.len().saturating_sub(MAX_SOURCES_NAMED) {
        0 => String::new(),
        more => format!("; and {more} more"),
    };
    // Less than the whole: lines are not filled to their ends.
    let left = width * 0.92 - text::width(&format!("{count}: ; {more}."), style);
    let each = left / sources.len().clamp(1, MAX_SOURCES_NAMED) as f64;
    let named: Vec<String> = sources
        .iter()
        .take(MAX_SOURCES_NAMED)
        .map(|source| citation(source, each.clamp(1.0, MAX_CITATION_WIDTH), style))
        .collect();
    let text = format!("{count}: {}{more}", named.join("; "));
    if text.ends_with(['.', '\u{2026}', '?', '!']) {
        text
    } else {
        format!("{text}.")
    }
}

/// Title, container and date of a source in this width; what is cut off is cut
/// off the title where that is long, so that container and date can be read.
fn citation(source: &Source, width: f64, style: Style) -> String {
    let whole = source.citation();
    let rest = whole.strip_prefix(source.title.as_str()).unwrap_or("");
    let short = |text: &str, width: f64| {
        let start: String = text.chars().take(MAX_CITATION_CHARS).collect();
        text::ellipsize(start.trim(), style, width)
    };
    let left = width - text::width(rest, style);
    if rest.is_empty() || left < width / 4.0 {
        return short(&whole, width);
    }
    format!("{}{rest}", short(&source.title, left))
}

pub(super) fn add_panel(input: &DrawingInput<'_>, rect: Rect, layer: &mut PageLayer) {
    layer.panels.push(rect);
    layer.items.push(Item {
        subject: None,
        role: Role::PageMark,
        shape: Shape::Rect {
            rect,
            radius: CORNER,
            fill: Some(input.theme.figure.page_panel),
            stroke: None,
        },
    });
}

/// Rows of text, from the inner top left corner of a panel.
fn add_rows(input: &DrawingInput<'_>, rows: &[Row], panel: Point, layer: &mut PageLayer) {
    let mut top = panel.y + PADDING.1;
    for row in rows {
        let figure = &input.theme.figure;
        let color = match row.ink {
            Ink::Text => figure.text,
            Ink::Muted => figure.text_muted,
            Ink::Past => figure.past,
        };
        let baseline = top + row.height * 0.5 + row.style.size * 0.36;
        layer.items.push(Item {
            subject: None,
            role: Role::PageText,
            shape: Shape::Text {
                origin: Point::new(panel.x + PADDING.0, baseline),
                line: text::line(&row.text, row.style),
                style: row.style,
                color,
                halo: None,
            },
        });
        top += row.height;
    }
}
