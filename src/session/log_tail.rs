//! The end of the log, to be looked at.

use crate::file::store::StoreError;

use super::Session;
use super::tasks::Done;

/// How many lines of the log are shown.
const MOST_LINES: usize = 400;

/// The end of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogTail {
    /// Its last lines, or why there are none.
    pub lines: Result<Vec<String>, String>,
}

impl Session {
    /// The end of the log, once it was read.
    pub fn log_tail(&self) -> Option<&LogTail> {
        self.log_tail.as_ref()
    }

    /// Reads the log in the background. What is shown stays until that is done.
    pub(super) fn read_log(&mut self) {
        let Some(path) = self.dirs.as_ref().map(crate::file::dirs::Dirs::log_file) else {
            return;
        };
        log::logger().flush();
        self.tasks.recovery(move |store| {
            let bytes = store.read_scene_file(&path, false);
            Done::LogRead(bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
        });
    }

    pub(super) fn take_log(&mut self, result: Result<String, StoreError>) {
        let lines = result
            .map(|text| last_lines(&text))
            .map_err(|error| error.to_string());
        self.log_tail = Some(LogTail { lines });
    }
}

fn last_lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = text
        .lines()
        .rev()
        .take(MOST_LINES)
        .map(str::to_owned)
        .collect();
    lines.reverse();
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_end_of_a_log_is_shown() {
        let text: String = (0..1_000)
            .map(|number| format!("line {number}\n"))
            .collect();
        let lines = last_lines(&text);
        assert_eq!(lines.len(), MOST_LINES);
        assert_eq!(lines.first().map(String::as_str), Some("line 600"));
        assert_eq!(lines.last().map(String::as_str), Some("line 999"));
        assert!(last_lines("").is_empty());
    }
}
