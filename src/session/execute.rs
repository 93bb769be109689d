//! The one place where commands are carried out. This file only routes; the
//! bodies stand in `execute/`.

mod editing;
mod exchange;
mod file;
mod filter;
mod forms;
mod gesture;
mod notes;
mod save;
mod select;
mod settings;
mod texts;
mod view;

pub use exchange::ClaimsImport;
pub use file::host_of;
pub(super) use gesture::OpenGesture;
pub(super) use save::file_name_of;
pub(super) use texts::BroughtText;

use super::command::{Command, Effect, Example};
use super::{Session, notice::Level};

impl Session {
    /// Carries a command out.
    pub fn execute(&mut self, command: Command) {
        // Whatever else is done, what a gesture showed is done first.
        if !command.belongs_to_gesture() {
            self.commit_gesture();
        }
        if command.is_seen_on_the_map() {
            self.close_desk();
        }
        match command {
            Command::Show(dialog) => self.show_dialog(dialog),
            Command::CloseDialog => self.close_dialog(),

            Command::PickFile => self.effects.push(Effect::PickFile),
            Command::Open { path, allow_large } => self.open(path, allow_large),
            Command::OpenPending => self.open_pending(),
            Command::ClearRecent => self.clear_recent(),
            Command::OpenExample(example) => self.open_example(example),
            Command::NewFromList(list) => self.new_from_list(&list),

            Command::NewScene => self.open_example(Example::Blank),
            Command::Save => self.save(),
            Command::SaveAs => self.save_as(),
            Command::SaveTo { path, may_replace } => self.save_to(path, may_replace),
            Command::Revert => self.revert(),
            Command::RestoreCopy(id) => self.restore_copy(&id),
            Command::CompareCopy(id) => self.compare_copy(&id),
            Command::DiscardCopy(id) => self.discard_copy(&id),
            Command::LookAtVersion(number) => self.look_at_version(number),
            Command::CompareVersion(number) => self.compare_version(number),
            Command::RestoreVersion(number) => self.restore_version(number),
            Command::Outside(choice) => self.choose_outside(choice),
            Command::PickFileToCompare => self.effects.push(Effect::PickFileToCompare),
            Command::CompareFile(path) => self.compare_file(path),
            Command::Export(handout) => self.export(handout),
            Command::HandOut(command) => self.hand_out(command),
            Command::ExportTo {
                handout,
                path,
                may_replace,
            } => self.export_to(handout, path, may_replace),
            Command::PickClaims => self.effects.push(Effect::PickClaims),
            Command::ReadClaims(path) => self.read_claims(path),
            Command::TakeClaims => self.take_claims(),
            Command::CompareSaved => self.compare_saved(),
            Command::CloseComparison => self.close_comparison(),
            Command::OpenDesk(tab) => self.open_desk(tab),
            Command::CloseDesk => self.close_desk(),
            Command::ShowSource(source) => self.show_source(source),
            Command::ShowAnchor { claim, anchor } => self.show_anchor(&claim, anchor),
            Command::ShowPassage { source, passage } => self.show_passage(source, passage),
            Command::SelectText(passage) => self.select_text(passage),
            Command::ClaimFromSelection => self.claim_from_selection(),
            Command::FindElsewhere => self.find_elsewhere(),
            Command::PickText(into) => self.effects.push(Effect::PickText(into)),
            Command::ImportText { path, into } => self.import_text(path, into),
            Command::PasteText { text, into } => self.paste_text(text, into),
            Command::RemoveText(source) => self.remove_text(&source),
            Command::RemoveUnusedTexts => self.remove_unused_texts(),
            Command::PickArchive { with_texts } => self.effects.push(Effect::PickArchive {
                proposed: self.archive_name(),
                with_texts,
            }),
            Command::SendToColleague {
                path,
                with_texts,
                may_replace,
            } => {
                let texts = self.texts_to_send(with_texts);
                self.send(path, texts, may_replace);
            }
            Command::SaveThen(then) => self.save_then(then),
            Command::DiscardThen(then) => self.discard_then(then),

            Command::Edit(edit) => {
                self.edit(&edit);
            }
            Command::PreviewEdit(edit) => self.preview(edit),
            Command::PreviewMove(by) => self.preview_move(by),
            Command::CommitGesture => self.commit_gesture(),
            Command::BailGesture => self.bail_gesture(),
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            Command::Remedy(remedy) => self.remedy(remedy),
            Command::DeleteSelection => self.delete_selection(),
            Command::AddActor { name, at, tie_from } => self.add_actor(&name, at, tie_from),
            Command::AddNote { text, at } => self.add_note(&text, at),
            Command::WriteNote { note, text } => self.write_note(&note, &text),
            Command::AddTie { from, to } => self.add_tie(from, to),
            Command::BearOnNewTie { from, to } => self.bear_on_new_tie(from, to),
            Command::LetBear { claim, on } => self.let_bear(&claim, &on),
            Command::NudgeWeight { ties, by } => self.nudge_weight(&ties, by),

            Command::Arrange(command) => self.carry_out_arrange(command),
            Command::Hands(command) => self.hands_do(command),

            Command::StartInline(inline) => self.inline = Some(self.placed(inline)),
            Command::EditSelection => self.edit_selection(),
            Command::EndInline => self.inline = None,
            Command::Form(command) => self.form(command),

            Command::Select(subject) => self.select(subject),
            Command::SelectClaim(claim) => self.select(crate::model::Subject::Claim(claim)),
            Command::ToggleSelect(subject) => {
                self.selection.toggle(subject, &self.document.scene);
            }
            Command::SelectMany { subjects, is_added } => self.select_many(subjects, is_added),
            Command::SelectAll => self.select_all(),
            Command::ClearSelection => self.step_back(),

            Command::ResizeRoom(size) => self.panels.set_room(size),
            Command::ResizeCanvas(size) => self.resize_canvas(size),
            Command::Pan(drag) => self.pan(drag),
            Command::ZoomAt { pointer, factor } => self.zoom_at(pointer, factor),
            Command::Zoom(factor) => self.zoom(factor),
            Command::ZoomActual => self.zoom_actual(),
            Command::Fit => self.fit(),
            Command::FitSelection => self.fit_selection(),
            Command::ShowUnknown(is_shown) => self.view.is_showing_unknown = is_shown,
            Command::ShowEvidence(is_shown) => self.view.is_showing_evidence = is_shown,
            Command::LookBack(as_of) => self.look_back(as_of),
            Command::LookBackOn(clock) => self.look_back_on(clock),
            Command::StepDay(step) => self.step_day(step),
            Command::ReturnToNow => self.return_to_now(),

            Command::FilterClass(class, is_shown) => self.filter.set_class(class, is_shown),
            Command::FilterLeastWeight(least) => self.filter.set_least_weight(least),
            Command::FilterKind(kind, is_shown) => self.filter.set_kind(kind, is_shown),
            Command::FilterOnlyKind(kind) => self.filter.set_only_kind(&self.document.scene, &kind),
            Command::FilterGrade(least) => self.filter.set_least_grade(least),
            Command::Search(text) => self.filter.set_search(text),
            Command::ClearFilter => self.clear_filter(),
            Command::Find(command) => self.find_command(command),
            Command::Table(command) => self.table(command),
            Command::Browse(command) => self.browse_by(command),
            Command::Slides(command) => self.slides_command(command),

            Command::SetTheme(choice) => self.set(|settings| settings.theme = choice),
            Command::SetInterfaceScale(scale) => self.set_interface_scale(scale),
            Command::SetInputDevice(device) => self.set(|settings| settings.input_device = device),
            Command::SetNames(names) => self.set(|settings| settings.names = names),
            Command::SetOnDiscs(content) => self.set(|settings| settings.on_discs = content),
            Command::SetReducedMotion(is_reduced) => {
                self.set(|settings| settings.reduced_motion = is_reduced);
            }
            Command::DismissHints => self.set(|settings| settings.hints_dismissed = true),
            Command::ShowHints => self.set(|settings| settings.hints_dismissed = false),
            Command::ShowPanel(side, is_shown) => self.show_panel(side, is_shown),
            Command::SizePanel(side, size_pts) => self.size_panel(side, size_pts),
            Command::Present(command) => self.present(command),
            Command::ToggleFullscreen => self.effects.push(Effect::ToggleFullscreen),
            Command::AskToOpenUrl(url) => self.ask_to_open_url(url),
            Command::OpenUrl(url) => self.open_url(url),
            Command::Copy(text) => self.copy(text),
            Command::Warn(text) => self.notify(Level::Warning, text),
            Command::DismissNotice(id) => self.notices.dismiss(id),
            Command::Quit => self.quit(),
        }
        // A form goes with what it was opened on; its draft stays.
        self.drafts.follow(&self.selection);
        self.follow_at_desk();
        self.refresh_texts();
        // Whatever falls over from here on, this is kept.
        self.tell_keeper();
    }

    fn copy(&mut self, text: String) {
        self.effects.push(Effect::Copy(text));
        self.notify(Level::Info, "Copied.");
    }
}
