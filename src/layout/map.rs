//! Actors on the map: at their places, gently pushed apart where they would
//! lie on each other.
//!
//! It knows places and one radius; what actors are and how ties run does not
//! matter here. So moving a tie's weight never moves an actor.
//!
//! Sources: coincident actors are set out on a sunflower spiral (H. Vogel, A
//! better way to construct the sunflower head, Mathematical Biosciences 44,
//! 1979); what then still overlaps is pushed apart pair by pair, the usual
//! relaxation of hard discs, with a grid to find the pairs.

use std::collections::HashMap;

use kurbo::{Point, Rect, Vec2};

use super::projection::Projection;
use crate::geom::geo::GeoPoint;
use crate::model::{ActorId, Place};

/// Room between two discs that were pushed apart, as a part of their radius.
const ROOM: f64 = 0.2;
/// Rounds of pushing apart; enough for 2,000 actors on 200 places.
const ROUNDS: usize = 48;
/// The golden angle, in radians: the turn from one seed of the spiral to the
/// next.
const GOLDEN_ANGLE_RAD: f64 = 2.399_963_229_728_653;
/// Distance between two actors in the tray, in radii: discs grow when the camera
/// goes farther away, and the largest must not touch at the zooms of small pages.
const TRAY_STEP: f64 = 6.0;
/// Distance of the first row from the lowest actor on the map, in radii.
const TRAY_BELOW: f64 = 4.6;
/// Distance between two rows of the tray, in radii; names stand between.
const TRAY_ROW: f64 = 5.4;

/// What the layout of a map follows from. Two equal requests have equal
/// layouts, so a request can be the key of a cache.
#[derive(Clone, Debug, PartialEq)]
pub struct MapRequest {
    /// Actors in the order of the scene, each with its place if it has one.
    pub actors: Vec<(ActorId, Option<Place>)>,
    /// Radius that each actor needs, in layout units; odd numbers count as 0.
    pub radius: f64,
}

/// Where actors stand on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct MapLayout {
    /// The projection of the map.
    pub projection: Projection,
    /// Centres of actors in layout units, in the order of the request; all
    /// finite.
    pub positions: Vec<Point>,
    /// Where each actor that was moved by hand truly is, if it has a place;
    /// `None` for one that stands where the layout put it.
    pub true_places: Vec<Option<Point>>,
    /// Around the actors without a place, in layout units; `None` where every
    /// actor has one or was moved.
    pub tray: Option<Rect>,
    tray_margin: f64,
}

impl MapLayout {
    /// The same with actors moved by hand: each by its offset, one without a place
    /// from the middle of the map. `offsets` are in the order of the request,
    /// in layout units; a shorter list moves the first ones only.
    #[must_use]
    pub fn moved(&self, actors: &[(ActorId, Option<Place>)], offsets: &[Option<Vec2>]) -> Self {
        let mut moved = self.clone();
        let mut in_tray = Vec::new();
        let slots = moved.positions.iter_mut().zip(&mut moved.true_places);
        let offsets = offsets.iter().chain(std::iter::repeat(&None));
        for (((_, place), offset), (position, true_place)) in actors.iter().zip(offsets).zip(slots)
        {
            match (place, offset) {
                (Some(place), Some(offset)) => {
                    *true_place = self.projection.project(place.lon_deg(), place.lat_deg());
                    *position += *offset;
                }
                (None, Some(offset)) => *position = Point::ORIGIN + *offset,
                (None, None) => in_tray.push(*position),
                (Some(_), None) => {}
            }
        }
        moved.tray = around(&in_tray, self.tray_margin);
        moved
    }
}

impl MapRequest {
    /// The layout. Actors with a place stand at it, or as near to it as others
    /// let them; actors without one stand in rows below all others.
    pub fn arrange(&self) -> MapLayout {
        let radius = if self.radius.is_finite() {
            self.radius.max(0.0)
        } else {
            0.0
        };
        let places: Vec<GeoPoint> = self
            .actors
            .iter()
            .filter_map(|(_, place)| *place)
            .map(|place| GeoPoint::new(place.lon_deg(), place.lat_deg()))
            .collect();
        let projection = Projection::for_places(&places);
        let mut projected: Vec<Option<Point>> = self
            .actors
            .iter()
            .map(|(_, place)| {
                place.and_then(|place| projection.project(place.lon_deg(), place.lat_deg()))
            })
            .collect();
        let mut placed: Vec<Point> = projected.iter().flatten().copied().collect();
        spread_coincident(&mut placed, radius);
        push_apart(&mut placed, radius);
        let below = placed
            .iter()
            .map(|point| point.y)
            .reduce(f64::max)
            .unwrap_or(-TRAY_BELOW * radius);
        for (slot, point) in projected.iter_mut().flatten().zip(&placed) {
            *slot = *point;
        }
        let loose = projected.iter().filter(|slot| slot.is_none()).count();
        let tray = tray_places(loose, below, radius, projection.frame());
        let mut free = tray.iter().copied();
        let positions: Vec<Point> = projected
            .into_iter()
            .map(|slot| slot.or_else(|| free.next()).unwrap_or_default())
            .collect();
        let tray_margin = radius * (1.0 + ROOM);
        MapLayout {
            projection,
            true_places: vec![None; positions.len()],
            positions,
            tray: around(&tray, tray_margin),
            tray_margin,
        }
    }
}

