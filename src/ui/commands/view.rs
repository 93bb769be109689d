//! What is looked at, and how.

use egui::Key;

use crate::evidence::Clock;
use crate::file::settings::{DiscContent, ThemePreference};
use crate::session::{
    BrowseCommand, BrowseTab, Command, DayStep, DeskTab, Dialog, PanelSide, Session,
};

use super::Section::View;
use super::{CommandEntry, InMenu, ctrl, ctrl_shift, plain, shift};

/// How much a key press zooms.
const ZOOM_STEP: f64 = 1.25;

/// Submenus: else the menu would not fit small windows.
const LOOKING_BACK: InMenu = InMenu::Within("Looking back");
const PANELS: InMenu = InMenu::Within("Panels");
const THEME: InMenu = InMenu::Within("Theme");

/// The commands of this section, in the order of the menu.
pub(super) const ENTRIES: &[CommandEntry] = &[
    CommandEntry::new(
        View,
        "palette",
        "Command palette\u{2026}",
        "Finds every command, actor and tie by name.",
        |session| match session.dialog() {
            Some(Dialog::Palette) => vec![Command::CloseDialog],
            _ => vec![Command::Show(Dialog::Palette)],
        },
    )
    .keys(&[ctrl(Key::K), ctrl_shift(Key::P)])
    .not_in_palette(),
    CommandEntry::new(
        View,
        "show-everything",
        "Show everything",
        "Moves the map so that all of it is seen.",
        |_| vec![Command::Fit],
    )
    .keys(&[shift(Key::Num1)])
    .in_menu(InMenu::BelowLine)
    .also("all fit whole map"),
    CommandEntry::new(
        View,
        "show-selection",
        "Show the selection",
        "Moves the map to what is selected.",
        |_| vec![Command::FitSelection],
    )
    .keys(&[shift(Key::Num2)])
    .enabled(|session| !session.selection().subjects().is_empty())
    .also("fit find"),
    CommandEntry::new(
        View,
        "actual-size",
        "Actual size",
        "Shows the map at 100 %.",
        |_| vec![Command::ZoomActual],
    )
    .keys(&[ctrl(Key::Num0), shift(Key::Num0)])
    .also("zoom reset"),
    CommandEntry::new(View, "zoom-in", "Zoom in", "Shows the map closer.", |_| {
        vec![Command::Zoom(ZOOM_STEP)]
    })
    .keys(&[
        ctrl(Key::Equals),
        ctrl(Key::Plus),
        ctrl_shift(Key::Plus),
        ctrl_shift(Key::Equals),
    ])
    .also("larger closer"),
    CommandEntry::new(
        View,
        "zoom-out",
        "Zoom out",
        "Shows more of the map.",
        |_| vec![Command::Zoom(1.0 / ZOOM_STEP)],
    )
    .keys(&[ctrl(Key::Minus)])
    .also("smaller farther"),
    CommandEntry::new(
        View,
        "unknown-ties",
        "Unknown ties",
        "Draws ties that nothing is known of, or does not.",
        |session| vec![Command::ShowUnknown(!session.view().is_showing_unknown)],
    )
    .keys(&[plain(Key::U)])
    .in_menu(InMenu::BelowLine)
    .switch(|session| session.view().is_showing_unknown)
    .also("show hide"),
    CommandEntry::new(
        View,
        "evidence-on-ties",
        "Evidence on ties",
        "Shows on each tie what speaks for and against it, or does not.",
        |session| vec![Command::ShowEvidence(!session.view().is_showing_evidence)],
    )
    .keys(&[plain(Key::E)])
    .switch(|session| session.view().is_showing_evidence)
    .also("show hide for against bars contested claims"),
    CommandEntry::new(
        View,
        "look-back",
        "Look back",
        "Shows the scene as it was by an earlier day, or goes back to the present.",
        |session| match session.view().as_of {
            Some(_) => vec![Command::ReturnToNow],
            None => session
                .first_look_back()
                .map(Command::LookBack)
                .into_iter()
                .collect(),
        },
    )
    .keys(&[plain(Key::B)])
    .in_menu(InMenu::BelowLine)
    .enabled(|session| session.can_look_back())
    .switch(|session| session.view().as_of.is_some())
    .also("as of past history day date time reported happened now present"),
    CommandEntry::new(
        View,
        "previous-day",
        "Previous change",
        "Looks back from the day before on which something changes.",
        |_| vec![Command::StepDay(DayStep::Previous)],
    )
    .keys(&[plain(Key::OpenBracket)])
    .in_menu(LOOKING_BACK)
    .enabled(|session| session.day_after(DayStep::Previous).is_some())
    .also("looking back day earlier step"),
    CommandEntry::new(
        View,
        "next-day",
        "Next change",
        "Looks back from the next day on which something changes.",
        |_| vec![Command::StepDay(DayStep::Next)],
    )
    .keys(&[plain(Key::CloseBracket)])
    .in_menu(LOOKING_BACK)
    .enabled(|session| session.day_after(DayStep::Next).is_some())
    .also("looking back day later step"),
    CommandEntry::new(
        View,
        "reported-by",
        "What was reported",
        "Counts claims from the day on which their first source appeared.",
        |_| vec![Command::LookBackOn(Clock::Reported)],
    )
    .in_menu(LOOKING_BACK)
    .switch(|session| is_on(session, Clock::Reported))
    .enabled(|session| session.view().as_of.is_some())
    .also("as of clock known"),
    CommandEntry::new(
        View,
        "happened-by",
        "What had happened",
        "Counts claims from the first day of what they report.",
        |_| vec![Command::LookBackOn(Clock::Happened)],
    )
    .in_menu(LOOKING_BACK)
    .switch(|session| is_on(session, Clock::Happened))
    .enabled(|session| session.view().as_of.is_some())
    .also("as of clock"),
    CommandEntry::new(
        View,
        "left-panel",
        "Left panel",
        "Shows actors, kinds and filters, or does not.",
        |session| {
            let is_seen = session.shows_panel(PanelSide::Left);
            vec![Command::ShowPanel(PanelSide::Left, !is_seen)]
        },
    )
    .keys(&[ctrl(Key::Num1)])
    .in_menu(PANELS)
    .switch(|session| session.shows_panel(PanelSide::Left))
    .also("show hide actors filters"),
    CommandEntry::new(
        View,
        "right-panel",
        "Right panel",
        "Shows the evidence for what is selected, or does not.",
        |session| {
            let is_seen = session.shows_panel(PanelSide::Right);
            vec![Command::ShowPanel(PanelSide::Right, !is_seen)]
        },
    )
    .keys(&[ctrl(Key::Num2)])
    .in_menu(PANELS)
    .switch(|session| session.shows_panel(PanelSide::Right))
    .also("show hide claims evidence"),
    CommandEntry::new(
        View,
        "bottom-panel",
        "Bottom panel",
        "Shows tables and charts below the map, or does not.",
        |session| {
            let is_seen = session.shows_panel(PanelSide::Bottom);
            vec![Command::ShowPanel(PanelSide::Bottom, !is_seen)]
        },
    )
    .keys(&[ctrl(Key::Num3)])
    .in_menu(PANELS)
    .switch(|session| session.shows_panel(PanelSide::Bottom))
    .also("show hide tables charts below"),
    CommandEntry::new(
        View,
        "browse-slides",
        "Slides",
        "Shows the strip of slides below the map, or does not.",
        |session| match session.browsed() {
            Some(BrowseTab::Slides) => vec![Command::ShowPanel(PanelSide::Bottom, false)],
            _ => browse(BrowseTab::Slides),
        },
    )
    .keys(&[plain(Key::F7)])
    .in_menu(PANELS)
    .switch(|session| session.browsed() == Some(BrowseTab::Slides))
    .also("strip thumbnails briefing deck storyboard show hide"),
    browse_entry(
        "browse-time",
        "Claims in time",
        "Shows the claims by their dates, below the map.",
        |_| browse(BrowseTab::Time),
        |session| session.browsed() == Some(BrowseTab::Time),
    )
    .also("timeline dates chart"),
    browse_entry(
        "browse-actors",
        "Table of actors",
        "Shows all actors as a table, below the map.",
        |_| browse(BrowseTab::Actors),
        |session| session.browsed() == Some(BrowseTab::Actors),
    )
    .also("list rows names kinds"),
    browse_entry(
        "browse-ties",
        "Table of ties",
        "Shows all ties as a table, below the map.",
        |_| browse(BrowseTab::Ties),
        |session| session.browsed() == Some(BrowseTab::Ties),
    )
    .also("list rows weights"),
    browse_entry(
        "browse-claims",
        "Table of claims",
        "Shows all claims as a table, below the map.",
        |_| browse(BrowseTab::Claims),
        |session| session.browsed() == Some(BrowseTab::Claims),
    )
    .also("list rows evidence"),
    browse_entry(
        "browse-strength",
        "Chart of strength",
        "Shows how much the ties of each actor support and oppose it.",
        |_| browse(BrowseTab::Strength),
        |session| session.browsed() == Some(BrowseTab::Strength),
    )
    .also("bars actors positive negative sum"),
    browse_entry(
        "browse-kinds",
        "Chart of kinds",
        "Shows how many claims of each kind support, strain or do neither.",
        |_| browse(BrowseTab::Kinds),
        |session| session.browsed() == Some(BrowseTab::Kinds),
    )
    .also("bars composition claims"),
    browse_entry(
        "browse-judged",
        "Chart of judged weights and claims",
        "Shows judged weights against what the claims say.",
        |_| browse(BrowseTab::Judged),
        |session| session.browsed() == Some(BrowseTab::Judged),
    )
    .also("scatter gap estimate diagonal"),
    CommandEntry::new(
        View,
        "evidence",
        "Evidence desk",
        "Shows the texts of the sources and what claims take from them.",
        |session| match session.desk() {
            Some(_) => vec![Command::CloseDesk],
            None => vec![Command::OpenDesk(DeskTab::Text)],
        },
    )
    .keys(&[ctrl(Key::E)])
    .in_menu(InMenu::BelowLine)
    .switch(|session| session.desk().is_some())
    .also(
        "source text quotes anchors snapshots read coverage gaps dyads by kind table of all claims",
    ),
    CommandEntry::new(
        View,
        "theme-system",
        "Theme as the system",
        "Light or dark, whichever the system has.",
        |_| vec![Command::SetTheme(ThemePreference::System)],
    )
    .in_menu(THEME)
    .switch(|session| session.settings().theme == ThemePreference::System),
    CommandEntry::new(
        View,
        "theme-light",
        "Light theme",
        "Dark on light, as on paper.",
        |_| vec![Command::SetTheme(ThemePreference::Light)],
    )
    .in_menu(THEME)
    .switch(|session| session.settings().theme == ThemePreference::Light)
    .also("bright day mode"),
    CommandEntry::new(
        View,
        "theme-dark",
        "Dark theme",
        "Light on dark, for rooms with little light.",
        |_| vec![Command::SetTheme(ThemePreference::Dark)],
    )
    .in_menu(THEME)
    .switch(|session| session.settings().theme == ThemePreference::Dark)
    .also("night mode"),
    CommandEntry::new(
        View,
        "discs-code",
        "Codes",
        "Puts the code of each actor on its disc.",
        |_| vec![Command::SetOnDiscs(DiscContent::Code)],
    )
    .in_menu(InMenu::Within("On discs"))
    .switch(|session| session.settings().on_discs == DiscContent::Code)
    .also("iso id letters"),
    CommandEntry::new(
        View,
        "discs-monogram",
        "Monograms",
        "Puts the first letters of each name on its disc.",
        |_| vec![Command::SetOnDiscs(DiscContent::Monogram)],
    )
    .in_menu(InMenu::Within("On discs"))
    .switch(|session| session.settings().on_discs == DiscContent::Monogram)
    .also("initials letters name"),
    CommandEntry::new(
        View,
        "discs-flag",
        "Flags",
        "Puts the flags of states on their discs, and letters on all others.",
        |_| vec![Command::SetOnDiscs(DiscContent::Flag)],
    )
    .in_menu(InMenu::Within("On discs"))
    .switch(|session| session.settings().on_discs == DiscContent::Flag)
    .also("country banner"),
    CommandEntry::new(
        View,
        "clear-filters",
        "Clear filters",
        "Shows every tie and claim again: no filter, no focus, no path.",
        |_| vec![Command::ClearFilter],
    )
    .keys(&[plain(Key::X)])
    .in_menu(InMenu::BelowLine)
    .enabled(Session::is_narrowed)
    .also("reset all"),
    CommandEntry::new(
        View,
        "full-screen",
        "Full screen",
        "Fills the screen with the window, or stops doing so.",
        |_| vec![Command::ToggleFullscreen],
    )
    .keys(&[plain(Key::F11)])
    .also("maximise"),
];

/// Turns to a part of the panel below the map, and goes there with the keyboard.
fn browse(tab: BrowseTab) -> Vec<Command> {
    let is_entered = true;
    vec![Command::Browse(BrowseCommand::Show { tab, is_entered })]
}

/// A command that turns to a part of the panel below the map.
const fn browse_entry(
    id: &'static str,
    name: &'static str,
    description: &'static str,
    commands: fn(&Session) -> Vec<Command>,
    is_on: fn(&Session) -> bool,
) -> CommandEntry {
    CommandEntry::new(View, id, name, description, commands)
        .in_menu(InMenu::Within("Tables and charts"))
        .switch(is_on)
}

/// Whether it is this clock that is looked back on.
fn is_on(session: &Session, clock: Clock) -> bool {
    session
        .view()
        .as_of
        .is_some_and(|as_of| as_of.clock == clock)
}
