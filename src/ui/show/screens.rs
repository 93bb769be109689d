//! Which window stands on which screen.

use eframe::Frame;
use egui::{Context, ViewportBuilder, ViewportCommand, ViewportId};

use crate::session::Show;

/// The screens while a show runs.
#[derive(Debug, Default)]
pub(in crate::ui) struct Screens {
    /// Whether the window filled the screen before.
    was_full: bool,
    /// The screens of audience and presenter, where there are two, in the order in
    /// which the system tells them.
    two: Option<[usize; 2]>,
}

impl Screens {
    /// How many screens there are. The audience gets one that the window is not on.
    pub(in crate::ui) fn begin(&mut self, ctx: &Context, frame: &Frame) -> usize {
        self.was_full = ctx.input(|input| input.viewport().fullscreen.unwrap_or(false));
        self.two = None;
        let Some(window) = frame.winit_window() else {
            return 1;
        };
        let count = window.available_monitors().count();
        let here = window.current_monitor();
        let here = window
            .available_monitors()
            .position(|it| Some(&it) == here.as_ref());
        if count > 1 {
            let presenter = here.unwrap_or(0);
            self.two = Some([usize::from(presenter == 0), presenter]);
        }
        count.max(1)
    }

    /// Places the main window for a show that begins, or whose other window was opened
    /// or closed. On a single screen with both of them it does not fill it.
    pub(in crate::ui) fn place(&self, ctx: &Context, show: &Show) {
        let command = match self.two {
            Some([audience, _]) => ViewportCommand::SetMonitor(audience),
            None => ViewportCommand::Fullscreen(!show.has_presenter()),
        };
        ctx.send_viewport_cmd_to(ViewportId::ROOT, command);
    }

    /// The main window becomes what it was.
    pub(in crate::ui) fn end(&self, ctx: &Context) {
        let command = ViewportCommand::Fullscreen(self.was_full);
        ctx.send_viewport_cmd_to(ViewportId::ROOT, command);
    }

    /// The presenter's window.
    pub(super) fn presenter(&self) -> ViewportBuilder {
        let builder = ViewportBuilder::default()
            .with_app_id("org.entente.Entente")
            .with_title("Presenter \u{2014} Entente")
            .with_inner_size([1280.0, 800.0])
            .with_clamp_size_to_monitor_size(true)
            .with_min_inner_size([640.0, 480.0]);
        match self.two {
            Some([_, presenter]) => builder.with_monitor(presenter),
            None => builder,
        }
    }
}
