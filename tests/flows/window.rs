//! The program in a window of the harness, and how to find one's way in it.

use std::path::Path;
use std::time::{Duration, Instant};

use egui_kittest::kittest::Queryable as _;
use egui_kittest::{Harness, Node};
use entente::app::{App, Start};
use entente::file::dirs::Dirs;
use entente::file::settings::{Settings, ThemePreference};
use entente::model::Subject;
use entente::session::{Dialog, Session};

/// Keys that open the larger dialogs and the desk.
pub(crate) const OPENING: [(egui::Key, egui::Modifiers); 5] = [
    (egui::Key::F1, egui::Modifiers::NONE),
    (egui::Key::F8, egui::Modifiers::NONE),
    (egui::Key::Comma, egui::Modifiers::COMMAND),
    (egui::Key::K, egui::Modifiers::COMMAND),
    (egui::Key::F, egui::Modifiers::COMMAND),
];

/// What the chip of the first tie is called.
pub(crate) const ISR_AZE: &str = "tie, Israel and Azerbaijan, weight plus 0.85, 29 claims";

/// Background work that takes longer than this is lost.
const PATIENCE: Duration = Duration::from_mins(4);

/// The program in a window without a screen.
pub(crate) struct Window {
    pub(crate) harness: Harness<'static, App>,
}

impl Window {
    /// The program as it starts, in a dark window of 1440 by 900 points.
    pub(crate) fn new() -> Self {
        Self::of(1440.0, 900.0, egui::Theme::Dark)
    }

    /// The program in a window of this size and theme, settled.
    pub(crate) fn of(width: f32, height: f32, theme: egui::Theme) -> Self {
        Self::starting(width, height, theme, None)
    }

    /// The program started with a file.
    pub(crate) fn starting(
        width: f32,
        height: f32,
        theme: egui::Theme,
        file: Option<&Path>,
    ) -> Self {
        let preference = match theme {
            egui::Theme::Dark => ThemePreference::Dark,
            egui::Theme::Light => ThemePreference::Light,
        };
        let start = Start {
            file: file.map(Path::to_owned),
            settings: Settings {
                theme: preference,
                // Most of what is tested is about a window in daily use.
                hints_dismissed: true,
                ..Settings::default()
            },
            ..Start::default()
        };
        Self::started(width, height, theme, start)
    }

    /// The program with its folders in this one, started with a file. Dropping it
    /// is a crash: nothing is asked, saved or told to anybody.
    pub(crate) fn within(folder: &Path, file: Option<&Path>) -> Self {
        Self::within_sized(folder, file, 1440.0, 900.0)
    }

    /// The same in a window of this size.
    pub(crate) fn within_sized(
        folder: &Path,
        file: Option<&Path>,
        width: f32,
        height: f32,
    ) -> Self {
        let start = Self::start_within(folder, file);
        Self::started(width, height, egui::Theme::Dark, start)
    }

    /// How that is started.
    pub(crate) fn start_within(folder: &Path, file: Option<&Path>) -> Start {
        Start {
            file: file.map(Path::to_owned),
            dirs: Some(Dirs::within(folder)),
            settings: Settings {
                theme: ThemePreference::Dark,
                hints_dismissed: true,
                ..Settings::default()
            },
            ..Start::default()
        }
    }

    /// Runs until this holds: something that happens outside the window, and is
    /// told to it in its time.
    pub(crate) fn until(&mut self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let since = Instant::now();
        while !is_so(self) {
            assert!(since.elapsed() < PATIENCE, "{what}: in vain");
            std::thread::sleep(Duration::from_millis(5));
            self.harness.step();
        }
        self.settle();
    }

    /// The program started so.
    pub(crate) fn started(width: f32, height: f32, theme: egui::Theme, start: Start) -> Self {
        let harness = Harness::builder()
            .with_size([width, height])
            .with_theme(theme)
            .with_max_steps(40)
            .with_render_cursor(false)
            .build_eframe(|creation| App::new(creation, start));
        let mut window = Self { harness };
        window.settle();
        window
    }

    pub(crate) fn session(&self) -> &Session {
        self.harness.state().session()
    }

