//! What Entente remembers of a person from one start to the next.
//!
//! Reading never fails: a value that is odd becomes its default and a warning.
//! Window geometry is kept elsewhere.

use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::format::options;
use super::locate::Outline;
use super::store::{self, StoreError};
use super::write::write_pretty;

/// How many files the list of recent ones holds.
pub const MAX_RECENT: usize = 10;

/// Which theme the window has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ThemePreference {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// What a person points and scrolls with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum InputDevice {
    /// As the events look.
    #[default]
    Auto,
    /// A mouse: the wheel zooms.
    Mouse,
    /// A touchpad: two fingers move the map, a pinch zooms.
    Touchpad,
}

/// In which scripts the names of actors are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum NamesScript {
    /// The name in the language of the scene, and the actor's own below it.
    #[default]
    Both,
    /// Only the name in the language of the scene.
    Scene,
    /// Only the actor's own name, in its own script; that of the scene where
    /// it has none.
    Own,
}

/// What stands inside the discs of actors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum DiscContent {
    /// The ISO code of a state, else the beginning of the id.
    #[default]
    Code,
    /// One or two letters of the name.
    Monogram,
    /// The flag of a state, where there is one, else letters.
    Flag,
}

/// Which theme slides have, whatever the window has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum SlideTheme {
    /// Dark on light: for a lit room, and for paper.
    #[default]
    Light,
    /// Light on dark.
    Dark,
}

/// A panel of the window.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PanelSetting {
    /// Whether it is open.
    pub is_open: bool,
    /// Its width, of the bottom panel its height, in points; from
    /// [`PanelSetting::MIN_PTS`] to [`PanelSetting::MAX_PTS`].
    pub size_pts: f32,
}

impl PanelSetting {
    /// The smallest size that is remembered.
    pub const MIN_PTS: f32 = 80.0;
    /// The largest size that is remembered.
    pub const MAX_PTS: f32 = 2000.0;

    const fn open(size_pts: f32) -> Self {
        Self {
            is_open: true,
            size_pts,
        }
    }

    fn is_sound(&self) -> bool {
        (Self::MIN_PTS..=Self::MAX_PTS).contains(&self.size_pts)
    }
}

/// Everything that is remembered.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Settings {
    /// Which theme the window has.
    pub theme: ThemePreference,
    /// How much larger than usual the interface is drawn; from
    /// [`Settings::MIN_SCALE`] to [`Settings::MAX_SCALE`].
    pub interface_scale: f32,
    /// What a person points and scrolls with.
    pub input_device: InputDevice,
    /// In which scripts names are shown.
    pub names: NamesScript,
    /// What stands inside the discs of actors.
    pub on_discs: DiscContent,
    /// Which theme slides have.
    pub slide_theme: SlideTheme,
    /// How long a talk is to take, in minutes; at most [`Settings::MAX_MINUTES`], and
    /// 0 where nothing is planned.
    pub talk_minutes: u32,
    /// Whether what is dragged on the map snaps into line with others.
    pub snapping: bool,
    /// Whether nothing moves that need not move.
    pub reduced_motion: bool,
    /// Whether the hints of the first start are dismissed for good.
    pub hints_dismissed: bool,
    /// Files opened last, the latest first, at most [`MAX_RECENT`].
    pub recent: Vec<PathBuf>,
    /// The panel on the left.
    pub left_panel: PanelSetting,
    /// The panel on the right.
    pub right_panel: PanelSetting,
    /// The panel at the bottom.
    pub bottom_panel: PanelSetting,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: ThemePreference::System,
            interface_scale: 1.0,
            input_device: InputDevice::Auto,
            names: NamesScript::Both,
            on_discs: DiscContent::Code,
            slide_theme: SlideTheme::Light,
            talk_minutes: 0,
            snapping: true,
            reduced_motion: false,
            hints_dismissed: false,
            recent: Vec::new(),
            left_panel: PanelSetting::open(260.0),
            right_panel: PanelSetting::open(380.0),
            bottom_panel: PanelSetting::open(180.0),
        }
    }
}

impl Settings {
    /// The smallest interface scale: below it, text is too small to read.
    pub const MIN_SCALE: f32 = 0.75;
    /// The largest interface scale: above it, a dialog is larger than a small
    /// screen and its buttons are out of reach.
    pub const MAX_SCALE: f32 = 2.0;

    /// The longest talk, in minutes.
    pub const MAX_MINUTES: u32 = 600;

