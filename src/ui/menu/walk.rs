//! Going through the menus of the bar as all desktop programs let one: with the arrow
//! keys from menu to menu, with F10 to them and back, and with the pointer along their
//! headings while one is open. egui 0.37 goes through one menu alone.

use egui::containers::menu::{MenuState, SubMenu};
use egui::{Context, EventFilter, FocusDirection, Id, Key, Modifiers, Popup, Response, Ui};

use crate::ui::commands::{plain, take};

/// The headings as they stand in the bar this frame.
#[derive(Default)]
pub(super) struct Headings(Vec<Heading>);

struct Heading {
    id: Id,
    menu: Id,
    is_hovered: bool,
    is_pressed_by_key: bool,
}

/// What lasts from frame to frame.
#[derive(Clone, Copy, Default)]
struct Kept {
    /// What had the focus when F10 was pressed.
    back: Option<Id>,
    /// The menu whose first line is to take the focus once it is there.
    enters: Option<Id>,
    /// The heading of the menu that was open and had the focus.
    within: Option<Id>,
}

impl Kept {
    fn id() -> Id {
        Id::unique("walk through the menus")
    }

    fn of(ctx: &Context) -> Self {
        ctx.data(|data| data.get_temp(Self::id()).unwrap_or_default())
    }

    fn change(ctx: &Context, change: impl FnOnce(&mut Self)) {
        ctx.data_mut(|data| change(data.get_temp_mut_or_default(Self::id())));
    }
}

/// Whether the first line of the menu with this heading is to take the focus.
pub(super) fn takes_focus(ui: &Ui, menu: Id) -> bool {
    Kept::of(ui.ctx()).enters == Some(menu)
}

/// Its first line has the focus.
pub(super) fn has_entered(ui: &Ui) {
    Kept::change(ui.ctx(), |kept| kept.enters = None);
}

/// Whether a heading of the bar has the keyboard's focus: then Escape leads back.
pub(in crate::ui) fn has_focus(ctx: &Context) -> bool {
    let headings: Vec<Id> = ctx
        .data(|data| data.get_temp(Headings::id()))
        .unwrap_or_default();
    ctx.memory(|memory| memory.focused())
        .is_some_and(|focused| headings.contains(&focused))
}

impl Headings {
    fn id() -> Id {
        Id::unique("headings of the menus")
    }

    pub(super) fn push(&mut self, heading: &Response) {
        let by_key = |input: &egui::InputState| {
            input.key_pressed(Key::Enter) || input.key_pressed(Key::Space)
        };
        self.0.push(Heading {
            id: heading.id,
            menu: Popup::default_response_id(heading),
            is_hovered: heading.hovered(),
            is_pressed_by_key: heading.has_focus()
                && heading.clicked()
                && heading.ctx.input(by_key),
        });
    }

    /// Goes where the keys and the pointer lead, once all menus were shown.
    pub(super) fn walk(&self, ui: &Ui, is_free: bool) {
        let ctx = ui.ctx();
        let ids: Vec<Id> = self.0.iter().map(|heading| heading.id).collect();
        ctx.data_mut(|data| data.insert_temp(Self::id(), ids));
        if is_free && ctx.input_mut(|input| take(input, &plain(Key::F10))) {
            self.enter_or_leave(ctx);
            return;
        }
        let is_open = |heading: &Heading| Popup::is_id_open(ctx, heading.menu);
        match self.0.iter().position(is_open) {
            Some(at) => self.walk_open(ctx, at),
            None => self.walk_closed(ctx),
        }
    }

    /// F10: to the first heading, or back from the menus.
    fn enter_or_leave(&self, ctx: &Context) {
        let focused = ctx.memory(|memory| memory.focused());
        let is_within = Kept::of(ctx).within.is_some() || has_focus(ctx);
        if is_within {
            self.close(ctx);
            leave(ctx);
        } else if let Some(first) = self.0.first() {
            self.close(ctx);
            Kept::change(ctx, |kept| kept.back = focused);
            ctx.memory_mut(|memory| memory.request_focus(first.id));
        }
    }

    fn close(&self, ctx: &Context) {
        for heading in &self.0 {
            Popup::close_id(ctx, heading.menu);
        }
    }

