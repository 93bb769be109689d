//! What can be done with the card of a claim: by buttons, keys and dragging.

use egui::{Button, CursorIcon, Id, Key, LayerId, Modifiers, Order, Rect, Response, RichText};
use egui::{Sense, Stroke, Ui, UiBuilder, Vec2};
use lucide_icons::Icon;

use super::CardPlace;
use crate::edit::Edit;
use crate::model::{Claim, ClaimId};
use crate::session::{ClaimForm, Command, Dialog, Form, FormCommand, Session};
use crate::ui::style;
use crate::ui::text::{self, Looks};

/// Width of the buttons of a card, in points.
pub(super) const ROOM: f32 = 96.0;

/// What a card that is dragged carries.
pub(in crate::ui) struct DraggedClaim(pub(in crate::ui) ClaimId);

/// The command that opens the form of a claim.
pub(super) fn open_form(claim: &ClaimId) -> Command {
    let form = Form::Claim(ClaimForm::Change(claim.clone()));
    Command::Form(FormCommand::Open(form))
}

fn move_to(claim: &Claim, to: usize) -> Command {
    let claim = claim.id.clone();
    Command::Edit(Edit::MoveClaim { claim, to })
}

/// Whether a press came from the keyboard.
pub(super) fn is_by_key(ui: &Ui) -> bool {
    ui.input(|input| input.key_pressed(Key::Enter))
}

/// Buttons at the upper right corner of a card. They are no stops of the Tab
/// key, which would go through five for each card: every one has a key.
pub(super) fn actions_ui(
    ui: &mut Ui,
    card: Rect,
    claim: &Claim,
    place: CardPlace,
    commands: &mut Vec<Command>,
) {
    let id = &claim.id;
    let delete = Command::Edit(Edit::delete_claim(id.clone()));
    let actions = [
        (Icon::Pencil, "Edit", "Enter", Some(open_form(id))),
        (
            Icon::ArrowUp,
            "Move up",
            "Alt+Up",
            place.before.map(|to| move_to(claim, to)),
        ),
        (
            Icon::ArrowDown,
            "Move down",
            "Alt+Down",
            place.after.map(|to| move_to(claim, to)),
        ),
        (Icon::Trash2, "Delete", "Delete", Some(delete)),
    ];
    let window = &style::theme(ui.ctx()).window;
    let size = Vec2::new(ROOM / actions.len() as f32, 22.0);
    let corner = card.right_top() + Vec2::new(-ROOM - 5.0, 4.0);
    let rect = Rect::from_min_size(corner, Vec2::new(ROOM, size.y));
    // A plate of their own: they may lie on words.
    let plate = rect.expand2(Vec2::new(2.0, 1.0));
    let edge = Stroke::new(1.0, style::color(window.edge));
    let ground = style::color(window.panel);
    ui.painter()
        .rect(plate, style::RADIUS, ground, edge, egui::StrokeKind::Inside);
    let builder = UiBuilder::new().max_rect(rect).id_salt("actions");
    ui.scope_builder(builder, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing = Vec2::ZERO;
            ui.spacing_mut().button_padding = Vec2::ZERO;
            ui.spacing_mut().interact_size = size;
            for (icon, words, keys, command) in actions {
                let glyph = RichText::new(char::from(icon))
                    .family(style::icons())
                    .size(13.0)
                    .color(style::color(window.text_muted));
                let button = Button::new(glyph)
                    .sense(Sense::CLICK)
                    .frame_when_inactive(false)
                    .min_size(size);
                let name = format!("{words} claim {id}");
                let response = ui.add_enabled(command.is_some(), button);
                response.widget_info(|| {
                    egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, &name)
                });
                let is_pressed = response.clicked();
                response.on_hover_text(format!("{words}  ({keys})"));
                commands.extend(command.filter(|_| is_pressed));
            }
        });
    });
}

