//! A table of records: heads that sort and can be sized, and cells that the
//! keyboard walks over and that are edited where they stand. Of all rows only those
//! in view are laid out. What is selected is what is selected on the map.
//!
//! To a screen reader it is a table of rows of cells; every record of the scene can
//! be reached and changed here.

mod cells;
mod columns;
mod edit;
mod head;
mod keys;
mod rows;

use std::fmt::Debug;
use std::hash::Hash;

use egui::{Id, Ui, Vec2};

use crate::edit::Edit;
use crate::model::{Scene, Subject};
use crate::session::{Command, Selection, Session};

use super::text::Look;

pub(in crate::ui) use keys::{has_focus, is_for_a_table, note_focus};

use edit::Editing;

/// Height of a row, in points.
pub(in crate::ui) const ROW: f32 = 26.0;
/// Height of the heads.
const HEAD: f32 = 26.0;
/// Space to both sides of what stands in a cell.
const PAD: f32 = 8.0;
/// The least and the most that a column is wide.
const WIDTHS: [f32; 2] = [36.0, 900.0];

/// What a text comes to, or why it comes to nothing.
type Make = Box<dyn Fn(&Scene, &str) -> Result<Edit, String> + Send + Sync>;

/// How a cell is changed.
pub(in crate::ui) enum Editor {
    /// It cannot be: it follows from something else, as these words say.
    None(&'static str),
    /// As a text.
    Text {
        /// What stands there now.
        value: String,
        /// What stands there while that is empty.
        hint: &'static str,
        /// What becomes of a text.
        make: Make,
    },
    /// As one of a few.
    Choice(Vec<CellChoice>),
}

/// One of the values that a cell can have.
pub(in crate::ui) struct CellChoice {
    /// The value in words.
    pub words: String,
    /// Whether it is the one that holds.
    pub is_now: bool,
    /// The change that makes it so.
    pub edit: Edit,
}

/// What a table shows.
pub(in crate::ui) trait Source {
    /// Its columns.
    type Column: Copy + PartialEq + Debug + Hash + 'static;

    /// What it is called.
    fn name(&self) -> &'static str;
    /// The columns from left to right.
    fn columns(&self) -> &'static [Self::Column];
    /// How many rows there are.
    fn count(&self) -> usize;
    /// What stands in a row.
    fn subject(&self, row: usize) -> Option<Subject>;
    /// The row in which this stands.
    fn row_of(&self, subject: &Subject) -> Option<usize>;
    /// What stands above a column.
    fn title(&self, column: Self::Column) -> &'static str;
    /// What a column says, in a sentence.
    fn meaning(&self, column: Self::Column) -> &'static str;
    /// How wide a column is at first, in points, and how much of the room that is
    /// left it takes.
    fn width(&self, column: Self::Column) -> (f32, f32);
    /// Whether it stands at the right of its cell, as numbers do.
    fn is_number(&self, column: Self::Column) -> bool;
    /// The words of a cell, in full.
    fn words(&self, row: usize, column: Self::Column) -> String;
    /// How they look.
    fn look(&self, ui: &Ui, row: usize, column: Self::Column) -> Look;
    /// What is spoken of a row as a whole.
    fn spoken(&self, row: usize) -> String;
    /// Which way the rows are sorted by a column, where they are.
    fn sorted(&self, column: Self::Column) -> Option<bool>;
    /// Sorts by a column.
    fn sort(&self, column: Self::Column) -> Command;
    /// Shows what there is to tell of a cell.
    fn tell(&self, ui: &mut Ui, row: usize, column: Self::Column);
    /// How a cell is changed.
    fn editor(&self, row: usize, column: Self::Column) -> Editor;
}

/// The table, with what it keeps between frames.
#[derive(Debug)]
pub(in crate::ui) struct Grid<C> {
    /// The cell that the keyboard is at.
    cursor: Option<(Subject, C)>,
    /// The row where it was seen last.
    cursor_row: usize,
    /// Where a range begins that Shift extends.
    anchor: Option<Subject>,
    /// Widths that the person gave columns.
    widths: Vec<(C, f32)>,
    /// The column whose head has the keyboard.
    head: Option<C>,
    /// What was selected when last looked at.
    selected: Selection,
    /// Whether the cell of the keyboard is to be brought into view.
    is_wanted: bool,
    /// Whether it is to have the focus.
    is_focus_wanted: bool,
    has_focus: bool,
    editing: Option<Editing<C>>,
    /// How far it is scrolled, and how much of it is seen.
    offset: Vec2,
    room: Vec2,
}

impl<C> Default for Grid<C> {
    fn default() -> Self {
        Self {
            cursor: None,
            cursor_row: 0,
            anchor: None,
            widths: Vec::new(),
            head: None,
            selected: Selection::default(),
            is_wanted: false,
            is_focus_wanted: false,
            has_focus: false,
            editing: None,
            offset: Vec2::ZERO,
            room: Vec2::ZERO,
        }
    }
}

impl<C: Copy + PartialEq + Debug + Hash + 'static> Grid<C> {
    /// Puts the keyboard into the table, at the cell where it was last.
    pub(in crate::ui) fn enter(&mut self, source: &impl Source<Column = C>) {
        if self.cursor.is_none() {
            let first = source.columns().first();
            self.cursor = source.subject(0).zip(first.copied());
        }
        self.is_focus_wanted = true;
        self.is_wanted = true;
    }

    /// Shows it in all of the room there is.
    pub(in crate::ui) fn ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        source: &impl Source<Column = C>,
        commands: &mut Vec<Command>,
    ) {
        self.follow(session, source);
        self.keys(ui, session, source, commands);
        ui.spacing_mut().item_spacing = Vec2::ZERO;
        let columns = self.columns(source, ui.available_width());
        self.head_ui(ui, source, &columns, commands);
        self.body_ui(ui, session, source, &columns, commands);
    }

    /// Finds the cell of the keyboard again where rows were changed, and the row of
    /// what was selected elsewhere.
    fn follow(&mut self, session: &Session, source: &impl Source<Column = C>) {
        if self.selected != *session.selection() {
            self.selected = session.selection().clone();
            let is_at_it = self
                .cursor
                .as_ref()
                .is_some_and(|(subject, _)| self.selected.has(subject));
            let mut selected = self.selected.subjects().iter().rev();
            if !is_at_it && let Some(subject) = selected.find(|it| source.row_of(it).is_some()) {
                let first = source.columns().first().copied();
                let column = self.cursor.as_ref().map(|(_, column)| *column).or(first);
                self.cursor = column.map(|column| (subject.clone(), column));
                self.anchor = Some(subject.clone());
                self.is_wanted = true;
            }
        }
        let Some((subject, column)) = &self.cursor else {
            return;
        };
        match source.row_of(subject) {
            Some(row) if row != self.cursor_row => {
                self.cursor_row = row;
                // Where it went, the eye goes too, but only with the keyboard there.
                self.is_wanted |= self.has_focus;
            }
            Some(_) => {}
            None => {
                // What stood there is gone: what stands there now, or the last one.
                let row = self.cursor_row.min(source.count().saturating_sub(1));
                let column = *column;
                self.cursor_row = row;
                self.cursor = source.subject(row).map(|subject| (subject, column));
                if self.cursor.is_none() {
                    self.has_focus = false;
                }
            }
        }
        if let Some(editing) = &self.editing
            && source.row_of(&editing.subject).is_none()
        {
            self.editing = None;
        }
    }
}

/// What keeps the focus of a cell.
fn cell_id<C: Hash + Debug>(name: &str, subject: &Subject, column: C) -> Id {
    Id::unique(("cell", name, subject, column))
}
