//! The running program without a window: the open scene, what is selected and
//! shown, and the one place where commands are carried out.
//!
//! Panels read a [`Session`] and push [`Command`]s; nothing else changes it.
//! What must happen outside (a dialog of the system, the clipboard) comes back
//! as [`Effect`]s. Time is passed in; nothing here reads a clock.

mod actor_list;
mod arrange;
mod browse;
mod claim_table;
mod claim_texts;
mod command;
mod comparison;
mod coverage;
mod derived;
mod desk;
mod document;
mod draft;
mod draft_estimate;
mod execute;
mod find;
mod fixes;
mod handing_out;
mod hands;
mod hindsight;
mod keeper;
mod log_tail;
mod notice;
mod outside;
mod panels;
mod recovery;
mod revisions;
#[cfg(test)]
mod scope_tests;
mod selection;
mod settings_file;
mod show;
mod slides;
mod source_texts;
mod tasks;
mod versions;
mod view;
mod zooming;

use std::sync::Arc;
use std::time::Duration;

use kurbo::Size;

use crate::drawing::ThemeName;
use crate::edit::{Edit, History};
use crate::evidence::{self, Texts};
use crate::file::dirs::Dirs;
use crate::file::settings::Settings;
use crate::file::store::Store;
use crate::geom::space::Camera;
use crate::model::{Problem, Scene};

pub use actor_list::{
    ActorList, ListedActor, MAX_LIST_CHARS, MAX_LISTED, Outcome, actor_named, fresh_actor_id,
};
pub use arrange::{
    Alignment, ArrangeCommand, Axis, CardEdge, MAX_PASTED, MAX_PASTED_CLAIMS, Pasted, PastedBy,
};
pub use browse::{
    ActorColumn, ActorFacts, Browse, BrowseCommand, BrowseTab, JudgedPoint, KindRow, RecordColumn,
    RecordSort, RecordTable, SortKey, StrengthRow, TieColumn, TieFacts, Told, actor_called,
};
pub use claim_table::{
    ClaimColumn, ClaimFilter, ClaimGrouping, ClaimSort, ClaimTable, GroupHead, QuoteState,
    TableCommand, TableRow, TableView, bears_on,
};
pub use command::{
    Command, DayStep, Dialog, Effect, Example, Inline, OutsideChoice, PanelSide, Then,
};
pub use comparison::Comparison;
pub use coverage::Covered;
pub use derived::{
    ClaimRow, Derived, MAP_TOOLS, Timeline, TimelineMark, TimelineRow, names_shown, on_discs,
};
pub use desk::{Desk, DeskTab, Passage, Quote, QuotedText, Quotes, Revealed};
pub use document::{Document, OpenError, Origin};
pub use draft::{
    AnchorDraft, BearingDraft, ClaimDraft, ClaimField, ClaimForm, Content, Draft, Drafts,
    FieldError, Form, FormCommand, PropertiesDraft, PropertiesField, QuantityDraft, RankChoice,
    ReasonedGrade, SourceDraft, SourceField, SourceForm,
};
pub use draft_estimate::DraftEstimate;
pub use execute::{ClaimsImport, host_of};
pub use find::{
    FindCommand, Found, FoundGroup, FoundKind, FoundRow, MOST_FOUND, Marked, PathFound,
};
pub use fixes::{Fix, Remedy, fix_for, moved_quotes};
pub use handing_out::{HandOutCommand, HandingOut, numbered};
pub use hands::{Hands, HandsCommand, Sort, Takes, Taking, TieEnd, Tool, Tying};
pub use keeper::Keeper;
pub use log_tail::LogTail;
pub use notice::{Level, Notice, Notices};
pub use outside::Outside;
pub use panels::CANVAS_LEAST;
pub use recovery::{FileSince, FoundWork};
pub use selection::{Selection, subject_of};
pub use show::{EvidenceOf, Show, ShowCommand, ShowScreen, ShownEvidence, Timer, reveals_of};
pub use slides::{SlideList, SlidesCommand};
pub use tasks::Waker;
pub use versions::{SMALL_PICTURE, SmallPicture, VersionList, VersionRow};
pub use view::View;

pub use crate::model::{Filter, TieClass};

