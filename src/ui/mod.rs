//! Everything that a person sees and touches: egui, and nothing that lasts.
//!
//! The [`Shell`] lays out bars, panels and canvas, reads the session and pushes
//! commands. What it keeps between frames is only how things are shown.

mod as_of;
mod banner;
mod bar;
mod canvas;
mod claims_by_source;
mod commands;
mod compare;
mod context;
mod desk;
mod dialog;
mod filter_bar;
mod form;
mod handing_out;
mod hints;
mod hover;
mod menu;
pub mod native;
mod overlay;
pub mod paint;
mod palette;
mod panel;
mod search;
mod show;
mod slides;
pub mod style;
mod table;
pub mod text;
mod toast;
mod typed_ahead;
mod unbound;
mod wheel;
mod widget;
mod words;

use egui::{CentralPanel, Frame, Id, Margin, Panel, Ui};

use crate::session::{CANVAS_LEAST, Command, PanelSide, Session, Show, ShowCommand};

use canvas::Canvas;
use commands::Keyboard;
use compare::Compare;
use desk::DeskUi;
use dialog::Dialogs;
use panel::{BottomPanel, RightPanel, left_ui};
use show::ShowUi;
use slides::SlidesUi;

pub use canvas::mark_id;
pub use commands::{CommandInfo, command_table, gesture_ids};
pub use show::{ShowKeyInfo, show_key_table};
pub(crate) use typed_ahead::TypedAhead;

/// Rooms for canvas and panels lower than this are low, in points.
const LOW: f32 = 450.0;

/// Bars, panels, canvas and dialogs, with what they keep between frames.
#[derive(Default)]
pub struct Shell {
    canvas: Canvas,
    compare: Compare,
    desk: DeskUi,
    right: RightPanel,
    bottom: BottomPanel,
    slides: SlidesUi,
    dialogs: Dialogs,
    keyboard: Keyboard,
    show: ShowUi,
    sizes_at_press: [Option<f32>; 3],
    away: Away,
}

/// Whether something else stands in the place of the map, and where the keyboard was
/// before.
#[derive(Default)]
struct Away {
    is_away: bool,
    comes_back: bool,
    focus: Option<Id>,
    /// It was at what is selected on the map.
    is_selected: bool,
}

impl Away {
    /// To be told at the beginning of every frame.
    fn follow(&mut self, ctx: &egui::Context, session: &Session) {
        let is_away =
            session.show().is_some() || session.desk().is_some() || session.comparison().is_some();
        if !is_away && !self.is_away {
            // What takes the place of the map may let go of it before it is seen.
            self.focus = ctx.memory(|memory| memory.focused());
            let selected = session.selection().focus().map(mark_id);
            self.is_selected = self.focus.is_some() && self.focus == selected;
        }
        self.comes_back = self.is_away && !is_away;
        self.is_away = is_away;
    }

    /// Gives the keyboard's focus back in the frame in which the map is back, unless
    /// something has it. To be called once all is shown.
    fn give_back(&mut self, ctx: &egui::Context, session: &Session) {
        if !std::mem::take(&mut self.comes_back) || session.dialog().is_some() {
            return;
        }
        let back = self.focus.take();
        let back = match session.selection().focus() {
            Some(selected) if self.is_selected => Some(mark_id(selected)),
            _ => back,
        };
        ctx.memory_mut(|memory| {
            if let Some(back) = back.filter(|_| memory.focused().is_none()) {
                memory.request_focus(back);
            }
        });
    }
}