    /// Puts a file at the head of the recent ones, where it stands once.
    pub fn remember(&mut self, path: PathBuf) {
        self.recent.retain(|other| *other != path);
        self.recent.insert(0, path);
        self.recent.truncate(MAX_RECENT);
    }

    /// The settings in this text, and a sentence for each value that is not
    /// taken. Fields that it does not have are as in [`Settings::default`].
    pub fn parse(text: &str) -> (Self, Vec<String>) {
        let mut settings = Self::default();
        let mut warnings = Vec::new();
        let outline = match Outline::of(text) {
            Ok(outline) => outline,
            Err(_flaw) => {
                warnings.push("the settings are damaged; defaults are taken".to_owned());
                return (settings, warnings);
            }
        };
        let mut fields = Fields {
            outline: &outline,
            warnings: &mut warnings,
        };
        fields.take("theme", &mut settings.theme, |_| true);
        fields.take("interface_scale", &mut settings.interface_scale, |scale| {
            (Self::MIN_SCALE..=Self::MAX_SCALE).contains(scale)
        });
        fields.take("input_device", &mut settings.input_device, |_| true);
        fields.take("names", &mut settings.names, |_| true);
        fields.take("on_discs", &mut settings.on_discs, |_| true);
        fields.take("slide_theme", &mut settings.slide_theme, |_| true);
        fields.take("talk_minutes", &mut settings.talk_minutes, |minutes| {
            *minutes <= Self::MAX_MINUTES
        });
        fields.take("snapping", &mut settings.snapping, |_| true);
        fields.take("reduced_motion", &mut settings.reduced_motion, |_| true);
        fields.take("hints_dismissed", &mut settings.hints_dismissed, |_| true);
        fields.take("recent", &mut settings.recent, |_| true);
        fields.take(
            "left_panel",
            &mut settings.left_panel,
            PanelSetting::is_sound,
        );
        fields.take(
            "right_panel",
            &mut settings.right_panel,
            PanelSetting::is_sound,
        );
        fields.take(
            "bottom_panel",
            &mut settings.bottom_panel,
            PanelSetting::is_sound,
        );
        settings.recent.truncate(MAX_RECENT);
        (settings, warnings)
    }

    /// The settings as text, one field a line.
    pub fn to_text(&self) -> String {
        // A path that is not UTF-8 cannot stand in a text; it is not remembered.
        let mut own = self.clone();
        own.recent.retain(|path| path.to_str().is_some());
        let mut text = "// Entente settings\n".to_owned();
        write_pretty(&mut text, &own);
        text
    }

    /// The settings of this file, and warnings. Defaults where there is none or
    /// it cannot be read.
    pub fn load(path: &Path) -> (Self, Vec<String>) {
        match store::read_small(path) {
            Ok(None) => (Self::default(), Vec::new()),
            Ok(Some(bytes)) => Self::parse(&String::from_utf8_lossy(&bytes)),
            Err(error) => (
                Self::default(),
                vec![format!("the settings could not be read: {error}")],
            ),
        }
    }

    /// Writes the settings to this file, making its folder if need be.
    ///
    /// # Errors
    /// When the folder or file cannot be written.
    pub fn save(&self, path: &Path) -> Result<(), StoreError> {
        if let Some(folder) = path.parent() {
            store::create_folder(folder)?;
        }
        store::replace(path, self.to_text().as_bytes())
    }
}

struct Fields<'a, 't> {
    outline: &'a Outline<'t>,
    warnings: &'a mut Vec<String>,
}

