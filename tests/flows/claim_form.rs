//! The form of a claim in full, the cards of related claims, and what is said of
//! a tie's doubt.

use egui::{Key, Modifiers};
use entente::model::{Claim, ClaimId, Credibility, Grade, LikelihoodTerm, Reliability, Tie, TieId};
use entente::session::{ClaimDraft, Dialog};

use crate::window::{ISR_AZE, Window};

/// A window with the form of a new claim on the first tie.
fn writing() -> Window {
    let mut window = Window::new();
    window.click(ISR_AZE);
    window.press(Key::C);
    window
}

/// A window with the form of this claim of the first tie.
fn changing(claim: &str) -> Window {
    let mut window = Window::new();
    window.click(ISR_AZE);
    open_form(&mut window, claim);
    window
}

fn open_form(window: &mut Window, claim: &str) {
    window.press(Key::Enter);
    let card = format!("claim {claim}:");
    window.tab_until(|name| name.starts_with(&card));
    window.press(Key::Enter);
    window.press(Key::Enter);
    assert!(window.shows(&format!("Claim {claim}")), "its form is open");
}

fn tab_to_part(window: &mut Window, start: &str) {
    let start = start.to_owned();
    window.tab_until(move |name| name.starts_with(&start));
}

fn draft(window: &Window) -> &ClaimDraft {
    let draft = window.session().drafts().open_claim();
    &draft.expect("a form is open").content
}

fn claim<'a>(window: &'a Window, id: &str) -> &'a Claim {
    let id = ClaimId::new(id).expect("an id");
    let scene = &window.session().document().scene;
    scene.claims.get(&id).expect("it is there")
}

fn first_tie(window: &Window) -> &Tie {
    let id = TieId::new("ISR-AZE").expect("an id");
    let scene = &window.session().document().scene;
    scene.ties.get(&id).expect("it is there")
}

fn grade(window: &Window) -> String {
    let grade = &draft(window).grade;
    let letter = grade.reliability.map(|it| it.letter());
    let digit = grade.credibility.map(|it| it.digit());
    letter.into_iter().chain(digit).collect()
}

fn save(window: &mut Window) {
    window.press_with(Modifiers::COMMAND, Key::Enter);
}

#[test]
fn a_grade_is_picked_by_pointer_by_arrows_and_by_letter_and_digit() {
    let mut window = writing();
    tab_to_part(&mut window, "Grade: not graded yet");
    for reliability in Reliability::ALL {
        for credibility in Credibility::ALL {
            let it = Grade {
                reliability,
                credibility,
            };
            let name = format!("{it}: {}", it.meaning());
            assert!(window.shows(&name), "{name}");
        }
    }
    window.press(Key::ArrowDown);
    assert_eq!(grade(&window), "C3", "the middle of the field");
    window.press(Key::ArrowRight);
    window.press(Key::ArrowDown);
    assert_eq!(grade(&window), "D4");
    window.click("B2: usually reliable source, probably true");
    assert_eq!(grade(&window), "B2");
    let focused = window.focused().unwrap_or_default();
    assert!(focused.starts_with("Grade: B2"), "{focused}");
    window.press(Key::F);
    window.press(Key::Num6);
    assert_eq!(grade(&window), "F6");
    let focused = window.focused().unwrap_or_default();
    assert_eq!(
        focused,
        "Grade: F6: no basis to judge the source, no basis to judge the truth"
    );
    window.tab_some(1);
    window.settle();
    assert_eq!(
        window.focused().as_deref(),
        Some("Why this grade"),
        "the field is one stop"
    );
}

#[test]
fn the_first_kind_that_is_chosen_is_the_main_one_and_a_new_one_is_made_on_the_spot() {
    let mut window = writing();
    let kinds = |window: &Window| -> Vec<String> {
        let kinds = draft(window).kinds.iter();
        kinds.map(ToString::to_string).collect()
    };
    window.click("Kind: Trade");
    window.click("Kind: Energy");
    assert_eq!(kinds(&window), ["trade", "energy"]);
    window.click("Kind: Trade, the main one");
    assert_eq!(kinds(&window), ["energy"]);
    assert!(window.shows("Kind: Energy, the main one"));
    let before = window.session().document().scene.kinds.len();
    window.click("+ New kind\u{2026}");
    assert_eq!(window.focused().as_deref(), Some("Name of the new kind"));
    window.type_text("Culture");
    window.press(Key::Enter);
    assert_eq!(window.session().document().scene.kinds.len(), before + 1);
    assert_eq!(kinds(&window), ["energy", "culture"]);
    window.click("+ New kind\u{2026}");
    window.type_text("TRADE");
    window.press(Key::Enter);
    assert_eq!(
        window.session().document().scene.kinds.len(),
        before + 1,
        "there is one"
    );
    assert_eq!(kinds(&window), ["energy", "culture", "trade"]);
}

