//! Saved views: what is looked at, kept in the scene under a name.
//!
//! Keeping, naming and ordering them changes the scene and can be undone; showing
//! one changes nothing but what is looked at.

use kurbo::{Insets, Rect, Size};

use crate::edit::{Edit, ids};
use crate::geom::space::Camera;
use crate::model::{Frame, Place, SavedView, ViewId, ViewState};
use crate::session::{Level, Session};

impl Session {
    /// What is looked at now, and how.
    pub fn view_state(&self) -> ViewState {
        ViewState {
            frame: self.frame(),
            filter: self.filter.clone(),
            focus: self.focus().cloned(),
            path: self.path().cloned(),
            as_of: self.view.as_of,
            is_showing_unknown: self.view.is_showing_unknown,
            is_showing_evidence: self.view.is_showing_evidence,
        }
    }

    /// The saved view that was shown or saved last and is still looked at, the
    /// camera aside.
    pub fn shown_view(&self) -> Option<&SavedView> {
        let id = self.finding.view.as_ref()?;
        let view = self.document.scene.views.get(id)?;
        let frame = view.state.frame;
        let now = ViewState {
            frame,
            ..self.view_state()
        };
        (now == view.state).then_some(view)
    }

    /// The saved view that was shown or saved last, changed since or not.
    pub fn last_view(&self) -> Option<&SavedView> {
        let id = self.finding.view.as_ref()?;
        self.document.scene.views.get(id)
    }

    /// The saved view with this digit as its key.
    pub fn view_with_key(&self, key: u8) -> Option<&SavedView> {
        let mut views = self.document.scene.views.iter();
        views.find(|view| view.key == Some(key))
    }

    /// Another document is open.
    pub(in crate::session) fn forget_view(&mut self) {
        self.finding.view = None;
    }

    /// The part of the map that is seen; `None` where the camera follows all of it.
    fn frame(&self) -> Option<Frame> {
        let projection = self.derived.projection()?;
        let seen = self.view.camera.visible(self.viewport());
        if self.view.is_fitted || seen.area() <= 0.0 {
            return None;
        }
        let center = projection.invert(seen.center())?;
        let center = Place::new(center.lon_deg, center.lat_deg).ok()?;
        let units = projection.units_per_degree();
        Frame::new(center, seen.width() / units, seen.height() / units)
    }

    /// The camera that shows this part of the map.
    fn camera_of(&self, frame: Frame) -> Option<Camera> {
        let projection = self.derived.projection()?;
        let center = frame.center();
        let center = projection.project(center.lon_deg(), center.lat_deg())?;
        let units = projection.units_per_degree();
        let size = Size::new(frame.width_deg() * units, frame.height_deg() * units);
        let bounds = Rect::from_center_size(center, size);
        Camera::fit(bounds, self.viewport(), Insets::ZERO)
    }

    /// Keeps what is looked at under this name, with the first digit that is free.
    pub(super) fn save_view(&mut self, name: &str) {
        let scene = &self.document.scene;
        let id = ids::fresh_view_id(scene, name);
        let key = (1..=9).find(|key| self.view_with_key(*key).is_none());
        let view = SavedView {
            id: id.clone(),
            name: name.to_owned(),
            key,
            state: self.view_state(),
        };
        if self.edit(&Edit::AddView(Box::new(view))) {
            self.finding.view = Some(id);
            self.dialog = None;
            let words = match key {
                Some(key) => format!("View saved: Alt+{key} shows it."),
                None => "View saved. All nine keys are taken.".to_owned(),
            };
            self.notify(Level::Info, words);
        }
    }

    /// Keeps what is looked at now in the place of what a view kept.
    pub(super) fn update_view(&mut self, id: &ViewId) {
        let state = self.view_state();
        if self.change_view(id, |view| view.state = state) {
            self.finding.view = Some(id.clone());
        }
    }

    pub(super) fn rename_view(&mut self, id: &ViewId, name: &str) {
        if self.change_view(id, |view| name.clone_into(&mut view.name)) {
            self.dialog = None;
        }
    }

