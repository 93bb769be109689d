use proptest::prelude::*;

use super::*;
use crate::model::Anchor;
use crate::model::fixtures::{anchor, source_id};

/// Curly quotes and letters of several bytes before the words, so that bytes
/// and code points differ.
const TEXT: &str = "“Bakı” said: the sea is calm. Later ‘the sea’ was not.";

fn at(exact: &str, start: u64, end: u64) -> Anchor {
    Anchor {
        start: Some(start),
        end: Some(end),
        ..anchor(exact)
    }
}

fn between(prefix: &str, exact: &str, suffix: &str) -> Anchor {
    Anchor {
        prefix: Some(prefix.to_owned()).filter(|it| !it.is_empty()),
        suffix: Some(suffix.to_owned()).filter(|it| !it.is_empty()),
        ..anchor(exact)
    }
}

/// The code points of a text from `start` to `end`.
fn part(text: &str, start: u64, end: u64) -> String {
    let points = text.chars().skip(start as usize);
    points.take((end - start) as usize).collect()
}

/// What stands where the check says.
fn words_at(text: &str, check: &AnchorCheck) -> String {
    let (start, end) = check.place().expect("it has a place");
    part(text, start, end)
}

fn ambiguous(places: &[(u64, u64)]) -> AnchorCheck {
    AnchorCheck::Ambiguous {
        places: places.to_vec(),
        count: places.len(),
    }
}

#[test]
fn without_the_text_nothing_is_claimed() {
    let check = check(&anchor("the sea"), None);
    assert_eq!(check, AnchorCheck::NotHeld);
    assert_eq!(check.in_words(), "source text not held");
    assert_eq!(check.place(), None);
}

#[test]
fn places_count_code_points() {
    assert_eq!(
        check(&at("said", 7, 11), Some(TEXT)),
        AnchorCheck::Found { start: 7, end: 11 }
    );
    assert_eq!(
        check(&anchor("Bakı"), Some(TEXT)),
        AnchorCheck::Found { start: 1, end: 5 }
    );
    assert_eq!(
        check(&at("the sea", 37, 44), Some(TEXT)),
        AnchorCheck::Found { start: 37, end: 44 }
    );
    let text = "“ə” İstanbul ’ ירושלים, تهران 🕊 end";
    for (exact, start) in [
        ("İstanbul", 4),
        ("ירושלים", 15),
        ("تهران", 24),
        ("🕊 end", 30),
    ] {
        assert_eq!(
            check(&anchor(exact), Some(text)),
            AnchorCheck::Found {
                start,
                end: start + exact.chars().count() as u64
            },
            "{exact}"
        );
    }
}

#[test]
fn a_wrong_place_is_told_from_a_right_one() {
    for (start, end) in [(8, 12), (7, 12), (900, 904), (u64::MAX, u64::MAX)] {
        assert_eq!(
            check(&at("said", start, end), Some(TEXT)),
            AnchorCheck::Moved { start: 7, end: 11 },
            "{start}..{end}"
        );
    }
}

#[test]
fn words_at_several_places_need_a_place_or_surroundings() {
    let both = ambiguous(&[(13, 20), (37, 44)]);
    assert_eq!(check(&anchor("the sea"), Some(TEXT)), both);
    assert_eq!(
        check(&at("the sea", 12, 19), Some(TEXT)),
        both,
        "one code point off"
    );
    assert_eq!(
        check(&between("‘", "the sea", "’ was"), Some(TEXT)),
        AnchorCheck::Found { start: 37, end: 44 }
    );
}

#[test]
fn surroundings_tell_where_words_have_moved_to() {
    let moved = AnchorCheck::Moved { start: 37, end: 44 };
    for (prefix, suffix) in [
        ("‘", "’ was"),
        ("‘", ""),
        ("", "’ was"),
        ("never ", "’ was"),
    ] {
        let anchor = Anchor {
            start: Some(2),
            end: Some(9),
            ..between(prefix, "the sea", suffix)
        };
        assert_eq!(check(&anchor, Some(TEXT)), moved, "{prefix:?} {suffix:?}");
    }
}

#[test]
fn normalised_surroundings_tell_places_apart_too() {
    let anchor = Anchor {
        start: Some(2),
        end: Some(9),
        ..between("Later '", "the sea", "' was")
    };
    assert_eq!(
        check(&anchor, Some(TEXT)),
        AnchorCheck::Moved { start: 37, end: 44 }
    );
}

