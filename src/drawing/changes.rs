//! What changed, on a picture of the union of two scenes.
//!
//! What stayed the same is faint and has no chip. A tie that is new says so on
//! its chip; one that is gone is grey and broken. Where a weight went away from 0
//! or towards it, the lesser of both widths is solid and what came or went is
//! pale around it. A tie that changed sign is edged in its hue before. Whatever
//! else changed is marked with an asterisk. So nothing is told by colour alone.

use std::collections::HashMap;

use kurbo::{Point, Rect, Size};

use super::item::{Color, Item, Role, Shape, Stroke};
use super::scale::Scale;
use super::theme::Theme;
use super::ties::{Look, width_points};
use crate::compare::{Difference, Happened, TieChange, Trend, weight_in_full};
use crate::geom::curve::Disc;
use crate::model::{Actor, ActorId, Scene, Subject, Tie, TieId, TieState};
use crate::text::{self, Style};

/// Opacity of what came to the width of a tie or went from it.
pub(super) const PALE: f64 = 0.42;
/// Width of the edge in the hue before, in theme points.
const EDGE: f64 = 2.6;
/// Size of the text of a badge, as a part of a chip's.
const BADGE_SIZE: f64 = 0.88;
/// Room between text and frame of a badge, in parts of its size.
const BADGE_PADDING: (f64, f64) = (0.5, 0.16);

/// The mark of what is new, of what is gone, and of whatever else changed.
pub(super) const NEW: &str = "new";
pub(super) const GONE: &str = "gone";
pub(super) const OTHERWISE: &str = "*";
/// Before the numbers of a tie that went away from 0, or towards it.
pub(super) const STRONGER: &str = "\u{25b2}";
pub(super) const WEAKER: &str = "\u{25bc}";
/// Between what was and what is.
const TO: &str = "\u{2192}";

/// What changed from one scene to another, for a picture of their union.
#[derive(Clone, Debug)]
pub struct ChangeMarks<'a> {
    ties: HashMap<&'a TieId, TieChange<'a>>,
    actors: HashMap<ActorId, Happened>,
    /// Both states with their as-of dates.
    states: [String; 2],
}

/// What a picture shows of an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ActorMark {
    /// It is no picture of changes.
    Plain,
    /// It is no picture of changes, and the actor recedes behind what is looked at.
    Aside,
    /// It is as it was.
    Same,
    /// It was not there before.
    Added,
    /// It is not there any more.
    Removed,
    /// It has other values.
    Changed,
}

/// A piece of the words on a chip.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    pub(super) words: String,
    pub(super) color: Color,
}

impl<'a> ChangeMarks<'a> {
    /// The marks of a difference between two states that are called so.
    pub fn of(difference: &'a Difference, before_name: &str, after_name: &str) -> Self {
        let changes = difference.tie_changes().into_iter();
        let actors = difference.actor_changes().into_iter();
        let state = |what: &str, name: &str, scene: &Scene| {
            let as_of = scene.as_of.map_or_else(
                || "no as-of date".to_owned(),
                |date| format!("as of {}", date.in_words()),
            );
            format!("{what}: {name} \u{b7} {as_of}")
        };
        Self {
            ties: changes.map(|change| (change.id, change)).collect(),
            actors: actors.map(|change| (change.id, change.happened)).collect(),
            states: [
                state("Before", before_name, difference.before()),
                state("After", after_name, difference.after()),
            ],
        }
    }

    /// What changed of this tie or of its claims; `None` where nothing did.
    pub(super) fn tie(&self, id: &TieId) -> Option<&TieChange<'a>> {
        self.ties.get(id)
    }

    /// What to show of this actor.
    pub(super) fn actor(&self, id: &ActorId) -> ActorMark {
        match self.actors.get(id) {
            None | Some(Happened::Reordered) => ActorMark::Same,
            Some(Happened::Added) => ActorMark::Added,
            Some(Happened::Removed) => ActorMark::Removed,
            Some(Happened::Changed) => ActorMark::Changed,
        }
    }

    /// How many ties changed.
    pub(super) fn tie_count(&self) -> usize {
        self.ties.len()
    }

    /// Both states in words, the earlier one first.
    pub(super) fn states(&self) -> &[String; 2] {
        &self.states
    }
}

impl ActorMark {
    /// The words of its badge, where it has one.
    pub(super) fn badge(self) -> Option<&'static str> {
        match self {
            Self::Plain | Self::Aside | Self::Same => None,
            Self::Added => Some(NEW),
            Self::Removed => Some(GONE),
            Self::Changed => Some(OTHERWISE),
        }
    }

    /// Whether it stands back behind what is there and changed.
    pub(super) fn is_muted(self) -> bool {
        matches!(self, Self::Aside | Self::Same | Self::Removed)
    }
}

/// What is painted beneath a line: the part of its width that came or went, or
/// the edge in the hue before.
pub(super) fn beneath(change: &TieChange<'_>, theme: &Theme, scale: Scale) -> Option<Stroke> {
    let (before, after) = (change.before?, change.after?);
    let widths = [before, after].map(|tie| width_points(tie, theme) * scale.line);
    let (width, color) = match change.trend {
        Trend::Stronger => (widths[1], hue(after, theme).faded(PALE)),
        Trend::Weaker | Trend::Withdrawn => (widths[0], hue(before, theme).faded(PALE)),
        Trend::Flipped => (widths[1] + 2.0 * EDGE * scale.line, hue(before, theme)),
        Trend::Added | Trend::Removed | Trend::Judged | Trend::Reworded | Trend::Same => {
            return None;
        }
    };
    Some(Stroke {
        width,
        color,
        dash: None,
    })
}

