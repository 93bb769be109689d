use super::*;
use crate::text::line;
use crate::text::nasty::nasty;
use proptest::prelude::*;

const STYLE: Style = Style {
    size: 13.0,
    is_bold: false,
};

/// The one line of a text.
fn one(text: &str) -> CaretLine {
    let lines = caret_lines(text, STYLE, None);
    let [line] = &lines[..] else {
        panic!("one line, not {lines:?}");
    };
    line.clone()
}

/// Width of a text by itself.
fn w(text: &str) -> f64 {
    width(text, STYLE)
}

fn assert_at(found: f64, expected: f64, what: &str) {
    assert!(
        (found - expected).abs() < 0.01,
        "{what}: {found}, not {expected}"
    );
}

#[test]
fn the_caret_of_a_hebrew_word_goes_from_its_right_end_to_its_left() {
    let line = one("ישראל");
    let carets: Vec<f64> = (0..=5).map(|at| line.caret(at, Side::Last)).collect();
    assert_at(carets[0], w("ישראל"), "before all");
    assert_at(carets[5], 0.0, "after all");
    assert!(
        carets.windows(2).all(|pair| pair[1] < pair[0]),
        "{carets:?}"
    );
    assert_at(carets[1], w("שראל"), "after the first letter");
}

#[test]
fn where_the_direction_turns_the_caret_stands_after_the_last_letter_or_before_the_next() {
    let line = one("the שלום sea");
    assert_at(line.caret(4, Side::Last), w("the "), "after the space");
    assert_at(
        line.caret(4, Side::Next),
        w("the שלום"),
        "before the first Hebrew letter",
    );
    assert_at(
        line.caret(8, Side::Last),
        w("the "),
        "after the last Hebrew letter",
    );
    assert_at(line.caret(8, Side::Next), w("the שלום"), "before the space");
    assert_at(line.caret(12, Side::Last), w("the שלום sea"), "the end");
}

#[test]
fn digits_within_hebrew_go_from_left_to_right() {
    // Seen from left to right: the last word, 12%, the first word.
    let line = one("עולם 12% שלום");
    let left = w("שלום") + w(" ");
    assert_at(line.caret(5, Side::Next), left, "before 1");
    assert_at(line.caret(6, Side::Last), left + w("1"), "after 1");
    assert_at(line.caret(8, Side::Last), left + w("12%"), "after the sign");
    assert_at(line.caret(13, Side::Last), 0.0, "the end");
    assert_at(line.caret(0, Side::Last), line.width, "the beginning");
}

#[test]
fn letters_that_are_one_glyph_share_its_width() {
    let line = one("لا");
    assert_at(line.caret(0, Side::Last), w("لا"), "before both");
    assert_at(line.caret(1, Side::Last), w("لا") / 2.0, "between them");
    assert_at(line.caret(2, Side::Last), 0.0, "after both");
}

#[test]
fn persian_letters_keep_the_shapes_that_they_have_together() {
    let text = "ایران می\u{200c}خواهد";
    let line = one(text);
    assert_at(line.width, w(text), "as wide as it is shown");
    assert_at(line.caret(text.chars().count(), Side::Last), 0.0, "the end");
    // The joiner has no width of its own.
    let joiner = line.places[8];
    assert_at(joiner.before, joiner.after, "the joiner");
}

#[test]
fn accents_and_what_is_hidden_have_no_width() {
    let line = one("e\u{301}\u{301}x\u{202e}y");
    assert_eq!(line.places.len(), 6);
    let after = line.caret(1, Side::Last);
    assert_at(line.width - after, w("xy"), "after the letter");
    assert_at(line.caret(3, Side::Last), after, "after its accents");
    assert_at(
        line.width - line.caret(5, Side::Last),
        w("y"),
        "after the override",
    );
    let pointed = one("שָׁלוֹם");
    assert_at(pointed.width, w("שָׁלוֹם"), "with points");
    assert_at(pointed.caret(1, Side::Last), w("לוֹם"), "after the letter");
    assert_at(pointed.caret(3, Side::Last), w("לוֹם"), "after its points");
}

#[test]
fn brackets_that_were_mirrored_are_at_their_own_places() {
    let text = "ישראל (איראן) ועוד";
    let line = one(text);
    // Right to left: word, space, bracket, word, bracket, space, word.
    assert_at(
        line.caret(6, Side::Last),
        w("ועוד (איראן)"),
        "after the first space",
    );
    assert_at(
        line.caret(7, Side::Last),
        w("ועוד (איראן"),
        "after the opening bracket",
    );
    assert_at(
        line.caret(13, Side::Last),
        w("ועוד "),
        "after the closing one",
    );
}

