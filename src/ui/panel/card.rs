//! The card of a claim.

mod actions;

use egui::{
    CornerRadius, Frame, Id, Margin, Rect, Response, RichText, Sense, Stroke, Ui, UiBuilder, Vec2,
};

use crate::drawing::Theme;
use crate::evidence::{AnchorCheck, Relation, When};
use crate::model::{Asserter, Bearing, Claim, Rank, Scene, Stance, Subject};
use crate::session::{Command, Dialog, Session, subject_of};
use crate::ui::context::{context_menu, subject_ui};
use crate::ui::hover;
use crate::ui::style;
use crate::ui::text::{self, Hover as _, Look, Looks};
use crate::ui::widget::{Chip, chip, named, status_mark};

use actions::{actions_ui, drag_ui, is_by_key, keys_ui, open_form};

pub(in crate::ui) use actions::DraggedClaim;

/// Opacity of a claim that is not there by the day that is looked back from.
const NOT_THERE: f32 = 0.5;
/// At most so many related claims are named on a card; the dialog has them all.
const MOST_RELATIONS: usize = 8;

/// Where a card stands in its list.
#[derive(Clone, Copy)]
pub(super) struct CardPlace {
    /// A claim that is listed twice is the first one once: that one keeps the
    /// keyboard's focus when the list changes.
    pub(super) is_first: bool,
    /// The place in the scene of the claim above it.
    pub(super) before: Option<usize>,
    /// That of the claim below it.
    pub(super) after: Option<usize>,
}

/// Shows a claim as a card. `about` is the tie or actor that the panel is
/// about; without one the card speaks of the claim's first bearing.
pub(super) fn card_ui(
    ui: &mut Ui,
    session: &Session,
    claim: &Claim,
    about: Option<&Subject>,
    place: CardPlace,
    commands: &mut Vec<Command>,
) -> Response {
    let theme = style::theme(ui.ctx());
    let is_selected = session.selection().claim() == Some(&claim.id);
    let bearing = bearing_of(claim, about);
    let builder = UiBuilder::new().sense(Sense::click_and_drag());
    let builder = if place.is_first {
        builder.scope_id(Id::unique(("card", claim.id.as_str())))
    } else {
        builder.id_salt(("card again", claim.id.as_str()))
    };
    let card = ui.scope_builder(builder, |ui| {
        if session.when(&claim.id) != When::By {
            ui.set_opacity(NOT_THERE);
        }
        let response = ui.response();
        let edge = if is_selected {
            Stroke::new(1.5, style::color(theme.figure.selection))
        } else if response.has_focus() {
            Stroke::new(1.5, style::color(theme.window.accent))
        } else {
            Stroke::new(1.0, style::color(theme.window.edge))
        };
        let fill = if response.hovered() {
            theme.window.hover
        } else {
            theme.window.raised
        };
        let frame = Frame::new()
            .fill(style::color(fill))
            .stroke(edge)
            .corner_radius(CornerRadius::same(8))
            .inner_margin(Margin {
                left: 14,
                right: 10,
                top: 9,
                bottom: 10,
            });
        let shown = frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing = Vec2::new(6.0, 4.0);
            content_ui(ui, session, claim, bearing, is_selected, commands);
        });
        stance_bar(
            ui,
            shown.response.rect,
            bearing.map(|bearing| bearing.stance),
            theme,
        );
        let spoken = format!("claim {}: {}", claim.id, claim.statement);
        response.widget_info(move || {
            egui::WidgetInfo::selected(egui::accesskit::Role::ListItem, true, is_selected, &spoken)
        });
        if response.gained_focus() {
            // At once: the next Tab must find the card after this one.
            ui.scroll_to_rect_animation(response.rect, None, egui::style::ScrollAnimation::none());
        }
        let is_opened = is_selected && response.clicked() && is_by_key(ui);
        let opens = context_menu(&response, &[], |ui, takes_focus| {
            let subject = Subject::Claim(claim.id.clone());
            subject_ui(ui, &subject, session, takes_focus, commands);
        });
        if (response.clicked() || opens && !is_selected) && !is_opened {
            response.request_focus();
            commands.push(Command::SelectClaim(claim.id.clone()));
        }
        if is_opened || response.double_clicked() {
            commands.push(open_form(&claim.id));
        }
        let rect = shown.response.rect;
        if response.contains_pointer() || response.has_focus() || is_selected {
            actions_ui(ui, rect, claim, place, commands);
        }
        if response.has_focus() {
            note_focus(ui, response.id);
            keys_ui(ui, session, &response, claim, place, commands);
        }
        drag_ui(ui, session, &response, rect, claim, commands);
    });
    card.response
}

/// Remembers which card has the keyboard's focus, for [`has_card_focus`].
fn note_focus(ui: &Ui, card: Id) {
    ui.data_mut(|data| data.insert_temp(focus_place(), card));
}

