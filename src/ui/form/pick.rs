//! Lists that drop down.

use egui::{Button, ComboBox, Response, Ui};

use crate::ui::text::{self, Looks};
use crate::ui::widget::{list_line, named};

/// At most so many entries are laid out; more cannot be looked through anyway.
const MOST: usize = 300;

/// Shows what is chosen, and a list to choose from on a press. Gives the place of
/// what was chosen now, and the button.
pub(in crate::ui) fn pick(
    ui: &mut Ui,
    name: &str,
    shown: &str,
    width: f32,
    entries: &mut dyn ExactSizeIterator<Item = (String, bool)>,
) -> (Option<usize>, Response) {
    let mut picked = None;
    let looks = Looks::of(ui);
    let room = f64::from((width - 46.0).max(20.0));
    let short = crate::text::ellipsize(shown, looks.body().text_style(), room);
    let count = entries.len();
    let combo = ComboBox::from_id_salt(name)
        .width(width)
        .height(280.0)
        .selected_text(text::job(&short, &looks.body(), f32::INFINITY))
        .show_ui(ui, |ui| {
            for (place, (words, is_chosen)) in entries.take(MOST).enumerate() {
                let words = text::job(&words, &looks.body(), f32::INFINITY);
                let entry = Button::selectable(is_chosen, words);
                let line = ui.add(entry);
                list_line(ui, &line, is_chosen);
                if line.clicked() {
                    picked = Some(place);
                }
            }
            if count > MOST {
                let words = format!("and {} more", count - MOST);
                text::label(ui, &words, &looks.small());
            }
        });
    named(&combo.response, &format!("{name}: {shown}"));
    (picked, combo.response)
}