use arrange::Arranging;
use claim_texts::ClaimTexts;
use coverage::CoverageKept;
use desk::KeptQuotes;
use execute::OpenGesture;
use find::Finding;
use hindsight::Hindsight;
use outside::{FileWatch, Rebased};
use panels::Panels;
use recovery::Recovery;
use revisions::Revisions;
use settings_file::SettingsFile;
use show::ShowWishes;
use slides::Slides;
use source_texts::SourceTexts;
use tasks::{Done, Tasks};
use zooming::Zooming;

/// Whether the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Closing {
    /// Not that anybody said so.
    No,
    /// Once what is being saved is saved.
    WhenSaved,
    /// Now.
    Now,
}

/// The running program without a window.
pub struct Session {
    document: Document,
    pending: Option<Box<Document>>,
    history: History<Selection>,
    gesture: Option<OpenGesture>,
    arranging: Arranging,
    /// What is edited where it stands on the canvas.
    inline: Option<Inline>,
    /// What the last change, undo or redo was, for the status bar.
    last_change: Option<String>,
    /// What happens when the save that is under way succeeds.
    after_save: Option<Then>,
    closing: Closing,
    selection: Selection,
    hands: Hands,
    /// What is written in forms and is not part of the scene yet.
    drafts: Drafts,
    filter: Filter,
    finding: Finding,
    claim_texts: ClaimTexts,
    claim_table: ClaimTable,
    browse: Browse,
    slides: Slides,
    coverage: CoverageKept,
    view: View,
    hindsight: Hindsight,
    dialog: Option<Dialog>,
    settings: Settings,
    panels: Panels,
    notices: Notices,
    effects: Vec<Effect>,
    derived: Derived,
    tasks: Tasks,
    now: Duration,
    zooming: Zooming,
    revisions: Revisions,
    /// How many steps were done, undone or redone since the last save.
    unsaved_changes: u64,
    /// How many of them the last save that was asked for holds.
    unsaved_at_save: u64,
    recovery: Recovery,
    file_watch: FileWatch,
    /// Steps that changed what the file is held to hold.
    rebased: Vec<Rebased>,
    versions: Option<VersionList>,
    /// A table of claims that was read and waits for a decision.
    import: Option<Box<ClaimsImport>>,
    comparison: Option<Comparison>,
    /// The evidence desk, while it is open.
    desk: Option<Desk>,
    quotes: KeptQuotes,
    /// The desk as it was when it was closed.
    desk_before: Option<Desk>,
    /// How many comparisons were asked for.
    comparisons: u64,
    /// Where state is kept; `None` where there is no place.
    dirs: Option<Dirs>,
    /// The end of the log, once it was read.
    log_tail: Option<LogTail>,
    settings_file: SettingsFile,
    texts: SourceTexts,
    show: Option<Show>,
    show_wishes: ShowWishes,
    /// What is being handed out.
    handing_out: Option<HandingOut>,
}

impl Session {
    /// A session with the South Caucasus scene open, that reads and writes on
    /// this disk.
    pub fn new(settings: Settings, store: Store, waker: Waker) -> Self {
        let document = Document::example(Example::SouthCaucasus);
        let view = View {
            camera: Camera::default(),
            canvas: Size::ZERO,
            is_showing_unknown: document.scene.is_showing_unknown,
            is_showing_evidence: document.scene.is_showing_evidence,
            as_of: None,
            theme: ThemeName::Dark,
            is_fitted: true,
            is_untouched: true,
        };
        Self {
            document,
            pending: None,
            history: History::default(),
            gesture: None,
            arranging: Arranging::default(),
            inline: None,
            last_change: None,
            after_save: None,
            closing: Closing::No,
            selection: Selection::default(),
            hands: Hands::default(),
            drafts: Drafts::default(),
            filter: Filter::default(),
            finding: Finding::default(),
            claim_texts: ClaimTexts::default(),
            claim_table: ClaimTable::default(),
            browse: Browse::default(),
            slides: Slides::default(),
            coverage: CoverageKept::default(),
            view,
            hindsight: Hindsight::default(),
            dialog: None,
            settings,
            panels: Panels::default(),
            notices: Notices::default(),
            effects: Vec::new(),
            derived: Derived::default(),
            texts: SourceTexts::new(store.clone()),
            handing_out: None,
            tasks: Tasks::new(store, waker),
            now: Duration::ZERO,
            zooming: Zooming::default(),
            revisions: Revisions::default(),
            unsaved_changes: 0,
            unsaved_at_save: 0,
            recovery: Recovery::default(),
            file_watch: FileWatch::default(),
            rebased: Vec::new(),
            versions: None,
            import: None,
            comparison: None,
            desk: None,
            desk_before: None,
            quotes: KeptQuotes::default(),
            comparisons: 0,
            dirs: None,
            log_tail: None,
            settings_file: SettingsFile::default(),
            show: None,
            show_wishes: ShowWishes::default(),
        }
    }

