//! Scenes for tests, a line a record.
//!
//! Everything here panics on a wrong text, as a test should.

use super::{
    Actor, ActorId, ActorKind, Anchor, Asserter, Bearing, BearingOn, Claim, ClaimId, Confidence,
    Direction, Grade, Kind, KindId, Magnitude, Rank, Reliability, Scene, SlideId, Source, SourceId,
    SourceKind, SourceRating, Stance, Status, Tie, TieDirection, TieId, TieState, Weight,
};

pub(crate) fn actor_id(text: &str) -> ActorId {
    ActorId::new(text).expect(text)
}

pub(crate) fn tie_id(text: &str) -> TieId {
    TieId::new(text).expect(text)
}

pub(crate) fn claim_id(text: &str) -> ClaimId {
    ClaimId::new(text).expect(text)
}

pub(crate) fn kind_id(text: &str) -> KindId {
    KindId::new(text).expect(text)
}

pub(crate) fn slide_id(text: &str) -> SlideId {
    SlideId::new(text).expect(text)
}

pub(crate) fn source_id(text: &str) -> SourceId {
    SourceId::new(text).expect(text)
}

/// A scene with these actors, the kinds `trade` and `diplomacy`, and the
/// source `s`, rated C.
pub(crate) fn scene(actors: &[&str]) -> Scene {
    let mut scene = Scene::blank();
    for id in actors {
        actor(&mut scene, id);
    }
    for (id, label) in [("trade", "Trade"), ("diplomacy", "Diplomacy")] {
        let kind = Kind {
            id: kind_id(id),
            label: label.to_owned(),
        };
        scene.kinds.push(kind).expect("kinds differ");
    }
    source(&mut scene, "s", Reliability::C);
    scene
}

/// Adds a state whose name is its id.
pub(crate) fn actor(scene: &mut Scene, id: &str) {
    let actor = Actor::new(actor_id(id), ActorKind::State, id);
    scene.actors.push(actor).expect("actors differ");
}

/// Adds a source with this rating.
pub(crate) fn source(scene: &mut Scene, id: &str, reliability: Reliability) {
    let source = Source {
        id: source_id(id),
        kind: SourceKind::ArticleNewspaper,
        title: "An article".to_owned(),
        author: None,
        container_title: None,
        publisher: None,
        publisher_place: None,
        language: None,
        issued_as_printed: None,
        issued: None,
        issued_note: None,
        accessed: None,
        url: None,
        archive_url: None,
        rating: SourceRating {
            reliability,
            reason: "known to have been right".to_owned(),
        },
        descriptor: None,
        origin: None,
        repeats: Vec::new(),
        sha256: None,
    };
    scene.sources.push(source).expect("sources differ");
}

/// A mutual tie with this state between the two actors that its id names,
/// with a hyphen between.
pub(crate) fn tie_with(id: &str, state: TieState) -> Tie {
    let (from, to) = id.split_once('-').expect(id);
    let is_valued = matches!(state, TieState::Valued(_));
    Tie {
        id: tie_id(id),
        from: actor_id(from),
        to: actor_id(to),
        direction: TieDirection::Mutual,
        label: None,
        state,
        confidence: is_valued.then_some(Confidence::Moderate),
        confidence_basis: None,
        likelihood: None,
        rationale: "judged for a test".to_owned(),
        valid: None,
    }
}

/// Adds a mutual tie with this weight, its ends as in [`tie_with`].
pub(crate) fn tie(scene: &mut Scene, id: &str, weight: f64) {
    let weight = Weight::new(weight).expect("a weight");
    scene
        .ties
        .push(tie_with(id, TieState::Valued(weight)))
        .expect("ties differ");
}

/// A bearing on a tie, both ways.
pub(crate) fn bearing(tie: &str, stance: Stance, magnitude: Magnitude) -> Bearing {
    Bearing {
        on: BearingOn::Tie(tie_id(tie)),
        direction: Direction::Both,
        stance,
        magnitude,
        reason: "as the scale has it".to_owned(),
    }
}

/// A fact of trade, said by somebody with a name, anchored in source `s`.
pub(crate) fn claim_with(id: &str, grade: &str, bearings: &[Bearing]) -> Claim {
    Claim {
        id: claim_id(id),
        statement: format!("What {id} says."),
        kinds: vec![kind_id("trade")],
        bearings: bearings.to_vec(),
        asserter: Asserter::Named {
            name: "A minister".to_owned(),
            role: None,
            affiliation: None,
        },
        status: Status::Fact,
        quantities: Vec::new(),
        date: None,
        is_forecast: false,
        grade: Grade::parse(grade).expect(grade),
        grade_reason: "from the article alone".to_owned(),
        anchors: vec![anchor("the words")],
        rank: Rank::Normal,
        repeats: Vec::new(),
        contradicts: Vec::new(),
        derived_from: Vec::new(),
        note: None,
    }
}

/// Adds what [`claim_with`] makes.
pub(crate) fn claim(scene: &mut Scene, id: &str, grade: &str, bearings: &[Bearing]) {
    scene
        .claims
        .push(claim_with(id, grade, bearings))
        .expect("claims differ");
}

/// An anchor in source `s` without context and place.
pub(crate) fn anchor(exact: &str) -> Anchor {
    Anchor {
        source: source_id("s"),
        exact: exact.to_owned(),
        prefix: None,
        suffix: None,
        start: None,
        end: None,
    }
}
