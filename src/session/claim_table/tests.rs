use std::time::Duration;

use super::*;
use crate::edit::Edit;
use crate::file::settings::Settings;
use crate::file::store::Store;
use crate::model::fixtures::{self, bearing, claim_id, claim_with, kind_id};
use crate::model::{Asserter, ClaimDate, DateRange, Grade, Magnitude, Rank, Scene, Stance, Status};
use crate::session::{Command, RankChoice};

fn session(scene: Scene) -> Session {
    let mut session = Session::new(Settings::default(), Store::default(), Arc::new(|| {}));
    session.execute(Command::Edit(Edit::ReplaceScene(Arc::new(scene))));
    session.execute(Command::OpenDesk(DeskTab::Claims));
    session.refresh();
    session
}

fn want(session: &mut Session, command: TableCommand) {
    session.execute(Command::Table(command));
    session.refresh();
}

fn wait(session: &mut Session) {
    while session.is_busy() {
        std::thread::sleep(Duration::from_millis(1));
        session.tick(Duration::ZERO);
        session.refresh();
    }
}

/// The rows as words: ids of claims, titles of groups with their counts.
fn rows(session: &Session) -> Vec<String> {
    let table = session.claim_table();
    let words = |row: &TableRow| match *row {
        TableRow::Head { group, count } => {
            format!("{} {count}", table.group(group).expect("a group").title)
        }
        TableRow::Apart { count } => format!("no basis {count}"),
        TableRow::Claim { at } => table.claim_id(at).expect("a claim").to_string(),
    };
    table.rows().iter().map(words).collect()
}

fn sample() -> Scene {
    let mut scene = fixtures::scene(&["A", "B", "C"]);
    fixtures::tie(&mut scene, "B-A", 0.5);
    fixtures::tie(&mut scene, "B-C", 0.5);
    let on = |tie| bearing(tie, Stance::Supports, Magnitude::Slight);
    let who = |name: &str| Asserter::Named {
        name: name.to_owned(),
        role: None,
        affiliation: None,
    };
    let when = |text: &str| {
        Some(ClaimDate {
            as_printed: None,
            resolved: Some(DateRange::parse(text).expect(text)),
            note: None,
        })
    };
    let claims = [
        Claim {
            statement: "zeta".to_owned(),
            asserter: who("Əli"),
            date: when("2025"),
            ..claim_with("c10", "C3", &[on("B-A")])
        },
        Claim {
            statement: "Ölkə".to_owned(),
            asserter: who("bob"),
            status: Status::Assessment,
            kinds: vec![kind_id("diplomacy"), kind_id("trade")],
            ..claim_with("c2", "F6", &[on("B-C"), on("B-A")])
        },
        Claim {
            statement: "alpha".to_owned(),
            asserter: Asserter::Unattributed { note: None },
            date: when("2024-05"),
            kinds: Vec::new(),
            contradicts: vec![claim_id("c10")],
            ..claim_with("c1", "A1", &[])
        },
        Claim {
            asserter: who("Dan"),
            rank: Rank::Deprecated {
                reason: "withdrawn".to_owned(),
            },
            anchors: Vec::new(),
            ..claim_with("c3", "B2", &[on("B-A")])
        },
    ];
    for claim in claims {
        scene.claims.push(claim).expect("ids differ");
    }
    scene
}

#[test]
fn a_click_on_a_head_sorts_and_the_next_one_reverses() {
    let mut session = session(sample());
    assert_eq!(rows(&session), ["c10", "c2", "c1", "c3"], "as in the file");
    for (column, expected, reversed) in [
        (
            ClaimColumn::Id,
            ["c1", "c2", "c3", "c10"],
            ["c10", "c3", "c2", "c1"],
        ),
        // A to Z, whatever the accents and the case; "What c3 says." is before zeta.
        (
            ClaimColumn::Statement,
            ["c1", "c2", "c3", "c10"],
            ["c10", "c3", "c2", "c1"],
        ),
        // What nobody is named for comes last either way.
        (
            ClaimColumn::Asserter,
            ["c2", "c3", "c10", "c1"],
            ["c10", "c3", "c2", "c1"],
        ),
        (
            ClaimColumn::When,
            ["c1", "c10", "c2", "c3"],
            ["c10", "c1", "c2", "c3"],
        ),
    ] {
        want(&mut session, TableCommand::FileOrder);
        want(&mut session, TableCommand::Sort(column));
        assert_eq!(rows(&session), expected, "{column:?}");
        want(&mut session, TableCommand::Sort(column));
        assert_eq!(rows(&session), reversed, "{column:?} reversed");
        want(&mut session, TableCommand::Sort(column));
        assert_eq!(rows(&session), expected, "{column:?} again");
    }
    assert_eq!(
        session.claim_table().view().sorted_by(ClaimColumn::When),
        Some(false)
    );
}

