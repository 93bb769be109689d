//! The claims as Markdown with numbered sources, for a report or a colleague.
//!
//! Claims stand under the tie that they bear on first; under further ties they
//! are named again with what they say there. Every text of the scene is escaped
//! so that nothing in it is active, whatever reads the file: no HTML, no links,
//! pictures or addresses that become links by themselves, no headings, lists,
//! code or tables. Addresses stand as code, and only those of http and https.

mod escape;

use std::collections::{HashMap, HashSet};

use self::escape::escaped;
use super::citation::{Part, address, parts, tie_name};
use crate::model::{
    Asserter, Bearing, BearingOn, Claim, ClaimId, Direction, Rank, Scene, Source, SourceId, Tie,
    TieState,
};

/// The claims of the scene under their ties, then its sources. The same scene
/// gives the same text.
pub fn claims_markdown(scene: &Scene) -> String {
    let mut page = Page::new(scene);
    page.head();
    for tie in scene.ties.iter() {
        page.tie(tie);
    }
    page.actors();
    page.without_bearing();
    page.ties_without_claims();
    page.sources();
    page.text
}

/// The text in the making.
struct Page<'s> {
    scene: &'s Scene,
    /// The number of each source.
    numbers: HashMap<&'s SourceId, usize>,
    /// Claims by the tie that they bear on.
    on_tie: HashMap<&'s str, Vec<&'s Claim>>,
    /// For each claim, those that it contradicts or that contradict it.
    contradictions: HashMap<&'s ClaimId, Vec<&'s ClaimId>>,
    /// The claims that were written in full.
    written: HashSet<&'s ClaimId>,
    text: String,
}

