//! Where things stand in the presenter's window, and what they are painted with.

use egui::{Pos2, Rect, Vec2};
use kurbo::Size;

use crate::drawing::{Color, WindowColors};
use crate::ui::style;
use crate::ui::text::Look;

/// Where things stand in the window.
pub(super) struct Plan {
    pub(super) unit: f32,
    pub(super) slide: Rect,
    /// Below the slide: the step, then notes.
    pub(super) below: Rect,
    pub(super) next: Rect,
    /// Below the next one: its headline, clock, evidence.
    pub(super) aside: Rect,
    pub(super) keys: Rect,
}

impl Plan {
    pub(super) fn of(rect: Rect, page: Size) -> Self {
        let unit = (rect.width() / 1440.0)
            .min(rect.height() / 900.0)
            .clamp(0.5, 3.0);
        let margin = 32.0 * unit;
        let keys_height = 58.0 * unit;
        let keys = Rect::from_min_max(
            Pos2::new(rect.left(), rect.bottom() - keys_height),
            rect.right_bottom(),
        );
        let room = Rect::from_min_max(
            rect.min + Vec2::splat(margin),
            Pos2::new(rect.right() - margin, keys.top() - 16.0 * unit),
        );
        let aspect = (page.height / page.width.max(1.0)) as f32;
        let left = (room.width() - margin) * 0.655;
        let right = room.width() - margin - left;
        let within = |corner: Pos2, width: f32, most: f32| {
            let width = width.min(most / aspect.max(0.01));
            Rect::from_min_size(corner, Vec2::new(width, width * aspect))
        };
        let slide = within(room.min, left, room.height() * 0.6);
        let label = 28.0 * unit;
        let corner = Pos2::new(room.right() - right, room.top() + label);
        let next = within(corner, right, room.height() * 0.3);
        Self {
            unit,
            below: Rect::from_min_max(
                Pos2::new(room.left(), slide.bottom() + 18.0 * unit),
                Pos2::new(room.left() + left, room.bottom()),
            ),
            aside: Rect::from_min_max(
                Pos2::new(corner.x, next.bottom() + 14.0 * unit),
                room.right_bottom(),
            ),
            slide,
            next,
            keys,
        }
    }
}

/// What it is painted with.
pub(super) struct Pen {
    pub(super) unit: f32,
    pub(super) window: &'static WindowColors,
}

impl Pen {
    pub(super) fn look(&self, size: f32) -> Look {
        Look::new(size * self.unit, style::color(self.window.text))
    }

    pub(super) fn muted(&self, size: f32) -> Look {
        Look::new(size * self.unit, style::color(self.window.text_muted))
    }

    /// Notes are read from afar: in a small window they are hardly smaller.
    pub(super) fn notes(&self, color: Color) -> Look {
        Look::new(20.0 * self.unit.max(0.9), style::color(color)).airy(1.45)
    }

    pub(super) fn heading(&self) -> Look {
        self.muted(12.0).bold()
    }
}
