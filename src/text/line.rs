//! One line: its runs with their places.

use super::bidi::{Part, visual_parts, visual_parts_rtl};
use super::clean::one_line;
use super::faces::{Face, Style};
use super::shape::{Way, advance_em, known_em};

/// A stretch of one face and one direction.
///
/// It neither begins nor ends with a space: spaces between runs are gaps between one's end and the next one's
/// `x`. A run that reads from right to left begins and ends with letters of
/// that direction, so it may be drawn by anything that shapes, whichever base
/// direction that assumes.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The characters, in logical order.
    pub text: String,
    /// The face that has them.
    pub face: Face,
    /// Whether it reads from right to left.
    pub is_rtl: bool,
    /// Left end, from the start of the line.
    pub x: f64,
    /// Advance width.
    pub width: f64,
}

/// One line: runs from left to right as they are seen.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The runs, leftmost first.
    pub runs: Vec<Run>,
    /// Advance width of the whole.
    pub width: f64,
}

/// The text on one line, in visual order (UAX #9, base from left to right),
/// with widths in the unit of `style.size`.
///
/// Line ends and tabs become spaces. Characters that would steer the picture
/// (controls, direction overrides) are not shown. Characters that no face has
/// go to Inter, which draws a box; [`super::unsupported`] finds them. An empty
/// text has no runs and no width.
pub fn line(text: &str, style: Style) -> Line {
    let mut runs: Vec<Run> = Vec::new();
    let mut x = 0.0;
    for part in visual_parts(&one_line(text), style.is_bold) {
        x = place(part, style.size, x, &mut runs);
    }
    Line { runs, width: x }
}

/// The same for a line of running text that reads from right to left as a whole: its
/// stops stand at its left end.
pub fn line_rtl(text: &str, style: Style) -> Line {
    let mut runs: Vec<Run> = Vec::new();
    let mut x = 0.0;
    for part in visual_parts_rtl(&one_line(text), style.is_bold) {
        x = place(part, style.size, x, &mut runs);
    }
    Line { runs, width: x }
}

/// Width of the text on one line: that of [`line()`], in the unit of
/// `style.size`. Spaces at the ends count.
pub fn width(text: &str, style: Style) -> f64 {
    let ems = known_em(text, Way::Line(style.is_bold), || {
        let parts = visual_parts(&one_line(text), style.is_bold);
        parts.iter().map(width_em).sum()
    });
    ems * style.size
}

fn width_em(part: &Part) -> f64 {
    advance_em(&part.text, part.face, part.is_rtl)
}

/// Adds the part as a run at `x`, without the spaces at its ends; returns
/// where the next one begins.
pub(super) fn place(part: Part, size: f64, x: f64, runs: &mut Vec<Run>) -> f64 {
    let whole = size * width_em(&part);
    let inner = part.text.trim();
    if inner.len() == part.text.len() {
        let Part { text, face, is_rtl } = part;
        runs.push(Run {
            text,
            face,
            is_rtl,
            x,
            width: whole,
        });
    } else if !inner.is_empty() {
        // Spaces at the ends are on the left and the right as written: parts
        // that read from right to left have none.
        let from_inner = size * advance_em(part.text.trim_start(), part.face, part.is_rtl);
        runs.push(Run {
            text: inner.to_owned(),
            face: part.face,
            is_rtl: part.is_rtl,
            x: x + whole - from_inner,
            width: size * advance_em(inner, part.face, part.is_rtl),
        });
    }
    x + whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const STYLE: Style = Style {
        size: 14.0,
        is_bold: false,
    };

    #[test]
    fn runs_lie_side_by_side_from_left_to_right() {
        for text in [
            "ישראל (Israel) 12%",
            "Azərbaycan / آذربایجان / ישראל",
            "עולם 12% שלום",
            " Қазақстан ",
        ] {
            let line = line(text, STYLE);
            let mut end = 0.0;
            for run in &line.runs {
                assert!(run.x >= end - 1e-9, "{text}: {run:?} begins before {end}");
                assert!(run.width > 0.0, "{text}: {run:?}");
                assert_eq!(run.text, run.text.trim(), "{text}");
                end = run.x + run.width;
            }
            assert!(end <= line.width + 1e-9, "{text}");
            assert!((line.width - width(text, STYLE)).abs() < 1e-9, "{text}");
        }
    }

    #[test]
    fn spaces_between_runs_are_gaps() {
        let line = line("ישראל Israel", STYLE);
        let [hebrew, latin] = &line.runs[..] else {
            panic!("two runs, not {line:?}");
        };
        assert!(hebrew.is_rtl && !latin.is_rtl);
        assert_eq!((hebrew.x, latin.text.as_str()), (0.0, "Israel"));
        assert!((latin.x - hebrew.width - width(" ", STYLE)).abs() < 1e-6);
    }

    #[test]
    fn bold_changes_latin_only() {
        let bold = Style {
            is_bold: true,
            ..STYLE
        };
        assert!(width("Israel", bold) > width("Israel", STYLE));
        assert_eq!(width("ישראל", bold), width("ישראל", STYLE));
    }

    #[test]
    fn an_override_in_a_name_changes_nothing() {
        assert_eq!(line("Ira\u{202e}n\u{202c}", STYLE), line("Iran", STYLE));
        assert_eq!(
            line("\u{2067}Iran\u{2069}\u{7}", STYLE),
            line("Iran", STYLE)
        );
    }

    #[test]
    fn nothing_shown_is_no_run() {
        for text in ["", "\n", "\u{202e}", "\u{200f}"] {
            assert!(line(text, STYLE).runs.is_empty(), "{text:?}");
        }
        assert_eq!(line("", STYLE).width, 0.0);
    }

    #[test]
    fn widths_grow_with_the_size() {
        let double = Style {
            size: 28.0,
            ..STYLE
        };
        let text = "Azərbaycan ישראל";
        assert!((width(text, double) - 2.0 * width(text, STYLE)).abs() < 1e-9);
    }

    const MIXED: &str = "[a1 (\u{5d0}-\u{5ea}\u{627}-\u{64a}۱،.)-]{0,20}";

    proptest! {
        #[test]
        fn the_runs_of_any_text_do_not_overlap(text in any::<String>()) {
            let line = line(&text, STYLE);
            let mut end = 0.0;
            for run in &line.runs {
                prop_assert!(run.x >= end - 1e-6, "{:?} begins before {}", run, end);
                end = run.x + run.width;
            }
            prop_assert!(end <= line.width + 1e-6);
            prop_assert!((line.width - width(&text, STYLE)).abs() < 1e-6);
        }

        #[test]
        fn any_run_stands_alone_in_either_direction(text in MIXED) {
            for run in line(&text, STYLE).runs {
                let is_single_sign = run.text.chars().count() == 1;
                let mut seen = visual_parts(&run.text, false).into_iter();
                let is_same = seen.all(|part| part.is_rtl == run.is_rtl);
                prop_assert!(is_single_sign || is_same, "{:?}", run);
            }
        }
    }
}
