//! The earlier versions of the open file: a list, and what the chosen one holds.

use egui::{
    CornerRadius, EventFilter, Key, Rect, Response, ScrollArea, Sense, Stroke, StrokeKind, Ui, Vec2,
};

use crate::model::Scene;
use crate::session::{Command, SMALL_PICTURE, Session, SmallPicture, VersionList, VersionRow};
use crate::ui::paint::{Placing, Triangles, paint_texts};
use crate::ui::style;
use crate::ui::text::{self, Look, Looks};
use crate::ui::words::{capital, counted, file_name, local_time, size};

use super::{head_ui, main_button, path_ui};

/// Width of the list, in points.
const LIST: f32 = 252.0;
/// Space between list and picture, in points.
const GAP: f32 = 20.0;
/// Height of a row of the list, in points.
const ROW: f32 = 46.0;
/// Room below the picture for words and buttons, in points.
const BELOW: f32 = 156.0;

/// What the dialog keeps while it is open.
#[derive(Default)]
pub(super) struct VersionsUi {
    /// The triangles of the picture, with what they were made of.
    picture: Option<(usize, f64, [Triangles; 2])>,
    /// The version whose row had the keyboard's focus last.
    focused: Option<u64>,
}

impl VersionsUi {
    /// Begins anew.
    pub(super) fn close(&mut self) {
        *self = Self::default();
    }

    /// Shows the dialog.
    pub(super) fn ui(&mut self, ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
        let name = session.document().file().map(file_name);
        let title = name.map_or_else(
            || "Versions".to_owned(),
            |name| format!("Versions of {name}"),
        );
        head_ui(ui, &title, commands);
        let looks = Looks::of(ui);
        let Some(list) = session.versions() else {
            text::label(ui, "They are being looked for\u{2026}", &looks.body());
            return;
        };
        if list.rows.is_empty() {
            let words = "No version is kept yet: each save keeps one, and the last ten stay.";
            text::label(ui, words, &looks.body());
            return;
        }
        let height = ui.available_height();
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            ui.vertical(|ui| {
                ui.set_width(LIST);
                let words = "Each save keeps one; the last ten stay.";
                text::label(ui, words, &looks.small());
                ui.add_space(4.0);
                ScrollArea::vertical()
                    .auto_shrink([false, true])
                    .max_height((height - 40.0).max(ROW))
                    .show(ui, |ui| self.list_ui(ui, session, list, commands));
            });
            ui.vertical(|ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.x = 8.0;
                if let Some(row) = list.chosen() {
                    self.version_ui(ui, session, list, row, commands);
                }
            });
        });
    }

    fn list_ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        list: &VersionList,
        commands: &mut Vec<Command>,
    ) {
        ui.spacing_mut().item_spacing.y = 2.0;
        for (at, row) in list.rows.iter().enumerate() {
            let number = row.version.number;
            let is_chosen = list.chosen == Some(number);
            let response = row_ui(ui, session, row, is_chosen);
            if is_chosen && self.focused != Some(number) {
                // The list has the keyboard: arrow keys choose, Enter restores.
                self.focused = Some(number);
                response.request_focus();
                response.scroll_to_me(None);
            }
            let step = step_of(ui, &response);
            if response.has_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
                if is_chosen && can_restore(row) {
                    commands.push(Command::RestoreVersion(number));
                }
            } else if response.clicked() {
                commands.push(Command::LookAtVersion(number));
            }
            let next = at.checked_add_signed(step).and_then(|at| list.rows.get(at));
            if let Some(next) = next.filter(|_| step != 0) {
                commands.push(Command::LookAtVersion(next.version.number));
            }
        }
    }

    /// A version: picture, what is in it, and what can be done with it.
    fn version_ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        list: &VersionList,
        row: &VersionRow,
        commands: &mut Vec<Command>,
    ) {
        let looks = Looks::of(ui);
        let scene = match &row.scene {
            Some(Ok(scene)) => Some(scene.as_ref()),
            Some(Err(why)) => {
                let hue = style::color(style::theme(ui.ctx()).window.error);
                let look = Look::new(style::size::BODY, hue);
                text::label(ui, "This version cannot be read.", &look);
                text::label(ui, why, &looks.small());
                path_ui(ui, &row.version.path, "the version", commands);
                return;
            }
            None => None,
        };
        self.picture_ui(ui, row, list.picture());
        ui.add_space(4.0);
        let Some(scene) = scene else {
            text::label(ui, "It is being read\u{2026}", &looks.small());
            return;
        };
        text::line(ui, &scene.title, &looks.body().bold());
        text::line(ui, &counts(scene), &looks.small());
        ui.add_space(2.0);
        text::label(ui, &difference(row), &looks.body());
        ui.add_space(6.0);
        let number = row.version.number;
        let can_restore = can_restore(row);
        ui.horizontal(|ui| {
            ui.add_enabled_ui(can_restore, |ui| {
                if main_button(ui, "Restore").clicked() {
                    commands.push(Command::RestoreVersion(number));
                }
                if ui.button("Compare").clicked() {
                    commands.push(Command::CompareVersion(number));
                }
            });
        });
        let words = if session.has_unsaved() {
            "Restoring is a step: undo brings back what is open now, unsaved changes too. \
             The file stays as it is until you save."
        } else {
            "Restoring is a step that can be undone. The file stays as it is until you save."
        };
        text::label(ui, words, &looks.small());
    }

    fn picture_ui(&mut self, ui: &mut Ui, row: &VersionRow, picture: Option<&SmallPicture>) {
        let shape = SMALL_PICTURE.aspect_ratio_width() as f32;
        let most_high = (ui.available_height() - BELOW).max(90.0);
        let width = ui.available_width().min(most_high * shape);
        let (rect, _) = ui.allocate_exact_size(Vec2::new(width, width / shape), Sense::hover());
        if !ui.is_rect_visible(rect) {
            return;
        }
        let window = &style::theme(ui.ctx()).window;
        let radius = CornerRadius::same(style::RADIUS);
        if let Some(picture) = picture {
            self.paint(ui, rect, picture);
        } else {
            ui.painter()
                .rect_filled(rect, radius, style::color(window.raised));
            let is_coming = row.scene.is_none() || row.is_drawn();
            let words = if is_coming {
                ""
            } else {
                "Too large for a small picture"
            };
            let look = Looks::of(ui).small();
            let galley = ui
                .painter()
                .layout_job(text::job(words, &look, rect.width()));
            let place = rect.center() - galley.size() / 2.0;
            ui.painter().galley(place, galley, look.color);
        }
        let edge = Stroke::new(1.0, style::color(window.line));
        ui.painter()
            .rect_stroke(rect, radius, edge, StrokeKind::Inside);
    }

    fn paint(&mut self, ui: &Ui, rect: Rect, picture: &SmallPicture) {
        let drawing = &picture.drawing;
        let shrunk = f64::from(rect.width()) / SMALL_PICTURE.width;
        let scale = picture.camera.zoom() * shrunk;
        let page = SMALL_PICTURE.to_rect();
        let origin = picture.camera.screen_from_layout(page) * kurbo::Point::ORIGIN;
        let origin = rect.min + Vec2::new((origin.x * shrunk) as f32, (origin.y * shrunk) as f32);
        let placing = Placing { origin, scale };
        let made_of = std::sync::Arc::as_ptr(drawing) as usize;
        let is_stale = |kept: &(usize, f64, [Triangles; 2])| kept.0 != made_of || kept.1 != scale;
        if self.picture.as_ref().is_none_or(is_stale) {
            let density = ui.ctx().pixels_per_point();
            let of = |items: &[_]| Triangles::new(items, scale, density);
            self.picture = Some((made_of, scale, [of(&drawing.ground), of(&drawing.figures)]));
        }
        let painter = ui.painter_at(rect);
        painter.rect_filled(rect, 0.0, style::color(drawing.background));
        if let Some((_, _, triangles)) = &mut self.picture {
            for triangles in triangles {
                triangles.paint(&painter, placing.origin, placing.scale);
            }
        }
        paint_texts(&painter, &drawing.figures, placing);
    }
}

