//! What is done with the pointer, and with keys that a widget takes itself: for
//! the list of keys.

/// A gesture, or a key that is not in the table of commands.
pub(in crate::ui) struct Gesture {
    /// Its heading in the list.
    pub group: &'static str,
    /// How it is written; others that do the same after a comma.
    pub keys: &'static str,
    /// What it does.
    pub name: &'static str,
}

const fn pointer(keys: &'static str, name: &'static str) -> Gesture {
    Gesture {
        group: "Pointer",
        keys,
        name,
    }
}

const fn focus(keys: &'static str, name: &'static str) -> Gesture {
    Gesture {
        group: "Keyboard",
        keys,
        name,
    }
}

/// All of them, group by group.
pub(in crate::ui) const GESTURES: &[Gesture] = &[
    focus("Tab, Shift+Tab", "Next or previous actor, tie or button"),
    focus("F6", "To the map, from anywhere"),
    focus("Arrow keys", "On the map: the nearest that way"),
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
    focus("Arrow keys", "In a table of actors or ties: from cell to cell"),
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
    focus("Ctrl+Enter", "In a form: save it"),
    focus("Enter, Esc", "In a field of the panel: keep or put back"),
    focus("Left, Right", "On the weight: by 0.05, with Shift 0.01"),
    focus("Home, End", "On the weight: to \u{2212}1 or +1"),
    focus("0", "On the weight: to 0"),
    pointer("Click", "Select; on nothing, let go"),
    pointer("Ctrl+Click", "Select besides, or let go"),
    pointer(
        "Double-click",
        "Edit a name or label; on nothing, a new actor",
    ),
    pointer("Drag an actor", "Move it; its true place stays"),
    pointer("Drag the handle", "At an actor\u{2019}s rim: draw a tie"),
    pointer("Shift+Drag", "On nothing: select what a frame holds"),
    pointer("Drag, Space+Drag", "Move the map"),
    pointer(
        "Wheel on the chip",
        "Of the selected tie: change its weight",
    ),
    pointer(
        "Drag a claim",
        "Onto a tie: it bears on it; onto a claim: order",
    ),
    pointer("Right click", "A menu for what is there"),
    pointer("Wheel", "Zoom at the pointer"),
    pointer("Shift+Wheel", "Move the map sideways"),
    pointer("Two fingers", "On a touchpad: move the map"),
    pointer("Pinch, Ctrl+Wheel", "Zoom at the pointer"),
    pointer("Double-click", "On the edge of a panel: close it"),
    pointer("Drop a file", "Open the scene, or add the text as a source"),
];
