use std::sync::Arc;

use super::*;
use crate::edit::Edit;
use crate::file::settings::Settings;
use crate::file::store::Store;
use crate::model::{KindId, Subject};
use crate::session::{Command, TieClass};

fn session() -> Session {
    let mut session = Session::new(Settings::default(), Store::default(), Arc::new(|| {}));
    session.refresh();
    session
}

fn show(session: &mut Session, tab: BrowseTab) {
    let is_entered = false;
    browse(session, BrowseCommand::Show { tab, is_entered });
}

fn browse(session: &mut Session, command: BrowseCommand) {
    session.execute(Command::Browse(command));
    session.refresh();
}

fn ties(session: &Session) -> Vec<String> {
    let table = session.browse().ties();
    let id = |at: &usize| {
        let tie = session.document().scene.ties.at(*at).expect("a tie");
        tie.id.to_string()
    };
    table.rows().iter().map(id).collect()
}

fn column(session: &Session, column: TieColumn) -> Vec<String> {
    let browse = session.browse();
    let words = |at: &usize| {
        let facts = browse.tie_facts(*at).expect("counted");
        column.words(session, facts, *at)
    };
    browse.ties().rows().iter().map(words).collect()
}

#[test]
fn ties_are_sorted_both_ways_and_what_says_nothing_stays_at_the_end() {
    let mut session = session();
    show(&mut session, BrowseTab::Ties);
    let filed = ties(&session);
    assert_eq!(filed.len(), 10);
    browse(&mut session, BrowseCommand::SortTies(TieColumn::Weight));
    let weights = column(&session, TieColumn::Weight);
    assert_eq!(weights[0], "+0.85");
    assert!(weights[5..].iter().all(String::is_empty), "{weights:?}");
    let numbers: Vec<f64> = session.browse().ties().rows()[..5]
        .iter()
        .map(|at| session.document().scene.ties.at(*at).expect("a tie"))
        .map(|tie| tie.weight().expect("valued").value())
        .collect();
    assert!(
        numbers.is_sorted_by(|one, other| one >= other),
        "{numbers:?}"
    );
    browse(&mut session, BrowseCommand::SortTies(TieColumn::Weight));
    let reversed = column(&session, TieColumn::Weight);
    assert_eq!(reversed[4], "+0.85");
    assert!(reversed[5..].iter().all(String::is_empty), "{reversed:?}");
    // Alike in one column, they stand as they stood in the one before.
    browse(&mut session, BrowseCommand::SortTies(TieColumn::State));
    assert_eq!(column(&session, TieColumn::Weight), reversed);
    browse(&mut session, BrowseCommand::TiesInFileOrder);
    assert_eq!(ties(&session), filed);
}

#[test]
fn every_column_can_be_sorted_by_and_keeps_all_records() {
    let mut session = session();
    show(&mut session, BrowseTab::Ties);
    for column in TieColumn::ALL {
        for _ in 0..2 {
            browse(&mut session, BrowseCommand::SortTies(*column));
            let mut rows = session.browse().ties().rows().to_vec();
            for (row, at) in rows.iter().enumerate() {
                assert_eq!(session.browse().ties().row_of(*at), Some(row));
            }
            rows.sort_unstable();
            assert_eq!(rows, (0..10).collect::<Vec<_>>(), "{column:?}");
        }
    }
    show(&mut session, BrowseTab::Actors);
    for column in ActorColumn::ALL {
        for _ in 0..2 {
            browse(&mut session, BrowseCommand::SortActors(*column));
            let mut rows = session.browse().actors().rows().to_vec();
            rows.sort_unstable();
            assert_eq!(rows, (0..5).collect::<Vec<_>>(), "{column:?}");
        }
    }
}

#[test]
fn the_claims_on_a_tie_are_counted_by_what_they_say() {
    let mut session = session();
    show(&mut session, BrowseTab::Ties);
    let at = session.browse().ties().rows()[0];
    let facts = *session.browse().tie_facts(at).expect("counted");
    assert_eq!(facts.supports + facts.strains + facts.neutral, 29);
    assert_eq!(facts.best.map(|it| it.to_string()).as_deref(), Some("C2"));
    assert!(facts.newest.is_some());
    let claims = &session.document().claims;
    let isr = session.document().scene.actors.at(0).expect("Israel");
    let expected = claims.on_actor(&isr.id).len();
    show(&mut session, BrowseTab::Actors);
    let facts = *session.browse().actor_facts(0).expect("counted");
    assert_eq!((facts.ties, facts.claims), (4, expected));
}

#[test]
fn a_search_looks_at_all_cells_folded_and_the_filter_leaves_out_more() {
    let mut session = session();
    show(&mut session, BrowseTab::Actors);
    for typed in ["AZERBAYCAN", "ايران", "state 40", "ISR"] {
        browse(&mut session, BrowseCommand::SearchActors(typed.to_owned()));
        let (shown, all) = session.browse().actors().counts();
        assert!((1..5).contains(&shown) && all == 5, "{typed}: {shown}");
    }
    browse(
        &mut session,
        BrowseCommand::SearchActors("nobody".to_owned()),
    );
    assert_eq!(session.browse().actors().counts(), (0, 5));

    show(&mut session, BrowseTab::Ties);
    session.execute(Command::FilterClass(TieClass::Hostile, false));
    session.refresh();
    assert_eq!(session.browse().ties().counts(), (8, 10));
    assert_eq!(session.browse().ties().left_out(), 2);
    let tourism = KindId::new("tourism").expect("an id");
    session.execute(Command::FilterOnlyKind(tourism));
    session.refresh();
    let only = ties(&session);
    assert!(only.len() < 8, "ties without such a claim go too: {only:?}");
    session.execute(Command::ClearFilter);
    session.refresh();
    assert_eq!(session.browse().ties().counts(), (10, 10));
}

