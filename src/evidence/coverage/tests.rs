use std::collections::BTreeSet;

use jiff::civil::Date;
use proptest::prelude::*;

use super::*;
use crate::evidence::{Clock, estimates};
use crate::model::fixtures::{
    actor, actor_id, bearing, claim, claim_with, kind_id, scene, source, source_id, tie, tie_id,
    tie_with,
};
use crate::model::{
    Asserter, Bearing, DateRange, Magnitude, PartialDate, Rank, Reliability, TieState,
};

fn covered(scene: &Scene, as_of: Option<AsOf>) -> Coverage {
    let index = ClaimIndex::new(scene);
    coverage(scene, &index, &estimates(scene), as_of)
}

fn on(tie: &str, stance: Stance) -> Bearing {
    bearing(tie, stance, Magnitude::Slight)
}

fn said_for(scene: &mut Scene, claim: &str, actor: Option<&str>) {
    change(scene, claim, |it| {
        it.asserter = Asserter::Named {
            name: "A minister".to_owned(),
            role: None,
            affiliation: actor.map(actor_id),
        }
    });
}

fn change(scene: &mut Scene, claim: &str, how: impl FnOnce(&mut Claim)) {
    let id = crate::model::fixtures::claim_id(claim);
    let mut changed = scene.claims.get(&id).expect(claim).clone();
    how(&mut changed);
    scene.claims.replace(changed);
}

fn issued(scene: &mut Scene, id: &str, date: &str) {
    let mut changed = scene.sources.get(&source_id(id)).expect(id).clone();
    changed.issued = DateRange::parse(date).ok();
    scene.sources.replace(changed);
}

/// Four actors, ties A-B (two of them) and C-B, as of 26 January 2026.
fn sample() -> Scene {
    let mut scene = scene(&["A", "B", "C", "D"]);
    scene.as_of = PartialDate::parse("2026-01-26").ok();
    tie(&mut scene, "C-B", -0.5);
    tie(&mut scene, "A-B", 0.5);
    let mut second = tie_with(
        "B-A",
        TieState::Unknown {
            reason: "nothing was found".to_owned(),
        },
    );
    second.id = tie_id("A-B-2");
    scene.ties.push(second).expect("ties differ");
    issued(&mut scene, "s", "2026-01-20");
    scene
}

fn names(coverage: &Coverage) -> Vec<String> {
    let name = |row: &CoverageRow| format!("{}-{}", row.ends[0], row.ends[1]);
    coverage.rows.iter().map(name).collect()
}

#[test]
fn every_dyad_has_a_row_those_with_ties_first() {
    let coverage = covered(&sample(), None);
    assert_eq!(names(&coverage), ["C-B", "A-B", "A-C", "A-D", "B-D", "C-D"]);
    let ties: Vec<usize> = coverage.rows.iter().map(|row| row.ties.len()).collect();
    assert_eq!(ties, [1, 2, 0, 0, 0, 0]);
    assert_eq!(coverage.left_out, 0);
    let kinds = ["trade", "diplomacy"].map(|id| CoverageColumn::Kind(kind_id(id)));
    assert_eq!(coverage.columns, kinds);
    assert!(coverage.rows.iter().all(CoverageRow::is_empty));
    let empty = coverage.whole.empty;
    assert_eq!(
        (empty.valued, empty.unknown, empty.not_looked_at),
        (2, 0, 4)
    );
    assert_eq!((empty.all(), coverage.whole.dyads), (6, 6));
}

#[test]
fn a_claim_stands_under_each_of_its_kinds_and_dyads_and_counts_once_a_row() {
    let mut scene = sample();
    let both = [
        on("A-B", Stance::Supports),
        on("A-B-2", Stance::Strains),
        on("C-B", Stance::Neutral),
    ];
    claim(&mut scene, "c1", "C3", &both);
    let kinds = vec![kind_id("diplomacy"), kind_id("trade"), kind_id("trade")];
    change(&mut scene, "c1", |it| it.kinds = kinds);
    claim(&mut scene, "c2", "B2", &[on("A-B", Stance::Supports)]);
    claim(&mut scene, "c3", "B2", &[on("A-B", Stance::Supports)]);
    change(&mut scene, "c3", |it| it.kinds.clear());
    let coverage = covered(&scene, None);
    assert_eq!(coverage.columns.last(), Some(&CoverageColumn::NoKind));
    let [cb, ab] = &coverage.rows[..2] else {
        panic!("two dyads with ties")
    };
    let claims = |row: &CoverageRow, column| row.cell(column).map(|it| it.claims.clone());
    assert_eq!(claims(ab, 0), Some(vec![0, 1]));
    assert_eq!(claims(ab, 1), Some(vec![0]));
    assert_eq!(claims(ab, 2), Some(vec![2]));
    assert_eq!(claims(cb, 2), None);
    assert_eq!(ab.all.claims, [0, 1, 2]);
    assert_eq!(
        (ab.all.supports, ab.all.strains, ab.all.neutral),
        (3, 1, 0),
        "the first is on both sides"
    );
    assert_eq!((cb.all.supports, cb.all.neutral), (0, 1));
    assert_eq!(coverage.whole.claims, 3, "the first counts once in all");
}

