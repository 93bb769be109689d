//! The embedded map data: countries whose borders are shared arcs, in degrees.
//!
//! Reads `assets/basemap/countries-50m.bin`, whose format is described byte by byte in the README beside it. It knows
//! neither projections nor disputes. Points are `kurbo` points with the longitude as x and the latitude as y, both in
//! degrees; longitudes run on across the antimeridian instead of jumping.

use std::sync::OnceLock;

use kurbo::{Point, Vec2};

use crate::geom::geo::{GeoPoint, wrapped_lon_deg};

static BYTES: &[u8] = include_bytes!("../../../assets/basemap/countries-50m.bin");
const MAGIC: &[u8] = b"ENTMAP1\n";

/// A line that at most two countries share.
#[derive(Debug)]
pub(super) struct Arc {
    /// Two points or more.
    pub points: Vec<Point>,
    /// Indexes of the countries along it, in the order of the file; one for a coast, two for a border.
    pub countries: Vec<usize>,
}

impl AsRef<[Point]> for Arc {
    fn as_ref(&self) -> &[Point] {
        &self.points
    }
}

/// A closed chain of arcs: the arc's index, and whether it is walked backwards.
pub(super) type Ring = Vec<(usize, bool)>;

/// A country or territory as the data set has it.
#[derive(Debug)]
pub(super) struct Country {
    /// ISO 3166-1 numeric code, 0 where the data has none.
    pub numeric: u16,
    /// The data set's own name.
    pub name: &'static str,
    /// Polygons; the first ring of each is its outline, the others are holes.
    pub polygons: Vec<Vec<Ring>>,
}

/// All of the data, in the order of the file.
#[derive(Debug, Default)]
pub(super) struct Atlas {
    /// Every arc once.
    pub arcs: Vec<Arc>,
    /// Countries and territories, 241 of them.
    pub countries: Vec<Country>,
}

/// The atlas, read once. Should the embedded file be damaged, it is empty and the log says so; a test keeps that from
/// being shipped.
pub(super) fn atlas() -> &'static Atlas {
    static ATLAS: OnceLock<Atlas> = OnceLock::new();
    ATLAS.get_or_init(|| {
        decode(BYTES).unwrap_or_else(|| {
            log::error!("the embedded basemap cannot be read; maps are drawn without it");
            Atlas::default()
        })
    })
}

impl Atlas {
    /// The outline of a ring in degrees, without a repeated end point. A ring around a pole is closed through it. The
    /// points come from `arcs`: the atlas's own, or what the caller has made of them one by one.
    pub(super) fn outline(ring: &Ring, arcs: &[impl AsRef<[Point]>]) -> Vec<Point> {
        let mut outline: Vec<Point> = Vec::new();
        for &(index, backwards) in ring {
            let Some(points) = arcs.get(index).map(AsRef::as_ref) else {
                continue;
            };
            let ordered: Box<dyn Iterator<Item = &Point>> = if backwards {
                Box::new(points.iter().rev())
            } else {
                Box::new(points.iter())
            };
            append_unwrapped(&mut outline, ordered.copied());
        }
        close(&mut outline);
        outline
    }

    /// The country at a place, if the place is on land.
    pub(super) fn country_at(&self, place: GeoPoint) -> Option<&Country> {
        let wanted = Point::new(wrapped_lon_deg(place.lon_deg), place.lat_deg);
        self.countries.iter().find(|country| {
            let rings = country.polygons.iter().flatten();
            let crossings = rings
                .map(|ring| turns_inside(&Self::outline(ring, &self.arcs), wanted))
                .filter(|&inside| inside);
            crossings.count() % 2 == 1
        })
    }
}

/// Whether a point lies in an outline of any turn around the globe (even-odd rule).
fn turns_inside(outline: &[Point], wanted: Point) -> bool {
    [-360.0, 0.0, 360.0]
        .into_iter()
        .any(|turn_deg| contains(outline, wanted + Vec2::new(turn_deg, 0.0)))
}

