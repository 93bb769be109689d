//! Slides: made from views, kept in a strip, changed in a form, checked.

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use entente::file;
use entente::model::{ActorId, Element, Scene, Slide, SlideId, Table, TieId, ViewState};
use entente::session::{BrowseTab, Dialog, Session};

use crate::window::{ISR_AZE, Window};

/// A window with the first scene and these slides, the strip in sight.
pub(crate) struct Briefing {
    pub(crate) window: Window,
    /// Where its file is; goes when it does.
    pub(crate) folder: tempfile::TempDir,
}

impl Briefing {
    pub(crate) fn of(slides: Vec<Slide>) -> Self {
        Self::sized(slides, 1440.0, 900.0)
    }

    fn sized(slides: Vec<Slide>, width: f32, height: f32) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("briefing.ron");
        std::fs::write(&path, file::write(&scene_with(slides))).expect("written");
        let mut window = Window::within_sized(folder.path(), Some(&path), width, height);
        window.until("it opens", |it| it.session().document().file().is_some());
        window.press(Key::F7);
        let below = window.session().browsed();
        assert_eq!(below, Some(BrowseTab::Slides), "F7 shows the strip");
        Self { window, folder }
    }

    /// Three slides, none of them chosen.
    pub(crate) fn of_three() -> Self {
        Self::of(["First", "Second", "Third"].map(slide).to_vec())
    }
}

fn scene_with(slides: Vec<Slide>) -> Scene {
    let text = include_bytes!("../../scenes/south_caucasus.ron");
    let mut scene = file::read(text).expect("it is read").scene;
    let (slides, twice) = Table::from_records(slides);
    assert!(twice.is_empty(), "each once");
    scene.slides = slides;
    scene
}

pub(crate) fn slide(headline: &str) -> Slide {
    let id = SlideId::new(&headline.to_lowercase()).expect("an id");
    Slide {
        headline: headline.to_owned(),
        ..Slide::new(id, ViewState::default())
    }
}

fn headlines(session: &Session) -> Vec<&str> {
    let slides = session.document().scene.slides.iter();
    slides.map(|slide| slide.headline.as_str()).collect()
}

fn chosen(window: &Window) -> &Slide {
    window.session().chosen_slide().expect("one is chosen")
}

fn tie(id: &str) -> Element {
    Element::Tie(TieId::new(id).expect("an id"))
}

fn actor(id: &str) -> Element {
    Element::Actor(ActorId::new(id).expect("an id"))
}

/// The middle of what is called so in the strip.
fn middle(window: &Window, name: &str) -> egui::Pos2 {
    window.named(name).rect().center()
}

fn undo(window: &mut Window) {
    window.press_with(Modifiers::COMMAND, Key::Z);
}

#[test]
fn three_slides_are_built_from_views() {
    let mut briefing = Briefing::of(Vec::new());
    let window = &mut briefing.window;
    assert!(window.shows_part("No slides yet."), "it says what to do");
    assert_eq!(
        window.focused().as_deref(),
        Some("New slide from this view")
    );
    window.press(Key::Enter);
    assert_eq!(window.focused().as_deref(), Some("Headline"), "to be typed");
    window.type_text("All of it");
    window.press(Key::Enter);

    window.click(ISR_AZE);
    window.press(Key::U);
    window.press_with(Modifiers::COMMAND, Key::M);
    window.type_text("Two friends");
    window.press(Key::Enter);
    assert_eq!(chosen(window).emphasis, [tie("ISR-AZE")]);
    assert!(!chosen(window).view.is_showing_unknown);

    window.press(Key::U);
    window.press_with(Modifiers::COMMAND, Key::M);
    window.type_text("What is not known");
    window.press(Key::Enter);
    let three = ["All of it", "Two friends", "What is not known"];
    assert_eq!(headlines(window.session()), three);
    assert!(window.is_said_selected("Slide 3: What is not known"));

    // Choosing one shows its view, on the canvas and in the form.
    window.click("Slide 2: Two friends");
    assert!(!window.session().view().is_showing_unknown);
    assert!(window.shows_part("without unknown ties"));
    assert_eq!(window.value("Headline").as_deref(), Some("Two friends"));
    window.click("Slide 1: All of it");
    assert!(window.session().view().is_showing_unknown);
    // What the scene is at rest is kept as all of the map.
    assert_eq!(chosen(window).view.frame, None);
}

