//! A scene as canonical text.
//!
//! One field a line, records in the scene's order, a trailing comma everywhere,
//! so that a change of one field is a change of one line. The same scene always
//! gives the same text. Where the text goes is `store`'s affair.

mod slides;
mod views;

use std::borrow::Cow;
use std::fmt::Display;

use ron::ser::PrettyConfig;

use super::format::{
    ActorFile, AnchorFile, AsserterFile, BearingFile, ClaimDateFile, ClaimFile, FORMAT, KindFile,
    LikelihoodFile, NameFile, OffsetFile, OffsetsFile, PlaceFile, QuantityFile, RankFile,
    SceneFile, SeverityFile, SourceFile, SourceSummaryFile, Text, ThresholdsFile, TieFile, options,
};
use super::words::{Choice, TieStateWord};
use crate::model::{
    Actor, Anchor, Asserter, Bearing, BearingOn, Bound, Claim, ClaimDate, ClaimId, Direction, Name,
    Offset, Place, Quantity, Rank, Scene, Source, Thresholds, Tie, TieState,
};

/// The first line of every scene file.
pub const FIRST_LINE: &str = "// Entente scene\n";

/// The scene as text in format 1, with a final newline.
pub fn write(scene: &Scene) -> String {
    // A claim takes about a kilobyte; growing step by step would copy it all
    // several times.
    let guess = 4096 + 1024 * (scene.claims.len() + scene.sources.len()) + 512 * scene.ties.len();
    let mut text = String::with_capacity(guess);
    text.push_str(FIRST_LINE);
    write_pretty(&mut text, &scene_file(scene));
    text
}

/// Appends a value as pretty RON and a final newline.
pub(super) fn write_pretty<T: serde::Serialize>(text: &mut String, value: &T) {
    let config = PrettyConfig::new().new_line("\n").indentor("    ");
    options()
        .to_writer_pretty(&mut *text, value, config)
        .expect("writing to a string fails only beyond 64 levels, and a scene has six");
    text.push('\n');
}

/// The scene in the structs of the file, borrowing its texts.
pub fn scene_file(scene: &Scene) -> SceneFile<'_> {
    SceneFile {
        format: FORMAT,
        title: text(&scene.title),
        as_of: scene.as_of.map(shown),
        description: optional(scene.description.as_deref()),
        handling: optional(scene.handling.as_deref()),
        basemap: Choice::Known(scene.basemap),
        show_unknown: scene.is_showing_unknown,
        show_evidence: scene.is_showing_evidence,
        thresholds: thresholds_file(&scene.thresholds),
        severities: scene
            .severities
            .iter()
            .map(|(rule, severity)| SeverityFile {
                rule: text(rule),
                severity: Choice::Known(severity),
            })
            .collect(),
        source_summary: scene.source_summary.as_ref().map(|it| SourceSummaryFile {
            text: text(&it.text),
            basis: text(&it.basis),
        }),
        kinds: scene
            .kinds
            .iter()
            .map(|kind| KindFile {
                id: text(kind.id.as_str()),
                label: text(&kind.label),
            })
            .collect(),
        actors: scene.actors.iter().map(actor_file).collect(),
        ties: scene.ties.iter().map(tie_file).collect(),
        sources: scene.sources.iter().map(source_file).collect(),
        claims: scene.claims.iter().map(claim_file).collect(),
        notes: scene.notes.iter().map(views::note_file).collect(),
        views: scene.views.iter().map(views::view_file).collect(),
        slides: scene.slides.iter().map(slides::slide_file).collect(),
    }
}

fn thresholds_file(thresholds: &Thresholds) -> ThresholdsFile {
    let days = thresholds.stale_after_days;
    ThresholdsFile {
        gap: thresholds.gap,
        stale_after_days: (days != Thresholds::DEFAULT_STALE_AFTER_DAYS).then_some(days),
    }
}

fn text(text: &str) -> Text<'_> {
    Cow::Borrowed(text)
}

fn optional(text: Option<&str>) -> Option<Text<'_>> {
    text.map(Cow::Borrowed)
}

fn shown(value: impl Display) -> Text<'static> {
    Cow::Owned(value.to_string())
}

fn actor_file(actor: &Actor) -> ActorFile<'_> {
    ActorFile {
        id: text(actor.id.as_str()),
        kind: Choice::Known(actor.kind),
        iso: optional(actor.iso.as_deref()),
        name: text(&actor.name),
        other_names: actor.other_names.iter().map(name_file).collect(),
        place: actor.place.map(place_file),
        offsets: actor.offsets.map.map(|offset| OffsetsFile {
            map: Some(offset_file(offset)),
        }),
        pinned: actor.is_pinned,
    }
}

fn place_file(place: Place) -> PlaceFile {
    PlaceFile {
        lon: place.lon_deg(),
        lat: place.lat_deg(),
    }
}

fn offset_file(offset: Offset) -> OffsetFile {
    OffsetFile {
        dx: offset.dx(),
        dy: offset.dy(),
    }
}

fn name_file(name: &Name) -> NameFile<'_> {
    NameFile {
        language: text(&name.language),
        text: text(&name.text),
    }
}

