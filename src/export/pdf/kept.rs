//! What the pages of a file have in common, so that it is made once: their letters,
//! and where the parts of the ground that they share lie.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use krilla::text::GlyphId;
use kurbo::{BezPath, Rect};

use super::bounds::bounds;
use super::readable::{Readable, readable};
use crate::drawing::{Drawing, Item, Shape};
use crate::export::clip;
use crate::text::{self, Face, Glyph, Run};

/// So many grounds are kept; pages share one or two.
const MOST_GROUNDS: usize = 3;

/// What was made for the pages so far, by any thread.
#[derive(Debug, Default)]
pub(super) struct Kept {
    /// By face and direction, then by text.
    runs: Mutex<Runs>,
    outlines: Mutex<HashMap<(Face, u16), Arc<BezPath>>>,
    /// The one painted last at the end. Who holds a ground knows that no other one
    /// stands in its place.
    grounds: Mutex<Vec<Measured>>,
}

/// A ground with where each of its items lies.
type Measured = (Arc<Vec<Item>>, Arc<Vec<Extent>>);

type Runs = HashMap<(Face, bool), HashMap<Box<str>, Arc<Letters>>>;

/// What another thread left behind is whole: no step of a change can fail.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The letters of a run, at a size of 1.
#[derive(Debug)]
pub(super) struct Letters {
    /// All that is seen, from left to right.
    pub glyphs: Vec<Glyph>,
    /// Those of them that are text, with the empty ones that make them readable.
    pub text: Vec<Placed>,
    /// Glyphs that are outlines only; see [`Readable::marks`].
    pub marks: Vec<(u16, f64, f64)>,
}

/// Where an item of a ground lies.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Extent {
    /// See [`bounds`].
    pub bounds: Option<Rect>,
    /// Around each ring of an area; see [`clip::around`].
    pub rings: Vec<Option<Rect>>,
}

impl Extent {
    pub(super) fn of(item: &Item) -> Self {
        let Shape::Area { rings, .. } = &item.shape else {
            return Self {
                bounds: bounds(item),
                rings: Vec::new(),
            };
        };
        let rings: Vec<Option<Rect>> = rings.iter().map(|ring| clip::around(ring)).collect();
        let boxes = rings.iter().flatten().copied();
        Self {
            bounds: boxes.reduce(|all, one| all.union(one)),
            rings,
        }
    }
}

impl Kept {
    /// Makes what a page with this drawing will need.
    pub(super) fn make_ready(&self, drawing: &Drawing) {
        self.extents(&drawing.ground);
        for item in drawing.figures.iter().chain(&drawing.page) {
            let Shape::Text { line, halo, .. } = &item.shape else {
                continue;
            };
            for run in &line.runs {
                let letters = self.letters(run);
                for glyph in letters.glyphs.iter().filter(|_| halo.is_some()) {
                    self.outline(run.face, glyph.id);
                }
            }
        }
    }

    /// The letters of a run.
    pub(super) fn letters(&self, run: &Run) -> Arc<Letters> {
        let way = (run.face, run.is_rtl);
        let text = run.text.as_str();
        let find = |runs: &Runs| runs.get(&way)?.get(text).cloned();
        let known = find(&locked(&self.runs));
        known.unwrap_or_else(|| {
            let letters = Arc::new(Letters::of(run));
            let mut runs = locked(&self.runs);
            let of_way = runs.entry(way).or_default();
            of_way.insert(text.into(), Arc::clone(&letters));
            letters
        })
    }

    /// The outline of a glyph; see [`text::outline`].
    pub(super) fn outline(&self, face: Face, glyph: u16) -> Arc<BezPath> {
        let mut outlines = locked(&self.outlines);
        let outline = outlines.entry((face, glyph));
        let outline = outline.or_insert_with(|| Arc::new(text::outline(face, glyph)));
        Arc::clone(outline)
    }

    /// Where each item of a ground lies.
    pub(super) fn extents(&self, ground: &Arc<Vec<Item>>) -> Arc<Vec<Extent>> {
        let mut grounds = locked(&self.grounds);
        let is_it = |(known, _): &Measured| Arc::ptr_eq(known, ground);
        let known = grounds.iter().position(is_it);
        let pair = if let Some(at) = known {
            grounds.remove(at)
        } else {
            let extents = ground.iter().map(Extent::of).collect();
            (Arc::clone(ground), Arc::new(extents))
        };
        let extents = Arc::clone(&pair.1);
        if grounds.len() >= MOST_GROUNDS {
            grounds.remove(0);
        }
        grounds.push(pair);
        extents
    }
}

impl Letters {
    fn of(run: &Run) -> Self {
        let glyphs = text::glyphs(run);
        let Readable {
            glyphs: told,
            marks,
        } = readable(run, &glyphs);
        Self {
            glyphs,
            text: told.into_iter().map(Placed).collect(),
            marks,
        }
    }
}

