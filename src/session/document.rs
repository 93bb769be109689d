//! The scene that is open, and what follows from it alone.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::analysis::strength::{Strength, strengths};
use crate::evidence::{self, Estimate};
use crate::file::store::{self, StoreError};
use crate::file::{self, ReadError, Reading};
use crate::model::{Actor, ClaimIndex, Problem, Scene, Severity, Table, TieId};

use super::command::Example;

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
    /// What was found while reading, then what the evidence says: errors
    /// first, then warnings, then notes, each in the order of the scene.
    pub problems: Vec<Problem>,
    /// Which claims bear on what.
    pub claims: ClaimIndex,
    /// Strengths of the actors, in scene order.
    pub strengths: Vec<Strength>,
    /// What the claims come to for each tie, in scene order.
    estimates: Vec<Estimate>,
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
    pub fn open(path: &Path, allow_large: bool) -> Result<Self, OpenError> {
        let bytes = store::read_scene_file(path, allow_large)?;
        let reading = file::read(&bytes).map_err(|error| OpenError::Read {
            error,
            path: path.to_owned(),
        })?;
        Ok(Self::read_from(
            reading,
            &bytes,
            Origin::File(path.to_owned()),
        ))
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
                Self::new(Scene::blank(), Origin::Example(example), Vec::new())
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
        let problems = evidence::findings(&scene);
        Self::new(scene, Origin::Example(Example::Blank), problems)
    }

    fn read_from(reading: Reading, bytes: &[u8], origin: Origin) -> Self {
        let mut problems = reading.problems;
        problems.extend(evidence::findings(&reading.scene));
        file::place_problems(bytes, &mut problems);
        Self::new(reading.scene, origin, problems)
    }

    fn new(scene: Scene, origin: Origin, mut problems: Vec<Problem>) -> Self {
        // Stable: within a severity the order of the scene stays.
        problems.sort_by_key(|problem| std::cmp::Reverse(problem.severity));
        let claims = ClaimIndex::new(&scene);
        let strengths = strengths(&scene);
        let estimates = evidence::estimates(&scene);
        Self {
            scene: Arc::new(scene),
            origin,
            problems,
            claims,
            strengths,
            estimates,
        }
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

    /// The errors found while reading.
    pub fn errors(&self) -> impl Iterator<Item = &Problem> {
        self.problems
            .iter()
            .filter(|problem| problem.severity == Severity::Error)
    }

    /// What to call it in the title bar and the status bar.
    pub fn name(&self) -> String {
        match &self.origin {
            Origin::Example(_) => "untitled copy".to_owned(),
            Origin::File(path) => path.file_name().map_or_else(
                || path.display().to_string(),
                |name| name.to_string_lossy().into_owned(),
            ),
        }
    }
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
        assert_eq!(counts(&document), [0, 7, 9]);
        document.problems.clear();
        assert_eq!(counts(&document), [0, 0, 0]);
    }
}
