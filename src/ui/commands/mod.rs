//! Everything that a person can ask for, in one table: menus, keys, hover texts,
//! the command palette and the list of keys all read it.
//!
//! A new command is one [`CommandEntry`] in the file of its section. With that it
//! stands in the menu of the section, in the palette and, where it has keys, in
//! the list of keys. What it does stands in the session; the table only maps.

mod actors;
mod arrange;
mod claims;
mod edit;
mod file;
mod find;
mod gestures;
mod help;
mod keyboard;
mod present;
mod slides;
mod ties;
mod tools;
mod view;

use egui::{Context, Key, KeyboardShortcut, Modifiers};

use crate::session::{Command, Session};

pub use gestures::gesture_ids;
pub(super) use gestures::{is_bound, listed};
pub(super) use keyboard::{Keyboard, take, written};

/// What a command is about: where it stands in menus and lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    /// Scenes and what is done with them as a whole.
    File,
    /// Changes, and taking them back.
    Edit,
    /// Changing actors.
    Actors,
    /// Changing ties.
    Ties,
    /// Changing claims.
    Claims,
    /// Making slides.
    Slides,
    /// What is looked at, and how.
    View,
    /// Slides before people.
    Present,
    /// Finding one's way.
    Help,
}

impl Section {
    /// All of them, in the order of menus and lists.
    pub(super) const ALL: [Self; 9] = [
        Self::File,
        Self::Edit,
        Self::Actors,
        Self::Ties,
        Self::Claims,
        Self::Slides,
        Self::View,
        Self::Present,
        Self::Help,
    ];

    /// Whether its commands change the scene: not behind a dialog, where nobody
    /// would see it.
    fn changes_the_scene(self) -> bool {
        match self {
            Self::Edit | Self::Actors | Self::Ties | Self::Claims | Self::Slides => true,
            Self::File | Self::View | Self::Present | Self::Help => false,
        }
    }

    /// Its heading.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::Actors => "Actors",
            Self::Ties => "Ties",
            Self::Claims => "Claims",
            Self::Slides => "Slides",
            Self::View => "View",
            Self::Present => "Present",
            Self::Help => "Help",
        }
    }
}

/// Where a command stands in the menu of its section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum InMenu {
    /// Below the one before it in the table.
    Below,
    /// Below a line.
    BelowLine,
    /// In the submenu of this name.
    Within(&'static str),
    /// Nowhere: the palette has it all the same.
    Nowhere,
}

/// A command, with all that is to be said of it.
pub(super) struct CommandEntry {
    /// Short and stable, for code that means this command.
    pub id: &'static str,
    /// What it is about.
    pub section: Section,
    /// Its name, as in a menu.
    pub name: &'static str,
    /// What it does, in one sentence.
    pub description: &'static str,
    /// Other words that it is found by in the palette.
    pub also: &'static str,
    /// The keys, any of them; the first is the one that is shown.
    pub keys: &'static [KeyboardShortcut],
    /// Where it stands in the menu of its section.
    pub in_menu: InMenu,
    /// Whether the palette offers it.
    pub is_in_palette: bool,
    /// Whether menus and the palette have it now.
    pub is_shown: fn(&Session) -> bool,
    /// Whether it can be carried out now.
    pub is_enabled: fn(&Session) -> bool,
    /// For a switch: whether it is on.
    pub is_on: Option<fn(&Session) -> bool>,
    /// A name that depends on the session; where it is absent the name does for it.
    pub label: Option<fn(&Session) -> String>,
    /// The commands for the session as it is.
    pub commands: fn(&Session) -> Vec<Command>,
}

impl CommandEntry {
    /// A command without keys that can always be carried out.
    const fn new(
        section: Section,
        id: &'static str,
        name: &'static str,
        description: &'static str,
        commands: fn(&Session) -> Vec<Command>,
    ) -> Self {
        Self {
            id,
            section,
            name,
            description,
            also: "",
            keys: &[],
            in_menu: InMenu::Below,
            is_in_palette: true,
            is_shown: |_| true,
            is_enabled: |_| true,
            is_on: None,
            label: None,
            commands,
        }
    }