#[test]
fn a_claim_bears_on_a_second_tie_that_is_found_by_a_part_of_its_name() {
    let mut window = writing();
    window.click("+ Another tie or actor");
    let focused = window.focused().unwrap_or_default();
    assert!(focused.starts_with("Bears on 2"), "{focused}");
    window.press(Key::Space);
    window.type_text("kaz isr");
    window.press(Key::Enter);
    let on: Vec<_> = draft(&window).bearings.iter().collect();
    assert_eq!(on.len(), 2);
    assert!(
        format!("{:?}", on[1].on).contains("ISR-KAZ"),
        "{:?}",
        on[1].on
    );
    window.click("Remove bearing 1");
    assert_eq!(draft(&window).bearings.len(), 1);
    assert!(
        window.shows_part("too little to say"),
        "what its claims come to"
    );
}

#[test]
fn a_list_that_is_left_with_tab_closes_and_chooses_nothing() {
    let mut window = writing();
    tab_to_part(&mut window, "Stance");
    window.press(Key::Space);
    assert!(window.shows("supports"), "the list is open");
    window.tab_some(1);
    window.settle();
    assert!(!window.shows("supports"));
    let focused = window.focused().unwrap_or_default();
    assert!(focused.starts_with("Magnitude"), "{focused}");
    tab_to_part(&mut window, "Contradicts");
    window.press(Key::Space);
    window.tab_some(1);
    window.settle();
    let focused = window.focused().unwrap_or_default();
    assert!(focused.starts_with("Contradicts"), "{focused}");
    assert_eq!(draft(&window).bearings[0].stance, None);
    assert!(draft(&window).contradicts.is_empty());
}

#[test]
fn kinds_that_are_seldom_used_are_one_press_away() {
    let mut window = writing();
    assert!(!window.shows("Kind: Investment"));
    window.click("More\u{2026} (2)");
    window.click("Kind: Investment");
    assert_eq!(draft(&window).kinds.len(), 1);
}

#[test]
fn a_number_without_scope_is_warned_of_and_told_in_words() {
    let mut window = writing();
    window.tab_to("+ Number");
    window.press(Key::Enter);
    assert_eq!(window.focused().as_deref(), Some("What it measures"));
    window.type_text("bilateral trade");
    tab_to_part(&mut window, "Bound");
    window.press(Key::ArrowRight);
    window.press(Key::ArrowRight);
    window.tab_to("Amount");
    assert!(!window.shows_part("can mislead"), "nothing to be misled by");
    window.type_text("360");
    window.tab_to("Unit");
    window.type_text("million USD");
    assert!(window.shows_part("without scope and period can mislead"));
    window.tab_to("Period");
    window.type_text("2025");
    assert!(window.shows_part("A figure for bilateral trade without scope can mislead"));
    assert!(window.shows("bilateral trade: over 360 million USD, 2025, scope not stated"));
    window.tab_to("Scope");
    window.type_text("civilian goods");
    window.tab_to("Who counted");
    window.type_text("Azerbaijan");
    assert!(!window.shows_part("can mislead"));
    assert!(window.shows(
        "bilateral trade: over 360 million USD, 2025, civilian goods, counted by Azerbaijan"
    ));
}

#[test]
fn what_is_read_of_a_date_is_said_and_what_would_be_where_nothing_is() {
    let mut window = writing();
    window.tab_to("Date as printed");
    window.type_text("over 30 years");
    assert!(window.shows("Reads as begun before January 1996 and lasting until 26 January 2026"));
    window.press_with(Modifiers::COMMAND, Key::A);
    window.type_text("last year");
    window.click("+ Take 2025");
    assert_eq!(draft(&window).date_resolved, "2025");
    assert!(window.shows("Read as 2025: from 1 January 2025 to 31 December 2025"));
    window.tab_to("Date on the calendar");
    window.press_with(Modifiers::COMMAND, Key::A);
    window.type_text("2025-03..soon");
    assert!(window.shows_part("Accepted: 2023, 2025-03"));
    tab_to_part(&mut window, "A forecast");
    window.press(Key::Space);
    assert!(draft(&window).is_forecast);
}

#[test]
fn a_contradiction_is_found_by_words_noted_once_and_shown_on_both_cards() {
    let mut window = changing("c01");
    tab_to_part(&mut window, "Contradicts");
    window.press(Key::Space);
    assert_eq!(window.focused().as_deref(), Some("Find in the list"));
    window.type_text("C02");
    window.press(Key::Enter);
    let chosen: Vec<_> = draft(&window).contradicts.iter().collect();
    assert_eq!(chosen.len(), 1);
    assert!(window.shows("Take c02 out of contradicts"));
    save(&mut window);
    assert_eq!(claim(&window, "c01").contradicts.len(), 1);
    assert!(claim(&window, "c02").contradicts.is_empty());
    window.click("c01 contradicts c02");
    assert_eq!(window.selected_claim().as_deref(), Some("c02"));
    window.click("c02 contradicts c01");
    assert_eq!(window.selected_claim().as_deref(), Some("c01"));

    window.click("c01 and related claims side by side");
    assert!(matches!(
        window.session().dialog(),
        Some(Dialog::Cluster(_))
    ));
    assert!(window.shows("2 claims that speak of one another"));
    assert!(window.shows_part("Israel \u{2194} Azerbaijan: counts"));
    window.press(Key::Escape);
    assert_eq!(window.session().dialog(), None);
}

