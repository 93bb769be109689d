//! What something is about.

use std::fmt;

use super::id::{ActorId, ClaimId, Id, NoteId, SourceId, TieId};

/// A record of the scene, or the scene itself: what a mark of the picture
/// stands for, what is selected, what a Problem concerns.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// The scene as a whole.
    Scene,
    /// An actor.
    Actor(ActorId),
    /// A tie.
    Tie(TieId),
    /// A claim.
    Claim(ClaimId),
    /// A source.
    Source(SourceId),
    /// A note.
    Note(NoteId),
}

impl Subject {
    /// Reads what [`Display`](fmt::Display) writes: `tie ISR-AZE`; `None` for
    /// anything else.
    pub fn parse(text: &str) -> Option<Self> {
        if text == "scene" {
            return Some(Self::Scene);
        }
        let (sort, id) = text.split_once(' ')?;
        match sort {
            "actor" => Id::new(id).ok().map(Self::Actor),
            "tie" => Id::new(id).ok().map(Self::Tie),
            "claim" => Id::new(id).ok().map(Self::Claim),
            "source" => Id::new(id).ok().map(Self::Source),
            "note" => Id::new(id).ok().map(Self::Note),
            _ => None,
        }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scene => f.write_str("scene"),
            Self::Actor(id) => write!(f, "actor {id}"),
            Self::Tie(id) => write!(f, "tie {id}"),
            Self::Claim(id) => write!(f, "claim {id}"),
            Self::Source(id) => write!(f, "source {id}"),
            Self::Note(id) => write!(f, "note {id}"),
        }
    }
}

/// An unordered pair of actors. Kept with the lesser id first, so that equal
/// pairs are equal.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Dyad {
    lesser: ActorId,
    greater: ActorId,
}

impl Dyad {
    /// The pair of these two, in either order.
    pub fn new(one: ActorId, other: ActorId) -> Self {
        if one <= other {
            Self {
                lesser: one,
                greater: other,
            }
        } else {
            Self {
                lesser: other,
                greater: one,
            }
        }
    }

    /// Both actors, the lesser id first.
    pub fn ends(&self) -> (&ActorId, &ActorId) {
        (&self.lesser, &self.greater)
    }
}

impl fmt::Display for Dyad {
    /// `AZE–ISR`, with an en dash.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\u{2013}{}", self.lesser, self.greater)
    }
}
