//! The scene that is open, and what follows from it alone.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::analysis::strength::{Strength, strengths};
use crate::evidence::{self, Estimate, Texts};
use crate::file::recovery::{CopyHeader, CopyOrigin, KeptForm};
use crate::file::store::{Expected, Fingerprint, Store, StoreError, Versions};
use crate::file::{self, ReadError, Reading};
use crate::model::{Actor, ClaimIndex, Problem, Scene, Severity, Table, TieId};

use super::command::Example;
use super::revisions::has_same_ends;

/// The South Caucasus scene, as shipped.
const SOUTH_CAUCASUS: &[u8] = include_bytes!("../../scenes/south_caucasus.ron");
/// The blank scene, as shipped.
const BLANK: &[u8] = include_bytes!("../../scenes/blank.ron");

/// Where a document came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The embedded copy of a shipped scene: untitled, never written back.
    Example(Example),
    /// A file.
    File(PathBuf),
}

/// The scene that is open, and what follows from it alone.
#[derive(Clone, Debug)]
pub struct Document {
    /// The scene.
    pub scene: Arc<Scene>,
    /// Where it came from.
    pub origin: Origin,
    /// The scene as it is in the file; for an untitled one, as it was begun.
    saved: Arc<Scene>,
    /// What the file held when it was opened or saved last.
    known: Option<Fingerprint>,
    /// Whether `saved` is what others may have changed since: not where work was
    /// recovered whose beginning nobody has any more.
    has_base: bool,
    /// Whether the file holds what somebody else wrote and the person chose to
    /// replace: it must be kept as a version first.
    is_known_theirs: bool,
    /// What a recovery copy added to it.
    recovered: Option<Recovered>,
    /// Whether the scene holds all that the file does.
    is_complete: bool,
    /// What was found while reading.
    reading: Vec<Problem>,
    /// What was found while reading, then what the evidence says: errors
    /// first, then warnings, then notes, each in the order of the scene.
    pub problems: Vec<Problem>,
    /// Changes whenever `problems` do.
    problems_revision: u64,
    /// Which claims bear on what.
    pub claims: ClaimIndex,
    /// The scene that `claims` and `estimates` were made of.
    weighed: Arc<Scene>,
    /// Strengths of the actors, in scene order.
    pub strengths: Vec<Strength>,
    /// What the claims come to for each tie, in scene order.
    estimates: Arc<Vec<Estimate>>,
    /// The texts of sources that are at hand.
    texts: Texts,
}

/// Work that was not saved when the program ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Recovered {
    /// Names the copy.
    pub(super) copy: String,
    /// How many changes there were.
    pub(super) changes: u64,
    /// Forms that were not finished.
    pub(super) forms: Vec<KeptForm>,
}

/// What is taken for the state of a document's file.
#[derive(Clone, Debug)]
pub(super) struct Base {
    saved: Arc<Scene>,
    known: Option<Fingerprint>,
    is_known_theirs: bool,
    has_base: bool,
}

impl Base {
    /// The same, with another content that the file may be replaced for.
    pub(super) fn with_known(self, known: Option<Fingerprint>) -> Self {
        Self { known, ..self }
    }
}

/// Why a document could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file could not be read from the disk.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The bytes are not a scene that this program reads.
    #[error("{error}\n{}", path.display())]
    Read {
        /// What is wrong.
        error: ReadError,
        /// The file.
        path: PathBuf,
    },
}

impl OpenError {
    /// The size of a file that is only too large, and may be opened if so wished.
    pub fn too_large_bytes(&self) -> Option<u64> {
        match self {
            Self::Store(StoreError::TooLarge { bytes, .. }) => Some(*bytes),
            Self::Store(_) | Self::Read { .. } => None,
        }
    }
}

impl Document {
    /// Reads a document from a file.
    ///
    /// # Errors
    /// When the file cannot be read or is not a scene.
    pub fn open(store: &Store, path: &Path, allow_large: bool) -> Result<Self, OpenError> {
        let bytes = store.read_scene_file(path, allow_large)?;
        let reading = file::read(&bytes).map_err(|error| OpenError::Read {
            error,
            path: path.to_owned(),
        })?;
        Ok(Self {
            known: Some(Fingerprint::of(&bytes)),
            ..Self::read_from(reading, &bytes, Origin::File(path.to_owned()))
        })
    }

