//! What background work comes to.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::evidence::{Chronicle, Past};
use crate::file::{
    snapshots::{Kept, Snapshot, SnapshotFile},
    store::{DiskLock, Fingerprint, SaveError, Saved, StoreError, Version},
};
use crate::model::{Problem, Scene, SourceId};
use crate::text::Index;

use crate::session::claim_table::Arranged;
use crate::session::comparison::Comparison;
use crate::session::coverage::Covered;
use crate::session::derived::Drawn;
use crate::session::desk::Quotes;
use crate::session::document::{Document, OpenError};
use crate::session::execute::{BroughtText, ClaimsImport};
use crate::session::find::Tables;
use crate::session::handing_out::HandedOut;
use crate::session::recovery::FoundWork;
use crate::session::versions::SmallPicture;

/// What a piece of background work came to.
#[derive(Debug)]
pub(in crate::session) enum Done {
    /// A file was opened, or not.
    Opened {
        /// Which request it answers; later requests have higher numbers.
        request: u64,
        /// The file.
        path: PathBuf,
        /// The document, or why there is none.
        result: Result<Box<Document>, OpenError>,
    },
    /// The file of the open document was read again, or not.
    Reread {
        /// Which document that is.
        document: u64,
        /// How many saves had begun and ended when it was asked for.
        saves: u64,
        /// The scene in it, or why there is none.
        result: Result<Box<Document>, OpenError>,
    },
    /// A scene was looked at for what is thin or missing.
    Found {
        /// The scene.
        scene: Arc<Scene>,
        /// What was found.
        findings: Vec<Problem>,
    },
    /// The quotations of a scene were looked for.
    Quoted {
        /// Which search this was; later ones have higher numbers.
        search: u64,
        /// Where they stand.
        quotes: Arc<Quotes>,
    },
    /// The claims of a scene were read for the search.
    ClaimsRead {
        /// The scene.
        scene: Arc<Scene>,
        /// Their full text.
        index: Box<Index>,
    },
    /// Actors, ties and sources of a scene were read for the search.
    SearchRead {
        /// The scene.
        scene: Arc<Scene>,
        /// Their full text.
        tables: Box<Tables>,
    },
    /// The claims of a scene were arranged for their table.
    Arranged {
        /// Which document that is.
        document: u64,
        /// The claims, as asked for.
        arranged: Box<Arranged>,
    },
    /// The map was drawn with another filter.
    Drawn(Box<Drawn>),
    /// A scene was saved, or not.
    Saved {
        /// Which document it is the scene of.
        document: u64,
        /// The file.
        path: PathBuf,
        /// The scene.
        scene: Arc<Scene>,
        /// What the file holds now, or why it was not saved.
        result: Result<(Saved, Kept), SaveError>,
    },
    /// The folder with the texts of the open document may have been changed.
    TextsStirred {
        /// Which document that is.
        document: u64,
    },
    /// Texts of sources were looked for.
    TextsRead {
        /// Which document they are of.
        document: u64,
        /// What was found.
        found: BTreeMap<Fingerprint, Snapshot>,
    },
    /// A text was read for a source, or not.
    TextBrought {
        /// Which document it is for.
        document: u64,
        /// Which source; `None` for a new one.
        into: Option<SourceId>,
        /// The text, or why there is none.
        result: Box<Result<BroughtText, String>>,
    },
    /// Texts beside the open file that nothing refers to were looked for.
    UnusedTexts {
        /// Which document that is.
        document: u64,
        /// The files.
        result: Result<Vec<SnapshotFile>, StoreError>,
    },
    /// Texts beside the open file were removed, or not.
    TextsRemoved {
        /// Which document that is.
        document: u64,
        /// How many there were.
        count: usize,
        /// Why not.
        result: Result<(), StoreError>,
    },
    /// A scene was packed to be sent, or not.
    Sent {
        /// The file.
        path: PathBuf,
        /// Why not.
        result: Result<(), String>,
    },
    /// Old texts were swept out of the state folder, so many; or not.
    Swept(Result<usize, StoreError>),
    /// The file of the open document may have been changed.
    Stirred {
        /// Which document that is.
        document: u64,
    },
    /// The file of the open document was looked at.
    Looked {
        /// Which document that is.
        document: u64,
        /// How many saves had begun and ended when it was asked for.
        saves: u64,
        /// What it holds; `None` where it is gone.
        result: Result<Option<Fingerprint>, StoreError>,
    },
    /// The lock of the open document's file was asked for.
    Locked {
        /// Which document that is.
        document: u64,
        /// The file.
        path: PathBuf,
        /// The lock; `None` where another window holds it.
        result: Result<Option<Box<dyn DiskLock>>, StoreError>,
    },
    /// The recovery copy was brought up to date.
    Kept {
        /// How long it took.
        took: Duration,
        /// Why it was not, where it was not.
        result: Result<(), StoreError>,
    },
    /// Copies of runs that ended without saving were looked for.
    FoundWork(Result<Vec<FoundWork>, StoreError>),
    /// The document of such a copy is ready.
    Recovered(Box<Document>),
    /// A copy was removed, or not.
    Discarded(Result<(), StoreError>),
    /// The versions of a file were listed.
    Listed {
        /// The file.
        path: PathBuf,
        /// The versions, the latest first.
        result: Result<Vec<Version>, StoreError>,
    },
    /// A version was read.
    VersionRead {
        /// The file.
        path: PathBuf,
        /// Its number.
        number: u64,
        /// The scene in it and what it has that the open one has not, as words; or
        /// why there is none.
        result: Result<(Arc<Scene>, String), String>,
    },
    /// A version was drawn small.
    VersionDrawn {
        /// The file.
        path: PathBuf,
        /// The picture.
        picture: Box<SmallPicture>,
    },
    /// A day that is looked back from was told.
    LookedBack {
        /// The days of the scene.
        chronicle: Arc<Chronicle>,
        /// The scene by that day.
        past: Arc<Past>,
    },
    /// The end of the log was read, or not.
    LogRead(Result<String, StoreError>),
    /// The settings were written, or not.
    SettingsKept(Result<(), StoreError>),
    /// A file was read, to be compared with the open document.
    ReadToCompare {
        /// Which document that is.
        document: u64,
        /// What the file is called.
        name: String,
        /// What is in it, or why there is nothing.
        result: Result<Box<Document>, OpenError>,
    },
    /// The scene was handed out, or not.
    Exported {
        /// As what, or why it was not.
        result: Result<HandedOut, String>,
    },
    /// A table of claims was read, or not.
    TableRead {
        /// Which document it is for.
        document: u64,
        /// What was read, or why nothing was.
        result: Result<Box<ClaimsImport>, String>,
    },
    /// What the claims of a scene cover was worked out.
    Covered(Arc<Covered>),
    /// Two scenes were compared.
    Compared(Box<Comparison>),
    /// A piece of work fell over.
    Fell {
        /// The name of its thread.
        name: String,
        /// Whether nobody waits for it.
        is_quiet: bool,
    },
    /// The file of the open document was read, to be compared or merged.
    Theirs {
        /// Which document that is.
        document: u64,
        /// How many saves had begun and ended when it was asked for.
        saves: u64,
        /// What it is read for.
        what_for: TheirsFor,
        /// What is in it, or why there is nothing.
        result: Result<Box<Document>, OpenError>,
    },
}

/// What the scene in a file that somebody else changed is read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::session) enum TheirsFor {
    /// To be compared with this window's.
    Compare,
    /// To be merged into this window's.
    Merge,
}

impl Done {
    /// Whether nobody waits for it.
    pub(super) fn is_quiet(&self) -> bool {
        matches!(
            self,
            Self::Fell { is_quiet: true, .. }
                | Self::Looked { .. }
                | Self::Locked { .. }
                | Self::Kept { .. }
                | Self::FoundWork(_)
                | Self::Discarded(_)
                | Self::VersionDrawn { .. }
                | Self::Quoted { .. }
                | Self::LookedBack { .. }
                | Self::LogRead(_)
                | Self::SettingsKept(_)
                | Self::ClaimsRead { .. }
                | Self::SearchRead { .. }
                | Self::Arranged { .. }
                | Self::Drawn(_)
                | Self::TextsRead { .. }
                | Self::UnusedTexts { .. }
                | Self::Swept(_)
                | Self::Covered(_)
        )
    }
}
