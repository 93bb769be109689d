//! What is asked for: dialogs, and fields on the map.

use std::path::PathBuf;

use kurbo::Point;

use crate::export::Handout;
use crate::model::{ActorId, ClaimId, NoteId, SourceId, Subject, TieId, ViewId};

/// A dialog.
#[derive(Clone, Debug, PartialEq)]
pub enum Dialog {
    /// Version, data credits and licences.
    About,
    /// The keys and gestures.
    Keys,
    /// The command palette.
    Palette,
    /// The search over the whole scene.
    Search,
    /// What the check of the slides found.
    CheckSlides,
    /// The name of this view, or of a new one.
    NameView(Option<ViewId>),
    /// What the person can set.
    Settings,
    /// A field for the path of a file.
    OpenPath,
    /// A field for the path of a file to compare with.
    ComparePath,
    /// What the scene can be handed out as.
    Export,
    /// A field for the path to export to; this one is proposed.
    ExportPath(Handout, PathBuf),
    /// There is a file of this name: replace it by the export?
    ReplaceByExport(Handout, PathBuf),
    /// A field for the path of a table of claims.
    ClaimsPath,
    /// What a table of claims would change: take it?
    ImportClaims,
    /// A field for a list of actors to make a new scene of.
    NewFromList,
    /// How the estimate of the selected tie came about.
    Estimate,
    /// The same for this tie with the claim that is being written.
    DraftEstimate(TieId),
    /// The claims that this one is related to, side by side.
    Cluster(ClaimId),
    /// Title, as-of date, thresholds and severities of the scene.
    SceneProperties,
    /// The kinds of claim.
    Kinds,
    /// The sources, or the form of one.
    Sources,
    /// A text was pasted that is no selection of ours: as what is it meant?
    Pasted,
    /// The text of this source, or of a new one.
    AddText(Option<SourceId>),
    /// The texts of the sources: which are held, where, and what nothing refers to.
    Snapshots,
    /// A field for the path of a file with the text of this source, or of a new one.
    TextPath(Option<SourceId>),
    /// How the scene is to be packed for a colleague.
    Send,
    /// A field for the path to pack the scene to.
    SendPath {
        /// This one is proposed.
        proposed: PathBuf,
        /// With the texts of its sources.
        with_texts: bool,
    },
    /// A file is over the size limit: open it all the same?
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size.
        bytes: u64,
    },
    /// A file has errors: open it without the records concerned?
    Incomplete,
    /// An address: open it?
    Url(String),
    /// A field for the path to save to; this one is proposed.
    SavePath(PathBuf),
    /// There is a file of this name: replace it?
    Replace(PathBuf),
    /// The scene has changes that are not saved: save or discard them before
    /// going on?
    Unsaved(Then),
    /// Work that earlier runs left.
    Recovery,
    /// The earlier versions of the open file.
    Versions,
    /// The file was changed by others, and saving would lose that: whose is to be
    /// kept?
    Conflict,
    /// Where settings, versions, recovery copies and the log are.
    Places,
    /// The end of the log.
    Log,
}

/// What is edited where it stands on the canvas.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// The name of an actor.
    Actor(ActorId),
    /// The label of a tie.
    Tie(TieId),
    /// The text of a note.
    Note(NoteId),
    /// The text of a note that is not there yet.
    NewNote {
        /// Where it will stand, in layout units; the middle of the canvas where
        /// it is not said.
        at: Option<Point>,
    },
    /// The name of an actor that is not there yet.
    NewActor {
        /// Where it will stand, in layout units; the middle of the canvas where
        /// it is not said.
        at: Option<Point>,
        /// The actor that a tie to it comes from.
        tie_from: Option<ActorId>,
    },
}

impl Inline {
    /// Whether it is the text of a note.
    pub fn is_note(&self) -> bool {
        matches!(self, Self::Note(_) | Self::NewNote { .. })
    }

    /// The field for this actor or tie; `None` for anything else.
    pub fn of(subject: &Subject) -> Option<Self> {
        match subject {
            Subject::Actor(id) => Some(Self::Actor(id.clone())),
            Subject::Tie(id) => Some(Self::Tie(id.clone())),
            Subject::Note(id) => Some(Self::Note(id.clone())),
            Subject::Scene | Subject::Claim(_) | Subject::Source(_) => None,
        }
    }
}

/// What is to happen once changes are saved or given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// Show the document that waits.
    Open,
    /// End the program.
    Quit,
}

impl Dialog {
    /// Whether it asks for a decision that must not get lost.
    pub fn is_question(&self) -> bool {
        matches!(
            self,
            Self::TooLarge { .. }
                | Self::Incomplete
                | Self::Url(_)
                | Self::Replace(_)
                | Self::ReplaceByExport(..)
                | Self::ImportClaims
                | Self::Unsaved(_)
                | Self::Conflict
        )
    }
}
