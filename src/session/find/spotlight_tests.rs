use std::sync::Arc;

use kurbo::Size;

use super::super::FindCommand;
use super::*;
use crate::edit::Edit;
use crate::file::settings::Settings;
use crate::file::store::Store;
use crate::model::fixtures::{actor_id, tie_id};
use crate::model::{Confidence, Status};
use crate::session::{Command, TieClass};

/// A session with the South Caucasus on a canvas.
fn session() -> Session {
    let mut session = Session::new(Settings::default(), Store::default(), Arc::new(|| {}));
    session.execute(Command::ResizeCanvas(Size::new(900.0, 700.0)));
    session.refresh();
    session
}

fn find(session: &mut Session, command: FindCommand) {
    session.execute(Command::Find(command));
    session.refresh();
}

fn select(session: &mut Session, ids: &[&str]) {
    let subject = |id: &&str| {
        if id.contains('-') {
            Subject::Tie(tie_id(id))
        } else {
            Subject::Actor(actor_id(id))
        }
    };
    session.execute(Command::SelectMany {
        subjects: ids.iter().map(subject).collect(),
        is_added: false,
    });
}

/// The actors that stand out, in the order of the scene; all where nothing does.
fn lit(session: &Session) -> Vec<String> {
    let aside = session.aside();
    let actors = session.document().scene.actors.iter();
    let is_out = |id: &ActorId| aside.actors.contains(id) || aside.hidden_actors.contains(id);
    actors
        .filter(|actor| !is_out(&actor.id))
        .map(|actor| actor.id.to_string())
        .collect()
}

/// The ties that do not recede, in the order of the scene.
fn lit_ties(session: &Session) -> Vec<String> {
    let aside = session.aside();
    let ties = session.document().scene.ties.iter();
    ties.filter(|tie| !aside.ties.contains(&tie.id))
        .map(|tie| tie.id.to_string())
        .collect()
}

#[test]
fn a_focus_reaches_as_far_as_its_depth_over_known_ties() {
    let mut session = session();
    select(&mut session, &["IRN"]);
    for (depth, expected) in [
        (0, vec!["IRN"]),
        (1, vec!["ISR", "IRN"]),
        (2, vec!["ISR", "AZE", "TUR", "IRN", "KAZ"]),
        (9, vec!["ISR", "AZE", "TUR", "IRN", "KAZ"]),
    ] {
        find(&mut session, FindCommand::Depth(depth));
        assert_eq!(lit(&session), expected, "{depth}");
        assert_eq!(session.focus().map(|it| it.depth), Some(depth));
    }
    find(&mut session, FindCommand::Depth(77));
    assert_eq!(session.focus().map(|it| it.depth), Some(9));
    find(&mut session, FindCommand::Depth(1));
    assert_eq!(lit_ties(&session), ["ISR-IRN"], "unknown ties lead nowhere");
    find(&mut session, FindCommand::EndSpotlight);
    assert_eq!(lit(&session).len(), 5);
    assert!(session.aside().is_empty());
}

#[test]
fn a_tie_counts_both_its_ends_and_the_filter_cuts_ways_off() {
    let mut session = session();
    select(&mut session, &["AZE-TUR"]);
    let tie = session.selection().ties().next().is_some();
    if !tie {
        select(&mut session, &["TUR-AZE"]);
    }
    find(&mut session, FindCommand::Depth(0));
    assert_eq!(lit(&session), ["AZE", "TUR"]);
    select(&mut session, &["IRN"]);
    find(&mut session, FindCommand::Depth(9));
    assert_eq!(lit(&session).len(), 5);
    session.execute(Command::FilterClass(TieClass::Hostile, false));
    session.refresh();
    assert_eq!(lit(&session), ["IRN"], "its only known tie is hostile");
}

#[test]
fn growing_shrinking_and_refocusing() {
    let mut session = session();
    find(&mut session, FindCommand::Deepen { is_further: true });
    assert!(session.focus().is_none(), "nothing is selected");
    select(&mut session, &["IRN"]);
    let further = || FindCommand::Deepen { is_further: true };
    let nearer = || FindCommand::Deepen { is_further: false };
    find(&mut session, further());
    assert_eq!(session.focus().map(|it| it.depth), Some(1));
    select(&mut session, &["KAZ"]);
    find(&mut session, further());
    let focus = session.focus().expect("a focus").clone();
    assert_eq!((focus.actors, focus.depth), (vec![actor_id("IRN")], 2));
    for _ in 0..3 {
        find(&mut session, nearer());
    }
    assert_eq!(session.focus().map(|it| it.depth), Some(0));
    find(&mut session, FindCommand::Depth(1));
    let focus = session.focus().expect("a focus");
    assert_eq!(focus.actors, [actor_id("KAZ")], "what is selected now");
    session.execute(Command::Select(Subject::Scene));
    find(&mut session, FindCommand::Depth(3));
    let focus = session.focus().expect("a focus");
    assert_eq!((focus.actors.len(), focus.depth), (1, 3));
}

#[test]
fn the_rest_is_hidden_where_that_is_asked_for() {
    let mut session = session();
    select(&mut session, &["IRN"]);
    find(&mut session, FindCommand::Depth(1));
    let marks = |session: &Session| session.derived().drawing().expect("one").marks.len();
    let all = marks(&session);
    find(&mut session, FindCommand::HideRest(true));
    assert_eq!(marks(&session), 3, "two actors and a tie");
    find(&mut session, FindCommand::HideRest(false));
    assert_eq!(marks(&session), all);
}

