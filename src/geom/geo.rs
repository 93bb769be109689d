//! A place on the globe.
//!
//! Only the position itself: projections are in `layout::projection`, countries in `drawing::basemap`.

/// A position on the globe in degrees, longitude positive to the east, latitude positive to the north.
///
/// The fields are free, because a place comes from a file or from a form; [`is_valid`](Self::is_valid) says whether
/// it is a place on Earth at all. Nothing in this crate panics on one that is not.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct GeoPoint {
    /// Longitude in degrees; in [-180, 180] in data, though any finite value is understood modulo 360.
    pub lon_deg: f64,
    /// Latitude in degrees, in [-90, 90].
    pub lat_deg: f64,
}

impl GeoPoint {
    /// Makes a place from longitude and latitude in degrees (in this order); checks nothing.
    #[must_use]
    pub const fn new(lon_deg: f64, lat_deg: f64) -> Self {
        Self { lon_deg, lat_deg }
    }

    /// Whether both numbers are finite and the latitude is in [-90, 90]. Any finite longitude is valid.
    #[must_use]
    pub fn is_valid(self) -> bool {
        self.lon_deg.is_finite() && self.lat_deg.is_finite() && self.lat_deg.abs() <= 90.0
    }
}

/// The same longitude in [-180, 180), in degrees; 0 for a number that is not finite.
#[must_use]
pub fn wrapped_lon_deg(lon_deg: f64) -> f64 {
    if !lon_deg.is_finite() {
        return 0.0;
    }
    let wrapped = (lon_deg + 180.0).rem_euclid(360.0) - 180.0;
    // A tiny negative number can round up to the full turn.
    if wrapped >= 180.0 { -180.0 } else { wrapped }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longitudes_wrap_into_one_turn() {
        for (given, expected) in [
            (0.0, 0.0),
            (180.0, -180.0),
            (-180.0, -180.0),
            (190.0, -170.0),
            (-190.0, 170.0),
            (725.0, 5.0),
        ] {
            assert!((wrapped_lon_deg(given) - expected).abs() < 1e-12, "{given}");
        }
        assert!(wrapped_lon_deg(-180.0 - 1e-15) < 180.0);
        assert!(wrapped_lon_deg(f64::NAN).abs() < 1e-12);
    }

    #[test]
    fn a_place_needs_finite_numbers_and_a_latitude_on_earth() {
        assert!(GeoPoint::new(49.87, 40.41).is_valid());
        assert!(GeoPoint::new(409.87, -90.0).is_valid());
        assert!(!GeoPoint::new(0.0, 90.1).is_valid());
        assert!(!GeoPoint::new(f64::INFINITY, 0.0).is_valid());
        assert!(!GeoPoint::new(0.0, f64::NAN).is_valid());
    }
}