#[test]
fn surroundings_that_fit_nowhere_are_passed_over() {
    assert_eq!(
        check(&between("never ", "is calm", ""), Some(TEXT)),
        AnchorCheck::Found { start: 21, end: 28 }
    );
    let stated = Anchor {
        prefix: Some("never ".to_owned()),
        ..at("the sea", 13, 20)
    };
    assert_eq!(
        check(&stated, Some(TEXT)),
        AnchorCheck::Found { start: 13, end: 20 }
    );
}

#[test]
fn surroundings_that_agree_elsewhere_are_trusted_before_the_place() {
    let stated = Anchor {
        start: Some(13),
        end: Some(20),
        ..between("‘", "the sea", "’")
    };
    assert_eq!(
        check(&stated, Some(TEXT)),
        AnchorCheck::Moved { start: 37, end: 44 }
    );
}

#[test]
fn words_that_are_not_there_are_orphaned() {
    for exact in ["", "a mountain", "calm and windy weather", "…", "\u{ad}"] {
        assert_eq!(
            check(&anchor(exact), Some(TEXT)),
            AnchorCheck::Orphaned,
            "{exact:?}"
        );
    }
    assert_eq!(check(&anchor("x"), Some("")), AnchorCheck::Orphaned);
    assert_eq!(check(&anchor("a word"), Some(" ")), AnchorCheck::Orphaned);
}

#[test]
fn overlapping_places_are_all_counted() {
    assert_eq!(
        check(&anchor("əə"), Some("əəə")),
        ambiguous(&[(0, 2), (1, 3)])
    );
}

#[test]
fn what_typing_and_wrapping_did_is_seen_through() {
    for (exact, found) in [
        ("'the sea'", "‘the sea’"),
        ("calm.\n  Later ‘the\u{a0}sea", "calm. Later ‘the sea"),
        ("\"Bakı\" said", "“Bakı” said"),
        ("“Ba\u{ad}kı”", "“Bakı”"),
    ] {
        let check = check(&anchor(exact), Some(TEXT));
        assert_eq!(check.word(), "normalised", "{exact:?}");
        assert_eq!(words_at(TEXT, &check), found);
    }
    let decomposed = "I\u{307}stanbul – gu\u{308}nü";
    let check = check(&anchor("İstanbul - günü"), Some(decomposed));
    assert_eq!(check, AnchorCheck::Normalised { start: 0, end: 17 });
}

#[test]
fn several_normalised_places_are_ambiguous_too() {
    let text = "the\nsea, the\u{a0}sea, ‘the  sea’";
    let check_of = |anchor: &Anchor| check(anchor, Some(text));
    assert_eq!(
        check_of(&anchor("the sea")),
        ambiguous(&[(0, 7), (9, 16), (19, 27)])
    );
    assert_eq!(
        check_of(&at("the sea", 9, 16)),
        AnchorCheck::Normalised { start: 9, end: 16 }
    );
    assert_eq!(
        check_of(&between("'", "the sea", "'")),
        AnchorCheck::Normalised { start: 19, end: 27 }
    );
}

#[test]
fn another_case_is_nearly_found() {
    let check = check(&anchor("SAID: The sea"), Some(TEXT));
    assert_eq!(
        check,
        AnchorCheck::Nearly {
            start: 7,
            end: 20,
            words: vec![
                Differing {
                    wanted: "SAID".to_owned(),
                    found: "said".to_owned(),
                },
                Differing {
                    wanted: "The".to_owned(),
                    found: "the".to_owned(),
                },
            ],
        }
    );
}

const HARBOUR: &str = "The harbour master confirmed the timetable of the ferry on Monday. \
    On Tuesday the first ticket was sold, for over 12 crowns, to a retired teacher from Riverton.";

#[test]
fn changed_added_and_missing_words_are_shown() {
    for (exact, found, wanted_and_found) in [
        (
            "the first ticket was bought, for over 12 crowns",
            "the first ticket was sold, for over 12 crowns",
            ("bought", "sold"),
        ),
        (
            "confirmed the timetable of the new ferry on Monday",
            "confirmed the timetable of the ferry on Monday",
            ("new", ""),
        ),
        (
            "the timetable of the ferry. On Tuesday the first ticket",
            "the timetable of the ferry on Monday. On Tuesday the first ticket",
            ("", "on Monday"),
        ),
        (
            "harbour master confirmd the timetable",
            "harbour master confirmed the timetable",
            ("confirmd", "confirmed"),
        ),
        (
            "the first ticket was sold for over 12 crowns",
            "the first ticket was sold, for over 12 crowns",
            ("", ","),
        ),
    ] {
        let check = check(&anchor(exact), Some(HARBOUR));
        assert_eq!(words_at(HARBOUR, &check), found);
        let AnchorCheck::Nearly { words, .. } = check else {
            panic!("{exact}: {check:?}");
        };
        let shown: Vec<(&str, &str)> = words
            .iter()
            .map(|it| (it.wanted.as_str(), it.found.as_str()))
            .collect();
        assert_eq!(shown, [wanted_and_found]);
    }
}

