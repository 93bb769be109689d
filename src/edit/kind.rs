//! The changes that there are.

use std::sync::Arc;

use crate::model::{
    Actor, ActorId, ActorKind, Anchor, Basemap, Bearing, Claim, ClaimId, Confidence, DateRange,
    Kind, KindId, Likelihood, Name, Note, NoteId, Offset, PartialDate, Place, SavedView, Scene,
    Severities, Slide, SlideId, Source, SourceId, SourceSummary, Thresholds, Tie, TieDirection,
    TieId, TieState, ViewId, Weight,
};

/// The fields of a scene that are not lists.
#[derive(Clone, Debug, PartialEq)]
pub struct Properties {
    /// The title.
    pub title: String,
    /// The day that the scene describes.
    pub as_of: Option<PartialDate>,
    /// What the scene shows and what it rests on.
    pub description: Option<String>,
    /// How what is handed out of it is to be handled.
    pub handling: Option<String>,
    /// What lies under the actors.
    pub basemap: Basemap,
    /// Whether unknown ties are drawn when the scene is opened.
    pub is_showing_unknown: bool,
    /// Whether each tie shows how much speaks for and against it.
    pub is_showing_evidence: bool,
    /// Where the scene draws its lines.
    pub thresholds: Thresholds,
    /// How bad it holds findings to be.
    pub severities: Severities,
}

impl Properties {
    /// Those of a scene.
    pub fn of(scene: &Scene) -> Self {
        Self {
            title: scene.title.clone(),
            as_of: scene.as_of,
            description: scene.description.clone(),
            handling: scene.handling.clone(),
            basemap: scene.basemap,
            is_showing_unknown: scene.is_showing_unknown,
            is_showing_evidence: scene.is_showing_evidence,
            thresholds: scene.thresholds,
            severities: scene.severities.clone(),
        }
    }
}

/// A quotation that is to stand elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reanchoring {
    /// The claim.
    pub claim: ClaimId,
    /// Which of its anchors, from 0.
    pub anchor: usize,
    /// What the anchor becomes; of the same source.
    pub to: Anchor,
}

