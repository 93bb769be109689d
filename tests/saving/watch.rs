//! Watching a file tells of whatever becomes of it, and of nothing else.

use std::fs;
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Duration;

use entente::file::store::Store;
use entente::file::watch::{INTERVAL, OnStir, Watch};

/// About as long as a watch waits for an event to be over.
const SETTLED: Duration = Duration::from_millis(40);

#[test]
fn whatever_becomes_of_a_file_is_noticed_and_reading_it_is_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let inner = folder.path().join("inner");
    fs::create_dir(&inner).expect("made");
    let path = inner.join("scene.ron");
    fs::write(&path, "one").expect("written");
    let (sender, stirs) = channel();
    let on_stir: OnStir = Arc::new(move || sender.send(()).expect("somebody waits"));
    let watch = Watch::start(Store::default(), path.clone(), on_stir).expect("watched");
    let expect = |what: &str| {
        let stir = stirs.recv_timeout(Duration::from_secs(10));
        assert!(stir.is_ok(), "{what} is noticed");
        while stirs.recv_timeout(4 * SETTLED).is_ok() {}
    };
    std::thread::sleep(4 * SETTLED);
    fs::write(&path, "two").expect("written");
    expect("as many other bytes");
    let twin = inner.join("twin");
    fs::write(&twin, "two").expect("written");
    fs::rename(&twin, &path).expect("replaced");
    expect("another file of the name");
    fs::rename(&path, &twin).expect("moved");
    expect("that it is gone");
    fs::rename(&twin, &path).expect("moved back");
    expect("that it is back");
    let elsewhere = folder.path().join("elsewhere");
    fs::rename(&inner, &elsewhere).expect("renamed");
    expect("that its folder has another name");
    fs::rename(&elsewhere, &inner).expect("renamed back");
    expect("that its folder is back");
    fs::read(&path).expect("read");
    fs::write(inner.join("other"), "").expect("written");
    let stir = stirs.recv_timeout(INTERVAL + 4 * SETTLED);
    assert!(stir.is_err(), "nothing became of it");
    drop(watch);
}
