//! What a person can ask for.

use std::path::PathBuf;
use std::sync::Arc;

use kurbo::{Point, Size, Vec2};

use crate::edit::Edit;
use crate::evidence::{AsOf, Clock};
use crate::export::Handout;
use crate::file::settings::{DiscContent, InputDevice, NamesScript, ThemePreference};
use crate::model::{
    ActorId, BearingOn, ClaimId, Grade, KindId, NoteId, SourceId, Subject, TieClass, TieId,
};

use super::arrange::ArrangeCommand;
use super::browse::BrowseCommand;
use super::claim_table::TableCommand;
use super::desk::{DeskTab, Passage};
use super::draft::FormCommand;
use super::find::FindCommand;
use super::fixes::Remedy;
use super::handing_out::HandOutCommand;
use super::hands::HandsCommand;
use super::show::ShowCommand;
use super::slides::SlidesCommand;

mod dialog;

pub use dialog::{Dialog, Inline, Then};

/// Something that a person asked for, by menu, key, click or drag. Panels push
/// these; [`Session::execute`](super::Session::execute) alone carries them out.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Open a dialog.
    Show(Dialog),
    /// Close whatever dialog is open.
    CloseDialog,
    /// Ask the system for a file, then open it.
    PickFile,
    /// Open this file.
    Open {
        /// The file.
        path: PathBuf,
        /// Open it even if it is over the size limit.
        allow_large: bool,
    },
    /// Open the file whose reading found errors, without the records concerned.
    OpenPending,
    /// Forget the recent files.
    ClearRecent,
    /// Open a scene that comes with the program, as an untitled copy.
    OpenExample(Example),
    /// Make a new scene of the actors that a list names; see
    /// [`ActorList`](super::ActorList).
    NewFromList(String),

    /// Begin a scene with nothing in it.
    NewScene,
    /// Write the scene to its file; ask for one where it has none.
    Save,
    /// Ask for a file to write the scene to.
    SaveAs,
    /// Write the scene to this file, which is its file from then on.
    SaveTo {
        /// The file.
        path: PathBuf,
        /// Whether a file that is there may be replaced without asking: a
        /// dialog of the system has asked already.
        may_replace: bool,
    },
    /// Go back to the scene as it was saved; can be undone.
    Revert,
    /// Open the work of this recovery copy, as it was.
    RestoreCopy(String),
    /// Compare the work of this recovery copy with what it began from.
    CompareCopy(String),
    /// Remove this recovery copy for good.
    DiscardCopy(String),
    /// Look at this version of the open file.
    LookAtVersion(u64),
    /// Compare this version with what is open.
    CompareVersion(u64),
    /// Go back to this version; can be undone.
    RestoreVersion(u64),
    /// Do this about the open file, which others changed.
    Outside(OutsideChoice),
    /// Ask the system for a file, then compare it with what is open.
    PickFileToCompare,
    /// Compare this file with what is open.
    CompareFile(PathBuf),
    /// Ask for a file to hand the scene out as this to.
    Export(Handout),
    /// Hand the scene out as this, to this file.
    ExportTo {
        /// As what.
        handout: Handout,
        /// The file.
        path: PathBuf,
        /// Whether a file that is there may be replaced without asking.
        may_replace: bool,
    },
    /// Something about what is being handed out.
    HandOut(HandOutCommand),
    /// Ask the system for a table of claims, then read it.
    PickClaims,
    /// Read a table of claims and show what it would change.
    ReadClaims(PathBuf),
    /// Take the claims of the table that was read, without the rows that cannot
    /// be taken.
    TakeClaims,
    /// Compare what is open with what it was when it was opened or saved last.
    CompareSaved,
    /// Go back from a comparison to the map.
    CloseComparison,
    /// Open the evidence desk at this part, or turn to it.
    OpenDesk(DeskTab),
    /// Go back from the evidence desk to the map.
    CloseDesk,
    /// Show the text of this source at the desk.
    ShowSource(SourceId),
    /// Select a claim and show at the desk where one of its quotations stands.
    ShowAnchor {
        /// The claim.
        claim: ClaimId,
        /// Which of its quotations, from 0.
        anchor: usize,
    },
    /// Select a stretch of the text of a source at the desk, and show it.
    ShowPassage {
        /// The source.
        source: SourceId,
        /// The stretch.
        passage: Passage,
    },
    /// Select this stretch of the text that is seen at the desk, or nothing of it.
    SelectText(Option<Passage>),
    /// Open the form of a claim that is quoted from the words selected at the desk.
    ClaimFromSelection,
    /// Show the next place of the words selected at the desk, in the same text or
    /// in another one.
    FindElsewhere,
    /// Ask the system for a file with the text of this source, or of a new one.
    PickText(Option<SourceId>),
    /// Read the text of a file; it becomes that of this source in one step. Without
    /// one, the form of a new source is filled with what the file says of itself.
    ImportText {
        /// The file.
        path: PathBuf,
        /// The source.
        into: Option<SourceId>,
    },
    /// The same with a text that was pasted.
    PasteText {
        /// The text.
        text: String,
        /// The source.
        into: Option<SourceId>,
    },
    /// Let this source have no text; what lies on the disk stays.
    RemoveText(SourceId),
    /// Take the texts that nothing refers to out of the folder beside the scene.
    RemoveUnusedTexts,
    /// Ask the system for a file to pack the scene into.
    PickArchive {
        /// With the texts of its sources.
        with_texts: bool,
    },
    /// Pack the scene as it is now into one file.
    SendToColleague {
        /// The file.
        path: PathBuf,
        /// With the texts of its sources.
        with_texts: bool,
        /// Whether a file that is there may be replaced without asking: a dialog of
        /// the system has asked already.
        may_replace: bool,
    },
    /// Save, then do what would have lost the changes.
    SaveThen(Then),
    /// Do what loses the changes.
    DiscardThen(Then),

    /// Change the scene: one step of the history.
    Edit(Edit),
    /// Show what the scene would be; opens a gesture where none is open.
    PreviewEdit(Edit),
    /// Move the selected actors by this much on the map, in layout units from
    /// where they stood when the gesture was opened.
    PreviewMove(Vec2),
    /// Keep what the open gesture shows, as one step.
    CommitGesture,
    /// Take back what the open gesture shows.
    BailGesture,
    /// Take the last step back.
    Undo,
    /// Do the last step that was undone again.
    Redo,
    /// Do something about a Problem.
    Remedy(Remedy),
    /// Delete what is selected: the claim where one is, else actors and ties.
    DeleteSelection,
    /// Add an actor of this name where the picture has this point, in layout
    /// units; without a point, where the middle of the canvas is.
    AddActor {
        /// The name.
        name: String,
        /// Where.
        at: Option<Point>,
        /// Draw a tie from this actor to the new one, in the same step.
        tie_from: Option<ActorId>,
    },
    /// Add a note of this text where the picture has this point, in layout units;
    /// without a point, where the middle of the canvas is.
    AddNote {
        /// The text.
        text: String,
        /// Where.
        at: Option<Point>,
    },
    /// Let a note say this.
    WriteNote {
        /// The note.
        note: NoteId,
        /// The text; an empty one deletes the note.
        text: String,
    },
    /// Add an unknown tie between two actors.
    AddTie {
        /// Where it comes from.
        from: ActorId,
        /// Where it goes to.
        to: ActorId,
    },
    /// Add an unknown tie between two actors, and let the claim whose form is open
    /// bear on it.
    BearOnNewTie {
        /// Where it comes from.
        from: ActorId,
        /// Where it goes to.
        to: ActorId,
    },
    /// Let a claim bear on a tie or an actor, for neither side until it is judged.
    LetBear {
        /// The claim.
        claim: ClaimId,
        /// What it is to bear on.
        on: BearingOn,
    },
    /// Change the weight of these ties by so much; many in a row are one step.
    NudgeWeight {
        /// The ties; those that are not valued stay.
        ties: Vec<TieId>,
        /// By how much.
        by: f64,
    },

    /// Do this with what is selected.
    Arrange(ArrangeCommand),
    /// Do something with the tools of the canvas.
    Hands(HandsCommand),

    /// Edit a name or a label where it stands on the canvas.
    StartInline(Inline),
    /// Edit the name of the selected actor or the label of the selected tie
    /// where it stands.
    EditSelection,
    /// Take the field off the canvas.
    EndInline,
    /// Open, fill, save or close a form.
    Form(FormCommand),

    /// Select an actor, a tie or a claim.
    Select(Subject),
    /// Select an actor or a tie besides what is selected, or let go of it.
    ToggleSelect(Subject),
    /// Select these actors and ties, besides what is selected if so wished.
    SelectMany {
        /// Actors and ties.
        subjects: Vec<Subject>,
        /// Whether what is selected stays so.
        is_added: bool,
    },
    /// Select every actor and tie that is drawn.
    SelectAll,
    /// Select a claim, and with it what it bears on.
    SelectClaim(ClaimId),
    /// One step back: let go of the claim, of the rest, then of the slide.
    ClearSelection,

    /// Panels and canvas together have this size, in points.
    ResizeRoom(Size),
    /// The canvas has this size, in points.
    ResizeCanvas(Size),
    /// Move the picture by this much, in points.
    Pan(Vec2),
    /// Zoom by a factor, keeping the point under the pointer where it is.
    ZoomAt {
        /// Points from the top left corner of the canvas.
        pointer: Point,
        /// Above 1: closer.
        factor: f64,
    },
    /// Zoom by a factor about the middle of the canvas.
    Zoom(f64),
    /// One layout unit is one point.
    ZoomActual,
    /// Show everything.
    Fit,
    /// Show what is selected.
    FitSelection,
    /// Draw unknown ties, or do not.
    ShowUnknown(bool),
    /// Show how much speaks for and against each tie, or do not.
    ShowEvidence(bool),
    /// Look back from this day, on this clock.
    LookBack(AsOf),
    /// Look back on this clock, from the same day.
    LookBackOn(Clock),
    /// Look back from the next or the previous day on which something changes.
    StepDay(DayStep),
    /// Go back to the present.
    ReturnToNow,

    /// Show ties of this class, or do not.
    FilterClass(TieClass, bool),
    /// Show only ties of at least this |weight|, in [0, 1].
    FilterLeastWeight(f64),
    /// Show claims of this kind, or do not.
    FilterKind(KindId, bool),
    /// Show claims of this kind only.
    FilterOnlyKind(KindId),
    /// Show only claims graded at least so; `None` shows all.
    FilterGrade(Option<Grade>),
    /// Show only claims with these words.
    Search(String),
    /// Show everything again.
    ClearFilter,
    /// Find something, or let something stand out of the picture.
    Find(FindCommand),
    /// Change how the table of all claims is sorted, grouped, filtered or searched.
    Table(TableCommand),
    /// Turn to a part of the panel below the map, or change how it is shown.
    Browse(BrowseCommand),
    /// Make slides, change them, or choose one.
    Slides(SlidesCommand),

    /// Choose a theme.
    SetTheme(ThemePreference),
    /// Show the interface at this scale; 1 is the usual size.
    SetInterfaceScale(f32),
    /// Say what turns the wheel.
    SetInputDevice(InputDevice),
    /// Choose which names of an actor stand on the map.
    SetNames(NamesScript),
    /// What stands inside the discs of actors.
    SetOnDiscs(DiscContent),
    /// Let nothing slide or fade, or let it.
    SetReducedMotion(bool),
    /// Put the hints of the first start away for good.
    DismissHints,
    /// Show the hints of the first start again.
    ShowHints,
    /// Show a panel, or do not.
    ShowPanel(PanelSide, bool),
    /// A person gave a panel this width or, at the bottom, height, in points.
    SizePanel(PanelSide, f32),
    /// Begin a show, or go on with it.
    Present(ShowCommand),
    /// Fill the screen, or do not.
    ToggleFullscreen,
    /// Put this address before the person, who may then open it.
    AskToOpenUrl(String),
    /// Open this address; it was put before the person.
    OpenUrl(String),
    /// Put a text on the clipboard.
    Copy(String),
    /// Tell something that went wrong in the window.
    Warn(String),
    /// Take a notice off the screen.
    DismissNotice(u64),
    /// End the program.
    Quit,
}

