//! How large symbols and labels are at a zoom and in a scene of some size.
//!
//! Themes give sizes in points for the zoom at which a map usually fits its
//! canvas. Closer up, symbols grow slower than the map, so that a dense region
//! opens up; farther away they shrink slower, so that texts stay readable.

/// The zoom at which sizes are those of the theme, in points to a layout unit:
/// a map of 1,000 units on a canvas of 650 points.
pub const HOME_ZOOM: f64 = 0.65;
/// Steps of detail to a doubling of the zoom.
const STEPS_TO_DOUBLE: f64 = 4.0;
/// Symbols grow with this power of the zoom.
const GROWTH: f64 = 0.4;
/// Symbols are never larger than this many times their size in the theme.
const MOST_SYMBOL: f64 = 2.2;
/// The range of labels, in parts of their size in the theme.
const LABELS: (f64, f64) = (0.8, 1.8);
/// Up to this many actors, symbols have full size at [`HOME_ZOOM`]; with more,
/// discs cover the same part of the map.
const FULL_SIZE_ACTORS: f64 = 16.0;
/// Up to this many ties, lines are as wide as discs are large; with more, they
/// take the same ink.
const FULL_WIDTH_TIES: f64 = 150.0;
/// Range of zoom that is told apart, a little wider than any camera's.
const ZOOMS: (f64, f64) = (0.01, 100.0);

/// The zoom that stands for `zoom` in a drawing: the nearest step of
/// 2^(1/4), in [0.01, 100]; 1 for a number that is not finite and positive.
///
/// A drawing made for it looks right up to 9 % closer or farther, so a camera
/// can move within a step without a new drawing.
pub fn detail_zoom(zoom: f64) -> f64 {
    if !zoom.is_finite() || zoom <= 0.0 {
        return 1.0;
    }
    let step = (zoom.clamp(ZOOMS.0, ZOOMS.1).log2() * STEPS_TO_DOUBLE).round();
    (step / STEPS_TO_DOUBLE).exp2()
}

/// The zoom so many steps of [`detail_zoom`] closer.
pub(super) fn closer_by(zoom: f64, steps: u32) -> f64 {
    detail_zoom(zoom) * (f64::from(steps) / STEPS_TO_DOUBLE).exp2()
}

/// Sizes in layout units for one theme point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    /// Points to a layout unit; a step of [`detail_zoom`].
    pub(super) zoom: f64,
    /// For discs, rings and codes.
    pub(super) symbol: f64,
    /// For lines and arrow heads.
    pub(super) line: f64,
    /// For names and chips.
    pub(super) label: f64,
    /// How much smaller than usual symbols are because the scene is large, in
    /// (0, 1]; 1 is full size.
    pub(super) density: f64,
    /// The same for lines, at most [`Scale::density`].
    pub(super) line_density: f64,
}

impl Scale {
    /// The sizes at the [`detail_zoom`] of `zoom` in a picture of this many
    /// actors and ties.
    pub(super) fn at(zoom: f64, actors: usize, ties: usize) -> Self {
        let zoom = detail_zoom(zoom);
        let from_home = zoom / HOME_ZOOM;
        let points = from_home.powf(GROWTH);
        // The power is chosen so that symbols of a large scene keep their size
        // in layout units until they have reached full size.
        let crowded = (FULL_SIZE_ACTORS / actors.max(1) as f64).sqrt();
        let density = if crowded < 1.0 {
            (crowded * from_home.powf(1.0 - GROWTH)).min(1.0)
        } else {
            1.0
        };
        let line_density = density.min((FULL_WIDTH_TIES / ties.max(1) as f64).sqrt());
        let symbol = points.min(MOST_SYMBOL) / zoom;
        Self {
            zoom,
            symbol: symbol * density,
            line: symbol * line_density,
            label: points.clamp(LABELS.0, LABELS.1) / zoom,
            density,
            line_density,
        }
    }

    /// Layout units for this many points on the screen, whatever the zoom.
    pub(super) fn points(self, points: f64) -> f64 {
        points / self.zoom
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn detail_changes_in_steps() {
        assert_eq!(detail_zoom(1.0), 1.0);
        assert_eq!(detail_zoom(1.08), 1.0);
        assert!((detail_zoom(1.1) - 2_f64.powf(0.25)).abs() < 1e-12);
        for odd in [0.0, -3.0, f64::NAN, f64::INFINITY] {
            assert_eq!(detail_zoom(odd), 1.0);
        }
        assert!(detail_zoom(1e-300) > 0.0 && detail_zoom(1e300).is_finite());
    }

    #[test]
    fn symbols_shrink_on_the_map_and_grow_on_the_screen_when_coming_closer() {
        for actors in [5, 50, 2000] {
            let mut last = Scale::at(0.02, actors, 0);
            for step in 1..40 {
                let now = Scale::at(0.02 * f64::from(step).exp2().powf(0.25), actors, 0);
                assert!(now.symbol <= last.symbol * 1.000_001, "{actors}, {now:?}");
                assert!(now.symbol * now.zoom >= last.symbol * last.zoom * 0.999_999);
                assert!(now.label * now.zoom >= LABELS.0 * 0.999);
                last = now;
            }
        }
    }
}