/// Whether a point lies in an outline, by the even-odd rule. On the edge either answer is right.
pub(super) fn contains(outline: &[Point], wanted: Point) -> bool {
    let mut inside = false;
    let Some(&last) = outline.last() else {
        return false;
    };
    let mut previous = last;
    for &point in outline {
        if (point.y > wanted.y) != (previous.y > wanted.y) {
            let along = (wanted.y - point.y) / (previous.y - point.y);
            if wanted.x < point.x + along * (previous.x - point.x) {
                inside = !inside;
            }
        }
        previous = point;
    }
    inside
}

/// Adds points so that no longitude jumps by half a turn or more, leaving out the joint of two arcs.
fn append_unwrapped(line: &mut Vec<Point>, points: impl Iterator<Item = Point>) {
    for point in points {
        let Some(&last) = line.last() else {
            line.push(point);
            continue;
        };
        let next = Point::new(last.x + wrapped_lon_deg(point.x - last.x), point.y);
        if next.distance_squared(last) > 1.0e-18 {
            line.push(next);
        }
    }
}

/// Drops the repeated end point; a ring that has gone once around the globe is closed through its pole.
fn close(outline: &mut Vec<Point>) {
    let (Some(&first), Some(&last)) = (outline.first(), outline.last()) else {
        return;
    };
    if (last.x - first.x).abs() > 180.0 {
        let pole_deg = 90_f64.copysign(first.y);
        outline.push(Point::new(last.x, pole_deg));
        outline.push(Point::new(first.x, pole_deg));
    } else if outline.len() > 1 && first.distance_squared(last) < 1.0e-18 {
        outline.pop();
    }
}

/// `None` when the bytes are not such a file to the last one.
fn decode(bytes: &'static [u8]) -> Option<Atlas> {
    let mut reader = Reader { bytes };
    (reader.take(MAGIC.len())? == MAGIC).then_some(())?;
    let scale = Vec2::new(reader.float()?, reader.float()?);
    let origin = Point::new(reader.float()?, reader.float()?);
    let mut arcs = Vec::new();
    for _ in 0..reader.count()? {
        arcs.push(Arc {
            points: reader.arc(scale, origin)?,
            countries: Vec::new(),
        });
    }
    let mut countries = Vec::new();
    for _ in 0..reader.count()? {
        countries.push(reader.country()?);
    }
    reader.bytes.is_empty().then_some(())?;
    note_countries(&mut arcs, &countries)?;
    drop_pole_rings(&arcs, &mut countries);
    Some(Atlas { arcs, countries })
}

/// Writes down at each arc which countries use it; `None` if a ring names an arc that does not exist.
fn note_countries(arcs: &mut [Arc], countries: &[Country]) -> Option<()> {
    for (number, country) in countries.iter().enumerate() {
        for &(index, _) in country.polygons.iter().flatten().flatten() {
            arcs.get_mut(index)?.countries.push(number);
        }
    }
    Some(())
}

/// Drops rings that hug the South Pole. The data cuts a hair's breadth around it out of Antarctica.
fn drop_pole_rings(arcs: &[Arc], countries: &mut [Country]) {
    let at_pole = |index: usize| {
        arcs.get(index)
            .is_some_and(|arc| arc.points.iter().all(|point| point.y < -89.9))
    };
    for polygon in countries
        .iter_mut()
        .flat_map(|country| &mut country.polygons)
    {
        polygon.retain(|ring| !ring.iter().all(|&(index, _)| at_pole(index)));
    }
}

/// Takes numbers from the front of the bytes; every method is `None` at their end.
struct Reader {
    bytes: &'static [u8],
}

