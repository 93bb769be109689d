//! The tools beside the map: part of the window, never of the picture.

use egui::{
    Align, CornerRadius, Frame, Id, Layout, Margin, Rect, Sense, Stroke, Ui, UiBuilder, Vec2,
};
use lucide_icons::Icon;

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
/// Distance from the edge of the map, in points.
const OFF_EDGE: f32 = 8.0;
/// Width of the words beside the tools, in points.
const WORDS: f32 = 260.0;

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
    /// Shows the tools at the left of the map, where there is room for them.
    pub(super) fn tools_ui(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        session: &Session,
        commands: &mut Vec<Command>,
    ) {
        let is_selecting = session.hands().tool() == Tool::Select;
        let takes: &[_] = if is_selecting { &TAKES } else { &[] };
        let count = (TOOLS.len() + takes.len()) as f32;
        let line = if is_selecting { LINE * 2.0 + 1.0 } else { 0.0 };
        let size = Vec2::new(BUTTON.x + 2.0 * PAD, count * (BUTTON.y + PAD) + PAD + line);
        self.tools = None;
        if rect.width() < size.x * 3.0 || rect.height() < size.y + 2.0 * OFF_EDGE {
            return;
        }
        // The first tool stays where it is when others come and go below it.
        let height = TOOLS.len() as f32 * (BUTTON.y + PAD) + PAD;
        let top = (rect.center().y - height / 2.0 - BUTTON.y)
            .min(rect.bottom() - OFF_EDGE - size.y)
            .max(rect.top() + OFF_EDGE);
        let place = Rect::from_min_size(egui::pos2(rect.left() + OFF_EDGE, top), size);
        self.tools = Some(place);
        // What is clicked between the buttons is not clicked on the map.
        ui.interact(place, Id::unique("tools"), Sense::click_and_drag());
        let window = &style::theme(ui.ctx()).window;
        ui.painter().rect(
            place,
            CornerRadius::same(style::RADIUS + 2),
            style::color(window.panel),
            Stroke::new(1.0, style::color(window.edge)),
            egui::StrokeKind::Inside,
        );
        let inner = place.shrink(PAD);
        let builder = UiBuilder::new()
            .max_rect(inner)
            .layout(Layout::top_down(Align::Center));
        let mut column = ui.new_child(builder);
        column.spacing_mut().item_spacing = Vec2::new(0.0, PAD);
        for (icon, id) in TOOLS {
            let is_tying = session.hands().tying().is_some();
            let is_on = (id == "new-tie").then_some(is_tying);
            tool_ui(&mut column, icon, id, is_on, session, commands);
        }
        if is_selecting {
            column.add_space(LINE - PAD);
            let (line, _) = column.allocate_exact_size(Vec2::new(18.0, 1.0), Sense::hover());
            let edge = style::color(window.edge);
            column.painter().rect_filled(line, 0.0, edge);
            column.add_space(LINE - PAD);
        }
        for (icon, id) in takes {
            tool_ui(&mut column, *icon, id, None, session, commands);
        }
        if let Some(words) = tying::words(session) {
            words_ui(ui, rect, place, &words);
        }
    }
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
        if is_on {
            let fill = style::color(style::theme(ui.ctx()).window.accent_faint);
            let place = Rect::from_min_size(ui.cursor().min, BUTTON);
            ui.painter().rect_filled(place, style::RADIUS, fill);
        }
        icon_button(ui, icon, &name, keys.as_deref(), is_on)
    });
    if button.inner.clicked() {
        entry.push(session, commands);
    }
}

/// What to do next, beside the tools.
fn words_ui(ui: &mut Ui, rect: Rect, tools: Rect, words: &str) {
    let left = tools.right() + OFF_EDGE;
    let width = WORDS.min(rect.right() - OFF_EDGE - left);
    let room = Rect::from_min_max(
        egui::pos2(left, tools.top()),
        egui::pos2(left + width, rect.bottom()),
    );
    let window = &style::theme(ui.ctx()).window;
    let builder = UiBuilder::new()
        .max_rect(room)
        .layout(Layout::top_down(Align::Min));
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
