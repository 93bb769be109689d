use std::sync::Arc;

use super::super::{
    AnchorDraft, BearingDraft, ClaimDraft, QuantityDraft, RankChoice, ReasonedGrade,
};
use super::*;
use crate::file::settings::Settings;
use crate::file::store::Store;
use crate::model::fixtures::{actor_id, claim_id, kind_id, scene, tie, tie_id};
use crate::model::{
    Anchor, Basemap, BearingOn, Bound, Credibility, Magnitude, Reliability, RuleSeverity,
    SourceKind, Stance, Status,
};
use crate::session::{Command, Dialog, Session};

/// A text that is no other field's, and that a line or a list could trip over.
fn text(name: &str) -> String {
    format!("{name} \"quoted\",\n second line \\ // */ \u{5d0}")
}

fn source_id(id: &str) -> SourceId {
    SourceId::new(id).expect("an id")
}

/// A draft in which nothing stands as in a new one. A new field does not compile
/// here until it is given something too.
fn full_claim() -> ClaimDraft {
    let draft = ClaimDraft {
        statement: text("statement"),
        bearings: vec![
            BearingDraft {
                on: Some(BearingOn::Tie(tie_id("A-B"))),
                from: Some(actor_id("A")),
                stance: Some(Stance::Strains),
                magnitude: Some(Magnitude::Extreme),
                reason: text("bearing"),
            },
            BearingDraft::on(None),
            BearingDraft::on(Some(BearingOn::Actor(actor_id("B")))),
        ],
        kinds: vec![kind_id("trade"), kind_id("water")],
        status: Some(Status::Inference),
        is_unattributed: true,
        asserter: text("asserter"),
        role: text("role"),
        affiliation: Some(actor_id("B")),
        unattributed_note: text("unattributed"),
        anchors: vec![
            AnchorDraft {
                source: Some(source_id("s1")),
                proposed: Some(source_id("s2")),
                exact: text("exact"),
                prefix: text("prefix"),
                suffix: text("suffix"),
                was: Some(Anchor {
                    source: source_id("s3"),
                    exact: text("was"),
                    prefix: Some(text("was before")),
                    suffix: Some(text("was after")),
                    start: Some(7),
                    end: Some(16),
                }),
            },
            AnchorDraft::default(),
        ],
        grade: ReasonedGrade {
            reliability: Some(Reliability::E),
            credibility: Some(Credibility::ALL[4]),
            reason: text("grade"),
        },
        date_printed: text("printed"),
        date_resolved: text("resolved"),
        date_note: text("date note"),
        is_forecast: true,
        quantities: vec![
            QuantityDraft {
                measure: text("measure"),
                bound: Bound::AtMost,
                amount: "1,5 or so".to_owned(),
                unit: text("unit"),
                scope: text("scope"),
                period: text("period"),
                counter: text("counter"),
            },
            QuantityDraft::default(),
        ],
        rank: RankChoice::Deprecated,
        rank_reason: text("rank"),
        repeats: vec![claim_id("c00"), claim_id("c99")],
        contradicts: vec![claim_id("c01")],
        derived_from: vec![claim_id("c02")],
        note: text("note"),
    };
    let ClaimDraft { rank, status, .. } = ClaimDraft::default();
    assert!(
        draft.rank != rank && draft.status != status,
        "others than by themselves"
    );
    draft
}

fn full_source() -> SourceDraft {
    SourceDraft {
        kind: SourceKind::Interview,
        title: text("title"),
        author: text("author"),
        container_title: text("container"),
        publisher: text("publisher"),
        publisher_place: text("place"),
        language: text("language"),
        issued_as_printed: text("printed"),
        issued: text("issued"),
        issued_note: text("issued note"),
        accessed: text("accessed"),
        url: text("url"),
        archive_url: text("archive"),
        reliability: Some(Reliability::B),
        rating_reason: text("rating"),
        descriptor: text("descriptor"),
        origin: text("origin"),
        repeats: text("repeats"),
        sha256: text("sha256"),
    }
}

