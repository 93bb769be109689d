//! The Problems of the scene: by severity and rule, each with the way to what it
//! concerns and, where there is a shorter one, the way out.

mod groups;
mod head;

use egui::{Frame, RichText, ScrollArea, Ui};

use crate::edit::{Edit, Properties};
use crate::evidence::{RULES, Rule};
use crate::model::{Problem, RuleSeverity, Severity, Subject};
use crate::session::{Command, DeskTab, Session};
use crate::ui::dialog::severity_color;
use crate::ui::form::{pick, plain_button};
use crate::ui::style;
use crate::ui::text::{self, Look, Looks};
use crate::ui::widget::{named, row_with_end};
use crate::ui::words::{capital, counted};

use super::{is_narrow, margin};

use groups::{Entry, Group, Groups};
use head::Head;

/// The widest that a Problem gets, in points: longer lines are hard to read.
const WIDEST: f32 = 860.0;
/// Width of the list of severities, in points.
const SEVERITY: f32 = 168.0;

/// The part of the desk, with what it keeps between frames.
#[derive(Default)]
pub(super) struct ProblemsTab {
    head: Head,
    groups: Groups,
}

impl ProblemsTab {
    /// Shows it in all of the room there is.
    pub(super) fn ui(&mut self, ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
        self.groups.refresh(session, &self.head);
        let margin = margin(ui.available_width());
        Frame::new().inner_margin(margin).show(ui, |ui| {
            self.head.ui(ui, session, &self.groups, commands);
        });
        let line = style::color(style::theme(ui.ctx()).window.line);
        let top = ui.cursor().top();
        ui.painter()
            .hline(ui.max_rect().x_range(), top, egui::Stroke::new(1.0, line));
        ScrollArea::vertical()
            .id_salt("problems")
            .auto_shrink([false, false])
            .show(ui, |ui| {
                Frame::new().inner_margin(margin).show(ui, |ui| {
                    ui.set_max_width(ui.available_width().min(WIDEST));
                    self.list_ui(ui, session, commands);
                });
            });
    }

    fn list_ui(&mut self, ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
        let looks = Looks::of(ui);
        if self.groups.list.is_empty() {
            let words = if session.document().problems.is_empty() {
                "Nothing was found."
            } else {
                "No Problem has these words."
            };
            text::label(ui, words, &looks.body());
        }
        let mut last = None;
        let mut turned = None;
        for group in &self.groups.list {
            if last.replace(group.severity) != Some(group.severity) {
                severity_ui(ui, group.severity, self.groups.count(group.severity));
            }
            if group_ui(ui, session, group, commands) {
                turned = Some((group.severity, group.rule));
            }
        }
        if let Some(group) = turned {
            self.groups.turn(group);
        }
        off_ui(ui, session, commands);
    }
}

/// `3 warnings`, above those.
fn severity_ui(ui: &mut Ui, severity: Severity, count: usize) {
    let words = match severity {
        Severity::Error => counted(count, "error", "errors"),
        Severity::Warning => counted(count, "warning", "warnings"),
        Severity::Note => counted(count, "note", "notes"),
    };
    let ink = severity_color(ui, severity);
    ui.add_space(4.0);
    text::line(ui, &words, &Look::new(style::size::TITLE, ink).bold());
    ui.add_space(2.0);
}

/// The Problems of one rule; says whether more or fewer of them are to be shown.
fn group_ui(ui: &mut Ui, session: &Session, group: &Group, commands: &mut Vec<Command>) -> bool {
    let looks = Looks::of(ui);
    let words = format!("{} \u{b7} {}", title(group.rule), group.count);
    titled_ui(ui, &words, &looks.body().bold(), |ui| {
        if let Some(rule) = rule_named(group.rule) {
            rule_ui(ui, session, rule, commands);
        }
    });
    let mut is_turned = false;
    ui.indent(("problems of", group.rule, group.severity), |ui| {
        for entry in &group.entries {
            entry_ui(ui, session, entry, commands);
        }
        let rest = group.count - group.entries.len();
        if let Some(words) = more_words(group, rest) {
            is_turned = plain_button(ui, RichText::new(&words)).clicked();
        } else if rest > 0 {
            let words = format!("And {rest} more: entente check lists them all.");
            text::label(ui, &words, &looks.small());
        }
    });
    ui.add_space(10.0);
    is_turned
}

/// The name of a rule, with the list of its severities at the end of the line or, with
/// little room, beneath.
fn titled_ui(ui: &mut Ui, words: &str, look: &Look, list: impl FnOnce(&mut Ui)) {
    if is_narrow(ui.available_width()) {
        text::label(ui, words, look);
        list(ui);
    } else {
        row_with_end(ui, 28.0, list, |ui| text::line(ui, words, look));
    }
}

/// What is offered below a rule of which not all are shown, or more than few.
fn more_words(group: &Group, rest: usize) -> Option<String> {
    let noun = capital(&title(group.rule)).to_lowercase();
    match (group.is_long, rest) {
        (true, _) => Some(format!("Show fewer {noun}")),
        (false, 0) => None,
        (false, _) => Some(format!("Show {rest} more {noun}")),
    }
}

