//! Makes edits that a scene takes.
//!
//! Records and texts come from random scenes; their references are led to what
//! the scene has.

use std::sync::Arc;

use entente::edit::{Edit, Properties, Reanchoring};
use entente::model::{
    Actor, ActorId, ActorKind, Asserter, Bearing, BearingOn, Claim, ClaimId, Confidence, Direction,
    Id, Kind, KindId, Likelihood, LikelihoodTerm, Note, NoteId, NoteWidth, Offset, Place, Record,
    SavedView, Scene, Slide, SlideId, Source, SourceId, SourceSummary, Table, Tie, TieDirection,
    TieId, TieState, ViewId, Weight,
};

use crate::cards::Card;
use crate::random::Random;

/// Random scenes to take records and texts from.
pub(crate) struct Quarry {
    pub(crate) scenes: Vec<Scene>,
    pub(crate) texts: Vec<String>,
}

/// Makes edits for one scene.
pub(crate) struct Maker<'a> {
    pub(crate) quarry: &'a Quarry,
    pub(crate) scene: &'a Scene,
    pub(crate) random: &'a mut Random,
}

impl Maker<'_> {
    /// An edit of this kind; `None` where the scene has nothing to do it to.
    /// Whether it changes anything is left to chance.
    pub(crate) fn edit(&mut self, card: Card) -> Option<Edit> {
        Some(match card {
            Card::AddActor => {
                let id = self.fresh(&self.scene.actors);
                Edit::AddActor(Box::new(self.actor(id)?))
            }
            Card::RenameActor => Edit::RenameActor {
                actor: self.actor_id()?,
                name: self.name(),
            },
            Card::SetActorNames => Edit::SetActorNames {
                actor: self.actor_id()?,
                names: self.any(|scene| &scene.actors)?.other_names,
            },
            Card::SetActorKind => Edit::SetActorKind {
                actor: self.actor_id()?,
                kind: self.random.pick(&ActorKind::ALL),
            },
            Card::SetActorIso => Edit::SetActorIso {
                actor: self.actor_id()?,
                iso: (!self.random.one_in(4)).then(|| self.name()),
            },
            Card::SetActorPlace => Edit::SetActorPlace {
                actor: self.actor_id()?,
                place: self.place(),
            },
            Card::SetActorOffset => Edit::SetActorOffset {
                actor: self.actor_id()?,
                offset: self.offset(),
            },
            Card::SetActorPinned => {
                let actor = self.actor_id()?;
                let is_pinned = !self.scene.actors.get(&actor)?.is_pinned;
                Edit::SetActorPinned { actor, is_pinned }
            }
            Card::ChangeActorId => Edit::ChangeActorId {
                actor: self.actor_id()?,
                id: self.fresh(&self.scene.actors),
            },
            Card::AddTie => Edit::AddTie(Box::new(self.new_tie()?)),
            Card::AddClaim => {
                let id = self.fresh(&self.scene.claims);
                Edit::AddClaim {
                    claim: Box::new(self.claim(id)?),
                    at: (!self.random.one_in(3)).then(|| self.random.below(9)),
                }
            }
            Card::ChangeClaim => {
                let id = self.claim_id()?;
                Edit::ChangeClaim(Box::new(self.claim(id)?))
            }
            Card::MoveClaim => {
                let (claim, to) = self.moved(&self.scene.claims)?;
                Edit::MoveClaim { claim, to }
            }
            Card::AddBearing => self.added_bearing()?,
            Card::AddSource => {
                let id = self.fresh(&self.scene.sources);
                Edit::AddSource(Box::new(self.source(id)?))
            }
            Card::ChangeSource => {
                let id = self.source_id()?;
                Edit::ChangeSource(Box::new(self.source(id)?))
            }
            Card::MoveSource => {
                let (source, to) = self.moved(&self.scene.sources)?;
                Edit::MoveSource { source, to }
            }
            Card::AddKind => Edit::AddKind(Kind {
                id: self.fresh(&self.scene.kinds),
                label: self.name(),
            }),
            Card::RenameKind => Edit::RenameKind {
                kind: self.kind_id()?,
                label: self.name(),
            },
            Card::MoveKind => {
                let (kind, to) = self.moved(&self.scene.kinds)?;
                Edit::MoveKind { kind, to }
            }
            Card::AddNote | Card::ChangeNote => self.note_edit(card)?,
            Card::AddView | Card::ChangeView | Card::MoveView => self.view_edit(card)?,
            Card::AddSlide | Card::ChangeSlide | Card::MoveSlide => self.slide_edit(card)?,
            Card::Reanchor => {
                let claims = self.scene.claims.iter();
                let quoted = claims.filter(|claim| !claim.anchors.is_empty());
                let quoted: Vec<ClaimId> = quoted.map(|claim| claim.id.clone()).collect();
                let id = (!quoted.is_empty()).then(|| self.random.pick(&quoted))?;
                let claim = self.scene.claims.get(&id)?;
                let mut to = claim.anchors.first()?.clone();
                to.start = Some(self.random.below(900) as u64);
                to.end = to
                    .start
                    .map(|start| start + to.exact.chars().count() as u64);
                Edit::Reanchor(vec![Reanchoring {
                    claim: id,
                    anchor: 0,
                    to,
                }])
            }
            Card::SetSourceSummary => Edit::SetSourceSummary(Some(SourceSummary {
                text: self.name(),
                basis: self.name(),
            })),
            Card::SetProperties => {
                let scenes = &self.quarry.scenes;
                Edit::SetProperties(Box::new(Properties {
                    title: self.name(),
                    ..Properties::of(&self.random.pick(scenes))
                }))
            }
            Card::ReplaceScene => {
                let scenes = &self.quarry.scenes;
                Edit::ReplaceScene(Arc::new(self.random.pick(scenes)))
            }
            Card::DeleteActors
            | Card::DeleteTies
            | Card::DeleteClaims
            | Card::DeleteSources
            | Card::DeleteKinds
            | Card::DeleteNotes
            | Card::DeleteViews
            | Card::DeleteSlides
            | Card::DeleteSeveral => self.delete(card)?,
            Card::Batch => self.batch(),
            Card::GestureKept | Card::GestureTakenBack => return None,
            _ => self.tie_edit(card)?,
        })
    }

    fn note_edit(&mut self, card: Card) -> Option<Edit> {
        let text = self.name();
        let (place, offset) = (self.place(), self.offset());
        let width = self.note_width();
        let note = |id: NoteId| {
            Box::new(Note {
                id,
                text,
                place,
                offset,
                width,
            })
        };
        Some(match card {
            Card::AddNote => Edit::AddNote(note(self.fresh(&self.scene.notes))),
            _ => Edit::ChangeNote(note(self.some(&self.scene.notes, 1).pop()?)),
        })
    }

    fn view_edit(&mut self, card: Card) -> Option<Edit> {
        if card == Card::MoveView {
            let (view, to) = self.moved(&self.scene.views)?;
            return Some(Edit::MoveView { view, to });
        }
        let id: ViewId = match card {
            Card::AddView => self.fresh(&self.scene.views),
            _ => self.some(&self.scene.views, 1).pop()?,
        };
        let view = Box::new(SavedView {
            id,
            name: self.name(),
            ..self.any(|scene| &scene.views)?
        });
        Some(match card {
            Card::AddView => Edit::AddView(view),
            _ => Edit::ChangeView(view),
        })
    }

    fn slide_edit(&mut self, card: Card) -> Option<Edit> {
        if card == Card::MoveSlide {
            let (slide, to) = self.moved(&self.scene.slides)?;
            return Some(Edit::MoveSlide { slide, to });
        }
        let id: SlideId = match card {
            Card::AddSlide => self.fresh(&self.scene.slides),
            _ => self.some(&self.scene.slides, 1).pop()?,
        };
        let slide = Box::new(Slide {
            id,
            headline: self.name(),
            ..self.any(|scene| &scene.slides)?
        });
        let at = Some(self.random.below(self.scene.slides.len() + 1));
        Some(match card {
            Card::AddSlide => Edit::AddSlide { slide, at },
            _ => Edit::ChangeSlide(slide),
        })
    }

    /// An edit of a tie that is there.
    fn tie_edit(&mut self, card: Card) -> Option<Edit> {
        let tie = match card {
            Card::SetTieConfidenceBasis | Card::SetTieLikelihood => self.valued_tie_id()?,
            _ => self.tie_id()?,
        };
        Some(match card {
            Card::SetTieWeight => Edit::SetTieWeight {
                tie,
                weight: self.weight(),
            },
            Card::SetTieState => Edit::SetTieState {
                tie,
                state: self.state(),
            },
            Card::SetTieLabel => Edit::SetTieLabel {
                tie,
                label: self.text(),
            },
            Card::SetTieDirection => {
                let direction = match self.scene.ties.get(&tie)?.direction {
                    TieDirection::Mutual => TieDirection::Directed,
                    TieDirection::Directed => TieDirection::Mutual,
                };
                Edit::SetTieDirection { tie, direction }
            }
            Card::ReverseTie => Edit::ReverseTie { tie },
            Card::SetTieEnds => {
                let (from, to) = self.ends()?;
                Edit::SetTieEnds { tie, from, to }
            }
            Card::SetTieConfidence => {
                let confidences = Confidence::ALL.map(Some).into_iter().chain([None]);
                let now = self.scene.ties.get(&tie)?.confidence;
                let others: Vec<_> = confidences.filter(|it| *it != now).collect();
                let confidence = self.random.pick(&others);
                Edit::SetTieConfidence { tie, confidence }
            }
            Card::SetTieConfidenceBasis => Edit::SetTieConfidenceBasis {
                tie,
                basis: self.name(),
            },
            Card::SetTieLikelihood => Edit::SetTieLikelihood {
                tie,
                likelihood: Some(Likelihood {
                    term: self.random.pick(&LikelihoodTerm::ALL),
                    of: self.name(),
                }),
            },
            Card::SetTieRationale => Edit::SetTieRationale {
                tie,
                rationale: self.text(),
            },
            Card::SetTieValid => Edit::SetTieValid {
                tie,
                valid: self.any(|scene| &scene.ties)?.valid,
            },
            other => panic!("{other:?} is no edit of a tie"),
        })
    }

    /// Several edits as one. Each is made for the scene as it is, and what one of
    /// them takes away another may need: such a batch is refused as a whole.
    fn batch(&mut self) -> Edit {
        let count = 2 + self.random.below(3);
        let mut edits = Vec::new();
        while edits.len() < count {
            let card = self.random.pick(Card::ALL);
            if !matches!(card, Card::ReplaceScene | Card::Batch) {
                edits.extend(self.edit(card));
            }
        }
        Edit::Batch(edits)
    }

    pub(crate) fn delete(&mut self, card: Card) -> Option<Edit> {
        let is_several = card == Card::DeleteSeveral;
        let count = |wanted: Card, random: &mut Random| {
            if card == wanted {
                1 + random.below(2)
            } else if is_several {
                random.below(3)
            } else {
                0
            }
        };
        let actors = count(Card::DeleteActors, self.random);
        let ties = count(Card::DeleteTies, self.random);
        let claims = count(Card::DeleteClaims, self.random);
        let sources = count(Card::DeleteSources, self.random);
        let kinds = count(Card::DeleteKinds, self.random);
        let notes = count(Card::DeleteNotes, self.random);
        let views = count(Card::DeleteViews, self.random);
        let slides = count(Card::DeleteSlides, self.random);
        let edit = Edit::Delete {
            actors: self.some(&self.scene.actors, actors),
            ties: self.some(&self.scene.ties, ties),
            claims: self.some(&self.scene.claims, claims),
            sources: self.some(&self.scene.sources, sources),
            kinds: self.some(&self.scene.kinds, kinds),
            notes: self.some(&self.scene.notes, notes),
            views: self.some(&self.scene.views, views),
            slides: self.some(&self.scene.slides, slides),
        };
        // An empty list of the sort that was meant would count for another one.
        (Card::of(&edit) == card && edit != Edit::delete_ties(Vec::new())).then_some(edit)
    }

    // Records.

    fn actor(&mut self, id: ActorId) -> Option<Actor> {
        let model = self.any(|scene| &scene.actors)?;
        let name = self.name();
        Some(Actor { id, name, ..model })
    }

    fn new_tie(&mut self) -> Option<Tie> {
        let (from, to) = self.ends()?;
        Some(Tie {
            id: self.fresh(&self.scene.ties),
            from,
            to,
            state: self.state(),
            ..self.any(|scene| &scene.ties)?
        })
    }

    fn source(&mut self, id: SourceId) -> Option<Source> {
        let model = self.any(|scene| &scene.sources)?;
        let title = self.name();
        let mut repeats = self.some(&self.scene.sources, 2);
        repeats.retain(|it| *it != id);
        Some(Source {
            id,
            title,
            repeats,
            ..model
        })
    }

    fn claim(&mut self, id: ClaimId) -> Option<Claim> {
        let mut claim = self.any(|scene| &scene.claims)?;
        claim.statement = self.name();
        let kinds = claim.kinds.len();
        claim.kinds = self.some(&self.scene.kinds, kinds);
        claim.bearings = (0..claim.bearings.len())
            .filter_map(|_| self.bearing())
            .collect();
        if let Asserter::Named {
            name, affiliation, ..
        } = &mut claim.asserter
        {
            *name = self.name();
            *affiliation = affiliation.as_ref().and_then(|_| self.actor_id());
        }
        claim.anchors.retain_mut(|anchor| {
            self.source_id()
                .map(|source| anchor.source = source)
                .is_some()
        });
        for links in claim.links_mut() {
            *links = self.some(&self.scene.claims, 2);
            links.retain(|it| *it != id);
        }
        claim.id = id;
        Some(claim)
    }

    fn bearing(&mut self) -> Option<Bearing> {
        let claims = &self.any(|scene| &scene.claims)?;
        let mut bearing = claims.bearings.first()?.clone();
        bearing.on = match self.tie_id() {
            Some(tie) if !self.random.one_in(3) => BearingOn::Tie(tie),
            _ => BearingOn::Actor(self.actor_id()?),
        };
        bearing.direction = match self.actor_id() {
            Some(actor) if self.random.one_in(2) => Direction::From(actor),
            _ => Direction::Both,
        };
        Some(bearing)
    }

    /// A bearing on something that the claim does not bear on yet.
    fn added_bearing(&mut self) -> Option<Edit> {
        let id = self.claim_id()?;
        let claim = self.scene.claims.get(&id)?;
        let bearing = self.bearing()?;
        let is_new = claim.bearings.iter().all(|it| it.on != bearing.on);
        is_new.then(|| Edit::AddBearing {
            claim: id,
            bearing: Box::new(bearing),
        })
    }

    /// Two actors.
    fn ends(&mut self) -> Option<(ActorId, ActorId)> {
        let mut two = self.some(&self.scene.actors, 2).into_iter();
        Some((two.next()?, two.next()?))
    }

    // Ids.

    pub(crate) fn actor_id(&mut self) -> Option<ActorId> {
        self.some(&self.scene.actors, 1).pop()
    }

    pub(crate) fn tie_id(&mut self) -> Option<TieId> {
        self.some(&self.scene.ties, 1).pop()
    }

    /// A tie that is judged.
    fn valued_tie_id(&mut self) -> Option<TieId> {
        let ties = self.scene.ties.iter();
        let valued: Vec<TieId> = ties
            .filter(|tie| tie.weight().is_some())
            .map(|tie| tie.id.clone())
            .collect();
        (!valued.is_empty()).then(|| self.random.pick(&valued))
    }

    fn claim_id(&mut self) -> Option<ClaimId> {
        self.some(&self.scene.claims, 1).pop()
    }

    pub(crate) fn source_id(&mut self) -> Option<SourceId> {
        self.some(&self.scene.sources, 1).pop()
    }

    fn kind_id(&mut self) -> Option<KindId> {
        self.some(&self.scene.kinds, 1).pop()
    }

    /// The ids of so many records, each once; fewer where there are fewer.
    fn some<R: Record>(&mut self, table: &Table<R>, count: usize) -> Vec<R::Key> {
        let mut places: Vec<usize> = (0..table.len()).collect();
        self.random.shuffle(&mut places);
        places.truncate(count);
        let records = places.into_iter().filter_map(|at| table.at(at));
        records.map(|record| record.key().clone()).collect()
    }

    /// A record and another place for it.
    fn moved<R: Record>(&mut self, table: &Table<R>) -> Option<(R::Key, usize)> {
        let id = self.some(table, 1).pop()?;
        let away = 1 + self
            .random
            .below(table.len().checked_sub(1).filter(|it| *it > 0)?);
        let to = (table.position(&id)? + away) % table.len();
        Some((id, to))
    }

    /// An id that the table does not have.
    fn fresh<K, R: Record<Key = Id<K>>>(&mut self, table: &Table<R>) -> Id<K> {
        loop {
            let start = self.random.pick(&["n", "Ş", "0"]);
            let id = Id::new(&format!("{start}-{}", self.random.below(100_000))).expect("an id");
            if !table.contains(&id) {
                return id;
            }
        }
    }

    // Values.

    /// A random record of any random scene.
    fn any<R: Record + Clone + 'static>(&mut self, table: fn(&Scene) -> &Table<R>) -> Option<R> {
        for _ in 0..50 {
            let scenes = &self.quarry.scenes;
            let table = table(&scenes[self.random.below(scenes.len())]);
            if !table.is_empty() {
                return table.at(self.random.below(table.len())).cloned();
            }
        }
        None
    }

    /// A text of any sort, short enough for a line.
    fn text(&mut self) -> String {
        let texts = &self.quarry.texts;
        self.random.pick(texts)
    }

    /// A text that says something.
    fn name(&mut self) -> String {
        format!("{} {}", self.random.below(1_000), self.text())
    }

    fn weight(&mut self) -> Weight {
        let value = match self.random.below(8) {
            0 => 1.0,
            1 => -1.0,
            2 => 0.0,
            _ => self.random.between(-1.0, 1.0),
        };
        Weight::new(value).expect("a weight")
    }

    fn state(&mut self) -> TieState {
        match self.random.below(4) {
            0 => TieState::Unknown {
                reason: self.name(),
            },
            1 => TieState::None {
                reason: self.name(),
            },
            _ => TieState::Valued(self.weight()),
        }
    }

    fn place(&mut self) -> Option<Place> {
        if self.random.one_in(4) {
            return None;
        }
        let (lon, lat) = (
            self.random.between(-180.0, 180.0),
            self.random.between(-90.0, 90.0),
        );
        Some(Place::new(lon, lat).expect("a place"))
    }

    fn note_width(&mut self) -> Option<NoteWidth> {
        if self.random.one_in(3) {
            return None;
        }
        let points = self.random.between(NoteWidth::LEAST, NoteWidth::MOST);
        NoteWidth::nearest(points)
    }

    fn offset(&mut self) -> Option<Offset> {
        if self.random.one_in(4) {
            return None;
        }
        let (dx, dy) = (
            self.random.between(-900.0, 900.0),
            self.random.between(-900.0, 900.0),
        );
        Some(Offset::new(dx, dy).expect("an offset"))
    }
}
