//! From the structs of the file to the model.
//!
//! Every value is checked here. One that is wrong costs as little as the model
//! allows: an optional field, else the entry of a list, else the record; each is
//! told. References are checked as they come, in an order (kinds, actors,
//! sources, ties, claims) in which what they lead to is already there, so that
//! none in the scene dangles.

mod checks;
mod claims;
mod slides;
mod ties;
mod views;

pub(super) use claims::Lifted;

use std::collections::{HashMap, HashSet};

use checks::{At, Links, Rows};

use super::findings::Findings;
use super::format::{
    ActorFile, KindFile, OffsetFile, PlaceFile, SeverityFile, SourceFile, SourceSummaryFile, Text,
    ThresholdsFile,
};
use super::words::Choice;
use crate::evidence::RULES;
use crate::model::{
    Actor, Basemap, Kind, Name, Offset, Offsets, Place, PlaceError, Scene, Source, SourceId,
    SourceRating, SourceSummary, Thresholds,
};

/// The fields of a scene that are not lists.
pub(super) struct Head {
    pub(super) title: String,
    pub(super) as_of: Option<Text<'static>>,
    pub(super) description: Option<Text<'static>>,
    pub(super) handling: Option<Text<'static>>,
    pub(super) basemap: Choice<Basemap>,
    pub(super) is_showing_unknown: bool,
    pub(super) is_showing_evidence: bool,
    pub(super) thresholds: ThresholdsFile,
    pub(super) severities: Vec<SeverityFile<'static>>,
    pub(super) source_summary: Option<SourceSummaryFile<'static>>,
}

/// A scene in the making.
pub(super) struct Lift<'f> {
    scene: Scene,
    findings: &'f mut Findings,
    /// Records that were left out although their id is known, by list and id,
    /// with their path: what refers to them follows from that.
    lost: HashMap<(&'static str, String), String>,
}

impl<'f> Lift<'f> {
    /// A scene with these fields and no records yet.
    pub(super) fn new(head: Head, findings: &'f mut Findings) -> Self {
        let mut lift = Self {
            scene: Scene::blank(),
            findings,
            lost: HashMap::new(),
        };
        lift.scene.title = head.title;
        lift.scene.as_of = lift.as_of(head.as_of);
        lift.scene.description = head.description.map(Text::into_owned);
        lift.scene.handling = head.handling.map(Text::into_owned);
        lift.scene.is_showing_unknown = head.is_showing_unknown;
        if let Some(basemap) = lift.choice(head.basemap, "is taken as NaturalEarth", || {
            "basemap".to_owned()
        }) {
            lift.scene.basemap = basemap;
        }
        lift.scene.is_showing_evidence = head.is_showing_evidence;
        lift.scene.source_summary = head.source_summary.map(|it| SourceSummary {
            text: it.text.into_owned(),
            basis: it.basis.into_owned(),
        });
        lift.severities(head.severities);
        lift.thresholds(head.thresholds);
        lift
    }

    /// What is to be checked against a scene that is there.
    pub(super) fn against(scene: Scene, findings: &'f mut Findings) -> Self {
        Self {
            scene,
            findings,
            lost: HashMap::new(),
        }
    }

    fn thresholds(&mut self, file: ThresholdsFile) {
        let thresholds = &mut self.scene.thresholds;
        if (0.0..=2.0).contains(&file.gap) {
            thresholds.gap = file.gap + 0.0;
        } else {
            self.findings.error(
                "bad-threshold",
                "thresholds.gap".to_owned(),
                format!(
                    "a gap is a number from 0 to 2, not {}; {} is taken",
                    file.gap,
                    Thresholds::DEFAULT_GAP
                ),
                "write a number from 0 to 2",
            );
        }
        let most = Thresholds::MOST_STALE_AFTER_DAYS;
        match file.stale_after_days {
            None => {}
            Some(days) if (1..=most).contains(&days) => thresholds.stale_after_days = days,
            Some(days) => self.findings.error(
                "bad-threshold",
                "thresholds.stale_after_days".to_owned(),
                format!(
                    "a claim is stale after 1 to {most} days, not {days}; {} is taken",
                    Thresholds::DEFAULT_STALE_AFTER_DAYS
                ),
                format!("write a whole number from 1 to {most}"),
            ),
        }
    }

    /// Takes what the scene says of rules.
    fn severities(&mut self, files: Vec<SeverityFile<'static>>) {
        for (index, file) in files.into_iter().enumerate() {
            let at = At::of("severities", index);
            let severity = self.choice(file.severity, "the entry is left out", || {
                at.field("severity")
            });
            let is_known = RULES.iter().any(|rule| rule.name == file.rule);
            let is_first = self.scene.severities.of(&file.rule).is_none();
            if !is_known || !is_first {
                let what = if is_known {
                    "stands more than once; only the first is taken"
                } else {
                    "is not the name of a rule; the entry is left out"
                };
                self.findings.error(
                    "bad-rule",
                    at.field("rule"),
                    format!("{:?} {what}", file.rule),
                    "write the name of a rule as `entente check` and the scene's properties have it",
                );
            } else if let Some(severity) = severity {
                self.scene.severities.set(&file.rule, Some(severity));
            }
        }
    }

    /// Notes records that did not parse, by id and path.
    pub(super) fn note_lost(&mut self, list: &'static str, lost: Vec<(String, String)>) {
        for (id, path) in lost {
            self.lost.insert((list, id), path);
        }
    }

    /// The scene.
    pub(super) fn finish(self) -> Scene {
        self.scene
    }

