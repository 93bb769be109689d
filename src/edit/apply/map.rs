//! Changing what stands on the map besides actors and ties, and how the map is
//! looked at: notes, saved views and slides.

use super::{change, insert};
use crate::edit::draft_text::{checked_name, checked_text};
use crate::edit::error::EditError;
use crate::model::{Note, SavedView, Scene, Slide, ViewId};

const NOTE: &str = "note";
const VIEW: &str = "view";
const SLIDE: &str = "slide";
const TEXT: &str = "the text of a note";

pub(super) fn add_note(scene: &mut Scene, note: &Note) -> Result<(), EditError> {
    insert(&mut scene.notes, None, checked_note(note)?, NOTE)
}

pub(super) fn change_note(scene: &mut Scene, note: &Note) -> Result<(), EditError> {
    let checked = checked_note(note)?;
    change(&mut scene.notes, &note.id, NOTE, |it| {
        *it = checked;
        Ok(())
    })
}

fn checked_note(note: &Note) -> Result<Note, EditError> {
    let text = checked_text(&note.text, TEXT)?;
    if text.is_empty() {
        return Err(EditError::Empty { field: TEXT });
    }
    let (count, most) = (text.chars().count(), Note::MOST_CHARS);
    if count > most {
        let field = TEXT;
        return Err(EditError::TooLong { field, most, count });
    }
    Ok(Note {
        text,
        ..note.clone()
    })
}

pub(super) fn add_view(scene: &mut Scene, view: &SavedView) -> Result<(), EditError> {
    let view = checked_view(view)?;
    let (id, key) = (view.id.clone(), view.key);
    insert(&mut scene.views, None, view, VIEW)?;
    free_key(scene, &id, key);
    Ok(())
}

pub(super) fn change_view(scene: &mut Scene, view: &SavedView) -> Result<(), EditError> {
    let checked = checked_view(view)?;
    let key = checked.key;
    change(&mut scene.views, &view.id, VIEW, |it| {
        *it = checked;
        Ok(())
    })?;
    free_key(scene, &view.id, key);
    Ok(())
}

fn checked_view(view: &SavedView) -> Result<SavedView, EditError> {
    if let Some(key) = view.key.filter(|key| !(1..=9).contains(key)) {
        return Err(EditError::Number {
            field: "the key of a view",
            least: 1.0,
            most: 9.0,
            value: f64::from(key),
        });
    }
    Ok(SavedView {
        name: checked_name(&view.name, "the name of a view")?,
        ..view.clone()
    })
}

/// Takes this key from every other view: the last that it was given to has it.
fn free_key(scene: &mut Scene, id: &ViewId, key: Option<u8>) {
    if key.is_none() {
        return;
    }
    let others = scene.views.iter();
    let others = others.filter(|it| it.id != *id && it.key == key).cloned();
    for other in others.collect::<Vec<_>>() {
        scene.views.replace(SavedView { key: None, ..other });
    }
}

pub(super) fn add_slide(
    scene: &mut Scene,
    slide: &Slide,
    at: Option<usize>,
) -> Result<(), EditError> {
    insert(&mut scene.slides, at, checked_slide(slide)?, SLIDE)
}

pub(super) fn change_slide(scene: &mut Scene, slide: &Slide) -> Result<(), EditError> {
    let checked = checked_slide(slide)?;
    change(&mut scene.slides, &slide.id, SLIDE, |it| {
        *it = checked;
        Ok(())
    })
}

fn checked_slide(slide: &Slide) -> Result<Slide, EditError> {
    let within = |text: &str, field, most| {
        let text = checked_text(text, field)?;
        let count = text.chars().count();
        if count > most {
            return Err(EditError::TooLong { field, most, count });
        }
        Ok(text)
    };
    if let Some(ms) = slide
        .transition_ms
        .filter(|it| *it > Slide::MOST_TRANSITION_MS)
    {
        return Err(EditError::Number {
            field: "the time of a transition",
            least: 0.0,
            most: f64::from(Slide::MOST_TRANSITION_MS),
            value: f64::from(ms),
        });
    }
    // A headline is one line, however it was pasted.
    let headline = slide
        .headline
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    Ok(Slide {
        headline: within(
            &headline,
            "the headline of a slide",
            Slide::MOST_HEADLINE_CHARS,
        )?,
        caption: within(
            &slide.caption,
            "the caption of a slide",
            Slide::MOST_CAPTION_CHARS,
        )?,
        notes: within(
            &slide.notes,
            "the notes of a slide",
            Slide::MOST_NOTES_CHARS,
        )?,
        ..slide.clone()
    })
}
