//! The fields of every type of record, one table for each type.
//!
//! Difference and merge walk these tables and name no field themselves. A field
//! that is added to a record and not to its table does not compile: the macro
//! takes each record apart by all its names.

use super::merge::{Side, lists};
use super::words;
use crate::model::{
    Actor, ActorId, Asserter, BearingOn, Claim, ClaimId, Direction, Kind, KindId, Note, NoteId,
    Record, SavedView, Scene, Slide, SlideId, Source, SourceId, Subject, Table, Tie, TieId, ViewId,
};

/// A sort of things in a scene, in the order in which they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sort {
    /// Title, as-of date and whatever else is not a list.
    Property,
    /// Actors.
    Actor,
    /// Ties.
    Tie,
    /// Claims.
    Claim,
    /// Sources.
    Source,
    /// Kinds of claim.
    Kind,
    /// Notes.
    Note,
    /// Saved views.
    View,
    /// Slides.
    Slide,
}

impl Sort {
    /// All, in the order in which they are told.
    pub const ALL: [Self; 9] = [
        Self::Property,
        Self::Actor,
        Self::Tie,
        Self::Claim,
        Self::Source,
        Self::Kind,
        Self::Note,
        Self::View,
        Self::Slide,
    ];

    /// The word for one of them, as within a sentence; also its stable name.
    pub fn word(self) -> &'static str {
        match self {
            Self::Property => "property",
            Self::Actor => "actor",
            Self::Tie => "tie",
            Self::Claim => "claim",
            Self::Source => "source",
            Self::Kind => "kind",
            Self::Note => "note",
            Self::View => "view",
            Self::Slide => "slide",
        }
    }

    /// The word for several of them.
    pub fn plural(self) -> &'static str {
        match self {
            Self::Property => "properties",
            Self::Actor => "actors",
            Self::Tie => "ties",
            Self::Claim => "claims",
            Self::Source => "sources",
            Self::Kind => "kinds",
            Self::Note => "notes",
            Self::View => "views",
            Self::Slide => "slides",
        }
    }
}

/// Access to one field of a record, or to several that change only together.
#[derive(Debug)]
pub struct FieldOf<R: 'static> {
    /// Its stable name, for programs: that of the scene file where it has one.
    pub key: &'static str,
    /// Its name for people, as within a sentence.
    pub name: &'static str,
    /// Whether both records have the same value.
    pub is_same: fn(&R, &R) -> bool,
    /// Puts the value of the first record into the second.
    pub copy: fn(&R, &mut R),
    /// The value in words; the scene says what the records are called that it
    /// refers to. Different values have different words.
    pub words: fn(&R, &Scene) -> String,
    /// For values that have parts: brings the parts together.
    pub(super) parts: Option<Parts<R>>,
}

/// Merges the parts of a value of base (`None` where both added the record),
/// ours and theirs into the last record. `None`, and nothing changed, where
/// that cannot be done part by part.
pub(super) type Parts<R> =
    fn(Option<&R>, &R, &R, &mut R, &lists::Context<'_>) -> Option<Vec<lists::PartConflict>>;

/// A type of record that can be compared.
pub(super) trait Compared: Record + Clone + PartialEq + 'static {
    const SORT: Sort;
    /// Every field but the id.
    const FIELDS: &'static [FieldOf<Self>];

    /// The table of a scene that holds them.
    fn table(scene: &Scene) -> &Table<Self>;
    fn table_mut(scene: &mut Scene) -> &mut Table<Self>;
    /// The text of an id.
    fn id_text(key: &Self::Key) -> &str;
    /// Whom to select for it; the scene where it cannot be selected.
    fn subject(key: &Self::Key) -> Subject;
    /// What it is called in this scene, with its sort: `Actor Kazakhstan`.
    fn called(&self, scene: &Scene) -> String;

    /// What it says, for a note.
    fn gist(&self) -> &str;

    /// The record without any mention of what this scene does not have; `None`
    /// where it mentions nothing that can be left out.
    fn freed(&self, _scene: &Scene) -> Option<Self> {
        None
    }

    /// Puts right what two sides, each right by itself, made wrong together: the
    /// fields that had to yield, and whose value they have now.
    fn mend(&mut self, _ours: &Self, _theirs: &Self) -> Vec<(&'static FieldOf<Self>, Side)> {
        Vec::new()
    }
}