fn tie_file(tie: &Tie) -> TieFile<'_> {
    let (state, weight, reason) = match &tie.state {
        TieState::Valued(weight) => (TieStateWord::Valued, Some(weight.value()), None),
        TieState::Unknown { reason } => (TieStateWord::Unknown, None, Some(reason)),
        TieState::None { reason } => (TieStateWord::None, None, Some(reason)),
    };
    TieFile {
        id: text(tie.id.as_str()),
        from: text(tie.from.as_str()),
        to: text(tie.to.as_str()),
        direction: Choice::Known(tie.direction),
        label: optional(tie.label.as_deref()),
        state: Choice::Known(state),
        weight,
        reason: optional(reason.map(String::as_str)),
        confidence: tie.confidence.map(Choice::Known),
        confidence_basis: optional(tie.confidence_basis.as_deref()),
        likelihood: tie.likelihood.as_ref().map(|it| LikelihoodFile {
            term: Choice::Known(it.term),
            of: text(&it.of),
        }),
        rationale: text(&tie.rationale),
        valid: tie.valid.map(shown),
    }
}

fn source_file(source: &Source) -> SourceFile<'_> {
    SourceFile {
        id: text(source.id.as_str()),
        kind: Choice::Known(source.kind),
        title: text(&source.title),
        author: optional(source.author.as_deref()),
        container_title: optional(source.container_title.as_deref()),
        publisher: optional(source.publisher.as_deref()),
        publisher_place: optional(source.publisher_place.as_deref()),
        language: optional(source.language.as_deref()),
        issued_as_printed: optional(source.issued_as_printed.as_deref()),
        issued: source.issued.map(shown),
        issued_note: optional(source.issued_note.as_deref()),
        accessed: source.accessed.map(shown),
        url: optional(source.url.as_deref()),
        archive_url: optional(source.archive_url.as_deref()),
        reliability: Choice::Known(source.rating.reliability),
        reliability_reason: text(&source.rating.reason),
        descriptor: optional(source.descriptor.as_deref()),
        origin: optional(source.origin.as_deref()),
        repeats: source.repeats.iter().map(|id| text(id.as_str())).collect(),
        sha256: optional(source.sha256.as_deref()),
    }
}

pub(super) fn claim_file(claim: &Claim) -> ClaimFile<'_> {
    ClaimFile {
        id: text(claim.id.as_str()),
        statement: text(&claim.statement),
        kinds: claim.kinds.iter().map(|kind| text(kind.as_str())).collect(),
        bearings: claim.bearings.iter().map(bearing_file).collect(),
        asserter: asserter_file(&claim.asserter),
        status: Choice::Known(claim.status),
        quantities: claim.quantities.iter().map(quantity_file).collect(),
        date: claim.date.as_ref().map(date_file),
        forecast: claim.is_forecast,
        grade: shown(claim.grade),
        grade_reason: text(&claim.grade_reason),
        anchors: claim.anchors.iter().map(anchor_file).collect(),
        rank: rank_file(&claim.rank),
        repeats: claim_ids(&claim.repeats),
        contradicts: claim_ids(&claim.contradicts),
        derived_from: claim_ids(&claim.derived_from),
        note: optional(claim.note.as_deref()),
    }
}

fn claim_ids(ids: &[ClaimId]) -> Vec<Text<'_>> {
    ids.iter().map(|id| text(id.as_str())).collect()
}

fn bearing_file(bearing: &Bearing) -> BearingFile<'_> {
    let (tie, actor) = match &bearing.on {
        BearingOn::Tie(tie) => (Some(tie.as_str()), None),
        BearingOn::Actor(actor) => (None, Some(actor.as_str())),
    };
    let from = match &bearing.direction {
        Direction::Both => None,
        Direction::From(actor) => Some(actor.as_str()),
    };
    BearingFile {
        tie: optional(tie),
        actor: optional(actor),
        from: optional(from),
        stance: Choice::Known(bearing.stance),
        magnitude: Choice::Known(bearing.magnitude),
        reason: text(&bearing.reason),
    }
}

fn asserter_file(asserter: &Asserter) -> AsserterFile<'_> {
    match asserter {
        Asserter::Named {
            name,
            role,
            affiliation,
        } => AsserterFile::Named {
            name: text(name),
            role: optional(role.as_deref()),
            affiliation: optional(affiliation.as_ref().map(|actor| actor.as_str())),
        },
        Asserter::Unattributed { note } => AsserterFile::Unattributed {
            note: optional(note.as_deref()),
        },
    }
}

fn quantity_file(quantity: &Quantity) -> QuantityFile<'_> {
    let is_bounded = quantity.bound != Bound::Exactly;
    QuantityFile {
        measure: text(&quantity.measure),
        bound: is_bounded.then_some(Choice::Known(quantity.bound)),
        amount: quantity.amount,
        unit: text(&quantity.unit),
        scope: optional(quantity.scope.as_deref()),
        period: optional(quantity.period.as_deref()),
        counter: optional(quantity.counter.as_deref()),
    }
}

fn date_file(date: &ClaimDate) -> ClaimDateFile<'_> {
    ClaimDateFile {
        as_printed: optional(date.as_printed.as_deref()),
        resolved: date.resolved.map(shown),
        note: optional(date.note.as_deref()),
    }
}

fn anchor_file(anchor: &Anchor) -> AnchorFile<'_> {
    AnchorFile {
        source: text(anchor.source.as_str()),
        exact: text(&anchor.exact),
        prefix: optional(anchor.prefix.as_deref()),
        suffix: optional(anchor.suffix.as_deref()),
        start: anchor.start,
        end: anchor.end,
    }
}

fn rank_file(rank: &Rank) -> Option<RankFile<'_>> {
    match rank {
        Rank::Normal => None,
        Rank::Preferred { reason } => Some(RankFile::Preferred {
            reason: text(reason),
        }),
        Rank::Deprecated { reason } => Some(RankFile::Deprecated {
            reason: text(reason),
        }),
    }
}
