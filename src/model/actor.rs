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

/// How far an actor was moved from where a layout puts it, in layout units: x to
/// the right, y down; each finite and at most [`Offset::MOST`] either way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Offset {
    dx: f64,
    dy: f64,
}

impl Offset {
    /// The farthest that an actor is moved: a thousand times the larger side of
    /// a map. Farther away, pictures lose their precision.
    pub const MOST: f64 = 1.0e6;

    /// The offset by these, in layout units; `None` where one is no number or
    /// too large.
    pub fn new(dx: f64, dy: f64) -> Option<Self> {
        let fits = |value: f64| value.abs() <= Self::MOST;
        // Adding zero turns -0.0 into 0.0, which else would be written as "-0.0".
        (fits(dx) && fits(dy)).then_some(Self {
            dx: dx + 0.0,
            dy: dy + 0.0,
        })
    }

    /// To the right, in layout units.
    pub fn dx(self) -> f64 {
        self.dx
    }

    /// Down, in layout units.
    pub fn dy(self) -> f64 {
        self.dy
    }
}

/// The offsets of an actor, one for each layout in which it was moved.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Offsets {
    /// On the map.
    pub map: Option<Offset>,
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
    /// How far it was moved by hand, layout by layout; its place stays.
    pub offsets: Offsets,
    /// Whether it stays where it is on the map, whatever is dragged, nudged or
    /// aligned.
    pub is_pinned: bool,
}

impl Actor {
    /// An actor of this kind with a name and nothing else.
    pub fn new(id: ActorId, kind: ActorKind, name: impl Into<String>) -> Self {
        Self {
            id,
            kind,
            iso: None,
            name: name.into(),
            other_names: Vec::new(),
            place: None,
            offsets: Offsets::default(),
            is_pinned: false,
        }
    }

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
