//! What is chosen, as a chip or a field, and a list to choose another from that
//! can be searched: nothing is out of reach, however long it is.
//!
//! A long list is looked through over several frames, so that the window never
//! waits for it.

use egui::{
    Color32, CornerRadius, Event, Id, Key, Modifiers, Popup, PopupCloseBehavior, Response,
    ScrollArea, Sense, Stroke, Ui, Vec2,
};

use crate::text::fold;
use crate::ui::style;
use crate::ui::text::{self, Hover as _, Look, Looks};
use crate::ui::widget::{TextField, named};

use super::{focus_next, take_next_focus};

/// So many entries are laid out; whoever looks for another types a part of it.
const MOST: usize = 100;
/// From so many entries on there is a field to search them.
const SEARCHED: usize = 9;
/// So many entries are looked at in one frame.
const BUDGET: usize = 1_500;
/// The list is so wide at least, in points.
const LEAST_WIDTH: f32 = 170.0;
const HEIGHT: f32 = 300.0;

/// What there is to choose from, by place.
pub(in crate::ui) struct Entries<'a> {
    /// How many there are.
    pub count: usize,
    /// The words of the one at this place; `None` where it is not to be chosen.
    pub words: &'a dyn Fn(usize) -> Option<String>,
    /// What it means, in smaller words beneath; may be empty.
    pub meaning: &'a dyn Fn(usize) -> String,
    /// Whether it is chosen now.
    pub is_chosen: &'a dyn Fn(usize) -> bool,
}

/// How the button looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::ui) enum PickLook {
    /// A chip as wide as its words, in this colour.
    Chip(Color32),
    /// A field of this width, in points.
    Field(f32),
}

/// A button that shows what is chosen.
pub(in crate::ui) struct Pick<'a> {
    /// Made from what it belongs to, so that it keeps the focus wherever it stands.
    pub id: Id,
    /// Spoken before what is chosen.
    pub name: &'a str,
    /// What is chosen, in words.
    pub shown: &'a str,
    /// Said on hover; nothing where it is empty.
    pub hover: &'a str,
    /// Whether something is to be chosen still.
    pub is_open: bool,
    /// How it looks.
    pub look: PickLook,
}

/// A search that goes on from frame to frame.
#[derive(Clone, Debug, Default)]
struct Search {
    typed: String,
    /// The entries that match, by place, in their order.
    found: Vec<usize>,
    /// Where to go on.
    next: usize,
    /// Which of those found the keys are at.
    at: usize,
    /// How many entries there were.
    count: usize,
    /// The frame in which the list was last shown: it is a new one after a gap.
    frame: u64,
}

/// What the keys say while the list is open.
#[derive(Clone, Copy, Debug, Default)]
struct Keys {
    by: isize,
    is_entered: bool,
    /// Whether Tab goes on: the list is left without choosing.
    is_left: bool,
}

impl Pick<'_> {
    /// Shows the button and, on a press, the list. Gives the place of what was
    /// chosen now, and the button.
    pub(in crate::ui) fn ui(
        &self,
        ui: &mut Ui,
        entries: &Entries<'_>,
    ) -> (Option<usize>, Response) {
        let popup = self.id.with("list");
        // Before the button is shown, which Enter would press.
        let keys = if Popup::is_id_open(ui.ctx(), popup) {
            keys(ui)
        } else {
            Keys::default()
        };
        let response = self.button_ui(ui);
        named(&response, &format!("{}: {}", self.name, self.shown));
        let mut picked = None;
        Popup::menu(&response)
            .id(popup)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .show(|ui| {
                ui.set_width(response.rect.width().max(self.list_width()));
                picked = list_ui(ui, popup, entries, keys);
            });
        if picked.is_some() {
            Popup::close_id(ui.ctx(), popup);
            response.request_focus();
            focus_next(ui, response.id);
        }
        if keys.is_left {
            Popup::close_id(ui.ctx(), popup);
            if entries.count >= SEARCHED {
                // The field that had the focus is gone with the list.
                focus_next(ui, response.id);
            }
        }
        take_next_focus(ui, &response);
        let response = if self.hover.is_empty() {
            response
        } else {
            response.on_hover_words(self.hover)
        };
        (picked, response)
    }

    fn list_width(&self) -> f32 {
        match self.look {
            PickLook::Chip(_) => LEAST_WIDTH + 80.0,
            PickLook::Field(_) => LEAST_WIDTH,
        }
    }

    fn button_ui(&self, ui: &mut Ui) -> Response {
        let window = &style::theme(ui.ctx()).window;
        let ink = match self.look {
            _ if self.is_open => style::color(window.text_muted),
            PickLook::Chip(ink) => ink,
            PickLook::Field(_) => style::color(window.text),
        };
        let look = Look::new(style::size::BODY - 0.5, ink);
        let padding = Vec2::new(10.0, 5.5);
        let arrow = 14.0;
        let room = match self.look {
            PickLook::Chip(_) => ui.max_rect().width() - 2.0 * padding.x - arrow,
            PickLook::Field(width) => width - 2.0 * padding.x - arrow,
        };
        let short =
            crate::text::ellipsize(self.shown, look.text_style(), f64::from(room.max(20.0)));
        let galley = ui
            .painter()
            .layout_job(text::job(&short, &look, f32::INFINITY));
        let mut size = galley.size() + 2.0 * padding + Vec2::new(arrow, 0.0);
        if let PickLook::Field(width) = self.look {
            size.x = width;
        }
        let (_, rect) = ui.allocate_space(size);
        let response = ui.interact(rect, self.id, Sense::click());
        let is_chip = matches!(self.look, PickLook::Chip(_));
        let radius = if is_chip {
            CornerRadius::same((rect.height() / 2.0) as u8)
        } else {
            CornerRadius::same(style::RADIUS)
        };
        let fill = if response.hovered() {
            window.hover
        } else {
            window.raised
        };
        let edge = if response.has_focus() {
            Stroke::new(1.5, style::color(window.accent))
        } else {
            Stroke::new(1.0, style::color(window.edge))
        };
        let painter = ui.painter();
        painter.rect(
            rect,
            radius,
            style::color(fill),
            edge,
            egui::StrokeKind::Inside,
        );
        let place = rect.left_center() + Vec2::new(padding.x, -galley.size().y / 2.0);
        painter.galley(place, galley, ink);
        let tip = rect.right_center() + Vec2::new(-padding.x - 1.0, 1.5);
        let corners = vec![tip + Vec2::new(-4.0, -3.5), tip, tip + Vec2::new(4.0, -3.5)];
        let stroke = Stroke::new(1.2, style::color(window.text_muted));
        painter.add(egui::Shape::line(corners, stroke));
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::accesskit::Role::ComboBox, true, self.shown)
        });
        response
    }
}

