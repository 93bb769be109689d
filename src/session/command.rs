//! What a person can ask for.

use std::path::PathBuf;

use kurbo::{Point, Size, Vec2};

use crate::file::settings::{InputDevice, NamesScript, ThemePreference};
use crate::model::{ClaimId, Grade, KindId, Subject};

use super::filter::TieClass;

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

    /// Select an actor, a tie or a claim.
    Select(Subject),
    /// Select a claim, and with it what it bears on.
    SelectClaim(ClaimId),
    /// Select nothing.
    ClearSelection,

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

    /// Choose a theme.
    SetTheme(ThemePreference),
    /// Show the interface at this scale; 1 is the usual size.
    SetInterfaceScale(f32),
    /// Say what turns the wheel.
    SetInputDevice(InputDevice),
    /// Choose which names of an actor stand on the map.
    SetNames(NamesScript),
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
    /// Fill the screen, or do not.
    ToggleFullscreen,
    /// Put this address before the person, who may then open it.
    AskToOpenUrl(String),
    /// Open this address; it was put before the person.
    OpenUrl(String),
    /// Put a text on the clipboard.
    Copy(String),
    /// Take a notice off the screen.
    DismissNotice(u64),
    /// End the program.
    Quit,
}

/// A scene that comes with the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Example {
    /// Israel, Azerbaijan, Turkey, Iran and Kazakhstan, from one article.
    SouthCaucasus,
    /// Nothing yet.
    Blank,
}

/// A dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// Version, data credits and licences.
    About,
    /// The keys and gestures.
    Keys,
    /// The command palette.
    Palette,
    /// What the person can set.
    Settings,
    /// A field for the path of a file.
    OpenPath,
    /// The Problems of the scene.
    Problems,
    /// How the estimate of the selected tie came about.
    Estimate,
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
}

impl Dialog {
    /// Whether it asks for a decision that must not get lost.
    pub fn is_question(&self) -> bool {
        matches!(
            self,
            Self::TooLarge { .. } | Self::Incomplete | Self::Url(_)
        )
    }
}

/// A panel that can be collapsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PanelSide {
    /// Actors, kinds and filters.
    Left,
    /// Tie, actor or claims.
    Right,
    /// Claims in time.
    Bottom,
}

/// Something outside the session that a command asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Ask the system for a file.
    PickFile,
    /// Open an address of http or https.
    OpenUrl(String),
    /// Put a text on the clipboard.
    Copy(String),
    /// Fill the screen, or stop doing so.
    ToggleFullscreen,
    /// Settings changed: keep them.
    KeepSettings,
    /// End the program.
    Quit,
}
