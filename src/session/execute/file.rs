//! Opening scenes and addresses.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::edit::{Edit, History};
use crate::file::store::StoreError;
use crate::model::Actor;
use crate::model::Filter;
use crate::session::actor_list::ActorList;
use crate::session::command::{Dialog, Effect, Example};
use crate::session::document::{Document, OpenError};
use crate::session::notice::Level;
use crate::session::selection::Selection;
use crate::session::tasks::Done;
use crate::session::{Drafts, Origin, Session};

impl Session {
    pub(super) fn open(&mut self, path: PathBuf, allow_large: bool) {
        self.dialog = None;
        // The list of recent files must hold from any folder.
        let path = std::path::absolute(&path).unwrap_or(path);
        self.tasks.open(path, allow_large);
    }

    pub(super) fn open_example(&mut self, example: Example) {
        self.offer(Document::example(example));
    }

    /// A new scene of the actors of a list; without any, nothing happens.
    pub(super) fn new_from_list(&mut self, list: &str) {
        let list = ActorList::parse(list);
        let actors: Vec<Actor> = list.actors().cloned().collect();
        if actors.is_empty() {
            return;
        }
        self.dialog = None;
        self.offer(Document::of_actors(actors));
    }

    pub(super) fn open_pending(&mut self) {
        self.dialog = None;
        if let Some(document) = self.pending.take() {
            self.offer(*document);
        }
    }

    /// Tells that a scene was opened without some of what is in its file.
    fn tell_left_out(&mut self) {
        let what = match self.document.reading_errors().count() {
            0 => return,
            1 => "the error concerns".to_owned(),
            many => format!("the {many} errors concern"),
        };
        let text = format!(
            "Opened without what {what}. The file on disk is as it was; \
             the Problems say what to mend in it."
        );
        self.notify(Level::Warning, text);
    }

    pub(in crate::session) fn close_dialog(&mut self) {
        self.dialog = None;
        self.pending = None;
        self.import = None;
        self.after_save = None;
        self.drafts.close_source();
        self.drafts.close_properties();
    }

    pub(super) fn clear_recent(&mut self) {
        self.settings.recent.clear();
        self.effects.push(Effect::KeepSettings);
    }

    /// Takes over what the background work came to.
    pub(in crate::session) fn hand_over(&mut self, done: Done) {
        match done {
            Done::Opened {
                request,
                path,
                result,
            } => self.take_opened(request, path, result),
            Done::Reread {
                document,
                saves,
                result,
            } => self.take_reread(document, saves, result),
            Done::Quoted { search, quotes } => self.take_quotes(search, quotes),
            Done::Found { scene, findings } => self.take_found(&scene, findings),
            Done::Covered(covered) => self.take_covered(covered),
            Done::ClaimsRead { scene, index } => self.take_claims_read(scene, *index),
            Done::SearchRead { scene, tables } => self.take_search_read(scene, *tables),
            Done::Drawn(drawn) => self.derived.take_drawn(Some(*drawn)),
            Done::Arranged { document, arranged } => self.take_arranged(document, *arranged),
            Done::Saved {
                document,
                path,
                scene,
                result,
            } => self.note_saved(document, path, scene, result),
            Done::Stirred { document } => self.note_stir(document),
            Done::TextsStirred { document } => self.note_texts_stir(document),
            Done::TextsRead { document, found } => self.take_texts_read(document, found),
            Done::TextBrought {
                document,
                into,
                result,
            } => self.take_brought(document, into, *result),
            Done::UnusedTexts { document, result } => self.take_unused_texts(document, result),
            Done::TextsRemoved {
                document,
                count,
                result,
            } => self.note_texts_removed(document, count, result),
            Done::Sent { path, result } => self.note_sent(&path, result),
            Done::Swept(result) => tell_swept(&result),
            Done::Looked {
                document,
                saves,
                result,
            } => self.note_look(document, saves, result),
            Done::Locked {
                document,
                path,
                result,
            } => self.note_locked(document, path, result),
            Done::Kept { took, result } => self.note_kept(took, result),
            Done::FoundWork(result) => self.take_found_work(result),
            Done::Recovered(document) => self.offer(*document),
            Done::Discarded(result) => self.tell_discarded(result),
            Done::Listed { path, result } => self.take_listed(path, result),
            Done::VersionRead {
                path,
                number,
                result,
            } => self.take_version(&path, number, result),
            Done::VersionDrawn { path, picture } => self.take_drawn(&path, *picture),
            Done::LookedBack { chronicle, past } => self.take_past(chronicle, past),
            Done::LogRead(result) => self.take_log(result),
            Done::SettingsKept(result) => self.note_settings_kept(result),
            Done::ReadToCompare {
                document,
                name,
                result,
            } => self.take_file_to_compare(document, name, result),
            Done::Exported { result } => self.tell_handed_out(result),
            Done::TableRead { document, result } => self.note_claims_read(document, result),
            Done::Compared(comparison) => self.take_compared(*comparison),
            Done::Theirs {
                document,
                saves,
                what_for,
                result,
            } => self.take_theirs((document, saves), what_for, result),
            Done::Fell { name, .. } => self.note_fall(&name),
        }
    }

