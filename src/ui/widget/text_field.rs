//! The field that every text is typed in.
//!
//! egui sets a text that reads from left to right, and its caret, selection and words
//! rest on one glyph for each character. In a run from right to left, and wherever a
//! character becomes several glyphs, it has more. Such a text is set here, and pointed
//! at here; everything else of a field is egui's.

mod pointing;
mod selection;
mod set;
mod spoken;

use egui::text_edit::{TextEditOutput, TextEditState};
use egui::{
    Align2, Color32, FontId, FontSelection, Frame, Id, KeyboardShortcut, Margin, Response,
    RichText, TextBuffer, TextEdit, Ui, Vec2, Widget,
};

use set::Setter;

/// A field, told what egui's own is told.
pub(in crate::ui) struct TextField<'t> {
    text: &'t mut String,
    is_multiline: bool,
    id: Option<Id>,
    hint: Option<RichText>,
    most_chars: Option<usize>,
    ink: Option<Color32>,
    font: FontSelection,
    width: Option<f32>,
    least_size: Option<Vec2>,
    rows: Option<usize>,
    frame: Option<Frame>,
    margin: Option<Margin>,
    align: Option<Align2>,
    return_key: Option<KeyboardShortcut>,
    takes_tab: Option<bool>,
}

impl<'t> TextField<'t> {
    /// A field of one line.
    pub(in crate::ui) fn singleline(text: &'t mut String) -> Self {
        Self {
            text,
            is_multiline: false,
            id: None,
            hint: None,
            most_chars: None,
            ink: None,
            font: FontSelection::Default,
            width: None,
            least_size: None,
            rows: None,
            frame: None,
            margin: None,
            align: None,
            return_key: None,
            takes_tab: None,
        }
    }

    /// A field of several lines.
    pub(in crate::ui) fn multiline(text: &'t mut String) -> Self {
        Self {
            is_multiline: true,
            ..Self::singleline(text)
        }
    }

    /// What it is called among all widgets; else it is named by its place.
    pub(in crate::ui) fn id(self, id: Id) -> Self {
        Self {
            id: Some(id),
            ..self
        }
    }

    /// What stands there while it is empty.
    pub(in crate::ui) fn hint_text(self, hint: impl Into<RichText>) -> Self {
        Self {
            hint: Some(hint.into()),
            ..self
        }
    }

    /// More characters are not taken in.
    pub(in crate::ui) fn char_limit(self, most: usize) -> Self {
        Self {
            most_chars: Some(most),
            ..self
        }
    }

    /// Colour of the text.
    pub(in crate::ui) fn text_color(self, ink: Color32) -> Self {
        Self {
            ink: Some(ink),
            ..self
        }
    }

    /// Face and size of the text.
    pub(in crate::ui) fn font(self, font: impl Into<FontSelection>) -> Self {
        Self {
            font: font.into(),
            ..self
        }
    }

    /// Width, in points; at most as wide as there is room.
    pub(in crate::ui) fn desired_width(self, width: f32) -> Self {
        Self {
            width: Some(width),
            ..self
        }
    }

    /// Least size, in points.
    pub(in crate::ui) fn min_size(self, least: Vec2) -> Self {
        Self {
            least_size: Some(least),
            ..self
        }
    }

    /// Least height, in lines.
    pub(in crate::ui) fn desired_rows(self, rows: usize) -> Self {
        Self {
            rows: Some(rows),
            ..self
        }
    }

    /// The frame around it.
    pub(in crate::ui) fn frame(self, frame: Frame) -> Self {
        Self {
            frame: Some(frame),
            ..self
        }
    }

    /// Space between the frame and the text.
    pub(in crate::ui) fn margin(self, margin: Margin) -> Self {
        Self {
            margin: Some(margin),
            ..self
        }
    }

    /// Where the text stands in it.
    pub(in crate::ui) fn align(self, align: Align2) -> Self {
        Self {
            align: Some(align),
            ..self
        }
    }

    /// The key that begins a line.
    pub(in crate::ui) fn return_key(self, key: KeyboardShortcut) -> Self {
        Self {
            return_key: Some(key),
            ..self
        }
    }

    /// Whether Tab is typed; else it goes on to the next field.
    pub(in crate::ui) fn lock_focus(self, takes_tab: bool) -> Self {
        Self {
            takes_tab: Some(takes_tab),
            ..self
        }
    }

    /// Shows the field, with what egui knows of it.
    pub(in crate::ui) fn show(mut self, ui: &mut Ui) -> TextEditOutput {
        // Without a name it gets the one that egui gives next.
        let id = self.id.unwrap_or_else(|| ui.next_auto_id());
        let font = std::mem::take(&mut self.font).resolve(ui.style());
        let mut is_stepped = false;
        if let Some((laid, corner)) = set::known(ui, id, self.text) {
            is_stepped = pointing::step_rows(ui, id, &laid);
            pointing::paste_at_pointer(ui, id, &laid, corner);
        }
        let before = TextEditState::load(ui.ctx(), id).and_then(|state| state.cursor.char_range());
        let first_shape = selection::next_shape(ui);

        let mut setter = Setter::new(ui, id, &font, self.is_multiline, self.align);
        let mut layouter =
            |ui: &Ui, text: &dyn TextBuffer, width: f32| setter.set(ui, text.as_str(), width);
        let edit = self.edit(font).layouter(&mut layouter);
        let mut output = edit.show(ui);

        let Some(laid) = setter.finish(ui) else {
            return output;
        };
        set::put_corner(ui, id, output.galley_pos);
        let is_pointed = pointing::point(ui, id, &laid, before, &mut output);
        if is_pointed {
            // The caret was painted where egui took the pointer to be.
            ui.ctx().request_repaint();
        }
        selection::repaint(ui, &laid, &output, first_shape);
        spoken::say(ui, id, &laid, output.galley_pos);
        if is_stepped && let Some(range) = output.cursor_range {
            let caret = laid.galley.pos_from_cursor(range.primary);
            ui.scroll_to_rect(caret.translate(output.galley_pos.to_vec2()), None);
        }
        output
    }

    /// The field of egui that is told all this.
    fn edit(&mut self, font: FontId) -> TextEdit<'_> {
        let mut edit = if self.is_multiline {
            TextEdit::multiline(self.text)
        } else {
            TextEdit::singleline(self.text)
        };
        edit = edit.font(font);
        if let Some(id) = self.id {
            edit = edit.id(id);
        }
        if let Some(hint) = self.hint.take() {
            edit = edit.hint_text(hint);
        }
        if let Some(most) = self.most_chars {
            edit = edit.char_limit(most);
        }
        if let Some(ink) = self.ink {
            edit = edit.text_color(ink);
        }
        if let Some(width) = self.width {
            edit = edit.desired_width(width);
        }
        if let Some(least) = self.least_size {
            edit = edit.min_size(least);
        }
        if let Some(rows) = self.rows {
            edit = edit.desired_rows(rows);
        }
        if let Some(frame) = self.frame {
            edit = edit.frame(frame);
        }
        if let Some(margin) = self.margin {
            edit = edit.margin(margin);
        }
        if let Some(align) = self.align {
            edit = edit.align(align);
        }
        if let Some(key) = self.return_key {
            edit = edit.return_key(key);
        }
        if let Some(takes_tab) = self.takes_tab {
            edit = edit.lock_focus(takes_tab);
        }
        edit
    }
}

impl Widget for TextField<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        self.show(ui).response.response
    }
}
