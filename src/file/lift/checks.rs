//! What every record needs: ids, references, words, dates, and the place of
//! what is wrong with them.

use std::collections::HashSet;
use std::fmt::Display;
use std::hash::Hash;

use super::super::findings::Finding;
use super::super::format::Text;
use super::super::words::{Choice, Word};
use super::Lift;
use crate::model::id::ActorMark;
use crate::model::{DateError, DateRange, Id, PartialDate, Record, Scene, Severity, Table};

/// Where an entry stands: `claims[3]`, `claims[3].bearings[0]`.
pub(super) struct At<'a> {
    pub(super) parent: Option<&'a Self>,
    pub(super) list: &'static str,
    pub(super) index: usize,
}

impl At<'_> {
    /// An entry of a list of the scene.
    pub(super) fn of(list: &'static str, index: usize) -> Self {
        Self {
            parent: None,
            list,
            index,
        }
    }

    pub(super) fn path(&self) -> String {
        let own = format!("{}[{}]", self.list, self.index);
        self.parent
            .map_or_else(|| own.clone(), |parent| format!("{}.{own}", parent.path()))
    }

    /// The path of one of its fields.
    pub(super) fn field(&self, name: &str) -> String {
        format!("{}.{name}", self.path())
    }
}

/// A table in the making, and where in the file each of its rows stands.
pub(super) struct Rows<R: Record> {
    pub(super) table: Table<R>,
    places: Vec<usize>,
}

impl<R: Record> Default for Rows<R> {
    fn default() -> Self {
        Self {
            table: Table::default(),
            places: Vec::new(),
        }
    }
}

/// What a reference leads to: the list, the word for one record, and whether
/// the scene has it.
pub(super) struct Target<K: 'static> {
    pub(super) list: &'static str,
    pub(super) word: &'static str,
    pub(super) has: fn(&Scene, &Id<K>) -> bool,
}

pub(super) const ACTOR: Target<ActorMark> = Target {
    list: "actors",
    word: "actor",
    has: |scene, id| scene.actors.contains(id),
};

/// The references of one list of a record to records of its own sort.
pub(super) struct Links<'a> {
    /// The list: `repeats`.
    pub(super) list: &'static str,
    /// The table that the records stand in.
    pub(super) target: &'static str,
    /// What one of them is called.
    pub(super) word: &'static str,
    /// The ids as they stand in the file.
    pub(super) files: &'a [Text<'static>],
}

