//! The embedded faces: their names, their bytes, and who has which character.
//!
//! Where the fonts come from stands in `assets/fonts/README.md`.

use std::sync::OnceLock;

/// A face of the embedded fonts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Face {
    /// Latin, Cyrillic, Greek, digits and signs.
    Inter,
    /// The same, semi-bold.
    InterSemiBold,
    /// Hebrew.
    Hebrew,
    /// Arabic, with Persian letters.
    Arabic,
    /// Armenian.
    Armenian,
    /// Georgian.
    Georgian,
}

/// Size and weight of a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// Size of the em, in points or layout units.
    pub size: f64,
    /// Semi-bold where the face has it, else regular.
    pub is_bold: bool,
}

impl Face {
    /// All faces, in the order in which they are asked for a character.
    pub const ALL: [Self; 6] = [
        Self::Inter,
        Self::InterSemiBold,
        Self::Hebrew,
        Self::Arabic,
        Self::Armenian,
        Self::Georgian,
    ];

    /// The name of the font family, as CSS and font data bases know it. Both
    /// weights of Inter share one.
    pub fn family(self) -> &'static str {
        match self {
            Self::Inter | Self::InterSemiBold => "Inter",
            Self::Hebrew => "Noto Sans Hebrew",
            Self::Arabic => "Noto Sans Arabic",
            Self::Armenian => "Noto Sans Armenian",
            Self::Georgian => "Noto Sans Georgian",
        }
    }

    /// The weight in CSS's scale: 600 for [`Face::InterSemiBold`], else 400.
    pub fn css_weight(self) -> u16 {
        match self {
            Self::InterSemiBold => 600,
            _ => 400,
        }
    }

    /// The font file, OpenType, as it is embedded.
    pub fn bytes(self) -> &'static [u8] {
        match self {
            Self::Inter => include_bytes!("../../assets/fonts/Inter-Regular.otf"),
            Self::InterSemiBold => include_bytes!("../../assets/fonts/Inter-SemiBold.otf"),
            Self::Hebrew => include_bytes!("../../assets/fonts/NotoSansHebrew-Regular.ttf"),
            Self::Arabic => include_bytes!("../../assets/fonts/NotoSansArabic-Regular.ttf"),
            Self::Armenian => include_bytes!("../../assets/fonts/NotoSansArmenian-Regular.ttf"),
            Self::Georgian => include_bytes!("../../assets/fonts/NotoSansGeorgian-Regular.ttf"),
        }
    }

    /// The face for Latin letters and everything that belongs to no script.
    pub(super) fn base(is_bold: bool) -> Self {
        if is_bold {
            Self::InterSemiBold
        } else {
            Self::Inter
        }
    }

    /// Whether its script reads from right to left.
    pub(super) fn is_of_rtl_script(self) -> bool {
        matches!(self, Self::Hebrew | Self::Arabic)
    }

    /// Whether the face has a glyph for this character.
    pub(super) fn has(self, c: char) -> bool {
        // A test sees that it has; asking the table for each letter takes long.
        let is_plain = matches!(c, ' '..='~') && matches!(self, Self::Inter | Self::InterSemiBold);
        is_plain || self.shaping().glyph_index(c).is_some()
    }

    /// The first face that has this character; `None` when none has.
    pub(super) fn of(c: char, is_bold: bool) -> Option<Self> {
        let others = [Self::Hebrew, Self::Arabic, Self::Armenian, Self::Georgian];
        std::iter::once(Self::base(is_bold))
            .chain(others)
            .find(|face| face.has(c))
    }

    /// The face as the shaper wants it; parsed once.
    pub(super) fn shaping(self) -> &'static rustybuzz::Face<'static> {
        static FACES: OnceLock<[rustybuzz::Face<'static>; 6]> = OnceLock::new();
        let [inter, semi_bold, hebrew, arabic, armenian, georgian] =
            FACES.get_or_init(|| Self::ALL.map(parse));
        match self {
            Self::Inter => inter,
            Self::InterSemiBold => semi_bold,
            Self::Hebrew => hebrew,
            Self::Arabic => arabic,
            Self::Armenian => armenian,
            Self::Georgian => georgian,
        }
    }
}