/// The smallest rectangle around these points with a margin; `None` without points.
fn around(points: &[Point], margin: f64) -> Option<Rect> {
    let (first, rest) = points.split_first()?;
    let bounds = rest
        .iter()
        .fold(Rect::from_points(*first, *first), |bounds, point| {
            bounds.union_pt(*point)
        });
    Some(bounds.inset(margin))
}

/// Even rows below `below`, each centred on the map.
fn tray_places(count: usize, below: f64, radius: f64, frame: Rect) -> Vec<Point> {
    let step = (radius * TRAY_STEP).max(1.0);
    let in_row = ((frame.width() / step).floor() as usize).max(1);
    (0..count)
        .map(|index| {
            let (row, column) = (index / in_row, index % in_row);
            let filled = in_row.min(count - row * in_row);
            let from_middle = column as f64 - (filled - 1) as f64 / 2.0;
            Point::new(
                frame.center().x + from_middle * step,
                below + (TRAY_BELOW + row as f64 * TRAY_ROW) * radius,
            )
        })
        .collect()
}

/// Sets actors that share one spot on a spiral around it, the first in the
/// middle.
fn spread_coincident(points: &mut [Point], radius: f64) {
    // A thousandth of a unit is below any visible distance.
    let key = |point: &Point| {
        (
            (point.x * 1e3).round() as i64,
            (point.y * 1e3).round() as i64,
        )
    };
    let mut seen: HashMap<(i64, i64), usize> = HashMap::new();
    // Seeds of the spiral lie a little under two steps apart, neighbours a little over.
    let step = radius * (1.0 + ROOM);
    for point in points {
        let earlier = seen.entry(key(point)).or_insert(0);
        let distance = step * 1.1 * (*earlier as f64).sqrt();
        let angle = GOLDEN_ANGLE_RAD * *earlier as f64;
        *point += Vec2::from_angle(angle) * distance;
        *earlier += 1;
    }
}

/// Pushes overlapping discs apart, half of the overlap each.
fn push_apart(points: &mut [Point], radius: f64) {
    let apart = radius * (2.0 + ROOM);
    if apart <= 0.0 {
        return;
    }
    for _ in 0..ROUNDS {
        let cells = cells_of(points, apart);
        let mut moved = false;
        for (at, (cell, one)) in cells.iter().enumerate() {
            let mut pair = |two: usize| moved |= push_pair(points, *one, two, apart);
            for (_, two) in cells
                .iter()
                .skip(at + 1)
                .take_while(|(other, _)| other == cell)
            {
                pair(*two);
            }
            // Half of the neighbours; the others find this cell themselves.
            for (dx, dy) in [(1, 0), (-1, 1), (0, 1), (1, 1)] {
                let neighbour = (cell.0 + dy, cell.1 + dx);
                let from = cells.partition_point(|(other, _)| *other < neighbour);
                for (_, two) in cells
                    .iter()
                    .skip(from)
                    .take_while(|(other, _)| *other == neighbour)
                {
                    pair(*two);
                }
            }
        }
        if !moved {
            break;
        }
    }
}

/// Every point with its grid cell (row, column), in the order of cells.
fn cells_of(points: &[Point], side: f64) -> Vec<((i64, i64), usize)> {
    let mut cells: Vec<_> = points
        .iter()
        .enumerate()
        .map(|(at, point)| {
            let cell = (
                (point.y / side).floor() as i64,
                (point.x / side).floor() as i64,
            );
            (cell, at)
        })
        .collect();
    cells.sort_unstable();
    cells
}