/// A glyph as krilla asks for it.
#[derive(Debug)]
pub(super) struct Placed(Glyph);

impl krilla::text::Glyph for Placed {
    fn glyph_id(&self) -> GlyphId {
        GlyphId::new(u32::from(self.0.id))
    }

    fn text_range(&self) -> std::ops::Range<usize> {
        self.0.range.clone()
    }

    fn x_advance(&self, size: f32) -> f32 {
        self.0.advance as f32 * size
    }

    fn x_offset(&self, size: f32) -> f32 {
        self.0.right as f32 * size
    }

    fn y_offset(&self, size: f32) -> f32 {
        self.0.up as f32 * size
    }

    fn y_advance(&self, _size: f32) -> f32 {
        0.0
    }

    fn location(&self) -> Option<krilla::surface::Location> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::{PdfOptions, PdfPage, PdfWriter, WIDE_PAGE};
    use super::*;
    use crate::drawing::{Color, Role, ThemeName};
    use crate::export::sample;
    use crate::text::{Style, line};
    use kurbo::Point;

    fn ground(x: f64) -> Arc<Vec<Item>> {
        let corners = [(x, 0.0), (x + 2.0, 0.0), (x, 3.0)];
        let ring: Vec<Point> = corners.into_iter().map(Point::from).collect();
        let nowhere = vec![Point::new(f64::NAN, 0.0)];
        Arc::new(vec![Item {
            subject: None,
            role: Role::Land,
            shape: Shape::Area {
                rings: vec![ring, nowhere],
                triangles: Vec::new(),
                fill: Color {
                    r: 0,
                    g: 0,
                    b: 0,
                    a: 255,
                },
            },
        }])
    }

    #[test]
    fn a_ground_is_measured_once_and_another_one_anew() {
        let kept = Kept::default();
        let grounds: Vec<_> = (0..5).map(|at| ground(f64::from(at))).collect();
        for ground in grounds.iter().chain(grounds.iter().rev()) {
            let extents = kept.extents(ground);
            let plain: Vec<Extent> = ground.iter().map(Extent::of).collect();
            assert_eq!(*extents, plain);
            assert!(Arc::ptr_eq(&extents, &kept.extents(ground)));
            assert!(locked(&kept.grounds).len() <= MOST_GROUNDS);
        }
        let rings = &kept.extents(&grounds[1])[0].rings;
        assert_eq!(rings[..], [Some(Rect::new(1.0, 0.0, 3.0, 3.0)), None]);
    }

    #[test]
    fn what_is_made_ready_is_what_the_page_asks_for() {
        let drawing = sample::drawing(ThemeName::Light.theme());
        let page = PdfPage {
            drawing: &drawing,
            page: sample::page(),
            sheet: WIDE_PAGE,
            title: "",
            description: "",
            links: &[],
            notes: None,
        };
        let mut plain = PdfWriter::new(&PdfOptions::default());
        plain.add(&page).unwrap();
        let mut writer = PdfWriter::new(&PdfOptions::default());
        let shared = writer.shared();
        shared.make_ready(&drawing);
        let count = || {
            let runs = locked(&shared.0.runs);
            let runs: usize = runs.values().map(HashMap::len).sum();
            let outlines = locked(&shared.0.outlines).len();
            (runs, outlines, locked(&shared.0.grounds).len())
        };
        let ready = count();
        assert!(ready.0 > 0 && ready.1 > 0 && ready.2 == 1, "{ready:?}");
        writer.add(&page).unwrap();
        assert_eq!(count(), ready);
        assert_eq!(writer.finish().unwrap(), plain.finish().unwrap());
    }

    #[test]
    fn letters_that_are_kept_are_those_of_their_own_run() {
        let kept = Kept::default();
        for text in ["Iran", "ایران", "12%", "Iran", "ישראל", "ایران"] {
            for is_bold in [false, true] {
                let style = Style { size: 9.0, is_bold };
                let line = line(text, style);
                let run = &line.runs[0];
                let letters = kept.letters(run);
                assert_eq!(letters.glyphs, text::glyphs(run), "{text}");
                assert!(Arc::ptr_eq(&letters, &kept.letters(run)), "{text}");
                let told = readable(run, &letters.glyphs);
                let text_of = letters.text.iter().map(|glyph| &glyph.0);
                assert!(text_of.eq(&told.glyphs), "{text}");
                assert_eq!(letters.marks, told.marks, "{text}");
                let glyph = letters.glyphs[0].id;
                let outline = kept.outline(run.face, glyph);
                assert_eq!(*outline, text::outline(run.face, glyph), "{text}");
            }
        }
    }
}
