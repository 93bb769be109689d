//! Names and labels edited where they stand on the canvas.

use egui::text::{CCursor, CCursorRange};
use egui::{Area, Frame, Id, Key, Margin, Order, Pos2, Rect, Ui, Vec2};

use crate::drawing::MarkPlace;
use crate::edit::{Edit, NAME_CHARS, checked_line, checked_name};
use crate::model::{Scene, Subject};
use crate::session::{Command, Inline, Session};
use crate::ui::paint::Placing;
use crate::ui::style;
use crate::ui::text::{self, Look, Looks};
use crate::ui::widget::{TextField, named};

use super::Canvas;
use super::pointer::marks;

/// Lines of the field of a note.
const NOTE_ROWS: usize = 4;
const NOTE_HINT: &str = "Enter keeps it, Shift+Enter begins a line";

/// Width of the field, in points.
const WIDTH: f32 = 210.0;

/// A field on the canvas, with what is typed in it.
#[derive(Clone, Debug)]
pub(super) struct InlineField {
    of: Inline,
    text: String,
    /// Where it stands on screen, its middle.
    place: Pos2,
    error: Option<String>,
    is_new: bool,
}

impl Canvas {
    /// Shows the field that the session asks for, if it asks for one.
    pub(super) fn inline_ui(
        &mut self,
        ui: &Ui,
        rect: Rect,
        session: &Session,
        placing: Placing,
        commands: &mut Vec<Command>,
    ) {
        let Some(of) = session.inline() else {
            self.inline = None;
            return;
        };
        if self.inline.as_ref().is_none_or(|field| field.of != *of) {
            self.inline = Some(InlineField {
                of: of.clone(),
                text: text_of(of, &session.document().scene),
                place: place_of(of, session, placing, rect),
                error: None,
                is_new: true,
            });
        }
        if let Some(field) = &mut self.inline {
            field.ui(ui, rect, session, commands);
        }
    }
}

impl Canvas {
    /// What is being typed in the field, as changes to be carried out before all
    /// others: what these replace or end must not take it along.
    pub(in crate::ui) fn take_typed(&mut self, session: &Session, commands: &mut Vec<Command>) {
        let is_left = commands.contains(&Command::EndInline);
        if let Some(mut field) = self.inline.take().filter(|_| !is_left) {
            let mut typed = Vec::new();
            field.leave(false, session, &mut typed);
            commands.splice(0..0, typed);
        }
    }
}

impl Canvas {
    /// What is being typed in the field comes to this now, if to anything.
    pub(in crate::ui) fn being_typed(&self, session: &Session) -> Option<Command> {
        let field = self.inline.as_ref()?;
        field.command(&session.document().scene).ok().flatten()
    }
}

impl InlineField {
    fn ui(&mut self, ui: &Ui, rect: Rect, session: &Session, commands: &mut Vec<Command>) {
        // No wider than a canvas between panels in a small window.
        let width = WIDTH.min(rect.width() - 28.0).max(80.0);
        let corner = self.place - Vec2::new(width / 2.0, 18.0);
        let area = Area::new(Id::unique("inline field"))
            .order(Order::Foreground)
            .fixed_pos(corner)
            .constrain_to(rect.shrink(4.0));
        area.show(ui.ctx(), |ui| {
            Frame::popup(ui.style())
                .inner_margin(Margin::symmetric(8, 6))
                .show(ui, |ui| {
                    ui.set_width(width);
                    self.content_ui(ui, session, commands);
                });
        });
    }

    fn content_ui(&mut self, ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
        let looks = Looks::of(ui);
        let (caption, hint) = match &self.of {
            Inline::Actor(_) => ("Name".to_owned(), "Name of the actor"),
            Inline::Tie(_) => ("Label".to_owned(), "A few words, or nothing"),
            Inline::Note(_) => ("Note".to_owned(), NOTE_HINT),
            Inline::NewNote { .. } => ("New note".to_owned(), NOTE_HINT),
            Inline::NewActor { tie_from: None, .. } => ("New actor".to_owned(), "Name"),
            Inline::NewActor {
                tie_from: Some(from),
                ..
            } => {
                let from = session.document().scene.actor_name(from);
                (format!("New actor, tied to {from}"), "Name")
            }
        };
        text::line(ui, &caption, &looks.small());
        let field = if self.of.is_note() {
            TextField::multiline(&mut self.text)
                .desired_rows(NOTE_ROWS)
                .return_key(egui::KeyboardShortcut::new(
                    egui::Modifiers::SHIFT,
                    Key::Enter,
                ))
        } else {
            TextField::singleline(&mut self.text)
        };
        let output = field
            .id(Id::unique("inline text"))
            .hint_text(hint)
            // A little over the limit, so that what is too long can be told.
            .char_limit(NAME_CHARS * 50)
            .desired_width(f32::INFINITY)
            .show(ui);
        let response = output.response.response;
        named(&response, &caption);
        if self.is_new {
            self.is_new = false;
            response.request_focus();
            let mut state = output.state;
            let all = CCursorRange::two(CCursor::new(0), CCursor::new(self.text.chars().count()));
            state.cursor.set_char_range(Some(all));
            state.store(ui.ctx(), response.id);
        }
        if let Some(error) = &self.error {
            let ink = style::color(style::theme(ui.ctx()).window.error);
            text::label(ui, error, &Look::new(style::size::SMALL, ink));
        }
        // A field of several lines keeps the focus when Enter ends it.
        let is_note = self.of.is_note();
        let ends = |event: &egui::Event| {
            matches!(
                event,
                egui::Event::Key { key: Key::Enter, pressed: true, modifiers, .. }
                    if !(is_note && modifiers.shift)
            )
        };
        let is_entered = ui.input(|input| input.events.iter().any(ends));
        if response.lost_focus() || is_note && is_entered && response.has_focus() {
            self.leave(is_entered, session, commands);
            if is_entered && self.error.is_some() {
                response.request_focus();
            }
        } else if response.changed() {
            self.error = None;
        }
    }

