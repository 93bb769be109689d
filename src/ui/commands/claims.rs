//! Changing claims, and what they refer to.

use egui::Key;

use crate::model::Claim;
use crate::session::{ClaimForm, Command, Dialog, Form, FormCommand, Session};

use super::Section::Claims;
use super::{CommandEntry, InMenu, plain};

/// The commands of this section, in the order of the menu.
pub(super) const ENTRIES: &[CommandEntry] = &[
    CommandEntry::new(
        Claims,
        "new-claim",
        "New claim\u{2026}",
        "Opens the form of a claim on what is selected.",
        |session| {
            if session.desk().is_some_and(|desk| desk.selected.is_some()) {
                return vec![Command::ClaimFromSelection];
            }
            let form = session.new_claim_form();
            vec![Command::Form(FormCommand::Open(form))]
        },
    )
    .keys(&[plain(Key::C)])
    .also("add evidence statement"),
    CommandEntry::new(
        Claims,
        "edit-claim",
        "Edit claim\u{2026}",
        "Opens the form of the claim that is selected.",
        |session| {
            let claim = session.selection().claim().cloned();
            let form = claim.map(|id| Form::Claim(ClaimForm::Change(id)));
            let open = form.map(|form| Command::Form(FormCommand::Open(form)));
            open.into_iter().collect()
        },
    )
    .enabled(|session| session.selection().claim().is_some())
    .also("change form grade"),
    CommandEntry::new(
        Claims,
        "show-quote",
        "Show its quote",
        "Shows where the words that the claim rests on stand in the text of their source.",
        |session| {
            let claim = selected(session).map(|claim| claim.id.clone());
            let show = claim.map(|claim| Command::ShowAnchor { claim, anchor: 0 });
            show.into_iter().collect()
        },
    )
    .enabled(|session| selected(session).is_some_and(|claim| !claim.anchors.is_empty()))
    .also("anchor text source desk evidence"),
    CommandEntry::new(
        Claims,
        "related-claims",
        "Related claims\u{2026}",
        "Shows the claims that it contradicts, repeats or follows from, side by side.",
        |session| {
            let claim = selected(session).map(|claim| claim.id.clone());
            let show = claim.map(|claim| Command::Show(Dialog::Cluster(claim)));
            show.into_iter().collect()
        },
    )
    .enabled(|session| {
        selected(session).is_some_and(|claim| {
            let scene = &session.document().scene;
            let relations = session.derived().relations();
            !relations.of(scene, &claim.id).is_empty()
        })
    })
    .also("contradicts repeats cluster"),
    CommandEntry::new(
        Claims,
        "sources",
        "Sources\u{2026}",
        "Lists what claims stand in, to add, change and rate.",
        |_| vec![Command::Show(Dialog::Sources)],
    )
    .also("articles reports citations"),
    CommandEntry::new(
        Claims,
        "kinds",
        "Kinds of claim\u{2026}",
        "Lists the kinds of claim, to add, rename and order.",
        |_| vec![Command::Show(Dialog::Kinds)],
    )
    .also("categories tags"),
    CommandEntry::new(
        Claims,
        "properties",
        "Scene properties\u{2026}",
        "Title, date, basemap, thresholds and severities.",
        |_| vec![Command::Show(Dialog::SceneProperties)],
    )
    .in_menu(InMenu::BelowLine)
    .also("title as-of date gap settings"),
];

/// The claim that is selected.
fn selected(session: &Session) -> Option<&Claim> {
    let claims = &session.document().scene.claims;
    claims.get(session.selection().claim()?)
}
