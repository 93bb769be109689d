//! The quiet map under the picture: land, coast and borders, projected to layout units.
//!
//! It turns the embedded data and a [`Projection`] into shapes, says which borders are in dispute, and words the
//! credit. Colours, line widths and dashes are the theme's; which country is an actor of the scene is the caller's to
//! know, by the numeric code. The result depends on the projection alone, so it is worth keeping until that changes.
//!
//! Coast and borders come from the data's arcs, not from the filled outlines. So the edge along which land is cut off
//! never shows as a coast, and a border is drawn once and not by both neighbours.

mod atlas;
mod clip;
mod codes;
mod cut;
mod disputes;

use earcut::Earcut;
use kurbo::{Point, Rect, Vec2};

use crate::geom::geo::{GeoPoint, wrapped_lon_deg};
use crate::layout::projection::{Projection, Window};

use atlas::{Arc, Atlas, Country, Ring, atlas};
use clip::{bounds, clipped_line, for_each_divided};
pub(in crate::drawing) use codes::numeric_of;
use cut::cut_polygon;
pub use disputes::{DisputedBorder, Disputes, Unseparated, disputes};

/// What every picture with this basemap must say.
pub const CREDIT: &str =
    "Basemap: Natural Earth 1:50m, 2018. Borders are the data set's own; dashed where disputed.";

/// A chain of points in layout units; the last one equals the first where the chain is closed.
pub type Polyline = Vec<Point>;

/// The map in layout units. Lands are in the order of the data set, lines in no order that means anything, both the
/// same for the same projection.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Basemap {
    /// Filled land, a country each.
    pub lands: Vec<Land>,
    /// Where land meets water.
    pub coast: Vec<Polyline>,
    /// Borders between two countries.
    pub borders: Vec<Polyline>,
    /// Borders, or parts of them, on the list of disputed ones; these are not in `borders`.
    pub disputed: Vec<Polyline>,
}

/// The land of one country, cut to the projection's window.
#[derive(Clone, Debug, PartialEq)]
pub struct Land {
    /// ISO 3166-1 numeric code; 0 for Somaliland, Kosovo, Northern Cyprus, the Indian Ocean Territories and the
    /// Siachen Glacier. Australia and the Ashmore and Cartier Islands have the same.
    pub numeric: u16,
    /// The data set's own name, in English and often shortened.
    pub name: &'static str,
    /// Outlines and holes without a repeated end point; to be filled by the even-odd rule.
    pub rings: Vec<Vec<Point>>,
    /// The same area as triangles: indexes into the points of all rings, one ring after the other. In no stated
    /// direction of turn.
    pub triangles: Vec<[u32; 3]>,
    /// The smallest box around the land.
    pub bounds: Rect,
}

impl Basemap {
    /// The part of the map in `view` (layout units), for exports that need no more than a page shows. Its lands have
    /// no triangles, and along the edge of the view the rings follow the edge: fill them, do not stroke them.
    #[must_use]
    pub fn within(&self, view: Rect) -> Self {
        let lines = |lines: &[Polyline]| {
            let seen = lines
                .iter()
                .filter(|line| bounds(line).is_some_and(|line| line.overlaps(view)));
            seen.flat_map(|line| clipped_line(line, view)).collect()
        };
        Self {
            lands: self
                .lands
                .iter()
                .filter_map(|land| land.within(view))
                .collect(),
            coast: lines(&self.coast),
            borders: lines(&self.borders),
            disputed: lines(&self.disputed),
        }
    }
}

impl Land {
    fn within(&self, view: Rect) -> Option<Self> {
        // Rings are cut one by one, since the even-odd rule does not ask which one is a hole of which.
        let seen = self
            .rings
            .iter()
            .filter(|ring| bounds(ring).is_some_and(|ring| ring.overlaps(view)));
        let parts = seen.flat_map(|ring| cut_polygon(vec![ring.clone()], view));
        let rings: Vec<Vec<Point>> = parts.flatten().filter(|ring| ring.len() >= 3).collect();
        let extents = rings.iter().filter_map(|ring| bounds(ring));
        let bounds = extents.reduce(|left, right| left.union(right))?;
        Some(Self {
            numeric: self.numeric,
            name: self.name,
            rings,
            triangles: Vec::new(),
            bounds,
        })
    }

    /// Whether a point of the layout lies on this land. On the edge either answer is right.
    #[must_use]
    pub fn contains(&self, point: Point) -> bool {
        let hits = self
            .rings
            .iter()
            .filter(|ring| atlas::contains(ring, point));
        self.bounds.contains(point) && hits.count() % 2 == 1
    }
}

