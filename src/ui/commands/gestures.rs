//! What is done with the pointer, and with keys that a widget takes itself: for
//! the list of keys.

use crate::ui::unbound;

/// A gesture, or a key that is not in the table of commands.
pub(in crate::ui) struct Gesture {
    /// Short and stable, for the code that decides it; empty where a widget does.
    pub id: &'static str,
    /// Its heading in the list.
    pub group: &'static str,
    /// How it is written; others that do the same after a comma.
    pub keys: &'static str,
    /// What it does; empty where another line says it.
    pub name: &'static str,
}

const fn pointer(id: &'static str, keys: &'static str, name: &'static str) -> Gesture {
    Gesture {
        id,
        group: "Pointer",
        keys,
        name,
    }
}

/// A gesture that stands in the list with another one.
const fn besides(id: &'static str) -> Gesture {
    pointer(id, "", "")
}

const fn focus(keys: &'static str, name: &'static str) -> Gesture {
    Gesture {
        id: "",
        group: "Keyboard",
        keys,
        name,
    }
}

/// Whether the gesture of this id does what it is there for: always, but in a
/// build for tests of the tests, where one gesture can be made to do nothing.
pub(in crate::ui) fn is_bound(id: &str) -> bool {
    debug_assert!(
        GESTURES.iter().any(|gesture| gesture.id == id),
        "no gesture is called {id}"
    );
    !unbound::is_unbound(|| id.to_owned())
}

/// The ids of all gestures that the canvas decides on, each once: for tests.
pub fn gesture_ids() -> impl Iterator<Item = &'static str> {
    let ids = GESTURES.iter().map(|gesture| gesture.id);
    ids.filter(|id| !id.is_empty())
}

/// All that the list of keys shows, group by group.
pub(in crate::ui) fn listed() -> impl Iterator<Item = &'static Gesture> {
    GESTURES.iter().filter(|gesture| !gesture.name.is_empty())
}

/// All of them.
const GESTURES: &[Gesture] = &[
    focus("Tab, Shift+Tab", "Next or previous actor, tie or button"),
    focus("F6", "To the map, from anywhere"),
    focus("F10", "To the menus, and back"),
    focus("Left, Right", "In a menu: to the next menu"),
    focus(
        "Ctrl+Arrow keys",
        "On the map: the nearest that way; without Ctrl where no actor or note is selected",
    ),
    focus("Enter", "On the map: to the claims of what is selected"),
    focus("Enter, Space", "Press what has the focus"),
    focus("Enter, F2", "On the card of the selected claim: change it"),
    focus("Alt+Up, Alt+Down", "On the card of a claim: move it"),
    focus("Ctrl+F", "In the table of claims: search"),
    focus("Down, Enter", "In that search: on to the claims found"),
    focus(
        "Up, Down, Home, End",
        "In the table of claims: from row to row",
    ),
    focus("Enter", "On a row of the table: open the form of the claim"),
    focus("Left, Right", "On the head of a group: fold, unfold"),
    focus(
        "Arrow keys",
        "In a table of actors or ties: from cell to cell",
    ),
    focus("Shift+Up, Shift+Down", "There: select a range"),
    focus("Enter, F2", "There: edit the cell"),
    focus("Space, Ctrl+A", "There: select or let go; select all rows"),
    focus("Shift+F10", "There: the menu of the row"),
    focus("Left, Right", "On the head of a column: to the next"),
    focus(
        "Shift+Left, Shift+Right",
        "On the head of a column: its width",
    ),
    focus("Arrow keys, Enter", "In a chart: to a mark, select it"),
    focus(
        "Left, Right, Home, End",
        "In the strip of slides: to another",
    ),
    focus(
        "Alt+Left, Alt+Right",
        "There: move the slide, as by dragging it",
    ),
    focus("Enter, F2", "There: edit the headline"),
    focus("Del", "There: delete the slide"),
    focus("Ctrl+Enter", "In a form: save it"),
    focus("Enter, Esc", "In a field of the panel: keep or put back"),
    focus("Left, Right", "On the weight: by 0.05, with Shift 0.01"),
    focus("Home, End", "On the weight: to \u{2212}1 or +1"),
    focus("0", "On the weight: to 0"),
    pointer("click", "Click", "Select; on nothing, let go"),
    pointer("shift-click", "Shift+Click", "Select besides"),
    pointer("ctrl-click", "Ctrl+Click", "Select besides, or let go"),
    pointer(
        "double-click-edit",
        "Double-click",
        "Edit a name or label; on nothing, a new actor",
    ),
    besides("double-click-new"),
    pointer(
        "move",
        "Drag an actor",
        "Move it, with all selected actors; their places stay",
    ),
    pointer(
        "duplicate",
        "Alt+Drag an actor",
        "Copy it, with all that is selected",
    ),
    pointer("axis-lock", "Shift while dragging", "Along one axis only"),
    pointer(
        "suspend-snapping",
        "Space while dragging",
        "Without snapping into line",
    ),
    pointer(
        "handle-tie",
        "Drag the handle",
        "At an actor\u{2019}s rim: draw a tie",
    ),
    besides("handle-new-actor"),
    pointer(
        "lead-tie",
        "Drag the end of a tie",
        "Of the selected one: lead it elsewhere",
    ),
    pointer(
        "note-edge",
        "Drag the edge of a note",
        "Of the selected one: its width; double-click: by its text",
    ),
    besides("note-edge-fit"),
    pointer(
        "tie-chain",
        "Ctrl+Click",
        "While drawing a tie: go on from there",
    ),
    pointer(
        "tie-fan",
        "Shift+Click",
        "While drawing a tie: another from the same",
    ),
    besides("tie-click"),
    pointer("hand-pan", "Drag, Space+Drag", "Move the map"),
    besides("space-pan"),
    pointer("middle-pan", "Middle drag, Right drag", "Move the map"),
    besides("right-pan"),
    pointer(
        "hand-frame",
        "Shift+Drag",
        "Hand, on nothing: select what a frame holds",
    ),
    besides("hand-frame-adds"),
    pointer(
        "frame",
        "Drag",
        "Select tool, on nothing: the same; Shift adds, Ctrl toggles",
    ),
    besides("frame-adds"),
    besides("frame-toggles"),
    pointer("lasso", "Alt+Drag", "On nothing: select what a lasso holds"),
    pointer(
        "weight-wheel",
        "Wheel on the chip",
        "Of the selected tie: change its weight",
    ),
    pointer(
        "drop-claim",
        "Drag a claim",
        "Onto a tie: it bears on it; onto a claim: order",
    ),
    pointer("menu", "Right click", "A menu for what is there"),
    besides("menu-selects"),
    pointer("wheel-zoom", "Wheel", "Zoom at the pointer"),
    pointer("sideways", "Shift+Wheel", "Move the map sideways"),
    pointer("fingers-pan", "Two fingers", "On a touchpad: move the map"),
    pointer("pinch-zoom", "Pinch, Ctrl+Wheel", "Zoom at the pointer"),
    pointer("", "Double-click", "On the edge of a panel: close it"),
    pointer(
        "",
        "Drop a file",
        "Open the scene, or add the text as a source",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_gestures_share_an_id() {
        let mut seen = Vec::new();
        for id in GESTURES.iter().map(|gesture| gesture.id) {
            assert!(id.is_empty() || !seen.contains(&id), "{id} stands twice");
            seen.push(id);
        }
    }
}
