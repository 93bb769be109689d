//! Saving as a person sees it: what a session tells, keeps and asks.

use std::fs;
use std::io;
use std::path::Path;

use entente::edit::Edit;
use entente::model::{ActorId, Severity, Subject};
use entente::session::{Command, Dialog, Effect, Level, Origin, Then};

use crate::desk::{Desk, SAMPLE};
use crate::disk::{Call, Fault, How};

const REFUSALS: [fn() -> io::Error; 3] = [
    || io::Error::from_raw_os_error(28),
    || io::Error::from_raw_os_error(13),
    || io::Error::from_raw_os_error(5),
];

/// The calls that saving makes, over a file or for the first time.
fn calls(mut desk: Desk, save: &Command) -> Vec<Call> {
    desk.disk.set(None);
    desk.execute(save.clone());
    desk.disk.calls()
}

#[test]
fn whatever_call_of_saving_over_a_file_fails_it_is_told_and_a_retry_works() {
    let calls = calls(Desk::changed(), &Command::Save);
    assert!(calls.contains(&Call::Exchange), "{calls:?}");
    for (at, call) in calls.iter().enumerate() {
        for error in REFUSALS {
            let mut desk = Desk::changed();
            let (path, how) = (desk.path("scene.ron"), How::Once);
            desk.disk.set(Some(Fault { at, how, error }));
            desk.execute(Command::Save);
            // The name has the new bytes when only the folder is not synced, or what
            // was replaced could not be removed.
            if !matches!(call, Call::SyncFolder | Call::Remove) {
                desk.assert_failed(&format!("{call:?}"));
                assert_eq!(fs::read(&path).expect("there"), SAMPLE.as_bytes());
                desk.disk.set(None);
                desk.execute(Command::Save);
            }
            desk.assert_saved_to(&path);
        }
    }
}

#[test]
fn whatever_call_of_a_first_save_fails_it_is_told_and_a_retry_works() {
    let first = |desk: &Desk| Command::SaveTo {
        path: desk.path("first.ron"),
        may_replace: true,
    };
    let started = || {
        let mut desk = Desk::new();
        desk.rename("Israel, renamed");
        desk
    };
    let desk = started();
    let command = first(&desk);
    for at in 0..calls(desk, &command).len() {
        for error in REFUSALS {
            let mut desk = started();
            let path = desk.path("first.ron");
            let command = first(&desk);
            let how = How::Once;
            desk.disk.set(Some(Fault { at, how, error }));
            desk.execute(command.clone());
            if desk.session.document().is_changed() {
                desk.assert_failed(&format!("call {at}"));
                assert!(!path.exists(), "nothing is there yet");
                let origin = &desk.session.document().origin;
                assert!(matches!(origin, Origin::Example(_)), "still untitled");
                desk.disk.set(None);
                desk.execute(command);
            }
            desk.assert_saved_to(&path);
        }
    }
}

#[test]
fn a_folder_that_vanished_is_told_and_the_scene_goes_elsewhere() {
    let mut desk = Desk::changed();
    let inner = desk.path("inner");
    fs::create_dir(&inner).expect("made");
    desk.save_to(&inner.join("scene.ron"), false);
    desk.rename("Again");
    fs::remove_dir_all(&inner).expect("removed");
    desk.execute(Command::Save);
    desk.assert_failed("no folder");
    let (_, text) = desk.last_notice();
    assert!(text.contains("there is no such folder"), "{text}");
    let elsewhere = desk.path("elsewhere.ron");
    desk.save_to(&elsewhere, false);
    desk.assert_saved_to(&elsewhere);
}

#[test]
fn a_folder_that_may_not_be_written_to_is_told() {
    let mut desk = Desk::changed();
    let made = calls(Desk::changed(), &Command::Save);
    let at = made.iter().position(|call| *call == Call::CreateNew);
    desk.disk.set(Some(Fault {
        at: at.expect("a file is made"),
        how: How::ForGoodButRemoving,
        error: || io::Error::from(io::ErrorKind::PermissionDenied),
    }));
    desk.execute(Command::Save);
    desk.assert_failed("denied");
    let (_, text) = desk.last_notice();
    assert!(text.contains("this folder may not be written to"), "{text}");
}

