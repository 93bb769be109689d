//! The Equal Earth projection of the unit sphere.
//!
//! B. Savric, T. Patterson and B. Jenny, *The Equal Earth map projection* (International Journal of Geographical
//! Information Science, 2018, doi 10.1080/13658816.2018.1504949). Angles in radians, longitude
//! from the central meridian, the plane in radians of the sphere with y up.

use std::f64::consts::{FRAC_PI_2, PI};

use kurbo::Vec2;

/// The polynomial's coefficients of the first, third, seventh and ninth power.
const A: [f64; 4] = [1.340_264, -0.081_106, 0.000_893, 0.003_796];
/// Newton steps to find the latitude again; four or five are used.
const MAX_STEPS: u32 = 12;

/// Half the square root of 3.
fn half_root_three() -> f64 {
    3_f64.sqrt() / 2.0
}

/// y for the parametric latitude theta.
fn height(theta: f64) -> f64 {
    let square = theta * theta;
    let sixth = square * square * square;
    theta * (A[0] + A[1] * square + sixth * (A[2] + A[3] * square))
}

/// The derivative of [`height`].
fn slope(theta: f64) -> f64 {
    let square = theta * theta;
    let sixth = square * square * square;
    A[0] + 3.0 * A[1] * square + sixth * (7.0 * A[2] + 9.0 * A[3] * square)
}

/// A place on the plane; the latitude is clamped to the poles.
pub(super) fn project(lon_rad: f64, lat_rad: f64) -> Vec2 {
    let lat_rad = lat_rad.clamp(-FRAC_PI_2, FRAC_PI_2);
    let theta = (half_root_three() * lat_rad.sin()).asin();
    let x = lon_rad * theta.cos() / (half_root_three() * slope(theta));
    Vec2::new(x, height(theta))
}

/// Longitude and latitude of a point; `None` outside of the outline of the world.
pub(super) fn invert(plane: Vec2) -> Option<(f64, f64)> {
    let highest = height(half_root_three().asin());
    if plane.y.abs() > highest + 1.0e-9 {
        return None;
    }
    let mut theta = plane.y / A[0];
    for _ in 0..MAX_STEPS {
        let step = (height(theta) - plane.y) / slope(theta);
        theta -= step;
        if step.abs() < 1.0e-14 {
            break;
        }
    }
    let sine = (theta.sin() / half_root_three()).clamp(-1.0, 1.0);
    let lon_rad = plane.x * half_root_three() * slope(theta) / theta.cos();
    // A hair of tolerance, so that the edge itself still belongs to the world.
    (lon_rad.is_finite() && lon_rad.abs() <= PI + 1.0e-9)
        .then(|| (lon_rad.clamp(-PI, PI), sine.asin()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Radius of the sphere that PROJ takes for Equal Earth on WGS 84 (the authalic one), in metres.
    const AUTHALIC_RADIUS: f64 = 6_371_007.180_9;

    /// PROJ's own tests give (180, 0) on a sphere of 6,378,137 m; for EPSG:8857 PROJ prints the corner
    /// (-180, -90) and the extent of the world; the paper gives the aspect ratio.
    #[test]
    fn the_values_of_proj_come_out() {
        let east = project(PI, 0.0);
        assert!((east.x * 6_378_137.0 - 17_263_256.84).abs() < 0.01);
        assert!((east.x * AUTHALIC_RADIUS - 17_243_959.06).abs() < 0.05);
        let corner = project(-PI, -FRAC_PI_2) * AUTHALIC_RADIUS;
        assert!((corner.x + 10_216_474.79).abs() < 0.05, "{corner:?}");
        assert!((corner.y + 8_392_927.60).abs() < 0.05, "{corner:?}");
        let ratio = east.x / project(0.0, FRAC_PI_2).y;
        assert!((ratio - 2.054_58).abs() < 5e-6, "{ratio}");
    }

    /// The property the projection is named for: a small cell has the area it has on the sphere.
    #[test]
    fn areas_are_true_everywhere() {
        let step = 1.0e-5;
        for lat_step in -8..=8 {
            let lat = f64::from(lat_step) * 0.18;
            for lon in [-3.0, -1.0, 0.0, 2.0] {
                let along = (project(lon + step, lat) - project(lon - step, lat)) / (2.0 * step);
                let up = (project(lon, lat + step) - project(lon, lat - step)) / (2.0 * step);
                assert!((along.cross(up) - lat.cos()).abs() < 1e-6, "{lon} {lat}");
            }
        }
    }

    #[test]
    fn the_way_back_leads_to_the_same_place() {
        for (lon, lat) in [
            (0.0, 0.0),
            (3.1, 1.5),
            (-2.0, -0.9),
            (PI, FRAC_PI_2),
            (-PI, 0.2),
        ] {
            let (back_lon, back_lat) = invert(project(lon, lat)).unwrap();
            assert!(
                (back_lon - lon).abs() < 1e-7 && (back_lat - lat).abs() < 1e-7,
                "{lon} {lat}"
            );
        }
        assert_eq!(invert(Vec2::new(0.0, 1.4)), None);
        assert_eq!(invert(Vec2::new(2.8, 0.0)), None);
        assert_eq!(invert(Vec2::new(1e300, 0.1)), None);
    }
}
