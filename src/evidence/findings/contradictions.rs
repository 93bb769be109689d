//! Numbers that cannot both be right, of which no claim says so.
//!
//! Two numbers are compared where they are on one tie, measure the same in the
//! same unit (as search compares names), and are of periods that overlap; and
//! where nothing that both say tells them apart: not what they cover, nor which
//! way they run.

use std::collections::HashMap;

use super::warning;
use crate::model::{
    BearingOn, Bound, Claim, ClaimId, DateRange, Direction, Problem, Quantity, Scene, Subject,
    TieId,
};
use crate::text::fold;

/// So many pairs of numbers on one tie that measure the same are compared. A
/// scene that people read has a few.
const MOST_PAIRS: usize = 20_000;

/// About a number means up to this part more or less.
const ABOUT: f64 = 0.1;

/// A number of a claim that stays.
#[derive(Clone, Copy)]
struct Figure<'a> {
    claim: &'a Claim,
    /// Where the claim stands in the scene.
    at: usize,
    direction: &'a Direction,
    quantity: &'a Quantity,
}

/// Adds what contradicts without a note, at the later claim of each pair.
pub(super) fn find(scene: &Scene, out: &mut Vec<Problem>) {
    let mut by_claim: HashMap<usize, Vec<(Figure<'_>, Figure<'_>)>> = HashMap::new();
    for (one, other) in pairs(scene) {
        by_claim.entry(other.at).or_default().push((one, other));
    }
    let mut claims: Vec<_> = by_claim.into_iter().collect();
    claims.sort_by_key(|(at, _)| *at);
    for (_, pairs) in claims {
        let Some((first, here)) = pairs.first() else {
            continue;
        };
        let rest = match pairs.len() - 1 {
            0 => String::new(),
            1 => "; and 1 more".to_owned(),
            more => format!("; and {more} more"),
        };
        out.push(warning(
            "contradiction-not-noted",
            Subject::Claim(here.claim.id.clone()),
            format!(
                "claim {} gives {}, but claim {} {}, and neither says that they contradict each other{rest}",
                here.claim.id,
                here.quantity.in_words(),
                first.claim.id,
                first.quantity.amount_in_words(),
            ),
            "note that the claims contradict each other, or say what tells the numbers apart: scope, period, who counted",
        ));
    }
}

/// The claims that give numbers which this one contradicts, or which contradict
/// it, without a note on either side; in file order.
pub(super) fn of_claim(scene: &Scene, claim: &ClaimId) -> Vec<ClaimId> {
    let mut others: Vec<(usize, &ClaimId)> = pairs(scene)
        .into_iter()
        .filter_map(|(one, other)| {
            if one.claim.id == *claim {
                Some((other.at, &other.claim.id))
            } else {
                (other.claim.id == *claim).then_some((one.at, &one.claim.id))
            }
        })
        .collect();
    others.sort_unstable_by_key(|(at, _)| *at);
    others.dedup();
    others.into_iter().map(|(_, id)| id.clone()).collect()
}

/// Every pair of claims with numbers that exclude each other, the earlier claim
/// first; each pair once.
fn pairs(scene: &Scene) -> Vec<(Figure<'_>, Figure<'_>)> {
    let mut groups: HashMap<(&TieId, String, String), Vec<Figure<'_>>> = HashMap::new();
    let mut order: Vec<(&TieId, String, String)> = Vec::new();
    for (at, claim) in scene.claims.iter().enumerate() {
        if claim.is_deprecated() || claim.quantities.is_empty() {
            continue;
        }
        for quantity in &claim.quantities {
            let names = (fold(quantity.measure.trim()), fold(quantity.unit.trim()));
            for bearing in &claim.bearings {
                let BearingOn::Tie(tie) = &bearing.on else {
                    continue;
                };
                let key = (tie, names.0.clone(), names.1.clone());
                let figure = Figure {
                    claim,
                    at,
                    direction: &bearing.direction,
                    quantity,
                };
                groups
                    .entry(key.clone())
                    .or_insert_with(|| {
                        order.push(key);
                        Vec::new()
                    })
                    .push(figure);
            }
        }
    }
    let mut out: Vec<(Figure<'_>, Figure<'_>)> = Vec::new();
    for key in order {
        let Some(group) = groups.get(&key) else {
            continue;
        };
        let pairs = group.iter().enumerate().flat_map(|(number, one)| {
            let later = group.iter().skip(number + 1);
            later.map(move |other| (*one, *other))
        });
        out.extend(pairs.take(MOST_PAIRS).filter(|(one, other)| {
            one.at != other.at && contradict(one, other) && !is_noted(one.claim, other.claim)
        }));
    }
    // Two numbers, or two bearings, of the same claims are one pair.
    out.sort_by_key(|(one, other)| (one.at, other.at));
    out.dedup_by_key(|(one, other)| (one.at, other.at));
    out
}

