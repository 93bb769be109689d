//! The sheet of keys and gestures, with a search.

use egui::{Margin, Pos2, Rect, ScrollArea, Sense, Ui, Vec2};

use crate::edit::NAME_CHARS;
use crate::session::Command;
use crate::text::fold;
use crate::ui::commands::{self, Section};
use crate::ui::show;
use crate::ui::text::{self, Look, Looks};
use crate::ui::widget::{TextField, heading, key_caps, named};

use super::head_ui;

/// Height of a row, in points.
const ROW: f32 = 27.0;
/// Height of a heading with the space above it, in rows.
const HEAD_ROWS: usize = 2;
/// Space between the columns, in points.
const GAP: f32 = 36.0;
/// Narrower sheets, in points, have one column.
const WIDE: f32 = 560.0;
/// Of keys that do the same at most so many are shown.
const MOST_KEYS: usize = 2;

/// A heading with what stands under it.
struct Group {
    name: &'static str,
    rows: Vec<Row>,
}

/// What is done, and the keys that do it.
struct Row {
    name: String,
    keys: Vec<String>,
}

/// Shows the dialog; `letters` is what was typed so far.
pub(super) fn keys_ui(ui: &mut Ui, letters: &mut String, commands: &mut Vec<Command>) {
    head_ui(ui, "Keys and gestures", commands);
    let field = TextField::singleline(letters)
        .char_limit(NAME_CHARS)
        .hint_text("Search by name or key")
        .desired_width(f32::INFINITY)
        .margin(Margin::symmetric(10, 7));
    let field = ui.add(field);
    named(&field, "Search keys");
    if ui.memory(|memory| memory.focused().is_none()) {
        field.request_focus();
    }
    ui.add_space(4.0);
    let groups = groups(ui, letters);
    if groups.is_empty() {
        ui.add_space(8.0);
        let words = "No key or gesture is called so. The command palette has everything else.";
        text::label(ui, words, &Looks::of(ui).small());
        return;
    }
    ScrollArea::vertical()
        .auto_shrink([false, true])
        .id_salt(&*letters)
        .show(ui, |ui| {
            // The bar for scrolling stands in the margin.
            ui.set_width(ui.available_width() - 10.0);
            if ui.available_width() < WIDE {
                column_ui(ui, &groups);
                return;
            }
            let split = even_split(&groups);
            ui.spacing_mut().item_spacing.x = GAP;
            ui.columns(2, |columns| {
                let halves = [groups.get(..split), groups.get(split..)];
                for (ui, half) in columns.iter_mut().zip(halves) {
                    column_ui(ui, half.unwrap_or_default());
                }
            });
        });
}

/// What has these letters in its name, its heading or its keys.
fn groups(ui: &Ui, letters: &str) -> Vec<Group> {
    let letters = fold(letters.trim());
    let mut groups: Vec<Group> = Vec::new();
    let mut push = |group: &'static str, name: &str, keys: Vec<String>, also: &str| {
        let all = fold(&format!("{group} {name} {} {also}", keys.join(" ")));
        if !letters.split(' ').all(|word| all.contains(word)) {
            return;
        }
        let row = Row {
            name: name.trim_end_matches('\u{2026}').to_owned(),
            keys,
        };
        match groups.last_mut().filter(|last| last.name == group) {
            Some(last) => last.rows.push(row),
            None => groups.push(Group {
                name: group,
                rows: vec![row],
            }),
        }
    };
    for section in Section::ALL {
        for entry in commands::all().filter(|entry| entry.section == section) {
            if !entry.keys.is_empty() {
                let keys = entry.all_keys_written(ui.ctx());
                push(section.name(), entry.name, keys, entry.also);
            }
        }
    }
    for gesture in commands::listed() {
        let keys = gesture.keys.split(", ").map(str::to_owned).collect();
        push(gesture.group, gesture.name, keys, "");
    }
    for (keys, name) in show::listed(ui.ctx()) {
        push("In the show", name, keys, "present slides talk");
    }
    groups
}

/// How many groups stand in the left column, so that both are about as high.
fn even_split(groups: &[Group]) -> usize {
    let height = |groups: &[Group]| -> usize {
        groups
            .iter()
            .map(|group| group.rows.len() + HEAD_ROWS)
            .sum()
    };
    (1..=groups.len())
        .min_by_key(|at| {
            let (left, right) = groups.split_at(*at);
            height(left).max(height(right))
        })
        .unwrap_or(groups.len())
}

fn column_ui(ui: &mut Ui, groups: &[Group]) {
    ui.spacing_mut().item_spacing.y = 0.0;
    for group in groups {
        ui.add_space(12.0);
        heading(ui, group.name);
        ui.add_space(4.0);
        for row in &group.rows {
            row_ui(ui, row);
        }
    }
}

fn row_ui(ui: &mut Ui, row: &Row) {
    let size = Vec2::new(ui.available_width(), ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let spoken = format!("{}: {}", row.name, row.keys.join(", "));
    response.widget_info(move || {
        egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, &spoken)
    });
    if ui.is_rect_visible(rect) {
        row_look(ui, rect, row);
    }
}

fn row_look(ui: &Ui, rect: Rect, row: &Row) {
    let (body, small) = (Looks::of(ui).body(), Looks::of(ui).small());
    let middle = rect.center().y;
    let mut right = rect.right();
    let shown = row.keys.iter().take(MOST_KEYS).rev().enumerate();
    for (at, keys) in shown {
        if at > 0 {
            right = words_before(ui, Pos2::new(right - 6.0, middle), "or", &small) - 6.0;
        }
        right = key_caps(ui, Pos2::new(right, middle), keys, false);
    }
    let room = f64::from((right - rect.left() - 10.0).max(10.0));
    let name = crate::text::ellipsize(&row.name, body.text_style(), room);
    let galley = ui
        .painter()
        .layout_job(text::job(&name, &body, f32::INFINITY));
    let place = Pos2::new(rect.left(), middle - galley.size().y / 2.0);
    ui.painter().galley(place, galley, body.color);
}

/// Paints words that end here; gives their left end.
fn words_before(ui: &Ui, right: Pos2, words: &str, look: &Look) -> f32 {
    let galley = ui
        .painter()
        .layout_job(text::job(words, look, f32::INFINITY));
    let place = right - Vec2::new(galley.size().x, galley.size().y / 2.0);
    ui.painter().galley(place, galley, look.color);
    place.x
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(rows: usize) -> Group {
        let row = || Row {
            name: String::new(),
            keys: Vec::new(),
        };
        Group {
            name: "",
            rows: (0..rows).map(|_| row()).collect(),
        }
    }

    #[test]
    fn both_columns_are_about_as_high() {
        let groups = [group(5), group(1), group(3), group(3), group(9)];
        assert_eq!(even_split(&groups), 3);
        assert_eq!(even_split(&groups[..1]), 1);
    }
}
