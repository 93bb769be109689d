//! Slides, from the file to the model. What a slide refers to may be gone: that is
//! no error of the file, and the check before presenting tells it.

use super::Lift;
use super::checks::{At, Rows};
use crate::file::format::{AsMadeFile, SlideFile, Text};
use crate::model::{AsMade, Element, Slide, Subject};

impl Lift<'_> {
    /// Takes the slides.
    pub(in crate::file) fn slides(
        &mut self,
        files: impl Iterator<Item = (usize, SlideFile<'static>)>,
    ) {
        let mut rows = Rows::default();
        for (index, file) in files {
            let at = At::of("slides", index);
            let Some(id) = self.id(&file.id, &at) else {
                continue;
            };
            let mut within = |text: Text<'static>, field, most| self.within(text, field, most, &at);
            let headline = within(file.headline, "headline", Slide::MOST_HEADLINE_CHARS);
            let caption = within(file.caption, "caption", Slide::MOST_CAPTION_CHARS);
            let notes = within(file.notes, "notes", Slide::MOST_NOTES_CHARS);
            let slide = Slide {
                id,
                headline,
                caption,
                notes,
                view: self.view_state(
                    file.view,
                    &At {
                        parent: Some(&at),
                        list: "view",
                        index: 0,
                    },
                ),
                emphasis: self.elements(file.emphasis, "emphasis", &at),
                dimmed: self.elements(file.dimmed, "dimmed", &at),
                reveals: self.elements(file.reveals, "reveals", &at),
                footnotes: self.soft_ids(file.footnotes, "footnotes", &at),
                transition_ms: file.transition_ms.map(|ms| self.transition(ms, &at)),
                is_hidden: file.hidden,
                as_made: self.as_made(file.as_made, &at),
            };
            self.push(&mut rows, slide, &at, "slide");
        }
        self.scene.slides = rows.table;
    }

    /// A text of at most so many characters; a longer one is cut off, and told.
    fn within(
        &mut self,
        text: Text<'static>,
        field: &'static str,
        most: usize,
        at: &At<'_>,
    ) -> String {
        let Some((end, _)) = text.char_indices().nth(most) else {
            return text.into_owned();
        };
        self.findings.error(
            "long-text",
            at.field(field),
            format!("it may have at most {most} characters; the rest is left out"),
            "shorten it",
        );
        text.get(..end).unwrap_or_default().to_owned()
    }

    fn elements(
        &mut self,
        texts: Vec<Text<'static>>,
        list: &'static str,
        at: &At<'_>,
    ) -> Vec<Element> {
        let mut elements = Vec::with_capacity(texts.len());
        for (index, text) in texts.into_iter().enumerate() {
            let read = Subject::parse(&text).as_ref().and_then(Element::of);
            if read.is_none() {
                let at = At {
                    parent: Some(at),
                    list,
                    index,
                };
                self.findings.error(
                    "bad-element",
                    at.path(),
                    format!("{text:?} names no actor and no tie; the entry is left out"),
                    "write `actor` or `tie` and an id, or remove it",
                );
            }
            elements.extend(read);
        }
        elements
    }

    fn transition(&mut self, ms: u32, at: &At<'_>) -> u32 {
        let most = Slide::MOST_TRANSITION_MS;
        if ms > most {
            self.findings.error(
                "bad-transition",
                at.field("transition_ms"),
                format!("a transition takes at most {most} ms, not {ms}; {most} is taken"),
                "write a number from 0 to 5000",
            );
        }
        ms.min(most)
    }

    fn as_made(&mut self, files: Vec<AsMadeFile<'static>>, at: &At<'_>) -> Vec<AsMade> {
        let mut all = Vec::with_capacity(files.len());
        for (index, file) in files.into_iter().enumerate() {
            let of = Subject::parse(&file.of)
                .filter(|it| matches!(it, Subject::Actor(_) | Subject::Tie(_) | Subject::Claim(_)));
            let Some(of) = of else {
                let at = At {
                    parent: Some(at),
                    list: "as_made",
                    index,
                };
                self.findings.error(
                    "bad-element",
                    at.field("of"),
                    format!(
                        "{:?} names no actor, tie or claim; the entry is left out",
                        file.of
                    ),
                    "write `actor`, `tie` or `claim` and an id, or remove it",
                );
                continue;
            };
            all.push(AsMade {
                of,
                was: file.was.into_owned(),
            });
        }
        all
    }
}
