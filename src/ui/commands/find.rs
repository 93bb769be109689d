//! Finding things, and letting them stand out.

use egui::{Key, KeyboardShortcut, Modifiers};

use crate::model::PathOver;
use crate::session::{Command, Dialog, FindCommand, Session};

use super::Section::View;
use super::{CommandEntry, InMenu, ctrl, plain, shift};

/// The submenus of focus and paths.
const FOCUS: InMenu = InMenu::Within("Focus");
const PATH: InMenu = InMenu::Within("Path between two actors");

/// A depth of the focus, with its key.
macro_rules! depth {
    ($id:literal, $name:literal, $what:literal, $depth:literal, $key:expr) => {
        CommandEntry::new(View, $id, $name, $what, |_| {
            vec![Command::Find(FindCommand::Depth($depth))]
        })
        .keys(&[plain($key)])
        .in_menu(FOCUS)
        .enabled(can_focus)
        .switch(|session| session.focus().is_some_and(|it| it.depth == $depth))
        .also("near neighbours degree hops ego around")
    };
}

const VIEWS: InMenu = InMenu::Within("Views");

/// Shows the view with this digit as its key.
macro_rules! view_key {
    ($id:literal, $digit:literal, $key:expr) => {
        CommandEntry::new(
            View,
            $id,
            concat!("View ", $digit),
            "Shows the saved view that has this key.",
            |session| {
                let view = session.view_with_key($digit);
                let show = view.map(|it| Command::Find(FindCommand::ShowView(it.id.clone())));
                show.into_iter().collect()
            },
        )
        .keys(&[KeyboardShortcut::new(Modifiers::ALT, $key)])
        .in_menu(VIEWS)
        .shown(|session| session.view_with_key($digit).is_some())
        .labelled(|session| {
            let name = session.view_with_key($digit).map(|it| it.name.clone());
            name.unwrap_or_else(|| concat!("View ", $digit).to_owned())
        })
        .also("saved view show")
    };
}