impl Shell {
    /// Shows the whole window and gives what the person asked for.
    pub fn ui(&mut self, ui: &mut Ui, session: &Session) -> Vec<Command> {
        let mut commands = Vec::new();
        self.canvas.note_presses(ui.ctx());
        self.away.follow(ui.ctx(), session);
        paint::choose_culling(ui.ctx(), 0);
        self.slides.pictures.refresh(session);
        if let Some(show) = session.show() {
            let pictures = &mut self.slides.pictures;
            self.show.ui(ui, session, show, pictures, &mut commands);
            return commands;
        }
        self.show.close();
        if session.comparison().is_none() && session.desk().is_none() {
            self.canvas.escape(ui, session, &mut commands);
        }
        self.bottom.escape(ui.ctx());
        self.slides.refresh(ui.ctx(), session);
        widget::escape(ui.ctx());
        as_of::escape(ui.ctx(), session);
        self.keyboard.pointed = self.canvas.pointed();
        self.keyboard.read(ui.ctx(), session, &mut commands);
        // Where notices stand: the map, else all but the status bar.
        let mut notices = ui.max_rect();
        notices.max.y -= style::STATUS_BAR;
        if let Some(comparison) = session.comparison() {
            self.compare.ui(ui, session, comparison, &mut commands);
        } else if let Some(desk) = session.desk() {
            self.compare.close();
            self.desk
                .ui(ui, session, desk, &mut self.right, &mut commands);
        } else {
            self.compare.close();
            self.desk.close();
            Self::bars_ui(ui, session, &mut commands);
            banner::banner_ui(ui, session, &mut commands);
            as_of::as_of_ui(ui, session, &mut commands);
            hints::hints_ui(ui, session, &mut commands);
            let is_covered = self.panels_ui(ui, session, &mut commands);
            filter_bar::filter_bar_ui(ui, session, &mut commands);
            if is_covered {
                let (below, slides) = (&mut self.bottom, &mut self.slides);
                CentralPanel::no_frame()
                    .frame(below_frame(ui))
                    .show(ui, |ui| below.ui(ui, session, slides, &mut commands));
            } else {
                notices = ui.available_rect_before_wrap();
                CentralPanel::no_frame().show(ui, |ui| self.canvas.ui(ui, session, &mut commands));
            }
            // A dialog may hold long texts, of which most is out of view.
            if session.dialog().is_none() {
                paint::choose_culling(ui.ctx(), self.canvas.corners());
            }
        }
        self.dialogs
            .ui(ui, session, &self.slides.findings, &mut commands);
        self.away.give_back(ui.ctx(), session);
        toast::toasts_ui(ui, notices, session, &mut commands);
        handing_out::handing_out_ui(ui, session, &mut commands);
        dialog::drop_ui(ui, &mut commands);
        if commands.iter().any(widget::overtakes) {
            self.canvas.take_typed(session, &mut commands);
        }
        if commands.iter().any(begins_show) {
            // What is being typed is not seen any more, and must not be lost.
            let typed = self.typed(ui.ctx(), session);
            let warning = self.slides.before_show(ui.ctx(), session);
            commands.splice(0..0, typed.into_iter().chain(warning));
        }
        widget::settle(ui.ctx(), session, &mut commands);
        commands
    }

    /// A show began: how many screens there are.
    pub fn begin_show(&mut self, ctx: &egui::Context, frame: &eframe::Frame) -> usize {
        self.show.begin(ctx, frame)
    }

    /// Puts the windows of a show where they belong.
    pub fn place_show(&self, ctx: &egui::Context, show: &Show) {
        self.show.place(ctx, show);
    }

    /// The show is over: the window becomes what it was.
    pub fn end_show(&self, ctx: &egui::Context) {
        self.show.end(ctx);
    }

    /// What is being typed in a panel or on the canvas, as changes: to be carried
    /// out before the program ends.
    pub fn typed(&mut self, ctx: &egui::Context, session: &Session) -> Vec<Command> {
        let mut commands = widget::take_all(ctx, session);
        self.canvas.take_typed(session, &mut commands);
        commands
    }

    /// The same without carrying it out or ending it: what a recovery copy must
    /// hold besides the scene. What cannot be kept yet is left out.
    pub fn being_typed(&self, ctx: &egui::Context, session: &Session) -> Vec<Command> {
        let edits = widget::being_typed(ctx, session);
        let on_canvas = self.canvas.being_typed(session);
        edits
            .into_iter()
            .map(Command::Edit)
            .chain(on_canvas)
            .collect()
    }

    fn bars_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
        let fill = style::color(style::theme(ui.ctx()).window.panel);
        let frame = Frame::new()
            .fill(fill)
            .inner_margin(Margin::symmetric(16, 0));
        Panel::top("top bar")
            .exact_size(style::TOP_BAR)
            .frame(frame)
            .show(ui, |ui| bar::top_bar_ui(ui, session, commands));
        Panel::bottom("status bar")
            .exact_size(style::STATUS_BAR)
            .frame(frame)
            .show(ui, |ui| bar::status_bar_ui(ui, session, commands));
    }

    /// Shows the panels; says whether the one below is to stand in the place of the map.
    fn panels_ui(&mut self, ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) -> bool {
        let [left_before, right_before, bottom_before] = &mut self.sizes_at_press;
        let room = ui.available_rect_before_wrap();
        let fill = style::color(style::theme(ui.ctx()).window.panel);
        let settings = session.settings();
        let size = kurbo::Size::new(f64::from(room.width()), f64::from(room.height()));
        let is_room_new = session.room() != Some(size);
        if is_room_new {
            commands.push(Command::ResizeRoom(size));
        }
        let is_seen = |side| session.shows_panel_in(side, size);
        // Together the panels leave the canvas a good part of a small window.
        let (left_most, right_most) = (room.width() * 0.215, room.width() * 0.33);

        // A window that became small takes panels back to what leaves the canvas enough;
        // by hand they grow again.
        let within = |rest: f32, most: f32, least: f32| {
            let rest = rest - CANVAS_LEAST as f32;
            if is_room_new {
                most.min(rest.max(least))
            } else {
                most
            }
        };
        let least_of = |side: PanelSide| if is_seen(side) { side.least_pts() } else { 0.0 };

        let least = PanelSide::Left.least_pts();
        let rest = room.width() - least_of(PanelSide::Right);
        let left = Panel::left(panel_name(PanelSide::Left))
            .default_size(settings.left_panel.size_pts.min(left_most))
            .size_range(least..=within(rest, left_most.max(least + 10.0), least))
            .frame(Frame::new().fill(fill));
        shown(
            ui,
            left,
            is_seen(PanelSide::Left),
            PanelSide::Left,
            left_before,
            commands,
            |ui, commands| left_ui(ui, session, commands),
        );

        let least = PanelSide::Right.least_pts();
        let rest = room.width() - least_of(PanelSide::Left);
        let right = Panel::right(panel_name(PanelSide::Right))
            .default_size(settings.right_panel.size_pts.min(right_most))
            .size_range(least..=within(rest, right_most.max(least + 20.0), least))
            .frame(Frame::new().fill(fill));
        let panel = &mut self.right;
        let slides = &mut self.slides;
        shown(
            ui,
            right,
            is_seen(PanelSide::Right),
            PanelSide::Right,
            right_before,
            commands,
            |ui, commands| panel.ui(ui, session, slides, commands),
        );

        // Looked at once a frame: by another size there would be two of it.
        if session.is_map_covered(size) {
            return true;
        }
        // What can be dragged to in a high window is of little use in a low one.
        let least = if room.height() < LOW {
            PanelSide::BELOW_USED_PTS.min(room.height() * 0.6)
        } else {
            PanelSide::Bottom.least_pts()
        };
        let most = within(
            room.height(),
            (room.height() * 0.6).max(least + 30.0),
            least,
        );
        let bottom = Panel::bottom(panel_name(PanelSide::Bottom))
            .default_size(settings.bottom_panel.size_pts.min(room.height() * 0.26))
            .size_range(least..=most)
            .frame(below_frame(ui));
        let (below, slides) = (&mut self.bottom, &mut self.slides);
        shown(
            ui,
            bottom,
            is_seen(PanelSide::Bottom),
            PanelSide::Bottom,
            bottom_before,
            commands,
            |ui, commands| {
                below.ui(ui, session, slides, commands);
            },
        );
        false
    }
}

