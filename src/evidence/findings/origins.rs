//! Evidence that all goes back to one origin: many claims, and one witness.

use super::super::estimate::{Estimate, Estimator};
use super::super::origins::Origins;
use super::{counted, note};
use crate::model::{Problem, Scene, Source, Subject, Tie};

/// The origins of a scene's sources, as far as there is only one of them.
pub(super) struct SingleOrigins<'a> {
    scene: &'a Scene,
    origins: Origins,
}

impl<'a> SingleOrigins<'a> {
    pub(super) fn of(scene: &'a Scene) -> Self {
        Self {
            scene,
            origins: Origins::of(scene),
        }
    }

    /// One note for the whole scene where all its sources are of one origin: of
    /// every tie it would say the same.
    pub(super) fn of_scene(&self) -> Option<Problem> {
        if self.origins.count() != 1 {
            return None;
        }
        let source = self.scene.sources.at(0)?;
        let estimator = Estimator::new(self.scene);
        let mut valued = self.scene.ties.iter().filter(|tie| tie.weight().is_some());
        let is_used = valued.any(|tie| !estimator.estimate(&tie.id).counted.is_empty());
        is_used.then(|| {
            note(
                "single-origin",
                Subject::Scene,
                format!(
                    "everything that counts here goes back to one origin: {}",
                    name_of(source)
                ),
                "look for a source that does not repeat it; until then keep the confidence low",
            )
        })
    }

    /// A note on a tie of which several claims counted, all of one origin.
    pub(super) fn of_tie(
        &self,
        tie: &Tie,
        estimate: &Estimate,
        name: impl FnOnce() -> String,
    ) -> Option<Problem> {
        if self.origins.count() < 2 {
            return None;
        }
        let origin = self.origins.single_origin(self.scene, estimate)?;
        let of_origin = |source: &&Source| self.origins.of_source(&source.id) == Some(origin);
        let source = self.scene.sources.iter().find(of_origin)?;
        Some(note(
            "single-origin",
            Subject::Tie(tie.id.clone()),
            format!(
                "{} counted on {}, all of one origin: {}",
                counted(estimate.counted_claims(), "claim"),
                name(),
                name_of(source)
            ),
            "look for a source that does not repeat it; until then keep the confidence low",
        ))
    }
}

/// What a source goes back to; where it does not say, its title.
fn name_of(source: &Source) -> &str {
    let origin = source.origin.as_deref().map(str::trim);
    let origin = origin.filter(|origin| !origin.is_empty());
    origin.unwrap_or(&source.title)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{only, rules, sound, with_claim};
    use super::*;
    use crate::model::fixtures::{source, source_id, tie_id};
    use crate::model::{Anchor, Reliability, RuleSeverity, Severity};

    /// The sound scene with a second source, of this origin like the first, that
    /// its claim stands in too; one origin is told.
    fn with_second(origin: Option<&str>) -> Scene {
        let mut scene = sound();
        scene.severities.set("single-origin", None);
        source(&mut scene, "t", Reliability::A);
        for id in ["s", "t"] {
            let mut changed = scene.sources.get(&source_id(id)).expect(id).clone();
            changed.origin = origin.map(str::to_owned);
            scene.sources.replace(changed);
        }
        with_claim(&scene, |claim| {
            let second = Anchor {
                source: source_id("t"),
                ..claim.anchors[0].clone()
            };
            claim.anchors.push(second);
        })
    }

    #[test]
    fn a_scene_of_one_origin_is_told_once() {
        let found = only(&with_second(Some("The press conference")));
        assert_eq!(
            (found.rule, found.severity, found.subject),
            ("single-origin", Severity::Note, Subject::Scene)
        );
        assert_eq!(
            found.message,
            "everything that counts here goes back to one origin: The press conference"
        );
        assert_eq!(rules(&with_second(None)), [""; 0], "two origins");
    }

    #[test]
    fn a_tie_of_one_origin_is_told_where_the_scene_has_more() {
        let mut scene = with_second(Some("The press conference"));
        source(&mut scene, "u", Reliability::A);
        scene
            .severities
            .set("source-not-used", Some(RuleSeverity::Off));
        let found = only(&scene);
        assert_eq!(found.subject, Subject::Tie(tie_id("A-B")));
        assert_eq!(
            found.message,
            "1 claim counted on A and B, all of one origin: The press conference"
        );
    }

    #[test]
    fn without_claims_that_count_there_is_no_origin() {
        let scene = with_claim(&with_second(Some("wire")), |claim| claim.bearings.clear());
        assert_eq!(rules(&scene), ["judgement-unsourced", "no-bearing"]);
    }
}
