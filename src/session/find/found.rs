//! What a search finds: records by their kind, the best first, with the words
//! that were searched for marked.

use std::ops::Range;

use crate::model::{Actor, Claim, Note, Scene, Source, Subject, Tie, TieState};
use crate::session::Session;
use crate::text::{self, Index, Query};

/// At most so many records of a kind are shown.
pub const MOST_FOUND: usize = 24;

/// At most so many records of a kind are put in order; of more, the first of the
/// scene.
const MOST_RANKED: usize = 2_000;

/// A stretch of a longer text begins so many characters before what is marked.
const BEFORE: usize = 36;

/// No more of a text than so many characters is shown, or looked through for what
/// to mark.
const MOST_SHOWN: usize = 220;
const MOST_LOOKED_THROUGH: usize = 20_000;

/// Kinds of what is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FoundKind {
    /// Actors, by any of their names.
    Actor,
    /// Ties, by the names of both actors and by what is written on them.
    Tie,
    /// Claims, by their statement, quotations, asserter and notes.
    Claim,
    /// Sources.
    Source,
    /// Notes on the map.
    Note,
}

impl FoundKind {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 5] = [
        Self::Actor,
        Self::Tie,
        Self::Claim,
        Self::Source,
        Self::Note,
    ];

    /// The words for one and for many.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Actor => ("actor", "actors"),
            Self::Tie => ("tie", "ties"),
            Self::Claim => ("claim", "claims"),
            Self::Source => ("source", "sources"),
            Self::Note => ("note", "notes"),
        }
    }
}

/// A text on one line, with what was searched for in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// The text.
    pub text: String,
    /// Ranges of its bytes, rising and apart.
    pub marks: Vec<Range<usize>>,
}

/// A record that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundRow {
    /// The record.
    pub subject: Subject,
    /// What it is called.
    pub title: Marked,
    /// Where the words stand that its name does not have, or what else it is.
    pub detail: Marked,
    /// A word or a number that tells it apart: a weight, a grade.
    pub end: String,
}

/// What was found of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundGroup {
    /// The kind.
    pub kind: FoundKind,
    /// How many there are.
    pub count: usize,
    /// The best of them, at most [`MOST_FOUND`].
    pub rows: Vec<FoundRow>,
}

/// What a search finds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Kinds of which something was found, in the order of [`FoundKind::ALL`].
    pub groups: Vec<FoundGroup>,
    /// Whether part of the scene is still being read: there may be more.
    pub is_reading: bool,
}

impl Session {
    /// What of the scene has all the words and phrases that were typed, in any
    /// order; nothing where none was. Takes time in proportion to the text of the
    /// scene.
    pub fn search(&self, typed: &str) -> Found {
        let query = Query::new(typed);
        if query.is_empty() {
            return Found::default();
        }
        let mut found = Found::default();
        for kind in FoundKind::ALL {
            match self.searched(kind) {
                Some(searched) => found.groups.extend(self.group(kind, &searched, &query)),
                None => found.is_reading = true,
            }
        }
        found
    }

    /// Changes whenever a search may find something else.
    pub fn search_revision(&self) -> [u64; 3] {
        [
            self.revisions.scene,
            self.claim_texts.revision(),
            self.finding.texts.revision(),
        ]
    }

    /// The text of the records of a kind; `None` while that is being read.
    fn searched(&self, kind: FoundKind) -> Option<Searched<'_>> {
        let texts = &self.finding.texts;
        let index = match kind {
            FoundKind::Claim => {
                let index = self.claim_texts.index_of(&self.document.scene)?;
                return Some(Searched {
                    index,
                    // The id comes first.
                    names: 1..2,
                    is_in_heads: true,
                });
            }
            _ if !texts.is_of(&self.document.scene) => return None,
            FoundKind::Actor => &texts.tables.actors,
            FoundKind::Tie => &texts.tables.ties,
            FoundKind::Source => &texts.tables.sources,
            FoundKind::Note => &texts.tables.notes,
        };
        Some(Searched {
            index,
            names: 0..usize::MAX,
            is_in_heads: false,
        })
    }

    fn group(&self, kind: FoundKind, searched: &Searched<'_>, query: &Query) -> Option<FoundGroup> {
        let mut count = 0;
        let mut best: Vec<(u8, usize)> = Vec::new();
        searched.each(query, |at| {
            count += 1;
            if count <= MOST_RANKED {
                best.push((searched.rank(at, query), at));
            }
        });
        best.sort_unstable();
        best.truncate(MOST_FOUND);
        let scene = &self.document.scene;
        let rows = best.iter().filter_map(|(_, at)| match kind {
            FoundKind::Actor => Some(actor_row(scene.actors.at(*at)?, query)),
            FoundKind::Tie => Some(tie_row(scene.ties.at(*at)?, scene, query)),
            FoundKind::Claim => Some(claim_row(scene.claims.at(*at)?, query)),
            FoundKind::Source => Some(source_row(scene.sources.at(*at)?, query)),
            FoundKind::Note => Some(note_row(scene.notes.at(*at)?, query)),
        });
        let rows = rows.collect();
        (count > 0).then_some(FoundGroup { kind, count, rows })
    }
}

