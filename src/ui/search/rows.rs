//! The rows of what was found.

use egui::{
    Align2, CornerRadius, FontId, Id, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui, Vec2,
};
use lucide_icons::Icon;

use crate::session::{FoundGroup, FoundKind, FoundRow, Marked};
use crate::ui::style;
use crate::ui::text::{self, Look, Looks};
use crate::ui::words::{capital, counted};

/// Height of a record, of the same without a second line, and of a head, in points.
const RECORD: f32 = 44.0;
const HEAD: f32 = 30.0;
const MORE: f32 = 26.0;
/// Room to both sides, and before words, where the icon stands.
const SIDE: f32 = 18.0;
const ICON: f32 = 26.0;

/// A row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// The head of a group.
    Head(usize),
    /// A record: its group, and its place there.
    Record(usize, usize),
    /// How many more a group has.
    More(usize),
}

/// How high a row is, in points.
pub(super) fn height(row: &Row) -> f32 {
    match row {
        Row::Head(_) => HEAD,
        Row::Record(..) => RECORD,
        Row::More(_) => MORE,
    }
}

/// The head of a group: its kind, and how many there are.
pub(super) fn head_ui(ui: &Ui, rect: Rect, group: &FoundGroup) {
    let (_, many) = group.kind.words();
    let heading = Looks::of(ui).heading();
    let left = Pos2::new(rect.left() + SIDE, rect.bottom() - 11.0);
    let end = paint(ui, left, &many.to_uppercase(), &heading);
    let count = Look::new(heading.size, heading.color);
    paint(
        ui,
        Pos2::new(end + 8.0, left.y),
        &group.count.to_string(),
        &count,
    );
    let spoken = format!("{}, {} found", capital(many), group.count);
    told(ui, rect, ("found", group.kind), &spoken);
}

/// How many more there are than are shown.
pub(super) fn more_ui(ui: &Ui, rect: Rect, group: &FoundGroup) {
    let (one, many) = group.kind.words();
    let more = group.count.saturating_sub(group.rows.len());
    let words = format!(
        "{}: another word narrows them down",
        counted(more, &format!("more {one}"), &format!("more {many}"))
    );
    let left = Pos2::new(rect.left() + SIDE + ICON, rect.center().y);
    paint(ui, left, &words, &Looks::of(ui).small());
    told(ui, rect, ("more found", group.kind), &words);
}

/// Words that are spoken where they are painted.
fn told(ui: &Ui, rect: Rect, salt: (&str, FoundKind), words: &str) {
    let response = ui.interact(rect, Id::unique(salt), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, words));
}

/// A record: what it is called, where the words stand, and what tells it apart.
pub(super) fn row_ui(
    ui: &Ui,
    rect: Rect,
    number: usize,
    kind: FoundKind,
    row: &FoundRow,
    is_chosen: bool,
) -> Response {
    // The field keeps the focus: rows are pointed at or gone through by arrow keys.
    let response = ui.interact(rect, Id::unique(("found row", number)), Sense::CLICK);
    let parts = [row.title.text.as_str(), kind.words().0, row.end.as_str()];
    let parts = parts.into_iter().filter(|it| !it.is_empty());
    let spoken = parts.collect::<Vec<_>>().join(", ");
    response.widget_info(|| {
        egui::WidgetInfo::selected(
            egui::accesskit::Role::ListBoxOption,
            true,
            is_chosen,
            &spoken,
        )
    });
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.clear_toggled();
        node.set_selected(is_chosen);
        if !row.detail.text.is_empty() {
            node.set_description(row.detail.text.clone());
        }
    });
    let window = &style::theme(ui.ctx()).window;
    if is_chosen {
        ui.painter().rect(
            rect.shrink2(Vec2::new(6.0, 1.0)),
            CornerRadius::same(style::RADIUS),
            style::color(window.accent_faint),
            Stroke::new(1.0, style::color(window.accent.faded(0.35))),
            StrokeKind::Inside,
        );
    }
    let (body, small) = (Looks::of(ui).body(), Looks::of(ui).small());
    let icon = match kind {
        FoundKind::Actor => Icon::Circle,
        FoundKind::Tie => Icon::Spline,
        FoundKind::Claim => Icon::Quote,
        FoundKind::Source => Icon::FileText,
        FoundKind::Note => Icon::StickyNote,
    };
    let left = rect.left() + SIDE;
    let has_detail = !row.detail.text.is_empty();
    let middle = rect.center().y;
    let (first, second) = if has_detail {
        (middle - 8.5, middle + 9.5)
    } else {
        (middle, middle)
    };
    ui.painter().text(
        Pos2::new(left, first),
        Align2::LEFT_CENTER,
        char::from(icon),
        FontId::new(14.0, style::icons()),
        small.color,
    );
    let end = ui
        .painter()
        .layout_job(text::job(&row.end, &small, f32::INFINITY));
    let right = rect.right() - SIDE - end.size().x;
    let place = Pos2::new(right, first - end.size().y / 2.0);
    ui.painter().galley(place, end, small.color);
    let words = left + ICON;
    marked_line(
        ui,
        Pos2::new(words, first),
        &row.title,
        &body,
        right - 14.0 - words,
    );
    if has_detail {
        let room = rect.right() - SIDE - words;
        marked_line(ui, Pos2::new(words, second), &row.detail, &small, room);
    }
    response
}

/// Paints a text on one line, with a ground behind what is marked.
fn marked_line(ui: &Ui, left: Pos2, marked: &Marked, look: &Look, room: f32) {
    let style = look.text_style();
    let short = crate::text::ellipsize(&marked.text, style, f64::from(room.max(10.0)));
    let job = text::job(&short, look, f32::INFINITY);
    let galley = ui.painter().layout_job(job);
    let top = left.y - galley.size().y / 2.0;
    let ground = style::color(style::theme(ui.ctx()).figure.selection.faded(0.3));
    // What is cut off is not marked; what is shown has the same characters.
    let is_same = |end: usize| marked.text.get(..end) == short.get(..end);
    if marked.marks.iter().any(|mark| is_same(mark.end)) {
        let reaches = crate::text::reaches(&crate::text::shown(&short), style);
        for mark in marked.marks.iter().filter(|mark| is_same(mark.end)) {
            let chars = |end: usize| short.get(..end).map_or(0, |it| it.chars().count());
            let chars = chars(mark.start)..chars(mark.end);
            for (from, to) in reaches.iter().filter_map(|reach| reach.part(&chars)) {
                let x = left.x + from as f32 - 1.0..=left.x + to as f32 + 1.0;
                let y = top + 1.0..=top + galley.size().y - 1.0;
                let rect = Rect::from_x_y_ranges(x, y);
                ui.painter()
                    .rect_filled(rect, CornerRadius::same(2), ground);
            }
        }
    }
    ui.painter()
        .galley(Pos2::new(left.x, top), galley, look.color);
}

/// Paints words that begin here; gives their right end.
fn paint(ui: &Ui, left: Pos2, words: &str, look: &Look) -> f32 {
    let galley = ui
        .painter()
        .layout_job(text::job(words, look, f32::INFINITY));
    let place = left - Vec2::new(0.0, galley.size().y / 2.0);
    let end = left.x + galley.size().x;
    ui.painter().galley(place, galley, look.color);
    end
}
