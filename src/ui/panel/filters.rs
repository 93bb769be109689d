//! The filters of the left panel: what of the ties is drawn, and which claims
//! count.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{Id, Ui};
use lucide_icons::Icon;

use crate::edit::NAME_CHARS;
use crate::model::{Grade, Status, asserter_name};
use crate::session::{Command, FindCommand, Session, TieClass};
use crate::text::{Query, fold};
use crate::ui::filter_bar::{CONFIDENCES, asserter_word, confidence_word};
use crate::ui::text::{self, Hover as _, Looks};
use crate::ui::widget::{
    Segment, TextField, check, heading, icon_button, list_line, named, row_with_end, segments,
    slider,
};
use crate::ui::words::capital;

/// Grades that can be asked for, best first.
const FLOORS: [(&str, &str); 4] = [
    ("B2", "B2 or better"),
    ("C3", "C3 or better"),
    ("D4", "D4 or better"),
    ("E5", "Any with a basis"),
];

/// A list with more entries than this has a search.
const FEW: usize = 8;
/// At most so many entries of a list are shown; the rest is searched for.
const MOST: usize = 40;

/// Shows the filters.
pub(super) fn filters_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    heading(ui, "Show");
    ui.add_space(4.0);
    let filter = session.filter();
    for class in TieClass::ALL {
        let mut is_shown = filter.has_class(class);
        if switch(ui, &mut is_shown, class.label()) {
            commands.push(Command::FilterClass(class, is_shown));
        }
    }
    let mut is_shown = session.view().is_showing_unknown;
    if switch(ui, &mut is_shown, "Unknown") {
        commands.push(Command::ShowUnknown(is_shown));
    }
    let mut is_shown = session.view().is_showing_evidence;
    if switch(ui, &mut is_shown, "Evidence on ties") {
        commands.push(Command::ShowEvidence(is_shown));
    }
    ui.add_space(8.0);
    weight_ui(ui, session, commands);
    ui.add_space(10.0);
    confidence_ui(ui, session, commands);
    ui.add_space(10.0);
    left_out_ui(ui, session, commands);
    ui.add_space(18.0);
    heading(ui, "Claims that count");
    ui.add_space(4.0);
    grade_ui(ui, session, commands);
    ui.add_space(10.0);
    status_ui(ui, session, commands);
    ui.add_space(10.0);
    sources_ui(ui, session, commands);
    asserters_ui(ui, session, commands);
    ui.add_space(12.0);
    if !filter.is_clear() {
        let keys = crate::ui::commands::keys_of(ui.ctx(), "clear-filters").unwrap_or_default();
        if ui.button("Clear filters").on_hover_words(keys).clicked() {
            commands.push(Command::ClearFilter);
        }
    }
}

fn switch(ui: &mut Ui, is_on: &mut bool, words: &str) -> bool {
    check(ui, is_on, words, words).changed()
}

fn weight_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let mut least = session.filter().least_weight();
    let (body, small) = (Looks::of(ui).body(), Looks::of(ui).small());
    row_with_end(
        ui,
        22.0,
        |ui| {
            text::line(ui, &format!("{least:.2}"), &small);
        },
        |ui| text::line(ui, "Weight at least", &body).on_hover_words("Whatever the sign"),
    );
    let slider = slider(ui, &mut least, 0.0..=1.0, 0.05, "Weight at least");
    if slider.changed() {
        commands.push(Command::FilterLeastWeight(least));
    }
}

/// Checkboxes side by side, as many as fit; gives the one that was changed, and
/// what to.
fn checks(ui: &mut Ui, choices: &[(String, String, bool)]) -> Option<(usize, bool)> {
    let mut changed = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 14.0;
        for (at, (words, name, is_on)) in choices.iter().enumerate() {
            let mut is_on = *is_on;
            if check(ui, &mut is_on, words, name).changed() {
                changed = Some((at, is_on));
            }
        }
    });
    changed
}

fn confidence_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    text::line(ui, "Confidence", &Looks::of(ui).body())
        .on_hover_words("Of ties that are judged; unknown ties have none");
    let choices = CONFIDENCES.map(|confidence| {
        let word = confidence_word(confidence);
        let name = format!("Show confidence: {word}");
        (
            capital(word),
            name,
            session.filter().has_confidence(confidence),
        )
    });
    if let Some((at, is_shown)) = checks(ui, &choices)
        && let Some(confidence) = CONFIDENCES.get(at)
    {
        let command = FindCommand::FilterConfidence(*confidence, is_shown);
        commands.push(Command::Find(command));
    }
}

