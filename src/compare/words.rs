//! Values in words, so that different ones have different words.
//!
//! Numbers are not rounded where that would hide a difference, texts stand in
//! quotation marks, and records are named with their id.

use crate::model::{
    Actor, ActorId, Anchor, Asserter, Basemap, Bearing, BearingOn, ClaimDate, DateRange, Direction,
    Filter, Focus, Frame, KindId, Likelihood, Name, Note, NoteWidth, Offsets, PathView, Place,
    Quantity, Rank, Scene, Severities, SourceKind, SourceRating, SourceSummary, Thresholds, Tie,
    TieDirection, TieState, ViewState, Weight, signed,
};

/// Longer texts are cut off in a headline.
const MOST_CHARS: usize = 80;

pub(super) fn text(text: &str) -> String {
    format!("\u{201c}{text}\u{201d}")
}

/// A value that may be missing.
pub(super) fn maybe<T>(value: Option<T>, words: impl Fn(T) -> String) -> String {
    value.map_or_else(|| "not set".to_owned(), words)
}

pub(super) fn maybe_text(value: Option<&String>) -> String {
    maybe(value, |value| text(value))
}

pub(super) fn list<T>(values: &[T], words: impl Fn(&T) -> String) -> String {
    if values.is_empty() {
        return "none".to_owned();
    }
    let words: Vec<String> = values.iter().map(words).collect();
    words.join("; ")
}

pub(super) fn choice(is_so: bool, so: &str, otherwise: &str) -> String {
    if is_so { so } else { otherwise }.to_owned()
}

/// A text short enough for a headline.
pub(super) fn short(text: &str) -> String {
    if text.chars().count() <= MOST_CHARS {
        return text.to_owned();
    }
    let cut: String = text.chars().take(MOST_CHARS - 1).collect();
    format!("{}\u{2026}", cut.trim_end())
}

/// A name for a headline, or the id where it is empty.
pub(super) fn name(name: &str, id: &str) -> String {
    let name = name.trim();
    short(if name.is_empty() { id } else { name })
}

/// `Kazakhstan (KAZ)`, or the id alone where the name says no more.
fn with_id(name: &str, id: &str) -> String {
    if name == id {
        id.to_owned()
    } else {
        format!("{name} ({id})")
    }
}

fn actor(id: &ActorId, scene: &Scene) -> String {
    with_id(scene.actor_name(id), id.as_str())
}

pub(super) fn kind(id: &KindId, scene: &Scene) -> String {
    with_id(scene.kind_label(id), id.as_str())
}

/// Both actors with a dash between: `Israel – Azerbaijan`.
pub(super) fn tie_name(tie: &Tie, scene: &Scene) -> String {
    let of = |id: &ActorId| {
        let called = scene.actors.get(id).map_or("", |it: &Actor| &it.name);
        name(called, id.as_str())
    };
    format!("{} \u{2013} {}", of(&tie.from), of(&tie.to))
}

pub(super) fn basemap(basemap: Basemap) -> &'static str {
    match basemap {
        Basemap::NaturalEarth => "Natural Earth",
        Basemap::Off => "off",
    }
}

pub(super) fn thresholds(thresholds: &Thresholds) -> String {
    let Thresholds {
        gap,
        stale_after_days,
    } = thresholds;
    format!("gap {gap}, stale after {stale_after_days} days")
}

pub(super) fn severities(severities: &Severities) -> String {
    let said: Vec<_> = severities.iter().collect();
    list(&said, |(rule, severity)| {
        format!("{rule}: {}", severity.word())
    })
}

pub(super) fn source_summary(summary: &SourceSummary) -> String {
    let SourceSummary {
        text: statement,
        basis,
    } = summary;
    format!("{}, written from {}", text(statement), text(basis))
}

/// `at 35.1, 47.2, moved by 3, 4`
pub(super) fn note_place(note: &Note) -> String {
    let at = maybe(note.place, place);
    match note.offset {
        Some(offset) => format!("{at}, moved by {}, {}", offset.dx(), offset.dy()),
        None => at,
    }
}

/// `180 points`, or that the text says it.
pub(super) fn note_width(width: Option<NoteWidth>) -> String {
    match width {
        Some(width) => format!("{} points", width.points()),
        None => "by its text".to_owned(),
    }
}

