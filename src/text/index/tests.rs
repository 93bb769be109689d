use proptest::prelude::*;

use super::*;

const NOTHING: [usize; 0] = [];

/// An index of documents of one part each.
fn index(documents: &[&str]) -> Index {
    Index::new(documents.len(), |at, writer| writer.add(documents[at]))
}

fn found(index: &Index, typed: &str) -> Vec<usize> {
    index.find(&Query::new(typed)).collect()
}

/// What stands in which documents, by looking at each part of each.
fn naive(documents: &[Vec<String>], typed: &str) -> Vec<usize> {
    let folded = fold(typed);
    let words = words_of(&folded);
    let has = |parts: &[String], word: &str| parts.iter().any(|part| fold(part).contains(word));
    let hits = documents.iter().enumerate();
    hits.filter(|(_, parts)| words.iter().all(|word| has(parts, word)))
        .map(|(at, _)| at)
        .collect()
}

#[test]
fn every_word_must_stand_somewhere_in_the_document() {
    let index = index(&["Gas exports rose", "Exports fell", "", "gas"]);
    assert_eq!(found(&index, "gas"), [0, 3]);
    assert_eq!(found(&index, "EXP gas"), [0]);
    assert_eq!(found(&index, "gas  oil"), NOTHING);
    assert_eq!(found(&index, "as"), [0, 3], "part of a word");
    assert_eq!(found(&index, " \t"), [0, 1, 2, 3], "no query finds all");
}

#[test]
fn words_in_quotation_marks_are_one_phrase() {
    let index = index(&[
        "the minister said",
        "said the minister",
        "he said: the \"deal\"",
    ]);
    assert_eq!(found(&index, "said the"), [0, 1, 2]);
    assert_eq!(found(&index, "\"said the\""), [1]);
    assert_eq!(found(&index, "“said  the” minister"), [1]);
    assert_eq!(found(&index, "minister \"said the"), [1], "not ended yet");
    assert_eq!(found(&index, "\"deal\""), [2]);
    assert_eq!(
        found(&index, "\"\" \""),
        [0, 1, 2],
        "nothing is asked for yet"
    );
}

#[test]
fn a_phrase_is_not_found_across_parts_or_documents() {
    let parts = [["one two", "three"], ["four", "five six"]];
    let index = Index::new(2, |at, writer| {
        let [head, rest] = parts[at];
        writer.add(head);
        writer.end_head();
        writer.add(rest);
    });
    assert_eq!(found(&index, "two three"), [0]);
    assert_eq!(found(&index, "\"two three\""), NOTHING);
    assert_eq!(found(&index, "\"three four\""), NOTHING);
    assert_eq!(index.head(1), Some("four\n"));
    assert_eq!(index.head(2), None);
}

#[test]
fn words_are_found_however_they_are_typed() {
    let texts = [
        "Azərbaycan qazı İsrailə satır",
        "Türkiye'nin Iğdır ve ŞIRNAK illeri",
        "Қазақстан мұнайы Өскеменнен",
        "ایران می\u{200c}خواهد ۱۴۰۴",
        "שַׁר הַחוּץ שֶׁל יִשְׂרָאֵל וצה״ל",
    ];
    let index = index(&texts);
    for (at, typed) in [
        (0, "AZERBAYCAN"),
        (0, "qazi israile"),
        (1, "IGDIR sirnak"),
        (1, "türkiye’nin"),
        (2, "казакстан МУНАЙЫ"),
        (2, "оскемен"),
        (3, "ايران ميخواهد"),
        (3, "1404"),
        (4, "ישראל"),
        (4, "שר החוץ"),
        (4, "צה\"ל"),
        (4, "\"של ישראל\""),
    ] {
        assert_eq!(found(&index, typed), [at], "{typed}");
    }
}

#[test]
fn what_did_not_change_is_shared() {
    let text = "a sentence of about forty characters here ".repeat(5);
    let before = Index::new(10_000, |at, writer| writer.add(&format!("{at} {text}")));
    let mut same: Vec<Option<usize>> = (0..10_000).map(Some).collect();
    same[5_000] = None;
    same.remove(7_000);
    let mut written = Vec::new();
    let after = before.updated(&same, |at, writer| {
        written.push(at);
        writer.add("quite another text");
    });
    assert_eq!((written, after.len()), (vec![5_000], 9_999));
    let is_shared = |chunk: &&Chunk| Arc::strong_count(&chunk.piece) > 1;
    let own = after.chunks.iter().filter(|it| !is_shared(it)).count();
    assert!((1..=4).contains(&own), "{own} of {}", after.chunks.len());
    assert_eq!(found(&after, "another"), [5_000]);
    assert_eq!(found(&before, "another"), NOTHING);
    assert_eq!(found(&after, "9999"), [9_998]);
}

