//! Texts that are being typed: kept apart from the scene until they are
//! committed, and never lost.
//!
//! A draft belongs to one field of one record. It is committed to that record
//! however the field is left: also when another record is selected, when the
//! panel closes or when the scene is saved meanwhile. What cannot be committed
//! stays in its field with the reason beneath; where the field is gone, a notice
//! says so and repeats what was typed.

use std::sync::Arc;

use egui::{Context, Event, Id, Key};

use crate::edit::{Edit, apply};
use crate::model::Scene;
use crate::session::{Command, Session};

/// What a text comes to, or why it comes to nothing.
pub(super) type Make = Arc<dyn Fn(&Scene, &str) -> Result<Edit, String> + Send + Sync>;

/// Longer texts are cut off in a notice.
const MOST_CHARS: usize = 60;

/// A text that is being typed, or that was typed and is not accepted.
#[derive(Clone)]
pub(super) struct Draft {
    /// The field.
    pub field: Id,
    /// What the field is called.
    pub name: String,
    /// What stood there before.
    pub before: String,
    /// What stands there now.
    pub text: String,
    /// Why it is not accepted.
    pub error: Option<String>,
    /// Whether the field had the focus when last shown.
    pub is_typed: bool,
    /// What becomes of it.
    pub make: Make,
    /// Which document it belongs to.
    pub document: u64,
    /// When the field was last shown, in passes.
    pub shown: u64,
}

impl Draft {
    /// The change that the text comes to in this scene; `None` where it says what
    /// stood there before.
    fn edit(&self, scene: &Scene) -> Result<Option<Edit>, String> {
        if self.text == self.before {
            return Ok(None);
        }
        self.forced(scene).map(Some)
    }

    /// The change that the text comes to, even where it stood there before.
    fn forced(&self, scene: &Scene) -> Result<Edit, String> {
        let edit = (self.make)(scene, &self.text)?;
        // The same checks as when it is carried out, so that the reason stands
        // where the text does.
        match apply(scene, &edit) {
            Ok(_) => Ok(edit),
            Err(error) => Err(error.to_string()),
        }
    }
}

/// All drafts; few at any time.
#[derive(Clone, Default)]
struct Drafts(Vec<Draft>);

/// Where egui keeps them.
fn place() -> Id {
    Id::unique("drafts of fields")
}

fn with<T>(ctx: &Context, change: impl FnOnce(&mut Vec<Draft>) -> T) -> T {
    ctx.data_mut(|data| change(&mut data.get_temp_mut_or_default::<Drafts>(place()).0))
}

/// The draft of this field.
pub(super) fn of(ctx: &Context, field: Id) -> Option<Draft> {
    with(ctx, |drafts| {
        drafts.iter().find(|it| it.field == field).cloned()
    })
}

/// Keeps a draft, in the place of the one of the same field.
pub(super) fn keep(ctx: &Context, draft: Draft) {
    with(ctx, |drafts| {
        drafts.retain(|it| it.field != draft.field);
        drafts.push(draft);
    });
}

/// Forgets the draft of this field.
pub(super) fn forget(ctx: &Context, field: Id) {
    with(ctx, |drafts| drafts.retain(|it| it.field != field));
}

/// Commits a draft whose field is shown and was left: pushes the change, or
/// keeps the text with the reason why there is none. `is_new` asks for a change
/// even where the text is as it was. Says whether the draft is done with.
pub(super) fn commit(
    ctx: &Context,
    session: &Session,
    mut draft: Draft,
    is_new: bool,
    commands: &mut Vec<Command>,
) -> bool {
    let scene = &session.document().scene;
    let made = if is_new {
        draft.forced(scene).map(Some)
    } else {
        draft.edit(scene)
    };
    match made {
        Ok(edit) => {
            forget(ctx, draft.field);
            commands.extend(edit.map(Command::Edit));
            true
        }
        Err(error) => {
            draft.error = Some(error);
            keep(ctx, draft);
            false
        }
    }
}

/// On Escape, puts back what stood in the field that is typed in, and in those
/// whose text is not accepted; nothing else sees the key then. egui takes the
/// focus away by itself.
pub(in crate::ui) fn escape(ctx: &Context) {
    let is_concerned = |draft: &Draft| draft.is_typed || draft.error.is_some();
    let has_any = with(ctx, |drafts| drafts.iter().any(is_concerned));
    if !has_any || egui::Popup::is_any_open(ctx) {
        return;
    }
    let is_escape = |event: &Event| {
        matches!(
            event,
            Event::Key {
                key: Key::Escape,
                pressed: true,
                ..
            }
        )
    };
    let is_pressed = ctx.input_mut(|input| {
        let count = input.events.len();
        input.events.retain(|event| !is_escape(event));
        input.events.len() < count
    });
    if is_pressed {
        with(ctx, |drafts| drafts.retain(|it| !is_concerned(it)));
    }
}

/// To be called when everything was shown: commits what belongs to fields that
/// are gone, and everything where one of the commands must not overtake it.
pub(in crate::ui) fn settle(ctx: &Context, session: &Session, commands: &mut Vec<Command>) {
    let is_due = commands.iter().any(overtakes);
    let pass = ctx.cumulative_pass_nr();
    let due = with(ctx, |drafts| {
        let (due, rest): (Vec<_>, Vec<_>) = drafts
            .drain(..)
            .partition(|it| it.shown != pass || is_due && it.error.is_none());
        *drafts = rest;
        due
    });
    commands.splice(0..0, commands_of(due, session));
}

/// Commits everything that is being typed, for the end of the program.
pub(in crate::ui) fn take_all(ctx: &Context, session: &Session) -> Vec<Command> {
    let due = with(ctx, std::mem::take);
    commands_of(due, session)
}

/// What everything that is being typed comes to now.
pub(in crate::ui) fn being_typed(ctx: &Context, session: &Session) -> Vec<Edit> {
    let document = session.derived().document_revision();
    let scene = &session.document().scene;
    with(ctx, |drafts| {
        let of_this = drafts.iter().filter(|it| it.document == document);
        of_this
            .filter_map(|draft| draft.edit(scene).ok().flatten())
            .collect()
    })
}

fn commands_of(due: Vec<Draft>, session: &Session) -> Vec<Command> {
    let mut commands = Vec::new();
    for draft in due {
        // Of another document: an id of the same name may be something else here.
        let made = if draft.document == session.derived().document_revision() {
            draft.edit(&session.document().scene)
        } else {
            Err("another scene was opened".to_owned())
        };
        match made {
            Ok(edit) => commands.extend(edit.map(Command::Edit)),
            Err(error) => commands.push(Command::Warn(format!(
                "{} was not kept: {error}. You typed: {}",
                draft.name,
                short(&draft.text)
            ))),
        }
    }
    commands
}

/// Whether a command keeps, replaces or ends what the text belongs to.
pub(in crate::ui) fn overtakes(command: &Command) -> bool {
    matches!(
        command,
        Command::Save
            | Command::SaveAs
            | Command::SaveTo { .. }
            | Command::SaveThen(_)
            | Command::NewScene
            | Command::PickFile
            | Command::Open { .. }
            | Command::OpenExample(_)
            | Command::NewFromList(_)
            | Command::Revert
            | Command::Quit
    )
}

fn short(text: &str) -> String {
    if text.chars().count() <= MOST_CHARS {
        return text.to_owned();
    }
    let cut: String = text.chars().take(MOST_CHARS - 1).collect();
    format!("{}\u{2026}", cut.trim_end())
}
