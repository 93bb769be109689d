//! The bar above the canvas: a chip for everything that leaves something out or
//! lets it recede, with what it does and a way out. Without any there is no bar.

mod words;

use egui::{
    Align2, CornerRadius, FontId, Frame, Id, Margin, Panel, Pos2, Rect, Response, Sense, Stroke,
    StrokeKind, Ui, Vec2,
};
use lucide_icons::Icon;

use crate::model::Focus;
use crate::session::{Command, FindCommand, PanelSide, Session};

use super::commands as table;
use super::style;
use super::text::{self, Hover as _, Look};
use super::widget::{Segment, named, segments};

pub(super) use words::{CONFIDENCES, asserter_word, confidence_word, path_words};
use words::{Chip, chips};

/// Height of a chip, and width of a button in it, in points.
const HEIGHT: f32 = 24.0;
const BUTTON: f32 = 24.0;
/// Room before the words of a chip, in points.
const PAD: f32 = 11.0;

/// A button in a chip.
struct Knob {
    icon: Icon,
    /// Spoken, and shown on hover.
    name: String,
    is_enabled: bool,
    commands: Vec<Command>,
}

/// Shows the bar where anything is left out or recedes.
pub(super) fn filter_bar_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let chips = chips(session);
    // The field says by itself what is searched for. A bar that came with the first
    // letter would make the map smaller under the hand, and a large one anew.
    let is_said = |chip: &Chip| matches!(chip.id, "search" | "as of") && is_search_seen(session);
    if chips.iter().all(is_said) {
        return;
    }
    let window = &style::theme(ui.ctx()).window;
    let frame = Frame::new()
        .fill(style::color(window.panel))
        .inner_margin(Margin::symmetric(10, 5));
    let panel = Panel::top("filters").frame(frame).show(ui, |ui| {
        ui.spacing_mut().item_spacing = Vec2::new(6.0, 5.0);
        ui.horizontal_wrapped(|ui| {
            for chip in &chips {
                chip_ui(ui, session, chip, commands);
            }
            end_ui(ui, session, commands);
        });
    });
    let rect = panel.response.rect;
    let line = Stroke::new(1.0, style::color(window.line));
    ui.painter()
        .hline(rect.x_range(), rect.bottom() - 0.5, line);
}

/// Whether the field that the claims are searched with is on screen.
fn is_search_seen(session: &Session) -> bool {
    session.shows_panel(PanelSide::Right)
        && session.selection().subjects().is_empty()
        && session.drafts().open_claim().is_none()
}

/// How what is left out is drawn, and the way out of all of it.
fn end_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let filter = session.filter();
    if filter.leaves_out_ties() {
        let is_dimming = filter.is_dimming();
        let choices = [
            Segment {
                words: "Hide",
                name: "Hide ties that are left out",
                hover: "Ties that the filters leave out are not drawn",
                is_on: !is_dimming,
            },
            Segment {
                words: "Dim",
                name: "Dim ties that are left out",
                hover: "Ties that the filters leave out are drawn very faintly",
                is_on: is_dimming,
            },
        ];
        if let Some(chosen) = segments(ui, &choices) {
            commands.push(Command::Find(FindCommand::Dim(chosen == 1)));
        }
    }
    let keys = table::keys_of(ui.ctx(), "clear-filters").unwrap_or_default();
    let ways = [
        Way {
            words: "Clear all",
            icon: Icon::FilterX,
            id: "clear-filters",
            hover: format!("Shows everything again  ({keys})"),
        },
        Way {
            words: "Save view\u{2026}",
            icon: Icon::BookmarkPlus,
            id: "save-view",
            hover: "Keeps what is looked at in the scene, under a name and a key".to_owned(),
        },
    ];
    let window = &style::theme(ui.ctx()).window;
    let look = Look::new(style::size::SMALL, style::color(window.accent));
    let galleys = ways.each_ref().map(|way| {
        let job = text::job(way.words, &look, f32::INFINITY);
        ui.painter().layout_job(job)
    });
    let padding = ui.spacing().button_padding.x * 2.0 + ui.spacing().item_spacing.x;
    let wanted: f32 = galleys.iter().map(|galley| galley.size().x + padding).sum();
    // A second row would take from the map what a word is worth.
    let has_words = wanted <= ui.available_size_before_wrap().x;
    if !has_words {
        ui.spacing_mut().button_padding.x = 0.0;
    }
    for (way, galley) in ways.into_iter().zip(galleys) {
        let button = if has_words {
            egui::Button::new(galley).min_size(Vec2::new(0.0, HEIGHT))
        } else {
            let icon = egui::RichText::new(char::from(way.icon));
            let icon = icon.family(style::icons()).size(14.0).color(look.color);
            egui::Button::new(icon).min_size(Vec2::splat(HEIGHT))
        };
        let response = ui.add(button.frame_when_inactive(false));
        named(&response, way.words);
        if response.on_hover_words(way.hover).clicked() {
            table::push(way.id, session, commands);
        }
    }
}

