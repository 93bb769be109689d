//! Forms: opened, filled, saved as one step, or left as drafts.

use crate::edit::Edit;
use crate::model::Subject;
use crate::session::draft::{ClaimForm, Form, FormCommand, Saved, SavedSource, SourceForm};
use crate::session::{Dialog, PanelSide, Session};

impl Session {
    /// The form of a new claim on what is selected.
    pub fn new_claim_form(&self) -> Form {
        Form::Claim(ClaimForm::New(self.selection.focus().cloned()))
    }

    pub(in crate::session) fn form(&mut self, command: FormCommand) {
        match command {
            FormCommand::Open(form) => self.open_form(form),
            FormCommand::OpenSourceFor { anchor } => {
                self.open_form(Form::Source(SourceForm::New));
                self.drafts.await_source(anchor);
            }
            FormCommand::Change(content) => self.drafts.change(*content),
            FormCommand::Save(Form::Claim(form)) => self.save_claim(&form),
            FormCommand::Save(Form::Source(form)) => self.save_source(&form),
            FormCommand::Save(Form::Properties) => self.save_properties(),
            FormCommand::Close(Form::Claim(_)) => self.drafts.close_claim(),
            FormCommand::Close(Form::Source(_)) => self.close_source_form(),
            FormCommand::Close(Form::Properties) => self.close_dialog(),
            FormCommand::Discard(form) => self.discard(&form),
        }
    }

    fn open_form(&mut self, form: Form) {
        let scene = std::sync::Arc::clone(&self.document.scene);
        match form {
            Form::Claim(form) => {
                match &form {
                    ClaimForm::Change(id) => {
                        self.selection.select(Subject::Claim(id.clone()), &scene);
                    }
                    ClaimForm::New(Some(on)) => {
                        // A claim that is selected would be what the panel is about.
                        self.selection.select(Subject::Scene, &scene);
                        self.selection.select(on.clone(), &scene);
                    }
                    ClaimForm::New(None) => self.selection.select(Subject::Scene, &scene),
                }
                self.dialog = None;
                if self.desk.is_none() {
                    self.bring_up_panel(PanelSide::Right);
                }
                let at = self.selection.clone();
                self.drafts.open_claim_form(form, &scene, at);
            }
            Form::Source(form) => {
                self.drafts.open_source_form(form, &scene);
                self.dialog = Some(Dialog::Sources);
            }
            Form::Properties => self.show_dialog(Dialog::SceneProperties),
        }
    }

    /// Opens a dialog; a form in it begins with what the scene has.
    pub(super) fn show_dialog(&mut self, dialog: Dialog) {
        if dialog == Dialog::SceneProperties {
            self.drafts.open_properties(&self.document.scene);
        }
        if dialog == Dialog::Versions {
            self.list_versions();
        }
        if dialog == Dialog::Snapshots {
            self.look_at_texts();
            self.look_for_unused_texts();
        }
        if dialog == Dialog::Log {
            self.read_log();
        }
        self.dialog = Some(dialog);
    }

    /// The draft of the form, where it has one: what is wrong stays in the form.
    fn save_claim(&mut self, form: &ClaimForm) {
        let Some(draft) = self.drafts.claim(form) else {
            return;
        };
        let edit = match draft.content.saved(form, &self.document.scene) {
            Ok(Saved::New(claim)) => Edit::AddClaim {
                claim: Box::new(claim),
                at: None,
            },
            Ok(Saved::Changed(claim)) => Edit::ChangeClaim(Box::new(claim)),
            Err(_wrong_fields) => {
                if let Some(draft) = self.drafts.claim_mut(form) {
                    draft.is_tried = true;
                }
                return;
            }
        };
        if self.edit(&edit) {
            self.drafts.discard(&Form::Claim(form.clone()));
        }
    }

    fn save_source(&mut self, form: &SourceForm) {
        let Some(draft) = self.drafts.source(form) else {
            return;
        };
        let (edit, id) = match draft.content.saved(form, &self.document.scene) {
            Ok(SavedSource::New(source)) => {
                let id = source.id.clone();
                (Edit::AddSource(Box::new(source)), id)
            }
            Ok(SavedSource::Changed(source)) => {
                let id = source.id.clone();
                (Edit::ChangeSource(Box::new(source)), id)
            }
            Err(_wrong_fields) => {
                if let Some(draft) = self.drafts.source_mut(form) {
                    draft.is_tried = true;
                }
                return;
            }
        };
        if self.edit(&edit) {
            if self.drafts.is_source_awaited() {
                self.drafts.hand_source(&id);
                self.dialog = None;
            }
            self.drafts.discard(&Form::Source(form.clone()));
            if self.desk.is_some() {
                self.dialog = None;
                self.show_source(id);
            }
        }
    }

    fn save_properties(&mut self) {
        let Some(draft) = self.drafts.properties() else {
            return;
        };
        match draft.content.check() {
            Ok(properties) => {
                let is_showing_unknown = properties.is_showing_unknown;
                let was_showing_unknown = self.document.scene.is_showing_unknown;
                let is_showing_evidence = properties.is_showing_evidence;
                let was_showing_evidence = self.document.scene.is_showing_evidence;
                if self.edit(&Edit::SetProperties(Box::new(properties))) {
                    self.drafts.discard(&Form::Properties);
                    self.dialog = None;
                    if is_showing_unknown != was_showing_unknown {
                        self.view.is_showing_unknown = is_showing_unknown;
                    }
                    if is_showing_evidence != was_showing_evidence {
                        self.view.is_showing_evidence = is_showing_evidence;
                    }
                }
            }
            Err(_wrong_fields) => {
                if let Some(draft) = self.drafts.properties_mut() {
                    draft.is_tried = true;
                }
            }
        }
    }

    /// Back to the list of sources, or to the form that waits for one.
    fn close_source_form(&mut self) {
        if self.drafts.is_source_awaited() {
            self.dialog = None;
        }
        self.drafts.close_source();
    }

    fn discard(&mut self, form: &Form) {
        let is_awaited = self.drafts.is_source_awaited();
        match form {
            Form::Source(_) if is_awaited => self.dialog = None,
            Form::Properties => self.dialog = None,
            Form::Claim(_) | Form::Source(_) => {}
        }
        self.drafts.discard(form);
    }
}
