//! Opening files, good and bad: what is open stays until something better is,
//! and a file on the disk is never touched.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use entente::session::{Command, Dialog, Effect, Level, Origin, Session};

use crate::window::Window;

const SAMPLE: &str = include_str!("../files/sample.ron");

/// A folder with one file in it.
struct Lying {
    _folder: tempfile::TempDir,
    path: PathBuf,
    bytes: Vec<u8>,
}

impl Lying {
    fn new(bytes: &[u8]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("scene.ron");
        std::fs::write(&path, bytes).expect("a file");
        Self {
            _folder: folder,
            path,
            bytes: bytes.to_vec(),
        }
    }

    fn assert_untouched(&self) {
        let now = std::fs::read(&self.path).expect("it is there");
        assert!(now == self.bytes, "the file is as it was");
        let beside = std::fs::read_dir(self.path.parent().expect("a folder"));
        assert_eq!(
            beside.expect("a folder").count(),
            1,
            "nothing is left beside it"
        );
    }
}

/// A file as the system hands it over.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("only its path is asked for".to_owned())
    }
}

/// Drops a file on the window.
fn drop_file(window: &mut Window, path: &Path) {
    let file = Arc::new(Dropped(path.to_owned()));
    window.harness.input_mut().dropped_files.push(file);
    window.settle();
}

/// The sample with one thing in it replaced.
fn changed(from: &str, to: &str) -> String {
    assert!(SAMPLE.contains(from), "the sample has {from:?}");
    SAMPLE.replacen(from, to, 1)
}

#[test]
fn a_scene_that_is_dropped_on_the_window_is_opened() {
    let file = Lying::new(SAMPLE.as_bytes());
    let mut window = Window::new();
    drop_file(&mut window, &file.path);
    assert_eq!(
        window.session().document().origin,
        Origin::File(file.path.clone())
    );
    assert_eq!(window.notices(), Vec::<&str>::new());
    file.assert_untouched();
}

#[test]
fn a_file_that_is_no_scene_leaves_what_is_open_and_says_why() {
    let cut_off = SAMPLE.get(..SAMPLE.len() / 2).expect("a boundary");
    let bad: [(&str, Vec<u8>, &[&str]); 7] = [
        ("empty", Vec::new(), &["empty"]),
        ("zero bytes", vec![0; 4096], &["zero"]),
        ("not text", vec![b'(', 0xff, 0x80], &["byte 1"]),
        ("not RON", b"{\"title\": 1}".to_vec(), &["line 1"]),
        ("not a scene", b"(width: 3, height: 4)\n".to_vec(), &[]),
        (
            "newer",
            changed("format: 1", "format: 99").into_bytes(),
            &["99", "newer"],
        ),
        ("cut off", cut_off.as_bytes().to_vec(), &["line "]),
    ];
    let mut window = Window::new();
    for (what, bytes, words) in bad {
        let file = Lying::new(&bytes);
        let before = (
            Arc::clone(&window.session().document().scene),
            window.selected(),
        );
        drop_file(&mut window, &file.path);
        let after = (
            Arc::clone(&window.session().document().scene),
            window.selected(),
        );
        assert!(before == after, "{what} changed what is open");
        assert_eq!(window.session().dialog(), None, "{what}");

        let notice = window
            .session()
            .notices()
            .shown()
            .last()
            .expect(what)
            .clone();
        assert_eq!(notice.level, Level::Error, "{what}");
        assert!(notice.text.contains("scene.ron"), "where: {}", notice.text);
        for word in words {
            assert!(
                notice.text.contains(word),
                "{what}, {word}: {}",
                notice.text
            );
        }
        // What is wrong, where, and what to do: more than one sentence.
        let sentences = notice.text.matches(['.', ';', '\n']).count();
        assert!(sentences >= 2, "{what}: {}", notice.text);
        assert!(window.shows(&notice.text), "{what} is on screen");
        file.assert_untouched();
        window.click("Dismiss");
    }
    assert!(
        window.session().settings().recent.is_empty(),
        "no bad file is remembered"
    );
}

#[test]
fn a_file_that_is_not_there_leaves_what_is_open() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = Window::new();
    for path in [folder.path().join("missing.ron"), folder.path().to_owned()] {
        let before = window.session().document().origin.clone();
        drop_file(&mut window, &path);
        assert_eq!(window.session().document().origin, before);
        let notice = window
            .notices()
            .last()
            .copied()
            .unwrap_or_default()
            .to_owned();
        assert!(notice.contains(&path.display().to_string()), "{notice}");
    }
}

/// Files whose reading finds errors, with a word of each error.
fn with_errors() -> Vec<(&'static str, String, &'static str)> {
    let weight = "weight: 0.85";
    vec![
        (
            "a weight that is no number",
            changed(weight, "weight: NaN"),
            "NaN",
        ),
        ("an infinite weight", changed(weight, "weight: inf"), "inf"),
        (
            "a weight out of range",
            changed(weight, "weight: 1.2"),
            "1.2",
        ),
        (
            "a tie from nowhere",
            changed("from: \"ISR\"", "from: \"NOBODY\""),
            "NOBODY",
        ),
        (
            "the same id twice",
            changed("id: \"AZE\"", "id: \"ISR\""),
            "ISR",
        ),
    ]
}

