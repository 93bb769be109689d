//! Dialogs, one at a time, each in a file of its own.

mod about;
mod add_text;
mod ask;
mod check_slides;
mod cluster;
mod estimate;
mod export;
mod import;
mod keys;
mod kinds;
mod name_view;
mod new_from_list;
mod open_path;
mod outside;
mod pasted;
mod places;
mod problems;
mod properties;
mod recovery;
mod save_path;
mod send;
mod settings;
mod snapshots;
mod sources;
mod versions;

use std::path::Path;

use egui::{Align2, Id, Key, Modal, Ui, Vec2};
use lucide_icons::Icon;

use crate::session::{Command, Dialog, Session};

pub(super) use check_slides::{finding_ui, fix_words};
pub(super) use problems::{sentence, severity_color};

use super::native;
use super::palette::Palette;
use super::search::Search;
use super::slides::SlideFindings;
use super::style;
use super::text::{self, Look, Looks};
use super::widget::{icon_button, row_with_end};

/// The dialogs, with what is half typed in them.
#[derive(Default)]
pub(super) struct Dialogs {
    path: String,
    list: new_from_list::Draft,
    /// The document that was open when the list was begun.
    list_of: u64,
    keys: String,
    palette: Palette,
    search: Search,
    cluster: cluster::ClusterUi,
    shown: Option<Dialog>,
    focus_before: Option<Id>,
    /// What had the focus while a dialog was open.
    focus_within: Option<Id>,
    add_text: add_text::AddTextUi,
    export: export::ExportUi,
    kinds: kinds::KindsUi,
    properties: properties::PropertiesUi,
    recovery: recovery::RecoveryUi,
    send: send::SendUi,
    sources: sources::SourcesUi,
    versions: versions::VersionsUi,
}

impl Dialogs {
    /// Shows the dialog that is open, if any.
    pub(super) fn ui(
        &mut self,
        ui: &Ui,
        session: &Session,
        findings: &SlideFindings,
        commands: &mut Vec<Command>,
    ) {
        // One that waits behind a comparison is as it was when it is seen again.
        if session.dialog().is_some() && session.front_dialog().is_none() {
            return;
        }
        self.follow(ui, session);
        self.open_ui(ui, session, findings, commands);
        if session.dialog().is_some() {
            // A field may take the focus anew while Escape closes its dialog.
            self.focus_within = ui.memory(|memory| memory.focused());
        }
    }

    /// Shows what is open.
    fn open_ui(
        &mut self,
        ui: &Ui,
        session: &Session,
        findings: &SlideFindings,
        commands: &mut Vec<Command>,
    ) {
        let document = session.derived().document_revision();
        if self.list_of != document {
            // A scene was made of the list, or the person went on to another.
            self.list = new_from_list::Draft::default();
            self.list_of = document;
        }
        let Some(dialog) = session.dialog() else {
            return;
        };
        if *dialog == Dialog::Palette {
            // Who went somewhere goes on from there, not from where the focus was.
            let gone_to = self.palette.ui(ui, session, commands);
            self.focus_before = gone_to.or(self.focus_before);
            return;
        }
        if *dialog == Dialog::Search {
            let gone_to = self.search.ui(ui, session, commands);
            self.focus_before = gone_to.or(self.focus_before);
            return;
        }
        let room = ui.ctx().content_rect().size();
        let shadow = style::color(style::theme(ui.ctx()).window.shadow);
        let shown = Modal::new(Id::unique("dialog"))
            .backdrop_color(shadow)
            .frame(egui::Frame::popup(&ui.ctx().global_style()).inner_margin(20))
            .show(ui.ctx(), |ui| {
                let width = wanted_width(dialog).min(room.x - 60.0).max(1.0);
                ui.set_width(width);
                ui.set_max_height((room.y - 120.0).max(1.0));
                if *dialog == Dialog::CheckSlides {
                    check_slides::check_slides_ui(ui, session, findings, commands);
                    return;
                }
                self.content_ui(ui, dialog, session, commands);
            });
        if shown.should_close() && !ui.input(|input| input.key_pressed(Key::Escape)) {
            commands.push(Command::CloseDialog);
        }
    }