/// Whether two discs overlapped; they then stand `apart`.
fn push_pair(points: &mut [Point], one: usize, two: usize, apart: f64) -> bool {
    let (Some(&a), Some(&b)) = (points.get(one), points.get(two)) else {
        return false;
    };
    let between = b - a;
    let distance = between.hypot();
    if distance >= apart * 0.999 {
        return false;
    }
    let along = if distance > 1e-9 {
        between / distance
    } else {
        Vec2::from_angle(GOLDEN_ANGLE_RAD * one as f64)
    };
    let push = along * ((apart - distance) / 2.0);
    if let Some(point) = points.get_mut(one) {
        *point -= push;
    }
    if let Some(point) = points.get_mut(two) {
        *point += push;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(places: &[Option<(f64, f64)>], radius: f64) -> MapRequest {
        MapRequest {
            actors: places
                .iter()
                .enumerate()
                .map(|(at, place)| {
                    let id = ActorId::new(&format!("a{at}")).unwrap();
                    (id, place.map(|(lon, lat)| Place::new(lon, lat).unwrap()))
                })
                .collect(),
            radius,
        }
    }

    fn nearest_pair(points: &[Point]) -> f64 {
        let mut nearest = f64::MAX;
        for (at, one) in points.iter().enumerate() {
            for two in points.iter().skip(at + 1) {
                nearest = nearest.min(one.distance(*two));
            }
        }
        nearest
    }

    #[test]
    fn actors_with_room_stand_exactly_at_their_places() {
        let layout = request(&[Some((35.0, 31.4)), Some((47.7, 40.3))], 40.0).arrange();
        let at = |lon, lat| layout.projection.project(lon, lat).unwrap();
        assert_eq!(layout.positions, [at(35.0, 31.4), at(47.7, 40.3)]);
        assert_eq!(layout.tray, None);
    }

    #[test]
    fn coincident_actors_are_set_apart() {
        for count in [2, 7, 40] {
            let places = vec![Some((44.5, 40.2)); count];
            let layout = request(&places, 20.0).arrange();
            let nearest = nearest_pair(&layout.positions);
            assert!(nearest > 40.0, "{count} actors stand {nearest} apart");
        }
    }

    #[test]
    fn actors_without_a_place_stand_below_all_others() {
        let places = [Some((35.0, 31.4)), None, Some((47.7, 40.3)), None];
        let layout = request(&places, 30.0).arrange();
        let tray = layout.tray.unwrap();
        for (place, point) in places.iter().zip(&layout.positions) {
            assert_eq!(place.is_none(), tray.contains(*point));
        }
        assert!(nearest_pair(&layout.positions) > 60.0);
    }

    #[test]
    fn moved_actors_stand_off_and_know_their_true_place() {
        let request = request(&[Some((35.0, 31.4)), Some((47.7, 40.3)), None, None], 30.0);
        let layout = request.arrange();
        let by = Vec2::new(40.0, -25.0);
        let moved = layout.moved(&request.actors, &[Some(by), None, Some(by)]);
        assert_eq!(moved.positions[0], layout.positions[0] + by);
        assert_eq!(moved.true_places[0], Some(layout.positions[0]));
        assert_eq!(moved.positions[1], layout.positions[1]);
        assert_eq!(moved.true_places[1], None);
        assert_eq!(
            moved.positions[2],
            Point::ORIGIN + by,
            "from the middle of the map"
        );
        assert_eq!(moved.true_places[2], None);
        let tray = moved.tray.unwrap();
        assert!(tray.contains(moved.positions[3]) && !tray.contains(moved.positions[2]));
    }

    #[test]
    fn nobody_at_all_and_nobody_with_a_place_can_be_arranged() {
        assert_eq!(request(&[], 30.0).arrange().positions, []);
        let layout = request(&[None; 300], 30.0).arrange();
        assert!(layout.positions.iter().all(|point| point.is_finite()));
        assert!(nearest_pair(&layout.positions) > 60.0);
        let odd = request(&[None, Some((0.0, 90.0)), Some((0.0, 90.0))], f64::NAN).arrange();
        assert!(odd.positions.iter().all(|point| point.is_finite()));
    }

    #[test]
    fn two_thousand_actors_on_two_hundred_places_do_not_overlap() {
        let places: Vec<_> = (0..2000)
            .map(|at| {
                let state = f64::from(at % 200);
                Some((
                    (state * 37.0).rem_euclid(300.0) - 150.0,
                    (state * 17.0).rem_euclid(110.0) - 50.0,
                ))
            })
            .collect();
        let layout = request(&places, 4.0).arrange();
        let nearest = nearest_pair(&layout.positions);
        assert!(nearest > 8.0, "two stand {nearest} apart");
        assert_eq!(layout, request(&places, 4.0).arrange());
    }
}