/// The text of the records of a kind.
struct Searched<'a> {
    index: &'a Index,
    /// Which parts of a head are what the record is called.
    names: Range<usize>,
    /// Whether only heads are searched.
    is_in_heads: bool,
}

impl Searched<'_> {
    fn each(&self, query: &Query, take: impl FnMut(usize)) {
        if self.is_in_heads {
            self.index.find_in_heads(query).for_each(take);
        } else {
            self.index.find(query).for_each(take);
        }
    }

    /// How well what the record is called fits; 0 is best.
    fn rank(&self, at: usize, query: &Query) -> u8 {
        let names = self.index.head_parts(at);
        let names = names.skip(self.names.start).take(self.names.len());
        let mut rank = 3;
        let mut all = String::new();
        for name in names {
            if query.begins(name) {
                return 0;
            }
            all.push_str(name);
            all.push('\n');
        }
        if query.begins_words_of(&all) {
            rank = 1;
        } else if query.is_in(&all) {
            rank = 2;
        }
        rank
    }
}

/// A field of a record, with what it is called where it is shown.
type Field<'a> = (&'static str, &'a str);

/// The first of these fields that has most of the words.
fn best_field<'a>(query: &Query, fields: &[Field<'a>]) -> Option<Field<'a>> {
    let count = |text: &str| query.count_in(start_of(text, MOST_LOOKED_THROUGH));
    let counted = fields.iter().map(|field| (count(field.1), field));
    // The last of equal ones would win.
    let best = counted.rev().max_by_key(|(count, _)| *count)?;
    (best.0 > 0).then_some(*best.1)
}

/// Where the words stand, unless the title has them all: then `usual`.
fn detail(query: &Query, title: &str, fields: &[Field<'_>], usual: &str) -> Marked {
    let is_told = query.is_in(&text::fold(title));
    let field = best_field(query, fields).filter(|_| !is_told);
    match field {
        Some((name, text)) => around(query, name, text),
        None => marked(query, usual),
    }
}

/// The start of a text, with its marks.
fn marked(query: &Query, text: &str) -> Marked {
    let text = text::one_line(start_of(text, MOST_SHOWN));
    let marks = query.marks(&text);
    Marked { text, marks }
}

/// The stretch of a text where the words stand first, with its marks.
fn around(query: &Query, name: &str, text: &str) -> Marked {
    let line = text::one_line(start_of(text, MOST_LOOKED_THROUGH));
    let first = query.marks(&line).first().map_or(0, |mark| mark.start);
    let mut start = first;
    for (at, c) in line
        .get(..first)
        .unwrap_or_default()
        .char_indices()
        .rev()
        .take(BEFORE)
    {
        // It begins with a word where it can.
        if c == ' ' || at == 0 {
            start = at;
        }
    }
    let cut = line.get(start..).unwrap_or_default().trim_start();
    let dots = if start > 0 { "\u{2026} " } else { "" };
    let name = if name.is_empty() {
        String::new()
    } else {
        format!("{name}: ")
    };
    let shown = start_of(cut, MOST_SHOWN);
    let front = name.len() + dots.len();
    let marks = query.marks(shown).into_iter();
    Marked {
        marks: marks.map(|it| it.start + front..it.end + front).collect(),
        text: format!("{name}{dots}{shown}"),
    }
}

/// The first characters of a text.
fn start_of(text: &str, chars: usize) -> &str {
    let end = text.char_indices().nth(chars).map_or(text.len(), |it| it.0);
    text.get(..end).unwrap_or(text)
}

fn actor_row(actor: &Actor, query: &Query) -> FoundRow {
    let names: Vec<&str> = actor
        .other_names
        .iter()
        .map(|it| it.text.as_str())
        .collect();
    FoundRow {
        subject: Subject::Actor(actor.id.clone()),
        title: marked(query, &actor.name),
        detail: marked(query, &names.join(" \u{b7} ")),
        end: actor.kind.word().to_owned(),
    }
}

fn tie_row(tie: &Tie, scene: &Scene, query: &Query) -> FoundRow {
    let title = format!(
        "{} \u{2013} {}",
        scene.actor_name(&tie.from),
        scene.actor_name(&tie.to)
    );
    let label = tie.label.as_deref().unwrap_or_default();
    let (reason, end) = match &tie.state {
        TieState::Valued(weight) => ("", weight.to_string()),
        TieState::Unknown { reason } => (reason.as_str(), "unknown".to_owned()),
        TieState::None { reason } => (reason.as_str(), "none".to_owned()),
    };
    let usual = [label, &tie.rationale, reason];
    let usual = usual.into_iter().find(|it| !it.is_empty());
    let ends = [&tie.from, &tie.to].map(|end| scene.actors.get(end));
    let mut fields: Vec<Field<'_>> = vec![
        ("", label),
        ("Rationale", &tie.rationale),
        ("Reason", reason),
        (
            "Confidence",
            tie.confidence_basis.as_deref().unwrap_or_default(),
        ),
    ];
    for actor in ends.into_iter().flatten() {
        fields.extend(actor.other_names.iter().map(|it| ("", it.text.as_str())));
    }
    FoundRow {
        subject: Subject::Tie(tie.id.clone()),
        detail: detail(query, &title, &fields, usual.unwrap_or_default()),
        title: marked(query, &title),
        end,
    }
}