    /// While the menu at this place is open.
    fn walk_open(&self, ctx: &Context, at: usize) {
        let Some(heading) = self.0.get(at) else {
            return;
        };
        if heading.is_pressed_by_key {
            Kept::change(ctx, |kept| kept.enters = Some(heading.menu));
        }
        let focused = ctx.memory(|memory| memory.focused());
        let layer = focused.and_then(|id| Some(ctx.read_response(id)?.layer_id));
        let is_on_heading = focused == Some(heading.id);
        let is_in_menu = layer.is_some_and(|layer| layer.id == heading.menu);
        let is_within =
            is_on_heading || layer.is_some_and(|layer| layer.order == egui::Order::Foreground);
        Kept::change(ctx, |kept| kept.within = is_within.then_some(heading.id));
        let other = |other: &Heading| other.is_hovered && other.menu != heading.menu;
        let moved = ctx.input(|input| input.pointer.delta() != egui::Vec2::ZERO);
        if moved && let Some(hovered) = self.0.iter().find(|it| other(it)) {
            open(ctx, hovered);
            if is_within {
                ctx.memory_mut(|memory| memory.request_focus(hovered.id));
            }
            return;
        }
        if is_on_heading {
            keep_keys(ctx, heading.id, false);
        }
        if !is_within {
            return;
        }
        // A line that leads to further ones opens them with Right; from those Left
        // leads back to it.
        let leads_on = MenuState::from_id(ctx, heading.menu, |state| state.open_item)
            .is_some_and(|item| focused.map(SubMenu::id_from_widget_id) == Some(item));
        let step = match pressed_sideways(ctx) {
            Some(Sideways::Left) if is_on_heading || is_in_menu => self.0.len() - 1,
            Some(Sideways::Right) if !leads_on => 1,
            _ => return,
        };
        if let Some(next) = self.0.get((at + step) % self.0.len()) {
            open(ctx, next);
            Kept::change(ctx, |kept| kept.enters = Some(next.menu));
            focus(ctx, next.id);
        }
    }

    /// While no menu is open.
    fn walk_closed(&self, ctx: &Context) {
        let focused = ctx.memory(|memory| memory.focused());
        let escaped = ctx.input(|input| input.key_pressed(Key::Escape));
        if let Some(heading) = Kept::of(ctx).within {
            // It was closed, and what had the focus in it is gone.
            let back = Kept::of(ctx).back.filter(|_| !escaped);
            Kept::change(ctx, |kept| (kept.within, kept.enters) = (None, None));
            // The key that closed it is not for what gets the focus now.
            ctx.input_mut(|input| {
                input.consume_key(Modifiers::NONE, Key::Enter);
                input.consume_key(Modifiers::NONE, Key::Space);
            });
            if back.is_some() {
                Kept::change(ctx, |kept| kept.back = None);
            }
            ctx.memory_mut(|memory| memory.request_focus(back.unwrap_or(heading)));
            return;
        }
        let Some(at) = self.0.iter().position(|it| Some(it.id) == focused) else {
            return;
        };
        let Some(heading) = self.0.get(at) else {
            return;
        };
        keep_keys(ctx, heading.id, true);
        if ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            leave(ctx);
        } else if ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::ArrowDown)) {
            open(ctx, heading);
            Kept::change(ctx, |kept| kept.enters = Some(heading.menu));
            focus(ctx, heading.id);
        } else if let Some(sideways) = pressed_sideways(ctx) {
            let step = match sideways {
                Sideways::Left => self.0.len() - 1,
                Sideways::Right => 1,
            };
            if let Some(next) = self.0.get((at + step) % self.0.len()) {
                focus(ctx, next.id);
            }
        }
    }
}

/// Opens the menu of this heading, and closes the one that is open.
fn open(ctx: &Context, heading: &Heading) {
    Popup::open_id(ctx, heading.menu);
    ctx.request_repaint();
}

/// Gives the focus back to what had it before.
fn leave(ctx: &Context) {
    let back = Kept::of(ctx).back;
    Kept::change(ctx, |kept| *kept = Kept::default());
    ctx.memory_mut(|memory| match (back, memory.focused()) {
        (Some(back), _) => memory.request_focus(back),
        (None, Some(focused)) => memory.surrender_focus(focused),
        (None, None) => {}
    });
}

/// Else Escape would take the focus away, and the arrow keys lead it elsewhere.
fn keep_keys(ctx: &Context, heading: Id, is_closed: bool) {
    let filter = EventFilter {
        horizontal_arrows: true,
        // In an open menu egui goes up and down itself.
        vertical_arrows: is_closed,
        escape: is_closed,
        ..Default::default()
    };
    ctx.memory_mut(|memory| memory.set_focus_lock_filter(heading, filter));
}

#[derive(Clone, Copy)]
enum Sideways {
    Left,
    Right,
}

fn pressed_sideways(ctx: &Context) -> Option<Sideways> {
    ctx.input(|input| {
        let is_pressed = |key| input.modifiers.is_none() && input.key_pressed(key);
        if is_pressed(Key::ArrowLeft) {
            Some(Sideways::Left)
        } else {
            is_pressed(Key::ArrowRight).then_some(Sideways::Right)
        }
    })
}

/// Gives the focus to this widget, whatever egui made of the arrow key itself.
fn focus(ctx: &Context, id: Id) {
    ctx.memory_mut(|memory| {
        memory.move_focus(FocusDirection::None);
        memory.request_focus(id);
    });
    ctx.request_repaint();
}
