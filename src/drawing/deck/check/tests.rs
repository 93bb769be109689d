use std::sync::Arc;

use super::*;
use crate::drawing::{DeckLook, NamesShown, OnDiscs, ThemeName};
use crate::model::fixtures::{
    actor_id, bearing, claim, claim_id, kind_id, scene, source_id, tie, tie_id, tie_with,
};
use crate::model::{
    AsOf, Clock, Confidence, Focus, Magnitude, PartialDate, PathOver, PathView, Place, Stance,
    TieClass, ViewState, Weight,
};

/// Three actors on the map, two ties that are judged and one that is not, and a
/// claim on the first.
fn made() -> Scene {
    let mut scene = scene(&["A", "B", "C"]);
    for (id, lon) in [("A", 40.0), ("B", 50.0), ("C", 60.0)] {
        let actor = scene.actors.get(&actor_id(id)).expect("it is there");
        let mut actor = actor.clone();
        actor.place = Place::new(lon, 40.0).ok();
        scene.actors.replace(actor);
    }
    tie(&mut scene, "A-B", 0.85);
    tie(&mut scene, "B-C", -0.4);
    let reason = "nobody looked".to_owned();
    let unknown = tie_with("A-C", TieState::Unknown { reason });
    scene.ties.push(unknown).expect("ties differ");
    let on = bearing("A-B", Stance::Supports, Magnitude::Strong);
    claim(&mut scene, "c1", "C3", &[on]);
    scene
}

/// A slide that has nothing wrong.
fn slide() -> Slide {
    let id = SlideId::new("first").expect("an id");
    Slide {
        headline: "A finding".to_owned(),
        ..Slide::new(id, ViewState::default())
    }
}

fn tie_of(id: &str) -> Element {
    Element::Tie(tie_id(id))
}

fn actor_of(id: &str) -> Element {
    Element::Actor(actor_id(id))
}

fn checked(scene: &Scene, slide: &Slide) -> Vec<(Flaw, String)> {
    let mut scene = scene.clone();
    scene.slides.push(slide.clone()).expect("the only one");
    let look = DeckLook {
        theme: ThemeName::Light,
        names: NamesShown::default(),
        discs: OnDiscs::default(),
    };
    let found = check_slides(&Deck::new(&Arc::new(scene), look));
    assert!(found.iter().all(|it| it.slide == slide.id), "{found:?}");
    assert!(found.is_sorted_by_key(|it| it.flaw), "the gravest first");
    found.into_iter().map(|it| (it.flaw, it.message)).collect()
}

/// The only thing that is found, the footnotes aside.
fn only(scene: &Scene, slide: &Slide) -> (Flaw, String) {
    let mut found = checked(scene, slide);
    found.retain(|(flaw, _)| *flaw != Flaw::NoFootnote);
    let [only] = found.as_slice() else {
        panic!("one thing is found, not {found:?}");
    };
    only.clone()
}

#[test]
fn what_it_is_like_is_told_in_few_words() {
    let scene = made();
    let slide = Slide {
        emphasis: vec![actor_of("A"), tie_of("A-B"), tie_of("A-C"), tie_of("Z-Z")],
        reveals: vec![tie_of("A-B")],
        footnotes: vec![claim_id("c1"), claim_id("gone")],
        ..slide()
    };
    let made = as_made(&scene, &slide);
    let words: Vec<String> = made
        .iter()
        .map(|it| format!("{}: {}", it.of, it.was))
        .collect();
    // The digits are the first of `printf 'What c1 says.' | sha256sum`.
    assert_eq!(
        words,
        [
            "actor A: A",
            "tie A-B: +0.85, moderate",
            "tie A-C: unknown",
            "claim c1: C3, fact, c4a7bd3b",
        ]
    );
}

#[test]
fn a_slide_as_it_was_made_has_nothing_wrong() {
    let scene = made();
    let mut slide = Slide {
        emphasis: vec![tie_of("A-B"), actor_of("C")],
        footnotes: vec![claim_id("c1")],
        ..slide()
    };
    slide.as_made = as_made(&scene, &slide);
    assert_eq!(checked(&scene, &slide), []);
}

