//! Drafts: what is being written in forms and is not part of the scene yet.
//!
//! A form that is closed half filled leaves its draft here, and a draft becomes
//! a change of the scene only when it is saved and nothing in it is wrong. Undo
//! and redo do not touch drafts.

mod claim;
mod kept;
mod properties;
mod source;

use crate::edit::Properties;
use crate::file::import::Proposals;
use crate::model::{Anchor, BearingOn, Claim, ClaimId, Id, Scene, Source, SourceId, Subject};

use super::Selection;

pub use claim::{
    AnchorDraft, BearingDraft, ClaimDraft, ClaimField, QuantityDraft, RankChoice, ReasonedGrade,
};
pub use properties::{PropertiesDraft, PropertiesField};
pub use source::{SourceDraft, SourceField};

/// What the form of a claim is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClaimForm {
    /// A new claim on this tie or actor; on nothing in particular where `None`.
    New(Option<Subject>),
    /// A claim of the scene.
    Change(ClaimId),
}

/// What the form of a source is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceForm {
    /// A new source.
    New,
    /// A source of the scene.
    Change(SourceId),
}

/// A form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// That of a claim.
    Claim(ClaimForm),
    /// That of a source.
    Source(SourceForm),
    /// That of title, as-of date and the like.
    Properties,
}

/// What is to happen with a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormCommand {
    /// Show it, with its draft where there is one.
    Open(Form),
    /// Show the form of a new source that the open form of a claim waits for.
    OpenSourceFor {
        /// Which of the claim's quotations, from 0.
        anchor: usize,
    },
    /// This is what stands in the form now.
    Change(Box<Content>),
    /// Make what stands in it a change of the scene, where nothing is wrong.
    Save(Form),
    /// Stop showing it; what was changed in it stays as a draft.
    Close(Form),
    /// Give up what stands in it.
    Discard(Form),
}

/// What stands in a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// In that of a claim.
    Claim(ClaimForm, ClaimDraft),
    /// In that of a source.
    Source(SourceForm, SourceDraft),
    /// In that of the scene's properties.
    Properties(PropertiesDraft),
}

/// What is wrong with a field, and what would be accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError<F> {
    /// The field.
    pub field: F,
    /// The message.
    pub message: String,
}

/// Errors as they are found, in the order of the form.
struct Errors<F>(Vec<FieldError<F>>);

impl<F> Errors<F> {
    fn none() -> Self {
        Self(Vec::new())
    }

    fn add(&mut self, field: F, message: impl Into<String>) {
        let message = message.into();
        self.0.push(FieldError { field, message });
    }

    /// The value, or an error and `None`.
    fn take<T, E: std::fmt::Display>(&mut self, field: F, value: Result<T, E>) -> Option<T> {
        value
            .map_err(|error| self.add(field, sentence(&error.to_string())))
            .ok()
    }

    /// A text that must say something, without space around it.
    fn required(&mut self, field: F, text: &str, message: &str) -> String {
        let text = text.trim();
        if text.is_empty() {
            self.add(field, message);
        }
        text.to_owned()
    }
}