/// Which way an arrow key asks to go from a row that has the focus.
fn step_of(ui: &Ui, row: &Response) -> isize {
    if !row.has_focus() {
        return 0;
    }
    let filter = EventFilter {
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(row.id, filter));
    ui.input(|input| {
        isize::from(input.key_pressed(Key::ArrowDown))
            - isize::from(input.key_pressed(Key::ArrowUp))
    })
}

/// A row of the list: when, which, how large.
fn row_ui(ui: &mut Ui, session: &Session, row: &VersionRow, is_chosen: bool) -> Response {
    let looks = Looks::of(ui);
    let size_wanted = Vec2::new(ui.available_width(), ROW);
    let (rect, response) = ui.allocate_exact_size(size_wanted, Sense::click());
    let time = row.version.kept.and_then(local_time);
    let time = time.unwrap_or_else(|| "at an unknown time".to_owned());
    let mut parts = vec![
        format!("version {}", row.version.number),
        size(row.version.bytes),
    ];
    if session.is_as_saved(&row.version) {
        parts.push("as saved last".to_owned());
    }
    let about = capital(&parts.join(" \u{b7} "));
    let spoken = format!("{time}, {about}");
    response.widget_info(|| {
        egui::WidgetInfo::selected(
            egui::accesskit::Role::ListBoxOption,
            true,
            is_chosen,
            &spoken,
        )
    });
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let window = &style::theme(ui.ctx()).window;
    let radius = CornerRadius::same(style::RADIUS);
    let painter = ui.painter();
    if is_chosen {
        painter.rect_filled(rect, radius, style::color(window.accent_faint));
    } else if response.hovered() {
        painter.rect_filled(rect, radius, style::color(window.hover));
    }
    if response.has_focus() {
        let stroke = Stroke::new(1.5, style::color(window.accent));
        painter.rect_stroke(rect, radius, stroke, StrokeKind::Inside);
    }
    let body = looks.body();
    let mut small = looks.small();
    if is_chosen {
        small.color = body.color;
    }
    for (words, look, top) in [(&time, &body, 5.0), (&about, &small, 24.0)] {
        let galley = painter.layout_job(text::job(words, look, f32::INFINITY));
        painter.galley(rect.min + Vec2::new(10.0, top), galley, look.color);
    }
    response
}

fn counts(scene: &Scene) -> String {
    [
        counted(scene.actors.len(), "actor", "actors"),
        counted(scene.ties.len(), "tie", "ties"),
        counted(scene.claims.len(), "claim", "claims"),
        counted(scene.sources.len(), "source", "sources"),
    ]
    .join(" \u{b7} ")
}

/// Whether it can be read, and is another than what is open.
fn can_restore(row: &VersionRow) -> bool {
    let is_read = row.scene.as_ref().is_some_and(Result::is_ok);
    is_read && !is_same(row)
}

fn is_same(row: &VersionRow) -> bool {
    row.summary.as_deref() == Some("nothing")
}

/// How it differs from the open scene, as a sentence.
fn difference(row: &VersionRow) -> String {
    match &row.summary {
        Some(_) if is_same(row) => "The same as what is open now.".to_owned(),
        Some(summary) => format!("Going back to it: {summary}."),
        None => String::new(),
    }
}