#[test]
fn rows_follow_what_is_edited_and_nothing_is_made_that_nobody_looks_at() {
    let mut session = session();
    assert_eq!(session.browse().ties().revision(), 0);
    show(&mut session, BrowseTab::Ties);
    browse(&mut session, BrowseCommand::SortTies(TieColumn::Label));
    let first = session
        .document()
        .scene
        .ties
        .at(9)
        .expect("a tie")
        .id
        .clone();
    session.execute(Command::Edit(Edit::SetTieLabel {
        tie: first.clone(),
        label: "AAA".to_owned(),
    }));
    session.refresh();
    assert_eq!(ties(&session)[0], first.to_string());
    let revision = session.browse().ties().revision();
    session.refresh();
    assert_eq!(session.browse().ties().revision(), revision, "at rest");
    show(&mut session, BrowseTab::Time);
    session.execute(Command::Undo);
    session.refresh();
    assert_eq!(session.browse().ties().revision(), revision);
}

#[test]
fn strengths_are_of_the_ties_that_pass_and_the_strongest_come_first() {
    let mut session = session();
    show(&mut session, BrowseTab::Strength);
    let totals = |session: &Session| -> Vec<f64> {
        let rows = session.browse().strengths().iter();
        rows.map(|row| row.strength.total()).collect()
    };
    let all = totals(&session);
    assert!(all.is_sorted_by(|one, other| one >= other), "{all:?}");
    for row in session.browse().strengths() {
        assert_eq!(row.strength, session.strengths()[row.actor]);
    }
    session.execute(Command::FilterClass(TieClass::Hostile, false));
    session.refresh();
    let rows = session.browse().strengths();
    assert!(rows.iter().all(|row| row.strength.negative == 0.0));
}

#[test]
fn kinds_are_counted_for_all_or_for_what_is_selected() {
    let mut session = session();
    show(&mut session, BrowseTab::Kinds);
    let of = |session: &Session| -> Vec<(KindId, usize)> {
        let rows = session.browse().kinds().iter();
        rows.filter_map(|row| Some((row.kind.clone()?, row.all())))
            .collect()
    };
    let all = of(&session);
    for (kind, count) in &all {
        let known = session.derived().claims_by_kind().iter();
        let known = known.clone().find(|(id, _)| id == kind).expect("a kind");
        assert_eq!(known.1, *count, "{kind}");
    }
    let tie = session
        .document()
        .scene
        .ties
        .at(0)
        .expect("a tie")
        .id
        .clone();
    session.execute(Command::Select(Subject::Tie(tie)));
    session.refresh();
    let some = of(&session);
    let sum = |rows: &[(KindId, usize)]| rows.iter().map(|it| it.1).sum::<usize>();
    assert!(sum(&some) < sum(&all) && sum(&some) >= 29, "{some:?}");
}

#[test]
fn judged_ties_are_told_apart_by_what_the_claims_come_to() {
    let mut session = session();
    show(&mut session, BrowseTab::Judged);
    let points = session.browse().judged();
    assert_eq!(points.len(), 5, "unknown is not 0");
    let count = |is: fn(Told) -> bool| points.iter().filter(|point| is(point.told)).count();
    assert_eq!(count(|told| matches!(told, Told::Stands(_))), 1);
    assert_eq!(count(|told| matches!(told, Told::TooLittle(_))), 2);
    assert_eq!(count(|told| told == Told::NoBasis), 2);
    for (at, point) in points.iter().enumerate() {
        assert_eq!(session.browse().judged_of(point.tie), Some(at));
    }
}

#[test]
fn an_actor_is_found_by_id_or_by_any_of_its_names() {
    let session = session();
    let scene = &session.document().scene;
    for (words, id) in [
        ("AZE", "AZE"),
        ("azerbaijan", "AZE"),
        (" Azerbaycan ", "AZE"),
        ("ישראל", "ISR"),
    ] {
        let found = actor_called(scene, words);
        assert_eq!(found.map(|it| it.to_string()), Ok(id.to_owned()), "{words}");
    }
    assert!(actor_called(scene, "Atlantis").is_err());
    assert!(actor_called(scene, "").is_err());
}

#[test]
fn turning_to_a_part_opens_the_panel_and_is_remembered() {
    let mut session = session();
    session.execute(Command::ShowPanel(PanelSide::Bottom, false));
    assert_eq!(session.browsed(), None);
    let entered = session.browse().entered();
    browse(
        &mut session,
        BrowseCommand::Show {
            tab: BrowseTab::Ties,
            is_entered: true,
        },
    );
    assert_eq!(session.browsed(), Some(BrowseTab::Ties));
    assert_eq!(session.browse().entered(), entered + 1);
    session.execute(Command::OpenDesk(crate::session::DeskTab::Text));
    assert_eq!(session.browsed(), None, "the desk covers it");
    session.execute(Command::CloseDesk);
    assert_eq!(session.browsed(), Some(BrowseTab::Ties));
}
