//! Advance widths by shaping: kerning, ligatures and joining included.
//!
//! rustybuzz is the shaper that draws exported pictures; the window's shaper is
//! a port of the same `HarfBuzz` rules.

use std::cell::RefCell;

use rustybuzz::{Direction, Script, ShapePlan, UnicodeBuffer};

use super::faces::Face;

/// What a plan was made for.
#[derive(Clone, Copy, PartialEq)]
struct PlanKey {
    face: Face,
    direction: Direction,
    script: Option<Script>,
}

/// Plans, which take far longer to make than a label takes to shape, and a
/// buffer to fill again.
struct Shaper {
    plans: Vec<(PlanKey, ShapePlan)>,
    buffer: Option<UnicodeBuffer>,
}

thread_local! {
    static SHAPER: RefCell<Shaper> = const {
        RefCell::new(Shaper { plans: Vec::new(), buffer: None })
    };
}

/// Advance width of a text of one face and one direction, at a size of 1.
pub(super) fn advance_em(text: &str, face: Face, is_rtl: bool) -> f64 {
    SHAPER.with_borrow_mut(|shaper| shaper.advance_em(text, face, is_rtl))
}

impl Shaper {
    fn advance_em(&mut self, text: &str, face: Face, is_rtl: bool) -> f64 {
        let mut buffer = self.buffer.take().unwrap_or_default();
        buffer.push_str(text);
        buffer.set_direction(if is_rtl {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        });
        buffer.guess_segment_properties();
        let key = PlanKey {
            face,
            direction: buffer.direction(),
            script: Some(buffer.script()).filter(|s| *s != rustybuzz::script::UNKNOWN),
        };
        let shaping = face.shaping();
        let place = self.plans.iter().position(|(known, _)| *known == key);
        if place.is_none() {
            let plan = ShapePlan::new(shaping, key.direction, key.script, None, &[]);
            self.plans.push((key, plan));
        }
        let place = place.unwrap_or(self.plans.len() - 1);
        let Some((_, plan)) = self.plans.get(place) else {
            return 0.0;
        };
        let glyphs = rustybuzz::shape_with_plan(shaping, plan, buffer);
        let positions = glyphs.glyph_positions().iter();
        let advance: i64 = positions.map(|p| i64::from(p.x_advance)).sum();
        self.buffer = Some(glyphs.clear());
        advance as f64 / f64::from(shaping.units_per_em())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kerning_and_joining_enter_the_width() {
        let width = |text, face, is_rtl| advance_em(text, face, is_rtl);
        let apart = width("A", Face::Inter, false) + width("V", Face::Inter, false);
        assert!(width("AV", Face::Inter, false) < apart - 0.01);
        let apart = width("ل", Face::Arabic, true) + width("ا", Face::Arabic, true);
        assert!(
            width("لا", Face::Arabic, true) < apart - 0.01,
            "lam-alef is one glyph"
        );
    }

    #[test]
    fn a_kept_plan_gives_what_a_fresh_one_gives() {
        for (text, face, is_rtl) in [
            ("Türkiye", Face::Inter, false),
            ("Қазақстан", Face::InterSemiBold, false),
            ("12%", Face::Inter, false),
            ("جمهوری اسلامی ایران", Face::Arabic, true),
            ("۱", Face::Arabic, false),
            ("ישראל", Face::Hebrew, true),
        ] {
            let mut buffer = UnicodeBuffer::new();
            buffer.push_str(text);
            buffer.set_direction(if is_rtl {
                Direction::RightToLeft
            } else {
                Direction::LeftToRight
            });
            let glyphs = rustybuzz::shape(face.shaping(), &[], buffer);
            let fresh: i32 = glyphs.glyph_positions().iter().map(|p| p.x_advance).sum();
            let fresh = f64::from(fresh) / f64::from(face.shaping().units_per_em());
            for _ in 0..2 {
                assert_eq!(advance_em(text, face, is_rtl), fresh, "{text}");
            }
        }
    }
}