    /// The document whose recovery copy this is, with the scene of the copy in it.
    /// What was known of the file is known still: if it was changed since, saving
    /// asks, and what it held then is looked for among its versions.
    pub(super) fn recover(
        store: &Store,
        versions: Option<&Versions>,
        copy: String,
        header: CopyHeader,
        scene: Arc<Scene>,
    ) -> Self {
        let mut document = match &header.origin {
            CopyOrigin::SouthCaucasus => Self::example(Example::SouthCaucasus),
            CopyOrigin::Blank => Self::untitled(Scene::blank()),
            CopyOrigin::File { path, known } => {
                // A file that is gone or cannot be read now has nothing to go back to.
                let mut document = Self::open(store, path, true)
                    .unwrap_or_else(|_| Self::untitled(Scene::blank()));
                if document.known != *known {
                    let base = versions
                        .zip(*known)
                        .and_then(|(versions, known)| scene_of_version(versions, path, &known));
                    document.has_base = base.is_some();
                    if let Some(base) = base {
                        document = Self::untitled(base);
                    }
                }
                Self {
                    known: *known,
                    origin: Origin::File(path.clone()),
                    ..document
                }
            }
        };
        if *document.scene != *scene {
            document.set_scene(scene, false);
        }
        // What was found in the file is nothing of this scene.
        document.reading = Vec::new();
        document.is_complete = header.is_complete;
        document.take_findings(evidence::findings(&document.scene, &document.texts));
        document.recovered = Some(Recovered {
            copy,
            changes: header.changes,
            forms: header.forms,
        });
        document
    }

    /// A copy of a scene that comes with the program.
    pub fn example(example: Example) -> Self {
        let bytes = match example {
            Example::SouthCaucasus => SOUTH_CAUCASUS,
            Example::Blank => BLANK,
        };
        // A test opens each, so a build that passed its tests has no errors here.
        match file::read(bytes) {
            Ok(reading) => Self::read_from(reading, bytes, Origin::Example(example)),
            Err(error) => {
                log::error!("a scene that comes with the program cannot be read: {error}");
                Self::untitled(Scene::blank())
            }
        }
    }

    /// An untitled scene with these actors and nothing else. Of two with the
    /// same id the first is kept.
    pub fn of_actors(actors: Vec<Actor>) -> Self {
        let scene = Scene {
            actors: Table::from_records(actors).0,
            ..Scene::blank()
        };
        Self {
            // Nothing of it is saved anywhere yet.
            saved: Arc::new(Scene::blank()),
            ..Self::untitled(scene)
        }
    }

    fn read_from(reading: Reading, bytes: &[u8], origin: Origin) -> Self {
        let mut problems = evidence::findings(&reading.scene, &Texts::default());
        file::place_problems(bytes, &mut problems);
        // Problems of reading have their places already.
        problems.splice(0..0, reading.problems.iter().cloned());
        sort(&mut problems);
        Self {
            is_complete: reading.is_complete,
            reading: reading.problems,
            problems,
            ..Self::with(reading.scene, origin)
        }
    }

    /// A scene of its own that has no file yet.
    pub fn untitled(scene: Scene) -> Self {
        let mut problems = evidence::findings(&scene, &Texts::default());
        sort(&mut problems);
        Self {
            problems,
            ..Self::with(scene, Origin::Example(Example::Blank))
        }
    }

    /// Everything but problems.
    fn with(scene: Scene, origin: Origin) -> Self {
        let claims = ClaimIndex::new(&scene);
        let strengths = strengths(&scene);
        let estimates = Arc::new(evidence::estimates(&scene));
        let scene = Arc::new(scene);
        Self {
            saved: Arc::clone(&scene),
            known: None,
            has_base: true,
            is_known_theirs: false,
            recovered: None,
            weighed: Arc::clone(&scene),
            scene,
            origin,
            is_complete: true,
            reading: Vec::new(),
            problems: Vec::new(),
            problems_revision: 0,
            claims,
            strengths,
            estimates,
            texts: Texts::default(),
        }
    }

