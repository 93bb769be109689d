//! Claims: the records that refer to all others.

use std::collections::HashSet;

use super::super::format::{
    AnchorFile, AsserterFile, BearingFile, ClaimDateFile, ClaimFile, QuantityFile, RankFile, Text,
};
use super::super::words::Choice;
use super::Lift;
use super::checks::{ACTOR, At, Links, Rows, Target};
use crate::model::id::{KindMark, SourceMark, TieMark};
use crate::model::{
    Anchor, Asserter, Bearing, BearingOn, Bound, Claim, ClaimDate, ClaimId, Direction, Grade,
    Quantity, Rank,
};

const KIND: Target<KindMark> = Target {
    list: "kinds",
    word: "kind",
    has: |scene, id| scene.kinds.contains(id),
};

const SOURCE: Target<SourceMark> = Target {
    list: "sources",
    word: "source",
    has: |scene, id| scene.sources.contains(id),
};

const TIE: Target<TieMark> = Target {
    list: "ties",
    word: "tie",
    has: |scene, id| scene.ties.contains(id),
};

/// What happens to a claim that cannot be taken.
const LEFT_OUT: &str = "the claim is left out";
/// What happens to an entry of a list that cannot be taken.
const ENTRY_LEFT_OUT: &str = "the entry is left out";

/// A claim whose links are not checked yet: the claims that it names may stand
/// after it.
pub(in crate::file) struct Lifted {
    index: usize,
    /// The claim, without its links.
    pub(in crate::file) claim: Claim,
    links: [(&'static str, Vec<Text<'static>>); 3],
}

impl Lifted {
    /// The ids of the claims that it names, as they stand there.
    pub(in crate::file) fn named(&self) -> impl Iterator<Item = &str> {
        let lists = self.links.iter();
        lists.flat_map(|(_, ids)| ids.iter().map(|id| &**id))
    }
}

