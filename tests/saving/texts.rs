//! The texts of sources as a person meets them: added, saved with the scene, found
//! again wherever it goes, and never lost.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use entente::edit::Edit;
use entente::file::dirs::Dirs;
use entente::file::settings::Settings;
use entente::file::snapshots::{SnapshotPlace, SnapshotState};
use entente::file::store::{Fingerprint, Store};
use entente::model::SourceId;
use entente::session::{
    Command, Dialog, Form, FormCommand, Keeper, Level, Session, SourceField, SourceForm,
};

use crate::desk::{Desk, SAMPLE};
use crate::disk::{Fault, How};

const TEXT: &str = "Trade exceeded 360 million dollars, the paper says.\n";
const OTHER: &str = "Another text altogether.\n";

fn paper() -> SourceId {
    SourceId::new("paper").expect("an id")
}

fn file_name(text: &str) -> String {
    format!("{}.txt", Fingerprint::of(text.as_bytes()))
}

/// With the sample open, versions and a state folder.
fn sample() -> Desk {
    Desk::with_file(SAMPLE).with_state()
}

fn paste(desk: &mut Desk, text: &str) {
    desk.execute(Command::PasteText {
        text: text.to_owned(),
        into: Some(paper()),
    });
}

/// The text of the paper, as quotations are checked by it.
fn text(session: &Session) -> Option<String> {
    let document = session.document();
    let source = document.scene.sources.get(&paper())?;
    document
        .texts()
        .text_of(source)
        .map(|text| (**text).to_owned())
}

fn state(session: &Session) -> Option<SnapshotState> {
    let source = session.document().scene.sources.get(&paper())?;
    Some(session.snapshot_of(source)?.state.clone())
}

fn place(session: &Session) -> Option<SnapshotPlace> {
    let source = session.document().scene.sources.get(&paper())?;
    let (place, _) = session.snapshot_of(source)?.found.as_ref()?;
    Some(*place)
}

fn beside(desk: &Desk, scene: &str, text: &str) -> PathBuf {
    desk.path(&format!("{scene}.snapshots"))
        .join(file_name(text))
}

fn told(desk: &Desk, words: &str) -> bool {
    let shown = desk.session.notices().shown();
    shown.iter().any(|notice| notice.text.contains(words))
}

/// Lets go of what is open, and opens this file.
fn reopen(desk: &mut Desk, path: &Path) {
    desk.execute(Command::NewScene);
    desk.open(path);
    let document = desk.session.document();
    assert_eq!(document.file(), Some(path), "it is open");
}

#[test]
fn a_text_that_is_pasted_is_saved_with_the_scene_and_there_when_it_is_opened() {
    let mut desk = sample();
    assert_eq!(state(&desk.session), Some(SnapshotState::Missing));
    paste(&mut desk, &TEXT.replace('\n', "\r\n"));
    assert_eq!(text(&desk.session).as_deref(), Some(TEXT));
    assert_eq!(place(&desk.session), Some(SnapshotPlace::Pool));
    assert!(told(
        &desk,
        "differs from the one that the scene was made with"
    ));
    let undo = desk.session.history().next_undo().expect("a step");
    assert_eq!(undo.label, "add the text of \u{201c}A report\u{201d}");

    let path = desk.path("scene.ron");
    desk.execute(Command::Save);
    desk.assert_saved_to(&path);
    assert_eq!(place(&desk.session), Some(SnapshotPlace::Beside));
    assert_eq!(
        fs::read(beside(&desk, "scene", TEXT)).expect("read"),
        TEXT.as_bytes()
    );
    // On another machine there is no state folder of this one.
    fs::remove_dir_all(desk.path("data")).expect("removed");
    reopen(&mut desk, &path);
    assert_eq!(text(&desk.session).as_deref(), Some(TEXT));
}

