//! What would lose changes asks first, and does what is answered.

use std::fs;
use std::io;

use entente::edit::Edit;
use entente::model::ActorId;
use entente::session::{Command, Dialog, Effect, Then};

use crate::desk::{Desk, SAMPLE, open};
use crate::disk::{Fault, How};

/// A way to leave a document: the command, and what it leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leaving {
    Open,
    New,
    Quit,
}

impl Leaving {
    const ALL: [Self; 3] = [Self::Open, Self::New, Self::Quit];

    fn then(self) -> Then {
        match self {
            Self::Open | Self::New => Then::Open,
            Self::Quit => Then::Quit,
        }
    }

    /// Asks for it in a session with changes.
    fn ask(self, desk: &mut Desk) {
        desk.execute(match self {
            Self::Open => {
                let path = desk.path("next.ron");
                fs::write(&path, SAMPLE.replace("Israel", "Next")).expect("written");
                open(&path)
            }
            Self::New => Command::NewScene,
            Self::Quit => Command::Quit,
        });
        let dialog = desk.session.dialog();
        assert_eq!(dialog, Some(&Dialog::Unsaved(self.then())), "{self:?}");
        assert!(desk.is_here(), "{self:?} asks first");
    }

    fn assert_done(self, desk: &mut Desk) {
        assert_eq!(desk.session.dialog(), None, "{self:?}");
        match self {
            Self::Open => assert!(
                desk.bytes().windows(4).any(|it| it == b"Next"),
                "the other scene is open"
            ),
            Self::New => assert!(
                desk.session.document().scene.actors.is_empty(),
                "a new scene is open"
            ),
            Self::Quit => {
                assert_eq!(desk.effects(), [Effect::Quit], "the program ends");
                assert!(desk.session.may_close(), "the window may close");
            }
        }
    }
}

impl Desk {
    /// Whether the changed sample is still open and nothing ends.
    fn is_here(&mut self) -> bool {
        let scene = &self.session.document().scene;
        let actor = ActorId::new("ISR").expect("an id");
        let name = scene.actor_name(&actor).to_owned();
        name == "Israel, renamed" && self.effects().is_empty() && !self.session.may_close()
    }
}

#[test]
fn leaving_unsaved_changes_can_be_cancelled() {
    for leaving in Leaving::ALL {
        let mut desk = Desk::changed();
        leaving.ask(&mut desk);
        desk.execute(Command::CloseDialog);
        assert!(desk.is_here() && desk.session.dialog().is_none());
        // Nothing of it is left to happen when the scene is saved later.
        desk.execute(Command::Save);
        assert_eq!(desk.effects(), []);
        desk.assert_saved_to(&desk.path("scene.ron"));
    }
}

#[test]
fn leaving_can_discard_changes() {
    for leaving in Leaving::ALL {
        let mut desk = Desk::changed();
        leaving.ask(&mut desk);
        desk.execute(Command::DiscardThen(leaving.then()));
        let bytes = fs::read(desk.path("scene.ron")).expect("there");
        assert_eq!(bytes, SAMPLE.as_bytes(), "{leaving:?}");
        leaving.assert_done(&mut desk);
    }
}

#[test]
fn leaving_can_save_first_and_goes_on_only_when_that_succeeded() {
    for leaving in Leaving::ALL {
        let mut desk = Desk::changed();
        let changed = desk.bytes();
        leaving.ask(&mut desk);
        desk.disk.set(Some(Fault {
            at: 0,
            how: How::ForGood,
            error: || io::Error::from_raw_os_error(28),
        }));
        desk.execute(Command::SaveThen(leaving.then()));
        desk.assert_failed(&format!("{leaving:?}"));
        assert!(desk.is_here(), "{leaving:?} does not go on");
        desk.disk.set(None);
        leaving.ask(&mut desk);
        desk.execute(Command::SaveThen(leaving.then()));
        assert_eq!(fs::read(desk.path("scene.ron")).expect("there"), changed);
        leaving.assert_done(&mut desk);
    }
}

#[test]
fn leaving_an_untitled_scene_goes_on_once_it_has_a_name() {
    let mut desk = Desk::new();
    desk.rename("Israel, renamed");
    desk.execute(Command::Quit);
    desk.execute(Command::SaveThen(Then::Quit));
    assert!(matches!(
        desk.effects().as_slice(),
        [Effect::PickSaveFile(_)]
    ));
    // Who picks no file does not go on, then or later.
    desk.execute(Command::CloseDialog);
    let (first, second) = (desk.path("first.ron"), desk.path("second.ron"));
    desk.save_to(&first, false);
    assert_eq!(desk.effects(), []);
    desk.rename("Again");
    desk.execute(Command::Quit);
    desk.execute(Command::SaveThen(Then::Quit));
    assert_eq!(desk.effects(), [Effect::Quit], "its file has a name");
    desk.save_to(&second, false);
    desk.assert_saved_to(&second);
}