impl Command {
    /// Whether it goes on with a gesture or ends it, or concerns only how things
    /// are seen; every other command first keeps what an open gesture shows.
    pub(super) fn belongs_to_gesture(&self) -> bool {
        matches!(
            self,
            Self::PreviewEdit(_)
                | Self::PreviewMove(_)
                | Self::CommitGesture
                | Self::BailGesture
                | Self::NudgeWeight { .. }
                | Self::Arrange(ArrangeCommand::Nudge(_) | ArrangeCommand::DragNoteEdge { .. })
                | Self::ResizeCanvas(_)
                | Self::ResizeRoom(_)
                | Self::Pan(_)
                | Self::ZoomAt { .. }
                | Self::Zoom(_)
                | Self::DismissNotice(_)
        )
    }

    /// Whether what it does is seen on the map alone.
    pub(super) fn is_seen_on_the_map(&self) -> bool {
        matches!(
            self,
            Self::StartInline(_)
                | Self::EditSelection
                | Self::AddActor { .. }
                | Self::AddNote { .. }
                | Self::Fit
                | Self::FitSelection
                | Self::Browse(BrowseCommand::Show { .. })
                | Self::Slides(_)
        )
    }
}

/// Which way to go through the days on which something changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayStep {
    /// Back.
    Previous,
    /// Forth.
    Next,
}