/// One Problem: what, what to do, and the ways.
fn entry_ui(ui: &mut Ui, session: &Session, entry: &Entry, commands: &mut Vec<Command>) {
    let looks = Looks::of(ui);
    let problem = &entry.problem;
    let is_chosen = match &problem.subject {
        Subject::Claim(id) => session.selection().claim() == Some(id),
        _ => false,
    };
    let look = if is_chosen {
        looks.body().bold()
    } else {
        looks.body()
    };
    text::label(ui, &crate::ui::dialog::sentence(&problem.message), &look);
    text::label(
        ui,
        &crate::ui::dialog::sentence(&problem.hint),
        &looks.small(),
    );
    ui.horizontal_wrapped(|ui| {
        if let Some(position) = problem.position {
            let words = format!("line {}, column {}", position.line, position.column);
            text::line(ui, &words, &looks.small());
        }
        let jump = jump(problem, session);
        if !jump.is_empty() && ui.link(jump_words(problem)).clicked() {
            commands.extend(jump);
        }
        if let Some(fix) = &entry.fix {
            let response = ui.button(RichText::new(&fix.label).size(style::size::SMALL));
            named(&response, &format!("{}, {}", fix.label, problem.subject));
            if response.clicked() {
                commands.push(fix.command.clone());
            }
        }
    });
    ui.add_space(7.0);
}

fn jump_words(problem: &Problem) -> String {
    match (&problem.subject, problem.rule) {
        (Subject::Claim(id), rule) if rule.starts_with("anchor-") => {
            format!("Show the quote of claim {id}")
        }
        (Subject::Scene, "dyads-not-looked-at") => "Show the coverage".to_owned(),
        (Subject::Scene, _) => "Show the properties of the scene".to_owned(),
        (subject, _) => format!("Show {subject}"),
    }
}

/// The way to what a Problem concerns.
fn jump(problem: &Problem, session: &Session) -> Vec<Command> {
    match &problem.subject {
        Subject::Scene if problem.rule == "dyads-not-looked-at" => {
            vec![Command::OpenDesk(DeskTab::Coverage)]
        }
        Subject::Scene if problem.rule == "characters" => {
            vec![Command::Show(crate::session::Dialog::SceneProperties)]
        }
        Subject::Scene => Vec::new(),
        Subject::Claim(id) if problem.rule.starts_with("anchor-") => {
            let claim = id.clone();
            let anchor = quote_of(problem, session).unwrap_or(0);
            vec![Command::ShowAnchor { claim, anchor }]
        }
        Subject::Claim(_) => vec![Command::Select(problem.subject.clone())],
        Subject::Source(id) => vec![Command::ShowSource(id.clone())],
        Subject::Actor(_) | Subject::Tie(_) | Subject::Note(_) => {
            vec![Command::CloseDesk, Command::Select(problem.subject.clone())]
        }
    }
}

/// Which quotation of a claim a Problem is about.
fn quote_of(problem: &Problem, session: &Session) -> Option<usize> {
    let Subject::Claim(id) = &problem.subject else {
        return None;
    };
    let claim = session.document().scene.claims.get(id)?;
    let word = problem.rule.strip_prefix("anchor-")?;
    (0..claim.anchors.len()).find(|at| {
        let check = session.quotes().check(id, *at);
        check.is_some_and(|check| check.word() == word)
    })
}

fn rule_named(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name)
}

/// What a rule finds; of one of reading, its name.
fn title(rule: &str) -> String {
    rule_named(rule).map_or_else(
        || capital(&rule.replace('-', " ")),
        |rule| capital(rule.finds),
    )
}

/// How severe the findings of a rule are held to be, to be set.
fn rule_ui(ui: &mut Ui, session: &Session, rule: &Rule, commands: &mut Vec<Command>) {
    let scene = &session.document().scene;
    let said = scene.severities.of(rule.name);
    let usual = format!("{}, as usual", rule.severity.word());
    let shown = said.map_or_else(|| usual.clone(), |it| it.word().to_owned());
    let mut entries = vec![(usual, said.is_none())];
    entries.extend(
        RuleSeverity::ALL.map(|severity| (severity.word().to_owned(), said == Some(severity))),
    );
    let name = format!("Severity of {}", rule.finds);
    let (picked, _) = pick(ui, &name, &shown, SEVERITY, &mut entries.into_iter());
    let Some(place) = picked else {
        return;
    };
    let severity = place
        .checked_sub(1)
        .and_then(|at| RuleSeverity::ALL.get(at))
        .copied();
    if severity != said {
        let mut properties = Properties::of(scene);
        properties.severities.set(rule.name, severity);
        let edit = Edit::SetProperties(Box::new(properties));
        commands.push(Command::Edit(edit));
    }
}

/// The rules that are not reported here, so that they can be again.
fn off_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let severities = &session.document().scene.severities;
    let is_off = |rule: &&Rule| severities.of(rule.name) == Some(RuleSeverity::Off);
    let mut off = RULES.iter().filter(is_off).peekable();
    if off.peek().is_none() {
        return;
    }
    let looks = Looks::of(ui);
    ui.add_space(6.0);
    text::line(ui, "Not reported in this scene", &looks.body().bold());
    for rule in off {
        titled_ui(ui, &capital(rule.finds), &looks.body(), |ui| {
            rule_ui(ui, session, rule, commands);
        });
    }
}
