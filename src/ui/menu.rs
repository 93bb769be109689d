//! The menus, made from the table of commands.

mod walk;

use egui::{CornerRadius, Response, ScrollArea, Shape, Stroke, StrokeKind, Ui, Vec2};

use crate::file::store;
use crate::session::{Command, Session};

use super::commands::{self, CommandEntry, InMenu, Section};
use super::style;
use super::text::{self, Hover as _, Looks};
use super::widget::{check, named};
use walk::Headings;
pub(super) use walk::has_focus;

/// The menus, each with the sections that stand in it.
const MENUS: [(&str, &[Section]); 8] = [
    ("File", &[Section::File]),
    ("Edit", &[Section::Edit]),
    ("Actors", &[Section::Actors]),
    ("Ties", &[Section::Ties]),
    ("Claims", &[Section::Claims]),
    ("View", &[Section::View]),
    ("Present", &[Section::Present, Section::Slides]),
    ("Help", &[Section::Help]),
];

/// Above and below a menu, in points: the bar that it hangs from, and its frame.
const BESIDE_MENU: f32 = 70.0;

/// In a bar narrower than this the menus stand closer, so far apart, in points.
const NARROW: f32 = 760.0;
const NARROW_GAP: f32 = 0.0;

/// Between a line and the ring around it, in points: its words begin at its edge.
const RING_GAP: Vec2 = Vec2::new(2.0, 0.0);

/// After this command stand the files opened last.
const BEFORE_RECENT: &str = "open-path";

/// Shows the menus that have anything in them.
pub(super) fn menus_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    egui::containers::menu::menu_style(ui.style_mut());
    if ui.available_width() < NARROW {
        // With large letters in a small window the buttons beside would stick out.
        ui.spacing_mut().item_spacing.x = NARROW_GAP;
    }
    ui.horizontal(|ui| {
        let mut headings = Headings::default();
        for (name, sections) in MENUS {
            let has_entries = |section: &Section| entries(*section, session).next().is_some();
            if sections.iter().any(has_entries) {
                let ground = ui.painter().add(Shape::Noop);
                let menu = ui.menu_button(name, |ui| menu_ui(ui, sections, session, commands));
                if menu.inner.is_some() {
                    // The heading of the open menu looks as under the pointer.
                    let fill = ui.visuals().widgets.hovered.weak_bg_fill;
                    let radius = CornerRadius::same(style::RADIUS);
                    let shape = Shape::rect_filled(menu.response.rect, radius, fill);
                    ui.painter().set(ground, shape);
                }
                ring_ui(ui, &menu.response);
                headings.push(&menu.response);
            }
        }
        headings.walk(ui, session.dialog().is_none());
    });
}

/// Menus have no edges, so the keyboard's focus would hardly be seen on their headings
/// and lines.
pub(super) fn ring_ui(ui: &Ui, line: &Response) {
    if line.has_focus() {
        let accent = style::color(style::theme(ui.ctx()).window.accent);
        ui.painter().rect_stroke(
            line.rect.expand2(RING_GAP),
            CornerRadius::same(style::RADIUS),
            Stroke::new(1.5, accent),
            StrokeKind::Inside,
        );
    }
}

/// What stands in the menu of a section.
fn entries(section: Section, session: &Session) -> impl Iterator<Item = &'static CommandEntry> {
    commands::all()
        .filter(move |entry| entry.section == section && entry.in_menu != InMenu::Nowhere)
        .filter(|entry| (entry.is_shown)(session))
}

fn menu_ui(ui: &mut Ui, sections: &[Section], session: &Session, commands: &mut Vec<Command>) {
    // In a low window a long menu scrolls.
    let most = (ui.ctx().content_rect().height() - BESIDE_MENU).max(60.0);
    // Else it would have the height that an area begins with.
    ui.set_max_height(most);
    ScrollArea::vertical()
        .max_height(most)
        .show(ui, |ui| lines_ui(ui, sections, session, commands));
}

fn lines_ui(ui: &mut Ui, sections: &[Section], session: &Session, commands: &mut Vec<Command>) {
    ui.set_min_width(230.0);
    let mut is_first = true;
    let mut takes_focus = walk::takes_focus(ui, ui.layer_id().id);
    for section in sections {
        let mut is_first_of_section = true;
        let mut submenu = None;
        for entry in entries(*section, session) {
            let has_line = entry.in_menu == InMenu::BelowLine || is_first_of_section;
            if has_line && !is_first {
                ui.separator();
            }
            match entry.in_menu {
                InMenu::Within(name) if submenu == Some(name) => {}
                InMenu::Within(name) => {
                    let inner = |ui: &mut Ui| submenu_ui(ui, *section, name, session, commands);
                    let line = ui.menu_button(name, inner).response;
                    ring_ui(ui, &line);
                    submenu = Some(name);
                }
                InMenu::Below | InMenu::BelowLine | InMenu::Nowhere => {
                    let line = entry_ui(ui, entry, session, commands);
                    if takes_focus && line.enabled() && !ui.is_sizing_pass() {
                        line.request_focus();
                        walk::has_entered(ui);
                        takes_focus = false;
                    }
                }
            }
            if entry.id == BEFORE_RECENT {
                let recent = ui.menu_button("Open recent", |ui| recent_ui(ui, session, commands));
                ring_ui(ui, &recent.response);
            }
            (is_first, is_first_of_section) = (false, false);
        }
    }
}

fn submenu_ui(
    ui: &mut Ui,
    section: Section,
    name: &'static str,
    session: &Session,
    commands: &mut Vec<Command>,
) {
    ui.set_min_width(200.0);
    for entry in entries(section, session).filter(|it| it.in_menu == InMenu::Within(name)) {
        entry_ui(ui, entry, session, commands);
    }
}

/// A line of a menu: the name of a command, ticked where it is a switch that is
/// on, and its keys.
pub(super) fn entry_ui(
    ui: &mut Ui,
    entry: &CommandEntry,
    session: &Session,
    commands: &mut Vec<Command>,
) -> Response {
    let label = entry.label(session);
    let response = if let Some(is_on) = entry.is_on {
        let mut is_on = is_on(session);
        check(ui, &mut is_on, &label, &label)
    } else {
        let words = text::job(&label, &Looks::of(ui).body(), f32::INFINITY);
        let mut button = egui::Button::new(words);
        if let Some(keys) = entry.keys_written(ui.ctx()) {
            button = button.shortcut_text(keys);
        }
        let response = ui.add_enabled(entry.is_enabled(session), button);
        named(&response, &label);
        response
    };
    ring_ui(ui, &response);
    if response.clicked() {
        entry.push(session, commands);
        // Of itself a menu closes at a click of the pointer, not at Enter.
        ui.close();
    }
    response
}

fn recent_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    ui.set_min_width(260.0);
    let recent = &session.settings().recent;
    if recent.is_empty() {
        ui.add_enabled(false, egui::Button::new("No files yet"));
        return;
    }
    for path in recent {
        let name = path.file_name().map_or_else(
            || path.display().to_string(),
            |name| name.to_string_lossy().into_owned(),
        );
        let response = ui
            .add_enabled(
                store::exists(path),
                egui::Button::new(text::job(&name, &Looks::of(ui).body(), f32::INFINITY)),
            )
            .on_hover_words(path.display().to_string())
            .on_disabled_hover_text(format!("{} is not there any more", path.display()));
        if response.clicked() {
            commands.push(Command::Open {
                path: path.clone(),
                allow_large: false,
            });
        }
    }
    ui.separator();
    if ui.button("Clear the list").clicked() {
        commands::push("clear-recent", session, commands);
    }
}
