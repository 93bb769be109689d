//! What every command changes, and from where: data for the tests in `keys`.

use egui::{Event, Key, Modifiers};
use entente::model::{BearingOn, Claim, Subject};
use entente::session::{Dialog, Session};

use crate::slides::Briefing;
use crate::window::{ISR_AZE, Window};

/// The program in the state that a case begins with.
pub(crate) struct Prepared {
    pub(crate) window: Window,
    /// Where its files are; goes when it does.
    _folder: Option<tempfile::TempDir>,
}

impl From<Window> for Prepared {
    fn from(window: Window) -> Self {
        Self {
            window,
            _folder: None,
        }
    }
}

/// What of the program changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Changes {
    /// The scene.
    Scene,
    /// Which document is open.
    Document,
    /// What is selected.
    Selection,
    /// What is looked at, and how.
    View,
    /// What is filtered.
    Filter,
    /// The dialog that is open.
    Dialog,
    /// The evidence desk.
    Desk,
    /// The form that is open.
    Form,
    /// What is edited on the canvas.
    Inline,
    /// A comparison is shown.
    Comparison,
    /// What the person set.
    Settings,
    /// The tool in hand, and what frames take.
    Hands,
    /// What stands out.
    Spotlight,
    /// What is below the map.
    Below,
    /// Which slide is chosen.
    Slide,
    /// The show, and whether the presenter's window opens with it.
    Show,
    /// What is being handed out in the background.
    HandingOut,
    /// Something outside: the clipboard, the window, a dialog of the system.
    Outside,
}

/// A command, a state in which it can be carried out, and what it changes.
pub(crate) struct Case {
    pub(crate) id: &'static str,
    pub(crate) prepare: fn() -> Prepared,
    pub(crate) changes: Changes,
}

const fn case(id: &'static str, prepare: fn() -> Prepared, changes: Changes) -> Case {
    Case {
        id,
        prepare,
        changes,
    }
}