    /// Runs until background work is handed over and nothing more is to be
    /// painted at once.
    pub(crate) fn settle(&mut self) {
        self.harness.run();
        let since = Instant::now();
        while self.session().is_busy() {
            assert!(since.elapsed() < PATIENCE, "background work never ended");
            std::thread::sleep(Duration::from_millis(2));
            self.harness.step();
            if !self.session().is_busy() {
                self.harness.run();
            }
        }
    }

    /// Lets this much time pass on the program's clock.
    pub(crate) fn wait(&mut self, time: Duration) {
        let steps = (time.as_secs_f32() * 4.0).ceil() as usize;
        self.harness.run_steps(steps);
        self.harness.run();
    }

    /// What is called exactly so.
    pub(crate) fn named<'a>(&'a self, name: &'a str) -> Node<'a> {
        self.harness.get_by_label(name)
    }

    /// Whether anything is called exactly so, or shows exactly these words.
    pub(crate) fn shows(&self, name: &str) -> bool {
        self.harness.query_all_by_label(name).next().is_some()
    }

    /// Whether anything is called so in part.
    pub(crate) fn shows_part(&self, words: &str) -> bool {
        self.harness
            .query_all_by_label_contains(words)
            .next()
            .is_some()
    }

    /// Clicks with the pointer on what is called so.
    pub(crate) fn click(&mut self, name: &str) {
        self.named(name).click();
        self.settle();
    }

    /// Clicks the last of those that are called so: a dialog stands over what is
    /// called alike behind it.
    pub(crate) fn click_in_dialog(&mut self, name: &str) {
        let last = self.harness.query_all_by_label(name).last();
        last.expect("it is shown").click();
        self.settle();
    }

    /// Presses and releases a key.
    pub(crate) fn press(&mut self, key: egui::Key) {
        self.press_with(egui::Modifiers::NONE, key);
    }

    /// Presses and releases a key with others held.
    pub(crate) fn press_with(&mut self, modifiers: egui::Modifiers, key: egui::Key) {
        // Both in one frame, as of a fast hand.
        let events = &mut self.harness.input_mut().events;
        events.push(egui::Event::ModifiersChanged(modifiers));
        for pressed in [true, false] {
            events.push(egui::Event::Key {
                key,
                physical_key: None,
                pressed,
                repeat: false,
                modifiers,
            });
        }
        events.push(egui::Event::ModifiersChanged(egui::Modifiers::NONE));
        self.settle();
    }

    /// Compares what is open with this file, by the palette and the path field.
    pub(crate) fn compare_with(&mut self, path: &Path) {
        self.press_with(egui::Modifiers::COMMAND, egui::Key::K);
        self.type_text("compare with a file");
        self.press(egui::Key::Enter);
        // The system's file dialog, which is not there, says so first.
        let since = Instant::now();
        while self.session().dialog() != Some(&Dialog::ComparePath) {
            assert!(since.elapsed() < PATIENCE, "no path is asked for");
            std::thread::sleep(Duration::from_millis(10));
            self.run_unsettled(1);
        }
        self.settle();
        self.type_text(&path.display().to_string());
        self.press(egui::Key::Enter);
        self.settle();
    }

    /// Types a text as a keyboard does, into whatever has the focus: a key and
    /// what it writes for each character.
    pub(crate) fn type_text(&mut self, text: &str) {
        for c in text.chars() {
            let key = egui::Key::from_name(&c.to_uppercase().to_string());
            if let Some(key) = key {
                self.harness.key_down(key);
            }
            self.harness.event(egui::Event::Text(c.to_string()));
            if let Some(key) = key {
                self.harness.key_up(key);
            }
        }
        self.settle();
    }

    /// A key as a keyboard sends it: down, what it writes, and up.
    pub(crate) fn key_events(
        modifiers: egui::Modifiers,
        key: egui::Key,
        text: Option<char>,
    ) -> Vec<egui::Event> {
        let of = |pressed| egui::Event::Key {
            key,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers,
        };
        let written = text.map(|letter| egui::Event::Text(letter.to_string()));
        let down = std::iter::once(of(true));
        down.chain(written).chain([of(false)]).collect()
    }

