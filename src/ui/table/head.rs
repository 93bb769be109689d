//! The heads: a click sorts, the next one reverses, their right edges can be
//! dragged. One of them is where Tab stops; the arrows go on to the others.

use std::fmt::Debug;
use std::hash::Hash;

use egui::{
    Align2, CornerRadius, CursorIcon, EventFilter, FocusDirection, FontId, Id, Key, Modifiers,
    Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui, UiBuilder, Vec2,
};
use lucide_icons::Icon;

use crate::session::Command;
use crate::ui::style;
use crate::ui::text::{Hover as _, Look};

use super::cells::paint_words;
use super::columns::Column;
use super::{Grid, HEAD, PAD, Source};

/// How near to the edge of a column its width is taken hold of, in points.
const REACH: f32 = 5.0;
/// How much a key press changes a width, in points.
const STEP: f32 = 16.0;
/// Room for the arrow beside a title, in points.
const ARROW: f32 = 14.0;

impl<C: Copy + PartialEq + Debug + Hash + 'static> Grid<C> {
    pub(super) fn head_ui(
        &mut self,
        ui: &mut Ui,
        source: &impl Source<Column = C>,
        columns: &[Column<C>],
        commands: &mut Vec<Command>,
    ) {
        let size = Vec2::new(ui.available_width(), HEAD);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let builder = UiBuilder::new()
            .max_rect(rect)
            .accessibility_role(egui::accesskit::Role::Row)
            .accessibility_label(format!("Heads of the table of {}", source.name()));
        let mut row = ui.new_child(builder);
        row.set_clip_rect(rect.intersect(ui.clip_rect()));
        let stop = self.head.or_else(|| columns.first().map(|(it, _)| *it));
        for (column, range) in columns {
            let left = rect.left() - self.offset.x;
            let cell = Rect::from_x_y_ranges(left + range.start..=left + range.end, rect.y_range());
            let is_stop = stop == Some(*column);
            let response = title_ui(&row, source, *column, cell, is_stop);
            if response.clicked() {
                self.head = Some(*column);
                commands.push(source.sort(*column));
            }
            if response.has_focus() {
                self.head_keys(&row, source, columns, *column, &response);
            }
            let meaning = source.meaning(*column);
            let how = match source.sorted(*column) {
                Some(false) => "Click: the other way round",
                Some(true) | None => "Click: sort by it",
            };
            response.on_hover_words(format!("{meaning}\n{how}"));
            self.edge_ui(&row, source, *column, cell);
        }
        let line = Stroke::new(1.0, style::color(style::theme(ui.ctx()).window.line));
        ui.painter()
            .hline(rect.x_range(), rect.bottom() - 0.5, line);
    }

    /// The right edge of a column: dragged it gives a width, a double click the first
    /// one again.
    fn edge_ui(&mut self, ui: &Ui, source: &impl Source<Column = C>, column: C, cell: Rect) {
        let edge =
            Rect::from_x_y_ranges(cell.right() - REACH..=cell.right() + REACH, cell.y_range());
        let id = Id::unique(("edge of a column", source.name(), column));
        let response = ui
            .interact(edge, id, Sense::CLICK | Sense::DRAG)
            .on_hover_cursor(CursorIcon::ResizeHorizontal);
        if response.hovered() || response.dragged() {
            let window = &style::theme(ui.ctx()).window;
            let stroke = Stroke::new(2.0, style::color(window.accent));
            let range = cell.y_range().shrink(4.0);
            ui.painter().vline(cell.right() - 1.0, range, stroke);
        }
        if response.dragged()
            && let Some(pointer) = response.interact_pointer_pos()
        {
            self.size(column, pointer.x - cell.left());
        }
        if response.double_clicked() {
            self.unsize(column);
        }
    }

    /// Arrows go from head to head, with Shift they change the width.
    fn head_keys(
        &mut self,
        ui: &Ui,
        source: &impl Source<Column = C>,
        columns: &[Column<C>],
        column: C,
        response: &Response,
    ) {
        let filter = EventFilter {
            horizontal_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        super::keys::note_focus(ui, response.id);
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        let at = columns
            .iter()
            .position(|(it, _)| *it == column)
            .unwrap_or(0);
        for (key, way) in [(Key::ArrowLeft, -1_isize), (Key::ArrowRight, 1)] {
            if pressed(Modifiers::SHIFT, key) {
                let width = columns.get(at).map_or(0.0, |(_, it)| it.end - it.start);
                self.size(column, width + STEP * way as f32);
            } else if pressed(Modifiers::NONE, key)
                && let Some(next) = at.checked_add_signed(way)
                && let Some((next, range)) = columns.get(next)
            {
                self.head = Some(*next);
                self.show_range(range.clone());
                let id = head_id(source.name(), *next);
                ui.memory_mut(|memory| {
                    memory.request_focus(id);
                    memory.move_focus(FocusDirection::None);
                });
            }
        }
    }
}

fn head_id<C: Hash + Debug>(name: &str, column: C) -> Id {
    Id::unique(("head of a column", name, column))
}

/// The title of a column with the arrow of its order.
fn title_ui<C: Copy + PartialEq + Debug + Hash + 'static>(
    ui: &Ui,
    source: &impl Source<Column = C>,
    column: C,
    cell: Rect,
    is_stop: bool,
) -> Response {
    let window = &style::theme(ui.ctx()).window;
    let sense = if is_stop {
        Sense::click()
    } else {
        Sense::CLICK
    };
    let response = ui.interact(cell, head_id(source.name(), column), sense);
    let sorted = source.sorted(column);
    let title = source.title(column);
    let order = match sorted {
        Some(false) => ", sorted",
        Some(true) => ", sorted the other way round",
        None => "",
    };
    let spoken = format!("Sort {} by {}{order}", source.name(), title.to_lowercase());
    response.widget_info(|| {
        let role = egui::accesskit::Role::ColumnHeader;
        egui::WidgetInfo::selected(role, true, sorted.is_some(), &spoken)
    });
    let ink = if sorted.is_some() || response.hovered() {
        window.text
    } else {
        window.text_muted
    };
    let look = Look::new(style::size::HEADING, style::color(ink)).bold();
    let mut inner = cell.shrink2(Vec2::new(PAD, 0.0));
    if let Some(is_reversed) = sorted {
        let icon = if is_reversed {
            Icon::ArrowDown
        } else {
            Icon::ArrowUp
        };
        let place = Pos2::new(inner.right(), inner.center().y);
        inner.max.x -= ARROW;
        ui.painter().text(
            place,
            Align2::RIGHT_CENTER,
            char::from(icon),
            FontId::new(11.0, style::icons()),
            style::color(window.accent),
        );
    }
    paint_words(ui, inner, title, &look, source.is_number(column));
    if response.has_focus() {
        let stroke = Stroke::new(1.5, style::color(window.accent));
        let radius = CornerRadius::same(style::RADIUS);
        ui.painter()
            .rect_stroke(cell.shrink(1.0), radius, stroke, StrokeKind::Inside);
    }
    response
}
