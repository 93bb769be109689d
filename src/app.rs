//! The window: the order of a frame, and what happens outside the session.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use eframe::{CreationContext, Frame, Storage};
use egui::{
    Context, Key, KeyboardShortcut, Modifiers, OpenUrl, ThemePreference as EguiTheme, Ui,
    ViewportCommand,
};

use crate::file::dirs::Dirs;
use crate::file::settings::{Settings, ThemePreference};
use crate::file::store::Store;
use crate::session::{Command, Dialog, Effect, Keeper, Level, Session, ShowCommand};
use crate::ui::native::{Answer, FileDialog, Purpose};
use crate::ui::{Shell, TypedAhead, style};

/// How the window is started.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// The scene to open; the embedded one where there is none.
    pub file: Option<PathBuf>,
    /// Open a scene even if it is over the size limit.
    pub allow_large: bool,
    /// What the person set before.
    pub settings: Settings,
    /// What was odd about the settings, to be told.
    pub warnings: Vec<String>,
    /// The disk that scenes are read from and written to.
    pub store: Store,
    /// Where to keep what the person sets; nowhere where there is no place.
    pub settings_file: Option<PathBuf>,
    /// Where state is kept; nowhere where there is no place.
    pub dirs: Option<Dirs>,
    /// What the work that is not saved is put into, for the case of a fall.
    pub keeper: Keeper,
    /// The report of a run that fell over just now.
    pub crash: Option<PathBuf>,
    /// Whether Ctrl+Shift+F12 makes the program fall over: for tests of that.
    pub can_crash: bool,
}

/// The program in its window.
pub struct App {
    session: Session,
    shell: Shell,
    settings_file: Option<PathBuf>,
    can_crash: bool,
    was_focused: bool,
    file_dialog: Option<FileDialog>,
    /// Which document was open when the file dialog was asked for.
    file_dialog_of: u64,
    title: String,
    /// Whether the map was painted once; logged, so that a start can be told
    /// from a hang.
    is_seen: bool,
    /// Whether the style has no motion now.
    is_motion_reduced: bool,
}

impl App {
    /// The program as it starts.
    pub fn new(creation: &CreationContext<'_>, start: Start) -> Self {
        Self::in_context(&creation.egui_ctx, start)
    }

    /// The same for whoever has a context without a window: tests and benches.
    pub fn in_context(ctx: &Context, start: Start) -> Self {
        keep_what_frames_free();
        style::install(ctx);
        ctx.add_plugin(TypedAhead::default());
        ctx.set_theme(egui_theme(start.settings.theme));
        ctx.set_zoom_factor(start.settings.interface_scale);
        let is_motion_reduced = start.settings.reduced_motion;
        if is_motion_reduced {
            style::set_motion(ctx, true);
        }
        let waker = ctx.clone();
        let mut session = Session::new(
            start.settings,
            start.store,
            Arc::new(move || waker.request_repaint()),
        );
        if let Some(dirs) = start.dirs {
            session.use_dirs(dirs, start.keeper, start.crash);
        }
        session.watch_files();
        for warning in start.warnings {
            session.notify(Level::Warning, warning);
        }
        if let Some(path) = start.file {
            session.execute(Command::Open {
                path,
                allow_large: start.allow_large,
            });
        }
        Self {
            session,
            shell: Shell::default(),
            settings_file: start.settings_file,
            can_crash: start.can_crash,
            was_focused: true,
            file_dialog: None,
            file_dialog_of: 0,
            title: String::new(),
            is_seen: false,
            is_motion_reduced,
        }
    }

