//! Moving the camera in sight, so that one sees where one goes.

use std::time::Duration;

use kurbo::Rect;

use crate::geom::space::Camera;
use crate::model::Subject;
use crate::session::{Level, Session};

/// How long the camera takes.
const TIME: Duration = Duration::from_millis(250);

/// Free room around what is flown to where nothing of it is drawn, in layout units.
const ROOM: f64 = 60.0;

/// A camera on its way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Flight {
    from: Camera,
    to: Camera,
    since: Duration,
}

impl Flight {
    /// The camera at this moment; `None` when it has come to rest.
    fn at(&self, now: Duration) -> Option<Camera> {
        let passed = now.saturating_sub(self.since);
        if passed >= TIME {
            return None;
        }
        let way = eased(passed.as_secs_f64() / TIME.as_secs_f64());
        let zoom = self.from.zoom() * (self.to.zoom() / self.from.zoom()).powf(way);
        // What is flown to comes straight to the middle of the screen.
        let off = (self.to.center() - self.from.center()) * self.from.zoom();
        let center = self.to.center() - off * (1.0 - way) / zoom;
        Some(Camera::new(center, zoom))
    }
}

/// Slow at both ends: the part of the way after this part of the time, both in
/// [0, 1].
fn eased(time: f64) -> f64 {
    if time < 0.5 {
        4.0 * time.powi(3)
    } else {
        1.0 - (2.0 - 2.0 * time).powi(3) / 2.0
    }
}

impl Session {
    /// Moves the camera to this actor or tie. Where a filter hides it, the camera
    /// goes there all the same, and says so.
    pub(in crate::session) fn fly_to(&mut self, subject: &Subject) {
        if let Some(camera) = self.camera_showing(std::slice::from_ref(subject)) {
            self.fly(camera);
            return;
        }
        if let Some(camera) = self.camera_on_place_of(subject) {
            let words =
                "This is not drawn now: filters or switches leave it out. X clears filters.";
            self.notify(Level::Info, words);
            self.fly(camera);
        }
    }

    /// Moves the camera, in sight unless there is to be no motion.
    pub(in crate::session) fn fly(&mut self, to: Camera) {
        if self.view.canvas.area() <= 0.0 {
            return;
        }
        self.view.let_go();
        if self.settings.reduced_motion {
            self.finding.flight = None;
            self.view.camera = to;
            return;
        }
        self.finding.flight = Some(Flight {
            from: self.view.camera,
            to,
            since: self.now,
        });
    }

    /// Moves the camera on its way; says when that is to be done again.
    pub(in crate::session) fn fly_on(&mut self) -> Option<Duration> {
        let flight = self.finding.flight?;
        if self.view.is_fitted {
            self.finding.flight = None;
            return None;
        }
        let Some(camera) = flight.at(self.now) else {
            self.view.camera = flight.to;
            self.finding.flight = None;
            return None;
        };
        self.view.camera = camera;
        Some(Duration::ZERO)
    }

    /// The hand is on the camera: it goes where that goes.
    pub(in crate::session) fn end_flight(&mut self) {
        self.finding.flight = None;
    }

    /// The camera on where the actors of this are, drawn or not.
    fn camera_on_place_of(&self, subject: &Subject) -> Option<Camera> {
        let scene = &self.document.scene;
        let actors = match subject {
            Subject::Actor(actor) => vec![actor],
            Subject::Tie(tie) => {
                let tie = scene.ties.get(tie)?;
                vec![&tie.from, &tie.to]
            }
            Subject::Scene | Subject::Claim(_) | Subject::Source(_) | Subject::Note(_) => {
                Vec::new()
            }
        };
        let places = actors
            .into_iter()
            .filter_map(|actor| self.derived.place_of(actor, scene));
        let bounds = places
            .map(|place| Rect::from_points(place, place).inset(ROOM))
            .reduce(|all, one| all.union(one))?;
        self.derived.camera_around(bounds, self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kurbo::Point;

    #[test]
    fn a_flight_begins_slowly_ends_there_and_goes_straight() {
        let flight = Flight {
            from: Camera::new(Point::new(-300.0, 0.0), 0.5),
            to: Camera::new(Point::new(100.0, 200.0), 2.0),
            since: Duration::from_secs(7),
        };
        let at = |millis: u64| flight.at(Duration::from_millis(7_000 + millis));
        assert_eq!(at(0), Some(flight.from));
        assert_eq!(at(250), None, "it has come to rest");
        assert_eq!(
            flight.at(Duration::ZERO),
            Some(flight.from),
            "a clock set back"
        );
        let middle = at(125).expect("under way");
        assert!((middle.zoom() - 1.0).abs() < 1e-9, "half way in zoom");
        let mut before = f64::INFINITY;
        for step in 0..25 {
            let camera = at(step * 10).expect("under way");
            let off = (flight.to.center() - camera.center()) * camera.zoom();
            assert!(off.hypot() <= before, "it never turns back");
            assert!((off.x / off.y - 2.0).abs() < 1e-6, "straight on screen");
            before = off.hypot();
        }
        let first = flight
            .from
            .center()
            .distance(at(20).expect("under way").center());
        assert!(first < 5.0, "it begins slowly: {first}");
    }
}
