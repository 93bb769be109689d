//! What stands above the list: how many there are, which are shown, and what can
//! be done for many at once.

use egui::{Margin, RichText, Ui, Vec2};

use crate::evidence::RULES;
use crate::session::{Command, Remedy, Session, moved_quotes};
use crate::ui::form::pick;
use crate::ui::style;
use crate::ui::text::{self, Looks};
use crate::ui::widget::{TextField, heading, named, row_with_end};
use crate::ui::words::counted;

use super::groups::Groups;

/// Widths of the field and of the list of rules, in points.
const FIELD: f32 = 220.0;
const LIST: f32 = 240.0;
/// Height of a list that is closed, in points.
const LIST_HEIGHT: f32 = 28.0;

/// What is asked for.
#[derive(Default)]
pub(super) struct Head {
    /// Words that a Problem must have.
    pub(super) words: String,
    /// The rule that it must be of.
    pub(super) rule: Option<String>,
}

impl Head {
    /// Shows it.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        groups: &Groups,
        commands: &mut Vec<Command>,
    ) {
        let looks = Looks::of(ui);
        let all = session.document().problems.len();
        let shown = groups.all();
        row_with_end(
            ui,
            22.0,
            |ui| {
                let words = if shown == all {
                    counted(all, "problem", "problems")
                } else {
                    format!("{shown} of {}", counted(all, "problem", "problems"))
                };
                text::line(ui, &words, &looks.small());
            },
            |ui| heading(ui, "Problems"),
        );
        let room = ui.available_width();
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let edit = TextField::singleline(&mut self.words)
                .hint_text("Words of a problem")
                .desired_width(FIELD.min(room))
                // As high as the list beside it.
                .min_size(Vec2::new(0.0, LIST_HEIGHT))
                .align(egui::Align2::LEFT_CENTER)
                .margin(Margin::symmetric(9, 5));
            let response = ui.add(edit);
            named(&response, "Filter problems");
            self.rules_ui(ui, session, LIST.min(room));
            if !self.words.is_empty() || self.rule.is_some() {
                let clear = ui.button("Show all");
                if clear.clicked() {
                    *self = Self::default();
                }
            }
            let moved = moved_quotes(session);
            if moved > 1 {
                let words = format!("Re-anchor all {moved} moved");
                let button = ui.button(RichText::new(&words).size(style::size::BODY));
                let hover = "Lets every quote that has moved, or differs in marks and spaces alone, stand where it was found";
                if button.on_hover_text(hover).clicked() {
                    commands.push(Command::Remedy(Remedy::ReanchorMoved));
                }
            }
        });
    }

    /// The rules that anything was found by, to choose one.
    fn rules_ui(&mut self, ui: &mut Ui, session: &Session, width: f32) {
        let mut found: Vec<&str> = Vec::new();
        for problem in &session.document().problems {
            // They stand together, so that looking at the last ones is enough.
            if found.last() != Some(&problem.rule) && !found.contains(&problem.rule) {
                found.push(problem.rule);
            }
        }
        let finds = |rule: &str| {
            let known = RULES.iter().find(|it| it.name == rule);
            known.map_or_else(|| rule.replace('-', " "), |it| it.finds.to_owned())
        };
        let every = "all rules".to_owned();
        let shown = self.rule.as_deref().map_or_else(|| every.clone(), finds);
        let mut entries = vec![(every, self.rule.is_none())];
        entries.extend(
            found
                .iter()
                .map(|rule| (finds(rule), self.rule.as_deref() == Some(*rule))),
        );
        let (picked, _) = pick(ui, "Rule", &shown, width, &mut entries.into_iter());
        if let Some(place) = picked {
            let rule = place.checked_sub(1).and_then(|at| found.get(at));
            self.rule = rule.map(|rule| (*rule).to_owned());
        }
    }
}
