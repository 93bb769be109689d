//! The box of longitude and latitude that a set of places needs.
//!
//! Only boxes on the globe; what projection fits one is decided by the parent module.

use crate::geom::geo::{GeoPoint, wrapped_lon_deg};

/// The box for a map without places: from the Nile to the Altai.
const DEFAULT: Region = Region {
    central_lon_deg: 52.0,
    half_width_deg: 24.0,
    south_deg: 26.0,
    north_deg: 54.0,
    is_of_places: false,
};
/// Half the size of the box around one place, in degrees of a great circle.
const HALF_SINGLE_DEG: f64 = 6.0;
/// Half the smallest size of the box around several.
const HALF_SMALLEST_DEG: f64 = 1.0;
/// Places closer together than this stand on one spot.
const SAME_SPOT_DEG: f64 = 1.0e-3;
/// Near the poles a degree of longitude is short; a box is not widened more than it is at this latitude.
const WIDEST_LAT_DEG: f64 = 80.0;

/// A box on the globe.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Region {
    /// The meridian in the middle, [-180, 180) degrees.
    pub central_lon_deg: f64,
    /// Half the width in degrees of longitude, in (0, 180].
    pub half_width_deg: f64,
    /// Southern edge, degrees of latitude.
    pub south_deg: f64,
    /// Northern edge, degrees of latitude, north of the southern one.
    pub north_deg: f64,
    /// Whether the places span the box; if not, it has the size of a default.
    pub is_of_places: bool,
}

impl Region {
    /// The smallest box around the valid ones of these places, widened where they span too little to make a map.
    pub(super) fn around(places: &[GeoPoint]) -> Self {
        let valid = || places.iter().filter(|place| place.is_valid());
        let Some((central_lon_deg, half_width_deg)) =
            shortest_arc(valid().map(|place| place.lon_deg).collect())
        else {
            return DEFAULT;
        };
        let lats = || valid().map(|place| place.lat_deg);
        let south_deg = lats().fold(90.0, f64::min);
        let north_deg = lats().fold(-90.0, f64::max);
        let middle_deg = f64::midpoint(south_deg, north_deg);
        let shrink = middle_deg.abs().min(WIDEST_LAT_DEG).to_radians().cos();
        let half_height_deg = (north_deg - south_deg) / 2.0;
        let half_size_deg = half_height_deg.max(half_width_deg * shrink);
        let smallest_deg = if half_size_deg < SAME_SPOT_DEG {
            HALF_SINGLE_DEG
        } else {
            HALF_SMALLEST_DEG
        };
        let half_height_deg = half_height_deg.max(smallest_deg);
        Self {
            central_lon_deg,
            half_width_deg: half_width_deg.max(smallest_deg / shrink).min(180.0),
            south_deg: (middle_deg - half_height_deg).max(-90.0),
            north_deg: (middle_deg + half_height_deg).min(90.0),
            is_of_places: half_size_deg >= HALF_SMALLEST_DEG,
        }
    }

    /// Points around the edge as longitude from the central meridian and latitude; enough of them that a bounding
    /// box catches the bulge of curved parallels.
    pub(super) fn outline(self) -> impl Iterator<Item = (f64, f64)> {
        [-1.0, -0.5, 0.0, 0.5, 1.0]
            .into_iter()
            .flat_map(move |part| {
                let middle_deg = f64::midpoint(self.south_deg, self.north_deg);
                let half_height_deg = (self.north_deg - self.south_deg) / 2.0;
                [
                    (part * self.half_width_deg, self.south_deg),
                    (part * self.half_width_deg, self.north_deg),
                    (self.half_width_deg, middle_deg + part * half_height_deg),
                    (-self.half_width_deg, middle_deg + part * half_height_deg),
                ]
            })
    }
}

/// Middle and half length, in degrees, of the shortest arc of a circle of latitude that holds all longitudes: the
/// arc that leaves out the widest gap between neighbours. `None` without longitudes.
fn shortest_arc(mut lons_deg: Vec<f64>) -> Option<(f64, f64)> {
    for lon_deg in &mut lons_deg {
        *lon_deg = wrapped_lon_deg(*lon_deg);
    }
    lons_deg.sort_by(f64::total_cmp);
    let (first, last) = (*lons_deg.first()?, *lons_deg.last()?);
    let (mut start, mut widest) = (first, first + 360.0 - last);
    for pair in lons_deg.windows(2) {
        let gap = pair[1] - pair[0];
        if gap > widest {
            (start, widest) = (pair[1], gap);
        }
    }
    let half = (360.0 - widest) / 2.0;
    Some((wrapped_lon_deg(start + half), half))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortest_arc_crosses_the_antimeridian_when_that_is_shorter() {
        for (lons, middle, half) in [
            (vec![10.0, 30.0, 20.0], 20.0, 10.0),
            (vec![170.0, -170.0], -180.0, 10.0),
            (vec![350.0, 20.0], 5.0, 15.0),
            (vec![42.0], 42.0, 0.0),
        ] {
            let (found_middle, found_half) = shortest_arc(lons).unwrap();
            assert!((found_middle - middle).abs() < 1e-9, "{found_middle}");
            assert!((found_half - half).abs() < 1e-9, "{found_half}");
        }
        assert_eq!(shortest_arc(Vec::new()), None);
    }

    #[test]
    fn a_region_holds_its_places_and_is_never_empty() {
        let region = Region::around(&[GeoPoint::new(35.2, 31.8), GeoPoint::new(71.4, 51.1)]);
        assert!((region.central_lon_deg - 53.3).abs() < 1e-9);
        assert!((region.half_width_deg - 18.1).abs() < 1e-9);
        assert!(region.is_of_places);
        for lat_deg in [-90.0, -40.0, 0.0, 89.0, 90.0] {
            let single = Region::around(&[GeoPoint::new(10.0, lat_deg); 3]);
            assert!(single.half_width_deg >= 6.0 && single.half_width_deg <= 180.0);
            assert!(single.north_deg - single.south_deg >= 6.0);
            assert!(!single.is_of_places);
        }
        assert_eq!(Region::around(&[]), DEFAULT);
        assert_eq!(Region::around(&[GeoPoint::new(f64::NAN, 3.0)]), DEFAULT);
    }
}
