//! Copying to the clipboard and pasting from it, as text.

use std::sync::Arc;

use kurbo::{Point, Rect, Vec2};

use crate::edit::{Edit, Excerpt, Graft, Grafting, TEXT_CHARS, graft, grafting_of, ids};
use crate::file::is_scene_text;
use crate::file::selection::{is_selection, read_selection, write_selection};
use crate::model::{
    Asserter, Bearing, BearingOn, Claim, ClaimId, Credibility, Direction, Grade, Magnitude, Rank,
    Reliability, Scene, Stance, Status, Subject,
};
use crate::session::command::{Dialog, Effect};
use crate::session::{Level, Session};

use super::copies::called;

/// The longest text of others that is offered as claims or a source, in bytes.
pub const MAX_PASTED: usize = 1_000_000;
/// The most claims that are made of one text.
pub const MAX_PASTED_CLAIMS: usize = 200;

/// What a pasted text is taken apart into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PastedBy {
    /// Stretches between empty lines.
    Paragraph,
    /// Lines.
    Line,
}

/// A text that was pasted and is not a selection of ours.
#[derive(Clone, Debug)]
pub struct Pasted {
    /// The text, its line ends as `\n`.
    pub text: Arc<str>,
    paragraphs: usize,
    lines: usize,
    do_paragraphs_fit: bool,
    do_lines_fit: bool,
}

impl Pasted {
    fn new(text: &str) -> Self {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let [paragraphs, lines] = [PastedBy::Paragraph, PastedBy::Line].map(|by| parts(&text, by));
        Self {
            paragraphs: paragraphs.len(),
            lines: lines.len(),
            do_paragraphs_fit: are_claims(&paragraphs),
            do_lines_fit: are_claims(&lines),
            text: Arc::from(text),
        }
    }

    /// How many parts it has.
    pub fn count(&self, by: PastedBy) -> usize {
        match by {
            PastedBy::Paragraph => self.paragraphs,
            PastedBy::Line => self.lines,
        }
    }

    /// Whether its parts can become claims: not too many, and none too long.
    pub fn fits(&self, by: PastedBy) -> bool {
        match by {
            PastedBy::Paragraph => self.do_paragraphs_fit,
            PastedBy::Line => self.do_lines_fit,
        }
    }
}

/// The parts of a text that say something, without space around them; the lines of
/// a paragraph stand behind each other.
fn parts(text: &str, by: PastedBy) -> Vec<String> {
    let mut parts = vec![String::new()];
    for line in text.lines() {
        let line = line.trim();
        let is_end = line.is_empty() || by == PastedBy::Line;
        if is_end {
            parts.push(String::new());
        }
        if let Some(part) = parts.last_mut() {
            if !part.is_empty() {
                part.push(' ');
            }
            part.push_str(line);
        }
    }
    parts.retain(|part| part.chars().any(char::is_alphanumeric));
    parts
}

/// Whether these can become claims at once.
fn are_claims(parts: &[String]) -> bool {
    let fits = |part: &String| part.chars().count() <= TEXT_CHARS;
    parts.len() <= MAX_PASTED_CLAIMS && parts.iter().all(fits)
}

impl Session {
    /// The text that was pasted and waits for a decision.
    pub fn pasted(&self) -> Option<&Pasted> {
        self.arranging.pasted.as_ref()
    }

    /// What pasted claims would bear on: the one actor or tie that is selected.
    pub fn pasted_bears_on(&self) -> Option<BearingOn> {
        match self.selection.focus()? {
            Subject::Actor(id) => Some(BearingOn::Actor(id.clone())),
            Subject::Tie(id) => Some(BearingOn::Tie(id.clone())),
            _ => None,
        }
    }

    /// Puts what is selected on the clipboard; says what it was.
    pub(super) fn copy_selection(&mut self) -> Option<String> {
        let excerpt = self.excerpt();
        if excerpt.is_empty() {
            self.notify(
                Level::Info,
                "Select actors, ties, notes or a claim first: they are then copied.",
            );
            return None;
        }
        self.effects.push(Effect::Copy(write_selection(&excerpt)));
        Some(called(&excerpt))
    }

    /// The same, and tells it.
    pub(super) fn copy_and_say(&mut self) {
        if let Some(what) = self.copy_selection() {
            self.notify(Level::Info, format!("Copied {what}."));
        }
    }

    /// Puts what is selected on the clipboard and deletes it.
    pub(super) fn cut(&mut self) {
        if let Some(what) = self.copy_selection() {
            let edit = self.edit_to_delete_selection();
            self.edit_as(&edit, Some(&format!("cut {what}")));
        }
    }

