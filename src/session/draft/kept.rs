//! Forms that are not finished, as they are kept for the case of a crash.
//!
//! A form is a list of names and texts. Records within it have numbers in their
//! names, from 0: `bearing.1.reason`. A choice that was not made has no entry, an
//! empty text has one. What is not understood is passed over: a copy may be of
//! another version of the program.

use std::fmt::Debug;

use super::{
    AnchorDraft, BearingDraft, ClaimDraft, ClaimForm, Draft, Drafts, Form, FormCommand,
    PropertiesDraft, QuantityDraft, RankChoice, ReasonedGrade, SourceDraft, SourceForm,
    ids_in_words, is_there,
};
use crate::edit::Properties;
use crate::file::recovery::KeptForm;
use crate::model::{
    Anchor, Basemap, BearingOn, Bound, ClaimId, Credibility, Id, Magnitude, Reliability,
    RuleSeverity, Scene, Severities, SourceId, SourceKind, Stance, Status, Subject,
};

/// Names of forms.
const CLAIM: &str = "claim";
const SOURCE: &str = "source";
const PROPERTIES: &str = "properties";

/// What a switch that is on has as its text.
const YES: &str = "yes";

const BASEMAPS: [Basemap; 2] = [Basemap::NaturalEarth, Basemap::Off];
const RANKS: [RankChoice; 3] = [
    RankChoice::Preferred,
    RankChoice::Normal,
    RankChoice::Deprecated,
];

impl Drafts {
    /// What stands in forms and is not part of the scene.
    pub(in crate::session) fn kept(&self, are_properties_shown: bool) -> Vec<KeptForm> {
        let is_waited_for = |draft: &&Draft<ClaimForm, ClaimDraft>| {
            let waiting = self.waiting.as_ref();
            draft.is_changed() || waiting.is_some_and(|(form, _)| *form == draft.form)
        };
        let claims = self.claims.iter().filter(is_waited_for);
        let sources = self.sources.iter().filter(|draft| draft.is_changed());
        let properties = self.properties.iter().filter(|draft| draft.is_changed());
        let claims = claims.map(|draft| self.kept_claim(draft));
        let sources = sources.map(|draft| self.kept_source(draft));
        let properties = properties.map(|draft| {
            let mut fields = Fields::default();
            fields.switch("open", are_properties_shown);
            fields.switch("tried", draft.is_tried);
            keep_properties(&mut fields, &draft.content);
            fields.of(PROPERTIES)
        });
        claims.chain(sources).chain(properties).collect()
    }

    fn kept_claim(&self, draft: &Draft<ClaimForm, ClaimDraft>) -> KeptForm {
        let mut fields = Fields::default();
        let what_for = match &draft.form {
            ClaimForm::New(None) => "new".to_owned(),
            ClaimForm::New(Some(on)) => format!("new on {on}"),
            ClaimForm::Change(id) => format!("change {id}"),
        };
        fields.text("for", &what_for);
        let open = self.open_claim.as_ref().map(|(form, _)| form);
        fields.switch("open", open == Some(&draft.form));
        fields.switch("tried", draft.is_tried);
        if let Some((form, anchor)) = &self.waiting
            && *form == draft.form
        {
            fields.text("awaits.source", &anchor.to_string());
        }
        keep_claim(&mut fields, &draft.content);
        fields.of(CLAIM)
    }

    fn kept_source(&self, draft: &Draft<SourceForm, SourceDraft>) -> KeptForm {
        let mut fields = Fields::default();
        let what_for = match &draft.form {
            SourceForm::New => "new".to_owned(),
            SourceForm::Change(id) => format!("change {id}"),
        };
        fields.text("for", &what_for);
        fields.switch("open", self.open_source.as_ref() == Some(&draft.form));
        fields.switch("tried", draft.is_tried);
        keep_source(&mut fields, &draft.content);
        fields.of(SOURCE)
    }