fn is_noted(one: &Claim, other: &Claim) -> bool {
    one.contradicts.contains(&other.id) || other.contradicts.contains(&one.id)
}

fn contradict(one: &Figure<'_>, other: &Figure<'_>) -> bool {
    let is_same_way = match (one.direction, other.direction) {
        (Direction::From(one), Direction::From(other)) => one == other,
        _ => true,
    };
    let (one, other) = (one.quantity, other.quantity);
    is_same_way
        && periods_meet(one.period.as_deref(), other.period.as_deref())
        && !differ(one.scope.as_deref(), other.scope.as_deref())
        && exclude(one, other)
}

/// Whether both are said, and name different things.
fn differ(one: Option<&str>, other: Option<&str>) -> bool {
    one.zip(other)
        .is_some_and(|(one, other)| fold(one.trim()) != fold(other.trim()))
}

/// Whether both periods are said and have a day in common, or are called the
/// same where they are not on the calendar.
fn periods_meet(one: Option<&str>, other: Option<&str>) -> bool {
    let Some((one, other)) = one.zip(other) else {
        return false;
    };
    match (DateRange::parse(one.trim()), DateRange::parse(other.trim())) {
        (Ok(one), Ok(other)) => {
            one.first_day() <= other.last_day() && other.first_day() <= one.last_day()
        }
        _ => fold(one.trim()) == fold(other.trim()),
    }
}

/// Whether no number is within the bounds of both.
fn exclude(one: &Quantity, other: &Quantity) -> bool {
    is_below(one, other) || is_below(other, one)
}

/// Whether the most of one is less than the least of the other.
fn is_below(one: &Quantity, other: &Quantity) -> bool {
    let (most, is_most_open) = match one.bound {
        Bound::Exactly | Bound::AtMost => (one.amount, false),
        Bound::About => (one.amount + one.amount.abs() * ABOUT, false),
        Bound::Under => (one.amount, true),
        Bound::Over | Bound::AtLeast => return false,
    };
    let (least, is_least_open) = match other.bound {
        Bound::Exactly | Bound::AtLeast => (other.amount, false),
        Bound::About => (other.amount - other.amount.abs() * ABOUT, false),
        Bound::Over => (other.amount, true),
        Bound::Under | Bound::AtMost => return false,
    };
    most < least || (most == least && (is_most_open || is_least_open))
}

#[cfg(test)]
mod tests {
    use super::super::findings;
    use super::super::tests::{figure, only, rules, sound};
    use super::*;
    use crate::evidence::Texts;
    use crate::model::fixtures::{actor_id, claim_id};
    use crate::model::{Rank, Table};

    fn quantity(bound: Bound, amount: f64) -> Quantity {
        Quantity {
            measure: "trade".to_owned(),
            bound,
            amount,
            unit: "million USD".to_owned(),
            scope: None,
            period: None,
            counter: None,
        }
    }

    #[test]
    fn bounds_that_leave_room_do_not_exclude_each_other() {
        use Bound::{About, AtLeast, AtMost, Exactly, Over, Under};

        for (one, at, other, to, is_excluded) in [
            (Exactly, 360.0, Exactly, 360.0, false),
            (Exactly, 360.0, Exactly, 361.0, true),
            (Over, 360.0, Exactly, 400.0, false),
            (Over, 360.0, Exactly, 360.0, true),
            (AtLeast, 360.0, Exactly, 360.0, false),
            (AtLeast, 360.0, Under, 360.0, true),
            (AtLeast, 360.0, AtMost, 360.0, false),
            (Over, 360.0, AtMost, 300.0, true),
            (Over, 360.0, Over, 1_700.0, false),
            (Under, 360.0, Under, 10.0, false),
            (About, 360.0, Exactly, 340.0, false),
            (About, 360.0, Exactly, 300.0, true),
            (About, -360.0, Exactly, -340.0, false),
            (About, -360.0, Exactly, -300.0, true),
        ] {
            let (one, other) = (quantity(one, at), quantity(other, to));
            assert_eq!(exclude(&one, &other), is_excluded, "{one:?} {other:?}");
            assert_eq!(exclude(&other, &one), is_excluded, "{other:?} {one:?}");
        }
    }