/// What a view shows, part by part.
pub(super) fn view_state(state: &ViewState, scene: &Scene) -> String {
    let ViewState {
        frame,
        filter: shown,
        focus: near,
        path: way,
        as_of,
        is_showing_unknown,
        is_showing_evidence,
    } = state;
    let mut parts = vec![match frame {
        Some(frame) => frame_words(*frame),
        None => "everything".to_owned(),
    }];
    parts.extend(filter(shown, scene));
    parts.extend(near.as_ref().map(|it| focus(it, scene)));
    parts.extend(way.as_ref().map(|it| path(it, scene)));
    parts.extend(as_of.map(|it| it.in_words()));
    if !is_showing_unknown {
        parts.push("unknown ties hidden".to_owned());
    }
    if *is_showing_evidence {
        parts.push("evidence on ties".to_owned());
    }
    parts.join("; ")
}

fn frame_words(frame: Frame) -> String {
    let (width, height) = (frame.width_deg(), frame.height_deg());
    format!(
        "{width} by {height} degrees around {}",
        place(frame.center())
    )
}

fn filter(filter: &Filter, scene: &Scene) -> Vec<String> {
    let mut parts = Vec::new();
    let mut without = |what: Vec<String>| {
        if !what.is_empty() {
            parts.push(format!("without {}", what.join(", ")));
        }
    };
    let classes = filter.hidden_classes().iter();
    without(classes.map(|it| it.label().to_lowercase()).collect());
    let confidences = filter.hidden_confidences().iter();
    without(
        confidences
            .map(|it| it.map_or("no confidence said", |it| it.word()))
            .map(|word| format!("confidence: {word}"))
            .collect(),
    );
    without(
        filter
            .hidden_kinds()
            .iter()
            .map(|it| kind(it, scene))
            .collect(),
    );
    let statuses = filter.hidden_statuses().iter();
    without(statuses.map(|it| format!("{}s", it.word())).collect());
    let sources = filter.sources().iter();
    parts.extend(sources.map(|it| format!("of source {it}")));
    let asserters = filter.asserters().iter();
    parts.extend(asserters.map(|it| match it {
        Some(name) => format!("asserted by {}", text(name)),
        None => "asserted by nobody named".to_owned(),
    }));
    if filter.least_weight() > 0.0 {
        parts.push(format!("|weight| from {}", filter.least_weight()));
    }
    parts.extend(
        filter
            .least_grade()
            .map(|it| format!("graded {it} at least")),
    );
    if !filter.search().is_empty() {
        parts.push(format!("with {}", text(filter.search())));
    }
    if filter.is_dimming() {
        parts.push("the rest faint".to_owned());
    }
    parts
}

fn focus(focus: &Focus, scene: &Scene) -> String {
    let actors = focus.actors.iter().map(|it| actor(it, scene));
    let ties = focus.ties.iter().map(|it| format!("tie {it}"));
    let on: Vec<String> = actors.chain(ties).collect();
    let rest = if focus.is_hiding { "hidden" } else { "faint" };
    format!(
        "focus on {} to depth {}, the rest {rest}",
        on.join(", "),
        focus.depth
    )
}

fn path(path: &PathView, scene: &Scene) -> String {
    format!(
        "path from {} to {}: {}",
        actor(&path.from, scene),
        actor(&path.to, scene),
        path.over.words()
    )
}

pub(super) fn likelihood(likelihood: &Likelihood) -> String {
    let Likelihood { term, of } = likelihood;
    format!("{}: {}", term.with_range(), text(of))
}

pub(super) fn names(names: &[Name]) -> String {
    list(names, |name| {
        format!("{}: {}", text(&name.language), text(&name.text))
    })
}

pub(super) fn place(place: Place) -> String {
    format!(
        "longitude {}, latitude {}",
        place.lon_deg(),
        place.lat_deg()
    )
}

pub(super) fn offsets(offsets: Offsets) -> String {
    let Offsets { map } = offsets;
    map.map_or_else(
        || "at its place".to_owned(),
        |offset| format!("moved by {}, {}", offset.dx(), offset.dy()),
    )
}

/// `+0.85`; with all its digits where two decimals are not all of it.
pub fn weight(weight: Weight) -> String {
    let value = weight.value();
    if (value * 100.0).round() / 100.0 == value {
        return signed(value);
    }
    let sign = if weight.is_negative() {
        '\u{2212}'
    } else {
        '+'
    };
    format!("{sign}{}", value.abs())
}

/// What is known of a tie without the reason: `+0.85`, `unknown`, `no tie`.
pub(super) fn state_in_short(state: &TieState) -> String {
    match state {
        TieState::Valued(value) => weight(*value),
        TieState::Unknown { .. } => "unknown".to_owned(),
        TieState::None { .. } => "no tie".to_owned(),
    }
}

pub(super) fn state(state: &TieState) -> String {
    let short = state_in_short(state);
    match state {
        TieState::Valued(_) => short,
        TieState::Unknown { reason } | TieState::None { reason } => {
            format!("{short}: {}", text(reason))
        }
    }
}

