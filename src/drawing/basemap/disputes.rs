//! Which borders are drawn dashed, and which disputes the data does not show.
//!
//! Reads `assets/basemap/disputed.ron`, our own sourced list. It holds words and boxes in degrees and takes no side;
//! how a dash looks is the theme's matter. (Reading a list of our own with serde is allowed here.)

use std::sync::OnceLock;

use kurbo::{Point, Rect};
use serde::Deserialize;

static TEXT: &str = include_str!("../../../assets/basemap/disputed.ron");

/// West, south, east and north in degrees; never across the antimeridian.
type Bounds = (f64, f64, f64, f64);

/// A border that is drawn dashed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DisputedBorder {
    /// The two territories, by their names in the data set, in any order.
    between: (String, String),
    /// Only this part of their border; all of it when left out.
    #[serde(default)]
    within: Option<Bounds>,
    /// Why, in one sentence.
    pub reason: String,
    /// Who says so.
    pub source: String,
}

/// A dispute over an area that the data draws as an ordinary part of one country.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unseparated {
    /// Short name, fit for the credit line.
    pub name: String,
    /// The country that the data draws it in, by its name in the data set.
    pub drawn_in: String,
    /// A place in it: longitude, latitude in degrees.
    pub at: (f64, f64),
    /// A box around it.
    bounds: Bounds,
    /// Why, in one sentence.
    pub reason: String,
    /// Who says so.
    pub source: String,
}

/// The whole list, in the order of the file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Disputes {
    /// Borders drawn dashed.
    pub borders: Vec<DisputedBorder>,
    /// Disputes that no line of the data shows.
    pub unseparated: Vec<Unseparated>,
}

/// The list, read once. Should the embedded file be damaged, it is empty and the log says so; a test keeps that from
/// being shipped.
pub fn disputes() -> &'static Disputes {
    static DISPUTES: OnceLock<Disputes> = OnceLock::new();
    DISPUTES.get_or_init(|| {
        ron::from_str(TEXT).unwrap_or_else(|error| {
            log::error!("the embedded list of disputed borders cannot be read: {error}");
            Disputes::default()
        })
    })
}

impl Disputes {
    /// The entry for the border of two territories, if it is on the list.
    pub fn border(&self, one: &str, other: &str) -> Option<&DisputedBorder> {
        self.borders.iter().find(|border| {
            let (first, second) = (border.between.0.as_str(), border.between.1.as_str());
            (first, second) == (one, other) || (first, second) == (other, one)
        })
    }
}

impl DisputedBorder {
    /// Whether the border is disputed at this point (longitude, latitude in degrees).
    pub fn covers(&self, point: Point) -> bool {
        self.within
            .is_none_or(|bounds| rect(bounds).contains(point))
    }
}

impl Unseparated {
    /// Its box, with longitude as x and latitude as y in degrees.
    pub fn bounds(&self) -> Rect {
        rect(self.bounds)
    }
}

fn rect((west, south, east, north): Bounds) -> Rect {
    Rect::new(west, south, east, north)
}

#[cfg(test)]
mod tests {
    use super::super::atlas::atlas;
    use super::*;
    use crate::geom::geo::GeoPoint;

    #[test]
    fn the_embedded_list_is_read_and_every_entry_has_reason_and_source() {
        let disputes: Disputes = ron::from_str(TEXT).unwrap();
        assert!(disputes.borders.len() >= 15 && disputes.unseparated.len() >= 10);
        for border in &disputes.borders {
            assert!(border.reason.ends_with('.') && !border.source.is_empty());
        }
        for area in &disputes.unseparated {
            assert!(area.reason.ends_with('.') && !area.source.is_empty());
        }
    }

    #[test]
    fn every_dashed_pair_shares_a_border_in_the_data() {
        let atlas = atlas();
        for border in &disputes().borders {
            let shared = atlas.arcs.iter().any(|arc| {
                let names: Vec<&str> = arc
                    .countries
                    .iter()
                    .map(|&at| atlas.countries[at].name)
                    .collect();
                let pair = [border.between.0.as_str(), border.between.1.as_str()];
                pair.iter().all(|name| names.contains(name))
                    && arc.points.iter().any(|&point| border.covers(point))
            });
            assert!(shared, "{:?}", border.between);
        }
    }

    #[test]
    fn every_area_is_drawn_where_the_list_says() {
        for area in &disputes().unseparated {
            let place = GeoPoint::new(area.at.0, area.at.1);
            let found = atlas().country_at(place).map(|country| country.name);
            assert_eq!(found, Some(area.drawn_in.as_str()), "{}", area.name);
            assert!(
                area.bounds().contains(Point::new(area.at.0, area.at.1)),
                "{}",
                area.name
            );
            assert!(area.bounds().width() > 0.0 && area.bounds().height() > 0.0);
        }
    }
}