#[test]
fn a_space_at_the_end_of_hebrew_stands_where_the_next_word_will() {
    let line = one("שלום ");
    assert_at(line.caret(5, Side::Last), 0.0, "after the space");
    assert_at(line.caret(4, Side::Last), w(" "), "before it");
    let english = one("a שלום b ");
    assert_at(english.caret(9, Side::Last), english.width, "after English");
}

#[test]
fn letters_stand_as_the_rest_of_the_program_has_them() {
    for text in [
        "the שלום sea",
        "عربي ١٢ x",
        "ישראל (Israel) 12%",
        "ایران, 3",
    ] {
        assert_eq!(one(text).runs, line(text, STYLE).runs, "{text}");
    }
}

#[test]
fn lines_are_wrapped_in_the_order_of_the_text() {
    let text = "מדינת ישראל\nباکو  \n";
    let lines = caret_lines(text, STYLE, Some(w("ישראל") + 1.0));
    let starts: Vec<(usize, usize, bool)> = lines
        .iter()
        .map(|line| (line.first, line.places.len(), line.is_ended))
        .collect();
    assert_eq!(
        starts,
        [(0, 6, false), (6, 5, true), (12, 6, true), (19, 0, false)]
    );
    // The space that the first line is broken at is not in the way of its beginning, and
    // a click at its end is before that space.
    assert_eq!(lines[0].nearest(999.0), (0, Side::Next));
    assert_eq!(lines[0].nearest(-9.0), (5, Side::Last));
    assert_at(lines[0].caret(6, Side::Last), 0.0, "after the space");
    assert_at(
        lines[1].caret(5, Side::Last),
        0.0,
        "the end of the second line",
    );
    for line in &lines {
        assert!(line.width <= w("ישראל") + 1.0, "{line:?}");
    }
}

#[test]
fn pointing_finds_the_letter_and_the_nearer_side_of_it() {
    let line = one("the שלום sea");
    let left = w("the ");
    let right = w("the שלום");
    assert_eq!(line.nearest(right - 0.5), (4, Side::Next));
    assert_eq!(line.nearest(left + 0.5), (8, Side::Last));
    assert_eq!(line.nearest(left - 0.5), (4, Side::Last));
    assert_eq!(line.nearest(right + 0.5), (8, Side::Next));
    assert_eq!(line.nearest(-9.0), (0, Side::Next));
    assert_eq!(line.nearest(999.0), (12, Side::Last));
    assert_eq!(line.char_at(right - 0.5), Some(4));
    assert_eq!(one("").nearest(3.0), (0, Side::Last));
    assert_eq!(one("").char_at(3.0), None);
    let accented = one("e\u{301}x");
    let right = accented.caret(1, Side::Last);
    assert_eq!(
        accented.nearest(right - 0.5),
        (2, Side::Last),
        "never before an accent"
    );
}

#[test]
fn what_is_seen_of_a_stretch_of_text_may_be_two_stretches() {
    let line = one("the שלום sea");
    let spans = line.spans(&(2..6));
    assert_eq!(spans.len(), 2, "{spans:?}");
    assert_at(spans[0].0, w("th"), "from the e");
    assert_at(spans[0].1, w("the "), "to the Hebrew word");
    assert_at(spans[1].1, w("the שלום"), "and its first two letters");
    assert_eq!(line.spans(&(0..12)).len(), 1);
    assert!(line.spans(&(3..3)).is_empty());
}

proptest! {
    #[test]
    fn every_character_of_any_text_is_in_one_line(text in nasty(), room in prop::sample::select(vec![None, Some(1.0), Some(40.0), Some(200.0), Some(1e6)])) {
        let lines = caret_lines(&text, STYLE, room);
        let mut next = 0;
        for (at, line) in lines.iter().enumerate() {
            prop_assert_eq!(line.first, next);
            next = line.end() + usize::from(line.is_ended);
            prop_assert_eq!(line.is_ended && at + 1 == lines.len(), false);
            for place in &line.places {
                prop_assert!(place.before.is_finite() && place.after.is_finite());
                let (left, right) = place.span();
                prop_assert!(left >= -1e-6 && right <= line.width + 1e-6, "{:?}", line);
            }
        }
        prop_assert_eq!(next, text.chars().count());
    }

    #[test]
    fn letters_lie_side_by_side_and_fill_the_line(text in nasty()) {
        let line = one(&text);
        let spans = line.spans(&(0..line.places.len()));
        prop_assert!(spans.len() <= 1, "{:?}", spans);
        if let Some((left, right)) = spans.first() {
            prop_assert!(left.abs() < 1e-6 && (right - line.width).abs() < 1e-6, "{:?}", line);
        }
    }
}
