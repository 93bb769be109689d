//! Texts of sources on the disk: found by what they hold, kept before a scene
//! refers to them, and never taken for something else.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, FileTimes, Permissions};
use std::io;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use entente::file::snapshots::{
    KeepBeside, Kept, MAX_TEXT_BYTES, SnapshotPlace, SnapshotState, Snapshots,
};
use entente::file::store::{Fingerprint, Store, StoreError};

use crate::disk::{Call, Fault, FaultyDisk, How};
use crate::quick_folder;

const TEXT: &str = "What the source says, in its own words.\n";

/// A folder with a state folder and a folder for scenes in it.
struct Place {
    folder: tempfile::TempDir,
    snapshots: Snapshots,
}

impl Place {
    fn new() -> Self {
        Self::on(Store::default())
    }

    fn on(store: Store) -> Self {
        let folder = quick_folder();
        fs::create_dir(folder.path().join("scenes")).expect("made");
        let snapshots = Snapshots::new(store, Some(&folder.path().join("state")));
        Self { folder, snapshots }
    }

    /// The same folders, as another window sees them.
    fn again(&self) -> Snapshots {
        Snapshots::new(Store::default(), Some(&self.folder.path().join("state")))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn scene(&self, name: &str) -> PathBuf {
        self.path("scenes").join(name)
    }

    fn pool_file(&self, text: &str) -> PathBuf {
        self.path("state/snapshots").join(file_name(text))
    }

    fn beside(&self, scene: &str, text: &str) -> PathBuf {
        self.path("scenes")
            .join(format!("{scene}.snapshots"))
            .join(file_name(text))
    }

    fn keep_beside(&self, scene: &str, texts: &[&str]) -> Kept {
        keep(&self.snapshots, &self.scene(scene), None, texts)
    }
}

fn keep(snapshots: &Snapshots, scene: &Path, from: Option<&Path>, texts: &[&str]) -> Kept {
    snapshots.keep_beside(&KeepBeside {
        scene,
        from,
        hashes: &texts.iter().map(|text| hash(text)).collect(),
        held: &BTreeMap::new(),
    })
}

fn hash(text: &str) -> Fingerprint {
    Fingerprint::of(text.as_bytes())
}

fn file_name(text: &str) -> String {
    format!("{}.txt", hash(text))
}

fn set_age(path: &Path, days: u64) {
    let file = File::options().append(true).open(path).expect("opened");
    let then = SystemTime::now() - Duration::from_hours(24 * days);
    let times = FileTimes::new().set_modified(then);
    file.set_times(times).expect("set");
}

fn held() -> SnapshotState {
    SnapshotState::Held(TEXT.into())
}

#[test]
fn a_text_is_in_the_pool_the_moment_it_is_added_and_there_once() {
    let place = Place::new();
    let kept = place.snapshots.keep(TEXT).expect("kept");
    assert_eq!(kept, hash(TEXT));
    assert_eq!(place.snapshots.keep(TEXT).expect("again"), kept);
    let files = fs::read_dir(place.path("state/snapshots")).expect("listed");
    let texts = files
        .filter(|it| {
            let path = it.as_ref().expect("an entry").path();
            path.extension() == Some("txt".as_ref())
        })
        .count();
    assert_eq!(texts, 1);
    let found = place.again().read(None, &kept);
    assert_eq!(found.state, held());
    let path = place.pool_file(TEXT);
    assert_eq!(found.found, Some((SnapshotPlace::Pool, path)));
}

#[test]
fn a_save_puts_texts_beside_the_scene_and_leaves_right_ones_alone() {
    let place = Place::new();
    place.snapshots.keep(TEXT).expect("kept");
    let kept = place.keep_beside("a.ron", &[TEXT, "held by nobody"]);
    assert_eq!((kept.written, &kept.warnings[..]), (1, &[][..]));
    let path = place.beside("a", TEXT);
    assert_eq!(fs::read_to_string(&path).expect("read"), TEXT);
    fs::set_permissions(&path, Permissions::from_mode(0o400)).expect("set");
    for snapshots in [place.snapshots.clone(), place.again()] {
        let kept = keep(&snapshots, &place.scene("a.ron"), None, &[TEXT]);
        assert_eq!(kept, Kept::default());
    }
    fs::remove_dir_all(place.path("state")).expect("removed");
    let found = place.again().read(Some(&place.scene("a.ron")), &hash(TEXT));
    assert_eq!(found.state, held());
    assert_eq!(found.found, Some((SnapshotPlace::Beside, path)));
}

#[test]
fn a_scene_that_was_renamed_or_copied_finds_its_texts_and_takes_them_along() {
    let place = Place::new();
    place.snapshots.keep(TEXT).expect("kept");
    place.keep_beside("a.ron", &[TEXT]);
    fs::remove_dir_all(place.path("state")).expect("removed");
    let renamed = place.scene("b.ron");
    let found = place.snapshots.read(Some(&renamed), &hash(TEXT));
    let path = place.beside("a", TEXT);
    assert_eq!(found.state, held());
    assert_eq!(found.found, Some((SnapshotPlace::OtherScene, path)));
    assert_eq!(place.keep_beside("b.ron", &[TEXT]).written, 1);
    let own = place.beside("b", TEXT);
    let found = place.snapshots.read(Some(&renamed), &hash(TEXT));
    assert_eq!(found.found, Some((SnapshotPlace::Beside, own)));
}

#[test]
fn a_scene_saved_into_another_folder_takes_its_texts_along() {
    let place = Place::new();
    fs::create_dir(place.path("other")).expect("made");
    place.snapshots.keep(TEXT).expect("kept");
    place.keep_beside("a.ron", &[TEXT]);
    fs::remove_dir_all(place.path("state")).expect("removed");
    let (from, to) = (place.scene("a.ron"), place.path("other/a.ron"));
    let kept = keep(&place.snapshots, &to, Some(&from), &[TEXT]);
    assert_eq!(kept.written, 1);
    let found = place.again().read(Some(&to), &hash(TEXT));
    assert_eq!(found.state, held());
}

#[test]
fn a_text_that_only_the_window_has_is_written_again() {
    let place = Place::new();
    let held = BTreeMap::from([(hash(TEXT), Arc::from(TEXT))]);
    let kept = place.snapshots.keep_beside(&KeepBeside {
        scene: &place.scene("a.ron"),
        from: None,
        hashes: &BTreeSet::from([hash(TEXT)]),
        held: &held,
    });
    assert_eq!((kept.written, kept.warnings.len()), (1, 0));
    assert_eq!(
        fs::read(place.beside("a", TEXT)).expect("read"),
        TEXT.as_bytes()
    );
}

#[test]
fn a_scene_reached_by_a_link_has_its_texts_beside_the_file_itself() {
    let place = Place::new();
    place.snapshots.keep(TEXT).expect("kept");
    let link = place.path("link.ron");
    symlink("scenes/a.ron", &link).expect("linked");
    let kept = keep(&place.snapshots, &link, None, &[TEXT]);
    assert_eq!(kept.written, 1);
    assert!(place.beside("a", TEXT).is_file());
}

#[test]
fn an_altered_text_is_told_and_a_right_copy_is_preferred() {
    let place = Place::new();
    place.snapshots.keep(TEXT).expect("kept");
    place.keep_beside("a.ron", &[TEXT]);
    let (scene, path) = (place.scene("a.ron"), place.beside("a", TEXT));
    fs::write(&path, "what somebody wrote over it").expect("written");
    let found = place.snapshots.read(Some(&scene), &hash(TEXT));
    assert_eq!(found.state, held());
    assert_eq!(found.found.map(|it| it.0), Some(SnapshotPlace::Pool));
    assert_eq!(found.altered.as_ref(), Some(&path));

    let pooled = place.pool_file(TEXT);
    fs::rename(&pooled, place.path("aside")).expect("renamed");
    let found = place.snapshots.read(Some(&scene), &hash(TEXT));
    assert_eq!(found.state, SnapshotState::Altered(path.clone()));

    // A save puts the right one there, and what was there is somewhere still.
    fs::rename(place.path("aside"), &pooled).expect("renamed");
    let kept = place.keep_beside("a.ron", &[TEXT]);
    assert_eq!((kept.written, kept.warnings.len()), (1, 1), "{kept:?}");
    assert!(kept.warnings[0].contains("had been altered"), "{kept:?}");
    assert_eq!(fs::read(&path).expect("read"), TEXT.as_bytes());
    let theirs = place.pool_file("what somebody wrote over it");
    assert!(theirs.is_file());
}

#[test]
fn links_folders_and_strange_files_are_neither_followed_nor_touched() {
    let place = Place::new();
    place.snapshots.keep(TEXT).expect("kept");
    place.keep_beside("a.ron", &["nothing"]);
    let folder = place.path("scenes/a.snapshots");
    fs::create_dir(&folder).expect("made");
    let (scene, secret) = (place.scene("a.ron"), place.path("secret"));
    fs::write(&secret, TEXT).expect("written");
    let path = place.beside("a", TEXT);
    symlink(&secret, &path).expect("linked");
    fs::create_dir(place.beside("a", "a folder")).expect("made");
    fs::write(folder.join("notes.txt"), "mine").expect("written");

    let found = place.snapshots.read(Some(&scene), &hash(TEXT));
    assert_eq!(found.found.map(|it| it.0), Some(SnapshotPlace::Pool));
    let odd = place.snapshots.read(Some(&scene), &hash("a folder"));
    assert!(matches!(odd.state, SnapshotState::Unreadable(_)), "{odd:?}");
    let kept = place.keep_beside("a.ron", &[TEXT]);
    assert_eq!(kept.written, 0);
    assert!(
        kept.warnings[0].contains("links are not followed"),
        "{kept:?}"
    );
    assert!(path.is_symlink(), "it is as it was");
    let listed = place.snapshots.list(&scene).expect("listed");
    assert!(listed.is_empty(), "{listed:?}");
    assert!(
        place
            .snapshots
            .unreferenced(&scene, &BTreeSet::new())
            .expect("asked")
            .is_empty()
    );
    assert_eq!(fs::read(folder.join("notes.txt")).expect("read"), b"mine");

    // Nor is a folder that is a link.
    symlink(&folder, place.path("scenes/b.snapshots")).expect("linked");
    let kept = place.keep_beside("b.ron", &[TEXT]);
    assert!(
        kept.warnings[0].contains("links are not followed"),
        "{kept:?}"
    );
    let listed = place.snapshots.list(&place.scene("b.ron"));
    assert!(
        matches!(listed, Err(StoreError::IsLink { .. })),
        "{listed:?}"
    );
}

#[test]
fn what_is_too_large_is_refused_without_being_read() {
    let place = Place::new();
    let long = "x".repeat(MAX_TEXT_BYTES as usize + 1);
    let refused = place.snapshots.keep(&long).expect_err("too long");
    assert!(refused.to_string().contains("20.0 MB"), "{refused}");
    fs::create_dir(place.path("scenes/a.snapshots")).expect("made");
    let path = place.beside("a", TEXT);
    let file = File::create(&path).expect("made");
    file.set_len(200 * 1024 * 1024).expect("grown");
    let found = place
        .snapshots
        .read(Some(&place.scene("a.ron")), &hash(TEXT));
    let SnapshotState::Unreadable(why) = found.state else {
        panic!("{:?}", found.state);
    };
    assert!(why.contains("200.0 MB"), "{why}");
}

#[test]
fn a_folder_that_takes_no_file_leaves_the_texts_in_the_pool_for_good() {
    let place = Place::new();
    place.snapshots.keep(TEXT).expect("kept");
    // The name is taken, which holds for whoever runs this test.
    fs::write(place.path("scenes/a.snapshots"), "a file").expect("written");
    let kept = place.keep_beside("a.ron", &[TEXT]);
    assert_eq!((kept.written, kept.warnings.len()), (0, 1));
    assert!(kept.warnings[0].contains("state folder"), "{kept:?}");
    set_age(&place.pool_file(TEXT), 91);
    let swept = place.snapshots.sweep(&BTreeSet::new());
    assert_eq!(swept.expect("swept"), 0, "no other copy is there");

    fs::remove_file(place.path("scenes/a.snapshots")).expect("removed");
    assert_eq!(place.keep_beside("a.ron", &[TEXT]).written, 1);
    set_age(&place.pool_file(TEXT), 91);
    let swept = place.snapshots.sweep(&BTreeSet::new());
    assert_eq!(swept.expect("swept"), 1);
    let found = place
        .snapshots
        .read(Some(&place.scene("a.ron")), &hash(TEXT));
    assert_eq!(found.state, held());
}

#[test]
fn only_old_texts_that_nothing_refers_to_are_swept() {
    let place = Place::new();
    let texts = ["young", "open", "in a copy", "in a version", "old"];
    for text in texts {
        place.snapshots.keep(text).expect("kept");
    }
    for text in texts.iter().filter(|text| **text != "young") {
        set_age(&place.pool_file(text), 91);
    }
    for (folder, text) in [("recovery", "in a copy"), ("versions/x", "in a version")] {
        let folder = place.path("state").join(folder);
        fs::create_dir_all(&folder).expect("made");
        let scene = format!("(sha256: \"{}\")", hash(text));
        fs::write(folder.join("1.ron"), scene).expect("written");
    }
    fs::write(place.path("state/snapshots/notes.txt"), "mine").expect("written");
    set_age(&place.path("state/snapshots/notes.txt"), 1_000);
    let open = BTreeSet::from([hash("open")]);
    let swept = place.snapshots.sweep(&open);
    assert_eq!(swept.expect("swept"), 1);
    for text in texts {
        assert_eq!(place.pool_file(text).exists(), text != "old", "{text}");
    }
    assert!(place.path("state/snapshots/notes.txt").exists());
    // What is kept again is young again.
    place.snapshots.keep("open").expect("kept");
    let swept = place.snapshots.sweep(&BTreeSet::new());
    assert_eq!(swept.expect("swept"), 0);
}

#[test]
fn what_no_scene_there_refers_to_is_listed_and_removed_into_the_pool() {
    let place = Place::new();
    for text in ["used", "by the other", "unused"] {
        place.snapshots.keep(text).expect("kept");
    }
    let (one, other) = (place.scene("a.ron"), place.scene("b.ron"));
    place.keep_beside("a.ron", &["used", "by the other", "unused"]);
    fs::write(&one, format!("(sha256: \"{}\")", hash("used"))).expect("written");
    fs::write(&other, format!("(sha256: \"{}\")", hash("by the other"))).expect("written");
    fs::remove_dir_all(place.path("state")).expect("removed");
    let used = BTreeSet::from([hash("used")]);
    let unused = place.snapshots.unreferenced(&one, &used).expect("listed");
    assert_eq!(unused.len(), 1);
    assert_eq!((unused[0].hash, unused[0].bytes), (hash("unused"), 6));
    let hashes = unused.iter().map(|file| file.hash).collect();
    place.snapshots.remove(&one, &hashes).expect("removed");
    assert!(!place.beside("a", "unused").exists());
    assert!(place.beside("a", "used").exists());
    // Whoever takes back the deletion of its source finds it still.
    let found = place.again().read(Some(&one), &hash("unused"));
    assert_eq!(found.state, SnapshotState::Held("unused".into()));
}

#[test]
fn texts_that_were_not_touched_are_not_read_again() {
    let disk = FaultyDisk::default();
    let place = Place::on(Store::new(Arc::new(disk.clone())));
    place.snapshots.keep(TEXT).expect("kept");
    place.keep_beside("a.ron", &[TEXT]);
    let scene = place.scene("a.ron");
    let before = place
        .snapshots
        .read_all(Some(&scene), &BTreeSet::from([hash(TEXT), hash("missing")]));
    disk.set(None);
    let changed = place.snapshots.read_changed(Some(&scene), &before);
    assert!(changed.is_empty(), "{changed:?}");
    assert!(!disk.calls().contains(&Call::Read), "nothing is read");
    fs::remove_file(place.beside("a", TEXT)).expect("removed");
    fs::write(place.beside("a", "missing"), "missing").expect("written");
    let changed = place.snapshots.read_changed(Some(&scene), &before);
    assert_eq!(changed.len(), 2, "{changed:?}");
    assert_eq!(changed[&hash(TEXT)].state, held(), "in the pool");
}

/// Makes every call of an operation fail in turn, and judges what is there then.
fn fail_all(prepare: impl Fn(&Place), run: impl Fn(&Place) -> bool, judge: impl Fn(&Place, &str)) {
    let errors: [fn() -> io::Error; 3] = [
        || io::Error::from_raw_os_error(5),
        || io::Error::from_raw_os_error(13),
        || io::Error::from_raw_os_error(28),
    ];
    let mut runs = 0;
    for how in [How::Once, How::ForGood, How::AnswerLost] {
        for error in errors {
            for at in 0.. {
                let disk = FaultyDisk::default();
                let place = Place::on(Store::new(Arc::new(disk.clone())));
                prepare(&place);
                disk.set(Some(Fault { at, how, error }));
                let is_told = run(&place);
                let (failed, calls) = (disk.failed(), disk.calls());
                disk.set(None);
                let Some((_, call)) = failed.first() else {
                    assert!(!is_told, "nothing failed");
                    break;
                };
                runs += 1;
                let context = format!("call {at} ({call:?}) of {}, {how:?}", calls.len());
                judge(&place, &context);
                // A retry on a disk that works does all of it.
                assert!(!run(&place), "{context}: the retry");
                judge(&place, &context);
            }
        }
    }
    assert!(runs > 50, "{runs} runs");
}

/// What has the name of the text is the text.
fn assert_whole(path: &Path, context: &str) {
    if let Ok(bytes) = fs::read(path) {
        assert!(bytes == TEXT.as_bytes(), "{context}: {}", path.display());
    }
}

#[test]
fn a_text_that_is_kept_while_the_disk_fails_is_whole_or_not_there_and_that_is_told() {
    fail_all(
        |_| {},
        |place| place.snapshots.keep(TEXT).is_err(),
        |place, context| assert_whole(&place.pool_file(TEXT), context),
    );
}

#[test]
fn a_save_while_the_disk_fails_leaves_every_text_whole_and_says_what_is_missing() {
    fail_all(
        |place| {
            place.snapshots.keep(TEXT).expect("kept");
        },
        |place| {
            let held = BTreeMap::from([(hash(TEXT), Arc::from(TEXT))]);
            let kept = place.snapshots.keep_beside(&KeepBeside {
                scene: &place.scene("a.ron"),
                from: None,
                hashes: &BTreeSet::from([hash(TEXT)]),
                held: &held,
            });
            let is_there = place.beside("a", TEXT).is_file();
            let is_told = !kept.warnings.is_empty();
            assert!(is_told || is_there, "there, or told");
            is_told
        },
        |place, context| {
            assert_whole(&place.beside("a", TEXT), context);
            let pooled = fs::read(place.pool_file(TEXT)).expect(context);
            assert!(pooled == TEXT.as_bytes(), "{context}: the pool");
        },
    );
}

#[test]
fn a_removal_while_the_disk_fails_loses_no_text() {
    fail_all(
        |place| {
            place.snapshots.keep(TEXT).expect("kept");
            place.keep_beside("a.ron", &[TEXT]);
            fs::remove_dir_all(place.path("state")).expect("removed");
        },
        |place| {
            let hashes = BTreeSet::from([hash(TEXT)]);
            let removed = place.snapshots.remove(&place.scene("a.ron"), &hashes);
            removed.is_err()
        },
        |place, context| {
            assert_whole(&place.beside("a", TEXT), context);
            assert_whole(&place.pool_file(TEXT), context);
            let found = place.again().read(Some(&place.scene("a.ron")), &hash(TEXT));
            assert!(found.state == held(), "{context}: held somewhere");
        },
    );
}