/// Every command of the table, in its order.
pub(crate) const CASES: &[Case] = &[
    case("new", at_start, Changes::Document),
    case("new-from-list", at_start, Changes::Dialog),
    case("open", at_start, Changes::Outside),
    case("open-path", at_start, Changes::Dialog),
    case("save", changed, Changes::Outside),
    case("save-as", at_start, Changes::Outside),
    case("revert", changed_file, Changes::Scene),
    case("versions", changed_file, Changes::Dialog),
    case("texts", at_start, Changes::Dialog),
    case("send", at_start, Changes::Dialog),
    case("compare-file", at_start, Changes::Outside),
    case("compare-saved", changed_file, Changes::Comparison),
    case("export", at_start, Changes::Dialog),
    case("copy-picture", at_start, Changes::HandingOut),
    case("print-map", at_start, Changes::HandingOut),
    case("print-slides", at_start, Changes::HandingOut),
    case("import-claims", at_start, Changes::Outside),
    case("unsaved-work", with_found_work, Changes::Dialog),
    case("clear-recent", changed_file, Changes::Settings),
    case("example-south-caucasus", blank, Changes::Document),
    case("example-blank", at_start, Changes::Document),
    case("settings", at_start, Changes::Dialog),
    // The toolkit closes the window by the same keys; only the program asks first.
    case("quit", changed, Changes::Dialog),
    case("undo", changed, Changes::Scene),
    case("redo", undone, Changes::Scene),
    case("edit-selection", on_an_actor, Changes::Inline),
    case("cut", on_the_tie, Changes::Scene),
    case("copy", on_the_tie, Changes::Outside),
    case("paste", at_start, Changes::Outside),
    case("duplicate", on_the_tie, Changes::Scene),
    case("delete", on_the_tie, Changes::Scene),
    case("select-all", at_start, Changes::Selection),
    case("step-back", on_the_tie, Changes::Selection),
    case("new-actor", at_start, Changes::Inline),
    case("new-note", at_start, Changes::Inline),
    case("wider-note", on_a_note, Changes::Scene),
    case("narrower-note", on_a_note, Changes::Scene),
    case("fit-note", on_a_wider_note, Changes::Scene),
    case("put-back", moved, Changes::Scene),
    case("align-left", on_three, Changes::Scene),
    case("align-centre", on_three, Changes::Scene),
    case("align-right", on_three, Changes::Scene),
    case("align-top", on_three, Changes::Scene),
    case("align-middle", on_three, Changes::Scene),
    case("align-bottom", on_three, Changes::Scene),
    case("distribute-horizontally", on_three, Changes::Scene),
    case("distribute-vertically", on_three, Changes::Scene),
    case("pin", on_an_actor, Changes::Scene),
    case("unpin", pinned, Changes::Scene),
    case("nudge-left", on_an_actor, Changes::Scene),
    case("nudge-right", on_an_actor, Changes::Scene),
    case("nudge-up", on_an_actor, Changes::Scene),
    case("nudge-down", on_an_actor, Changes::Scene),
    case("nudge-far-left", on_an_actor, Changes::Scene),
    case("nudge-far-right", on_an_actor, Changes::Scene),
    case("nudge-far-up", on_an_actor, Changes::Scene),
    case("nudge-far-down", on_an_actor, Changes::Scene),
    case("new-tie", on_two, Changes::Scene),
    case("directed", on_the_tie, Changes::Scene),
    case("mutual", directed, Changes::Scene),
    case("reverse", on_the_tie, Changes::Scene),
    case("give-weight", on_an_unknown_tie, Changes::Scene),
    case("raise-weight", on_the_tie, Changes::Scene),
    case("lower-weight", on_the_tie, Changes::Scene),
    case("raise-weight-finely", on_the_tie, Changes::Scene),
    case("lower-weight-finely", on_the_tie, Changes::Scene),
    case("new-claim", on_the_tie, Changes::Form),
    case("edit-claim", on_a_claim, Changes::Form),
    case("show-quote", on_a_claim, Changes::Desk),
    case("related-claims", on_a_related_claim, Changes::Dialog),
    case("sources", at_start, Changes::Dialog),
    case("kinds", at_start, Changes::Dialog),
    case("properties", at_start, Changes::Dialog),
    case("new-slide", at_start, Changes::Scene),
    case("update-slide", on_a_slide_elsewhere, Changes::Scene),
    case("edit-headline", on_a_slide_and_the_tie, Changes::Selection),
    case("duplicate-slide", on_a_slide, Changes::Scene),
    case("hide-slide", on_a_slide, Changes::Scene),
    case("previous-slide", on_a_slide, Changes::Slide),
    case("next-slide", on_a_slide, Changes::Slide),
    case("move-slide-earlier", on_a_slide, Changes::Scene),
    case("move-slide-later", on_a_slide, Changes::Scene),
    case("slide-emphasise", on_a_slide_and_the_tie, Changes::Scene),
    case("slide-dim", on_a_slide_and_the_tie, Changes::Scene),
    case("slide-reveal", on_a_slide_and_the_tie, Changes::Scene),
    case("slide-footnote", on_a_slide_and_a_claim, Changes::Scene),
    case("check-slides", at_start, Changes::Dialog),
    case("leave-slide", on_a_slide, Changes::Slide),
    case("delete-slide", on_a_slide, Changes::Scene),
    case("palette", at_start, Changes::Dialog),
    case("show-everything", zoomed, Changes::View),
    case("show-selection", on_the_tie, Changes::View),
    case("actual-size", at_start, Changes::View),
    case("zoom-in", at_start, Changes::View),
    case("zoom-out", at_start, Changes::View),
    case("unknown-ties", at_start, Changes::View),
    case("evidence-on-ties", at_start, Changes::View),
    case("look-back", at_start, Changes::View),
    case("previous-day", looking_back, Changes::View),
    case("next-day", looking_farther_back, Changes::View),
    case("reported-by", looking_back_on_what_happened, Changes::View),
    case(
        "happened-by",
        looking_back_on_what_was_reported,
        Changes::View,
    ),
    case("left-panel", at_start, Changes::Settings),
    case("right-panel", at_start, Changes::Settings),
    case("bottom-panel", at_start, Changes::Settings),
    case("browse-slides", at_start, Changes::Below),
    case("browse-time", on_a_table, Changes::Below),
    case("browse-actors", at_start, Changes::Below),
    case("browse-ties", at_start, Changes::Below),
    case("browse-claims", at_start, Changes::Below),
    case("browse-strength", at_start, Changes::Below),
    case("browse-kinds", at_start, Changes::Below),
    case("browse-judged", at_start, Changes::Below),
    case("hand", with_select_tool, Changes::Hands),
    case("select", at_start, Changes::Hands),
    case("take-actors", at_start, Changes::Hands),
    case("take-ties", at_start, Changes::Hands),
    case("take-notes", at_start, Changes::Hands),
    case("snapping", at_start, Changes::Settings),
    case("search", at_start, Changes::Dialog),
    case("focus-zero", on_an_actor, Changes::Spotlight),
    case("focus-one", on_an_actor, Changes::Spotlight),
    case("focus-two", on_an_actor, Changes::Spotlight),
    case("focus-three", on_an_actor, Changes::Spotlight),
    case("focus-four", on_an_actor, Changes::Spotlight),
    case("focus-five", on_an_actor, Changes::Spotlight),
    case("focus-six", on_an_actor, Changes::Spotlight),
    case("focus-seven", on_an_actor, Changes::Spotlight),
    case("focus-eight", on_an_actor, Changes::Spotlight),
    case("focus-nine", on_an_actor, Changes::Spotlight),
    case("focus-further", on_an_actor, Changes::Spotlight),
    case("focus-nearer", focused, Changes::Spotlight),
    case("focus-hides", focused, Changes::Spotlight),
    case("path-any", on_two, Changes::Spotlight),
    case("path-positive", on_two, Changes::Spotlight),
    case("path-strongest", on_two, Changes::Spotlight),
    case("end-spotlight", focused, Changes::Spotlight),
    case("save-view", at_start, Changes::Dialog),
    case("update-view", with_views::<1>, Changes::Scene),
    case("view-one", with_views::<1>, Changes::View),
    case("view-two", with_views::<2>, Changes::View),
    case("view-three", with_views::<3>, Changes::View),
    case("view-four", with_views::<4>, Changes::View),
    case("view-five", with_views::<5>, Changes::View),
    case("view-six", with_views::<6>, Changes::View),
    case("view-seven", with_views::<7>, Changes::View),
    case("view-eight", with_views::<8>, Changes::View),
    case("view-nine", with_views::<9>, Changes::View),
    case("evidence", at_start, Changes::Desk),
    case("theme-system", at_start, Changes::Settings),
    case("theme-light", at_start, Changes::Settings),
    case("theme-dark", in_light, Changes::Settings),
    case("discs-code", with_flags, Changes::Settings),
    case("discs-monogram", at_start, Changes::Settings),
    case("discs-flag", at_start, Changes::Settings),
    case("clear-filters", filtered, Changes::Filter),
    case("full-screen", at_start, Changes::Outside),
    case("start-show", with_a_talk, Changes::Show),
    case("start-show-here", with_a_talk, Changes::Show),
    case("presenter-window", at_start, Changes::Show),
    case("plan-none", with_a_plan, Changes::Settings),
    case("plan-five", at_start, Changes::Settings),
    case("plan-ten", at_start, Changes::Settings),
    case("plan-fifteen", at_start, Changes::Settings),
    case("plan-twenty", at_start, Changes::Settings),
    case("plan-thirty", at_start, Changes::Settings),
    case("plan-forty-five", at_start, Changes::Settings),
    case("plan-sixty", at_start, Changes::Settings),
    case("slides-light", with_dark_slides, Changes::Settings),
    case("slides-dark", at_start, Changes::Settings),
    case("keys", at_start, Changes::Dialog),
    case("problems", at_start, Changes::Desk),
    case("hints", at_start, Changes::Settings),
    case("places", at_start, Changes::Dialog),
    case("log", at_start, Changes::Dialog),
    case("about", at_start, Changes::Dialog),
];