/// The fields in which two records differ, in the order of the table.
pub(super) fn differing<R>(
    fields: &'static [FieldOf<R>],
    before: &R,
    after: &R,
) -> Vec<&'static FieldOf<R>> {
    // What was not changed is shared, and needs no second look.
    if std::ptr::eq(before, after) {
        return Vec::new();
    }
    let is_other = |field: &&FieldOf<R>| !(field.is_same)(before, after);
    fields.iter().filter(is_other).collect()
}

/// The table of the fields of a record type. Fields in one pair of parentheses
/// change only together; those after `besides` have no place in it.
macro_rules! fields {
    (
        $(#[$doc:meta])*
        $table:ident of $record:ident besides ($($beside:ident),*):
        $( ($($field:ident),+) $key:literal $name:literal $words:expr $(, $parts:expr)? ; )*
    ) => {
        $(#[$doc])*
        pub(super) const $table: &[FieldOf<$record>] = &[$(
            FieldOf {
                key: $key,
                name: $name,
                is_same: |one, other| $(one.$field == other.$field)&&+,
                copy: |from, to| { $( to.$field.clone_from(&from.$field); )+ },
                words: $words,
                parts: fields!(@parts $($parts)?),
            },
        )*];

        // A field that is missing above is missing here, and does not compile.
        const _: fn(&$record) = |record| {
            let $record { $($beside: _,)* $($($field: _,)+)* } = record;
        };
    };
    (@parts) => { None };
    (@parts $parts:expr) => { Some($parts) };
}

fields! {
    /// What of a scene is not a list.
    PROPERTIES of Scene besides (kinds, actors, ties, sources, claims, notes, views, slides):
    (title) "title" "title" |it, _| words::text(&it.title);
    (as_of) "as_of" "as-of date" |it, _| words::maybe(it.as_of, |date| date.in_words());
    (description) "description" "description" |it, _| words::maybe_text(it.description.as_ref());
    (handling) "handling" "handling mark" |it, _| words::maybe_text(it.handling.as_ref());
    (basemap) "basemap" "basemap" |it, _| words::basemap(it.basemap).to_owned();
    (is_showing_unknown) "show_unknown" "unknown ties"
        |it, _| words::choice(it.is_showing_unknown, "shown", "hidden");
    (is_showing_evidence) "show_evidence" "evidence on ties"
        |it, _| words::choice(it.is_showing_evidence, "shown", "hidden");
    (thresholds) "thresholds" "thresholds" |it, _| words::thresholds(&it.thresholds);
    (severities) "severities" "severities" |it, _| words::severities(&it.severities),
        lists::severities;
    (source_summary) "source_summary" "source summary"
        |it, _| words::maybe(it.source_summary.as_ref(), words::source_summary);
}

fields! {
    /// Of a kind of claim.
    KIND_FIELDS of Kind besides (id):
    (label) "label" "label" |it, _| words::text(&it.label);
}

fields! {
    /// Of an actor.
    ACTOR_FIELDS of Actor besides (id):
    (kind) "kind" "kind" |it, _| it.kind.word().to_owned();
    (iso) "iso" "ISO code" |it, _| words::maybe_text(it.iso.as_ref());
    (name) "name" "name" |it, _| words::text(&it.name);
    (other_names) "other_names" "other names" |it, _| words::names(&it.other_names);
    (place) "place" "place" |it, _| words::maybe(it.place, words::place);
    (offsets) "offsets" "position on the map" |it, _| words::offsets(it.offsets);
    (is_pinned) "pinned" "pin" |it, _| words::choice(it.is_pinned, "set", "not set");
}

fields! {
    /// Of a tie. Its ends go together: taken from two sides they might be one
    /// actor.
    TIE_FIELDS of Tie besides (id):
    (state) "state" "weight" |it, _| words::state(&it.state);
    (from, to) "ends" "ends" |it, scene| words::ends(it, scene);
    (direction) "direction" "direction" |it, _| words::tie_direction(it.direction).to_owned();
    (label) "label" "label" |it, _| words::maybe_text(it.label.as_ref());
    (confidence) "confidence" "confidence"
        |it, _| words::maybe(it.confidence, |it| it.word().to_owned());
    (confidence_basis) "confidence_basis" "basis of the confidence"
        |it, _| words::maybe_text(it.confidence_basis.as_ref());
    (likelihood) "likelihood" "likelihood"
        |it, _| words::maybe(it.likelihood.as_ref(), words::likelihood);
    (rationale) "rationale" "rationale" |it, _| words::text(&it.rationale);
    (valid) "valid" "period" |it, _| words::maybe(it.valid, words::range);
}

fields! {
    /// Of a source.
    SOURCE_FIELDS of Source besides (id):
    (kind) "type" "type" |it, _| words::source_kind(it.kind).to_owned();
    (title) "title" "title" |it, _| words::text(&it.title);
    (author) "author" "author" |it, _| words::maybe_text(it.author.as_ref());
    (container_title) "container_title" "publication"
        |it, _| words::maybe_text(it.container_title.as_ref());
    (publisher) "publisher" "publisher" |it, _| words::maybe_text(it.publisher.as_ref());
    (publisher_place) "publisher_place" "dateline"
        |it, _| words::maybe_text(it.publisher_place.as_ref());
    (language) "language" "language" |it, _| words::maybe_text(it.language.as_ref());
    (issued_as_printed) "issued_as_printed" "date as printed"
        |it, _| words::maybe_text(it.issued_as_printed.as_ref());
    (issued) "issued" "date" |it, _| words::maybe(it.issued, words::range);
    (issued_note) "issued_note" "note on the date"
        |it, _| words::maybe_text(it.issued_note.as_ref());
    (accessed) "accessed" "retrieved" |it, _| words::maybe(it.accessed, words::range);
    (url) "url" "address" |it, _| words::maybe_text(it.url.as_ref());
    (archive_url) "archive_url" "archived address"
        |it, _| words::maybe_text(it.archive_url.as_ref());
    (rating) "reliability" "reliability" |it, _| words::rating(&it.rating);
    (descriptor) "descriptor" "descriptor" |it, _| words::maybe_text(it.descriptor.as_ref());
    (origin) "origin" "origin" |it, _| words::maybe_text(it.origin.as_ref());
    (repeats) "repeats" "repeats" |it, _| words::list(&it.repeats, |id| id.to_string()),
        lists::source_repeats;
    (sha256) "sha256" "SHA-256" |it, _| words::maybe_text(it.sha256.as_ref());
}

fields! {
    /// Of a claim.
    CLAIM_FIELDS of Claim besides (id):
    (statement) "statement" "statement" |it, _| words::text(&it.statement);
    (kinds) "kinds" "kinds"
        |it, scene| words::list(&it.kinds, |id| words::kind(id, scene)), lists::kinds;
    (bearings) "bearings" "bearings"
        |it, scene| words::list(&it.bearings, |it| words::bearing(it, scene)), lists::bearings;
    (asserter) "asserter" "asserter" |it, scene| words::asserter(&it.asserter, scene),
        lists::asserter;
    (status) "status" "status" |it, _| it.status.word().to_owned();
    (quantities) "quantities" "quantities"
        |it, _| words::list(&it.quantities, words::quantity);
    (date) "date" "date" |it, _| words::maybe(it.date.as_ref(), words::claim_date);
    (is_forecast) "forecast" "forecast"
        |it, _| words::choice(it.is_forecast, "yes", "no");
    (grade) "grade" "grade" |it, _| it.grade.to_string();
    (grade_reason) "grade_reason" "reason for the grade" |it, _| words::text(&it.grade_reason);
    (anchors) "anchors" "anchors" |it, _| words::list(&it.anchors, words::anchor),
        lists::anchors;
    (rank) "rank" "rank" |it, _| words::rank(&it.rank);
    (repeats) "repeats" "repeats" |it, _| words::list(&it.repeats, |id| id.to_string()),
        lists::repeats;
    (contradicts) "contradicts" "contradicts"
        |it, _| words::list(&it.contradicts, |id| id.to_string()), lists::contradicts;
    (derived_from) "derived_from" "derived from"
        |it, _| words::list(&it.derived_from, |id| id.to_string()), lists::derived_from;
    (note) "note" "note" |it, _| words::maybe_text(it.note.as_ref());
}

fields! {
    /// Of a note. Where it stands is one thing.
    NOTE_FIELDS of Note besides (id):
    (text) "text" "text" |it, _| words::text(&it.text);
    (place, offset) "place" "position on the map" |it, _| words::note_place(it);
    (width) "width" "width" |it, _| words::note_width(it.width);
}

fields! {
    /// Of a saved view.
    VIEW_FIELDS of SavedView besides (id):
    (name) "name" "name" |it, _| words::text(&it.name);
    (key) "key" "key" |it, _| words::maybe(it.key, |key| format!("Alt+{key}"));
    (state) "view" "what it shows" |it, scene| words::view_state(&it.state, scene);
}

fields! {
    /// Of a slide. What it refers to was like this when it was made, all together.
    SLIDE_FIELDS of Slide besides (id):
    (headline) "headline" "headline" |it, _| words::text(&it.headline);
    (caption) "caption" "caption" |it, _| words::text(&it.caption);
    (notes) "notes" "notes" |it, _| words::text(&it.notes);
    (view) "view" "what it shows" |it, scene| words::view_state(&it.view, scene);
    (emphasis) "emphasis" "emphasis" |it, _| words::list(&it.emphasis, |it| it.to_string());
    (dimmed) "dimmed" "what is dimmed" |it, _| words::list(&it.dimmed, |it| it.to_string());
    (reveals) "reveals" "reveals" |it, _| words::list(&it.reveals, |it| it.to_string());
    (footnotes) "footnotes" "footnotes" |it, _| words::list(&it.footnotes, |it| it.to_string());
    (transition_ms) "transition_ms" "transition"
        |it, _| words::maybe(it.transition_ms, |ms| format!("{ms} ms"));
    (is_hidden) "hidden" "hidden" |it, _| words::choice(it.is_hidden, "yes", "no");
    (as_made) "as_made" "what it was made from"
        |it, _| words::list(&it.as_made, |it| format!("{}: {}", it.of, words::text(&it.was)));
}

/// The part of [`Compared`] that only differs in names.
macro_rules! compared {
    ($record:ident, $key:ident, $table:ident, $fields:ident, $sort:expr) => {
        const SORT: Sort = $sort;
        const FIELDS: &'static [FieldOf<Self>] = $fields;

        fn table(scene: &Scene) -> &Table<Self> {
            &scene.$table
        }

        fn table_mut(scene: &mut Scene) -> &mut Table<Self> {
            &mut scene.$table
        }

        fn id_text(key: &$key) -> &str {
            key.as_str()
        }
    };
}

impl Compared for Kind {
    compared!(Kind, KindId, kinds, KIND_FIELDS, Sort::Kind);

    fn subject(_key: &KindId) -> Subject {
        Subject::Scene
    }

    fn called(&self, _scene: &Scene) -> String {
        format!("Kind {}", words::name(&self.label, self.id.as_str()))
    }

    fn gist(&self) -> &str {
        &self.label
    }
}

impl Compared for Note {
    compared!(Note, NoteId, notes, NOTE_FIELDS, Sort::Note);

    fn subject(key: &NoteId) -> Subject {
        Subject::Note(key.clone())
    }

    fn called(&self, _scene: &Scene) -> String {
        let first = self.text.lines().next().unwrap_or_default();
        format!("Note {}", words::name(first, self.id.as_str()))
    }

    fn gist(&self) -> &str {
        &self.text
    }
}

impl Compared for SavedView {
    compared!(SavedView, ViewId, views, VIEW_FIELDS, Sort::View);

    fn subject(_key: &ViewId) -> Subject {
        Subject::Scene
    }

    fn called(&self, _scene: &Scene) -> String {
        format!("View {}", words::name(&self.name, self.id.as_str()))
    }

    fn gist(&self) -> &str {
        &self.name
    }
}

impl Compared for Slide {
    compared!(Slide, SlideId, slides, SLIDE_FIELDS, Sort::Slide);

    fn subject(_key: &SlideId) -> Subject {
        Subject::Scene
    }

    fn called(&self, _scene: &Scene) -> String {
        format!("Slide {}", words::name(&self.headline, self.id.as_str()))
    }

    fn gist(&self) -> &str {
        &self.headline
    }
}

impl Compared for Actor {
    compared!(Actor, ActorId, actors, ACTOR_FIELDS, Sort::Actor);

    fn subject(key: &ActorId) -> Subject {
        Subject::Actor(key.clone())
    }

    fn called(&self, _scene: &Scene) -> String {
        format!("Actor {}", words::name(&self.name, self.id.as_str()))
    }

    fn gist(&self) -> &str {
        &self.name
    }
}

impl Compared for Tie {
    compared!(Tie, TieId, ties, TIE_FIELDS, Sort::Tie);

    fn subject(key: &TieId) -> Subject {
        Subject::Tie(key.clone())
    }

    fn called(&self, scene: &Scene) -> String {
        format!("Tie {}", words::tie_name(self, scene))
    }

    fn gist(&self) -> &str {
        &self.rationale
    }

    /// A tie that one side says nothing is known of has neither confidence nor
    /// likelihood, whatever the other side made of it.
    fn mend(&mut self, ours: &Self, theirs: &Self) -> Vec<(&'static FieldOf<Self>, Side)> {
        let free = |tie: &Self| Self {
            confidence: None,
            confidence_basis: None,
            likelihood: None,
            ..tie.clone()
        };
        let is_open = |tie: &Self| tie.weight().is_none() && free(tie) == *tie;
        if self.weight().is_some() {
            return Vec::new();
        }
        let side = match (is_open(ours), is_open(theirs)) {
            (true, _) => Side::Ours,
            (false, true) => Side::Theirs,
            (false, false) => return Vec::new(),
        };
        let mended = free(self);
        let fields = differing(TIE_FIELDS, self, &mended);
        *self = mended;
        fields.into_iter().map(|field| (field, side)).collect()
    }
}

impl Compared for Source {
    compared!(Source, SourceId, sources, SOURCE_FIELDS, Sort::Source);

    fn subject(key: &SourceId) -> Subject {
        Subject::Source(key.clone())
    }

    fn freed(&self, scene: &Scene) -> Option<Self> {
        let mut source = self.clone();
        source.repeats.retain(|id| scene.sources.contains(id));
        Some(source)
    }

    fn called(&self, _scene: &Scene) -> String {
        format!("Source {}", words::name(&self.title, self.id.as_str()))
    }

    fn gist(&self) -> &str {
        &self.title
    }
}

impl Compared for Claim {
    compared!(Claim, ClaimId, claims, CLAIM_FIELDS, Sort::Claim);

    fn subject(key: &ClaimId) -> Subject {
        Subject::Claim(key.clone())
    }

    fn called(&self, _scene: &Scene) -> String {
        format!("Claim {}", self.id)
    }

    fn gist(&self) -> &str {
        &self.statement
    }

    fn freed(&self, scene: &Scene) -> Option<Self> {
        let mut claim = self.clone();
        claim.kinds.retain(|kind| scene.kinds.contains(kind));
        claim.bearings.retain(|bearing| match &bearing.on {
            BearingOn::Tie(id) => scene.ties.contains(id),
            BearingOn::Actor(id) => scene.actors.contains(id),
        });
        for bearing in &mut claim.bearings {
            if matches!(&bearing.direction, Direction::From(id) if !scene.actors.contains(id)) {
                bearing.direction = Direction::Both;
            }
        }
        if let Asserter::Named { affiliation, .. } = &mut claim.asserter {
            affiliation.take_if(|id| !scene.actors.contains(id));
        }
        claim
            .anchors
            .retain(|anchor| scene.sources.contains(&anchor.source));
        for links in claim.links_mut() {
            links.retain(|id| scene.claims.contains(id));
        }
        Some(claim)
    }
}