/// Around what stands in the panel below the map.
fn below_frame(ui: &Ui) -> Frame {
    let fill = style::color(style::theme(ui.ctx()).window.panel);
    Frame::new().fill(fill).inner_margin(Margin {
        left: 16,
        right: 16,
        top: 6,
        bottom: 4,
    })
}

/// Whether a command begins a show.
fn begins_show(command: &Command) -> bool {
    matches!(
        command,
        Command::Present(ShowCommand::Start | ShowCommand::StartHere)
    )
}

/// What a panel is called at its edge of the window.
fn panel_name(side: PanelSide) -> &'static str {
    match side {
        PanelSide::Left => "left panel",
        PanelSide::Right => "right panel",
        PanelSide::Bottom => "bottom panel",
    }
}

/// Lets the Tab key pass by the edge by which a panel is dragged wider: a key does
/// nothing there. To be called before the panel is shown.
fn pass_handle(ui: &Ui, side: PanelSide) {
    let panel = ui.scope_id().with(panel_name(side));
    let handle = panel.with("__resize");
    let place = Id::unique("where the Tab key went last");
    let pressed = ui.input(|input| {
        let is_tab = |event: &egui::Event| match event {
            egui::Event::Key {
                key: egui::Key::Tab,
                pressed: true,
                modifiers,
                ..
            } => Some(modifiers.shift),
            _ => None,
        };
        input.events.iter().rev().find_map(is_tab)
    });
    if let Some(is_back) = pressed {
        ui.data_mut(|data| data.insert_temp(place, is_back));
    }
    if ui.memory(|memory| memory.focused()) == Some(handle)
        && let Some(is_back) = ui.data(|data| data.get_temp::<bool>(place))
    {
        let direction = if is_back {
            egui::FocusDirection::Previous
        } else {
            egui::FocusDirection::Next
        };
        ui.memory_mut(|memory| memory.move_focus(direction));
        ui.ctx().request_repaint();
    }
}

/// Shows a panel that slides in and out, and tells the session when a drag or
/// a double click on its edge opened, closed or sized it.
fn shown(
    ui: &mut Ui,
    panel: Panel,
    is_open: bool,
    side: PanelSide,
    size_at_press: &mut Option<f32>,
    commands: &mut Vec<Command>,
    content: impl FnOnce(&mut Ui, &mut Vec<Command>),
) {
    pass_handle(ui, side);
    let mut is_now_open = is_open;
    let response = panel
        .resizable(true)
        .show_collapsible(ui, &mut is_now_open, |ui| content(ui, commands));
    if is_now_open != is_open {
        commands.push(Command::ShowPanel(side, is_now_open));
    }
    let Some(response) = response.filter(|_| is_open) else {
        return;
    };
    let size = response.response.rect.size();
    let size = if side == PanelSide::Bottom {
        size.y
    } else {
        size.x
    };
    // Only what a drag changed is the person's wish: a small window squeezes panels too.
    let (is_pressed, is_released) =
        ui.input(|input| (input.pointer.any_pressed(), input.pointer.any_released()));
    if is_pressed {
        *size_at_press = Some(size);
    }
    if is_released
        && let Some(before) = size_at_press.take()
        && (before - size).abs() > 1.0
    {
        commands.push(Command::SizePanel(side, size));
    }
}