/// Left and right on a button that has the focus, for what is a scale: the place
/// from this one on, within so many.
pub(in crate::ui) fn step_keys(
    ui: &Ui,
    response: &Response,
    at: Option<usize>,
    count: usize,
) -> Option<usize> {
    if !response.has_focus() || count == 0 {
        return None;
    }
    let filter = egui::EventFilter {
        horizontal_arrows: true,
        ..egui::EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::ArrowRight) {
        Some(at.map_or(0, |at| (at + 1).min(count - 1)))
    } else if pressed(Key::ArrowLeft) {
        Some(at.map_or(count - 1, |at| at.saturating_sub(1)))
    } else {
        None
    }
}

/// Takes the keys of the list from whatever has the focus.
fn keys(ui: &Ui) -> Keys {
    let mut keys = Keys::default();
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Key {
                key,
                pressed: true,
                modifiers,
                ..
            } = event
            else {
                return true;
            };
            match key {
                Key::ArrowDown => keys.by += 1,
                Key::ArrowUp => keys.by -= 1,
                Key::Enter if modifiers.is_none() => keys.is_entered = true,
                Key::Tab => {
                    keys.is_left = true;
                    return true;
                }
                _ => return true,
            }
            false
        });
    });
    keys
}

fn list_ui(ui: &mut Ui, id: Id, entries: &Entries<'_>, keys: Keys) -> Option<usize> {
    let frame = ui.ctx().cumulative_frame_nr();
    let mut search: Search = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let is_fresh = search.frame + 1 < frame || search.count != entries.count;
    if is_fresh {
        search = Search {
            count: entries.count,
            ..Search::default()
        };
    }
    search.frame = frame;
    if entries.count >= SEARCHED {
        let edit = TextField::singleline(&mut search.typed)
            .id(id.with("words"))
            .hint_text("Type a part of it")
            .desired_width(f32::INFINITY)
            .char_limit(200);
        let response = ui.add(edit);
        named(&response, "Find in the list");
        if is_fresh {
            response.request_focus();
            focus_next(ui, response.id);
        }
        take_next_focus(ui, &response);
        if response.changed() {
            search.found.clear();
            search.next = 0;
            search.at = 0;
        }
    }
    look_on(&mut search, entries);
    if is_fresh && search.typed.is_empty() {
        let chosen = search.found.iter().position(|at| (entries.is_chosen)(*at));
        search.at = chosen.unwrap_or(0);
    }
    let last = search.found.len().saturating_sub(1);
    search.at = search.at.saturating_add_signed(keys.by).min(last);
    let picked = found_ui(ui, &search, entries, keys);
    let is_done = search.next >= entries.count || search.found.len() >= MOST;
    if !is_done {
        ui.ctx().request_repaint();
    }
    ui.data_mut(|data| data.insert_temp(id, search));
    picked
}

/// Looks through some more entries.
fn look_on(search: &mut Search, entries: &Entries<'_>) {
    let typed = fold(&search.typed);
    let parts: Vec<&str> = typed.split_whitespace().collect();
    let mut budget = BUDGET;
    while search.found.len() < MOST && search.next < entries.count && budget > 0 {
        let at = search.next;
        search.next += 1;
        budget -= 1;
        let Some(words) = (entries.words)(at) else {
            continue;
        };
        let words = if parts.is_empty() {
            String::new()
        } else {
            fold(&words)
        };
        if parts.iter().all(|part| words.contains(part)) {
            search.found.push(at);
        }
    }
}