    /// Where state is kept; `None` where there is no place.
    pub fn dirs(&self) -> Option<&Dirs> {
        self.dirs.as_ref()
    }

    /// The scene that is open.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// A document whose reading found errors, waiting for a decision.
    pub fn pending(&self) -> Option<&Document> {
        self.pending.as_deref()
    }

    /// A table of claims that was read and waits for a decision.
    pub fn claims_import(&self) -> Option<&ClaimsImport> {
        self.import.as_deref()
    }

    /// What can be undone and redone.
    pub fn history(&self) -> &History<Selection> {
        &self.history
    }

    /// The change that a gesture shows while it is under way.
    pub fn gesture(&self) -> Option<&Edit> {
        self.gesture.as_ref().and_then(OpenGesture::edit)
    }

    /// What is edited where it stands on the canvas.
    pub fn inline(&self) -> Option<&Inline> {
        self.inline.as_ref()
    }

    /// What the last change, undo or redo was, as a sentence.
    pub fn last_change(&self) -> Option<&str> {
        self.last_change.as_deref()
    }

    /// Whether going on to another document, or ending, would lose something
    /// that is not saved.
    pub fn has_unsaved(&self) -> bool {
        self.document.is_changed()
    }

    /// What is written in forms and is not part of the scene yet.
    pub fn drafts(&self) -> &Drafts {
        &self.drafts
    }

    /// Whether going on to another document, or ending, would lose what stands
    /// in a form.
    pub fn has_drafts(&self) -> bool {
        !self.drafts.changed().is_empty()
    }

    /// Whether the window may close: nothing is lost, or it was given up.
    pub fn may_close(&self) -> bool {
        match self.closing {
            Closing::No => !self.has_unsaved() && !self.has_drafts() && !self.tasks.is_saving(),
            Closing::WhenSaved => !self.tasks.is_saving(),
            Closing::Now => true,
        }
    }

    /// What is selected.
    pub fn selection(&self) -> &Selection {
        &self.selection
    }

    /// What is shown.
    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    /// What the person looks at.
    pub fn view(&self) -> &View {
        &self.view
    }

    /// The dialog that is open.
    pub fn dialog(&self) -> Option<&Dialog> {
        self.dialog.as_ref()
    }

    /// What the person set.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Messages on screen.
    pub fn notices(&self) -> &Notices {
        &self.notices
    }

    /// What follows from all of this: the picture, the claims shown.
    pub fn derived(&self) -> &Derived {
        &self.derived
    }

    /// Whether a scene is being saved.
    pub fn is_saving(&self) -> bool {
        self.tasks.is_saving()
    }

    /// Whether a file is being read.
    pub fn is_opening(&self) -> bool {
        self.tasks.is_opening()
    }

    /// Whether something is being done in the background.
    pub fn is_busy(&self) -> bool {
        self.tasks.is_busy()
    }

    /// Sets the clock, hands over finished background work and takes expired
    /// notices away. `Some` is how long until this must be called again.
    pub fn tick(&mut self, now: Duration) -> Option<Duration> {
        self.now = now;
        for done in self.tasks.finished() {
            self.hand_over(done);
        }
        let gesture = self.commit_when_due();
        // The audience sees none: they wait for the end of the show.
        let is_seen = self.show.is_none();
        let notice = is_seen.then(|| self.notices.expire(now)).flatten();
        let look = self.look_when_due();
        let flight = self.fly_on();
        self.draw_version();
        self.show_recovery_when_due();
        let recovery = self.keep_work();
        self.refresh_texts();
        self.sweep_texts_when_due();
        let zoom = self.zoom_rests_in();
        [gesture, notice, look, recovery, flight, zoom]
            .into_iter()
            .flatten()
            .min()
    }