#[test]
fn what_is_gone_is_told_wherever_it_stands_and_can_be_taken_out() {
    let scene = made();
    let mut gone = slide();
    gone.emphasis = vec![tie_of("A-X"), tie_of("A-B")];
    gone.dimmed = vec![actor_of("X")];
    gone.reveals = vec![actor_of("X"), actor_of("A")];
    gone.footnotes = vec![claim_id("c9"), claim_id("c1")];
    gone.view.path = Some(PathView {
        from: actor_id("A"),
        to: actor_id("Y"),
        over: PathOver::Any,
    });
    gone.view.focus = Some(Focus {
        actors: vec![actor_id("Y"), actor_id("A")],
        ties: vec![tie_id("Y-Y")],
        depth: 1,
        is_hiding: false,
    });
    let filter = &mut gone.view.filter;
    filter.set_kind(kind_id("tourism"), false);
    filter.set_source(source_id("t"), true);
    filter.set_source(source_id("s"), true);
    filter.set_asserter(Some("Nobody".to_owned()), true);
    let found = checked(&scene, &gone);
    let words: Vec<&str> = found
        .iter()
        .filter(|(flaw, _)| *flaw == Flaw::Gone)
        .map(|(_, words)| words.strip_suffix(", which the scene does not have any more"))
        .map(|words| words.expect("it says so"))
        .collect();
    assert_eq!(
        words,
        [
            "It refers to tie A-X",
            "It refers to actor X",
            "It refers to claim c9",
            "Its path has the end actor Y",
            "Its focus lies around actor Y",
            "Its focus lies around tie Y-Y",
            "Its filter leaves out the kind tourism",
            "Its filter asks for source t",
            "Its filter asks for claims by Nobody",
        ]
    );
    assert_eq!(Flaw::Gone.fix(), Some(SlideFix::TakeOutGone));

    let kept = without_gone(&scene, &gone);
    let left = checked(&scene, &kept);
    assert!(left.iter().all(|(flaw, _)| *flaw != Flaw::Gone), "{left:?}");
    assert_eq!(kept.emphasis, [tie_of("A-B")]);
    assert_eq!(kept.reveals, [actor_of("A")]);
    assert_eq!(kept.footnotes, [claim_id("c1")]);
    assert_eq!(kept.view.path, None);
    let focus = kept.view.focus.as_ref().expect("there is A still");
    assert_eq!(focus.actors, [actor_id("A")]);
    assert_eq!(
        kept.view.filter.sources().iter().collect::<Vec<_>>(),
        [&source_id("s")]
    );
    assert_eq!(without_gone(&scene, &kept), kept, "once is enough");
}

#[test]
fn what_the_filter_the_focus_and_the_switch_hide_is_told() {
    let scene = made();
    let mut filtered = slide();
    filtered.emphasis = vec![tie_of("B-C")];
    filtered.view.filter.set_class(TieClass::Hostile, false);
    let words = "B \u{2013} C is hidden by the filter of the slide".to_owned();
    assert_eq!(only(&scene, &filtered), (Flaw::Unseen, words));
    filtered.view.filter.set_dimming(true);
    let found = checked(&scene, &filtered);
    assert!(
        found.iter().all(|(flaw, _)| *flaw != Flaw::Unseen),
        "faint, but there: {found:?}"
    );

    let mut focused = slide();
    focused.reveals = vec![actor_of("C"), tie_of("B-C")];
    focused.view.focus = Some(Focus {
        actors: vec![actor_id("A")],
        ties: Vec::new(),
        depth: 1,
        is_hiding: true,
    });
    let found = checked(&scene, &focused);
    let words = [
        "C is hidden by the focus of the slide",
        "B \u{2013} C is hidden by the focus of the slide",
    ];
    assert_eq!(found, words.map(|it| (Flaw::Unseen, it.to_owned())));

    let mut switched = slide();
    switched.emphasis = vec![tie_of("A-C")];
    assert_eq!(checked(&scene, &switched), []);
    switched.view.is_showing_unknown = false;
    let words = "A \u{2013} C is unknown, and the slide leaves unknown ties out".to_owned();
    assert_eq!(only(&scene, &switched), (Flaw::Unseen, words));
}

