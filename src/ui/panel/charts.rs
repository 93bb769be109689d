//! Charts of the panel below the map. Each follows selection and filter, and what
//! is pressed in it is selected everywhere. A chart has one place where Tab stops;
//! arrows go from mark to mark, and each mark has a spoken name.

mod bars;
mod judged;
mod kinds;
mod strength;

use egui::{
    EventFilter, FocusDirection, Id, Key, Modifiers, Rect, Response, Sense, Stroke, StrokeKind, Ui,
    Vec2,
};
use egui_plot::Plot;

use crate::drawing::Color;
use crate::model::Subject;
use crate::session::{BrowseTab, Command, Session};
use crate::ui::style;
use crate::ui::text::{self, Hover as _, Looks};

use judged::JudgedChart;
use kinds::KindsChart;
use strength::StrengthChart;

/// The charts, with what they keep between frames.
#[derive(Default)]
pub(super) struct Charts {
    strength: StrengthChart,
    kinds: KindsChart,
    judged: JudgedChart,
}

impl Charts {
    /// Shows one in all of the room there is; the keyboard goes there if so wished.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        tab: BrowseTab,
        is_entered: bool,
        commands: &mut Vec<Command>,
    ) {
        ui.style_mut().text_styles.insert(
            egui::TextStyle::Body,
            egui::FontId::new(11.0, egui::FontFamily::Proportional),
        );
        match tab {
            BrowseTab::Strength => self.strength.ui(ui, session, is_entered, commands),
            BrowseTab::Kinds => self.kinds.ui(ui, session, is_entered, commands),
            BrowseTab::Judged => self.judged.ui(ui, session, is_entered, commands),
            BrowseTab::Time
            | BrowseTab::Actors
            | BrowseTab::Ties
            | BrowseTab::Claims
            | BrowseTab::Slides => {}
        }
    }
}

/// What stands beside the tabs: what the chart is of, and what its colours mean.
pub(super) fn beside_ui(ui: &mut Ui, session: &Session, tab: BrowseTab) {
    let figure = &style::theme(ui.ctx()).figure;
    let (remark, more, legend): (String, &str, Vec<(Color, &str, &str)>) = match tab {
        BrowseTab::Strength => (
            strength::remark(session),
            "The sum of the weights of an actor's ties, those above 0 and those below 0 apart: a \
             net near 0 may hide much of both. Unknown ties add nothing, which is not 0.",
            vec![
                (figure.hostile, "hostile", "Sum of the weights below 0"),
                (
                    figure.supportive,
                    "supportive",
                    "Sum of the weights above 0",
                ),
            ],
        ),
        BrowseTab::Kinds => (
            kinds::remark(session),
            "A claim of several kinds counts for each of them, by what it says first.",
            vec![
                (
                    figure.supportive,
                    "support",
                    "Claims that speak for a closer tie",
                ),
                (figure.neutral, "neither", "Claims that speak for neither"),
                (
                    figure.hostile,
                    "strain",
                    "Claims that speak for a more hostile tie",
                ),
            ],
        ),
        BrowseTab::Judged => (
            judged::remark(session),
            "A point a tie: on the dashed line both say the same, in the band they are no further \
             apart than the scene allows. Too little to say (hollow) and no basis (crosses) are \
             set beside no number.",
            Vec::new(),
        ),
        BrowseTab::Time
        | BrowseTab::Actors
        | BrowseTab::Ties
        | BrowseTab::Claims
        | BrowseTab::Slides => return,
    };
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let look = Looks::of(ui).small();
        for (hue, words, meaning) in legend.into_iter().rev() {
            text::whole_line(ui, words, &look).on_hover_words(meaning);
            let (rect, _) = ui.allocate_exact_size(Vec2::splat(9.0), Sense::hover());
            ui.painter().rect_filled(rect, 2, style::color(hue));
            ui.add_space(3.0);
        }
        let shown = text::line(ui, &remark, &look);
        super::bottom::whole(&shown, &remark);
        shown.on_hover_words(format!("{remark}\n{more}"));
    });
}

