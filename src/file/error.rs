//! Why a file is not read at all.

use crate::model::{Position, Problem, Severity, Subject};

/// Why no scene could be read: what, where, and what to do about it.
///
/// Details within a scene are never a reason; they are Problems. In words the
/// place comes first: `line 3, column 5: this scene is format 7; …`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{kind}; {}", place_before(.position.as_ref()), .kind.hint())]
pub struct ReadError {
    /// What is the matter.
    pub kind: ReadErrorKind,
    /// Where; `None` where the whole file is meant.
    pub position: Option<Position>,
}

/// What makes a file unreadable.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadErrorKind {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// Every byte is zero.
    #[error("the file holds {} and nothing else", counted(*.length, "zero byte", "zero bytes"))]
    OnlyZeros {
        /// How many.
        length: usize,
    },
    /// It is text in an encoding of 16 bits.
    #[error("the file is text in UTF-16, not in UTF-8")]
    Utf16,
    /// It is not UTF-8.
    #[error("the file is not text in UTF-8: byte {byte} fits nowhere")]
    NotText {
        /// The first byte that is wrong, from 0.
        byte: usize,
    },
    /// It ends too early.
    #[error("the file is cut off{}", opened_at(.opened.as_ref()))]
    CutOff {
        /// Where what is still open begins.
        opened: Option<Position>,
    },
    /// It is not RON.
    #[error("the file is not RON: {what}")]
    Syntax {
        /// What ron says, in our words where we have them.
        what: String,
    },
    /// Its brackets are nested too deep.
    #[error("the file is nested deeper than 64 levels")]
    TooDeep,
    /// It is RON, but something else than a scene.
    #[error("the file is not a scene: {what}")]
    NotAScene {
        /// What it lacks.
        what: String,
    },
    /// It is of a format that this program does not know yet.
    #[error("this scene is format {format}, and this Entente reads no newer one than {newest}")]
    Newer {
        /// The format of the file.
        format: u64,
        /// The newest that can be read.
        newest: u32,
    },
}

impl ReadErrorKind {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Empty | Self::OnlyZeros { .. } | Self::CutOff { .. } => {
                "restore the file from a backup or an earlier version; it is left as it is"
            }
            Self::Utf16 => "save it as UTF-8 with a text editor and open it again",
            Self::NotText { .. } => "choose a scene file, or save this one as UTF-8",
            Self::Syntax { .. } => "correct the file there with a text editor",
            Self::TooDeep => "a scene has six levels; check where this file comes from",
            Self::NotAScene { .. } => {
                "choose a scene file: it begins with ( and has the field format: 1"
            }
            Self::Newer { .. } => "open it with a newer Entente",
        }
    }
}

impl ReadError {
    /// The same as a Problem of the scene, for lists of Problems. It always
    /// has a position: the beginning where the whole file is meant.
    pub fn to_problem(&self) -> Problem {
        Problem {
            severity: Severity::Error,
            rule: "unreadable",
            subject: Subject::Scene,
            position: Some(self.position.unwrap_or(Position { line: 1, column: 1 })),
            message: self.kind.to_string(),
            hint: self.kind.hint().to_owned(),
        }
    }
}

/// A number with its noun: "1 zero byte", "2 zero bytes".
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// A place in words, as everywhere but in `FILE:LINE:COLUMN`.
pub(super) fn in_words(at: Position) -> String {
    format!("line {}, column {}", at.line, at.column)
}

fn place_before(position: Option<&Position>) -> String {
    position.map_or_else(String::new, |at| format!("{}: ", in_words(*at)))
}

fn opened_at(opened: Option<&Position>) -> String {
    opened.map_or_else(String::new, |at| {
        format!(": what begins at {} does not end", in_words(*at))
    })
}

/// What ron found, said to somebody who corrects a file by hand.
pub(super) fn explain(error: &ron::Error) -> String {
    use ron::Error as E;
    let fixed = match error {
        E::ExpectedFloat | E::ExpectedInteger => "a number belongs here",
        E::ExpectedString => "a text in double quotes belongs here",
        E::ExpectedStringEnd => "a text does not end",
        E::ExpectedBoolean => "true or false belongs here",
        E::ExpectedIdentifier | E::InvalidIdentifier(_) | E::SuggestRawIdentifier(_) => {
            "a word without quotes belongs here"
        }
        E::ExpectedArray => "a list in [ ] belongs here",
        E::ExpectedArrayEnd => "a ] is missing",
        E::ExpectedStructLike | E::ExpectedNamedStructLike(_) => "a record in ( ) belongs here",
        E::ExpectedStructLikeEnd | E::ExpectedOptionEnd => "a ) is missing",
        E::ExpectedMap => "a map in { } belongs here",
        E::ExpectedMapEnd => "a } is missing",
        E::ExpectedMapColon => "a colon is missing",
        E::ExpectedComma => "a comma is missing, or the value is of another type",
        E::IntegerOutOfBounds => "the number is out of range",
        E::TrailingCharacters => "something stands after the end of the scene",
        E::UnclosedBlockComment => "a comment does not end",
        E::Eof => "the file ends here",
        E::MissingStructField { field, .. } => return format!("the field `{field}` is missing"),
        E::DuplicateStructField { field, .. } => {
            return format!("the field `{field}` stands twice");
        }
        E::NoSuchEnumVariant {
            expected, found, ..
        } => return format!("`{found}` is not one of {}", expected.join(", ")),
        E::UnexpectedChar(c) => return format!("{c:?} does not belong here"),
        other => return lower_first(&other.to_string()),
    };
    fixed.to_owned()
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(chars).collect()
    })
}
