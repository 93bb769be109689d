//! Where the camera goes: to all of the map, or to a part of it.

use std::collections::HashSet;

use kurbo::{Insets, Rect, Size};

use crate::drawing::{Drawing, DrawingInput, Mark, MarkPlace, Part, fit, page_insets};
use crate::geom::geo::GeoPoint;
use crate::geom::space::Camera;
use crate::layout::map::MapRequest;
use crate::layout::projection::Projection;
use crate::model::{ActorId, Place, Subject};
use crate::session::Session;

use super::{MAP_TOOLS, Picture, bits};

/// Free space around what "show the selection" shows, in points: for names.
const ROOM: f64 = 48.0;

/// How far "show the selection" zooms in at most: closer, a map says nothing more.
const CLOSEST: f64 = 3.0;

/// How much larger than on the whole map a single actor or note is shown at least.
const CLOSER: f64 = 1.5;

impl Picture {
    /// The camera that shows all of the scene on the canvas; `None` where
    /// there is no canvas or nothing to show.
    pub(in crate::session) fn fitted_camera(&mut self, session: &Session) -> Option<Camera> {
        let canvas = session.view.canvas;
        if canvas.area() <= 0.0 {
            return None;
        }
        let key = (
            session.revisions.scene,
            session.view.theme,
            bits(canvas),
            session.settings.names,
            session.view.is_showing_evidence,
        );
        if self.fitted.key.as_ref() != Some(&key) {
            self.refresh_ground(session);
            let nothing = HashSet::new();
            let input = self.input(session, canvas, &nothing, &nothing, Part::Whole)?;
            // Filters and looking back change what is drawn, not where the camera
            // looks.
            let document = &session.document;
            let camera = fit(&DrawingInput {
                scene: &document.scene,
                strengths: &document.strengths,
                estimates: document.estimates(),
                as_of: None,
                is_showing_unknown: true,
                tools: Some(MAP_TOOLS),
                ..input
            });
            self.fitted.refresh(key, || camera);
        }
        self.fitted.value
    }

    /// The camera that shows these, actors with their surroundings and ties with both
    /// ends; `None` where none of them is drawn. They are never shown smaller than the
    /// whole map shows them, and one actor or note larger, however small the canvas is.
    pub(in crate::session) fn camera_showing(
        &mut self,
        subjects: &[Subject],
        session: &Session,
    ) -> Option<Camera> {
        let all = self.fitted_camera(session)?;
        let camera = self.camera_on(subjects, session)?;
        let is_one = matches!(subjects, [Subject::Actor(_) | Subject::Note(_)]);
        Some(if is_one {
            let least = (all.zoom() * CLOSER).min(all.zoom().max(CLOSEST));
            Camera::new(camera.center(), camera.zoom().max(least))
        } else if camera.zoom() < all.zoom() {
            all
        } else {
            camera
        })
    }

    fn camera_on(&self, subjects: &[Subject], session: &Session) -> Option<Camera> {
        let drawing = self.drawing()?;
        let wanted: HashSet<&Subject> = subjects.iter().collect();
        let marks = drawing.marks.iter();
        let marks = marks.filter(|mark| wanted.contains(&mark.subject));
        let bounds = marks.filter_map(|mark| surroundings(drawing, mark, session));
        let bounds = bounds.reduce(|all, one| all.union(one))?;
        self.camera_around(bounds, session)
    }

    /// The camera that shows this part of the layout, not from too near.
    pub(in crate::session) fn camera_around(
        &self,
        bounds: Rect,
        session: &Session,
    ) -> Option<Camera> {
        let viewport = session.view.canvas.to_rect();
        // A canvas too small for the room around keeps a little of it.
        let room = ROOM
            .min(viewport.width() / 6.0)
            .min(viewport.height() / 6.0);
        let nothing = HashSet::new();
        let page = self
            .input(
                session,
                session.view.canvas,
                &nothing,
                &nothing,
                Part::Whole,
            )
            .map_or(Insets::ZERO, |input| page_insets(&input));
        let clear = Insets::new(
            page.x0 + room,
            page.y0 + room,
            page.x1 + room,
            page.y1 + room,
        );
        let camera = Camera::fit(bounds, viewport, clear)
            .or_else(|| Camera::fit(bounds, viewport, Insets::uniform(room)))?;
        Some(Camera::new(camera.center(), camera.zoom().min(CLOSEST)))
    }
}

