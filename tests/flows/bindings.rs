//! The tests of keys and gestures, tested: each binding is taken away in turn, and
//! the test that covers it must fail. `.ci/bindings` runs it.

use std::process::{Command, Output};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use entente::ui::{command_table, gesture_ids, show_key_table};

/// Keys of commands are covered by the case of their command.
const ONE_BINDING: &str = "keys::one_binding";

/// What covers a binding.
struct Covered {
    /// What `ENTENTE_UNBOUND` calls it.
    binding: String,
    /// The test that must fail without it.
    test: &'static str,
    /// Whether that test is told which binding it is about.
    is_case: bool,
}

/// Every binding, with the test that covers it.
fn covered() -> Vec<Covered> {
    let keys = command_table().flat_map(|command| command.bindings().collect::<Vec<_>>());
    let keys = keys.map(|(binding, _)| Covered {
        binding,
        test: ONE_BINDING,
        is_case: true,
    });
    let gestures = gesture_ids().map(|id| Covered {
        binding: id.to_owned(),
        test: test_of(id),
        is_case: false,
    });
    let of_the_show = show_key_table().flat_map(|keys| keys.bindings().collect::<Vec<_>>());
    let of_the_show = of_the_show.map(|(binding, _)| Covered {
        binding,
        test: "present::one_key",
        is_case: true,
    });
    let held = Covered {
        binding: "show-hold".to_owned(),
        test: "present::k_or_holding_the_button_shows_a_laser_and_turns_no_page",
        is_case: false,
    };
    keys.chain(gestures)
        .chain(of_the_show)
        .chain([held])
        .collect()
}

/// The test that a gesture is covered by.
fn test_of(gesture: &str) -> &'static str {
    let test = GESTURES.iter().find(|(id, _)| *id == gesture);
    test.map_or("no test covers it", |(_, test)| test)
}

/// The tests of gestures.
const GESTURES: &[(&str, &str)] = &[
    ("click", "hands::click_shift_click_and_ctrl_click"),
    ("shift-click", "hands::click_shift_click_and_ctrl_click"),
    ("ctrl-click", "hands::click_shift_click_and_ctrl_click"),
    ("double-click-edit", "hands::double_click_tie_or_actor"),
    ("double-click-new", "hands::double_click_empty"),
    ("move", "hands::drag_a_selected_node"),
    ("duplicate", "hands::alt_and_drag_a_node"),
    ("axis-lock", "hands::shift_while_dragging"),
    ("suspend-snapping", "hands::space_while_dragging"),
    ("handle-tie", "hands::new_tie"),
    ("handle-new-actor", "hands::new_tie"),
    ("lead-tie", "hands::re_aim_a_tie"),
    (
        "note-edge",
        "notes::an_edge_of_the_selected_note_is_dragged_in_one_step",
    ),
    (
        "note-edge-fit",
        "notes::a_double_click_on_an_edge_lets_the_text_say_the_width",
    ),
    ("tie-click", "hands::new_tie_no_drag"),
    ("tie-chain", "hands::new_tie_no_drag_ctrl_chains"),
    ("tie-fan", "hands::new_tie_no_drag_shift_fans_out"),
    ("hand-pan", "hands::left_drag_on_empty_exploring"),
    ("space-pan", "hands::pan_by_space_and_drag"),
    ("middle-pan", "hands::pan_by_middle_drag_and_by_right_drag"),
    ("right-pan", "hands::pan_by_middle_drag_and_by_right_drag"),
    (
        "hand-frame",
        "hands::left_drag_on_empty_with_shift_exploring",
    ),
    (
        "hand-frame-adds",
        "hands::left_drag_on_empty_with_shift_exploring",
    ),
    ("frame", "hands::left_drag_on_empty_editing"),
    ("frame-adds", "hands::shift_and_ctrl_marquee"),
    ("frame-toggles", "hands::shift_and_ctrl_marquee"),
    ("lasso", "hands::alt_and_left_drag_on_empty"),
    (
        "weight-wheel",
        "canvas::the_wheel_on_the_chip_of_the_selected_tie_changes_its_weight_in_one_step",
    ),
    (
        "drop-claim",
        "claims::a_claim_that_is_dropped_on_a_tie_bears_on_it",
    ),
    ("menu", "hands::right_click"),
    ("menu-selects", "hands::right_click"),
    ("wheel-zoom", "hands::wheel"),
    ("sideways", "hands::shift_and_wheel"),
    ("fingers-pan", "hands::touchpad_two_finger_and_pinch"),
    ("pinch-zoom", "hands::touchpad_two_finger_and_pinch"),
];

#[test]
fn every_gesture_has_a_test_and_every_test_a_gesture() {
    let ids: Vec<&str> = gesture_ids().collect();
    for id in &ids {
        let tests = GESTURES.iter().filter(|(gesture, _)| gesture == id);
        assert_eq!(tests.count(), 1, "tests of {id}");
    }
    for (gesture, _) in GESTURES {
        assert!(ids.contains(gesture), "{gesture} is no gesture");
    }
}

/// Runs the test of a binding, with the binding or without it.
fn run(covered: &Covered, is_bound: bool) -> Output {
    let program = std::env::current_exe().expect("this program");
    let mut command = Command::new(program);
    command
        .args(["--exact", covered.test, "--test-threads", "1"])
        .env_remove("ENTENTE_UNBOUND")
        .env_remove("ENTENTE_CASE");
    if covered.is_case {
        command
            .arg("--ignored")
            .env("ENTENTE_CASE", &covered.binding);
    }
    if !is_bound {
        command.env("ENTENTE_UNBOUND", &covered.binding);
    }
    command.output().expect("it runs")
}

/// Whether exactly one test ran, and passed.
fn passed(output: &Output) -> bool {
    output.status.success() && String::from_utf8_lossy(&output.stdout).contains("1 passed")
}

/// Whether exactly one test ran, and failed where a test fails: by what it asserts.
fn failed(output: &Output) -> bool {
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    output.status.code() == Some(101) && said.contains("1 failed")
}

#[test]
#[ignore = "takes minutes, and needs the feature `unbound`: .ci/bindings"]
fn every_binding_that_is_taken_away_fails_its_test() {
    let can_take_away = cfg!(feature = "unbound");
    assert!(
        can_take_away,
        "without the feature `unbound` nothing can be taken away: run .ci/bindings"
    );
    let all = covered();
    let (next, found) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let missed = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(covered) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let (with, without) = (run(covered, true), run(covered, false));
                    if passed(&with) && failed(&without) {
                        found.fetch_add(1, Ordering::Relaxed);
                    } else {
                        let with = if passed(&with) { "passes" } else { "fails" };
                        let without = if failed(&without) { "fails" } else { "passes" };
                        let words = format!(
                            "{}: {} {with} with it and {without} without",
                            covered.binding, covered.test
                        );
                        missed.lock().expect("no thread fell over").push(words);
                    }
                }
            });
        }
    });
    let found = found.into_inner();
    let figure = format!(
        "{found} of {} bindings: removing it fails its test",
        all.len()
    );
    tell(&figure);
    let missed = missed.into_inner().expect("no thread fell over");
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[expect(clippy::print_stdout, reason = "the figure is what the run is for")]
fn tell(figure: &str) {
    println!("{figure}");
}