/// Width of the solid line, in theme points, where that is not the tie's own.
pub(super) fn solid_width(change: &TieChange<'_>, theme: &Theme) -> Option<f64> {
    let is_stronger = change.trend == Trend::Stronger;
    change
        .before
        .filter(|_| is_stronger)
        .map(|tie| width_points(tie, theme))
}

fn hue(tie: &Tie, theme: &Theme) -> Color {
    Look::of(tie).color(theme)
}

/// The words on the chip of a tie that changed.
pub(super) fn chip(change: &TieChange<'_>, theme: &Theme) -> Vec<Piece> {
    let figure = &theme.figure;
    let plain = |words: &str, color| Piece {
        words: words.to_owned(),
        color,
    };
    let state = |tie: Option<&Tie>, is_exact| {
        tie.map(|tie| Piece {
            words: in_short(tie, is_exact),
            color: hue(tie, theme),
        })
    };
    let short = |tie: Option<&Tie>| tie.map(|tie| in_short(tie, false));
    // What is rounded to the same number is not the same.
    let is_exact = short(change.before) == short(change.after);
    let before = state(change.before, is_exact);
    let after = state(change.after, is_exact);
    let now = after.as_ref().map_or(figure.text, |piece| piece.color);
    let pieces = match change.trend {
        Trend::Added => vec![Some(plain(NEW, figure.text)), state(change.after, false)],
        Trend::Removed => {
            let was = short(change.before).unwrap_or_default();
            vec![
                Some(plain(GONE, figure.text)),
                Some(plain(&was, figure.unknown)),
            ]
        }
        Trend::Stronger | Trend::Weaker => {
            let arrow = if change.trend == Trend::Stronger {
                STRONGER
            } else {
                WEAKER
            };
            let to = plain(TO, figure.text_muted);
            vec![Some(plain(arrow, now)), before, Some(to), after]
        }
        Trend::Flipped | Trend::Judged | Trend::Withdrawn => {
            vec![before, Some(plain(TO, figure.text_muted)), after]
        }
        Trend::Reworded if !is_exact => {
            let to = plain(TO, figure.text_muted);
            vec![before, Some(to), after, Some(plain(OTHERWISE, figure.text))]
        }
        Trend::Reworded | Trend::Same => {
            let now = state(change.after, false);
            vec![now, Some(plain(OTHERWISE, figure.text))]
        }
    };
    pieces.into_iter().flatten().collect()
}

/// Colour of the frame of its chip.
pub(super) fn frame_color(change: &TieChange<'_>, theme: &Theme) -> Color {
    let now = change.after.map(|tie| hue(tie, theme));
    now.unwrap_or(theme.figure.unknown)
}

/// The words on a chip for what is known of a tie.
pub(super) fn in_short(tie: &Tie, is_exact: bool) -> String {
    match &tie.state {
        TieState::Valued(weight) if is_exact => weight_in_full(*weight),
        TieState::Valued(weight) => weight.to_string(),
        TieState::Unknown { .. } => "?".to_owned(),
        TieState::None { .. } => "none".to_owned(),
    }
}

fn badge_style(theme: &Theme, scale: Scale) -> Style {
    Style {
        size: theme.size.chip * BADGE_SIZE * scale.label,
        is_bold: true,
    }
}

/// Size of a badge with these words, in units of its style.
pub(super) fn badge_size(words: &str, style: Style) -> Size {
    let height = style.size * (1.1 + 2.0 * BADGE_PADDING.1);
    let width = text::width(words, style) + 2.0 * style.size * BADGE_PADDING.0;
    Size::new(width.max(height), height)
}

/// Where the badge of an actor stands: on the upper right of its rim.
pub(super) fn badge_rect(mark: ActorMark, disc: Disc, theme: &Theme, scale: Scale) -> Option<Rect> {
    let size = badge_size(mark.badge()?, badge_style(theme, scale));
    let rim = disc.center + kurbo::Vec2::new(0.71, -0.71) * disc.radius;
    let corner = Point::new(rim.x - size.height * 0.3, rim.y - size.height * 0.7);
    Some(Rect::from_origin_size(corner, size))
}

/// The items of a badge: words in a frame.
pub(super) fn badge_items(
    words: &str,
    frame: Rect,
    style: Style,
    theme: &Theme,
    mut push: impl FnMut(Role, Shape),
) {
    push(
        Role::Chip,
        Shape::Rect {
            rect: frame,
            radius: frame.height() / 2.0,
            fill: Some(theme.figure.chip),
            stroke: Some(Stroke {
                width: style.size * 0.1,
                color: theme.figure.text,
                dash: None,
            }),
        },
    );
    let line = text::line(words, style);
    let center = frame.center();
    push(
        Role::ChipText,
        Shape::Text {
            origin: Point::new(center.x - line.width / 2.0, center.y + style.size * 0.36),
            line,
            style,
            color: theme.figure.text,
            halo: None,
        },
    );
}

/// The badge of an actor.
pub(super) fn actor_badge(
    actor: &Actor,
    mark: ActorMark,
    frame: Rect,
    theme: &Theme,
    scale: Scale,
    out: &mut Vec<Item>,
) {
    let Some(words) = mark.badge() else {
        return;
    };
    badge_items(
        words,
        frame,
        badge_style(theme, scale),
        theme,
        |role, shape| {
            out.push(Item {
                subject: Some(Subject::Actor(actor.id.clone())),
                role,
                shape,
            });
        },
    );
}
