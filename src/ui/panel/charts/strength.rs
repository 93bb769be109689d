//! The strength of actors: positive and negative side by side, the strongest first.

use egui::{Pos2, Rect, Ui, Vec2};

use crate::model::Subject;
use crate::session::{Command, Session, StrengthRow};
use crate::ui::hover::hover_ui;
use crate::ui::style;
use crate::ui::text::Look;

use super::bars::{Bars, Part, ROW, plot_width, words_at};
use super::{Walk, click_on, empty_ui};

const NAME: &str = "strength of actors";

/// The chart, with what it keeps between frames.
#[derive(Debug, Default)]
pub(super) struct StrengthChart {
    walk: Walk,
    /// What was selected when last looked at.
    selected: Option<Subject>,
}

/// What the chart is of.
pub(super) fn remark(session: &Session) -> String {
    if session.filter().is_clear() {
        "sums of weights".to_owned()
    } else {
        "sums with the filters".to_owned()
    }
}

impl StrengthChart {
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        is_entered: bool,
        commands: &mut Vec<Command>,
    ) {
        let rows = session.browse().strengths();
        if rows.iter().all(|row| row.strength.total() <= 0.0) {
            let words = if session.filter().is_clear() {
                "No tie has a weight yet: select one and judge it."
            } else {
                "No tie with a weight passes the filters. Clear them to see all (X)."
            };
            empty_ui(ui, words);
            return;
        }
        if is_entered {
            self.walk.enter();
        }
        self.follow(session, rows);
        let page = (ui.available_height() / ROW) as usize;
        self.walk.keys(ui, NAME, rows.len(), page);
        let wanted = std::mem::take(&mut self.walk.is_wanted).then_some(self.walk.at);
        let most = |part: fn(&StrengthRow) -> f64| rows.iter().map(part).fold(0.0, f64::max);
        let (positive, negative) = (
            most(|row| row.strength.positive),
            most(|row| row.strength.negative),
        );
        let figure = &style::theme(ui.ctx()).figure;
        let parts = |row: usize| {
            let strength = rows.get(row).map(|row| row.strength).unwrap_or_default();
            vec![
                Part {
                    from: 0.0,
                    to: -strength.negative,
                    hue: figure.hostile,
                },
                Part {
                    from: 0.0,
                    to: strength.positive,
                    hue: figure.supportive,
                },
            ]
        };
        let scene = &session.document().scene;
        let actor_of = |row: usize| scene.actors.at(rows.get(row)?.actor);
        let subject_of = |row: usize| actor_of(row).map(|it| Subject::Actor(it.id.clone()));
        let label = |row: usize| {
            let subject = subject_of(row);
            let is_selected = subject.is_some_and(|it| session.selection().has(&it));
            let name = actor_of(row).map_or("", |it| &it.name);
            (name.to_owned(), is_selected)
        };
        // Room for the numbers beyond the bars.
        let reach = (positive + negative).max(0.1);
        let width = plot_width(ui.available_width());
        let needed = NUMBER / (width - 2.0 * NUMBER).max(NUMBER);
        let room = reach * f64::from(needed).max(0.16);
        let bars = Bars {
            name: NAME,
            count: rows.len(),
            span: [-negative - room, positive + room],
            axis: crate::model::signed,
            step: 0.25,
            parts: &parts,
            label: &label,
        };
        bars.ui(
            ui,
            &mut self.walk,
            wanted,
            &mut |ui, walk, row, rect, x_of| {
                let (Some(subject), Some(found)) = (subject_of(row), rows.get(row)) else {
                    return;
                };
                row_ui(
                    ui,
                    session,
                    walk,
                    (row, rect),
                    &subject,
                    found,
                    x_of,
                    commands,
                );
            },
        );
    }

    /// The row of an actor that was selected elsewhere comes into view.
    fn follow(&mut self, session: &Session, rows: &[StrengthRow]) {
        let now = session.selection().focus();
        if self.selected.as_ref() == now {
            return;
        }
        self.selected = now.cloned();
        let scene = &session.document().scene;
        let at = match now {
            Some(Subject::Actor(id)) => scene.actors.position(id),
            _ => None,
        };
        if let Some(row) = at.and_then(|at| rows.iter().position(|row| row.actor == at)) {
            self.walk.at = row;
            self.walk.is_wanted = true;
        }
    }
}

/// What a number beyond a bar takes, in points.
const NUMBER: f32 = 44.0;

#[expect(clippy::too_many_arguments, reason = "all of them say which row it is")]
fn row_ui(
    ui: &Ui,
    session: &Session,
    walk: &mut Walk,
    (row, rect): (usize, Rect),
    subject: &Subject,
    found: &StrengthRow,
    x_of: &dyn Fn(f64) -> f32,
    commands: &mut Vec<Command>,
) {
    let scene = &session.document().scene;
    let actor = scene.actors.at(found.actor);
    let name = actor.map_or("", |it| it.name.as_str());
    let is_selected = session.selection().has(subject);
    let strength = found.strength;
    let spoken = format!(
        "{name}, positive strength {:.2}, negative strength {:.2}",
        strength.positive, strength.negative
    );
    let response = walk.mark_ui(ui, NAME, row, rect, &spoken, is_selected);
    if is_selected {
        let hue = style::theme(ui.ctx()).window.accent.faded(0.1);
        ui.painter().rect_filled(rect, 4, style::color(hue));
    }
    let figure = &style::theme(ui.ctx()).figure;
    let number = |value: f64, hue, is_left: bool| {
        if value <= 0.0 {
            return;
        }
        let signed = crate::model::signed(if is_left { -value } else { value });
        let look = Look::new(11.0, style::color(hue)).bold();
        let width = crate::text::width(&signed, look.text_style()) as f32;
        let x = if is_left {
            x_of(-value) - width - 5.0
        } else {
            x_of(value) + 5.0
        };
        let place = Rect::from_min_size(Pos2::new(x, rect.top()), Vec2::new(width + 2.0, ROW));
        words_at(ui, place, &signed, &look);
    };
    number(strength.negative, figure.hostile, true);
    number(strength.positive, figure.supportive, false);
    if response.clicked() {
        commands.push(click_on(ui, subject));
    }
    response.on_hover_ui(|ui| hover_ui(ui, session, subject));
}