/// A plot that stands still: nothing of it is dragged or zoomed, and it keeps no
/// place of its own for the Tab key.
fn plot(ui: &Ui, name: &str) -> Plot<'static> {
    let window = &style::theme(ui.ctx()).window;
    Plot::new(name.to_owned())
        .sense(Sense::hover())
        .allow_zoom(false)
        .allow_drag(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .show_x(false)
        .show_y(false)
        .show_background(false)
        .grid_color(style::color(window.line))
        .grid_fade(0.0)
        .cursor_color(egui::Color32::TRANSPARENT)
        .label_formatter(|_| None)
        .set_margin_fraction(Vec2::ZERO)
}

/// Where the keyboard is among the marks of a chart.
#[derive(Debug, Default)]
struct Walk {
    at: usize,
    is_wanted: bool,
    is_focus_wanted: bool,
}

impl Walk {
    /// Puts the keyboard at the mark where it was last.
    fn enter(&mut self) {
        self.is_focus_wanted = true;
        self.is_wanted = true;
    }

    /// Carries out the keys that were pressed while a mark has the keyboard: up and
    /// left go back, down and right go on.
    fn keys(&mut self, ui: &Ui, name: &'static str, count: usize, page: usize) {
        self.at = self.at.min(count.saturating_sub(1));
        let id = mark_id(name, self.at);
        if !ui.memory(|memory| memory.has_focus(id)) {
            return;
        }
        let last = count.saturating_sub(1);
        let page = page.max(1);
        let moves = [
            (Key::ArrowUp, self.at.saturating_sub(1)),
            (Key::ArrowLeft, self.at.saturating_sub(1)),
            (Key::ArrowDown, self.at + 1),
            (Key::ArrowRight, self.at + 1),
            (Key::PageUp, self.at.saturating_sub(page)),
            (Key::PageDown, self.at + page),
            (Key::Home, 0),
            (Key::End, last),
        ];
        for (key, to) in moves {
            if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
                self.at = to.min(last);
                self.is_wanted = true;
                let id = mark_id(name, self.at);
                ui.memory_mut(|memory| {
                    memory.request_focus(id);
                    // egui would go to its neighbour on the screen.
                    memory.move_focus(FocusDirection::None);
                });
            }
        }
    }

    /// Makes a mark something to press, with a spoken name.
    fn mark_ui(
        &mut self,
        ui: &Ui,
        name: &'static str,
        at: usize,
        frame: Rect,
        spoken: &str,
        is_selected: bool,
    ) -> Response {
        let is_stop = at == self.at;
        let sense = if is_stop {
            Sense::click()
        } else {
            Sense::CLICK
        };
        let response = ui.interact(frame, mark_id(name, at), sense);
        response.widget_info(|| {
            egui::WidgetInfo::selected(egui::accesskit::Role::Button, true, is_selected, spoken)
        });
        if is_stop && std::mem::take(&mut self.is_focus_wanted) {
            response.request_focus();
        }
        if response.clicked() {
            self.at = at;
            response.request_focus();
        }
        if response.has_focus() {
            let filter = EventFilter {
                horizontal_arrows: true,
                vertical_arrows: true,
                ..EventFilter::default()
            };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
            crate::ui::table::note_focus(ui, response.id);
        }
        if response.has_focus() || response.hovered() {
            let hue = style::color(style::theme(ui.ctx()).window.accent);
            let width = if response.has_focus() { 1.5 } else { 1.0 };
            ui.painter()
                .rect_stroke(frame, 5, Stroke::new(width, hue), StrokeKind::Inside);
        }
        response
    }
}

/// What a press on a mark asks for: with Ctrl it adds or lets go, with Shift it adds.
fn click_on(ui: &Ui, subject: &Subject) -> Command {
    let modifiers = ui.input(|input| input.modifiers);
    if modifiers.command {
        Command::ToggleSelect(subject.clone())
    } else if modifiers.shift {
        Command::SelectMany {
            subjects: vec![subject.clone()],
            is_added: true,
        }
    } else {
        Command::Select(subject.clone())
    }
}

fn mark_id(name: &'static str, at: usize) -> Id {
    Id::unique(("mark of a chart", name, at))
}

/// Why there is nothing to see.
fn empty_ui(ui: &mut Ui, words: &str) {
    ui.add_space(8.0);
    text::label(ui, words, &Looks::of(ui).body());
}
