//! Claims: where they stand, who says them, what their numbers cover.

use super::quotations::Checks;
use super::{characters, note, warning};
use crate::model::{Asserter, Claim, Problem, Quantity, Rank, Scene, Subject};

/// Words of a measure for which the figure depends on what is counted: goods or
/// services, civilian or all, by whom.
const TRADE_WORDS: [&str; 15] = [
    "aid",
    "budget",
    "commerce",
    "export",
    "exports",
    "gdp",
    "import",
    "imports",
    "investment",
    "investments",
    "revenue",
    "sales",
    "spending",
    "trade",
    "turnover",
];

/// Words of a unit that is money.
const MONEY_WORDS: [&str; 24] = [
    "azn", "dollar", "dollars", "euro", "euros", "eur", "gbp", "gel", "ils", "irr", "kzt", "lira",
    "liras", "manat", "manats", "pound", "pounds", "rial", "rials", "shekel", "shekels", "tenge",
    "try", "usd",
];

/// Signs of a unit that is money.
const MONEY_SIGNS: [char; 9] = ['$', '€', '£', '¥', '₪', '₺', '₼', '₸', '₽'];

/// Adds what there is to ask about each claim, in file order.
pub(super) fn find(scene: &Scene, checks: &Checks, out: &mut Vec<Problem>) {
    for (at, claim) in scene.claims.iter().enumerate() {
        out.extend(anchors(claim));
        checks.find(at, claim, out);
        out.extend(bearings(claim));
        out.extend(reasons(claim));
        out.extend(quantities(claim));
        out.extend(rank(claim));
        out.extend(asserter(claim));
        out.extend(reliability(scene, claim));
        out.extend(characters::in_claim(claim));
    }
}

fn anchors(claim: &Claim) -> Option<Problem> {
    claim.anchors.is_empty().then(|| {
        warning(
            "no-anchor",
            subject(claim),
            format!("claim {} is anchored in no source", claim.id),
            "quote the words that it rests on, with their source",
        )
    })
}

fn bearings(claim: &Claim) -> Option<Problem> {
    claim.bearings.is_empty().then(|| {
        note(
            "no-bearing",
            subject(claim),
            format!("claim {} bears on no tie and no actor", claim.id),
            "say what it bears on, or leave it as background",
        )
    })
}

fn reasons(claim: &Claim) -> Vec<Problem> {
    let mut out = Vec::new();
    if claim.grade_reason.trim().is_empty() {
        out.push(warning(
            "grade-without-reason",
            subject(claim),
            format!(
                "claim {} is graded {} without a reason",
                claim.id, claim.grade
            ),
            "say what the letter and the number rest on",
        ));
    }
    if claim
        .bearings
        .iter()
        .any(|bearing| bearing.reason.trim().is_empty())
    {
        out.push(warning(
            "magnitude-without-reason",
            subject(claim),
            format!("claim {} has a magnitude without a reason", claim.id),
            "say why the claim weighs that much, by the scale of magnitudes",
        ));
    }
    out
}

fn quantities(claim: &Claim) -> impl Iterator<Item = Problem> {
    claim.quantities.iter().flat_map(|quantity| {
        [
            scope(claim, quantity),
            unit(claim, quantity),
            period(claim, quantity),
        ]
        .into_iter()
        .flatten()
    })
}

fn scope(claim: &Claim, quantity: &Quantity) -> Option<Problem> {
    let figure = figure(quantity).filter(|_| is_blank(quantity.scope.as_deref()))?;
    Some(warning(
        "quantity-without-scope",
        subject(claim),
        format!(
            "claim {} gives {}, {}, without scope: {figure} without scope can mislead",
            claim.id,
            quantity.measure,
            quantity.amount_in_words()
        ),
        "say what the number covers, for instance goods or services, civilian or all trade, and who counted",
    ))
}

fn unit(claim: &Claim, quantity: &Quantity) -> Option<Problem> {
    is_blank(Some(&quantity.unit)).then(|| {
        warning(
            "quantity-without-unit",
            subject(claim),
            format!(
                "claim {} gives {}, {}, without unit",
                claim.id,
                quantity.measure,
                quantity.amount_in_words().trim_end()
            ),
            "say what is counted: million USD, flights a week, percent, visits",
        )
    })
}

fn period(claim: &Claim, quantity: &Quantity) -> Option<Problem> {
    is_blank(quantity.period.as_deref()).then(|| {
        warning(
            "quantity-without-period",
            subject(claim),
            format!(
                "claim {} gives {}, {}, without period",
                claim.id,
                quantity.measure,
                quantity.amount_in_words()
            ),
            "say of when the number is: a year, a month, \u{201c}at the time of speaking\u{201d}",
        )
    })
}

fn is_blank(text: Option<&str>) -> bool {
    text.is_none_or(|text| text.trim().is_empty())
}

fn rank(claim: &Claim) -> Option<Problem> {
    let (rank, reason) = match &claim.rank {
        Rank::Normal => return None,
        Rank::Preferred { reason } => ("preferred", reason),
        Rank::Deprecated { reason } => ("deprecated", reason),
    };
    is_blank(Some(reason)).then(|| {
        warning(
            "rank-without-reason",
            subject(claim),
            format!("claim {} is {rank} without a reason", claim.id),
            "say why: a rank changes what counts, or what is read first",
        )
    })
}

/// What sort of figure it is, where its scope decides what it means.
fn figure(quantity: &Quantity) -> Option<&'static str> {
    if has_word(&quantity.measure, &TRADE_WORDS) {
        Some("a trade figure")
    } else if has_word(&quantity.unit, &MONEY_WORDS) || quantity.unit.contains(MONEY_SIGNS) {
        Some("a sum of money")
    } else {
        None
    }
}

fn has_word(text: &str, words: &[&str]) -> bool {
    text.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| words.contains(&word))
}

fn asserter(claim: &Claim) -> Option<Problem> {
    let Asserter::Unattributed { .. } = claim.asserter else {
        return None;
    };
    Some(note(
        "unattributed",
        subject(claim),
        format!("claim {} is attributed to nobody", claim.id),
        "name who says it where the source lets you; else leave it so, and grade accordingly",
    ))
}

/// A letter that none of the claim's sources has.
fn reliability(scene: &Scene, claim: &Claim) -> Option<Problem> {
    let letter = claim.grade.reliability;
    let rated: Vec<_> = claim
        .anchors
        .iter()
        .filter_map(|anchor| scene.sources.get(&anchor.source))
        .map(|source| source.rating.reliability)
        .collect();
    let first = rated.first()?;
    (!rated.contains(&letter)).then(|| {
        note(
            "reliability-differs",
            subject(claim),
            format!(
                "claim {} is graded {}, but its source is rated {}",
                claim.id,
                claim.grade,
                first.letter()
            ),
            "use one letter for both, or give the reason for the difference with the grade",
        )
    })
}

fn subject(claim: &Claim) -> Subject {
    Subject::Claim(claim.id.clone())
}
