//! The quotations of claims, each in the text of its source.

use std::collections::HashMap;

use super::super::texts::{TextState, Texts};
use super::{AnchorCheck, check_all};
use crate::model::{Anchor, Claim, Scene, SourceId};

/// Looks for every quotation of these claims in the texts that are at hand; for
/// each claim, an answer for each of its anchors.
///
/// Takes time in proportion to the texts, once for all claims; see [`check_all`].
pub fn check_claims(scene: &Scene, texts: &Texts, claims: &[&Claim]) -> Vec<Vec<AnchorCheck>> {
    let mut out: Vec<Vec<AnchorCheck>> = Vec::with_capacity(claims.len());
    let mut order: Vec<&SourceId> = Vec::new();
    let mut by_source: HashMap<&SourceId, Vec<(usize, usize, &Anchor)>> = HashMap::new();
    for (at, claim) in claims.iter().enumerate() {
        out.push(vec![AnchorCheck::NotHeld; claim.anchors.len()]);
        for (number, anchor) in claim.anchors.iter().enumerate() {
            let anchors = by_source.entry(&anchor.source).or_default();
            if anchors.is_empty() {
                order.push(&anchor.source);
            }
            anchors.push((at, number, anchor));
        }
    }
    for source in order {
        let (Some(anchors), Some(held)) = (by_source.get(source), scene.sources.get(source)) else {
            continue;
        };
        let checks = match texts.state_of(held) {
            Some(TextState::Held(text)) => {
                let only: Vec<&Anchor> = anchors.iter().map(|(_, _, anchor)| *anchor).collect();
                check_all(text, &only)
            }
            Some(TextState::Altered) => vec![AnchorCheck::Altered; anchors.len()],
            Some(TextState::Unreadable(_)) | None => continue,
        };
        for ((at, number, _), check) in anchors.iter().zip(checks) {
            let checks = out.get_mut(*at);
            if let Some(place) = checks.and_then(|checks| checks.get_mut(*number)) {
                *place = check;
            }
        }
    }
    out
}
