//! Format 1 as it stands in a file: one struct a record, its fields in the
//! order of the file.
//!
//! Nothing here checks a value beyond its type; `lift` does, on the way to the
//! model. Texts are borrowed from the scene on writing and owned on reading.
//! A field that may be absent is an `Option` or an empty list, and written only
//! when set. Of the scene itself, more may be absent than is left out on
//! writing, so that a scene can be begun by hand with a title alone.

#![expect(
    missing_docs,
    reason = "a field means what the model's field of the same name means"
)]

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::words::{Choice, ConfidenceWord, TieStateWord};
use crate::model::{
    ActorKind, Basemap, Bound, Clock, Confidence, LikelihoodTerm, Magnitude, PathOver, Reliability,
    RuleSeverity, SourceKind, Stance, Status, Thresholds, TieClass, TieDirection,
};

/// The version of the format that is written, and the newest that is read.
pub const FORMAT: u32 = 1;

/// A text: borrowed on writing, owned on reading.
pub type Text<'a> = Cow<'a, str>;

/// A whole file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SceneFile<'a> {
    pub format: u32,
    pub title: Text<'a>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handling: Option<Text<'a>>,
    #[serde(default = "default_basemap")]
    pub basemap: Choice<Basemap>,
    #[serde(default = "default_show_unknown")]
    pub show_unknown: bool,
    #[serde(default, skip_serializing_if = "is_off")]
    pub show_evidence: bool,
    #[serde(default)]
    pub thresholds: ThresholdsFile,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub severities: Vec<SeverityFile<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_summary: Option<SourceSummaryFile<'a>>,
    #[serde(default)]
    pub kinds: Vec<KindFile<'a>>,
    #[serde(default)]
    pub actors: Vec<ActorFile<'a>>,
    #[serde(default)]
    pub ties: Vec<TieFile<'a>>,
    #[serde(default)]
    pub sources: Vec<SourceFile<'a>>,
    #[serde(default)]
    pub claims: Vec<ClaimFile<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<NoteFile<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub views: Vec<ViewFile<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub slides: Vec<SlideFile<'a>>,
}

/// What lies under the actors of a scene that does not say it.
pub(super) fn default_basemap() -> Choice<Basemap> {
    Choice::Known(Basemap::NaturalEarth)
}

/// Whether a scene that does not say it shows unknown ties.
pub(super) fn default_show_unknown() -> bool {
    true
}

/// Whether a switch is off, and so not written.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
fn is_off(switch: &bool) -> bool {
    !switch
}

