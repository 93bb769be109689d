//! What stands in the cells of a row.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use egui::{Align2, FontId, Pos2, Rect, Ui};
use lucide_icons::Icon;

use crate::model::{Asserter, Claim, Rank, Source};
use crate::session::{ClaimColumn, QuoteState, Session, bears_on};
use crate::ui::hover;
use crate::ui::style;
use crate::ui::text::{self, Look, Looks};
use crate::ui::widget::status_mark;

/// Longer texts are cut off before they are measured.
const MOST_CHARS: usize = 300;
/// So many cut texts are kept.
const MOST_KEPT: usize = 4_000;
/// So many are measured in a frame: with more, typing in the search would stutter.
const MOST_MEASURED: usize = 60;
/// Width of a letter, in sizes of the type.
const USUAL_LETTER: f32 = 0.56;

/// A column, and where it begins and ends.
pub(super) type Column = (ClaimColumn, Range<f32>);

/// Texts cut to the width of their column, which takes long to measure.
#[derive(Debug, Default)]
pub(super) struct Cuts {
    kept: HashMap<(usize, ClaimColumn, bool), String>,
    /// What they hold for.
    of: Option<(u64, Vec<Column>)>,
    /// How many more are measured in this frame.
    left: usize,
    is_behind: bool,
}

impl Cuts {
    /// Forgets what was cut for claims or columns that were others. A frame begins.
    pub(super) fn hold_for(&mut self, arrangement: u64, columns: &[Column]) {
        let is_same = |(of, wide): &(u64, Vec<Column>)| *of == arrangement && wide == columns;
        if !self.of.as_ref().is_some_and(is_same) || self.kept.len() > MOST_KEPT {
            self.kept.clear();
            self.of = Some((arrangement, columns.to_vec()));
        }
        self.left = MOST_MEASURED;
        self.is_behind = false;
    }

    /// Whether texts were cut by guess in this frame, to be measured in the next.
    pub(super) fn is_behind(&self) -> bool {
        self.is_behind
    }

    fn cut(
        &mut self,
        at: usize,
        column: ClaimColumn,
        words: &str,
        look: &Look,
        room: f32,
    ) -> Cow<'_, str> {
        let key = (at, column, look.is_bold);
        let is_known = self.kept.contains_key(&key);
        if !is_known && self.left == 0 {
            self.is_behind = true;
            return Cow::Owned(cut_by_guess(words, look, room));
        }
        self.left -= usize::from(!is_known);
        let measured = || crate::text::ellipsize(words, look.text_style(), f64::from(room));
        Cow::Borrowed(self.kept.entry(key).or_insert_with(measured))
    }
}

/// So much of a text as letters of a usual width leave room for.
fn cut_by_guess(words: &str, look: &Look, room: f32) -> String {
    let most = (room / (look.size * USUAL_LETTER)) as usize;
    match words.char_indices().nth(most) {
        Some((end, _)) => format!(
            "{}\u{2026}",
            words.get(..end).unwrap_or_default().trim_end()
        ),
        None => words.to_owned(),
    }
}

/// A claim in a row.
pub(super) struct Row<'a> {
    pub(super) session: &'a Session,
    pub(super) claim: &'a Claim,
    /// Names it within the table.
    pub(super) at: usize,
}

