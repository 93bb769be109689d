//! The panels around the canvas, one file each.

mod actor;
mod card;
mod claim_form;
mod claims;
mod head;
mod left;
mod right;
mod tie;
mod timeline;

#[expect(unused_imports, reason = "the canvas takes what is dragged onto a tie")]
pub(super) use card::DraggedClaim;
pub(super) use claim_form::letters;
pub(super) use head::enter;
pub(super) use left::left_ui;
pub(super) use right::RightPanel;
pub(super) use timeline::timeline_ui;
