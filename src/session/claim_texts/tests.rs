use std::time::Duration;

use super::*;
use crate::edit::Edit;
use crate::file::settings::Settings;
use crate::file::store::Store;
use crate::model::fixtures::{self, actor_id, bearing, claim_id, claim_with, kind_id, source_id};
use crate::model::{Asserter, Bound, Kind, Magnitude, Name, Quantity, Stance};
use crate::session::Command;

/// A session with this scene.
fn session(scene: Scene) -> Session {
    let mut session = Session::new(Settings::default(), Store::default(), Arc::new(|| {}));
    session.execute(Command::Edit(Edit::ReplaceScene(Arc::new(scene))));
    session.refresh();
    session
}

/// The ids of the claims that are shown when this is searched for.
fn shown(session: &mut Session, typed: &str) -> Vec<String> {
    session.execute(Command::Search(typed.to_owned()));
    session.refresh();
    let claims = session.document.scene.claims.iter().enumerate();
    let shown = claims.filter(|(at, _)| session.derived.shows_claim(*at));
    shown.map(|(_, claim)| claim.id.to_string()).collect()
}

fn wait(session: &mut Session) {
    while session.is_busy() {
        std::thread::sleep(Duration::from_millis(1));
        session.tick(Duration::ZERO);
    }
    session.refresh();
}

fn sample() -> Scene {
    let mut scene = fixtures::scene(&["AZE", "KAZ"]);
    fixtures::tie(&mut scene, "AZE-KAZ", 0.5);
    let named = Actor {
        name: "Azerbaijan".to_owned(),
        other_names: vec![Name {
            language: "az".to_owned(),
            text: "Azərbaycan".to_owned(),
        }],
        ..scene.actors.get(&actor_id("AZE")).expect("it").clone()
    };
    scene.actors.replace(named);
    let on_tie = bearing("AZE-KAZ", Stance::Supports, Magnitude::Slight);
    fixtures::claim(&mut scene, "c1", "C3", &[on_tie]);
    let whole = Claim {
        statement: "Qaz ixracı artıb".to_owned(),
        asserter: Asserter::Named {
            name: "Somebody Else".to_owned(),
            role: Some("spokesman".to_owned()),
            affiliation: Some(actor_id("KAZ")),
        },
        quantities: vec![Quantity {
            measure: "exports".to_owned(),
            bound: Bound::Over,
            amount: 60_000.0,
            unit: "tonnes".to_owned(),
            scope: None,
            period: None,
            counter: None,
        }],
        anchors: vec![fixtures::anchor("שר החוץ")],
        grade_reason: "an agency".to_owned(),
        note: Some("quoted by others".to_owned()),
        ..claim_with("c2", "C3", &[])
    };
    scene.claims.push(whole).expect("ids differ");
    scene
}

#[test]
fn every_part_of_a_claim_is_searched_and_what_it_refers_to() {
    let mut session = session(sample());
    for (typed, expected) in [
        ("c2", &["c2"][..]),
        ("AZERBAYCAN", &["c1"]),
        ("azerbaijan", &["c1"]),
        ("kaz", &["c1", "c2"]),
        ("qaz IXRACI", &["c2"]),
        ("spokesman else", &["c2"]),
        ("\"over 60 000 tonnes\"", &["c2"]),
        ("60000", &["c2"]),
        ("שר החוץ", &["c2"]),
        ("agency", &["c2"]),
        ("\"by others\"", &["c2"]),
        ("as the scale has it", &["c1"]),
        ("trade an article", &["c1", "c2"]),
        ("", &["c1", "c2"]),
        ("nothing such", &[]),
    ] {
        assert_eq!(shown(&mut session, typed), expected, "{typed}");
    }
}