    /// Takes up the forms that were kept, in this scene. What is given opens those
    /// again that were open; one whose tie, actor or claim is gone stays closed.
    pub(in crate::session) fn take_kept(
        &mut self,
        forms: &[KeptForm],
        scene: &Scene,
    ) -> Vec<FormCommand> {
        let (mut open, mut open_after) = (Vec::new(), Vec::new());
        let mut is_awaited = false;
        for kept in forms {
            let fields = Reader::of(kept);
            let is_open = fields.is_on("open");
            match kept.form.as_str() {
                CLAIM => {
                    let Some(form) = self.take_claim(&fields, scene) else {
                        continue;
                    };
                    if is_open && can_open(&form, scene) {
                        open.push(FormCommand::Open(Form::Claim(form)));
                        if let Some(anchor) = fields.number("awaits.source") {
                            is_awaited = true;
                            open_after.push(FormCommand::OpenSourceFor { anchor });
                        }
                    }
                }
                SOURCE => {
                    if let Some(form) = self.take_source(&fields, scene)
                        && is_open
                    {
                        open_after.push(FormCommand::Open(Form::Source(form)));
                    }
                }
                PROPERTIES => {
                    self.take_properties(&fields, scene);
                    if is_open {
                        open_after.push(FormCommand::Open(Form::Properties));
                    }
                }
                other => log::warn!("a form of another version was passed over: {other}"),
            }
        }
        // The new source that a claim waits for is opened by that.
        open_after.retain(|command| {
            !is_awaited || *command != FormCommand::Open(Form::Source(SourceForm::New))
        });
        open.extend(open_after);
        open
    }

    fn take_claim(&mut self, fields: &Reader<'_>, scene: &Scene) -> Option<ClaimForm> {
        let what_for = fields.find("for")?;
        let form = match what_for.split_once(' ') {
            None => ClaimForm::New(None),
            Some(("new", on)) => ClaimForm::New(Some(subject(on.strip_prefix("on ")?)?)),
            Some(("change", id)) => ClaimForm::Change(ClaimId::new(id).ok()?),
            Some(_) => return None,
        };
        if self.claim(&form).is_some() {
            return None;
        }
        let begun = match &form {
            ClaimForm::New(on) => ClaimDraft::new_on(on.as_ref(), scene),
            ClaimForm::Change(id) => scene
                .claims
                .get(id)
                .map_or_else(ClaimDraft::default, ClaimDraft::of),
        };
        self.claims.push(Draft {
            begun,
            content: read_claim(fields),
            is_tried: fields.is_on("tried"),
            form: form.clone(),
        });
        Some(form)
    }

    fn take_source(&mut self, fields: &Reader<'_>, scene: &Scene) -> Option<SourceForm> {
        let form = match fields.find("for")?.split_once(' ') {
            None => SourceForm::New,
            Some(("change", id)) => SourceForm::Change(SourceId::new(id).ok()?),
            Some(_) => return None,
        };
        if self.source(&form).is_some() {
            return None;
        }
        let begun = match &form {
            SourceForm::New => SourceDraft::new(),
            SourceForm::Change(id) => scene
                .sources
                .get(id)
                .map_or_else(SourceDraft::new, SourceDraft::of),
        };
        self.sources.push(Draft {
            begun,
            content: read_source(fields),
            is_tried: fields.is_on("tried"),
            form: form.clone(),
        });
        Some(form)
    }

    fn take_properties(&mut self, fields: &Reader<'_>, scene: &Scene) {
        let begun = PropertiesDraft::of(&Properties::of(scene));
        self.properties = Some(Draft {
            content: read_properties(fields, &begun),
            begun,
            is_tried: fields.is_on("tried"),
            form: (),
        });
    }
}

/// Whether what the form is about is in the scene.
fn can_open(form: &ClaimForm, scene: &Scene) -> bool {
    match form {
        ClaimForm::New(on) => is_there(on.as_ref(), scene),
        ClaimForm::Change(id) => scene.claims.contains(id),
    }
}

/// The fields of a form as they are written.
#[derive(Default)]
struct Fields {
    fields: Vec<(String, String)>,
    within: String,
}

impl Fields {
    fn text(&mut self, name: &str, text: &str) {
        let name = format!("{}{name}", self.within);
        self.fields.push((name, text.to_owned()));
    }

    fn switch(&mut self, name: &str, is_on: bool) {
        if is_on {
            self.text(name, YES);
        }
    }

    fn id<K>(&mut self, name: &str, id: Option<&Id<K>>) {
        if let Some(id) = id {
            self.text(name, id.as_str());
        }
    }

    fn choice(&mut self, name: &str, choice: Option<impl Debug>) {
        if let Some(choice) = choice {
            self.text(name, &format!("{choice:?}"));
        }
    }

