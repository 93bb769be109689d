//! The scenes that ship with Entente: that they open, that they are written back
//! byte for byte, and that the first one says what its one source says.
//!
//! The article behind the first scene is not shipped. Where the environment
//! variable `ENTENTE_SEED_TEXT` names its text, every quotation is looked for in
//! it; elsewhere the same check runs on a text written for the test.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use entente::drawing::{Deck, DeckLook, NamesShown, OnDiscs, ThemeName, check_slides};
use entente::evidence::{Verdict, coverage, estimate, estimates, gap, summary};
use entente::model::{
    Anchor, BearingOn, Claim, ClaimIndex, Confidence, Dyad, Element, Magnitude, Scene, Severity,
    SourceId, Stance, Status, Tie, TieDirection, TieId, TieState,
};
use sha2::{Digest as _, Sha256};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenes")
}

/// The scene in this file, which must open without errors.
fn open(path: &Path) -> Scene {
    let bytes = fs::read(path).expect("the scene is there");
    let reading = entente::file::read(&bytes).expect("a scene that ships can be read");
    let errors: Vec<_> = reading
        .problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error)
        .collect();
    assert!(errors.is_empty(), "{}: {errors:#?}", path.display());
    assert!(reading.is_complete, "{}", path.display());
    reading.scene
}

fn first_scene() -> Scene {
    open(&folder().join("south_caucasus.ron"))
}

fn tie<'a>(scene: &'a Scene, id: &str) -> &'a Tie {
    let id = TieId::new(id).expect("a tie id");
    scene.ties.get(&id).expect("the scene has the tie")
}

/// How many of the items fall under each key, in the order of the keys.
fn tally<T: Ord>(items: impl Iterator<Item = T>) -> BTreeMap<T, usize> {
    let mut counts = BTreeMap::new();
    for item in items {
        *counts.entry(item).or_insert(0) += 1;
    }
    counts
}

/// What is wrong with an anchor: its words must stand in the text exactly once,
/// and where it says, counted in code points.
fn misplaced(anchor: &Anchor, text: &str) -> Option<String> {
    let exact = anchor.exact.as_str();
    let times = text.match_indices(exact).count();
    if exact.is_empty() || times != 1 {
        return Some(format!("{exact:?} stands in the text {times} times"));
    }
    let (Some(start), Some(end)) = (anchor.start, anchor.end) else {
        return Some(format!("{exact:?} has no place"));
    };
    let length = end.saturating_sub(start) as usize;
    let there: String = text.chars().skip(start as usize).take(length).collect();
    (there != exact).then(|| format!("{exact:?} is not at {start}..{end}, {there:?} is"))
}

#[test]
fn every_scene_is_written_back_byte_for_byte() {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder()).expect("the folder of scenes") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|extension| extension != "ron") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a scene is text");
        // Not assert_eq, which would print two whole files.
        assert!(
            entente::file::write(&open(&path)) == text,
            "{} is not as Entente writes it",
            path.display()
        );
        names.push(path.file_name().map(|name| name.to_os_string()));
    }
    assert!(names.len() >= 2, "scenes found: {names:?}");
}

#[test]
fn every_character_of_a_scene_has_an_embedded_face() {
    for name in ["south_caucasus.ron", "blank.ron"] {
        let text = fs::read_to_string(folder().join(name)).expect("a scene is text");
        assert_eq!(
            entente::text::unsupported(&text),
            Vec::<char>::new(),
            "{name}"
        );
    }
}

#[test]
fn the_blank_scene_is_a_blank_scene() {
    assert_eq!(open(&folder().join("blank.ron")), Scene::blank());
}

#[test]
fn the_first_scene_has_one_tie_a_dyad() {
    let scene = first_scene();
    assert_eq!(
        (scene.actors.len(), scene.ties.len(), scene.claims.len()),
        (5, 10, 36)
    );
    assert_eq!(scene.sources.len(), 1);
    let tied: BTreeSet<Dyad> = scene.ties.iter().map(Tie::dyad).collect();
    let all: BTreeSet<Dyad> = scene.dyads().into_iter().collect();
    assert_eq!(tied, all);
    assert!(scene.dangling().is_empty(), "{:?}", scene.dangling());
}

