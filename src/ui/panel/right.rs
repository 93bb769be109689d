//! The right panel: the selected tie or actor, several of them, or else all claims.

use egui::{Frame, Margin, ScrollArea, Ui};

use crate::edit::NAME_CHARS;
use crate::model::Subject;
use crate::session::{
    ClaimDraft, ClaimForm, ClaimRow, Command, DeskTab, Draft, Form, FormCommand, Session,
};
use crate::ui::form::add_button;
use crate::ui::slides::SlidesUi;
use crate::ui::style;
use crate::ui::text::{self, Looks};
use crate::ui::widget::{TextField, named, row_with_end};
use crate::ui::words::counted;

use super::actor::actor_head_ui;
use super::card::{CardPlace, card_ui};
use super::claim_form::ClaimFormUi;
use super::claims::ClaimList;
use super::note::note_head_ui;
use super::several::several_head_ui;
use super::slide::{SlideForm, slide_bar_ui};
use super::tie::tie_head_ui;

/// Height of the title of a draft with its statement below, in points.
const TWO_LINES: f32 = 34.0;
/// Free room to the right of words that stand for a list, in points.
const EMPTY_MARGIN: f32 = 10.0;

/// The right panel, with what it keeps between frames.
#[derive(Default)]
pub(crate) struct RightPanel {
    list: ClaimList,
    form: ClaimFormUi,
    slide: SlideForm,
}

impl RightPanel {
    /// Shows the panel's content.
    pub(crate) fn ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        slides: &mut SlidesUi,
        commands: &mut Vec<Command>,
    ) {
        if let Some(draft) = session.drafts().open_claim() {
            self.form.ui(ui, session, draft, commands);
            return;
        }
        if self.form.is_shown() {
            self.form.close();
            self.list.focus(session.selection().claim());
        }
        if let Some(slide) = session.chosen_slide() {
            if session.selection().is_empty() {
                self.slide.ui(ui, session, slide, slides, commands);
                return;
            }
            slide_bar_ui(ui, session, slide, commands);
        }
        let focus = session.selection().focus().cloned();
        let margin = style::PANEL_MARGIN;
        Frame::new()
            .inner_margin(Margin {
                left: margin,
                right: margin,
                top: 14,
                bottom: 8,
            })
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                match &focus {
                    Some(Subject::Tie(id)) => tie_head_ui(ui, session, id, commands),
                    Some(Subject::Actor(id)) => actor_head_ui(ui, session, id, commands),
                    Some(Subject::Note(id)) => note_head_ui(ui, session, id, commands),
                    _ if session.selection().subjects().len() > 1 => {
                        several_head_ui(ui, session, commands);
                    }
                    _ => all_claims_ui(ui, session, commands),
                }
            });
        if matches!(focus, Some(Subject::Note(_))) {
            // No claim bears on a note.
            return;
        }
        let line = style::color(style::theme(ui.ctx()).window.line);
        let rect = ui.max_rect();
        ui.painter().hline(
            rect.x_range(),
            ui.cursor().top(),
            egui::Stroke::new(1.0, line),
        );
        let list_margin = Margin {
            left: margin - 2,
            right: margin - 8,
            top: 6,
            bottom: 0,
        };
        Frame::new().inner_margin(list_margin).show(ui, |ui| {
            count_ui(ui, session, commands);
            drafts_ui(ui, session, focus.as_ref(), commands);
            let rows = session.derived().claim_rows();
            if rows.is_empty() {
                empty_ui(ui, session);
            } else {
                self.list.ui(ui, session, rows, focus.as_ref(), commands);
            }
        });
    }
}

impl RightPanel {
    /// Beside the text of a source: the form that is open, or else the claim that
    /// is selected.
    pub(crate) fn beside_ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        commands: &mut Vec<Command>,
    ) {
        if let Some(draft) = session.drafts().open_claim() {
            self.form.ui(ui, session, draft, commands);
            return;
        }
        self.form.close();
        let margin = Margin::symmetric(style::PANEL_MARGIN, 14);
        ScrollArea::vertical()
            .id_salt("beside the text")
            .auto_shrink([false, false])
            .show(ui, |ui| {
                Frame::new()
                    .inner_margin(margin)
                    .show(ui, |ui| claim_ui(ui, session, commands));
            });
    }
}

