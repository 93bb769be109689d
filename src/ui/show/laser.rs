//! The laser pointer: a dot that fades when it rests, and a trail behind it.

use egui::{Color32, Painter, Pos2, Shape, Stroke};
use kurbo::Point;

use crate::ui::slides::face::PagePlace;

/// How long the trail stays, in seconds.
const TRAIL: f64 = 0.5;
/// How long the dot stays when it rests, and how long it fades then.
const RESTS: f64 = 1.5;
const FADES: f64 = 0.6;

/// Where the pointer was on the page, in points of it, and when; the latest last.
#[derive(Debug, Default)]
pub(super) struct Laser {
    trail: Vec<(f64, Point)>,
    /// Where it is, seen or faded.
    last: Option<Point>,
}

impl Laser {
    /// The pointer is here; `None` where it is on no slide. Says whether it moved.
    pub(super) fn point(&mut self, at: Option<Point>, now: f64) -> bool {
        let is_moved = self.last != at;
        self.last = at;
        match at {
            Some(at) if is_moved => self.trail.push((now, at)),
            Some(_) => {}
            None => self.trail.clear(),
        }
        let since = now - RESTS - FADES;
        let is_last = self.trail.len().saturating_sub(1);
        let mut place = 0;
        self.trail.retain(|(time, _)| {
            place += 1;
            *time >= now - TRAIL || (place > is_last && *time >= since)
        });
        is_moved
    }

    /// Paints it; says whether it changes by itself.
    pub(super) fn paint(
        &self,
        painter: &Painter,
        place: PagePlace,
        color: Color32,
        now: f64,
    ) -> bool {
        let Some((since, last)) = self.trail.last() else {
            return false;
        };
        let unit = place.scale as f32;
        let onto = place.on_page();
        let points: Vec<(f64, Pos2)> = self
            .trail
            .iter()
            .map(|(time, at)| (*time, onto.pos(*at)))
            .collect();
        for (from, to) in points.iter().zip(points.iter().skip(1)) {
            let age = ((now - to.0) / TRAIL).clamp(0.0, 1.0) as f32;
            let width = 7.0 * unit * (1.0 - age);
            let stroke = Stroke::new(width.max(0.1), color.gamma_multiply((1.0 - age) * 0.6));
            painter.add(Shape::line_segment([from.1, to.1], stroke));
        }
        let fading = ((now - since - RESTS) / FADES).clamp(0.0, 1.0) as f32;
        let at = onto.pos(*last);
        let ink = color.gamma_multiply(1.0 - fading);
        painter.circle_filled(at, 13.0 * unit, ink.gamma_multiply(0.25));
        painter.circle_filled(at, 6.5 * unit, ink);
        fading < 1.0
    }
}