#[test]
fn a_folder_is_not_saved_over() {
    let mut desk = Desk::changed();
    let folder = desk.path("folder.ron");
    fs::create_dir(&folder).expect("made");
    desk.save_to(&folder, true);
    desk.assert_failed("a folder");
    let (_, text) = desk.last_notice();
    assert!(text.contains("this is a folder, not a file"), "{text}");
    let path = desk.path("scene.ron");
    desk.execute(Command::Save);
    desk.assert_saved_to(&path);
}

#[test]
fn of_saves_that_overlap_the_last_one_wins() {
    let mut desk = Desk::changed();
    let path = desk.path("scene.ron");
    for name in ["one", "two", "three", "four"] {
        let actor = ActorId::new("ISR").expect("an id");
        let name = name.repeat(50);
        let edit = Edit::RenameActor { actor, name };
        desk.session.execute(Command::Edit(edit));
        // The one before is not handed over yet.
        desk.session.execute(Command::Save);
    }
    assert!(!desk.session.may_close(), "it is being saved");
    desk.wait();
    desk.assert_saved_to(&path);
    assert!(desk.session.may_close());
}

#[test]
fn saves_to_two_files_that_overlap_are_both_done() {
    let mut desk = Desk::changed();
    let (own, other) = (desk.path("scene.ron"), desk.path("other.ron"));
    desk.session.execute(Command::Save);
    for path in [&other, &own] {
        desk.session.execute(Command::SaveTo {
            path: path.clone(),
            may_replace: true,
        });
    }
    desk.wait();
    assert_eq!(fs::read(&other).expect("there"), desk.bytes());
    desk.assert_saved_to(&own);
}

#[test]
fn what_is_changed_while_saving_stays_unsaved() {
    let mut desk = Desk::changed();
    let saved = desk.bytes();
    desk.session.execute(Command::Save);
    desk.rename("Changed while it was saved");
    assert_eq!(fs::read(desk.path("scene.ron")).expect("there"), saved);
    assert!(desk.session.document().is_changed());
    desk.execute(Command::Undo);
    assert!(
        !desk.session.document().is_changed(),
        "that is what is saved"
    );
}

#[test]
fn an_example_is_untitled_and_never_saved_without_a_name() {
    let mut desk = Desk::new();
    desk.rename("Israel, renamed");
    desk.disk.set(None);
    for command in [
        Command::Save,
        Command::SaveAs,
        Command::SaveThen(Then::Quit),
    ] {
        desk.execute(command);
        let effects = desk.effects();
        let [Effect::PickSaveFile(proposed)] = effects.as_slice() else {
            panic!("a name is asked for: {effects:?}");
        };
        assert_eq!(proposed.parent(), Some(Path::new("")), "a name alone");
    }
    assert_eq!(desk.disk.calls(), [], "the disk was not touched");
    assert!(desk.session.document().is_changed());
    // Only by name, and asked even then.
    let shipped = Path::new("scenes/south_caucasus.ron");
    let bytes = fs::read(shipped).expect("shipped");
    desk.save_to(shipped, false);
    let absolute = std::path::absolute(shipped).expect("a path");
    assert_eq!(desk.session.dialog(), Some(&Dialog::Replace(absolute)));
    desk.execute(Command::CloseDialog);
    assert_eq!(fs::read(shipped).expect("shipped"), bytes);
}

#[test]
fn another_file_is_replaced_only_after_a_question() {
    let mut desk = Desk::changed();
    let other = desk.path("other.ron");
    fs::write(&other, "other").expect("written");
    desk.save_to(&other, false);
    assert_eq!(desk.session.dialog(), Some(&Dialog::Replace(other.clone())));
    assert_eq!(fs::read(&other).expect("there"), b"other");
    desk.save_to(&other, true);
    desk.assert_saved_to(&other);
    assert_eq!(desk.session.dialog(), None);
    // Its own file needs no question, whatever way leads there.
    desk.rename("Again");
    fs::create_dir(desk.path("inner")).expect("made");
    desk.save_to(&desk.path("inner/../other.ron"), false);
    assert_eq!(desk.session.dialog(), None);
    assert_eq!(fs::read(&other).expect("there"), desk.bytes());
}