    fn take_reread(&mut self, document: u64, saves: u64, result: Result<Box<Document>, OpenError>) {
        if document != self.revisions.document {
            return;
        }
        // By now the file, or the document's file, may be another one.
        if !self.tasks.has_saved_nothing_since(saves) {
            self.revert();
            return;
        }
        // A step of its own, after the one that a hand is still at.
        self.commit_gesture();
        match result {
            Ok(document) if document.is_complete() => {
                let scene = Arc::clone(&document.scene);
                let is_done = self.edit(&Edit::ReplaceScene(scene));
                if is_done {
                    // Who takes this back has another state of the file to go from.
                    let old = self.document.base().with_known(document.known());
                    self.document.note_saved_as_is(document.known());
                    self.note_rebased(old);
                    self.unsaved_changes = 0;
                    self.forget_outside();
                }
            }
            Ok(_) => self.notify(
                Level::Error,
                "The file has errors by now, and going back to it would lose what they concern. \
                 Open it instead.",
            ),
            Err(error) => self.refuse(&error),
        }
    }

    fn take_opened(
        &mut self,
        request: u64,
        path: PathBuf,
        result: Result<Box<Document>, OpenError>,
    ) {
        // Who opens one file and then another wants the second, whichever is read first.
        if !self.tasks.is_newest_open(request) {
            return;
        }
        match result {
            Ok(document) if document.reading_errors().next().is_some() => {
                self.pending = Some(document);
                self.dialog = Some(Dialog::Incomplete);
            }
            Ok(document) => self.offer(*document),
            Err(error) => match error.too_large_bytes() {
                Some(bytes) => self.dialog = Some(Dialog::TooLarge { path, bytes }),
                None => self.refuse(&error),
            },
        }
    }

    /// Work in the background fell over: nothing waits for it any more.
    fn note_fall(&mut self, name: &str) {
        match name {
            "recovery copy" => {
                let path = PathBuf::from("recovery copy");
                let source = std::io::Error::other("the program failed while it wrote");
                self.note_kept(Duration::ZERO, Err(StoreError::Other { path, source }));
            }
            "look" => self.end_look(),
            "texts" => self.end_look_at_texts(),
            "claims" => self.end_reading_claims(),
            "search" => self.end_reading_for_search(),
            "looking back" => {
                self.end_look_back();
                self.notify(
                    Level::Error,
                    "Looking back failed; the log says how. The present is shown.",
                );
            }
            "table" => self.end_arranging(),
            "map" => self.derived.take_drawn(None),
            "coverage" => self.end_covering(),
            "problems" | "lock" | "settings" | "log" => {}
            _ => self.notify(
                Level::Error,
                "Entente failed in the background; the log says how. Try again, or go on without it.",
            ),
        }
    }

    fn tell_discarded(&mut self, result: Result<(), StoreError>) {
        if let Err(error) = result {
            let text = format!("The recovery copy could not be removed: {error}");
            self.notify(Level::Warning, text);
        }
    }

    fn refuse(&mut self, error: &OpenError) {
        self.notify(Level::Error, format!("Cannot open the scene: {error}"));
    }

