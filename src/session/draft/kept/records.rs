//! What stands in the forms of a claim, a source and the scene, kept and read.

use super::super::{
    AnchorDraft, BearingDraft, ClaimDraft, PropertiesDraft, QuantityDraft, RankChoice,
    ReasonedGrade, SourceDraft, ids_in_words,
};
use super::fields::{Fields, Reader, YES};
use crate::model::{
    Anchor, Basemap, BearingOn, Bound, Credibility, Magnitude, Reliability, RuleSeverity,
    Severities, SourceKind, Stance, Status,
};

const BASEMAPS: [Basemap; 2] = [Basemap::NaturalEarth, Basemap::Off];
const RANKS: [RankChoice; 3] = [
    RankChoice::Preferred,
    RankChoice::Normal,
    RankChoice::Deprecated,
];

pub(super) fn keep_claim(fields: &mut Fields, draft: &ClaimDraft) {
    fields.text("statement", &draft.statement);
    fields.list("bearing", &draft.bearings, keep_bearing);
    fields.list("kind", &draft.kinds, |fields, kind| {
        fields.id("id", Some(kind));
    });
    fields.choice("status", draft.status);
    fields.switch("unattributed", draft.is_unattributed);
    fields.text("asserter", &draft.asserter);
    fields.text("role", &draft.role);
    fields.id("affiliation", draft.affiliation.as_ref());
    fields.text("unattributed.note", &draft.unattributed_note);
    fields.list("anchor", &draft.anchors, keep_anchor);
    fields.choice("grade.reliability", draft.grade.reliability);
    fields.choice("grade.credibility", draft.grade.credibility);
    fields.text("grade.reason", &draft.grade.reason);
    fields.text("date.printed", &draft.date_printed);
    fields.text("date.resolved", &draft.date_resolved);
    fields.text("date.note", &draft.date_note);
    fields.switch("forecast", draft.is_forecast);
    fields.list("quantity", &draft.quantities, keep_quantity);
    fields.choice("rank", Some(draft.rank));
    fields.text("rank.reason", &draft.rank_reason);
    fields.text("repeats", &ids_in_words(&draft.repeats));
    fields.text("contradicts", &ids_in_words(&draft.contradicts));
    fields.text("derived", &ids_in_words(&draft.derived_from));
    fields.text("note", &draft.note);
}

pub(super) fn read_claim(fields: &Reader<'_>) -> ClaimDraft {
    let kinds = fields.list("kind", |fields| fields.id("id"));
    ClaimDraft {
        statement: fields.text("statement"),
        bearings: fields.list("bearing", read_bearing),
        kinds: kinds.into_iter().flatten().collect(),
        status: fields.choice("status", &Status::ALL),
        is_unattributed: fields.is_on("unattributed"),
        asserter: fields.text("asserter"),
        role: fields.text("role"),
        affiliation: fields.id("affiliation"),
        unattributed_note: fields.text("unattributed.note"),
        anchors: fields.list("anchor", read_anchor),
        grade: ReasonedGrade {
            reliability: fields.choice("grade.reliability", &Reliability::ALL),
            credibility: fields.choice("grade.credibility", &Credibility::ALL),
            reason: fields.text("grade.reason"),
        },
        date_printed: fields.text("date.printed"),
        date_resolved: fields.text("date.resolved"),
        date_note: fields.text("date.note"),
        is_forecast: fields.is_on("forecast"),
        quantities: fields.list("quantity", read_quantity),
        rank: fields.choice("rank", &RANKS).unwrap_or_default(),
        rank_reason: fields.text("rank.reason"),
        repeats: fields.ids("repeats"),
        contradicts: fields.ids("contradicts"),
        derived_from: fields.ids("derived"),
        note: fields.text("note"),
    }
}

fn keep_bearing(fields: &mut Fields, bearing: &BearingDraft) {
    match &bearing.on {
        Some(BearingOn::Tie(id)) => fields.id("tie", Some(id)),
        Some(BearingOn::Actor(id)) => fields.id("actor", Some(id)),
        None => {}
    }
    fields.id("from", bearing.from.as_ref());
    fields.choice("stance", bearing.stance);
    fields.choice("magnitude", bearing.magnitude);
    fields.text("reason", &bearing.reason);
}

fn read_bearing(fields: &Reader<'_>) -> BearingDraft {
    let tie = fields.id("tie").map(BearingOn::Tie);
    BearingDraft {
        on: tie.or_else(|| fields.id("actor").map(BearingOn::Actor)),
        from: fields.id("from"),
        stance: fields.choice("stance", &Stance::ALL),
        magnitude: fields.choice("magnitude", &Magnitude::ALL),
        reason: fields.text("reason"),
    }
}

fn keep_anchor(fields: &mut Fields, anchor: &AnchorDraft) {
    fields.id("source", anchor.source.as_ref());
    fields.id("proposed", anchor.proposed.as_ref());
    fields.text("exact", &anchor.exact);
    fields.text("prefix", &anchor.prefix);
    fields.text("suffix", &anchor.suffix);
    let Some(was) = &anchor.was else {
        return;
    };
    fields.id("was.source", Some(&was.source));
    fields.text("was.exact", &was.exact);
    for (name, words) in [("was.prefix", &was.prefix), ("was.suffix", &was.suffix)] {
        if let Some(words) = words {
            fields.text(name, words);
        }
    }
    fields.choice("was.start", was.start);
    fields.choice("was.end", was.end);
}

