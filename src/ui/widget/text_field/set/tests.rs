use super::*;
use crate::text::nasty::nasty;
use egui::text::CCursor;
use proptest::prelude::*;

/// Runs this in a window with our fonts.
fn in_window<R>(run: impl FnOnce(&mut Ui) -> R) -> R {
    let ctx = egui::Context::default();
    style::install(&ctx);
    let mut run = Some(run);
    let mut found = None;
    // The first pass has no fonts of ours yet.
    for pass in 0..2 {
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            if pass == 1
                && let Some(run) = run.take()
            {
                found = Some(run(ui));
            }
        });
        output.textures_delta.clear();
    }
    found.expect("it ran")
}

fn set_in(ui: &Ui, text: &str, room: Option<f32>) -> (Arc<Galley>, Option<Arc<Laid>>) {
    let font = FontId::proportional(13.0);
    let mut setter = Setter::new(ui, Id::unique("field"), &font, room.is_some(), None);
    let galley = setter.set(ui, text, room.unwrap_or(100.0));
    (galley, setter.finish(ui))
}

fn caret(galley: &Galley, count: usize) -> f32 {
    galley.pos_from_cursor(CCursor::new(count)).left()
}

#[test]
fn a_text_from_left_to_right_is_left_to_egui() {
    in_window(|ui| {
        for text in [
            "",
            "Azərbaycan",
            "Georgia\nArmenia\t41.7",
            "საქართველო, Հայաստան",
        ] {
            for room in [None, Some(1.0), Some(60.0)] {
                let (galley, laid) = set_in(ui, text, room);
                assert!(laid.is_none(), "{text}");
                assert_eq!(galley.end().index.0, text.chars().count(), "{text}");
            }
        }
    });
}

#[test]
fn what_egui_miscounts_is_set_here() {
    in_window(|ui| {
        for text in ["ישראל", "ایران", "۱۲"] {
            let (galley, laid) = set_in(ui, text, None);
            assert!(laid.is_some(), "{text}");
            assert_eq!(galley.end().index.0, text.chars().count(), "{text}");
        }
    });
}

#[test]
fn the_caret_stands_left_of_a_hebrew_word_that_was_typed() {
    in_window(|ui| {
        let (galley, _) = set_in(ui, "ישראל", None);
        let carets: Vec<f32> = (0..=5).map(|count| caret(&galley, count)).collect();
        assert!(
            carets.windows(2).all(|pair| pair[1] < pair[0]),
            "{carets:?}"
        );
        assert_eq!(carets[5], 0.0);
        assert!((carets[0] - galley.size().x).abs() <= 1.0, "{carets:?}");
    });
}

#[test]
fn letters_are_painted_where_the_caret_says() {
    // Sums of advance widths here and in egui differ by less than this.
    const FAR: f64 = 1.5;
    in_window(|ui| {
        for text in [
            "the שלום sea",
            "עולם 12% שלום",
            "ایران می\u{200c}خواهد با ۱۲ کشور",
            "ישראל (Israel), ایران (Iran) \u{2013} 41.7",
            "מדינת ישראל הכריזה על הסכם עם أذربيجان ועם Қазақстан",
        ] {
            let (galley, laid) = set_in(ui, text, None);
            let laid = laid.expect("it is mixed");
            let line = &laid.lines[0];
            let seen = line.spans(&(0..line.places.len()));
            let bounds = galley.rows[0].visuals.mesh_bounds;
            assert!(
                (f64::from(bounds.right()) - seen[0].1).abs() < FAR,
                "{text}: {bounds:?}"
            );
            assert!(
                (f64::from(bounds.left()) - seen[0].0).abs() < FAR,
                "{text}: {bounds:?}"
            );
        }
    });
}

#[test]
fn digits_of_the_arabic_script_keep_their_order() {
    in_window(|ui| {
        let font = FontId::proportional(13.0);
        let setter = Setter::new(ui, Id::unique("field"), &font, false, None);
        let style = Style {
            size: 13.0,
            is_bold: false,
        };
        let lines = text::caret_lines("א ۱۲", style, None);
        let job = setter.line_job(&lines[0]);
        let parts = job.sections.iter().map(|it| {
            let bytes = usize::from(it.byte_range.start)..usize::from(it.byte_range.end);
            &job.text[bytes]
        });
        // Each alone, or the shaper turns them around.
        assert_eq!(parts.collect::<Vec<_>>(), ["۱", "۲", "א"]);
    });
}

#[test]
fn what_was_set_is_kept_while_nothing_changes() {
    in_window(|ui| {
        let (one, _) = set_in(ui, "ישראל\nאיראן", Some(200.0));
        let (same, _) = set_in(ui, "ישראל\nאיראן", Some(200.0));
        let (other, _) = set_in(ui, "ישראל\nאיראן", Some(20.0));
        assert!(Arc::ptr_eq(&one, &same));
        assert!(!Arc::ptr_eq(&one, &other) && other.rows.len() > 2);
    });
}

#[test]
fn ten_thousand_letters_are_set() {
    let text = "ישראל ".repeat(1_700);
    in_window(|ui| {
        for room in [None, Some(300.0)] {
            let (galley, _) = set_in(ui, &text, room);
            assert_eq!(galley.end().index.0, text.chars().count());
        }
    });
}

#[test]
fn any_text_has_one_glyph_for_each_character() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    in_window(|ui| {
        let rooms = vec![None, Some(1.0), Some(30.0), Some(200.0)];
        let texts = (nasty(), prop::sample::select(rooms));
        runner
            .run(&texts, |(text, room)| {
                let (galley, laid) = set_in(ui, &text, room);
                let count = text.chars().count();
                prop_assert_eq!(galley.end().index.0, count);
                if laid.is_some() {
                    let rows = galley.rows.iter();
                    let said: String = rows
                        .flat_map(|row| [row.text(), "\n".repeat(row.ends_with_newline.into())])
                        .collect();
                    prop_assert_eq!(&said, &text);
                    for at in 0..=count {
                        let x = caret(&galley, at);
                        prop_assert!(x >= -0.01 && x <= galley.size().x + 1.0, "{} {}", at, x);
                    }
                }
                Ok(())
            })
            .expect("for any text");
    });
}
