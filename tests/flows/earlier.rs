//! The first scene as it might have been before: one change of each sort leads
//! from it to the scene that comes with the program.

use entente::file;
use entente::model::{
    Actor, ActorId, ActorKind, Bearing, BearingOn, Confidence, Name, Place, Scene, Tie, TieId,
    TieState, Weight,
};

/// An actor and a tie more, a tie less, five weights that are others.
pub(crate) fn earlier() -> Scene {
    let bytes = include_bytes!("../../scenes/south_caucasus.ron");
    let mut scene = file::read(bytes).expect("the first scene").scene;
    for (id, weight) in [
        ("ISR-AZE", 0.4),
        ("ISR-TUR", 0.2),
        ("AZE-TUR", 0.9),
        ("AZE-IRN", -0.3),
    ] {
        set(&mut scene, id, valued(weight), Some(Confidence::Low));
    }
    let unknown = TieState::Unknown {
        reason: "nobody looked".to_owned(),
    };
    set(&mut scene, "ISR-KAZ", unknown, None);
    leave_out(&mut scene, &tie_id("ISR-IRN"));
    add_armenia(&mut scene);
    scene
}

fn tie_id(id: &str) -> TieId {
    TieId::new(id).expect(id)
}

fn valued(weight: f64) -> TieState {
    TieState::Valued(Weight::new(weight).expect("a weight"))
}

fn set(scene: &mut Scene, id: &str, state: TieState, confidence: Option<Confidence>) {
    let tie = scene.ties.get(&tie_id(id)).expect(id).clone();
    scene.ties.replace(Tie {
        state,
        confidence,
        ..tie
    });
}

/// Removes a tie and what bears on it.
fn leave_out(scene: &mut Scene, gone: &TieId) {
    scene.ties.remove(gone);
    let bears_on_it = |it: &Bearing| matches!(&it.on, BearingOn::Tie(tie) if tie == gone);
    let claims: Vec<_> = scene.claims.iter().cloned().collect();
    for mut claim in claims {
        if claim.bearings.iter().any(bears_on_it) {
            claim.bearings.retain(|it| !bears_on_it(it));
            scene.claims.replace(claim);
        }
    }
}

fn add_armenia(scene: &mut Scene) {
    let id = ActorId::new("ARM").expect("an id");
    let own = Name {
        language: "hy".to_owned(),
        text: "Հայաստան".to_owned(),
    };
    let actor = Actor {
        iso: Some("ARM".to_owned()),
        other_names: vec![own],
        place: Some(Place::new(44.9, 40.2).expect("a place")),
        ..Actor::new(id.clone(), ActorKind::State, "Armenia")
    };
    scene.actors.push(actor).expect("a new id");
    let other = scene.ties.get(&tie_id("ISR-AZE")).expect("there").clone();
    let tie = Tie {
        id: tie_id("ARM-TUR"),
        from: id,
        to: ActorId::new("TUR").expect("an id"),
        state: valued(-0.5),
        label: Some("Closed border".to_owned()),
        ..other
    };
    scene.ties.push(tie).expect("a new id");
}
