//! Which panels are seen: those that are open, as far as a small window, or one with
//! large letters, leaves the canvas a good part of itself.

use kurbo::Size;

use super::command::Effect;
use super::{Command, PanelSide, Session};
use crate::file::settings::PanelSetting;

/// The smallest part of the width and of the height that panels leave the canvas.
const CANVAS_SHARE: f64 = 0.4;
/// The least width and height that they leave it, in points.
pub const CANVAS_LEAST: f64 = 240.0;

/// The least height of a map that is of use beside the panel below it, in points.
const MAP_LEAST: f64 = 140.0;

/// What panels have to share, and which of them come first.
#[derive(Clone, Debug)]
pub(super) struct Panels {
    /// The room for panels and canvas when last looked at, in points; none before.
    room: Option<Size>,
    /// The panels, the one that was asked for last first: what comes after gives way.
    order: [PanelSide; 3],
    /// Whether the first one was asked for: it is seen whatever it leaves.
    is_asked: bool,
}

impl Default for Panels {
    fn default() -> Self {
        Self {
            room: None,
            // A claim is read more often than a filter is set.
            order: [PanelSide::Right, PanelSide::Left, PanelSide::Bottom],
            is_asked: false,
        }
    }
}

impl Panels {
    pub(super) fn set_room(&mut self, room: Size) {
        self.room = Some(room);
    }

    /// Puts one before the others.
    fn ask_for(&mut self, side: PanelSide) {
        if let Some(at) = self.order.iter().position(|it| *it == side)
            && let Some(front) = self.order.get_mut(..=at)
        {
            front.rotate_right(1);
        }
        self.is_asked = true;
    }
}

impl PanelSide {
    /// The height that the panel below needs for its tabs, the row beneath them and some
    /// lines of a table, in points.
    pub const BELOW_USED_PTS: f32 = 150.0;

    /// The least width, of the panel below the least height, in points.
    pub const fn least_pts(self) -> f32 {
        match self {
            Self::Left => 170.0,
            Self::Right => 270.0,
            Self::Bottom => 110.0,
        }
    }
}

impl Session {
    /// The room for panels and canvas when last looked at, in points.
    pub fn room(&self) -> Option<Size> {
        self.panels.room
    }

    /// Whether a panel is seen beside the map: it is open and does not give way. One
    /// that gave way comes back by itself once there is room for it.
    pub fn shows_panel(&self, side: PanelSide) -> bool {
        match self.panels.room {
            Some(room) => self.shows_panel_in(side, room),
            None => self.is_panel_open(side),
        }
    }

    /// The same in so much room for panels and canvas, in points.
    pub fn shows_panel_in(&self, side: PanelSide, room: Size) -> bool {
        let mut left = room;
        for (at, next) in self.panels.order.into_iter().enumerate() {
            if !self.is_panel_open(next) {
                continue;
            }
            let least = f64::from(next.least_pts());
            let (left, all) = match next {
                PanelSide::Left | PanelSide::Right => (&mut left.width, room.width),
                PanelSide::Bottom => (&mut left.height, room.height),
            };
            let is_asked = at == 0 && self.panels.is_asked;
            let is_seen = is_asked || *left - least >= CANVAS_LEAST.max(all * CANVAS_SHARE);
            if next == side {
                return is_seen;
            }
            if is_seen {
                *left -= least;
            }
        }
        false
    }

    /// Whether the panel below stands in the place of the map: in a room of this height,
    /// in points, there is not enough for both. The map comes back for as long as
    /// something is typed or tied on it.
    pub fn is_map_covered(&self, room: Size) -> bool {
        let is_used = self.inline().is_some() || self.hands().tying().is_some();
        let is_low = room.height < MAP_LEAST + f64::from(PanelSide::BELOW_USED_PTS);
        is_low && !is_used && self.shows_panel_in(PanelSide::Bottom, room)
    }

    /// Closes the panel below where it stands in the place of the map.
    pub(super) fn uncover_map(&mut self) {
        if self.room().is_some_and(|room| self.is_map_covered(room)) {
            self.execute(Command::ShowPanel(PanelSide::Bottom, false));
        }
    }

