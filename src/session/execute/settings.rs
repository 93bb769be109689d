//! Changing what the person set.

use crate::file::settings::Settings;
use crate::session::Session;
use crate::session::command::Effect;

impl Session {
    /// Changes the settings and has them kept.
    pub(in crate::session) fn set(&mut self, change: impl FnOnce(&mut Settings)) {
        change(&mut self.settings);
        self.effects.push(Effect::KeepSettings);
    }

    /// Scales the interface; what is out of range is taken to its nearest end,
    /// what is no number changes nothing.
    pub(super) fn set_interface_scale(&mut self, scale: f32) {
        if scale.is_finite() {
            let scale = scale.clamp(Settings::MIN_SCALE, Settings::MAX_SCALE);
            self.set(|settings| settings.interface_scale = scale);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::session::Command;

    #[test]
    fn the_scale_stays_within_what_can_be_used() {
        let mut session = Session::new(
            Settings::default(),
            crate::file::store::Store::default(),
            Arc::new(|| {}),
        );
        for (asked, expected) in [
            (1.25, 1.25),
            (9.0, Settings::MAX_SCALE),
            (-1.0, Settings::MIN_SCALE),
            (f32::NAN, Settings::MIN_SCALE),
        ] {
            session.execute(Command::SetInterfaceScale(asked));
            assert_eq!(session.settings().interface_scale, expected, "{asked}");
        }
    }
}
