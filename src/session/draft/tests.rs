use std::sync::Arc;

use super::*;
use crate::edit::{Edit, Properties};
use crate::file::settings::Settings;
use crate::file::store::Store;
use crate::model::fixtures::{
    actor_id, bearing, claim_id, claim_with, kind_id, scene, tie, tie_id,
};
use crate::model::{
    Anchor, Asserter, Bound, ClaimDate, Credibility, DateRange, Magnitude, Quantity, Rank,
    Reliability, Stance, Status,
};
use crate::session::{Command, Dialog, Session};

/// A claim with everything that a claim can have.
fn full_claim() -> Claim {
    let mut claim = claim_with(
        "c01",
        "B2",
        &[bearing("A-B", Stance::Strains, Magnitude::Slight)],
    );
    claim.quantities.push(Quantity {
        measure: "trade".to_owned(),
        bound: Bound::Over,
        amount: 360.5,
        unit: "million USD".to_owned(),
        scope: None,
        period: Some("2025".to_owned()),
        counter: Some("a customs service".to_owned()),
    });
    claim.date = Some(ClaimDate {
        as_printed: Some("last year".to_owned()),
        resolved: DateRange::parse("2025").ok(),
        note: Some("the article is of 2026".to_owned()),
    });
    claim.anchors.first_mut().expect("it has one").start = Some(7);
    claim.anchors.first_mut().expect("it has one").end = Some(16);
    claim.rank = Rank::Deprecated {
        reason: "corrected".to_owned(),
    };
    claim.repeats = vec![claim_id("c00")];
    claim.note = Some("a doubt".to_owned());
    claim
}

fn scene_of_two() -> Scene {
    let mut scene = scene(&["A", "B"]);
    tie(&mut scene, "A-B", 0.5);
    crate::model::fixtures::claim(&mut scene, "c00", "C3", &[]);
    scene.claims.push(full_claim()).expect("ids differ");
    scene
}

fn complete_new() -> (ClaimForm, ClaimDraft) {
    let on = Subject::Tie(tie_id("A-B"));
    let mut draft = ClaimDraft::new_on(Some(&on), &scene_of_two());
    draft.statement = " Trade grew. ".to_owned();
    draft.status = Some(Status::Fact);
    draft.is_unattributed = true;
    draft.grade.reliability = Some(Reliability::C);
    draft.grade.credibility = Some(Credibility::Possible);
    let bearing = draft.bearings.first_mut().expect("it bears on the tie");
    bearing.stance = Some(Stance::Supports);
    bearing.magnitude = Some(Magnitude::Strong);
    (ClaimForm::New(Some(on)), draft)
}

fn fields(draft: &ClaimDraft, form: &ClaimForm, scene: &Scene) -> Vec<ClaimField> {
    let errors = draft.errors(form, scene);
    errors.into_iter().map(|error| error.field).collect()
}

#[test]
fn a_claim_that_is_not_touched_stays_as_it_is() {
    let scene = scene_of_two();
    for claim in scene.claims.iter() {
        let draft = ClaimDraft::of(claim);
        let form = ClaimForm::Change(claim.id.clone());
        assert_eq!(draft.check(&form, &scene).as_ref(), Ok(claim));
    }
}

#[test]
fn other_words_of_a_quotation_have_no_place_yet() {
    let scene = scene_of_two();
    let mut draft = ClaimDraft::of(&full_claim());
    draft.anchors.first_mut().expect("it has one").exact = "other words".to_owned();
    let claim = draft
        .check(&ClaimForm::Change(claim_id("c01")), &scene)
        .expect("nothing is wrong");
    let anchor: &Anchor = claim.anchors.first().expect("it has one");
    assert_eq!((anchor.start, anchor.end), (None, None));
}

#[test]
fn an_empty_form_says_all_that_is_missing() {
    let scene = scene_of_two();
    let on = Subject::Tie(tie_id("A-B"));
    let draft = ClaimDraft::new_on(Some(&on), &scene_of_two());
    assert_eq!(
        fields(&draft, &ClaimForm::New(Some(on)), &scene),
        [
            ClaimField::Statement,
            ClaimField::Stance(0),
            ClaimField::Magnitude(0),
            ClaimField::Status,
            ClaimField::Asserter,
            ClaimField::Reliability,
            ClaimField::Credibility,
        ]
    );
}

