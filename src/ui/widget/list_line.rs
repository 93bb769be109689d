//! Lines of lists that drop down, for the keyboard.

use egui::{Id, Key, LayerId, Response, Ui};

/// Lets the keyboard find its way in a list that drops down: one that was opened by key
/// begins at the line that is chosen, and the line with the focus is scrolled into view.
/// To be called with each line, after it was added.
pub(in crate::ui) fn list_line(ui: &Ui, line: &Response, is_chosen: bool) {
    let focused = ui.memory(|memory| memory.focused());
    let layer = focused.and_then(|id| Some(ui.ctx().read_response(id)?.layer_id));
    let is_within = layer == Some(ui.layer_id());
    let is_opened_by_key = !is_within
        && ui.input(|input| input.key_pressed(Key::Enter) || input.key_pressed(Key::Space));
    if is_chosen && is_opened_by_key {
        line.request_focus();
    }
    // Once only: the wheel may scroll away from it again.
    let place = Id::unique("line of a list that was scrolled to");
    let line_now = (ui.layer_id(), line.id);
    let scrolled: Option<(LayerId, Id)> = ui.data(|data| data.get_temp(place)).flatten();
    if is_chosen && is_opened_by_key {
        ui.data_mut(|data| data.insert_temp::<Option<(LayerId, Id)>>(place, None));
    } else if line.has_focus() && scrolled != Some(line_now) {
        line.scroll_to_me(None);
        ui.data_mut(|data| data.insert_temp(place, Some(line_now)));
    }
    // egui closes it at a click of the pointer alone.
    if line.clicked() {
        ui.close();
    }
}