// What all records need.
impl Lift<'_> {
    pub(super) fn push<R>(&mut self, rows: &mut Rows<R>, record: R, at: &At<'_>, word: &str)
    where
        R: Record,
        R::Key: Display + Eq + Hash,
    {
        let Err(record) = rows.table.push(record) else {
            rows.places.push(at.index);
            return;
        };
        let id = record.key();
        let first = rows
            .table
            .position(id)
            .and_then(|row| rows.places.get(row))
            .map(|index| At::of(at.list, *index).field("id"));
        self.findings.push(Finding {
            severity: Severity::Error,
            rule: "duplicate-id",
            path: at.field("id"),
            message: format!("the {word} {id} is left out: the id is taken"),
            hint: format!("give one of the two another id, or remove one {word}"),
            other: first,
        });
    }

    /// Remembers a record that is left out.
    pub(super) fn lose(&mut self, at: &At<'_>, id: String) {
        self.lost.insert((at.list, id), at.path());
    }

    pub(super) fn id<K>(&mut self, text: &str, at: &At<'_>) -> Option<Id<K>> {
        Id::new(text)
            .map_err(|error| {
                self.findings.error(
                    "bad-id",
                    at.field("id"),
                    format!("{error}; the record is left out"),
                    "write a short id such as AZE or ISR-AZE, and the same wherever it is named",
                );
            })
            .ok()
    }

    pub(super) fn reference<K>(
        &mut self,
        text: &str,
        target: &Target<K>,
        outcome: &str,
        path: impl FnOnce() -> String,
    ) -> Option<Id<K>> {
        match Id::new(text) {
            Ok(id) if (target.has)(&self.scene, &id) => Some(id),
            Ok(_) => {
                self.dangling(text, target.list, target.word, outcome, path());
                None
            }
            Err(error) => {
                self.findings.error(
                    "bad-id",
                    path(),
                    format!("{error}; {outcome}"),
                    format!("write the id of one of the {}", target.list),
                );
                None
            }
        }
    }

    pub(super) fn dangling(
        &mut self,
        id: &str,
        list: &'static str,
        word: &str,
        outcome: &str,
        path: String,
    ) {
        let lost = self.lost.get(&(list, id.to_owned())).cloned();
        let finding = if let Some(lost) = lost {
            Finding {
                severity: Severity::Warning,
                rule: "refers-to-left-out",
                path,
                message: format!("{outcome}, because the {word} {id} could not be taken"),
                hint: format!("correct the {word} {id}"),
                other: Some(lost),
            }
        } else {
            Finding {
                severity: Severity::Error,
                rule: "dangling-reference",
                path,
                message: format!("there is no {word} {id}; {outcome}"),
                hint: format!("correct the id, or add the {word}"),
                other: None,
            }
        };
        self.findings.push(finding);
    }

    /// The records that this one refers to, without those that are not there and
    /// itself.
    pub(super) fn links<K>(
        &mut self,
        links: &Links<'_>,
        own: &Id<K>,
        ids: &HashSet<Id<K>>,
        at: &At<'_>,
    ) -> Vec<Id<K>> {
        const ENTRY_LEFT_OUT: &str = "the entry is left out";
        let mut kept = Vec::with_capacity(links.files.len());
        for (index, text) in links.files.iter().enumerate() {
            let path = At {
                parent: Some(at),
                list: links.list,
                index,
            };
            let word = links.word;
            match Id::new(text) {
                Ok(id) if id == *own => {
                    let (rule, says) = match links.list {
                        "repeats" => ("repeats-itself", "repeats"),
                        "contradicts" => ("contradicts-itself", "contradicts"),
                        _ => ("derived-from-itself", "is derived from"),
                    };
                    self.findings.error(
                        rule,
                        path.path(),
                        format!("the {word} says that it {says} itself; {ENTRY_LEFT_OUT}"),
                        format!("name the {word} that it {says}, or remove the entry"),
                    );
                }
                Ok(id) if ids.contains(&id) => kept.push(id),
                Ok(_) => self.dangling(text, links.target, word, ENTRY_LEFT_OUT, path.path()),
                Err(error) => self.findings.error(
                    "bad-id",
                    path.path(),
                    format!("{error}; {ENTRY_LEFT_OUT}"),
                    format!("write the id of one of the {}", links.target),
                ),
            }
        }
        kept
    }

    pub(super) fn choice<W: Word>(
        &mut self,
        choice: Choice<W>,
        outcome: &str,
        path: impl FnOnce() -> String,
    ) -> Option<W> {
        match choice {
            Choice::Known(choice) => Some(choice),
            Choice::Unknown(word) => {
                let words: Vec<&str> = W::WORDS.iter().map(|(word, _)| *word).collect();
                self.findings.error(
                    "unknown-word",
                    path(),
                    format!("there is no choice `{word}` here; {outcome}"),
                    format!("write one of {}", words.join(", ")),
                );
                None
            }
        }
    }

    pub(super) fn as_of(&mut self, text: Option<Text<'static>>) -> Option<PartialDate> {
        PartialDate::parse(&text?)
            .map_err(|error| self.bad_date(&error, "as_of".to_owned()))
            .ok()
    }

    pub(super) fn date(
        &mut self,
        text: Option<Text<'static>>,
        path: impl FnOnce() -> String,
    ) -> Option<DateRange> {
        DateRange::parse(&text?)
            .map_err(|error| self.bad_date(&error, path()))
            .ok()
    }

    pub(super) fn bad_date(&mut self, error: &DateError, path: String) {
        self.findings.error(
            "bad-date",
            path,
            format!("{error}; the date is left out"),
            "write a year, 2023-05 or 2023-05-01; for a range two of them with .. between",
        );
    }
}
