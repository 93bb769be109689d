//! The Lambert conformal conic projection of the unit sphere.
//!
//! J. P. Snyder, *Map Projections: A Working Manual* (USGS Professional Paper 1395, 1987): equations 15-1 to 15-3 with
//! 14-1, 14-2 and 14-4 forward, 15-5 with 14-9 to 14-11 backward. Angles in radians, longitude from the central meridian, the plane in radians of the sphere with y up.

use std::f64::consts::{FRAC_PI_2, FRAC_PI_4, PI};

use kurbo::Vec2;

/// Nearest a latitude may come to the pole that the cone opens to: one degree.
const FAR_POLE_MARGIN_RAD: f64 = 0.017_453_292_519_943_295;
/// Parallels closer than this count as one.
const SAME_PARALLEL_RAD: f64 = 1.0e-7;
/// A cone constant nearer to 0 than this is no cone.
const NO_CONE: f64 = 1.0e-3;

/// A cone with its standard parallels, ready to project.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cone {
    /// n: how much of the circle the cone opens to; positive with the apex in the north.
    constant: f64,
    /// F: radius of the equator on the cone.
    factor: f64,
    /// Radius of the parallel at which y is 0.
    origin_radius: f64,
}

impl Cone {
    /// The cone that is true to scale on two parallels (which may coincide); y is 0 at `origin_lat_rad` on the
    /// central meridian. `None` when the parallels lie about the equator in balance, or at a pole.
    pub(super) fn new(first_rad: f64, second_rad: f64, origin_lat_rad: f64) -> Option<Self> {
        let touches_pole = |lat_rad: f64| lat_rad.abs() > FRAC_PI_2 - SAME_PARALLEL_RAD;
        if touches_pole(first_rad) || touches_pole(second_rad) {
            return None;
        }
        let constant = if (first_rad - second_rad).abs() < SAME_PARALLEL_RAD {
            first_rad.sin()
        } else {
            (first_rad.cos() / second_rad.cos()).ln()
                / (half_angle_tan(second_rad) / half_angle_tan(first_rad)).ln()
        };
        if !constant.is_finite() || constant.abs() < NO_CONE {
            return None;
        }
        let factor = first_rad.cos() * half_angle_tan(first_rad).powf(constant) / constant;
        let mut cone = Self {
            constant,
            factor,
            origin_radius: 0.0,
        };
        cone.origin_radius = cone.radius(origin_lat_rad)?;
        cone.factor.is_finite().then_some(cone)
    }

    /// The cone constant n in (-1, 1): the whole globe fills |n| of a circle.
    pub(super) fn constant(&self) -> f64 {
        self.constant
    }

    /// A place on the plane; `None` near the pole the cone opens to.
    pub(super) fn project(&self, lon_rad: f64, lat_rad: f64) -> Option<Vec2> {
        let radius = self.radius(lat_rad)?;
        let angle_rad = self.constant * lon_rad;
        Some(Vec2::new(
            radius * angle_rad.sin(),
            self.origin_radius - radius * angle_rad.cos(),
        ))
    }

    /// Longitude and latitude of a point; `None` in the gap that the unrolled cone leaves.
    pub(super) fn invert(&self, plane: Vec2) -> Option<(f64, f64)> {
        let sign = self.constant.signum();
        let (x, y) = (sign * plane.x, sign * (self.origin_radius - plane.y));
        let radius = x.hypot(y);
        if radius < 1.0e-12 {
            return Some((0.0, sign * FRAC_PI_2));
        }
        let lon_rad = x.atan2(y) / self.constant;
        // A hair of tolerance, so that the edge itself still belongs to the world.
        if lon_rad.abs() > PI + 1.0e-9 {
            return None;
        }
        // The factor has the sign of the constant as well, so that the ratio is positive.
        let ratio = (sign * self.factor / radius).powf(self.constant.recip());
        Some((lon_rad.clamp(-PI, PI), 2.0 * ratio.atan() - FRAC_PI_2))
    }

    /// Distance from the apex, with the sign of the constant.
    fn radius(&self, lat_rad: f64) -> Option<f64> {
        let toward_apex = lat_rad * self.constant.signum();
        if toward_apex < FAR_POLE_MARGIN_RAD - FRAC_PI_2 {
            return None;
        }
        if toward_apex >= FRAC_PI_2 {
            return Some(0.0);
        }
        let radius = self.factor / half_angle_tan(lat_rad).powf(self.constant);
        radius.is_finite().then_some(radius)
    }
}

fn half_angle_tan(lat_rad: f64) -> f64 {
    (FRAC_PI_4 + lat_rad / 2.0).tan()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Snyder 1987, pages 295 and 296.
    #[test]
    fn the_worked_example_of_snyder_comes_out() {
        let cone = Cone::new(
            33_f64.to_radians(),
            45_f64.to_radians(),
            23_f64.to_radians(),
        )
        .unwrap();
        assert!((cone.constant() - 0.630_477_7).abs() < 5e-8);
        assert!((cone.factor - 1.955_000_2).abs() < 5e-8);
        assert!((cone.origin_radius - 1.507_142_9).abs() < 5e-8);
        let lon_rad = (-75_f64 - -96.0).to_radians();
        let plane = cone.project(lon_rad, 35_f64.to_radians()).unwrap();
        assert!((plane.x - 0.296_678_5).abs() < 5e-8, "{plane:?}");
        assert!((plane.y - 0.246_211_2).abs() < 5e-8, "{plane:?}");
        let (back_lon, back_lat) = cone.invert(Vec2::new(0.296_678_5, 0.246_211_2)).unwrap();
        assert!((back_lon.to_degrees() - 21.0).abs() < 1e-5);
        assert!((back_lat.to_degrees() - 35.0).abs() < 1e-5);
    }

    #[test]
    fn a_southern_cone_mirrors_the_northern_one() {
        let north = Cone::new(0.5, 0.8, 0.6).unwrap();
        let south = Cone::new(-0.5, -0.8, -0.6).unwrap();
        for (lon, lat) in [(0.3, 0.4), (-1.2, 1.0), (2.0, -0.7)] {
            let (above, below) = (
                north.project(lon, lat).unwrap(),
                south.project(lon, -lat).unwrap(),
            );
            assert!((above.x - below.x).abs() < 1e-12 && (above.y + below.y).abs() < 1e-12);
            let (back_lon, back_lat) = south.invert(below).unwrap();
            assert!((back_lon - lon).abs() < 1e-9 && (back_lat + lat).abs() < 1e-9);
        }
    }

    #[test]
    fn poles_are_a_point_or_nothing_and_a_cylinder_is_no_cone() {
        let cone = Cone::new(0.5, 0.8, 0.6).unwrap();
        let apex = cone.project(1.0, FRAC_PI_2).unwrap();
        assert!((apex - cone.project(-2.0, FRAC_PI_2).unwrap()).hypot() < 1e-12);
        assert_eq!(cone.project(0.0, -FRAC_PI_2), None);
        assert!((cone.invert(apex).unwrap().1 - FRAC_PI_2).abs() < 1e-12);
        assert_eq!(cone.invert(apex + Vec2::new(0.0, 1.0)), None, "the gap");
        assert_eq!(Cone::new(-0.4, 0.4, 0.0), None);
        assert_eq!(Cone::new(0.0, 0.0, 0.0), None);
        assert_eq!(Cone::new(0.2, FRAC_PI_2, 0.5), None);
    }
}