    /// Pastes a text where the picture has this point; in the middle of the canvas
    /// where it is not said.
    pub(super) fn paste(&mut self, text: &str, at: Option<Point>) {
        if !is_selection(text) {
            self.paste_other(text);
            return;
        }
        match read_selection(text) {
            Ok(excerpt) => self.paste_excerpt(&excerpt, at),
            Err(error) => self.notify(
                Level::Error,
                format!("Nothing was pasted. What was copied is damaged: {error}."),
            ),
        }
    }

    fn paste_excerpt(&mut self, excerpt: &Excerpt, at: Option<Point>) {
        let scene = Arc::clone(&self.document.scene);
        let grafting = grafting_of(&scene, excerpt);
        let graft = graft(&scene, excerpt, grafting);
        let label = format!("paste {}", called(excerpt));
        let at = at.unwrap_or_else(|| self.view.camera.center());
        let by = self.free_way(&graft, excerpt, at);
        let (left_out, reused) = (graft.left_out, reused(&graft, grafting));
        if !self.put_in(graft, excerpt, |place| place + by, &label) {
            return;
        }
        if left_out > 0 {
            let noun = match left_out {
                1 => "1 bearing was".to_owned(),
                count => format!("{count} bearings were"),
            };
            let text = format!("{noun} left out: what they are on is not in this scene.");
            self.notify(Level::Info, text);
        }
        if let Some(words) = reused {
            self.notify(Level::Info, words);
        }
    }

    /// How far what is added is moved, so that its middle comes to this point, or a
    /// little aside where it would hide what stands there.
    fn free_way(&self, graft: &Graft, excerpt: &Excerpt, at: Point) -> Vec2 {
        let places: Vec<Point> = graft
            .added
            .iter()
            .filter_map(|(from, _)| excerpt.places.get(from).copied())
            .collect();
        let Some(first) = places.first() else {
            return Vec2::ZERO;
        };
        let around = places
            .iter()
            .fold(Rect::from_points(*first, *first), |all, it| {
                all.union_pt(*it)
            });
        let aside = Vec2::new(ASIDE, ASIDE) / self.view.camera.zoom();
        let mut by = at - around.center();
        let taken: Vec<Point> = (self.derived.layout())
            .map(|layout| layout.positions.clone())
            .unwrap_or_default();
        for _ in 0..MOST_ASIDE {
            let is_hidden = |place: &Point| {
                let place = *place + by;
                taken.iter().any(|it| it.distance(place) < aside.x / 2.0)
            };
            if !places.iter().any(is_hidden) {
                break;
            }
            by += aside;
        }
        by
    }

    /// A text that is not a selection of ours: offered as claims or as a source, or
    /// refused with the reason.
    fn paste_other(&mut self, text: &str) {
        if is_scene_text(text) {
            let text = "Nothing was pasted: the clipboard holds the text of a whole scene file. \
                        Open that file by File > Open, and copy on its map what you need here.";
            self.notify(Level::Warning, text);
            return;
        }
        if text.len() > MAX_PASTED {
            let text = format!(
                "Nothing was pasted: the text is {:.1} MB long, and at most 1 MB is read. Save it \
                 as a file and add that as a source.",
                text.len() as f64 / 1e6
            );
            self.notify(Level::Warning, text);
            return;
        }
        if text.chars().any(is_binary) {
            let text = "Nothing was pasted: the clipboard holds no text but data.";
            self.notify(Level::Warning, text);
            return;
        }
        let pasted = Pasted::new(text);
        if pasted.lines == 0 {
            let text = "Nothing was pasted: the clipboard holds no words.";
            self.notify(Level::Warning, text);
            return;
        }
        self.arranging.pasted = Some(pasted);
        self.dialog = Some(Dialog::Pasted);
    }