    /// The session, for tests.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// What must happen even while the window is hidden.
    fn tick(&mut self, ctx: &Context) {
        self.poll_file_dialog(ctx);
        self.session
            .note_typed(self.shell.being_typed(ctx, &self.session));
        let is_focused = ctx.input(|input| input.viewport().focused.unwrap_or(true));
        if is_focused && !self.was_focused {
            // Network folders tell nobody of changes; coming back is when they matter.
            self.session.look_outside();
            self.session.look_at_texts();
        }
        self.was_focused = is_focused;
        let now = Duration::from_secs_f64(ctx.time().max(0.0));
        if let Some(wait) = self.session.tick(now) {
            ctx.request_repaint_after(wait);
        }
        let document = self.session.document();
        let mark = if document.is_changed() { "*" } else { "" };
        let title = format!("{}{mark} \u{2014} Entente", document.scene.title);
        if self.title != title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    fn show(&mut self, ui: &mut Ui, frame: &Frame) {
        let ctx = ui.ctx().clone();
        self.session.set_theme(style::theme_name(&ctx));
        self.session.refresh();
        if !self.is_seen && self.session.derived().drawing().is_some() {
            self.is_seen = true;
            log::info!("the map is on screen");
        }
        let commands = self.shell.ui(ui, &self.session);
        if !commands.is_empty() {
            for command in commands {
                self.session.execute(command);
            }
            self.session.refresh();
            // What was just painted is of the moment before.
            ctx.request_repaint();
        }
        for effect in self.session.take_effects() {
            self.carry_out(&ctx, frame, effect);
        }
    }

    fn carry_out(&mut self, ctx: &Context, frame: &Frame, effect: Effect) {
        match effect {
            Effect::PickFile => self.pick_file(ctx, &Purpose::Open),
            Effect::PickFileToCompare => self.pick_file(ctx, &Purpose::Compare),
            Effect::PickSaveFile(proposed) => self.pick_file(ctx, &Purpose::Save(proposed)),
            Effect::PickExportFile(handout, proposed) => {
                self.pick_file(ctx, &Purpose::Export(handout, proposed));
            }
            Effect::PickClaims => self.pick_file(ctx, &Purpose::Claims),
            Effect::PickText(into) => self.pick_file(ctx, &Purpose::Text(into)),
            Effect::PickArchive {
                proposed,
                with_texts,
            } => {
                let purpose = Purpose::Send {
                    proposed,
                    with_texts,
                };
                self.pick_file(ctx, &purpose);
            }
            Effect::OpenFile(path) => self.open_by_system(&path),
            Effect::CopyImage { size, rgba } => {
                ctx.copy_image(egui::ColorImage::from_rgba_unmultiplied(size, &rgba));
            }
            Effect::OpenUrl(url) => ctx.open_url(OpenUrl::new_tab(url)),
            Effect::Copy(text) => ctx.copy_text(text),
            Effect::AskToPaste => ctx.send_viewport_cmd(ViewportCommand::RequestPaste),
            Effect::ToggleFullscreen => {
                let is_full = ctx.input(|input| input.viewport().fullscreen.unwrap_or(false));
                ctx.send_viewport_cmd(ViewportCommand::Fullscreen(!is_full));
            }
            Effect::BeginShow => {
                let screens = self.shell.begin_show(ctx, frame);
                let screens = ShowCommand::Screens(screens);
                self.session.execute(Command::Present(screens));
                self.place_show(ctx);
            }
            Effect::PlaceShow => self.place_show(ctx),
            Effect::EndShow => self.shell.end_show(ctx),
            Effect::KeepSettings => self.keep_settings(ctx),
            Effect::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
        }
    }

    fn place_show(&self, ctx: &Context) {
        if let Some(show) = self.session.show() {
            self.shell.place_show(ctx, show);
        }
    }

    fn open_by_system(&mut self, path: &Path) {
        if let Err(error) = open::that_detached(path) {
            self.session.notify(
                Level::Error,
                format!(
                    "The system has nothing to open {} with: {error}",
                    path.display()
                ),
            );
        }
    }

    fn keep_settings(&mut self, ctx: &Context) {
        let settings = self.session.settings();
        ctx.set_theme(egui_theme(settings.theme));
        ctx.set_zoom_factor(settings.interface_scale);
        if self.is_motion_reduced != settings.reduced_motion {
            self.is_motion_reduced = settings.reduced_motion;
            style::set_motion(ctx, self.is_motion_reduced);
        }
        if let Some(path) = &self.settings_file {
            self.session.keep_settings(path.clone());
        }
    }

    fn pick_file(&mut self, ctx: &Context, purpose: &Purpose) {
        if let Some(dialog) = &self.file_dialog {
            if dialog.is_overdue() {
                self.offer_path_field("The system's file dialog does not answer.", purpose);
            } else {
                self.session
                    .notify(Level::Info, "A file dialog is open already.");
            }
            return;
        }
        self.file_dialog_of = self.session.derived().document_revision();
        let waker = ctx.clone();
        self.file_dialog = FileDialog::open(purpose.clone(), move || waker.request_repaint());
        if self.file_dialog.is_none() {
            self.offer_path_field("No file dialog could be started.", purpose);
        }
    }

    fn poll_file_dialog(&mut self, ctx: &Context) {
        let Some(dialog) = &mut self.file_dialog else {
            return;
        };
        let purpose = dialog.purpose().clone();
        let answer = dialog.poll();
        if let Some(patience) = dialog.patience() {
            ctx.request_repaint_after(patience);
        }
        match answer {
            Answer::Waiting => {}
            Answer::Overdue => {
                let why = "The system's file dialog has not answered for 15 seconds.";
                self.offer_path_field(why, &purpose);
            }
            Answer::Picked(path) => {
                self.file_dialog = None;
                self.use_picked(&purpose, path);
            }
            Answer::Cancelled => {
                self.file_dialog = None;
                // Whoever does not save does not go on to what waited for it either.
                if let Purpose::Save(_) = purpose {
                    self.session.give_up_saving();
                }
            }
            Answer::Unavailable => {
                self.file_dialog = None;
                self.offer_path_field("This system offers no file dialog.", &purpose);
            }
        }
    }

    fn use_picked(&mut self, purpose: &Purpose, path: PathBuf) {
        let is_same_document = self.file_dialog_of == self.session.derived().document_revision();
        match purpose {
            Purpose::Open => self.session.execute(Command::Open {
                path,
                allow_large: false,
            }),
            Purpose::Compare => self.session.execute(Command::CompareFile(path)),
            Purpose::Claims if is_same_document => {
                self.session.execute(Command::ReadClaims(path));
            }
            Purpose::Export(handout, _) if is_same_document => {
                self.session.execute(Command::ExportTo {
                    handout: handout.clone(),
                    path,
                    may_replace: true,
                });
            }
            Purpose::Claims | Purpose::Export(..) => self.session.notify(
                Level::Warning,
                "Nothing was done: another scene was opened since the file dialog was. \
                 Choose it again, for this one.",
            ),
            Purpose::Save(_) if is_same_document => self.session.execute(Command::SaveTo {
                path,
                may_replace: true,
            }),
            Purpose::Text(into) if is_same_document => self.session.execute(Command::ImportText {
                path,
                into: into.clone(),
            }),
            Purpose::Send { with_texts, .. } if is_same_document => {
                self.session.execute(Command::SendToColleague {
                    path,
                    with_texts: *with_texts,
                    may_replace: true,
                });
            }
            Purpose::Text(_) | Purpose::Send { .. } => self.session.notify(
                Level::Warning,
                "Nothing was done: another scene was opened since the file dialog was. Try again.",
            ),
            // The file was chosen, and perhaps given up, for another scene.
            Purpose::Save(_) => self.session.notify(
                Level::Warning,
                "Nothing was saved: another scene was opened since the file dialog was. \
                 Save again, to choose a file for this one.",
            ),
        }
    }

    fn offer_path_field(&mut self, why: &str, purpose: &Purpose) {
        self.session
            .notify(Level::Warning, format!("{why} Type the path instead."));
        self.session.execute(Command::Show(match purpose {
            Purpose::Open => Dialog::OpenPath,
            Purpose::Compare => Dialog::ComparePath,
            Purpose::Claims => Dialog::ClaimsPath,
            Purpose::Export(handout, proposed) => {
                Dialog::ExportPath(handout.clone(), proposed.clone())
            }
            Purpose::Save(proposed) => Dialog::SavePath(proposed.clone()),
            Purpose::Text(into) => Dialog::TextPath(into.clone()),
            Purpose::Send {
                proposed,
                with_texts,
            } => Dialog::SendPath {
                proposed: proposed.clone(),
                with_texts: *with_texts,
            },
        }));
    }

    /// A window that is asked to close stays until nothing can be lost by it, and
    /// comes back to the front to say what could be.
    fn decide_on_closing(&mut self, ctx: &Context) {
        let is_asked = ctx.input(|input| input.viewport().close_requested());
        if !is_asked {
            return;
        }
        if self.session.show().is_some() {
            // A window that closes in the middle of a talk was closed by mistake.
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.session.execute(Command::Present(ShowCommand::Leave));
            ctx.request_repaint();
            return;
        }
        for command in self.shell.typed(ctx, &self.session) {
            self.session.execute(command);
        }
        if self.session.may_close() {
            return;
        }
        ctx.send_viewport_cmd(ViewportCommand::CancelClose);
        ctx.send_viewport_cmd(ViewportCommand::Minimized(false));
        ctx.send_viewport_cmd(ViewportCommand::Focus);
        self.session.execute(Command::Quit);
        ctx.request_repaint();
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, frame: &mut Frame) {
        let is_to_crash = self.can_crash && ctx.input_mut(|it| it.consume_shortcut(&CRASH));
        assert!(!is_to_crash, "the program was told to fall over");
        self.tick(ctx);
        self.decide_on_closing(ctx);
        // What was decided must happen even while nothing is painted.
        for effect in self.session.take_effects() {
            self.carry_out(ctx, frame, effect);
        }
    }

    fn ui(&mut self, ui: &mut Ui, frame: &mut Frame) {
        self.show(ui, frame);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.session.end();
    }

    fn save(&mut self, _storage: &mut dyn Storage) {
        // Nothing: eframe keeps the window's geometry, the session's settings
        // have a file of their own.
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }
}

/// Makes the program fall over, where that is allowed.
const CRASH: KeyboardShortcut =
    KeyboardShortcut::new(Modifiers::CTRL.plus(Modifiers::SHIFT), Key::F12);

/// Lets the allocator keep for the next frame what a frame gives back.
///
/// A frame of a large map takes some megabytes for its triangles and frees them at its
/// end. The allocator of glibc gives free room at the end of its heap back to the system
/// once that is more than a threshold, and asks for it anew, page by page, in the next
/// frame: measured at up to 20 ms a frame while slides change. The threshold follows the
/// largest block that was mapped and freed, up to 32 MB (mallopt(3), at
/// `M_MMAP_THRESHOLD` and `M_TRIM_THRESHOLD`). Nothing is written to this block, so that
/// it takes no memory; to other allocators it means nothing.
fn keep_what_frames_free() {
    const JUST_BELOW_THE_LIMIT: usize = (32 << 20) - (64 << 10);
    drop(std::hint::black_box(Vec::<u8>::with_capacity(
        JUST_BELOW_THE_LIMIT,
    )));
}

fn egui_theme(theme: ThemePreference) -> EguiTheme {
    match theme {
        ThemePreference::System => EguiTheme::System,
        ThemePreference::Light => EguiTheme::Light,
        ThemePreference::Dark => EguiTheme::Dark,
    }
}
