//! The light on what is selected. Of very much it is kept as triangles: thousands of
//! lines and frames cannot be made in every frame.

use egui::Painter;
use kurbo::Rect;

use crate::drawing::{Color, Item, MarkPlace, Role, Shape, Stroke, ThemeName};
use crate::session::Session;
use crate::ui::overlay::{CARD_GAP, CARD_RADIUS, FRAME, FRAME_GAP, GLOW, GLOWING};
use crate::ui::paint::{Placing, Triangles};

use super::index::Index;
use super::later::{Came, Later};

/// Up to so many are lit one by one.
const FEW: usize = 400;

/// The light on very much that is selected.
#[derive(Default)]
pub(super) struct Lit {
    shown: Option<Light>,
    coming: Later<Light>,
}

/// Light that is ready to be painted.
struct Light {
    made_of: MadeOf,
    beneath: Triangles,
    above: Triangles,
}

/// What the light follows from, but for the zoom.
#[derive(Clone, Copy, Debug, PartialEq)]
struct MadeOf {
    index: u64,
    theme: ThemeName,
    density: f32,
}

impl Lit {
    /// Brings the light up to date; says whether there is so much that it is for this
    /// to paint it.
    pub(super) fn refresh(
        &mut self,
        painter: &Painter,
        session: &Session,
        index: &Index,
        scale: f64,
    ) -> bool {
        // What is dragged takes its light along.
        let is_dragged = session.derived().moving().is_some();
        if is_dragged || index.selected_count() <= FEW {
            *self = Self::default();
            return false;
        }
        if let Came::Made(light) = self.coming.take() {
            self.shown = Some(light);
        }
        let made_of = MadeOf {
            index: index.revision(),
            theme: session.view().theme,
            density: painter.ctx().pixels_per_point(),
        };
        let is_current = |light: &Light| light.made_of == made_of && light.beneath.fits(scale);
        if !self.shown.as_ref().is_some_and(is_current) && !self.coming.is_busy() {
            let color = session.view().theme.theme().figure.selection;
            let marks: Vec<MarkPlace> = index.selected().map(|mark| mark.place.clone()).collect();
            let make = move || Light::new(&marks, color, scale, made_of);
            self.coming.begin(painter.ctx(), make);
        }
        true
    }

    /// How many corners the triangles of the light have.
    pub(super) fn corners(&self) -> usize {
        let shown = self.shown.as_ref();
        shown.map_or(0, |light| light.beneath.corners() + light.above.corners())
    }

    /// Paints what lies under ties and actors.
    pub(super) fn beneath(&self, painter: &Painter, placing: Placing) {
        if let Some(light) = &self.shown {
            light.beneath.paint(painter, placing.origin, placing.scale);
        }
    }

    /// Paints what lies above everything of the map.
    pub(super) fn above(&self, painter: &Painter, placing: Placing) {
        if let Some(light) = &self.shown {
            light.above.paint(painter, placing.origin, placing.scale);
        }
    }
}

impl Light {
    fn new(marks: &[MarkPlace], color: Color, scale: f64, made_of: MadeOf) -> Self {
        let triangles = |shapes: &mut dyn Iterator<Item = Shape>| {
            let items: Vec<Item> = shapes.map(item).collect();
            Triangles::new(&items, scale, made_of.density)
        };
        Self {
            made_of,
            beneath: triangles(&mut marks.iter().map(|place| glow(place, color, scale))),
            above: triangles(&mut marks.iter().filter_map(|place| frame(place, color, scale))),
        }
    }
}

/// A shape as an item that stands for nothing.
fn item(shape: Shape) -> Item {
    Item {
        subject: None,
        role: Role::Tie,
        shape,
    }
}

/// What [`overlay::glow`](crate::ui::overlay) paints of a selected mark.
fn glow(place: &MarkPlace, color: Color, scale: f64) -> Shape {
    let color = color.faded(GLOWING);
    let reach = GLOW / scale;
    match place {
        MarkPlace::Disc { center, radius } => Shape::Circle {
            center: *center,
            radius: radius + reach / 2.0,
            fill: Some(color),
            stroke: None,
        },
        MarkPlace::Curve { points, width, .. } => Shape::Line {
            points: points.clone(),
            // They are as few as they can be.
            curve: Some(kurbo::BezPath::new()),
            stroke: Stroke {
                width: width + reach,
                color,
                dash: None,
            },
        },
        MarkPlace::Card(rect) => Shape::Rect {
            rect: rect.inflate(reach / 2.0, reach / 2.0),
            radius: CARD_RADIUS / scale + reach / 2.0,
            fill: Some(color),
            stroke: None,
        },
    }
}

