//! Views: what is looked at, and how. They refer by id and never copy; what they
//! refer to may be gone, and then has no effect.

use jiff::civil::Date;

use super::date::PartialDate;
use super::filter::Filter;
use super::id::{ActorId, TieId, ViewId};
use super::place::Place;
use super::table::Record;

/// Which of the two clocks a day is read on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Clock {
    /// What was reported by the day.
    Reported,
    /// What had happened by the day.
    Happened,
}

impl Clock {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Reported, Self::Happened];

    /// The words before the day: `reported by`.
    pub fn words(self) -> &'static str {
        match self {
            Self::Reported => "reported by",
            Self::Happened => "happened by",
        }
    }

    /// What counts by a day, as one says it after the day: `what was reported by
    /// then`.
    pub fn what(self) -> &'static str {
        match self {
            Self::Reported => "what was reported by then",
            Self::Happened => "what had happened by then",
        }
    }

    /// What is said of a claim that comes later: `reported later`.
    pub fn later(self) -> &'static str {
        match self {
            Self::Reported => "reported later",
            Self::Happened => "happened later",
        }
    }
}

/// A day to look back from, and on which clock. The day itself counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AsOf {
    /// Which clock.
    pub clock: Clock,
    /// The day.
    pub day: Date,
}

impl AsOf {
    /// Looking back from the last day that this date covers.
    pub fn end_of(clock: Clock, date: PartialDate) -> Self {
        Self {
            clock,
            day: date.last_day(),
        }
    }

    /// The day for people: `31 December 2025`.
    pub fn day_in_words(self) -> String {
        let day = self.day.to_string();
        // A day before the year 1 cannot be written as a date of a scene.
        PartialDate::parse(&day).map_or(day, PartialDate::in_words)
    }

    /// In a line: `as of 31 December 2025: what had happened by then`.
    pub fn in_words(self) -> String {
        format!("as of {}: {}", self.day_in_words(), self.clock.what())
    }
}

/// The part of the map that is seen. It is told by the earth, not by the picture,
/// so that it stays where it is when the projection of the map changes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    center: Place,
    width_deg: f64,
    height_deg: f64,
}

impl Frame {
    /// The widest and the highest that a frame may be, in degrees: room for the
    /// whole map at the farthest zoom.
    pub const MOST_DEG: f64 = 1.0e6;

    /// The frame around this place, with these sides in degrees of the map's
    /// scale; `None` where a side is not above 0 or above [`Self::MOST_DEG`].
    pub fn new(center: Place, width_deg: f64, height_deg: f64) -> Option<Self> {
        let fits = |side: f64| side > 0.0 && side <= Self::MOST_DEG;
        (fits(width_deg) && fits(height_deg)).then_some(Self {
            center,
            width_deg,
            height_deg,
        })
    }

    /// The place in the middle.
    pub fn center(self) -> Place {
        self.center
    }

    /// How wide it is, in degrees of the map's scale.
    pub fn width_deg(self) -> f64 {
        self.width_deg
    }

    /// How high it is, in degrees of the map's scale.
    pub fn height_deg(self) -> f64 {
        self.height_deg
    }
}

/// A focus: these and what is near them is looked at, the rest recedes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Focus {
    /// The actors around whom it lies.
    pub actors: Vec<ActorId>,
    /// The ties around which it lies: both ends count as actors.
    pub ties: Vec<TieId>,
    /// How many ties away what is looked at may be, in 0..=[`Focus::MOST_DEPTH`].
    pub depth: u8,
    /// Whether the rest is hidden and not only dimmed.
    pub is_hiding: bool,
}

impl Focus {
    /// The greatest depth.
    pub const MOST_DEPTH: u8 = 9;
}

/// Which ties a path may take, and what makes it the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PathOver {
    /// The fewest ties, whichever.
    Any,
    /// The fewest ties, supportive ones only.
    Positive,
    /// The strongest, by the weights of its ties.
    Strongest,
}

impl PathOver {
    /// All, in the order of a list to choose from.
    pub const ALL: [Self; 3] = [Self::Any, Self::Positive, Self::Strongest];

    /// The words for it, as within a sentence.
    pub fn words(self) -> &'static str {
        match self {
            Self::Any => "any tie",
            Self::Positive => "supportive ties only",
            Self::Strongest => "the strongest",
        }
    }
}

/// A path between two actors that is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathView {
    /// Where it begins.
    pub from: ActorId,
    /// Where it ends.
    pub to: ActorId,
    /// What ties it may take.
    pub over: PathOver,
}

/// What is looked at, and how.
#[derive(Clone, Debug, PartialEq)]
pub struct ViewState {
    /// The part of the map that is seen; `None` for all of it.
    pub frame: Option<Frame>,
    /// What is shown.
    pub filter: Filter,
    /// What the rest recedes before.
    pub focus: Option<Focus>,
    /// The path that is looked at.
    pub path: Option<PathView>,
    /// The day that is looked back from; `None` in the present.
    pub as_of: Option<AsOf>,
    /// Whether unknown ties are drawn.
    pub is_showing_unknown: bool,
    /// Whether each tie shows how much speaks for and against it.
    pub is_showing_evidence: bool,
}

impl Default for ViewState {
    /// Everything, in the present.
    fn default() -> Self {
        Self {
            frame: None,
            filter: Filter::default(),
            focus: None,
            path: None,
            as_of: None,
            is_showing_unknown: true,
            is_showing_evidence: false,
        }
    }
}

/// A view with a name, kept in the scene.
#[derive(Clone, Debug, PartialEq)]
pub struct SavedView {
    /// Names the view: `hostile-ties`.
    pub id: ViewId,
    /// What it is called.
    pub name: String,
    /// The digit that shows it, with Alt, in 1..=9; no two views of a scene have
    /// the same.
    pub key: Option<u8>,
    /// What is looked at, and how.
    pub state: ViewState,
}

impl Record for SavedView {
    type Key = ViewId;

    fn key(&self) -> &ViewId {
        &self.id
    }
}
