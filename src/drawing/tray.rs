//! The tray: a quiet frame around actors without a place.

use kurbo::{Point, Rect};

use super::item::{Item, Role, Shape, Stroke};
use super::scale::Scale;
use super::theme::Theme;
use crate::text::{self, Line, Style};

/// What stands under the frame; ties come from above.
const CAPTION: &str = "without a place on the map";
/// Between caption and frame, in theme points.
const GAP: f64 = 4.0;

/// The frame with its caption, in layout units.
#[derive(Clone, Debug)]
pub(super) struct Tray {
    frame: Rect,
    line: Line,
    style: Style,
    /// What the caption takes.
    pub(super) caption: Rect,
}

impl Tray {
    /// The tray around these discs, with room for their names.
    pub(super) fn around(discs: Rect, theme: &Theme, scale: Scale) -> Self {
        let size = &theme.size;
        // Names usually stand below.
        let names = (size.name + size.own_name) * 1.3 * scale.label;
        let beside = size.name * 2.0 * scale.label;
        let frame = Rect::new(
            discs.x0 - beside,
            discs.y0,
            discs.x1 + beside,
            discs.y1 + names,
        );
        let style = Style {
            size: size.legend * scale.label,
            is_bold: false,
        };
        let line = text::line(CAPTION, style);
        let gap = GAP * scale.label;
        let caption = Rect::new(
            frame.x0 + gap,
            frame.y1 + gap,
            frame.x0 + gap + line.width,
            frame.y1 + gap + style.size * 1.3,
        );
        Self {
            frame,
            line,
            style,
            caption,
        }
    }

    /// What the whole takes.
    pub(super) fn bounds(&self) -> Rect {
        self.frame.union(self.caption)
    }

    /// The items of the tray.
    pub(super) fn items(&self, theme: &Theme, scale: Scale, out: &mut Vec<Item>) {
        let mut push = |shape| {
            out.push(Item {
                subject: None,
                role: Role::Leader,
                shape,
            });
        };
        push(Shape::Rect {
            rect: self.frame,
            radius: 8.0 * scale.label,
            fill: None,
            stroke: Some(Stroke {
                width: scale.points(1.0),
                color: theme.map.coast,
                dash: None,
            }),
        });
        push(Shape::Text {
            origin: Point::new(self.caption.x0, self.caption.y0 + self.style.size),
            line: self.line.clone(),
            style: self.style,
            color: theme.figure.text_muted,
            halo: None,
        });
    }
}
