//! The legend: only what is drawn, a sample and a few words each.

mod sample;

use kurbo::{Point, Rect};

use super::actors;
use super::changes::{self, ActorMark};
use super::evidence::{Shown, Way};
use super::input::{DrawingInput, strength_at};
use super::item::{Item, Role, Shape};
use super::theme::Theme;
use super::ties::{self, Look};
use crate::compare::Trend;
use crate::model::{Tie, TieDirection};
use crate::text::{self, Style};
use sample::{Sample, tag_style};

/// Between a sample and its words, in points.
const SAMPLE_GAP: f64 = 6.0;

/// One entry: a sample and its words.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    sample: Sample,
    words: String,
}

/// How the legend says what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Words {
    /// In full.
    Long,
    /// Every entry in a few words.
    Brief,
    /// Only what cannot be guessed: signs, doubt, unknown, in a few words.
    Signs,
}

/// What the ties of a picture have; decides what the legend must explain.
#[derive(Clone, Copy, Debug, Default)]
struct Kinds {
    supportive: bool,
    hostile: bool,
    neutral: bool,
    unknown: bool,
    absent: bool,
    dashed: bool,
    directed: bool,
    greatest: f64,
    changed: Changed,
    shown: Shown,
}

/// What changed, in a picture of that.
#[derive(Clone, Copy, Debug, Default)]
struct Changed {
    added: bool,
    removed: bool,
    stronger: bool,
    weaker: bool,
    flipped: bool,
    judged: bool,
    withdrawn: bool,
    otherwise: bool,
    same: bool,
}

/// The entries for what is drawn.
pub(super) fn entries(input: &DrawingInput<'_>, words: Words) -> Vec<Entry> {
    let say = |long: &'static str, brief: &'static str| match words {
        Words::Long => long,
        Words::Brief | Words::Signs => brief,
    };
    let kinds = kinds(input);
    let line = |look, is_dashed| Sample::Line { look, is_dashed };
    let mut out = Vec::new();
    let mut add = |is_there: bool, sample: Sample, words: &str| {
        if is_there {
            out.push(Entry {
                sample,
                words: words.to_owned(),
            });
        }
    };
    add(
        kinds.supportive,
        line(Look::Supportive, false),
        "supportive",
    );
    add(kinds.hostile, line(Look::Hostile, false), "hostile");
    add(kinds.neutral, line(Look::Neutral, false), "neutral");
    let dashed = match (kinds.supportive, kinds.hostile) {
        (false, true) => Look::Hostile,
        (true, false) => Look::Supportive,
        _ => Look::Neutral,
    };
    add(kinds.dashed, line(dashed, true), "low confidence");
    add(
        kinds.unknown,
        line(Look::Unknown, false),
        say("unknown: no evidence", "unknown"),
    );
    add(
        kinds.absent,
        line(Look::Absent, false),
        say("known: no tie", "no tie"),
    );
    out.extend(evidence_entries(kinds.shown, words));
    out.extend(change_entries(kinds.changed, words));
    if words == Words::Signs {
        return out;
    }
    let mut add = |is_there: bool, sample: Sample, words: &str| {
        if is_there {
            out.push(Entry {
                sample,
                words: words.to_owned(),
            });
        }
    };
    add(kinds.directed, Sample::Arrow, "directed");
    if kinds.greatest > 0.0 {
        // The thinnest, the middle and the widest that is drawn, in tenths.
        let most = (kinds.greatest * 10.0).ceil() / 10.0;
        let weights = vec![0.1, f64::midpoint(0.1, most), most];
        let words = format!("width: {}0.1 to {most}", say("weight ", ""));
        add(most > 0.1, Sample::Widths(weights), &words);
    }
    let has_strength =
        (0..input.scene.actors.len()).any(|at| actors::total(strength_at(input, at)) > 0.0);
    add(
        has_strength,
        Sample::Ring,
        say(
            "ring: shares of support (blue) and hostility (orange); size: both together",
            "ring: + blue, \u{2212} orange",
        ),
    );
    out
}

/// The entries for what chips show of the claims on their ties.
fn evidence_entries(shown: Shown, words: Words) -> Vec<Entry> {
    let say = |long: &'static str, brief: &'static str| match words {
        Words::Long => long,
        Words::Brief | Words::Signs => brief,
    };
    let ways = [(shown.higher, Way::Higher), (shown.lower, Way::Lower)];
    let ways: Vec<Way> = ways
        .into_iter()
        .filter_map(|(is_there, way)| is_there.then_some(way))
        .collect();
    let gap = match ways.as_slice() {
        [Way::Higher] => say("gap: claims come out higher", "gap"),
        [Way::Lower] => say("gap: claims come out lower", "gap"),
        _ => say("gap: claims come out higher, lower", "gap"),
    };
    let entries = [
        (!ways.is_empty(), Sample::Gaps(ways), gap),
        (
            shown.bars,
            Sample::Bar,
            say(
                "what counts for a tie (left), against it (right)",
                "for, against",
            ),
        ),
        (
            shown.contested,
            Sample::Contested,
            say("contested: a quarter or more on each side", "contested"),
        ),
    ];
    entries
        .into_iter()
        .filter(|(is_there, ..)| *is_there)
        .map(|(_, sample, words)| Entry {
            sample,
            words: words.to_owned(),
        })
        .collect()
}

