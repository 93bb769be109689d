//! Coverage: a matrix of dyads by kinds of claim, what stands in a cell of it, and
//! the statement on the sources as a whole.

mod cells;
mod matrix;
mod said;
mod settle;
mod side;
mod statement;
mod widths;

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{CentralPanel, Frame, Margin, Panel, Ui};

use crate::evidence::{CoverageColumn, CoverageRow};
use crate::model::Dyad;
use crate::session::{Command, Covered, Session};
use crate::ui::panel::ClaimList;
use crate::ui::style;
use crate::ui::text::{self, Look, Looks};
use crate::ui::widget::row_with_end;
use crate::ui::words::counted;

use matrix::{Act, Matrix};
use settle::Settling;

/// Width of what stands beside the matrix: least, usual and most, in points.
const SIDE: [f32; 3] = [300.0, 380.0, 560.0];
/// Space between the matrix and the edges of the window.
const MARGIN: f32 = 16.0;

/// A cell that is open, or a dyad with all its claims.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Opened {
    dyad: Dyad,
    /// Claims of all kinds where it is `None`.
    column: Option<CoverageColumn>,
}

/// The part of the desk, with what it keeps between frames.
#[derive(Default)]
pub(super) struct CoverageTab {
    document: u64,
    matrix: Matrix,
    open: Option<Opened>,
    /// Dyads that are to be settled together.
    picked: BTreeSet<Dyad>,
    settling: Settling,
    claims: ClaimList,
}

impl CoverageTab {
    /// Shows it in all of the room there is.
    pub(super) fn ui(&mut self, ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
        let document = session.derived().document_revision();
        if self.document != document {
            *self = Self {
                document,
                ..Self::default()
            };
        }
        let Some(covered) = session.covered() else {
            ui.centered_and_justified(|ui| {
                text::label(ui, "Looking over the claims\u{2026}", &Looks::of(ui).body());
            });
            return;
        };
        let covered = Arc::clone(covered);
        self.keep_to(&covered);
        let fill = style::color(style::theme(ui.ctx()).window.panel);
        let is_form_open = session.drafts().open_claim().is_some();
        if !is_form_open && (self.open.is_some() || !self.picked.is_empty()) {
            let [least, usual, most] = SIDE;
            Panel::right("cell of the coverage")
                .default_size(usual.min(ui.available_width() * 0.4))
                .size_range(least..=most)
                .frame(Frame::new().fill(fill).inner_margin(Margin {
                    left: style::PANEL_MARGIN,
                    right: 10,
                    top: 10,
                    bottom: 0,
                }))
                .resizable(true)
                .show(ui, |ui| self.side_ui(ui, session, &covered, commands));
        }
        let room = ui.available_height();
        Panel::bottom("source summary")
            .default_size(statement::HEIGHT.min(room * 0.4))
            .size_range(90.0..=(room * 0.6).max(100.0))
            .frame(Frame::new().inner_margin(Margin::symmetric(MARGIN as i8, 10)))
            .resizable(true)
            .show_separator_line(false)
            .show(ui, |ui| {
                statement::statement_ui(ui, session, &covered, commands);
            });
        CentralPanel::no_frame().show(ui, |ui| {
            let frame = Frame::new().inner_margin(Margin {
                left: MARGIN as i8,
                right: 4,
                top: 6,
                bottom: 0,
            });
            frame.show(ui, |ui| {
                self.head_ui(ui, session, &covered);
                self.matrix_ui(ui, session, &covered);
            });
        });
    }

    /// Lets go of what the scene does not have any more.
    fn keep_to(&mut self, covered: &Covered) {
        let rows = &covered.coverage.rows;
        let is_there = |dyad: &Dyad| rows.iter().any(|row| row.dyad == *dyad);
        self.open.take_if(|open| !is_there(&open.dyad));
        if !self.picked.is_empty() {
            let can_settle = |dyad: &Dyad| {
                let row = rows.iter().find(|row| row.dyad == *dyad);
                row.is_some_and(|row| settle::can_settle(row, covered))
            };
            self.picked.retain(can_settle);
        }
    }

    /// What there is in all, and what the marks mean.
    fn head_ui(&mut self, ui: &mut Ui, session: &Session, covered: &Covered) {
        let looks = Looks::of(ui);
        let warning = style::color(style::theme(ui.ctx()).window.warning);
        let rows = covered.coverage.rows.iter();
        let unlooked = rows.filter(|row| row.ties.is_empty());
        let count = unlooked.clone().count();
        row_with_end(
            ui,
            26.0,
            |ui| {
                ui.add_space(8.0);
                if count > 0 {
                    let words = format!("Settle {count} not looked at");
                    if ui.button(words).clicked() {
                        self.picked = unlooked.map(|row| row.dyad.clone()).collect();
                        self.open = None;
                    }
                }
                if session.is_covering() {
                    text::line(ui, "looking again\u{2026}", &looks.small());
                }
            },
            |ui| {
                text::line(ui, &said::in_all(covered), &looks.small());
            },
        );
        let (silent, marks) = (said::not_heard(covered), said::marks(covered));
        if !silent.is_empty() || !marks.is_empty() {
            row_with_end(
                ui,
                20.0,
                |ui| {
                    ui.add_space(13.0);
                    text::line(ui, &marks, &looks.small());
                },
                |ui| text::line(ui, &silent, &Look::new(style::size::SMALL, warning)),
            );
        }
        ui.add_space(2.0);
    }

    fn matrix_ui(&mut self, ui: &mut Ui, session: &Session, covered: &Arc<Covered>) {
        let coverage = &covered.coverage;
        if coverage.rows.is_empty() {
            let words = match coverage.left_out {
                0 => "A dyad needs two actors. Add actors on the map, and each pair of them has a row here.".to_owned(),
                some => format!(
                    "None of the {} has a tie yet. Draw ties on the map, and each pair that has one has a row here.",
                    counted(some, "pair of actors", "pairs of actors")
                ),
            };
            text::label(ui, &words, &Looks::of(ui).body());
            return;
        }
        let act = self
            .matrix
            .ui(ui, session, covered, self.open.as_ref(), &self.picked);
        match act {
            Some(Act::Open(row, column)) => {
                let Some(row) = coverage.rows.get(row) else {
                    return;
                };
                let column = column.and_then(|at| coverage.columns.get(at)).cloned();
                self.picked.clear();
                self.open = Some(Opened {
                    dyad: row.dyad.clone(),
                    column,
                });
            }
            Some(Act::Pick(row)) => self.pick(coverage.rows.get(row), covered),
            None => {}
        }
        if coverage.left_out > 0 {
            let words = format!(
                "{} without a tie {} not listed: too many to settle one by one.",
                counted(coverage.left_out, "more dyad", "more dyads"),
                if coverage.left_out == 1 { "is" } else { "are" }
            );
            text::line(ui, &words, &Looks::of(ui).small());
        }
    }

    /// Adds a dyad to those that are settled together, or takes it away.
    fn pick(&mut self, row: Option<&CoverageRow>, covered: &Covered) {
        let Some(row) = row.filter(|row| settle::can_settle(row, covered)) else {
            return;
        };
        match self.open.take() {
            // What is open is the first of them.
            Some(open) => self.picked.extend([open.dyad, row.dyad.clone()]),
            None if self.picked.remove(&row.dyad) => {}
            None => {
                self.picked.insert(row.dyad.clone());
            }
        }
        self.keep_to(covered);
    }
}