#[test]
fn f_and_6_are_never_the_best_and_alone_are_no_basis() {
    let mut scene = sample();
    let bearings = [on("A-B", Stance::Supports)];
    claim(&mut scene, "c1", "A6", &bearings);
    let best = |scene: &Scene| covered(scene, None).rows[1].all.best_in_words();
    assert_eq!(best(&scene), "no basis");
    for (id, grade, expected) in [
        ("c2", "E5", "E5"),
        ("c3", "F1", "E5"),
        ("c4", "D2", "D2"),
        ("c5", "B4", "B4"),
        ("c6", "D2", "B4"),
        ("c7", "C2", "C2"),
    ] {
        claim(&mut scene, id, grade, &bearings);
        assert_eq!(best(&scene), expected, "with {id}");
    }
    assert_eq!(
        covered(&scene, None).rows[0].all.best_in_words(),
        "\u{2013}"
    );
}

#[test]
fn a_cell_is_as_old_as_its_latest_report() {
    let mut scene = sample();
    source(&mut scene, "old", Reliability::B);
    issued(&mut scene, "old", "2024-12");
    let bearings = [on("A-B", Stance::Supports)];
    claim(&mut scene, "c1", "C3", &bearings);
    change(&mut scene, "c1", |it| {
        it.anchors[0].source = source_id("old");
    });
    let all = |scene: &Scene| covered(scene, None).rows[1].all.clone();
    assert_eq!(all(&scene).newest, Some(Date::constant(2024, 12, 1)));
    assert_eq!(
        (all(&scene).age_days, all(&scene).is_stale),
        (Some(421), true)
    );
    assert_eq!(covered(&scene, None).whole.stale, Some(1));
    claim(&mut scene, "c2", "C3", &bearings);
    assert_eq!(
        (all(&scene).age_days, all(&scene).is_stale),
        (Some(6), false)
    );
    scene.as_of = None;
    assert_eq!((all(&scene).age_days, all(&scene).is_stale), (None, false));
    assert_eq!(
        covered(&scene, None).whole.stale,
        None,
        "nothing to tell by"
    );
}

#[test]
fn who_is_heard_goes_by_affiliation() {
    let mut scene = sample();
    let bearings = [on("A-B", Stance::Strains)];
    for (id, voice) in [
        ("c1", Some("D")),
        ("c2", Some("B")),
        ("c3", Some("B")),
        ("c4", None),
    ] {
        claim(&mut scene, id, "C3", &bearings);
        said_for(&mut scene, id, voice);
    }
    claim(&mut scene, "c5", "C3", &bearings);
    change(&mut scene, "c5", |it| {
        it.asserter = Asserter::Unattributed { note: None }
    });
    let coverage = covered(&scene, None);
    let row = &coverage.rows[1];
    let heard: Vec<(&str, usize)> = row
        .heard
        .iter()
        .map(|voice| (voice.actor.as_str(), voice.claims))
        .collect();
    assert_eq!(heard, [("B", 2), ("D", 1)], "its own actors first");
    assert_eq!(row.not_heard, [actor_id("A")]);
    assert_eq!(row.unattributed, 1);
    let whole = &coverage.whole;
    assert_eq!(whole.not_heard, [actor_id("A"), actor_id("C")]);
    assert_eq!((whole.strains, whole.strains_voiced), (5, 3));
    assert_eq!(whole.unattributed, 1);
}

