//! Slides: the pages of a briefing.

use std::fmt;

use super::id::{ActorId, ClaimId, SlideId, TieId};
use super::subject::Subject;
use super::table::Record;
use super::view::ViewState;

/// An actor or a tie: what a slide can emphasise, dim or reveal.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Element {
    /// An actor.
    Actor(ActorId),
    /// A tie.
    Tie(TieId),
}

impl Element {
    /// The actor or tie that a subject is; `None` for anything else.
    pub fn of(subject: &Subject) -> Option<Self> {
        match subject {
            Subject::Actor(id) => Some(Self::Actor(id.clone())),
            Subject::Tie(id) => Some(Self::Tie(id.clone())),
            Subject::Scene | Subject::Claim(_) | Subject::Source(_) | Subject::Note(_) => None,
        }
    }

    /// The same as a subject.
    pub fn subject(&self) -> Subject {
        match self {
            Self::Actor(id) => Subject::Actor(id.clone()),
            Self::Tie(id) => Subject::Tie(id.clone()),
        }
    }
}

impl fmt::Display for Element {
    /// `tie ISR-AZE`, as a [`Subject`] is written.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.subject().fmt(f)
    }
}

/// What something that a slide refers to was like when the slide was made, so that
/// it can be told when it has changed since. It is never shown in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AsMade {
    /// The actor, tie or claim.
    pub of: Subject,
    /// What it was like, in few words: `+0.85, high`.
    pub was: String,
}

/// One page of a briefing: a view of the scene, what is to be looked at in it, and
/// what is said of it. It refers by id and never copies; what it refers to may be
/// gone, and then has no effect.
#[derive(Clone, Debug, PartialEq)]
pub struct Slide {
    /// Names the slide: `two-friends-pull-apart`.
    pub id: SlideId,
    /// The finding, in a line; may be empty.
    pub headline: String,
    /// What is to be known about it, as `CommonMark`; may be empty.
    pub caption: String,
    /// What the speaker has to say and to hand; may be empty.
    pub notes: String,
    /// What is looked at, and how.
    pub view: ViewState,
    /// What stands out, while the rest recedes; where it is empty nothing recedes.
    pub emphasis: Vec<Element>,
    /// What recedes in any case.
    pub dimmed: Vec<Element>,
    /// What appears one after the other, in this order.
    pub reveals: Vec<Element>,
    /// The claims that the slide rests on, in the order of their footnotes.
    pub footnotes: Vec<ClaimId>,
    /// How long it takes to come from the slide before, in milliseconds; `None` for
    /// [`Slide::TRANSITION_MS`].
    pub transition_ms: Option<u32>,
    /// Whether it is left out of the show and of what is handed out.
    pub is_hidden: bool,
    /// What that which it refers to was like when it was made.
    pub as_made: Vec<AsMade>,
}

impl Slide {
    /// The most characters of a headline.
    pub const MOST_HEADLINE_CHARS: usize = 2_000;
    /// The most characters of a caption.
    pub const MOST_CAPTION_CHARS: usize = 8_000;
    /// The most characters of what the speaker has to say.
    pub const MOST_NOTES_CHARS: usize = 20_000;
    /// How long it takes to come to a slide that does not say it, in milliseconds.
    pub const TRANSITION_MS: u32 = 320;
    /// The longest that it may take, in milliseconds.
    pub const MOST_TRANSITION_MS: u32 = 5_000;

    /// A slide of this view, with nothing said of it yet.
    pub fn new(id: SlideId, view: ViewState) -> Self {
        Self {
            id,
            headline: String::new(),
            caption: String::new(),
            notes: String::new(),
            view,
            emphasis: Vec::new(),
            dimmed: Vec::new(),
            reveals: Vec::new(),
            footnotes: Vec::new(),
            transition_ms: None,
            is_hidden: false,
            as_made: Vec::new(),
        }
    }

    /// The lists of actors and ties that it refers to, for changes to all of them.
    pub fn elements_mut(&mut self) -> [&mut Vec<Element>; 3] {
        [&mut self.emphasis, &mut self.dimmed, &mut self.reveals]
    }

    /// Everything that it refers to besides its view: actors and ties, each once in
    /// the order in which they are named, then claims.
    pub fn refers_to(&self) -> Vec<Subject> {
        let elements = [&self.emphasis, &self.dimmed, &self.reveals];
        let mut subjects: Vec<Subject> = Vec::new();
        let claims = self.footnotes.iter().cloned().map(Subject::Claim);
        let all = elements.into_iter().flatten().map(Element::subject);
        for subject in all.chain(claims) {
            if !subjects.contains(&subject) {
                subjects.push(subject);
            }
        }
        subjects
    }
}

impl Record for Slide {
    type Key = SlideId;

    fn key(&self) -> &SlideId {
        &self.id
    }
}