#[test]
fn numbers_of_a_cluster_stand_side_by_side_with_what_forbids_to_compare_them() {
    let mut window = changing("c18");
    tab_to_part(&mut window, "Derived from");
    window.press(Key::Space);
    window.type_text("c17");
    window.press(Key::Enter);
    save(&mut window);
    let focused = window.focused().unwrap_or_default();
    assert!(focused.starts_with("claim c18:"), "{focused}");
    window.press(Key::R);
    assert!(window.shows("Numbers"));
    assert!(window.shows_part("Do not compare them as they stand: "));
    assert!(window.shows_part("scope not stated for c17, c18"));
    assert!(window.shows("c18 derived from c17"));
}

#[test]
fn a_claim_is_withdrawn_with_a_reason_stays_and_counts_no_more() {
    let mut window = changing("c01");
    tab_to_part(&mut window, "Rank: normal");
    window.press(Key::ArrowRight);
    window.press(Key::ArrowRight);
    save(&mut window);
    assert!(window.shows("Say why it is withdrawn"));
    assert_eq!(window.focused().as_deref(), Some("Why this rank"));
    window.type_text("corrected by the paper");
    save(&mut window);
    assert!(claim(&window, "c01").is_deprecated());
    assert!(window.shows("Deprecated: corrected by the paper"));
    let estimate = window.session().estimate().expect("a tie is selected");
    assert_eq!(estimate.counted_claims(), 26);
    assert_eq!(estimate.claims(), 29, "it stays on record");
}

#[test]
fn the_form_tells_what_the_claim_changes_before_it_is_saved() {
    let mut window = writing();
    assert!(window.shows("Claims say +0.42; this one is not graded yet"));
    tab_to_part(&mut window, "Stance");
    window.press(Key::ArrowRight);
    tab_to_part(&mut window, "Magnitude");
    window.press(Key::ArrowLeft);
    tab_to_part(&mut window, "Grade");
    window.press(Key::A);
    window.press(Key::Num1);
    // (4.80 + 1) / (11.44 + 1)
    assert!(window.shows("Claims say +0.42 \u{2192} +0.47 with this claim"));
    window.back_to("Stance: supports");
    window.press(Key::ArrowRight);
    // (4.80 - 1) / (11.44 + 1)
    assert!(window.shows("Claims say +0.42 \u{2192} +0.31 with this claim"));
    window.click("How the estimate of ISR-AZE comes about");
    assert!(window.shows("this claim"));
    assert!(window.shows("Counted: 28"));
    window.press(Key::Escape);
    assert_eq!(
        draft(&window).grade.reliability,
        Some(Reliability::A),
        "the form is as it was"
    );
}

#[test]
fn a_likelihood_says_of_what_it_is_and_can_be_undone() {
    let mut window = Window::new();
    window.click(ISR_AZE);
    window.click("More");
    tab_to_part(&mut window, "Likelihood: not said");
    window.press(Key::Space);
    for _ in 0..6 {
        window.press(Key::ArrowDown);
    }
    window.press(Key::Enter);
    assert!(first_tie(&window).likelihood.is_none(), "of what?");
    assert_eq!(
        window.focused().as_deref(),
        Some("What the likelihood is of")
    );
    window.type_text("that it holds at the end of 2026");
    window.press(Key::Enter);
    let said = first_tie(&window).likelihood.as_ref().expect("it was said");
    assert_eq!(said.term, LikelihoodTerm::VeryLikely);
    assert_eq!(said.of, "that it holds at the end of 2026");
    assert!(window.shows("Likelihood: very likely (80\u{2013}95\u{202f}%)"));
    assert_eq!(window.session().history().len(), 1, "one step");
    window.press(Key::Escape);
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert!(first_tie(&window).likelihood.is_none());
}

#[test]
fn a_confidence_says_what_it_rests_on_and_the_gap_is_named() {
    let mut window = Window::new();
    window.click(ISR_AZE);
    assert!(window.shows("0.43 above what the claims say"));
    window.press(Key::Enter);
    window.tab_to("What the confidence rests on");
    window.type_text("one article");
    window.press(Key::Enter);
    let basis = first_tie(&window).confidence_basis.as_deref();
    assert_eq!(basis, Some("one article"));
    assert_eq!(window.session().history().len(), 1);
}

#[test]
fn a_likelihood_and_a_confidence_in_one_sentence_are_pointed_out() {
    let mut window = Window::new();
    window.click(ISR_AZE);
    window.click("Why this weight");
    assert!(!window.shows_part("stand in one sentence"));
    window.tab_to("Rationale");
    window.press_with(Modifiers::COMMAND, Key::A);
    window.type_text("It is likely to last. Confidence is low.");
    save(&mut window);
    assert!(!window.shows_part("stand in one sentence"));
    window.tab_to("Rationale");
    window.press_with(Modifiers::COMMAND, Key::A);
    window.type_text("It is likely to last, with low confidence.");
    save(&mut window);
    assert!(window.shows_part("A likelihood and a confidence stand in one sentence"));
}