fn at_start() -> Prepared {
    Window::new().into()
}

/// With the second of three slides chosen.
fn on_a_slide() -> Prepared {
    let Briefing { mut window, folder } = Briefing::of_three();
    window.click("Slide 2: Second");
    // In the strip some keys would be for the slide.
    window.press(Key::F6);
    Prepared {
        window,
        _folder: Some(folder),
    }
}

/// The same, with something else looked at.
fn on_a_slide_elsewhere() -> Prepared {
    let mut prepared = on_a_slide();
    prepared.window.press(Key::U);
    prepared
}

fn on_a_slide_and_the_tie() -> Prepared {
    let mut prepared = on_a_slide();
    prepared.window.click(ISR_AZE);
    prepared
}

fn on_a_slide_and_a_claim() -> Prepared {
    let mut prepared = on_a_slide_and_the_tie();
    prepared.window.press(Key::Enter);
    prepared
        .window
        .tab_until(|name| name.starts_with("claim c"));
    prepared.window.press(Key::Enter);
    let claim = prepared.window.selected_claim();
    assert!(claim.is_some(), "a claim is selected");
    prepared
}

fn blank() -> Prepared {
    Window::blank().into()
}

fn in_light() -> Prepared {
    Window::of(1440.0, 900.0, egui::Theme::Light).into()
}