impl Row<'_> {
    /// The words of a cell, in full.
    pub(super) fn words(&self, column: ClaimColumn) -> String {
        let (claim, scene) = (self.claim, &self.session.document().scene);
        let words = match column {
            ClaimColumn::Id => claim.id.to_string(),
            ClaimColumn::Statement => claim.statement.clone(),
            ClaimColumn::BearsOn => match bears_on(claim, scene) {
                Some((words, 0)) => words,
                Some((words, more)) => format!("{words} +{more}"),
                None => "nothing".to_owned(),
            },
            ClaimColumn::Kinds => {
                let labels = claim.kinds.iter().map(|kind| scene.kind_label(kind));
                labels.collect::<Vec<_>>().join(", ")
            }
            ClaimColumn::Status => claim.status.word().to_owned(),
            ClaimColumn::Asserter => claim.asserter.name().to_owned(),
            ClaimColumn::Grade => claim.grade.to_string(),
            ClaimColumn::When => {
                let date = claim.date.as_ref();
                let words = date.and_then(|date| match date.resolved {
                    Some(range) => Some(range.in_words()),
                    None => date.as_printed.clone(),
                });
                words.unwrap_or_else(|| "\u{2013}".to_owned())
            }
            ClaimColumn::Source => {
                let mut titles: Vec<&str> = Vec::new();
                for anchor in &claim.anchors {
                    let source = scene.sources.get(&anchor.source);
                    let title = source.map_or(anchor.source.as_str(), |it| it.title.as_str());
                    if !titles.contains(&title) {
                        titles.push(title);
                    }
                }
                match titles.as_slice() {
                    [] => "none".to_owned(),
                    [only] => (*only).to_owned(),
                    [first, more @ ..] => format!("{first} +{}", more.len()),
                }
            }
            ClaimColumn::Quote => self.quote().map_or("none", QuoteState::word).to_owned(),
        };
        // A cell has one line.
        if words.contains(|c: char| c.is_control()) {
            words.replace(|c: char| c.is_control(), " ")
        } else {
            words
        }
    }

    fn quote(&self) -> Option<QuoteState> {
        self.session.claim_table().quote(self.at)
    }

    /// What is told of a cell while the pointer rests on it.
    pub(super) fn hover(&self, column: ClaimColumn) -> String {
        let (claim, scene) = (self.claim, &self.session.document().scene);
        let mut words = match column {
            ClaimColumn::Id | ClaimColumn::Statement => {
                let mut words = self.words(ClaimColumn::Statement);
                if let Rank::Deprecated { reason } = &claim.rank {
                    words = format!("{words}\nDeprecated: {reason}");
                }
                words
            }
            ClaimColumn::BearsOn => {
                let mut lines = Vec::new();
                for bearing in &claim.bearings {
                    let on = match &bearing.on {
                        crate::model::BearingOn::Tie(id) => scene.ties.get(id).map_or_else(
                            || id.to_string(),
                            |tie| crate::ui::words::tie_title(scene, tie),
                        ),
                        crate::model::BearingOn::Actor(id) => scene.actor_name(id).to_owned(),
                    };
                    let (stance, magnitude) = (bearing.stance.word(), bearing.magnitude.word());
                    lines.push(format!("{on}: {stance}, {magnitude}"));
                }
                if lines.is_empty() {
                    lines.push("It bears on nothing.".to_owned());
                }
                lines.join("\n")
            }
            ClaimColumn::Asserter => {
                let detail = claim.asserter.detail().unwrap_or("no role given");
                format!("{}\n{detail}", claim.asserter.name())
            }
            ClaimColumn::Grade => {
                let (meaning, reason) = (claim.grade.meaning(), &claim.grade_reason);
                format!("{}: {meaning}\n{reason}", claim.grade)
            }
            ClaimColumn::Quote => match self.quote() {
                Some(quote) => quote.meaning().to_owned(),
                None => "It quotes no source.".to_owned(),
            },
            ClaimColumn::Kinds => {
                let kinds = claim.kinds.iter();
                let lines = kinds.map(|kind| hover::of_kind(self.session, kind));
                lines.collect::<Vec<_>>().join("\n")
            }
            ClaimColumn::Status => hover::of_status(claim.status).to_owned(),
            ClaimColumn::Source => {
                let mut sources: Vec<&Source> = Vec::new();
                for anchor in &claim.anchors {
                    if let Some(source) = scene.sources.get(&anchor.source)
                        && !sources.iter().any(|it| it.id == source.id)
                    {
                        sources.push(source);
                    }
                }
                if sources.is_empty() {
                    "It is anchored in no source.".to_owned()
                } else {
                    let lines = sources.into_iter().map(hover::of_source);
                    lines.collect::<Vec<_>>().join("\n")
                }
            }
            ClaimColumn::When => self.words(column),
        };
        let others: Vec<String> = self
            .session
            .claim_table()
            .contradictions(self.at)
            .map(ToString::to_string)
            .collect();
        if column == ClaimColumn::Statement && !others.is_empty() {
            words = format!("{words}\nContradicts {}", others.join(", "));
        }
        words
    }

    /// What is spoken of the row.
    pub(super) fn spoken(&self) -> String {
        let claim = self.claim;
        let mut words = format!(
            "row {}: {}, {}, {}, {}",
            claim.id,
            claim.statement,
            claim.status.word(),
            claim.grade,
            claim.asserter.name()
        );
        if claim.is_deprecated() {
            words.push_str(", deprecated");
        }
        if self.is_contradicted() {
            words.push_str(", contradicted");
        }
        words
    }

    fn is_contradicted(&self) -> bool {
        let mut others = self.session.claim_table().contradictions(self.at);
        others.next().is_some()
    }

    /// Paints the cells into the row.
    pub(super) fn paint(&self, ui: &Ui, rect: Rect, columns: &[Column], cuts: &mut Cuts) {
        for (column, range) in columns {
            let cell = Rect::from_x_y_ranges(
                rect.left() + range.start..=rect.left() + range.end,
                rect.y_range(),
            );
            self.paint_cell(ui, cell, *column, cuts);
        }
    }

    fn paint_cell(&self, ui: &Ui, cell: Rect, column: ClaimColumn, cuts: &mut Cuts) {
        let window = &style::theme(ui.ctx()).window;
        let look = self.look(ui, column);
        let mut left = cell.left();
        if column == ClaimColumn::Status {
            let center = Pos2::new(left + 5.0, cell.center().y);
            status_mark(ui.painter(), self.claim.status, center, 3.8, look.color);
            left += 15.0;
        }
        if column == ClaimColumn::Statement && self.is_contradicted() {
            ui.painter().text(
                Pos2::new(left, cell.center().y),
                Align2::LEFT_CENTER,
                char::from(Icon::TriangleAlert),
                FontId::new(13.0, style::icons()),
                style::color(window.warning),
            );
            left += 18.0;
        }
        let words = self.words(column);
        let words = start(&words);
        let room = (cell.right() - left).max(8.0);
        let short = cuts.cut(self.at, column, words, &look, room);
        let galley = ui
            .painter()
            .layout_job(text::job(&short, &look, f32::INFINITY));
        let place = Pos2::new(left, cell.center().y - galley.size().y / 2.0);
        ui.painter().galley(place, galley, look.color);
    }

    fn look(&self, ui: &Ui, column: ClaimColumn) -> Look {
        let window = &style::theme(ui.ctx()).window;
        let looks = Looks::of(ui);
        let (body, small) = (looks.body(), looks.small());
        let muted = Look::new(12.0, style::color(window.text_muted));
        let warning = Look::new(12.0, style::color(window.warning));
        let look = match column {
            ClaimColumn::Statement => body,
            ClaimColumn::Grade if self.claim.grade.factor().is_some() => {
                Look::new(12.0, style::color(window.text)).bold()
            }
            ClaimColumn::Asserter
                if matches!(self.claim.asserter, Asserter::Unattributed { .. }) =>
            {
                // Legal, and flagged.
                warning
            }
            ClaimColumn::BearsOn if self.claim.bearings.is_empty() => warning,
            ClaimColumn::Quote if self.quote().is_some_and(QuoteState::is_bad) => warning,
            ClaimColumn::BearsOn | ClaimColumn::Asserter => {
                Look::new(12.0, style::color(window.text))
            }
            ClaimColumn::Id => small,
            _ => muted,
        };
        if self.claim.is_deprecated() {
            let color = style::color(window.text_muted);
            return Look { color, ..look }.struck(column == ClaimColumn::Statement);
        }
        look
    }
}

/// A text cut off before it is measured.
fn start(words: &str) -> &str {
    let end = words.char_indices().nth(MOST_CHARS);
    end.and_then(|(at, _)| words.get(..at)).unwrap_or(words)
}
