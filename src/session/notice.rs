//! Messages to the person: shown for a while, and logged.

use std::time::Duration;

/// How a notice is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Something was done.
    Info,
    /// Something needs attention.
    Warning,
    /// Something failed; stays until dismissed.
    Error,
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Tells notices apart.
    pub id: u64,
    /// How it is meant.
    pub level: Level,
    /// What happened, why, and what to do.
    pub text: String,
    /// When it was given, on the session's clock.
    pub given_at: Duration,
}

/// Notices of what was done say so in these words, if it is worth saying.
const OFFER: &str = "Ctrl+Z brings";

/// How long a notice that is no error stays.
const STAYS: Duration = Duration::from_secs(6);

/// The notices on screen, oldest first.
#[derive(Debug, Default)]
pub struct Notices {
    shown: Vec<Notice>,
    given: u64,
}

impl Notices {
    /// Gives a notice, and logs it. The same text again takes the place of the
    /// first, so that a repeated failure is one notice.
    pub fn give(&mut self, level: Level, text: impl Into<String>, now: Duration) {
        let text = text.into();
        match level {
            Level::Info => log::info!("{text}"),
            Level::Warning => log::warn!("{text}"),
            Level::Error => log::error!("{text}"),
        }
        self.shown.retain(|notice| notice.text != text);
        self.given += 1;
        self.shown.push(Notice {
            id: self.given,
            level,
            text,
            given_at: now,
        });
    }

    /// Takes those that begin so off the screen.
    pub(super) fn retract(&mut self, beginning: &str) {
        self.shown
            .retain(|notice| !notice.text.starts_with(beginning));
    }

    /// Takes off the screen what was done to a scene that is gone.
    pub(super) fn forget_done(&mut self) {
        self.shown.retain(|notice| notice.level != Level::Info);
    }

    /// Takes off the screen what was done and is taken back by now.
    pub(super) fn forget_offers(&mut self) {
        self.shown.retain(|notice| !notice.text.contains(OFFER));
    }

    /// Takes one off the screen.
    pub fn dismiss(&mut self, id: u64) {
        self.shown.retain(|notice| notice.id != id);
    }

    /// Takes off what has been shown long enough; `Some` is how long until the
    /// next one is due.
    pub fn expire(&mut self, now: Duration) -> Option<Duration> {
        let left = |notice: &Notice| STAYS.saturating_sub(now.saturating_sub(notice.given_at));
        self.shown
            .retain(|notice| notice.level == Level::Error || !left(notice).is_zero());
        self.shown
            .iter()
            .filter(|notice| notice.level != Level::Error)
            .map(left)
            .min()
    }

    /// Lets those that are there be shown as if they were given now: nobody could see
    /// them before.
    pub(super) fn renew(&mut self, now: Duration) {
        for notice in &mut self.shown {
            notice.given_at = now;
        }
    }

    /// What is on screen, oldest first.
    pub fn shown(&self) -> &[Notice] {
        &self.shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_stay_and_others_go() {
        let mut notices = Notices::default();
        notices.give(Level::Info, "opened", Duration::ZERO);
        notices.give(Level::Error, "cannot open", Duration::ZERO);
        assert_eq!(
            notices.expire(Duration::from_secs(1)),
            Some(Duration::from_secs(5))
        );
        assert_eq!(notices.expire(STAYS), None);
        let texts: Vec<_> = notices
            .shown()
            .iter()
            .map(|notice| notice.text.as_str())
            .collect();
        assert_eq!(texts, ["cannot open"]);
    }

    #[test]
    fn a_repeated_failure_is_one_notice() {
        let mut notices = Notices::default();
        notices.give(Level::Error, "no room", Duration::ZERO);
        notices.give(Level::Error, "no room", Duration::from_secs(1));
        assert_eq!(notices.shown().len(), 1);
    }
}
