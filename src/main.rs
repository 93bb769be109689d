//! The program: arguments, logging, panic hook, window options. No logic.

use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context as _, anyhow};
use entente::app::{App, Start};
use entente::cli::{self, Arguments};
use entente::file::dirs::Dirs;
use entente::file::report::write_report;
use entente::file::settings::Settings;
use entente::file::store;
use entente::session::Keeper;

fn main() -> ExitCode {
    let arguments = Arguments::of_process();
    let outcome = match &arguments.command {
        Some(command) => cli::run(&arguments, command),
        None => run_window(&arguments),
    };
    outcome.unwrap_or_else(|error| cli::report(&error))
}

/// Opens the window and runs until it is closed.
fn run_window(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    has_display()?;
    let begun = Instant::now();
    let dirs = Dirs::choose(arguments.data_dir.as_deref());
    start_log(dirs.as_ref());
    let keeper = Keeper::default();
    let fall = catch_falls(dirs.as_ref(), &keeper);
    open_others(arguments);
    let start = start(arguments, dirs.as_ref(), &keeper);
    let options = window_options(dirs.as_ref());
    let run = catch_unwind(AssertUnwindSafe(|| {
        eframe::run_native(
            "Entente",
            options,
            Box::new(|creation| Ok(Box::new(App::new(creation, start)))),
        )
    }));
    let Ok(ended) = run else {
        // The next window must be able to take the copy.
        keeper.release();
        let is_soon = arguments.after_crash.is_some() && begun.elapsed() < TOO_SOON;
        return Err(after_fall(arguments, &fall, is_soon));
    };
    ended.map_err(|error| anyhow!("the window could not be opened: {error}"))?;
    Ok(ExitCode::SUCCESS)
}

/// A window that falls over so soon after another one did is not opened again.
const TOO_SOON: Duration = Duration::from_secs(20);

/// What is known of how the program fell over.
type Fall = Arc<Mutex<Option<Fallen>>>;

/// Where a program that fell over left what.
#[derive(Clone, Debug, Default)]
struct Fallen {
    report: Option<PathBuf>,
    copy: Option<PathBuf>,
}

/// Opens a fresh window that tells what happened and offers the work; the error
/// says the same on standard error.
fn after_fall(arguments: &Arguments, fall: &Fall, is_soon: bool) -> anyhow::Error {
    let fallen = fall
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .clone()
        .unwrap_or_default();
    let mut words = "Entente fell over".to_owned();
    if let Some(copy) = &fallen.copy {
        words.push_str(&format!("; the work is kept in {}", copy.display()));
    }
    if let Some(report) = &fallen.report {
        words.push_str(&format!("; what happened is told in {}", report.display()));
    }
    if is_soon {
        words.push_str("; it fell over twice in a row, so no window is opened again");
    } else if let Err(error) = open_fresh(arguments, fallen.report) {
        words.push_str(&format!("; no window could be opened again: {error}"));
    }
    anyhow!(words)
}

fn open_fresh(arguments: &Arguments, report: Option<PathBuf>) -> std::io::Result<()> {
    let mut command = std::process::Command::new(std::env::current_exe()?);
    if let Some(folder) = &arguments.data_dir {
        command.arg("--data-dir").arg(folder);
    }
    command.arg("--after-crash");
    command.arg(report.unwrap_or_default());
    command.spawn().map(|_child| ())
}

/// Says so when there is no display, instead of letting the window fail.
fn has_display() -> anyhow::Result<()> {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if cfg!(target_os = "linux") && !is_set("DISPLAY") && !is_set("WAYLAND_DISPLAY") {
        return Err(anyhow!("there is no display to open a window on")).context(
            "set DISPLAY or WAYLAND_DISPLAY, or see entente --help for what works without one",
        );
    }
    Ok(())
}

/// What the window starts with: the settings of last time and the file asked for.
fn start(arguments: &Arguments, dirs: Option<&Dirs>, keeper: &Keeper) -> Start {
    let settings_file = dirs.map(Dirs::settings_file);
    let (settings, warnings) = settings_file
        .as_deref()
        .map(Settings::load)
        .unwrap_or_default();
    if let Some(path) = settings_file.as_deref().filter(|_| !warnings.is_empty()) {
        keep_odd_settings(path);
    }
    Start {
        file: arguments.files.first().cloned(),
        allow_large: arguments.allow_large,
        settings,
        settings_file,
        dirs: dirs.cloned(),
        keeper: keeper.clone(),
        crash: arguments.after_crash.clone(),
        can_crash: std::env::var_os("ENTENTE_CAN_CRASH").is_some(),
        warnings,
        ..Start::default()
    }
}

