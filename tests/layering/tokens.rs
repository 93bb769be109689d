//! Rust source as names, `::` and single signs, each with its line. Comments,
//! strings, character literals, lifetimes and numbers are left out, so that a
//! rule can never be broken by a sentence.

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A name or a keyword, without `r#`.
    Name(String),
    /// `::`
    PathSep,
    /// Any other sign.
    Sign(char),
}

/// A token and the line that it stands on, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    pub(crate) line: usize,
}

impl Token {
    /// The name, where it is one.
    pub(crate) fn name(&self) -> Option<&str> {
        match &self.kind {
            Kind::Name(name) => Some(name),
            Kind::PathSep | Kind::Sign(_) => None,
        }
    }

    /// Whether it is this sign.
    pub(crate) fn is(&self, sign: char) -> bool {
        self.kind == Kind::Sign(sign)
    }
}

/// All tokens of this source.
pub(crate) fn tokens(source: &str) -> Vec<Token> {
    let mut reader = Reader {
        chars: source.chars().collect(),
        at: 0,
        line: 1,
        out: Vec::new(),
    };
    while reader.at < reader.chars.len() {
        reader.step();
    }
    reader.out
}

struct Reader {
    chars: Vec<char>,
    at: usize,
    line: usize,
    out: Vec<Token>,
}

impl Reader {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    /// Takes one character and counts lines.
    fn take(&mut self) -> Option<char> {
        let taken = self.peek(0)?;
        self.at += 1;
        if taken == '\n' {
            self.line += 1;
        }
        Some(taken)
    }

    fn push(&mut self, kind: Kind) {
        self.out.push(Token {
            kind,
            line: self.line,
        });
    }

    fn step(&mut self) {
        match (self.peek(0), self.peek(1)) {
            (Some('/'), Some('/')) => {
                while self.peek(0).is_some_and(|c| c != '\n') {
                    self.at += 1;
                }
            }
            (Some('/'), Some('*')) => self.block_comment(),
            (Some('"'), _) => self.string(),
            (Some('\''), _) => self.quote(),
            (Some(':'), Some(':')) => {
                self.push(Kind::PathSep);
                self.at += 2;
            }
            (Some(c), _) if c.is_alphabetic() || c == '_' => self.word(),
            (Some(c), _) if c.is_ascii_digit() => self.number(),
            (Some(c), _) if c.is_whitespace() => {
                self.take();
            }
            (Some(c), _) => {
                self.push(Kind::Sign(c));
                self.take();
            }
            (None, _) => {}
        }
    }

    fn block_comment(&mut self) {
        let mut depth = 0;
        loop {
            match (self.peek(0), self.peek(1)) {
                (Some('/'), Some('*')) => {
                    depth += 1;
                    self.at += 2;
                }
                (Some('*'), Some('/')) => {
                    depth -= 1;
                    self.at += 2;
                    if depth == 0 {
                        return;
                    }
                }
                _ => {
                    if self.take().is_none() {
                        return;
                    }
                }
            }
        }
    }

    /// A string with escapes, from its opening quote.
    fn string(&mut self) {
        self.take();
        while let Some(c) = self.take() {
            match c {
                '\\' => {
                    self.take();
                }
                '"' => return,
                _ => {}
            }
        }
    }

    /// A raw string, from its first `#` or its opening quote.
    fn raw_string(&mut self) {
        let mut hashes = 0;
        while self.peek(0) == Some('#') {
            hashes += 1;
            self.at += 1;
        }
        self.take();
        while let Some(c) = self.take() {
            if c == '"' && (0..hashes).all(|ahead| self.peek(ahead) == Some('#')) {
                self.at += hashes;
                return;
            }
        }
    }

    /// A character literal or a lifetime.
    fn quote(&mut self) {
        self.take();
        if self.peek(0) == Some('\\') {
            self.take();
            self.take();
            while self.take().is_some_and(|c| c != '\'') {}
        } else if self.peek(1) == Some('\'') {
            self.take();
            self.take();
        } else {
            while self.peek(0).is_some_and(is_word) {
                self.at += 1;
            }
        }
    }

    /// A name, or the letters before a string or a raw name.
    fn word(&mut self) {
        let mut word = String::new();
        while let Some(c) = self.peek(0).filter(|c| is_word(*c)) {
            word.push(c);
            self.at += 1;
        }
        let is_raw = matches!(word.as_str(), "r" | "br" | "cr");
        let opens_raw = self.peek(0) == Some('"')
            || (self.peek(0) == Some('#') && matches!(self.peek(1), Some('#' | '"')));
        if is_raw && opens_raw {
            self.raw_string();
        } else if word == "r" && self.peek(0) == Some('#') {
            self.at += 1;
        } else {
            self.push(Kind::Name(word));
        }
    }

    /// A number with its suffix: `1.0`, `0xFFu8`, but not the dots of `0..x`.
    fn number(&mut self) {
        while self.peek(0).is_some_and(is_word)
            || (self.peek(0) == Some('.') && self.peek(1).is_some_and(|c| c.is_ascii_digit()))
        {
            self.at += 1;
        }
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}