#[test]
fn a_few_common_words_bring_nothing_near() {
    for exact in [
        "On Monday the second master of the house was sold",
        "The teacher confirmed on Friday that the school of the town was over",
        "of the ferry from Oldport",
        "ticket of the harbour",
        "12 crowns in Riverton",
    ] {
        assert_eq!(
            check(&anchor(exact), Some(HARBOUR)),
            AnchorCheck::Orphaned,
            "{exact}"
        );
    }
}

#[test]
fn of_two_places_that_are_equally_near_none_is_preferred() {
    let text =
        "Exports rose to 40 million crowns. Later it says: exports rose to 50 million crowns.";
    let check = check(&anchor("exports rose to 60 million crowns"), Some(text));
    assert_eq!(check.word(), "ambiguous");
}

#[test]
fn one_pass_gives_what_single_checks_give() {
    let anchors = [
        at("said", 7, 11),
        at("said", 8, 12),
        anchor("the sea"),
        anchor("'the sea'"),
        anchor("THE SEA IS"),
        anchor("nothing of it"),
        anchor(""),
        between("‘", "the sea", "’ was"),
    ];
    let all = check_all(TEXT, &anchors.each_ref());
    let single: Vec<AnchorCheck> = anchors
        .iter()
        .map(|anchor| check(anchor, Some(TEXT)))
        .collect();
    assert_eq!(all, single);
    let words: Vec<&str> = all.iter().map(AnchorCheck::word).collect();
    assert_eq!(
        words,
        [
            "found",
            "moved",
            "ambiguous",
            "normalised",
            "nearly",
            "orphaned",
            "orphaned",
            "found"
        ]
    );
    assert!(check_all(TEXT, &[]).is_empty());
}

#[test]
fn a_text_of_one_letter_and_a_quotation_of_a_megabyte_are_borne() {
    let text = "a".repeat(2_000_000);
    let long = "a".repeat(1_000_000);
    let almost = format!("{long}b");
    let dashes = "-".repeat(1_000_000);
    let anchors = [
        anchor("a"),
        anchor(&long),
        anchor(&almost),
        between(&long, "aaa", &almost),
        anchor(&dashes),
        anchor("aa aa"),
    ];
    let checks = check_all(&text, &anchors.each_ref());
    let AnchorCheck::Ambiguous { places, count } = &checks[0] else {
        panic!("{:?}", checks[0]);
    };
    assert_eq!(*count, AnchorCheck::MANY);
    assert!(places.len() < 100);
    assert!(checks[0].in_words().ends_with("or more"));
    let words: Vec<&str> = checks.iter().map(AnchorCheck::word).collect();
    assert_eq!(
        words,
        [
            "ambiguous",
            "ambiguous",
            "orphaned",
            "ambiguous",
            "orphaned",
            "orphaned"
        ]
    );
    let same_words = "word ".repeat(200_000);
    let anchors = [anchor("word word. word"), anchor("word other word")];
    let checks = check_all(&same_words, &anchors.each_ref());
    assert_eq!(checks[1], AnchorCheck::Orphaned);
}

#[test]
fn a_selection_is_trimmed_and_made_unique() {
    let quotation = anchor_for(TEXT, 5, 12).expect("words");
    assert_eq!(quotation.exact, "” said:");
    assert_eq!((quotation.start, quotation.end), (5, 12));
    assert_eq!((&quotation.prefix, &quotation.suffix), (&None, &None));

    let quotation = anchor_for(TEXT, 12, 21).expect("words");
    assert_eq!(quotation.exact, "the sea");
    assert_eq!((quotation.start, quotation.end), (13, 20));
    assert_eq!(quotation.prefix.as_deref(), Some("said: "));
    assert_eq!(quotation.suffix, None);

    assert_eq!(anchor_for(TEXT, 12, 13), None, "a space");
    assert_eq!(anchor_for(TEXT, 5, 5), None);
    assert_eq!(anchor_for(TEXT, 6, 5), None);
    assert_eq!(anchor_for(TEXT, 5, 5_000), None);
    assert_eq!(anchor_for("", 0, 0), None);
}

