use super::*;
use crate::model::fixtures::{claim_id, claim_with, scene};
use crate::model::{Bound, Quantity};
use Relation::{Contradicts, DerivedFrom, Repeats};
use proptest::collection::vec;
use proptest::prelude::*;

/// Claims `c0`, `c1`, … and who speaks how of whom.
fn linked(count: usize, links: &[(usize, Relation, usize)]) -> Scene {
    let mut scene = scene(&[]);
    for at in 0..count {
        let mut claim = claim_with(&format!("c{at}"), "C3", &[]);
        for (from, relation, to) in links {
            if *from == at {
                let list = match relation {
                    Contradicts => &mut claim.contradicts,
                    Repeats => &mut claim.repeats,
                    DerivedFrom => &mut claim.derived_from,
                };
                list.push(claim_id(&format!("c{to}")));
            }
        }
        scene.claims.push(claim).expect("ids differ");
    }
    scene
}

fn ids(cluster: &Cluster) -> Vec<&str> {
    cluster.claims.iter().map(ClaimId::as_str).collect()
}

fn said_of(scene: &Scene, claim: &str) -> Vec<String> {
    Relations::new(scene)
        .of(scene, &claim_id(claim))
        .iter()
        .map(|it| format!("{} {}", it.words(), it.claim))
        .collect()
}

#[test]
fn a_cluster_is_what_links_of_all_three_sorts_connect() {
    let scene = linked(
        7,
        &[
            (5, Contradicts, 1),
            (1, Repeats, 3),
            (0, DerivedFrom, 3),
            (6, Repeats, 4),
        ],
    );
    let relations = Relations::new(&scene);
    let clusters = relations.clusters(&scene);
    let found: Vec<_> = clusters.iter().map(ids).collect();
    assert_eq!(found, [vec!["c0", "c1", "c3", "c5"], vec!["c4", "c6"]]);
    let links: Vec<String> = clusters[0].links.iter().map(Link::in_words).collect();
    assert_eq!(
        links,
        ["c0 derived from c3", "c1 repeats c3", "c5 contradicts c1"],
        "in file order"
    );
    assert_eq!(
        relations.cluster_of(&scene, &claim_id("c3")).as_ref(),
        clusters.first()
    );
    assert_eq!(relations.cluster_of(&scene, &claim_id("c2")), None);
    assert_eq!(relations.cluster_of(&scene, &claim_id("c9")), None);
}

#[test]
fn each_side_is_told_what_it_has_to_do_with_the_other() {
    let scene = linked(
        4,
        &[
            (0, Contradicts, 1),
            (2, DerivedFrom, 0),
            (2, DerivedFrom, 1),
            (3, Repeats, 0),
        ],
    );
    assert_eq!(
        said_of(&scene, "c0"),
        ["contradicts c1", "repeated by c3", "basis of c2"]
    );
    assert_eq!(said_of(&scene, "c1"), ["contradicts c0", "basis of c2"]);
    assert_eq!(
        said_of(&scene, "c2"),
        ["derived from c0", "derived from c1"]
    );
    assert_eq!(said_of(&scene, "c3"), ["repeats c0"]);
}

#[test]
fn a_contradiction_that_both_note_is_told_once() {
    let scene = linked(2, &[(0, Contradicts, 1), (1, Contradicts, 0)]);
    assert_eq!(said_of(&scene, "c0"), ["contradicts c1"]);
    assert_eq!(said_of(&scene, "c1"), ["contradicts c0"]);
}

#[test]
fn links_to_itself_and_to_nothing_make_no_cluster() {
    let scene = linked(2, &[(0, Repeats, 0), (1, DerivedFrom, 9)]);
    assert_eq!(Relations::new(&scene).clusters(&scene), []);
    assert_eq!(said_of(&scene, "c0"), Vec::<String>::new());
}

fn trade(amount: f64, unit: &str, scope: Option<&str>, period: Option<&str>) -> Quantity {
    Quantity {
        measure: "bilateral trade".to_owned(),
        bound: Bound::Over,
        amount,
        unit: unit.to_owned(),
        scope: scope.map(str::to_owned),
        period: period.map(str::to_owned),
        counter: None,
    }
}

#[test]
fn numbers_that_differ_in_scope_or_unit_are_not_compared_in_silence() {
    let mut one = claim_with("c1", "C3", &[]);
    let mut other = claim_with("c2", "C3", &[]);
    assert_eq!(
        cautions_on_numbers(&[&one, &other]),
        Vec::<String>::new(),
        "no numbers"
    );
    one.quantities = vec![trade(360.0, "million USD", Some("civilian"), Some("2025"))];
    assert_eq!(
        cautions_on_numbers(&[&one, &other]),
        Vec::<String>::new(),
        "nothing to set it beside"
    );
    other.quantities = vec![trade(1.7, "billion USD", None, Some("2022"))];
    assert_eq!(
        cautions_on_numbers(&[&one, &other]),
        ["units differ", "scope not stated for c2", "periods differ"]
    );
    other.quantities = vec![trade(400.0, "million USD", Some("civilian"), Some("2025"))];
    assert_eq!(
        cautions_on_numbers(&[&one, &other]),
        Vec::<String>::new(),
        "the same in all but the number"
    );
}

proptest! {
    #[test]
    fn clusters_part_the_linked_claims_and_agree_with_each_of_them(
        links in vec((0..12_usize, 0..3_usize, 0..14_usize), 0..16),
    ) {
        let links: Vec<_> = links
            .into_iter()
            .map(|(from, relation, to)| (from, Relation::ALL[relation], to))
            .collect();
        let scene = linked(12, &links);
        let relations = Relations::new(&scene);
        let clusters = relations.clusters(&scene);
        let mut all: Vec<&ClaimId> = clusters.iter().flat_map(|it| &it.claims).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        prop_assert_eq!(all.len(), count, "no claim stands in two");
        for cluster in &clusters {
            prop_assert!(cluster.claims.len() >= 2);
            for id in &cluster.claims {
                let of_it = relations.cluster_of(&scene, id);
                prop_assert_eq!(of_it.as_ref(), Some(cluster));
                let places: Vec<_> = cluster.claims.iter().map(|id| scene.claims.position(id)).collect();
                prop_assert!(places.is_sorted(), "in file order");
            }
            for link in &cluster.links {
                prop_assert!(cluster.claims.contains(&link.from) && cluster.claims.contains(&link.to));
            }
        }
        for (from, _, to) in links.iter().filter(|(from, _, to)| from != to && *to < 12) {
            let id = claim_id(&format!("c{from}"));
            let cluster = relations.cluster_of(&scene, &id);
            let other = claim_id(&format!("c{to}"));
            prop_assert!(cluster.is_some_and(|it| it.claims.contains(&other)));
        }
    }

    #[test]
    fn what_one_claim_has_to_do_with_another_holds_from_both_sides(
        links in vec((0..6_usize, 0..3_usize, 0..6_usize), 0..12),
    ) {
        let links: Vec<_> = links
            .into_iter()
            .map(|(from, relation, to)| (from, Relation::ALL[relation], to))
            .collect();
        let scene = linked(6, &links);
        let relations = Relations::new(&scene);
        for claim in scene.claims.iter() {
            for neighbour in relations.of(&scene, &claim.id) {
                let back = relations.of(&scene, &neighbour.claim);
                prop_assert!(back.iter().any(|it| it.claim == claim.id && it.relation == neighbour.relation));
            }
        }
    }
}