    /// With these keys.
    const fn keys(mut self, keys: &'static [KeyboardShortcut]) -> Self {
        self.keys = keys;
        self
    }

    /// Found by these words too.
    const fn also(mut self, also: &'static str) -> Self {
        self.also = also;
        self
    }

    /// In another place of the menu.
    const fn in_menu(mut self, in_menu: InMenu) -> Self {
        self.in_menu = in_menu;
        self
    }

    /// Not in the palette: it would make no sense there.
    const fn not_in_palette(mut self) -> Self {
        self.is_in_palette = false;
        self
    }

    /// There only while this holds.
    const fn shown(mut self, is_shown: fn(&Session) -> bool) -> Self {
        self.is_shown = is_shown;
        self
    }

    /// Carried out only while this holds.
    const fn enabled(mut self, is_enabled: fn(&Session) -> bool) -> Self {
        self.is_enabled = is_enabled;
        self
    }

    /// A switch, with whether it is on.
    const fn switch(mut self, is_on: fn(&Session) -> bool) -> Self {
        self.is_on = Some(is_on);
        self
    }

    /// With a name that says what it would do now, such as "Undo: change weight".
    const fn labelled(mut self, label: fn(&Session) -> String) -> Self {
        self.label = Some(label);
        self
    }

    /// Its name for the session as it is.
    pub(super) fn label(&self, session: &Session) -> String {
        self.label
            .map_or_else(|| self.name.to_owned(), |label| label(session))
    }

    /// Its name where no menu stands around it.
    pub(super) fn full_label(&self, session: &Session) -> String {
        let label = self.label(session);
        match self.in_menu {
            InMenu::Within(menu) => format!("{menu}: {label}"),
            InMenu::Below | InMenu::BelowLine | InMenu::Nowhere => label,
        }
    }

    /// Whether it can be carried out now.
    pub(super) fn is_enabled(&self, session: &Session) -> bool {
        (self.is_shown)(session) && (self.is_enabled)(session)
    }

    /// Pushes what it asks for, if it can be carried out now.
    pub(super) fn push(&self, session: &Session, commands: &mut Vec<Command>) {
        if self.is_enabled(session) {
            commands.extend((self.commands)(session));
        }
    }

    /// How its first keys are written on this system.
    pub(super) fn keys_written(&self, ctx: &Context) -> Option<String> {
        self.keys.first().map(|keys| written(ctx, keys))
    }

    /// All of its keys as written on this system, each once.
    pub(super) fn all_keys_written(&self, ctx: &Context) -> Vec<String> {
        let mut all = Vec::new();
        for keys in self.keys {
            let keys = written(ctx, keys);
            if !all.contains(&keys) {
                all.push(keys);
            }
        }
        all
    }
}

/// The table, section by section.
pub(super) fn all() -> impl Iterator<Item = &'static CommandEntry> {
    [
        file::ENTRIES,
        edit::ENTRIES,
        actors::ENTRIES,
        arrange::ENTRIES,
        ties::ENTRIES,
        claims::ENTRIES,
        slides::ENTRIES,
        view::ENTRIES,
        tools::ENTRIES,
        find::ENTRIES,
        present::ENTRIES,
        help::ENTRIES,
    ]
    .into_iter()
    .flatten()
}

/// A command as others may know it: tests, and lists of keys.
#[derive(Clone, Copy, Debug)]
pub struct CommandInfo {
    /// Short and stable.
    pub id: &'static str,
    /// The heading that it stands under.
    pub section: &'static str,
    /// Its name, as in a menu.
    pub name: &'static str,
    /// The submenu that it stands in.
    pub submenu: Option<&'static str>,
    /// What it does, in one sentence.
    pub description: &'static str,
    /// The keys, any of them.
    pub keys: &'static [KeyboardShortcut],
    /// Whether the palette offers it.
    pub is_in_palette: bool,
}

