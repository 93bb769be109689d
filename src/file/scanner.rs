//! The tokens of RON, skipped one by one.
//!
//! Knows where a text, a comment or a number ends, not what it means.

use super::format::MAX_DEPTH;

/// Why a text has no outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// The text ends within something that was begun.
    CutOff {
        /// The length of the text.
        offset: usize,
        /// Where the innermost bracket, text or comment that is still open
        /// begins; `None` where nothing is.
        opened: Option<usize>,
    },
    /// Something stands where it does not belong.
    Unexpected {
        /// Where.
        offset: usize,
    },
    /// More than [`MAX_DEPTH`] brackets are open.
    TooDeep {
        /// Where the first bracket too many stands.
        offset: usize,
    },
}

/// A place in a text, moving forward.
#[derive(Debug)]
pub(super) struct Scanner<'t> {
    text: &'t str,
    offset: usize,
    open: Vec<usize>,
}

impl<'t> Scanner<'t> {
    /// At the beginning of this text.
    ///
    /// # Errors
    /// When the text is longer than offsets of 32 bits reach.
    pub(super) fn new(text: &'t str) -> Result<Self, Flaw> {
        if u32::try_from(text.len()).is_err() {
            return Err(Flaw::Unexpected { offset: 0 });
        }
        Ok(Self {
            text,
            offset: 0,
            open: Vec::new(),
        })
    }

    /// The byte that the scanner is at.
    pub(super) fn offset(&self) -> usize {
        self.offset
    }

    /// Whether nothing is left.
    pub(super) fn is_at_end(&self) -> bool {
        self.rest().is_empty()
    }

