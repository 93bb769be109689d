//! Where an actor stands on the earth.

/// A point on the earth, in degrees: longitude in [-180, 180], east positive;
/// latitude in [-90, 90], north positive. Never NaN.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    lon_deg: f64,
    lat_deg: f64,
}

/// Why two numbers are not a place.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum PlaceError {
    /// The longitude is not a number from -180 to 180.
    #[error("a longitude is a number of degrees from -180 to 180, not {0}")]
    Longitude(f64),
    /// The latitude is not a number from -90 to 90.
    #[error("a latitude is a number of degrees from -90 to 90, not {0}")]
    Latitude(f64),
}

impl Place {
    /// The place at these degrees, longitude first.
    ///
    /// # Errors
    /// When either is not finite or out of its range.
    pub fn new(lon_deg: f64, lat_deg: f64) -> Result<Self, PlaceError> {
        // Written so that NaN, which is within nothing, is refused too.
        if !(-180.0..=180.0).contains(&lon_deg) {
            return Err(PlaceError::Longitude(lon_deg));
        }
        if !(-90.0..=90.0).contains(&lat_deg) {
            return Err(PlaceError::Latitude(lat_deg));
        }
        Ok(Self {
            lon_deg: lon_deg + 0.0,
            lat_deg: lat_deg + 0.0,
        })
    }

    /// Degrees east of Greenwich, in [-180, 180].
    pub fn lon_deg(self) -> f64 {
        self.lon_deg
    }

    /// Degrees north of the equator, in [-90, 90].
    pub fn lat_deg(self) -> f64 {
        self.lat_deg
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_out_of_range_are_refused_by_name() {
        assert!(Place::new(180.0, -90.0).is_ok());
        assert_eq!(Place::new(180.5, 0.0), Err(PlaceError::Longitude(180.5)));
        assert_eq!(Place::new(0.0, 91.0), Err(PlaceError::Latitude(91.0)));
        assert!(matches!(
            Place::new(f64::NAN, 0.0),
            Err(PlaceError::Longitude(_))
        ));
        assert!(matches!(
            Place::new(0.0, f64::INFINITY),
            Err(PlaceError::Latitude(_))
        ));
    }
}