fn left_out_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let is_dimming = session.filter().is_dimming();
    text::line(ui, "Ties that are left out", &Looks::of(ui).body())
        .on_hover_words("Ties that only lack a claim that counts are faint, never hidden");
    ui.add_space(4.0);
    let choices = [
        Segment {
            words: "Hidden",
            name: "What is left out: hidden",
            hover: "Ties that the filters leave out are not drawn",
            is_on: !is_dimming,
        },
        Segment {
            words: "Dimmed",
            name: "What is left out: dimmed",
            hover: "Ties that the filters leave out are drawn very faintly",
            is_on: is_dimming,
        },
    ];
    if let Some(chosen) = segments(ui, &choices) {
        commands.push(Command::Find(FindCommand::Dim(chosen == 1)));
    }
}

fn grade_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let now = session.filter().least_grade();
    text::line(ui, "Evidence grade", &Looks::of(ui).body());
    ui.add_space(4.0);
    let width = ui.available_width() - 2.0;
    let combo = egui::ComboBox::from_id_salt("grade").selected_text(floor_words(now));
    let shown = combo.width(width).show_ui(ui, |ui| {
        let all = ui.selectable_label(now.is_none(), "All");
        list_line(ui, &all, now.is_none());
        if all.clicked() {
            commands.push(Command::FilterGrade(None));
        }
        for (code, words) in FLOORS {
            let Some(grade) = Grade::parse(code) else {
                continue;
            };
            let choice = ui.selectable_label(now == Some(grade), words);
            list_line(ui, &choice, now == Some(grade));
            if choice.on_hover_words(grade.meaning()).clicked() {
                commands.push(Command::FilterGrade(Some(grade)));
            }
        }
    });
    named(&shown.response, "Evidence grade");
}

fn floor_words(floor: Option<Grade>) -> String {
    let Some(floor) = floor else {
        return "All".to_owned();
    };
    let code = floor.to_string();
    let known = FLOORS.iter().find(|(known, _)| *known == code);
    known.map_or(code, |(_, words)| (*words).to_owned())
}

fn status_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    text::line(ui, "Status", &Looks::of(ui).body());
    let choices = Status::ALL.map(|status| {
        let name = format!("Show status: {}", status.word());
        (
            capital(status.word()),
            name,
            session.filter().has_status(status),
        )
    });
    if let Some((at, is_shown)) = checks(ui, &choices)
        && let Some(status) = Status::ALL.get(at)
    {
        commands.push(Command::Find(FindCommand::FilterStatus(*status, is_shown)));
    }
}

fn sources_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let sources = &session.document().scene.sources;
    let chosen = session.filter().sources();
    let list = ChoiceList {
        name: "Sources",
        all: sources.len(),
        chosen: chosen.len(),
    };
    let titles = || {
        let titles = sources.iter().map(|it| (it.title.clone(), String::new()));
        Arc::new(titles.collect::<Vec<_>>())
    };
    let is_on = |at: usize| sources.at(at).is_some_and(|it| chosen.contains(&it.id));
    if let Some((at, is_asked_for)) = list.ui(ui, titles, is_on)
        && let Some(source) = sources.at(at)
    {
        let command = FindCommand::FilterSource(source.id.clone(), is_asked_for);
        commands.push(Command::Find(command));
    }
}

/// Who asserts claims of the scene, with how many each; those who assert most
/// first.
type Asserters = Arc<Vec<(Option<String>, usize)>>;

/// They are counted once for each state of the claims, while the list is open.
fn asserters(ui: &Ui, session: &Session) -> Asserters {
    let id = Id::unique("asserters of the scene");
    let derived = session.derived();
    let key = [derived.document_revision(), derived.claims_revision()];
    let kept: Option<([u64; 2], Asserters)> = ui.data(|data| data.get_temp(id));
    if let Some((_, asserters)) = kept.filter(|(of, _)| *of == key) {
        return asserters;
    }
    let mut counts: BTreeMap<Option<String>, usize> = BTreeMap::new();
    for claim in session.document().scene.claims.iter() {
        *counts.entry(asserter_name(claim)).or_insert(0) += 1;
    }
    let mut all: Vec<_> = counts.into_iter().collect();
    all.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let all = Arc::new(all);
    ui.data_mut(|data| data.insert_temp(id, (key, Arc::clone(&all))));
    all
}

fn asserters_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let chosen = session.filter().asserters();
    let all = if is_open(ui, "Asserters") {
        asserters(ui, session)
    } else {
        Arc::default()
    };
    let list = ChoiceList {
        name: "Asserters",
        all: all.len(),
        chosen: chosen.len(),
    };
    let names = || {
        let names = all.iter().map(|(name, count)| {
            let words = capital(asserter_word(name.as_ref()));
            (words, count.to_string())
        });
        Arc::new(names.collect::<Vec<_>>())
    };
    let is_on = |at: usize| all.get(at).is_some_and(|(name, _)| chosen.contains(name));
    if let Some((at, is_asked_for)) = list.ui(ui, names, is_on)
        && let Some((asserter, _)) = all.get(at)
    {
        let command = FindCommand::FilterAsserter(asserter.clone(), is_asked_for);
        commands.push(Command::Find(command));
    }
}