#[test]
fn an_untitled_scene_has_its_text_until_it_is_saved_and_then_beside_it() {
    let mut desk = Desk::new().with_state();
    desk.execute(Command::NewScene);
    desk.execute(Command::PasteText {
        text: TEXT.to_owned(),
        into: None,
    });
    assert_eq!(desk.session.dialog(), Some(&Dialog::Sources));
    let form = Form::Source(SourceForm::New);
    let draft = desk
        .session
        .drafts()
        .open_source()
        .expect("the form is open");
    assert_eq!(
        draft.content.sha256,
        Fingerprint::of(TEXT.as_bytes()).to_string()
    );
    let errors = draft
        .content
        .errors(&SourceForm::New, &desk.session.document().scene);
    assert!(
        errors.iter().all(|it| it.field != SourceField::Sha256),
        "{errors:?}"
    );
    let mut content = draft.content.clone();
    "Paper".clone_into(&mut content.title);
    content.reliability = Some(entente::model::Reliability::B);
    let content = entente::session::Content::Source(SourceForm::New, content);
    desk.execute(Command::Form(FormCommand::Change(Box::new(content))));
    desk.execute(Command::Form(FormCommand::Save(form)));
    desk.execute(Command::CloseDialog);
    let source = desk
        .session
        .document()
        .scene
        .sources
        .at(0)
        .expect("it is there");
    assert!(desk.session.document().texts().text_of(source).is_some());

    let path = desk.path("first.ron");
    desk.save_to(&path, false);
    assert!(beside(&desk, "first", TEXT).is_file());
    fs::remove_dir_all(desk.path("data")).expect("removed");
    reopen(&mut desk, &path);
    let document = desk.session.document();
    let source = document.scene.sources.at(0).expect("it is there");
    assert_eq!(document.texts().text_of(source).map(|it| &**it), Some(TEXT));
}

#[test]
fn saved_as_another_file_the_scene_takes_its_texts_along() {
    let mut desk = sample();
    paste(&mut desk, TEXT);
    desk.execute(Command::Save);
    // A colleague's file: nothing of it is in this state folder.
    fs::remove_dir_all(desk.path("data")).expect("removed");
    let scene = desk.path("scene.ron");
    reopen(&mut desk, &scene);
    fs::create_dir(desk.path("other")).expect("made");
    let path = desk.path("other/copy.ron");
    desk.save_to(&path, false);
    assert!(beside(&desk, "other/copy", TEXT).is_file());
    assert_eq!(place(&desk.session), Some(SnapshotPlace::Beside));
    fs::remove_dir_all(desk.path("scene.snapshots")).expect("removed");
    reopen(&mut desk, &path);
    assert_eq!(text(&desk.session).as_deref(), Some(TEXT));
}

#[test]
fn a_scene_file_that_was_renamed_outside_finds_its_text_and_takes_it_along() {
    let mut desk = sample();
    paste(&mut desk, TEXT);
    desk.execute(Command::Save);
    desk.execute(Command::NewScene);
    fs::remove_dir_all(desk.path("data")).expect("removed");
    let renamed = desk.path("renamed.ron");
    fs::rename(desk.path("scene.ron"), &renamed).expect("renamed");
    desk.open(&renamed);
    assert_eq!(text(&desk.session).as_deref(), Some(TEXT));
    assert_eq!(place(&desk.session), Some(SnapshotPlace::OtherScene));
    desk.rename("Renamed too");
    desk.execute(Command::Save);
    assert!(beside(&desk, "renamed", TEXT).is_file());
    assert_eq!(place(&desk.session), Some(SnapshotPlace::Beside));
}

#[test]
fn undo_after_a_save_offers_the_text_for_removal_and_redo_finds_it_still() {
    let mut desk = sample();
    paste(&mut desk, TEXT);
    desk.execute(Command::Save);
    desk.execute(Command::Undo);
    assert_eq!(state(&desk.session), Some(SnapshotState::Missing));
    assert!(!told(&desk, "belongs to no source"), "it is not saved so");
    desk.execute(Command::Save);
    assert!(told(&desk, "A text beside the scene belongs to no source"));
    desk.execute(Command::Show(Dialog::Snapshots));
    assert_eq!(desk.session.unused_texts().map(<[_]>::len), Some(1));
    desk.execute(Command::RemoveUnusedTexts);
    assert!(!beside(&desk, "scene", TEXT).exists());
    assert_eq!(desk.session.unused_texts().map(<[_]>::len), Some(0));
    desk.execute(Command::Redo);
    assert_eq!(text(&desk.session).as_deref(), Some(TEXT));
    desk.execute(Command::Save);
    assert!(beside(&desk, "scene", TEXT).is_file());
    // Nor is it lost where the source itself is deleted.
    desk.execute(Command::Edit(Edit::delete_source(paper())));
    desk.execute(Command::Save);
    desk.execute(Command::Show(Dialog::Snapshots));
    desk.execute(Command::RemoveUnusedTexts);
    let path = desk.path("scene.ron");
    reopen(&mut desk, &path);
    assert!(desk.session.document().scene.sources.is_empty());
    desk.execute(Command::RemoveUnusedTexts);
    assert!(
        desk.path("data/state/snapshots")
            .join(file_name(TEXT))
            .is_file()
    );
}