/// With these actors selected, each by its name.
fn on(names: &[&str]) -> Window {
    let mut window = Window::new();
    for name in names {
        let place = window.middle_of_part(&format!("actor, {name}, "));
        window.click_at(place, Modifiers::COMMAND);
    }
    assert_eq!(
        window.session().selection().subjects().len(),
        names.len(),
        "all are selected"
    );
    window
}

fn on_an_actor() -> Prepared {
    on(&["Israel"]).into()
}

fn on_a_note() -> Prepared {
    let mut window = Window::new();
    window.press_with(Modifiers::SHIFT, Key::N);
    window.type_text("Talks resume in May, it is said");
    window.press(Key::Enter);
    window.into()
}

fn on_a_wider_note() -> Prepared {
    let mut prepared = on_a_note();
    prepared.window.run_command("wider");
    prepared
}

fn on_two() -> Prepared {
    on(&["Israel", "Azerbaijan"]).into()
}

fn on_three() -> Prepared {
    on(&["Israel", "Azerbaijan", "Kazakhstan"]).into()
}

fn with_tie() -> Window {
    let mut window = Window::new();
    window.click(ISR_AZE);
    window
}

fn on_the_tie() -> Prepared {
    with_tie().into()
}

fn on_an_unknown_tie() -> Prepared {
    let mut window = Window::new();
    window.click("tie, Turkey and Kazakhstan, unknown, 0 claims");
    window.into()
}

fn with_flags() -> Prepared {
    let mut window = Window::new();
    window.run_command("on discs: flags");
    window.into()
}

fn with_a_talk() -> Prepared {
    let crate::present::Talk { window, folder } = crate::present::talk();
    Prepared {
        window,
        _folder: Some(folder),
    }
}

fn with_a_plan() -> Prepared {
    let mut window = Window::new();
    window.run_command("planned length: 10 minutes");
    window.into()
}

fn with_dark_slides() -> Prepared {
    let mut window = Window::new();
    window.run_command("theme of slides: dark slides");
    window.into()
}

fn directed() -> Prepared {
    let mut window = with_tie();
    window.press(Key::D);
    window.into()
}

fn changed() -> Prepared {
    let mut window = with_tie();
    window.press_with(Modifiers::ALT, Key::D);
    assert_eq!(window.session().history().len(), 1, "one step");
    window.into()
}

fn undone() -> Prepared {
    let mut prepared = changed();
    prepared.window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(prepared.window.session().history().len(), 0, "it is undone");
    prepared
}

fn moved() -> Prepared {
    let mut window = on(&["Israel"]);
    window.press(Key::ArrowRight);
    window.wait(std::time::Duration::from_secs(2));
    window.into()
}

fn pinned() -> Prepared {
    let mut window = on(&["Israel"]);
    window.press(Key::P);
    assert!(window.actor("ISR").is_pinned, "it is pinned");
    window.into()
}

/// A file that was opened and changed.
fn changed_file() -> Prepared {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("mine.ron");
    std::fs::write(&path, include_str!("../files/sample.ron")).expect("a file");
    let mut window = Window::within(folder.path(), Some(&path));
    window.until("it opens", |it| it.session().document().file().is_some());
    window.press_with(Modifiers::COMMAND, Key::A);
    window.press(Key::Delete);
    assert!(window.session().has_unsaved(), "it is changed");
    Prepared {
        window,
        _folder: Some(folder),
    }
}

