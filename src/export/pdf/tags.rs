//! What a page is for those who hear it.

use std::num::NonZeroU16;

use krilla::tagging::{Identifier, Node, Tag, TagGroup};

use super::PdfPage;
use super::words::plain;

/// The parts of a page, each in the order in which it is read.
#[derive(Default)]
pub(super) struct PageTags {
    heading: Vec<Identifier>,
    figure: Vec<Identifier>,
    texts: Vec<Identifier>,
    links: Vec<Identifier>,
}

impl PageTags {
    /// A line of the headline.
    pub(super) fn push_heading(&mut self, id: Identifier) {
        self.heading.push(id);
    }

    /// The map.
    pub(super) fn push_figure(&mut self, id: Identifier) {
        self.figure.push(id);
    }

    /// Makes all so far parts of the figure, which is heard as its description.
    pub(super) fn make_figure(&mut self) {
        self.figure.append(&mut self.heading);
        self.figure.append(&mut self.texts);
    }

    /// A line of another text.
    pub(super) fn push_text(&mut self, id: Identifier) {
        self.texts.push(id);
    }

    /// A link.
    pub(super) fn push_link(&mut self, id: Identifier) {
        self.links.push(id);
    }

    /// The page as a section of the document.
    pub(super) fn section(self, page: &PdfPage<'_>) -> Node {
        let mut section = TagGroup::new(Tag::Section);
        self.push_into(page, &mut section);
        section.into()
    }

    /// Adds the parts to a section: headline, figure, texts, links.
    pub(super) fn push_into(self, page: &PdfPage<'_>, section: &mut TagGroup) {
        let group = |tag: krilla::tagging::TagKind, ids: Vec<Identifier>| {
            let children = ids.into_iter().map(Node::from).collect();
            TagGroup::with_children(tag, children)
        };
        if !self.heading.is_empty() {
            let title = Some(plain(page.title)).filter(|it| !it.is_empty());
            section.push(group(Tag::Hn(NonZeroU16::MIN, title).into(), self.heading));
        }
        if !self.figure.is_empty() {
            let described = plain(page.description);
            let words = if described.is_empty() {
                plain(page.title)
            } else {
                described
            };
            section.push(group(Tag::Figure(Some(words)).into(), self.figure));
        }
        for text in self.texts {
            section.push(group(Tag::P.into(), vec![text]));
        }
        for link in self.links {
            section.push(group(Tag::Link.into(), vec![link]));
        }
    }
}
