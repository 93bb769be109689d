//! Making slides, and putting on them what is selected.

use egui::Key;

use crate::model::{Element, Slide, Subject};
use crate::session::{Command, Dialog, Session, SlideList, SlidesCommand};

use super::Section::Slides;
use super::{CommandEntry, InMenu, ctrl};

/// The commands of this section, in the order of the menu.
pub(super) const ENTRIES: &[CommandEntry] = &[
    CommandEntry::new(
        Slides,
        "new-slide",
        "New slide from this view",
        "Makes a slide of what is looked at; what is selected stands out on it.",
        |_| vec![Command::Slides(SlidesCommand::New)],
    )
    .keys(&[ctrl(Key::M)])
    .also("add briefing presentation deck page"),
    CommandEntry::new(
        Slides,
        "update-slide",
        "Update to what is seen",
        "Lets the chosen slide show what is looked at now.",
        |session| of_chosen(session, SlidesCommand::Update),
    )
    .enabled(has_chosen)
    .also("slide view overwrite"),
    CommandEntry::new(
        Slides,
        "edit-headline",
        "Edit headline",
        "Puts the keyboard into the headline of the chosen slide.",
        |session| of_chosen(session, SlidesCommand::EditHeadline),
    )
    .enabled(has_chosen)
    .also("slide rename title"),
    CommandEntry::new(
        Slides,
        "duplicate-slide",
        "Duplicate slide",
        "Puts a slide like the chosen one after it.",
        |session| of_chosen(session, SlidesCommand::Duplicate),
    )
    .enabled(has_chosen)
    .also("copy"),
    CommandEntry::new(
        Slides,
        "hide-slide",
        "Hide slide",
        "Leaves the chosen slide out of the show, or does not.",
        |session| {
            let slide = session.chosen_slide();
            let hide = slide.map(|it| SlidesCommand::Hide(it.id.clone(), !it.is_hidden));
            hide.map(Command::Slides).into_iter().collect()
        },
    )
    .enabled(has_chosen)
    .switch(|session| session.chosen_slide().is_some_and(|it| it.is_hidden))
    .also("hide slide skip leave out unhide"),
    CommandEntry::new(
        Slides,
        "previous-slide",
        "Previous slide",
        "Chooses the slide before the chosen one.",
        |_| step(false),
    )
    .in_menu(InMenu::BelowLine)
    .enabled(|session| session.slide_after(false).is_some()),
    CommandEntry::new(
        Slides,
        "next-slide",
        "Next slide",
        "Chooses the slide after the chosen one.",
        |_| step(true),
    )
    .enabled(|session| session.slide_after(true).is_some()),
    CommandEntry::new(
        Slides,
        "move-slide-earlier",
        "Move earlier",
        "Moves the chosen slide by one place towards the first.",
        |session| moved(session, false),
    )
    .enabled(|session| place(session).is_some_and(|(at, _)| at > 0))
    .also("slide reorder left up before"),
    CommandEntry::new(
        Slides,
        "move-slide-later",
        "Move later",
        "Moves the chosen slide by one place towards the last.",
        |session| moved(session, true),
    )
    .enabled(|session| place(session).is_some_and(|(at, count)| at + 1 < count))
    .also("slide reorder right down after"),
    CommandEntry::new(
        Slides,
        "slide-emphasise",
        "Emphasise on the slide",
        "Lets what is selected stand out on the chosen slide, or not.",
        |_| toggle(SlideList::Emphasis),
    )
    .in_menu(InMenu::BelowLine)
    .shown(has_chosen)
    .enabled(has_elements)
    .switch(|session| session.has_selected_on_slide(SlideList::Emphasis))
    .also("emphasize highlight stand out"),
    CommandEntry::new(
        Slides,
        "slide-dim",
        "Dim on the slide",
        "Lets what is selected recede on the chosen slide, or not.",
        |_| toggle(SlideList::Dimmed),
    )
    .shown(has_chosen)
    .enabled(has_elements)
    .switch(|session| session.has_selected_on_slide(SlideList::Dimmed))
    .also("fade recede"),
    CommandEntry::new(
        Slides,
        "slide-reveal",
        "Reveal on the slide",
        "Lets what is selected appear one after the other on the chosen slide, or not.",
        |_| toggle(SlideList::Reveals),
    )
    .shown(has_chosen)
    .enabled(has_elements)
    .switch(|session| session.has_selected_on_slide(SlideList::Reveals))
    .also("appear step build animation"),
    CommandEntry::new(
        Slides,
        "slide-footnote",
        "Footnote on the slide",
        "Lets the chosen slide rest on the claim that is selected, or not.",
        |session| {
            let on = chosen_and_claim(session).map(|(slide, claim)| SlidesCommand::Footnote {
                slide: slide.id.clone(),
                is_on: !slide.footnotes.contains(claim),
                claim: claim.clone(),
            });
            on.map(Command::Slides).into_iter().collect()
        },
    )
    .shown(has_chosen)
    .enabled(|session| session.selection().claim().is_some())
    .switch(|session| {
        chosen_and_claim(session).is_some_and(|(slide, claim)| slide.footnotes.contains(claim))
    })
    .also("claim evidence source"),
    CommandEntry::new(
        Slides,
        "check-slides",
        "Check slides\u{2026}",
        "Lists slides that refer to what is gone, hidden or changed.",
        |_| vec![Command::Show(Dialog::CheckSlides)],
    )
    .in_menu(InMenu::BelowLine)
    .also("before presenting problems rehearse verify"),
    CommandEntry::new(
        Slides,
        "leave-slide",
        "Leave the slide",
        "Lets no slide be chosen any more; what is looked at stays.",
        |_| vec![Command::Slides(SlidesCommand::Leave)],
    )
    .enabled(has_chosen)
    .also("close deselect unchoose"),
    CommandEntry::new(
        Slides,
        "delete-slide",
        "Delete slide",
        "Deletes the chosen slide; what it shows stays.",
        |session| of_chosen(session, SlidesCommand::Delete),
    )
    .enabled(has_chosen)
    .also("remove"),
];