/// The entries for what changed.
fn change_entries(changed: Changed, words: Words) -> Vec<Entry> {
    let say = |long: &'static str, brief: &'static str| match words {
        Words::Long => long,
        Words::Brief | Words::Signs => brief,
    };
    let (up, down) = (changes::STRONGER, changes::WEAKER);
    let widths = match (changed.stronger, changed.weaker) {
        (true, true) => format!(
            "{up} stronger, {down} weaker{}",
            say(", by the pale part", "")
        ),
        (true, false) => format!("{up} stronger{}", say(", by the pale part", "")),
        (false, true) => format!("{down} weaker{}", say(", by the pale part", "")),
        (false, false) => String::new(),
    };
    let entries = [
        (changed.added, Sample::Tag(changes::NEW), "added"),
        (changed.removed, Sample::Gone, "gone: removed"),
        (!widths.is_empty(), Sample::Pale, widths.as_str()),
        (
            changed.flipped,
            Sample::Edged,
            say("changed sign: edge in the hue before", "changed sign"),
        ),
        (changed.judged, Sample::Tag("? \u{2192}"), "judged"),
        (changed.withdrawn, Sample::Tag("\u{2192} ?"), "withdrawn"),
        (
            changed.otherwise,
            Sample::Tag(changes::OTHERWISE),
            say("something else of it or its claims changed", "other change"),
        ),
        (changed.same, Sample::Same, "unchanged"),
    ];
    entries
        .into_iter()
        .filter(|(is_there, ..)| *is_there)
        .map(|(_, sample, words)| Entry {
            sample,
            words: words.to_owned(),
        })
        .collect()
}

/// What the marks of a picture of changes say.
fn changed(input: &DrawingInput<'_>, ties: &[&Tie]) -> Changed {
    let mut changed = Changed::default();
    let Some(marks) = input.changes else {
        return changed;
    };
    for tie in ties {
        match marks.tie(&tie.id).map(|change| change.trend) {
            None => changed.same = true,
            Some(Trend::Added) => changed.added = true,
            Some(Trend::Removed) => changed.removed = true,
            Some(Trend::Stronger) => changed.stronger = true,
            Some(Trend::Weaker) => changed.weaker = true,
            Some(Trend::Flipped) => changed.flipped = true,
            Some(Trend::Judged) => changed.judged = true,
            Some(Trend::Withdrawn) => changed.withdrawn = true,
            Some(Trend::Reworded | Trend::Same) => changed.otherwise = true,
        }
    }
    for actor in input.scene.actors.iter() {
        match marks.actor(&actor.id) {
            ActorMark::Added => changed.added = true,
            ActorMark::Removed => changed.removed = true,
            ActorMark::Changed => changed.otherwise = true,
            ActorMark::Same | ActorMark::Plain | ActorMark::Aside => {}
        }
    }
    changed
}

fn kinds(input: &DrawingInput<'_>) -> Kinds {
    let mut kinds = Kinds::default();
    let is_drawn = |tie: &&Tie| {
        ties::is_shown(tie, input)
            && input.scene.actors.contains(&tie.from)
            && input.scene.actors.contains(&tie.to)
    };
    let drawn: Vec<&Tie> = input.scene.ties.iter().filter(is_drawn).collect();
    let placed = input.scene.ties.iter().enumerate();
    kinds.shown = Shown::of(input, placed.filter(|(_, tie)| is_drawn(tie)));
    kinds.changed = changed(input, &drawn);
    let is_gone = |tie: &Tie| {
        let change = input.changes.and_then(|marks| marks.tie(&tie.id));
        change.is_some_and(|change| change.trend == Trend::Removed)
    };
    // What is gone has no hue any more.
    for tie in drawn.into_iter().filter(|tie| !is_gone(tie)) {
        match Look::of(tie) {
            Look::Supportive => kinds.supportive = true,
            Look::Hostile => kinds.hostile = true,
            Look::Neutral => kinds.neutral = true,
            Look::Unknown => kinds.unknown = true,
            Look::Absent => kinds.absent = true,
        }
        kinds.dashed |= ties::is_dashed(tie);
        kinds.directed |= tie.direction == TieDirection::Directed;
        let magnitude = tie.weight().map_or(0.0, |weight| weight.magnitude());
        kinds.greatest = kinds.greatest.max(magnitude);
    }
    kinds
}

pub(super) fn style(theme: &Theme) -> Style {
    Style {
        size: theme.size.legend,
        is_bold: false,
    }
}

impl Entry {
    /// What it means, in a sentence.
    pub(super) fn meaning(&self) -> &'static str {
        self.sample.meaning()
    }

    /// Width in points.
    pub(super) fn width(&self, theme: &Theme) -> f64 {
        self.sample.width(theme) + SAMPLE_GAP + text::width(&self.words, style(theme))
    }

    /// Its items; `left` is the left end of the row's middle line.
    pub(super) fn items(&self, left: Point, theme: &Theme, out: &mut Vec<Item>) {
        let mut push = |role, shape| {
            out.push(Item {
                subject: None,
                role,
                shape,
            });
        };
        match self.sample {
            Sample::Tag(words) => {
                let size = changes::badge_size(words, tag_style(theme));
                let frame = Rect::from_origin_size((left.x, left.y - size.height / 2.0), size);
                changes::badge_items(words, frame, tag_style(theme), theme, |role, shape| {
                    push(
                        match role {
                            Role::ChipText => Role::PageText,
                            _ => Role::PageMark,
                        },
                        shape,
                    );
                });
            }
            _ => {
                for shape in self.sample.shapes(left, theme) {
                    push(Role::PageMark, shape);
                }
            }
        }
        let style = style(theme);
        let x = left.x + self.sample.width(theme) + SAMPLE_GAP;
        push(
            Role::PageText,
            Shape::Text {
                origin: Point::new(x, left.y + style.size * 0.36),
                line: text::line(&self.words, style),
                style,
                color: theme.figure.text_muted,
                halo: None,
            },
        );
    }
}