impl CommandInfo {
    /// Each of its keys with a name of its own: `undo Ctrl+Z`.
    pub fn bindings(&self) -> impl Iterator<Item = (String, KeyboardShortcut)> + use<> {
        let id = self.id;
        self.keys.iter().map(move |keys| (binding(id, keys), *keys))
    }
}

/// Every command, in the order of menus.
pub fn command_table() -> impl Iterator<Item = CommandInfo> {
    all().map(|entry| CommandInfo {
        id: entry.id,
        section: entry.section.name(),
        name: entry.name,
        submenu: match entry.in_menu {
            InMenu::Within(name) => Some(name),
            InMenu::Below | InMenu::BelowLine | InMenu::Nowhere => None,
        },
        description: entry.description,
        keys: entry.keys,
        is_in_palette: entry.is_in_palette,
    })
}

/// The name of a key of a command, alike on all systems.
pub(super) fn binding(id: &str, keys: &KeyboardShortcut) -> String {
    let modifiers = keys.modifiers;
    let held = [
        (modifiers.command || modifiers.ctrl, "Ctrl+"),
        (modifiers.alt, "Alt+"),
        (modifiers.shift, "Shift+"),
    ];
    let held = held.into_iter().filter(|(is_held, _)| *is_held);
    let held: String = held.map(|(_, name)| name).collect();
    format!("{id} {held}{}", keys.logical_key.name())
}

/// The command of this id.
pub(super) fn find(id: &str) -> Option<&'static CommandEntry> {
    let found = all().find(|entry| entry.id == id);
    debug_assert!(found.is_some(), "no command is called {id}");
    found
}

/// How the first keys of the command of this id are written on this system.
pub(super) fn keys_of(ctx: &Context, id: &str) -> Option<String> {
    find(id)?.keys_written(ctx)
}

/// Pushes what the command of this id asks for, if it can be carried out now.
pub(super) fn push(id: &str, session: &Session, commands: &mut Vec<Command>) {
    if let Some(entry) = find(id) {
        entry.push(session, commands);
    }
}

/// A key alone.
pub(super) const fn plain(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

/// A key with Shift.
const fn shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::SHIFT, key)
}

/// A key with Ctrl, on a Mac with Cmd.
const fn ctrl(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

/// A key with Ctrl, on a Mac with Cmd, and Shift.
const fn ctrl_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_commands_share_a_key() {
        let mut seen = Vec::new();
        for entry in all() {
            for keys in entry.keys {
                assert!(!seen.contains(keys), "{} shares {keys:?}", entry.name);
                seen.push(*keys);
            }
        }
    }

    #[test]
    fn every_command_has_an_id_of_its_own_a_name_and_a_sentence() {
        let mut seen = Vec::new();
        for entry in all() {
            let id = entry.id;
            assert!(!seen.contains(&id), "{id} stands twice");
            seen.push(id);
            assert!(
                !id.is_empty() && id.chars().all(|c| c.is_ascii_lowercase() || c == '-'),
                "{id}"
            );
            assert!(!entry.name.trim().is_empty(), "{id} has no name");
            assert!(entry.description.ends_with('.'), "{id} has no sentence");
            assert!(entry.description.len() < 90, "{id} says too much");
        }
    }

    #[test]
    fn the_table_is_in_the_order_of_its_sections() {
        let places: Vec<Option<usize>> = all()
            .map(|entry| {
                let mut sections = Section::ALL.iter();
                sections.position(|section| *section == entry.section)
            })
            .collect();
        assert!(places.is_sorted(), "{places:?}");
    }

    #[test]
    fn keys_are_written_as_they_stand_on_a_keyboard() {
        let ctx = Context::default();
        for (keys, expected) in [
            (ctrl_shift(Key::Z), "Ctrl+Shift+Z"),
            (ctrl(Key::Comma), "Ctrl+,"),
            (ctrl(Key::Equals), "Ctrl++"),
            (ctrl(Key::Minus), "Ctrl+\u{2212}"),
            (shift(Key::Num1), "Shift+1"),
            (plain(Key::Escape), "Esc"),
            (plain(Key::F1), "F1"),
        ] {
            assert_eq!(written(&ctx, &keys), expected);
        }
    }
}
