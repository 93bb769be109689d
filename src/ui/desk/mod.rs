//! The evidence desk, in the place of panels and canvas: texts of sources, and
//! beside them the claim that is written or read.
//!
//! A part of the desk is an entry of [`TABS`], a file or folder of its own here
//! and an arm where it is shown.

mod claims;
mod coverage;
mod head;
mod problems;
mod text;

use egui::{CentralPanel, Frame, Margin, Panel, Ui};

use crate::session::{Command, Desk, DeskTab, Session};

use super::panel::RightPanel;
use super::style;

pub(super) use claims::ClaimsTab;
use coverage::CoverageTab;
use problems::ProblemsTab;
use text::TextTab;

/// A part of the desk that can be turned to.
struct Tab {
    tab: DeskTab,
    name: &'static str,
    /// What stands behind its name; nothing where it is `None`.
    count: fn(&Session) -> Option<usize>,
    /// Whether the claim that is written or read stands beside it.
    has_side: bool,
}

/// The parts, in the order of their buttons.
const TABS: &[Tab] = &[
    Tab {
        tab: DeskTab::Text,
        name: "Text",
        count: |_| None,
        has_side: true,
    },
    Tab {
        tab: DeskTab::Claims,
        name: "Claims",
        count: |session| Some(session.document().scene.claims.len()),
        has_side: true,
    },
    Tab {
        tab: DeskTab::Coverage,
        name: "Coverage",
        count: |_| None,
        has_side: false,
    },
    Tab {
        tab: DeskTab::Problems,
        name: "Problems",
        count: |session| Some(session.document().problems.len()),
        has_side: true,
    },
];

/// Width of what stands beside the text: least, in points, and as parts of the
/// window usual and most.
const SIDE_LEAST: f32 = 380.0;
const SIDE_PARTS: [f32; 2] = [0.46, 0.6];
/// The same beside the table of claims, which needs more room.
const TABLE_SIDE_LEAST: f32 = 340.0;
const TABLE_SIDE_PARTS: [f32; 2] = [0.26, 0.5];

/// Parts of the desk narrower than this, in points, have small margins, and what else
/// stands side by side on lines of its own.
const NARROW: f32 = 340.0;

/// Whether a part of the desk that is this wide has to do with little room.
fn is_narrow(width: f32) -> bool {
    width < NARROW
}

/// Around what a part of the desk shows, where it is this wide.
fn margin(width: f32) -> Margin {
    let [left, right] = if is_narrow(width) { [16, 14] } else { [36, 20] };
    Margin {
        left,
        right,
        top: 14,
        bottom: 8,
    }
}

/// The desk, with what it keeps between frames.
#[derive(Default)]
pub(super) struct DeskUi {
    problems: ProblemsTab,
    text: TextTab,
    claims: ClaimsTab,
    coverage: CoverageTab,
    is_shown: bool,
}

impl DeskUi {
    /// The desk is not shown any more.
    pub(super) fn close(&mut self) {
        self.is_shown = false;
    }

    /// Shows the whole desk.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        desk: &Desk,
        side: &mut RightPanel,
        commands: &mut Vec<Command>,
    ) {
        if !std::mem::replace(&mut self.is_shown, true) {
            // What had the focus is not seen any more.
            ui.memory_mut(|memory| {
                if let Some(focus) = memory.focused() {
                    memory.surrender_focus(focus);
                }
            });
            egui::Popup::close_all(ui.ctx());
        }
        let fill = style::color(style::theme(ui.ctx()).window.panel);
        let margin = Margin::symmetric(style::PANEL_MARGIN, 0);
        Panel::top("evidence")
            .exact_size(style::TOP_BAR)
            .frame(Frame::new().fill(fill).inner_margin(margin))
            .show(ui, |ui| head::head_ui(ui, session, desk, commands));
        super::banner::banner_ui(ui, session, commands);
        // A form that is open is never out of sight.
        let has_side = session.drafts().open_claim().is_some()
            || TABS
                .iter()
                .any(|entry| entry.tab == desk.tab && entry.has_side);
        if has_side {
            let room = ui.available_width();
            let (name, least, parts) = match desk.tab {
                DeskTab::Claims => ("beside the table", TABLE_SIDE_LEAST, TABLE_SIDE_PARTS),
                _ => ("beside the text", SIDE_LEAST, SIDE_PARTS),
            };
            // Neither side is squeezed out of a small window.
            let least = least.min(room * 0.5);
            let [usual, most] = parts.map(|part| (room * part).max(least));
            Panel::right(name)
                .default_size(usual)
                .size_range(least..=most)
                .frame(Frame::new().fill(fill))
                .resizable(true)
                .show(ui, |ui| side.beside_ui(ui, session, commands));
        }
        let ground = style::color(style::theme(ui.ctx()).map.sea);
        CentralPanel::no_frame().show(ui, |ui| {
            ui.painter().rect_filled(ui.max_rect(), 0.0, ground);
            match desk.tab {
                DeskTab::Text => self.text.ui(ui, session, desk, commands),
                DeskTab::Claims => self.claims.ui(ui, session, commands),
                DeskTab::Coverage => self.coverage.ui(ui, session, commands),
                DeskTab::Problems => self.problems.ui(ui, session, commands),
            }
        });
    }
}