impl Reader {
    fn take(&mut self, length: usize) -> Option<&'static [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(length)?;
        self.bytes = rest;
        Some(taken)
    }

    fn float(&mut self) -> Option<f64> {
        let number = f64::from_le_bytes(self.take(8)?.try_into().ok()?);
        number.is_finite().then_some(number)
    }

    fn varint(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..63).step_by(7) {
            let byte = *self.take(1)?.first()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    fn count(&mut self) -> Option<usize> {
        usize::try_from(self.varint()?).ok()
    }

    fn signed(&mut self) -> Option<i64> {
        let zigzag = i64::try_from(self.varint()?).ok()?;
        Some((zigzag >> 1) ^ -(zigzag & 1))
    }

    fn arc(&mut self, scale: Vec2, origin: Point) -> Option<Vec<Point>> {
        let count = self.count()?;
        let (mut x, mut y) = (0_i64, 0_i64);
        let mut points = Vec::new();
        let mut quantised = Vec::new();
        for _ in 0..count {
            x = x.checked_add(self.signed()?)?;
            y = y.checked_add(self.signed()?)?;
            quantised.push(Point::new(
                origin.x + x as f64 * scale.x,
                origin.y + y as f64 * scale.y,
            ));
        }
        append_unwrapped(&mut points, quantised.into_iter());
        (points.len() >= 2).then_some(points)
    }

    fn country(&mut self) -> Option<Country> {
        let numeric = u16::from_le_bytes(self.take(2)?.try_into().ok()?);
        let length = self.count()?;
        let name = str::from_utf8(self.take(length)?).ok()?;
        let mut polygons = Vec::new();
        for _ in 0..self.count()? {
            let mut rings = Vec::new();
            for _ in 0..self.count()? {
                rings.push(self.ring()?);
            }
            polygons.push(rings);
        }
        Some(Country {
            numeric,
            name,
            polygons,
        })
    }

    fn ring(&mut self) -> Option<Ring> {
        let mut ring = Vec::new();
        for _ in 0..self.count()? {
            let reference = self.signed()?;
            let backwards = reference < 0;
            let index = if backwards { !reference } else { reference };
            ring.push((usize::try_from(index).ok()?, backwards));
        }
        Some(ring)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_file_is_read_to_its_end() {
        let atlas = decode(BYTES).unwrap();
        assert_eq!(atlas.countries.len(), 241);
        assert_eq!(atlas.arcs.len(), 1959);
        assert!(
            atlas
                .arcs
                .iter()
                .all(|arc| matches!(arc.countries.len(), 1 | 2))
        );
    }

    #[test]
    fn damaged_bytes_are_refused() {
        assert!(decode(b"").is_none());
        assert!(decode(b"ENTMAP2\n").is_none());
        for cut in [1, 7, 100, 5_000, 100_000] {
            assert!(decode(&BYTES[..BYTES.len() - cut]).is_none());
        }
        let mut reader = Reader { bytes: &[0xff; 12] };
        assert_eq!(reader.varint(), None);
    }

    #[test]
    fn longitudes_run_on_and_rings_close() {
        let atlas = atlas();
        for country in &atlas.countries {
            for ring in country.polygons.iter().flatten() {
                let outline = Atlas::outline(ring, &atlas.arcs);
                assert!(outline.len() >= 3, "{}", country.name);
                let pairs = outline.iter().zip(outline.iter().cycle().skip(1));
                let jumps = pairs
                    .filter(|(here, next)| (here.x - next.x).abs() > 90.0)
                    .count();
                let around_a_pole = jumps > 0;
                assert_eq!(jumps, usize::from(around_a_pole), "{}", country.name);
                assert!(
                    !around_a_pole || country.name == "Antarctica",
                    "{}",
                    country.name
                );
            }
        }
    }

    #[test]
    fn cities_lie_in_their_countries() {
        for (lon_deg, lat_deg, numeric) in [
            (49.87, 40.41, 31),
            (71.43, 51.13, 398),
            (34.8, 32.07, 376),
            (32.86, 39.93, 792),
            (51.39, 35.69, 364),
            (44.79, 41.72, 268),
            (44.5, 40.2, 51),
            (37.62, 55.75, 643),
            (-175.0, 67.0, 643),
            (178.2, -17.8, 242),
            (0.0, -85.0, 10),
            (397.62, 55.75, 643),
        ] {
            let found = atlas().country_at(GeoPoint::new(lon_deg, lat_deg));
            assert_eq!(
                found.map(|country| country.numeric),
                Some(numeric),
                "{lon_deg} {lat_deg}"
            );
        }
        assert!(
            atlas().country_at(GeoPoint::new(51.0, 41.5)).is_none(),
            "the Caspian Sea"
        );
        assert!(
            atlas()
                .country_at(GeoPoint::new(28.0, -29.5))
                .is_some_and(|found| found.numeric == 426)
        );
    }
}
