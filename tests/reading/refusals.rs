//! Files that are no scene, and how they are refused.

use super::*;

/// Why these bytes are not read, and where.
fn refusal(bytes: &[u8]) -> (ReadErrorKind, Option<String>) {
    let error = read(bytes).expect_err("refused");
    assert!(error.to_problem().position.is_some(), "{error}");
    assert_ne!(error.to_problem().hint, "", "{error}");
    (error.kind, error.position.map(|it| it.to_string()))
}

#[test]
fn what_is_no_scene_at_all_is_refused_with_its_reason() {
    use ReadErrorKind as K;
    for empty in [&b""[..], b"\n \n", b"\xEF\xBB\xBF"] {
        assert_eq!(refusal(empty).0, K::Empty);
    }
    assert_eq!(refusal(&[0; 4096]).0, K::OnlyZeros { length: 4096 });
    assert_eq!(refusal(b"\xFF\xFE(\0").0, K::Utf16);
    let latin = SAMPLE
        .replace("\"SOCAR\"", "\"SOC\u{1}R\"")
        .replace('\u{1}', "A");
    let mut latin = latin.into_bytes();
    let at = SAMPLE.find("Trade and").expect("there");
    if let Some(byte) = latin.get_mut(at) {
        *byte = 0xE9;
    }
    assert_eq!(
        refusal(&latin),
        (K::NotText { byte: at }, Some("65:25".to_owned()))
    );
    for other in [
        "[1, 2]",
        "{\"a\": 1}",
        "5",
        "\"text\"",
        "(title: \"x\")",
        "word",
    ] {
        assert!(
            matches!(refusal(other.as_bytes()).0, K::NotAScene { .. }),
            "{other}"
        );
    }
    for not in ["<svg/>", "# a heading", "(a: ;)", "\u{1}", "() ()"] {
        assert!(
            matches!(refusal(not.as_bytes()).0, K::Syntax { .. }),
            "{not}"
        );
    }
    for format in ["\"1\"", "0", "-1", "1.0", "[]"] {
        let text = changed("format: 1,", &format!("format: {format},"));
        let (kind, place) = refusal(text.as_bytes());
        assert!(matches!(kind, K::NotAScene { .. }), "{format}: {kind:?}");
        assert_eq!(place.as_deref(), Some("3:5"));
    }
}

#[test]
fn a_newer_format_is_refused_by_its_number_whatever_it_looks_like() {
    let text = changed("format: 1,", "format: 7,").replace("ties", "strands");
    let error = read(text.as_bytes()).expect_err("refused");
    assert_eq!(
        error.to_string(),
        "line 3, column 5: this scene is format 7, and this Entente reads no newer one than 1; \
         open it with a newer Entente"
    );
}

#[test]
fn a_refusal_in_words_begins_with_its_place_and_has_one_style_of_place() {
    let said = |bytes: &[u8]| read(bytes).expect_err("refused").to_string();
    assert_eq!(
        said(b"(\n    format: 1,\n    ties: [\n"),
        "line 4, column 1: the file is cut off: what begins at line 3, column 11 does not end; \
         restore the file from a backup or an earlier version; it is left as it is"
    );
    assert_eq!(
        said(b"(title: \"\xE9\")"),
        "line 1, column 10: the file is not text in UTF-8: byte 9 fits nowhere; \
         choose a scene file, or save this one as UTF-8"
    );
    assert!(said(b"").starts_with("the file is empty; "), "no place");
}

#[test]
fn a_syntax_error_is_refused_at_its_line() {
    let (kind, place) = refusal(changed("direction: Mutual,", "direction: Mutual").as_bytes());
    assert!(matches!(kind, ReadErrorKind::Syntax { .. }), "{kind:?}");
    assert_eq!(place.as_deref(), Some("61:13"));
}

#[test]
fn nesting_deeper_than_64_levels_is_refused() {
    let nested = |levels: usize| {
        let brackets = format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        changed("format: 1,", &format!("format: 1, deep: {brackets},"))
    };
    assert_eq!(
        reading_of(&nested(63)).problems.len(),
        1,
        "unknown, but read"
    );
    for levels in [64, 65, 200_000] {
        let (kind, place) = refusal(nested(levels).as_bytes());
        assert_eq!(kind, ReadErrorKind::TooDeep);
        assert_eq!(place.as_deref(), Some("3:85"));
    }
}
