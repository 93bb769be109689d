//! Scenes and their surroundings for the tests of this layer.

use std::collections::HashSet;

use kurbo::Size;

use super::basemap::basemap;
use super::{
    Drawing, DrawingInput, Ground, NamesShown, OnDiscs, Part, ThemeName, arrange, build, fit,
};
use crate::analysis::strength::{Strength, strengths};
use crate::evidence::{AsOf, Estimate, estimates};
use crate::geom::space::Camera;
use crate::layout::map::MapLayout;
use crate::model::{
    Actor, ActorId, ActorKind, ClaimIndex, Confidence, Name, Note, NoteId, NoteWidth, Offset,
    PartialDate, Place, Scene, Tie, TieDirection, TieId, TieState, Weight,
};

/// A scene with what a drawing needs beside it.
pub(super) struct Fixture {
    pub(super) scene: Scene,
    pub(super) theme: ThemeName,
    pub(super) layout: MapLayout,
    pub(super) strengths: Vec<Strength>,
    pub(super) hidden: HashSet<TieId>,
    pub(super) faded: HashSet<TieId>,
    pub(super) claims: ClaimIndex,
    pub(super) estimates: Vec<Estimate>,
    pub(super) as_of: Option<AsOf>,
    pub(super) ground: Ground,
}

impl Fixture {
    /// Without a basemap, which is slow to make and in no one's way.
    pub(super) fn of(scene: Scene, theme: ThemeName) -> Self {
        let layout = arrange(&scene, theme.theme());
        Self {
            strengths: strengths(&scene),
            layout,
            claims: ClaimIndex::new(&scene),
            estimates: estimates(&scene),
            scene,
            theme,
            hidden: HashSet::new(),
            faded: HashSet::new(),
            as_of: None,
            ground: Ground::none(),
        }
    }

    /// With the basemap.
    pub(super) fn on_map(scene: Scene, theme: ThemeName) -> Self {
        let mut fixture = Self::of(scene, theme);
        let projection = &fixture.layout.projection;
        let map = basemap(projection);
        fixture.ground = Ground::of(&map, projection, &fixture.scene, theme.theme());
        fixture
    }

    pub(super) fn input(&self, page: (f64, f64), zoom: f64) -> DrawingInput<'_> {
        DrawingInput {
            scene: &self.scene,
            theme: self.theme.theme(),
            page: Size::new(page.0, page.1),
            tools: None,
            zoom,
            layout: &self.layout,
            strengths: &self.strengths,
            hidden: &self.hidden,
            faded: &self.faded,
            aside: None,
            is_showing_unknown: true,
            claims: &self.claims,
            estimates: &self.estimates,
            is_showing_evidence: self.scene.is_showing_evidence,
            as_of: self.as_of,
            part: Part::Whole,
            is_moving: false,
            names: NamesShown::Both,
            discs: OnDiscs::Code,
            ground: &self.ground,
            changes: None,
        }
    }

    /// The drawing that fits the page, and its camera.
    pub(super) fn fitted(&self, page: (f64, f64)) -> (Drawing, Camera) {
        let camera = fit(&self.input(page, 1.0)).expect("there are actors and a page");
        (build(&self.input(page, camera.zoom())), camera)
    }
}

pub(super) fn actor(id: &str, name: &str, own: Option<&str>, place: Option<(f64, f64)>) -> Actor {
    let own = own.map(|text| Name {
        language: "und".to_owned(),
        text: text.to_owned(),
    });
    Actor {
        other_names: own.into_iter().collect(),
        place: place.map(|(lon, lat)| Place::new(lon, lat).expect(id)),
        ..Actor::new(ActorId::new(id).expect(id), ActorKind::State, name)
    }
}

/// A mutual tie; unknown without a weight.
pub(super) fn tie(id: &str, from: &str, to: &str, weight: Option<f64>) -> Tie {
    let state = match weight {
        Some(weight) => TieState::Valued(Weight::new(weight).expect(id)),
        None => TieState::Unknown {
            reason: "no evidence".to_owned(),
        },
    };
    Tie {
        id: TieId::new(id).expect(id),
        from: ActorId::new(from).expect(from),
        to: ActorId::new(to).expect(to),
        direction: TieDirection::Mutual,
        label: None,
        confidence: weight.map(|_| Confidence::Low),
        state,
        confidence_basis: None,
        likelihood: None,
        rationale: String::new(),
        valid: None,
    }
}

pub(super) fn scene(actors: Vec<Actor>, ties: Vec<Tie>) -> Scene {
    let mut scene = Scene::blank();
    for actor in actors {
        scene.actors.push(actor).expect("ids differ");
    }
    for tie in ties {
        scene.ties.push(tie).expect("ids differ");
    }
    scene
}

