use std::sync::Arc;

use crate::evidence::estimate;
use crate::file::settings::Settings;
use crate::file::store::Store;
use crate::model::fixtures::{bearing, claim, claim_id, claim_with, scene, tie, tie_id};
use crate::model::{
    BearingOn, Credibility, Magnitude, Reliability, Scene, Stance, Status, Subject,
};
use crate::session::{
    BearingDraft, ClaimDraft, ClaimForm, Command, Content, Form, FormCommand, RankChoice, Session,
};

/// Two ties; `c1` on both, `c2` on the first, `c3` a repeat of `c2`.
fn two_ties() -> Scene {
    let mut scene = scene(&["A", "B", "C"]);
    tie(&mut scene, "A-B", 0.5);
    tie(&mut scene, "B-C", 0.5);
    let both = [
        bearing("A-B", Stance::Supports, Magnitude::Strong),
        bearing("B-C", Stance::Strains, Magnitude::Slight),
    ];
    claim(&mut scene, "c1", "A1", &both);
    claim(&mut scene, "c2", "C3", &both[..1]);
    let mut repeat = claim_with("c3", "D3", &both[..1]);
    repeat.repeats = vec![claim_id("c2")];
    scene.claims.push(repeat).expect("ids differ");
    scene
}

/// The session with this form open, and its draft changed so.
fn writing(form: &ClaimForm, change: impl FnOnce(&mut ClaimDraft)) -> Session {
    let mut session = Session::new(Settings::default(), Store::default(), Arc::new(|| {}));
    session.execute(Command::Edit(crate::edit::Edit::ReplaceScene(Arc::new(
        two_ties(),
    ))));
    let open = FormCommand::Open(Form::Claim(form.clone()));
    session.execute(Command::Form(open));
    let draft = session.drafts().open_claim().expect("it is open");
    let mut content = draft.content.clone();
    change(&mut content);
    let content = Box::new(Content::Claim(form.clone(), content));
    session.execute(Command::Form(FormCommand::Change(content)));
    session.refresh();
    session
}

/// What each tie comes to with the draft, and the same once it is saved.
fn told_and_true(mut session: Session, form: &ClaimForm) -> Vec<(String, bool)> {
    let told = session.derived().draft_estimates().to_vec();
    session.execute(Command::Form(FormCommand::Save(Form::Claim(form.clone()))));
    let draft = session.drafts().open_claim();
    assert!(draft.is_none(), "it was saved: {draft:?}");
    let scene = &session.document().scene;
    let is_true = told.iter().map(|it| {
        let with = it.with.as_ref().expect("it can be weighed");
        let saved = estimate(scene, &it.tie);
        (
            it.tie.to_string(),
            with.verdict == saved.verdict && with.counted == saved.counted,
        )
    });
    is_true.collect()
}

fn on_the_first() -> ClaimForm {
    ClaimForm::New(Some(Subject::Tie(tie_id("A-B"))))
}

fn fill(draft: &mut ClaimDraft) {
    draft.statement = "They trade.".to_owned();
    draft.status = Some(Status::Fact);
    draft.is_unattributed = true;
    draft.grade.reliability = Some(Reliability::B);
    draft.grade.credibility = Some(Credibility::ALL[1]);
    for bearing in &mut draft.bearings {
        bearing.stance = Some(Stance::Strains);
        bearing.magnitude = Some(Magnitude::Extreme);
    }
}

#[test]
fn a_new_claim_is_told_for_every_tie_it_bears_on() {
    let form = on_the_first();
    let session = writing(&form, |draft| {
        let other = BearingOn::Tie(tie_id("B-C"));
        draft.bearings.push(BearingDraft::on(Some(other)));
        fill(draft);
    });
    let expected = [("A-B".to_owned(), true), ("B-C".to_owned(), true)];
    assert_eq!(told_and_true(session, &form), expected);
}

#[test]
fn a_new_claim_that_repeats_another_counts_for_it_or_not_at_all() {
    let form = on_the_first();
    let session = writing(&form, |draft| {
        fill(draft);
        draft.repeats = vec![claim_id("c3")];
    });
    let told = session.derived().draft_estimates().first();
    let with = told.and_then(|it| it.with.as_ref()).expect("an estimate");
    assert_eq!(with.counted_claims(), 2, "c1 and this one: B2 is better");
    assert_eq!(told_and_true(session, &form), [("A-B".to_owned(), true)]);
}

#[test]
fn a_changed_claim_is_told_where_it_bears_and_where_it_bore() {
    let form = ClaimForm::Change(claim_id("c1"));
    let session = writing(&form, |draft| {
        draft.bearings.remove(0);
        draft.grade.reliability = Some(Reliability::E);
    });
    let expected = [("B-C".to_owned(), true), ("A-B".to_owned(), true)];
    assert_eq!(told_and_true(session, &form), expected);
    let session = writing(&form, |draft| {
        draft.rank = RankChoice::Deprecated;
        draft.rank_reason = "withdrawn".to_owned();
    });
    let expected = [("A-B".to_owned(), true), ("B-C".to_owned(), true)];
    assert_eq!(told_and_true(session, &form), expected);
}

#[test]
fn without_grade_stance_or_magnitude_there_is_nothing_to_tell() {
    let missing: [fn(&mut ClaimDraft); 3] = [
        |draft| draft.grade.credibility = None,
        |draft| draft.bearings[0].stance = None,
        |draft| draft.bearings[0].magnitude = None,
    ];
    for leave_out in missing {
        let session = writing(&on_the_first(), |draft| {
            fill(draft);
            leave_out(draft);
        });
        let told = session.derived().draft_estimates();
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].with, None);
    }
    let session = writing(&ClaimForm::New(None), fill);
    assert!(session.derived().draft_estimates().is_empty(), "on no tie");
}