fn read_anchor(fields: &Reader<'_>) -> AnchorDraft {
    let words = |name| fields.find(name).map(str::to_owned);
    let was = |source| Anchor {
        source,
        exact: fields.text("was.exact"),
        prefix: words("was.prefix"),
        suffix: words("was.suffix"),
        start: fields.number("was.start"),
        end: fields.number("was.end"),
    };
    AnchorDraft {
        source: fields.id("source"),
        proposed: fields.id("proposed"),
        exact: fields.text("exact"),
        prefix: fields.text("prefix"),
        suffix: fields.text("suffix"),
        was: fields.id("was.source").map(was),
    }
}

fn keep_quantity(fields: &mut Fields, quantity: &QuantityDraft) {
    fields.text("measure", &quantity.measure);
    fields.choice("bound", Some(quantity.bound));
    fields.text("amount", &quantity.amount);
    fields.text("unit", &quantity.unit);
    fields.text("scope", &quantity.scope);
    fields.text("period", &quantity.period);
    fields.text("counter", &quantity.counter);
}

fn read_quantity(fields: &Reader<'_>) -> QuantityDraft {
    QuantityDraft {
        measure: fields.text("measure"),
        bound: fields
            .choice("bound", &Bound::ALL)
            .unwrap_or(Bound::Exactly),
        amount: fields.text("amount"),
        unit: fields.text("unit"),
        scope: fields.text("scope"),
        period: fields.text("period"),
        counter: fields.text("counter"),
    }
}

pub(super) fn keep_source(fields: &mut Fields, draft: &SourceDraft) {
    fields.choice("kind", Some(draft.kind));
    for (name, text) in [
        ("title", &draft.title),
        ("author", &draft.author),
        ("container", &draft.container_title),
        ("publisher", &draft.publisher),
        ("place", &draft.publisher_place),
        ("language", &draft.language),
        ("issued.printed", &draft.issued_as_printed),
        ("issued", &draft.issued),
        ("issued.note", &draft.issued_note),
        ("accessed", &draft.accessed),
        ("url", &draft.url),
        ("archive", &draft.archive_url),
        ("rating.reason", &draft.rating_reason),
        ("descriptor", &draft.descriptor),
        ("origin", &draft.origin),
        ("repeats", &draft.repeats),
        ("sha256", &draft.sha256),
    ] {
        fields.text(name, text);
    }
    fields.choice("rating", draft.reliability);
}

pub(super) fn read_source(fields: &Reader<'_>) -> SourceDraft {
    SourceDraft {
        kind: fields
            .choice("kind", &SourceKind::ALL)
            .unwrap_or_else(|| SourceDraft::new().kind),
        title: fields.text("title"),
        author: fields.text("author"),
        container_title: fields.text("container"),
        publisher: fields.text("publisher"),
        publisher_place: fields.text("place"),
        language: fields.text("language"),
        issued_as_printed: fields.text("issued.printed"),
        issued: fields.text("issued"),
        issued_note: fields.text("issued.note"),
        accessed: fields.text("accessed"),
        url: fields.text("url"),
        archive_url: fields.text("archive"),
        reliability: fields.choice("rating", &Reliability::ALL),
        rating_reason: fields.text("rating.reason"),
        descriptor: fields.text("descriptor"),
        origin: fields.text("origin"),
        repeats: fields.text("repeats"),
        sha256: fields.text("sha256"),
    }
}

pub(super) fn keep_properties(fields: &mut Fields, draft: &PropertiesDraft) {
    fields.text("title", &draft.title);
    fields.text("as-of", &draft.as_of);
    fields.text("description", &draft.description);
    fields.text("handling", &draft.handling);
    fields.choice("basemap", Some(draft.basemap));
    fields.text("unknown", if draft.is_showing_unknown { YES } else { "no" });
    fields.text(
        "evidence",
        if draft.is_showing_evidence { YES } else { "no" },
    );
    fields.text("gap", &draft.gap);
    fields.text("stale", &draft.stale_after_days);
    for (at, (rule, severity)) in draft.severities.iter().enumerate() {
        fields.text(&format!("severity.{at}.rule"), rule);
        fields.choice(&format!("severity.{at}.is"), Some(severity));
    }
}

pub(super) fn read_properties(fields: &Reader<'_>, begun: &PropertiesDraft) -> PropertiesDraft {
    let mut severities = Severities::default();
    let rules = fields.list("severity", |fields| {
        Some((
            fields.find("rule")?.to_owned(),
            fields.choice("is", &RuleSeverity::ALL)?,
        ))
    });
    for (rule, severity) in rules.into_iter().flatten() {
        severities.set(&rule, Some(severity));
    }
    PropertiesDraft {
        title: fields.text("title"),
        as_of: fields.text("as-of"),
        description: fields.text("description"),
        handling: fields
            .find("handling")
            .map_or_else(|| begun.handling.clone(), str::to_owned),
        basemap: fields.choice("basemap", &BASEMAPS).unwrap_or(begun.basemap),
        is_showing_unknown: fields
            .find("unknown")
            .map_or(begun.is_showing_unknown, |it| it == YES),
        is_showing_evidence: fields
            .find("evidence")
            .map_or(begun.is_showing_evidence, |it| it == YES),
        gap: fields.text("gap"),
        stale_after_days: fields
            .find("stale")
            .map_or_else(|| begun.stale_after_days.clone(), str::to_owned),
        severities,
    }
}