#[test]
fn where_texts_cannot_lie_beside_the_scene_it_is_saved_and_that_is_told() {
    let mut desk = sample();
    paste(&mut desk, TEXT);
    fs::write(desk.path("scene.snapshots"), "a file").expect("written");
    desk.execute(Command::Save);
    assert!(!desk.session.document().is_changed(), "it is saved");
    assert!(told(
        &desk,
        "could not be put beside it and stays in the state folder"
    ));
    let path = desk.path("scene.ron");
    reopen(&mut desk, &path);
    assert_eq!(text(&desk.session).as_deref(), Some(TEXT));
    assert_eq!(place(&desk.session), Some(SnapshotPlace::Pool));
}

#[test]
fn an_altered_text_is_not_taken_for_the_right_one() {
    let mut desk = sample();
    paste(&mut desk, TEXT);
    desk.execute(Command::Save);
    let (scene, path) = (desk.path("scene.ron"), beside(&desk, "scene", TEXT));
    fs::write(&path, OTHER).expect("written");
    reopen(&mut desk, &scene);
    assert_eq!(text(&desk.session).as_deref(), Some(TEXT), "from the pool");
    assert!(told(&desk, "was changed on the disk"));
    fs::remove_dir_all(desk.path("data")).expect("removed");
    reopen(&mut desk, &scene);
    assert_eq!(text(&desk.session), None);
    assert_eq!(
        state(&desk.session),
        Some(SnapshotState::Altered(path.clone()))
    );
    // Whoever has the right text puts it back.
    paste(&mut desk, TEXT);
    assert!(told(&desk, "quotations can be checked now"));
    desk.rename("Saved");
    desk.execute(Command::Save);
    assert_eq!(fs::read(&path).expect("read"), TEXT.as_bytes());
    let aside = desk.path("data/state/snapshots").join(file_name(OTHER));
    assert!(aside.is_file(), "what was there is kept");
}

#[test]
fn a_folder_of_texts_that_vanishes_is_noticed_and_written_again() {
    let mut desk = sample();
    paste(&mut desk, TEXT);
    desk.execute(Command::Save);
    let before = desk.session.document().problems.clone();
    fs::remove_dir_all(desk.path("scene.snapshots")).expect("removed");
    desk.session.look_at_texts();
    desk.pass(1);
    assert_eq!(text(&desk.session).as_deref(), Some(TEXT), "from the pool");
    fs::remove_dir_all(desk.path("data/state/snapshots")).expect("removed");
    desk.session.look_at_texts();
    desk.pass(1);
    assert_eq!(text(&desk.session).as_deref(), Some(TEXT), "in this window");
    desk.rename("Saved again");
    desk.execute(Command::Save);
    assert!(beside(&desk, "scene", TEXT).is_file());
    // Gone for good, it is said, and the scene is as readable as before.
    desk.execute(Command::NewScene);
    fs::remove_dir_all(desk.path("scene.snapshots")).expect("removed");
    fs::remove_dir_all(desk.path("data")).expect("removed");
    desk.open(&desk.path("scene.ron"));
    assert_eq!(state(&desk.session), Some(SnapshotState::Missing));
    assert!(desk.session.document().problems.len() <= before.len() + 3);
    // It is put there by hand.
    fs::create_dir(desk.path("scene.snapshots")).expect("made");
    fs::write(beside(&desk, "scene", TEXT), TEXT).expect("written");
    desk.session.look_at_texts();
    desk.pass(1);
    assert_eq!(text(&desk.session).as_deref(), Some(TEXT));
}

#[test]
fn two_scenes_that_share_a_text_have_it_each_for_itself() {
    let mut desk = sample();
    paste(&mut desk, TEXT);
    desk.execute(Command::Save);
    desk.save_to(&desk.path("second.ron"), false);
    assert!(beside(&desk, "second", TEXT).is_file());
    desk.execute(Command::RemoveText(paper()));
    desk.execute(Command::Save);
    desk.execute(Command::Show(Dialog::Snapshots));
    // The first one would find it here if its own were lost.
    assert_eq!(desk.session.unused_texts().map(<[_]>::len), Some(0));
    let first = desk.path("scene.ron");
    reopen(&mut desk, &first);
    assert_eq!(text(&desk.session).as_deref(), Some(TEXT));
}

/// A window on this folder, as it is after a start.
fn window(folder: &Path) -> (Session, Keeper) {
    let mut session = Session::new(Settings::default(), Store::default(), Arc::new(|| {}));
    let keeper = Keeper::default();
    let dirs = Dirs::within(&folder.join("data"));
    session.use_dirs(dirs, keeper.clone(), None);
    rest(&mut session);
    (session, keeper)
}