/// A scene that comes with the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Example {
    /// Israel, Azerbaijan, Turkey, Iran and Kazakhstan, from one article.
    SouthCaucasus,
    /// Nothing yet.
    Blank,
}

/// What a person can do about a file that others changed, deleted, moved or have
/// open too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutsideChoice {
    /// Take what the file holds now; can be undone.
    Reload,
    /// Put what is open here in its place; what it holds stays as a version.
    KeepMine,
    /// Save what is open here under another name.
    SaveCopy,
    /// Look at what changed.
    Compare,
    /// Take in what others changed besides; can be undone.
    Merge,
    /// Nothing now.
    Dismiss,
}

/// A panel that can be collapsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PanelSide {
    /// Actors, kinds and filters.
    Left,
    /// Tie, actor or claims.
    Right,
    /// Tables and charts.
    Bottom,
}

/// Something outside the session that a command asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Ask the system for a file.
    PickFile,
    /// Ask the system for a file to compare with.
    PickFileToCompare,
    /// Ask the system for a file to save to; this name is proposed.
    PickSaveFile(PathBuf),
    /// Ask the system for a file to export to; this name is proposed.
    PickExportFile(Handout, PathBuf),
    /// Let the system open this file.
    OpenFile(PathBuf),
    /// Copy a picture.
    CopyImage {
        /// Width and height, in pixels.
        size: [usize; 2],
        /// Red, green, blue and opacity of each pixel, not premultiplied, row by row.
        rgba: Arc<Vec<u8>>,
    },
    /// Ask the system for a table of claims.
    PickClaims,
    /// Ask the system for a file with the text of this source, or of a new one.
    PickText(Option<SourceId>),
    /// Ask the system for a file to pack the scene into.
    PickArchive {
        /// This name is proposed.
        proposed: PathBuf,
        /// With the texts of its sources.
        with_texts: bool,
    },
    /// Open an address of http or https.
    OpenUrl(String),
    /// Put a text on the clipboard.
    Copy(String),
    /// Ask the system for what is on the clipboard; it comes as a paste.
    AskToPaste,
    /// Fill the screen, or stop doing so.
    ToggleFullscreen,
    /// A show begins: fill the screen, and find out how many there are.
    BeginShow,
    /// The presenter's window was opened or closed: place the windows of the show.
    PlaceShow,
    /// The show is over: the window becomes what it was.
    EndShow,
    /// Settings changed: keep them.
    KeepSettings,
    /// End the program.
    Quit,
}