/// The frame around a selected disc, chip or card; a line without a chip has none.
fn frame(place: &MarkPlace, color: Color, scale: f64) -> Option<Shape> {
    let stroke = Stroke {
        width: FRAME / scale,
        color,
        dash: None,
    };
    let framed = |rect: Rect, radius: f64| Shape::Rect {
        rect,
        radius,
        fill: None,
        stroke: Some(stroke.clone()),
    };
    match place {
        MarkPlace::Disc { center, radius } => Some(Shape::Circle {
            center: *center,
            radius: radius + FRAME_GAP / scale,
            fill: None,
            stroke: Some(stroke.clone()),
        }),
        MarkPlace::Curve { chip, .. } => chip.map(|chip| {
            let radius = chip.height().min(chip.width()) / 2.0;
            framed(chip, radius)
        }),
        MarkPlace::Card(rect) => {
            let gap = CARD_GAP / scale;
            Some(framed(rect.inflate(gap, gap), (CARD_RADIUS + 1.0) / scale))
        }
    }
}

#[cfg(test)]
mod tests {
    use egui::Context;

    use super::super::fixture::{self, actor, frame, select, until};
    use super::*;

    /// What is kept from frame to frame, and whether all of it was lit by this.
    struct Kept {
        ctx: Context,
        lit: Lit,
        index: Index,
        is_much: bool,
    }

    impl Kept {
        /// The corners of what a frame paints beneath and above.
        fn frame(&mut self, session: &Session) -> usize {
            self.index.refresh(session);
            let scale = session.view().camera.zoom();
            let placing = Placing {
                origin: egui::Pos2::new(400.0, 300.0),
                scale,
            };
            let Self {
                ctx,
                lit,
                index,
                is_much,
            } = self;
            frame(ctx, |ui| {
                *is_much = lit.refresh(ui.painter(), session, index, scale);
                if *is_much {
                    lit.beneath(ui.painter(), placing);
                    lit.above(ui.painter(), placing);
                }
            })
        }
    }

    fn kept() -> Kept {
        Kept {
            ctx: Context::default(),
            lit: Lit::default(),
            index: Index::default(),
            is_much: false,
        }
    }

    fn actors(count: usize) -> impl Iterator<Item = crate::model::Subject> {
        (0..count).map(|at| actor(&format!("A{at}")))
    }

    #[test]
    fn much_that_is_selected_is_lit_by_triangles_made_in_the_background() {
        let mut session = fixture::session(500);
        let mut kept = kept();
        select(&mut session, actors(FEW));
        assert_eq!(kept.frame(&session), 0);
        assert!(!kept.is_much, "as many are lit one by one");

        select(&mut session, actors(FEW + 1));
        assert_eq!(kept.frame(&session), 0, "a frame does not wait for them");
        assert!(kept.is_much);
        until("lit", || kept.frame(&session) > 0);
        let of_these = kept.frame(&session);
        assert_eq!(kept.frame(&session), of_these, "they are kept");

        // Another selection has another light; until then there is the one before.
        select(&mut session, actors(500));
        assert_eq!(kept.frame(&session), of_these);
        until("lit", || kept.frame(&session) > of_these);

        select(&mut session, actors(3));
        assert_eq!(kept.frame(&session), 0);
        assert!(!kept.is_much);
    }

    #[test]
    fn each_mark_is_lit_and_discs_chips_and_cards_have_a_frame() {
        let color = Color {
            r: 1,
            g: 2,
            b: 3,
            a: 255,
        };
        let rect = Rect::new(0.0, 0.0, 30.0, 10.0);
        let points = vec![kurbo::Point::ZERO, kurbo::Point::new(9.0, 9.0)];
        let curve = |chip| MarkPlace::Curve {
            points: points.clone(),
            width: 2.0,
            chip,
        };
        let disc = MarkPlace::Disc {
            center: kurbo::Point::ZERO,
            radius: 5.0,
        };
        for (place, has_frame) in [
            (disc, true),
            (MarkPlace::Card(rect), true),
            (curve(Some(rect)), true),
            (curve(None), false),
        ] {
            assert_eq!(super::frame(&place, color, 2.0).is_some(), has_frame);
            let made_of = MadeOf {
                index: 0,
                theme: ThemeName::Light,
                density: 1.0,
            };
            let light = Light::new(&[place], color, 2.0, made_of);
            assert!(light.beneath.corners() > 0);
            assert_eq!(light.above.corners() > 0, has_frame);
        }
    }
}
