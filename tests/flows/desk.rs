//! The evidence desk: texts of sources read, quoted and claimed from.

use egui::{Event, Key, Modifiers, Pos2, Vec2};
use entente::evidence::{AnchorCheck, Verdict};
use entente::model::{ActorId, BearingOn, Claim, ClaimId, TieId, TieState};
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

/// Makes claim c37 of the first words of the text, on a new tie from Iran to
/// Kazakhstan, graded B2: gives the tie, what its claims came to before, and the
/// words.
fn claim_on_a_new_tie(window: &mut Window) -> (TieId, Verdict, String) {
    drag_over_words(window);
    let words = selected_words(window).expect("words are selected");
    assert!(words.starts_with("The two ports"), "{words}");
    let button = window.named("Claim from selection").rect().center();
    window.click_at(button, Modifiers::NONE);
    assert!(window.shows("New claim"), "the form is open");
    assert_eq!(
        selected_words(window),
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
    let iran = ActorId::new("IRN").expect("an id");
    assert_eq!(tie.from, iran, "from the actor that was chosen");
    let is_unknown = matches!(tie.state, TieState::Unknown { .. });
    assert!(is_unknown, "nobody judged it yet");
    let tie = tie.id.clone();
    let before = verdict(window, &tie);
    let draft = window
        .session()
        .drafts()
        .open_claim()
        .expect("the form stays open");
    let bearing = draft.content.bearings.first().expect("it bears on the tie");
    let on_tie = Some(BearingOn::Tie(tie.clone()));
    assert_eq!(bearing.on, on_tie, "on the new tie");

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
    (tie, before, words.trim().to_owned())
}

/// What the claims on a tie come to.
fn verdict(window: &Window, tie: &TieId) -> Verdict {
    let estimate = window.session().document().estimate(tie);
    estimate.expect("the tie is there").verdict
}

/// Whether the first quotation of c37 stands where its words were selected.
fn is_found(window: &Window, words: &str) -> bool {
    let claim = claim(window, "c37").expect("it is there");
    let anchor = claim.anchors.first().expect("it is quoted");
    let check = window.session().quotes().check(&claim.id, 0);
    anchor.exact == words
        && anchor.start == Some(21)
        && matches!(check, Some(AnchorCheck::Found { start: 21, .. }))
}

#[test]
fn a_claim_is_made_of_words_selected_in_a_new_text_on_a_new_tie() {
    let mut window = with_the_text();
    let (tie, before, words) = claim_on_a_new_tie(&mut window);
    assert!(is_found(&window, &words));
    assert_eq!(before, Verdict::NoBasis, "nothing was said of it");
    let estimate = window.session().document().estimate(&tie);
    let counted = estimate.map(|it| it.counted.len());
    assert_eq!(counted, Some(1), "the claim counts");
    let after = verdict(&window, &tie);
    assert!(after.value() > Some(0.0), "the estimate moved: {after:?}");
    assert!(window.shows_part("1 of 1 quote found"));
}

#[test]
fn what_was_claimed_of_a_new_text_is_all_there_when_the_scene_is_opened_again() {
    let mut window = with_the_text();
    let (tie, _, words) = claim_on_a_new_tie(&mut window);
    let claimed = claim(&window, "c37").expect("it was added").clone();
    let estimated = verdict(&window, &tie);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ferries.ron");
    crate::saving::save_as(&mut window, &path);
    assert!(!window.session().document().is_changed(), "it is saved");
    drop(window);

    let mut opened = Window::starting(1440.0, 900.0, egui::Theme::Dark, Some(&path));
    opened.until("the texts beside the file are read", |window| {
        window.session().quotes().holds_any()
    });
    let scene = &opened.session().document().scene;
    let again = scene.ties.get(&tie).expect("the tie is there");
    assert_eq!(again.from, ActorId::new("IRN").expect("an id"));
    assert_eq!(again.to, ActorId::new("KAZ").expect("an id"));
    let claim = claim(&opened, "c37").expect("the claim is there");
    assert_eq!(*claim, claimed, "as it was made");
    assert_eq!(claim.grade.to_string(), "B2");
    assert_eq!(verdict(&opened, &tie), estimated, "its estimate too");
    assert!(is_found(&opened, &words), "and the quote is found");
    let source = &claim.anchors.first().expect("it is quoted").source;
    let held = opened.session().quotes().text(source).expect("its text");
    assert_eq!(&*held.text, TEXT, "to the last letter");

    // All of it is on screen where it is looked for.
    opened.press_with(Modifiers::COMMAND, Key::E);
    let first = opened.session().document().scene.sources.iter().next();
    let shown = format!("Source: {}", first.expect("a source").title);
    opened.click(&shown);
    opened.click_in_dialog("Ferries cross again \u{b7} B \u{b7} 1 claim");
    assert!(opened.shows_part("1 of 1 quote found"));
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
