//! What lies within a line drawn by hand.

use kurbo::{Point, Rect};

/// A closed line is cut into at most so many bands, by y.
const MOST_BANDS: usize = 64;

/// The inside of a closed line. Where the line crosses itself, what it goes around
/// an odd number of times is inside.
#[derive(Clone, Debug, Default)]
pub struct Lasso {
    bounds: Rect,
    /// For each band of y, from the top, the edges that reach into it.
    bands: Vec<Vec<[Point; 2]>>,
}

impl Lasso {
    /// The line through these points and back to the first. Points that are not
    /// finite are left out; fewer than three hold nothing.
    pub fn new(points: &[Point]) -> Self {
        let points: Vec<Point> = points.iter().copied().filter(|it| it.is_finite()).collect();
        let [first, .., last] = points.as_slice() else {
            return Self::default();
        };
        let bounds = points
            .iter()
            .fold(Rect::from_points(*first, *last), |all, point| {
                all.union_pt(*point)
            });
        let mut lasso = Self {
            bounds,
            bands: vec![Vec::new(); points.len().clamp(1, MOST_BANDS)],
        };
        let ends = points.iter().skip(1).chain([first]);
        for (from, to) in points.iter().zip(ends) {
            let (top, bottom) = (from.y.min(to.y), from.y.max(to.y));
            let bands = lasso.band(top)..=lasso.band(bottom);
            for band in lasso.bands.get_mut(bands).unwrap_or_default() {
                band.push([*from, *to]);
            }
        }
        lasso
    }

    /// Around all of it.
    pub fn bounds(&self) -> Rect {
        self.bounds
    }

    /// Whether this point lies within.
    pub fn has(&self, point: Point) -> bool {
        if !self.bounds.contains(point) {
            return false;
        }
        let Some(edges) = self.bands.get(self.band(point.y)) else {
            return false;
        };
        let crossings = edges.iter().filter(|[from, to]| {
            let crosses = (from.y > point.y) != (to.y > point.y);
            crosses && {
                let part = (point.y - from.y) / (to.y - from.y);
                point.x < from.x + part * (to.x - from.x)
            }
        });
        crossings.count() % 2 == 1
    }

    fn band(&self, y: f64) -> usize {
        let part = (y - self.bounds.y0) / self.bounds.height();
        let last = self.bands.len().saturating_sub(1);
        // A flat line has one band: what is no number counts as 0.
        ((part * self.bands.len() as f64) as usize).min(last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lasso(points: &[(f64, f64)]) -> Lasso {
        let points: Vec<Point> = points.iter().map(|it| Point::from(*it)).collect();
        Lasso::new(&points)
    }

    #[test]
    fn what_the_line_goes_around_is_inside_and_a_bay_is_not() {
        // A horseshoe, open at the top.
        let horseshoe = lasso(&[
            (0.0, 0.0),
            (10.0, 0.0),
            (10.0, 20.0),
            (20.0, 20.0),
            (20.0, 0.0),
            (30.0, 0.0),
            (30.0, 30.0),
            (0.0, 30.0),
        ]);
        for (x, y, is_in) in [
            (5.0, 5.0, true),
            (25.0, 5.0, true),
            (15.0, 25.0, true),
            (15.0, 10.0, false),
            (-1.0, 15.0, false),
            (31.0, 15.0, false),
            (15.0, 31.0, false),
        ] {
            assert_eq!(horseshoe.has(Point::new(x, y)), is_in, "{x}, {y}");
        }
    }

    #[test]
    fn the_bands_agree_with_a_circle() {
        let points: Vec<Point> = (0..500)
            .map(|at| {
                let turn = f64::from(at) / 500.0 * std::f64::consts::TAU;
                Point::new(100.0 * turn.cos(), 100.0 * turn.sin())
            })
            .collect();
        let circle = Lasso::new(&points);
        for at in 0..4_000 {
            let (x, y) = (
                f64::from(at % 63) * 4.0 - 125.0,
                f64::from(at / 63) * 4.0 - 125.0,
            );
            let distance = f64::hypot(x, y);
            if (distance - 100.0).abs() > 0.1 {
                assert_eq!(circle.has(Point::new(x, y)), distance < 100.0, "{x}, {y}");
            }
        }
    }

    #[test]
    fn a_line_without_an_inside_holds_nothing() {
        for points in [
            &[][..],
            &[(0.0, 0.0)],
            &[(0.0, 0.0), (5.0, 5.0)],
            &[(0.0, 0.0), (5.0, 0.0), (9.0, 0.0)],
            &[(f64::NAN, 0.0), (0.0, f64::INFINITY), (1.0, 1.0)],
        ] {
            assert!(!lasso(points).has(Point::new(2.0, 0.0)), "{points:?}");
        }
    }
}