/// A way out of all that is left out, or to keep it.
struct Way {
    words: &'static str,
    icon: Icon,
    /// Id of its command.
    id: &'static str,
    hover: String,
}

fn chip_ui(ui: &mut Ui, session: &Session, chip: &Chip, commands: &mut Vec<Command>) {
    let knobs = knobs(session, chip);
    let window = &style::theme(ui.ctx()).window;
    let look = Look::new(style::size::SMALL, style::color(window.text));
    let buttons = BUTTON * knobs.len() as f32;
    let room = ui.max_rect().width() - buttons - PAD - 8.0;
    let short = crate::text::ellipsize(&chip.words, look.text_style(), f64::from(room.max(24.0)));
    let galley = ui
        .painter()
        .layout_job(text::job(&short, &look, f32::INFINITY));
    let width = PAD + galley.size().x + 2.0 + buttons;
    let (rect, _) = ui.allocate_exact_size(Vec2::new(width, HEIGHT), Sense::hover());
    let (fill, edge) = if chip.is_spotlight {
        (window.accent_faint, window.accent.faded(0.55))
    } else {
        (window.raised, window.edge)
    };
    ui.painter().rect(
        rect,
        CornerRadius::same((HEIGHT / 2.0) as u8),
        style::color(fill),
        Stroke::new(1.0, style::color(edge)),
        StrokeKind::Inside,
    );
    let place = Pos2::new(rect.left() + PAD, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(place, galley, look.color);

    let body = Rect::from_min_max(rect.min, Pos2::new(rect.right() - buttons, rect.bottom()));
    let label = ui.interact(body, Id::unique(("chip", chip.id)), Sense::hover());
    let spoken = chip.words.clone();
    label.widget_info(move || {
        egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, &spoken)
    });
    label.on_hover_words(&chip.hover);
    for (at, knob) in knobs.into_iter().enumerate() {
        let left = body.right() + BUTTON * at as f32;
        let place = Rect::from_min_size(Pos2::new(left, rect.top()), Vec2::new(BUTTON, HEIGHT));
        let id = Id::unique(("chip button", chip.id, at));
        if knob_ui(ui, place, id, &knob).clicked() && knob.is_enabled {
            commands.extend(knob.commands);
        }
    }
}

/// The buttons of a chip, the way out last.
fn knobs(session: &Session, chip: &Chip) -> Vec<Knob> {
    let mut knobs = Vec::new();
    if chip.is_spotlight
        && let Some(focus) = session.focus()
    {
        let deepen = |is_further| vec![Command::Find(FindCommand::Deepen { is_further })];
        knobs.push(Knob {
            icon: Icon::Minus,
            name: "One tie less  (\u{2212})".to_owned(),
            is_enabled: focus.depth > 0,
            commands: deepen(false),
        });
        knobs.push(Knob {
            icon: Icon::Plus,
            name: "One tie further  (+)".to_owned(),
            is_enabled: focus.depth < Focus::MOST_DEPTH,
            commands: deepen(true),
        });
        let (icon, name) = if focus.is_hiding {
            (Icon::EyeOff, "Dim the rest instead of hiding it")
        } else {
            (Icon::Eye, "Hide the rest instead of dimming it")
        };
        knobs.push(Knob {
            icon,
            name: name.to_owned(),
            is_enabled: true,
            commands: vec![Command::Find(FindCommand::HideRest(!focus.is_hiding))],
        });
    }
    knobs.push(Knob {
        icon: Icon::X,
        name: format!("Remove: {}", chip.words),
        is_enabled: true,
        commands: chip.out.clone(),
    });
    knobs
}

fn knob_ui(ui: &Ui, rect: Rect, id: Id, knob: &Knob) -> Response {
    let window = &style::theme(ui.ctx()).window;
    let sense = if knob.is_enabled {
        Sense::click()
    } else {
        Sense::hover()
    };
    let response = ui.interact(rect, id, sense);
    let is_lit = knob.is_enabled && (response.hovered() || response.has_focus());
    if is_lit {
        ui.painter()
            .circle_filled(rect.center(), 9.5, style::color(window.hover));
    }
    if response.has_focus() {
        let stroke = Stroke::new(1.5, style::color(window.accent));
        ui.painter().circle_stroke(rect.center(), 10.0, stroke);
    }
    let ink = match (knob.is_enabled, is_lit) {
        (false, _) => window.text_muted.faded(0.45),
        (true, true) => window.text,
        (true, false) => window.text_muted,
    };
    ui.painter().text(
        rect.center(),
        Align2::CENTER_CENTER,
        char::from(knob.icon),
        FontId::new(13.0, style::icons()),
        style::color(ink),
    );
    let (name, is_enabled) = (knob.name.clone(), knob.is_enabled);
    response.widget_info(move || {
        egui::WidgetInfo::labeled(egui::accesskit::Role::Button, is_enabled, &name)
    });
    named(&response, &knob.name);
    response.on_hover_words(&knob.name)
}
