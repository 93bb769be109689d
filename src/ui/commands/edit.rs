//! Changes, and taking them back.

use egui::Key;
use kurbo::Vec2;

use crate::model::Subject;
use crate::session::{ArrangeCommand, Command, FindCommand, Form, FormCommand, Session};

use super::Section::Edit;
use super::{CommandEntry, InMenu, ctrl, ctrl_shift, plain};

/// How far aside copies are put, in points, to the right and down: each is seen, and
/// none hides what it is a copy of.
const ASIDE: f64 = 44.0;

/// The commands of this section, in the order of the menu.
pub(super) const ENTRIES: &[CommandEntry] = &[
    CommandEntry::new(Edit, "undo", "Undo", "Takes the last change back.", |_| {
        vec![Command::Undo]
    })
    .keys(&[ctrl(Key::Z)])
    // What has not come to rest yet becomes a step, and is taken back.
    .enabled(|session| session.history().next_undo().is_some() || session.gesture().is_some())
    .labelled(|session| match session.history().next_undo() {
        Some(step) if session.gesture().is_none() => format!("Undo: {}", step.label),
        _ => "Undo".to_owned(),
    })
    .also("back revert"),
    CommandEntry::new(
        Edit,
        "redo",
        "Redo",
        "Does again what was taken back last.",
        |_| vec![Command::Redo],
    )
    .keys(&[ctrl_shift(Key::Z), ctrl(Key::Y)])
    .enabled(|session| session.history().next_redo().is_some())
    .labelled(|session| match session.history().next_redo() {
        Some(step) => format!("Redo: {}", step.label),
        None => "Redo".to_owned(),
    })
    .also("again repeat"),
    CommandEntry::new(
        Edit,
        "edit-selection",
        "Edit name or label",
        "Edits a name, a label or the text of a note where it stands.",
        |_| vec![Command::EditSelection],
    )
    .keys(&[plain(Key::F2)])
    .enabled(|session| session.selection().focus().is_some())
    .labelled(|session| match session.selection().focus() {
        Some(Subject::Note(_)) => "Edit the text".to_owned(),
        _ => "Edit name or label".to_owned(),
    })
    .in_menu(InMenu::BelowLine)
    .also("rename caption"),
    CommandEntry::new(
        Edit,
        "cut",
        "Cut",
        "Puts what is selected on the clipboard, as text, and deletes it.",
        |_| vec![Command::Arrange(ArrangeCommand::Cut)],
    )
    .keys(&[ctrl(Key::X)])
    .enabled(|session| !session.selection().is_empty())
    .in_menu(InMenu::BelowLine)
    .also("clipboard move"),
    CommandEntry::new(
        Edit,
        "copy",
        "Copy",
        "Puts what is selected on the clipboard, as text, with its claims and sources.",
        |_| vec![Command::Arrange(ArrangeCommand::Copy)],
    )
    .keys(&[ctrl(Key::C)])
    .enabled(|session| !session.selection().is_empty())
    .also("clipboard"),
    CommandEntry::new(
        Edit,
        "paste",
        "Paste",
        "Puts in what was copied; any other text as claims or as that of a source.",
        |_| vec![Command::Arrange(ArrangeCommand::AskToPaste)],
    )
    .keys(&[ctrl(Key::V)])
    .also("clipboard insert"),
    CommandEntry::new(
        Edit,
        "duplicate",
        "Duplicate",
        "Copies what is selected, with the ties among it, and puts the copies beside it.",
        |session| {
            let by = Vec2::new(ASIDE, ASIDE) / session.view().camera.zoom();
            vec![Command::Arrange(ArrangeCommand::Duplicate { by })]
        },
    )
    .keys(&[ctrl(Key::D)])
    .enabled(|session| !session.selection().is_empty())
    .also("copy clone again"),
    CommandEntry::new(
        Edit,
        "delete",
        "Delete",
        "Deletes the claim, or else the actors and ties that are selected.",
        |_| vec![Command::DeleteSelection],
    )
    .keys(&[plain(Key::Delete), plain(Key::Backspace)])
    .enabled(|session| !session.selection().is_empty())
    .also("remove erase"),
    CommandEntry::new(
        Edit,
        "select-all",
        "Select all",
        "Selects every actor and every tie that is drawn.",
        |_| vec![Command::SelectAll],
    )
    .keys(&[ctrl(Key::A)]),
    CommandEntry::new(
        Edit,
        "step-back",
        "One step back",
        "Gives up a change, closes a dialog, ends a focus, leaves the past, or lets go.",
        |session| match session.dialog() {
            Some(_) => vec![Command::CloseDialog],
            None if session.gesture().is_some() => vec![Command::BailGesture],
            None => vec![out_of_form(session).unwrap_or_else(|| out_of_desk(session))],
        },
    )
    .keys(&[plain(Key::Escape)])
    .in_menu(InMenu::Nowhere)
    .not_in_palette(),
];

/// Out of the text that is selected at the desk, then out of the desk, then out of
/// the focus or the path, then back to the present; else out of what is selected.
/// A slide that is chosen is left before what it shows is.
fn out_of_desk(session: &Session) -> Command {
    match session.desk() {
        Some(desk) if desk.selected.is_some() => Command::SelectText(None),
        Some(_) => Command::CloseDesk,
        None if session.chosen_slide().is_some() => Command::ClearSelection,
        None if session.has_spotlight() => Command::Find(FindCommand::EndSpotlight),
        None if session.view().as_of.is_some() => Command::ReturnToNow,
        None => Command::ClearSelection,
    }
}

/// Out of the form of a claim that is open; what stands in it stays as a draft.
fn out_of_form(session: &Session) -> Option<Command> {
    let draft = session.drafts().open_claim()?;
    let form = Form::Claim(draft.form.clone());
    Some(Command::Form(FormCommand::Close(form)))
}
