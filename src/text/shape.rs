//! Advance widths and glyphs by shaping: kerning, ligatures and joining included.
//!
//! rustybuzz is the shaper that draws exported pictures; the window's shaper is
//! a port of the same `HarfBuzz` rules.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use kurbo::BezPath;
use rustybuzz::ttf_parser::{GlyphId, OutlineBuilder};
use rustybuzz::{BufferClusterLevel, Direction, GlyphBuffer, Script, ShapePlan, UnicodeBuffer};

use super::faces::Face;
use super::line::Run;

/// One glyph of a run. Lengths are in units of the size of the type.
#[derive(Clone, Debug, PartialEq)]
pub struct Glyph {
    /// Its number in the face; 0 is the box for what the face lacks.
    pub id: u16,
    /// The bytes of the run's text that it shows, alone or with its neighbours
    /// of the same range.
    pub range: Range<usize>,
    /// How far the next glyph stands to the right.
    pub advance: f64,
    /// How far it is moved to the right of where it stands.
    pub right: f64,
    /// How far it is moved up from the baseline.
    pub up: f64,
}

/// What a plan was made for.
#[derive(Clone, Copy, PartialEq)]
struct PlanKey {
    face: Face,
    direction: Direction,
    script: Option<Script>,
}

/// Plans, which take far longer to make than a label takes to shape.
type Plans = Vec<(PlanKey, Arc<ShapePlan>)>;

/// Every plan that was made: what draws in the background begins with those of the
/// window. There are a few for each face, so none is ever dropped.
static PLANS: Mutex<Plans> = Mutex::new(Vec::new());

/// The plans of a thread, and a buffer to fill again.
struct Shaper {
    plans: Plans,
    buffer: Option<UnicodeBuffer>,
}

thread_local! {
    static SHAPER: RefCell<Shaper> = const {
        RefCell::new(Shaper { plans: Vec::new(), buffer: None })
    };
}

/// Longer texts, in bytes, are measured and shaped anew each time.
const LONGEST_KNOWN: usize = 160;
/// After so many new widths those that were not asked for since are forgotten.
const MOST_WIDTHS: usize = 8_192;
/// The same for the glyphs of runs, which take more room: those of some dozens of slides.
const MOST_SHAPED: usize = 512;

/// What was found of texts lately: lists measure the same words in every frame, and
/// what draws slides in the background measures what the window did.
struct Known<T> {
    lately: ByWay<T>,
    before: ByWay<T>,
    /// How many are in `lately`.
    count: usize,
    /// How many that may be.
    most: usize,
}

/// What something is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// A stretch of one face, which may read from right to left.
    Part(Face, bool),
    /// A whole line, bold or not.
    Line(bool),
}

/// By what it is of, then by text.
type ByWay<T> = Vec<(Way, HashMap<Box<str>, T>)>;

/// Widths at a size of 1.
static WIDTHS: Mutex<Known<f64>> = Mutex::new(Known::new(MOST_WIDTHS));
static SHAPED: Mutex<Known<Arc<[Glyph]>>> = Mutex::new(Known::new(MOST_SHAPED));

/// What another thread left behind is whole: no step of a change can fail.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What was found of a text lately, else what `find` finds.
fn known<T: Clone>(all: &Mutex<Known<T>>, text: &str, way: Way, find: impl FnOnce() -> T) -> T {
    if text.len() > LONGEST_KNOWN {
        return find();
    }
    let known = locked(all).get(text, way);
    known.unwrap_or_else(|| {
        // Others may look up theirs meanwhile.
        let found = find();
        locked(all).put(text, way, found.clone());
        found
    })
}

/// The width of a text at a size of 1: as it was measured lately, else as `measure`
/// finds it.
pub(super) fn known_em(text: &str, way: Way, measure: impl FnOnce() -> f64) -> f64 {
    known(&WIDTHS, text, way, measure)
}

impl<T: Clone> Known<T> {
    const fn new(most: usize) -> Self {
        Self {
            lately: Vec::new(),
            before: Vec::new(),
            count: 0,
            most,
        }
    }

    fn get(&mut self, text: &str, way: Way) -> Option<T> {
        let find = |found: &ByWay<T>| {
            let (_, of_way) = found.iter().find(|(known, _)| *known == way)?;
            of_way.get(text).cloned()
        };
        find(&self.lately).or_else(|| {
            let found = find(&self.before)?;
            self.put(text, way, found.clone());
            Some(found)
        })
    }

