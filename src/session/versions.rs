//! Earlier versions of the open file, to look at, compare and go back to.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use kurbo::{Insets, Size};

use crate::drawing::{Drawing, ThemeName};
use crate::export::picture;
use crate::file::store::{StoreError, Version};
use crate::geom::space::Camera;
use crate::model::Scene;

use super::command::Dialog;
use super::tasks::Done;
use super::{Level, Session};

/// The page on which versions are drawn small, in points.
pub const SMALL_PICTURE: Size = Size::new(640.0, 420.0);

/// Free space around the map on it, in points.
const ROOM: f64 = 26.0;

/// Scenes with more actors and ties than this are not drawn small: nothing could
/// be told in the picture.
const MOST_DRAWN: usize = 1_500;

/// The versions of the open file, as far as they were read.
#[derive(Debug)]
pub struct VersionList {
    /// The file.
    pub file: PathBuf,
    /// The versions, the latest first.
    pub rows: Vec<VersionRow>,
    /// The number of the one that is looked at.
    pub chosen: Option<u64>,
    /// The picture of the one that is looked at, or was before.
    picture: Option<SmallPicture>,
    is_drawing: bool,
}

/// A version as a small picture of its map.
#[derive(Clone, Debug)]
pub struct SmallPicture {
    /// The number of the version.
    pub number: u64,
    /// The theme.
    pub theme: ThemeName,
    /// The map.
    pub drawing: Arc<Drawing>,
    /// Shows all of it on a page of the size [`SMALL_PICTURE`].
    pub camera: Camera,
}

impl SmallPicture {
    fn draw(number: u64, scene: &Scene, theme: ThemeName) -> Self {
        let (drawing, camera) = picture(scene, theme, SMALL_PICTURE);
        let bounds = drawing.bounds;
        let page = SMALL_PICTURE.to_rect();
        // Without title and legend the map has all of the page.
        let camera = bounds
            .and_then(|bounds| Camera::fit(bounds, page, Insets::uniform(ROOM)))
            .unwrap_or(camera);
        Self {
            number,
            theme,
            drawing: Arc::new(drawing),
            camera,
        }
    }
}

/// A version.
#[derive(Debug)]
pub struct VersionRow {
    /// The version.
    pub version: Version,
    /// The scene in it, once it was read.
    pub scene: Option<Result<Arc<Scene>, String>>,
    /// What it has that the open scene had not when it was read, as words.
    pub summary: Option<String>,
}

impl VersionRow {
    /// Whether the scene is one that is drawn small.
    pub fn is_drawn(&self) -> bool {
        let scene = self.scene.as_ref().and_then(|scene| scene.as_ref().ok());
        scene.is_some_and(|it| it.actors.len() + it.ties.len() <= MOST_DRAWN)
    }
}

impl VersionList {
    /// The version that is looked at.
    pub fn chosen(&self) -> Option<&VersionRow> {
        self.row(self.chosen?)
    }

    /// The small picture of the version that is looked at, once it is drawn.
    pub fn picture(&self) -> Option<&SmallPicture> {
        let picture = self.picture.as_ref();
        picture.filter(|picture| Some(picture.number) == self.chosen)
    }

    fn row(&self, number: u64) -> Option<&VersionRow> {
        self.rows.iter().find(|row| row.version.number == number)
    }
}

impl Session {
    /// The versions of the open file; `None` until they were listed.
    pub fn versions(&self) -> Option<&VersionList> {
        let list = self.versions.as_ref()?;
        (self.document.file() == Some(&list.file)).then_some(list)
    }

    /// Whether this version is what was saved or opened last.
    pub fn is_as_saved(&self, version: &Version) -> bool {
        let known = self.document.known();
        known.is_some_and(|known| version.holds(&known))
    }

    /// Lists the versions of the open file.
    pub(super) fn list_versions(&mut self) {
        self.versions = None;
        if let Some(path) = self.document.file() {
            self.tasks.list_versions(path.to_owned());
        }
    }

