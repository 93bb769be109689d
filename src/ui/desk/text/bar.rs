//! The small bar at the words that are selected.

use egui::{Area, Button, Frame, Id, Margin, Order, Pos2, Rect, RichText, Ui};

use crate::session::Command;
use crate::ui::style;

use super::hand::copied;
use super::page::Content;

/// About how large it is, in points.
const SIZE: egui::Vec2 = egui::Vec2::new(300.0, 36.0);

/// Shows the bar above the selected words, or below them where there is no room.
pub(super) fn bar_ui(
    ui: &Ui,
    room: Rect,
    selected: Rect,
    content: &Content<'_>,
    commands: &mut Vec<Command>,
) {
    let id = Id::unique("words selected");
    // A press on the bar itself is no selecting.
    let own = ui.ctx().memory(|memory| memory.area_rect(id));
    let is_under_way = ui.input(|input| {
        let origin = input.pointer.press_origin();
        let is_on_it = origin.zip(own).is_some_and(|(at, own)| own.contains(at));
        input.pointer.primary_down() && !is_on_it
    });
    if is_under_way || !room.intersects(selected) || content.session.front_dialog().is_some() {
        return;
    }
    let above = selected.top() - SIZE.y - 8.0;
    let y = if above >= room.top() {
        above
    } else {
        (selected.bottom() + 8.0).min(room.bottom() - SIZE.y - 8.0)
    };
    let most = (room.right() - SIZE.x - 8.0).max(room.left());
    let x =
        (selected.center().x - SIZE.x / 2.0).clamp(room.left() + 8.0, most.max(room.left() + 8.0));
    let window = &style::theme(ui.ctx()).window;
    Area::new(id)
        .order(Order::Middle)
        .fixed_pos(Pos2::new(x, y))
        .show(ui.ctx(), |ui| {
            let frame = Frame::popup(ui.style())
                .corner_radius(egui::CornerRadius::same(8))
                .inner_margin(Margin::symmetric(6, 3));
            frame.show(ui, |ui| {
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = 2.0;
                    let claim = RichText::new("Claim from selection")
                        .family(style::bold())
                        .color(style::color(window.accent));
                    let button = |words: RichText| Button::new(words).frame_when_inactive(false);
                    let claim = ui.add(button(claim)).on_hover_text("C");
                    if claim.clicked() {
                        commands.push(Command::ClaimFromSelection);
                    }
                    if ui.add(button(RichText::new("Copy"))).clicked() {
                        commands.extend(copied(content));
                    }
                    let hint = "The next place with these words, here or in another source";
                    let elsewhere = button(RichText::new("Find elsewhere"));
                    if ui.add(elsewhere).on_hover_text(hint).clicked() {
                        commands.push(Command::FindElsewhere);
                    }
                });
            });
        });
}