fn found_ui(ui: &mut Ui, search: &Search, entries: &Entries<'_>, keys: Keys) -> Option<usize> {
    let mut picked = None;
    let looks = Looks::of(ui);
    ScrollArea::vertical().max_height(HEIGHT).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        for (row, at) in search.found.iter().enumerate() {
            let Some(words) = (entries.words)(*at) else {
                continue;
            };
            let is_at = row == search.at;
            let entry = Entry {
                words,
                meaning: (entries.meaning)(*at),
                is_chosen: (entries.is_chosen)(*at),
                is_at,
            };
            let response = entry_ui(ui, entry);
            if is_at && keys.by != 0 {
                response.scroll_to_me(None);
            }
            if response.clicked() || is_at && keys.is_entered {
                picked = Some(*at);
            }
        }
        let rest = entries.count.saturating_sub(search.next);
        if search.found.is_empty() && rest == 0 {
            text::label(ui, "Nothing found", &looks.small());
        } else if search.found.len() >= MOST && rest > 0 {
            text::label(ui, "There are more: type a part of it", &looks.small());
        }
    });
    picked
}

/// One entry as it is shown.
struct Entry {
    words: String,
    meaning: String,
    is_chosen: bool,
    /// Whether the keys are at it.
    is_at: bool,
}

fn entry_ui(ui: &mut Ui, entry: Entry) -> Response {
    let Entry {
        words,
        meaning,
        is_chosen,
        is_at,
    } = entry;
    let window = &style::theme(ui.ctx()).window;
    let looks = Looks::of(ui);
    let padding = Vec2::new(8.0, 4.0);
    let room = ui.available_width() - 2.0 * padding.x;
    let lines = |content: &str, look: &Look, most: usize| {
        // Two lines of a claim tell it from the others.
        let most = f64::from(room) * most as f64 * 0.92;
        let short = crate::text::ellipsize(content, look.text_style(), most);
        text::job(&short, look, room)
    };
    let galley = ui.painter().layout_job(lines(&words, &looks.body(), 2));
    let below =
        (!meaning.is_empty()).then(|| ui.painter().layout_job(lines(&meaning, &looks.small(), 2)));
    let below_height = below.as_ref().map_or(0.0, |galley| galley.size().y);
    let size = Vec2::new(
        ui.available_width(),
        galley.size().y + below_height + 2.0 * padding.y,
    );
    let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK);
    if ui.is_rect_visible(rect) {
        let fill = if is_chosen {
            style::color(window.accent_faint)
        } else if response.hovered() || is_at {
            style::color(window.hover)
        } else {
            Color32::TRANSPARENT
        };
        let edge = if is_at {
            Stroke::new(1.0, style::color(window.accent))
        } else {
            Stroke::NONE
        };
        let radius = CornerRadius::same(style::RADIUS);
        ui.painter()
            .rect(rect, radius, fill, edge, egui::StrokeKind::Inside);
        let ink = style::color(window.text);
        let place = rect.min + padding;
        let below_place = place + Vec2::new(0.0, galley.size().y);
        ui.painter().galley(place, galley, ink);
        if let Some(below) = below {
            ui.painter().galley(below_place, below, ink);
        }
    }
    response.widget_info(move || {
        egui::WidgetInfo::selected(
            egui::accesskit::Role::ListBoxOption,
            true,
            is_chosen,
            &words,
        )
    });
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &[&str], typed: &str) -> Vec<usize> {
        let entries = Entries {
            count: words.len(),
            words: &|at| words.get(at).map(|it| (*it).to_owned()),
            meaning: &|_| String::new(),
            is_chosen: &|_| false,
        };
        let mut search = Search {
            typed: typed.to_owned(),
            ..Search::default()
        };
        look_on(&mut search, &entries);
        search.found
    }

    #[test]
    fn a_list_is_searched_by_parts_of_words_in_any_script() {
        let words = [
            "c01 \u{b7} Az\u{259}rbaycan trades",
            "c02 \u{b7} Trade with \u{130}srail",
            "c10",
        ];
        assert_eq!(found(&words, ""), [0, 1, 2]);
        assert_eq!(found(&words, "azerb"), [0]);
        assert_eq!(found(&words, "TRADE"), [0, 1]);
        assert_eq!(found(&words, "israil trade"), [1]);
        assert_eq!(found(&words, "c1"), [2]);
        assert_eq!(found(&words, "oil"), Vec::<usize>::new());
    }

    #[test]
    fn a_long_list_is_looked_through_in_parts_and_to_its_end() {
        let count = BUDGET * 3 + 10;
        let last = count - 1;
        let entries = Entries {
            count,
            words: &|at| Some(format!("claim {at}")),
            meaning: &|_| String::new(),
            is_chosen: &|_| false,
        };
        let mut search = Search {
            typed: format!("claim {last}"),
            ..Search::default()
        };
        let mut frames = 0;
        while search.next < count {
            look_on(&mut search, &entries);
            frames += 1;
        }
        assert_eq!((search.found, frames), (vec![last], 4));
    }
}