#[test]
fn five_ties_are_judged_and_five_are_unknown_each_for_its_own_reason() {
    let scene = first_scene();
    for (id, weight, confidence) in [
        ("ISR-AZE", 0.85, Confidence::Moderate),
        ("ISR-TUR", -0.45, Confidence::Low),
        ("ISR-IRN", -0.7, Confidence::Low),
        ("ISR-KAZ", 0.3, Confidence::Low),
        ("AZE-TUR", 0.6, Confidence::Low),
    ] {
        let tie = tie(&scene, id);
        assert_eq!(tie.weight().map(|weight| weight.value()), Some(weight));
        assert_eq!(tie.confidence, Some(confidence), "{id}");
    }
    let reasons: BTreeSet<&str> = scene
        .ties
        .iter()
        .filter_map(|tie| match &tie.state {
            TieState::Unknown { reason } => Some(reason.as_str()),
            TieState::Valued(_) | TieState::None { .. } => None,
        })
        .collect();
    assert_eq!(reasons.len(), 5);
}

#[test]
fn ties_of_which_the_source_shows_one_side_are_directed() {
    let scene = first_scene();
    let directed: Vec<_> = scene
        .ties
        .iter()
        .filter(|tie| tie.direction == TieDirection::Directed)
        .map(|tie| (tie.id.as_str(), tie.from.as_str()))
        .collect();
    assert_eq!(directed, [("ISR-KAZ", "ISR"), ("AZE-TUR", "TUR")]);
}

#[test]
fn the_claims_are_spread_as_in_the_article() {
    let scene = first_scene();
    let bearings = || scene.claims.iter().flat_map(|claim| &claim.bearings);
    let on = tally(bearings().map(|bearing| match &bearing.on {
        BearingOn::Tie(tie) => tie.as_str(),
        BearingOn::Actor(actor) => actor.as_str(),
    }));
    let expected = [
        ("AZE-TUR", 1),
        ("ISR", 1),
        ("ISR-AZE", 29),
        ("ISR-IRN", 2),
        ("ISR-KAZ", 1),
        ("ISR-TUR", 2),
    ];
    assert_eq!(on, BTreeMap::from(expected));
    assert_eq!(
        tally(bearings().map(|bearing| bearing.stance)),
        BTreeMap::from([(Stance::Supports, 31), (Stance::Strains, 5)])
    );
    assert_eq!(
        tally(scene.claims.iter().map(|claim| claim.status)),
        BTreeMap::from([
            (Status::Fact, 14),
            (Status::Statement, 12),
            (Status::Assessment, 7),
            (Status::Inference, 3),
        ])
    );
    let magnitudes = tally(bearings().map(|bearing| bearing.magnitude));
    let used: Vec<_> = magnitudes.into_keys().collect();
    assert_eq!(
        used,
        [Magnitude::Slight, Magnitude::Moderate, Magnitude::Strong]
    );
}

#[test]
fn no_two_claims_share_a_statement_or_a_reason() {
    let scene = first_scene();
    let differ = |texts: Vec<&str>| {
        let count = texts.len();
        assert!(texts.iter().all(|text| !text.trim().is_empty()));
        assert_eq!(texts.into_iter().collect::<BTreeSet<_>>().len(), count);
    };
    let claims = || scene.claims.iter();
    differ(claims().map(|claim| claim.statement.as_str()).collect());
    differ(claims().map(|claim| claim.grade_reason.as_str()).collect());
    let bearings = claims().flat_map(|claim| &claim.bearings);
    differ(bearings.map(|bearing| bearing.reason.as_str()).collect());
}

#[test]
fn the_estimates_are_those_that_the_rationales_tell() {
    let scene = first_scene();
    let verdict = |id: &str| {
        let estimate = estimate(&scene, &tie(&scene, id).id);
        (estimate.counted_claims(), estimate.verdict)
    };
    for (id, counted, told) in [
        ("ISR-AZE", 27, "0.42"),
        ("ISR-KAZ", 1, "0.16"),
        ("AZE-TUR", 1, "0.16"),
    ] {
        let (count, verdict) = verdict(id);
        assert_eq!(count, counted, "{id}");
        assert_eq!(verdict.stands(), id == "ISR-AZE", "{id}: {verdict:?}");
        let value = verdict.value().expect("something counts");
        assert_eq!(format!("{value:.2}"), told, "{id}");
        assert!(tie(&scene, id).rationale.contains(told), "{id}");
    }
    for id in ["ISR-TUR", "ISR-IRN"] {
        assert_eq!(verdict(id), (0, Verdict::NoBasis), "{id}");
        assert!(tie(&scene, id).rationale.contains("no basis"), "{id}");
    }
}