    /// The fields of each record of a list.
    fn list<T>(&mut self, name: &str, records: &[T], keep: impl Fn(&mut Self, &T)) {
        for (at, record) in records.iter().enumerate() {
            let outer = self.within.clone();
            self.within = format!("{outer}{name}.{at}.");
            keep(self, record);
            self.within = outer;
        }
    }

    fn of(self, form: &str) -> KeptForm {
        KeptForm {
            form: form.to_owned(),
            fields: self.fields,
        }
    }
}

/// The fields of a form as they are read.
struct Reader<'a> {
    fields: &'a [(String, String)],
    within: String,
}

impl<'a> Reader<'a> {
    fn of(kept: &'a KeptForm) -> Self {
        Self {
            fields: &kept.fields,
            within: String::new(),
        }
    }

    fn find(&self, name: &str) -> Option<&'a str> {
        let is_it = |full: &str| full.strip_prefix(&self.within) == Some(name);
        let field = self.fields.iter().find(|(full, _)| is_it(full))?;
        Some(&field.1)
    }

    fn text(&self, name: &str) -> String {
        self.find(name).unwrap_or_default().to_owned()
    }

    fn is_on(&self, name: &str) -> bool {
        self.find(name) == Some(YES)
    }

    fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.find(name)?.parse().ok()
    }

    fn id<K>(&self, name: &str) -> Option<Id<K>> {
        Id::new(self.find(name)?).ok()
    }

    /// Ids with commas between; what is no id is passed over.
    fn ids<K>(&self, name: &str) -> Vec<Id<K>> {
        let words = self.find(name).unwrap_or_default().split([',', ' ']);
        words.filter_map(|word| Id::new(word).ok()).collect()
    }

    fn choice<T: Copy + Debug>(&self, name: &str, all: &[T]) -> Option<T> {
        let word = self.find(name)?;
        all.iter().copied().find(|it| format!("{it:?}") == word)
    }

    /// What is read of each record of a list.
    fn list<T>(&self, name: &str, read: impl Fn(&Self) -> T) -> Vec<T> {
        let record = |at: usize| {
            let within = format!("{}{name}.{at}.", self.within);
            let is_there = self.fields.iter().any(|(it, _)| it.starts_with(&within));
            let fields = self.fields;
            is_there.then_some(Self { fields, within })
        };
        (0..).map_while(record).map(|it| read(&it)).collect()
    }
}

/// A tie, actor or the like in the words in which it is shown.
fn subject(words: &str) -> Option<Subject> {
    let (kind, id) = words.split_once(' ').unwrap_or((words, ""));
    match kind {
        "scene" => Some(Subject::Scene),
        "actor" => Id::new(id).ok().map(Subject::Actor),
        "tie" => Id::new(id).ok().map(Subject::Tie),
        "claim" => Id::new(id).ok().map(Subject::Claim),
        "source" => Id::new(id).ok().map(Subject::Source),
        _ => None,
    }
}

fn keep_claim(fields: &mut Fields, draft: &ClaimDraft) {
    fields.text("statement", &draft.statement);
    fields.list("bearing", &draft.bearings, keep_bearing);
    fields.list("kind", &draft.kinds, |fields, kind| {
        fields.id("id", Some(kind));
    });
    fields.choice("status", draft.status);
    fields.switch("unattributed", draft.is_unattributed);
    fields.text("asserter", &draft.asserter);
    fields.text("role", &draft.role);
    fields.id("affiliation", draft.affiliation.as_ref());
    fields.text("unattributed.note", &draft.unattributed_note);
    fields.list("anchor", &draft.anchors, keep_anchor);
    fields.choice("grade.reliability", draft.grade.reliability);
    fields.choice("grade.credibility", draft.grade.credibility);
    fields.text("grade.reason", &draft.grade.reason);
    fields.text("date.printed", &draft.date_printed);
    fields.text("date.resolved", &draft.date_resolved);
    fields.text("date.note", &draft.date_note);
    fields.switch("forecast", draft.is_forecast);
    fields.list("quantity", &draft.quantities, keep_quantity);
    fields.choice("rank", Some(draft.rank));
    fields.text("rank.reason", &draft.rank_reason);
    fields.text("repeats", &ids_in_words(&draft.repeats));
    fields.text("contradicts", &ids_in_words(&draft.contradicts));
    fields.text("derived", &ids_in_words(&draft.derived_from));
    fields.text("note", &draft.note);
}

