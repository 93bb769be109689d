//! The basemap as items: land, coast, borders.
//!
//! It follows from the projection, the theme and which states are actors, so it
//! is made once and shared by all drawings. Only the widths of its lines follow
//! the zoom, in doublings, so that borders stay thin close up.

use std::sync::{Arc, Mutex, PoisonError};

use kurbo::Point;

use super::basemap::{self, Basemap, Land};
use super::item::{Color, Item, Role, Shape, Stroke};
use super::scale::{HOME_ZOOM, detail_zoom};
use super::theme::Theme;
use crate::layout::projection::Projection;
use crate::model::{Actor, ActorKind, Basemap as BasemapChoice, Scene};

/// Dash and gap of disputed borders, in widths of the line.
const DISPUTED_DASH: [f64; 2] = [3.0, 2.6];

/// What lies under the figures, and what must be said about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Ground {
    /// Land, then borders, then coast, then disputed borders, in layout units.
    pub items: Arc<Vec<Item>>,
    /// The credit; empty without a basemap.
    pub credit: String,
    /// The same for small pages: it counts the disputes that the data set does
    /// not separate and does not name them.
    pub short_credit: String,
    /// As few words as name the data set and say that borders are its own;
    /// empty without a basemap.
    pub least_credit: String,
    /// The zoom that line widths were made for.
    zoom: f64,
}

impl Ground {
    /// No basemap.
    pub fn none() -> Self {
        Self {
            items: Arc::default(),
            credit: String::new(),
            short_credit: String::new(),
            least_credit: String::new(),
            zoom: HOME_ZOOM,
        }
    }

    /// What the scene wants under its figures.
    pub fn for_scene(scene: &Scene, projection: &Projection, theme: &Theme) -> Self {
        match scene.basemap {
            BasemapChoice::NaturalEarth => {
                Self::of(&basemap::basemap(projection), projection, scene, theme)
            }
            BasemapChoice::Off => Self::none(),
        }
    }

    /// The same with lines as wide as they should be at this zoom. Within half a
    /// doubling of the zoom they stay as they are, and the items are shared.
    pub fn at_zoom(&self, zoom: f64) -> Self {
        let zoom = zoom_of_lines(zoom);
        let factor = self.zoom / zoom;
        if factor == 1.0 {
            return self.clone();
        }
        let mut items = Vec::clone(&self.items);
        for item in &mut items {
            if let Shape::Line { stroke, .. } = &mut item.shape {
                stroke.width *= factor;
                stroke.dash = stroke.dash.map(|dash| dash.map(|part| part * factor));
            }
        }
        Self {
            items: Arc::new(items),
            zoom,
            ..self.clone()
        }
    }

    /// The items of a basemap. `scene` says which states are actors: their
    /// land is tinted, wherever they stand; of a state without a code, the land on which
    /// it stands.
    pub fn of(basemap: &Basemap, projection: &Projection, scene: &Scene, theme: &Theme) -> Self {
        let states = || {
            let actors = scene.actors.iter();
            actors.filter(|actor| actor.kind == ActorKind::State)
        };
        let number = |actor: &Actor| actor.iso.as_deref().and_then(basemap::numeric_of);
        let numbers: Vec<u16> = states().filter_map(number).collect();
        let places: Vec<Point> = states()
            .filter(|actor| number(actor).is_none())
            .filter_map(|actor| actor.place)
            .filter_map(|place| projection.project(place.lon_deg(), place.lat_deg()))
            .collect();
        let mut items = Vec::new();
        for land in &basemap.lands {
            let is_actor =
                numbers.contains(&land.numeric) || places.iter().any(|place| land.contains(*place));
            let fill = if is_actor {
                theme.map.land_of_actors
            } else {
                theme.map.land
            };
            items.push(area(land, fill));
        }
        let map = &theme.map;
        let (coast, border) = (theme.size.coast / HOME_ZOOM, theme.size.border / HOME_ZOOM);
        let groups = [
            (&basemap.borders, Role::Border, map.border, border, false),
            (&basemap.coast, Role::Coast, map.coast, coast, false),
            (
                &basemap.disputed,
                Role::DisputedBorder,
                map.border,
                border,
                true,
            ),
        ];
        for (lines, role, color, width, is_dashed) in groups {
            let dash = is_dashed.then(|| DISPUTED_DASH.map(|part| part * width));
            let stroke = Stroke { width, color, dash };
            items.extend(
                lines
                    .iter()
                    .filter_map(|points| line(points, role, &stroke)),
            );
        }
        let frame = projection.frame();
        Self {
            items: Arc::new(items),
            credit: basemap::credit(frame, projection),
            short_credit: short_credit(basemap::disputes_in(frame, projection).len()),
            least_credit: LEAST_CREDIT.to_owned(),
            zoom: HOME_ZOOM,
        }
    }
}

/// The zoom that line widths are made for at this one.
fn zoom_of_lines(zoom: f64) -> f64 {
    let doublings = (detail_zoom(zoom) / HOME_ZOOM).log2().round();
    HOME_ZOOM * doublings.exp2()
}

/// So many grounds are kept beside that of the usual zoom.
const MOST_KEPT: usize = 3;

/// A ground at the zooms that it was asked for lately: its lines are many, and
/// slides share a few zooms.
#[derive(Debug)]
pub(super) struct Grounds {
    home: Ground,
    /// The one asked for last at the end.
    lately: Mutex<Vec<Ground>>,
}

impl Grounds {
    pub(super) fn new(home: Ground) -> Self {
        Self {
            home,
            lately: Mutex::default(),
        }
    }