/// The basemap for a projection. Takes tens of milliseconds; keep it.
#[must_use]
pub fn basemap(projection: &Projection) -> Basemap {
    let atlas = atlas();
    let sheet = Sheet::new(projection);
    let lands = atlas
        .countries
        .iter()
        .filter_map(|country| sheet.land(atlas, country))
        .collect();
    let mut map = Basemap {
        lands,
        ..Basemap::default()
    };
    for arc in &atlas.arcs {
        sheet.add_lines(&mut map, &arc_names(atlas, &arc.countries), &arc.points);
    }
    map
}

/// The data set's name of the country at a place, `None` at sea. Takes some milliseconds.
#[must_use]
pub fn country_name_at(place: GeoPoint) -> Option<&'static str> {
    place
        .is_valid()
        .then(|| atlas().country_at(place))
        .flatten()
        .map(|country| country.name)
}

/// Names of the disputes within `view` (layout units) that the data does not separate, in the order of our list.
#[must_use]
pub fn disputes_in(view: Rect, projection: &Projection) -> Vec<&'static str> {
    let window = projection.window();
    let is_seen = |area: &&Unseparated| {
        let bounds = area.bounds();
        let [x, y] = [
            [bounds.x0, bounds.center().x, bounds.x1],
            [bounds.y0, bounds.center().y, bounds.y1],
        ];
        let places = x
            .into_iter()
            .flat_map(|lon_deg| y.map(|lat_deg| (lon_deg, lat_deg)));
        let points: Vec<Point> = places
            .filter(|&(lon_deg, lat_deg)| is_in_window(window, lon_deg, lat_deg))
            .filter_map(|(lon_deg, lat_deg)| projection.project(lon_deg, lat_deg))
            .collect();
        clip::bounds(&points).is_some_and(|bounds| bounds.overlaps(view))
    };
    let seen = disputes().unseparated.iter().filter(is_seen);
    seen.map(|area| area.name.as_str()).collect()
}

/// The credit for what is in `view` (layout units): [`CREDIT`], and the disputes it leaves out, if any.
#[must_use]
pub fn credit(view: Rect, projection: &Projection) -> String {
    let names = disputes_in(view, projection);
    if names.is_empty() {
        return CREDIT.to_owned();
    }
    format!(
        "{CREDIT} Disputes it does not separate: {}.",
        names.join("; ")
    )
}

fn is_in_window(window: Window, lon_deg: f64, lat_deg: f64) -> bool {
    let offset_deg = wrapped_lon_deg(lon_deg - window.central_lon_deg);
    offset_deg.abs() <= window.reach_lon_deg
        && (window.south_deg..=window.north_deg).contains(&lat_deg)
}

fn arc_names(atlas: &Atlas, countries: &[usize]) -> Vec<&'static str> {
    let names = countries
        .iter()
        .filter_map(|&number| atlas.countries.get(number));
    names.map(|country| country.name).collect()
}

/// What a step of an arc is drawn as.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Stroke {
    Coast,
    Border,
    Disputed,
    /// A cut of the data set itself, along the antimeridian or at the South Pole.
    Nothing,
}

/// The projection with its window as a rectangle: longitude from the central meridian as x, latitude as y.
struct Sheet<'a> {
    projection: &'a Projection,
    central_lon_deg: f64,
    window: Rect,
}

impl<'a> Sheet<'a> {
    fn new(projection: &'a Projection) -> Self {
        let window = projection.window();
        Self {
            projection,
            central_lon_deg: window.central_lon_deg,
            window: Rect::new(
                -window.reach_lon_deg,
                window.south_deg,
                window.reach_lon_deg,
                window.north_deg,
            ),
        }
    }

    /// The line with longitudes from the central meridian, once for each turn around the globe that meets the window.
    fn turns(&self, line: &[Point]) -> impl Iterator<Item = Vec<Point>> {
        let turns = [-360.0, 0.0, 360.0].map(|turn_deg| turn_deg - self.central_lon_deg);
        let extent = bounds(line);
        turns.into_iter().filter_map(move |shift_deg| {
            let shifted = extent? + Vec2::new(shift_deg, 0.0);
            let shift = |point: &Point| Point::new(point.x + shift_deg, point.y);
            shifted
                .overlaps(self.window)
                .then(|| line.iter().map(shift).collect())
        })
    }

    fn projected(&self, line: &[Point], closed: bool) -> Vec<Point> {
        let mut points = Vec::with_capacity(line.len());
        for_each_divided(line, closed, |point| {
            points.extend(self.projection.project_offset(point.x, point.y));
        });
        points
    }

    fn land(&self, atlas: &Atlas, country: &Country) -> Option<Land> {
        let mut shape = Shape::default();
        for polygon in &country.polygons {
            self.add_polygon(&mut shape, polygon, &atlas.arcs);
        }
        let bounds = shape.rings.iter().filter_map(|ring| bounds(ring));
        let bounds = bounds.reduce(|left, right| left.union(right))?;
        Some(Land {
            numeric: country.numeric,
            name: country.name,
            rings: shape.rings,
            triangles: shape.triangles,
            bounds,
        })
    }

