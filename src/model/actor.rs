//! Actors: the nodes of the map.

use super::id::ActorId;
use super::place::Place;
use super::table::Record;

/// What an actor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ActorKind {
    /// A state; carries an ISO 3166-1 alpha-3 code.
    State,
    /// An organisation of states or people.
    Organisation,
    /// A company.
    Company,
    /// A group of people without an office.
    Group,
    /// One person.
    Person,
}

impl ActorKind {
    /// All, in the order of a list to choose from.
    pub const ALL: [Self; 5] = [
        Self::State,
        Self::Organisation,
        Self::Company,
        Self::Group,
        Self::Person,
    ];

    /// The word for it, as within a sentence.
    pub fn word(self) -> &'static str {
        match self {
            Self::State => "state",
            Self::Organisation => "organisation",
            Self::Company => "company",
            Self::Group => "group",
            Self::Person => "person",
        }
    }
}

/// A name in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// BCP 47 language tag: `en`, `az`, `he`, `fa`, `kk`.
    pub language: String,
    /// The name in that language's own script.
    pub text: String,
}

/// A state, organisation, company, group or person.
#[derive(Clone, Debug, PartialEq)]
pub struct Actor {
    /// Short and readable; the code on the disc is made from it.
    pub id: ActorId,
    /// What it is.
    pub kind: ActorKind,
    /// ISO 3166-1 alpha-3, for states.
    pub iso: Option<String>,
    /// The name in the scene's language.
    pub name: String,
    /// Names in other languages; the first is the actor's own.
    pub other_names: Vec<Name>,
    /// Where it stands on the map; `None` for an actor without a place.
    pub place: Option<Place>,
}

impl Actor {
    /// What stands inside the disc: the ISO code of a state, else the first
    /// characters of the id, at most four.
    pub fn code(&self) -> String {
        match &self.iso {
            Some(iso) => iso.clone(),
            None => self.id.as_str().chars().take(4).collect(),
        }
    }

    /// The name in its own language, where that differs from [`Actor::name`].
    pub fn own_name(&self) -> Option<&str> {
        self.other_names
            .first()
            .map(|name| name.text.as_str())
            .filter(|text| *text != self.name)
    }
}

impl Record for Actor {
    type Key = ActorId;

    fn key(&self) -> &ActorId {
        &self.id
    }
}
