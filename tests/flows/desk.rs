//! The evidence desk: texts of sources read, quoted and claimed from.

use egui::{Event, Key, Modifiers, Pos2, Vec2};
use entente::evidence::AnchorCheck;
use entente::model::{ActorId, BearingOn, Claim, ClaimId, TieState};
use entente::session::Dialog;

use crate::window::Window;

/// A text of our own, with a word from right to left in its second sentence.
const TEXT: &str = "Ferries cross again\n\nThe two ports opened a ferry line in May. \
                    The \u{5e9}\u{5dc}\u{5d5}\u{5dd} line carries citrus.\n";

/// How far below the top of the text its lines begin, and their height.
const LINE: f32 = 26.0;

/// The desk with a new source that has the text.
fn with_the_text() -> Window {
    let mut window = Window::new();
    window.press_with(Modifiers::COMMAND, Key::E);
    window.click("New source\u{2026}");
    assert_eq!(
        window.session().dialog(),
        Some(&Dialog::AddText(None)),
        "the dialog asks for a text"
    );
    assert_eq!(
        window.focused().as_deref(),
        Some("Text of the source"),
        "ready to be pasted into"
    );
    window.harness.event(Event::Paste(TEXT.to_owned()));
    window.settle();
    assert!(window.shows_part("17 words"), "it says what was pasted");
    window.click("Go on to the citation");
    let draft = window.session().drafts().open_source();
    assert_eq!(
        draft.map(|draft| draft.content.title.as_str()),
        Some("Ferries cross again"),
        "proposed from the first line"
    );
    window.tab_until(|name| name.starts_with("Rating"));
    window.press(Key::B);
    window.press_with(Modifiers::COMMAND, Key::Enter);
    assert_eq!(window.session().dialog(), None, "the form is closed");
    assert!(window.shows_part("0 of 0 quotes found"), "the text is held");
    window
}

/// The claim of this id.
fn claim<'a>(window: &'a Window, id: &str) -> Option<&'a Claim> {
    let id = ClaimId::new(id).expect("an id");
    window.session().document().scene.claims.get(&id)
}

/// The words that are selected of the text.
fn selected_words(window: &Window) -> Option<String> {
    let session = window.session();
    let desk = session.desk()?;
    let passage = desk.selected?;
    let text = session.quotes().text(desk.source.as_ref()?)?;
    let words = text
        .paragraphs
        .words(&text.text, passage.start, passage.end);
    Some(words.to_owned())
}

/// A place in this line of the text, from 0, so far from its left end.
fn place(window: &Window, line: f32, x: f32) -> Pos2 {
    let rect = window.named("Text of the source").rect();
    rect.min + Vec2::new(36.0 + x, line * LINE + LINE / 2.0)
}

/// Selects the first words of the second paragraph with the pointer.
fn drag_over_words(window: &mut Window) {
    // The title with the space below it, and an empty line.
    let line = 1.0 + 18.0 / LINE;
    let (from, to) = (place(window, line, -6.0), place(window, line, 205.0));
    window.drag_in_steps(from, to, 6, |_| {});
    window.settle();
}

#[test]
fn the_desk_opens_over_the_map_and_keeps_its_keys_from_it() {
    let mut window = Window::new();
    let is_showing = window.session().view().is_showing_unknown;
    window.press_with(Modifiers::COMMAND, Key::E);
    assert!(window.session().desk().is_some());
    assert!(window.shows("Source text not held: add it to check the quotes."));
    window.press(Key::U);
    assert_eq!(window.session().view().is_showing_unknown, is_showing);
    window.click("Quotation of c12");
    assert_eq!(window.selected_claim().as_deref(), Some("c12"));
    assert!(window.shows("Claim c12"), "its card stands beside");
    window.press(Key::Escape);
    assert!(window.session().desk().is_none());
    assert_eq!(
        window.selected_claim().as_deref(),
        Some("c12"),
        "what is selected stays"
    );
}

