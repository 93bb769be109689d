//! Unsaved work outlives the window, as the session keeps and offers it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use entente::edit::Edit;
use entente::file::dirs::Dirs;
use entente::file::settings::Settings;
use entente::file::store::Store;
use entente::model::ActorId;
use entente::session::{
    Command, Dialog, FileSince, Keeper, Origin, Outside, OutsideChoice, Session,
};

use crate::desk::{SAMPLE, open};

/// A window with a state folder, on a clock of its own.
struct Window {
    session: Session,
    keeper: Keeper,
    clock: Duration,
}

impl Window {
    fn new(folder: &Path) -> Self {
        let mut session = Session::new(Settings::default(), Store::default(), Arc::new(|| {}));
        let keeper = Keeper::default();
        let dirs = Dirs::within(&folder.join("data"));
        session.use_dirs(dirs, keeper.clone(), None);
        session.watch_files();
        let mut window = Self {
            session,
            keeper,
            clock: Duration::ZERO,
        };
        window.rest();
        window
    }

    /// Lets time go by until nothing is under way and nothing is due.
    fn rest(&mut self) {
        for _ in 0..2_000 {
            self.clock += Duration::from_millis(100);
            let due = self.session.tick(self.clock);
            if due.is_none() && !self.session.is_busy() {
                return;
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        panic!("it never comes to rest");
    }

    fn execute(&mut self, command: Command) {
        self.session.execute(command);
        self.rest();
    }

    fn rename(&mut self, name: &str) {
        let actor = ActorId::new("ISR").expect("an id");
        let name = name.to_owned();
        self.execute(Command::Edit(Edit::RenameActor { actor, name }));
    }

    fn name(&self) -> String {
        let actor = ActorId::new("ISR").expect("an id");
        self.session.document().scene.actor_name(&actor).to_owned()
    }

    /// Ends as a process that is killed does: nothing is written, the lock is free.
    fn die(self) {
        self.keeper.release();
    }

    fn restore(&mut self) {
        assert_eq!(
            self.session.dialog(),
            Some(&Dialog::Recovery),
            "it is offered"
        );
        let id = self
            .session
            .found_work()
            .first()
            .expect("one")
            .copy
            .id
            .clone();
        self.execute(Command::RestoreCopy(id));
    }
}

fn place() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("scene.ron");
    fs::write(&path, SAMPLE).expect("written");
    (folder, path)
}

fn copies(folder: &Path) -> usize {
    let is_copy = |path: &PathBuf| path.extension().is_some_and(|it| it == "ron");
    let entries = fs::read_dir(folder.join("data/state/recovery"));
    entries.map_or(0, |entries| {
        let paths = entries.map(|entry| entry.expect("an entry").path());
        paths.filter(is_copy).count()
    })
}

fn window_with(folder: &Path, path: &Path) -> Window {
    let mut window = Window::new(folder);
    window.execute(open(path));
    window
}

#[test]
fn unsaved_work_is_offered_restored_and_offered_again_after_a_second_crash() {
    let (folder, path) = place();
    let mut first = window_with(folder.path(), &path);
    first.rename("One");
    first.rename("Two");
    assert_eq!(copies(folder.path()), 1);
    first.die();

    // Going back and forth counts too.
    for changes in [2, 4] {
        let mut next = Window::new(folder.path());
        let found = next.session.found_work().first().expect("offered");
        assert_eq!(found.file, FileSince::Same);
        assert_eq!(found.copy.header.changes, changes);
        assert!(
            found.summary.contains("1 actor changed"),
            "{}",
            found.summary
        );
        next.restore();
        assert_eq!(next.name(), "Two");
        assert_eq!(next.session.document().origin, Origin::File(path.clone()));
        assert!(next.session.document().is_changed() && next.session.found_work().is_empty());
        assert_eq!(copies(folder.path()), 1, "its own, and no other");
        next.execute(Command::Undo);
        assert!(!next.session.document().is_changed(), "as it was saved");
        assert_eq!(copies(folder.path()), 0, "nothing is unsaved");
        next.execute(Command::Redo);
        assert_eq!(copies(folder.path()), 1);
        next.die();
    }

    let mut last = Window::new(folder.path());
    last.restore();
    last.execute(Command::Save);
    assert_eq!(copies(folder.path()), 0, "saved");
    assert!(fs::read_to_string(&path).expect("read").contains("Two"));
    last.die();
    assert_eq!(Window::new(folder.path()).session.dialog(), None);
}

#[test]
fn a_scene_without_a_file_and_what_a_gesture_shows_are_kept_too() {
    let (folder, _path) = place();
    let mut first = Window::new(folder.path());
    let actor = ActorId::new("ISR").expect("an id");
    let name = "Under way".to_owned();
    first.execute(Command::PreviewEdit(Edit::RenameActor { actor, name }));
    first.die();
    let mut next = Window::new(folder.path());
    let found = next.session.found_work().first().expect("offered");
    assert_eq!(
        (found.file, found.copy.header.changes),
        (FileSince::Untitled, 1)
    );
    next.restore();
    assert_eq!(next.name(), "Under way");
    assert!(matches!(next.session.document().origin, Origin::Example(_)));
}

#[test]
fn work_on_a_file_that_changed_since_never_overwrites_it_unasked() {
    let (folder, path) = place();
    let mut first = window_with(folder.path(), &path);
    first.rename("Mine");
    first.die();
    let theirs = SAMPLE.replace("Azerbaijan", "Theirs");
    fs::write(&path, &theirs).expect("written");

    let mut next = Window::new(folder.path());
    let found = next.session.found_work().first().expect("offered");
    assert_eq!(found.file, FileSince::Changed);
    next.restore();
    assert!(matches!(next.session.outside(), Some(Outside::Changed(_))));
    next.execute(Command::Save);
    assert_eq!(next.session.dialog(), Some(&Dialog::Conflict));
    assert_eq!(
        fs::read_to_string(&path).expect("read"),
        theirs,
        "untouched"
    );
    next.execute(Command::Outside(OutsideChoice::KeepMine));
    assert!(fs::read_to_string(&path).expect("read").contains("Mine"));
    assert_eq!(next.session.outside(), None);

    next.execute(Command::Show(Dialog::Versions));
    let versions = next.session.versions().expect("listed");
    let held = |row: &entente::session::VersionRow| fs::read_to_string(&row.version.path);
    let kept: Vec<String> = versions
        .rows
        .iter()
        .filter_map(|row| held(row).ok())
        .collect();
    assert!(kept.contains(&theirs), "theirs is a version");
}

#[test]
fn a_copy_of_what_was_saved_in_the_last_moment_is_not_offered() {
    let (folder, path) = place();
    let mut first = window_with(folder.path(), &path);
    first.rename("Saved");
    let recovery = folder.path().join("data/state/recovery");
    let copy = fs::read_dir(&recovery).expect("listed").find_map(|entry| {
        let path = entry.expect("an entry").path();
        (path.extension()? == "ron").then_some(path)
    });
    let copy = copy.expect("one");
    let bytes = fs::read(&copy).expect("read");
    first.execute(Command::Save);
    assert_eq!(copies(folder.path()), 0);
    first.die();
    // As if it was killed before the copy was taken away.
    fs::write(&copy, bytes).expect("written");
    let next = Window::new(folder.path());
    assert_eq!(next.session.dialog(), None);
    assert_eq!(copies(folder.path()), 0);
}

#[test]
fn two_copies_of_the_same_work_are_offered_once() {
    let (folder, path) = place();
    let mut first = window_with(folder.path(), &path);
    first.rename("Once");
    first.die();
    // As if a window was killed after it restored the copy and wrote its own.
    let recovery = folder.path().join("data/state/recovery");
    let entries = fs::read_dir(&recovery).expect("listed");
    let paths: Vec<PathBuf> = entries.map(|it| it.expect("an entry").path()).collect();
    let copy = paths
        .iter()
        .find(|it| it.extension().is_some_and(|it| it == "ron"));
    fs::copy(copy.expect("one"), recovery.join("1-0.ron")).expect("copied");
    let next = Window::new(folder.path());
    assert_eq!(
        (next.session.found_work().len(), copies(folder.path())),
        (1, 1)
    );
}

#[test]
fn who_gives_changes_up_is_not_offered_them_again() {
    let (folder, path) = place();
    let mut window = window_with(folder.path(), &path);
    window.rename("Given up");
    window.execute(Command::Quit);
    window.execute(Command::DiscardThen(entente::session::Then::Quit));
    window.session.end();
    assert_eq!(copies(folder.path()), 0);

    let mut window = window_with(folder.path(), &path);
    window.rename("Kept");
    // The system ends the session, and nobody was asked.
    window.session.end();
    window.die();
    let mut next = Window::new(folder.path());
    next.restore();
    assert_eq!(next.name(), "Kept");
    let id = {
        next.die();
        let next = Window::new(folder.path());
        let id = next
            .session
            .found_work()
            .first()
            .expect("offered")
            .copy
            .id
            .clone();
        next.die();
        id
    };
    let mut last = Window::new(folder.path());
    last.execute(Command::DiscardCopy(id));
    assert_eq!((last.session.dialog(), copies(folder.path())), (None, 0));
}

#[test]
fn two_windows_of_one_file_know_of_each_other_and_neither_overwrites_the_other() {
    let (folder, path) = place();
    let mut one = window_with(folder.path(), &path);
    let mut other = window_with(folder.path(), &path);
    assert!(!one.session.is_open_elsewhere() && other.session.is_open_elsewhere());
    one.rename("One");
    other.rename("Other");
    one.execute(Command::Save);
    other.execute(Command::Save);
    assert_eq!(other.session.dialog(), Some(&Dialog::Conflict));
    assert!(fs::read_to_string(&path).expect("read").contains("\"One\""));
    other.execute(Command::Outside(OutsideChoice::Reload));
    assert_eq!(other.name(), "One");
    assert!(!other.session.document().is_changed());
    other.execute(Command::Undo);
    assert_eq!(other.name(), "Other", "reloading is a step");
    other.execute(Command::Save);
    assert!(
        fs::read_to_string(&path)
            .expect("read")
            .contains("\"Other\"")
    );
}

#[test]
fn who_takes_a_merge_back_is_told_again_that_the_file_is_anothers() {
    let (folder, path) = place();
    let mut window = window_with(folder.path(), &path);
    window.rename("Mine");
    let theirs = SAMPLE.replace("Azerbaijan", "Theirs");
    fs::write(&path, &theirs).expect("written");
    window.session.look_outside();
    window.rest();
    assert!(matches!(
        window.session.outside(),
        Some(Outside::Changed(_))
    ));
    let titles = |window: &Window| {
        let scene = Arc::clone(&window.session.document().scene);
        let names = scene.actors.iter().map(|actor| actor.name.clone());
        let named = |name: &str| names.clone().any(|it| it == name);
        (named("Mine"), named("Theirs"))
    };
    for _ in 0..2 {
        window.execute(Command::Outside(OutsideChoice::Merge));
        assert_eq!(titles(&window), (true, true), "both are in it");
        assert_eq!(window.session.outside(), None);
        window.execute(Command::Undo);
        assert_eq!(titles(&window), (true, false));
        assert!(
            matches!(window.session.outside(), Some(Outside::Changed(_))),
            "it is told again"
        );
        window.execute(Command::Save);
        assert_eq!(window.session.dialog(), Some(&Dialog::Conflict));
        assert_eq!(fs::read_to_string(&path).expect("read"), theirs);
        window.execute(Command::CloseDialog);
    }
    window.execute(Command::Redo);
    assert_eq!(window.session.outside(), None);
    window.execute(Command::Save);
    let held = fs::read_to_string(&path).expect("read");
    assert!(held.contains("Mine") && held.contains("Theirs"));
}

#[test]
fn what_is_saved_while_it_is_saved_elsewhere_goes_there_too() {
    let (folder, path) = place();
    let mut window = window_with(folder.path(), &path);
    let elsewhere = folder.path().join("elsewhere.ron");
    window.session.execute(Command::SaveTo {
        path: elsewhere.clone(),
        may_replace: false,
    });
    let actor = ActorId::new("ISR").expect("an id");
    let name = "Meant for elsewhere".to_owned();
    window
        .session
        .execute(Command::Edit(Edit::RenameActor { actor, name }));
    window.session.execute(Command::Save);
    window.rest();
    assert_eq!(
        fs::read_to_string(&path).expect("read"),
        SAMPLE,
        "untouched"
    );
    let held = fs::read_to_string(&elsewhere).expect("read");
    assert!(held.contains("Meant for elsewhere"));
    let origin = Origin::File(elsewhere);
    assert_eq!(window.session.document().origin, origin);
    assert!(!window.session.document().is_changed());
}
