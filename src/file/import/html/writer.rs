//! Words and what parts them.

/// What parts two pieces of text; of several the widest counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// Nothing.
    #[default]
    None,
    /// A space.
    Space,
    /// A tab, as between the cells of a row.
    Cell,
    /// The end of a line.
    Line,
    /// An empty line.
    Paragraph,
}

/// Puts text together as it is read on a page: white space runs together, and no
/// text begins or ends with it.
#[derive(Debug, Default)]
pub(super) struct Writer {
    out: String,
    gap: Gap,
    /// How many elements are open in which white space stays as it is.
    as_is: usize,
}

impl Writer {
    /// Adds text.
    pub(super) fn text(&mut self, text: &str) {
        if self.as_is > 0 {
            self.as_is(text);
            return;
        }
        for c in text.chars() {
            // Spaces that do not break are characters of the text.
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                self.gap(Gap::Space);
            } else {
                self.flush();
                self.out.push(c);
            }
        }
    }

    fn as_is(&mut self, text: &str) {
        // The line end after the tag is none of the text.
        let is_begun = self.gap == Gap::None;
        let text = if is_begun {
            text
        } else {
            text.strip_prefix('\n').unwrap_or(text)
        };
        if !text.is_empty() {
            self.flush();
            self.out.push_str(text);
        }
    }

    /// Parts what comes from what is there.
    pub(super) fn gap(&mut self, gap: Gap) {
        self.gap = self.gap.max(gap);
    }

    /// Ends a line; twice is an empty line.
    pub(super) fn line_break(&mut self) {
        if self.as_is > 0 {
            self.as_is("\n");
        } else if self.gap >= Gap::Line {
            self.gap = Gap::Paragraph;
        } else {
            self.gap = Gap::Line;
        }
    }

    /// From here on white space stays as it is.
    pub(super) fn begin_as_is(&mut self) {
        self.as_is += 1;
    }

    /// No longer.
    pub(super) fn end_as_is(&mut self) {
        self.as_is = self.as_is.saturating_sub(1);
    }

    fn flush(&mut self) {
        let gap = std::mem::take(&mut self.gap);
        if self.out.is_empty() {
            return;
        }
        self.out.push_str(match gap {
            Gap::None => "",
            Gap::Space => " ",
            Gap::Cell => "\t",
            Gap::Line => "\n",
            Gap::Paragraph => "\n\n",
        });
    }

    /// The text.
    pub(super) fn finish(self) -> String {
        self.out
    }
}