#[test]
fn a_filled_form_makes_a_claim_with_a_free_id() {
    let scene = scene_of_two();
    let (form, draft) = complete_new();
    let claim = draft.check(&form, &scene).expect("nothing is wrong");
    assert_eq!(
        (claim.id.as_str(), claim.statement.as_str()),
        ("c02", "Trade grew.")
    );
    assert_eq!(claim.asserter, Asserter::Unattributed { note: None });
    assert!(claim.anchors.is_empty(), "an empty quotation is none");
}

#[test]
fn each_wrong_field_is_told_apart() {
    let scene = scene_of_two();
    let (form, good) = complete_new();
    let wrong = |change: &dyn Fn(&mut ClaimDraft)| {
        let mut draft = good.clone();
        change(&mut draft);
        fields(&draft, &form, &scene)
    };
    assert_eq!(wrong(&|_| {}), []);
    assert_eq!(
        wrong(&|draft| draft.date_resolved = "31.02.2026".to_owned()),
        [ClaimField::Resolved]
    );
    assert_eq!(
        wrong(&|draft| draft.rank = RankChoice::Preferred),
        [ClaimField::RankReason]
    );
    assert_eq!(
        wrong(&|draft| draft.repeats = vec![claim_id("c00"), claim_id("c99")]),
        [ClaimField::Repeats]
    );
    assert_eq!(
        wrong(&|draft| draft.quantities.push(QuantityDraft {
            measure: "trade".to_owned(),
            amount: "60,000".to_owned(),
            ..QuantityDraft::default()
        })),
        [ClaimField::Amount(0), ClaimField::Unit(0)]
    );
    assert_eq!(
        wrong(&|draft| draft.bearings.push(BearingDraft::on(None))),
        [
            ClaimField::BearingOn(1),
            ClaimField::Stance(1),
            ClaimField::Magnitude(1)
        ]
    );
    assert_eq!(
        wrong(&|draft| {
            if let Some(anchor) = draft.anchors.first_mut() {
                anchor.source = None;
                anchor.exact = "words".to_owned();
            }
        }),
        [ClaimField::Source(0)]
    );
    assert_eq!(
        wrong(&|draft| draft.kinds.push(kind_id("gone"))),
        [ClaimField::Kinds]
    );
    assert_eq!(
        wrong(&|draft| {
            draft.is_unattributed = false;
            draft.asserter = "A minister".to_owned();
            draft.affiliation = Some(actor_id("Z"));
        }),
        [ClaimField::Asserter]
    );
}

#[test]
fn a_draft_whose_tie_or_claim_was_deleted_says_so() {
    let mut scene = scene_of_two();
    let (form, draft) = complete_new();
    scene.ties.remove(&tie_id("A-B"));
    let errors = draft.errors(&form, &scene);
    assert!(
        errors
            .iter()
            .any(|error| error.message.contains("The tie A-B was deleted"))
    );
    let drafts = Drafts {
        claims: vec![Draft {
            is_tried: false,
            begun: ClaimDraft::default(),
            content: draft,
            form,
        }],
        ..Drafts::default()
    };
    assert_eq!(
        drafts.claims_about(None, &scene).count(),
        1,
        "it can be found again"
    );

    let id = claim_id("c01");
    let form = ClaimForm::Change(id.clone());
    let draft = ClaimDraft::of(&full_claim());
    scene.claims.remove(&id);
    let errors = draft.errors(&form, &scene);
    assert_eq!(
        errors.first().map(|error| error.field),
        Some(ClaimField::Whole)
    );
}

#[test]
fn a_source_that_is_not_touched_stays_as_it_is_and_a_new_one_needs_a_title() {
    let scene = scene_of_two();
    let source = scene.sources.at(0).expect("it has one");
    let form = SourceForm::Change(source.id.clone());
    assert_eq!(
        SourceDraft::of(source).check(&form, &scene).as_ref(),
        Ok(source)
    );
    let mut draft = SourceDraft {
        issued: "2026-13".to_owned(),
        sha256: "abc".to_owned(),
        ..SourceDraft::new()
    };
    let fields = |draft: &SourceDraft| -> Vec<SourceField> {
        let errors = draft.errors(&SourceForm::New, &scene);
        errors.into_iter().map(|error| error.field).collect()
    };
    assert_eq!(
        fields(&draft),
        [
            SourceField::Title,
            SourceField::Issued,
            SourceField::Rating,
            SourceField::Sha256
        ]
    );
    draft.title = "An article".to_owned();
    draft.issued = "26.1.2026".to_owned();
    draft.reliability = Some(Reliability::C);
    draft.sha256 = "A".repeat(64);
    let made = draft
        .check(&SourceForm::New, &scene)
        .expect("nothing is wrong");
    assert_eq!(made.id.as_str(), "an-article");
    assert_eq!(
        made.issued.map(|it| it.to_string()).as_deref(),
        Some("2026-01-26")
    );
    assert_eq!(made.sha256, Some("a".repeat(64)));
}

