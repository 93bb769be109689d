//! The head of the right panel for a selected note.

use egui::{Id, Ui};

use crate::edit::Edit;
use crate::model::{Note, NoteId};
use crate::session::{Command, Session};
use crate::ui::text::{self, Looks};
use crate::ui::widget::EditField;

use super::head::title_ui;

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
    let id = id.clone();
    egui::ScrollArea::vertical()
        .id_salt("text of a note")
        .max_height(220.0)
        .show(ui, |ui| {
            EditField::many_lines(ui, field, "Text of the note", &note.text).ui(
                ui,
                session,
                commands,
                move |scene, text| {
                    let note = scene.notes.get(&id).ok_or("The note is gone.")?;
                    Ok(Edit::ChangeNote(Box::new(Note {
                        text: text.to_owned(),
                        ..note.clone()
                    })))
                },
            );
        });
    let words = "Part of the picture and of all that is handed out. It is no evidence: no tie \
                 rests on it.";
    text::label(ui, words, &Looks::of(ui).small());
}