#[test]
fn looking_back_a_tie_may_be_unknown_still() {
    let scene = made();
    let mut past = slide();
    past.emphasis = vec![tie_of("A-B")];
    past.view.is_showing_unknown = false;
    let day = PartialDate::parse("1990-05-01").expect("a day");
    past.view.as_of = Some(AsOf::end_of(Clock::Happened, day));
    // A claim without a date counts on no day, so nothing is known of the tie by then.
    let found = checked(&scene, &past);
    let unseen = found.iter().find(|(flaw, _)| *flaw == Flaw::Unseen);
    let words = "A \u{2013} B is unknown as of 1 May 1990, and the slide leaves unknown ties out";
    assert_eq!(unseen.map(|(_, words)| words.as_str()), Some(words));
}

#[test]
fn what_lies_outside_of_the_frame_is_told() {
    let scene = made();
    let mut framed = slide();
    let center = Place::new(42.0, 40.0).expect("a place");
    framed.view.frame = Frame::new(center, 8.0, 8.0);
    framed.emphasis = vec![actor_of("A"), actor_of("C"), tie_of("A-B"), tie_of("B-C")];
    let found = checked(&scene, &framed);
    let unseen: Vec<&str> = found
        .iter()
        .filter(|(flaw, _)| *flaw == Flaw::Unseen)
        .map(|(_, words)| words.as_str())
        .collect();
    assert_eq!(
        unseen,
        [
            "C lies outside of what the slide shows",
            "B \u{2013} C lies outside of what the slide shows, with both ends",
        ]
    );
}

#[test]
fn what_changed_is_told_with_what_it_was_and_is() {
    let before = made();
    let mut slide = Slide {
        emphasis: vec![tie_of("A-B"), actor_of("C"), tie_of("A-C")],
        footnotes: vec![claim_id("c1")],
        ..slide()
    };
    slide.as_made = as_made(&before, &slide);
    let mut scene = before.clone();
    let mut judged = scene.ties.get(&tie_id("A-B")).expect("there").clone();
    judged.state = TieState::Valued(Weight::new(0.6).expect("a weight"));
    judged.confidence = Some(Confidence::Low);
    scene.ties.replace(judged);
    let mut renamed = scene.actors.get(&actor_id("C")).expect("there").clone();
    renamed.name = "Cathay".to_owned();
    scene.actors.replace(renamed);
    let mut claim = scene.claims.get(&claim_id("c1")).expect("there").clone();
    claim.grade = crate::model::Grade::parse("B2").expect("a grade");
    scene.claims.replace(claim.clone());
    let words = [
        "A \u{2013} B was +0.85, moderate, and is +0.60, low",
        "Cathay was called C when the slide was made",
        "claim c1 was C3, fact, and is B2, fact",
    ];
    let changed = words.map(|it| (Flaw::Changed, it.to_owned()));
    assert_eq!(checked(&scene, &slide), changed);

    claim.statement = "Something else.".to_owned();
    claim.grade = crate::model::Grade::parse("C3").expect("a grade");
    scene.claims.replace(claim);
    let found = checked(&scene, &slide);
    let words = "claim c1 says something else since the slide was made";
    assert!(found.iter().any(|(_, it)| it == words), "{found:?}");

    // What it does not refer to any more may be whatever it is.
    slide.emphasis.retain(|it| *it != actor_of("C"));
    let found = checked(&scene, &slide);
    assert!(!found.iter().any(|(_, it)| it.contains("Cathay")));
    slide.as_made = as_made(&scene, &slide);
    assert_eq!(checked(&scene, &slide), [], "it is still right");
}

#[test]
fn remarks_come_last() {
    let scene = made();
    let mut bare = slide();
    bare.headline = "  ".to_owned();
    bare.is_hidden = true;
    bare.emphasis = vec![tie_of("A-B"), tie_of("A-C")];
    let flaws: Vec<Flaw> = checked(&scene, &bare).into_iter().map(|it| it.0).collect();
    assert_eq!(flaws, [Flaw::Hidden, Flaw::NoHeadline, Flaw::NoFootnote]);
    assert!(flaws.iter().all(|flaw| !flaw.is_warning()));
    bare.footnotes = vec![claim_id("c1")];
    let found = checked(&scene, &bare);
    assert!(found.iter().all(|it| it.0 != Flaw::NoFootnote), "{found:?}");
}