    /// A dialog that opens closes menus and takes the keyboard's focus; one that
    /// closes gives it back.
    fn follow(&mut self, ui: &Ui, session: &Session) {
        let dialog = session.dialog();
        let focused = ui.memory(|memory| memory.focused());
        if self.shown.as_ref() == dialog {
            return;
        }
        if dialog.is_some() {
            egui::Popup::close_all(ui.ctx());
            if let Some(focus) = focused {
                ui.memory_mut(|memory| memory.surrender_focus(focus));
            }
            self.focus_before = self.focus_before.or(focused);
        } else {
            self.path.clear();
            self.keys.clear();
            self.add_text.close();
            self.export.close();
            self.kinds.close();
            self.properties.close();
            self.recovery.close();
            self.sources.close();
            self.versions.close();
            // What the command opened, such as the field of a new note, may have it by now.
            let is_taken = focused.is_some() && focused != self.focus_within;
            if let Some(focus) = self.focus_before.take().filter(|_| !is_taken) {
                ui.memory_mut(|memory| memory.request_focus(focus));
            }
        }
        if let Some(Dialog::NameView(view)) = dialog {
            self.path = name_view::proposed(session, view.as_ref());
        }
        if let Some(
            Dialog::SavePath(proposed)
            | Dialog::ExportPath(_, proposed)
            | Dialog::SendPath { proposed, .. },
        ) = dialog
        {
            self.path = proposed.display().to_string();
        }
        self.palette.clear();
        self.search.clear();
        self.shown = dialog.cloned();
    }

    fn content_ui(
        &mut self,
        ui: &mut Ui,
        dialog: &Dialog,
        session: &Session,
        commands: &mut Vec<Command>,
    ) {
        match dialog {
            Dialog::About => about::about_ui(ui, session, commands),
            Dialog::Keys => keys::keys_ui(ui, &mut self.keys, commands),
            Dialog::OpenPath => open_path::open_path_ui(ui, &mut self.path, commands),
            Dialog::ComparePath => open_path::compare_path_ui(ui, &mut self.path, commands),
            Dialog::Export => self.export.ui(ui, session, commands),
            Dialog::ExportPath(handout, _) => {
                export::path_ui(ui, handout, &mut self.path, commands);
            }
            Dialog::ReplaceByExport(handout, path) => {
                export::replace_ui(ui, handout, path, commands);
            }
            Dialog::ClaimsPath => open_path::claims_path_ui(ui, &mut self.path, commands),
            Dialog::ImportClaims => import::import_ui(ui, session, commands),
            Dialog::NewFromList => {
                new_from_list::new_from_list_ui(ui, &mut self.list, commands);
            }
            // They are shown above.
            Dialog::Palette | Dialog::Search | Dialog::CheckSlides => {}
            Dialog::Settings => settings::settings_ui(ui, session, commands),
            Dialog::Estimate => estimate::estimate_ui(ui, session, commands),
            Dialog::DraftEstimate(tie) => {
                estimate::draft_estimate_ui(ui, session, tie, commands);
            }
            Dialog::Cluster(claim) => self.cluster.ui(ui, session, claim, commands),
            Dialog::SceneProperties => self.properties.ui(ui, session, commands),
            Dialog::NameView(view) => {
                name_view::name_view_ui(ui, view.as_ref(), &mut self.path, commands);
            }
            Dialog::Kinds => self.kinds.ui(ui, session, commands),
            Dialog::Pasted => pasted::pasted_ui(ui, session, commands),
            Dialog::AddText(into) => self.add_text.ui(ui, session, into.as_ref(), commands),
            Dialog::Sources => self.sources.ui(ui, session, commands),
            Dialog::Snapshots => snapshots::snapshots_ui(ui, session, commands),
            Dialog::TextPath(into) => {
                open_path::text_path_ui(ui, into.as_ref(), &mut self.path, commands);
            }
            Dialog::Send => self.send.ui(ui, session, commands),
            Dialog::SendPath { with_texts, .. } => {
                open_path::send_path_ui(ui, *with_texts, &mut self.path, commands);
            }
            Dialog::TooLarge { path, bytes } => ask::too_large_ui(ui, path, *bytes, commands),
            Dialog::Incomplete => ask::incomplete_ui(ui, session, commands),
            Dialog::Url(url) => ask::url_ui(ui, url, commands),
            Dialog::SavePath(_) => save_path::save_path_ui(ui, &mut self.path, commands),
            Dialog::Replace(path) => ask::replace_ui(ui, path, commands),
            Dialog::Unsaved(then) => ask::unsaved_ui(ui, session, *then, commands),
            Dialog::Recovery => self.recovery.ui(ui, session, commands),
            Dialog::Versions => self.versions.ui(ui, session, commands),
            Dialog::Conflict => outside::conflict_ui(ui, session, commands),
            Dialog::Places => places::places_ui(ui, session, commands),
            Dialog::Log => places::log_ui(ui, session, commands),
        }
    }
}

