//! The caret of a text that was set here goes where the pointer is, and from line to
//! line.

use std::ops::Range;

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::{TextEditOutput, TextEditState};
use egui::{Event, Id, Key, Pos2, Ui, Vec2};

use crate::text::{Side, word_at};

use super::set::{Laid, put_beside};

/// A press this far above or below the text is still beside its first or last line.
const NEAR: f32 = 5.0;

/// By what a selection grows while the pointer is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Char,
    Word,
    Paragraph,
}

impl Unit {
    fn of(clicks: u32) -> Self {
        match clicks {
            0 | 1 => Self::Char,
            2 => Self::Word,
            _ => Self::Paragraph,
        }
    }

    /// The characters of the text that are one of these.
    fn at(self, text: &str, hit: &Hit) -> Range<usize> {
        match self {
            Self::Char => hit.caret..hit.caret,
            Self::Word => hit
                .char
                .map_or(hit.caret..hit.caret, |at| word_at(text, at)),
            Self::Paragraph => {
                let chars = || text.chars().enumerate();
                let ends = |(at, c): (usize, char)| (c == '\n').then_some(at);
                let start = chars().filter_map(ends).take_while(|at| *at < hit.caret);
                let start = start.last().map_or(0, |at| at + 1);
                let end = chars().filter_map(ends).find(|at| *at >= hit.caret);
                start..end.unwrap_or_else(|| text.chars().count())
            }
        }
    }
}

/// What the pointer holds.
#[derive(Clone, Debug)]
struct Held {
    /// What stays selected.
    anchor: Range<usize>,
    unit: Unit,
    /// When and where it was pressed, and the how manieth press it was there.
    time: f64,
    pos: Pos2,
    clicks: u32,
}

/// What is seen at a place.
struct Hit {
    /// So many characters of the text stand before the caret.
    caret: usize,
    side: Side,
    is_in_next_row: bool,
    /// The character, where the line has any.
    char: Option<usize>,
}

/// Puts the caret, or the selection, where the pointer has it; says whether that is
/// news. `before` is what was selected when the frame began.
pub(super) fn point(
    ui: &Ui,
    id: Id,
    laid: &Laid,
    before: Option<CCursorRange>,
    output: &mut TextEditOutput,
) -> bool {
    let response = &output.response.response;
    let Some(pos) = response.interact_pointer_pos() else {
        return false;
    };
    let is_shift = ui.input(|input| input.modifiers.shift);
    let is_pressed = response.hovered() && ui.input(|input| input.pointer.any_pressed());
    let clicks = if is_shift {
        0
    } else if response.triple_clicked() {
        3
    } else if response.double_clicked() {
        2
    } else {
        0
    };
    let text = laid.galley.text();
    let hit = hit(laid, pos - output.galley_pos);
    let held_id = id.with("held");
    let last = ui.data(|data| data.get_temp::<Held>(held_id));
    let held = if is_pressed || clicks > 1 {
        let mut held = pressed(ui, pos, last.as_ref());
        if clicks > 1 {
            // In a slow frame both presses may be in one.
            held.unit = Unit::of(clicks);
        }
        let anchor = before.filter(|_| is_shift).map(|range| {
            let end = range.secondary.index.0;
            end..end
        });
        held.anchor = anchor.unwrap_or_else(|| held.unit.at(text, &hit));
        if is_pressed {
            let held = held.clone();
            ui.data_mut(|data| {
                data.insert_temp(held_id, held);
            });
        }
        held
    } else if let Some(held) = last.filter(|_| ui.ctx().is_being_dragged(response.id)) {
        held
    } else {
        return false;
    };
    let own = held.unit.at(text, &hit);
    let is_empty = held.anchor.is_empty();
    let (from, to) = if hit.caret < held.anchor.start {
        (held.anchor.end, own.start)
    } else if held.anchor.end < hit.caret || is_empty {
        (held.anchor.start, own.end)
    } else {
        (held.anchor.start, held.anchor.end)
    };
    let is_caret = to == hit.caret;
    let cursor = |index: usize| CCursor {
        index: index.into(),
        prefer_next_row: !is_caret || hit.is_in_next_row,
    };
    let mut range = CCursorRange::two(cursor(from), cursor(to));
    if from == to {
        range.secondary = range.primary;
    }
    put_beside(ui, id, to, if is_caret { hit.side } else { Side::Last });
    output.state.cursor.set_char_range(Some(range));
    output.state.clone().store(ui.ctx(), id);
    output.cursor_range = Some(range);
    is_pressed || before != Some(range)
}

/// Pastes what X11 has selected elsewhere where the middle button was pressed, as egui
/// does, but beside the letter that is seen there. `corner` is where the text was.
pub(super) fn paste_at_pointer(ui: &Ui, id: Id, laid: &Laid, corner: Pos2) {
    let is_here = ui.is_enabled()
        && ui
            .ctx()
            .read_response(id)
            .is_some_and(|response| response.contains_pointer());
    if !is_here {
        return;
    }
    let found = ui.input_mut(|input| {
        let mut events = input.events.iter();
        let at = events.position(|event| matches!(event, Event::MiddleClickPaste { .. }))?;
        match input.events.remove(at) {
            Event::MiddleClickPaste { pos, text } => Some((pos, text)),
            _ => None,
        }
    });
    let Some((pos, pasted)) = found else {
        return;
    };
    let from_global = ui.ctx().layer_transform_from_global(ui.layer_id());
    let pos = from_global.map_or(pos, |from_global| from_global * pos);
    let hit = hit(laid, pos - corner);
    let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
    let caret = CCursorRange::one(CCursor::new(hit.caret));
    state.cursor.set_char_range(Some(caret));
    state.store(ui.ctx(), id);
    ui.memory_mut(|memory| memory.request_focus(id));
    ui.input_mut(|input| input.events.push(Event::Paste(pasted)));
}