#[test]
fn properties_that_are_not_touched_stay_as_they_are() {
    let scene = scene_of_two();
    let properties = Properties::of(&scene);
    let mut draft = PropertiesDraft::of(&properties);
    assert_eq!(draft.check(), Ok(properties));
    draft.gap = "0,4".to_owned();
    assert_eq!(draft.gap(), Some(0.4));
    draft.gap = "3".to_owned();
    draft.as_of = "2026-02-30".to_owned();
    draft.title = " ".to_owned();
    let fields: Vec<PropertiesField> = draft.errors().into_iter().map(|it| it.field).collect();
    assert_eq!(
        fields,
        [
            PropertiesField::Title,
            PropertiesField::AsOf,
            PropertiesField::Gap
        ]
    );
}

/// A session with a tie selected.
fn on_a_tie() -> Session {
    let mut session = Session::new(Settings::default(), Store::default(), Arc::new(|| {}));
    let scene = Arc::new(scene_of_two());
    session.execute(Command::Edit(Edit::ReplaceScene(scene)));
    session.execute(Command::Select(Subject::Tie(tie_id("A-B"))));
    session
}

fn open_new(session: &mut Session) -> ClaimForm {
    let form = session.new_claim_form();
    session.execute(Command::Form(FormCommand::Open(form.clone())));
    match form {
        Form::Claim(form) => form,
        Form::Source(_) | Form::Properties => unreachable!("it is the form of a claim"),
    }
}

fn fill(session: &mut Session, form: &ClaimForm, draft: ClaimDraft) {
    let content = Content::Claim(form.clone(), draft);
    session.execute(Command::Form(FormCommand::Change(Box::new(content))));
}

#[test]
fn a_half_filled_form_is_kept_when_something_else_is_selected() {
    let mut session = on_a_tie();
    let form = open_new(&mut session);
    let mut draft = session
        .drafts()
        .open_claim()
        .expect("it is open")
        .content
        .clone();
    draft.statement = "Half".to_owned();
    fill(&mut session, &form, draft);
    let steps = session.history().len();
    session.execute(Command::Form(FormCommand::Save(Form::Claim(form.clone()))));
    assert_eq!(
        session.history().len(),
        steps,
        "never silently saved as complete"
    );
    session.execute(Command::Select(Subject::Actor(actor_id("A"))));
    assert!(session.drafts().open_claim().is_none());
    session.execute(Command::Undo);
    session.execute(Command::Redo);
    session.execute(Command::Form(FormCommand::Open(Form::Claim(form))));
    let draft = session.drafts().open_claim().expect("it is open again");
    assert_eq!(draft.content.statement, "Half");
}

#[test]
fn an_untouched_form_leaves_no_draft() {
    let mut session = on_a_tie();
    let form = open_new(&mut session);
    session.execute(Command::Form(FormCommand::Close(Form::Claim(form))));
    assert!(!session.has_drafts());
    assert!(session.drafts().open_claim().is_none());
}

#[test]
fn saving_a_form_is_one_step_and_ends_the_draft() {
    let mut session = on_a_tie();
    let form = open_new(&mut session);
    let (_, draft) = complete_new();
    fill(&mut session, &form, draft);
    let before = session.history().len();
    session.execute(Command::Form(FormCommand::Save(Form::Claim(form))));
    assert_eq!(session.history().len(), before + 1);
    assert_eq!(session.selection().claim(), Some(&claim_id("c02")));
    assert!(!session.has_drafts());
    assert!(session.drafts().open_claim().is_none());
}

#[test]
fn a_draft_asks_before_it_is_lost() {
    let mut session = Session::new(Settings::default(), Store::default(), Arc::new(|| {}));
    assert!(session.may_close());
    session.execute(Command::ClearSelection);
    let form = open_new(&mut session);
    let draft = ClaimDraft {
        statement: "Half".to_owned(),
        ..ClaimDraft::new_on(None, &scene_of_two())
    };
    fill(&mut session, &form, draft);
    assert!(!session.may_close() && !session.has_unsaved());
    session.execute(Command::NewScene);
    assert!(matches!(session.dialog(), Some(Dialog::Unsaved(_))));
    session.execute(Command::DiscardThen(crate::session::Then::Open));
    assert!(!session.has_drafts(), "it was given up");
}