/// A change of the scene. Each concerns one record, but for [`Edit::Delete`] and
/// [`Edit::Batch`]. Applying one that is refused changes nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Add an actor at the end.
    AddActor(Box<Actor>),
    /// Give an actor another name.
    RenameActor {
        /// The actor.
        actor: ActorId,
        /// The name.
        name: String,
    },
    /// Give an actor these names in other languages, its own first. Names
    /// without a text are left out.
    SetActorNames {
        /// The actor.
        actor: ActorId,
        /// The names.
        names: Vec<Name>,
    },
    /// Say what an actor is.
    SetActorKind {
        /// The actor.
        actor: ActorId,
        /// What it is.
        kind: ActorKind,
    },
    /// Give an actor an ISO 3166-1 alpha-3 code, or take it away.
    SetActorIso {
        /// The actor.
        actor: ActorId,
        /// The code.
        iso: Option<String>,
    },
    /// Say where on the earth an actor is. What it was moved by on the map is
    /// forgotten: it was a distance from the old place.
    SetActorPlace {
        /// The actor.
        actor: ActorId,
        /// The place.
        place: Option<Place>,
    },
    /// Move an actor on the map; its place stays.
    SetActorOffset {
        /// The actor.
        actor: ActorId,
        /// How far from where the layout puts it; `None` puts it back.
        offset: Option<Offset>,
    },
    /// Let an actor stay where it is on the map, or let it be moved again.
    SetActorPinned {
        /// The actor.
        actor: ActorId,
        /// Whether it stays.
        is_pinned: bool,
    },
    /// Give an actor another id, wherever it is named.
    ChangeActorId {
        /// The actor.
        actor: ActorId,
        /// The new id.
        id: ActorId,
    },

    /// Add a tie at the end.
    AddTie(Box<Tie>),
    /// Judge the weight of a tie; one that was unknown or none is valued then.
    SetTieWeight {
        /// The tie.
        tie: TieId,
        /// The weight.
        weight: Weight,
    },
    /// Say what is known of a tie. What is not valued has no confidence.
    SetTieState {
        /// The tie.
        tie: TieId,
        /// What is known.
        state: TieState,
    },
    /// Give a tie a few words; empty ones take them away.
    SetTieLabel {
        /// The tie.
        tie: TieId,
        /// The words.
        label: String,
    },
    /// Make a tie mutual or directed.
    SetTieDirection {
        /// The tie.
        tie: TieId,
        /// Mutual or directed.
        direction: TieDirection,
    },
    /// Swap the ends of a tie.
    ReverseTie {
        /// The tie.
        tie: TieId,
    },
    /// Lead a tie to other actors.
    SetTieEnds {
        /// The tie.
        tie: TieId,
        /// Where it comes from.
        from: ActorId,
        /// Where it goes to.
        to: ActorId,
    },
    /// Say how well founded the judgement is.
    SetTieConfidence {
        /// The tie.
        tie: TieId,
        /// How well; `None` where nothing is said.
        confidence: Option<Confidence>,
    },
    /// Say what the confidence rests on; an empty text takes that away. What is
    /// not valued has none.
    SetTieConfidenceBasis {
        /// The tie.
        tie: TieId,
        /// What it rests on.
        basis: String,
    },
    /// Say how likely something about a tie is.
    SetTieLikelihood {
        /// The tie.
        tie: TieId,
        /// How likely what is; `None` where nothing is said.
        likelihood: Option<Likelihood>,
    },
    /// Say why the weight is what it is.
    SetTieRationale {
        /// The tie.
        tie: TieId,
        /// Why.
        rationale: String,
    },
    /// Say when a tie holds.
    SetTieValid {
        /// The tie.
        tie: TieId,
        /// When; `None` where that was not looked at.
        valid: Option<DateRange>,
    },

    /// Add a claim.
    AddClaim {
        /// The claim.
        claim: Box<Claim>,
        /// Its place among the claims, from 0; `None` for the end.
        at: Option<usize>,
    },
    /// Put a claim in the place of the one with the same id.
    ChangeClaim(Box<Claim>),
    /// Move a claim to this place among the others, from 0.
    MoveClaim {
        /// The claim.
        claim: ClaimId,
        /// The place, counted without the claim.
        to: usize,
    },
    /// Let a claim bear on a tie or an actor that it does not bear on yet.
    AddBearing {
        /// The claim.
        claim: ClaimId,
        /// What it says, and on what.
        bearing: Box<Bearing>,
    },
    /// Let quotations stand where they were found in the text of their source.
    Reanchor(Vec<Reanchoring>),

    /// Add a source at the end.
    AddSource(Box<Source>),
    /// Put a source in the place of the one with the same id.
    ChangeSource(Box<Source>),
    /// Move a source to this place among the others, from 0.
    MoveSource {
        /// The source.
        source: SourceId,
        /// The place, counted without the source.
        to: usize,
    },

    /// Add a kind of claim at the end.
    AddKind(Kind),
    /// Give a kind another label.
    RenameKind {
        /// The kind.
        kind: KindId,
        /// The label.
        label: String,
    },
    /// Move a kind to this place among the others, from 0.
    MoveKind {
        /// The kind.
        kind: KindId,
        /// The place, counted without the kind.
        to: usize,
    },

    /// Add a note, above all others.
    AddNote(Box<Note>),
    /// Put a note in the place of the one with the same id.
    ChangeNote(Box<Note>),

    /// Add a saved view at the end; its key is taken from any other.
    AddView(Box<SavedView>),
    /// Put a saved view in the place of the one with the same id; its key is taken
    /// from any other.
    ChangeView(Box<SavedView>),
    /// Move a saved view to this place among the others, from 0.
    MoveView {
        /// The view.
        view: ViewId,
        /// The place, counted without the view.
        to: usize,
    },

    /// Add a slide.
    AddSlide {
        /// The slide.
        slide: Box<Slide>,
        /// Its place among the slides, from 0; `None` for the end.
        at: Option<usize>,
    },
    /// Put a slide in the place of the one with the same id.
    ChangeSlide(Box<Slide>),
    /// Move a slide to this place among the others, from 0.
    MoveSlide {
        /// The slide.
        slide: SlideId,
        /// The place, counted without the slide.
        to: usize,
    },

    /// Say something of the sources as a whole.
    SetSourceSummary(Option<SourceSummary>),
    /// Set title, as-of date and whatever else is not a list.
    SetProperties(Box<Properties>),
    /// Put a whole scene in the place of this one.
    ReplaceScene(Arc<Scene>),

    /// Delete records, and what cannot be without them: with an actor its ties,
    /// and with each record every mention of it in those that stay. Claims stay.
    Delete {
        /// Actors.
        actors: Vec<ActorId>,
        /// Ties.
        ties: Vec<TieId>,
        /// Claims.
        claims: Vec<ClaimId>,
        /// Sources.
        sources: Vec<SourceId>,
        /// Kinds.
        kinds: Vec<KindId>,
        /// Notes.
        notes: Vec<NoteId>,
        /// Saved views.
        views: Vec<ViewId>,
        /// Slides.
        slides: Vec<SlideId>,
    },
    /// Several changes that are one step: all or none.
    Batch(Vec<Self>),
}