#[test]
fn surroundings_grow_word_by_word() {
    let text = "one two x three. Four two x five. One two x three four.";
    let quotation = anchor_for(text, 8, 9).expect("a word");
    assert_eq!(quotation.exact, "x");
    assert_eq!(
        (quotation.prefix.as_deref(), quotation.suffix.as_deref()),
        (None, Some(" three."))
    );
    let quotation = anchor_for(text, 26, 27).expect("a word");
    assert_eq!(quotation.suffix.as_deref(), Some(" five."));
    let hopeless = anchor_for(&"x ".repeat(3_000), 3_000, 3_001).expect("a word");
    assert_eq!((hopeless.prefix, hopeless.suffix), (None, None));
    assert_eq!(hopeless.start, 3_000);
}

#[test]
fn an_anchor_is_renewed_only_where_it_must_be() {
    let renew = |anchor: &Anchor| reanchored(anchor, &check(anchor, Some(TEXT)), TEXT);
    assert_eq!(renew(&at("said", 7, 11)), None);
    assert_eq!(renew(&anchor("said")), Some(at("said", 7, 11)));
    assert_eq!(renew(&at("said", 8, 12)), Some(at("said", 7, 11)));
    assert_eq!(renew(&anchor("'the sea'")), Some(at("‘the sea’", 36, 45)));
    assert_eq!(renew(&anchor("Is Calm")), Some(at("is calm", 21, 28)));
    assert_eq!(renew(&anchor("the sea")), None, "ambiguous");
    assert_eq!(renew(&anchor("no such thing")), None);
    let moved = between("‘", "the sea", "");
    let renewed = renew(&moved).expect("it was found");
    assert_eq!(renewed.prefix.as_deref(), Some("‘"));
    assert_eq!(renewed.source, source_id("s"));
    for check in [AnchorCheck::NotHeld, AnchorCheck::Altered] {
        assert_eq!(reanchored(&anchor("said"), &check, TEXT), None);
    }
}

/// Words that no other part of a text has.
fn own_words(first: usize, count: usize) -> Vec<String> {
    (first..first + count)
        .map(|number| format!("“wörd{number}”"))
        .collect()
}

/// What is inserted: words of other letters, so that no quotation arises
/// anew, with signs and line breaks.
fn inserted() -> impl Strategy<Value = String> {
    "([xyzə]{1,6}[ ’\n🕊,.-]{1,2}){0,5}"
}

/// A change of the other words of a text.
#[derive(Clone, Debug)]
enum Change {
    Insert(usize, String),
    Delete(usize, usize),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        (0_usize..400, inserted()).prop_map(|(at, text)| Change::Insert(at, text)),
        (0_usize..400, 0_usize..60).prop_map(|(at, count)| Change::Delete(at, count)),
    ]
}

fn changed(text: &str, change: &Change) -> String {
    let mut points: Vec<char> = text.chars().collect();
    match change {
        Change::Insert(at, new) => {
            let at = (*at).min(points.len());
            points.splice(at..at, new.chars());
        }
        Change::Delete(at, count) => {
            let at = (*at).min(points.len());
            let end = (at + count).min(points.len());
            points.drain(at..end);
        }
    }
    points.into_iter().collect()
}

