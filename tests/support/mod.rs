//! Random scenes for property tests.
//!
//! Every optional field is there and absent, every choice is made, and texts
//! hold what files get wrong: quotes, backslashes, line ends, combining marks,
//! writing from right to left, control characters.

use entente::evidence::RULES;
use entente::model::{
    Actor, ActorKind, Anchor, AsMade, AsOf, Asserter, Basemap, Bearing, BearingOn, Bound, Claim,
    ClaimDate, ClaimId, Clock, Confidence, Credibility, DateRange, Direction, Element, Filter,
    Focus, Frame, Grade, Id, Kind, Likelihood, LikelihoodTerm, Magnitude, Name, Note, NoteWidth,
    Offset, Offsets, PartialDate, PathOver, PathView, Place, Quantity, Rank, Reliability,
    RuleSeverity, SavedView, Scene, Severities, Slide, Source, SourceKind, SourceRating,
    SourceSummary, Stance, Status, Subject, Table, Thresholds, Tie, TieClass, TieDirection,
    TieState, ViewState, Weight,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// How many records of each sort a scene has to refer to.
const ACTORS: usize = 4;
const KINDS: usize = 3;

/// A text of any sort.
pub(crate) fn text() -> BoxedStrategy<String> {
    let odd = [
        "",
        " ",
        "\"",
        "\\",
        "\n",
        "\r\n",
        "\t",
        "\0",
        "\u{1b}[31m",
        "// no comment",
        "/* nor this",
        "r#\"raw\"#",
        "ישראל",
        "ایران",
        "Azərbaycan",
        "e\u{301}",
        "\u{202e}abc\u{202c}",
        "\u{feff}",
        "👩‍👩‍👧",
        "(a: [1, {",
        ")],}",
    ];
    prop_oneof![
        3 => "[a-zA-Z ,.]{0,20}".boxed(),
        1 => any::<String>().boxed(),
        2 => vec(select(odd.to_vec()), 0..4).prop_map(|parts| parts.concat()),
    ]
    .boxed()
}

fn maybe_text() -> impl Strategy<Value = Option<String>> {
    option::of(text())
}

/// The id of record `number` of a list whose ids begin so.
fn id<K>(prefix: &str, number: usize) -> Id<K> {
    Id::new(&format!("{prefix}{number}")).expect("an id")
}

fn date() -> impl Strategy<Value = PartialDate> {
    (
        1..=9999_u32,
        option::of((1..=12_u32, option::of(1..=28_u32))),
    )
        .prop_map(|(year, rest)| {
            let text = match rest {
                None => format!("{year:04}"),
                Some((month, None)) => format!("{year:04}-{month:02}"),
                Some((month, Some(day))) => format!("{year:04}-{month:02}-{day:02}"),
            };
            PartialDate::parse(&text).expect("a date")
        })
}

fn range() -> impl Strategy<Value = DateRange> {
    (date(), date()).prop_map(|(one, other)| {
        DateRange::new(one, other)
            .or_else(|_| DateRange::new(other, one))
            .expect("one of the two ways round")
    })
}

fn actor(number: usize) -> impl Strategy<Value = Actor> {
    let name = (text(), text()).prop_map(|(language, text)| Name { language, text });
    (
        select(ActorKind::ALL.to_vec()),
        maybe_text(),
        text(),
        vec(name, 0..3),
        option::of(place()),
        option::of(offset()),
        any::<bool>(),
    )
        .prop_map(
            move |(kind, iso, name, other_names, place, map, is_pinned)| Actor {
                id: id("ACT", number),
                kind,
                iso,
                name,
                other_names,
                place,
                offsets: Offsets { map },
                is_pinned,
            },
        )
}

fn place() -> impl Strategy<Value = Place> {
    (-180.0..=180.0, -90.0..=90.0).prop_map(|(lon, lat)| Place::new(lon, lat).expect("a place"))
}

fn offset() -> impl Strategy<Value = Offset> {
    (-900.0..=900.0, -900.0..=900.0).prop_map(|(dx, dy)| Offset::new(dx, dy).expect("an offset"))
}

fn note(number: usize) -> impl Strategy<Value = Note> {
    let width = (NoteWidth::LEAST..=NoteWidth::MOST)
        .prop_map(|points| NoteWidth::new(points).expect("a width"));
    let parts = (
        text(),
        option::of(place()),
        option::of(offset()),
        option::of(width),
    );
    parts.prop_map(move |(text, place, offset, width)| Note {
        id: id("n", number),
        text,
        place,
        offset,
        width,
    })
}

fn filter() -> impl Strategy<Value = Filter> {
    let confidences = Confidence::ALL.map(Some).into_iter().chain([None]);
    let ties = (
        vec(select(TieClass::ALL.to_vec()), 0..3),
        0.0..=1.0,
        vec(select(confidences.collect::<Vec<_>>()), 0..3),
    );
    let grade = (
        select(Reliability::ALL.to_vec()),
        select(Credibility::ALL.to_vec()),
    );
    let claims = (
        vec(0..KINDS, 0..3),
        option::of(grade),
        vec(select(Status::ALL.to_vec()), 0..3),
        vec(0..3_usize, 0..2),
        vec(option::of(text()), 0..3),
    );
    (ties, claims, text(), any::<bool>()).prop_map(|(ties, claims, search, is_dimming)| {
        let mut filter = Filter::default();
        for class in ties.0 {
            filter.set_class(class, false);
        }
        filter.set_least_weight(ties.1);
        for confidence in ties.2 {
            filter.set_confidence(confidence, false);
        }
        for kind in claims.0 {
            filter.set_kind(id("kind_", kind), false);
        }
        filter.set_least_grade(claims.1.map(|(reliability, credibility)| Grade {
            reliability,
            credibility,
        }));
        for status in claims.2 {
            filter.set_status(status, false);
        }
        for source in claims.3 {
            filter.set_source(id("src", source), true);
        }
        for asserter in claims.4 {
            filter.set_asserter(asserter, true);
        }
        filter.set_search(search);
        filter.set_dimming(is_dimming);
        filter
    })
}

fn view_state() -> impl Strategy<Value = ViewState> {
    let frame = (place(), 0.001..=400.0, 0.001..=400.0)
        .prop_map(|(center, width, height)| Frame::new(center, width, height).expect("a frame"));
    let focus = (
        vec(0..ACTORS, 1..3),
        vec(0..3_usize, 0..2),
        0..=9_u8,
        any::<bool>(),
    )
        .prop_map(|(actors, ties, depth, is_hiding)| Focus {
            actors: actors.into_iter().map(|actor| id("ACT", actor)).collect(),
            ties: ties.into_iter().map(|tie| id("t", tie)).collect(),
            depth,
            is_hiding,
        });
    let path =
        (0..ACTORS, 0..ACTORS, select(PathOver::ALL.to_vec())).prop_map(|(from, to, over)| {
            PathView {
                from: id("ACT", from),
                to: id("ACT", to),
                over,
            }
        });
    let as_of =
        (select(Clock::ALL.to_vec()), date()).prop_map(|(clock, date)| AsOf::end_of(clock, date));
    (
        option::of(frame),
        filter(),
        option::of(focus),
        option::of(path),
        option::of(as_of),
        (any::<bool>(), any::<bool>()),
    )
        .prop_map(|(frame, filter, focus, path, as_of, shown)| ViewState {
            frame,
            filter,
            focus,
            path,
            as_of,
            is_showing_unknown: shown.0,
            is_showing_evidence: shown.1,
        })
}

fn view(number: usize) -> impl Strategy<Value = SavedView> {
    (text(), any::<bool>(), view_state()).prop_map(move |(name, has_key, state)| SavedView {
        id: id("v", number),
        name,
        key: has_key.then_some(number as u8 + 1),
        state,
    })
}

fn elements() -> impl Strategy<Value = Vec<Element>> {
    let element = prop_oneof![
        (0..ACTORS).prop_map(|actor| Element::Actor(id("ACT", actor))),
        (0..3_usize).prop_map(|tie| Element::Tie(id("t", tie))),
    ];
    vec(element, 0..3)
}

fn slide(number: usize) -> impl Strategy<Value = Slide> {
    let texts = (text(), text(), text());
    let elements = (elements(), elements(), elements());
    let rest = (
        vec(0..4_usize, 0..3),
        option::of(0..=Slide::MOST_TRANSITION_MS),
        any::<bool>(),
        vec((0..4_usize, text()), 0..2),
    );
    (texts, view_state(), elements, rest).prop_map(move |(texts, view, elements, rest)| Slide {
        id: id("s", number),
        headline: texts.0,
        caption: texts.1,
        notes: texts.2,
        view,
        emphasis: elements.0,
        dimmed: elements.1,
        reveals: elements.2,
        footnotes: rest.0.into_iter().map(|claim| id("c", claim)).collect(),
        transition_ms: rest.1,
        is_hidden: rest.2,
        as_made: rest
            .3
            .into_iter()
            .map(|(claim, was)| AsMade {
                of: Subject::Claim(id("c", claim)),
                was,
            })
            .collect(),
    })
}

fn severities() -> impl Strategy<Value = Severities> {
    let severity = select(RuleSeverity::ALL.to_vec());
    vec((select(RULES.to_vec()), severity), 0..4).prop_map(|said| {
        let mut severities = Severities::default();
        for (rule, severity) in said {
            severities.set(rule.name, Some(severity));
        }
        severities
    })
}

fn state() -> impl Strategy<Value = TieState> {
    let weight = prop_oneof![Just(-1.0), Just(0.0), Just(1.0), -1.0..=1.0];
    prop_oneof![
        weight.prop_map(|value| TieState::Valued(Weight::new(value).expect("a weight"))),
        text().prop_map(|reason| TieState::Unknown { reason }),
        text().prop_map(|reason| TieState::None { reason }),
    ]
}

fn tie(number: usize) -> impl Strategy<Value = Tie> {
    (
        (0..ACTORS, 1..ACTORS),
        select(vec![TieDirection::Mutual, TieDirection::Directed]),
        maybe_text(),
        state(),
        (
            option::of(select(Confidence::ALL.to_vec())),
            maybe_text(),
            option::of((select(LikelihoodTerm::ALL.to_vec()), text())),
        ),
        text(),
        option::of(range()),
    )
        .prop_map(
            move |((from, away), direction, label, state, doubt, rationale, valid)| Tie {
                id: id("tie-", number),
                from: id("ACT", from),
                to: id("ACT", (from + away) % ACTORS),
                direction,
                label,
                state,
                confidence: doubt.0,
                confidence_basis: doubt.1,
                likelihood: doubt.2.map(|(term, of)| Likelihood { term, of }),
                rationale,
                valid,
            },
        )
}

fn source(number: usize) -> impl Strategy<Value = Source> {
    let printed = (maybe_text(), maybe_text(), maybe_text(), maybe_text());
    let issued = (
        maybe_text(),
        maybe_text(),
        option::of(range()),
        maybe_text(),
        option::of(range()),
    );
    let places = (
        maybe_text(),
        maybe_text(),
        maybe_text(),
        option::of("[0-9a-f]{64}"),
    );
    let rating = (select(Reliability::ALL.to_vec()), text());
    let origin = (maybe_text(), vec(0..number.max(1), 0..2));
    (
        select(SourceKind::ALL.to_vec()),
        text(),
        printed,
        issued,
        places,
        rating,
        origin,
    )
        .prop_map(
            move |(kind, title, printed, issued, places, (reliability, reason), origin)| Source {
                id: id("src.", number),
                kind,
                title,
                author: printed.0,
                container_title: printed.1,
                publisher: printed.2,
                publisher_place: printed.3,
                language: issued.0,
                issued_as_printed: issued.1,
                issued: issued.2,
                issued_note: issued.3,
                accessed: issued.4,
                url: places.0,
                archive_url: places.1,
                descriptor: places.2,
                origin: origin.0,
                // The first source has none before it to repeat.
                repeats: origin
                    .1
                    .into_iter()
                    .filter(|_| number > 0)
                    .map(|source| id("src.", source))
                    .collect(),
                sha256: places.3,
                rating: SourceRating {
                    reliability,
                    reason,
                },
            },
        )
}

fn bearing(ties: usize) -> impl Strategy<Value = Bearing> {
    let on = if ties == 0 {
        (0..ACTORS)
            .prop_map(|actor| BearingOn::Actor(id("ACT", actor)))
            .boxed()
    } else {
        prop_oneof![
            (0..ACTORS).prop_map(|actor| BearingOn::Actor(id("ACT", actor))),
            (0..ties).prop_map(|tie| BearingOn::Tie(id("tie-", tie))),
        ]
        .boxed()
    };
    let direction = option::of(0..ACTORS)
        .prop_map(|from| from.map_or(Direction::Both, |actor| Direction::From(id("ACT", actor))));
    (
        on,
        direction,
        select(Stance::ALL.to_vec()),
        select(Magnitude::ALL.to_vec()),
        text(),
    )
        .prop_map(|(on, direction, stance, magnitude, reason)| Bearing {
            on,
            direction,
            stance,
            magnitude,
            reason,
        })
}

fn asserter() -> impl Strategy<Value = Asserter> {
    prop_oneof![
        (text(), maybe_text(), option::of(0..ACTORS)).prop_map(|(name, role, actor)| {
            Asserter::Named {
                name,
                role,
                affiliation: actor.map(|actor| id("ACT", actor)),
            }
        }),
        maybe_text().prop_map(|note| Asserter::Unattributed { note }),
    ]
}

fn quantity() -> impl Strategy<Value = Quantity> {
    let amount = prop_oneof![
        any::<f64>().prop_filter("amounts are finite", |amount| amount.is_finite()),
        (0..1_000_000_i32).prop_map(f64::from),
    ];
    (
        text(),
        select(Bound::ALL.to_vec()),
        amount,
        text(),
        maybe_text(),
        maybe_text(),
        maybe_text(),
    )
        .prop_map(
            |(measure, bound, amount, unit, scope, period, counter)| Quantity {
                measure,
                bound,
                amount,
                unit,
                scope,
                period,
                counter,
            },
        )
}

fn claim_date() -> impl Strategy<Value = ClaimDate> {
    (maybe_text(), option::of(range()), maybe_text()).prop_map(|(as_printed, resolved, note)| {
        ClaimDate {
            as_printed,
            resolved,
            note,
        }
    })
}

fn anchor(sources: usize) -> impl Strategy<Value = Anchor> {
    (
        0..sources,
        text(),
        maybe_text(),
        maybe_text(),
        option::of((any::<u32>(), option::of(any::<u32>()))),
    )
        .prop_map(|(source, exact, prefix, suffix, place)| Anchor {
            source: id("src.", source),
            exact,
            prefix,
            suffix,
            start: place.map(|(start, _)| u64::from(start)),
            end: place.and_then(|(start, length)| Some(u64::from(start) + u64::from(length?))),
        })
}

fn rank() -> impl Strategy<Value = Rank> {
    prop_oneof![
        Just(Rank::Normal),
        text().prop_map(|reason| Rank::Preferred { reason }),
        text().prop_map(|reason| Rank::Deprecated { reason }),
    ]
}

fn claim(number: usize, ties: usize, sources: usize) -> impl Strategy<Value = Claim> {
    let about = (
        text(),
        vec(0..KINDS, 0..3),
        vec(bearing(ties), 0..3),
        asserter(),
        select(Status::ALL.to_vec()),
    );
    let values = (
        vec(quantity(), 0..3),
        option::of(claim_date()),
        any::<bool>(),
    );
    let grade = (
        select(Reliability::ALL.to_vec()),
        select(Credibility::ALL.to_vec()),
        text(),
    );
    let anchors = if sources == 0 {
        Just(Vec::new()).boxed()
    } else {
        vec(anchor(sources), 0..3).boxed()
    };
    let links = || vec(0..number.max(1), 0..2);
    let rest = (anchors, rank(), [links(), links(), links()], maybe_text());
    // The first claim has none before it to refer to.
    let ids = move |links: &[usize]| -> Vec<ClaimId> {
        let links = links.iter().filter(|_| number > 0);
        links.map(|claim| id("c", *claim)).collect()
    };
    (about, values, grade, rest).prop_map(move |(about, values, grade, rest)| Claim {
        id: id("c", number),
        statement: about.0,
        kinds: about.1.into_iter().map(|kind| id("kind_", kind)).collect(),
        bearings: about.2,
        asserter: about.3,
        status: about.4,
        quantities: values.0,
        date: values.1,
        is_forecast: values.2,
        grade: Grade {
            reliability: grade.0,
            credibility: grade.1,
        },
        grade_reason: grade.2,
        anchors: rest.0,
        rank: rest.1,
        repeats: ids(&rest.2[0]),
        contradicts: ids(&rest.2[1]),
        derived_from: ids(&rest.2[2]),
        note: rest.3,
    })
}

/// One strategy for each record of a list with so many.
fn records<S>(count: usize, of: impl Fn(usize) -> S) -> Vec<S> {
    (0..count).map(of).collect()
}

/// A scene in which no reference dangles.
pub(crate) fn scene() -> impl Strategy<Value = Scene> {
    let counts = (0..4_usize, 0..3_usize, 0..4_usize, 0..3_usize, 0..5_usize);
    (counts, 0..4_usize).prop_flat_map(|((ties, sources, claims, notes, views), slides)| {
        let head = (
            text(),
            option::of(date()),
            maybe_text(),
            select(vec![Basemap::NaturalEarth, Basemap::Off]),
            any::<bool>(),
            (0.0..=2.0, 1..=Thresholds::MOST_STALE_AFTER_DAYS),
            severities(),
            (any::<bool>(), option::of((text(), text())), maybe_text()),
        );
        let kinds = vec(text(), KINDS);
        let lists = (
            records(ACTORS, actor),
            records(ties, tie),
            records(sources, source),
            records(claims, move |number| claim(number, ties, sources)),
            records(notes, note),
            records(views, view),
            records(slides, slide),
        );
        (head, kinds, lists).prop_map(|(head, kinds, lists)| Scene {
            title: head.0,
            as_of: head.1,
            description: head.2,
            basemap: head.3,
            is_showing_unknown: head.4,
            thresholds: Thresholds {
                gap: head.5.0,
                stale_after_days: head.5.1,
            },
            severities: head.6,
            is_showing_evidence: head.7.0,
            source_summary: head.7.1.map(|(text, basis)| SourceSummary { text, basis }),
            kinds: Table::from_records(kinds.into_iter().enumerate().map(|(number, label)| Kind {
                id: id("kind_", number),
                label,
            }))
            .0,
            actors: Table::from_records(lists.0).0,
            ties: Table::from_records(lists.1).0,
            sources: Table::from_records(lists.2).0,
            claims: Table::from_records(lists.3).0,
            notes: Table::from_records(lists.4).0,
            views: Table::from_records(lists.5).0,
            slides: Table::from_records(lists.6).0,
            handling: head.7.2,
        })
    })
}