    /// Draws with this theme.
    pub fn set_theme(&mut self, theme: ThemeName) {
        self.view.theme = theme;
    }

    /// Brings everything that follows from document, view and filter up to date.
    pub fn refresh(&mut self) {
        self.refresh_claim_texts();
        self.refresh_search_texts();
        self.refresh_hindsight();
        self.refresh_spotlight();
        self.refresh_claim_table();
        self.refresh_coverage();
        let mut derived = std::mem::take(&mut self.derived);
        // A map of other places has another projection: what is seen stays in view.
        if let Some(camera) = derived.refresh_layout(self) {
            self.view.camera = camera;
        }
        if self.view.is_fitted
            && let Some(camera) = derived.fitted_camera(self)
        {
            self.view.camera = camera;
        }
        self.note_zoom();
        derived.refresh(self);
        if let Some(job) = derived.take_drawing_job(self) {
            let is_begun = self
                .tasks
                .quietly("map", || Done::Drawn(Box::new(job.draw())));
            if !is_begun {
                derived.take_drawn(None);
            }
        }
        self.derived = derived;
        self.refresh_browse();
        self.refresh_quotes();
    }

    /// Puts another scene of the same document in the place of this one; a
    /// passing one is what a gesture shows.
    fn show_scene(&mut self, scene: Arc<Scene>, is_passing: bool) {
        // What follows the size of the window would move under the hand; slides are no
        // part of the map.
        self.view.is_fitted &= scene.is_copy_but_for_slides(&self.document.scene);
        self.revisions.note_change(&self.document.scene, &scene);
        self.document.set_scene(scene, is_passing);
        if !is_passing {
            self.look_for_problems();
        }
        self.selection.keep_to(&self.document.scene);
        self.hands.keep_to(&self.document.scene);
        self.keep_show_to_scene();
    }

    /// Looks for what is thin or missing in the scene: at once, or in the
    /// background where that would be felt.
    fn look_for_problems(&mut self) {
        if self.document.is_large() {
            let scene = Arc::clone(&self.document.scene);
            self.tasks.find(scene, self.document.texts().clone());
        } else {
            let findings = evidence::findings(&self.document.scene, self.document.texts());
            self.document.take_findings(findings);
        }
    }

    /// Takes over what was found in the background, unless the scene is another
    /// one by now: then it is looked at again.
    fn take_found(&mut self, scene: &Arc<Scene>, findings: Vec<Problem>) {
        if Arc::ptr_eq(scene, &self.document.scene) {
            self.document.take_findings(findings);
        } else if self.gesture.is_none() {
            self.look_for_problems();
        }
    }

    /// These texts of sources are at hand from now on.
    pub fn take_texts(&mut self, texts: Texts) {
        if !texts.is_copy_of(self.document.texts()) {
            self.document.set_texts(texts);
            self.look_for_problems();
        }
    }

    /// The effects that commands asked for since last taken.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// Tells the person something.
    pub fn notify(&mut self, level: Level, text: impl Into<String>) {
        self.notices.give(level, text, self.now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixtures;

    #[test]
    fn the_problems_of_a_large_scene_are_found_in_the_background() {
        let mut session = Session::new(Settings::default(), Store::default(), Arc::new(|| {}));
        let mut scene = fixtures::scene(&["A", "B"]);
        for number in 0..4_100 {
            fixtures::claim(&mut scene, &format!("c{number}"), "C3", &[]);
        }
        session.execute(Command::Edit(Edit::ReplaceScene(Arc::new(scene))));
        assert!(session.is_busy() && !session.is_opening());
        let mut title = crate::edit::Properties::of(&session.document().scene);
        title.title = "Changed meanwhile".to_owned();
        session.execute(Command::Edit(Edit::SetProperties(Box::new(title))));
        while session.is_busy() {
            std::thread::sleep(Duration::from_millis(2));
            session.tick(Duration::ZERO);
        }
        let found = &session.document().problems;
        let adrift = found.iter().filter(|it| it.rule == "no-bearing").count();
        assert_eq!(adrift, 4_100);
        session.execute(Command::Undo);
        session.execute(Command::Undo);
        let found = &session.document().problems;
        assert!(
            found.iter().all(|it| it.rule != "no-bearing"),
            "a small scene has its own at once"
        );
    }
}