    /// Shows a document in the place of the open one.
    pub(super) fn replace(&mut self, document: Document) {
        if let Origin::File(path) = &document.origin {
            self.settings.remember(path.clone());
            self.effects.push(Effect::KeepSettings);
        }
        self.view.is_showing_unknown = document.scene.is_showing_unknown;
        self.view.is_showing_evidence = document.scene.is_showing_evidence;
        self.view.as_of = None;
        self.hindsight.forget();
        self.view.follow_all();
        self.selection = Selection::default();
        self.hands.end_tying();
        self.drafts = Drafts::default();
        self.filter = Filter::default();
        self.set_spotlight(None, None);
        self.forget_view();
        self.forget_slides();
        self.forget_show();
        self.reset_claim_table();
        self.history = History::default();
        self.gesture = None;
        self.inline = None;
        self.last_change = None;
        self.notices.forget_done();
        self.document = document;
        self.unsaved_changes = 0;
        self.versions = None;
        self.rebased.clear();
        self.comparison = None;
        self.desk = None;
        self.desk_before = None;
        self.forget_coverage();
        self.revisions.note_document();
        self.follow_file();
        self.go_on_with_recovered();
        self.tell_left_out();
    }

    pub(super) fn ask_to_open_url(&mut self, url: String) {
        match host_of(&url) {
            Some(_) => self.dialog = Some(Dialog::Url(url)),
            None => self.notify(
                Level::Error,
                format!("This address is not opened: only http and https are.\n{url}"),
            ),
        }
    }

    pub(super) fn open_url(&mut self, url: String) {
        self.dialog = None;
        // Asked again here, so that no way to this command opens anything else.
        if host_of(&url).is_some() {
            self.effects.push(Effect::OpenUrl(url));
        }
    }
}

/// Nobody waits for old texts to be swept.
fn tell_swept(result: &Result<usize, StoreError>) {
    match result {
        Ok(0) => {}
        Ok(count) => log::info!("{count} old texts that nothing refers to were swept"),
        Err(error) => log::warn!("old texts were not swept: {error}"),
    }
}

/// The host of an address of http or https; `None` for any other address, and
/// for one without a host or with a user name, which can pass for a host.
pub fn host_of(url: &str) -> Option<&str> {
    let rest = ["https://", "http://"].into_iter().find_map(|scheme| {
        let head = url.get(..scheme.len())?;
        head.eq_ignore_ascii_case(scheme)
            .then(|| url.get(scheme.len()..))
            .flatten()
    })?;
    if url
        .chars()
        .any(|c| c.is_control() || c.is_whitespace() || c == '\\')
    {
        return None;
    }
    let host = rest.split(['/', '?', '#']).next()?;
    // Letters of other scripts can look like a host that one trusts.
    (!host.is_empty() && host.is_ascii() && !host.contains('@')).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Properties;
    use crate::file;
    use crate::file::settings::Settings;
    use crate::file::store::Store;
    use crate::session::Command;

    fn wait(session: &mut Session) {
        while session.is_busy() {
            session.tick(Duration::ZERO);
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    #[test]
    fn a_file_that_was_saved_while_it_was_read_again_is_read_once_more() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("scene.ron");
        let store = Store::default();
        let begun = Document::example(Example::SouthCaucasus).scene;
        let bytes = file::write(&begun);
        store.replace(&path, bytes.as_bytes()).expect("written");
        let mut session = Session::new(Settings::default(), store.clone(), Arc::new(|| {}));
        session.execute(Command::Open {
            path: path.clone(),
            allow_large: false,
        });
        wait(&mut session);
        let old = Document::open(&store, &path, false).expect("it is there");
        let properties = Properties {
            title: "Changed and saved".to_owned(),
            ..Properties::of(&begun)
        };
        session.execute(Command::Edit(Edit::SetProperties(Box::new(properties))));
        session.execute(Command::Save);
        wait(&mut session);
        // Asked for before the save, and slower than that.
        session.hand_over(Done::Reread {
            document: session.revisions.document,
            saves: 0,
            result: Ok(Box::new(old)),
        });
        wait(&mut session);
        let document = session.document();
        let held = store.read_scene_file(&path, false).expect("it is there");
        assert_eq!(file::write(&document.scene).as_bytes(), held);
        assert!(!document.is_changed());
    }

    #[test]
    fn only_addresses_of_the_web_have_a_host() {
        assert_eq!(host_of("https://example.org/a?b#c"), Some("example.org"));
        assert_eq!(host_of("HTTP://example.org:8080"), Some("example.org:8080"));
        for url in [
            "",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "https://",
            "https:///path",
            "ftp://example.org",
            "https://user@example.org/",
            "https://a\\@b/",
            "https://a b/",
            "data:text/html,x",
            "https://ex\u{430}mple.org/",
            "//example.org",
            "https://a\nb",
        ] {
            assert_eq!(host_of(url), None, "{url}");
        }
    }
}
