//! Notices on screen.

use egui::{Align2, Area, Frame, Margin, Order, Rect, Stroke, Ui, Vec2};
use lucide_icons::Icon;

use crate::session::{Command, Level, Session};

use super::style;
use super::text::{self, Looks};
use super::widget::{icon_button, row_with_end};

/// How wide a notice is at most, in points; longer ones wrap.
const WIDEST: f32 = 520.0;
/// In a narrow part of the window they stick out of it rather than be narrower, in points.
const LEAST: f32 = 300.0;
/// How far above the edge they stand, in points.
const ABOVE: f32 = 14.0;
/// Room beside its text: the button that dismisses it, and a gap.
const BESIDE: f32 = 52.0;

/// Shows the notices, the newest at the bottom: at the lower edge of this part of the
/// window, so that tables and forms beside it stay in sight.
pub(super) fn toasts_ui(ui: &Ui, part: Rect, session: &Session, commands: &mut Vec<Command>) {
    let notices = session.notices().shown();
    if notices.is_empty() {
        return;
    }
    let theme = style::theme(ui.ctx());
    let window = ui.ctx().content_rect();
    let aside = part.center_bottom() - window.center_bottom();
    Area::new(egui::Id::unique("notices"))
        .order(Order::Foreground)
        .anchor(Align2::CENTER_BOTTOM, aside - Vec2::new(0.0, ABOVE))
        .show(ui.ctx(), |ui| {
            ui.set_max_width(WIDEST.min((part.width() - ABOVE).max(LEAST)));
            for notice in notices {
                let look = Looks::of(ui).body();
                // No wider than what is said: what lies below stays in sight.
                let job = text::job(&notice.text, &look, f32::INFINITY);
                let room = ui.painter().layout_job(job).size().x + BESIDE;
                let hue = match notice.level {
                    Level::Info => theme.window.accent,
                    Level::Warning => theme.window.warning,
                    Level::Error => theme.window.error,
                };
                Frame::new()
                    .fill(style::color(theme.window.raised))
                    .stroke(Stroke::new(1.0, style::color(hue)))
                    .corner_radius(8)
                    .inner_margin(Margin {
                        left: 14,
                        right: 6,
                        top: 6,
                        bottom: 6,
                    })
                    .shadow(ui.visuals().popup_shadow)
                    .show(ui, |ui| {
                        ui.set_max_width(room.min(ui.available_width()));
                        row_with_end(
                            ui,
                            28.0,
                            |ui| {
                                if icon_button(ui, Icon::X, "Dismiss", None, false).clicked() {
                                    commands.push(Command::DismissNotice(notice.id));
                                }
                            },
                            |ui| text::label(ui, &notice.text, &look),
                        );
                    });
            }
        });
}