    pub(super) fn take_listed(&mut self, file: PathBuf, result: Result<Vec<Version>, StoreError>) {
        match result {
            Ok(versions) => {
                let row = |version| VersionRow {
                    version,
                    scene: None,
                    summary: None,
                };
                self.versions = Some(VersionList {
                    file,
                    chosen: versions.first().map(|version| version.number),
                    rows: versions.into_iter().map(row).collect(),
                    picture: None,
                    is_drawing: false,
                });
                self.read_next_version();
            }
            Err(error) => self.notify(
                Level::Error,
                format!("The versions cannot be listed: {error}"),
            ),
        }
    }

    /// Reads the first version that was not read, the one that is looked at before
    /// others.
    fn read_next_version(&mut self) {
        let Some(list) = &self.versions else {
            return;
        };
        let unread = |row: &&VersionRow| row.scene.is_none();
        let next = list
            .chosen()
            .filter(unread)
            .or_else(|| list.rows.iter().find(unread));
        if let Some(row) = next {
            let now = Arc::clone(&self.document.scene);
            self.tasks
                .read_version(list.file.clone(), row.version.clone(), now);
        }
    }

    pub(super) fn take_version(
        &mut self,
        file: &Path,
        number: u64,
        result: Result<(Arc<Scene>, String), String>,
    ) {
        let Some(list) = self.versions.as_mut().filter(|list| list.file == file) else {
            return;
        };
        let mut rows = list.rows.iter_mut();
        if let Some(row) = rows.find(|row| row.version.number == number) {
            row.summary = result.as_ref().ok().map(|(_, summary)| summary.clone());
            row.scene = Some(result.map(|(scene, _)| scene));
        }
        self.read_next_version();
    }

    pub(super) fn look_at_version(&mut self, number: u64) {
        if let Some(list) = &mut self.versions {
            list.chosen = Some(number);
        }
    }

    /// Draws the version that is looked at, unless that is done or under way.
    pub(super) fn draw_version(&mut self) {
        let theme = self.view.theme;
        let is_shown = self.dialog == Some(Dialog::Versions);
        let Some(list) = self.versions.as_mut().filter(|_| is_shown) else {
            return;
        };
        let is_drawn = list.picture().is_some_and(|it| it.theme == theme);
        if is_drawn || list.is_drawing {
            return;
        }
        let Some(row) = list.chosen().filter(|row| row.is_drawn()) else {
            return;
        };
        let Some(Ok(scene)) = row.scene.clone() else {
            return;
        };
        let (file, number) = (list.file.clone(), row.version.number);
        list.is_drawing = self.tasks.draw(move || Done::VersionDrawn {
            path: file,
            picture: Box::new(SmallPicture::draw(number, &scene, theme)),
        });
    }

    pub(super) fn take_drawn(&mut self, file: &Path, picture: SmallPicture) {
        if let Some(list) = self.versions.as_mut().filter(|list| list.file == file) {
            list.is_drawing = false;
            list.picture = Some(picture);
        }
    }

    fn version_scene(&self, number: u64) -> Option<Arc<Scene>> {
        let row = self.versions()?.row(number)?;
        row.scene.as_ref()?.as_ref().ok().cloned()
    }

    /// Goes back to a version, as a step that can be undone.
    pub(super) fn restore_version(&mut self, number: u64) {
        if let Some(scene) = self.version_scene(number) {
            self.dialog = None;
            if self.replace_scene(scene, &format!("go back to version {number}")) {
                let text =
                    format!("This is version {number} now; the file is as it was until you save.");
                self.notify(Level::Info, text);
            }
        }
    }

    /// Compares a version with what is open.
    pub(super) fn compare_version(&mut self, number: u64) {
        if let Some(scene) = self.version_scene(number) {
            let now = Arc::clone(&self.document.scene);
            let name = format!("Version {number}");
            self.compare(scene, name, now, "the scene as it is now".to_owned());
        }
    }
}