    fn put(&mut self, text: &str, way: Way, found: T) {
        if self.count >= self.most {
            self.before = std::mem::take(&mut self.lately);
            self.count = 0;
        }
        self.count += 1;
        if let Some((_, of_way)) = self.lately.iter_mut().find(|(known, _)| *known == way) {
            of_way.insert(text.into(), found);
        } else {
            let first = HashMap::from([(text.into(), found)]);
            self.lately.push((way, first));
        }
    }
}

/// Advance width of a text of one face and one direction, at a size of 1.
pub(super) fn advance_em(text: &str, face: Face, is_rtl: bool) -> f64 {
    known_em(text, Way::Part(face, is_rtl), || {
        SHAPER.with_borrow_mut(|shaper| shaper.advance_em(text, face, is_rtl))
    })
}

/// The glyphs of a run from left to right.
///
/// A ligature has the range of all its
/// letters. A mark with a glyph of its own has a range of its own where the run
/// reads from right to left, else that of its letter.
pub fn glyphs(run: &Run) -> Vec<Glyph> {
    let way = Way::Part(run.face, run.is_rtl);
    known(&SHAPED, &run.text, way, || shaped(run)).to_vec()
}

fn shaped(run: &Run) -> Arc<[Glyph]> {
    SHAPER.with_borrow_mut(|shaper| {
        let em = f64::from(run.face.shaping().units_per_em());
        let level = if run.is_rtl {
            BufferClusterLevel::MonotoneCharacters
        } else {
            BufferClusterLevel::MonotoneGraphemes
        };
        let shaped = shaper.shape(&run.text, run.face, run.is_rtl, level);
        let starts = cluster_starts(&shaped, run.text.len());
        let placed = shaped.glyph_infos().iter().zip(shaped.glyph_positions());
        let glyphs = placed.map(|(info, position)| Glyph {
            // A face has at most 65,536 glyphs.
            id: u16::try_from(info.glyph_id).unwrap_or_default(),
            range: cluster(&starts, info.cluster as usize),
            advance: f64::from(position.x_advance) / em,
            right: f64::from(position.x_offset) / em,
            up: f64::from(position.y_offset) / em,
        });
        let glyphs = glyphs.collect();
        shaper.buffer = Some(shaped.clear());
        glyphs
    })
}

/// Where clusters begin in the text, in logical order, and where the text ends.
fn cluster_starts(shaped: &GlyphBuffer, end: usize) -> Vec<usize> {
    let infos = shaped.glyph_infos().iter();
    let mut starts: Vec<usize> = infos.map(|info| info.cluster as usize).collect();
    starts.push(end);
    starts.sort_unstable();
    starts.dedup();
    starts
}

fn cluster(starts: &[usize], start: usize) -> Range<usize> {
    let after = starts.partition_point(|other| *other <= start);
    start..starts.get(after).copied().unwrap_or(start)
}

/// The number of the glyph that a face has for a character by itself; `None`
/// where it has none.
pub fn glyph_of(face: Face, c: char) -> Option<u16> {
    face.shaping().glyph_index(c).map(|glyph| glyph.0)
}

/// The outline of a glyph, to be filled nonzero, in units of the size of the
/// type: x to the right, y down, the baseline at 0. Empty for a space and for a
/// number that the face does not have.
pub fn outline(face: Face, glyph: u16) -> BezPath {
    let shaping = face.shaping();
    let mut pen = Pen {
        path: BezPath::new(),
        scale: f64::from(shaping.units_per_em()).recip(),
    };
    // The box around it is not needed.
    let _bounds = shaping.outline_glyph(GlyphId(glyph), &mut pen);
    pen.path
}

/// Draws what a face holds, whose y points up.
struct Pen {
    path: BezPath,
    scale: f64,
}

impl Pen {
    fn at(&self, x: f32, y: f32) -> kurbo::Point {
        kurbo::Point::new(f64::from(x) * self.scale, -f64::from(y) * self.scale)
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.at(x, y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.at(x, y));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.path.quad_to(self.at(x1, y1), self.at(x, y));
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let (by, and) = (self.at(x1, y1), self.at(x2, y2));
        self.path.curve_to(by, and, self.at(x, y));
    }

    fn close(&mut self) {
        self.path.close_path();
    }
}

impl Shaper {
    fn advance_em(&mut self, text: &str, face: Face, is_rtl: bool) -> f64 {
        let level = BufferClusterLevel::MonotoneGraphemes;
        let glyphs = self.shape(text, face, is_rtl, level);
        let positions = glyphs.glyph_positions().iter();
        let advance: i64 = positions.map(|p| i64::from(p.x_advance)).sum();
        self.buffer = Some(glyphs.clear());
        advance as f64 / f64::from(face.shaping().units_per_em())
    }