fn rest(session: &mut Session) {
    for step in 0..400 {
        session.tick(Duration::from_millis(step * 100));
        if step > 20 && !session.is_busy() {
            return;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    panic!("it never comes to rest");
}

#[test]
fn a_text_that_was_pasted_outlives_the_window_that_is_killed() {
    let folder = crate::quick_folder();
    let path = folder.path().join("scene.ron");
    fs::write(&path, SAMPLE).expect("written");
    let (mut session, keeper) = window(folder.path());
    session.execute(crate::desk::open(&path));
    rest(&mut session);
    session.execute(Command::PasteText {
        text: TEXT.to_owned(),
        into: Some(paper()),
    });
    rest(&mut session);
    keeper.release();
    drop(session);

    let (mut session, _keeper) = window(folder.path());
    let copy = session
        .found_work()
        .first()
        .expect("it is offered")
        .copy
        .id
        .clone();
    session.execute(Command::RestoreCopy(copy));
    rest(&mut session);
    assert!(session.has_unsaved());
    assert_eq!(text(&session).as_deref(), Some(TEXT));
    session.execute(Command::Save);
    rest(&mut session);
    let beside = folder.path().join("scene.snapshots").join(file_name(TEXT));
    assert_eq!(fs::read(beside).expect("read"), TEXT.as_bytes());
}

#[test]
fn a_disk_that_takes_no_text_is_told_and_the_next_save_keeps_it() {
    let mut desk = sample();
    desk.disk.set(Some(Fault {
        at: 0,
        how: How::ForGood,
        error: || io::Error::from_raw_os_error(28),
    }));
    paste(&mut desk, TEXT);
    desk.disk.set(None);
    assert_eq!(text(&desk.session).as_deref(), Some(TEXT));
    assert!(told(&desk, "could not be kept for the case of a crash"));
    desk.execute(Command::Save);
    assert!(beside(&desk, "scene", TEXT).is_file());
}

#[test]
fn what_is_no_text_is_refused_with_its_path_and_changes_nothing() {
    let mut desk = sample();
    let path = desk.path("picture.png");
    fs::write(&path, b"\x89PNG\r\n\x1a\n\0\0\0").expect("written");
    desk.execute(Command::ImportText {
        path: path.clone(),
        into: Some(paper()),
    });
    let (level, words) = desk.last_notice();
    assert_eq!(level, Level::Error);
    assert!(
        words.starts_with("No text was added: this is a picture"),
        "{words}"
    );
    assert!(words.ends_with(&path.display().to_string()), "{words}");
    assert!(!desk.session.document().is_changed());
    assert_eq!(text(&desk.session), None);
}

fn unpack(archive: &Path, into: &Path) -> usize {
    let file = fs::File::open(archive).expect("it is there");
    let mut zip = zip::ZipArchive::new(file).expect("a zip");
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).expect("an entry");
        let path = into.join(entry.enclosed_name().expect("it stays in its folder"));
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("read");
        fs::write(path, bytes).expect("written");
    }
    zip.len()
}

#[test]
fn what_is_sent_to_a_colleague_opens_there_with_its_texts_or_without() {
    let mut desk = sample();
    paste(&mut desk, TEXT);
    desk.rename("Not saved yet");
    assert_eq!(desk.session.archive_name(), desk.path("scene.zip"));
    for with_texts in [true, false] {
        let path = desk.path(&format!("sent-{with_texts}"));
        desk.execute(Command::SendToColleague {
            path: path.clone(),
            with_texts,
            may_replace: false,
        });
        let (level, words) = desk.last_notice();
        assert_eq!(level, Level::Info, "{words}");
        let there = crate::quick_folder();
        let files = unpack(&path.with_extension("zip"), there.path());
        assert_eq!(files, 1 + usize::from(with_texts));
        let mut colleague = Desk::new().with_state();
        colleague.open(&there.path().join("scene.ron"));
        let scene = &colleague.session.document().scene;
        assert!(**scene == *desk.session.document().scene, "as it is here");
        assert_eq!(text(&colleague.session).is_some(), with_texts);
    }
    assert!(desk.session.has_unsaved(), "sending is not saving");
    // Nothing is replaced unasked, and the scene itself never.
    for name in ["sent-true.zip", "scene.ron"] {
        let path = desk.path(name);
        let before = fs::read(&path).expect("read");
        desk.execute(Command::SendToColleague {
            path: path.clone(),
            with_texts: true,
            may_replace: name == "scene.ron",
        });
        assert_eq!(desk.last_notice().0, Level::Error, "{name}");
        assert_eq!(fs::read(&path).expect("read"), before, "{name}");
    }
}