/// The claim that is selected, and drafts to go on with.
fn claim_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let scene = &session.document().scene;
    let looks = Looks::of(ui);
    let claim = session.selection().claim();
    let claim = claim.and_then(|id| scene.claims.get(id));
    let title = claim.map_or_else(
        || "Claims".to_owned(),
        |claim| format!("Claim {}", claim.id),
    );
    row_with_end(
        ui,
        28.0,
        |ui| {
            let add = add_button(ui, "Claim").on_hover_text("New claim  (C)");
            if add.clicked() {
                let form = session.new_claim_form();
                commands.push(Command::Form(FormCommand::Open(form)));
            }
        },
        |ui| text::line(ui, &title, &looks.title()),
    );
    ui.add_space(8.0);
    for form in session.drafts().changed() {
        if let Form::Claim(form) = form
            && let Some(draft) = session.drafts().claim(&form)
        {
            draft_ui(ui, draft, commands);
        }
    }
    let Some(claim) = claim else {
        let words = match session.desk().map(|desk| desk.tab) {
            Some(DeskTab::Claims) => "Click a claim of the table to read it here.",
            Some(DeskTab::Problems) => "What a problem concerns is read and changed here.",
            _ => {
                "Select words of the text to make a claim of them, or click a mark to see the \
                 claim that rests on it."
            }
        };
        text::label(ui, words, &looks.small());
        return;
    };
    let about = session.selection().focus();
    let place = CardPlace {
        is_first: true,
        before: None,
        after: None,
    };
    card_ui(ui, session, claim, about, place, commands);
}

/// Nothing selected: all claims, with a search.
fn all_claims_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let looks = Looks::of(ui);
    text::label(ui, "All claims", &looks.title());
    let sources = session.document().scene.sources.len();
    let line = if session.is_reading_claims() {
        "Reading the claims for the search\u{2026}".to_owned()
    } else {
        format!("{}, by dyad", counted(sources, "source", "sources"))
    };
    text::label(ui, &line, &looks.small());
    ui.add_space(6.0);
    let mut search = session.filter().search().to_owned();
    let field = TextField::singleline(&mut search)
        .char_limit(NAME_CHARS)
        .hint_text("Search claims, quotes, names")
        .desired_width(f32::INFINITY)
        .margin(Margin::symmetric(10, 7));
    let response = ui.add(field);
    named(&response, "Search claims");
    if response.changed() {
        commands.push(Command::Search(search));
    }
}

/// How many claims there are and how many are shown.
fn count_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let looks = Looks::of(ui);
    let (shown, all) = session.derived().claim_counts();
    let later = session.derived().later_claims();
    let words = if later > 0 {
        let there = shown.saturating_sub(later);
        format!("{there} of {} by then", counted(all, "claim", "claims"))
    } else if shown == all {
        counted(all, "claim", "claims")
    } else {
        format!("{shown} of {}", counted(all, "claim", "claims"))
    };
    row_with_end(
        ui,
        28.0,
        |ui| {
            ui.add_space(6.0);
            if add_button(ui, "Claim")
                .on_hover_text("New claim on what is selected  (C)")
                .clicked()
            {
                let form = session.new_claim_form();
                commands.push(Command::Form(FormCommand::Open(form)));
            }
            if shown != all && ui.button("Clear filters").clicked() {
                commands.push(Command::ClearFilter);
            }
        },
        |ui| {
            text::line(ui, &words, &looks.body().bold());
            if shown == 0 || session.quotes().holds_any() {
                return;
            }
            let (remark, meaning) = if has_quote(session) {
                (
                    "source text not held",
                    "The scene keeps the quotes and the SHA-256 of its sources, not their texts. \
                     Add them at the evidence desk to check the quotes.",
                )
            } else {
                (
                    "no source",
                    "No claim here quotes a source. Its form takes quotes, and new sources too.",
                )
            };
            if let Some(shown) = text::line_where_room(ui, remark, &looks.small(), f32::INFINITY) {
                shown.on_hover_text(meaning);
            }
        },
    );
}