    pub(super) fn set_view_key(&mut self, id: &ViewId, key: Option<u8>) {
        self.change_view(id, |view| view.key = key);
    }

    fn change_view(&mut self, id: &ViewId, change: impl FnOnce(&mut SavedView)) -> bool {
        let Some(view) = self.document.scene.views.get(id) else {
            return false;
        };
        let mut view = view.clone();
        change(&mut view);
        self.edit(&Edit::ChangeView(Box::new(view)))
    }

    /// Moves a view by one place in the list.
    pub(super) fn move_view(&mut self, id: &ViewId, is_up: bool) {
        let views = &self.document.scene.views;
        let Some(at) = views.position(id) else {
            return;
        };
        let to = if is_up {
            at.checked_sub(1)
        } else {
            Some(at + 1).filter(|to| *to < views.len())
        };
        if let Some(to) = to {
            let view = id.clone();
            self.edit(&Edit::MoveView { view, to });
        }
    }

    pub(super) fn delete_view(&mut self, id: ViewId) {
        self.edit(&Edit::delete_view(id));
    }

    /// Looks at what a view kept. What it refers to and the scene does not have any
    /// more has no effect.
    pub(super) fn show_view(&mut self, id: &ViewId) {
        let Some(view) = self.document.scene.views.get(id) else {
            return;
        };
        let (state, name) = (view.state.clone(), view.name.clone());
        self.look_at(state);
        self.finding.view = Some(id.clone());
        self.notify(Level::Info, format!("View: {name}"));
    }