#[test]
fn the_search_follows_edits_undo_and_redo() {
    let mut session = session(sample());
    let changed = Claim {
        statement: "Pipeline opened".to_owned(),
        ..claim_with("c1", "C3", &[])
    };
    assert!(shown(&mut session, "pipeline").is_empty());
    session.execute(Command::Edit(Edit::ChangeClaim(Box::new(changed))));
    assert_eq!(shown(&mut session, "pipeline"), ["c1"]);
    let kind = Kind {
        id: kind_id("trade"),
        label: "Commerce".to_owned(),
    };
    session.execute(Command::Edit(Edit::RenameKind {
        kind: kind.id,
        label: kind.label,
    }));
    assert_eq!(shown(&mut session, "commerce pipeline"), ["c1"]);
    session.execute(Command::Undo);
    assert!(shown(&mut session, "commerce").is_empty());
    session.execute(Command::Undo);
    assert!(shown(&mut session, "pipeline").is_empty());
    session.execute(Command::Redo);
    assert_eq!(shown(&mut session, "pipeline"), ["c1"]);
    let first = Edit::AddClaim {
        claim: Box::new(claim_with("c0", "C3", &[])),
        at: Some(0),
    };
    session.execute(Command::Edit(first));
    assert_eq!(shown(&mut session, "pipeline"), ["c1"], "it moved by one");
    assert_eq!(shown(&mut session, "says"), ["c0"]);
    let mut source = session.document.scene.sources.get(&source_id("s")).cloned();
    let source = source.as_mut().expect("it");
    "A dispatch".clone_into(&mut source.title);
    session.execute(Command::Edit(Edit::ChangeSource(Box::new(source.clone()))));
    assert_eq!(shown(&mut session, "dispatch else"), ["c2"]);
}

/// A scene with more claims than are read at once.
fn many(count: usize) -> Scene {
    let mut scene = fixtures::scene(&["A", "B"]);
    for number in 0..count {
        fixtures::claim(&mut scene, &format!("c{number}"), "C3", &[]);
    }
    scene
}

#[test]
fn many_claims_are_read_in_the_background_and_shown_until_then() {
    let count = AT_ONCE + 50;
    let mut session = session(many(count));
    assert!(session.is_reading_claims());
    assert_eq!(
        shown(&mut session, "c7").len(),
        count,
        "nothing is hidden unread"
    );
    wait(&mut session);
    assert!(!session.is_reading_claims());
    let expected = (0..count)
        .filter(|it| format!("c{it}").contains("c7"))
        .count();
    assert_eq!(shown(&mut session, "c7").len(), expected);
}

#[test]
fn while_many_claims_are_read_the_result_before_stays() {
    let count = AT_ONCE + 50;
    let mut session = session(many(count));
    wait(&mut session);
    assert_eq!(shown(&mut session, "trade").len(), count);
    session.execute(Command::Edit(Edit::RenameKind {
        kind: kind_id("trade"),
        label: "Commerce".to_owned(),
    }));
    let claim = Box::new(claim_with("fresh", "C3", &[]));
    session.execute(Command::Edit(Edit::AddClaim { claim, at: Some(0) }));
    session.refresh();
    assert!(session.is_reading_claims());
    assert_eq!(shown(&mut session, "trade").len(), count + 1);
    assert_eq!(shown(&mut session, "commerce"), ["fresh"], "not read yet");
    let one = claim_id("c1");
    session.execute(Command::Edit(Edit::delete_claim(one)));
    wait(&mut session);
    assert!(shown(&mut session, "trade").is_empty());
    assert_eq!(shown(&mut session, "commerce").len(), count);
}

#[test]
fn what_stands_as_it_was_is_found_again_wherever_it_stands() {
    let before = many(5).claims;
    let mut after = before.clone();
    assert_eq!(
        same_places(&before, &after),
        (0..5).map(Some).collect::<Vec<_>>()
    );
    after.remove(&claim_id("c1"));
    after.replace(claim_with("c3", "A1", &[]));
    after.move_to(&claim_id("c4"), 1);
    after.push(claim_with("c9", "C3", &[])).expect("it is new");
    let expected = [Some(0), Some(4), Some(2), None, None];
    assert_eq!(same_places(&before, &after), expected);
    assert_eq!(same_places(&after, &Table::default()), []);
    assert_eq!(same_places(&Table::default(), &after), [None; 5]);
}