    /// The glyphs; the buffer is to be given back.
    fn shape(
        &mut self,
        text: &str,
        face: Face,
        is_rtl: bool,
        level: BufferClusterLevel,
    ) -> GlyphBuffer {
        let mut buffer = self.buffer.take().unwrap_or_default();
        buffer.set_cluster_level(level);
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
        let of_key =
            |(known, plan): &(PlanKey, Arc<ShapePlan>)| (*known == key).then(|| Arc::clone(plan));
        let plan = self.plans.iter().find_map(of_key).unwrap_or_else(|| {
            let mut all = locked(&PLANS);
            let plan = all.iter().find_map(of_key).unwrap_or_else(|| {
                let plan = ShapePlan::new(shaping, key.direction, key.script, None, &[]);
                let plan = Arc::new(plan);
                all.push((key, Arc::clone(&plan)));
                plan
            });
            self.plans.push((key, Arc::clone(&plan)));
            plan
        });
        rustybuzz::shape_with_plan(shaping, &plan, buffer)
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

    fn run(text: &str, face: Face, is_rtl: bool) -> Run {
        let width = advance_em(text, face, is_rtl);
        Run {
            text: text.to_owned(),
            face,
            is_rtl,
            x: 0.0,
            width,
        }
    }

    #[test]
    fn glyphs_show_all_of_the_text_and_are_as_wide_as_the_run() {
        for (text, face, is_rtl) in [
            ("Türkiye", Face::Inter, false),
            ("AVATAR 12%", Face::InterSemiBold, false),
            ("السلام", Face::Arabic, true),
            ("می\u{200c}خواهم", Face::Arabic, true),
            ("שָׁלוֹם", Face::Hebrew, true),
        ] {
            let run = run(text, face, is_rtl);
            let glyphs = glyphs(&run);
            let width: f64 = glyphs.iter().map(|glyph| glyph.advance).sum();
            assert!((width - run.width).abs() < 1e-9, "{text}");
            let mut ranges: Vec<_> = glyphs.iter().map(|glyph| glyph.range.clone()).collect();
            if is_rtl {
                ranges.reverse();
            }
            ranges.dedup();
            let shown: String = ranges.into_iter().filter_map(|it| text.get(it)).collect();
            assert_eq!(shown, text);
        }
        let lam_alef = glyphs(&run("لا", Face::Arabic, true));
        assert_eq!(lam_alef.len(), 1);
        assert_eq!(lam_alef[0].range, 0.."لا".len());
    }

    #[test]
    fn glyphs_that_are_known_are_those_that_are_shaped() {
        for text in ["Türkiye", "12%", "Türkiye"] {
            for face in [Face::Inter, Face::InterSemiBold] {
                let run = run(text, face, false);
                for _ in 0..2 {
                    assert_eq!(glyphs(&run)[..], shaped(&run)[..], "{text} in {face:?}");
                }
            }
        }
        let [ltr, rtl] = [false, true].map(|is_rtl| run("لا", Face::Arabic, is_rtl));
        assert_eq!(glyphs(&rtl)[..], shaped(&rtl)[..]);
        assert_eq!(glyphs(&ltr)[..], shaped(&ltr)[..]);
    }

    #[test]
    fn outlines_stand_on_the_baseline_with_y_down() {
        use kurbo::Shape as _;
        let glyph = glyphs(&run("H", Face::Inter, false))[0].id;
        let bounds = outline(Face::Inter, glyph).bounding_box();
        assert!(bounds.y1.abs() < 0.01, "{bounds}");
        assert!(bounds.y0 < -0.6 && bounds.y0 > -0.8, "{bounds}");
        assert!(outline(Face::Inter, u16::MAX).is_empty());
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
        let mut known = Known::new(MOST_WIDTHS);
        let way = Way::Part(Face::Inter, false);
        known.put("kept", way, 1.0);
        known.put("lost", way, 2.0);
        for at in 0..2 * MOST_WIDTHS {
            known.put(&at.to_string(), way, 0.0);
            assert_eq!(known.get("kept", way), Some(1.0), "{at}");
        }
        assert_eq!(known.get("lost", way), None);
        assert_eq!(known.get("kept", Way::Part(Face::Inter, true)), None);
        assert_eq!(known.get("kept", Way::Line(false)), None);
        let all = known.lately.iter().chain(&known.before);
        assert!(all.map(|(_, of_way)| of_way.len()).sum::<usize>() <= 2 * MOST_WIDTHS + 1);
    }
}
