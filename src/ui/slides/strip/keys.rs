//! The keys of the strip.

use egui::{Context, EventFilter, Id, Key, KeyboardShortcut, Modifiers, Ui};

use crate::session::{Command, Session, SlidesCommand};

use super::{Strip, cell_id};

/// Remembers which slide of the strip has the keyboard, for [`has_focus`].
pub(super) fn note_focus(ui: &Ui, cell: Id) {
    ui.data_mut(|data| data.insert_temp(focus_place(), cell));
}

/// Whether a slide of the strip has the keyboard: some keys are for it then.
pub(in crate::ui) fn has_focus(ctx: &Context) -> bool {
    let focus = ctx.memory(|memory| memory.focused());
    let noted: Option<Id> = ctx.data(|data| data.get_temp(focus_place()));
    focus.is_some() && focus == noted
}

fn focus_place() -> Id {
    Id::unique("slide with the focus")
}

/// Whether the strip takes these keys itself.
pub(in crate::ui) fn is_for_the_strip(keys: &KeyboardShortcut) -> bool {
    let is_plain = keys.modifiers.is_none();
    match keys.logical_key {
        Key::ArrowLeft | Key::ArrowRight => is_plain || keys.modifiers == Modifiers::ALT,
        Key::Home | Key::End | Key::Enter | Key::F2 | Key::Delete | Key::Backspace => is_plain,
        _ => false,
    }
}

impl Strip {
    /// Carries out the keys that were pressed while a slide has the keyboard. Before
    /// the slides are shown, for Enter would press the one that has it.
    pub(super) fn keys(&mut self, ui: &Ui, session: &Session, commands: &mut Vec<Command>) {
        let slides = &session.document().scene.slides;
        let Some(at) = self.focused.as_ref().and_then(|id| slides.position(id)) else {
            return;
        };
        let Some(slide) = slides.at(at) else { return };
        let cell = cell_id(&slide.id);
        if !ui.memory(|memory| memory.has_focus(cell)) || egui::Popup::is_any_open(ui.ctx()) {
            return;
        }
        let filter = EventFilter {
            horizontal_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(cell, filter));
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        let last = slides.len().saturating_sub(1);
        // With others held first: without them the key counts whatever is held.
        for (key, by) in [(Key::ArrowLeft, -1), (Key::ArrowRight, 1)] {
            if pressed(Modifiers::ALT, key) {
                let to = at.saturating_add_signed(by).min(last);
                let slide = slide.id.clone();
                self.wanted = Some(slide.clone());
                commands.push(Command::Slides(SlidesCommand::Move { slide, to }));
                return;
            }
        }
        let ways = [
            (Key::ArrowLeft, at.saturating_sub(1)),
            (Key::ArrowRight, (at + 1).min(last)),
            (Key::Home, 0),
            (Key::End, last),
        ];
        let to = ways
            .into_iter()
            .find_map(|(key, to)| pressed(Modifiers::NONE, key).then_some(to));
        if let Some(next) = to.and_then(|to| slides.at(to)) {
            self.wanted = Some(next.id.clone());
            let choose = SlidesCommand::Choose(next.id.clone());
            commands.push(Command::Slides(choose));
        } else if pressed(Modifiers::NONE, Key::Enter) || pressed(Modifiers::NONE, Key::F2) {
            self.name(slide.id.clone());
        } else if pressed(Modifiers::NONE, Key::Delete) || pressed(Modifiers::NONE, Key::Backspace)
        {
            let beside = slides.at(at + 1).or_else(|| slides.at(at.checked_sub(1)?));
            self.wanted = beside.map(|slide| slide.id.clone());
            commands.push(Command::Slides(SlidesCommand::Choose(slide.id.clone())));
            commands.push(Command::Slides(SlidesCommand::Delete(slide.id.clone())));
        }
    }
}
