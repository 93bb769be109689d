//! A scene from nothing to a saved file, with the pointer and the keyboard only,
//! back to nothing and forth again.

use egui::{Key, Modifiers, Pos2, Vec2};
use entente::session::{Dialog, Session};

use crate::window::Window;

/// What a tie is given, and the statement of its claim.
struct TiePlan {
    from: &'static str,
    to: &'static str,
    id: &'static str,
    weight: &'static str,
    label: &'static str,
    statement: &'static str,
}

const TIES: [TiePlan; 3] = [
    TiePlan {
        from: "Georgia",
        to: "Armenia",
        id: "GEO-ARM",
        weight: "0,4",
        label: "Transit",
        statement: "Goods for one pass through the other.",
    },
    TiePlan {
        from: "Armenia",
        to: "SOCAR",
        id: "ARM-SOCAR",
        weight: "-0.6",
        label: "Embargo",
        statement: "The company sells nothing there.",
    },
    TiePlan {
        from: "SOCAR",
        to: "Georgia",
        id: "SOCAR-GEO",
        weight: "+0.75",
        label: "Pipelines",
        statement: "The company owns the gas network.",
    },
];

/// The only actor whose node begins with its name.
fn disc_of(window: &Window, name: &str) -> Pos2 {
    window.middle_of_part(&format!("actor, {name}, "))
}

fn bytes(session: &Session) -> Vec<u8> {
    entente::file::write(&session.document().scene).into_bytes()
}

fn add_actor(window: &mut Window, name: &str, at: Vec2) {
    let map = window.named("Relations map").rect();
    window.double_click(map.left_top() + Vec2::new(map.width() * at.x, map.height() * at.y));
    window.type_text(name);
    window.press(Key::Enter);
    assert!(
        window.shows_part(&format!("actor, {name}, ")),
        "{name} is there"
    );
}

fn add_tie(window: &mut Window, plan: &TiePlan) {
    let from = disc_of(window, plan.from);
    window.hover(from);
    let handle = window.middle_of(&format!("Draw a tie from {}", plan.from));
    let to = disc_of(window, plan.to);
    window.drag_in_steps(handle, to, 5, |_| {});
    let made = format!("tie {}", plan.id);
    assert_eq!(
        window.selected().as_deref(),
        Some(made.as_str()),
        "a new tie is selected"
    );
    // The label where it stands, the weight in the panel.
    window.press(Key::F2);
    window.type_text(plan.label);
    window.press(Key::Enter);
    window.click("State: valued");
    window.click("Weight");
    window.press_with(Modifiers::COMMAND, Key::A);
    window.type_text(plan.weight);
    window.press(Key::Enter);
}

/// Adds a claim on the selected tie by keyboard; the first makes its source.
fn add_claim(window: &mut Window, plan: &TiePlan, is_first: bool) {
    let middle = window.named("Relations map").rect().left_top() + Vec2::new(8.0, 200.0);
    window.hover(middle);
    window.press(Key::C);
    window.type_text(plan.statement);
    let tab_to = |window: &mut Window, start: &'static str| {
        window.tab_until(move |name| name.starts_with(start));
    };
    tab_to(window, "Stance");
    window.press(Key::Space);
    window.press(Key::Enter);
    tab_to(window, "Magnitude");
    window.press(Key::Space);
    window.press(Key::Enter);
    tab_to(window, "Status");
    window.press(Key::Space);
    tab_to(window, "Asserted by");
    window.type_text("A reporter");
    if is_first {
        tab_to(window, "+ New source");
        window.press(Key::Enter);
        assert_eq!(
            window.session().dialog(),
            Some(&Dialog::Sources),
            "a source is made on the way"
        );
        window.type_text("The region in brief");
        tab_to(window, "Rating");
        window.press(Key::C);
        window.press_with(Modifiers::COMMAND, Key::Enter);
    }
    tab_to(window, "Words of the source");
    window.type_text("as the report has it");
    window.back_to("Grade: not graded yet");
    window.press(Key::C);
    window.press(Key::Num3);
    window.press_with(Modifiers::COMMAND, Key::Enter);
    assert!(
        window.selected_claim().is_some(),
        "it is saved: {:?}",
        window.session().drafts()
    );
}

#[test]
fn a_scene_is_built_from_blank_undone_redone_saved_and_opened_byte_for_byte() {
    let mut window = Window::new();
    window.press_with(Modifiers::COMMAND, Key::N);
    let blank = bytes(window.session());
    assert!(window.session().document().scene.actors.is_empty());

    add_actor(&mut window, "Georgia", Vec2::new(0.3, 0.3));
    add_actor(&mut window, "Armenia", Vec2::new(0.7, 0.35));
    add_actor(&mut window, "SOCAR", Vec2::new(0.5, 0.6));
    for (at, plan) in TIES.iter().enumerate() {
        add_tie(&mut window, plan);
        add_claim(&mut window, plan, at == 0);
    }
    let scene = &window.session().document().scene;
    assert_eq!(
        (scene.actors.len(), scene.ties.len(), scene.claims.len()),
        (3, 3, 3)
    );
    for (plan, tie) in TIES.iter().zip(scene.ties.iter()) {
        assert_eq!(tie.label.as_deref(), Some(plan.label));
        let weight: f64 = plan.weight.replace(',', ".").parse().expect("a number");
        assert_eq!(
            tie.weight().map(|it| it.value()),
            Some(weight),
            "{}",
            plan.id
        );
        let claims: Vec<_> = scene.claims_on(&tie.id).collect();
        assert_eq!(claims.len(), 1);
        assert_eq!(claims[0].statement, plan.statement);
        assert_eq!(claims[0].anchors.len(), 1, "it is sourced");
    }
    let built = bytes(window.session());
    let selected = window.session().selection().clone();
    let steps = window.session().history().len();
    assert_eq!(
        steps,
        3 + 3 * 4 + 4,
        "actors; tie, label, state, weight; source and claims"
    );

    for _ in 0..steps {
        window.press_with(Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(bytes(window.session()), blank, "undone to blank");
    assert!(!window.session().document().is_changed());
    for _ in 0..steps {
        window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    }
    assert_eq!(bytes(window.session()), built, "redone");
    assert_eq!(*window.session().selection(), selected);

    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("built.ron");
    crate::saving::save_as(&mut window, &path);
    assert_eq!(std::fs::read(&path).expect("saved"), built);
    let opened = Window::starting(1440.0, 900.0, egui::Theme::Dark, Some(&path));
    assert_eq!(bytes(opened.session()), built, "opened again");
    assert!(!opened.session().document().is_changed());
}