#[test]
fn a_name_that_gets_its_extension_from_us_is_asked_about_again() {
    let mut desk = Desk::changed();
    let other = desk.path("other.ron");
    fs::write(&other, "other").expect("written");
    // The dialog of the system knows of no file called "other".
    desk.save_to(&desk.path("other"), true);
    assert_eq!(desk.session.dialog(), Some(&Dialog::Replace(other.clone())));
    assert_eq!(fs::read(&other).expect("there"), b"other");
}

#[test]
fn a_save_that_ends_after_another_scene_was_opened_leaves_that_one_alone() {
    let mut desk = Desk::changed();
    let changed = desk.bytes();
    desk.session.execute(Command::Save);
    desk.session.execute(Command::NewScene);
    desk.session.execute(Command::DiscardThen(Then::Open));
    desk.wait();
    assert_eq!(fs::read(desk.path("scene.ron")).expect("there"), changed);
    let document = desk.session.document();
    assert!(matches!(document.origin, Origin::Example(_)), "untitled");
    assert!(document.scene.actors.is_empty() && !document.is_changed());
    desk.execute(Command::Save);
    assert!(matches!(
        desk.effects().as_slice(),
        [Effect::PickSaveFile(_)]
    ));
}

#[test]
fn going_back_to_the_file_is_one_step_that_can_be_undone() {
    let mut desk = Desk::changed();
    let changed = desk.bytes();
    let actor = Subject::Actor(ActorId::new("AZE").expect("an id"));
    desk.execute(Command::Select(actor.clone()));
    // What the file holds now, not what it held when it was opened.
    let path = desk.path("scene.ron");
    fs::write(&path, SAMPLE.replace("Azerbaijan", "Elsewhere")).expect("written");
    let steps = desk.session.history().len();
    desk.execute(Command::Revert);
    assert_eq!(desk.bytes(), fs::read(&path).expect("there"));
    assert_eq!(desk.session.history().len(), steps + 1);
    assert!(!desk.session.document().is_changed());
    desk.execute(Command::Undo);
    assert_eq!(desk.bytes(), changed);
    assert!(desk.session.document().is_changed());
    assert!(desk.session.selection().has(&actor));
    desk.execute(Command::Redo);
    assert!(!desk.session.document().is_changed());
}

#[test]
fn going_back_comes_after_a_gesture_and_only_to_the_scene_it_was_asked_of() {
    let mut desk = Desk::with_file(SAMPLE);
    let preview = |name: &str| {
        Command::PreviewEdit(Edit::RenameActor {
            actor: ActorId::new("ISR").expect("an id"),
            name: name.to_owned(),
        })
    };
    desk.session.execute(Command::Revert);
    desk.execute(preview("In the middle of it"));
    desk.execute(Command::CommitGesture);
    assert_eq!(desk.bytes(), SAMPLE.as_bytes(), "the file came last");
    desk.execute(Command::Undo);
    desk.execute(Command::Undo);
    assert_eq!(desk.bytes(), SAMPLE.as_bytes());

    desk.session.execute(Command::Revert);
    desk.session.execute(Command::NewScene);
    desk.session.execute(Command::DiscardThen(Then::Open));
    desk.wait();
    assert!(desk.session.document().scene.actors.is_empty());
}

#[test]
fn a_file_that_cannot_be_read_is_not_gone_back_to() {
    let mut desk = Desk::changed();
    let changed = desk.bytes();
    let path = desk.path("scene.ron");
    let damaged = SAMPLE.replacen("from: \"ISR\"", "from: \"NOBODY\"", 1);
    for text in ["no scene", &damaged] {
        fs::write(&path, text).expect("written");
        desk.execute(Command::Revert);
        assert_eq!(desk.bytes(), changed);
        assert_eq!(desk.last_notice().0, Level::Error);
        assert!(desk.session.document().is_changed());
    }
    fs::remove_file(&path).expect("removed");
    desk.execute(Command::Revert);
    assert_eq!(desk.bytes(), changed);
    desk.execute(Command::Save);
    desk.assert_saved_to(&path);
}

