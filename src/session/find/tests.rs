use std::sync::Arc;
use std::time::Duration;

use kurbo::Size;

use super::*;
use crate::edit::Edit;
use crate::file::settings::Settings;
use crate::file::store::Store;
use crate::model::fixtures::{actor_id, claim_id, source_id, tie_id};
use crate::model::{Actor, Name};
use crate::session::Command;
use crate::session::Dialog;

/// A session with the South Caucasus on a canvas, and the search open.
fn searching() -> Session {
    let mut session = Session::new(Settings::default(), Store::default(), Arc::new(|| {}));
    session.execute(Command::ResizeCanvas(Size::new(900.0, 700.0)));
    session.execute(Command::Show(Dialog::Search));
    session.refresh();
    session
}

/// How many of each kind are found.
fn counts(session: &Session, typed: &str) -> Vec<(FoundKind, usize)> {
    let found = session.search(typed);
    assert!(!found.is_reading, "a small scene is read at once");
    found.groups.iter().map(|it| (it.kind, it.count)).collect()
}

/// What is marked of the titles and of the details of what is found.
fn marked(session: &Session, typed: &str, kind: FoundKind) -> Vec<[Vec<String>; 2]> {
    let pieces = |marked: &Marked| -> Vec<String> {
        let marks = marked.marks.iter().cloned();
        marks.map(|mark| marked.text[mark].to_owned()).collect()
    };
    let found = session.search(typed);
    let group = found.groups.iter().find(|it| it.kind == kind);
    let rows = group.into_iter().flat_map(|it| &it.rows);
    rows.map(|row| [pieces(&row.title), pieces(&row.detail)])
        .collect()
}

#[test]
fn actors_are_found_in_any_script() {
    let session = searching();
    for typed in [
        "israel",
        "\u{5d9}\u{5e9}\u{5e8}\u{5d0}\u{5dc}",
        "\u{130}SRA\u{130}L",
        "isr",
    ] {
        let found = session.search(typed);
        let first = found.groups.first().expect("something");
        assert_eq!(first.kind, FoundKind::Actor, "{typed}");
        let subject = &first.rows.first().expect("a row").subject;
        assert_eq!(*subject, Subject::Actor(actor_id("ISR")), "{typed}");
    }
    // Typed on an Arabic keyboard, written on a Persian one.
    let iran = session.search("\u{627}\u{64a}\u{631}\u{627}\u{646}");
    let row = iran.groups.first().and_then(|it| it.rows.first());
    let row = row.expect("Iran");
    assert_eq!(row.title.text, "Iran");
    assert!(!row.detail.marks.is_empty(), "its own name is marked");
}

#[test]
fn everything_is_searched_and_counted_by_kind() {
    let session = searching();
    assert_eq!(counts(&session, ""), []);
    assert_eq!(counts(&session, "  \""), []);
    assert_eq!(counts(&session, "qqqq"), []);
    assert_eq!(
        counts(&session, "tamar"),
        [(FoundKind::Tie, 1), (FoundKind::Claim, 1)],
        "the field stands in a rationale and in a claim"
    );
    assert_eq!(
        counts(&session, "middle-east-online.com"),
        [(FoundKind::Source, 1)]
    );
    let ties = session.search("azerbaijan israel");
    let ties = ties.groups.iter().find(|it| it.kind == FoundKind::Tie);
    let first = &ties.expect("ties").rows[0];
    assert_eq!(first.subject, Subject::Tie(tie_id("ISR-AZE")));
    assert_eq!(first.end, "+0.85");
    // What a claim refers to is not what it says.
    let claims = counts(&session, "kazakhstan");
    let claims = claims.iter().find(|it| it.0 == FoundKind::Claim);
    assert_eq!(claims.expect("one at least").1, 1, "{claims:?}");
}

#[test]
fn what_was_searched_for_is_marked_where_it_stands() {
    let session = searching();
    let [[title, detail]] = &marked(&session, "TAMAR field", FoundKind::Claim)[..] else {
        panic!("one claim");
    };
    assert_eq!(title, &["Tamar", "field"]);
    assert!(detail.is_empty(), "the statement says it all: {detail:?}");
    let [[title, detail]] = &marked(&session, "tamar", FoundKind::Tie)[..] else {
        panic!("one tie");
    };
    assert!(title.is_empty());
    assert_eq!(detail, &["Tamar"]);
    let found = session.search("tamar");
    let detail = &found.groups[0].rows[0].detail.text;
    assert!(detail.starts_with("Rationale: \u{2026} "), "{detail}");
}

#[test]
fn of_many_the_best_are_shown_and_all_are_counted() {
    let mut session = searching();
    let mut scene = (*session.document.scene).clone();
    for number in 0..200 {
        let id = actor_id(&format!("X{number}"));
        let name = if number == 150 {
            "Zork".to_owned()
        } else {
            format!("Great Bezorka {number}")
        };
        let kind = crate::model::ActorKind::Company;
        scene.actors.push(Actor::new(id, kind, &name)).expect("new");
    }
    session.execute(Command::Edit(Edit::ReplaceScene(Arc::new(scene))));
    session.refresh();
    let found = session.search("zork");
    let group = &found.groups[0];
    assert_eq!((group.count, group.rows.len()), (200, MOST_FOUND));
    assert_eq!(
        group.rows[0].title.text, "Zork",
        "a word of its own is best"
    );
}

