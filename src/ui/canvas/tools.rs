//! The tools on the map: part of the window, never of the picture.

use egui::{
    Align, CornerRadius, Frame, Id, Layout, Margin, Rect, Sense, Stroke, Ui, UiBuilder, Vec2,
};
use lucide_icons::Icon;

use crate::drawing::{Drawing, Shape, below_title};
use crate::session::{Command, Session, Tool};
use crate::ui::commands as table;
use crate::ui::style;
use crate::ui::text::{self, Looks};
use crate::ui::widget::icon_button;

use super::{Canvas, tying};

/// Size of a button, in points.
const BUTTON: Vec2 = Vec2::new(30.0, 28.0);
/// Space around and between the buttons, in points.
const PAD: f32 = 3.0;
/// Space around a line between groups of buttons, in points.
const LINE: f32 = 4.0;
/// Distance from the edge of the map and from its title, in points.
const OFF_EDGE: f32 = 8.0;
/// Width of the words that say what to do next, at most, in points.
const WORDS: f32 = 450.0;

/// Maps narrower than this show the tools alone, in points.
const WITH_TAKES: f32 = 340.0;

/// The tools.
const TOOLS: [(Icon, &str); 3] = [
    (Icon::Hand, "hand"),
    (Icon::MousePointer2, "select"),
    (Icon::Spline, "new-tie"),
];

/// What a frame takes.
const TAKES: [(Icon, &str); 3] = [
    (Icon::CircleDot, "take-actors"),
    (Icon::Slash, "take-ties"),
    (Icon::StickyNote, "take-notes"),
];

impl Canvas {
    /// Shows the tools below the title of the map, where there is room for them.
    pub(super) fn tools_ui(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        session: &Session,
        drawing: &Drawing,
        commands: &mut Vec<Command>,
    ) {
        let is_selecting = session.hands().tool() == Tool::Select;
        // Across a narrow map the rest would lie on the actors; the menu has it too.
        let has_takes = is_selecting && rect.width() >= WITH_TAKES;
        let takes: &[_] = if has_takes { &TAKES } else { &[] };
        let count = (TOOLS.len() + takes.len()) as f32;
        let line = if has_takes { LINE * 2.0 + 1.0 } else { 0.0 };
        let size = Vec2::new(count * (BUTTON.x + PAD) + PAD + line, BUTTON.y + 2.0 * PAD);
        let corner = rect.min + place_in(drawing);
        self.tools = None;
        if corner.x + size.x > rect.right() - OFF_EDGE
            || corner.y + 3.0 * size.y > rect.bottom() - OFF_EDGE
        {
            return;
        }
        let place = Rect::from_min_size(corner, size);
        self.tools = Some(place);
        // What is clicked between the buttons is not clicked on the map. The Tab key has
        // nothing to do there.
        ui.interact(place, Id::unique("tools"), Sense::CLICK | Sense::DRAG);
        let window = &style::theme(ui.ctx()).window;
        ui.painter().rect(
            place,
            CornerRadius::same(style::RADIUS + 2),
            style::color(window.panel),
            Stroke::new(1.0, style::color(window.edge)),
            egui::StrokeKind::Inside,
        );
        let builder = UiBuilder::new()
            .max_rect(place.shrink(PAD))
            .layout(Layout::left_to_right(Align::Center));
        let mut row = ui.new_child(builder);
        row.spacing_mut().item_spacing = Vec2::new(PAD, 0.0);
        row.spacing_mut().button_padding.x = 4.0;
        for (icon, id) in TOOLS {
            let is_tying = session.hands().tying().is_some();
            let is_on = (id == "new-tie").then_some(is_tying);
            tool_ui(&mut row, icon, id, is_on, session, commands);
        }
        if has_takes {
            row.add_space(LINE - PAD);
            let (line, _) = row.allocate_exact_size(Vec2::new(1.0, 18.0), Sense::hover());
            row.painter()
                .rect_filled(line, 0.0, style::color(window.edge));
            row.add_space(LINE - PAD);
        }
        for (icon, id) in takes {
            tool_ui(&mut row, *icon, id, None, session, commands);
        }
        if let Some(words) = tying::words(session) {
            words_ui(ui, rect, &words);
        }
    }
}

/// Where there is room below the title of the picture, from the corner of the map.
fn place_in(drawing: &Drawing) -> Vec2 {
    let panels = drawing.page.iter().filter_map(|item| match &item.shape {
        Shape::Rect { rect, .. } => Some(*rect),
        _ => None,
    });
    let place = below_title(&panels.collect::<Vec<_>>());
    Vec2::new(place.x as f32, place.y as f32)
}

/// The button of a command of the table.
fn tool_ui(
    ui: &mut Ui,
    icon: Icon,
    id: &str,
    is_on: Option<bool>,
    session: &Session,
    commands: &mut Vec<Command>,
) {
    let Some(entry) = table::find(id) else {
        return;
    };
    let keys = entry.keys_written(ui.ctx());
    let is_on = is_on.unwrap_or_else(|| entry.is_on.is_some_and(|is_on| is_on(session)));
    let name = entry.label(session);
    let button = ui.add_enabled_ui(entry.is_enabled(session), |ui| {
        let ground = ui.painter().add(egui::Shape::Noop);
        let button = icon_button(ui, icon, &name, keys.as_deref(), is_on);
        if is_on {
            let fill = style::color(style::theme(ui.ctx()).window.accent_faint);
            let radius = CornerRadius::same(style::RADIUS);
            let lit = egui::epaint::RectShape::filled(button.rect, radius, fill);
            ui.painter().set(ground, lit);
        }
        button
    });
    if button.inner.clicked() {
        entry.push(session, commands);
    }
}

/// What to do next, above the lower edge: there stands the legend, which nobody needs
/// now, and none of the actors that are to be clicked.
fn words_ui(ui: &mut Ui, rect: Rect, words: &str) {
    let room = rect.shrink(OFF_EDGE + 2.0);
    let width = WORDS.min(room.width());
    let window = &style::theme(ui.ctx()).window;
    let builder = UiBuilder::new()
        .max_rect(room.with_max_x(room.left() + width))
        .layout(Layout::bottom_up(Align::Min));
    let mut child = ui.new_child(builder);
    let frame = Frame::new()
        .fill(style::color(window.panel))
        .stroke(Stroke::new(1.0, style::color(window.edge)))
        .corner_radius(style::RADIUS + 2)
        .inner_margin(Margin::symmetric(10, 7));
    frame.show(&mut child, |ui| {
        text::label(ui, words, &Looks::of(ui).body());
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::MAP_TOOLS;

    #[test]
    fn the_room_that_figures_leave_is_that_of_the_tools() {
        let width = TOOLS.len() as f32 * (BUTTON.x + PAD) + PAD;
        let size = kurbo::Size::new(f64::from(width), f64::from(BUTTON.y + 2.0 * PAD));
        assert_eq!(size, MAP_TOOLS);
    }
}
