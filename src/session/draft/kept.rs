//! Forms that are not finished, as they are kept for the case of a crash.
//!
//! A form is a list of names and texts. Records within it have numbers in their
//! names, from 0: `bearing.1.reason`. A choice that was not made has no entry, an
//! empty text has one. What is not understood is passed over: a copy may be of
//! another version of the program.

mod fields;
mod records;

use super::{
    ClaimDraft, ClaimForm, Draft, Drafts, Form, FormCommand, PropertiesDraft, SourceDraft,
    SourceForm, is_there,
};
use crate::edit::Properties;
use crate::file::recovery::KeptForm;
use crate::model::{ClaimId, Id, Scene, SourceId, Subject};

use fields::{Fields, Reader};
use records::{keep_claim, keep_properties, keep_source, read_claim, read_properties, read_source};

/// Names of forms.
const CLAIM: &str = "claim";
const SOURCE: &str = "source";
const PROPERTIES: &str = "properties";

impl Drafts {
    /// What stands in forms and is not part of the scene.
    pub(in crate::session) fn kept(&self, are_properties_shown: bool) -> Vec<KeptForm> {
        let is_waited_for = |draft: &&Draft<ClaimForm, ClaimDraft>| {
            let waiting = self.waiting.as_ref();
            draft.is_changed() || waiting.is_some_and(|(form, _)| *form == draft.form)
        };
        let claims = self.claims.iter().filter(is_waited_for);
        let sources = self.sources.iter().filter(|draft| draft.is_changed());
        let properties = self.properties.iter().filter(|draft| draft.is_changed());
        let claims = claims.map(|draft| self.kept_claim(draft));
        let sources = sources.map(|draft| self.kept_source(draft));
        let properties = properties.map(|draft| {
            let mut fields = Fields::default();
            fields.switch("open", are_properties_shown);
            fields.switch("tried", draft.is_tried);
            keep_properties(&mut fields, &draft.content);
            fields.of(PROPERTIES)
        });
        claims.chain(sources).chain(properties).collect()
    }

    fn kept_claim(&self, draft: &Draft<ClaimForm, ClaimDraft>) -> KeptForm {
        let mut fields = Fields::default();
        let what_for = match &draft.form {
            ClaimForm::New(None) => "new".to_owned(),
            ClaimForm::New(Some(on)) => format!("new on {on}"),
            ClaimForm::Change(id) => format!("change {id}"),
        };
        fields.text("for", &what_for);
        let open = self.open_claim.as_ref().map(|(form, _)| form);
        fields.switch("open", open == Some(&draft.form));
        fields.switch("tried", draft.is_tried);
        if let Some((form, anchor)) = &self.waiting
            && *form == draft.form
        {
            fields.text("awaits.source", &anchor.to_string());
        }
        keep_claim(&mut fields, &draft.content);
        fields.of(CLAIM)
    }

    fn kept_source(&self, draft: &Draft<SourceForm, SourceDraft>) -> KeptForm {
        let mut fields = Fields::default();
        let what_for = match &draft.form {
            SourceForm::New => "new".to_owned(),
            SourceForm::Change(id) => format!("change {id}"),
        };
        fields.text("for", &what_for);
        fields.switch("open", self.open_source.as_ref() == Some(&draft.form));
        fields.switch("tried", draft.is_tried);
        keep_source(&mut fields, &draft.content);
        fields.of(SOURCE)
    }