proptest! {
    #[test]
    fn anchors_survive_changes_outside_them(
        before in 0_usize..20,
        length in 1_usize..8,
        after in 0_usize..20,
        head in proptest::collection::vec(change(), 0..6),
        tail in proptest::collection::vec(change(), 0..6),
    ) {
        let mut head_text = own_words(0, before).join(" ");
        let exact = own_words(before, length).join(" ");
        let mut tail_text = own_words(before + length, after).join(" ");
        let text = format!("{head_text} {exact} {tail_text}");
        let start = head_text.chars().count() as u64 + 1;
        let end = start + exact.chars().count() as u64;
        let anchor = anchor_for(&text, start, end).expect("words").into_anchor(source_id("s"));
        prop_assert_eq!(
            check(&anchor, Some(&text)),
            AnchorCheck::Found { start, end }
        );
        for change in &head {
            head_text = changed(&head_text, change);
        }
        for change in &tail {
            tail_text = changed(&tail_text, change);
        }
        let text = format!("{head_text} {exact} {tail_text}");
        let now = check(&anchor, Some(&text));
        let start = head_text.chars().count() as u64 + 1;
        prop_assert_eq!(now.place(), Some((start, start + exact.chars().count() as u64)));
        prop_assert!(matches!(now, AnchorCheck::Found { .. } | AnchorCheck::Moved { .. }), "{now:?}");
    }

    #[test]
    fn in_a_text_that_repeats_itself_nothing_is_found_that_is_not_there(
        text in "([ab] ){0,20}",
        start in 0_u64..40,
        length in 1_u64..12,
        change in change(),
    ) {
        let Some(quotation) = anchor_for(&text, start, start + length) else {
            return Ok(());
        };
        let anchor = quotation.into_anchor(source_id("s"));
        let was = check(&anchor, Some(&text));
        prop_assert_eq!(was.word(), "found");
        let text = changed(&text, &change);
        match check(&anchor, Some(&text)) {
            now @ (AnchorCheck::Found { .. } | AnchorCheck::Moved { .. }) => {
                prop_assert_eq!(words_at(&text, &now), anchor.exact);
            }
            // Where the words stand nowhere, several places may have nearly them.
            AnchorCheck::Ambiguous { places, .. } if text.contains(&anchor.exact) => {
                for (start, end) in places {
                    prop_assert_eq!(part(&text, start, end).to_lowercase(), anchor.exact.as_str());
                }
            }
            _ => {}
        }
    }

    #[test]
    fn what_is_retyped_is_found_after_normalising(
        words in proptest::collection::vec(
            proptest::sample::select(vec![
                "“steadily”", "Sa’ar", "Türkiye", "İran", "ə", "günü", "– and –", "co-operation",
                "ירושלים", "تهران", "360", "🕊", "ﬁve", "é",
            ]),
            3..30,
        ),
        from in 0_usize..20,
        length in 1_usize..8,
        how in 0_usize..7,
    ) {
        let from = from.min(words.len() - 1);
        let length = length.min(words.len() - from);
        let text = words.join(" ");
        let start = words[..from].iter().map(|it| it.chars().count() as u64 + 1).sum::<u64>();
        let exact = words[from..from + length].join(" ");
        let end = start + exact.chars().count() as u64;
        let anchor = anchor_for(&text, start, end).expect("words").into_anchor(source_id("s"));
        let retyped = retyped(&text, how);
        let now = check(&anchor, Some(&retyped));
        prop_assert_ne!(now.word(), "orphaned");
        prop_assert_ne!(now.word(), "nearly");
        if now.place().is_some() {
            let found = words_at(&retyped, &now);
            prop_assert_eq!(plain(&found), plain(&exact));
        }
    }

    #[test]
    fn what_is_anchored_anew_is_found(
        text in "([aBə’“”\u{ad}] ?){0,30}",
        other in "([abə'\" \u{a0}\n]{0,12}){0,3}",
        start in 0_u64..40,
        length in 1_u64..12,
        stated in proptest::option::of(0_u64..40),
    ) {
        let Some(quotation) = anchor_for(&text, start, start + length) else {
            return Ok(());
        };
        let mut anchor = quotation.into_anchor(source_id("s"));
        anchor.start = stated;
        for text in [&text, &other, &format!("{other}{text}")] {
            let now = check(&anchor, Some(text));
            if let Some(renewed) = reanchored(&anchor, &now, text) {
                let again = check(&renewed, Some(text));
                let all = reanchored_all(text, &[&anchor]);
                prop_assert_eq!(&all, &[(now.clone(), Some(renewed.clone()))]);
                prop_assert_eq!(again.word(), "found", "{:?} {:?}", renewed, now);
                prop_assert_eq!(again.place(), now.place());
                prop_assert_eq!(reanchored(&renewed, &again, text), None);
            }
        }
    }

    #[test]
    fn any_anchor_is_checked_against_any_text(
        text in any::<String>(),
        exact in any::<String>(),
        prefix in proptest::option::of(any::<String>()),
        suffix in proptest::option::of(any::<String>()),
        start in proptest::option::of(any::<u64>()),
        end in proptest::option::of(0_u64..50),
    ) {
        let anchor = Anchor { source: source_id("s"), exact, prefix, suffix, start, end };
        let now = check(&anchor, Some(&text));
        if let Some((start, end)) = now.place() {
            prop_assert!(start < end && end <= text.chars().count() as u64);
        }
        let _anew = reanchored(&anchor, &now, &text);
    }
}

/// The text as other hands and programs write it.
fn retyped(text: &str, how: usize) -> String {
    use unicode_normalization::UnicodeNormalization as _;

    match how {
        0 => text.replace(['“', '”'], "\"").replace('’', "'"),
        1 => text.replace(' ', "\n   "),
        2 => text.nfd().collect(),
        3 => text.replace(' ', "\u{a0}"),
        4 => text.replace("St", "S\u{ad}t").replace('y', "\u{ad}y"),
        5 => text.nfkc().collect(),
        _ => text.replace(" – ", " -- ").replace('-', "\u{2011}"),
    }
}

/// The words of a text without all that may be retyped.
fn plain(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;

    text.nfkd()
        .filter(|c| c.is_alphanumeric() || ('\u{300}'..'\u{370}').contains(c))
        .collect()
}
