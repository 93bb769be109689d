//! The 36 grades of the Admiralty code as a field of six by six. F and 6 say that
//! there is no basis to judge: they are no steps of the scale and stand apart.

use egui::{
    Align2, CornerRadius, Event, EventFilter, FontId, Id, Key, Pos2, Rect, Response, Sense, Shape,
    Stroke, Ui, Vec2,
};

use crate::model::{Credibility, Grade, Reliability};
use crate::session::ReasonedGrade;
use crate::ui::style;
use crate::ui::text::{self, Hover as _, Look, Looks};
use crate::ui::widget::row_with_end;

use super::{focus_next, take_next_focus};

/// From this width on, in points, the letters stand with what they mean.
const WITH_MEANINGS: f32 = 440.0;
const CELL_HEIGHT: f32 = 26.0;
const GAP: f32 = 4.0;
/// Between the scale and what stands apart from it.
const APART: f32 = 14.0;
const HEAD: f32 = 18.0;

/// Where things stand in the field.
struct Grid {
    left: f32,
    top: f32,
    label: f32,
    cell: f32,
}

impl Grid {
    fn new(ui: &Ui) -> Self {
        let room = ui.available_width();
        let label = if room >= WITH_MEANINGS { 150.0 } else { 22.0 };
        let cell = (room - label - APART) / 6.0 - GAP;
        let corner = ui.cursor().left_top();
        Self {
            left: corner.x,
            top: corner.y,
            label,
            cell: cell.clamp(20.0, 58.0),
        }
    }

    fn size(&self) -> Vec2 {
        let last = self.rect(5, 5).max;
        last - Pos2::new(self.left, self.top)
    }

    fn rect(&self, row: usize, column: usize) -> Rect {
        let apart = |at: usize| if at == 5 { APART } else { 0.0 };
        let corner = Pos2::new(
            self.left + self.label + column as f32 * (self.cell + GAP) + apart(column),
            self.top + HEAD + row as f32 * (CELL_HEIGHT + GAP) + apart(row),
        );
        Rect::from_min_size(corner, Vec2::new(self.cell, CELL_HEIGHT))
    }
}

/// Shows label, sentence and field; changes the grade. One stop of the Tab key:
/// arrow keys go from cell to cell, a letter and a digit choose row and column.
pub(in crate::ui) fn grade_picker(ui: &mut Ui, name: &str, grade: &mut ReasonedGrade) -> Response {
    let looks = Looks::of(ui);
    let sentence = sentence(grade);
    row_with_end(
        ui,
        18.0,
        |ui| text::line(ui, &sentence, &looks.body()),
        |ui| text::line(ui, name, &looks.small()),
    );
    let grid = Grid::new(ui);
    let (_, rect) = ui.allocate_space(grid.size());
    let id = ui.scope_id().with("grades");
    let response = ui.interact(rect, id, Sense::focusable_noninteractive());
    let spoken = format!("{name}: {sentence}");
    response.widget_info(move || {
        egui::WidgetInfo::labeled(egui::accesskit::Role::RadioGroup, true, &spoken)
    });
    take_next_focus(ui, &response);
    if response.has_focus() {
        keys(ui, &response, grade);
    }
    heads_ui(ui, &grid, grade);
    for (row, reliability) in Reliability::ALL.into_iter().enumerate() {
        for (column, credibility) in Credibility::ALL.into_iter().enumerate() {
            let it = Grade {
                reliability,
                credibility,
            };
            let is_on =
                grade.reliability == Some(reliability) && grade.credibility == Some(credibility);
            if cell_ui(ui, id, grid.rect(row, column), it, is_on).clicked() {
                grade.reliability = Some(reliability);
                grade.credibility = Some(credibility);
                response.request_focus();
                focus_next(ui, response.id);
            }
        }
    }
    if response.has_focus() {
        let ring = Stroke::new(1.5, style::color(style::theme(ui.ctx()).window.accent));
        let around = focus_rect(&grid, grade).unwrap_or(rect).expand(2.5);
        ui.painter()
            .rect_stroke(around, 7, ring, egui::StrokeKind::Outside);
    }
    response
}

