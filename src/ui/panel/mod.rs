//! The panels around the canvas, one file each.

mod actor;
mod bottom;
mod card;
mod charts;
mod claim_form;
mod claims;
mod filters;
mod head;
mod left;
mod note;
mod right;
mod several;
mod slide;
mod tie;
mod timeline;
mod views;

pub(super) use bottom::BottomPanel;
pub(super) use card::{DraggedClaim, has_card_focus};
pub(super) use claim_form::letters;
pub(super) use claims::ClaimList;
pub(super) use head::enter;
pub(super) use left::left_ui;
pub(super) use right::RightPanel;