    /// Puts another scene in the place of this one. A passing one, as a gesture
    /// shows it, has strengths of its own but keeps what takes long to tell: it
    /// never changes which records there are.
    pub(super) fn set_scene(&mut self, scene: Arc<Scene>, is_passing: bool) {
        let before = std::mem::replace(&mut self.scene, scene);
        let now = &self.scene;
        let is_same_ties = now.ties.is_copy_of(&before.ties);
        let is_same_list = is_passing || now.actors.is_copy_of(&before.actors);
        if !is_same_ties || !is_same_list {
            self.strengths = strengths(now);
        }
        if is_passing {
            return;
        }
        // What ties are judged at has no part in what claims say of them.
        let is_same_evidence = now.claims.is_copy_of(&self.weighed.claims)
            && now.sources.is_copy_of(&self.weighed.sources)
            && has_same_ends(&self.weighed, now);
        if !is_same_evidence {
            self.weigh_again();
        }
        self.weighed = Arc::clone(&self.scene);
    }

    /// Tells again what the claims come to: nothing is looked at of ties whose claims
    /// are the same.
    fn weigh_again(&mut self) {
        let (before, now) = (&self.weighed, &self.scene);
        let changed = evidence::changed_claims(before, now);
        let Some(changed) = changed.filter(|_| has_same_ends(before, now)) else {
            self.claims = ClaimIndex::new(now);
            self.estimates = Arc::new(evidence::estimates(now));
            return;
        };
        if changed.iter().any(|it| !it.bears_on_the_same()) {
            self.claims = ClaimIndex::new(now);
        }
        let estimates = Arc::make_mut(&mut self.estimates);
        evidence::update_estimates(estimates, now, &self.claims, &changed);
    }

    /// Whether looking for Problems takes so long that it is done in the
    /// background.
    pub(super) fn is_large(&self) -> bool {
        let scene = &self.scene;
        let texts = scene.sources.iter().filter_map(|it| self.texts.text_of(it));
        let records = scene.actors.len() + scene.ties.len() + scene.claims.len();
        records > LARGE || texts.map(|text| text.len()).sum::<usize>() > LONG
    }

    /// Takes over what the evidence says of the scene; see
    /// [`evidence::findings`].
    pub(super) fn take_findings(&mut self, findings: Vec<Problem>) {
        self.problems = self.reading.clone();
        self.problems.extend(findings);
        sort(&mut self.problems);
        self.problems_revision += 1;
    }

    /// Changes whenever the Problems of this document do.
    pub fn problems_revision(&self) -> u64 {
        self.problems_revision
    }

    /// The texts of sources that are at hand.
    pub fn texts(&self) -> &Texts {
        &self.texts
    }

    /// From now on these texts are at hand; what was found by the ones before is
    /// to be looked for again.
    pub(super) fn set_texts(&mut self, texts: Texts) {
        self.texts = texts;
    }

    /// Whether the scene differs from what is saved.
    pub fn is_changed(&self) -> bool {
        !Arc::ptr_eq(&self.scene, &self.saved) && !self.scene.is_copy_of(&self.saved)
    }

    /// The scene as it is saved; for an untitled one, as it was begun.
    pub fn saved(&self) -> &Arc<Scene> {
        &self.saved
    }

    /// What the file is known to hold; `None` where there is none.
    pub(super) fn known(&self) -> Option<Fingerprint> {
        self.known
    }

    /// From now on the file may be replaced if it holds this; `None` if it is not
    /// there.
    pub(super) fn know(&mut self, held: Option<Fingerprint>) {
        self.known = held;
        self.is_known_theirs = held.is_some();
    }

    /// Whether it is known what others may have changed since: without that, two
    /// scenes cannot be made one.
    pub fn has_base(&self) -> bool {
        self.has_base
    }

    /// Takes what a recovery copy added to it.
    pub(super) fn take_recovered(&mut self) -> Option<Recovered> {
        self.recovered.take()
    }

    /// The file that it came from.
    pub fn file(&self) -> Option<&Path> {
        match &self.origin {
            Origin::File(path) => Some(path),
            Origin::Example(_) => None,
        }
    }

    /// This scene is now in this file, which holds this.
    pub(super) fn note_saved(&mut self, scene: Arc<Scene>, path: PathBuf, held: Fingerprint) {
        self.saved = scene;
        self.known = Some(held);
        self.is_known_theirs = false;
        self.has_base = true;
        self.origin = Origin::File(path);
        self.is_complete = true;
        // What was found in the file before is nothing of this one.
        if !std::mem::take(&mut self.reading).is_empty() {
            self.take_findings(evidence::findings(&self.scene, &self.texts));
        }
    }