#[test]
fn saving_before_going_on_waits_for_the_last_save() {
    let mut desk = Desk::changed();
    desk.session.execute(Command::Save);
    let actor = ActorId::new("ISR").expect("an id");
    let name = "Changed while it was saved".to_owned();
    let edit = Edit::RenameActor { actor, name };
    desk.session.execute(Command::Edit(edit));
    desk.session.execute(Command::Quit);
    desk.execute(Command::SaveThen(Then::Quit));
    assert_eq!(desk.session.dialog(), None, "nothing is left to ask");
    assert_eq!(desk.effects(), [Effect::Quit]);
    assert_eq!(
        fs::read(desk.path("scene.ron")).expect("there"),
        desk.bytes()
    );
}

/// Something else that is not saved, while the save before is under way.
fn change_meanwhile(desk: &mut Desk) {
    desk.session.execute(Command::Edit(Edit::RenameActor {
        actor: ActorId::new("ISR").expect("an id"),
        name: "Changed while it was saved".to_owned(),
    }));
}

#[test]
fn giving_up_changes_does_not_give_up_the_save_that_is_under_way() {
    let mut desk = Desk::changed();
    let saved = desk.bytes();
    desk.session.execute(Command::Save);
    change_meanwhile(&mut desk);
    desk.session.execute(Command::Quit);
    desk.session.execute(Command::DiscardThen(Then::Quit));
    assert!(!desk.session.may_close(), "it is being saved");
    assert_eq!(desk.effects(), []);
    desk.wait();
    assert_eq!(fs::read(desk.path("scene.ron")).expect("there"), saved);
    assert_eq!(desk.effects(), [Effect::Quit]);
    assert!(desk.session.may_close());
}

#[test]
fn a_save_that_fails_after_changes_were_given_up_keeps_the_window() {
    let mut desk = Desk::changed();
    desk.disk.set(Some(Fault {
        at: 0,
        how: How::ForGood,
        error: || io::Error::from_raw_os_error(28),
    }));
    desk.session.execute(Command::Save);
    change_meanwhile(&mut desk);
    desk.session.execute(Command::Quit);
    desk.session.execute(Command::DiscardThen(Then::Quit));
    desk.wait();
    assert_eq!(desk.effects(), []);
    desk.assert_failed("the disk is full");
}

#[test]
fn whoever_goes_on_working_while_the_end_waits_for_the_save_is_asked_again() {
    let mut desk = Desk::changed();
    desk.session.execute(Command::Save);
    change_meanwhile(&mut desk);
    desk.session.execute(Command::Quit);
    desk.session.execute(Command::DiscardThen(Then::Quit));
    desk.session.execute(Command::Undo);
    desk.session.execute(Command::Edit(Edit::RenameActor {
        actor: ActorId::new("AZE").expect("an id"),
        name: "Work that nobody gave up".to_owned(),
    }));
    desk.wait();
    assert_eq!(desk.effects(), [], "the window stays");
    assert!(desk.session.has_unsaved() && !desk.session.may_close());
}

#[test]
fn whoever_asks_to_quit_again_does_not_wait_for_the_save() {
    let mut desk = Desk::changed();
    desk.session.execute(Command::Save);
    change_meanwhile(&mut desk);
    for command in [
        Command::Quit,
        Command::DiscardThen(Then::Quit),
        Command::Quit,
    ] {
        desk.session.execute(command);
    }
    assert_eq!(desk.effects(), [Effect::Quit]);
    assert!(desk.session.may_close());
    desk.wait();
}

#[test]
fn a_question_that_the_save_answers_meanwhile_is_not_asked_any_longer() {
    let mut desk = Desk::changed();
    desk.session.execute(Command::NewScene);
    desk.session.execute(Command::SaveThen(Then::Open));
    desk.session.execute(Command::NewScene);
    assert_eq!(
        desk.session.dialog(),
        Some(&Dialog::Unsaved(Then::Open)),
        "it is not saved yet"
    );
    desk.wait();
    Leaving::New.assert_done(&mut desk);
}

#[test]
fn what_waits_for_a_save_that_is_refused_does_not_come_with_a_later_one() {
    let mut desk = Desk::new();
    let path = desk.path("scene.ron");
    let damaged = SAMPLE.replacen("from: \"ISR\"", "from: \"NOBODY\"", 1);
    fs::write(&path, damaged).expect("written");
    desk.open(&path);
    desk.execute(Command::OpenPending);
    desk.rename("Israel, renamed");
    desk.execute(Command::Quit);
    desk.execute(Command::SaveThen(Then::Quit));
    assert!(matches!(
        desk.effects().as_slice(),
        [Effect::PickSaveFile(_)]
    ));
    desk.save_to(&path, true);
    let whole = desk.path("whole.ron");
    desk.save_to(&whole, false);
    desk.assert_saved_to(&whole);
    assert_eq!(desk.effects(), [], "nobody asked for the end this time");
}