/// `C3: fairly reliable source, possibly true`, or what is missing.
fn sentence(grade: &ReasonedGrade) -> String {
    match (grade.reliability, grade.credibility) {
        (Some(reliability), Some(credibility)) => {
            let grade = Grade {
                reliability,
                credibility,
            };
            format!("{grade}: {}", grade.meaning())
        }
        (Some(letter), None) => format!(
            "{}: {}, and what it says?",
            letter.letter(),
            letter.meaning()
        ),
        (None, Some(digit)) => format!("{}: {}, and the source?", digit.digit(), digit.meaning()),
        (None, None) => "not graded yet".to_owned(),
    }
}

fn place<T: PartialEq>(all: &[T], of: Option<&T>) -> Option<usize> {
    all.iter().position(|it| Some(it) == of)
}

fn focus_rect(grid: &Grid, grade: &ReasonedGrade) -> Option<Rect> {
    let row = place(&Reliability::ALL, grade.reliability.as_ref());
    let column = place(&Credibility::ALL, grade.credibility.as_ref());
    match (row, column) {
        (Some(row), Some(column)) => Some(grid.rect(row, column)),
        (Some(row), None) => Some(grid.rect(row, 0).union(grid.rect(row, 5))),
        (None, Some(column)) => Some(grid.rect(0, column).union(grid.rect(5, column))),
        (None, None) => None,
    }
}

/// Arrow keys, a letter, a digit.
fn keys(ui: &Ui, response: &Response, grade: &mut ReasonedGrade) {
    let filter = EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let mut pressed = Vec::new();
    ui.input_mut(|input| {
        input.events.retain(|event| match event {
            Event::Key {
                key,
                pressed: true,
                modifiers,
                ..
            } if !modifiers.command && !modifiers.alt && is_ours(*key) => {
                pressed.push(*key);
                false
            }
            _ => true,
        });
    });
    for key in pressed {
        press(grade, key);
    }
}

fn is_ours(key: Key) -> bool {
    matches!(
        key,
        Key::ArrowLeft | Key::ArrowRight | Key::ArrowUp | Key::ArrowDown
    ) || letter(key).is_some()
        || digit(key).is_some()
}

fn letter(key: Key) -> Option<Reliability> {
    let is_it = |it: &Reliability| Key::from_name(&it.letter().to_string()) == Some(key);
    Reliability::ALL.into_iter().find(is_it)
}

fn digit(key: Key) -> Option<Credibility> {
    let is_it = |it: &Credibility| Key::from_name(&it.digit().to_string()) == Some(key);
    Credibility::ALL.into_iter().find(is_it)
}

fn press(grade: &mut ReasonedGrade, key: Key) {
    if let Some(letter) = letter(key) {
        grade.reliability = Some(letter);
        return;
    }
    if let Some(digit) = digit(key) {
        grade.credibility = Some(digit);
        return;
    }
    // The first arrow on an empty field goes to its middle, C3: what an analyst
    // says of most newspapers.
    let row = place(&Reliability::ALL, grade.reliability.as_ref());
    let column = place(&Credibility::ALL, grade.credibility.as_ref());
    let (by_row, by_column): (isize, isize) = match key {
        _ if row.is_none() || column.is_none() => (0, 0),
        Key::ArrowUp => (-1, 0),
        Key::ArrowDown => (1, 0),
        Key::ArrowLeft => (0, -1),
        Key::ArrowRight => (0, 1),
        _ => (0, 0),
    };
    let row = row.unwrap_or(2).saturating_add_signed(by_row).min(5);
    let column = column.unwrap_or(2).saturating_add_signed(by_column).min(5);
    grade.reliability = Reliability::ALL.get(row).copied();
    grade.credibility = Credibility::ALL.get(column).copied();
}

/// Digits above the columns, letters and their meanings before the rows.
fn heads_ui(ui: &Ui, grid: &Grid, grade: &ReasonedGrade) {
    let window = &style::theme(ui.ctx()).window;
    let painter = ui.painter();
    let muted = style::color(window.text_muted);
    let font = FontId::new(style::size::SMALL, egui::FontFamily::Proportional);
    for (column, digit) in Credibility::ALL.into_iter().enumerate() {
        let is_on = grade.credibility == Some(digit);
        let ink = if is_on {
            style::color(window.text)
        } else {
            muted
        };
        let cell = grid.rect(0, column);
        let at = Pos2::new(cell.center().x, grid.top + HEAD / 2.0 - 1.0);
        painter.text(at, Align2::CENTER_CENTER, digit.digit(), font.clone(), ink);
    }
    for (row, letter) in Reliability::ALL.into_iter().enumerate() {
        let middle = grid.rect(row, 0).center().y;
        let look = Look::new(style::size::BODY, style::color(window.text)).bold();
        let job = text::job(&letter.letter().to_string(), &look, f32::INFINITY);
        let galley = painter.layout_job(job);
        let at = Pos2::new(grid.left, middle - galley.size().y / 2.0);
        painter.galley(at, galley, look.color);
        if grid.label > 100.0 {
            let look = Look::new(style::size::SMALL, muted);
            let words = short_meaning(letter);
            let galley = painter.layout_job(text::job(words, &look, f32::INFINITY));
            let at = Pos2::new(grid.left + 18.0, middle - galley.size().y / 2.0);
            painter.galley(at, galley, muted);
        }
    }
}

