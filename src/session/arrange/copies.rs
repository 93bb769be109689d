//! Copies of what is selected, and putting them where they are seen.

use std::collections::HashMap;
use std::sync::Arc;

use kurbo::{Point, Vec2};

use crate::drawing::{map_request, note_position};
use crate::edit::{Edit, Excerpt, Graft, Grafting, Wanted, apply, graft};
use crate::model::{ActorId, Offset, Scene, Subject};
use crate::session::{Level, Session};

impl Session {
    /// Copies what is selected, so far away from it, in layout units.
    pub(super) fn duplicate(&mut self, by: Vec2) {
        let excerpt = self.excerpt();
        if excerpt.is_empty() {
            self.notify(
                Level::Info,
                "Select actors, ties or a claim first: they are then copied.",
            );
            return;
        }
        let label = format!("duplicate {}", called(&excerpt));
        let copies = graft(&self.document.scene, &excerpt, Grafting::Copies);
        self.put_in(copies, &excerpt, |place| place + by, &label);
    }

    /// What is selected, with what it needs.
    pub(super) fn excerpt(&self) -> Excerpt {
        let scene = &self.document.scene;
        let wanted = Wanted {
            actors: self.selection.actors().cloned().collect(),
            ties: self.selection.ties().cloned().collect(),
            notes: self.selection.notes().cloned().collect(),
            claim: self.selection.claim().cloned(),
        };
        Excerpt::of(scene, &wanted, |subject| self.place_of(subject))
    }

    /// Where an actor or the middle of a note stands, in layout units.
    pub(super) fn place_of(&self, subject: &Subject) -> Option<Point> {
        let scene = &self.document.scene;
        match subject {
            Subject::Actor(id) => self.derived.place_of(id, scene),
            Subject::Note(id) => {
                let note = scene.notes.get(id)?;
                Some(note_position(note, self.derived.layout()?))
            }
            Subject::Scene | Subject::Tie(_) | Subject::Claim(_) | Subject::Source(_) => None,
        }
    }

    /// Puts an excerpt in, in one step, and selects what stands for it. `to` leads
    /// from where an actor stood to where it is to stand. Says whether it was done.
    pub(super) fn put_in(
        &mut self,
        mut graft: Graft,
        excerpt: &Excerpt,
        to: impl Fn(Point) -> Point,
        label: &str,
    ) -> bool {
        self.place_added(&mut graft, excerpt, to);
        let (subjects, claim) = (graft.subjects, graft.claim);
        let edit = Edit::Batch(graft.edits);
        self.edit_with(&edit, Some(label), |session| {
            session.select_many(subjects, false);
            if let Some(claim) = claim {
                let scene = Arc::clone(&session.document.scene);
                session.selection.select(Subject::Claim(claim), &scene);
            }
        })
    }

    /// Says of the actors that are added where they stand. Those with a place of
    /// their own keep it, and are moved from where the layout puts them.
    fn place_added(&self, graft: &mut Graft, excerpt: &Excerpt, to: impl Fn(Point) -> Point) {
        let places: HashMap<Subject, Point> = graft
            .added
            .iter()
            .filter_map(|(from, id)| Some((id.clone(), to(*excerpt.places.get(from)?))))
            .collect();
        if places.is_empty() {
            return;
        }
        let homes = self.homes(graft);
        for edit in &mut graft.edits {
            match edit {
                Edit::AddActor(actor) => {
                    if let Some(wanted) = places.get(&Subject::Actor(actor.id.clone())) {
                        let home = homes.get(&actor.id).copied().unwrap_or_default();
                        let offset = *wanted - home;
                        actor.offsets.map = Offset::new(offset.x, offset.y);
                    }
                }
                Edit::AddNote(note) => {
                    if let Some(wanted) = places.get(&Subject::Note(note.id.clone())) {
                        let scene = &self.document.scene;
                        (note.place, note.offset) = self.stands_at(*wanted, scene);
                    }
                }
                _ => {}
            }
        }
    }

    /// Where the layout will put the added actors that have a place; those without
    /// one count from the middle of the map.
    fn homes(&self, graft: &Graft) -> HashMap<ActorId, Point> {
        let has_place = |edit: &Edit| matches!(edit, Edit::AddActor(it) if it.place.is_some());
        if !graft.edits.iter().any(has_place) {
            return HashMap::new();
        }
        let adds = graft.edits.iter();
        let adds = adds.filter(|edit| matches!(edit, Edit::AddActor(_)));
        let adds = Edit::Batch(adds.cloned().collect());
        // What is refused is refused again, and told, when all of it is put in.
        let added = apply(&self.document.scene, &adds).ok();
        added.map_or_else(HashMap::new, |it| self.layout_of(&it.scene))
    }

    /// Where the layout puts the actors of this scene that have a place.
    fn layout_of(&self, scene: &Scene) -> HashMap<ActorId, Point> {
        let request = map_request(scene, self.view.theme.theme());
        let layout = request.arrange();
        let actors = request.actors.into_iter().zip(layout.positions);
        let placed = actors.filter(|((_, place), _)| place.is_some());
        placed.map(|((id, _), home)| (id, home)).collect()
    }
}

/// What an excerpt is about, for the name of a step.
pub(super) fn called(excerpt: &Excerpt) -> String {
    let scene = &excerpt.scene;
    let counts = [
        excerpt.actors().count(),
        excerpt.ties().count(),
        scene.notes.len(),
    ];
    let only = match counts {
        [1, 0, 0] => {
            let only = excerpt.actors().next();
            only.map(|id| short(scene.actor_name(id)))
        }
        [0, 1, 0] => excerpt.ties().next().and_then(|id| {
            let tie = scene.ties.get(id)?;
            let name = |id| short(scene.actor_name(id));
            Some(format!("{} \u{2013} {}", name(&tie.from), name(&tie.to)))
        }),
        [0, 0, 1] => Some("note".to_owned()),
        [0, 0, 0] if scene.claims.len() == 1 => {
            let only = scene.claims.iter().next();
            only.map(|claim| format!("claim {}", claim.id))
        }
        _ => None,
    };
    only.unwrap_or_else(|| excerpt.in_words())
}

/// At most so many characters of a name stand in that of a step.
const MOST_CHARS: usize = 40;

fn short(name: &str) -> String {
    if name.chars().count() <= MOST_CHARS {
        return name.to_owned();
    }
    let cut: String = name.chars().take(MOST_CHARS - 1).collect();
    format!("{}\u{2026}", cut.trim_end())
}