/// Whether the card of a claim has the keyboard's focus: some keys are for it then.
pub(in crate::ui) fn has_card_focus(ctx: &egui::Context) -> bool {
    let focus = ctx.memory(|memory| memory.focused());
    let card: Option<Id> = ctx.data(|data| data.get_temp(focus_place()));
    focus.is_some() && focus == card
}

fn focus_place() -> Id {
    Id::unique("card with the focus")
}

/// The bearing that a card is about.
fn bearing_of<'a>(claim: &'a Claim, about: Option<&Subject>) -> Option<&'a Bearing> {
    let wanted = |bearing: &&Bearing| about.is_none_or(|about| subject_of(&bearing.on) == *about);
    claim
        .bearings
        .iter()
        .find(wanted)
        .or_else(|| claim.bearings.first())
}

/// A bar at the left edge in the hue of the stance.
fn stance_bar(ui: &Ui, card: Rect, stance: Option<Stance>, theme: &Theme) {
    let hue = match stance {
        Some(Stance::Supports) => theme.figure.supportive,
        Some(Stance::Strains) => theme.figure.hostile,
        Some(Stance::Neutral) | None => theme.figure.neutral,
    };
    let bar = Rect::from_min_max(
        card.left_top() + Vec2::new(0.0, 8.0),
        card.left_bottom() + Vec2::new(3.0, -8.0),
    );
    ui.painter()
        .rect_filled(bar, CornerRadius::same(1), style::color(hue));
}

fn content_ui(
    ui: &mut Ui,
    session: &Session,
    claim: &Claim,
    bearing: Option<&Bearing>,
    is_selected: bool,
    commands: &mut Vec<Command>,
) {
    let looks = Looks::of(ui);
    let statement = looks.body().struck(claim.is_deprecated());
    // Its buttons stay while a card is selected: they are not to lie on its words.
    let kept = if is_selected { actions::ROOM } else { 0.0 };
    ui.scope(|ui| {
        ui.set_max_width((ui.available_width() - kept).max(actions::ROOM));
        text::label(ui, &claim.statement, &statement);
    });
    rank_ui(ui, &claim.rank);
    for (at, anchor) in claim.anchors.iter().enumerate() {
        let check = session.quotes().check(&claim.id, at);
        let check = check.unwrap_or(&AnchorCheck::NotHeld).in_words();
        let quote = format!("\u{201c}{}\u{201d}", anchor.exact);
        let source = session.document().scene.sources.get(&anchor.source);
        let shown = quote_ui(ui, &quote, &check, &looks);
        if let Some(source) = source {
            shown.on_hover_words(hover::of_source(source));
        }
    }
    if let Some(note) = &claim.note {
        text::label(ui, note, &looks.small());
    }
    ui.add_space(1.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::new(5.0, 5.0);
        chips_ui(ui, session, claim, bearing);
    });
    relations_ui(ui, session, claim, commands);
}

/// Why it is to be taken before others, or was withdrawn: right beneath what is
/// claimed, and not to be overlooked.
fn rank_ui(ui: &mut Ui, rank: &Rank) {
    let window = &style::theme(ui.ctx()).window;
    let (words, ink) = match rank {
        Rank::Normal => return,
        Rank::Preferred { reason } => (format!("Preferred: {reason}"), window.good),
        Rank::Deprecated { reason } => (format!("Deprecated: {reason}"), window.warning),
    };
    let look = Look::new(style::size::SMALL, style::color(ink));
    text::label(ui, &words, &look);
}

/// What it has to do with other claims, which a click selects: in either
/// direction, whichever of them says so.
fn relations_ui(ui: &mut Ui, session: &Session, claim: &Claim, commands: &mut Vec<Command>) {
    let scene = &session.document().scene;
    let neighbours = session.derived().relations().of(scene, &claim.id);
    if neighbours.is_empty() {
        return;
    }
    let looks = Looks::of(ui);
    let window = &style::theme(ui.ctx()).window;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::new(4.0, 3.0);
        let mut words_before = "";
        for neighbour in neighbours.iter().take(MOST_RELATIONS) {
            let words = neighbour.words();
            if words != words_before {
                let look = if neighbour.relation == Relation::Contradicts {
                    Look::new(style::size::SMALL, style::color(window.warning))
                } else {
                    looks.small()
                };
                text::whole_line(ui, words, &look);
                words_before = words;
            }
            let id = &neighbour.claim;
            let link = RichText::new(id.as_str())
                .size(style::size::SMALL)
                .color(style::color(window.accent));
            let other = scene.claims.get(id);
            let statement = other.map_or("", |it| it.statement.as_str());
            let response = link_ui(ui, link).on_hover_words(statement);
            named(&response, &format!("{} {words} {id}", claim.id));
            if response.clicked() {
                commands.push(Command::SelectClaim(id.clone()));
            }
        }
        let words = if neighbours.len() > MOST_RELATIONS {
            format!(
                "and {} more, side by side\u{2026}",
                neighbours.len() - MOST_RELATIONS
            )
        } else {
            "side by side\u{2026}".to_owned()
        };
        let all = RichText::new(words)
            .size(style::size::SMALL)
            .color(style::color(window.text_muted));
        let response = link_ui(ui, all);
        named(
            &response,
            &format!("{} and related claims side by side", claim.id),
        );
        if response.clicked() {
            commands.push(Command::Show(Dialog::Cluster(claim.id.clone())));
        }
    });
}