    /// Looks at the map so.
    pub(in crate::session) fn look_at(&mut self, state: ViewState) {
        self.close_dialog();
        self.close_desk();
        self.filter = state.filter;
        self.set_spotlight(state.focus, state.path);
        match state.as_of {
            Some(as_of) => self.look_back(as_of),
            None => self.return_to_now(),
        }
        self.view.is_showing_unknown = state.is_showing_unknown;
        self.view.is_showing_evidence = state.is_showing_evidence;
        if let Some(camera) = state.frame.and_then(|frame| self.camera_of(frame)) {
            self.fly(camera);
        } else {
            self.end_flight();
            self.view.follow_all();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use super::*;
    use crate::evidence::{AsOf, Clock};
    use crate::file::settings::Settings;
    use crate::file::store::Store;
    use crate::model::fixtures::actor_id;
    use crate::model::{PartialDate, Subject};
    use crate::session::{Command, FindCommand};

    fn session() -> Session {
        let mut session = Session::new(Settings::default(), Store::default(), Arc::new(|| {}));
        session.execute(Command::ResizeCanvas(Size::new(900.0, 700.0)));
        session.refresh();
        session
    }

    fn find(session: &mut Session, command: FindCommand) {
        session.execute(Command::Find(command));
        session.refresh();
    }

    fn save(session: &mut Session, name: &str) -> ViewId {
        find(session, FindCommand::SaveView(name.to_owned()));
        let view = session.last_view().expect("it is saved");
        assert_eq!(view.name, name);
        view.id.clone()
    }

    #[test]
    fn a_view_brings_back_all_that_was_looked_at() {
        let mut session = session();
        session.execute(Command::Select(Subject::Actor(actor_id("IRN"))));
        find(&mut session, FindCommand::Depth(2));
        session.execute(Command::FilterLeastWeight(0.2));
        let day = PartialDate::parse("2026-01-20").expect("a date");
        let as_of = AsOf::end_of(Clock::Happened, day);
        session.execute(Command::LookBack(as_of));
        session.execute(Command::ShowEvidence(true));
        session.execute(Command::ShowUnknown(false));
        session.execute(Command::Zoom(2.0));
        session.execute(Command::Pan(kurbo::Vec2::new(33.0, -20.0)));
        session.refresh();
        let before = session.view_state();
        assert!(before.frame.is_some() && before.focus.is_some());
        let id = save(&mut session, "Iran from near");
        assert_eq!(session.shown_view().map(|it| &it.id), Some(&id));

        session.execute(Command::ClearFilter);
        session.execute(Command::ReturnToNow);
        session.execute(Command::ShowEvidence(false));
        session.execute(Command::Fit);
        session.refresh();
        assert_eq!(session.shown_view(), None);
        find(&mut session, FindCommand::ShowView(id));
        session.tick(Duration::from_secs(1));
        let after = session.view_state();
        let frames = [&before, &after].map(|it| it.frame.expect("a frame"));
        let [one, other] = frames;
        assert!((one.width_deg() - other.width_deg()).abs() < 1e-6);
        let centers = frames.map(|it| it.center());
        assert!((centers[0].lon_deg() - centers[1].lon_deg()).abs() < 1e-6);
        assert!((centers[0].lat_deg() - centers[1].lat_deg()).abs() < 1e-6);
        let frame = before.frame;
        assert_eq!(ViewState { frame, ..after }, before);
    }

    #[test]
    fn a_view_of_all_shows_all_whatever_the_canvas() {
        let mut session = session();
        let id = save(&mut session, "All of it");
        let camera = session.view().camera;
        session.execute(Command::Zoom(3.0));
        find(&mut session, FindCommand::ShowView(id));
        assert_eq!(session.view().camera, camera);
    }

    #[test]
    fn keys_are_given_in_turn_and_taken_from_each_other() {
        let mut session = session();
        let ids: Vec<ViewId> = (0..10)
            .map(|at| save(&mut session, &format!("View {at}")))
            .collect();
        let key = |session: &Session, at: usize| {
            let view = session.document().scene.views.get(&ids[at]);
            view.expect("it is there").key
        };
        assert_eq!(key(&session, 0), Some(1));
        assert_eq!(key(&session, 8), Some(9));
        assert_eq!(key(&session, 9), None, "all nine are taken");
        find(&mut session, FindCommand::ViewKey(ids[9].clone(), Some(1)));
        assert_eq!((key(&session, 9), key(&session, 0)), (Some(1), None));
        assert_eq!(session.view_with_key(1).map(|it| &it.id), Some(&ids[9]));
    }

    #[test]
    fn what_is_done_with_views_can_be_undone() {
        let mut session = session();
        let id = save(&mut session, "First");
        let second = save(&mut session, "Second");
        let names = |session: &Session| -> Vec<String> {
            let views = session.document().scene.views.iter();
            views.map(|view| view.name.clone()).collect()
        };
        let rename = FindCommand::RenameView(id.clone(), "Renamed".to_owned());
        find(&mut session, rename);
        assert_eq!(names(&session), ["Renamed", "Second"]);
        let up = FindCommand::MoveView {
            view: second.clone(),
            is_up: true,
        };
        find(&mut session, up.clone());
        assert_eq!(names(&session), ["Second", "Renamed"]);
        let steps = session.history().len();
        find(&mut session, up);
        assert_eq!(session.history().len(), steps, "it is the first already");
        session.execute(Command::FilterLeastWeight(0.5));
        find(&mut session, FindCommand::UpdateView(id.clone()));
        let least = |session: &Session| {
            let view = session.document().scene.views.get(&id);
            view.map(|it| it.state.filter.least_weight())
        };
        assert_eq!(least(&session), Some(0.5));
        find(&mut session, FindCommand::DeleteView(id.clone()));
        assert_eq!(names(&session), ["Second"]);
        session.execute(Command::Undo);
        assert_eq!(least(&session), Some(0.5));
        session.execute(Command::Undo);
        assert_eq!(least(&session), Some(0.0));
        for _ in 0..4 {
            session.execute(Command::Undo);
        }
        assert_eq!(names(&session), Vec::<String>::new());
        assert!(session.last_view().is_none());
    }

    #[test]
    fn a_view_without_a_name_is_refused() {
        let mut session = session();
        session.execute(Command::Show(crate::session::Dialog::NameView(None)));
        find(&mut session, FindCommand::SaveView("  ".to_owned()));
        assert!(session.document().scene.views.is_empty());
        assert!(session.dialog().is_some(), "the field stays");
    }
}
