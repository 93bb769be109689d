//! The domain: actors, ties, claims and sources, and the scene that holds them.
//!
//! Every type here holds only values that are right: a [`Weight`] is never NaN
//! nor beyond 1, a [`PartialDate`] is a day of the calendar, an id is readable.
//! The one thing that can be wrong is a reference to a record that is not
//! there; [`Scene::dangling`] finds those.
//!
//! This layer knows no window, no file format and no picture.

mod actor;
mod claim;
mod claim_index;
mod date;
mod date_reader;
mod filter;
#[cfg(test)]
pub(crate) mod fixtures;
mod grade;
pub mod id;
mod note;
mod number;
mod place;
mod printed_date;
mod problem;
mod quantity;
mod scene;
mod slide;
mod source;
mod subject;
mod table;
mod tie;
mod view;
mod weight;

pub use actor::{Actor, ActorKind, Name, Offset, Offsets};
pub use claim::{
    Anchor, Asserter, Bearing, BearingOn, Claim, ClaimDate, Direction, Magnitude, Rank, Stance,
    Status,
};
pub use claim_index::ClaimIndex;
pub use date::{DateError, DateRange, PartialDate};
pub use date_reader::WrittenDateError;
pub use filter::{Filter, TieClass, asserter_name};
pub use grade::{Credibility, Grade, Reliability};
pub use id::{ActorId, ClaimId, Id, IdError, KindId, NoteId, SlideId, SourceId, TieId, ViewId};
pub use note::{Note, NoteWidth};
pub use number::{WrittenNumberError, read_number};
pub use place::{Place, PlaceError};
pub use printed_date::PrintedDate;
pub use problem::{Position, Problem, RuleSeverity, Severities, Severity};
pub use quantity::{Bound, Quantity};
pub use scene::{Basemap, Dangling, Kind, Scene, SourceSummary, Thresholds};
pub use slide::{AsMade, Element, Slide};
pub use source::{Source, SourceKind, SourceRating};
pub use subject::{Dyad, Subject};
pub use table::{Record, Table};
pub use tie::{Confidence, Likelihood, LikelihoodTerm, Tie, TieDirection, TieState};
pub use view::{AsOf, Clock, Focus, Frame, PathOver, PathView, SavedView, ViewState};
pub use weight::{Weight, WeightError, signed};