impl Lift<'_> {
    /// Takes the claims; everything else is there already.
    pub(in crate::file) fn claims(
        &mut self,
        files: impl Iterator<Item = (usize, ClaimFile<'static>)>,
    ) {
        let mut all = Vec::with_capacity(files.size_hint().0);
        for (index, file) in files {
            let at = At::of("claims", index);
            let text = file.id.to_string();
            match self.claim(file, &at) {
                Some(lifted) => all.push(lifted),
                None => self.lose(&at, text),
            }
        }
        let ids: HashSet<ClaimId> = all.iter().map(|it| it.claim.id.clone()).collect();
        let mut rows = Rows::default();
        for lifted in all {
            let at = At::of("claims", lifted.index);
            let claim = self.linked(lifted, &ids);
            self.push(&mut rows, claim, &at, "claim");
        }
        self.scene.claims = rows.table;
    }

    /// A claim that stands at this place of another list than the scene's own;
    /// everything that it refers to is there already, but for claims.
    pub(in crate::file) fn claim_at(
        &mut self,
        index: usize,
        file: ClaimFile<'static>,
    ) -> Option<Lifted> {
        self.claim(file, &At::of("claims", index))
    }

    /// The claim with those of its links that lead to one of these.
    pub(in crate::file) fn linked(&mut self, mut lifted: Lifted, ids: &HashSet<ClaimId>) -> Claim {
        let at = At::of("claims", lifted.index);
        let id = lifted.claim.id.clone();
        for ((list, files), kept) in lifted.links.iter().zip(lifted.claim.links_mut()) {
            let links = Links {
                list,
                target: "claims",
                word: "claim",
                files,
            };
            *kept = self.links(&links, &id, ids, &at);
        }
        lifted.claim
    }

    fn claim(&mut self, file: ClaimFile<'static>, at: &At<'_>) -> Option<Lifted> {
        let id = self.id(&file.id, at);
        let status = self.choice(file.status, LEFT_OUT, || at.field("status"));
        let grade = self.grade(&file.grade, at);
        let kinds = entries(at, "kinds", file.kinds, |text, path| {
            self.reference(&text, &KIND, ENTRY_LEFT_OUT, || path.path())
        });
        let bearings = entries(at, "bearings", file.bearings, |bearing, path| {
            self.bearing(bearing, path)
        });
        let asserter = self.asserter(file.asserter, at);
        let quantities = entries(at, "quantities", file.quantities, |quantity, path| {
            self.quantity(quantity, path)
        });
        let date = file.date.map(|date| self.claim_date(date, at));
        let anchors = entries(at, "anchors", file.anchors, |anchor, path| {
            self.anchor(anchor, path)
        });
        Some(Lifted {
            index: at.index,
            claim: Claim {
                id: id?,
                statement: file.statement.into_owned(),
                kinds,
                bearings,
                asserter,
                status: status?,
                quantities,
                date,
                is_forecast: file.forecast,
                grade: grade?,
                grade_reason: file.grade_reason.into_owned(),
                anchors,
                rank: rank(file.rank),
                repeats: Vec::new(),
                contradicts: Vec::new(),
                derived_from: Vec::new(),
                note: file.note.map(Text::into_owned),
            },
            links: [
                ("repeats", file.repeats),
                ("contradicts", file.contradicts),
                ("derived_from", file.derived_from),
            ],
        })
    }

    fn grade(&mut self, text: &str, at: &At<'_>) -> Option<Grade> {
        let grade = Grade::parse(text);
        if grade.is_none() {
            self.findings.error(
                "bad-grade",
                at.field("grade"),
                format!("{text:?} is not a grade; {LEFT_OUT}"),
                "write a letter from A to F and a digit from 1 to 6, such as C3",
            );
        }
        grade
    }

    fn bearing(&mut self, file: BearingFile<'static>, at: &At<'_>) -> Option<Bearing> {
        let outcome = "the bearing is left out";
        let on = match (&file.tie, &file.actor) {
            (Some(tie), None) => self
                .reference(tie, &TIE, outcome, || at.field("tie"))
                .map(BearingOn::Tie),
            (None, Some(actor)) => self
                .reference(actor, &ACTOR, outcome, || at.field("actor"))
                .map(BearingOn::Actor),
            (both, _) => {
                let (found, path) = if both.is_some() {
                    ("both a tie and an actor", at.field("actor"))
                } else {
                    ("neither a tie nor an actor", at.path())
                };
                self.findings.error(
                    "bearing-on",
                    path,
                    format!("the bearing names {found}; it is left out"),
                    "name either tie: or actor:; for both write two bearings",
                );
                None
            }
        };
        let direction = match &file.from {
            None => Some(Direction::Both),
            Some(from) => self
                .reference(from, &ACTOR, outcome, || at.field("from"))
                .map(Direction::From),
        };
        let stance = self.choice(file.stance, outcome, || at.field("stance"));
        let magnitude = self.choice(file.magnitude, outcome, || at.field("magnitude"));
        Some(Bearing {
            on: on?,
            direction: direction?,
            stance: stance?,
            magnitude: magnitude?,
            reason: file.reason.into_owned(),
        })
    }

    fn asserter(&mut self, file: AsserterFile<'static>, at: &At<'_>) -> Asserter {
        match file {
            AsserterFile::Named {
                name,
                role,
                affiliation,
            } => Asserter::Named {
                name: name.into_owned(),
                role: role.map(Text::into_owned),
                affiliation: affiliation.and_then(|actor| {
                    self.reference(&actor, &ACTOR, "the affiliation is left out", || {
                        at.field("asserter.affiliation")
                    })
                }),
            },
            AsserterFile::Unattributed { note } => Asserter::Unattributed {
                note: note.map(Text::into_owned),
            },
        }
    }

    fn quantity(&mut self, file: QuantityFile<'static>, at: &At<'_>) -> Option<Quantity> {
        let bound = file.bound.unwrap_or(Choice::Known(Bound::Exactly));
        let bound = self.choice(bound, "the quantity is left out", || at.field("bound"));
        if !file.amount.is_finite() {
            self.findings.error(
                "bad-amount",
                at.field("amount"),
                format!(
                    "an amount is a finite number, not {}; the quantity is left out",
                    file.amount
                ),
                "write the number that the source gives",
            );
            return None;
        }
        Some(Quantity {
            measure: file.measure.into_owned(),
            bound: bound?,
            amount: file.amount,
            unit: file.unit.into_owned(),
            scope: file.scope.map(Text::into_owned),
            period: file.period.map(Text::into_owned),
            counter: file.counter.map(Text::into_owned),
        })
    }

    fn claim_date(&mut self, file: ClaimDateFile<'static>, at: &At<'_>) -> ClaimDate {
        ClaimDate {
            as_printed: file.as_printed.map(Text::into_owned),
            resolved: self.date(file.resolved, || at.field("date.resolved")),
            note: file.note.map(Text::into_owned),
        }
    }

    fn anchor(&mut self, file: AnchorFile<'static>, at: &At<'_>) -> Option<Anchor> {
        let source = self.reference(&file.source, &SOURCE, "the anchor is left out", || {
            at.field("source")
        });
        let (mut start, mut end) = (file.start, file.end);
        if let (Some(first), Some(last)) = (start, end)
            && first > last
        {
            self.findings.error(
                "bad-anchor",
                at.field("start"),
                format!(
                    "the anchor starts at {first} and ends before, at {last}; both are left out"
                ),
                "count both in characters from the start of the source's text",
            );
            (start, end) = (None, None);
        }
        Some(Anchor {
            source: source?,
            exact: file.exact.into_owned(),
            prefix: file.prefix.map(Text::into_owned),
            suffix: file.suffix.map(Text::into_owned),
            start,
            end,
        })
    }
}

/// What can be taken of a list within a claim.
fn entries<F, T>(
    parent: &At<'_>,
    list: &'static str,
    files: Vec<F>,
    mut take: impl FnMut(F, &At<'_>) -> Option<T>,
) -> Vec<T> {
    let mut taken = Vec::with_capacity(files.len());
    for (index, file) in files.into_iter().enumerate() {
        let at = At {
            parent: Some(parent),
            list,
            index,
        };
        taken.extend(take(file, &at));
    }
    taken
}

fn rank(file: Option<RankFile<'static>>) -> Rank {
    match file {
        None => Rank::Normal,
        Some(RankFile::Preferred { reason }) => Rank::Preferred {
            reason: reason.into_owned(),
        },
        Some(RankFile::Deprecated { reason }) => Rank::Deprecated {
            reason: reason.into_owned(),
        },
    }
}