#[test]
fn what_was_changed_is_found_as_it_is_now() {
    let mut session = searching();
    session.execute(Command::Edit(Edit::RenameActor {
        actor: actor_id("KAZ"),
        name: "Qazaq Eli".to_owned(),
    }));
    session.refresh();
    let found = counts(&session, "qazaq");
    assert_eq!(found[0], (FoundKind::Actor, 1));
    assert_eq!(
        found[1],
        (FoundKind::Tie, 4),
        "ties are called by their actors"
    );
    let name = Name {
        language: "el".to_owned(),
        text: "\u{39a}\u{3b1}\u{3b6}\u{3b1}\u{3ba}\u{3c3}\u{3c4}\u{3ac}\u{3bd}".to_owned(),
    };
    let before = session.search_revision();
    session.execute(Command::Edit(Edit::SetActorNames {
        actor: actor_id("KAZ"),
        names: vec![name],
    }));
    session.refresh();
    assert_ne!(session.search_revision(), before);
    assert_eq!(
        counts(&session, "\u{3ba}\u{3b1}\u{3b6}")[0],
        (FoundKind::Actor, 1)
    );
}

#[test]
fn notes_are_found_and_gone_to() {
    let mut session = searching();
    let id = crate::model::NoteId::new("n1").expect("an id");
    let place = crate::model::Place::new(45.0, 40.0).expect("a place");
    session.execute(Command::Edit(Edit::AddNote(Box::new(crate::model::Note {
        id: id.clone(),
        text: "Ask the \u{130}stanbul desk\nabout the pipeline".to_owned(),
        place: Some(place),
        offset: None,
        width: None,
    }))));
    session.refresh();
    assert_eq!(
        counts(&session, "istanbul pipeline"),
        [(FoundKind::Note, 1)]
    );
    let note = Subject::Note(id);
    session.execute(Command::Find(FindCommand::GoTo(note.clone())));
    session.tick(Duration::from_secs(1));
    assert_eq!(session.selection().focus(), Some(&note));
    assert!(!session.view().is_fitted, "the map moved there");
}

#[test]
fn a_large_scene_is_read_in_the_background() {
    let mut session = searching();
    let mut scene = (*session.document.scene).clone();
    for number in 0..400 {
        let id = actor_id(&format!("X{number}"));
        let kind = crate::model::ActorKind::Company;
        let actor = Actor::new(id, kind, format!("Works {number}"));
        scene.actors.push(actor).expect("new");
    }
    session.execute(Command::Edit(Edit::ReplaceScene(Arc::new(scene))));
    session.refresh();
    assert!(session.search("works").is_reading);
    while session.is_busy() {
        std::thread::sleep(Duration::from_millis(1));
        session.tick(Duration::ZERO);
    }
    session.refresh();
    assert_eq!(counts(&session, "works 399"), [(FoundKind::Actor, 1)]);
}

#[test]
fn going_to_something_selects_it_and_flies_there() {
    let mut session = searching();
    let before = session.view().camera;
    let tie = Subject::Tie(tie_id("AZE-TUR"));
    session.execute(Command::Find(FindCommand::GoTo(tie.clone())));
    assert_eq!(session.dialog(), None);
    assert_eq!(session.selection().focus(), Some(&tie));
    assert_eq!(session.view().camera, before, "it has not begun");
    assert_eq!(
        session.tick(Duration::from_millis(100)),
        Some(Duration::ZERO),
        "more frames are wanted"
    );
    let under_way = session.view().camera;
    assert_ne!(under_way, before);
    session.tick(Duration::from_millis(250));
    let there = session.view().camera;
    assert_ne!(there, under_way);
    assert_ne!(
        session.tick(Duration::from_millis(300)),
        Some(Duration::ZERO)
    );
    session.execute(Command::FitSelection);
    assert_eq!(
        session.view().camera,
        there,
        "as \"show the selection\" has it"
    );
}

#[test]
fn nothing_moves_in_sight_where_motion_is_reduced_and_the_hand_ends_a_flight() {
    let mut session = searching();
    let tie = || Command::Find(FindCommand::GoTo(Subject::Tie(tie_id("AZE-TUR"))));
    session.execute(tie());
    session.execute(Command::Pan(kurbo::Vec2::new(10.0, 0.0)));
    let at_hand = session.view().camera;
    session.tick(Duration::from_millis(200));
    assert_eq!(session.view().camera, at_hand);
    session.execute(Command::SetReducedMotion(true));
    session.execute(tie());
    let there = session.view().camera;
    assert_ne!(there, at_hand);
    session.tick(Duration::from_secs(1));
    assert_eq!(session.view().camera, there);
}

#[test]
fn claims_show_their_card_and_sources_their_form() {
    let mut session = searching();
    session.execute(Command::ShowPanel(PanelSide::Right, false));
    let claim = claim_id("c25");
    session.execute(Command::Find(FindCommand::GoTo(Subject::Claim(
        claim.clone(),
    ))));
    assert_eq!(session.selection().claim(), Some(&claim));
    assert!(session.settings().right_panel.is_open);
    let source = source_id("meo-2026-01");
    session.execute(Command::Find(FindCommand::GoTo(Subject::Source(source))));
    assert_eq!(session.dialog(), Some(&Dialog::Sources));
    assert!(session.drafts().open_source().is_some());
}

#[test]
fn what_a_filter_hides_is_gone_to_with_a_word_about_it() {
    let mut session = searching();
    session.execute(Command::FilterLeastWeight(0.9));
    session.refresh();
    let tie = Subject::Tie(tie_id("ISR-KAZ"));
    session.execute(Command::Find(FindCommand::GoTo(tie)));
    session.tick(Duration::from_secs(1));
    let told = session.notices().shown().iter().map(|it| &it.text);
    assert!(told.into_iter().any(|it| it.contains("not drawn")));
    let place = session
        .derived()
        .place_of(&actor_id("KAZ"), &session.document().scene);
    let seen = session.view().camera.visible(session.viewport());
    assert!(seen.contains(place.expect("a place")));
}