/// The keys of the card that has the focus.
pub(super) fn keys_ui(
    ui: &Ui,
    session: &Session,
    response: &Response,
    claim: &Claim,
    place: CardPlace,
    commands: &mut Vec<Command>,
) {
    if session.dialog().is_some() {
        return;
    }
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    if pressed(Modifiers::NONE, Key::F2) {
        commands.push(open_form(&claim.id));
    }
    if pressed(Modifiers::NONE, Key::Delete) || pressed(Modifiers::NONE, Key::Backspace) {
        commands.push(Command::Edit(Edit::delete_claim(claim.id.clone())));
    }
    let has_relations = || {
        let scene = &session.document().scene;
        let relations = session.derived().relations();
        !relations.of(scene, &claim.id).is_empty()
    };
    if pressed(Modifiers::NONE, Key::R) && has_relations() {
        commands.push(Command::Show(Dialog::Cluster(claim.id.clone())));
    }
    for (key, to) in [(Key::ArrowUp, place.before), (Key::ArrowDown, place.after)] {
        if pressed(Modifiers::ALT, key)
            && let Some(to) = to
        {
            commands.push(move_to(claim, to));
            response.scroll_to_me(None);
        }
    }
}

/// A card can be dragged onto another one, to stand before or behind it, and onto
/// a tie of the map.
pub(super) fn drag_ui(
    ui: &Ui,
    session: &Session,
    response: &Response,
    card: Rect,
    claim: &Claim,
    commands: &mut Vec<Command>,
) {
    response.dnd_set_drag_payload(DraggedClaim(claim.id.clone()));
    if response.dragged() {
        ui.set_cursor_icon(CursorIcon::Grabbing);
        carried_ui(ui, claim);
    }
    let is_below = ui
        .input(|input| input.pointer.hover_pos())
        .is_some_and(|pointer| pointer.y > card.center().y);
    let is_over = response.dnd_hover_payload::<DraggedClaim>();
    if is_over.is_some_and(|dragged| dragged.0 != claim.id) {
        let y = if is_below {
            card.bottom() + 4.0
        } else {
            card.top() - 4.0
        };
        let accent = style::color(style::theme(ui.ctx()).window.accent);
        ui.painter()
            .hline(card.x_range(), y, Stroke::new(2.5, accent));
    }
    let Some(dropped) = response.dnd_release_payload::<DraggedClaim>() else {
        return;
    };
    let claims = &session.document().scene.claims;
    let (Some(from), Some(at)) = (claims.position(&dropped.0), claims.position(&claim.id)) else {
        return;
    };
    let to = match (from < at, is_below) {
        (true, true) | (false, false) => at,
        (true, false) => at.saturating_sub(1),
        (false, true) => at + 1,
    };
    if from != at && from != to {
        commands.push(Command::Edit(Edit::MoveClaim {
            claim: dropped.0.clone(),
            to,
        }));
    }
}

/// What the pointer carries.
fn carried_ui(ui: &Ui, claim: &Claim) {
    let Some(pointer) = ui.input(|input| input.pointer.hover_pos()) else {
        return;
    };
    let window = &style::theme(ui.ctx()).window;
    let look = Looks::of(ui).small();
    let words = crate::text::ellipsize(&claim.statement, look.text_style(), 240.0);
    let layer = LayerId::new(Order::Tooltip, Id::unique("dragged claim"));
    let painter = ui.ctx().layer_painter(layer);
    let galley = painter.layout_job(text::job(&words, &look, f32::INFINITY));
    let corner = pointer + Vec2::new(12.0, 10.0);
    let rect = Rect::from_min_size(corner, galley.size() + Vec2::new(16.0, 10.0));
    painter.rect(
        rect,
        6.0,
        style::color(window.raised),
        Stroke::new(1.0, style::color(window.accent)),
        egui::StrokeKind::Inside,
    );
    painter.galley(corner + Vec2::new(8.0, 5.0), galley, look.color);
}
