//! Notes and saved views, from the file to the model. What a view refers to may
//! be gone: that is no error, it then has no effect.

use std::collections::HashSet;

use super::Lift;
use super::checks::{At, Rows};
use crate::file::format::{
    AsOfFile, FilterFile, FocusFile, FrameFile, NoteFile, PathViewFile, StateFile, Text, ViewFile,
};
use crate::model::{
    AsOf, Filter, Focus, Frame, Grade, Id, Note, NoteWidth, PartialDate, PathView, Place,
    SavedView, ViewState,
};

const ENTRY: &str = "the entry is left out";

impl Lift<'_> {
    /// Takes the notes.
    pub(in crate::file) fn notes(
        &mut self,
        files: impl Iterator<Item = (usize, NoteFile<'static>)>,
    ) {
        let mut rows = Rows::default();
        for (index, file) in files {
            let at = At::of("notes", index);
            let place = file.place.and_then(|place| self.place(place, &at));
            let offset = file
                .offset
                .and_then(|offset| self.offset(offset, "offset", &at));
            let width = file.width.and_then(|points| self.note_width(points, &at));
            let Some(id) = self.id(&file.id, &at) else {
                continue;
            };
            let text = file.text.into_owned();
            if text.chars().count() > Note::MOST_CHARS {
                self.findings.error(
                    "long-note",
                    at.field("text"),
                    format!(
                        "a note has at most {} characters; the note is left out",
                        Note::MOST_CHARS
                    ),
                    "shorten it, or make several notes of it",
                );
                continue;
            }
            let note = Note {
                id,
                text,
                place,
                offset,
                width,
            };
            self.push(&mut rows, note, &at, "note");
        }
        self.scene.notes = rows.table;
    }

    fn note_width(&mut self, points: f64, at: &At<'_>) -> Option<NoteWidth> {
        let width = NoteWidth::new(points);
        if width.is_none() {
            self.findings.error(
                "bad-width",
                at.field("width"),
                format!(
                    "the width of a note is a number of points from {} to {}, not {points}; it is \
                     left out",
                    NoteWidth::LEAST,
                    NoteWidth::MOST
                ),
                "write such a number, or remove the field: the card is then as wide as its text",
            );
        }
        width
    }

    /// Takes the saved views.
    pub(in crate::file) fn views(
        &mut self,
        files: impl Iterator<Item = (usize, ViewFile<'static>)>,
    ) {
        let mut rows = Rows::default();
        let mut keys = HashSet::new();
        for (index, file) in files {
            let at = At::of("views", index);
            let Some(id) = self.id(&file.id, &at) else {
                continue;
            };
            let key = file.key.filter(|key| {
                let is_free = (1..=9).contains(key) && keys.insert(*key);
                if !is_free {
                    self.findings.error(
                        "bad-key",
                        at.field("key"),
                        format!(
                            "the key of a view is a digit from 1 to 9 that no other view has, \
                             not {key}; it is left out"
                        ),
                        "write a free digit, or remove the field",
                    );
                }
                is_free
            });
            let view = SavedView {
                id,
                name: file.name.into_owned(),
                key,
                state: self.view_state(
                    StateFile {
                        frame: file.frame,
                        filter: file.filter,
                        focus: file.focus,
                        path: file.path,
                        as_of: file.as_of,
                        show_unknown: file.show_unknown,
                        show_evidence: file.show_evidence,
                    },
                    &at,
                ),
            };
            self.push(&mut rows, view, &at, "view");
        }
        self.scene.views = rows.table;
    }

    /// What a view shows.
    pub(super) fn view_state(&mut self, file: StateFile<'static>, at: &At<'_>) -> ViewState {
        ViewState {
            frame: file.frame.and_then(|frame| self.frame(frame, at)),
            filter: file
                .filter
                .map_or_else(Filter::default, |filter| self.filter(filter, at)),
            focus: file.focus.and_then(|focus| self.focus(focus, at)),
            path: file.path.and_then(|path| self.path_view(path, at)),
            as_of: file.as_of.and_then(|as_of| self.looking_back(as_of, at)),
            is_showing_unknown: file.show_unknown,
            is_showing_evidence: file.show_evidence,
        }
    }

    fn frame(&mut self, file: FrameFile, at: &At<'_>) -> Option<Frame> {
        let center = Place::new(file.lon, file.lat).ok();
        let frame = center.and_then(|it| Frame::new(it, file.width, file.height));
        if frame.is_none() {
            self.findings.error(
                "bad-frame",
                at.field("frame"),
                "a frame has a place in its middle and two sides above 0 and up to a million \
                 degrees; it is left out, and the view shows everything",
                "write four numbers in degrees, or remove the field",
            );
        }
        frame
    }

    /// The ids of a list that a view refers to.
    pub(super) fn soft_ids<K>(
        &mut self,
        texts: Vec<Text<'static>>,
        list: &'static str,
        at: &At<'_>,
    ) -> Vec<Id<K>> {
        let mut ids = Vec::with_capacity(texts.len());
        for (index, text) in texts.into_iter().enumerate() {
            let at = At {
                parent: Some(at),
                list,
                index,
            };
            ids.extend(self.soft_id(&text, || at.path()));
        }
        ids
    }

    fn soft_id<K>(&mut self, text: &str, path: impl FnOnce() -> String) -> Option<Id<K>> {
        Id::new(text)
            .map_err(|error| {
                let message = format!("{error}; {ENTRY}");
                self.findings
                    .error("bad-id", path(), message, "write an id, or remove it");
            })
            .ok()
    }

    fn filter(&mut self, file: FilterFile<'static>, at: &At<'_>) -> Filter {
        let mut filter = Filter::default();
        for class in file.hidden_classes {
            let path = || at.field("filter.hidden_classes");
            if let Some(class) = self.choice(class, ENTRY, path) {
                filter.set_class(class, false);
            }
        }
        if let Some(least) = file.least_weight {
            if (0.0..=1.0).contains(&least) {
                filter.set_least_weight(least);
            } else {
                self.findings.error(
                    "bad-weight",
                    at.field("filter.least_weight"),
                    format!("the least weight is a number from 0 to 1, not {least}; 0 is taken"),
                    "write a number from 0 to 1",
                );
            }
        }
        for confidence in file.hidden_confidences {
            let path = || at.field("filter.hidden_confidences");
            if let Some(word) = self.choice(confidence, ENTRY, path) {
                filter.set_confidence(word.confidence(), false);
            }
        }
        for kind in self.soft_ids(file.hidden_kinds, "filter.hidden_kinds", at) {
            filter.set_kind(kind, false);
        }
        if let Some(grade) = file.least_grade {
            match Grade::parse(&grade) {
                Some(grade) => filter.set_least_grade(Some(grade)),
                None => self.findings.error(
                    "bad-grade",
                    at.field("filter.least_grade"),
                    format!("{grade:?} is not a grade; it is left out"),
                    "write a letter from A to F and a digit from 1 to 6",
                ),
            }
        }
        for status in file.hidden_statuses {
            let path = || at.field("filter.hidden_statuses");
            if let Some(status) = self.choice(status, ENTRY, path) {
                filter.set_status(status, false);
            }
        }
        for source in self.soft_ids(file.sources, "filter.sources", at) {
            filter.set_source(source, true);
        }
        for name in file.asserters {
            filter.set_asserter(Some(name.into_owned()), true);
        }
        if file.unattributed {
            filter.set_asserter(None, true);
        }
        filter.set_search(file.search.map(Text::into_owned).unwrap_or_default());
        filter.set_dimming(file.dimming);
        filter
    }

    fn focus(&mut self, file: FocusFile<'static>, at: &At<'_>) -> Option<Focus> {
        let actors = self.soft_ids(file.actors, "focus.actors", at);
        let ties = self.soft_ids(file.ties, "focus.ties", at);
        let depth = file.depth.min(Focus::MOST_DEPTH);
        if depth != file.depth {
            self.findings.error(
                "bad-depth",
                at.field("focus.depth"),
                format!(
                    "a focus has a depth from 0 to 9, not {}; 9 is taken",
                    file.depth
                ),
                "write a number from 0 to 9",
            );
        }
        let has_any = !actors.is_empty() || !ties.is_empty();
        has_any.then_some(Focus {
            actors,
            ties,
            depth,
            is_hiding: file.hiding,
        })
    }

    fn path_view(&mut self, file: PathViewFile<'static>, at: &At<'_>) -> Option<PathView> {
        let from = self.soft_id(&file.from, || at.field("path.from"));
        let to = self.soft_id(&file.to, || at.field("path.to"));
        let over = self.choice(file.over, "the path is left out", || at.field("path.over"));
        Some(PathView {
            from: from?,
            to: to?,
            over: over?,
        })
    }

    fn looking_back(&mut self, file: AsOfFile<'static>, at: &At<'_>) -> Option<AsOf> {
        let outcome = "the view is of the present";
        let clock = self.choice(file.clock, outcome, || at.field("as_of.clock"));
        let date = PartialDate::parse(&file.day)
            .map_err(|error| self.bad_date(&error, at.field("as_of.day")))
            .ok();
        Some(AsOf::end_of(clock?, date?))
    }
}
