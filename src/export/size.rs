//! The size of a picture.

use std::str::FromStr;

use super::png::{MAX_PIXELS, MAX_SIDE_PX};

/// The size of a picture in pixels; each side from [`PictureSize::MIN_PX`] to
/// [`PictureSize::MAX_PX`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PictureSize {
    /// The width.
    pub width_px: u32,
    /// The height.
    pub height_px: u32,
}

impl PictureSize {
    /// The shortest side: below it nothing can be read.
    pub const MIN_PX: u32 = 100;
    /// The longest side; both together may not exceed [`MAX_PIXELS`].
    pub const MAX_PX: u32 = MAX_SIDE_PX;
    /// That of slides where none is given.
    pub const OF_SLIDES: Self = Self {
        width_px: 1920,
        height_px: 1080,
    };
}

impl Default for PictureSize {
    fn default() -> Self {
        Self {
            width_px: 1600,
            height_px: 1000,
        }
    }
}

impl FromStr for PictureSize {
    type Err = String;

    /// Reads `1920x1080`.
    fn from_str(text: &str) -> Result<Self, String> {
        let side = |part: &str| {
            let number = part.parse::<u32>().ok();
            number.filter(|side| (Self::MIN_PX..=Self::MAX_PX).contains(side))
        };
        let sides = text.split_once('x');
        match sides.map(|(width, height)| (side(width), side(height))) {
            Some((Some(width_px), Some(height_px)))
                if u64::from(width_px) * u64::from(height_px) > MAX_PIXELS =>
            {
                Err(format!(
                    "a picture has at most {} million pixels",
                    MAX_PIXELS / 1_000_000
                ))
            }
            Some((Some(width_px), Some(height_px))) => Ok(Self {
                width_px,
                height_px,
            }),
            _ => Err(format!(
                "write width and height in pixels, such as 1920x1080, each from {} to {}",
                Self::MIN_PX,
                Self::MAX_PX
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_two_sensible_numbers() {
        let size = PictureSize {
            width_px: 1920,
            height_px: 1080,
        };
        assert_eq!("1920x1080".parse(), Ok(size));
        for text in [
            "",
            "1920",
            "0x0",
            "1920x",
            "99999x100",
            "-1x100",
            "1920X1080",
        ] {
            assert!(text.parse::<PictureSize>().is_err(), "{text}");
        }
    }
}
