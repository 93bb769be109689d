//! The scene: the document.

use super::actor::Actor;
use super::claim::{BearingOn, Claim, Direction};
use super::date::PartialDate;
use super::id::{ActorId, KindId, TieId};
use super::note::Note;
use super::problem::Severities;
use super::slide::Slide;
use super::source::Source;
use super::subject::{Dyad, Subject};
use super::table::{Record, Table};
use super::tie::Tie;
use super::view::SavedView;

/// A kind of claim: an entry of the scene's open list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    /// Names the kind: `trade`.
    pub id: KindId,
    /// The word on screen: `Trade`.
    pub label: String,
}

impl Record for Kind {
    type Key = KindId;

    fn key(&self) -> &KindId {
        &self.id
    }
}

/// What lies under the actors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basemap {
    /// Land, coast and borders of Natural Earth 1:50m.
    NaturalEarth,
    /// Nothing.
    Off,
}

/// Where the scene draws its lines.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Thresholds {
    /// How far a judged weight may lie from the estimate before the gap is a
    /// Problem; in [0, 2].
    pub gap: f64,
    /// After how many days without a newer report a claim is stale, counted back
    /// from the scene's as-of date; at least 1.
    pub stale_after_days: u32,
}

impl Thresholds {
    /// After how many days a claim is stale in a new scene.
    pub const DEFAULT_STALE_AFTER_DAYS: u32 = 365;

    /// The most days that a scene may set: a century.
    pub const MOST_STALE_AFTER_DAYS: u32 = 36_525;

    /// The gap that a new scene allows: one level of magnitude.
    pub const DEFAULT_GAP: f64 = 0.25;
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            gap: Self::DEFAULT_GAP,
            stale_after_days: Self::DEFAULT_STALE_AFTER_DAYS,
        }
    }
}

/// What the analyst says of the sources as a whole (ICD 206): how good they are,
/// how far they are independent, who is not heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceSummary {
    /// The statement.
    pub text: String,
    /// The figures that it was written from, in one line. Where the scene has come
    /// to others since, the statement is stale.
    pub basis: String,
}

/// The document: everything that is saved.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// The title.
    pub title: String,
    /// The day that the scene describes.
    pub as_of: Option<PartialDate>,
    /// What the scene shows and what it rests on, in a few sentences.
    pub description: Option<String>,
    /// How what is handed out of it is to be handled, as it stands on every page:
    /// `TLP:AMBER`.
    pub handling: Option<String>,
    /// What lies under the actors.
    pub basemap: Basemap,
    /// Whether unknown ties are drawn when the scene is opened.
    pub is_showing_unknown: bool,
    /// Whether each tie shows how much speaks for and against it when the scene is
    /// opened.
    pub is_showing_evidence: bool,
    /// Where the scene draws its lines.
    pub thresholds: Thresholds,
    /// How bad it holds findings to be.
    pub severities: Severities,
    /// What the analyst says of the sources as a whole.
    pub source_summary: Option<SourceSummary>,
    /// Kinds of claim, in the order of lists.
    pub kinds: Table<Kind>,
    /// Actors.
    pub actors: Table<Actor>,
    /// Ties.
    pub ties: Table<Tie>,
    /// Sources.
    pub sources: Table<Source>,
    /// Claims.
    pub claims: Table<Claim>,
    /// Notes on the map, those below first.
    pub notes: Table<Note>,
    /// Saved views, in the order of lists.
    pub views: Table<SavedView>,
    /// Slides, in the order of the briefing.
    pub slides: Table<Slide>,
}

/// A reference to a record that the scene does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dangling {
    /// The record that refers.
    pub subject: Subject,
    /// The field, as a path within the record: `bearings[0].tie`.
    pub field: String,
    /// What is not there, in words: `actor XYZ`.
    pub missing: String,
}

impl Scene {
    /// A scene with nothing in it.
    pub fn blank() -> Self {
        Self {
            title: "Untitled scene".to_owned(),
            as_of: None,
            description: None,
            handling: None,
            basemap: Basemap::NaturalEarth,
            is_showing_unknown: true,
            is_showing_evidence: false,
            thresholds: Thresholds::default(),
            severities: Severities::default(),
            source_summary: None,
            kinds: Table::default(),
            actors: Table::default(),
            ties: Table::default(),
            sources: Table::default(),
            claims: Table::default(),
            notes: Table::default(),
            views: Table::default(),
            slides: Table::default(),
        }
    }

    /// Whether this is an unchanged copy of the other scene; `false` says nothing
    /// of what they hold. Takes constant time.
    pub fn is_copy_of(&self, other: &Self) -> bool {
        self.claims.is_copy_of(&other.claims) && self.is_copy_but_for_claims(other)
    }