fn has_chosen(session: &Session) -> bool {
    session.chosen_slide().is_some()
}

/// Whether anything is selected that can be put on a slide.
fn has_elements(session: &Session) -> bool {
    let mut subjects = session.selection().subjects().iter();
    has_chosen(session) && subjects.any(|it: &Subject| Element::of(it).is_some())
}

fn of_chosen(
    session: &Session,
    command: fn(crate::model::SlideId) -> SlidesCommand,
) -> Vec<Command> {
    let slide = session.chosen_slide().map(|it| it.id.clone());
    slide
        .map(|id| Command::Slides(command(id)))
        .into_iter()
        .collect()
}

fn chosen_and_claim(session: &Session) -> Option<(&Slide, &crate::model::ClaimId)> {
    session.chosen_slide().zip(session.selection().claim())
}

fn step(is_next: bool) -> Vec<Command> {
    vec![Command::Slides(SlidesCommand::Step { is_next })]
}

fn toggle(list: SlideList) -> Vec<Command> {
    vec![Command::Slides(SlidesCommand::ToggleSelected(list))]
}

/// Where the chosen slide stands, from 0, and how many there are.
fn place(session: &Session) -> Option<(usize, usize)> {
    let slides = &session.document().scene.slides;
    let at = slides.position(&session.chosen_slide()?.id)?;
    Some((at, slides.len()))
}

fn moved(session: &Session, is_later: bool) -> Vec<Command> {
    let slide = session.chosen_slide().map(|it| it.id.clone());
    let to = place(session).and_then(|(at, _)| {
        if is_later {
            Some(at + 1)
        } else {
            at.checked_sub(1)
        }
    });
    let moved = slide.zip(to);
    moved
        .map(|(slide, to)| Command::Slides(SlidesCommand::Move { slide, to }))
        .into_iter()
        .collect()
}