pub(super) fn ends(tie: &Tie, scene: &Scene) -> String {
    format!("{} to {}", actor(&tie.from, scene), actor(&tie.to, scene))
}

pub(super) fn tie_direction(direction: TieDirection) -> &'static str {
    match direction {
        TieDirection::Mutual => "mutual",
        TieDirection::Directed => "directed",
    }
}

pub(super) fn range(range: DateRange) -> String {
    range.in_words()
}

pub(super) fn source_kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::ArticleNewspaper => "newspaper article",
        SourceKind::ArticleJournal => "journal article",
        SourceKind::Book => "book",
        SourceKind::Dataset => "dataset",
        SourceKind::Interview => "interview",
        SourceKind::Post => "post",
        SourceKind::Report => "report",
        SourceKind::Speech => "speech",
        SourceKind::Webpage => "web page",
    }
}

pub(super) fn rating(rating: &SourceRating) -> String {
    let SourceRating {
        reliability,
        reason,
    } = rating;
    format!("{}: {}", reliability.letter(), text(reason))
}

pub(super) fn bearing(bearing: &Bearing, scene: &Scene) -> String {
    let Bearing {
        on,
        direction,
        stance,
        magnitude,
        reason,
    } = bearing;
    let direction = match direction {
        Direction::Both => "both ways".to_owned(),
        Direction::From(id) => format!("from {}", actor(id, scene)),
    };
    format!(
        "{}, {direction}, {}, {}: {}",
        bearing_on(on, scene),
        stance.word(),
        magnitude.word(),
        text(reason)
    )
}

pub(super) fn bearing_on(on: &BearingOn, scene: &Scene) -> String {
    match on {
        BearingOn::Tie(id) => match scene.ties.get(id) {
            Some(tie) => format!("on tie {}", with_id(&tie_name(tie, scene), id.as_str())),
            None => format!("on tie {id}"),
        },
        BearingOn::Actor(id) => format!("on actor {}", actor(id, scene)),
    }
}

pub(super) fn asserter(asserter: &Asserter, scene: &Scene) -> String {
    match asserter {
        Asserter::Named {
            name,
            role,
            affiliation,
        } => {
            let mut words = text(name);
            if let Some(role) = role {
                words = format!("{words}, {}", text(role));
            }
            if let Some(id) = affiliation {
                words = format!("{words}, of {}", actor(id, scene));
            }
            words
        }
        Asserter::Unattributed { note: None } => "unattributed".to_owned(),
        Asserter::Unattributed { note: Some(note) } => format!("unattributed: {}", text(note)),
    }
}

pub(super) fn quantity(quantity: &Quantity) -> String {
    let Quantity {
        measure,
        bound,
        amount,
        unit,
        scope,
        period,
        counter,
    } = quantity;
    let word = bound.word();
    let space = if word.is_empty() { "" } else { " " };
    format!(
        "{}: {word}{space}{amount} {}, scope {}, period {}, counted by {}",
        text(measure),
        text(unit),
        maybe_text(scope.as_ref()),
        maybe_text(period.as_ref()),
        maybe_text(counter.as_ref())
    )
}

pub(super) fn claim_date(date: &ClaimDate) -> String {
    let ClaimDate {
        as_printed,
        resolved,
        note,
    } = date;
    let printed = maybe_text(as_printed.as_ref());
    let mut words = format!("{} (as printed: {printed})", maybe(*resolved, range));
    if let Some(note) = note {
        words = format!("{words}, {}", text(note));
    }
    words
}

pub(super) fn anchor(anchor: &Anchor) -> String {
    let Anchor {
        source,
        exact,
        prefix,
        suffix,
        start,
        end,
    } = anchor;
    let mut words = format!("{source}: {}", text(exact));
    for (name, value) in [("after", prefix), ("before", suffix)] {
        if let Some(value) = value {
            words = format!("{words}, {name} {}", text(value));
        }
    }
    for (name, value) in [("from", start), ("to", end)] {
        if let Some(value) = value {
            words = format!("{words}, {name} {value}");
        }
    }
    words
}

pub(super) fn rank(rank: &Rank) -> String {
    match rank {
        Rank::Preferred { reason } => format!("preferred: {}", text(reason)),
        Rank::Normal => "normal".to_owned(),
        Rank::Deprecated { reason } => format!("withdrawn: {}", text(reason)),
    }
}

/// `1 tie`, `2 ties`.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    let noun = if count == 1 { one } else { many };
    format!("{count} {noun}")
}