    /// Sees to it that a panel is seen.
    pub(super) fn bring_up_panel(&mut self, side: PanelSide) {
        if !self.shows_panel(side) {
            self.execute(Command::ShowPanel(side, true));
        }
    }

    pub(super) fn show_panel(&mut self, side: PanelSide, is_shown: bool) {
        if is_shown {
            self.panels.ask_for(side);
        }
        self.panel_mut(side).is_open = is_shown;
        self.effects.push(Effect::KeepSettings);
    }

    fn is_panel_open(&self, side: PanelSide) -> bool {
        let settings = &self.settings;
        match side {
            PanelSide::Left => settings.left_panel.is_open,
            PanelSide::Right => settings.right_panel.is_open,
            PanelSide::Bottom => settings.bottom_panel.is_open,
        }
    }

    fn panel_mut(&mut self, side: PanelSide) -> &mut PanelSetting {
        match side {
            PanelSide::Left => &mut self.settings.left_panel,
            PanelSide::Right => &mut self.settings.right_panel,
            PanelSide::Bottom => &mut self.settings.bottom_panel,
        }
    }

    /// Remembers a size that a person gave a panel.
    pub(super) fn size_panel(&mut self, side: PanelSide, size_pts: f32) {
        let size_pts = size_pts.clamp(PanelSetting::MIN_PTS, PanelSetting::MAX_PTS);
        let panel = self.panel_mut(side);
        if (panel.size_pts - size_pts).abs() > 0.5 {
            panel.size_pts = size_pts;
            self.effects.push(Effect::KeepSettings);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::file::settings::Settings;
    use crate::file::store::Store;

    fn session(room: Size) -> Session {
        let mut session = Session::new(Settings::default(), Store::default(), Arc::new(|| {}));
        session.execute(Command::ResizeRoom(room));
        session
    }

    #[test]
    fn in_a_low_window_the_panel_below_stands_in_the_place_of_the_map() {
        let low = Size::new(512.0, 276.0);
        let mut session = session(low);
        assert!(!session.is_map_covered(low), "nobody asked for it");
        session.execute(Command::ShowPanel(PanelSide::Bottom, true));
        assert!(session.is_map_covered(low));
        assert!(!session.is_map_covered(Size::new(512.0, 300.0)), "for both");
        session.execute(Command::ShowPanel(PanelSide::Bottom, false));
        assert!(!session.is_map_covered(low));
    }

    /// Which are seen: left, right, below.
    fn seen(session: &Session) -> [bool; 3] {
        [PanelSide::Left, PanelSide::Right, PanelSide::Bottom].map(|it| session.shows_panel(it))
    }

    #[test]
    fn panels_give_way_to_the_canvas_of_a_small_window() {
        for (room, expected) in [
            (Size::new(1440.0, 826.0), [true, true, true]),
            (Size::new(1024.0, 626.0), [true, true, true]),
            (Size::new(720.0, 376.0), [false, true, true]),
            (Size::new(512.0, 276.0), [false, true, false]),
            (Size::new(320.0, 200.0), [false, false, false]),
            (Size::ZERO, [false, false, false]),
        ] {
            assert_eq!(seen(&session(room)), expected, "{room}");
        }
    }

    #[test]
    fn what_is_asked_for_last_is_seen_and_what_gave_way_comes_back() {
        let mut session = session(Size::new(512.0, 276.0));
        session.execute(Command::ShowPanel(PanelSide::Left, true));
        assert_eq!(seen(&session), [true, false, false], "the left one");
        session.bring_up_panel(PanelSide::Bottom);
        assert_eq!(seen(&session), [true, false, true], "the lower one too");
        session.execute(Command::ShowPanel(PanelSide::Right, true));
        assert_eq!(seen(&session), [false, true, false], "the right one");
        session.execute(Command::ShowPanel(PanelSide::Right, false));
        assert_eq!(seen(&session), [true, false, false], "the left one again");
        session.execute(Command::ResizeRoom(Size::new(1440.0, 826.0)));
        assert_eq!(seen(&session), [true, false, true], "what is open");
    }
}
