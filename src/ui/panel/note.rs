//! The head of the right panel for a selected note.

use egui::{Id, Ui};

use crate::edit::Edit;
use crate::model::{Note, NoteId, NoteWidth};
use crate::session::{Command, Session};
use crate::ui::text::{self, Hover as _, Looks};
use crate::ui::widget::{EditField, number};

use super::head::{labelled, title_ui};

const GONE: &str = "The note is gone.";
/// Width of the field for the width, in points.
const FIELD: f32 = 110.0;

/// Shows the text of a note, which can be changed here in full.
pub(super) fn note_head_ui(
    ui: &mut Ui,
    session: &Session,
    id: &NoteId,
    commands: &mut Vec<Command>,
) {
    let Some(note) = session.document().scene.notes.get(id) else {
        return;
    };
    let edit = Edit::delete_note(id.clone());
    title_ui(ui, Some(("Delete this note", edit)), commands, |ui, _| {
        text::line(ui, "Note", &Looks::of(ui).title());
    });
    ui.spacing_mut().item_spacing.y = 4.0;
    let field = Id::unique(("note", id.as_str(), "text"));
    let written = id.clone();
    egui::ScrollArea::vertical()
        .id_salt("text of a note")
        .max_height(220.0)
        .show(ui, |ui| {
            EditField::many_lines(ui, field, "Text of the note", &note.text).ui(
                ui,
                session,
                commands,
                move |scene, text| {
                    let note = scene.notes.get(&written).ok_or(GONE)?;
                    Ok(Edit::ChangeNote(Box::new(Note {
                        text: text.to_owned(),
                        ..note.clone()
                    })))
                },
            );
        });
    width_ui(ui, session, note, commands);
    let words = "Part of the picture and of all that is handed out. It is no evidence: no tie \
                 rests on it.";
    text::label(ui, words, &Looks::of(ui).small());
}

/// How wide the card is, as a number; nothing where its text says it.
fn width_ui(ui: &mut Ui, session: &Session, note: &Note, commands: &mut Vec<Command>) {
    let id = note.id.clone();
    let points = note.width.map(|width| width.points().to_string());
    let field = Id::unique(("note", id.as_str(), "width"));
    labelled(ui, "Width", |ui| {
        EditField::line(
            ui,
            field,
            "Width of the note",
            points.as_deref().unwrap_or_default(),
        )
        .hint("by its text")
        .width(FIELD)
        .ui(ui, session, commands, move |scene, text| {
            let width = width_of(text)?;
            let note = scene.notes.get(&id).ok_or(GONE)?;
            Ok(Edit::ChangeNote(Box::new(Note {
                width,
                ..note.clone()
            })))
        })
        .response
        .on_hover_words("In points of the theme. Empty: as wide as its text needs");
    });
}

/// The width that a text says; none where it is empty.
fn width_of(text: &str) -> Result<Option<NoteWidth>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let width = number(text).and_then(NoteWidth::new);
    width.map(Some).ok_or_else(|| {
        format!(
            "A width is a number from {} to {}, or nothing: as wide as the text.",
            NoteWidth::LEAST,
            NoteWidth::MOST
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_width_is_a_number_within_bounds_or_nothing() {
        let of = |text: &str| width_of(text).map(|width| width.map(NoteWidth::points));
        assert_eq!(of(" "), Ok(None));
        assert_eq!(of("120"), Ok(Some(120.0)));
        assert_eq!(of("88,5"), Ok(Some(88.5)));
        for odd in ["0", "-80", "39", "641", "wide", "NaN"] {
            let said = of(odd).expect_err("it is refused");
            assert!(said.contains("from 40 to 640"), "{odd}: {said}");
        }
    }
}
