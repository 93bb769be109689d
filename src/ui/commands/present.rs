//! Slides before people.

use egui::Key;

use crate::file::settings::SlideTheme;
use crate::session::{Command, Session, ShowCommand};

use super::Section::Present;
use super::{CommandEntry, InMenu, plain, shift};

/// Submenus.
const PLANNED: InMenu = InMenu::Within("Planned length");
const THEME: InMenu = InMenu::Within("Theme of slides");

/// The commands of this section, in the order of the menu.
pub(super) const ENTRIES: &[CommandEntry] = &[
    CommandEntry::new(
        Present,
        "start-show",
        "Start from the beginning",
        "Shows the slides to an audience, from the first one on.",
        |_| vec![Command::Present(ShowCommand::Start)],
    )
    .keys(&[plain(Key::F5)])
    .also("present briefing slideshow full screen talk"),
    CommandEntry::new(
        Present,
        "start-show-here",
        "Start from here",
        "Shows the slides from the chosen one on, else from where one was.",
        |_| vec![Command::Present(ShowCommand::StartHere)],
    )
    .keys(&[shift(Key::F5)])
    .also("present briefing slideshow continue go on talk"),
    CommandEntry::new(
        Present,
        "presenter-window",
        "Presenter window",
        "Opens a window with notes and clock with the show, even on one screen.",
        |_| vec![Command::Present(ShowCommand::Presenter)],
    )
    .switch(Session::wants_presenter)
    .in_menu(InMenu::BelowLine)
    .also("speaker notes second screen monitor"),
    plan(
        "plan-none",
        "No plan",
        "Lets the talk take as long as it takes.",
        |_| vec![Command::Present(ShowCommand::Plan(0))],
    )
    .switch(|session| session.settings().talk_minutes == 0),
    plan(
        "plan-five",
        "5 minutes",
        "Plans 5 minutes for the talk.",
        |_| vec![Command::Present(ShowCommand::Plan(5))],
    )
    .switch(|session| session.settings().talk_minutes == 5),
    plan(
        "plan-ten",
        "10 minutes",
        "Plans 10 minutes for the talk.",
        |_| vec![Command::Present(ShowCommand::Plan(10))],
    )
    .switch(|session| session.settings().talk_minutes == 10),
    plan(
        "plan-fifteen",
        "15 minutes",
        "Plans 15 minutes for the talk.",
        |_| vec![Command::Present(ShowCommand::Plan(15))],
    )
    .switch(|session| session.settings().talk_minutes == 15),
    plan(
        "plan-twenty",
        "20 minutes",
        "Plans 20 minutes for the talk.",
        |_| vec![Command::Present(ShowCommand::Plan(20))],
    )
    .switch(|session| session.settings().talk_minutes == 20),
    plan(
        "plan-thirty",
        "30 minutes",
        "Plans 30 minutes for the talk.",
        |_| vec![Command::Present(ShowCommand::Plan(30))],
    )
    .switch(|session| session.settings().talk_minutes == 30),
    plan(
        "plan-forty-five",
        "45 minutes",
        "Plans 45 minutes for the talk.",
        |_| vec![Command::Present(ShowCommand::Plan(45))],
    )
    .switch(|session| session.settings().talk_minutes == 45),
    plan(
        "plan-sixty",
        "60 minutes",
        "Plans an hour for the talk.",
        |_| vec![Command::Present(ShowCommand::Plan(60))],
    )
    .switch(|session| session.settings().talk_minutes == 60),
    CommandEntry::new(
        Present,
        "slides-light",
        "Light slides",
        "Draws slides dark on light, for a lit room.",
        |_| vec![Command::Present(ShowCommand::SetTheme(SlideTheme::Light))],
    )
    .in_menu(THEME)
    .switch(|session| session.settings().slide_theme == SlideTheme::Light)
    .also("bright white"),
    CommandEntry::new(
        Present,
        "slides-dark",
        "Dark slides",
        "Draws slides light on dark, for a dark room.",
        |_| vec![Command::Present(ShowCommand::SetTheme(SlideTheme::Dark))],
    )
    .in_menu(THEME)
    .switch(|session| session.settings().slide_theme == SlideTheme::Dark)
    .also("night black"),
];

/// How long a talk is to take.
const fn plan(
    id: &'static str,
    name: &'static str,
    description: &'static str,
    commands: fn(&Session) -> Vec<Command>,
) -> CommandEntry {
    CommandEntry::new(Present, id, name, description, commands)
        .in_menu(PLANNED)
        .also("timer clock presenter time")
}
