//! Entente maps regional influence: actors, the signed and weighted ties
//! between them, and the sourced claims behind every tie.
//!
//! This page is the plan of the house: what it is built for, the words it is
//! written in, who may use whom, and the way from a click to a repaint.
//!
//! # Values
//!
//! 1. Judgement and evidence are two things. An analyst judges a weight, claims
//!    say what they say, and the gap between the two is shown.
//! 2. Unknown is not zero. A pair of actors without evidence has a state and a
//!    reason, and is drawn as such.
//! 3. Nothing is lost. Every change can be undone, no file is half-written, no bad
//!    input is swallowed: it is refused with its place and a way out, and the
//!    original is left alone.
//! 4. One picture. Screen, PNG and SVG are drawn from one description.
//! 5. Files that a colleague can review: text, in a stable order, one field a
//!    line.
//! 6. At rest the window costs nothing; at 2,000 actors it still moves under the
//!    hand.
//! 7. Honest about doubt: every map has a date, every number a scope, a unit and
//!    a period, every analysis its limits.
//!
//! # Words
//!
//! | word | meaning |
//! |---|---|
//! | Scene | the document: actors, ties, claims, sources and how they are shown |
//! | Actor | a node: a state, organisation, company, group or person |
//! | Dyad | an unordered pair of actors; one without a tie has not been looked at |
//! | Tie | a relation within a dyad: valued with a weight in [-1, 1], unknown, or none |
//! | Claim | one checkable proposition, with its asserter, status, grade and anchors |
//! | Bearing | what a claim says about a tie or an actor: stance and magnitude |
//! | Asserter | who says it, or nobody, which is legal and flagged |
//! | Source | a text that claims stand in, with its citation and reliability |
//! | Anchor | the words of a source that a claim rests on, and their place |
//! | Grade | Admiralty code: reliability A to F, credibility 1 to 6; F and 6 are "no basis" |
//! | Estimate | what the graded claims on a tie come to; see [`evidence`] |
//! | Gap | a judged weight further from a standing estimate than the scene allows |
//! | Edit | a change of the scene, as a value; see [`edit`] |
//! | Gesture | an edit in progress: opened, previewed, then kept or given up |
//! | Step | one entry of the history: what it did, the scene before and after, what was selected |
//! | Recovery copy | unsaved work, written by itself into the state folder; never the person's own file |
//! | Version | what a file held at an earlier save, kept in the state folder |
//! | Draft | a form that is not finished; no part of the scene |
//! | View | camera, filter and focus: what is looked at, not what is there |
//! | Focus | actors and ties within so many ties of some; the rest recedes or is hidden |
//! | Path | a way along judged ties between two actors; the rest recedes |
//! | Saved view | a view with a name and a key, kept in the scene |
//! | Note | a text card on the map; part of the picture, no evidence |
//! | Pin | what keeps an actor where it stands, whatever is dragged or aligned |
//! | Command | what a person asked for |
//! | Effect | something outside that a command asks for: a dialog of the system, the clipboard |
//! | Drawing | the picture as data, each mark with its Subject |
//! | Subject | the record that something is about |
//! | Difference | what leads from one scene to another, by record and field; see [`compare`] |
//! | Merge | one scene made of two that came from the same one |
//! | Conflict | a field or record that both sides of a merge changed, each in another way |
//! | Show | slides one after the other before people; it changes nothing of the scene |
//! | Problem | a finding in the data, with severity, place and hint |
//! | Notice | a message to the person |
//!
//! # Layers
//!
//! Each may use only what stands to its left, and neighbours between two arrows
//! do not use each other. `tests/layering.rs` reads this line and enforces it.
//! A name in it may have no module yet.
//!
//! ```text
//! geom -> text -> model -> edit, evidence, analysis, compare -> layout -> drawing
//!     -> file -> export -> session -> ui -> app, cli -> main
//! ```
//!
//! egui and its kin are named only in `ui/`, `app.rs` and `main.rs`; serde only
//! in `file/`, `export/` and where `drawing` reads its themes and basemap;
//! `std::fs` and other calls to the system only in `file/store.rs` and
//! `file/store/`, where every call to the disk is one of the trait
//! [`file::store::Disk`], but for the watching of a file in `file/watch.rs`; file
//! dialogs only in `ui/`. Everything up to `session` therefore runs without a
//! window, and is tested so.
//!
//! File records are not model records: the model holds right values only, the
//! file layer reads whatever is there and says what is wrong with it. Time and
//! randomness are passed in. Whatever is shown, saved or exported has a stated
//! order.
//!
//! # From a click to a repaint
//!
//! 1. A frame begins. Work that finished in the background is handed over before
//!    anything is drawn.
//! 2. Panels and the canvas read the session, which they cannot change, and put
//!    what the person asks for into a queue of commands.
//! 3. When all panels are drawn, the queue is emptied into the one place that
//!    executes. It only routes; each family of commands has a file of its own.
//! 4. A change is an [`edit::Edit`], applied to the scene with checks. One that
//!    cannot be done becomes a notice, and all stays as it was.
//! 5. A drag or a slider that is held previews edits on the scene as it was when
//!    the gesture was opened, and is one step when it is let go of; a change that
//!    changes nothing is none. The history keeps whole scenes, which share what
//!    did not change.
//! 6. What follows from the scene and the view is kept with the request that it
//!    was made for. Equal request, no work; else only what follows is made again:
//!    layout, analysis, drawing.
//! 7. Whatever must happen later says when, and asks for a frame at that time:
//!    an idle window does not wake up by itself. So does the recovery copy, which
//!    is brought up to date at most once in a second while anything is unsaved.
//! 8. The window paints the drawing. Exports walk the very same drawing.

pub mod analysis;
pub mod app;
pub mod cli;
pub mod compare;
pub mod drawing;
pub mod edit;
pub mod evidence;
pub mod export;
pub mod file;
pub mod geom;
pub mod layout;
pub mod model;
pub mod session;
pub mod text;
pub mod ui;