#[test]
fn an_example_goes_back_to_how_it_was_begun() {
    let mut desk = Desk::new();
    let begun = desk.bytes();
    desk.rename("Israel, renamed");
    desk.execute(Command::Revert);
    assert_eq!(desk.bytes(), begun);
    assert!(!desk.session.document().is_changed());
    desk.execute(Command::Undo);
    assert_ne!(desk.bytes(), begun);
}

#[test]
fn a_file_that_was_opened_in_part_is_not_saved_over() {
    let mut desk = Desk::new();
    let path = desk.path("scene.ron");
    let damaged = SAMPLE.replacen("from: \"ISR\"", "from: \"NOBODY\"", 1);
    fs::write(&path, &damaged).expect("written");
    desk.open(&path);
    assert_eq!(desk.session.dialog(), Some(&Dialog::Incomplete));
    desk.execute(Command::OpenPending);
    assert!(!desk.session.document().is_complete());
    desk.rename("Israel, renamed");
    desk.execute(Command::Save);
    assert!(matches!(
        desk.effects().as_slice(),
        [Effect::PickSaveFile(_)]
    ));
    assert_eq!(desk.last_notice().0, Level::Warning);
    let link = desk.path("link.ron");
    std::os::unix::fs::symlink(&path, &link).expect("linked");
    for own in [path.clone(), link, desk.path("../").join(&path)] {
        desk.save_to(&own, true);
        assert_eq!(desk.last_notice().0, Level::Error, "{own:?}");
        assert_eq!(fs::read(&path).expect("there"), damaged.as_bytes());
    }
    let whole = desk.path("whole.ron");
    desk.save_to(&whole, false);
    desk.assert_saved_to(&whole);
    assert!(desk.session.document().is_complete());
    assert!(desk.session.document().reading_errors().next().is_none());
    assert_eq!(desk.session.document().count(Severity::Error), 0);
    desk.rename("Again");
    desk.execute(Command::Save);
    desk.assert_saved_to(&whole);
}

#[test]
fn what_was_left_out_is_told_only_once_the_scene_is_open() {
    let mut desk = Desk::changed();
    let path = desk.path("damaged.ron");
    fs::write(
        &path,
        SAMPLE.replacen("from: \"ISR\"", "from: \"NOBODY\"", 1),
    )
    .expect("written");
    desk.open(&path);
    desk.execute(Command::OpenPending);
    assert_eq!(desk.session.dialog(), Some(&Dialog::Unsaved(Then::Open)));
    let is_told = |desk: &Desk| {
        let mut shown = desk.session.notices().shown().iter();
        shown.any(|notice| notice.text.starts_with("Opened without"))
    };
    assert!(!is_told(&desk), "it is not open yet");
    desk.execute(Command::DiscardThen(Then::Open));
    assert!(is_told(&desk));
}

#[test]
fn the_mark_of_changes_follows_undo_past_what_is_saved() {
    let mut desk = Desk::with_file(SAMPLE);
    let mut marks = Vec::new();
    let mut note = |desk: &Desk| marks.push(desk.session.document().is_changed());
    note(&desk);
    desk.rename("One");
    note(&desk);
    desk.execute(Command::Save);
    note(&desk);
    desk.rename("Two");
    note(&desk);
    for command in [Command::Undo, Command::Undo, Command::Redo, Command::Redo] {
        desk.execute(command);
        note(&desk);
    }
    assert_eq!(
        marks,
        [false, true, false, true, false, true, false, true],
        "opened, changed, saved, changed, back at what is saved, before it, there again, after it"
    );
}

#[test]
fn a_save_that_falls_over_is_told_and_the_next_one_works() {
    let mut desk = Desk::changed();
    let path = desk.path("scene.ron");
    desk.disk.set(Some(Fault {
        at: 0,
        how: How::Once,
        error: || panic!("falls over while it saves"),
    }));
    desk.execute(Command::Save);
    desk.wait();
    let (level, told) = desk.last_notice();
    assert_eq!(level, Level::Error);
    assert!(told.contains("failed while it saved"), "{told}");
    assert!(desk.session.document().is_changed());
    desk.disk.set(None);
    desk.execute(Command::Save);
    desk.wait();
    desk.assert_saved_to(&path);
}