    /// What is left.
    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.offset..).unwrap_or("")
    }

    /// The next character.
    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Takes this character if it is the next.
    pub(super) fn take(&mut self, wanted: char) -> bool {
        let is_next = self.rest().starts_with(wanted);
        if is_next {
            self.offset += wanted.len_utf8();
        }
        is_next
    }

    /// Returns to an earlier place.
    pub(super) fn go_back(&mut self, offset: usize) {
        self.offset = offset;
    }

    /// Takes an opening bracket.
    ///
    /// # Errors
    /// When `depth` brackets around it are as many as there may be.
    pub(super) fn open(&mut self, depth: usize) -> Result<(), Flaw> {
        if depth >= MAX_DEPTH {
            return Err(Flaw::TooDeep {
                offset: self.offset,
            });
        }
        self.open.push(self.offset);
        self.offset += 1;
        Ok(())
    }

    /// Notes that the innermost bracket is closed.
    pub(super) fn close(&mut self) {
        self.open.pop();
    }

    /// The flaw of a text that ends here.
    pub(super) fn cut_off(&self) -> Flaw {
        Flaw::CutOff {
            offset: self.text.len(),
            opened: self.open.last().copied(),
        }
    }

    /// The flaw of what stands here.
    pub(super) fn unexpected(&self) -> Flaw {
        Flaw::Unexpected {
            offset: self.offset,
        }
    }

    /// The flaw of being unable to go on: cut off at the end of the text, else
    /// something unexpected.
    pub(super) fn stopped(&self) -> Flaw {
        if self.is_at_end() {
            self.cut_off()
        } else {
            self.unexpected()
        }
    }

    /// Skips white space and comments.
    ///
    /// # Errors
    /// When a block comment does not end.
    pub(super) fn skip_space(&mut self) -> Result<(), Flaw> {
        loop {
            self.skip_while(is_space);
            if self.rest().starts_with("//") {
                self.skip_while(|c| c != '\n');
            } else if self.rest().starts_with("/*") {
                self.skip_block_comment()?;
            } else if self.rest() == "/" {
                // Half of what begins a comment.
                return Err(self.unclosed());
            } else {
                return Ok(());
            }
        }
    }

    /// Skips `#![…]` lines and the space around them.
    ///
    /// # Errors
    /// When a comment or an attribute does not end.
    pub(super) fn skip_attributes(&mut self) -> Result<(), Flaw> {
        self.skip_space()?;
        while self.rest().starts_with("#!") {
            let length = self.rest().find(']').ok_or_else(|| self.cut_off())?;
            self.offset += length + 1;
            self.skip_space()?;
        }
        Ok(())
    }

    /// Skips a value without parts, or the name before a bracket: true when
    /// that was all of the value, false when a bracket comes next or nothing
    /// was there to skip.
    ///
    /// # Errors
    /// When a text does not end.
    pub(super) fn skip_plain(&mut self) -> Result<bool, Flaw> {
        let Some(first) = self.peek() else {
            return Err(self.cut_off());
        };
        if self.skip_text()? {
            return Ok(true);
        }
        if first.is_ascii_digit() || matches!(first, '+' | '-' | '.') {
            self.skip_while(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.' | '_'));
            return Ok(true);
        }
        if self.skip_word() {
            let after_word = self.offset;
            self.skip_space()?;
            if self.peek() == Some('(') {
                return Ok(false);
            }
            self.offset = after_word;
            return Ok(true);
        }
        Ok(false)
    }

    /// Skips a name or a bare word.
    pub(super) fn skip_word(&mut self) -> bool {
        if self.rest().starts_with("r#") {
            self.offset += 2;
            self.skip_while(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '+' | '-'));
            return true;
        }
        let is_word = self.peek().is_some_and(|c| c.is_alphabetic() || c == '_');
        if is_word {
            self.skip_while(|c| c.is_alphanumeric() || c == '_');
        }
        is_word
    }

    /// Skips a text, byte text or character, if one begins here.
    fn skip_text(&mut self) -> Result<bool, Flaw> {
        let rest = self.rest();
        let plain = rest.strip_prefix('b').unwrap_or(rest);
        if let Some(after_r) = plain.strip_prefix('r') {
            let hashes = after_r.len() - after_r.trim_start_matches('#').len();
            if after_r.get(hashes..).is_some_and(|it| it.starts_with('"')) {
                let opening = rest.len() - after_r.len() + hashes + 1;
                let closing = format!("\"{}", "#".repeat(hashes));
                self.skip_to(opening, &closing)?;
                return Ok(true);
            }
        }
        let opening = rest.len() - plain.len() + 1;
        match plain.chars().next() {
            Some('"') => self.skip_escaped(opening, '"')?,
            Some('\'') => self.skip_escaped(opening, '\'')?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Skips to behind `closing`, which may not lie within the opening.
    fn skip_to(&mut self, opening: usize, closing: &str) -> Result<(), Flaw> {
        let body = self.rest().get(opening..).unwrap_or("");
        match body.find(closing) {
            Some(length) => {
                self.offset += opening + length + closing.len();
                Ok(())
            }
            None => Err(self.unclosed()),
        }
    }

    fn skip_escaped(&mut self, opening: usize, closing: char) -> Result<(), Flaw> {
        let body = self.rest().get(opening..).unwrap_or("");
        let mut is_escaped = false;
        for (at, c) in body.char_indices() {
            if is_escaped {
                is_escaped = false;
            } else if c == '\\' {
                is_escaped = true;
            } else if c == closing {
                self.offset += opening + at + 1;
                return Ok(());
            }
        }
        Err(self.unclosed())
    }

    fn skip_block_comment(&mut self) -> Result<(), Flaw> {
        let bytes = self.rest().as_bytes();
        let (mut at, mut levels) = (0, 0_usize);
        while let Some(pair) = bytes.get(at..at + 2) {
            match pair {
                b"/*" => levels += 1,
                b"*/" => levels -= 1,
                _ => {
                    at += 1;
                    continue;
                }
            }
            at += 2;
            if levels == 0 {
                self.offset += at;
                return Ok(());
            }
        }
        Err(self.unclosed())
    }

    /// The flaw of a text or comment that begins here and does not end.
    fn unclosed(&self) -> Flaw {
        Flaw::CutOff {
            offset: self.text.len(),
            opened: Some(self.offset),
        }
    }

    fn skip_while(&mut self, is_part: impl Fn(char) -> bool) {
        let rest = self.rest();
        let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        self.offset += length;
    }
}

/// White space of RON.
fn is_space(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t'..='\r' | '\u{85}' | '\u{200E}' | '\u{200F}' | '\u{2028}' | '\u{2029}'
    )
}
