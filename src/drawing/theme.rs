//! Colours, widths and sizes, read from `assets/themes`.
//!
//! No colour is named in code elsewhere. The three themes are embedded; a test
//! reads each and checks its contrast.

use std::sync::OnceLock;

use serde::Deserialize;

use super::item::Color;

/// Which theme to draw with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ThemeName {
    /// For screens in dim rooms.
    Dark,
    /// For screens in bright rooms.
    Light,
    /// For paper: hostile ties differ by texture, not by hue alone.
    Print,
}

impl ThemeName {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Dark, Self::Light, Self::Print];

    /// The theme of this name.
    pub fn theme(self) -> &'static Theme {
        static THEMES: OnceLock<[Theme; 3]> = OnceLock::new();
        let [dark, light, print] = THEMES.get_or_init(|| {
            [
                read(include_str!("../../assets/themes/dark.ron")),
                read(include_str!("../../assets/themes/light.ron")),
                read(include_str!("../../assets/themes/print.ron")),
            ]
        });
        match self {
            Self::Dark => dark,
            Self::Light => light,
            Self::Print => print,
        }
    }
}

/// All colours, widths and sizes of a theme.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// Whether light letters stand on dark ground.
    pub is_dark: bool,
    /// Whether hostile ties carry cross ticks, so that they differ in grey.
    pub has_hostile_texture: bool,
    /// Colours of the map.
    pub map: MapColors,
    /// Colours of ties and actors.
    pub figure: FigureColors,
    /// Colours of the window around the canvas.
    pub window: WindowColors,
    /// Widths and sizes.
    pub size: Sizes,
}

/// Colours of the map.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MapColors {
    /// The sea, and the paper where there is no basemap.
    pub sea: Color,
    /// Land.
    pub land: Color,
    /// Land of states that are actors of the scene.
    pub land_of_actors: Color,
    /// Coast line.
    pub coast: Color,
    /// Borders.
    pub border: Color,
}

/// Colours of ties, actors and the page layer.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FigureColors {
    /// Supportive.
    pub supportive: Color,
    /// Hostile.
    pub hostile: Color,
    /// Weight 0.
    pub neutral: Color,
    /// Unknown.
    pub unknown: Color,
    /// Inside of discs.
    pub disc: Color,
    /// Ring of an actor without any strength.
    pub ring_empty: Color,
    /// Inside of chips.
    pub chip: Color,
    /// Names, codes and the title.
    pub text: Color,
    /// Names in an actor's own script, legend and credits.
    pub text_muted: Color,
    /// Outline behind names.
    pub halo: Color,
    /// Behind legend and credits.
    pub page_panel: Color,
    /// What is selected.
    pub selection: Color,
    /// Inside of notes.
    pub note: Color,
    /// Edge of notes.
    pub note_edge: Color,
    /// That the picture looks back to an earlier day.
    pub past: Color,
}

/// Colours of the window around the canvas.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WindowColors {
    /// Panels and bars.
    pub panel: Color,
    /// Cards, fields and buttons.
    pub raised: Color,
    /// Buttons and rows under the pointer.
    pub hover: Color,
    /// Lines between panels.
    pub line: Color,
    /// Edges of cards, fields and buttons.
    pub edge: Color,
    /// Text.
    pub text: Color,
    /// Secondary text.
    pub text_muted: Color,
    /// What can be clicked, and what is on.
    pub accent: Color,
    /// Text on the accent.
    pub on_accent: Color,
    /// Behind what is selected, faint.
    pub accent_faint: Color,
    /// All is well.
    pub good: Color,
    /// Warnings.
    pub warning: Color,
    /// Errors.
    pub error: Color,
    /// Shadows of menus and dialogs.
    pub shadow: Color,
}

/// Widths and sizes, in layout units or points; one layout unit is one point
/// at zoom 1.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sizes {
    /// Width of a tie of weight 0.
    pub tie_least: f64,
    /// Width of a tie of weight 1 or -1.
    pub tie_most: f64,
    /// Width of an unknown tie.
    pub tie_unknown: f64,
    /// Radius of an actor without strength.
    pub disc_least: f64,
    /// Radius that no actor exceeds.
    pub disc_most: f64,
    /// Width of the ring.
    pub ring: f64,
    /// Code inside a disc.
    pub code: f64,
    /// Name.
    pub name: f64,
    /// Name in the actor's own script.
    pub own_name: f64,
    /// Text of a chip.
    pub chip: f64,
    /// Title of the page.
    pub title: f64,
    /// Legend.
    pub legend: f64,
    /// As-of, sources and credits.
    pub credit: f64,
    /// Width of coast lines.
    pub coast: f64,
    /// Width of borders.
    pub border: f64,
}

impl<'de> Deserialize<'de> for Color {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::from_hex(&text).ok_or_else(|| {
            serde::de::Error::custom(format!("{text:?} is not a colour like #rrggbb"))
        })
    }
}

/// Reads an embedded theme.
fn read(text: &str) -> Theme {
    // The texts are part of the program and read by a test, so this cannot fail
    // in a build that passed its tests.
    ron::from_str(text).expect("an embedded theme is well formed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_can_be_read_at_wcag_aa() {
        for name in ThemeName::ALL {
            let theme = name.theme();
            let (window, figure, map) = (&theme.window, &theme.figure, &theme.map);
            for (what, ink, paper) in [
                ("text on panels", window.text, window.panel),
                ("text on cards", window.text, window.raised),
                ("muted text on panels", window.text_muted, window.panel),
                ("muted text on cards", window.text_muted, window.raised),
                ("accent on panels", window.accent, window.panel),
                ("text on accent", window.on_accent, window.accent),
                ("good on panels", window.good, window.panel),
                ("good on cards", window.good, window.raised),
                ("warning on panels", window.warning, window.panel),
                ("error on panels", window.error, window.panel),
                ("names on land", figure.text, map.land_of_actors),
                ("own names on land", figure.text_muted, map.land_of_actors),
                ("own names on sea", figure.text_muted, map.sea),
                ("codes on discs", figure.text, figure.disc),
                ("supportive chips", figure.supportive, figure.chip),
                ("hostile chips", figure.hostile, figure.chip),
                ("unknown chips", figure.unknown, figure.chip),
                ("text on notes", figure.text, figure.note),
                ("the past on panels", figure.past, window.panel),
                ("the past on cards", figure.past, window.raised),
                ("the past on the page", figure.past, figure.page_panel),
            ] {
                let ratio = ink.contrast(paper);
                assert!(
                    ratio >= 4.5,
                    "{name:?}: {what} has a contrast of {ratio:.2}, AA asks 4.5"
                );
            }
        }
    }
}