    /// The ground as it was made.
    pub(super) fn home(&self) -> &Ground {
        &self.home
    }

    /// What [`Ground::at_zoom`] gives; one that was asked for lately shares its items.
    pub(super) fn at_zoom(&self, zoom: f64) -> Ground {
        let zoom = zoom_of_lines(zoom);
        if zoom == self.home.zoom {
            return self.home.clone();
        }
        // What another thread left behind is whole: it is changed in one step.
        let mut lately = self.lately.lock().unwrap_or_else(PoisonError::into_inner);
        let known = lately.iter().position(|ground| ground.zoom == zoom);
        let ground = match known {
            Some(at) => lately.remove(at),
            None => self.home.at_zoom(zoom),
        };
        if lately.len() >= MOST_KEPT {
            lately.remove(0);
        }
        lately.push(ground.clone());
        ground
    }
}

/// For the smallest pages.
const LEAST_CREDIT: &str = "Map: Natural Earth 2018; borders are its own.";

fn short_credit(disputes: usize) -> String {
    match disputes {
        0 => basemap::CREDIT.to_owned(),
        1 => format!("{} One dispute is not separated.", basemap::CREDIT),
        count => format!("{} {count} disputes are not separated.", basemap::CREDIT),
    }
}

fn area(land: &Land, fill: Color) -> Item {
    Item {
        subject: None,
        role: Role::Land,
        shape: Shape::Area {
            rings: land.rings.clone(),
            triangles: land.triangles.clone(),
            fill,
        },
    }
}

fn line(points: &[Point], role: Role, stroke: &Stroke) -> Option<Item> {
    (points.len() >= 2).then(|| Item {
        subject: None,
        role,
        shape: Shape::Line {
            points: points.to_vec(),
            curve: None,
            stroke: stroke.clone(),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, actor, scene, south_caucasus};
    use super::*;
    use crate::drawing::ThemeName;

    fn widths(ground: &Ground) -> Vec<f64> {
        let lines = ground.items.iter().filter_map(|item| match &item.shape {
            Shape::Line { stroke, .. } => Some(stroke.width),
            _ => None,
        });
        lines.collect()
    }

    #[test]
    fn borders_stay_thin_close_up() {
        let fixture = Fixture::on_map(south_caucasus(), ThemeName::Light);
        for zoom in [0.02, 0.7, 3.0, 40.0] {
            let ground = fixture.ground.at_zoom(zoom);
            for width in widths(&ground) {
                let points = width * zoom;
                assert!((0.4..=1.5).contains(&points), "{points} points at {zoom}");
            }
        }
        let near = fixture.ground.at_zoom(HOME_ZOOM * 1.3);
        assert!(Arc::ptr_eq(&near.items, &fixture.ground.items));
    }

    #[test]
    fn a_ground_that_was_asked_for_lately_is_shared_and_the_others_go() {
        let fixture = Fixture::on_map(south_caucasus(), ThemeName::Light);
        let grounds = Grounds::new(fixture.ground.clone());
        let zooms = [0.1, 0.3, HOME_ZOOM, 3.0, 9.0, 30.0];
        for zoom in zooms.iter().chain(zooms.iter().rev()) {
            let ground = grounds.at_zoom(*zoom);
            assert_eq!(ground, fixture.ground.at_zoom(*zoom), "{zoom}");
            let again = grounds.at_zoom(zoom * 1.01);
            assert!(Arc::ptr_eq(&ground.items, &again.items), "{zoom}");
            let kept = grounds.lately.lock().unwrap().len();
            assert!(kept <= MOST_KEPT, "{kept}");
        }
        let first = grounds.at_zoom(30.0);
        let second = grounds.at_zoom(9.0);
        assert!(Arc::ptr_eq(&first.items, &grounds.at_zoom(30.0).items));
        assert!(Arc::ptr_eq(&second.items, &grounds.at_zoom(9.0).items));
    }

    #[test]
    fn land_of_actors_is_tinted() {
        let fixture = Fixture::on_map(south_caucasus(), ThemeName::Light);
        let tint = fixture.theme.theme().map.land_of_actors;
        let tinted = fixture
            .ground
            .items
            .iter()
            .filter(|item| matches!(&item.shape, Shape::Area { fill, .. } if *fill == tint));
        assert_eq!(tinted.count(), 5);
    }

    #[test]
    fn the_land_of_a_state_is_its_own_wherever_it_stands() {
        let shade = |scene: Scene| {
            let fixture = Fixture::on_map(scene, ThemeName::Light);
            let map = basemap::basemap(&fixture.layout.projection);
            let tint = fixture.theme.theme().map.land_of_actors;
            let items = fixture.ground.items.iter();
            let areas = items.filter_map(|item| match item.shape {
                Shape::Area { fill, .. } => Some(fill == tint),
                _ => None,
            });
            let lands = map.lands.iter().zip(areas);
            let tinted = lands.filter(|(_, is_tinted)| *is_tinted);
            let mut names: Vec<&str> = tinted.map(|(land, _)| land.name).collect();
            names.sort_unstable();
            names
        };
        let among = |iso: Option<&str>| {
            let state = |id, iso: Option<&str>, place| {
                let mut state = actor(id, id, None, Some(place));
                state.iso = iso.map(str::to_owned);
                state
            };
            let in_russia = state("g", iso, (40.0, 55.0));
            let at_sea = state("i", Some("IRN"), (50.0, 42.0));
            scene(vec![in_russia, at_sea], Vec::new())
        };
        assert_eq!(shade(among(Some("GEO"))), ["Georgia", "Iran"]);
        assert_eq!(shade(among(None)), ["Iran", "Russia"]);
    }
}