fn read_claim(fields: &Reader<'_>) -> ClaimDraft {
    let kinds = fields.list("kind", |fields| fields.id("id"));
    ClaimDraft {
        statement: fields.text("statement"),
        bearings: fields.list("bearing", read_bearing),
        kinds: kinds.into_iter().flatten().collect(),
        status: fields.choice("status", &Status::ALL),
        is_unattributed: fields.is_on("unattributed"),
        asserter: fields.text("asserter"),
        role: fields.text("role"),
        affiliation: fields.id("affiliation"),
        unattributed_note: fields.text("unattributed.note"),
        anchors: fields.list("anchor", read_anchor),
        grade: ReasonedGrade {
            reliability: fields.choice("grade.reliability", &Reliability::ALL),
            credibility: fields.choice("grade.credibility", &Credibility::ALL),
            reason: fields.text("grade.reason"),
        },
        date_printed: fields.text("date.printed"),
        date_resolved: fields.text("date.resolved"),
        date_note: fields.text("date.note"),
        is_forecast: fields.is_on("forecast"),
        quantities: fields.list("quantity", read_quantity),
        rank: fields.choice("rank", &RANKS).unwrap_or_default(),
        rank_reason: fields.text("rank.reason"),
        repeats: fields.ids("repeats"),
        contradicts: fields.ids("contradicts"),
        derived_from: fields.ids("derived"),
        note: fields.text("note"),
    }
}

fn keep_bearing(fields: &mut Fields, bearing: &BearingDraft) {
    match &bearing.on {
        Some(BearingOn::Tie(id)) => fields.id("tie", Some(id)),
        Some(BearingOn::Actor(id)) => fields.id("actor", Some(id)),
        None => {}
    }
    fields.id("from", bearing.from.as_ref());
    fields.choice("stance", bearing.stance);
    fields.choice("magnitude", bearing.magnitude);
    fields.text("reason", &bearing.reason);
}

fn read_bearing(fields: &Reader<'_>) -> BearingDraft {
    let tie = fields.id("tie").map(BearingOn::Tie);
    BearingDraft {
        on: tie.or_else(|| fields.id("actor").map(BearingOn::Actor)),
        from: fields.id("from"),
        stance: fields.choice("stance", &Stance::ALL),
        magnitude: fields.choice("magnitude", &Magnitude::ALL),
        reason: fields.text("reason"),
    }
}

fn keep_anchor(fields: &mut Fields, anchor: &AnchorDraft) {
    fields.id("source", anchor.source.as_ref());
    fields.id("proposed", anchor.proposed.as_ref());
    fields.text("exact", &anchor.exact);
    fields.text("prefix", &anchor.prefix);
    fields.text("suffix", &anchor.suffix);
    let Some(was) = &anchor.was else {
        return;
    };
    fields.id("was.source", Some(&was.source));
    fields.text("was.exact", &was.exact);
    for (name, words) in [("was.prefix", &was.prefix), ("was.suffix", &was.suffix)] {
        if let Some(words) = words {
            fields.text(name, words);
        }
    }
    fields.choice("was.start", was.start);
    fields.choice("was.end", was.end);
}

fn read_anchor(fields: &Reader<'_>) -> AnchorDraft {
    let words = |name| fields.find(name).map(str::to_owned);
    let was = |source| Anchor {
        source,
        exact: fields.text("was.exact"),
        prefix: words("was.prefix"),
        suffix: words("was.suffix"),
        start: fields.number("was.start"),
        end: fields.number("was.end"),
    };
    AnchorDraft {
        source: fields.id("source"),
        proposed: fields.id("proposed"),
        exact: fields.text("exact"),
        prefix: fields.text("prefix"),
        suffix: fields.text("suffix"),
        was: fields.id("was.source").map(was),
    }
}

fn keep_quantity(fields: &mut Fields, quantity: &QuantityDraft) {
    fields.text("measure", &quantity.measure);
    fields.choice("bound", Some(quantity.bound));
    fields.text("amount", &quantity.amount);
    fields.text("unit", &quantity.unit);
    fields.text("scope", &quantity.scope);
    fields.text("period", &quantity.period);
    fields.text("counter", &quantity.counter);
}