#[test]
fn grades_without_a_basis_are_set_apart_and_not_sorted_as_worst() {
    let mut session = session(sample());
    want(&mut session, TableCommand::Sort(ClaimColumn::Grade));
    assert_eq!(rows(&session), ["c1", "c3", "c10", "no basis 1", "c2"]);
    want(&mut session, TableCommand::Sort(ClaimColumn::Grade));
    assert_eq!(rows(&session), ["c10", "c3", "c1", "no basis 1", "c2"]);
    want(&mut session, TableCommand::Group(ClaimGrouping::Dyad));
    let grouped = [
        "B \u{2013} A 3",
        "c10",
        "c3",
        "no basis 1",
        "c2",
        "B \u{2013} C 1",
        "no basis 1",
        "c2",
        "Bears on nothing 1",
        "c1",
    ];
    assert_eq!(rows(&session), grouped);
    want(&mut session, TableCommand::Search("zeta".to_owned()));
    assert_eq!(rows(&session), ["B \u{2013} A 1", "c10"]);
}

#[test]
fn of_what_is_alike_the_order_before_stays() {
    let mut session = session(sample());
    want(&mut session, TableCommand::Sort(ClaimColumn::Id));
    want(&mut session, TableCommand::Sort(ClaimColumn::Id));
    want(&mut session, TableCommand::Sort(ClaimColumn::Status));
    assert_eq!(rows(&session), ["c10", "c3", "c1", "c2"]);
    want(&mut session, TableCommand::Sort(ClaimColumn::Status));
    assert_eq!(rows(&session), ["c2", "c10", "c3", "c1"]);
}

#[test]
fn groups_have_heads_with_counts_and_fold() {
    let mut session = session(sample());
    want(&mut session, TableCommand::Group(ClaimGrouping::Kind));
    let kinds = [
        "Trade 3",
        "c10",
        "c2",
        "c3",
        "Diplomacy 1",
        "c2",
        "No kind 1",
        "c1",
    ];
    assert_eq!(rows(&session), kinds);
    assert_eq!(session.claim_table().counts(), (4, 4), "each once");
    let key = session.claim_table().group(0).expect("one").key.to_owned();
    let is_folded = true;
    want(&mut session, TableCommand::Fold { key, is_folded });
    assert_eq!(
        rows(&session),
        ["Trade 3", "Diplomacy 1", "c2", "No kind 1", "c1"]
    );
    want(&mut session, TableCommand::FoldAll);
    assert_eq!(rows(&session), ["Trade 3", "Diplomacy 1", "No kind 1"]);
    want(&mut session, TableCommand::UnfoldAll);
    assert_eq!(rows(&session), kinds);
    want(&mut session, TableCommand::Group(ClaimGrouping::Asserter));
    let asserters = [
        "bob 1",
        "c2",
        "Dan 1",
        "c3",
        "Əli 1",
        "c10",
        "Unattributed 1",
        "c1",
    ];
    assert_eq!(rows(&session), asserters);
    want(&mut session, TableCommand::Group(ClaimGrouping::Source));
    let sources = ["An article 3", "c10", "c2", "c1", "No source 1", "c3"];
    assert_eq!(rows(&session), sources);
    want(&mut session, TableCommand::Group(ClaimGrouping::Status));
    assert_eq!(
        rows(&session),
        ["Fact 3", "c10", "c1", "c3", "Assessment 1", "c2"]
    );
}

