//! Selecting.

use crate::drawing::nearest_in_direction;
use crate::model::Subject;
use crate::session::{Session, Step};

impl Session {
    pub(super) fn select(&mut self, subject: Subject) {
        self.selection.select(subject, &self.document.scene);
    }

    pub(super) fn move_selection(&mut self, step: Step) {
        if let Some(next) = self.neighbour(step) {
            self.select(next);
        }
    }

    /// What the selection moves to; the first or last subject of the picture
    /// where nothing is selected, `None` where there is nothing that way.
    pub fn neighbour(&self, step: Step) -> Option<Subject> {
        let drawing = self.derived.drawing()?;
        let mut subjects = drawing.marks.iter().map(|mark| &mark.subject);
        // What a filter hides is nowhere on the map to go on from.
        let is_drawn = |focus: &&Subject| drawing.marks.iter().any(|mark| mark.subject == **focus);
        let Some(now) = self.selection.focus().filter(is_drawn) else {
            return match step {
                Step::Previous => subjects.next_back().cloned(),
                Step::Next | Step::Toward(_) => subjects.next().cloned(),
            };
        };
        match step {
            Step::Next => subjects
                .skip_while(|subject| *subject != now)
                .nth(1)
                .cloned(),
            Step::Previous => subjects
                .rev()
                .skip_while(|subject| *subject != now)
                .nth(1)
                .cloned(),
            Step::Toward(heading) => nearest_in_direction(drawing, now, heading),
        }
    }
}