fn full_properties(begun: &PropertiesDraft) -> PropertiesDraft {
    let mut severities = begun.severities.clone();
    severities.set("no-bearing", Some(RuleSeverity::Off));
    severities.set("weight-gap", Some(RuleSeverity::Error));
    PropertiesDraft {
        title: text("title"),
        as_of: text("as of"),
        description: text("description"),
        handling: text("handling"),
        basemap: Basemap::Off,
        is_showing_unknown: !begun.is_showing_unknown,
        is_showing_evidence: !begun.is_showing_evidence,
        gap: text("gap"),
        stale_after_days: text("stale"),
        severities,
    }
}

fn scene_of_two() -> Scene {
    let mut scene = scene(&["A", "B"]);
    tie(&mut scene, "A-B", 0.5);
    crate::model::fixtures::claim(&mut scene, "c00", "C3", &[]);
    scene
}

/// All of the drafts after a crash and a new start.
fn again(drafts: &Drafts, scene: &Scene) -> (Drafts, Vec<FormCommand>) {
    let mut taken = Drafts::default();
    let open = taken.take_kept(&drafts.kept(true), scene);
    (taken, open)
}

#[test]
fn every_field_of_every_form_comes_back() {
    let scene = scene_of_two();
    let mut drafts = Drafts::default();
    let forms = [
        ClaimForm::New(None),
        ClaimForm::New(Some(Subject::Tie(tie_id("A-B")))),
        ClaimForm::New(Some(Subject::Actor(actor_id("gone")))),
        ClaimForm::Change(claim_id("c00")),
        ClaimForm::Change(claim_id("gone")),
    ];
    for form in &forms {
        drafts.claims.push(Draft {
            form: form.clone(),
            content: full_claim(),
            begun: ClaimDraft::default(),
            is_tried: *form == forms[0],
        });
    }
    for form in [SourceForm::New, SourceForm::Change(source_id("s1"))] {
        drafts.sources.push(Draft {
            form,
            content: full_source(),
            begun: SourceDraft::new(),
            is_tried: true,
        });
    }
    drafts.open_properties(&scene);
    let begun = PropertiesDraft::of(&Properties::of(&scene));
    drafts.properties_mut().expect("open").content = full_properties(&begun);

    let (taken, open) = again(&drafts, &scene);
    assert_eq!(drafts.claims.len(), taken.claims.len());
    for (before, after) in drafts.claims.iter().zip(&taken.claims) {
        assert_eq!(before.form, after.form);
        assert_eq!(before.content, after.content);
        assert_eq!(before.is_tried, after.is_tried);
        assert!(after.is_changed());
    }
    for (before, after) in drafts.sources.iter().zip(&taken.sources) {
        assert_eq!(before.form, after.form);
        assert_eq!(before.content, after.content);
    }
    assert_eq!(taken.properties, drafts.properties);
    assert_eq!(taken.changed(), drafts.changed());
    assert_eq!(open, [FormCommand::Open(Form::Properties)]);
    // Those whose tie, actor or claim is gone are offered where nothing is selected.
    let adrift = taken.claims_about(None, &scene).count();
    assert_eq!(adrift, 3);
}

#[test]
fn a_form_in_which_next_to_nothing_stands_comes_back_as_it_is() {
    let scene = scene_of_two();
    let mut drafts = Drafts::default();
    let content = ClaimDraft {
        bearings: vec![BearingDraft::on(None)],
        anchors: vec![AnchorDraft::default(); 12],
        quantities: vec![QuantityDraft::default()],
        ..ClaimDraft::default()
    };
    drafts.claims.push(Draft {
        form: ClaimForm::New(None),
        begun: ClaimDraft::default(),
        content: content.clone(),
        is_tried: false,
    });
    let (taken, open) = again(&drafts, &scene);
    let form = ClaimForm::New(None);
    assert_eq!(taken.claim(&form).expect("it is there").content, content);
    assert!(open.is_empty(), "it was closed");
}