/// How far the line reaches above the baseline, at this size; positive.
///
/// Inter's ascender (`hhea`, the same as its `OS/2` typographic one): 0.969 of
/// the size. The same for all scripts, so that a label does not jump when a
/// name gains a letter.
pub fn ascent(style: Style) -> f64 {
    f64::from(base_face(style).ascender()) * em_scale(style)
}

/// How far the line reaches below the baseline, at this size; positive.
///
/// Inter's descender (`hhea`): 0.241 of the size.
pub fn descent(style: Style) -> f64 {
    -f64::from(base_face(style).descender()) * em_scale(style)
}

/// From one baseline to the next, at this size.
///
/// [`ascent`] and [`descent`] and Inter's line gap (`hhea`; it is 0): 1.21
/// times the size.
pub fn line_height(style: Style) -> f64 {
    ascent(style) + descent(style) + f64::from(base_face(style).line_gap()) * em_scale(style)
}

fn base_face(style: Style) -> &'static rustybuzz::Face<'static> {
    Face::base(style.is_bold).shaping()
}

fn em_scale(style: Style) -> f64 {
    style.size / f64::from(base_face(style).units_per_em())
}

fn parse(face: Face) -> rustybuzz::Face<'static> {
    // The bytes are part of the program and read by a test, so this cannot
    // fail in a build that passed its tests.
    rustybuzz::Face::from_slice(face.bytes(), 0).expect("an embedded font is well formed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_bears_the_family_and_weight_it_is_asked_for_by() {
        use rustybuzz::ttf_parser::name_id::{FAMILY, TYPOGRAPHIC_FAMILY};
        for face in Face::ALL {
            let shaping = face.shaping();
            let name = |id| {
                let mut names = shaping.names().into_iter();
                let found = names.find(|n| n.name_id == id && n.is_unicode())?;
                found.to_string()
            };
            let family = name(TYPOGRAPHIC_FAMILY).or_else(|| name(FAMILY));
            assert_eq!(family.as_deref(), Some(face.family()), "{face:?}");
            assert_eq!(shaping.weight().to_number(), face.css_weight(), "{face:?}");
        }
    }

    #[test]
    fn both_weights_have_all_of_ascii() {
        for c in ' '..='~' {
            for face in [Face::Inter, Face::InterSemiBold] {
                assert!(face.shaping().glyph_index(c).is_some(), "{c:?} in {face:?}");
            }
        }
    }

    #[test]
    fn each_script_has_its_face() {
        for (letters, face) in [
            ("Aəğışİ ҚӨҰҒңһі Ωß→←★✓⚠−–…0%", Face::Inter),
            ("ישראל", Face::Hebrew),
            ("پچژگیکآة۱٢،؟", Face::Arabic),
            ("Հայաստան", Face::Armenian),
            ("საქართველო", Face::Georgian),
        ] {
            for c in letters.chars() {
                assert_eq!(Face::of(c, false), Some(face), "{c}");
            }
        }
        assert_eq!(Face::of('A', true), Some(Face::InterSemiBold));
        assert_eq!(Face::of('漢', false), None);
    }

    #[test]
    fn line_metrics_grow_with_the_size() {
        let style = |size| Style {
            size,
            is_bold: false,
        };
        assert!((ascent(style(14.0)) - 14.0 * 2728.0 / 2816.0).abs() < 1e-9);
        assert!((descent(style(14.0)) - 14.0 * 680.0 / 2816.0).abs() < 1e-9);
        assert!((line_height(style(28.0)) - 2.0 * line_height(style(14.0))).abs() < 1e-9);
    }
}
