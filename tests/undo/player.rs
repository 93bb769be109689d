//! Plays a sequence in a session without a window and keeps beside it what the
//! history ought to hold.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use entente::edit::{Edit, EditError, apply};
use entente::file;
use entente::file::settings::Settings;
use entente::file::store::Store;
use entente::model::{Record, Scene, Subject, Table};
use entente::session::{Command, Dialog, Level, Selection, Session, Then};
use kurbo::Vec2;

use crate::cards::{Card, Tally};
use crate::maker::{Maker, Quarry};
use crate::random::Random;

/// In one sequence of so many the bytes of every scene on the way are kept, to
/// see that no later change reaches back into an older scene.
const BYTES_EVERY: usize = 16;

/// A card that the scene has no use for waits; after so many in a row the deck
/// is filled again, for others that make use of it.
const MOST_IDLE: usize = 80;

/// It is tried again within so many others.
const SOON: usize = 8;

/// The scene and the selection at one moment.
#[derive(Clone)]
struct State {
    scene: Arc<Scene>,
    selection: Selection,
    bytes: Option<String>,
}

/// A step that the history has.
struct Done {
    before: State,
    after: State,
}

/// Plays sequences, one after the other, in one session.
pub(crate) struct Player<'a> {
    quarry: &'a Quarry,
    session: Session,
    finished: Receiver<()>,
    folder: tempfile::TempDir,
    clock: Duration,
    pub(crate) tally: Tally,
    random: Random,
    is_keeping_bytes: bool,
    done: Vec<Done>,
    undone: Vec<Done>,
}

impl<'a> Player<'a> {
    pub(crate) fn new(quarry: &'a Quarry) -> Self {
        let (sender, finished) = channel();
        let sender = Mutex::new(sender);
        let waker = Arc::new(move || {
            let sender = sender.lock().expect("nobody panics while waking");
            sender.send(()).expect("the test waits for it");
        });
        Self {
            quarry,
            session: Session::new(Settings::default(), Store::default(), waker),
            finished,
            folder: tempfile::tempdir().expect("a folder"),
            clock: Duration::ZERO,
            tally: Tally::new(),
            random: Random::new(0),
            is_keeping_bytes: false,
            done: Vec::new(),
            undone: Vec::new(),
        }
    }

    /// Makes so many edits, undoes all of them and redoes all of them.
    pub(crate) fn play(&mut self, number: usize, edits: usize) {
        let _named = Named(number);
        self.random = Random::new(number as u64);
        self.is_keeping_bytes = number.is_multiple_of(BYTES_EVERY);
        self.done.clear();
        self.undone.clear();
        let start = self.open();
        self.make(edits);

        while !self.undone.is_empty() {
            self.redo();
        }
        let end = self.bytes();
        self.check_reading(&end);
        while !self.done.is_empty() {
            self.undo();
        }
        assert!(self.bytes() == start, "undoing all gives the first bytes");
        assert!(!self.session.document().is_changed(), "as it was opened");
        self.check_nothing_more(&Command::Undo);
        while !self.undone.is_empty() {
            self.redo();
        }
        assert!(self.bytes() == end, "redoing all gives the last bytes");
        self.check_nothing_more(&Command::Redo);
    }

    /// Opens a scene from a file, where its history begins; gives its bytes.
    fn open(&mut self) -> String {
        let scenes = &self.quarry.scenes;
        let scene = self.random.pick(scenes);
        let path = self.folder.path().join("start.ron");
        std::fs::write(&path, file::write(&scene)).expect("written");
        self.open_file(path);
        assert!(*self.session.document().scene == scene, "it was opened");
        assert!(self.session.history().is_empty(), "with no history");
        file::write(&scene)
    }

    fn open_file(&mut self, path: PathBuf) {
        self.session.execute(Command::Open {
            path,
            allow_large: false,
        });
        // Other work may end meanwhile.
        while self.session.is_opening() {
            self.finished
                .recv_timeout(Duration::from_mins(1))
                .expect("the file is read");
            // So late that what was told in the sequence before is off the screen.
            self.clock += Duration::from_mins(1);
            self.session.tick(self.clock);
        }
        if self.session.dialog() == Some(&Dialog::Unsaved(Then::Open)) {
            self.session.execute(Command::DiscardThen(Then::Open));
        }
    }

    /// Makes so many edits that change something, drawn like cards from a deck
    /// that is filled again when it is empty, so that none is forgotten.
    fn make(&mut self, edits: usize) {
        let mut deck: Vec<Card> = Vec::new();
        let (mut made, mut idle) = (0, 0);
        while made < edits {
            self.amble();
            if deck.is_empty() || idle > MOST_IDLE {
                deck.extend_from_slice(Card::ALL);
                // Few scenes have two sources at a time, or a valued tie.
                deck.extend([Card::MoveSource, Card::SetTieConfidence]);
                self.random.shuffle(&mut deck);
                idle = 0;
            }
            let card = deck.pop().expect("a card");
            if self.draw(card) {
                self.tally.note_done(card);
                made += 1;
                idle = 0;
            } else {
                // The scene has no use for it now, perhaps soon.
                let back = self.random.below(deck.len().min(SOON) + 1);
                deck.insert(deck.len() - back, card);
                idle += 1;
            }
        }
    }

