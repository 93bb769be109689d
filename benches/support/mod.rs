//! Random scenes of any size for benches: the same seed gives the same scene.
//!
//! Actors stand in a region of some 50 by 30 degrees, ties join distinct pairs
//! as long as there are any, and every tie has its claims. Lengths of texts and
//! shares of optional fields are about those of the first scene.

use std::collections::HashSet;

use entente::model::{
    Actor, ActorId, ActorKind, Anchor, Asserter, Bearing, BearingOn, Bound, Claim, ClaimDate,
    ClaimId, Confidence, DateRange, Direction, Grade, Kind, KindId, Magnitude, Name, Place,
    Quantity, Rank, Reliability, Scene, Source, SourceId, SourceKind, SourceRating, Stance, Status,
    Table, Tie, TieDirection, TieId, TieState, Weight,
};

/// How large a scene to make.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    pub(crate) actors: usize,
    pub(crate) ties: usize,
    pub(crate) claims_per_tie: usize,
}

impl std::fmt::Display for Size {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.actors, self.ties)
    }
}

/// One tie in so many is unknown.
const UNKNOWN_EVERY: u64 = 10;

const KINDS: [(&str, &str); 6] = [
    ("trade", "Trade"),
    ("energy", "Energy"),
    ("defence", "Defence"),
    ("diplomacy", "Diplomacy"),
    ("tourism", "Tourism"),
    ("technology", "Technology"),
];

const WORDS: [&str; 24] = [
    "minister",
    "pipeline",
    "agreed",
    "visited",
    "exports",
    "the",
    "border",
    "rose",
    "embassy",
    "with",
    "a",
    "joint",
    "exercise",
    "said",
    "supply",
    "of",
    "and",
    "in",
    "talks",
    "against",
    "gas",
    "sanctions",
    "delegation",
    "quarter",
];

const SYLLABLES: [&str; 12] = [
    "ba", "ku", "an", "ka", "ra", "te", "hran", "as", "ta", "na", "tel", "ist",
];

/// A stream of numbers: `SplitMix64` (Steele, Lea and Flood, "Fast splittable
/// pseudorandom number generators", OOPSLA 2014).
pub(crate) struct Random(u64);

impl Random {
    /// The stream of this seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A whole number below `end`, which is not 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// A number in [low, high), in hundredths.
    fn between(&mut self, low: f64, high: f64) -> f64 {
        let unit = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        ((low + unit * (high - low)) * 100.0).floor() / 100.0
    }

