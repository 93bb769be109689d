//! Where Entente keeps what is not a person's own file.
//!
//! Nothing is created here, and nothing need exist: a home that cannot be
//! written or found costs what would have been kept, never the start.

use std::path::{Path, PathBuf};

use directories::ProjectDirs;

/// The folders for settings, state and data; any may not exist yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dirs {
    config: PathBuf,
    state: PathBuf,
    data: PathBuf,
}

impl Dirs {
    /// All three within this folder (`--data-dir`).
    pub fn within(folder: &Path) -> Self {
        Self {
            config: folder.join("config"),
            state: folder.join("state"),
            data: folder.join("data"),
        }
    }

    /// The folders that the platform has for them: on Linux those of the XDG
    /// base directories, where a relative path in a variable is ignored. `None`
    /// where the person has no home.
    pub fn of_platform() -> Option<Self> {
        let dirs = ProjectDirs::from("org", "entente", "Entente")?;
        Some(Self {
            config: dirs.config_dir().to_path_buf(),
            state: dirs
                .state_dir()
                .unwrap_or_else(|| dirs.data_local_dir())
                .to_path_buf(),
            data: dirs.data_dir().to_path_buf(),
        })
    }

    /// Those within `data_dir` if given, else those of the platform.
    pub fn choose(data_dir: Option<&Path>) -> Option<Self> {
        data_dir.map_or_else(Self::of_platform, |folder| Some(Self::within(folder)))
    }

    /// The settings file.
    pub fn settings_file(&self) -> PathBuf {
        self.config.join("settings.ron")
    }

    /// The log file.
    pub fn log_file(&self) -> PathBuf {
        self.state.join("entente.log")
    }

    /// The folder for work that is not saved.
    pub fn recovery(&self) -> PathBuf {
        self.state.join("recovery")
    }

    /// The folder for earlier versions of files.
    pub fn versions(&self) -> PathBuf {
        self.state.join("versions")
    }

    /// The folder for texts of sources.
    pub fn snapshots(&self) -> PathBuf {
        self.state.join("snapshots")
    }

    /// The folder for reports of how the program fell over.
    pub fn reports(&self) -> PathBuf {
        self.state.join("reports")
    }

    /// The folder for what belongs to this machine: window geometry, recovery
    /// copies, versions, locks, texts of sources, reports, the log.
    pub fn state(&self) -> &Path {
        &self.state
    }

    /// The folder for what a person would miss on another machine.
    pub fn data(&self) -> &Path {
        &self.data
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_data_dir_moves_everything() {
        let dirs = Dirs::choose(Some(Path::new("/somewhere"))).expect("given");
        for path in [
            dirs.settings_file(),
            dirs.log_file(),
            dirs.state().to_path_buf(),
            dirs.data().to_path_buf(),
        ] {
            assert!(path.starts_with("/somewhere"), "{}", path.display());
        }
    }

    #[test]
    fn the_platform_gives_absolute_folders_or_none() {
        if let Some(dirs) = Dirs::of_platform() {
            assert!(dirs.settings_file().is_absolute());
            assert!(dirs.state().is_absolute());
        }
    }
}
