//! Saving with versions and recovery copies, as a person sees it.

use std::fs;
use std::io;

use entente::file;
use entente::session::{Command, Level};

use crate::desk::{Desk, SAMPLE};
use crate::disk::{Call, Fault, How};

/// What is unsaved is in the one copy that is there.
fn assert_copy_is_there(desk: &Desk, context: &str) {
    let copies = desk.copies();
    let [copy] = copies.as_slice() else {
        panic!("{context}: one copy: {copies:?}");
    };
    let bytes = fs::read(copy).expect("read");
    let reading = file::read(&bytes).expect("a scene");
    assert!(
        reading.is_complete && reading.scene == *desk.session.document().scene,
        "{context}: it has the changes"
    );
}

#[test]
fn while_a_save_fails_the_scene_is_unsaved_and_its_copy_is_there() {
    let mut desk = Desk::changed().with_state();
    assert_copy_is_there(&desk, "changed");
    desk.disk.set(None);
    desk.execute(Command::Save);
    let calls = desk.disk.calls();
    let name = calls.iter().position(|call| *call == Call::Exchange);
    let name = name.expect("it takes the name");
    desk.pass(20);
    assert_eq!(desk.copies().len(), 0, "it is saved");

    let error: fn() -> io::Error = || io::Error::from_raw_os_error(28);
    let mut told = 0;
    for (at, call) in calls.iter().enumerate() {
        for how in [How::Once, How::ForGoodButRemoving] {
            let mut desk = Desk::changed().with_state();
            let path = desk.path("scene.ron");
            let context = format!("{call:?} as call {at}, {how:?}");
            desk.disk.set(Some(Fault { at, how, error }));
            desk.execute(Command::Save);
            if desk.session.document().is_changed() {
                told += 1;
                desk.assert_failed(&context);
                assert_copy_is_there(&desk, &context);
                // Where nothing works any more once the names are exchanged, it is
                // the new one.
                let held = fs::read(&path).expect("there");
                let is_new = held == desk.bytes() && how != How::Once && at > name;
                assert!(held == SAMPLE.as_bytes() || is_new, "{context}");
                desk.disk.set(None);
                desk.execute(Command::Save);
            }
            desk.disk.set(None);
            desk.wait();
            let held = fs::read(&path).expect("there");
            assert!(held == desk.bytes(), "{context}: saved in the end");
            assert!(!desk.session.document().is_changed(), "{context}");
        }
    }
    assert!(told > name, "{told} failures were told");
}

#[test]
fn a_copy_that_cannot_be_written_is_told_once_and_written_when_it_can_be() {
    let mut desk = Desk::with_file(SAMPLE).with_state();
    desk.disk.set(Some(Fault {
        at: 0,
        how: How::ForGood,
        error: || io::Error::from_raw_os_error(28),
    }));
    desk.rename("Israel, renamed");
    desk.pass(20);
    let shown = desk.session.notices().shown().iter();
    let told: Vec<_> = shown
        .filter(|it| it.text.contains("for the case of a crash"))
        .collect();
    assert_eq!(told.len(), 1, "told once");
    assert_eq!(told[0].level, Level::Warning);
    assert_eq!(desk.copies().len(), 0, "it could not be written");
    desk.disk.set(None);
    desk.pass(20);
    assert_copy_is_there(&desk, "the disk works again");
}