/// A list to choose from that can be folded away.
struct ChoiceList {
    name: &'static str,
    all: usize,
    chosen: usize,
}

fn open_id(name: &str) -> Id {
    Id::unique(("choices are shown", name))
}

fn is_open(ui: &Ui, name: &str) -> bool {
    ui.data(|data| data.get_temp(open_id(name)).unwrap_or(false))
}

impl ChoiceList {
    /// Shows the list; `entries` are the words and the number of each. Gives the
    /// one that was changed, and what to.
    fn ui(
        &self,
        ui: &mut Ui,
        entries: impl FnOnce() -> Arc<Vec<(String, String)>>,
        is_on: impl Fn(usize) -> bool,
    ) -> Option<(usize, bool)> {
        let is_open = is_open(ui, self.name);
        let (body, small) = (Looks::of(ui).body(), Looks::of(ui).small());
        row_with_end(
            ui,
            26.0,
            |ui| {
                let (icon, what) = if is_open {
                    (Icon::ChevronDown, "Hide")
                } else {
                    (Icon::ChevronRight, "Choose")
                };
                let name = format!("{what}: {}", self.name.to_lowercase());
                if icon_button(ui, icon, &name, None, false).clicked() {
                    ui.data_mut(|data| data.insert_temp(open_id(self.name), !is_open));
                }
                let words = match self.chosen {
                    0 => "all".to_owned(),
                    count => format!("{count} chosen"),
                };
                text::line(ui, &words, &small);
            },
            |ui| text::line(ui, self.name, &body),
        );
        if !is_open {
            return None;
        }
        self.entries_ui(ui, &entries(), is_on)
    }

    fn entries_ui(
        &self,
        ui: &mut Ui,
        entries: &[(String, String)],
        is_on: impl Fn(usize) -> bool,
    ) -> Option<(usize, bool)> {
        let small = Looks::of(ui).small();
        if entries.is_empty() {
            let words = format!("This scene has no {}.", self.name.to_lowercase());
            text::label(ui, &words, &small);
            return None;
        }
        let query = self.search_ui(ui);
        let is_found = |words: &str| query.as_ref().is_none_or(|it| it.is_in(&fold(words)));
        let found = entries.iter().enumerate();
        let mut found: Vec<usize> = found
            .filter(|(at, (words, _))| is_on(*at) || is_found(words))
            .map(|(at, _)| at)
            .collect();
        // What is chosen stays in sight.
        found.sort_by_key(|at| !is_on(*at));
        let mut changed = None;
        for at in found.iter().copied().take(MOST) {
            let Some((words, count)) = entries.get(at) else {
                continue;
            };
            row_with_end(
                ui,
                26.0,
                |ui| {
                    text::line(ui, count, &small);
                },
                |ui| {
                    let mut is_now_on = is_on(at);
                    let style = Looks::of(ui).body().text_style();
                    let room = f64::from((ui.available_width() - 26.0).max(20.0));
                    let short = crate::text::ellipsize(words, style, room);
                    let name = format!("{}: {words}", self.name);
                    let response = check(ui, &mut is_now_on, &short, &name);
                    if response.changed() {
                        changed = Some((at, is_now_on));
                    }
                    if short != *words {
                        response.on_hover_words(words);
                    }
                },
            );
        }
        match found.len() {
            0 => {
                text::label(ui, "Nothing has these words.", &small);
            }
            count if count > MOST => {
                let words = format!("{} more: search for them", count - MOST);
                text::label(ui, &words, &small);
            }
            _ => {}
        }
        changed
    }

    /// The search in a long list.
    fn search_ui(&self, ui: &mut Ui) -> Option<Query> {
        if self.all <= FEW {
            return None;
        }
        let id = Id::unique(("choices are searched", self.name));
        let mut typed: String = ui.data(|data| data.get_temp(id)).unwrap_or_default();
        let field = TextField::singleline(&mut typed)
            .char_limit(NAME_CHARS)
            .hint_text("Search")
            .desired_width(f32::INFINITY);
        let response = ui.add(field);
        named(&response, &format!("Search {}", self.name.to_lowercase()));
        if response.changed() {
            ui.data_mut(|data| data.insert_temp(id, typed.clone()));
        }
        Some(Query::new(&typed))
    }
}