    /// Adds the parts of a polygon; those of another turn around the globe are polygons of their own.
    fn add_polygon(&self, shape: &mut Shape, polygon: &[Ring], arcs: &[Arc]) {
        let Some((outer, holes)) = polygon.split_first() else {
            return;
        };
        let holes: Vec<Vec<Point>> = holes
            .iter()
            .flat_map(|hole| self.turns(&Atlas::outline(hole, arcs)).collect::<Vec<_>>())
            .collect();
        for outer in self.turns(&Atlas::outline(outer, arcs)) {
            let extent = bounds(&outer).unwrap_or_default();
            let is_inner = |hole: &&Vec<Point>| {
                bounds(hole).is_some_and(|hole| extent.contains(hole.center()))
            };
            let mut polygon = vec![outer];
            polygon.extend(holes.iter().filter(is_inner).cloned());
            for part in cut_polygon(polygon, self.window) {
                shape.add(part.iter().map(|ring| self.projected(ring, true)).collect());
            }
        }
    }

    /// Adds the lines of one arc, which runs between these countries.
    fn add_lines(&self, map: &mut Basemap, names: &[&str], points: &[Point]) {
        for (stroke, run) in runs(points, |middle, step| stroke_of(names, middle, step)) {
            let target = match stroke {
                Stroke::Coast => &mut map.coast,
                Stroke::Border => &mut map.borders,
                Stroke::Disputed => &mut map.disputed,
                Stroke::Nothing => continue,
            };
            for line in self.turns(&run) {
                let pieces = clipped_line(&line, self.window);
                let lines = pieces.iter().map(|piece| self.projected(piece, false));
                target.extend(lines.filter(|line| line.len() >= 2));
            }
        }
    }
}

/// The rings and triangles of a country as they are put together.
#[derive(Default)]
struct Shape {
    rings: Vec<Vec<Point>>,
    triangles: Vec<[u32; 3]>,
    points: u32,
    earcut: Earcut<f64>,
}

impl Shape {
    /// Adds one polygon, its outline first and then its holes. Without an outline it is nothing.
    fn add(&mut self, rings: Vec<Vec<Point>>) {
        if rings.first().is_none_or(|outer| outer.len() < 3) {
            return;
        }
        let start = self.rings.len();
        self.rings
            .extend(rings.into_iter().filter(|ring| ring.len() >= 3));
        let added = &self.rings[start..];
        let mut hole_starts: Vec<u32> = Vec::new();
        let mut count = 0;
        for ring in added {
            if count > 0 {
                hole_starts.push(count);
            }
            count += ring.len() as u32;
        }
        let positions = added.iter().flatten().map(|point| [point.x, point.y]);
        let mut indexes: Vec<u32> = Vec::new();
        self.earcut.earcut(positions, &hole_starts, &mut indexes);
        let corners = indexes.chunks_exact(3);
        let offset = self.points;
        self.triangles
            .extend(corners.map(|three| [three[0] + offset, three[1] + offset, three[2] + offset]));
        self.points += count;
    }
}

/// What the step with this middle is drawn as, on an arc between these countries.
fn stroke_of(names: &[&str], middle: Point, step: Vec2) -> Stroke {
    match names {
        [one, other] => match disputes().border(one, other) {
            Some(border) if border.covers(middle) => Stroke::Disputed,
            _ => Stroke::Border,
        },
        _ if is_cut_of_the_data(middle, step) => Stroke::Nothing,
        _ => Stroke::Coast,
    }
}

/// Whether a step runs along the antimeridian or at the South Pole, where the data ends and no coast is.
fn is_cut_of_the_data(middle: Point, step: Vec2) -> bool {
    let from_antimeridian = (middle.x.rem_euclid(360.0) - 180.0).abs();
    middle.y < -89.0 || (from_antimeridian < 1.0e-6 && step.x.abs() < 1.0e-6)
}

/// Divides a line into runs of steps of one kind; neighbouring runs share their joint.
fn runs(points: &[Point], kind: impl Fn(Point, Vec2) -> Stroke) -> Vec<(Stroke, Vec<Point>)> {
    let mut runs: Vec<(Stroke, Vec<Point>)> = Vec::new();
    for pair in points.windows(2) {
        let stroke = kind(pair[0].midpoint(pair[1]), pair[1] - pair[0]);
        match runs.last_mut() {
            Some((last, run)) if *last == stroke => run.push(pair[1]),
            _ => runs.push((stroke, pair.to_vec())),
        }
    }
    runs
}

#[cfg(test)]
mod tests;