/// What one claim adds above and below the line, worked out from its grade and
/// magnitude by hand: `r * c * p * m` and `r * c`.
type Terms = &'static [(&'static str, f64, f64)];

/// ISR-AZE, claim by claim. C3 is 0.6 * 0.6, C2 is 0.6 * 0.8; all of them support,
/// so that p is 1; slight is 0.25, moderate 0.5, strong 0.75. c21 and c32, both
/// graded C6, are not among them.
const ISR_AZE_BY_HAND: Terms = &[
    ("c01", 0.6 * 0.6 * 0.25, 0.36),
    ("c02", 0.6 * 0.6 * 0.5, 0.36),
    ("c03", 0.6 * 0.6 * 0.5, 0.36),
    ("c06", 0.6 * 0.8 * 0.5, 0.48),
    ("c07", 0.6 * 0.6 * 0.25, 0.36),
    ("c08", 0.6 * 0.6 * 0.25, 0.36),
    ("c09", 0.6 * 0.8 * 0.5, 0.48),
    ("c10", 0.6 * 0.6 * 0.5, 0.36),
    ("c11", 0.6 * 0.6 * 0.5, 0.36),
    ("c12", 0.6 * 0.6 * 0.25, 0.36),
    ("c13", 0.6 * 0.8 * 0.5, 0.48),
    ("c14", 0.6 * 0.6 * 0.25, 0.36),
    ("c15", 0.6 * 0.8 * 0.75, 0.48),
    ("c16", 0.6 * 0.6 * 0.25, 0.36),
    ("c17", 0.6 * 0.6 * 0.5, 0.36),
    ("c18", 0.6 * 0.6 * 0.75, 0.36),
    ("c19", 0.6 * 0.6 * 0.75, 0.36),
    ("c20", 0.6 * 0.6 * 0.75, 0.36),
    ("c22", 0.6 * 0.6 * 0.5, 0.36),
    ("c23", 0.6 * 0.6 * 0.25, 0.36),
    ("c24", 0.6 * 0.6 * 0.25, 0.36),
    ("c25", 0.6 * 0.6 * 0.75, 0.36),
    ("c26", 0.6 * 0.8 * 0.5, 0.48),
    ("c27", 0.6 * 0.6 * 0.5, 0.36),
    ("c28", 0.6 * 0.6 * 0.25, 0.36),
    ("c29", 0.6 * 0.6 * 0.25, 0.36),
    ("c30", 0.6 * 0.8 * 0.5, 0.48),
];

/// The ten ties: what counts, and what does not for being graded C6.
const BY_HAND: [(&str, Terms, &[&str]); 10] = [
    ("ISR-AZE", ISR_AZE_BY_HAND, &["c21", "c32"]),
    ("ISR-TUR", &[], &["c04", "c34"]),
    ("ISR-IRN", &[], &["c05", "c31"]),
    // C2, supports, moderate.
    ("ISR-KAZ", &[("c35", 0.6 * 0.8 * 0.5, 0.48)], &[]),
    ("AZE-TUR", &[("c33", 0.6 * 0.8 * 0.5, 0.48)], &[]),
    ("AZE-IRN", &[], &[]),
    ("AZE-KAZ", &[], &[]),
    ("TUR-IRN", &[], &[]),
    ("TUR-KAZ", &[], &[]),
    ("IRN-KAZ", &[], &[]),
];

#[test]
fn the_sums_that_were_done_by_hand_are_right() {
    let sums = |terms: Terms| {
        let above: f64 = terms.iter().map(|(_, above, _)| above).sum();
        let below: f64 = terms.iter().map(|(.., below)| below).sum();
        (above, below)
    };
    let near = |(above, below): (f64, f64), expected: (f64, f64)| {
        (above - expected.0).abs() < 1e-12 && (below - expected.1).abs() < 1e-12
    };
    // 5 of C2 and moderate, c15, 10 of C3 and slight, 7 moderate, 4 strong:
    // 1.20 + 0.36 + 0.90 + 1.26 + 1.08 above; 6 * 0.48 + 21 * 0.36 below.
    assert!(near(sums(ISR_AZE_BY_HAND), (4.80, 2.88 + 7.56)));
    assert_eq!(ISR_AZE_BY_HAND.len(), 27);
    assert!((4.80_f64 / (1.0 + 10.44) - 0.41958041958042).abs() < 1e-12);
    assert!((0.24_f64 / (1.0 + 0.48) - 0.162162162162162).abs() < 1e-12);
}