impl Fields<'_, '_> {
    /// Takes a field if it is there and sound.
    fn take<T: DeserializeOwned>(
        &mut self,
        name: &str,
        into: &mut T,
        is_sound: impl Fn(&T) -> bool,
    ) {
        let Some(node) = self.outline.field(Outline::ROOT, name) else {
            return;
        };
        match options().from_str::<T>(self.outline.source(node)) {
            Ok(value) if is_sound(&value) => *into = value,
            Ok(_) | Err(_) => self
                .warnings
                .push(format!("the setting `{name}` is odd; its default is taken")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_written_and_read_back() {
        let mut settings = Settings {
            theme: ThemePreference::Dark,
            interface_scale: 1.1,
            input_device: InputDevice::Touchpad,
            names: NamesScript::Own,
            on_discs: DiscContent::Flag,
            slide_theme: SlideTheme::Dark,
            talk_minutes: 10,
            snapping: false,
            reduced_motion: true,
            hints_dismissed: true,
            ..Settings::default()
        };
        settings.left_panel.is_open = false;
        settings.remember(PathBuf::from("/a \"b\".ron"));
        let (read, warnings) = Settings::parse(&settings.to_text());
        assert_eq!((read, warnings), (settings, Vec::new()));
    }

    #[test]
    fn odd_values_become_defaults_with_a_warning_each() {
        let text = "(theme: Purple, recent: [\"/a\"], left_panel: (is_open: false, size_pts: NaN), right_panel: 5, later: 1)";
        let (read, warnings) = Settings::parse(text);
        let expected = Settings {
            recent: vec![PathBuf::from("/a")],
            ..Settings::default()
        };
        assert_eq!(read, expected);
        assert_eq!(warnings.len(), 3, "{warnings:?}");
    }

    #[test]
    fn every_field_is_written_and_an_odd_one_costs_only_itself() {
        let settings = Settings {
            theme: ThemePreference::Light,
            interface_scale: 1.5,
            input_device: InputDevice::Mouse,
            names: NamesScript::Scene,
            on_discs: DiscContent::Monogram,
            slide_theme: SlideTheme::Dark,
            talk_minutes: 10,
            snapping: false,
            reduced_motion: true,
            hints_dismissed: true,
            ..Settings::default()
        };
        let text = settings.to_text();
        for name in FIELDS {
            let line = line_of(&text, name);
            // What was there becomes a field that no start knows.
            let odd = line.replacen(name, &format!("{name}: Odd, {name}_was"), 1);
            let (read, warnings) = Settings::parse(&text.replacen(line, &odd, 1));
            assert_eq!(warnings.len(), 1, "{name}: {warnings:?}");
            assert!(warnings[0].contains(&format!("`{name}`")), "{warnings:?}");
            for other in FIELDS {
                let from = if other == name {
                    &Settings::default().to_text()
                } else {
                    &text
                };
                assert_eq!(line_of(&read.to_text(), other), line_of(from, other));
            }
        }
    }

    const FIELDS: [&str; 14] = [
        "theme",
        "interface_scale",
        "input_device",
        "names",
        "on_discs",
        "slide_theme",
        "talk_minutes",
        "snapping",
        "reduced_motion",
        "hints_dismissed",
        "recent",
        "left_panel",
        "right_panel",
        "bottom_panel",
    ];

    fn line_of<'a>(text: &'a str, name: &str) -> &'a str {
        let start = format!("{name}:");
        text.lines()
            .find(|line| line.trim_start().starts_with(&start))
            .expect(name)
    }

    #[test]
    fn the_interface_scale_stays_where_the_interface_can_be_used() {
        for (text, expected, odd) in [
            ("0.75", 0.75, 0),
            ("2", 2.0, 0),
            ("2.0", 2.0, 0),
            ("0.74", 1.0, 1),
            ("2.01", 1.0, 1),
            ("-1.0", 1.0, 1),
            ("NaN", 1.0, 1),
            ("inf", 1.0, 1),
            ("\"1.5\"", 1.0, 1),
            ("true", 1.0, 1),
        ] {
            let (read, warnings) = Settings::parse(&format!("(interface_scale: {text})"));
            assert_eq!(read.interface_scale, expected, "{text}");
            assert_eq!(warnings.len(), odd, "{text}: {warnings:?}");
        }
    }

    #[test]
    fn settings_of_an_earlier_start_have_the_new_fields_as_usual() {
        let (read, warnings) = Settings::parse("(theme: Dark)");
        let expected = Settings {
            theme: ThemePreference::Dark,
            ..Settings::default()
        };
        assert_eq!((read, warnings), (expected, Vec::new()));
    }

    #[test]
    fn no_text_at_all_keeps_the_start_from_happening() {
        for text in ["", "(", "[]", "\0\0", "(theme:"] {
            assert_eq!(Settings::parse(text).0, Settings::default(), "{text:?}");
        }
    }

    #[test]
    fn the_recent_files_are_ten_and_each_stands_once() {
        let mut settings = Settings::default();
        for number in 0..15 {
            settings.remember(PathBuf::from(format!("/{}", number % 12)));
        }
        assert_eq!(settings.recent.len(), MAX_RECENT);
        assert_eq!(settings.recent.first(), Some(&PathBuf::from("/2")));
        let twos = settings.recent.iter().filter(|p| p.ends_with("2")).count();
        assert_eq!(twos, 1);
    }

    #[test]
    fn a_file_that_is_not_there_is_no_warning() {
        let (settings, warnings) = Settings::load(Path::new("/nowhere/settings.ron"));
        assert_eq!((settings, warnings), (Settings::default(), Vec::new()));
    }
}
