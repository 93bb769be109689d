//! Slides as they stand in a file.

use super::views::state_file;
use super::{shown, text};
use crate::file::format::{AsMadeFile, SlideFile, Text};
use crate::model::{Element, Slide};

pub(super) fn slide_file(slide: &Slide) -> SlideFile<'_> {
    let elements = |list: &[Element]| -> Vec<Text<'static>> { list.iter().map(shown).collect() };
    SlideFile {
        id: text(slide.id.as_str()),
        headline: text(&slide.headline),
        caption: text(&slide.caption),
        notes: text(&slide.notes),
        view: state_file(&slide.view),
        emphasis: elements(&slide.emphasis),
        dimmed: elements(&slide.dimmed),
        reveals: elements(&slide.reveals),
        footnotes: slide.footnotes.iter().map(|id| text(id.as_str())).collect(),
        transition_ms: slide.transition_ms,
        hidden: slide.is_hidden,
        as_made: slide
            .as_made
            .iter()
            .map(|it| AsMadeFile {
                of: shown(&it.of),
                was: text(&it.was),
            })
            .collect(),
    }
}
