//! The claims as CSV, one a row, for spreadsheets and back.
//!
//! RFC 4180, UTF-8 with a byte order mark, lines ended by CR LF, every cell in
//! quotation marks. What stands in the cells, and how a text is kept from being
//! a formula, is said in [`crate::file::claims_csv`].

use std::collections::HashSet;

use super::citation::tie_name;
use crate::file::claims_csv::{COLUMNS, IN_WORDS, cells, guarded};
use crate::file::scene_file;
use crate::model::{BearingOn, Claim, Direction, Scene, SourceId};

/// Puts something of a claim into words.
type Words = fn(&Scene, &Claim) -> String;

/// What people read beside the columns that hold a claim; not read back.
const WORDS: [(&str, Words); 6] = [
    ("bears on", bears_on),
    ("kinds", kinds),
    ("grade", |_, claim| claim.grade.meaning()),
    ("date", |_, claim| {
        claim.when().map_or_else(String::new, |it| it.in_words())
    }),
    ("quantities", |_, claim| {
        let words = claim.quantities.iter().map(|it| it.in_words());
        words.collect::<Vec<_>>().join("; ")
    }),
    ("sources", sources),
];

/// The claims of the scene, in its order. The same scene gives the same bytes.
///
/// A spreadsheet shows 32,767 characters of a cell; the file holds all of them.
pub fn claims_csv(scene: &Scene) -> Vec<u8> {
    const WRITES: &str = "writing to memory does not fail";
    let mut writer = csv::WriterBuilder::new()
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::from(b"\xEF\xBB\xBF"));
    let words = WORDS.iter().map(|(name, _)| format!("{name}{IN_WORDS}"));
    let names = COLUMNS.iter().map(|name| (*name).to_owned()).chain(words);
    writer.write_record(names).expect(WRITES);
    for (file, claim) in scene_file(scene).claims.iter().zip(scene.claims.iter()) {
        let words = WORDS.iter().map(|(_, words)| {
            let words = words(scene, claim);
            guarded(&words).into_owned()
        });
        let row = cells(file).into_iter().chain(words);
        writer.write_record(row).expect(WRITES);
    }
    writer.into_inner().expect(WRITES)
}

/// What a claim bears on: `Israel – Azerbaijan: supports, strong`.
fn bears_on(scene: &Scene, claim: &Claim) -> String {
    let words = claim.bearings.iter().map(|bearing| {
        let on = match &bearing.on {
            BearingOn::Tie(tie) => tie_name(scene, tie),
            BearingOn::Actor(actor) => scene.actor_name(actor).to_owned(),
        };
        let from = match &bearing.direction {
            Direction::Both => String::new(),
            Direction::From(actor) => format!(", from {}", scene.actor_name(actor)),
        };
        let (stance, magnitude) = (bearing.stance.word(), bearing.magnitude.word());
        format!("{on}: {stance}, {magnitude}{from}")
    });
    words.collect::<Vec<_>>().join("; ")
}

fn kinds(scene: &Scene, claim: &Claim) -> String {
    let labels = claim.kinds.iter().map(|kind| scene.kind_label(kind));
    labels.collect::<Vec<_>>().join("; ")
}

/// The sources that a claim stands in, each once.
fn sources(scene: &Scene, claim: &Claim) -> String {
    let mut seen: HashSet<&SourceId> = HashSet::new();
    let words = claim
        .anchors
        .iter()
        .filter(|anchor| seen.insert(&anchor.source))
        .map(|anchor| {
            let source = scene.sources.get(&anchor.source);
            source.map_or_else(|| anchor.source.to_string(), |it| it.citation())
        });
    words.collect::<Vec<_>>().join("; ")
}