/// What a letter means, beside its row: the word "source" goes without saying.
fn short_meaning(letter: Reliability) -> &'static str {
    let meaning = letter.meaning();
    if letter.factor().is_none() {
        "no basis to judge"
    } else {
        meaning.strip_suffix(" source").unwrap_or(meaning)
    }
}

fn cell_ui(ui: &Ui, group: Id, rect: Rect, grade: Grade, is_on: bool) -> Response {
    let name = grade.to_string();
    let response = ui.interact(rect, group.with(&name), Sense::CLICK);
    let window = &style::theme(ui.ctx()).window;
    let radius = CornerRadius::same(5);
    let painter = ui.painter();
    let is_apart = grade.factor().is_none();
    // Well-graded cells are fuller: what counts more in the estimate.
    let strength = 0.10 + 0.34 * grade.factor().unwrap_or(0.0);
    if is_on {
        let edge = Stroke::new(1.5, style::color(window.text));
        let fill = style::color(window.accent);
        painter.rect(rect, radius, fill, edge, egui::StrokeKind::Inside);
    } else if is_apart {
        if response.hovered() {
            painter.rect_filled(rect, radius, style::color(window.hover));
        }
        let ring = rect.shrink(0.5);
        let corners = [
            ring.left_top(),
            ring.right_top(),
            ring.right_bottom(),
            ring.left_bottom(),
            ring.left_top(),
        ];
        let edge = Stroke::new(1.0, style::color(window.text_muted.faded(0.7)));
        painter.extend(Shape::dashed_line(&corners, edge, 3.0, 3.0));
    } else {
        painter.rect_filled(rect, radius, style::color(window.accent.faded(strength)));
        if response.hovered() {
            let edge = Stroke::new(1.0, style::color(window.accent));
            painter.rect_stroke(rect, radius, edge, egui::StrokeKind::Inside);
        }
    }
    let ink = if is_on {
        window.on_accent
    } else if is_apart {
        window.text_muted
    } else {
        window.text
    };
    let font = FontId::new(style::size::SMALL, egui::FontFamily::Proportional);
    painter.text(
        rect.center(),
        Align2::CENTER_CENTER,
        &name,
        font,
        style::color(ink),
    );
    let spoken = format!("{grade}: {}", grade.meaning());
    let hover = spoken.clone();
    response.widget_info(move || {
        egui::WidgetInfo::selected(egui::accesskit::Role::RadioButton, true, is_on, &spoken)
    });
    response.on_hover_words(hover)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(keys: &[Key]) -> String {
        let mut grade = ReasonedGrade::default();
        for key in keys {
            press(&mut grade, *key);
        }
        let sentence = sentence(&grade);
        sentence.split(':').next().unwrap_or_default().to_owned()
    }

    #[test]
    fn a_letter_and_a_digit_in_either_order_are_a_grade() {
        assert_eq!(after(&[Key::B, Key::Num2]), "B2");
        assert_eq!(after(&[Key::Num6, Key::F]), "F6");
        assert_eq!(after(&[Key::B]), "B");
        assert_eq!(after(&[]), "not graded yet");
    }

    #[test]
    fn arrows_go_from_cell_to_cell_and_stop_at_the_edges() {
        assert_eq!(after(&[Key::ArrowDown]), "C3");
        assert_eq!(after(&[Key::ArrowDown, Key::ArrowDown]), "D3");
        assert_eq!(
            after(&[Key::A, Key::Num1, Key::ArrowUp, Key::ArrowLeft]),
            "A1"
        );
        assert_eq!(
            after(&[Key::E, Key::Num5, Key::ArrowDown, Key::ArrowRight]),
            "F6"
        );
        assert_eq!(
            after(&[Key::F, Key::Num6, Key::ArrowRight, Key::ArrowDown]),
            "F6"
        );
    }
}