    /// Everything that is typed for this text, key by key.
    pub(crate) fn typing_events(text: &str) -> Vec<egui::Event> {
        let typed = text.chars().map(|letter| {
            let key = egui::Key::from_name(&letter.to_uppercase().to_string());
            let key = key.unwrap_or(egui::Key::Space);
            Self::key_events(egui::Modifiers::NONE, key, Some(letter))
        });
        typed.flatten().collect()
    }

    /// Gives the window these events in two frames, the second from `cut` on, as if
    /// all of them came faster than it paints; then lets it settle.
    pub(crate) fn all_at_once(&mut self, mut events: Vec<egui::Event>, cut: usize) {
        let later = events.split_off(cut);
        self.harness.input_mut().events.extend(events);
        self.harness.step();
        self.harness.input_mut().events.extend(later);
        self.settle();
    }

    /// What a screen reader says of what has the focus.
    pub(crate) fn focused(&self) -> Option<String> {
        let root = self.harness.root();
        root.query_all(egui_kittest::kittest::By::new().predicate(|node| node.is_focused()))
            .find_map(|node| {
                use egui_kittest::kittest::NodeT as _;
                node.accesskit_node().label()
            })
    }

    /// Presses Tab until what is called so has the focus.
    pub(crate) fn tab_to(&mut self, name: &str) {
        self.tab_until(|focused| focused == name);
    }

    /// Presses Shift+Tab until what has this name has the focus.
    pub(crate) fn back_to(&mut self, name: &str) {
        for _ in 0..300 {
            self.tab_with(egui::Modifiers::SHIFT);
            // Going back takes a frame more.
            self.settle();
            if self.focused().as_deref() == Some(name) {
                return;
            }
        }
        panic!("Shift+Tab never gets there");
    }

    /// Presses Tab for one frame.
    fn tab(&mut self) {
        self.tab_with(egui::Modifiers::NONE);
    }

    fn tab_with(&mut self, modifiers: egui::Modifiers) {
        for pressed in [true, false] {
            self.harness.input_mut().events.push(egui::Event::Key {
                key: egui::Key::Tab,
                physical_key: None,
                pressed,
                repeat: false,
                modifiers,
            });
        }
        self.harness.step();
    }

    /// Presses Tab until this holds for what has the focus, and gives its name.
    pub(crate) fn tab_until(&mut self, is_there: impl Fn(&str) -> bool) -> String {
        for _ in 0..300 {
            self.tab();
            if let Some(name) = self.focused().filter(|name| is_there(name)) {
                self.settle();
                return name;
            }
        }
        panic!("the Tab key never gets there");
    }

    /// Presses Tab so often.
    pub(crate) fn tab_some(&mut self, times: usize) {
        for _ in 0..times {
            self.tab();
        }
    }

    /// Runs some frames, settled or not.
    pub(crate) fn run_unsettled(&mut self, frames: usize) {
        self.harness.run_steps(frames);
    }

    /// What is selected, in words.
    pub(crate) fn selected(&self) -> Option<String> {
        self.session().selection().focus().map(Subject::to_string)
    }

    /// Id of the selected claim.
    pub(crate) fn selected_claim(&self) -> Option<String> {
        let claim = self.session().selection().claim();
        claim.map(|claim| claim.as_str().to_owned())
    }

    /// The text that stands in the field that is called so.
    pub(crate) fn value(&self, field: &str) -> Option<String> {
        use egui_kittest::kittest::NodeT as _;
        self.named(field).accesskit_node().value()
    }

    /// What this is called, and whether it is said to be selected.
    pub(crate) fn is_said_selected(&self, name: &str) -> bool {
        use egui_kittest::kittest::NodeT as _;
        self.named(name).accesskit_node().toggled() == Some(egui::accesskit::Toggled::True)
            || self.named(name).accesskit_node().is_selected() == Some(true)
    }

    /// The texts of the notices on screen.
    pub(crate) fn notices(&self) -> Vec<&str> {
        let notices = self.session().notices().shown();
        notices.iter().map(|notice| notice.text.as_str()).collect()
    }
}