#[test]
fn a_focus_follows_what_becomes_of_the_scene() {
    let mut session = session();
    select(&mut session, &["IRN"]);
    find(&mut session, FindCommand::Depth(1));
    session.execute(Command::Edit(Edit::delete_ties(vec![tie_id("ISR-IRN")])));
    session.refresh();
    assert_eq!(lit(&session), ["IRN"]);
    session.execute(Command::Undo);
    session.refresh();
    assert_eq!(lit(&session), ["ISR", "IRN"]);
    session.execute(Command::Select(Subject::Actor(actor_id("IRN"))));
    session.execute(Command::DeleteSelection);
    session.refresh();
    assert!(session.focus().is_none() && session.aside().is_empty());
    session.execute(Command::OpenExample(crate::session::Example::Blank));
    session.refresh();
    assert!(!session.has_spotlight());
}

#[test]
fn paths_are_found_between_the_two_that_are_selected() {
    let mut session = session();
    find(&mut session, FindCommand::Path(PathOver::Any));
    assert!(session.path().is_none());
    assert_eq!(session.notices().shown().len(), 1, "it says what to do");
    select(&mut session, &["IRN", "KAZ"]);
    find(&mut session, FindCommand::Path(PathOver::Any));
    let found = session.path_found().expect("over Israel");
    assert_eq!((found.length, found.count), (2, 1));
    assert_eq!(lit(&session), ["ISR", "IRN", "KAZ"]);
    assert!(session.is_on_path(&Subject::Tie(tie_id("ISR-KAZ"))));
    assert!(!session.is_on_path(&Subject::Tie(tie_id("ISR-AZE"))));

    find(&mut session, FindCommand::Path(PathOver::Positive));
    assert!(session.path().is_some() && session.path_found().is_none());
    assert!(session.aside().is_empty(), "without a path nothing recedes");
    find(&mut session, FindCommand::Path(PathOver::Strongest));
    let found = session.path_found().expect("a path");
    let weight = |id: &str| {
        let tie = session.document().scene.ties.get(&tie_id(id));
        let weight = tie.and_then(|it| it.weight()).expect("a weight");
        weight.magnitude()
    };
    let product = weight("ISR-IRN") * weight("ISR-KAZ");
    assert!((found.strength.expect("it has one") - product).abs() < 1e-12);
    assert_eq!(found.actors, ["IRN", "ISR", "KAZ"].map(actor_id));

    find(&mut session, FindCommand::Depth(1));
    assert!(session.path().is_none(), "a focus takes its place");
    select(&mut session, &["IRN", "KAZ"]);
    find(&mut session, FindCommand::Path(PathOver::Any));
    assert!(session.focus().is_none(), "and the other way round");
}

#[test]
fn one_key_clears_focus_path_filter_and_the_switch_of_unknown_ties() {
    let mut session = session();
    select(&mut session, &["IRN"]);
    find(&mut session, FindCommand::Depth(1));
    find(
        &mut session,
        FindCommand::FilterConfidence(Some(Confidence::Low), false),
    );
    find(&mut session, FindCommand::FilterStatus(Status::Fact, false));
    session.execute(Command::ShowUnknown(false));
    assert!(session.is_narrowed());
    session.execute(Command::ClearFilter);
    session.refresh();
    assert!(!session.is_narrowed() && session.view().is_showing_unknown);
    assert!(session.filter().is_clear() && session.aside().is_empty());
}

#[test]
fn ties_that_are_left_out_are_hidden_or_dimmed() {
    let mut session = session();
    let ties = |session: &Session| {
        let marks = &session.derived().drawing().expect("one").marks;
        let is_tie = |subject: &Subject| matches!(subject, Subject::Tie(_));
        marks.iter().filter(|it| is_tie(&it.subject)).count()
    };
    assert_eq!(ties(&session), 10);
    find(
        &mut session,
        FindCommand::FilterConfidence(Some(Confidence::Low), false),
    );
    assert_eq!(
        ties(&session),
        6,
        "one of moderate confidence, five unknown"
    );
    find(&mut session, FindCommand::Dim(true));
    assert_eq!(ties(&session), 10);
    assert_eq!(lit_ties(&session).len(), 6);
    assert!(lit(&session).len() == 5, "actors stay as they are");
    session.execute(Command::FilterClass(TieClass::Supportive, false));
    session.refresh();
    assert_eq!(lit_ties(&session).len(), 5);
}

#[test]
fn claims_are_filtered_by_status_source_and_asserter() {
    let mut session = session();
    let shown = |session: &Session| session.derived().claim_counts().0;
    let all = shown(&session);
    let of = |session: &Session, status: Status| {
        let claims = session.document().scene.claims.iter();
        claims.filter(|claim| claim.status == status).count()
    };
    find(&mut session, FindCommand::FilterStatus(Status::Fact, false));
    assert_eq!(shown(&session), all - of(&session, Status::Fact));
    find(&mut session, FindCommand::FilterStatus(Status::Fact, true));
    assert_eq!(shown(&session), all);

    let claims = session.document().scene.claims.clone();
    let name = crate::model::asserter_name(claims.at(0).expect("one"));
    let count = |name: &Option<String>| {
        let claims = claims.iter();
        claims
            .filter(|it| crate::model::asserter_name(it) == *name)
            .count()
    };
    find(
        &mut session,
        FindCommand::FilterAsserter(name.clone(), true),
    );
    assert_eq!(shown(&session), count(&name));
    find(&mut session, FindCommand::FilterAsserter(None, true));
    assert_eq!(shown(&session), count(&name) + count(&None));

    session.execute(Command::ClearFilter);
    let source = session
        .document()
        .scene
        .sources
        .at(0)
        .expect("one")
        .id
        .clone();
    find(&mut session, FindCommand::FilterSource(source, true));
    assert_eq!(shown(&session), all, "there is one source");
}
