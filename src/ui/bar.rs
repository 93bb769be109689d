//! The bars at the top and the bottom of the window.

use egui::{Align, Button, Id, Layout, RichText, Ui};
use lucide_icons::Icon;

use crate::file::settings::ThemePreference;
use crate::model::Severity;
use crate::session::{Command, Session};

use super::text::{self, Looks};
use super::widget::icon_button;
use super::words::counted;
use super::{commands as table, menu, style};

/// Width of a button at the right end of the top bar, and of the space between two
/// groups of them, in points.
const BUTTON: f32 = 34.0;
const GAP: f32 = 12.0;
/// A title with less room than this is left out, in points.
const LEAST_TITLE: f32 = 60.0;

/// The buttons at the right end. Where there is no room for all of them, those with
/// the highest number go first: they are in the menus too.
const BUTTONS: [(Icon, &str, usize); 9] = [
    (Icon::History, "look-back", 5),
    (Icon::ZoomOut, "zoom-out", 8),
    (Icon::ZoomIn, "zoom-in", 8),
    (Icon::Maximize, "show-everything", 6),
    (Icon::BookOpenText, "evidence", 4),
    (Icon::SunMoon, THEME, 6),
    (Icon::PanelLeft, "left-panel", 3),
    (Icon::PanelBottom, "bottom-panel", 3),
    (Icon::PanelRight, "right-panel", 3),
];
/// Stands for the button that turns to the next theme.
const THEME: &str = "theme";
/// The button that a group begins with.
const FIRST_OF_GROUP: &str = "evidence";

/// Title, menus and what is needed at every moment.
pub(super) fn top_bar_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    // From left to right, so that Tab goes the way the eye does.
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        menu::menus_ui(ui, session, commands);
        ui.add_space(4.0);
        for (icon, id) in [(Icon::Undo2, "undo"), (Icon::Redo2, "redo")] {
            button_ui(ui, icon, id, session, commands);
        }
        ui.add_space(6.0);
        let (shown, width) = buttons_within(ui.available_width());
        // As wide as they came out when last shown, so that they end at the edge.
        let kept = Id::unique(("width of the buttons of the top bar", shown.len()));
        let width = ui.data(|data| data.get_temp(kept)).unwrap_or(width);
        let room = (ui.available_width() - width).max(0.0);
        ui.allocate_ui_with_layout(
            egui::vec2(room, ui.available_height()),
            Layout::left_to_right(Align::Center),
            |ui| {
                ui.set_width(room);
                if room >= LEAST_TITLE {
                    title_ui(ui, session);
                }
            },
        );
        let left = ui.cursor().left();
        for (icon, id, _) in shown {
            if *id == FIRST_OF_GROUP {
                ui.add_space(GAP - 4.0);
            }
            if *id == THEME {
                theme_button_ui(ui, session, commands);
            } else {
                button_ui(ui, *icon, id, session, commands);
            }
        }
        let width = ui.min_rect().right() - left + 4.0;
        ui.data_mut(|data| data.insert_temp(kept, width));
    });
}

/// The buttons that so much room is enough for, and their width, in points.
fn buttons_within(room: f32) -> (Vec<&'static (Icon, &'static str, usize)>, f32) {
    let mut most = BUTTONS.len();
    loop {
        let shown: Vec<_> = BUTTONS.iter().filter(|(.., at)| *at <= most).collect();
        let width = BUTTON * shown.len() as f32 + GAP;
        if width <= room || most == 0 {
            return (shown, width);
        }
        most -= 1;
    }
}

fn title_ui(ui: &mut Ui, session: &Session) {
    let looks = Looks::of(ui);
    let scene = &session.document().scene;
    let title = text::Look::new(15.0, looks.body().color).bold();
    text::line(ui, &scene.title, &title);
    if session.document().is_changed() {
        changed_mark_ui(ui);
    }
    if let Some(as_of) = session.view().as_of {
        ui.add_space(4.0);
        let past = style::color(style::theme(ui.ctx()).figure.past);
        let look = text::Look::new(style::size::SMALL, past).bold();
        // Whole or not at all: the strip below tells it too.
        let words = format!("as of {}", as_of.day_in_words());
        text::line_where_room(ui, &words, &look, f32::INFINITY);
    } else if let Some(as_of) = scene.as_of
        && ui.available_width() > 130.0
    {
        ui.add_space(4.0);
        let words = format!("as of {}", as_of.in_words());
        text::line(ui, &words, &looks.small());
    }
}