/// Words that can be clicked but are no stop of the Tab key, which goes from card
/// to card; R shows the same in a dialog, where it is.
fn link_ui(ui: &mut Ui, words: RichText) -> Response {
    ui.add(
        egui::Button::new(words)
            .sense(Sense::CLICK)
            .frame(false)
            .min_size(Vec2::ZERO),
    )
}

/// The quote, and behind it what its check came to.
fn quote_ui(ui: &mut Ui, quote: &str, check: &str, looks: &Looks<'_>) -> Response {
    let small = looks.small();
    let check_look = Look::new(10.5, small.color);
    let is_ltr = !crate::text::has_rtl(quote);
    let mut job = text::job(quote, &small.italic(), ui.available_width());
    if is_ltr {
        text::append(&mut job, &format!("   {check}"), &check_look);
    }
    let shown = ui.add(egui::Label::new(job).wrap());
    if !is_ltr {
        text::line(ui, check, &check_look);
    }
    shown
}

fn chips_ui(ui: &mut Ui, session: &Session, claim: &Claim, bearing: Option<&Bearing>) {
    let scene = &session.document().scene;
    let plain = Chip::plain(ui);
    if session.drafts().has_claim(&claim.id) {
        chip(ui, "draft kept", Chip::strong(ui))
            .on_hover_words("Half-made changes are kept in the form of this claim");
    }
    status_chip(ui, claim, plain);
    if claim.is_forecast {
        chip(ui, "forecast", Chip::strong(ui))
            .on_hover_words("It foretells: what it says has not happened, whatever its date");
    }
    for kind in &claim.kinds {
        chip(ui, scene.kind_label(kind), plain).on_hover_words(hover::of_kind(session, kind));
    }
    for quantity in &claim.quantities {
        let mut words = quantity.amount_in_words();
        if let Some(period) = &quantity.period {
            words = format!("{words} \u{b7} {period}");
        }
        chip(ui, &words, Chip::strong(ui)).on_hover_words(quantity.in_words());
    }
    chip(ui, &claim.grade.to_string(), plain).on_hover_words(format!(
        "{}: {}\n{}",
        claim.grade,
        claim.grade.meaning(),
        claim.grade_reason
    ));
    if let Some(bearing) = bearing {
        let words = format!(
            "{} \u{b7} {}",
            bearing.stance.word(),
            bearing.magnitude.word()
        );
        let meaning = bearing.magnitude.meaning();
        chip(ui, &words, plain).on_hover_words(format!("{meaning}\n{}", bearing.reason));
    }
    asserter_chip(ui, scene, &claim.asserter, plain);
    if let Some(date) = &claim.date {
        let words = date
            .resolved
            .map(|range| range.in_words())
            .or_else(|| date.as_printed.clone());
        if let Some(words) = words {
            let printed = date.as_printed.as_deref().unwrap_or("no date printed");
            let note = date.note.as_deref().unwrap_or("as printed");
            chip(ui, &words, plain).on_hover_words(format!("Printed: {printed}\n{note}"));
        }
    }
}

/// The status by shape and word.
fn status_chip(ui: &mut Ui, claim: &Claim, plain: Chip) {
    // Room for the mark; the chip itself shows only words.
    let response = chip(ui, &format!("\u{2003}{}", claim.status.word()), plain);
    let center = response.rect.left_center() + Vec2::new(13.0, 0.0);
    status_mark(ui.painter(), claim.status, center, 3.6, plain.ink);
    response.on_hover_words(hover::of_status(claim.status));
}

fn asserter_chip(ui: &mut Ui, scene: &Scene, asserter: &Asserter, plain: Chip) {
    let theme = style::theme(ui.ctx());
    let look = match asserter {
        Asserter::Named { .. } => plain,
        // Legal, and flagged.
        Asserter::Unattributed { .. } => Chip {
            ink: style::color(theme.window.warning),
            ..plain
        },
    };
    let mut hover = asserter.detail().unwrap_or("no role given").to_owned();
    if let Asserter::Named {
        affiliation: Some(actor),
        ..
    } = asserter
    {
        hover = format!("{hover}\nSpeaks for {}", scene.actor_name(actor));
    }
    chip(ui, asserter.name(), look).on_hover_words(hover);
}
