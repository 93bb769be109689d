//! From the globe to layout units and back.
//!
//! A region is drawn in a Lambert conformal conic projection, which keeps shapes and directions, on a sphere. A
//! region too wide or too near the equator for a cone is drawn in Equal Earth, which keeps areas. The module knows
//! places and nothing else: no actors, no map data, no camera.
//!
//! Sources: `cone` and `equal_earth` name theirs. The standard parallels stand one sixth of the latitude span inside
//! of its ends, the usual rule of thumb for a conic map of a region.

use kurbo::{Point, Rect, Vec2};

use crate::geom::geo::{GeoPoint, wrapped_lon_deg};

mod cone;
mod equal_earth;
mod region;

use cone::Cone;
use region::Region;

/// Length of the larger side of the padded region in layout units.
pub const REGION_SIZE: f64 = 1000.0;
/// Free space around the places on each side, as a part of the larger side of their bounding box.
const PADDING: f64 = 0.15;
/// A wider region than this is not drawn on a cone.
const MAX_CONE_LON_SPAN_DEG: f64 = 120.0;
/// A taller region than this is not drawn on a cone.
const MAX_CONE_LAT_SPAN_DEG: f64 = 100.0;
/// Below this cone constant the cone is nearly a cylinder and its apex runs off to infinity.
const MIN_CONE_CONSTANT: f64 = 0.1;
/// A cone is drawn this far to each side of the central meridian.
const CONE_REACH_LON_DEG: f64 = 140.0;
/// A cone is drawn this far from its middle latitude; beyond, scale grows without use.
const CONE_REACH_LAT_DEG: f64 = 75.0;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Cone(Cone),
    EqualEarth,
}

/// The part of the globe that a projection draws without undue stretching. Longitudes count from the central
/// meridian, so that the window never crosses the antimeridian.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// The meridian in the middle, in [-180, 180) degrees.
    pub central_lon_deg: f64,
    /// How far the window reaches to the east and to the west of it, in (0, 180] degrees.
    pub reach_lon_deg: f64,
    /// Its southern edge, degrees of latitude.
    pub south_deg: f64,
    /// Its northern edge, degrees of latitude.
    pub north_deg: f64,
}

/// A map projection with its scale: places in degrees to layout units, y down, and back.
///
/// Two equal projections give equal maps, so a projection can be the key of anything computed from it. All numbers
/// inside are finite, and so is everything it returns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Projection {
    kind: Kind,
    window: Window,
    /// Layout units to a radian of the unit sphere.
    scale: f64,
    /// What lies at the layout origin, on the unit sphere's plane with y up.
    middle: Vec2,
    /// The places and their padding in layout units.
    frame: Rect,
}

impl Default for Projection {
    /// The projection of a map without places.
    fn default() -> Self {
        Self::for_places(&[])
    }
}

impl Projection {
    /// The projection for a map of these places.
    ///
    /// The bounding box of the places, with its padding, is [`REGION_SIZE`] units on its larger side and centred at
    /// the origin of the layout. The order of places does not matter and those that are not valid are left out. A
    /// single place, or several on one spot, stand in the middle of some twelve degrees; places close together in
    /// some two degrees, about what the map data can bear. Without places the region is the Near East, the
    /// Caucasus and Central Asia, from which the first scene comes.
    #[must_use]
    pub fn for_places(places: &[GeoPoint]) -> Self {
        let region = Region::around(places);
        let kind = kind_for(&region);
        let window = window_for(&kind, &region);
        let unscaled = Self {
            kind,
            window,
            scale: 1.0,
            middle: Vec2::ZERO,
            frame: Rect::ZERO,
        };
        let bounds = unscaled.bounds_of(places, &region);
        let side = bounds.width().max(bounds.height());
        let padded = bounds.inset(side * PADDING);
        let scale = REGION_SIZE / padded.width().max(padded.height());
        let center = padded.center();
        Self {
            scale,
            middle: Vec2::new(center.x, -center.y),
            frame: Rect::from_center_size(Point::ORIGIN, padded.size() * scale),
            ..unscaled
        }
    }

    /// Where a place stands, in layout units.
    ///
    /// `None` for a place that is not valid and, on a cone, within a degree of the pole that the cone opens to,
    /// which it would put at infinity. Places outside of [`window`](Self::window) are projected as well.
    #[must_use]
    pub fn project(&self, lon_deg: f64, lat_deg: f64) -> Option<Point> {
        if !GeoPoint::new(lon_deg, lat_deg).is_valid() {
            return None;
        }
        self.project_offset(
            wrapped_lon_deg(lon_deg - self.window.central_lon_deg),
            lat_deg,
        )
    }

