//! Sources: rated without a reason, held without a use, their texts, and when
//! what they say was so.

use std::collections::HashSet;

use super::super::texts::Texts;
use super::dates::Dates;
use super::{characters, note, quotations, warning};
use crate::model::{Problem, Scene, SourceId, Subject};

/// Adds what there is to ask about each source, in file order.
pub(super) fn find(scene: &Scene, texts: &Texts, out: &mut Vec<Problem>) {
    let used: HashSet<&SourceId> = scene
        .claims
        .iter()
        .flat_map(|claim| &claim.anchors)
        .map(|anchor| &anchor.source)
        .collect();
    let dates = Dates::of(scene);
    for source in scene.sources.iter() {
        let subject = || Subject::Source(source.id.clone());
        if source.rating.reason.trim().is_empty() {
            out.push(warning(
                "source-rating-without-reason",
                subject(),
                format!(
                    "source {} is rated {} without a reason",
                    source.id,
                    source.rating.reliability.letter()
                ),
                "say what the rating rests on: its record, its owner, its access",
            ));
        }
        if !used.contains(&source.id) {
            out.push(note(
                "source-not-used",
                subject(),
                format!("no claim stands in source {}", source.id),
                "anchor a claim in it, or take it out of the scene",
            ));
        }
        quotations::of_source(source, texts, &used, out);
        dates.find(source, out);
        out.extend(characters::in_source(source));
    }
}
