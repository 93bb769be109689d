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

/// What turns the wheel: decides whether scrolling zooms the map or moves it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum InputDevice {
    /// As each event looks: whole lines come from a mouse, points from a touchpad.
    #[default]
    Auto,
    /// A mouse: the wheel zooms.
    Mouse,
    /// A touchpad: two fingers move the map.
    Touchpad,
}

/// Which names of an actor stand on the map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum NamesScript {
    /// The name in the scene's language, and the actor's own below it.
    #[default]
    Both,
    /// The name in the scene's language only.
    Scene,
    /// The actor's own name only, where it has one.
    Own,
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
    /// Files opened last, the latest first, at most [`MAX_RECENT`].
    pub recent: Vec<PathBuf>,
    /// The panel on the left.
    pub left_panel: PanelSetting,
    /// The panel on the right.
    pub right_panel: PanelSetting,
    /// The panel at the bottom.
    pub bottom_panel: PanelSetting,
    /// How large the interface is; from [`Settings::MIN_SCALE`] to
    /// [`Settings::MAX_SCALE`], 1 is the usual size.
    pub interface_scale: f32,
    /// What turns the wheel.
    pub input_device: InputDevice,
    /// Which names of an actor stand on the map.
    pub names: NamesScript,
    /// Whether nothing slides or fades.
    pub reduced_motion: bool,
    /// Whether the hints of the first start were put away for good.
    pub hints_dismissed: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: ThemePreference::System,
            recent: Vec::new(),
            left_panel: PanelSetting::open(260.0),
            right_panel: PanelSetting::open(380.0),
            bottom_panel: PanelSetting::open(180.0),
            interface_scale: 1.0,
            input_device: InputDevice::Auto,
            names: NamesScript::Both,
            reduced_motion: false,
            hints_dismissed: false,
        }
    }
}

impl Settings {
    /// The smallest interface that can be used.
    pub const MIN_SCALE: f32 = 0.75;
    /// The largest interface that leaves a usual screen any room for the map.
    pub const MAX_SCALE: f32 = 2.0;

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
        fields.take("interface_scale", &mut settings.interface_scale, |scale| {
            (Self::MIN_SCALE..=Self::MAX_SCALE).contains(scale)
        });
        fields.take("input_device", &mut settings.input_device, |_| true);
        fields.take("names", &mut settings.names, |_| true);
        fields.take("reduced_motion", &mut settings.reduced_motion, |_| true);
        fields.take("hints_dismissed", &mut settings.hints_dismissed, |_| true);
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
            interface_scale: 1.25,
            input_device: InputDevice::Touchpad,
            names: NamesScript::Own,
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
    fn each_setting_of_the_dialog_is_checked_alone() {
        for odd in [
            "interface_scale: 0.5",
            "interface_scale: 2.01",
            "interface_scale: NaN",
            "interface_scale: \"large\"",
            "input_device: Trackball",
            "names: Neither",
            "reduced_motion: 1",
            "hints_dismissed: maybe",
        ] {
            let (read, warnings) = Settings::parse(&format!("({odd}, theme: Light)"));
            assert_eq!(warnings.len(), 1, "{odd}: {warnings:?}");
            let expected = Settings {
                theme: ThemePreference::Light,
                ..Settings::default()
            };
            assert_eq!(read, expected, "{odd}");
        }
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