    /// Takes up the forms that were kept, in this scene. What is given opens those
    /// again that were open; one whose tie, actor or claim is gone stays closed.
    pub(in crate::session) fn take_kept(
        &mut self,
        forms: &[KeptForm],
        scene: &Scene,
    ) -> Vec<FormCommand> {
        let (mut open, mut open_after) = (Vec::new(), Vec::new());
        let mut is_awaited = false;
        for kept in forms {
            let fields = Reader::of(kept);
            let is_open = fields.is_on("open");
            match kept.form.as_str() {
                CLAIM => {
                    let Some(form) = self.take_claim(&fields, scene) else {
                        continue;
                    };
                    if is_open && can_open(&form, scene) {
                        open.push(FormCommand::Open(Form::Claim(form)));
                        if let Some(anchor) = fields.number("awaits.source") {
                            is_awaited = true;
                            open_after.push(FormCommand::OpenSourceFor { anchor });
                        }
                    }
                }
                SOURCE => {
                    if let Some(form) = self.take_source(&fields, scene)
                        && is_open
                    {
                        open_after.push(FormCommand::Open(Form::Source(form)));
                    }
                }
                PROPERTIES => {
                    self.take_properties(&fields, scene);
                    if is_open {
                        open_after.push(FormCommand::Open(Form::Properties));
                    }
                }
                other => log::warn!("a form of another version was passed over: {other}"),
            }
        }
        // The new source that a claim waits for is opened by that.
        open_after.retain(|command| {
            !is_awaited || *command != FormCommand::Open(Form::Source(SourceForm::New))
        });
        open.extend(open_after);
        open
    }

    fn take_claim(&mut self, fields: &Reader<'_>, scene: &Scene) -> Option<ClaimForm> {
        let what_for = fields.find("for")?;
        let form = match what_for.split_once(' ') {
            None => ClaimForm::New(None),
            Some(("new", on)) => ClaimForm::New(Some(subject(on.strip_prefix("on ")?)?)),
            Some(("change", id)) => ClaimForm::Change(ClaimId::new(id).ok()?),
            Some(_) => return None,
        };
        if self.claim(&form).is_some() {
            return None;
        }
        let begun = match &form {
            ClaimForm::New(on) => ClaimDraft::new_on(on.as_ref(), scene),
            ClaimForm::Change(id) => scene
                .claims
                .get(id)
                .map_or_else(ClaimDraft::default, ClaimDraft::of),
        };
        self.claims.push(Draft {
            begun,
            content: read_claim(fields),
            is_tried: fields.is_on("tried"),
            form: form.clone(),
        });
        Some(form)
    }

    fn take_source(&mut self, fields: &Reader<'_>, scene: &Scene) -> Option<SourceForm> {
        let form = match fields.find("for")?.split_once(' ') {
            None => SourceForm::New,
            Some(("change", id)) => SourceForm::Change(SourceId::new(id).ok()?),
            Some(_) => return None,
        };
        if self.source(&form).is_some() {
            return None;
        }
        let begun = match &form {
            SourceForm::New => SourceDraft::new(),
            SourceForm::Change(id) => scene
                .sources
                .get(id)
                .map_or_else(SourceDraft::new, SourceDraft::of),
        };
        self.sources.push(Draft {
            begun,
            content: read_source(fields),
            is_tried: fields.is_on("tried"),
            form: form.clone(),
        });
        Some(form)
    }

    fn take_properties(&mut self, fields: &Reader<'_>, scene: &Scene) {
        let begun = PropertiesDraft::of(&Properties::of(scene));
        self.properties = Some(Draft {
            content: read_properties(fields, &begun),
            begun,
            is_tried: fields.is_on("tried"),
            form: (),
        });
    }
}

/// Whether what the form is about is in the scene.
fn can_open(form: &ClaimForm, scene: &Scene) -> bool {
    match form {
        ClaimForm::New(on) => is_there(on.as_ref(), scene),
        ClaimForm::Change(id) => scene.claims.contains(id),
    }
}

/// A tie, actor or the like in the words in which it is shown.
fn subject(words: &str) -> Option<Subject> {
    let (kind, id) = words.split_once(' ').unwrap_or((words, ""));
    match kind {
        "scene" => Some(Subject::Scene),
        "actor" => Id::new(id).ok().map(Subject::Actor),
        "tie" => Id::new(id).ok().map(Subject::Tie),
        "claim" => Id::new(id).ok().map(Subject::Claim),
        "source" => Id::new(id).ok().map(Subject::Source),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