impl<'s> Page<'s> {
    fn new(scene: &'s Scene) -> Self {
        let numbers = scene.sources.iter().enumerate();
        let numbers = numbers.map(|(at, source)| (&source.id, at + 1)).collect();
        let mut on_tie: HashMap<&str, Vec<&Claim>> = HashMap::new();
        let mut contradictions: HashMap<&ClaimId, Vec<&ClaimId>> = HashMap::new();
        let mut note = |one, other| {
            let all = contradictions.entry(one).or_default();
            if !all.contains(&other) {
                all.push(other);
            }
        };
        for claim in scene.claims.iter() {
            for bearing in &claim.bearings {
                if let BearingOn::Tie(tie) = &bearing.on {
                    let on = on_tie.entry(tie.as_str()).or_default();
                    if on.last().is_none_or(|last| last.id != claim.id) {
                        on.push(claim);
                    }
                }
            }
            for other in &claim.contradicts {
                note(&claim.id, other);
                note(other, &claim.id);
            }
        }
        Self {
            scene,
            numbers,
            on_tie,
            contradictions,
            written: HashSet::new(),
            text: String::new(),
        }
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    fn paragraph(&mut self, line: &str) {
        self.line(line);
        self.line("");
    }

    fn head(&mut self) {
        let scene = self.scene;
        self.paragraph("# Claims");
        let as_of = match scene.as_of {
            Some(date) => format!("as of {}", date.in_words()),
            None => "no as-of date".to_owned(),
        };
        let claims = counted(scene.claims.len(), "claim", "claims");
        let sources = counted(scene.sources.len(), "source", "sources");
        self.paragraph(&format!(
            "**Scene:** {} ({as_of}); {claims}, {sources}",
            escaped(&scene.title)
        ));
        if let Some(summary) = &scene.source_summary {
            self.paragraph(&format!("**Source summary:** {}", escaped(&summary.text)));
        }
        self.paragraph(
            "Weights are analyst judgements on \u{2212}1..1, not measurements. Grades are of the \
             Admiralty code: reliability A to F, credibility 1 to 6; F and 6 are \u{201c}no basis \
             to judge\u{201d}.",
        );
    }

    fn tie(&mut self, tie: &Tie) {
        let claims = self.on_tie.get(tie.id.as_str()).cloned();
        let Some(claims) = claims else {
            return;
        };
        self.paragraph(&format!("## {}", escaped(&tie_name(self.scene, &tie.id))));
        self.paragraph(&state(tie));
        for claim in claims {
            let bearings: Vec<&Bearing> = claim.bearings_on(&tie.id).collect();
            self.claim(claim, &bearings);
        }
        self.line("");
    }

    fn actors(&mut self) {
        let scene = self.scene;
        let on_actor = |bearing: &&Bearing| matches!(bearing.on, BearingOn::Actor(_));
        let claims: Vec<&Claim> = scene
            .claims
            .iter()
            .filter(|claim| claim.bearings.iter().any(|it| on_actor(&it)))
            .collect();
        if claims.is_empty() {
            return;
        }
        self.paragraph("## On single actors");
        for claim in claims {
            let bearings: Vec<&Bearing> = claim.bearings.iter().filter(on_actor).collect();
            self.claim(claim, &bearings);
        }
        self.line("");
    }

    fn without_bearing(&mut self) {
        let scene = self.scene;
        let claims = scene.claims.iter();
        let left: Vec<&Claim> = claims
            .filter(|claim| !self.written.contains(&claim.id))
            .collect();
        if left.is_empty() {
            return;
        }
        self.paragraph("## On no tie or actor");
        for claim in left {
            self.claim(claim, &[]);
        }
        self.line("");
    }

    fn ties_without_claims(&mut self) {
        let scene = self.scene;
        let ties = scene.ties.iter();
        let bare: Vec<&Tie> = ties
            .filter(|tie| !self.on_tie.contains_key(tie.id.as_str()))
            .collect();
        if bare.is_empty() {
            return;
        }
        self.paragraph("## Ties without claims");
        for tie in bare {
            let name = tie_name(scene, &tie.id);
            self.line(&format!("- **Tie:** {}. {}", escaped(&name), state(tie)));
        }
        self.line("");
    }

    /// A claim in full the first time, and in few words after that.
    fn claim(&mut self, claim: &'s Claim, bearings: &[&Bearing]) {
        let is_first = self.written.insert(&claim.id);
        let id = escaped(claim.id.as_str());
        let statement = escaped(&claim.statement);
        let cited = self.cited(claim);
        self.line(&format!("- **{id}:** {statement}{cited}"));
        for bearing in bearings {
            let words = self.bearing(bearing);
            self.line(&format!("  - **{}:** {words}", says(bearing)));
        }
        if !is_first {
            self.line("  - **Details:** see the same claim above");
            return;
        }
        let scene = self.scene;
        let forecast = if claim.is_forecast { ", forecast" } else { "" };
        let kinds = claim.kinds.iter().map(|it| escaped(scene.kind_label(it)));
        let kinds = kinds.collect::<Vec<_>>().join(", ");
        let kinds = if kinds.is_empty() {
            kinds
        } else {
            format!("; {kinds}")
        };
        self.line(&format!(
            "  - **Status:** {}{forecast}{kinds}",
            claim.status.word()
        ));
        self.line(&format!("  - **Asserter:** {}", self.asserter(claim)));
        self.line(&format!(
            "  - **Grade:** {}, {}{}",
            claim.grade,
            claim.grade.meaning(),
            after(": ", &claim.grade_reason)
        ));
        if let Some(date) = date(claim) {
            self.line(&format!("  - **Date:** {date}"));
        }
        for quantity in &claim.quantities {
            let counter = quantity.counter.as_deref();
            let counter = counter.map_or_else(String::new, |it| after(", counted by ", it));
            let words = escaped(&quantity.in_words());
            self.line(&format!("  - **Quantity:** {words}{counter}"));
        }
        self.anchors(claim);
        self.relations(claim);
        match &claim.rank {
            Rank::Normal => {}
            Rank::Preferred { reason } => {
                self.line(&format!("  - **Preferred**{}", after(": ", reason)));
            }
            Rank::Deprecated { reason } => {
                let reason = after(": ", reason);
                self.line(&format!("  - **Withdrawn, not counted**{reason}"));
            }
        }
        if let Some(note) = &claim.note {
            self.line(&format!("  - **Note:** {}", escaped(note)));
        }
    }

    /// The numbers of the sources of a claim, each once: ` [1] [3]`.
    fn cited(&self, claim: &Claim) -> String {
        let numbers = claim.anchors.iter();
        let numbers = numbers.filter_map(|it| self.numbers.get(&it.source).copied());
        let mut seen = Vec::new();
        for number in numbers {
            if !seen.contains(&number) {
                seen.push(number);
            }
        }
        let words = seen.iter().map(|number| format!(" \\[{number}\\]"));
        words.collect::<Vec<_>>().concat()
    }

    fn bearing(&self, bearing: &Bearing) -> String {
        let on = match &bearing.on {
            BearingOn::Tie(_) => String::new(),
            BearingOn::Actor(actor) => format!("{}, ", escaped(self.scene.actor_name(actor))),
        };
        let from = match &bearing.direction {
            Direction::Both => String::new(),
            Direction::From(actor) => {
                format!(", from {}", escaped(self.scene.actor_name(actor)))
            }
        };
        let magnitude = bearing.magnitude.word();
        format!("{on}{magnitude}{from}{}", after("; ", &bearing.reason))
    }

    fn asserter(&self, claim: &Claim) -> String {
        match &claim.asserter {
            Asserter::Named {
                name,
                role,
                affiliation,
            } => {
                let role = role
                    .as_deref()
                    .map_or_else(String::new, |it| after(", ", it));
                let speaks_for = affiliation.as_ref().map_or_else(String::new, |actor| {
                    format!(", for {}", escaped(self.scene.actor_name(actor)))
                });
                format!("{}{role}{speaks_for}", escaped(name))
            }
            Asserter::Unattributed { note } => {
                let note = note
                    .as_deref()
                    .map_or_else(String::new, |it| after(": ", it));
                format!("unattributed{note}")
            }
        }
    }

    fn anchors(&mut self, claim: &Claim) {
        for anchor in &claim.anchors {
            let number = self.numbers.get(&anchor.source).copied();
            let number = number.map_or_else(String::new, |it| format!("\\[{it}\\] "));
            let place = match (anchor.start, anchor.end) {
                (Some(start), Some(end)) => format!(", characters {start} to {end}"),
                _ => String::new(),
            };
            let quoted = escaped(&anchor.exact);
            self.line(&format!(
                "  - **Quotation:** {number}\u{201c}{quoted}\u{201d}{place}"
            ));
        }
    }

    fn relations(&mut self, claim: &Claim) {
        let all = self.contradictions.get(&claim.id).cloned();
        let contradicts: Vec<&ClaimId> = all.unwrap_or_default();
        let repeats: Vec<&ClaimId> = claim.repeats.iter().collect();
        let derived: Vec<&ClaimId> = claim.derived_from.iter().collect();
        for (word, ids) in [
            ("Contradiction with", contradicts),
            ("Repeats", repeats),
            ("Derived from", derived),
        ] {
            if !ids.is_empty() {
                let ids = ids.iter().map(|id| escaped(id.as_str()));
                let ids = ids.collect::<Vec<_>>().join(", ");
                self.line(&format!("  - **{word}:** {ids}"));
            }
        }
    }

    fn sources(&mut self) {
        let scene = self.scene;
        self.paragraph("## Sources");
        if scene.sources.is_empty() {
            self.line("None.");
        }
        for (at, source) in scene.sources.iter().enumerate() {
            self.source(at + 1, source);
        }
    }

    fn source(&mut self, number: usize, source: &Source) {
        let citation = parts(source).into_iter().map(|part| match part {
            Part::Words(words) => escaped(&words),
            Part::Address("", address) => format!("`{address}`"),
            Part::Address(before, address) => format!("{before} `{address}`"),
        });
        let citation = citation.collect::<Vec<_>>().join(" ");
        let id = escaped(source.id.as_str());
        self.line(&format!("{number}. **{id}:** {citation}"));
        // As far in as the text of the item, whatever its number.
        let indent = " ".repeat(number.to_string().len() + 2);
        let rating = &source.rating;
        let mut item = |name: &str, words: &str| {
            self.line(&format!("{indent}- **{name}:** {words}"));
        };
        let reliability = rating.reliability;
        item(
            "Reliability",
            &format!(
                "{}, {}{}",
                reliability.letter(),
                reliability.meaning(),
                after(": ", &rating.reason)
            ),
        );
        for (name, url) in [
            ("Address", &source.url),
            ("Archived address", &source.archive_url),
        ] {
            if let Some(url) = url
                && address(Some(url)).is_none()
            {
                let words = format!("{} (not one of http or https)", escaped(url));
                item(name, &words);
            }
        }
        let texts = [
            ("What affects its quality", &source.descriptor),
            ("Goes back to", &source.origin),
            ("Date as printed", &source.issued_as_printed),
            ("How the date was resolved", &source.issued_note),
            ("Language", &source.language),
            ("SHA-256 of the text", &source.sha256),
        ];
        for (name, text) in texts {
            if let Some(text) = text {
                item(name, &escaped(text));
            }
        }
        let repeats = source.repeats.iter();
        let repeats = repeats.filter_map(|id| self.numbers.get(id));
        let repeats: Vec<String> = repeats.map(|it| format!("\\[{it}\\]")).collect();
        if !repeats.is_empty() {
            self.line(&format!("{indent}- **Repeats:** {}", repeats.join(" ")));
        }
    }
}

/// What is known of a tie: `Weight +0.85, confidence moderate.`
fn state(tie: &Tie) -> String {
    let label = tie.label.as_deref();
    let label = label.map_or_else(String::new, |it| after(" ", it));
    let label = if label.is_empty() {
        label
    } else {
        format!("{label};")
    };
    let words = match &tie.state {
        TieState::Valued(weight) => {
            let confidence = tie.confidence.map_or_else(String::new, |it| {
                let basis = tie.confidence_basis.as_deref();
                let basis = basis.map_or_else(String::new, |it| after(": ", it));
                format!(", {} confidence{basis}", it.word())
            });
            format!("weight {weight}{confidence}")
        }
        TieState::Unknown { reason } => format!("unknown{}", after(": ", reason)),
        TieState::None { reason } => format!("no tie{}", after(": ", reason)),
    };
    let likelihood = tie.likelihood.as_ref().map_or_else(String::new, |it| {
        let of = after(" ", &it.of);
        format!("; {}{of}", it.term.with_range())
    });
    format!("**Judged:**{label} {words}{likelihood}")
}

fn says(bearing: &Bearing) -> &'static str {
    match bearing.stance.sign() {
        sign if sign > 0.0 => "Supports",
        sign if sign < 0.0 => "Strains",
        _ => "Neutral",
    }
}

/// The date of a claim: resolved, then as printed, then how it was resolved.
fn date(claim: &Claim) -> Option<String> {
    let date = claim.date.as_ref()?;
    let mut parts = Vec::new();
    parts.push(match date.resolved {
        Some(range) => range.in_words(),
        None => "not resolved".to_owned(),
    });
    let printed = date.as_printed.as_deref();
    parts.extend(printed.map(|it| format!("printed as \u{201c}{}\u{201d}", escaped(it))));
    parts.extend(date.note.as_deref().map(escaped));
    Some(parts.join("; "))
}

/// A text with something before it; nothing where it says nothing.
fn after(before: &str, text: &str) -> String {
    let text = escaped(text);
    if text.is_empty() {
        text
    } else {
        format!("{before}{text}")
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
