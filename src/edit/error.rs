//! Why an edit is refused.

use crate::model::{IdError, WeightError};

/// Why an edit is refused. The scene is then as it was. Each says what would be
/// accepted.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum EditError {
    /// The record to be changed is not in the scene.
    #[error("there is no {what} {id} in this scene; it may have been deleted")]
    NotThere {
        /// The sort of record: `actor`.
        what: &'static str,
        /// Its id.
        id: String,
    },
    /// The id is taken.
    #[error("the id {id} is taken by another {what}; choose another id")]
    Taken {
        /// The sort of record: `actor`.
        what: &'static str,
        /// The id.
        id: String,
    },
    /// The text is not an id.
    #[error(transparent)]
    Id(#[from] IdError),
    /// The number is not a weight.
    #[error(transparent)]
    Weight(#[from] WeightError),
    /// A text that must say something is empty.
    #[error("{field} may not be empty; write a few words")]
    Empty {
        /// What the text is: `the name of an actor`.
        field: &'static str,
    },
    /// A text is longer than its field takes.
    #[error("{field} may have at most {most} characters, this has {count}; shorten it")]
    TooLong {
        /// What the text is.
        field: &'static str,
        /// The most characters it may have.
        most: usize,
        /// How many it has.
        count: usize,
    },
    /// Both ends of a tie are the same actor.
    #[error("a tie joins two different actors; choose another actor for one end")]
    SelfTie,
    /// A bearing that the claim has already.
    #[error("the claim {claim} bears on {on} already; change that bearing instead")]
    BearsAlready {
        /// The claim.
        claim: String,
        /// What it bears on, in words.
        on: String,
    },
    /// A number that is out of its range.
    #[error("{field} is a number from {least} to {most}, not {value}")]
    Number {
        /// What the number is: `the gap`.
        field: &'static str,
        /// The least that it may be.
        least: f64,
        /// The most that it may be.
        most: f64,
        /// What it is.
        value: f64,
    },
    /// A claim or source that repeats, contradicts or is derived from itself.
    #[error("a {what} cannot {does} itself; name another {what}")]
    LinksToItself {
        /// The sort of record: `claim`.
        what: &'static str,
        /// What it cannot do: `repeat`.
        does: &'static str,
    },
    /// A SHA-256 that is none.
    #[error("a SHA-256 has 64 hexadecimal digits; write those that sha256sum prints, or nothing")]
    Sha256,
    /// The end of an anchor lies before its beginning.
    #[error(
        "an anchor starts at {start} and ends before, at {end}; swap the two, or leave both out"
    )]
    Anchor {
        /// Where it starts.
        start: u64,
        /// Where it ends.
        end: u64,
    },
    /// A rule that does not exist.
    #[error("there is no rule {rule}")]
    Rule {
        /// The name given.
        rule: String,
    },
    /// Nothing is selected that the edit could change.
    #[error("nothing is selected; select an actor, a tie or a claim first")]
    Nothing,
}