    /// Takes over what was typed. With Enter, what cannot be taken is told and
    /// the field stays; whoever clicks elsewhere gets a notice.
    fn leave(&mut self, is_entered: bool, session: &Session, commands: &mut Vec<Command>) {
        let is_idle = !is_entered && self.text.trim().is_empty();
        match self.command(&session.document().scene) {
            Ok(command) => {
                commands.push(Command::EndInline);
                commands.extend(command);
            }
            Err(_) if is_idle => commands.push(Command::EndInline),
            Err(error) if is_entered => self.error = Some(error),
            Err(error) => {
                commands.push(Command::EndInline);
                commands.push(Command::Warn(format!("Nothing was changed: {error}")));
            }
        }
    }

    /// What the text comes to; `None` where nothing changes.
    fn command(&self, scene: &Scene) -> Result<Option<Command>, String> {
        let said = |error: crate::edit::EditError| format!("{error}.");
        if self.text.trim() == text_of(&self.of, scene).trim()
            && !matches!(self.of, Inline::NewActor { .. } | Inline::NewNote { .. })
        {
            return Ok(None);
        }
        const NAME: &str = "the name of an actor";
        Ok(Some(match &self.of {
            Inline::Actor(actor) => Command::Edit(Edit::RenameActor {
                actor: actor.clone(),
                name: checked_name(&self.text, NAME).map_err(said)?,
            }),
            Inline::Tie(tie) => Command::Edit(Edit::SetTieLabel {
                tie: tie.clone(),
                label: checked_line(&self.text, "the label of a tie").map_err(said)?,
            }),
            Inline::Note(note) => Command::WriteNote {
                note: note.clone(),
                text: self.text.clone(),
            },
            Inline::NewNote { .. } if self.text.trim().is_empty() => return Ok(None),
            Inline::NewNote { at } => Command::AddNote {
                text: self.text.clone(),
                at: *at,
            },
            Inline::NewActor { at, tie_from } => Command::AddActor {
                name: checked_name(&self.text, NAME).map_err(said)?,
                at: *at,
                tie_from: tie_from.clone(),
            },
        }))
    }
}

/// What stands in the field at first.
fn text_of(of: &Inline, scene: &Scene) -> String {
    match of {
        Inline::Actor(actor) => scene.actor_name(actor).to_owned(),
        Inline::Tie(tie) => scene
            .ties
            .get(tie)
            .and_then(|tie| tie.label.clone())
            .unwrap_or_default(),
        Inline::Note(note) => scene
            .notes
            .get(note)
            .map(|note| note.text.clone())
            .unwrap_or_default(),
        Inline::NewActor { .. } | Inline::NewNote { .. } => String::new(),
    }
}

/// Where the field stands: at the name below the disc, at the chip of the tie,
/// at the place of the new actor.
fn place_of(of: &Inline, session: &Session, placing: Placing, rect: Rect) -> Pos2 {
    let subject = match of {
        Inline::Actor(actor) => Subject::Actor(actor.clone()),
        Inline::Tie(tie) => Subject::Tie(tie.clone()),
        Inline::Note(note) => Subject::Note(note.clone()),
        Inline::NewActor { at, .. } | Inline::NewNote { at } => {
            return at.map_or_else(|| rect.center(), |at| placing.pos(at));
        }
    };
    let mark = marks(session).find(|mark| mark.subject == subject);
    match mark.map(|mark| &mark.place) {
        Some(MarkPlace::Disc { center, radius }) => {
            placing.pos(*center) + Vec2::new(0.0, (radius * placing.scale) as f32 + 16.0)
        }
        Some(MarkPlace::Curve {
            chip: Some(chip), ..
        }) => placing.rect(*chip).center(),
        Some(MarkPlace::Card(card)) => placing.rect(*card).center(),
        Some(MarkPlace::Curve { points, .. }) => points
            .get(points.len() / 2)
            .map_or_else(|| rect.center(), |middle| placing.pos(*middle)),
        None => rect.center(),
    }
}
