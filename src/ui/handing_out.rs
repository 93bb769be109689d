//! How far an export is, with a button that breaks it off.

use egui::{Align2, Area, Frame, Margin, Order, ProgressBar, Stroke, Ui, Vec2};

use crate::session::{Command, HandOutCommand, Session};

use super::style;
use super::text::{self, Looks};

/// What takes less is done before it can be read, in seconds.
const LEAST_SECONDS: f64 = 0.4;

/// Shows what is being handed out, above the notices.
pub(super) fn handing_out_ui(ui: &Ui, session: &Session, commands: &mut Vec<Command>) {
    let memory = egui::Id::unique("handing out since");
    let Some(now) = session.handing_out() else {
        ui.data_mut(|data| data.remove::<f64>(memory));
        return;
    };
    let time = ui.input(|input| input.time);
    let since = ui.data_mut(|data| *data.get_temp_mut_or(memory, time));
    let waited = time - since;
    if waited < LEAST_SECONDS {
        let rest = std::time::Duration::from_secs_f64(LEAST_SECONDS - waited);
        ui.ctx().request_repaint_after(rest);
        return;
    }
    let window = &style::theme(ui.ctx()).window;
    Area::new(egui::Id::unique("handing out"))
        .order(Order::Foreground)
        .anchor(
            Align2::RIGHT_BOTTOM,
            Vec2::new(-18.0, -style::STATUS_BAR - 14.0),
        )
        .show(ui.ctx(), |ui| {
            Frame::new()
                .fill(style::color(window.raised))
                .stroke(Stroke::new(1.0, style::color(window.edge)))
                .corner_radius(8)
                .inner_margin(Margin::symmetric(14, 10))
                .shadow(ui.visuals().popup_shadow)
                .show(ui, |ui| {
                    ui.set_width(250.0);
                    let (done, of) = now.reach();
                    let words = if now.is_cancelled() {
                        format!("Cancelling {}\u{2026}", now.name)
                    } else if of > 1 {
                        format!("Exporting {}: {done} of {of}", now.name)
                    } else {
                        format!("Exporting {}\u{2026}", now.name)
                    };
                    text::label(ui, &words, &Looks::of(ui).body());
                    ui.horizontal(|ui| {
                        let part = if of > 0 { done as f32 / of as f32 } else { 0.0 };
                        ui.add(
                            ProgressBar::new(part)
                                .desired_width(160.0)
                                .desired_height(6.0),
                        );
                        let cancel =
                            ui.add_enabled_ui(!now.is_cancelled(), |ui| ui.button("Cancel"));
                        if cancel.inner.clicked() {
                            commands.push(Command::HandOut(HandOutCommand::Cancel));
                        }
                    });
                });
        });
}