#[test]
fn every_estimate_of_the_first_scene_is_as_worked_out_by_hand() {
    let scene = first_scene();
    let in_order: Vec<&str> = scene.ties.iter().map(|tie| tie.id.as_str()).collect();
    assert_eq!(in_order, BY_HAND.map(|(id, ..)| id), "all ten");
    for (id, terms, without_basis) in BY_HAND {
        let found = estimate(&scene, &tie(&scene, id).id);
        let above: f64 = terms.iter().map(|(_, above, _)| above).sum();
        let below: f64 = terms.iter().map(|(.., below)| below).sum();
        let expected = above / (1.0 + below);
        match found.verdict {
            Verdict::NoBasis => assert!(terms.is_empty(), "{id}"),
            Verdict::TooLittle { value, mass } => {
                assert!((value - expected).abs() < 1e-12, "{id}: {value}");
                assert!((mass - below).abs() < 1e-12, "{id}: {mass}");
                assert!(!terms.is_empty() && below < 1.0, "{id}");
            }
            Verdict::Stands { value, mass } => {
                assert!((value - expected).abs() < 1e-12, "{id}: {value}");
                assert!((mass - below).abs() < 1e-12, "{id}: {mass}");
                assert!(below >= 1.0, "{id}");
            }
        }
        let counted: Vec<&str> = found.counted.iter().map(|it| it.claim.as_str()).collect();
        let expected: Vec<&str> = terms.iter().map(|(claim, ..)| *claim).collect();
        assert_eq!(counted, expected, "{id}");
        for (one, (claim, above, _)) in found.counted.iter().zip(terms) {
            let share = above / (1.0 + below);
            assert!((one.contribution - share).abs() < 1e-12, "{id} {claim}");
        }
        let left_out: Vec<(&str, String)> = found
            .left_out
            .iter()
            .map(|it| (it.claim.as_str(), it.reason.in_words()))
            .collect();
        let why = "graded C6: no basis to judge the truth";
        let expected: Vec<_> = without_basis
            .iter()
            .map(|claim| (*claim, why.to_owned()))
            .collect();
        assert_eq!(left_out, expected, "{id}");
    }
}

#[test]
fn the_one_gap_of_the_first_scene_is_as_worked_out_by_hand() {
    let scene = first_scene();
    for (id, ..) in BY_HAND {
        let found = gap(&scene, &tie(&scene, id).id);
        if id == "ISR-AZE" {
            // 0.85 is judged; the claims say 4.80 / 11.44.
            let found = found.expect("a gap");
            assert!((found.distance - (0.85 - 4.80 / 11.44)).abs() < 1e-12);
            assert_eq!(found.in_words(), "0.43 above what the claims say");
        } else {
            assert_eq!(found, None, "{id}");
        }
    }
}

#[test]
fn a_rationale_names_the_claims_it_rests_on_and_only_such_as_there_are() {
    let scene = first_scene();
    let ids: BTreeSet<&str> = scene.claims.iter().map(|claim| claim.id.as_str()).collect();
    for tie in scene.ties.iter() {
        let named: BTreeSet<&str> = tie
            .rationale
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| word.len() == 3 && word.starts_with('c'))
            .filter(|word| word.chars().skip(1).all(|c| c.is_ascii_digit()))
            .collect();
        assert!(named.is_subset(&ids), "{}: {named:?}", tie.id);
        let names_one_of_its_own = scene
            .claims_on(&tie.id)
            .any(|claim| named.contains(claim.id.as_str()));
        assert_eq!(names_one_of_its_own, tie.weight().is_some(), "{}", tie.id);
    }
}

#[test]
fn every_claim_quotes_at_most_eight_words_of_the_one_source() {
    let scene = first_scene();
    let source = scene.sources.at(0).expect("a source");
    for claim in scene.claims.iter() {
        let [anchor] = claim.anchors.as_slice() else {
            panic!("claim {} has {} anchors", claim.id, claim.anchors.len());
        };
        assert_eq!(anchor.source, source.id);
        let words = anchor.exact.split_whitespace().count();
        assert!((1..=8).contains(&words), "{}: {words} words", claim.id);
        let (start, end) = (anchor.start.expect("start"), anchor.end.expect("end"));
        assert_eq!(end - start, anchor.exact.chars().count() as u64);
    }
}