    /// What happens between two edits: something is selected, refused, undone.
    fn amble(&mut self) {
        if self.random.one_in(3) {
            self.select();
        }
        if self.random.one_in(10)
            && let Some(edit) = self.maker(|maker| maker.refused())
        {
            assert!(!self.edit(edit), "it is refused");
        }
        if self.random.one_in(12) {
            for _ in 0..self.random.below(4).min(self.done.len()) {
                self.undo();
            }
            for _ in 0..self.random.below(4).min(self.undone.len()) {
                self.redo();
            }
        }
    }

    fn maker<T>(&mut self, make: impl FnOnce(&mut Maker<'_>) -> Option<T>) -> Option<T> {
        let scene = Arc::clone(&self.session.document().scene);
        make(&mut Maker {
            quarry: self.quarry,
            scene: &scene,
            random: &mut self.random,
        })
    }

    fn select(&mut self) {
        let scene = Arc::clone(&self.session.document().scene);
        let actor = pick(&scene.actors, &mut self.random).map(Subject::Actor);
        let tie = pick(&scene.ties, &mut self.random).map(Subject::Tie);
        let claim = pick(&scene.claims, &mut self.random).map(Subject::Claim);
        let command = match self.random.below(6) {
            0 => Command::ClearSelection,
            1 => claim.map_or(Command::ClearSelection, Command::Select),
            2 => Command::SelectMany {
                subjects: actor.into_iter().chain(tie).collect(),
                is_added: self.random.one_in(2),
            },
            3 => tie.map_or(Command::ClearSelection, Command::ToggleSelect),
            4 => actor.map_or(Command::ClearSelection, Command::ToggleSelect),
            _ => actor.map_or(Command::ClearSelection, Command::Select),
        };
        self.session.execute(command);
    }

    /// Does what is on the card; says whether something was changed.
    fn draw(&mut self, card: Card) -> bool {
        match card {
            Card::GestureKept => self.gesture(true),
            Card::GestureTakenBack => self.gesture(false),
            _ => {
                let Some(edit) = self.maker(|maker| maker.edit(card)) else {
                    return false;
                };
                assert_eq!(Card::of(&edit), card, "the edit is what the card says");
                self.edit(edit)
            }
        }
    }

    /// Makes an edit; says whether something was changed.
    fn edit(&mut self, edit: Edit) -> bool {
        let before = self.state();
        let expected = apply(&before.scene, &edit);
        self.session.execute(Command::Edit(edit));
        match expected {
            Err(error) => {
                self.check_refused(&before, &error);
                false
            }
            Ok(applied) => self.check_step(before, &applied.scene, None),
        }
    }

    /// Holds something for several frames, then keeps it or takes it back; says
    /// whether that changed something, if only for a while.
    fn gesture(&mut self, is_kept: bool) -> bool {
        let before = self.state();
        let mut shown: Option<Scene> = None;
        for _ in 0..=self.random.below(4) {
            let Some(command) = self.preview() else {
                break;
            };
            let refusal = match &command {
                Command::PreviewEdit(edit) => apply(&before.scene, edit).err(),
                _ => None,
            };
            self.session.execute(command);
            if let Some(error) = &refusal {
                self.check_told(error);
            } else if let Some(edit) = self.session.gesture() {
                let applied = apply(&before.scene, edit).expect("it is shown");
                shown = Some(applied.scene);
            }
            let now = &self.session.document().scene;
            assert!(
                **now == *shown.as_ref().unwrap_or(&before.scene),
                "it is shown"
            );
            assert_eq!(self.session.history().len(), self.done.len(), "no step yet");
        }
        let Some(shown) = shown else {
            self.session.execute(Command::BailGesture);
            self.check_same(&before);
            return false;
        };
        if is_kept {
            // Whatever else is done keeps it first.
            let is_implied = self.random.one_in(3);
            let kept_with = before.selection.clone();
            self.session.execute(if is_implied {
                Command::ClearSelection
            } else {
                Command::CommitGesture
            });
            self.check_step(before, &shown, Some(kept_with))
        } else {
            self.session.execute(Command::BailGesture);
            self.check_same(&before);
            !shown.is_copy_of(&before.scene)
        }
    }

    /// One frame of a gesture.
    fn preview(&mut self) -> Option<Command> {
        let has_actors = self.session.selection().actors().next().is_some();
        if has_actors && self.random.one_in(3) {
            let (dx, dy) = (
                self.random.between(-50.0, 50.0),
                self.random.between(-50.0, 50.0),
            );
            return Some(Command::PreviewMove(Vec2::new(dx, dy)));
        }
        let is_bad = self.random.one_in(8);
        let edit = self.maker(|maker| {
            if is_bad {
                maker.refused()
            } else {
                maker.passing()
            }
        });
        edit.map(Command::PreviewEdit)
    }

    // What must hold.

    /// After an edit that was taken, with `selection` if that is not what is
    /// selected now; says whether there is a step.
    fn check_step(&mut self, before: State, scene: &Scene, selection: Option<Selection>) -> bool {
        let now = &self.session.document().scene;
        assert!(**now == *scene, "the scene is the changed one");
        if scene.is_copy_of(&before.scene) {
            assert!(now.is_copy_of(&before.scene), "nothing was changed");
            assert_eq!(self.session.history().len(), self.done.len(), "no step");
            return false;
        }
        assert_eq!(now.dangling(), [], "every reference leads somewhere");
        let mut after = self.state();
        if let Some(selection) = selection {
            after.selection = selection;
        }
        self.done.push(Done { before, after });
        self.undone.clear();
        self.check_history();
        true
    }

    fn check_refused(&mut self, before: &State, error: &EditError) {
        self.check_same(before);
        self.check_told(error);
    }

    fn check_told(&mut self, error: &EditError) {
        self.tally.note_refused(error);
        let notice = self.session.notices().shown().last().expect("it is told");
        assert_eq!(notice.level, Level::Error, "as an error");
        let expected = format!("Nothing was changed: {error}.");
        assert_eq!(notice.text, expected, "with its reason");
        let id = notice.id;
        self.session.execute(Command::DismissNotice(id));
    }

    /// Nothing is changed, not even in memory.
    fn check_same(&self, before: &State) {
        let now = &self.session.document().scene;
        assert!(Arc::ptr_eq(now, &before.scene), "the scene is the same");
        let selection = self.session.selection();
        assert_eq!(*selection, before.selection, "so is the selection");
        assert!(self.session.gesture().is_none(), "no gesture is open");
        self.check_history();
    }

    fn check_history(&self) {
        let history = self.session.history();
        assert_eq!(history.len(), self.done.len(), "as many steps as changes");
        assert_eq!(
            history.next_redo().is_some(),
            !self.undone.is_empty(),
            "a new step forgets what was undone"
        );
        if let Some(step) = history.next_undo() {
            assert!(!step.label.trim().is_empty(), "each step has a name");
        }
    }

    fn undo(&mut self) {
        let done = self.done.pop().expect("there is one");
        self.session.execute(Command::Undo);
        self.check_state(&done.before);
        self.undone.push(done);
        self.check_history();
    }

    fn redo(&mut self) {
        let done = self.undone.pop().expect("there is one");
        self.session.execute(Command::Redo);
        self.check_state(&done.after);
        self.done.push(done);
        self.check_history();
    }

    fn check_state(&self, state: &State) {
        let now = &self.session.document().scene;
        assert!(*now == state.scene, "the scene of that moment");
        assert_eq!(*self.session.selection(), state.selection, "its selection");
        if let Some(bytes) = &state.bytes {
            assert!(self.bytes() == *bytes, "the bytes of that moment");
        }
    }

    fn check_nothing_more(&mut self, command: &Command) {
        let before = self.state();
        self.session.execute(command.clone());
        self.check_same(&before);
    }

    /// What is written can be read again without a loss.
    fn check_reading(&self, bytes: &str) {
        let scene = &self.session.document().scene;
        let reading = file::read(bytes.as_bytes()).expect("a scene");
        assert!(reading.is_complete, "{:?}", reading.problems);
        assert!(reading.scene == **scene, "what is read is what was written");
        assert!(
            file::write(&reading.scene) == bytes,
            "and is written so again"
        );
        check_places(&scene.kinds);
        check_places(&scene.actors);
        check_places(&scene.ties);
        check_places(&scene.sources);
        check_places(&scene.claims);
    }

    fn state(&self) -> State {
        State {
            scene: Arc::clone(&self.session.document().scene),
            selection: self.session.selection().clone(),
            bytes: self.is_keeping_bytes.then(|| self.bytes()),
        }
    }

    fn bytes(&self) -> String {
        file::write(&self.session.document().scene)
    }
}

/// Every record is found where it stands.
fn check_places<R: Record>(table: &Table<R>) {
    for (at, record) in table.iter().enumerate() {
        let found = table.position(record.key());
        assert_eq!(found, Some(at), "it is found");
    }
}

impl Maker<'_> {
    /// An edit that changes neither which records there are nor their order, as
    /// gestures make them.
    pub(crate) fn passing(&mut self) -> Option<Edit> {
        let card = self.random.pick(&[
            Card::SetTieWeight,
            Card::SetTieLabel,
            Card::SetActorOffset,
            Card::RenameActor,
            Card::SetTieRationale,
        ]);
        let edit = self.edit(card)?;
        if self.random.one_in(4) {
            return Some(Edit::Batch(vec![edit, self.passing()?]));
        }
        Some(edit)
    }
}

/// The id of one record.
fn pick<R: Record>(table: &Table<R>, random: &mut Random) -> Option<R::Key> {
    let at = random.below(table.len().max(1));
    table.at(at).map(|record| record.key().clone())
}

/// Names the sequence in which a check failed.
struct Named(usize);

impl Drop for Named {
    fn drop(&mut self) {
        if std::thread::panicking() {
            crate::tell(&format!("it failed in sequence {}", self.0));
        }
    }
}
