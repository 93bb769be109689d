//! What the claims say, what they rest on, and what a reviewer would ask.
//!
//! [`estimate()`] sets a number from graded claims beside a judged weight,
//! [`check`] looks for a quotation in its source, [`findings()`] lists what is
//! thin, missing or likely to mislead. This layer reads a scene and never
//! changes it; it knows no file and no picture.

mod anchors;
mod as_of;
mod estimate;
mod findings;
mod groups;
mod origins;
mod repeats;
mod texts;

pub use anchors::{AnchorCheck, Differing, Quotation, anchor_for, check, check_all, reanchored};
pub use as_of::{AsOf, Clock, When, reported};
pub use estimate::{
    Counted, Estimate, Estimator, Gap, LeftOut, LeftOutReason, Verdict, estimate, estimates, gap,
    gap_to,
};
pub use findings::{RULES, Rule, findings};
pub use origins::Origins;
pub use texts::{TextState, Texts};