/// A press at a place, after the last one.
fn pressed(ui: &Ui, pos: Pos2, last: Option<&Held>) -> Held {
    let time = ui.input(|input| input.time);
    let options = ui.ctx().options(|options| options.input_options);
    let last = last.filter(|held| {
        time - held.time < options.max_double_click_delay
            && held.pos.distance(pos) < options.max_click_dist
    });
    let clicks = last.map_or(0, |held| held.clicks) + 1;
    Held {
        anchor: 0..0,
        unit: Unit::of(clicks),
        time,
        pos,
        clicks,
    }
}

/// What is at a place, from the corner of the galley.
fn hit(laid: &Laid, at: Vec2) -> Hit {
    let rows = laid.galley.rows.iter().zip(&laid.lines);
    let distance = |top: f32, bottom: f32| (top - at.y).max(at.y - bottom).max(0.0);
    let nearest = rows.min_by(|(one, _), (other, _)| {
        let (one, other) = (
            distance(one.min_y(), one.max_y()),
            distance(other.min_y(), other.max_y()),
        );
        one.total_cmp(&other)
    });
    let Some((placed, line)) = nearest else {
        return Hit {
            caret: 0,
            side: Side::Last,
            is_in_next_row: true,
            char: None,
        };
    };
    let x = f64::from(at.x - placed.pos.x);
    let (mut count, mut side) = line.nearest(x);
    // Above everything is the beginning, below it the end.
    if at.y < -NEAR {
        (count, side) = (0, Side::Next);
    } else if at.y > laid.galley.rect.bottom() + NEAR {
        (count, side) = (line.places.len(), Side::Last);
    }
    Hit {
        caret: line.first + count,
        side,
        is_in_next_row: count < line.places.len(),
        char: line.char_at(x).map(|at| line.first + at),
    }
}

/// Does what Up and Down ask for in a field that has the focus, where nothing else was
/// typed meanwhile; egui goes by places that grow along the line. Says whether it did.
pub(super) fn step_rows(ui: &Ui, id: Id, laid: &Laid) -> bool {
    if !ui.memory(|memory| memory.has_focus(id)) {
        return false;
    }
    if laid.lines.len() < 2 {
        return false;
    }
    let Some(mut state) = TextEditState::load(ui.ctx(), id) else {
        return false;
    };
    let Some(mut range) = state.cursor.range(&laid.galley) else {
        return false;
    };
    let is_other = |event: &Event| {
        let is_typed = matches!(
            event,
            Event::Text(_) | Event::Paste(_) | Event::Cut | Event::Copy | Event::Ime(_)
        );
        is_typed || matches!(event, Event::Key { pressed: true, .. }) && step(event).is_none()
    };
    let steps: Vec<(bool, bool)> = ui.input(|input| {
        if input.events.iter().any(is_other) {
            return Vec::new();
        }
        input.events.iter().filter_map(step).collect()
    });
    if steps.is_empty() {
        return false;
    }
    ui.input_mut(|input| input.events.retain(|event| step(event).is_none()));
    for (is_down, is_shift) in steps {
        let side = go(laid, &mut range, is_down);
        if !is_shift {
            range.secondary = range.primary;
        }
        put_beside(ui, id, range.primary.index.0, side);
    }
    state.cursor.set_char_range(Some(range));
    state.store(ui.ctx(), id);
    true
}

/// Whether a key goes a line down or else up, and whether Shift is held.
fn step(event: &Event) -> Option<(bool, bool)> {
    match event {
        Event::Key {
            key: key @ (Key::ArrowUp | Key::ArrowDown),
            pressed: true,
            modifiers,
            ..
        } if !(modifiers.alt || modifiers.ctrl || modifiers.command || modifiers.mac_cmd) => {
            Some((*key == Key::ArrowDown, modifiers.shift))
        }
        _ => None,
    }
}

/// Goes a line down or up, and stays in its column.
fn go(laid: &Laid, range: &mut CCursorRange, is_down: bool) -> Side {
    let at = laid.galley.layout_from_cursor(range.primary);
    let caret = laid.galley.pos_from_cursor(range.primary);
    let x = range.h_pos.unwrap_or_else(|| caret.left());
    let row = if is_down {
        Some(at.row + 1)
    } else {
        at.row.checked_sub(1)
    };
    let Some(line) = row.and_then(|row| laid.lines.get(row)) else {
        range.h_pos = None;
        range.primary = if is_down {
            laid.galley.end()
        } else {
            CCursor::default()
        };
        return Side::Last;
    };
    let (count, side) = line.nearest(f64::from(x));
    range.h_pos = Some(x);
    range.primary = CCursor {
        index: (line.first + count).into(),
        prefer_next_row: count < line.places.len(),
    };
    side
}
