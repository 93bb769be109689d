//! Selecting.

use crate::drawing::{Heading, nearest_in_direction};
use crate::model::Subject;
use crate::session::{Inline, Level, Session};

impl Session {
    pub(super) fn select(&mut self, subject: Subject) {
        self.selection.select(subject, &self.document.scene);
    }

    pub(super) fn edit_selection(&mut self) {
        match self.selection.focus().and_then(Inline::of) {
            Some(inline) => self.inline = Some(inline),
            None => self.notify(
                Level::Info,
                "Select one actor, tie or note first: its name, label or text is then edited where it \
                 stands.",
            ),
        }
    }

    pub(in crate::session) fn select_many(&mut self, subjects: Vec<Subject>, is_added: bool) {
        let scene = &self.document.scene;
        if is_added {
            self.selection.add_all(subjects, scene);
        } else {
            self.selection.select_all(subjects, scene);
        }
    }

    pub(super) fn select_all(&mut self) {
        let Some(drawing) = self.derived.drawing() else {
            return;
        };
        let subjects: Vec<Subject> = drawing.marks.iter().map(|it| it.subject.clone()).collect();
        self.select_many(subjects, false);
    }

    /// What lies that way from the selection; the first subject of the picture
    /// where nothing of it is selected, `None` where there is nothing that way.
    pub fn neighbour(&self, heading: Heading) -> Option<Subject> {
        let drawing = self.derived.drawing()?;
        // What a filter hides is nowhere on the map to go on from.
        let is_drawn = |focus: &&Subject| drawing.marks.iter().any(|mark| mark.subject == **focus);
        match self.selection.focus().filter(is_drawn) {
            Some(now) => nearest_in_direction(drawing, now, heading),
            None => drawing.marks.first().map(|mark| mark.subject.clone()),
        }
    }
}
