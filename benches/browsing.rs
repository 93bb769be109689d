//! Tables and charts below the map of 2,000 actors and 20,000 ties: whole frames,
//! and what sorting and editing cost the session.
//!
//! To reach: a frame that scrolls, walks or searches under 16 ms.

mod support;
#[path = "support/window.rs"]
mod window;

use std::sync::Arc;

use divan::Bencher;
use egui::{Event, Modifiers, MouseWheelSource, MouseWheelUnit, Pos2, TouchPhase, Vec2};
use entente::edit::Edit;
use entente::file::settings::Settings;
use entente::file::store::Store;
use entente::model::{Scene, Subject, Weight};
use entente::session::{BrowseCommand, BrowseTab, Command, RecordColumn as _, Session, TieColumn};

use support::{Random, Size, random_scene};
use window::{WINDOW, Window, key, key_with};

const SEED: u64 = 2026;

const LARGEST: Size = Size {
    actors: 2_000,
    ties: 20_000,
    claims_per_tie: 1,
};

/// The charts, and words that the palette finds them by.
const CHARTS: [(&str, BrowseTab); 3] = [
    ("chart of strength", BrowseTab::Strength),
    ("chart of kinds", BrowseTab::Kinds),
    ("chart of judged", BrowseTab::Judged),
];

fn main() {
    divan::main();
}

/// The table of ties, with all 20,000 of them, is scrolled by a page in each frame.
#[divan::bench(sample_count = 400)]
fn scroll_ties(bencher: Bencher<'_, '_>) {
    let mut window = window();
    open_below(&mut window, "table of ties", BrowseTab::Ties);
    let below = below(&window);
    window.frame(vec![Event::PointerMoved(below)]);
    let mut frames = 0_u16;
    bencher.bench_local(|| {
        frames += 1;
        let way = if frames % 100 < 50 { -1.0 } else { 1.0 };
        window.frame(vec![Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: Vec2::new(0.0, way * 400.0),
            phase: TouchPhase::Move,
            source: MouseWheelSource::Trackpad,
            modifiers: Modifiers::NONE,
        }])
    });
}

/// The keyboard walks down the table of ties, and each tie is selected on the map.
#[divan::bench(sample_count = 400)]
fn walk_ties(bencher: Bencher<'_, '_>) {
    let mut window = window();
    open_below(&mut window, "table of ties", BrowseTab::Ties);
    bencher.bench_local(|| window.frame(vec![key(egui::Key::ArrowDown)]));
    let selected = window.app.session().selection().focus();
    assert!(matches!(selected, Some(Subject::Tie(_))), "it went there");
}

/// Letters are typed in the search over all cells of 20,000 ties, and taken back.
#[divan::bench(sample_count = 400)]
fn search_ties(bencher: Bencher<'_, '_>) {
    let mut window = window();
    open_below(&mut window, "table of ties", BrowseTab::Ties);
    search_below(&mut window);
    let text = "unknown moderate 0.4";
    let letters = text.chars().map(|letter| Event::Text(letter.to_string()));
    let back = text.chars().map(|_| key(egui::Key::Backspace));
    let mut events = letters.chain(back).cycle();
    bencher.bench_local(|| window.frame(events.next().into_iter().collect()));
}

/// All 20,000 ties are sorted by another column: what one frame costs then.
#[divan::bench(sample_count = 60)]
fn sort_ties(bencher: Bencher<'_, '_>) {
    let mut session = session();
    let show = |tab| {
        Command::Browse(BrowseCommand::Show {
            tab,
            is_entered: false,
        })
    };
    session.execute(show(BrowseTab::Ties));
    session.refresh();
    let mut columns = TieColumn::ALL.iter().cycle();
    bencher.bench_local(|| {
        let column = *columns.next().expect("it never ends");
        session.execute(Command::Browse(BrowseCommand::SortTies(column)));
        session.refresh();
    });
    assert_eq!(session.browse().ties().rows().len(), 20_000, "all of them");
}

/// A weight is changed while the table of all 20,000 ties is seen.
#[divan::bench(sample_count = 60)]
fn edit_beside_ties(bencher: Bencher<'_, '_>) {
    let mut session = session();
    session.execute(Command::Browse(BrowseCommand::Show {
        tab: BrowseTab::Ties,
        is_entered: false,
    }));
    session.refresh();
    let tie = session
        .document()
        .scene
        .ties
        .at(100)
        .expect("a tie")
        .id
        .clone();
    let mut weights = [0.1, 0.2].into_iter().cycle();
    bencher.bench_local(|| {
        let value = weights.next().expect("it never ends");
        session.execute(Command::Edit(Edit::SetTieWeight {
            tie: tie.clone(),
            weight: Weight::new(value).expect("a weight"),
        }));
        session.refresh();
    });
}

/// A frame with each of the charts of 2,000 actors and 20,000 ties.
#[divan::bench(args = CHARTS, sample_count = 200)]
fn chart(bencher: Bencher<'_, '_>, (words, tab): (&str, BrowseTab)) {
    let mut window = window();
    open_below(&mut window, words, tab);
    bencher.bench_local(|| window.frame(Vec::new()));
}

fn scene() -> Scene {
    random_scene(LARGEST, &mut Random::new(SEED))
}

fn window() -> Window {
    Window::opening(&scene())
}

fn session() -> Session {
    let mut session = Session::new(Settings::default(), Store::default(), Arc::new(|| {}));
    session.execute(Command::Edit(Edit::ReplaceScene(Arc::new(scene()))));
    session.refresh();
    session
}

/// Turns the panel below the map to this part, by the palette.
fn open_below(window: &mut Window, words: &str, tab: BrowseTab) {
    window.frame(vec![key_with(egui::Key::K, Modifiers::COMMAND)]);
    for _ in 0..4 {
        window.frame(Vec::new());
    }
    window.frame(vec![Event::Text(words.to_owned())]);
    window.frame(Vec::new());
    window.frame(vec![key(egui::Key::Enter)]);
    for _ in 0..20 {
        window.frame(Vec::new());
    }
    assert_eq!(window.app.session().browsed(), Some(tab), "it is seen");
}

/// A place in the panel below the map, on screen.
fn below(window: &Window) -> Pos2 {
    let settings = window.app.session().settings();
    Pos2::new(settings.left_panel.size_pts + 200.0, WINDOW.y - 70.0)
}

/// Puts the keyboard into the search of the table below the map.
fn search_below(window: &mut Window) {
    window.focus_field("Search the table of ties");
    window.frame(vec![Event::Text("z".to_owned())]);
    let table = window.app.session().browse().ties();
    assert_eq!(table.search(), "z", "it is typed in");
    window.frame(vec![key(egui::Key::Backspace)]);
}