/// A dot after the title: the scene differs from what is saved.
fn changed_mark_ui(ui: &mut Ui) {
    let hue = style::color(style::theme(ui.ctx()).figure.selection);
    let (rect, response) = ui.allocate_exact_size(egui::vec2(9.0, 16.0), egui::Sense::hover());
    ui.painter().circle_filled(rect.center(), 3.5, hue);
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, "changed, not saved")
    });
    response.on_hover_text("Changed, not saved");
}

/// A button for the command of this id, lit where it is a switch that is on.
fn button_ui(ui: &mut Ui, icon: Icon, id: &str, session: &Session, commands: &mut Vec<Command>) {
    let Some(entry) = table::find(id) else {
        return;
    };
    let keys = entry.keys_written(ui.ctx());
    let is_on = entry.is_on.is_some_and(|is_on| is_on(session));
    let words = entry.label(session);
    let button = ui.add_enabled_ui(entry.is_enabled(session), |ui| {
        icon_button(ui, icon, &words, keys.as_deref(), is_on)
    });
    if button.inner.clicked() {
        entry.push(session, commands);
    }
}

fn theme_button_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let (icon, name, next) = match session.settings().theme {
        ThemePreference::System => (
            Icon::SunMoon,
            "Theme: as the system",
            ThemePreference::Light,
        ),
        ThemePreference::Light => (Icon::Sun, "Theme: light", ThemePreference::Dark),
        ThemePreference::Dark => (Icon::Moon, "Theme: dark", ThemePreference::System),
    };
    if icon_button(ui, icon, name, None, false).clicked() {
        commands.push(Command::SetTheme(next));
    }
}

/// What is open, what is the matter with it, how large it is seen.
pub(super) fn status_bar_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let small = Looks::of(ui).small();
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 14.0;
        text::line(ui, &session.document().name(), &small);
        text::line(
            ui,
            &format!("{:.0} %", session.view().camera.zoom() * 100.0),
            &small,
        )
        .on_hover_text("How close the map is: 100 % is its actual size");
        if session.is_saving() {
            text::line(ui, "saving\u{2026}", &small);
        } else if session.is_opening() {
            text::line(ui, "opening\u{2026}", &small);
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            text::line(ui, &counts(session), &small);
            problems_ui(ui, session, commands);
            // What was done last comes last, and is cut where there is no room.
            if let Some(change) = session.last_change() {
                text::line_where_room(ui, change, &small, LEAST_TITLE);
            }
        });
    });
}

fn counts(session: &Session) -> String {
    let scene = &session.document().scene;
    [
        counted(scene.actors.len(), "actor", "actors"),
        counted(scene.ties.len(), "tie", "ties"),
        counted(scene.claims.len(), "claim", "claims"),
        counted(scene.sources.len(), "source", "sources"),
    ]
    .join(" \u{b7} ")
}

/// How many Problems there are, by severity; opens the list of them.
fn problems_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let window = &style::theme(ui.ctx()).window;
    let document = session.document();
    let mut parts = Vec::new();
    for (severity, one, many) in [
        (Severity::Error, "error", "errors"),
        (Severity::Warning, "warning", "warnings"),
        (Severity::Note, "note", "notes"),
    ] {
        let count = document.count(severity);
        if count > 0 {
            parts.push(counted(count, one, many));
        }
    }
    let ink = match document.problems.first().map(|worst| worst.severity) {
        Some(Severity::Error) => window.error,
        Some(Severity::Warning) => window.warning,
        Some(Severity::Note) => window.text_muted,
        None => window.good,
    };
    let words = if parts.is_empty() {
        "no problems".to_owned()
    } else {
        parts.join(" \u{b7} ")
    };
    let words = RichText::new(words)
        .size(style::size::SMALL)
        .color(style::color(ink));
    let button = Button::new(words).frame_when_inactive(false);
    let keys = table::keys_of(ui.ctx(), "problems").unwrap_or_default();
    let response = ui.add(button).on_hover_text(format!("Problems  ({keys})"));
    super::widget::named(&response, "Problems");
    if response.clicked() {
        table::push("problems", session, commands);
    }
}
