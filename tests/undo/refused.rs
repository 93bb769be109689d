//! Makes edits that a scene must refuse.

use entente::edit::{Edit, NAME_CHARS, Properties, TEXT_CHARS};
use entente::model::{Anchor, Id, SourceId, Weight};

use crate::cards::Card;
use crate::maker::Maker;

impl Maker<'_> {
    /// An edit that every scene refuses.
    pub(crate) fn refused(&mut self) -> Option<Edit> {
        let long = "x".repeat(NAME_CHARS + 1);
        Some(match self.random.below(14) {
            0 => Edit::RenameActor {
                actor: self.actor_id()?,
                name: " \n ".to_owned(),
            },
            1 => Edit::RenameActor {
                actor: self.actor_id()?,
                name: long,
            },
            2 => Edit::SetTieRationale {
                tie: self.tie_id()?,
                rationale: "ə".repeat(TEXT_CHARS + 1),
            },
            3 => Edit::SetTieWeight {
                tie: Id::new("nowhere").expect("an id"),
                weight: Weight::ZERO,
            },
            4 => Edit::AddActor(Box::new(self.scene.actors.at(0)?.clone())),
            5 => {
                let end = self.actor_id()?;
                Edit::SetTieEnds {
                    tie: self.tie_id()?,
                    from: end.clone(),
                    to: end,
                }
            }
            6 => {
                let claim = self
                    .scene
                    .claims
                    .iter()
                    .find(|it| !it.bearings.is_empty())?;
                Edit::AddBearing {
                    claim: claim.id.clone(),
                    bearing: Box::new(claim.bearings.first()?.clone()),
                }
            }
            7 => {
                let mut properties = Properties::of(self.scene);
                "A title".clone_into(&mut properties.title);
                properties.thresholds.gap = self.random.pick(&[f64::NAN, -0.5, 2.5]);
                Edit::SetProperties(Box::new(properties))
            }
            8 => {
                let mut claim = self.scene.claims.at(0)?.clone();
                "A statement".clone_into(&mut claim.statement);
                claim.repeats.insert(0, claim.id.clone());
                Edit::ChangeClaim(Box::new(claim))
            }
            9 => {
                let mut source = self.scene.sources.at(0)?.clone();
                source.sha256 = Some("0123".to_owned());
                Edit::ChangeSource(Box::new(source))
            }
            10 => {
                let source = self.source_id()?;
                let mut claim = self.scene.claims.at(0)?.clone();
                "A statement".clone_into(&mut claim.statement);
                claim.anchors.insert(0, backwards(source));
                Edit::ChangeClaim(Box::new(claim))
            }
            11 => Edit::delete_ties(Vec::new()),
            12 => Edit::ChangeActorId {
                actor: self.scene.actors.at(0)?.id.clone(),
                id: self.scene.actors.at(1)?.id.clone(),
            },
            // All of it is refused for the last.
            _ => Edit::Batch(vec![
                self.passing()?,
                self.delete(Card::DeleteActors)?,
                Edit::ReverseTie {
                    tie: Id::new("nowhere").expect("an id"),
                },
            ]),
        })
    }
}

/// An anchor that ends before it begins.
fn backwards(source: SourceId) -> Anchor {
    Anchor {
        source,
        exact: "exact".to_owned(),
        prefix: None,
        suffix: None,
        start: Some(9),
        end: Some(3),
    }
}