#[test]
fn what_is_deprecated_or_later_does_not_count_and_is_listed() {
    let mut scene = sample();
    source(&mut scene, "later", Reliability::B);
    issued(&mut scene, "later", "2026-01-25");
    let bearings = [on("A-B", Stance::Supports)];
    for id in ["c1", "c2", "c3"] {
        claim(&mut scene, id, "C3", &bearings);
    }
    change(&mut scene, "c2", |it| {
        it.anchors[0].source = source_id("later");
    });
    change(&mut scene, "c3", |it| {
        it.rank = Rank::Deprecated {
            reason: "it was withdrawn".to_owned(),
        }
    });
    let now = covered(&scene, None);
    assert_eq!(now.rows[1].all.claims, [0, 1]);
    assert_eq!(
        (&now.rows[1].deprecated[..], now.whole.deprecated),
        (&[2][..], 1)
    );
    assert_eq!((now.rows[1].origins, now.whole.origins), (2, 2));
    let then = covered(
        &scene,
        Some(AsOf {
            clock: Clock::Reported,
            day: Date::constant(2026, 1, 22),
        }),
    );
    assert_eq!(then.rows[1].all.claims, [0]);
    assert_eq!(
        then.rows[1].all.age_days,
        Some(2),
        "counted back from that day"
    );
    assert_eq!(
        (&then.rows[1].not_yet[..], then.whole.not_yet),
        (&[1][..], 1)
    );
    assert_eq!(then.whole.sources, [0], "the later source is not there yet");
    assert_eq!((then.whole.unused_sources, then.rows[1].origins), (1, 1));
}

#[test]
fn a_tie_has_what_its_claims_come_to_and_its_gap() {
    let mut scene = sample();
    for number in 1..=4 {
        let id = format!("c{number}");
        claim(&mut scene, &id, "B2", &[on("C-B", Stance::Supports)]);
    }
    let coverage = covered(&scene, None);
    let tie = &coverage.rows[0].ties[0];
    assert!(tie.verdict.stands());
    let gap = tie
        .gap
        .expect("judged hostile, and the claims are friendly");
    assert!((gap.judged + 0.5).abs() < 1e-12);
    assert_eq!(coverage.rows[1].ties[0].verdict, Verdict::NoBasis);
}

#[test]
fn of_very_many_dyads_only_those_with_ties_have_a_row() {
    let mut scene = sample();
    for number in 0..61 {
        actor(&mut scene, &format!("N{number}"));
    }
    let coverage = covered(&scene, None);
    assert_eq!(names(&coverage), ["C-B", "A-B"]);
    assert_eq!(coverage.left_out, 65 * 64 / 2 - 2);
    assert_eq!(coverage.whole.empty.not_looked_at, 65 * 64 / 2 - 2);
}

#[test]
fn the_empty_scene_is_covered_by_nothing() {
    let coverage = covered(&Scene::blank(), None);
    assert!(coverage.rows.is_empty() && coverage.columns.is_empty());
    assert_eq!(coverage.whole, Whole::default());
}

proptest! {
    #[test]
    fn cells_hold_the_claims_of_their_dyad_and_no_others(
        claims in prop::collection::vec(
            (prop::collection::vec((0_usize..4, 0_usize..3), 0..4), 0_usize..4, 0_usize..5),
            0..30,
        ),
    ) {
        let mut scene = sample();
        let ties = ["A-B", "C-B", "A-B-2", "gone"];
        for (number, (bearings, kinds, rank)) in claims.into_iter().enumerate() {
            let bearings: Vec<Bearing> = bearings
                .into_iter()
                .map(|(tie, stance)| on(ties[tie], Stance::ALL[stance]))
                .collect();
            let mut claim = claim_with(&format!("c{number}"), "C3", &bearings);
            claim.kinds = [vec![], vec!["trade"], vec!["trade", "diplomacy"], vec!["other"]][kinds]
                .iter()
                .map(|id| kind_id(id))
                .collect();
            if rank == 0 {
                claim.rank = Rank::Deprecated { reason: "gone".to_owned() };
            }
            scene.claims.push(claim).expect("claims differ");
        }
        let coverage = covered(&scene, None);
        for row in &coverage.rows {
            let in_cells: BTreeSet<usize> = row
                .cells
                .iter()
                .flat_map(|cell| cell.tally.claims.iter().copied())
                .collect();
            let on_dyad: BTreeSet<usize> = scene
                .claims
                .iter()
                .enumerate()
                .filter(|(_, claim)| !claim.is_deprecated())
                .filter(|(_, claim)| row.ties.iter().any(|tie| {
                    claim.bearings_on(&tie.tie).next().is_some()
                }))
                .map(|(at, _)| at)
                .collect();
            prop_assert_eq!(&in_cells, &on_dyad);
            prop_assert_eq!(row.all.claims.len(), on_dyad.len());
            for cell in &row.cells {
                let tally = &cell.tally;
                prop_assert!(!tally.claims.is_empty());
                prop_assert!(cell.column < coverage.columns.len());
                prop_assert!(tally.supports + tally.strains + tally.neutral >= tally.claims.len());
            }
        }
    }
}