/// Whether a text is empty, and so not written.
fn is_empty(text: &Text<'_>) -> bool {
    text.is_empty()
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct ThresholdsFile {
    pub gap: f64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stale_after_days: Option<u32>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SourceSummaryFile<'a> {
    pub text: Text<'a>,
    pub basis: Text<'a>,
}

impl Default for ThresholdsFile {
    fn default() -> Self {
        Self {
            gap: Thresholds::DEFAULT_GAP,
            stale_after_days: None,
        }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SeverityFile<'a> {
    pub rule: Text<'a>,
    pub severity: Choice<RuleSeverity>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct KindFile<'a> {
    pub id: Text<'a>,
    pub label: Text<'a>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ActorFile<'a> {
    pub id: Text<'a>,
    pub kind: Choice<ActorKind>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iso: Option<Text<'a>>,
    pub name: Text<'a>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_names: Vec<NameFile<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceFile>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offsets: Option<OffsetsFile>,
    #[serde(default, skip_serializing_if = "is_off")]
    pub pinned: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NameFile<'a> {
    pub language: Text<'a>,
    pub text: Text<'a>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct PlaceFile {
    pub lon: f64,
    pub lat: f64,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct OffsetsFile {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub map: Option<OffsetFile>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct OffsetFile {
    pub dx: f64,
    pub dy: f64,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TieFile<'a> {
    pub id: Text<'a>,
    pub from: Text<'a>,
    pub to: Text<'a>,
    pub direction: Choice<TieDirection>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Text<'a>>,
    pub state: Choice<TieStateWord>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Choice<Confidence>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence_basis: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub likelihood: Option<LikelihoodFile<'a>>,
    pub rationale: Text<'a>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid: Option<Text<'a>>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LikelihoodFile<'a> {
    pub term: Choice<LikelihoodTerm>,
    pub of: Text<'a>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SourceFile<'a> {
    pub id: Text<'a>,
    #[serde(rename = "type")]
    pub kind: Choice<SourceKind>,
    pub title: Text<'a>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub container_title: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher_place: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued_as_printed: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued_note: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accessed: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archive_url: Option<Text<'a>>,
    pub reliability: Choice<Reliability>,
    pub reliability_reason: Text<'a>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub descriptor: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub repeats: Vec<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<Text<'a>>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ClaimFile<'a> {
    pub id: Text<'a>,
    pub statement: Text<'a>,
    pub kinds: Vec<Text<'a>>,
    pub bearings: Vec<BearingFile<'a>>,
    pub asserter: AsserterFile<'a>,
    pub status: Choice<Status>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quantities: Vec<QuantityFile<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<ClaimDateFile<'a>>,
    #[serde(default, skip_serializing_if = "is_off")]
    pub forecast: bool,
    pub grade: Text<'a>,
    pub grade_reason: Text<'a>,
    pub anchors: Vec<AnchorFile<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<RankFile<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub repeats: Vec<Text<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contradicts: Vec<Text<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub derived_from: Vec<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text<'a>>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BearingFile<'a> {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tie: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Text<'a>>,
    pub stance: Choice<Stance>,
    pub magnitude: Choice<Magnitude>,
    pub reason: Text<'a>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum AsserterFile<'a> {
    Named {
        name: Text<'a>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        role: Option<Text<'a>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        affiliation: Option<Text<'a>>,
    },
    Unattributed {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<Text<'a>>,
    },
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct QuantityFile<'a> {
    pub measure: Text<'a>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound: Option<Choice<Bound>>,
    pub amount: f64,
    pub unit: Text<'a>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counter: Option<Text<'a>>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ClaimDateFile<'a> {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_printed: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolved: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text<'a>>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AnchorFile<'a> {
    pub source: Text<'a>,
    pub exact: Text<'a>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefix: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suffix: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<u64>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum RankFile<'a> {
    Preferred { reason: Text<'a> },
    Deprecated { reason: Text<'a> },
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NoteFile<'a> {
    pub id: Text<'a>,
    pub text: Text<'a>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceFile>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<OffsetFile>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<f64>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ViewFile<'a> {
    pub id: Text<'a>,
    pub name: Text<'a>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frame: Option<FrameFile>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<FilterFile<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub focus: Option<FocusFile<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<PathViewFile<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<AsOfFile<'a>>,
    #[serde(default = "default_show_unknown")]
    pub show_unknown: bool,
    #[serde(default, skip_serializing_if = "is_off")]
    pub show_evidence: bool,
}

/// What a view shows, where it is no record of its own.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StateFile<'a> {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frame: Option<FrameFile>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<FilterFile<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub focus: Option<FocusFile<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<PathViewFile<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<AsOfFile<'a>>,
    #[serde(default = "default_show_unknown")]
    pub show_unknown: bool,
    #[serde(default, skip_serializing_if = "is_off")]
    pub show_evidence: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SlideFile<'a> {
    pub id: Text<'a>,
    #[serde(default, skip_serializing_if = "is_empty")]
    pub headline: Text<'a>,
    #[serde(default, skip_serializing_if = "is_empty")]
    pub caption: Text<'a>,
    #[serde(default, skip_serializing_if = "is_empty")]
    pub notes: Text<'a>,
    pub view: StateFile<'a>,
    /// `actor ISR`, `tie ISR-AZE`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emphasis: Vec<Text<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dimmed: Vec<Text<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reveals: Vec<Text<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub footnotes: Vec<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transition_ms: Option<u32>,
    #[serde(default, skip_serializing_if = "is_off")]
    pub hidden: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub as_made: Vec<AsMadeFile<'a>>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AsMadeFile<'a> {
    /// `tie ISR-AZE`, `claim c01`.
    pub of: Text<'a>,
    pub was: Text<'a>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct FrameFile {
    pub lon: f64,
    pub lat: f64,
    pub width: f64,
    pub height: f64,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct FilterFile<'a> {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hidden_classes: Vec<Choice<TieClass>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least_weight: Option<f64>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hidden_confidences: Vec<Choice<ConfidenceWord>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hidden_kinds: Vec<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least_grade: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hidden_statuses: Vec<Choice<Status>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Text<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asserters: Vec<Text<'a>>,
    #[serde(default, skip_serializing_if = "is_off")]
    pub unattributed: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub search: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "is_off")]
    pub dimming: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FocusFile<'a> {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actors: Vec<Text<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ties: Vec<Text<'a>>,
    pub depth: u8,
    #[serde(default, skip_serializing_if = "is_off")]
    pub hiding: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PathViewFile<'a> {
    pub from: Text<'a>,
    pub to: Text<'a>,
    pub over: Choice<PathOver>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AsOfFile<'a> {
    pub clock: Choice<Clock>,
    pub day: Text<'a>,
}

/// How every file of ours is read and written: nesting of 64 levels at most,
/// and a value that may be absent stands there without `Some`.
pub fn options() -> ron::Options {
    ron::Options::default()
        // ron counts a bracket and its entries apart.
        .with_recursion_limit(2 * MAX_DEPTH)
        .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
}

/// How many levels of brackets a file may have. A scene has six; the limit
/// keeps a hostile file from exhausting the stack.
pub const MAX_DEPTH: usize = 64;
