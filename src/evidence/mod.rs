//! What the claims say, what they rest on, and what a reviewer would ask.
//!
//! [`estimate()`] sets a number from graded claims beside a judged weight,
//! [`check`] looks for a quotation in its source, [`findings()`] lists what is
//! thin, missing or likely to mislead. This layer reads a scene and never
//! changes it; it knows no file and no picture.

mod anchors;
mod as_of;
pub mod claim_text;
mod contested;
mod coverage;
mod estimate;
mod findings;
mod groups;
mod origins;
mod relations;
mod repeats;
mod staleness;
pub mod summary;
mod texts;
mod wording;

pub use anchors::{
    AnchorCheck, Differing, Quotation, anchor_for, check, check_all, check_claims, reanchored,
    reanchored_all,
};
pub use as_of::{AsOf, Chronicle, Clock, NotYet, Past, PastTally, When, reported};
pub use contested::{LEAST_MASS_CONTESTED, LEAST_SHARE_CONTESTED, Sides};
pub use coverage::{
    Coverage, CoverageCell, CoverageColumn, CoverageRow, CoveredTie, EVERY_DYAD, EmptyDyads, Tally,
    Voice, Whole, coverage,
};
pub use estimate::{
    ChangedClaim, Counted, Estimate, Estimator, Gap, LeftOut, LeftOutReason, Verdict,
    changed_claims, estimate, estimate_of, estimates, gap, gap_to, update_estimates,
};
pub use findings::{RULES, Rule, contradictions_of, dyads_not_looked_at, findings, undated_in};
pub use origins::Origins;
pub use relations::{Cluster, Link, Neighbour, Relation, Relations, cautions_on_numbers};
pub use staleness::{age_days, as_of_day, is_stale};
pub use texts::{TextState, Texts};
pub use wording::likelihood_and_confidence_in_one_sentence;