    #[test]
    fn periods_meet_where_they_have_a_day_in_common() {
        for (one, other, do_meet) in [
            (Some("2025"), Some("2025"), true),
            (Some("2025"), Some("2025-03"), true),
            (Some("2024..2025"), Some("2025-12-31"), true),
            (Some("2024"), Some("2025"), false),
            (Some("last year"), Some(" Last  year"), true),
            (Some("last year"), Some("2025"), false),
            (Some("2025"), None, false),
            (None, None, false),
        ] {
            assert_eq!(periods_meet(one, other), do_meet, "{one:?} {other:?}");
        }
    }

    /// The sound scene with a second claim; both give a number, as changed.
    fn two(change: impl FnOnce(&mut Claim, &mut Claim)) -> Scene {
        let mut first = sound().claims.at(0).expect("a claim").clone();
        first.quantities = vec![figure("Bilateral trade", "million USD", Some("all trade"))];
        let mut second = first.clone();
        second.id = claim_id("c2");
        second.quantities[0].measure = "bilateral  TRADE".to_owned();
        second.quantities[0].bound = Bound::Under;
        second.quantities[0].amount = 300.0;
        change(&mut first, &mut second);
        let (claims, _) = Table::from_records([first, second]);
        Scene { claims, ..sound() }
    }

    #[test]
    fn numbers_that_exclude_each_other_are_told_at_the_later_claim() {
        let scene = two(|_, _| {});
        let found = only(&scene);
        assert_eq!(
            (found.rule, found.severity, found.subject),
            (
                "contradiction-not-noted",
                crate::model::Severity::Warning,
                Subject::Claim(claim_id("c2"))
            )
        );
        assert_eq!(
            found.message,
            "claim c2 gives bilateral  TRADE: under 300 million USD, 2025, all trade, but claim c1 over 360 million USD, and neither says that they contradict each other"
        );
        assert_eq!(of_claim(&scene, &claim_id("c1")), [claim_id("c2")]);
        assert_eq!(of_claim(&scene, &claim_id("c2")), [claim_id("c1")]);
        assert_eq!(of_claim(&scene, &claim_id("c3")), []);
    }

    #[test]
    fn what_is_noted_or_of_something_else_is_no_question() {
        type Change = fn(&mut Claim, &mut Claim);
        let changes: [(&str, Change); 8] = [
            ("noted", |one, other| one.contradicts.push(other.id.clone())),
            ("noted there", |one, other| {
                other.contradicts.push(one.id.clone());
            }),
            ("deprecated", |one, _| {
                one.rank = Rank::Deprecated {
                    reason: "corrected".to_owned(),
                };
            }),
            ("scope", |one, _| {
                one.quantities[0].scope = Some("civilian goods".to_owned());
            }),
            ("period", |one, _| {
                one.quantities[0].period = Some("2024".to_owned());
            }),
            ("unit", |one, _| {
                one.quantities[0].unit = "million EUR".to_owned();
            }),
            ("direction", |one, other| {
                one.bearings[0].direction = Direction::From(actor_id("A"));
                other.bearings[0].direction = Direction::From(actor_id("B"));
            }),
            ("tie", |one, _| {
                one.bearings[0].on = BearingOn::Actor(actor_id("A"));
            }),
        ];
        for (name, change) in changes {
            let scene = two(change);
            let rules = rules(&scene);
            assert!(!rules.contains(&"contradiction-not-noted"), "{name}");
        }
    }

    #[test]
    fn a_pair_is_told_once_and_further_ones_are_counted() {
        let mut scene = two(|one, other| {
            for claim in [one, other] {
                let again = claim.quantities[0].clone();
                claim.quantities.push(again);
                let again = claim.bearings[0].clone();
                claim.bearings.push(again);
            }
        });
        let mut third = scene.claims.at(0).expect("a claim").clone();
        third.id = claim_id("c0");
        scene.claims.insert(0, third).expect("a new id");
        let found: Vec<_> = findings(&scene, &Texts::default())
            .into_iter()
            .filter(|found| found.rule == "contradiction-not-noted")
            .collect();
        assert_eq!(found.len(), 1);
        assert!(found[0].message.ends_with("; and 1 more"), "{:?}", found[0]);
        assert_eq!(of_claim(&scene, &claim_id("c2")).len(), 2);
    }
}