#[test]
fn every_quotation_stands_in_the_article_once_and_where_it_says() {
    let Some(path) = std::env::var_os("ENTENTE_SEED_TEXT") else {
        // The article is not shipped; the tests below show that the check works.
        return;
    };
    let bytes = fs::read(path).expect("ENTENTE_SEED_TEXT names a file");
    let scene = first_scene();
    let digest = format!("{:x}", Sha256::digest(&bytes));
    let source = scene.sources.at(0).expect("a source");
    assert_eq!(source.sha256.as_ref(), Some(&digest));
    let text = String::from_utf8(bytes).expect("the article is UTF-8");
    let wrong: Vec<String> = scene
        .claims
        .iter()
        .flat_map(|claim: &Claim| &claim.anchors)
        .filter_map(|anchor| misplaced(anchor, &text))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Written for the tests; the dash and the curly quotes take three bytes each,
/// so that bytes and code points differ.
const OWN_TEXT: &str = "RIVERTON – The mayor’s office said “the ferry will run” on Tuesday. \
    The harbour master confirmed the timetable. On Tuesday the first ticket was sold.";

fn anchor(exact: &str, start: u64) -> Anchor {
    Anchor {
        source: SourceId::new("own").expect("a source id"),
        exact: exact.to_owned(),
        prefix: None,
        suffix: None,
        start: Some(start),
        end: Some(start + exact.chars().count() as u64),
    }
}

#[test]
fn a_quotation_in_its_place_passes() {
    for (exact, start) in [
        ("RIVERTON", 0),
        ("“the ferry will run”", 35),
        ("confirmed the timetable", 87),
    ] {
        assert_eq!(misplaced(&anchor(exact, start), OWN_TEXT), None);
    }
}

#[test]
fn a_quotation_with_a_wrong_place_is_found_out() {
    let in_bytes = OWN_TEXT.find("confirmed").expect("the word is there") as u64;
    assert_ne!(in_bytes, 87);
    for start in [in_bytes, 86, 88, 10_000] {
        let wrong = misplaced(&anchor("confirmed the timetable", start), OWN_TEXT);
        assert!(wrong.is_some_and(|why| why.contains("is not at")));
    }
    let mut placeless = anchor("RIVERTON", 0);
    placeless.end = None;
    assert!(misplaced(&placeless, OWN_TEXT).is_some());
}

#[test]
fn a_doubled_or_missing_quotation_is_found_out() {
    for (exact, times) in [("Tuesday", 2), ("the ferry won’t run", 0), ("mayor's", 0)] {
        let start = OWN_TEXT.find(exact).unwrap_or(0) as u64;
        let wrong = misplaced(&anchor(exact, start), OWN_TEXT).expect("found out");
        assert!(wrong.contains(&format!("{times} times")), "{wrong}");
    }
    assert!(misplaced(&anchor("", 0), OWN_TEXT).is_some());
}

/// What a reviewer would ask about in the first scene, all of it and no more.
#[test]
fn the_first_scene_has_just_these_warnings() {
    let scene = first_scene();
    let warnings: Vec<String> =
        entente::evidence::findings(&scene, &entente::evidence::Texts::default())
            .into_iter()
            .filter(|problem| problem.severity != Severity::Note)
            .map(|problem| format!("{} {}", problem.rule, problem.subject))
            .collect();
    assert_eq!(
        warnings,
        [
            "gap tie ISR-AZE",
            "no-basis tie ISR-TUR",
            "no-basis tie ISR-IRN",
            "too-little-to-say tie ISR-KAZ",
            "too-little-to-say tie AZE-TUR",
            "quantity-without-scope claim c17",
            "quantity-without-scope claim c18",
        ]
    );
}

#[test]
fn the_coverage_of_the_first_scene_is_that_of_its_article() {
    let scene = first_scene();
    let index = ClaimIndex::new(&scene);
    let covered = coverage(&scene, &index, &estimates(&scene), None);
    let row = |name: &str| {
        let rows = covered.rows.iter();
        let mut named = rows.filter(|row| format!("{}-{}", row.ends[0], row.ends[1]) == name);
        named.next().expect("the dyad has a row")
    };
    assert_eq!(covered.rows.len(), 10);
    assert_eq!(covered.columns.len(), 10, "every claim has a kind");
    for (name, claims, best, supports, strains) in [
        ("ISR-AZE", 29, "C2", 29, 0),
        ("TUR-AZE", 1, "C2", 1, 0),
        ("ISR-TUR", 2, "no basis", 0, 2),
        ("ISR-IRN", 2, "no basis", 0, 2),
        ("ISR-KAZ", 1, "C2", 1, 0),
    ] {
        let row = row(name);
        let all = &row.all;
        assert_eq!(all.claims.len(), claims, "{name}");
        assert_eq!(
            (all.supports, all.strains, all.neutral),
            (supports, strains, 0)
        );
        assert_eq!(all.best_in_words(), best, "{name}");
        assert_eq!(
            (all.age_days, all.is_stale, row.origins),
            (Some(0), false, 1)
        );
    }
    let heard = |name: &str| -> Vec<(String, usize)> {
        let voices = row(name).heard.iter();
        let heard = voices.map(|voice| (voice.actor.to_string(), voice.claims));
        heard.collect()
    };
    assert_eq!(
        heard("ISR-AZE"),
        [("ISR".to_owned(), 15), ("AZE".to_owned(), 6)]
    );
    for silent in ["TUR-AZE", "ISR-TUR", "ISR-IRN", "ISR-KAZ"] {
        assert!(heard(silent).is_empty(), "{silent}");
        assert_eq!(row(silent).not_heard.len(), 2, "{silent}");
    }
    let whole = &covered.whole;
    assert_eq!((whole.claims, whole.off_dyads), (36, 1));
    assert_eq!((whole.sources.len(), whole.origins), (1, 1));
    assert_eq!(whole.statuses, [14, 12, 7, 3]);
    assert_eq!((whole.strains, whole.strains_voiced), (5, 0));
    let not_heard: Vec<&str> = whole.not_heard.iter().map(|id| id.as_str()).collect();
    assert_eq!(not_heard, ["TUR", "IRN", "KAZ"]);
    assert_eq!(
        (whole.empty.unknown, whole.empty.all(), whole.dyads),
        (5, 5, 10)
    );
    assert_eq!((whole.stale, whole.deprecated), (Some(0), 0));
}

#[test]
fn the_summary_of_the_first_scene_says_what_its_article_lacks() {
    assert_eq!(
        summary::draft(&first_scene()).text,
        "36 claims come from one source, and so from one origin: nothing here is borne out by \
         another witness. The source is rated C (fairly reliable source). It appeared between 26 \
         January 2026 and 27 January 2026. The claims are 14 facts, 12 statements, 7 assessments \
         and 3 inferences. For five of them, 14\u{202f}%, nobody is named. Heard: Israel (15 \
         claims) and Azerbaijan (6 claims). Not heard: Turkey, Iran and Kazakhstan. None of the \
         five claims of strain is said by anybody who speaks for an actor. No claim was reported \
         more than 365 days before 26 January 2026. Five of ten dyads have no evidence at all (all \
         held as unknown): Azerbaijan\u{2013}Iran, Azerbaijan\u{2013}Kazakhstan, \
         Turkey\u{2013}Iran, Turkey\u{2013}Kazakhstan and Iran\u{2013}Kazakhstan."
    );
}

#[test]
fn the_first_scene_has_a_briefing_of_six_slides_that_stands() {
    let scene = std::sync::Arc::new(first_scene());
    let deck = Deck::new(
        &scene,
        DeckLook {
            theme: ThemeName::Light,
            names: NamesShown::Both,
            discs: OnDiscs::Code,
        },
    );
    assert_eq!(deck.shown().count(), 6);
    assert_eq!(check_slides(&deck), Vec::new());
    for slide in deck.shown() {
        assert!(!slide.headline.is_empty() && !slide.caption.is_empty());
        assert!(slide.notes.chars().count() > 200, "{} has notes", slide.id);
    }
    let last = scene.slides.at(5).expect("the last");
    for slide in scene.slides.iter().take(5) {
        assert!(!slide.footnotes.is_empty(), "{} rests on claims", slide.id);
        assert!(
            slide.id.as_str() == "one-visit-five-states" || slide.notes.contains("Against it"),
            "{} has the counter-evidence",
            slide.id
        );
    }
    // The last says what is not known: all five unknown ties, and no other.
    let unknown = scene
        .ties
        .iter()
        .filter(|tie| matches!(tie.state, TieState::Unknown { .. }));
    let unknown: Vec<Element> = unknown.map(|tie| Element::Tie(tie.id.clone())).collect();
    assert_eq!(unknown.len(), 5);
    assert_eq!(last.emphasis, unknown);
}
