//! What can be asked for in a show.

use crate::file::settings::SlideTheme;
use crate::model::TieId;

use super::EvidenceOf;

/// What can be asked for in a show, and to begin one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShowCommand {
    /// Begin with the first slide.
    Start,
    /// Begin with the slide that is chosen, else the one that was seen last.
    StartHere,
    /// This many screens are there.
    Screens(usize),
    /// End the show.
    Leave,
    /// Go one level back: from a number being typed, the list of keys, evidence, the
    /// grid, black or white; else end the show.
    Escape,
    /// The next step: reveal, slide, page of evidence, slide of the grid. Black or
    /// white gives way to the slide, which stays where it was.
    Next,
    /// The step before.
    Previous,
    /// In the grid this many slides on; else as [`ShowCommand::Next`] or
    /// [`ShowCommand::Previous`].
    Walk(isize),
    /// Go to the slide whose number was typed, or that is chosen in the grid; else the
    /// next step.
    Enter,
    /// Take back a digit; else the step before.
    Erase,
    /// A digit of the number of a slide.
    Digit(u8),
    /// The first slide, nothing revealed.
    First,
    /// The last slide, everything revealed.
    Last,
    /// Go to this slide, from 0.
    GoTo(usize),
    /// Make the screen black, or show the slide again.
    Black,
    /// Make the screen white, or show the slide again.
    White,
    /// Show all slides, or go back.
    Grid,
    /// Show what this rests on, or go back.
    Evidence(EvidenceOf),
    /// The evidence takes this many pages.
    Pages(usize),
    /// Choose this tie, for its evidence.
    Mark(Option<TieId>),
    /// Switch the laser pointer on or off.
    Laser,
    /// Stop the clock of the talk, or let it go on.
    Timer,
    /// Set it to 0.
    ResetTimer,
    /// Open or close the presenter's window.
    Presenter,
    /// Let the windows change what they show.
    Swap,
    /// Show the keys, or go back.
    Keys,
    /// Draw slides in this theme.
    SetTheme(SlideTheme),
    /// Plan so many minutes for the talk; 0 for no plan.
    Plan(u32),
}
