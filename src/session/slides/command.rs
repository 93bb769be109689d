//! What can be asked of the slides, and of their lists.

use crate::drawing::SlideFix;
use crate::model::{ClaimId, Element, Slide, SlideId};

/// A list of actors and ties that a slide has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SlideList {
    /// What stands out.
    Emphasis,
    /// What recedes in any case.
    Dimmed,
    /// What appears one after the other.
    Reveals,
}

impl SlideList {
    /// All, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Emphasis, Self::Dimmed, Self::Reveals];

    /// This list of a slide.
    pub fn of(self, slide: &Slide) -> &[Element] {
        match self {
            Self::Emphasis => &slide.emphasis,
            Self::Dimmed => &slide.dimmed,
            Self::Reveals => &slide.reveals,
        }
    }

    pub(super) fn of_mut(self, slide: &mut Slide) -> &mut Vec<Element> {
        match self {
            Self::Emphasis => &mut slide.emphasis,
            Self::Dimmed => &mut slide.dimmed,
            Self::Reveals => &mut slide.reveals,
        }
    }

    /// What putting something into it does, as within a sentence.
    pub(super) fn verb(self) -> &'static str {
        match self {
            Self::Emphasis => "emphasise",
            Self::Dimmed => "dim",
            Self::Reveals => "reveal",
        }
    }

    /// The list that nothing may be in besides being in this one.
    pub(super) fn opposite(self) -> Option<Self> {
        match self {
            Self::Emphasis => Some(Self::Dimmed),
            Self::Dimmed => Some(Self::Emphasis),
            Self::Reveals => None,
        }
    }
}

/// What a person asks of the slides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SlidesCommand {
    /// Make a slide of what is looked at, after the one that is chosen; what is
    /// selected stands out on it.
    New,
    /// Look at what this slide shows, and open its form.
    Choose(SlideId),
    /// Choose the next slide or the one before.
    Step {
        /// The next.
        is_next: bool,
    },
    /// Choose this slide, with the keyboard in its headline.
    EditHeadline(SlideId),
    /// Let no slide be chosen any more. What is looked at stays.
    Leave,
    /// Let this slide show what is looked at now.
    Update(SlideId),
    /// Put a slide like this one after it.
    Duplicate(SlideId),
    /// Leave this slide out of the show, or do not.
    Hide(SlideId, bool),
    /// Move this slide to this place among the others, from 0.
    Move {
        /// The slide.
        slide: SlideId,
        /// The place, counted without the slide.
        to: usize,
    },
    /// Delete this slide.
    Delete(SlideId),
    /// Put what is selected into this list of the chosen slide, or take it out where
    /// all of it is in it.
    ToggleSelected(SlideList),
    /// Put this into a list.
    Put {
        /// The slide.
        slide: SlideId,
        /// The list.
        list: SlideList,
        /// What.
        element: Element,
    },
    /// Take this out of a list.
    TakeOut {
        /// The slide.
        slide: SlideId,
        /// The list.
        list: SlideList,
        /// What.
        element: Element,
    },
    /// Let this appear earlier or later.
    MoveReveal {
        /// The slide.
        slide: SlideId,
        /// What.
        element: Element,
        /// By one place towards the first.
        is_up: bool,
    },
    /// Let a slide rest on this claim, or not.
    Footnote {
        /// The slide.
        slide: SlideId,
        /// The claim.
        claim: ClaimId,
        /// Whether it does.
        is_on: bool,
    },
    /// Let this footnote come earlier or later.
    MoveFootnote {
        /// The slide.
        slide: SlideId,
        /// The claim.
        claim: ClaimId,
        /// By one place towards the first.
        is_up: bool,
    },
    /// It takes so many milliseconds to come to this slide; `None` for the usual.
    Transition(SlideId, Option<u32>),
    /// Do something about what the check found on this slide.
    Fix(SlideId, SlideFix),
}