#[test]
fn an_index_that_grows_one_by_one_stays_in_large_pieces() {
    let text = "some words that fill the piece ".repeat(10);
    let mut index = Index::default();
    for count in 0..2_000 {
        let mut same: Vec<Option<usize>> = (0..count).map(Some).collect();
        // In front, at the end and in the middle.
        same.insert([0, count, count / 2][count % 3], None);
        index = index.updated(&same, |_, writer| writer.add(&text));
    }
    let bytes: usize = index.chunks.iter().map(|it| it.piece.folded.len()).sum();
    assert!(
        index.chunks.len() < 2 + 2 * bytes / PIECE,
        "{}",
        index.chunks.len()
    );
}

/// Few letters, so that there are hits; all that folding and queries make much of.
fn letters(most: usize) -> impl Strategy<Value = String> {
    let one = prop::sample::select(vec![
        'a', 'b', 'I', 'ı', 'İ', 'ə', 'Ş', ' ', ' ', '"', '“', '\0', '\u{1}', '\n', '\u{1c}',
        '\u{300}', 'س', 'ا', 'ש', '״',
    ]);
    prop::collection::vec(one, 0..=most).prop_map(String::from_iter)
}

/// So long that pieces hold a few documents each.
const PAD: usize = PIECE / 3;

proptest! {
    #[test]
    fn the_index_finds_what_a_look_at_each_document_finds(
        documents in prop::collection::vec(prop::collection::vec(letters(6), 0..3), 0..12),
        typed in letters(7),
    ) {
        let index = Index::new(documents.len(), |at, writer| {
            for part in &documents[at] {
                writer.add(part);
            }
            writer.end_head();
        });
        prop_assert_eq!(found(&index, &typed), naive(&documents, &typed));
    }

    #[test]
    fn any_query_whatever_is_answered(typed in any::<String>()) {
        let documents = [vec!["one".to_owned(), typed.clone()], vec![String::new()]];
        let index = Index::new(2, |at, writer| {
            documents[at].iter().for_each(|part| writer.add(part));
        });
        prop_assert_eq!(found(&index, &typed), naive(&documents, &typed));
        let folded = fold(&typed);
        prop_assert!(!folded.contains([END, HEAD_END, PART_END]));
    }

    #[test]
    fn an_updated_index_is_as_good_as_a_new_one(
        before in prop::collection::vec("[a-c]{0,4}", 0..12),
        changes in prop::collection::vec((any::<prop::sample::Index>(), prop::option::of("[a-c]{0,4}")), 0..8),
        typed in "[a-c]{1,2}",
    ) {
        let mut after: Vec<(Option<usize>, String)> = before
            .iter()
            .enumerate()
            .map(|(at, text)| (Some(at), text.clone()))
            .collect();
        for (at, text) in changes {
            match text {
                Some(text) => after.insert(at.index(after.len() + 1), (None, text)),
                None if !after.is_empty() => {
                    let one = after.remove(at.index(after.len()));
                    let to = at.index(after.len() + 1);
                    after.insert(after.len() - to, one);
                }
                None => {}
            }
        }
        let pad = "x".repeat(PAD);
        let write = |text: &str, writer: &mut Writer<'_>| {
            writer.add(text);
            writer.add_folded(&pad);
        };
        let first = Index::new(before.len(), |at, writer| write(&before[at], writer));
        let same: Vec<Option<usize>> = after.iter().map(|(same, _)| *same).collect();
        let updated = first.updated(&same, |at, writer| write(&after[at].1, writer));
        let documents: Vec<Vec<String>> = after.into_iter().map(|(_, text)| vec![text]).collect();
        prop_assert_eq!(found(&updated, &typed), naive(&documents, &typed));
        prop_assert_eq!(updated.len(), documents.len());
    }
}

#[test]
fn only_heads_are_searched_where_that_is_asked_for() {
    let documents = [("gas", "oil"), ("oil", "gas"), ("", "gas"), ("gas oil", "")];
    let index = Index::new(documents.len(), |at, writer| {
        let (head, rest) = documents[at];
        writer.add(head);
        writer.end_head();
        writer.add(rest);
    });
    let in_heads =
        |typed: &str| -> Vec<usize> { index.find_in_heads(&Query::new(typed)).collect() };
    assert_eq!(in_heads("gas"), [0, 3]);
    assert_eq!(in_heads("oil gas"), [3]);
    assert_eq!(in_heads("oil"), [1, 3]);
    assert_eq!(in_heads(""), [0, 1, 2, 3]);
    assert_eq!(found(&index, "gas"), [0, 1, 2, 3]);
    assert_eq!(index.head_parts(3).collect::<Vec<_>>(), ["gas oil"]);
    assert_eq!(index.head_parts(9).count(), 0);
}

#[test]
fn two_threads_find_what_one_does_in_its_order() {
    let filler = "a sentence of no interest that takes its room ".repeat(20);
    let document = |at: usize| match at % 7 {
        0 => format!("{filler} citrus {at}"),
        _ => format!("{filler} {at}"),
    };
    let index = Index::new(9_000, |at, writer| writer.add(&document(at)));
    for words in ["citrus", "interest", "room 8999", "nowhere", ""] {
        let query = Query::new(words);
        let one: Vec<usize> = index.find(&query).collect();
        assert!(
            words == "nowhere" || !one.is_empty(),
            "{words} is somewhere"
        );
        assert_eq!(index.find_all(&query), one, "{words}");
    }
}