/// Started after a run that fell over with unsaved work; the dialog that tells of
/// it is closed.
fn with_found_work() -> Prepared {
    let folder = tempfile::tempdir().expect("a folder");
    let mut first = Window::within(folder.path(), None);
    first.click(ISR_AZE);
    first.press_with(Modifiers::ALT, Key::D);
    first.wait(std::time::Duration::from_secs(3));
    first.until("it is kept", |it| !it.session().is_busy());
    drop(first);
    let mut window = Window::within(folder.path(), None);
    window.until("it is found", |it| !it.session().found_work().is_empty());
    if window.session().dialog() == Some(&Dialog::Recovery) {
        window.press(Key::Escape);
    }
    assert_eq!(window.session().dialog(), None, "it is closed");
    Prepared {
        window,
        _folder: Some(folder),
    }
}

/// With a claim selected of which this holds, and the tie that it bears on first.
fn on_claim(is_wanted: impl Fn(&Session, &Claim) -> bool) -> Window {
    let mut window = Window::new();
    let (tie, name) = {
        let session = window.session();
        let scene = &session.document().scene;
        let on_tie = |claim: &Claim| match &claim.bearings.first()?.on {
            BearingOn::Tie(tie) => Some(tie.clone()),
            BearingOn::Actor(_) => None,
        };
        let mut claims = scene.claims.iter().filter(|it| is_wanted(session, it));
        let found = claims.find_map(|claim| Some((on_tie(claim)?, claim)));
        let (tie, claim) = found.expect("there is one");
        let drawing = session.derived().drawing().expect("a drawing");
        let mark = Subject::Tie(tie);
        let mark = drawing.marks.iter().find(|it| it.subject == mark);
        let mark = mark.expect("it is drawn").spoken.clone();
        (mark, format!("claim {}: {}", claim.id, claim.statement))
    };
    // By the keyboard: a card that is not in view cannot be clicked.
    window.click(&tie);
    window.press(Key::Enter);
    window.tab_to(&name);
    window.press(Key::Space);
    assert!(window.selected_claim().is_some(), "{name} is selected");
    window
}

fn on_a_claim() -> Prepared {
    on_claim(|_, claim| !claim.anchors.is_empty()).into()
}

/// A copy of a claim, which says that it repeats it.
fn on_a_related_claim() -> Prepared {
    let mut prepared = on_a_claim();
    prepared.window.press_with(Modifiers::COMMAND, Key::D);
    prepared
}

fn zoomed() -> Prepared {
    let mut window = Window::new();
    window.press_with(Modifiers::COMMAND, Key::Num0);
    window.into()
}

fn on_a_table() -> Prepared {
    let mut window = Window::new();
    window.run_command("table of actors");
    window.into()
}

fn with_select_tool() -> Prepared {
    let mut window = Window::new();
    window.press(Key::V);
    window.into()
}

fn focused() -> Prepared {
    let mut window = on(&["Israel"]);
    window.press(Key::Num2);
    assert!(window.session().focus().is_some(), "2 sets the depth");
    window.into()
}

/// With so many views saved, and something else looked at than any of them.
fn with_views<const COUNT: u8>() -> Prepared {
    let mut window = Window::new();
    for number in 1..=COUNT {
        window.run_command("save this view");
        window.type_text(&format!("View number {number}"));
        window.press(Key::Enter);
        assert_eq!(window.session().dialog(), None, "it has a name");
    }
    let views = window.session().document().scene.views.len();
    assert_eq!(views, usize::from(COUNT), "all are saved");
    window.press_with(Modifiers::COMMAND, Key::Num0);
    window.into()
}

fn back() -> Window {
    let mut window = Window::new();
    window.press(Key::B);
    assert!(window.session().view().as_of.is_some(), "B looks back");
    window
}

fn looking_back() -> Prepared {
    back().into()
}

fn looking_farther_back() -> Prepared {
    let mut window = back();
    window.press(Key::OpenBracket);
    window.into()
}

fn looking_back_on_what_was_reported() -> Prepared {
    let mut window = back();
    window.run_command("what was reported");
    window.into()
}

fn looking_back_on_what_happened() -> Prepared {
    let mut window = back();
    window.run_command("what had happened");
    window.into()
}

fn filtered() -> Prepared {
    let mut window = Window::new();
    window.click("Only Trade");
    window.into()
}

/// What keys are told as by the system where they are for the clipboard.
pub(crate) fn clipboard_event(id: &str) -> Option<Event> {
    match id {
        "copy" => Some(Event::Copy),
        "cut" => Some(Event::Cut),
        "paste" => Some(Event::Paste("Some words.".to_owned())),
        _ => None,
    }
}