fn read_quantity(fields: &Reader<'_>) -> QuantityDraft {
    QuantityDraft {
        measure: fields.text("measure"),
        bound: fields
            .choice("bound", &Bound::ALL)
            .unwrap_or(Bound::Exactly),
        amount: fields.text("amount"),
        unit: fields.text("unit"),
        scope: fields.text("scope"),
        period: fields.text("period"),
        counter: fields.text("counter"),
    }
}

fn keep_source(fields: &mut Fields, draft: &SourceDraft) {
    fields.choice("kind", Some(draft.kind));
    for (name, text) in [
        ("title", &draft.title),
        ("author", &draft.author),
        ("container", &draft.container_title),
        ("publisher", &draft.publisher),
        ("place", &draft.publisher_place),
        ("language", &draft.language),
        ("issued.printed", &draft.issued_as_printed),
        ("issued", &draft.issued),
        ("issued.note", &draft.issued_note),
        ("accessed", &draft.accessed),
        ("url", &draft.url),
        ("archive", &draft.archive_url),
        ("rating.reason", &draft.rating_reason),
        ("descriptor", &draft.descriptor),
        ("origin", &draft.origin),
        ("repeats", &draft.repeats),
        ("sha256", &draft.sha256),
    ] {
        fields.text(name, text);
    }
    fields.choice("rating", draft.reliability);
}

fn read_source(fields: &Reader<'_>) -> SourceDraft {
    SourceDraft {
        kind: fields
            .choice("kind", &SourceKind::ALL)
            .unwrap_or_else(|| SourceDraft::new().kind),
        title: fields.text("title"),
        author: fields.text("author"),
        container_title: fields.text("container"),
        publisher: fields.text("publisher"),
        publisher_place: fields.text("place"),
        language: fields.text("language"),
        issued_as_printed: fields.text("issued.printed"),
        issued: fields.text("issued"),
        issued_note: fields.text("issued.note"),
        accessed: fields.text("accessed"),
        url: fields.text("url"),
        archive_url: fields.text("archive"),
        reliability: fields.choice("rating", &Reliability::ALL),
        rating_reason: fields.text("rating.reason"),
        descriptor: fields.text("descriptor"),
        origin: fields.text("origin"),
        repeats: fields.text("repeats"),
        sha256: fields.text("sha256"),
    }
}

fn keep_properties(fields: &mut Fields, draft: &PropertiesDraft) {
    fields.text("title", &draft.title);
    fields.text("as-of", &draft.as_of);
    fields.text("description", &draft.description);
    fields.text("handling", &draft.handling);
    fields.choice("basemap", Some(draft.basemap));
    fields.text("unknown", if draft.is_showing_unknown { YES } else { "no" });
    fields.text(
        "evidence",
        if draft.is_showing_evidence { YES } else { "no" },
    );
    fields.text("gap", &draft.gap);
    fields.text("stale", &draft.stale_after_days);
    for (at, (rule, severity)) in draft.severities.iter().enumerate() {
        fields.text(&format!("severity.{at}.rule"), rule);
        fields.choice(&format!("severity.{at}.is"), Some(severity));
    }
}

fn read_properties(fields: &Reader<'_>, begun: &PropertiesDraft) -> PropertiesDraft {
    let mut severities = Severities::default();
    let rules = fields.list("severity", |fields| {
        Some((
            fields.find("rule")?.to_owned(),
            fields.choice("is", &RuleSeverity::ALL)?,
        ))
    });
    for (rule, severity) in rules.into_iter().flatten() {
        severities.set(&rule, Some(severity));
    }
    PropertiesDraft {
        title: fields.text("title"),
        as_of: fields.text("as-of"),
        description: fields.text("description"),
        handling: fields
            .find("handling")
            .map_or_else(|| begun.handling.clone(), str::to_owned),
        basemap: fields.choice("basemap", &BASEMAPS).unwrap_or(begun.basemap),
        is_showing_unknown: fields
            .find("unknown")
            .map_or(begun.is_showing_unknown, |it| it == YES),
        is_showing_evidence: fields
            .find("evidence")
            .map_or(begun.is_showing_evidence, |it| it == YES),
        gap: fields.text("gap"),
        stale_after_days: fields
            .find("stale")
            .map_or_else(|| begun.stale_after_days.clone(), str::to_owned),
        severities,
    }
}

#[cfg(test)]
mod tests;