#[test]
fn a_file_with_errors_asks_first_and_cancel_keeps_what_is_open() {
    let mut window = Window::new();
    for (what, text, word) in with_errors() {
        let file = Lying::new(text.as_bytes());
        drop_file(&mut window, &file.path);
        assert_eq!(
            window.session().dialog(),
            Some(&Dialog::Incomplete),
            "{what}"
        );
        assert!(window.shows("This scene has errors"));
        assert!(window.shows_part("line "), "{what}: where");
        assert!(window.shows_part(word), "{what}: {word}");
        window.click("Cancel");
        assert_eq!(window.session().dialog(), None);
        assert_eq!(window.session().document().scene.actors.len(), 5, "{what}");
        assert!(
            matches!(window.session().document().origin, Origin::Example(_)),
            "{what}"
        );
        file.assert_untouched();
    }
}

#[test]
fn a_file_with_errors_can_be_opened_without_what_they_concern() {
    for (what, text, _) in with_errors() {
        let file = Lying::new(text.as_bytes());
        let mut window = Window::new();
        drop_file(&mut window, &file.path);
        window.click("Open without them");
        assert_eq!(
            window.session().document().origin,
            Origin::File(file.path.clone()),
            "{what}"
        );
        assert!(
            window
                .session()
                .document()
                .reading_errors()
                .next()
                .is_some(),
            "{what} stays a Problem"
        );
        let notice = window
            .notices()
            .last()
            .copied()
            .unwrap_or_default()
            .to_owned();
        assert!(notice.contains("Opened without"), "{notice}");
        file.assert_untouched();
    }
}

#[test]
fn a_file_over_64_mb_asks_with_its_size() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("large.ron");
    // Sparse: takes no room.
    let file = std::fs::File::create(&path).expect("a file");
    file.set_len(80 << 20).expect("a sparse file");
    let mut window = Window::new();
    drop_file(&mut window, &path);
    assert!(window.shows("Open a large file?"));
    assert!(window.shows_part("80.0 MB"), "its size");
    window.click("Cancel");
    assert_eq!(window.session().dialog(), None);
    assert_eq!(window.session().document().scene.actors.len(), 5);

    drop_file(&mut window, &path);
    window.click("Open it");
    // It was read after all, and is nothing but zero bytes.
    let notice = window
        .notices()
        .last()
        .copied()
        .unwrap_or_default()
        .to_owned();
    assert!(notice.contains("large.ron"), "{notice}");
    assert_eq!(window.session().document().scene.actors.len(), 5);
}

#[test]
fn a_file_given_at_the_start_is_opened_and_a_bad_one_leaves_the_first_scene() {
    let good = Lying::new(SAMPLE.as_bytes());
    let window = Window::starting(1024.0, 700.0, egui::Theme::Light, Some(&good.path));
    assert_eq!(
        window.session().document().origin,
        Origin::File(good.path.clone())
    );

    let bad = Lying::new(b"");
    let window = Window::starting(1024.0, 700.0, egui::Theme::Light, Some(&bad.path));
    assert_eq!(window.session().document().scene.actors.len(), 5);
    assert_eq!(window.notices().len(), 1);
}

#[test]
fn a_system_without_a_file_dialog_offers_the_path_field() {
    let mut window = Window::new();
    window.press_with(
        egui::Modifiers::COMMAND.plus(egui::Modifiers::SHIFT),
        egui::Key::O,
    );
    assert!(window.shows("Open a path"));
    assert_eq!(
        window.focused().as_deref(),
        Some("Path"),
        "one can type at once"
    );
}

/// A session without a window.
fn session() -> Session {
    Session::new(
        entente::file::settings::Settings::default(),
        entente::file::store::Store::default(),
        Arc::new(|| {}),
    )
}

#[test]
fn an_address_of_anything_but_the_web_is_never_opened() {
    for url in [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://example.org/",
        "smb://host/share",
        "mailto:someone@example.org",
        "x-terminal:run",
        "/etc/passwd",
        "",
        "https://",
        "https://friend@example.org/",
        "https://example.org/\u{0}",
    ] {
        let mut session = session();
        session.execute(Command::AskToOpenUrl(url.to_owned()));
        assert_eq!(session.dialog(), None, "{url}");
        assert_eq!(
            session.notices().shown().len(),
            1,
            "{url} is refused with a word"
        );
        session.execute(Command::OpenUrl(url.to_owned()));
        assert_eq!(session.take_effects(), [], "{url}");
    }
}

#[test]
fn an_address_of_the_web_is_opened_only_after_its_host_was_shown() {
    let url = "https://example.org/a?b=c";
    let mut session = session();
    session.execute(Command::AskToOpenUrl(url.to_owned()));
    assert_eq!(session.take_effects(), [], "asked first");
    assert_eq!(session.dialog(), Some(&Dialog::Url(url.to_owned())));
    session.execute(Command::OpenUrl(url.to_owned()));
    assert_eq!(session.take_effects(), [Effect::OpenUrl(url.to_owned())]);
}

#[test]
fn the_address_of_a_source_shows_its_host_before_the_browser_opens() {
    let mut window = Window::new();
    let source = window
        .session()
        .document()
        .scene
        .sources
        .iter()
        .find_map(|it| it.url.clone());
    let url = source.expect("the source has an address");
    let host = entente::session::host_of(&url).expect("a host").to_owned();
    window.click("Help");
    window.click("About Entente\u{2026}");
    window.click(&url);
    assert!(window.shows(&host) && window.shows("Open in the browser?"));
    assert_eq!(opened(&window), Vec::<String>::new(), "asked first");
    window.named("Open").click();
    window.harness.step();
    assert_eq!(opened(&window), [url]);
    window.settle();
    assert_eq!(window.session().dialog(), None);
}

/// The addresses that the last frame gave to the system.
fn opened(window: &Window) -> Vec<String> {
    let commands = &window.harness.output().platform_output.commands;
    let urls = commands.iter().filter_map(|command| match command {
        egui::OutputCommand::OpenUrl(open) => Some(open.url.clone()),
        _ => None,
    });
    urls.collect()
}