impl Edit {
    /// The change that deletes these ties alone.
    pub fn delete_ties(ties: Vec<TieId>) -> Self {
        Self::Delete {
            actors: Vec::new(),
            ties,
            claims: Vec::new(),
            sources: Vec::new(),
            kinds: Vec::new(),
            notes: Vec::new(),
            views: Vec::new(),
            slides: Vec::new(),
        }
    }

    /// The change that deletes this claim alone.
    pub fn delete_claim(claim: ClaimId) -> Self {
        Self::Delete {
            actors: Vec::new(),
            ties: Vec::new(),
            claims: vec![claim],
            sources: Vec::new(),
            kinds: Vec::new(),
            notes: Vec::new(),
            views: Vec::new(),
            slides: Vec::new(),
        }
    }

    /// The change that deletes this source alone.
    pub fn delete_source(source: SourceId) -> Self {
        Self::Delete {
            actors: Vec::new(),
            ties: Vec::new(),
            claims: Vec::new(),
            sources: vec![source],
            kinds: Vec::new(),
            notes: Vec::new(),
            views: Vec::new(),
            slides: Vec::new(),
        }
    }

    /// The change that deletes this kind alone.
    pub fn delete_kind(kind: KindId) -> Self {
        Self::Delete {
            actors: Vec::new(),
            ties: Vec::new(),
            claims: Vec::new(),
            sources: Vec::new(),
            kinds: vec![kind],
            notes: Vec::new(),
            views: Vec::new(),
            slides: Vec::new(),
        }
    }

    /// The change that deletes this note alone.
    pub fn delete_note(note: NoteId) -> Self {
        Self::Delete {
            actors: Vec::new(),
            ties: Vec::new(),
            claims: Vec::new(),
            sources: Vec::new(),
            kinds: Vec::new(),
            notes: vec![note],
            views: Vec::new(),
            slides: Vec::new(),
        }
    }

    /// The change that deletes this saved view alone.
    pub fn delete_view(view: ViewId) -> Self {
        Self::Delete {
            actors: Vec::new(),
            ties: Vec::new(),
            claims: Vec::new(),
            sources: Vec::new(),
            kinds: Vec::new(),
            notes: Vec::new(),
            views: vec![view],
            slides: Vec::new(),
        }
    }

    /// The change that deletes these slides alone.
    pub fn delete_slides(slides: Vec<SlideId>) -> Self {
        Self::Delete {
            actors: Vec::new(),
            ties: Vec::new(),
            claims: Vec::new(),
            sources: Vec::new(),
            kinds: Vec::new(),
            notes: Vec::new(),
            views: Vec::new(),
            slides,
        }
    }

    /// These changes as one: the only one itself where there is one.
    pub fn batch(mut edits: Vec<Self>) -> Self {
        match (edits.pop(), edits.is_empty()) {
            (Some(only), true) => only,
            (last, _) => {
                edits.extend(last);
                Self::Batch(edits)
            }
        }
    }
}