/// Whether any of the claims that are listed quotes a source. The first one mostly does.
fn has_quote(session: &Session) -> bool {
    let scene = &session.document().scene;
    let mut rows = session.derived().claim_rows().iter();
    !scene.sources.is_empty()
        && rows.any(|row| match row {
            ClaimRow::Claim(at) => {
                let claim = scene.claims.at(*at);
                claim.is_some_and(|claim| !claim.anchors.is_empty())
            }
            ClaimRow::Head(_) => false,
        })
}

/// Drafts to go on with.
fn drafts_ui(ui: &mut Ui, session: &Session, about: Option<&Subject>, commands: &mut Vec<Command>) {
    let scene = &session.document().scene;
    for draft in session.drafts().claims_about(about, scene) {
        draft_ui(ui, draft, commands);
    }
}

/// A draft to go on with.
fn draft_ui(ui: &mut Ui, draft: &Draft<ClaimForm, ClaimDraft>, commands: &mut Vec<Command>) {
    let looks = Looks::of(ui);
    let window = &style::theme(ui.ctx()).window;
    let form = Form::Claim(draft.form.clone());
    let frame = Frame::new()
        .stroke(egui::Stroke::new(1.0, style::color(window.accent)))
        .corner_radius(egui::CornerRadius::same(8))
        .outer_margin(Margin {
            right: 8,
            ..Margin::ZERO
        })
        .inner_margin(Margin::symmetric(12, 6));
    let statement = draft.content.statement.trim();
    let height = if statement.is_empty() {
        26.0
    } else {
        TWO_LINES
    };
    frame.show(ui, |ui| {
        row_with_end(
            ui,
            height,
            |ui| {
                if ui.button("Discard").clicked() {
                    commands.push(Command::Form(FormCommand::Discard(form.clone())));
                }
                let go_on = ui.button("Continue");
                named(&go_on, "Continue the draft");
                if go_on.clicked() {
                    commands.push(Command::Form(FormCommand::Open(form.clone())));
                }
            },
            |ui| {
                let words = match &draft.form {
                    ClaimForm::New(_) => "Draft of a claim".to_owned(),
                    ClaimForm::Change(id) => format!("Draft of claim {id}, which was deleted"),
                };
                if statement.is_empty() {
                    text::line(ui, &words, &looks.body().bold());
                    return;
                }
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 1.0;
                    text::line(ui, &words, &looks.body().bold());
                    text::line(ui, statement, &looks.small());
                });
            },
        );
    });
    ui.add_space(6.0);
}

/// Says why there is nothing, and what to do.
fn empty_ui(ui: &mut Ui, session: &Session) {
    let (_, all) = session.derived().claim_counts();
    let search = session.filter().search().trim();
    let not_found = format!(
        "Nothing found for \u{201c}{search}\u{201d}. Try other words, or clear the filters."
    );
    let words = if all > 0 && !search.is_empty() {
        not_found.as_str()
    } else if all > 0 {
        "No claim passes the filters. Clear them to see all."
    } else if session.selection().is_empty() {
        "This scene has no claims yet. Select a tie or an actor and press C."
    } else {
        match session.selection().focus() {
            Some(Subject::Tie(_)) => {
                "No claim bears on this tie. That is a finding too: a dyad without evidence is \
                 unknown, not zero."
            }
            Some(Subject::Actor(_)) => {
                "No claim bears on this actor, nor on any of its ties. Press C to write one."
            }
            _ => "No claim bears on what is selected. Press C to write one.",
        }
    };
    ui.add_space(12.0);
    // As far from the edge as what stands above.
    ui.set_max_width(ui.available_width() - EMPTY_MARGIN);
    text::label(ui, words, &Looks::of(ui).small());
}
