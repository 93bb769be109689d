//! Advance widths by shaping: kerning, ligatures and joining included.
//!
//! rustybuzz is the shaper that draws exported pictures; the window's shaper is
//! a port of the same `HarfBuzz` rules.

use std::cell::RefCell;
use std::collections::HashMap;

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
    known: Known,
}

thread_local! {
    static SHAPER: RefCell<Shaper> = const {
        RefCell::new(Shaper { plans: Vec::new(), buffer: None, known: Known::NEW })
    };
}

/// Longer texts, in bytes, are measured anew each time.
const LONGEST_KNOWN: usize = 160;
/// After so many new texts those that were not asked for since are forgotten.
const MOST_KNOWN: usize = 4_096;

/// Widths that were measured lately: lists measure the same words in every frame.
struct Known {
    lately: Widths,
    before: Widths,
    /// How many are in `lately`.
    count: usize,
}

/// Widths by face and direction, then by text.
type Widths = Vec<((Face, bool), HashMap<Box<str>, f64>)>;

impl Known {
    const NEW: Self = Self {
        lately: Vec::new(),
        before: Vec::new(),
        count: 0,
    };

    fn get(&mut self, text: &str, way: (Face, bool)) -> Option<f64> {
        let find = |widths: &Widths| {
            let (_, of_way) = widths.iter().find(|(known, _)| *known == way)?;
            of_way.get(text).copied()
        };
        find(&self.lately).or_else(|| {
            let width = find(&self.before)?;
            self.put(text, way, width);
            Some(width)
        })
    }

    fn put(&mut self, text: &str, way: (Face, bool), width: f64) {
        if text.len() > LONGEST_KNOWN {
            return;
        }
        if self.count >= MOST_KNOWN {
            self.before = std::mem::take(&mut self.lately);
            self.count = 0;
        }
        self.count += 1;
        if let Some((_, of_way)) = self.lately.iter_mut().find(|(known, _)| *known == way) {
            of_way.insert(text.into(), width);
        } else {
            let first = HashMap::from([(text.into(), width)]);
            self.lately.push((way, first));
        }
    }
}

/// Advance width of a text of one face and one direction, at a size of 1.
pub(super) fn advance_em(text: &str, face: Face, is_rtl: bool) -> f64 {
    SHAPER.with_borrow_mut(|shaper| {
        let way = (face, is_rtl);
        if let Some(width) = shaper.known.get(text, way) {
            return width;
        }
        let width = shaper.advance_em(text, face, is_rtl);
        shaper.known.put(text, way, width);
        width
    })
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
                SHAPER.with_borrow_mut(|shaper| {
                    assert_eq!(shaper.advance_em(text, face, is_rtl), fresh, "{text}");
                });
            }
        }
    }

    #[test]
    fn widths_that_nobody_asks_for_are_forgotten() {
        let mut known = Known::NEW;
        let way = (Face::Inter, false);
        known.put("kept", way, 1.0);
        known.put("lost", way, 2.0);
        for at in 0..2 * MOST_KNOWN {
            known.put(&at.to_string(), way, 0.0);
            assert_eq!(known.get("kept", way), Some(1.0), "{at}");
        }
        assert_eq!(known.get("lost", way), None);
        assert_eq!(known.get("kept", (Face::Inter, true)), None);
        let all = known.lately.iter().chain(&known.before);
        assert!(all.map(|(_, of_way)| of_way.len()).sum::<usize>() <= 2 * MOST_KNOWN + 1);
    }
}