fn claim_row(claim: &Claim, query: &Query) -> FoundRow {
    let said = claim.asserter.name();
    let usual = match claim.asserter.detail() {
        Some(detail) if !detail.is_empty() => format!("{said}, {detail}"),
        _ => said.to_owned(),
    };
    let quotes = claim.anchors.iter().map(|it| ("Quote", it.exact.as_str()));
    let mut fields: Vec<Field<'_>> = vec![("", &usual)];
    fields.extend(quotes);
    fields.extend([
        ("Note", claim.note.as_deref().unwrap_or_default()),
        ("Grade", claim.grade_reason.as_str()),
    ]);
    fields.extend(claim.bearings.iter().map(|it| ("Why", it.reason.as_str())));
    FoundRow {
        subject: Subject::Claim(claim.id.clone()),
        // A long statement is shown from where the words stand.
        title: if query.is_in(&text::fold(start_of(&claim.statement, BEFORE * 2))) {
            marked(query, &claim.statement)
        } else {
            statement(query, &claim.statement)
        },
        detail: detail(query, &claim.statement, &fields, &usual),
        end: format!("{} \u{b7} {}", claim.id, claim.grade),
    }
}

/// A statement from its start, unless the words stand further on.
fn statement(query: &Query, words: &str) -> Marked {
    let shown = around(query, "", words);
    if shown.marks.is_empty() {
        marked(query, words)
    } else {
        shown
    }
}

fn source_row(source: &Source, query: &Query) -> FoundRow {
    let of = |field: &'_ Option<String>| -> String { field.clone().unwrap_or_default() };
    let usual: Vec<String> = [
        of(&source.author),
        of(&source.container_title),
        of(&source.issued_as_printed),
    ]
    .into_iter()
    .filter(|it| !it.is_empty())
    .collect();
    let usual = usual.join(" \u{b7} ");
    let publisher = of(&source.publisher);
    let (url, archive) = (of(&source.url), of(&source.archive_url));
    let (origin, descriptor) = (of(&source.origin), of(&source.descriptor));
    let fields: [Field<'_>; 6] = [
        ("", &usual),
        ("Publisher", &publisher),
        ("Address", &url),
        ("Archived", &archive),
        ("Origin", &origin),
        ("Quality", &descriptor),
    ];
    FoundRow {
        subject: Subject::Source(source.id.clone()),
        title: marked(query, &source.title),
        detail: detail(query, &source.title, &fields, &usual),
        end: source.id.to_string(),
    }
}

fn note_row(note: &Note, query: &Query) -> FoundRow {
    FoundRow {
        subject: Subject::Note(note.id.clone()),
        title: statement(query, &note.text),
        detail: Marked::default(),
        end: String::new(),
    }
}