/// The words with a capital in front, as they stand under a field.
fn sentence(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// A text that may be absent: one of nothing but space is.
fn optional(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Ids as they stand in a field: with commas between.
fn ids_in_words<K>(ids: &[Id<K>]) -> String {
    let ids: Vec<&str> = ids.iter().map(Id::as_str).collect();
    ids.join(", ")
}

/// What stands in one form, and what stood there when it was begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft<F, T> {
    /// The form.
    pub form: F,
    /// What stands in it.
    pub content: T,
    /// What stood in it at the beginning.
    begun: T,
    /// Whether saving was tried; then everything that is wrong is shown.
    pub is_tried: bool,
}

impl<F, T: Clone + PartialEq> Draft<F, T> {
    fn begin(form: F, content: T) -> Self {
        Self {
            form,
            begun: content.clone(),
            content,
            is_tried: false,
        }
    }

    /// Whether this stood in it at the beginning.
    pub fn began_as(&self, content: &T) -> bool {
        self.begun == *content
    }

    /// Whether anything was changed in it.
    pub fn is_changed(&self) -> bool {
        self.content != self.begun
    }
}

/// All drafts, and which forms are shown. At most one draft a form.
#[derive(Debug, Default)]
pub struct Drafts {
    claims: Vec<Draft<ClaimForm, ClaimDraft>>,
    sources: Vec<Draft<SourceForm, SourceDraft>>,
    properties: Option<Draft<(), PropertiesDraft>>,
    /// The form of a claim that is shown, with what was selected when it was
    /// opened: it goes when something else is selected.
    open_claim: Option<(ClaimForm, Selection)>,
    open_source: Option<SourceForm>,
    /// The form of a claim that waits for the new source, and for which
    /// quotation.
    waiting: Option<(ClaimForm, usize)>,
    /// The fields that were asked for last, and how often any was.
    asked_of_claim: Option<ClaimField>,
    asked_of_source: Option<SourceField>,
    asked: u64,
}

impl Drafts {
    /// The form of a claim that is shown.
    pub fn open_claim(&self) -> Option<&Draft<ClaimForm, ClaimDraft>> {
        let (form, _) = self.open_claim.as_ref()?;
        self.claim(form)
    }

    /// The form of a source that is shown in the dialog of sources.
    pub fn open_source(&self) -> Option<&Draft<SourceForm, SourceDraft>> {
        let form = self.open_source.as_ref()?;
        self.source(form)
    }

    /// The field of the open form of a claim that was asked for last, and a number
    /// that rises whenever one is.
    pub fn asked_of_claim(&self) -> (Option<ClaimField>, u64) {
        (self.asked_of_claim, self.asked)
    }

    /// The field of the open form of a source that was asked for last, and a
    /// number that rises whenever one is.
    pub fn asked_of_source(&self) -> (Option<SourceField>, u64) {
        (self.asked_of_source, self.asked)
    }

    pub(super) fn ask_of_claim(&mut self, field: ClaimField) {
        self.asked_of_claim = Some(field);
        self.asked += 1;
    }

    pub(super) fn ask_of_source(&mut self, field: SourceField) {
        self.asked_of_source = Some(field);
        self.asked += 1;
    }

    /// Whether the form of a claim waits for the source that is being written.
    pub fn is_source_awaited(&self) -> bool {
        self.waiting.is_some()
    }

    /// The draft of this form of a claim.
    pub fn claim(&self, form: &ClaimForm) -> Option<&Draft<ClaimForm, ClaimDraft>> {
        self.claims.iter().find(|draft| draft.form == *form)
    }

    /// The draft of this form of a source.
    pub fn source(&self, form: &SourceForm) -> Option<&Draft<SourceForm, SourceDraft>> {
        self.sources.iter().find(|draft| draft.form == *form)
    }

    /// What stands in the form of the scene's properties.
    pub fn properties(&self) -> Option<&Draft<(), PropertiesDraft>> {
        self.properties.as_ref()
    }

    /// Drafts of claims to go on with, where this is what the panel is about:
    /// those of new claims on it, and, where it is about nothing, those whose
    /// tie, actor or claim was deleted.
    pub fn claims_about<'a>(
        &'a self,
        about: Option<&'a Subject>,
        scene: &'a Scene,
    ) -> impl Iterator<Item = &'a Draft<ClaimForm, ClaimDraft>> {
        self.claims.iter().filter(move |draft| {
            let is_about = match &draft.form {
                ClaimForm::New(on) if is_there(on.as_ref(), scene) => on.as_ref() == about,
                ClaimForm::Change(id) if scene.claims.contains(id) => false,
                ClaimForm::New(_) | ClaimForm::Change(_) => about.is_none(),
            };
            is_about && draft.is_changed()
        })
    }

    /// Whether there is a changed draft of this claim.
    pub fn has_claim(&self, id: &ClaimId) -> bool {
        self.claims.iter().any(|draft| {
            draft.is_changed() && matches!(&draft.form, ClaimForm::Change(of) if of == id)
        })
    }

    /// The forms with something that is not part of the scene.
    pub fn changed(&self) -> Vec<Form> {
        let claims = self.claims.iter().filter(|draft| draft.is_changed());
        let sources = self.sources.iter().filter(|draft| draft.is_changed());
        let properties = self.properties.iter().filter(|draft| draft.is_changed());
        let claims = claims.map(|draft| Form::Claim(draft.form.clone()));
        let sources = sources.map(|draft| Form::Source(draft.form.clone()));
        let properties = properties.map(|_| Form::Properties);
        claims.chain(sources).chain(properties).collect()
    }

    pub(super) fn open_claim_form(&mut self, form: ClaimForm, scene: &Scene, at: Selection) {
        self.close_claim();
        self.asked_of_claim = None;
        if self.claim(&form).is_none() {
            let content = match &form {
                ClaimForm::New(on) => ClaimDraft::new_on(on.as_ref(), scene),
                ClaimForm::Change(id) => match scene.claims.get(id) {
                    Some(claim) => ClaimDraft::of(claim),
                    None => return,
                },
            };
            self.claims.push(Draft::begin(form.clone(), content));
        }
        self.open_claim = Some((form, at));
    }

    pub(super) fn open_source_form(&mut self, form: SourceForm, scene: &Scene) {
        self.close_source();
        self.asked_of_source = None;
        if self.source(&form).is_none() {
            let content = match &form {
                SourceForm::New => SourceDraft::new(),
                SourceForm::Change(id) => match scene.sources.get(id) {
                    Some(source) => SourceDraft::of(source),
                    None => return,
                },
            };
            self.sources.push(Draft::begin(form.clone(), content));
        }
        self.open_source = Some(form);
    }

    /// Shows the form of a new source with what is proposed for it, and its text.
    /// What stands in it already stays.
    pub(super) fn fill_new_source(&mut self, proposals: &Proposals, sha256: String, scene: &Scene) {
        self.open_source_form(SourceForm::New, scene);
        if let Some(draft) = self.source_mut(&SourceForm::New) {
            let is_untouched = !draft.is_changed();
            draft.content.fill(proposals, is_untouched);
            draft.content.sha256 = sha256;
        }
    }

    /// The new source that is written next goes into this quotation of the claim
    /// whose form is open.
    pub(super) fn await_source(&mut self, anchor: usize) {
        let form = self.open_claim.as_ref().map(|(form, _)| form.clone());
        self.waiting = form.map(|form| (form, anchor));
    }

    pub(super) fn open_properties(&mut self, scene: &Scene) {
        if !self.properties.as_ref().is_some_and(Draft::is_changed) {
            let content = PropertiesDraft::of(&Properties::of(scene));
            self.properties = Some(Draft::begin((), content));
        }
    }

    /// Takes over what stands in a form now.
    pub(super) fn change(&mut self, content: Content) {
        match content {
            Content::Claim(form, content) => {
                if let Some(draft) = self.claim_mut(&form) {
                    draft.content = content;
                }
            }
            Content::Source(form, content) => {
                if let Some(draft) = self.source_mut(&form) {
                    draft.content = content;
                }
            }
            Content::Properties(content) => {
                if let Some(draft) = &mut self.properties {
                    draft.content = content;
                }
            }
        }
    }

    pub(super) fn claim_mut(
        &mut self,
        form: &ClaimForm,
    ) -> Option<&mut Draft<ClaimForm, ClaimDraft>> {
        self.claims.iter_mut().find(|draft| draft.form == *form)
    }

    pub(super) fn source_mut(
        &mut self,
        form: &SourceForm,
    ) -> Option<&mut Draft<SourceForm, SourceDraft>> {
        self.sources.iter_mut().find(|draft| draft.form == *form)
    }

    pub(super) fn properties_mut(&mut self) -> Option<&mut Draft<(), PropertiesDraft>> {
        self.properties.as_mut()
    }

    /// Stops showing the form of a claim; an untouched one leaves no draft.
    pub(super) fn close_claim(&mut self) {
        self.open_claim = None;
        self.claims.retain(Draft::is_changed);
    }

    /// Stops showing the form of a source; an untouched one leaves no draft.
    pub(super) fn close_source(&mut self) {
        self.open_source = None;
        self.waiting = None;
        self.sources.retain(Draft::is_changed);
    }

    /// Stops showing the properties; an untouched form leaves no draft.
    pub(super) fn close_properties(&mut self) {
        self.properties = self.properties.take().filter(Draft::is_changed);
    }

    /// Forgets what stands in a form.
    pub(super) fn discard(&mut self, form: &Form) {
        match form {
            Form::Claim(form) => {
                self.claims.retain(|draft| draft.form != *form);
                if self.open_claim.as_ref().is_some_and(|(it, _)| it == form) {
                    self.open_claim = None;
                }
            }
            Form::Source(form) => {
                self.sources.retain(|draft| draft.form != *form);
                if self.open_source.as_ref() == Some(form) {
                    self.open_source = None;
                    self.waiting = None;
                }
            }
            Form::Properties => self.properties = None,
        }
    }

    /// Stops showing the form of a claim where another thing is selected than
    /// when it was opened.
    pub(super) fn follow(&mut self, selection: &Selection) {
        if self
            .open_claim
            .as_ref()
            .is_some_and(|(_, at)| at != selection)
        {
            self.close_claim();
        }
    }

    /// Lets the claim whose form is open bear on this too; a bearing on nothing yet
    /// makes room for it.
    pub(super) fn bear_on(&mut self, on: BearingOn) {
        let form = self.open_claim.as_ref().map(|(form, _)| form.clone());
        let Some(draft) = form.and_then(|form| self.claim_mut(&form)) else {
            return;
        };
        let bearings = &mut draft.content.bearings;
        match bearings.iter_mut().find(|it| it.on.is_none()) {
            Some(empty) => empty.on = Some(on),
            None => bearings.push(BearingDraft::on(Some(on))),
        }
    }

    /// Adds a quotation to the claim whose form is open; one that says nothing yet
    /// makes room for it.
    pub(super) fn quote(&mut self, anchor: &Anchor) {
        let form = self.open_claim.as_ref().map(|(form, _)| form.clone());
        let Some(draft) = form.and_then(|form| self.claim_mut(&form)) else {
            return;
        };
        let anchors = &mut draft.content.anchors;
        anchors.retain(|it| !it.exact.trim().is_empty());
        anchors.push(AnchorDraft::of(anchor));
    }

    /// Puts a source that was just made into the quotation that waits for it.
    pub(super) fn hand_source(&mut self, source: &SourceId) {
        let Some((form, anchor)) = self.waiting.take() else {
            return;
        };
        if let Some(draft) = self.claim_mut(&form)
            && let Some(anchor) = draft.content.anchors.get_mut(anchor)
        {
            anchor.source = Some(source.clone());
        }
    }
}

/// Whether the scene has this tie or actor.
fn is_there(on: Option<&Subject>, scene: &Scene) -> bool {
    match on {
        Some(Subject::Tie(id)) => scene.ties.contains(id),
        Some(Subject::Actor(id)) => scene.actors.contains(id),
        _ => true,
    }
}

/// What a claim's form is saved as: a new claim, or the claim changed.
pub(super) enum Saved {
    New(Claim),
    Changed(Claim),
}

/// The same for a source.
pub(super) enum SavedSource {
    New(Source),
    Changed(Source),
}

#[cfg(test)]
mod tests;