    /// The same for a longitude counted from the central meridian, without wrapping it: the eastern and the western
    /// edge of a world map are different places on it.
    #[must_use]
    pub fn project_offset(&self, offset_lon_deg: f64, lat_deg: f64) -> Option<Point> {
        let (lon_rad, lat_rad) = (offset_lon_deg.to_radians(), lat_deg.to_radians());
        let plane = match &self.kind {
            Kind::Cone(cone) => cone.project(lon_rad, lat_rad)?,
            Kind::EqualEarth => equal_earth::project(lon_rad, lat_rad),
        };
        let from_middle = plane - self.middle;
        let point = Point::new(from_middle.x * self.scale, -from_middle.y * self.scale);
        point.is_finite().then_some(point)
    }

    /// The place that stands at a point of the layout; its longitude is in [-180, 180). `None` off the edge of the
    /// map, where no place is.
    #[must_use]
    pub fn invert(&self, point: Point) -> Option<GeoPoint> {
        if !point.is_finite() {
            return None;
        }
        let plane = Vec2::new(point.x, -point.y) / self.scale + self.middle;
        let (lon_rad, lat_rad) = match &self.kind {
            Kind::Cone(cone) => cone.invert(plane)?,
            Kind::EqualEarth => equal_earth::invert(plane)?,
        };
        let lon_deg = wrapped_lon_deg(lon_rad.to_degrees() + self.window.central_lon_deg);
        let place = GeoPoint::new(lon_deg, lat_rad.to_degrees().clamp(-90.0, 90.0));
        place.is_valid().then_some(place)
    }

    /// The padded bounding box of the places in layout units, centred at the origin; what a camera should fit.
    #[must_use]
    pub fn frame(&self) -> Rect {
        self.frame
    }

    /// The part of the globe worth drawing.
    #[must_use]
    pub fn window(&self) -> Window {
        self.window
    }

    /// Layout units to one degree of a great circle, about true in the region and a mere order of magnitude far from
    /// it.
    #[must_use]
    pub fn units_per_degree(&self) -> f64 {
        self.scale.to_radians()
    }

    /// Bounding box of the places on the plane (y down); that of the region when they do not span one.
    fn bounds_of(&self, places: &[GeoPoint], region: &Region) -> Rect {
        if region.is_of_places {
            let mut points = places
                .iter()
                .filter_map(|place| self.project(place.lon_deg, place.lat_deg));
            if let Some(first) = points.next() {
                return points.fold(Rect::from_points(first, first), |bounds, point| {
                    bounds.union_pt(point)
                });
            }
        }
        let corners = region
            .outline()
            .filter_map(|(offset_deg, lat_deg)| self.project_offset(offset_deg, lat_deg));
        corners
            .map(|corner| Rect::from_points(corner, corner))
            .reduce(|left, right| left.union(right))
            .unwrap_or(Rect::new(-0.1, -0.1, 0.1, 0.1))
    }
}

fn kind_for(region: &Region) -> Kind {
    let lat_span_deg = region.north_deg - region.south_deg;
    let too_large =
        region.half_width_deg * 2.0 > MAX_CONE_LON_SPAN_DEG || lat_span_deg > MAX_CONE_LAT_SPAN_DEG;
    let first = region.south_deg + lat_span_deg / 6.0;
    let second = region.south_deg + lat_span_deg * 5.0 / 6.0;
    let cone = Cone::new(
        first.to_radians(),
        second.to_radians(),
        f64::midpoint(first, second).to_radians(),
    );
    match cone {
        Some(cone) if !too_large && cone.constant().abs() >= MIN_CONE_CONSTANT => Kind::Cone(cone),
        _ => Kind::EqualEarth,
    }
}

fn window_for(kind: &Kind, region: &Region) -> Window {
    let middle_deg = f64::midpoint(region.south_deg, region.north_deg);
    let (reach_lon_deg, south_deg, north_deg) = match kind {
        Kind::Cone(_) => (
            CONE_REACH_LON_DEG,
            (middle_deg - CONE_REACH_LAT_DEG).max(-90.0),
            (middle_deg + CONE_REACH_LAT_DEG).min(90.0),
        ),
        Kind::EqualEarth => (180.0, -90.0, 90.0),
    };
    Window {
        central_lon_deg: region.central_lon_deg,
        reach_lon_deg,
        south_deg,
        north_deg,
    }
}

#[cfg(test)]
mod tests;
