//! What stands in the cell that is open: its claims, and what can be done there.

use egui::Ui;
use lucide_icons::Icon;

use crate::evidence::CoverageColumn;
use crate::evidence::CoverageRow;
use crate::model::{KindId, Subject, TieId};
use crate::session::{
    ClaimDraft, ClaimForm, ClaimRow, Command, Content, Covered, Form, FormCommand, Session,
};
use crate::ui::text::{self, Looks};
use crate::ui::widget::{heading, icon_button, row_with_end};
use crate::ui::words::counted;

use super::widths::name_of;
use super::{CoverageTab, Opened, said, settle};

impl CoverageTab {
    /// Shows the cell that is open, or the dyads that are settled together.
    pub(super) fn side_ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        covered: &Covered,
        commands: &mut Vec<Command>,
    ) {
        if !self.picked.is_empty() {
            self.picked_ui(ui, session, covered, commands);
            return;
        }
        let Some(open) = self.open.clone() else {
            return;
        };
        let rows = &covered.coverage.rows;
        let Some(row) = rows.iter().find(|row| row.dyad == open.dyad) else {
            return;
        };
        self.side_head_ui(ui, &said::names(row, covered.scene()));
        self.cell_ui(ui, session, covered, row, &open, commands);
    }

    /// The title, and the way to close it.
    fn side_head_ui(&mut self, ui: &mut Ui, title: &str) {
        let mut is_closed = false;
        row_with_end(
            ui,
            28.0,
            |ui| is_closed = icon_button(ui, Icon::X, "Close the cell", None, false).clicked(),
            |ui| text::line(ui, title, &Looks::of(ui).title()),
        );
        if is_closed {
            self.open = None;
            self.picked.clear();
        }
    }

    fn cell_ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        covered: &Covered,
        row: &CoverageRow,
        open: &Opened,
        commands: &mut Vec<Command>,
    ) {
        let looks = Looks::of(ui);
        let scene = covered.scene();
        let columns = &covered.coverage.columns;
        let column = open.column.as_ref();
        let at = column.and_then(|column| columns.iter().position(|it| it == column));
        let tally = match (column, at) {
            (None, _) => Some(&row.all).filter(|all| !all.claims.is_empty()),
            (Some(_), at) => at.and_then(|at| row.cell(at)),
        };
        let kind = column.map_or_else(|| "All kinds".to_owned(), |it| name_of(it, covered));
        heading(ui, &kind);
        let words = tally.map_or_else(
            || match row.all.claims.len() {
                0 => "No claim bears on this pair.".to_owned(),
                some => format!(
                    "No claim of this kind; {} of other kinds.",
                    counted(some, "claim", "claims")
                ),
            },
            said::tally,
        );
        for line in words.lines() {
            text::label(ui, line, &looks.small());
        }
        if column.is_none() && !row.is_empty() {
            for line in said::voices(row, scene).lines() {
                text::label(ui, line, &looks.small());
            }
        }
        for line in said::ties(row, scene).lines() {
            text::label(ui, line, &looks.small());
        }
        if column.is_none() && !row.deprecated.is_empty() {
            let words = format!(
                "{} not count: deprecated.",
                counted(row.deprecated.len(), "claim does", "claims do")
            );
            text::label(ui, &words, &looks.small());
        }
        ui.add_space(4.0);
        Self::actions_ui(ui, session, covered, row, column, commands);
        if settle::can_settle(row, covered) {
            ui.add_space(6.0);
            heading(ui, "Settle this pair");
            self.settling.ui(ui, session, covered, &[row], commands);
        }
        ui.add_space(6.0);
        let positions: &[usize] = tally.map_or(&[], |tally| &tally.claims);
        let apart: &[usize] = if column.is_none() {
            &row.deprecated
        } else {
            &[]
        };
        let rows = cards(session, covered, positions, apart);
        if !rows.is_empty() {
            let about = said::main_tie(row, scene).map(|(tie, _)| Subject::Tie(tie.tie.clone()));
            self.claims.ui(ui, session, &rows, about.as_ref(), commands);
        }
    }

    fn actions_ui(
        ui: &mut Ui,
        session: &Session,
        covered: &Covered,
        row: &CoverageRow,
        column: Option<&CoverageColumn>,
        commands: &mut Vec<Command>,
    ) {
        ui.horizontal_wrapped(|ui| {
            let Some((tie, _)) = said::main_tie(row, covered.scene()) else {
                let [from, to] = row.ends.clone();
                if ui.button("Add a tie for claims").clicked() {
                    commands.push(Command::AddTie { from, to });
                }
                return;
            };
            if ui.button("New claim here").clicked() {
                let kind = match column {
                    Some(CoverageColumn::Kind(kind)) => Some(kind),
                    Some(CoverageColumn::NoKind) | None => None,
                };
                commands.extend(new_claim(session, &tie.tie, kind));
            }
            if ui.button("Show on the map").clicked() {
                commands.push(Command::CloseDesk);
                commands.push(Command::Select(Subject::Tie(tie.tie.clone())));
            }
        });
    }

    fn picked_ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        covered: &Covered,
        commands: &mut Vec<Command>,
    ) {
        let coverage = &covered.coverage;
        let picked = |row: &&CoverageRow| self.picked.contains(&row.dyad);
        let rows: Vec<&CoverageRow> = coverage.rows.iter().filter(picked).collect();
        self.side_head_ui(
            ui,
            &counted(rows.len(), "dyad to settle", "dyads to settle"),
        );
        let looks = Looks::of(ui);
        self.settling.ui(ui, session, covered, &rows, commands);
        ui.add_space(4.0);
        let words = "Ctrl and a click on a row, or Space, adds a pair or takes it away.";
        text::label(ui, words, &looks.small());
        egui::ScrollArea::vertical()
            .auto_shrink([false, false])
            .id_salt("dyads to settle")
            .show_rows(ui, 20.0, rows.len(), |ui, range| {
                for row in rows.get(range).unwrap_or_default() {
                    text::line(ui, &said::names(row, covered.scene()), &looks.body());
                }
            });
    }
}

/// Rows for the list of cards, as far as the scene still has the claims.
fn cards(
    session: &Session,
    covered: &Covered,
    counted: &[usize],
    apart: &[usize],
) -> Vec<ClaimRow> {
    let now = &session.document().scene;
    let place = |at: &usize| {
        let claim = covered.scene().claims.at(*at)?;
        now.claims.position(&claim.id).map(ClaimRow::Claim)
    };
    let mut rows: Vec<ClaimRow> = counted.iter().filter_map(place).collect();
    let apart: Vec<ClaimRow> = apart.iter().filter_map(place).collect();
    if !apart.is_empty() {
        rows.push(ClaimRow::Head(format!("Deprecated \u{b7} {}", apart.len())));
        rows.extend(apart);
    }
    rows
}

/// Opens the form of a new claim on this tie, with the kind chosen; one that was
/// begun is gone on with.
fn new_claim(session: &Session, tie: &TieId, kind: Option<&KindId>) -> Vec<Command> {
    let subject = Subject::Tie(tie.clone());
    let form = ClaimForm::New(Some(subject.clone()));
    let has_draft = session.drafts().claim(&form).is_some();
    let mut commands = vec![Command::Form(FormCommand::Open(Form::Claim(form.clone())))];
    if let Some(kind) = kind.filter(|_| !has_draft) {
        let mut draft = ClaimDraft::new_on(Some(&subject), &session.document().scene);
        draft.kinds = vec![kind.clone()];
        let content = Content::Claim(form, draft);
        commands.push(Command::Form(FormCommand::Change(Box::new(content))));
    }
    commands
}