/// The five actors and ten ties of the South Caucasus.
pub(super) fn south_caucasus() -> Scene {
    let actors = vec![
        actor("ISR", "Israel", Some("ישראל"), Some((35.0, 31.4))),
        actor("AZE", "Azerbaijan", Some("Azərbaycan"), Some((47.7, 40.3))),
        actor("TUR", "Turkey", Some("Türkiye"), Some((33.5, 39.0))),
        actor("IRN", "Iran", Some("ایران"), Some((53.7, 32.6))),
        actor("KAZ", "Kazakhstan", Some("Қазақстан"), Some((67.5, 48.0))),
    ];
    let directed = |mut tie: Tie| {
        tie.direction = TieDirection::Directed;
        tie
    };
    let mut strong = tie("ISR-AZE", "ISR", "AZE", Some(0.85));
    strong.confidence = Some(Confidence::Moderate);
    let ties = vec![
        strong,
        tie("ISR-TUR", "ISR", "TUR", Some(-0.45)),
        tie("ISR-IRN", "ISR", "IRN", Some(-0.7)),
        directed(tie("ISR-KAZ", "ISR", "KAZ", Some(0.3))),
        directed(tie("TUR-AZE", "TUR", "AZE", Some(0.6))),
        tie("AZE-IRN", "AZE", "IRN", None),
        tie("AZE-KAZ", "AZE", "KAZ", None),
        tie("TUR-IRN", "TUR", "IRN", None),
        tie("TUR-KAZ", "TUR", "KAZ", None),
        tie("IRN-KAZ", "IRN", "KAZ", None),
    ];
    let mut scene = scene(actors, ties);
    scene.title = "South Caucasus relations".to_owned();
    scene.as_of = PartialDate::parse("2026-01-26").ok();
    scene
}

/// Numbers in [0, 1) that follow from a seed; Knuth's MMIX generator.
pub(super) fn numbers(seed: u64) -> impl FnMut() -> f64 {
    let mut state = seed;
    move || {
        state = state
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (state >> 11) as f64 / 2_f64.powi(53)
    }
}

/// Many actors on few places, with ties between them at random.
pub(super) fn crowd(actors: usize, ties: usize) -> Scene {
    let mut number = numbers(7);
    let places: Vec<(f64, f64)> = (0..actors.clamp(1, 200))
        .map(|_| (number() * 300.0 - 150.0, number() * 110.0 - 50.0))
        .collect();
    let id = |at: usize| format!("a{at}");
    let actors_made = (0..actors)
        .map(|at| {
            let place = places.get(at % places.len()).copied();
            actor(&id(at), &format!("Actor number {at}"), None, place)
        })
        .collect();
    let ties_made = (0..ties)
        .map(|at| {
            let from = (number() * number() * actors as f64) as usize;
            let to = (number() * actors as f64) as usize;
            let weight = number() * 2.0 - 1.0;
            tie(&format!("t{at}"), &id(from), &id(to), Some(weight))
        })
        .collect();
    scene(actors_made, ties_made)
}

/// A scene of 5 to 200 actors that follows from its seed: some close together, some
/// on one spot, at a pole, at the antimeridian or nowhere; ties of all sorts, some of
/// them in one dyad, and a few notes.
pub(super) fn random_scene(seed: u64) -> Scene {
    let mut number = numbers(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5eed);
    let mut below = move |count: usize| ((number() * count as f64) as usize).min(count - 1);
    let count = match below(4) {
        0 | 1 => 5 + below(10),
        2 => 5 + below(56),
        _ => 5 + below(196),
    };
    let cluster = (below(300) as f64 - 150.0, below(100) as f64 - 50.0);
    let id = |at: usize| format!("a{at}");
    let mut actors = Vec::new();
    for at in 0..count {
        let any = (
            below(3600) as f64 / 10.0 - 180.0,
            below(1500) as f64 / 10.0 - 75.0,
        );
        let (dx, dy) = (below(200) as f64 / 10.0, below(200) as f64 / 10.0);
        let place = match below(24) {
            0..=1 => None,
            2 => Some((0.0, if below(2) == 0 { 90.0 } else { -90.0 })),
            3 => Some((if below(2) == 0 { 180.0 } else { -179.9 }, any.1)),
            4..=5 => Some(cluster),
            6..=12 => Some((cluster.0 + dx, cluster.1 + dy)),
            _ => Some(any),
        };
        let name = match below(6) {
            0 => format!("N{at}"),
            1 => format!("Democratic and Federal Republic of Region {at}"),
            _ => format!("Country {at}"),
        };
        let own = match below(4) {
            0 => Some("ישראל".to_owned()),
            1 => Some(format!("Қазақстан {at}")),
            _ => None,
        };
        actors.push(actor(&id(at), &name, own.as_deref(), place));
    }
    let mut ties = Vec::new();
    for at in 0..count + below(2 * count) {
        let (from, to) = (below(count), below(count));
        let weight = (below(6) > 0).then(|| below(201) as f64 / 100.0 - 1.0);
        let again = if below(8) == 0 { 1 + below(3) } else { 1 };
        for copy in 0..again {
            let (from, to) = if copy % 2 == 0 {
                (from, to)
            } else {
                (to, from)
            };
            let mut tie = tie(&format!("t{at}-{copy}"), &id(from), &id(to), weight);
            if below(2) == 0 {
                tie.direction = TieDirection::Directed;
            }
            if from != to {
                ties.push(tie);
            }
        }
    }
    let mut scene = scene(actors, ties);
    for at in 0..below(4) {
        let note = Note {
            id: NoteId::new(&format!("n{at}")).expect("an id"),
            text: "What is not settled stays open. ".repeat(1 + below(6)),
            place: Place::new(cluster.0, cluster.1).ok(),
            offset: Offset::new(below(400) as f64 - 200.0, below(400) as f64 - 200.0),
            // One is narrow, one wide, the others as their words need.
            width: [None, NoteWidth::new(72.0), NoteWidth::new(420.0)]
                .get(at)
                .copied()
                .flatten(),
        };
        scene.notes.push(note).expect("ids differ");
    }
    scene
}