#[test]
fn a_slide_is_dragged_to_another_place() {
    let mut briefing = Briefing::of_three();
    let window = &mut briefing.window;
    let from = middle(window, "Slide 1: First");
    let last = window.named("Slide 3: Third").rect();
    let to = last.right_center() - egui::vec2(4.0, 0.0);
    window.drag_in_steps(from, to, 6, |_| ());
    assert_eq!(headlines(window.session()), ["Second", "Third", "First"]);
    assert_eq!(window.session().history().len(), 1, "one step");
    undo(window);
    assert_eq!(headlines(window.session()), ["First", "Second", "Third"]);

    // To the left, and beside itself, which moves nothing.
    let from = middle(window, "Slide 3: Third");
    let to = window.named("Slide 2: Second").rect().left_center();
    window.drag_in_steps(from, to, 6, |_| ());
    assert_eq!(headlines(window.session()), ["First", "Third", "Second"]);
    undo(window);
    let here = window.named("Slide 2: Second").rect();
    window.drag_in_steps(here.center(), here.right_center(), 6, |_| ());
    assert_eq!(headlines(window.session()), ["First", "Second", "Third"]);
    assert_eq!(window.session().history().len(), 0, "nothing was moved");
}

#[test]
fn escape_in_a_drag_leaves_the_slide_where_it_was() {
    let mut briefing = Briefing::of_three();
    let window = &mut briefing.window;
    window.click("Slide 2: Second");
    let from = middle(window, "Slide 1: First");
    let to = middle(window, "Slide 3: Third");
    let mut is_pressed = false;
    window.drag_in_steps(from, to, 4, |window| {
        if !std::mem::replace(&mut is_pressed, true) {
            window.press(Key::Escape);
        }
    });
    assert_eq!(headlines(window.session()), ["First", "Second", "Third"]);
    assert_eq!(
        chosen(window).headline,
        "Second",
        "nothing else heard of it"
    );
}

#[test]
fn slides_are_duplicated_hidden_and_deleted_by_their_menu() {
    let mut briefing = Briefing::of_three();
    let window = &mut briefing.window;
    let menu = |window: &mut Window, slide: &str, line: &str| {
        window.named(slide).click_secondary();
        window.settle();
        window.click_in_dialog(line);
    };
    menu(window, "Slide 1: First", "Duplicate slide");
    assert_eq!(
        headlines(window.session()),
        ["First", "First", "Second", "Third"]
    );
    undo(window);
    menu(window, "Slide 2: Second", "Hide slide");
    assert!(window.shows("Hidden slide: Second"));
    assert!(window.shows("Slide 2: Third"), "it takes no number");
    undo(window);
    assert!(window.shows("Slide 2: Second"));
    menu(window, "Slide 2: Second", "Delete slide");
    assert_eq!(headlines(window.session()), ["First", "Third"]);
    assert_eq!(chosen(window).headline, "Third", "the next one");
    undo(window);
    assert_eq!(headlines(window.session()), ["First", "Second", "Third"]);
}