/// The commands of this part of the section, in the order of the menu.
pub(super) const ENTRIES: &[CommandEntry] = &[
    CommandEntry::new(
        View,
        "search",
        "Search\u{2026}",
        "Finds actors, ties, claims, sources and notes by any of their words.",
        |session| match session.dialog() {
            Some(Dialog::Search) => vec![Command::CloseDialog],
            _ => vec![Command::Show(Dialog::Search)],
        },
    )
    .keys(&[ctrl(Key::F)])
    .in_menu(InMenu::BelowLine)
    .also("find look for everything go to"),
    depth!(
        "focus-zero",
        "Only what is selected",
        "Lets the selected actors and the ends of ties stand out, and the rest recede.",
        0,
        Key::Num0
    ),
    depth!(
        "focus-one",
        "Within one tie",
        "Lets what is one tie away from the selection stand out.",
        1,
        Key::Num1
    ),
    depth!(
        "focus-two",
        "Within 2 ties",
        "Lets what is up to 2 ties away from the selection stand out.",
        2,
        Key::Num2
    ),
    depth!(
        "focus-three",
        "Within 3 ties",
        "Lets what is up to 3 ties away from the selection stand out.",
        3,
        Key::Num3
    ),
    depth!(
        "focus-four",
        "Within 4 ties",
        "Lets what is up to 4 ties away from the selection stand out.",
        4,
        Key::Num4
    ),
    depth!(
        "focus-five",
        "Within 5 ties",
        "Lets what is up to 5 ties away from the selection stand out.",
        5,
        Key::Num5
    ),
    depth!(
        "focus-six",
        "Within 6 ties",
        "Lets what is up to 6 ties away from the selection stand out.",
        6,
        Key::Num6
    ),
    depth!(
        "focus-seven",
        "Within 7 ties",
        "Lets what is up to 7 ties away from the selection stand out.",
        7,
        Key::Num7
    ),
    depth!(
        "focus-eight",
        "Within 8 ties",
        "Lets what is up to 8 ties away from the selection stand out.",
        8,
        Key::Num8
    ),
    depth!(
        "focus-nine",
        "Within 9 ties",
        "Lets what is up to 9 ties away from the selection stand out.",
        9,
        Key::Num9
    ),
    CommandEntry::new(
        View,
        "focus-further",
        "One tie further",
        "Lets the focus reach one tie further; without one, begins it.",
        |_| vec![Command::Find(FindCommand::Deepen { is_further: true })],
    )
    .keys(&[
        plain(Key::Plus),
        shift(Key::Plus),
        plain(Key::Equals),
        shift(Key::Equals),
    ])
    .in_menu(FOCUS)
    .enabled(can_focus)
    .also("grow more deeper"),
    CommandEntry::new(
        View,
        "focus-nearer",
        "One tie less",
        "Lets the focus reach one tie less.",
        |_| vec![Command::Find(FindCommand::Deepen { is_further: false })],
    )
    .keys(&[plain(Key::Minus)])
    .in_menu(FOCUS)
    .enabled(|session| session.focus().is_some())
    .also("shrink fewer"),
    CommandEntry::new(
        View,
        "focus-hides",
        "Hide the rest",
        "Hides what is out of the focus instead of dimming it.",
        |session| {
            let is_hiding = session.focus().is_some_and(|it| it.is_hiding);
            vec![Command::Find(FindCommand::HideRest(!is_hiding))]
        },
    )
    .in_menu(FOCUS)
    .enabled(|session| session.focus().is_some())
    .switch(|session| session.focus().is_some_and(|it| it.is_hiding))
    .also("isolate dim"),
    CommandEntry::new(
        View,
        "path-any",
        "Shortest",
        "Shows all ways with the fewest ties between the two selected actors.",
        |_| vec![Command::Find(FindCommand::Path(PathOver::Any))],
    )
    .in_menu(PATH)
    .enabled(|session| session.selected_pair().is_some())
    .switch(|session| is_over(session, PathOver::Any))
    .also("connection route way from to"),
    CommandEntry::new(
        View,
        "path-positive",
        "Shortest over supportive ties",
        "Shows the ways with the fewest ties, none of them hostile or neutral.",
        |_| vec![Command::Find(FindCommand::Path(PathOver::Positive))],
    )
    .in_menu(PATH)
    .enabled(|session| session.selected_pair().is_some())
    .switch(|session| is_over(session, PathOver::Positive))
    .also("connection route way from to positive"),
    CommandEntry::new(
        View,
        "path-strongest",
        "Strongest",
        "Shows the way whose weights, without signs, have the greatest product.",
        |_| vec![Command::Find(FindCommand::Path(PathOver::Strongest))],
    )
    .in_menu(PATH)
    .enabled(|session| session.selected_pair().is_some())
    .switch(|session| is_over(session, PathOver::Strongest))
    .also("connection route way from to best"),
    CommandEntry::new(
        View,
        "end-spotlight",
        "End focus or path",
        "Lets everything stand as before; filters stay.",
        |_| vec![Command::Find(FindCommand::EndSpotlight)],
    )
    .in_menu(InMenu::Nowhere)
    .enabled(Session::has_spotlight)
    .also("clear leave"),
    CommandEntry::new(
        View,
        "save-view",
        "Save this view\u{2026}",
        "Keeps what is looked at in the scene, under a name and with a key.",
        |_| vec![Command::Show(Dialog::NameView(None))],
    )
    .in_menu(VIEWS)
    .also("bookmark snapshot remember camera filter"),
    CommandEntry::new(
        View,
        "update-view",
        "Update the view",
        "Keeps what is looked at now in the place of what the last view kept.",
        |session| {
            let view = session.last_view();
            let update = view.map(|it| Command::Find(FindCommand::UpdateView(it.id.clone())));
            update.into_iter().collect()
        },
    )
    .in_menu(VIEWS)
    // Also where only the camera moved, which the list does not count as a change.
    .enabled(|session| session.last_view().is_some())
    .labelled(|session| match session.last_view() {
        Some(view) => format!("Update \u{201c}{}\u{201d}", view.name),
        None => "Update the view".to_owned(),
    })
    .also("saved view overwrite"),
    view_key!("view-one", 1, Key::Num1),
    view_key!("view-two", 2, Key::Num2),
    view_key!("view-three", 3, Key::Num3),
    view_key!("view-four", 4, Key::Num4),
    view_key!("view-five", 5, Key::Num5),
    view_key!("view-six", 6, Key::Num6),
    view_key!("view-seven", 7, Key::Num7),
    view_key!("view-eight", 8, Key::Num8),
    view_key!("view-nine", 9, Key::Num9),
];

fn can_focus(session: &Session) -> bool {
    session.can_focus() || session.focus().is_some()
}

/// Whether a path over such ties is looked at.
fn is_over(session: &Session, over: PathOver) -> bool {
    session.path().is_some_and(|path| path.over == over)
}
