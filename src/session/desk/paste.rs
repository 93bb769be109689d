//! Texts of sources that were pasted.

use crate::edit::Edit;
use crate::evidence::TextState;
use crate::file::store::Fingerprint;
use crate::model::SourceId;
use crate::session::draft::{Form, FormCommand, SourceForm};
use crate::session::{Level, Session};

/// The longest title that is proposed, in characters.
const TITLE_CHARS: usize = 200;

impl Session {
    /// Takes a text that was pasted: as that of a source of the scene, or else into
    /// the form of a new one.
    pub(in crate::session) fn paste_text(&mut self, text: &str, into: Option<SourceId>) {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        if text.trim().is_empty() {
            self.notify(
                Level::Error,
                "There are no words in this text. Paste another one.",
            );
            return;
        }
        let sum = Fingerprint::of(text.as_bytes()).to_string();
        let title = first_line(&text);
        let mut texts = self.document.texts().clone();
        texts.insert(sum.clone(), TextState::Held(text.into()));
        self.take_texts(texts);
        self.dialog = None;
        if let Some(id) = into {
            self.give_text(id, sum);
            return;
        }
        self.form(FormCommand::Open(Form::Source(SourceForm::New)));
        if let Some(draft) = self.drafts.source_mut(&SourceForm::New) {
            if draft.content.title.trim().is_empty() {
                draft.content.title = title;
            }
            draft.content.sha256 = sum;
        }
    }

    /// From now on this is the text of a source; seen at the desk.
    fn give_text(&mut self, id: SourceId, sha256: String) {
        let Some(source) = self.document.scene.sources.get(&id) else {
            return;
        };
        if source.sha256.as_ref() != Some(&sha256) {
            let mut source = source.clone();
            source.sha256 = Some(sha256);
            self.edit(&Edit::ChangeSource(Box::new(source)));
        }
        self.show_source(id);
    }
}

/// The first line with any words, as a title is proposed.
fn first_line(text: &str) -> String {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty());
    line.unwrap_or_default().chars().take(TITLE_CHARS).collect()
}
