//! Ties: what their weights rest on.

use super::super::estimate::{Estimate, Estimator, Gap, LeftOut, LeftOutReason, Verdict, gap_to};
use super::origins::SingleOrigins;
use super::{characters, counted, likelihood, note, warning};
use crate::model::{
    Confidence, Problem, Scene, Subject, Tie, TieDirection, TieState, Weight, signed,
};

/// Adds what there is to ask about each tie, in file order.
pub(super) fn find(
    scene: &Scene,
    estimator: &Estimator<'_>,
    origins: &SingleOrigins<'_>,
    out: &mut Vec<Problem>,
) {
    for tie in scene.ties.iter() {
        let estimate = estimator.estimate(&tie.id);
        match &tie.state {
            TieState::Valued(weight) => {
                out.extend(evidence(scene, tie, *weight, &estimate));
                out.extend(origins.of_tie(tie, &estimate, || name(scene, tie)));
                out.extend(rationale(scene, tie));
                likelihood::find(tie, &name(scene, tie), out);
                out.extend(confidence(scene, tie));
            }
            TieState::Unknown { .. } => out.extend(unvalued(scene, tie, "unknown", &estimate)),
            TieState::None { .. } => out.extend(unvalued(scene, tie, "none", &estimate)),
        }
        out.extend(characters::in_tie(tie));
    }
}

/// What the claims say about a judged weight; at most one finding.
fn evidence(scene: &Scene, tie: &Tie, weight: Weight, estimate: &Estimate) -> Option<Problem> {
    let name = name(scene, tie);
    let all = estimate.claims();
    if all == 0 {
        return Some(warning(
            "judgement-unsourced",
            subject(tie),
            format!(
                "the weight {weight} of {name} is a judgement without a source: no claim bears on it"
            ),
            "add the claims that it rests on, or set the state to Unknown with a reason",
        ));
    }
    match estimate.verdict {
        Verdict::NoBasis => Some(warning(
            "no-basis",
            subject(tie),
            format!(
                "the weight {weight} of {name} has no basis in its claims: {}",
                uncounted(estimate)
            ),
            "add a claim that can be graded from A to E and from 1 to 5, or say in the rationale what the judgement rests on",
        )),
        Verdict::TooLittle { mass, .. } => Some(warning(
            "too-little-to-say",
            subject(tie),
            format!(
                "the claims on {name} are too little to say anything about its weight {weight}: {} of {} counted with a mass of {mass:.2}, under 1",
                estimate.counted_claims(),
                counted(all, "claim")
            ),
            "look for further independent claims, or keep the confidence low and say so in the rationale",
        )),
        Verdict::Stands { .. } => {
            gap_to(scene, tie, estimate.verdict).map(|gap| far_off(tie, &name, gap))
        }
    }
}

/// Why nothing counted: `2 graded F or 6, 1 deprecated`.
fn uncounted(estimate: &Estimate) -> String {
    let is_deprecated = |one: &&LeftOut| matches!(one.reason, LeftOutReason::Deprecated { .. });
    let deprecated = estimate.left_out.iter().filter(is_deprecated).count();
    let ungraded = estimate.left_out.len() - deprecated;
    let parts = [(ungraded, "graded F or 6"), (deprecated, "deprecated")];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, why)| format!("{count} {why}"))
        .collect();
    parts.join(", ")
}

fn far_off(tie: &Tie, name: &str, gap: Gap) -> Problem {
    warning(
        "gap",
        subject(tie),
        format!(
            "the weight of {name} is judged at {}, but its claims come to {}: {:.2} apart, with {:.2} allowed",
            signed(gap.judged),
            signed(gap.estimated),
            gap.distance,
            gap.threshold
        ),
        "look for claims that are missing, read the magnitudes again, or explain the difference in the rationale",
    )
}

/// Claims that say enough about a tie that has no weight.
fn unvalued(scene: &Scene, tie: &Tie, state: &str, estimate: &Estimate) -> Option<Problem> {
    let Verdict::Stands { value, .. } = estimate.verdict else {
        return None;
    };
    Some(warning(
        "claims-on-unvalued-tie",
        subject(tie),
        format!(
            "the state of {} is {state}, but its claims come to {}",
            name(scene, tie),
            signed(value)
        ),
        "judge a weight, or say in the reason why these claims do not decide",
    ))
}

fn rationale(scene: &Scene, tie: &Tie) -> Option<Problem> {
    tie.rationale.trim().is_empty().then(|| {
        warning(
            "no-rationale",
            subject(tie),
            format!("the weight of {} has no rationale", name(scene, tie)),
            "say what the weight rests on and what would change it",
        )
    })
}

fn confidence(scene: &Scene, tie: &Tie) -> Option<Problem> {
    match tie.confidence {
        None => Some(note(
            "no-confidence",
            subject(tie),
            format!("the weight of {} has no confidence", name(scene, tie)),
            "set the confidence: low, moderate or high",
        )),
        Some(Confidence::Low) => Some(note(
            "low-confidence",
            subject(tie),
            format!(
                "the weight of {} is held with low confidence",
                name(scene, tie)
            ),
            "present it as such; better evidence would raise it",
        )),
        Some(Confidence::Moderate | Confidence::High) => None,
    }
}

fn subject(tie: &Tie) -> Subject {
    Subject::Tie(tie.id.clone())
}

/// `Israel and Turkey`; `Turkey → Azerbaijan` for a directed tie.
fn name(scene: &Scene, tie: &Tie) -> String {
    let between = match tie.direction {
        TieDirection::Mutual => "and",
        TieDirection::Directed => "\u{2192}",
    };
    format!(
        "{} {between} {}",
        scene.actor_name(&tie.from),
        scene.actor_name(&tie.to)
    )
}
