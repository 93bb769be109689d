//! Writing the settings, away from the thread of the window: bringing them to
//! the disk may take longer than a frame.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::file::settings::Settings;
use crate::file::store::StoreError;

use super::tasks::Done;
use super::{Level, Session};

/// How long the end of the program waits for a disk that takes the settings.
const PATIENCE: Duration = Duration::from_secs(5);

/// How often it looks.
const STEP: Duration = Duration::from_millis(5);

/// What is being written, one after the other; of several that wait the newest.
#[derive(Debug, Default)]
pub(super) struct SettingsFile {
    is_writing: bool,
    waiting: Option<(PathBuf, Settings)>,
}

impl Session {
    /// Keeps the settings as they are now in this file, in the background.
    pub fn keep_settings(&mut self, path: PathBuf) {
        self.settings_file.waiting = Some((path, self.settings.clone()));
        self.write_next_settings();
    }

    fn write_next_settings(&mut self) {
        if self.settings_file.is_writing {
            return;
        }
        let Some((path, settings)) = self.settings_file.waiting.take() else {
            return;
        };
        let again = (path.clone(), settings.clone());
        let is_begun = self
            .tasks
            .recovery(move |_| Done::SettingsKept(settings.save(&path)));
        self.settings_file.is_writing = is_begun;
        if !is_begun {
            // Better late than never: at the end at last.
            self.settings_file.waiting = Some(again);
        }
    }

    pub(super) fn note_settings_kept(&mut self, result: Result<(), StoreError>) {
        self.settings_file.is_writing = false;
        if let Err(error) = result {
            self.notify(Level::Warning, format!("Cannot keep the settings: {error}"));
        }
        self.write_next_settings();
    }

    /// Sees that the last settings are written before the program ends.
    pub(super) fn finish_settings(&mut self) {
        let begun = Instant::now();
        while self.settings_file.is_writing && begun.elapsed() < PATIENCE {
            for done in self.tasks.finished() {
                if let Done::SettingsKept(result) = done {
                    self.note_settings_kept(result);
                }
            }
            std::thread::sleep(STEP);
        }
        if let Some((path, settings)) = self.settings_file.waiting.take()
            && let Err(error) = settings.save(&path)
        {
            log::error!("the settings were not kept: {error}");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::file::store::Store;
    use crate::session::Command;

    #[test]
    fn of_many_settings_the_last_is_in_the_file_when_the_program_ends() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("config/settings.ron");
        let mut session = Session::new(Settings::default(), Store::default(), Arc::new(|| {}));
        for percent in 80..=140_u16 {
            session.execute(Command::SetInterfaceScale(f32::from(percent) / 100.0));
            session.keep_settings(path.clone());
        }
        session.end();
        let (kept, warnings) = Settings::load(&path);
        assert!(warnings.is_empty(), "{warnings:?}");
        assert_eq!(kept.interface_scale, 1.4);
    }

    #[test]
    fn settings_that_cannot_be_kept_are_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("config");
        let store = Store::default();
        store.replace(&path, b"no folder").expect("written");
        let mut session = Session::new(Settings::default(), store, Arc::new(|| {}));
        session.keep_settings(path.join("settings.ron"));
        while session.is_busy() {
            std::thread::sleep(Duration::from_millis(1));
            session.tick(Duration::ZERO);
        }
        let told = session.notices().shown();
        assert!(
            told.iter()
                .any(|it| it.text.contains("Cannot keep the settings"))
        );
    }
}