fn wanted_width(dialog: &Dialog) -> f32 {
    match dialog {
        Dialog::Cluster(_) | Dialog::Export => 960.0,
        Dialog::NewFromList | Dialog::Versions | Dialog::Log => 860.0,
        Dialog::Keys => 820.0,
        Dialog::ImportClaims | Dialog::Incomplete | Dialog::Recovery | Dialog::Places => 720.0,
        Dialog::Estimate
        | Dialog::DraftEstimate(_)
        | Dialog::Snapshots
        | Dialog::Sources
        | Dialog::Pasted
        | Dialog::CheckSlides
        | Dialog::AddText(_) => 680.0,
        Dialog::SceneProperties | Dialog::Conflict => 620.0,
        Dialog::Kinds | Dialog::About | Dialog::Palette | Dialog::Search | Dialog::Settings => {
            560.0
        }
        Dialog::OpenPath
        | Dialog::ComparePath
        | Dialog::ClaimsPath
        | Dialog::ExportPath(..)
        | Dialog::ReplaceByExport(..)
        | Dialog::SavePath(_)
        | Dialog::NameView(_)
        | Dialog::Send
        | Dialog::SendPath { .. }
        | Dialog::TextPath(_)
        | Dialog::TooLarge { .. }
        | Dialog::Url(_)
        | Dialog::Replace(_)
        | Dialog::Unsaved(_) => 500.0,
    }
}

/// The title of a dialog, with a button that closes it.
fn head_ui(ui: &mut Ui, title: &str, commands: &mut Vec<Command>) {
    let look = Looks::of(ui).title();
    row_with_end(
        ui,
        28.0,
        |ui| {
            if icon_button(ui, Icon::X, "Close dialog", Some("Esc"), false).clicked() {
                commands.push(Command::CloseDialog);
            }
        },
        |ui| text::line(ui, title, &look),
    );
    ui.add_space(6.0);
}

/// Gives a button the focus where nothing has it yet, so that Enter presses it.
fn focused_first(ui: &Ui, button: egui::Response) -> egui::Response {
    if ui.memory(|memory| memory.focused().is_none()) {
        button.request_focus();
    }
    button
}

/// A path that can be marked and copied; `what` is what lies there.
fn path_ui(ui: &mut Ui, path: &Path, what: &str, commands: &mut Vec<Command>) {
    let words = path.display().to_string();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let room = (ui.available_width() - 38.0).max(40.0);
        ui.scope(|ui| {
            ui.set_max_width(room);
            let job = text::job(&words, &Looks::of(ui).small(), room);
            ui.add(egui::Label::new(job).wrap().selectable(true));
        });
        let name = format!("Copy the path of {what}");
        if icon_button(ui, Icon::Copy, &name, None, false).clicked() {
            commands.push(Command::Copy(words.clone()));
        }
    });
}

/// A button that stands out: what the dialog is for.
fn main_button(ui: &mut Ui, words: &str) -> egui::Response {
    let window = &style::theme(ui.ctx()).window;
    let words = egui::RichText::new(words)
        .color(style::color(window.on_accent))
        .family(style::bold());
    ui.add(egui::Button::new(words).fill(style::color(window.accent)))
}

/// While a file is held over the window: that it can be dropped. Once dropped:
/// opens it, or adds the text in it as a source.
pub(super) fn drop_ui(ui: &Ui, commands: &mut Vec<Command>) {
    let (hovered, dropped) = ui.input(|input| {
        let dropped = input
            .raw
            .dropped_files
            .first()
            .map(|file| file.path().to_path_buf());
        (!input.raw.hovered_files.is_empty(), dropped)
    });
    if let Some(path) = dropped {
        commands.push(if native::is_text(&path) {
            Command::ImportText { path, into: None }
        } else {
            Command::Open {
                path,
                allow_large: false,
            }
        });
    }
    if hovered {
        let window = &style::theme(ui.ctx()).window;
        let painter = ui.ctx().layer_painter(egui::LayerId::new(
            egui::Order::Foreground,
            Id::unique("drop"),
        ));
        let rect = ui.ctx().content_rect();
        painter.rect_filled(rect, 0.0, style::color(window.panel.faded(0.85)));
        let look = Look::new(style::size::TITLE, style::color(window.text)).bold();
        let galley = painter.layout_job(text::job(
            "Drop a scene to open it, or a text to add it as a source",
            &look,
            f32::INFINITY,
        ));
        let place = Align2::CENTER_CENTER.anchor_size(rect.center(), galley.size() + Vec2::ZERO);
        painter.galley(place.min, galley, look.color);
    }
}