    fn one_in(&mut self, count: u64) -> bool {
        self.next().is_multiple_of(count)
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    /// A sentence of this many words.
    pub(crate) fn sentence(&mut self, words: usize) -> String {
        let words: Vec<&str> = (0..words).map(|_| self.pick(&WORDS)).collect();
        format!("{}.", words.join(" "))
    }
}

/// A scene of this size, made from this stream.
pub(crate) fn random_scene(size: Size, random: &mut Random) -> Scene {
    let mut scene = Scene {
        title: "Random scene".to_owned(),
        ..Scene::blank()
    };
    scene.kinds = table(KINDS.map(|(id, label)| Kind {
        id: KindId::new(id).expect("an id"),
        label: label.to_owned(),
    }));
    scene.actors = table(
        (0..size.actors)
            .map(|at| actor(at, random))
            .collect::<Vec<_>>(),
    );
    scene.ties = table(ties(size, random));
    let sources = (size.ties / 20).max(1);
    scene.sources = table(
        (0..sources)
            .map(|at| source(at, random))
            .collect::<Vec<_>>(),
    );
    let claims: Vec<Claim> = (0..size.ties * size.claims_per_tie)
        .map(|at| {
            let tie = scene.ties.at(at / size.claims_per_tie).expect("a tie");
            claim(at, tie, sources, random)
        })
        .collect();
    scene.claims = table(claims);
    scene
}

fn table<R: entente::model::Record>(records: impl IntoIterator<Item = R>) -> Table<R> {
    Table::from_records(records).0
}

fn actor_id(at: usize) -> ActorId {
    ActorId::new(&format!("A{at:04}")).expect("an id")
}

fn source_id(at: usize) -> SourceId {
    SourceId::new(&format!("s{at:04}")).expect("an id")
}

fn actor(at: usize, random: &mut Random) -> Actor {
    let name: String = (0..3).map(|_| random.pick(&SYLLABLES)).collect();
    let own = random.one_in(2).then(|| Name {
        language: "fa".to_owned(),
        text: "ایران".to_owned(),
    });
    Actor {
        other_names: own.into_iter().collect(),
        place: Place::new(random.between(25.0, 75.0), random.between(20.0, 50.0)).ok(),
        ..Actor::new(actor_id(at), random.pick(&ActorKind::ALL), name)
    }
}

fn ties(size: Size, random: &mut Random) -> Vec<Tie> {
    let pairs = size.actors * size.actors.saturating_sub(1) / 2;
    let mut taken = HashSet::new();
    let mut out = Vec::new();
    while out.len() < size.ties && size.actors > 1 {
        let (one, other) = (random.below(size.actors), random.below(size.actors));
        let pair = (one.min(other), one.max(other));
        if one != other && (taken.insert(pair) || taken.len() >= pairs) {
            out.push(tie(out.len(), one, other, random));
        }
    }
    out
}

fn tie(at: usize, from: usize, to: usize, random: &mut Random) -> Tie {
    let state = if random.one_in(UNKNOWN_EVERY) {
        TieState::Unknown {
            reason: random.sentence(8),
        }
    } else {
        TieState::Valued(Weight::new(random.between(-1.0, 1.0)).expect("a weight"))
    };
    let is_valued = matches!(state, TieState::Valued(_));
    Tie {
        id: TieId::new(&format!("t{at:05}")).expect("an id"),
        from: actor_id(from),
        to: actor_id(to),
        direction: random.pick(&[TieDirection::Mutual, TieDirection::Directed]),
        label: random.one_in(2).then(|| random.sentence(2)),
        state,
        confidence: is_valued.then(|| random.pick(&Confidence::ALL)),
        confidence_basis: None,
        likelihood: None,
        rationale: random.sentence(20),
        valid: None,
    }
}

fn source(at: usize, random: &mut Random) -> Source {
    Source {
        id: source_id(at),
        kind: random.pick(&SourceKind::ALL),
        title: random.sentence(8),
        author: None,
        container_title: Some(random.sentence(2)),
        publisher: None,
        publisher_place: None,
        language: Some("en".to_owned()),
        issued_as_printed: None,
        issued: DateRange::parse("2026-01-26").ok(),
        issued_note: None,
        accessed: None,
        url: Some(format!("https://example.org/{at}")),
        archive_url: None,
        rating: SourceRating {
            reliability: random.pick(&Reliability::ALL),
            reason: random.sentence(10),
        },
        descriptor: None,
        origin: None,
        repeats: Vec::new(),
        sha256: None,
    }
}

fn claim(at: usize, tie: &Tie, sources: usize, random: &mut Random) -> Claim {
    let start = random.below(4000) as u64;
    let exact = random.sentence(6);
    Claim {
        id: ClaimId::new(&format!("c{at:06}")).expect("an id"),
        statement: random.sentence(16),
        kinds: vec![KindId::new(random.pick(&KINDS).0).expect("an id")],
        bearings: vec![Bearing {
            on: BearingOn::Tie(tie.id.clone()),
            direction: if random.one_in(2) {
                Direction::Both
            } else {
                Direction::From(tie.from.clone())
            },
            stance: random.pick(&Stance::ALL),
            magnitude: random.pick(&Magnitude::ALL),
            reason: random.sentence(10),
        }],
        asserter: if random.one_in(5) {
            Asserter::Unattributed { note: None }
        } else {
            Asserter::Named {
                name: random.sentence(2),
                role: Some(random.sentence(4)),
                affiliation: Some(tie.from.clone()),
            }
        },
        status: random.pick(&Status::ALL),
        quantities: random
            .one_in(4)
            .then(|| quantity(random))
            .into_iter()
            .collect(),
        date: random.one_in(2).then(|| ClaimDate {
            as_printed: Some("last year".to_owned()),
            resolved: DateRange::parse("2025").ok(),
            note: None,
        }),
        is_forecast: false,
        grade: Grade::parse(random.pick(&["A1", "B2", "C2", "C3", "C6", "D4"])).expect("a grade"),
        grade_reason: random.sentence(12),
        anchors: vec![Anchor {
            source: source_id(random.below(sources)),
            start: Some(start),
            end: Some(start + exact.chars().count() as u64),
            exact,
            prefix: None,
            suffix: None,
        }],
        rank: Rank::Normal,
        repeats: Vec::new(),
        contradicts: Vec::new(),
        derived_from: Vec::new(),
        note: None,
    }
}

fn quantity(random: &mut Random) -> Quantity {
    Quantity {
        measure: "bilateral trade".to_owned(),
        bound: random.pick(&Bound::ALL),
        amount: random.between(1.0, 5000.0),
        unit: "million USD".to_owned(),
        scope: None,
        counter: None,
        period: Some("2025".to_owned()),
    }
}