    /// The same of all but the claims.
    pub fn is_copy_but_for_claims(&self, other: &Self) -> bool {
        self.kinds.is_copy_of(&other.kinds)
            && self.actors.is_copy_of(&other.actors)
            && self.ties.is_copy_of(&other.ties)
            && self.sources.is_copy_of(&other.sources)
            && self.notes.is_copy_of(&other.notes)
            && self.views.is_copy_of(&other.views)
            && self.slides.is_copy_of(&other.slides)
            && self.handling == other.handling
            && self.title == other.title
            && self.as_of == other.as_of
            && self.description == other.description
            && self.basemap == other.basemap
            && self.is_showing_unknown == other.is_showing_unknown
            && self.is_showing_evidence == other.is_showing_evidence
            && self.source_summary == other.source_summary
            && self.thresholds == other.thresholds
            && self.severities == other.severities
    }

    /// The same of all but the slides.
    pub fn is_copy_but_for_slides(&self, other: &Self) -> bool {
        let with_its_slides = Self {
            slides: other.slides.clone(),
            ..self.clone()
        };
        with_its_slides.is_copy_of(other)
    }

    /// Every dyad that has a tie or could have one, in the order of the actors:
    /// first with second, first with third, and so on. Five actors have ten.
    pub fn dyads(&self) -> Vec<Dyad> {
        let ids: Vec<&ActorId> = self.actors.iter().map(|actor| &actor.id).collect();
        let mut dyads = Vec::new();
        for (at, one) in ids.iter().enumerate() {
            for other in ids.iter().skip(at + 1) {
                dyads.push(Dyad::new((*one).clone(), (*other).clone()));
            }
        }
        dyads
    }

    /// The claims that bear on this tie, in file order.
    pub fn claims_on<'a>(&'a self, tie: &'a TieId) -> impl Iterator<Item = &'a Claim> {
        self.claims
            .iter()
            .filter(move |claim| claim.bearings_on(tie).next().is_some())
    }

    /// The name of this actor, or its id where the scene does not have it.
    pub fn actor_name<'a>(&'a self, id: &'a ActorId) -> &'a str {
        self.actors
            .get(id)
            .map_or(id.as_str(), |actor| actor.name.as_str())
    }

    /// The label of this kind, or its id where the scene does not have it.
    pub fn kind_label<'a>(&'a self, id: &'a KindId) -> &'a str {
        self.kinds
            .get(id)
            .map_or(id.as_str(), |kind| kind.label.as_str())
    }

    /// Every reference to a record that is not there: ties first, then sources,
    /// then claims, each in file order.
    pub fn dangling(&self) -> Vec<Dangling> {
        let mut out = Vec::new();
        for tie in self.ties.iter() {
            for (field, end) in [("from", &tie.from), ("to", &tie.to)] {
                if !self.actors.contains(end) {
                    out.push(Dangling {
                        subject: Subject::Tie(tie.id.clone()),
                        field: field.to_owned(),
                        missing: format!("actor {end}"),
                    });
                }
            }
        }
        for source in self.sources.iter() {
            for (at, repeated) in source.repeats.iter().enumerate() {
                if !self.sources.contains(repeated) {
                    out.push(Dangling {
                        subject: Subject::Source(source.id.clone()),
                        field: format!("repeats[{at}]"),
                        missing: format!("source {repeated}"),
                    });
                }
            }
        }
        for claim in self.claims.iter() {
            self.dangling_in_claim(claim, &mut out);
        }
        out
    }

    fn dangling_in_claim(&self, claim: &Claim, out: &mut Vec<Dangling>) {
        let mut missing = |field: String, missing: String| {
            out.push(Dangling {
                subject: Subject::Claim(claim.id.clone()),
                field,
                missing,
            });
        };
        for (at, kind) in claim.kinds.iter().enumerate() {
            if !self.kinds.contains(kind) {
                missing(format!("kinds[{at}]"), format!("kind {kind}"));
            }
        }
        for (at, bearing) in claim.bearings.iter().enumerate() {
            match &bearing.on {
                BearingOn::Tie(tie) if !self.ties.contains(tie) => {
                    missing(format!("bearings[{at}].tie"), format!("tie {tie}"));
                }
                BearingOn::Actor(actor) if !self.actors.contains(actor) => {
                    missing(format!("bearings[{at}].actor"), format!("actor {actor}"));
                }
                BearingOn::Tie(_) | BearingOn::Actor(_) => {}
            }
            if let Direction::From(actor) = &bearing.direction
                && !self.actors.contains(actor)
            {
                missing(format!("bearings[{at}].from"), format!("actor {actor}"));
            }
        }
        if let super::Asserter::Named {
            affiliation: Some(actor),
            ..
        } = &claim.asserter
            && !self.actors.contains(actor)
        {
            missing("asserter.affiliation".to_owned(), format!("actor {actor}"));
        }
        for (at, anchor) in claim.anchors.iter().enumerate() {
            if !self.sources.contains(&anchor.source) {
                missing(
                    format!("anchors[{at}].source"),
                    format!("source {}", anchor.source),
                );
            }
        }
        for (list, ids) in claim.links() {
            for (at, id) in ids.iter().enumerate() {
                if !self.claims.contains(id) {
                    missing(format!("{list}[{at}]"), format!("claim {id}"));
                }
            }
        }
    }
}