/// The place of the actor that only one of both has; `None` where they differ by more or
/// it has none.
pub(super) fn single_difference(before: &MapRequest, after: &MapRequest) -> Option<Place> {
    let (fewer, more) = if before.actors.len() < after.actors.len() {
        (&before.actors, &after.actors)
    } else {
        (&after.actors, &before.actors)
    };
    if fewer.len() + 1 != more.len() {
        return None;
    }
    let known: HashSet<&ActorId> = fewer.iter().map(|(id, _)| id).collect();
    let mut others = more.iter().filter(|(id, _)| !known.contains(id));
    let (_, place) = others.next()?;
    place.filter(|_| others.next().is_none())
}

/// The camera under which what was seen through another projection stays where it was and
/// as large as it was: above all about this place, as a new actor's, else about the middle.
pub(super) fn carried(
    camera: Camera,
    before: &Projection,
    after: &Projection,
    about: Option<Place>,
) -> Option<Camera> {
    let about = about.map(|place| GeoPoint::new(place.lon_deg(), place.lat_deg()));
    let about = about.or_else(|| before.invert(camera.center()))?;
    let was = before.project(about.lon_deg, about.lat_deg)?;
    let is = after.project(about.lon_deg, about.lat_deg)?;
    let closer = units_to_degree(before, about) / units_to_degree(after, about);
    let there = Camera::new(is, camera.zoom() * closer);
    let off = (was - camera.center()) * (camera.zoom() / there.zoom());
    Some(Camera::new(is - off, there.zoom()))
}

/// Layout units to a degree of latitude at this place.
fn units_to_degree(projection: &Projection, at: GeoPoint) -> f64 {
    let south = (at.lat_deg - 0.5).max(-90.0);
    let north = (at.lat_deg + 0.5).min(90.0);
    let point = |lat_deg| projection.project(at.lon_deg, lat_deg);
    let length = point(south).zip(point(north));
    let length = length.map(|(south, north)| south.distance(north));
    length.filter(|length| *length > 0.0).map_or_else(
        || projection.units_per_degree(),
        |length| length / (north - south),
    )
}

/// What is to be seen with this mark, in layout units; `None` for a line without points.
fn surroundings(drawing: &Drawing, mark: &Mark, session: &Session) -> Option<Rect> {
    Some(match &mark.place {
        MarkPlace::Disc { center, radius } => {
            Rect::from_center_size(*center, Size::new(radius * 10.0, radius * 10.0))
        }
        MarkPlace::Curve { points, .. } => {
            let line = points
                .iter()
                .map(|point| Rect::from_points(*point, *point))
                .reduce(|all, point| all.union(point))?;
            ends(drawing, &mark.subject, session).fold(line, |all, end| all.union(end))
        }
        MarkPlace::Card(rect) => rect.inset(rect.width()),
    })
}

/// The discs at both ends of a tie.
fn ends(drawing: &Drawing, subject: &Subject, session: &Session) -> impl Iterator<Item = Rect> {
    let tie = match subject {
        Subject::Tie(id) => session.document.scene.ties.get(id),
        _ => None,
    };
    let actors: Vec<Subject> = tie
        .into_iter()
        .flat_map(|tie| [tie.from.clone(), tie.to.clone()])
        .map(Subject::Actor)
        .collect();
    drawing
        .marks
        .iter()
        .filter_map(move |mark| match mark.place {
            MarkPlace::Disc { center, radius } if actors.contains(&mark.subject) => Some(
                Rect::from_center_size(center, Size::new(radius * 2.0, radius * 2.0)),
            ),
            _ => None,
        })
}

#[cfg(test)]
#[path = "camera_tests.rs"]
mod tests;