    /// The scene is the one that its file holds now.
    pub(super) fn note_saved_as_is(&mut self, held: Option<Fingerprint>) {
        self.saved = Arc::clone(&self.scene);
        self.known = held;
        self.is_known_theirs = false;
        self.has_base = true;
    }

    /// What others wrote into the file, which holds this, is part of the scene.
    pub(super) fn note_merged(&mut self, theirs: Arc<Scene>, held: Option<Fingerprint>) {
        self.saved = theirs;
        self.known = held;
        self.is_known_theirs = true;
    }

    /// What is taken for the state of the file, to come back to by [`Self::rebase`].
    pub(super) fn base(&self) -> Base {
        Base {
            saved: Arc::clone(&self.saved),
            known: self.known,
            is_known_theirs: self.is_known_theirs,
            has_base: self.has_base,
        }
    }

    /// Takes this for the state of the file again.
    pub(super) fn rebase(&mut self, base: Base) {
        self.saved = base.saved;
        self.known = base.known;
        self.is_known_theirs = base.is_known_theirs;
        self.has_base = base.has_base;
    }

    /// What the file may be replaced for.
    pub(super) fn expected(&self) -> Expected {
        match self.known {
            None => Expected::Nothing,
            Some(known) if self.is_known_theirs => Expected::Agreed(known),
            Some(known) => Expected::Known(known),
        }
    }

    /// Whether the scene holds all that its file does. Where it does not,
    /// saving over the file would lose what was left out.
    pub fn is_complete(&self) -> bool {
        self.is_complete
    }

    /// What was found while reading that costs records.
    pub fn reading_errors(&self) -> impl Iterator<Item = &Problem> {
        self.reading
            .iter()
            .filter(|problem| problem.severity == Severity::Error)
    }

    /// What the claims come to for each tie, in scene order.
    pub fn estimates(&self) -> &[Estimate] {
        &self.estimates
    }

    /// The same, to be handed to what works in the background.
    pub(super) fn shared_estimates(&self) -> &Arc<Vec<Estimate>> {
        &self.estimates
    }

    /// What the claims come to for this tie; `None` where the scene does not have it.
    pub fn estimate(&self, tie: &TieId) -> Option<&Estimate> {
        let at = self.scene.ties.position(tie)?;
        self.estimates.get(at)
    }

    /// How many Problems of this severity there are; they stand in that order.
    pub fn count(&self, severity: Severity) -> usize {
        let upto = |least: fn(Severity, Severity) -> bool| {
            self.problems
                .partition_point(|problem| least(problem.severity, severity))
        };
        upto(|found, asked| found >= asked) - upto(|found, asked| found > asked)
    }

    /// What to call it in the title bar and the status bar.
    pub fn name(&self) -> String {
        match &self.origin {
            Origin::Example(Example::SouthCaucasus) => "untitled copy".to_owned(),
            Origin::Example(Example::Blank) => "untitled".to_owned(),
            Origin::File(path) => Self::name_of(path),
        }
    }

    /// The name of a file, for people.
    pub(super) fn name_of(path: &Path) -> String {
        path.file_name().map_or_else(
            || path.display().to_string(),
            |name| name.to_string_lossy().into_owned(),
        )
    }
}

/// What a file held when it had this fingerprint, if a version of it has that.
fn scene_of_version(versions: &Versions, path: &Path, held: &Fingerprint) -> Option<Scene> {
    let list = versions.list(path).ok()?;
    let version = list.iter().find(|version| version.holds(held))?;
    let bytes = versions.read(version).ok()?;
    Some(file::read(&bytes).ok()?.scene)
}

/// From so many records on, a scene is large: looking for its Problems takes
/// longer than a frame.
const LARGE: usize = 4_000;

/// From so many bytes of text on, looking for quotations does.
const LONG: usize = 200_000;

/// Worst first; within a severity the order of the scene stays.
fn sort(problems: &mut [Problem]) {
    problems.sort_by_key(|problem| std::cmp::Reverse(problem.severity));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_are_counted_by_severity() {
        let mut document = Document::example(Example::SouthCaucasus);
        let counts = |document: &Document| {
            [Severity::Error, Severity::Warning, Severity::Note]
                .map(|severity| document.count(severity))
        };
        assert_eq!(counts(&document), [0, 7, 12]);
        document.problems.clear();
        assert_eq!(counts(&document), [0, 0, 0]);
    }
}