/// Keeps a copy of settings that could not all be read, before they are replaced.
fn keep_odd_settings(path: &Path) {
    let copy = path.with_extension("ron.odd");
    let kept = store::read_small(path).and_then(|bytes| match bytes {
        Some(bytes) => store::replace(&copy, &bytes),
        None => Ok(()),
    });
    if let Err(error) = kept {
        log::warn!("no copy of the settings could be kept: {error}");
    }
}

/// Opens each further file in a process of its own, so that one window's end is
/// not the others'.
fn open_others(arguments: &Arguments) {
    let Ok(program) = std::env::current_exe() else {
        return;
    };
    for file in arguments.files.iter().skip(1) {
        let mut command = std::process::Command::new(&program);
        if let Some(folder) = &arguments.data_dir {
            command.arg("--data-dir").arg(folder);
        }
        if arguments.allow_large {
            command.arg("--allow-large");
        }
        // A file may be called like an option or a subcommand.
        command.arg("--").arg(file);
        if let Err(error) = command.spawn() {
            log::error!("no window could be opened for {}: {error}", file.display());
        }
    }
}

fn window_options(dirs: Option<&Dirs>) -> eframe::NativeOptions {
    let mut viewport = egui::ViewportBuilder::default()
        .with_app_id("org.entente.Entente")
        .with_inner_size([1440.0, 900.0])
        .with_min_inner_size([800.0, 600.0]);
    match eframe::icon_data::from_png_bytes(include_bytes!("../assets/icon/entente.png")) {
        Ok(icon) => viewport = viewport.with_icon(icon),
        Err(error) => log::warn!("the window has no icon: {error}"),
    }
    eframe::NativeOptions {
        viewport,
        // Only the window's geometry is kept there; it is not written safely.
        persistence_path: dirs.map(|dirs| dirs.state().join("window.ron")),
        ..Default::default()
    }
}

/// Logs to a file; without one, to nothing but the notices on screen.
fn start_log(dirs: Option<&Dirs>) {
    let Some(path) = dirs.map(Dirs::log_file) else {
        return;
    };
    let Ok(file) = store::open_log(&path) else {
        return;
    };
    let target = env_logger::Target::Pipe(Box::new(file));
    // A logger that is there already is as good.
    drop(
        env_logger::Builder::new()
            .filter_level(log::LevelFilter::Warn)
            .filter_module("entente", log::LevelFilter::Info)
            .parse_default_env()
            .format_timestamp_millis()
            .target(target)
            .try_init(),
    );
    log::info!("Entente {} starts", env!("CARGO_PKG_VERSION"));
}

/// Has the program, when it falls over, bring the recovery copy up to the last
/// moment, write a report, and note where both are.
fn catch_falls(dirs: Option<&Dirs>, keeper: &Keeper) -> Fall {
    let fall = Fall::default();
    let (noted, keeper) = (Arc::clone(&fall), keeper.clone());
    let reports = dirs.map(Dirs::reports);
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        log::error!("{panic}");
        log::logger().flush();
        // Work in the background that falls over is told as a failure of its own.
        if std::thread::current().name() == Some("main") {
            let fallen = Fallen {
                copy: kept_copy(&keeper),
                report: reports.as_deref().and_then(|folder| report(folder, panic)),
            };
            *noted.lock().unwrap_or_else(PoisonError::into_inner) = Some(fallen);
        }
        usual(panic);
    }));
    fall
}

fn kept_copy(keeper: &Keeper) -> Option<PathBuf> {
    keeper
        .keep_at_end()
        .inspect_err(|error| log::error!("the last moment is not kept: {error}"))
        .ok()?
}

fn report(folder: &Path, panic: &PanicHookInfo<'_>) -> Option<PathBuf> {
    let backtrace = std::backtrace::Backtrace::force_capture();
    write_report(folder, &panic.to_string(), &backtrace.to_string())
        .inspect_err(|error| log::error!("no report was written: {error}"))
        .ok()
}