#[test]
fn keys_of_the_strip_choose_move_name_and_delete() {
    let mut briefing = Briefing::of_three();
    let window = &mut briefing.window;
    assert_eq!(window.focused().as_deref(), Some("Slide 1: First"), "by F7");
    window.press(Key::ArrowRight);
    assert_eq!(window.focused().as_deref(), Some("Slide 2: Second"));
    assert_eq!(chosen(window).headline, "Second");
    window.press(Key::End);
    assert_eq!(chosen(window).headline, "Third");
    window.press(Key::ArrowRight);
    assert_eq!(chosen(window).headline, "Third", "it is the last");
    window.press(Key::Home);
    assert_eq!(chosen(window).headline, "First");
    window.press_with(Modifiers::ALT, Key::ArrowRight);
    assert_eq!(headlines(window.session()), ["Second", "First", "Third"]);
    assert_eq!(window.focused().as_deref(), Some("Slide 2: First"));
    window.press_with(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(headlines(window.session()), ["First", "Second", "Third"]);

    for key in [Key::Enter, Key::F2] {
        window.press(key);
        assert_eq!(window.focused().as_deref(), Some("Headline in the strip"));
        window.type_text("Named here");
        window.press(Key::Enter);
        assert_eq!(chosen(window).headline, "Named here");
        assert_eq!(window.focused().as_deref(), Some("Slide 1: Named here"));
        undo(window);
        assert_eq!(chosen(window).headline, "First");
    }
    window.press(Key::Enter);
    window.type_text("Given up");
    window.press(Key::Escape);
    assert_eq!(chosen(window).headline, "First", "Escape puts it back");
    window.press(Key::Delete);
    assert_eq!(headlines(window.session()), ["Second", "Third"]);
    assert_eq!(window.focused().as_deref(), Some("Slide 1: Second"));
    undo(window);
    assert_eq!(headlines(window.session()), ["First", "Second", "Third"]);
}

#[test]
fn delete_in_the_strip_does_not_touch_what_is_selected() {
    let mut briefing = Briefing::of_three();
    let window = &mut briefing.window;
    window.click(ISR_AZE);
    let ties = window.counts().1;
    window.tab_to("Slide 1: First");
    window.press(Key::Delete);
    assert_eq!(window.counts().1, ties);
    assert_eq!(headlines(window.session()), ["Second", "Third"]);
}

#[test]
fn what_is_selected_is_put_on_the_chosen_slide() {
    let mut briefing = Briefing::of_three();
    let window = &mut briefing.window;
    window.click(ISR_AZE);
    assert!(!window.shows("Emphasise on the slide"), "none is chosen");
    window.click("Slide 2: Second");
    assert!(window.session().selection().is_empty(), "its form is seen");
    window.click(ISR_AZE);
    window.click("Emphasise on the slide");
    assert!(window.is_said_selected("Emphasise on the slide"));
    assert_eq!(chosen(window).emphasis, [tie("ISR-AZE")]);
    window.click("Reveal on the slide");
    assert_eq!(chosen(window).reveals, [tie("ISR-AZE")]);
    window.click("Dim on the slide");
    assert_eq!(chosen(window).emphasis, [], "one or the other");
    assert_eq!(chosen(window).dimmed, [tie("ISR-AZE")]);
    for _ in 0..3 {
        undo(window);
    }
    assert_eq!(*chosen(window), slide("Second"));
    window.click("Back to the slide");
    assert_eq!(window.value("Headline").as_deref(), Some("Second"));
    window.press(Key::Escape);
    assert!(window.session().chosen_slide().is_none());
    assert!(window.shows("All claims"));
}

#[test]
fn the_menu_of_a_claim_footnotes_it_where_a_slide_is_chosen() {
    let mut briefing = Briefing::of_three();
    let window = &mut briefing.window;
    let footnote = "Footnote on the slide";
    let open = |window: &mut Window| {
        let card = window.harness.query_all_by_label_contains("claim c");
        card.into_iter().next().expect("a card").click_secondary();
        window.settle();
    };
    open(window);
    assert!(!window.shows(footnote), "none is chosen");
    window.press(Key::Escape);
    window.click("Slide 1: First");
    window.click(ISR_AZE);
    open(window);
    window.click_in_dialog(footnote);
    let claim = window.selected_claim().expect("it is selected");
    let footnotes: Vec<&str> = chosen(window)
        .footnotes
        .iter()
        .map(|it| it.as_str())
        .collect();
    assert_eq!(footnotes, [claim.as_str()]);
}

#[test]
fn the_form_holds_everything_of_a_slide() {
    let mut briefing = Briefing::of_three();
    let window = &mut briefing.window;
    window.click("Slide 1: First");
    let say = |window: &mut Window, field: &str, words: &str| {
        window.named(field).scroll_to_me();
        window.settle();
        let place = middle(window, field);
        window.click_at(place, Modifiers::NONE);
        window.press_with(Modifiers::COMMAND, Key::A);
        window.type_text(words);
    };
    say(window, "Text of the caption", "What is *known*");
    say(window, "Text of the notes", "What speaks against it");
    say(window, "Transition in milliseconds", "6000");
    window.press(Key::Enter);
    assert!(window.shows_part("A transition takes 0 to 5000 milliseconds"));
    assert_eq!(chosen(window).transition_ms, None);
    window.press_with(Modifiers::COMMAND, Key::A);
    window.type_text("250");
    window.press(Key::Enter);
    assert_eq!(chosen(window).caption, "What is *known*");
    assert_eq!(chosen(window).notes, "What speaks against it");
    assert_eq!(chosen(window).transition_ms, Some(250));
    window.named("Hidden slide").scroll_to_me();
    window.settle();
    window.click("Hidden slide");
    assert!(chosen(window).is_hidden);

    for (list, part, name) in [
        ("Add to: Stands out", "Turkey \u{2013} Azerbaijan", 1),
        ("Add to: Appears one by one", "Kazakhstan", 2),
    ] {
        window.named(list).scroll_to_me();
        window.settle();
        window.click(list);
        window.type_text(part);
        window.press(Key::Enter);
        let slide = chosen(window);
        assert_eq!(slide.emphasis.len() + slide.reveals.len(), name, "{part}");
    }
    assert_eq!(chosen(window).emphasis, [tie("AZE-TUR")]);
    window.named("Add a footnote").scroll_to_me();
    window.settle();
    window.click("Add a footnote");
    window.press(Key::Enter);
    let first = chosen(window).footnotes.first().cloned().expect("a claim");
    let scene = &window.session().document().scene;
    let claim = scene.claims.get(&first).expect("it is there");
    assert!(
        claim
            .bearings_on(&TieId::new("AZE-TUR").expect("an id"))
            .next()
            .is_some(),
        "those on what stands out come first"
    );
    window
        .named("Take Turkey \u{2013} Azerbaijan off")
        .scroll_to_me();
    window.settle();
    window.click("Take Turkey \u{2013} Azerbaijan off");
    assert_eq!(chosen(window).emphasis, []);
}

#[test]
fn what_is_typed_is_kept_when_another_slide_is_chosen() {
    let mut briefing = Briefing::of_three();
    let window = &mut briefing.window;
    window.click("Slide 1: First");
    let field = middle(window, "Headline");
    window.click_at(field, Modifiers::NONE);
    window.press_with(Modifiers::COMMAND, Key::A);
    window.type_text("Half typed");
    window.click("Slide 2: Second");
    assert_eq!(
        headlines(window.session()),
        ["Half typed", "Second", "Third"]
    );
}

#[test]
fn the_check_tells_what_is_gone_and_what_changed_and_mends_it() {
    let mut gone = slide("First");
    gone.emphasis = vec![actor("IRN"), tie("ISR-IRN"), tie("ISR-AZE")];
    let mut changed = slide("Second");
    changed.emphasis = vec![tie("ISR-AZE")];
    let scene = scene_with(Vec::new());
    changed.as_made = entente::drawing::as_made(&scene, &changed);
    let mut briefing = Briefing::of(vec![gone, changed, slide("Third")]);
    let window = &mut briefing.window;
    assert!(window.shows("Check slides: Check"), "nothing to tell");

    window.click_at(window.middle_of_part("actor, Iran, "), Modifiers::NONE);
    window.press(Key::Delete);
    window.click(ISR_AZE);
    window.run_command("lower the weight");
    window.until("it is looked at", |it| {
        it.shows("Slide 2: Second, 1 thing to check")
    });
    assert!(window.shows("Slide 1: First, 2 things to check"));
    window.click("Slide 1: First, 2 things to check");
    assert!(window.shows("actor IRN (gone)"), "the form stands");

    window.click("Check slides: 3 to check");
    assert_eq!(window.session().dialog(), Some(&Dialog::CheckSlides));
    assert!(window.shows_part("It refers to actor IRN, which the scene does not have any more"));
    assert!(window.shows_part("was +0.85, "), "what it was");
    window.click("Take out what is gone, slide 1");
    assert!(!window.shows_part("actor IRN"));
    window.click("It is still right, slide 2");
    assert!(window.shows_part("nothing that they refer to is gone"));
    window.click("Go to slide 2");
    assert_eq!(window.session().dialog(), None);
    assert_eq!(chosen(window).headline, "Second");
    assert_eq!(
        window
            .session()
            .document()
            .scene
            .slides
            .at(0)
            .map(|it| it.emphasis.clone()),
        Some(vec![tie("ISR-AZE")])
    );
}

#[test]
fn a_show_that_begins_says_that_there_is_something_to_check() {
    let mut gone = slide("First");
    gone.emphasis = vec![tie("ISR-XXX")];
    let mut briefing = Briefing::of(vec![gone, slide("Second")]);
    let window = &mut briefing.window;
    window.press(Key::F5);
    assert!(window.session().show().is_some(), "the talk does not wait");
    window.press(Key::Escape);
    assert!(window.session().show().is_none());
    let told = window.notices();
    assert!(
        told.iter()
            .any(|it| it.starts_with("1 thing on the slides to look at")),
        "{told:?}"
    );

    let mut briefing = Briefing::of_three();
    let window = &mut briefing.window;
    window.press(Key::F5);
    window.press(Key::Escape);
    assert_eq!(window.notices(), Vec::<&str>::new());
}

#[test]
fn long_and_right_to_left_headlines_fit() {
    let mut long = slide("Long");
    long.headline = "A finding that goes on ".repeat(86);
    long.headline.truncate(1_990);
    let mut persian = slide("Persian");
    persian.headline =
        "\u{622}\u{630}\u{631}\u{628}\u{627}\u{6cc}\u{62c}\u{627}\u{646} 2026 (ISR)".to_owned();
    let text = persian.headline.clone();
    for (width, height) in [(1440.0, 900.0), (1024.0, 700.0), (600.0, 400.0)] {
        let mut briefing = Briefing::sized(vec![long.clone(), persian.clone()], width, height);
        let window = &mut briefing.window;
        window.press(Key::End);
        assert_eq!(chosen(window).headline, text);
        window.press(Key::Home);
        assert_eq!(chosen(window).headline, long.headline);
    }
}

#[test]
fn a_headline_that_is_too_long_is_refused_and_kept_in_its_field() {
    let mut briefing = Briefing::of_three();
    let window = &mut briefing.window;
    window.click("Slide 1: First");
    let field = middle(window, "Headline");
    window.click_at(field, Modifiers::NONE);
    window.press_with(Modifiers::COMMAND, Key::A);
    let long = "x".repeat(2_001);
    window.harness.event(egui::Event::Paste(long.clone()));
    window.settle();
    window.press(Key::Enter);
    assert_eq!(chosen(window).headline, "First");
    assert_eq!(window.value("Headline"), Some(long), "nothing is lost");
    assert!(window.shows_part("2000 characters") || window.shows_part("2,000 characters"));
}

#[test]
fn five_hundred_slides_are_there_and_only_those_in_sight_are_drawn() {
    let many: Vec<Slide> = (1..=500).map(|at| slide(&format!("Number{at}"))).collect();
    let mut briefing = Briefing::of(many);
    let window = &mut briefing.window;
    let cells = |window: &Window| {
        let role = egui::accesskit::Role::ListItem;
        let items = window.harness.query_all_by_role(role);
        let names = items.filter_map(|node| node.accesskit_node().label());
        names.filter(|name| name.starts_with("Slide ")).count()
    };
    assert!(cells(window) < 20, "{} are laid out", cells(window));
    window.press(Key::End);
    assert_eq!(chosen(window).headline, "Number500");
    assert!(window.shows("Slide 500: Number500"));
    let rect = window.named("Slide 500: Number500").rect();
    let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1440.0, 900.0));
    assert!(screen.contains_rect(rect), "it is scrolled to: {rect}");
    assert!(cells(window) < 20, "{} are laid out", cells(window));
    window.press_with(Modifiers::ALT, Key::ArrowLeft);
    let at = |window: &Window, at: usize| {
        let slides = &window.session().document().scene.slides;
        slides.at(at).map(|it| it.headline.clone())
    };
    assert_eq!(at(window, 498).as_deref(), Some("Number500"));
    window.run_command("check slides");
    assert!(window.shows_part("500 slides: nothing"));
}