#[test]
fn a_claim_is_made_of_words_selected_in_a_new_text_on_a_new_tie() {
    let mut window = with_the_text();
    drag_over_words(&mut window);
    let words = selected_words(&window).expect("words are selected");
    assert!(words.starts_with("The two ports"), "{words}");
    let button = window.named("Claim from selection").rect().center();
    window.click_at(button, Modifiers::NONE);
    assert!(window.shows("New claim"));
    assert_eq!(
        selected_words(&window),
        None,
        "they are a quotation of the new claim now"
    );
    window.type_text("A ferry runs between the ports.");

    window.click("+ New tie");
    for (end, actor) in [("One actor", "Iran"), ("The other actor", "Kazakhstan")] {
        window.click(&format!("{end}: choose\u{2026}"));
        window.click_in_dialog(actor);
    }
    window.click("Add the tie");
    let scene = &window.session().document().scene;
    let tie = scene.ties.iter().next_back().expect("ties");
    assert_eq!(tie.from, ActorId::new("IRN").expect("an id"));
    assert!(matches!(tie.state, TieState::Unknown { .. }));
    let tie = tie.id.clone();
    let draft = window
        .session()
        .drafts()
        .open_claim()
        .expect("the form stays open");
    let bearing = draft.content.bearings.first().expect("it bears on the tie");
    assert_eq!(bearing.on, Some(BearingOn::Tie(tie.clone())));

    for list in ["Stance", "Magnitude"] {
        window.tab_until(move |name| name.starts_with(list));
        window.press(Key::Space);
        window.press(Key::Enter);
    }
    window.tab_until(|name| name.starts_with("Status"));
    window.press(Key::Space);
    window.tab_to("Asserted by");
    window.type_text("A newspaper");
    window.tab_until(|name| name.starts_with("Grade: "));
    window.press(Key::B);
    window.press(Key::Num2);
    window.press_with(Modifiers::COMMAND, Key::Enter);

    let left = window.session().drafts().open_claim();
    let wrong = left.map(|it| {
        it.content
            .errors(&it.form, &window.session().document().scene)
    });
    assert_eq!(wrong, None, "nothing is wrong");
    let claim = claim(&window, "c37").expect("it was added").clone();
    let anchor = claim.anchors.first().expect("it is quoted");
    assert_eq!(anchor.exact, words.trim());
    assert_eq!(anchor.start, Some(21));
    let check = window.session().quotes().check(&claim.id, 0);
    assert!(
        matches!(check, Some(AnchorCheck::Found { start: 21, .. })),
        "{check:?}"
    );
    let estimate = window
        .session()
        .document()
        .estimate(&tie)
        .expect("an estimate");
    assert_eq!(estimate.counted.len(), 1, "the claim counts");
    assert!(window.shows_part("1 of 1 quote found"));
}

#[test]
fn words_are_selected_from_the_keyboard_and_searched_for() {
    let mut window = with_the_text();
    let at = place(&window, 0.0, -6.0);
    window.click_at(at, Modifiers::NONE);
    for _ in 0..2 {
        window.press_with(Modifiers::SHIFT.plus(Modifiers::COMMAND), Key::ArrowRight);
    }
    assert_eq!(selected_words(&window).as_deref(), Some("Ferries cross"));
    window.press(Key::Escape);
    assert_eq!(selected_words(&window), None);
    assert!(window.session().desk().is_some(), "the desk stays");

    window.press_with(Modifiers::COMMAND, Key::F);
    window.type_text("LINE");
    window.press(Key::Enter);
    assert_eq!(selected_words(&window).as_deref(), Some("line"));
    assert!(window.shows("1 of 2"));
    window.press(Key::Enter);
    assert!(window.shows("2 of 2"));
    window.press(Key::Escape);
    assert!(!window.shows("2 of 2"));
    assert!(window.session().desk().is_some(), "only the search closes");
}