    /// Takes the kinds, each with its place in the file.
    pub(super) fn kinds(&mut self, files: impl Iterator<Item = (usize, KindFile<'static>)>) {
        let mut rows = Rows::default();
        for (index, file) in files {
            let at = At::of("kinds", index);
            let Some(id) = self.id(&file.id, &at) else {
                continue;
            };
            let label = file.label.into_owned();
            self.push(&mut rows, Kind { id, label }, &at, "kind");
        }
        self.scene.kinds = rows.table;
    }

    /// Takes the actors.
    pub(super) fn actors(&mut self, files: impl Iterator<Item = (usize, ActorFile<'static>)>) {
        let mut rows = Rows::default();
        for (index, file) in files {
            let at = At::of("actors", index);
            let text = file.id.to_string();
            match self.actor(file, &at) {
                Some(actor) => self.push(&mut rows, actor, &at, "actor"),
                None => self.lose(&at, text),
            }
        }
        self.scene.actors = rows.table;
    }

    fn actor(&mut self, file: ActorFile<'static>, at: &At<'_>) -> Option<Actor> {
        let id = self.id(&file.id, at);
        let kind = self.choice(file.kind, "the actor is left out", || at.field("kind"));
        let place = file.place.and_then(|place| self.place(place, at));
        let map = file.offsets.and_then(|offsets| offsets.map);
        let map = map.and_then(|offset| self.offset(offset, "offsets.map", at));
        Some(Actor {
            id: id?,
            kind: kind?,
            iso: file.iso.map(Text::into_owned),
            name: file.name.into_owned(),
            other_names: file
                .other_names
                .into_iter()
                .map(|name| Name {
                    language: name.language.into_owned(),
                    text: name.text.into_owned(),
                })
                .collect(),
            place,
            offsets: Offsets { map },
            is_pinned: file.pinned,
        })
    }

    /// A place, or `None` with what is wrong with it told.
    fn place(&mut self, file: PlaceFile, at: &At<'_>) -> Option<Place> {
        Place::new(file.lon, file.lat)
            .map_err(|error| {
                self.findings.error(
                    "bad-place",
                    at.field(if matches!(error, PlaceError::Longitude(_)) {
                        "place.lon"
                    } else {
                        "place.lat"
                    }),
                    format!("{error}; the place is left out"),
                    "write degrees, longitude first; east and north are positive",
                );
            })
            .ok()
    }

    /// An offset, or `None` with what is wrong with it told.
    fn offset(&mut self, file: OffsetFile, field: &str, at: &At<'_>) -> Option<Offset> {
        let offset = Offset::new(file.dx, file.dy);
        if offset.is_none() {
            self.findings.error(
                "bad-offset",
                at.field(field),
                "an offset is two numbers of at most a million units; it is left out",
                "write two finite numbers, or remove the field",
            );
        }
        offset
    }

    /// Takes the sources.
    pub(super) fn sources(&mut self, files: impl Iterator<Item = (usize, SourceFile<'static>)>) {
        let mut all = Vec::with_capacity(files.size_hint().0);
        for (index, mut file) in files {
            let at = At::of("sources", index);
            let text = file.id.to_string();
            let repeats = std::mem::take(&mut file.repeats);
            match self.source(file, &at) {
                Some(source) => all.push((index, source, repeats)),
                None => self.lose(&at, text),
            }
        }
        // A source may repeat one that stands after it.
        let ids: HashSet<SourceId> = all.iter().map(|(_, it, _)| it.id.clone()).collect();
        let mut rows = Rows::default();
        for (index, mut source, repeats) in all {
            let at = At::of("sources", index);
            let links = Links {
                list: "repeats",
                target: "sources",
                word: "source",
                files: &repeats,
            };
            source.repeats = self.links(&links, &source.id, &ids, &at);
            self.push(&mut rows, source, &at, "source");
        }
        self.scene.sources = rows.table;
    }

    fn source(&mut self, file: SourceFile<'static>, at: &At<'_>) -> Option<Source> {
        let owned = |text: Option<Text<'static>>| text.map(Text::into_owned);
        let id = self.id(&file.id, at);
        let kind = self.choice(file.kind, "the source is left out", || at.field("type"));
        let reliability = self.choice(file.reliability, "the source is left out", || {
            at.field("reliability")
        });
        let issued = self.date(file.issued, || at.field("issued"));
        let accessed = self.date(file.accessed, || at.field("accessed"));
        let sha256 = file.sha256.and_then(|sum| self.sha256(&sum, at));
        Some(Source {
            id: id?,
            kind: kind?,
            title: file.title.into_owned(),
            author: owned(file.author),
            container_title: owned(file.container_title),
            publisher: owned(file.publisher),
            publisher_place: owned(file.publisher_place),
            language: owned(file.language),
            issued_as_printed: owned(file.issued_as_printed),
            issued,
            issued_note: owned(file.issued_note),
            accessed,
            url: owned(file.url),
            archive_url: owned(file.archive_url),
            rating: SourceRating {
                reliability: reliability?,
                reason: file.reliability_reason.into_owned(),
            },
            descriptor: owned(file.descriptor),
            origin: owned(file.origin),
            repeats: Vec::new(),
            sha256,
        })
    }

    fn sha256(&mut self, sum: &str, at: &At<'_>) -> Option<String> {
        if sum.len() == 64 && sum.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Some(sum.to_ascii_lowercase());
        }
        self.findings.error(
            "bad-sha256",
            at.field("sha256"),
            "a SHA-256 has 64 hexadecimal digits; it is left out",
            "write the 64 digits that sha256sum prints for the text, or remove the field",
        );
        None
    }
}