    /// Makes claims of the parts of the text that was pasted, in one step.
    pub(super) fn take_pasted_claims(&mut self, by: PastedBy) {
        let Some(pasted) = self.arranging.pasted.take() else {
            return;
        };
        self.dialog = None;
        let statements = parts(&pasted.text, by);
        if !are_claims(&statements) {
            let text = format!(
                "Nothing was pasted: at most {MAX_PASTED_CLAIMS} claims of {TEXT_CHARS} characters \
                 are made at once. Take the text as that of a source, and claims from its words."
            );
            self.notify(Level::Warning, text);
            return;
        }
        let on = self.pasted_bears_on();
        let mut scene = Scene::clone(&self.document.scene);
        let mut edits = Vec::new();
        let mut first = None;
        for statement in statements {
            let claim = pasted_claim(ids::fresh_claim_id(&scene), statement, on.as_ref());
            first = first.or_else(|| Some(claim.id.clone()));
            let is_new = scene.claims.push(claim.clone()).is_ok();
            debug_assert!(is_new, "its id is free");
            edits.push(Edit::AddClaim {
                claim: Box::new(claim),
                at: None,
            });
        }
        let noun = match edits.len() {
            1 => "1 claim".to_owned(),
            count => format!("{count} claims"),
        };
        let is_done = self.edit_with(
            &Edit::Batch(edits),
            Some(&format!("paste {noun}")),
            |session| session.select_claim(first),
        );
        if is_done {
            let text = format!(
                "Pasted {noun}, graded F6 and unattributed: say in the form of each who says it, \
                 how good it is, and what it bears on."
            );
            self.notify(Level::Info, text);
        }
    }

    /// Takes the text that was pasted as that of a new source.
    pub(super) fn take_pasted_text(&mut self) {
        if let Some(pasted) = self.arranging.pasted.take() {
            self.dialog = None;
            self.paste_text(pasted.text.to_string(), None);
        }
    }

    /// Selects a claim, and with it what it bears on.
    pub(super) fn select_claim(&mut self, claim: Option<ClaimId>) {
        if let Some(claim) = claim {
            let scene = Arc::clone(&self.document.scene);
            self.selection.select(Subject::Claim(claim), &scene);
        }
    }
}

/// How far aside what is pasted is put where it would hide something, in points.
const ASIDE: f64 = 28.0;
/// So often at most.
const MOST_ASIDE: usize = 64;

/// That everything was there, or some of it.
fn reused(graft: &Graft, grafting: Grafting) -> Option<String> {
    let actors = |subject: &&Subject| matches!(subject, Subject::Actor(_));
    let all = graft.subjects.iter().filter(actors).count();
    let is_added = |subject: &&Subject| graft.added.iter().any(|(_, it)| it == *subject);
    let added = graft.subjects.iter().filter(actors).filter(is_added);
    match all - added.count() {
        0 => None,
        _ if grafting == Grafting::Copies => None,
        1 => Some("1 actor was there already and was taken as it is.".to_owned()),
        count => Some(format!(
            "{count} actors were there already and were taken as they are."
        )),
    }
}

/// Whether it stands in data and not in text.
fn is_binary(c: char) -> bool {
    c == '\u{fffd}' || c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}')
}

/// A claim of which nothing is known but its words. It is graded as without a
/// basis, so that it counts for nothing until somebody looked at it.
fn pasted_claim(id: ClaimId, statement: String, on: Option<&BearingOn>) -> Claim {
    let bearing = on.map(|on| Bearing {
        on: on.clone(),
        direction: Direction::Both,
        stance: Stance::Neutral,
        magnitude: Magnitude::Slight,
        reason: String::new(),
    });
    Claim {
        id,
        statement,
        kinds: Vec::new(),
        bearings: bearing.into_iter().collect(),
        asserter: Asserter::Unattributed {
            note: Some("pasted, not looked at yet".to_owned()),
        },
        status: Status::Statement,
        quantities: Vec::new(),
        date: None,
        is_forecast: false,
        grade: Grade {
            reliability: Reliability::F,
            credibility: Credibility::NotJudged,
        },
        grade_reason: "pasted, not graded yet".to_owned(),
        anchors: Vec::new(),
        rank: Rank::Normal,
        repeats: Vec::new(),
        contradicts: Vec::new(),
        derived_from: Vec::new(),
        note: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_falls_into_paragraphs_or_lines() {
        let pasted = Pasted::new("One line\r\nand the next.\r\n\r\n***\r\n \nA second.\rLast");
        assert_eq!(pasted.count(PastedBy::Paragraph), 2);
        assert_eq!(pasted.count(PastedBy::Line), 4);
        assert_eq!(
            parts(&pasted.text, PastedBy::Paragraph),
            ["One line and the next.", "A second. Last"]
        );
    }

    #[test]
    fn data_is_told_from_text() {
        for text in ["\0", "PNG\u{1b}", "\u{fffd}"] {
            assert!(text.chars().any(is_binary), "{text:?}");
        }
        assert!(!"a\tb\r\nÄ \u{202e}שלום".chars().any(is_binary));
    }
}