#[test]
fn a_claim_must_pass_every_part_of_the_filter() {
    let mut session = session(sample());
    let dyad = session.document().scene.ties.at(0).expect("a tie").dyad();
    for (command, expected) in [
        (TableCommand::Kind(kind_id("diplomacy"), true), &["c2"][..]),
        (TableCommand::Status(Status::Assessment, true), &["c2"]),
        (
            TableCommand::Source(fixtures::source_id("s"), true),
            &["c10", "c2", "c1"],
        ),
        (TableCommand::Asserter("Dan".to_owned(), true), &["c3"]),
        (
            TableCommand::Quote(QuoteState::NotHeld, true),
            &["c10", "c2", "c1"],
        ),
        (TableCommand::Rank(RankChoice::Deprecated, true), &["c3"]),
        (TableCommand::Dyad(Some(dyad)), &["c10", "c2", "c3"]),
        (TableCommand::Grade(Grade::parse("B2")), &["c1", "c3"]),
    ] {
        want(&mut session, command.clone());
        assert_eq!(rows(&session), expected, "{command:?}");
        assert_eq!(session.claim_table().counts(), (expected.len(), 4));
        want(&mut session, TableCommand::ClearAll);
        assert_eq!(rows(&session).len(), 4, "{command:?}");
    }
    want(&mut session, TableCommand::Status(Status::Fact, true));
    want(&mut session, TableCommand::Grade(Grade::parse("C3")));
    want(&mut session, TableCommand::Search("ALPHA".to_owned()));
    assert_eq!(rows(&session), ["c1"]);
}

#[test]
fn the_table_follows_edits_and_tells_what_contradicts_what() {
    let mut session = session(sample());
    let table = session.claim_table();
    let others = |at| table.contradictions(at).cloned().collect::<Vec<_>>();
    assert_eq!(others(0), [claim_id("c1")], "it holds both ways");
    assert_eq!(others(2), [claim_id("c10")]);
    assert!(others(1).is_empty());
    session.execute(Command::Edit(Edit::delete_claim(claim_id("c2"))));
    session.refresh();
    assert_eq!(rows(&session), ["c10", "c1", "c3"]);
    session.execute(Command::Undo);
    session.refresh();
    assert_eq!(rows(&session), ["c10", "c2", "c1", "c3"]);
    assert_eq!(session.claim_table().row_of(&claim_id("c1")), Some(2));
}

#[test]
fn the_map_is_filtered_as_far_as_it_can_be() {
    let mut session = session(sample());
    want(&mut session, TableCommand::Kind(kind_id("trade"), true));
    want(&mut session, TableCommand::Grade(Grade::parse("C3")));
    want(&mut session, TableCommand::Status(Status::Fact, true));
    want(&mut session, TableCommand::Search("zeta".to_owned()));
    want(&mut session, TableCommand::ShowOnMap);
    assert!(session.desk().is_none(), "the map is seen");
    let filter = session.filter();
    assert!(filter.has_kind(&kind_id("trade")) && !filter.has_kind(&kind_id("diplomacy")));
    assert_eq!(
        (filter.least_grade(), filter.search()),
        (Grade::parse("C3"), "zeta")
    );
    let notices = session.notices().shown().iter().map(|it| it.text.clone());
    let notices: Vec<String> = notices.collect();
    assert!(
        notices.iter().any(|it| it.contains("by status")),
        "{notices:?}"
    );
}

#[test]
fn a_large_table_is_arranged_in_the_background_while_the_rows_before_stay() {
    let mut scene = fixtures::scene(&["A", "B"]);
    for number in 0..=AT_ONCE {
        fixtures::claim(&mut scene, &format!("c{number}"), "C3", &[]);
    }
    let mut session = session(scene);
    assert!(session.claim_table().is_arranging() && rows(&session).is_empty());
    wait(&mut session);
    assert_eq!(rows(&session).len(), AT_ONCE + 1);
    want(&mut session, TableCommand::Sort(ClaimColumn::Id));
    want(&mut session, TableCommand::Sort(ClaimColumn::Id));
    assert_eq!(rows(&session)[0], "c0", "as before");
    session.execute(Command::Edit(Edit::delete_claim(claim_id("c0"))));
    session.refresh();
    assert!(
        session.claim_of_row(0).is_none(),
        "it is not there any more"
    );
    wait(&mut session);
    assert_eq!(rows(&session)[0], format!("c{AT_ONCE}"));
    want(&mut session, TableCommand::Search("c999".to_owned()));
    assert_eq!(rows(&session), ["c999"]);
}