#[test]
fn what_another_version_wrote_is_passed_over() {
    let scene = scene_of_two();
    let kept = |form: &str, fields: &[(&str, &str)]| {
        let pair = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
        KeptForm {
            form: form.to_owned(),
            fields: fields.iter().map(pair).collect(),
        }
    };
    let forms = [
        kept("slide", &[("for", "new")]),
        kept("claim", &[("statement", "for nothing")]),
        kept("claim", &[("for", "new on planet X")]),
        kept("claim", &[("for", "change no id"), ("statement", "lost")]),
        kept(
            "claim",
            &[
                ("for", "new"),
                ("statement", "Kept."),
                ("status", "Rumour"),
                ("mood", "good"),
                ("bearing.0.stance", "Sideways"),
                ("bearing.0.tie", "not an id"),
            ],
        ),
        kept("claim", &[("for", "new"), ("statement", "a second one")]),
        kept("properties", &[("basemap", "Satellite"), ("title", "T")]),
    ];
    let mut drafts = Drafts::default();
    let open = drafts.take_kept(&forms, &scene);
    assert!(open.is_empty());
    assert_eq!(drafts.claims.len(), 1);
    let draft = &drafts.claim(&ClaimForm::New(None)).expect("there").content;
    assert_eq!(draft.statement, "Kept.");
    assert_eq!(draft.status, None);
    assert_eq!(draft.bearings, [BearingDraft::on(None)]);
    let properties = &drafts.properties().expect("there").content;
    assert_eq!(properties.title, "T");
    assert_eq!(properties.basemap, Basemap::NaturalEarth);
}

/// A session in which this was done, and one that takes up its forms.
fn session_with(scene: &Scene) -> Session {
    let mut session = Session::new(Settings::default(), Store::default(), Arc::new(|| {}));
    let edit = crate::edit::Edit::ReplaceScene(Arc::new(scene.clone()));
    session.execute(Command::Edit(edit));
    session
}

fn taken_up(before: &Session, scene: &Scene) -> Session {
    let mut after = session_with(scene);
    let shown = before.dialog() == Some(&Dialog::SceneProperties);
    let forms = before.drafts.kept(shown);
    for command in after.drafts.take_kept(&forms, scene) {
        after.execute(Command::Form(command));
    }
    after
}

#[test]
fn a_claim_that_waits_for_its_source_waits_again() {
    let scene = scene_of_two();
    let mut session = session_with(&scene);
    let on = ClaimForm::New(Some(Subject::Tie(tie_id("A-B"))));
    session.execute(Command::Form(FormCommand::Open(Form::Claim(on.clone()))));
    session.execute(Command::Form(FormCommand::OpenSourceFor { anchor: 0 }));
    let content = super::super::Content::Source(SourceForm::New, full_source());
    session.execute(Command::Form(FormCommand::Change(Box::new(content))));

    let mut after = taken_up(&session, &scene);
    assert_eq!(after.dialog(), Some(&Dialog::Sources));
    let open = after.drafts.open_claim().expect("open below it");
    assert_eq!(open.form, on);
    assert!(after.drafts.is_source_awaited());
    let source = after.drafts.open_source().expect("open");
    assert_eq!(source.content, full_source());
    after
        .drafts
        .source_mut(&SourceForm::New)
        .expect("open")
        .content = SourceDraft {
        title: "Caspian Review".to_owned(),
        reliability: Some(Reliability::C),
        ..SourceDraft::new()
    };
    let save = FormCommand::Save(Form::Source(SourceForm::New));
    after.execute(Command::Form(save));
    assert_eq!(after.dialog(), None);
    let open = after.drafts.open_claim().expect("open still");
    let source = open.content.anchors[0].source.as_ref();
    let made = after.document().scene.sources.iter().next_back();
    assert_eq!(source, made.map(|source| &source.id));
}

#[test]
fn forms_that_were_open_are_open_again() {
    let scene = scene_of_two();
    let mut session = session_with(&scene);
    let form = ClaimForm::Change(claim_id("c00"));
    session.execute(Command::Form(FormCommand::Open(Form::Claim(form.clone()))));
    let content = super::super::Content::Claim(form.clone(), full_claim());
    session.execute(Command::Form(FormCommand::Change(Box::new(content))));
    let after = taken_up(&session, &scene);
    assert_eq!(after.drafts.open_claim().expect("open").form, form);
    assert_eq!(after.selection().claim(), Some(&claim_id("c00")));

    session.execute(Command::Form(FormCommand::Open(Form::Properties)));
    let begun = PropertiesDraft::of(&Properties::of(&scene));
    let content = super::super::Content::Properties(full_properties(&begun));
    session.execute(Command::Form(FormCommand::Change(Box::new(content))));
    let after = taken_up(&session, &scene);
    assert_eq!(after.dialog(), Some(&Dialog::SceneProperties));
    let properties = after.drafts.properties().expect("open");
    assert_eq!(properties.content, full_properties(&begun));
}
