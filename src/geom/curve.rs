//! The curve of a tie between two discs, its arrow head, and what a pointer needs to know of it.
//!
//! A tie is one quadratic Bezier curve, cut off at a gap before each disc. The module knows discs and curves; what a
//! tie means, how wide it is drawn and where its label goes is decided elsewhere. All lengths are in layout units,
//! y down. Nothing here returns NaN: what has no curve (coincident, overlapping or odd discs) is `None`.
//!
//! Sources: the curve algebra is the textbook one for quadratic Bezier curves. The flattening bound is the standard
//! chord error of an even subdivision: a piece of 1/n of the parameter range lies within |p0 - 2 p1 + p2| / (4 n^2)
//! of its chord.

use kurbo::{
    ParamCurve as _, ParamCurveArclen as _, ParamCurveExtrema as _, ParamCurveNearest as _, Point,
    QuadBez, Rect, Vec2,
};

/// The bend of a tie that is alone in its dyad. A slight bend keeps it off the names set straight below and between
/// actors, and off actors that stand in one line.
pub const SINGLE_BEND: f64 = 0.12;
/// Distance in bend between neighbouring ties of a dyad, as long as there are few of them.
const LANE_STEP: f64 = 0.16;
/// Largest bend a lane gets; with more ties the lanes stand closer together.
const MAX_LANE_BEND: f64 = 0.48;
/// Largest bend a curve accepts: a half circle's height is half its chord.
const MAX_BEND: f64 = 1.0;
/// Accuracy of lengths and nearest points in layout units; far below a pixel at the largest zoom.
const ACCURACY: f64 = 1.0e-4;
/// Steps in which the way out of a disc is looked for before it is narrowed down.
const TRIM_STEPS: u32 = 64;
/// Halvings that narrow a parameter down; 2^-40 of the curve is below any visible length.
const HALVINGS: u32 = 40;
/// A flattened curve never has more pieces than this.
const MAX_PIECES: f64 = 256.0;

/// A circle that a tie starts or ends at, in layout units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Disc {
    /// Its centre.
    pub center: Point,
    /// Its radius, 0 or more. A negative one counts as 0.
    pub radius: f64,
}

/// The bend of tie number `index` (from 0) of the `count` ties in one dyad.
///
/// Lanes lie symmetrically about the straight line, in order from left to right as seen from the dyad's first actor,
/// and never coincide. So that two ties of opposite direction do not fall on each other, curves of one dyad must all
/// be made from the same end: the caller passes the discs in the dyad's order. An index past the end gets the last
/// lane; a tie that is alone gets [`SINGLE_BEND`].
#[must_use]
pub fn lane_bend(index: usize, count: usize) -> f64 {
    if count <= 1 {
        return SINGLE_BEND;
    }
    let half = (count - 1) as f64 / 2.0;
    let step = LANE_STEP.min(MAX_LANE_BEND / half);
    (half - index.min(count - 1) as f64) * step
}

/// The point of a curve nearest to another point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NearestOnCurve {
    /// Parameter on the curve in [0, 1].
    pub t: f64,
    /// The point itself, in layout units.
    pub point: Point,
    /// Its distance from the point asked about, in layout units.
    pub distance: f64,
}

/// The visible curve of a tie: from a gap outside the first disc to a gap outside the second.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TieCurve {
    quad: QuadBez,
}

impl TieCurve {
    /// The curve from one disc to another.
    ///
    /// `bend` is the height of the arc over the straight line from centre to centre as a part of that line's length,
    /// clamped to [-1, 1]; positive bends to the left of someone walking from `from` to `to` on the screen, 0 is
    /// straight. `gap` is the free space between a disc's rim and the curve, 0 or more. `None` when nothing is left
    /// between the discs, when their centres coincide, or when a number is not finite.
    #[must_use]
    pub fn between(from: Disc, to: Disc, bend: f64, gap: f64) -> Option<Self> {
        let numbers = [from.radius, to.radius, bend, gap];
        let finite = from.center.is_finite() && to.center.is_finite();
        if !finite || numbers.iter().any(|number| !number.is_finite()) {
            return None;
        }
        let chord = to.center - from.center;
        if chord.hypot() < ACCURACY {
            return None;
        }
        // With y down, left of the direction (x, y) is (y, -x). The arc reaches half as high as its control point.
        let left = Vec2::new(chord.y, -chord.x);
        let control =
            from.center.midpoint(to.center) + left * (2.0 * bend.clamp(-MAX_BEND, MAX_BEND));
        let whole = QuadBez::new(from.center, control, to.center);
        let reversed = QuadBez::new(to.center, control, from.center);
        let gap = gap.max(0.0);
        let start = leave_disc(whole, from.radius.max(0.0) + gap)?;
        let end = 1.0 - leave_disc(reversed, to.radius.max(0.0) + gap)?;
        let quad = whole.subsegment(start..end);
        (start < end && quad.is_finite() && quad.p0.distance(quad.p2) > ACCURACY)
            .then_some(Self { quad })
    }

    /// The curve itself, for drawing.
    #[must_use]
    pub fn quad(&self) -> QuadBez {
        self.quad
    }

    /// The point at `t`, clamped to [0, 1]: 0 is the start, 1 the end. The parameter is not arc length; 0.5 is the
    /// middle of the arc wherever both discs are alike.
    #[must_use]
    pub fn point_at(&self, t: f64) -> Point {
        self.quad.eval(clamped(t))
    }

    /// The unit direction of travel at `t`, clamped to [0, 1]. `None` only where the curve turns on the spot.
    #[must_use]
    pub fn direction_at(&self, t: f64) -> Option<Vec2> {
        let t = clamped(t);
        let (p0, p1, p2) = (self.quad.p0, self.quad.p1, self.quad.p2);
        unit((p1 - p0) * (1.0 - t) + (p2 - p1) * t)
    }

    /// Length of the curve in layout units.
    #[must_use]
    pub fn length(&self) -> f64 {
        self.quad.arclen(ACCURACY)
    }

    /// The parameter at which `length` layout units of the curve are behind, clamped to the curve.
    #[must_use]
    pub fn t_at_length(&self, length: f64) -> f64 {
        let whole = self.length();
        if !length.is_finite() || length <= 0.0 {
            return 0.0;
        }
        if length >= whole {
            return 1.0;
        }
        clamped(self.quad.inv_arclen(length, ACCURACY))
    }

    /// The smallest upright rectangle around the curve, without any stroke width.
    #[must_use]
    pub fn bounds(&self) -> Rect {
        self.quad.bounding_box()
    }

    /// The point of the curve nearest to `point`; `None` for a point that is not finite.
    #[must_use]
    pub fn nearest(&self, point: Point) -> Option<NearestOnCurve> {
        if !point.is_finite() {
            return None;
        }
        let found = self.quad.nearest(point, ACCURACY);
        let t = clamped(found.t);
        let on_curve = self.quad.eval(t);
        Some(NearestOnCurve {
            t,
            point: on_curve,
            distance: on_curve.distance(point),
        })
    }

    /// The curve as a chain of points that stays within `tolerance` layout units of it, ends included.
    ///
    /// Two points for a straight curve, 257 at most; a tolerance that is not positive counts as very fine.
    #[must_use]
    pub fn flatten(&self, tolerance: f64) -> Vec<Point> {
        let (p0, p1, p2) = (self.quad.p0, self.quad.p1, self.quad.p2);
        let bow = ((p0 - p1) + (p2 - p1)).hypot();
        let tolerance = if tolerance > ACCURACY {
            tolerance
        } else {
            ACCURACY
        };
        let pieces = (bow / (4.0 * tolerance))
            .sqrt()
            .ceil()
            .clamp(1.0, MAX_PIECES);
        let count = pieces as u32;
        (0..=count)
            .map(|piece| self.quad.eval(f64::from(piece) / pieces))
            .collect()
    }

    /// The arrow head at the end of the curve: tip, then the two barbs, left one first. See [`arrow_head_at`].
    ///
    /// [`arrow_head_at`]: Self::arrow_head_at
    #[must_use]
    pub fn arrow_head(&self, length: f64, width: f64) -> Option<[Point; 3]> {
        self.arrow_head_at(1.0, length, width)
    }

    /// An arrow head that points along the curve with its tip at `t`: tip, then the two barbs, left one first.
    ///
    /// `length` runs from tip to base and `width` from barb to barb, both in layout units. The head follows the
    /// chord over its own length, so that it sits well on a bent curve; on a curve shorter than the head it becomes
    /// smaller in proportion. `None` when length or width is not a positive number or no curve lies behind the tip.
    #[must_use]
    pub fn arrow_head_at(&self, t: f64, length: f64, width: f64) -> Option<[Point; 3]> {
        let positive = |number: f64| number.is_finite() && number > 0.0;
        if !positive(length) || !positive(width) {
            return None;
        }
        let tip = self.point_at(t);
        let behind = self.quad.subsegment(0.0..clamped(t)).arclen(ACCURACY);
        let base = self.point_at(self.t_at_length(behind - length));
        let along = unit(tip - base)?;
        let reach = tip.distance(base).min(length);
        let left = Vec2::new(along.y, -along.x) * (width / 2.0 * (reach / length));
        let foot = tip - along * reach;
        Some([tip, foot + left, foot - left])
    }

    /// The curve without its last `length` layout units, so that a wide stroke ends inside its arrow head instead of
    /// beside the tip. `None` when nothing is left.
    #[must_use]
    pub fn shortened_at_end(&self, length: f64) -> Option<Self> {
        if !length.is_finite() || length <= 0.0 {
            return Some(*self);
        }
        let end = self.t_at_length(self.length() - length);
        (end > 0.0).then(|| Self {
            quad: self.quad.subsegment(0.0..end),
        })
    }

    /// The same curve walked the other way.
    #[must_use]
    pub fn reversed(&self) -> Self {
        Self {
            quad: QuadBez::new(self.quad.p2, self.quad.p1, self.quad.p0),
        }
    }
}

/// The parameter at which `curve` first is `radius` away from its own start; `None` if it never gets there.
fn leave_disc(curve: QuadBez, radius: f64) -> Option<f64> {
    if radius <= 0.0 {
        return Some(0.0);
    }
    let outside = |t: f64| curve.eval(t).distance(curve.p0) >= radius;
    let steps = f64::from(TRIM_STEPS);
    let first = (0..=TRIM_STEPS)
        .map(|step| f64::from(step) / steps)
        .find(|&t| outside(t))?;
    let inside = (first - steps.recip()).max(0.0);
    let way_out = way_out(curve, radius, first);
    let found = way_out.and_then(|t| narrowed_near(t, inside, first, &outside));
    Some(found.unwrap_or_else(|| narrowed(inside, first, &outside)))
}

/// Where the curve gets `radius` away from its own start near `t`, by Newton's method; `None` where that leads nowhere.
fn way_out(curve: QuadBez, radius: f64, mut t: f64) -> Option<f64> {
    const ROUNDS: u32 = 6;
    /// After a step of this length the next one would be too short to count.
    const LAST_STEP: f64 = 1.0e-8;
    // From its start the curve is 2 t a + t^2 c away.
    let a = curve.p1 - curve.p0;
    let c = curve.p2 - curve.p0 - 2.0 * a;
    let (aa, ac, cc) = (a.hypot2(), a.dot(c), c.hypot2());
    for _ in 0..ROUNDS {
        let away = t * (4.0 * aa + t * (4.0 * ac + t * cc)).sqrt();
        let slope = t * (4.0 * aa + t * (6.0 * ac + t * 2.0 * cc)) / away;
        let step = (away - radius) / slope;
        t -= step;
        if step.abs() < LAST_STEP {
            return Some(t);
        }
    }
    None
}

/// What [`narrowed`] finds, looked for next to `t`; `None` where it is not there.
fn narrowed_near(t: f64, inside: f64, out: f64, outside: &dyn Fn(f64) -> bool) -> Option<f64> {
    const TRIES: u32 = 4;
    // Halving ends between two neighbours on this grid, all of whose numbers are exact.
    let grain = (out - inside) / (1_u64 << HALVINGS) as f64;
    let mut place = ((t.clamp(inside, out) - inside) / grain).floor();
    for _ in 0..TRIES {
        let [before, after] = [place, place + 1.0].map(|place| inside + place * grain);
        match (outside(before), outside(after)) {
            (false, true) => return (after <= out).then_some(after),
            (true, _) => place -= 1.0,
            (false, false) => place += 1.0,
        }
    }
    None
}

/// The parameter at which the curve comes out, by halving.
fn narrowed(mut inside: f64, mut out: f64, outside: &dyn Fn(f64) -> bool) -> f64 {
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(inside, out);
        if outside(middle) {
            out = middle;
        } else {
            inside = middle;
        }
    }
    out
}

fn clamped(t: f64) -> f64 {
    if t.is_nan() { 0.0 } else { t.clamp(0.0, 1.0) }
}

fn unit(vector: Vec2) -> Option<Vec2> {
    let length = vector.hypot();
    (length.is_finite() && length > 1.0e-9).then(|| vector / length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn disc(x: f64, y: f64, radius: f64) -> Disc {
        Disc {
            center: Point::new(x, y),
            radius,
        }
    }

    fn curve(bend: f64) -> TieCurve {
        TieCurve::between(disc(0.0, 0.0, 10.0), disc(200.0, 0.0, 20.0), bend, 5.0).unwrap()
    }

    #[test]
    fn a_straight_tie_ends_a_gap_before_each_disc() {
        let curve = curve(0.0);
        assert!(curve.point_at(0.0).distance(Point::new(15.0, 0.0)) < 1e-6);
        assert!(curve.point_at(1.0).distance(Point::new(175.0, 0.0)) < 1e-6);
        assert!((curve.length() - 160.0).abs() < 1e-3);
        assert_eq!(curve.flatten(0.1).len(), 2);
    }

    #[test]
    fn a_bent_tie_ends_on_the_rims_and_reaches_the_height_asked_for() {
        let like_discs =
            TieCurve::between(disc(0.0, 0.0, 10.0), disc(200.0, 0.0, 10.0), 0.25, 5.0).unwrap();
        assert!(
            like_discs.point_at(0.5).distance(Point::new(100.0, -50.0)) < 1e-6,
            "left is up"
        );
        for bend in [-1.0, -0.3, 0.12, 0.9] {
            let curve = curve(bend);
            assert!((curve.point_at(0.0).distance(Point::ZERO) - 15.0).abs() < 1e-6);
            assert!((curve.point_at(1.0).distance(Point::new(200.0, 0.0)) - 25.0).abs() < 1e-6);
        }
    }

    proptest! {
        #[test]
        fn the_quick_way_out_of_a_disc_is_the_one_that_halving_finds(
            to in (-900.0..900.0, -900.0..900.0),
            radius in 0.01..400.0,
            bend in -1.0..1.0,
        ) {
            let to = Point::from(to);
            let chord = to.to_vec2();
            let control = chord.to_point().midpoint(Point::ZERO)
                + Vec2::new(chord.y, -chord.x) * (2.0 * bend);
            let curve = QuadBez::new(Point::new(3.0, 7.0), control, to);
            let outside = |t: f64| curve.eval(t).distance(curve.p0) >= radius;
            let steps = f64::from(TRIM_STEPS);
            let mut steps = (0..=TRIM_STEPS).map(|step| f64::from(step) / steps);
            let first = steps.find(|t| outside(*t));
            let halved = first.map(|first| {
                narrowed(first - f64::from(TRIM_STEPS).recip(), first, &outside)
            });
            prop_assert_eq!(leave_disc(curve, radius), halved);
        }
    }

    #[test]
    fn the_way_out_of_a_disc_is_mostly_found_at_once() {
        let curve = QuadBez::new(Point::ZERO, Point::new(120.0, 70.0), Point::new(300.0, 9.0));
        for radius in [1.0, 17.0, 44.5, 99.0, 250.0] {
            let outside = |t: f64| curve.eval(t).distance(curve.p0) >= radius;
            let first = (0..=64)
                .map(|step| f64::from(step) / 64.0)
                .find(|t| outside(*t));
            let first = first.unwrap();
            let t = way_out(curve, radius, first).unwrap();
            let found = narrowed_near(t, first - 1.0 / 64.0, first, &outside);
            assert_eq!(found, leave_disc(curve, radius), "{radius}");
        }
    }

    #[test]
    fn what_has_no_curve_is_none() {
        let here = disc(3.0, 4.0, 10.0);
        assert_eq!(TieCurve::between(here, here, 0.2, 2.0), None);
        assert_eq!(
            TieCurve::between(here, disc(20.0, 4.0, 10.0), 0.2, 2.0),
            None,
            "overlap"
        );
        assert_eq!(
            TieCurve::between(here, disc(30.0, 4.0, 100.0), 0.2, 2.0),
            None,
            "one in the other"
        );
        assert_eq!(
            TieCurve::between(here, disc(f64::NAN, 4.0, 1.0), 0.2, 2.0),
            None
        );
        assert_eq!(
            TieCurve::between(here, disc(90.0, 4.0, 1.0), f64::INFINITY, 2.0),
            None
        );
        assert!(TieCurve::between(disc(0.0, 0.0, -5.0), disc(1.0, 0.0, 0.0), 0.0, -1.0).is_some());
    }

    #[test]
    fn flattening_keeps_its_tolerance() {
        let curve = curve(0.7);
        for tolerance in [5.0, 0.5, 0.05] {
            let points = curve.flatten(tolerance);
            let worst = (0..=1000)
                .map(|step| curve.point_at(f64::from(step) / 1000.0))
                .map(|on_curve| {
                    let segments = points
                        .windows(2)
                        .map(|pair| kurbo::Line::new(pair[0], pair[1]));
                    segments
                        .map(|line| line.nearest(on_curve, 1e-9).distance_sq.sqrt())
                        .fold(f64::MAX, f64::min)
                })
                .fold(0.0, f64::max);
            assert!(worst <= tolerance, "{worst} > {tolerance}");
            assert!(
                worst > tolerance / 10.0,
                "wasteful: {} pieces for {tolerance}",
                points.len() - 1
            );
        }
        assert!(curve.flatten(0.0).len() <= 257);
        assert!(curve.flatten(f64::NAN).len() <= 257);
    }

    #[test]
    fn the_nearest_point_is_as_near_as_a_dense_scan_finds() {
        let curve = curve(0.4);
        for point in [
            Point::new(100.0, 30.0),
            Point::new(-50.0, 0.0),
            Point::new(90.0, -75.0),
        ] {
            let scanned = (0..=4000)
                .map(|step| curve.point_at(f64::from(step) / 4000.0).distance(point))
                .fold(f64::MAX, f64::min);
            let found = curve.nearest(point).unwrap();
            assert!((found.distance - scanned).abs() < 0.01);
            assert!(curve.point_at(found.t).distance(found.point) < 1e-9);
        }
        assert_eq!(curve.nearest(Point::new(f64::NAN, 0.0)), None);
        let straight = tests::curve(0.0).nearest(Point::new(100.0, 7.0)).unwrap();
        assert!((straight.distance - 7.0).abs() < 1e-6);
    }

    #[test]
    fn an_arrow_head_has_its_tip_at_the_end_and_the_size_asked_for() {
        let [tip, left, right] = curve(0.0).arrow_head(12.0, 8.0).unwrap();
        assert!(tip.distance(Point::new(175.0, 0.0)) < 1e-6);
        assert!(left.distance(Point::new(163.0, -4.0)) < 1e-3);
        assert!(right.distance(Point::new(163.0, 4.0)) < 1e-3);
        assert_eq!(curve(0.2).arrow_head(0.0, 8.0), None);
        assert_eq!(curve(0.2).arrow_head(12.0, f64::NAN), None);
        assert_eq!(curve(0.2).arrow_head_at(0.0, 12.0, 8.0), None);
        let [tip, left, right] = curve(0.0).arrow_head(1600.0, 80.0).unwrap();
        assert!(
            (tip.distance(left.midpoint(right)) - 160.0).abs() < 1e-3,
            "shrinks to the curve"
        );
        assert!((left.distance(right) - 8.0).abs() < 1e-3);
    }

    #[test]
    fn a_shaft_ends_where_its_head_begins() {
        let curve = curve(0.3);
        let shaft = curve.shortened_at_end(12.0).unwrap();
        assert!((curve.length() - shaft.length() - 12.0).abs() < 1e-2);
        assert_eq!(curve.shortened_at_end(1e6), None);
        assert_eq!(curve.shortened_at_end(0.0), Some(curve));
    }

    #[test]
    fn directions_are_unit_vectors_and_reverse_with_the_curve() {
        let curve = curve(0.5);
        for t in [0.0, 0.3, 1.0, -4.0, f64::NAN] {
            assert!((curve.direction_at(t).unwrap().hypot() - 1.0).abs() < 1e-12);
        }
        let (there, back) = (
            curve.direction_at(0.25).unwrap(),
            curve.reversed().direction_at(0.75).unwrap(),
        );
        assert!((there + back).hypot() < 1e-9);
        assert!(curve.bounds().contains(curve.point_at(0.5)));
    }

    #[test]
    fn lanes_are_symmetric_distinct_and_within_bounds() {
        assert!((lane_bend(0, 1) - SINGLE_BEND).abs() < 1e-12);
        assert!((lane_bend(0, 0) - SINGLE_BEND).abs() < 1e-12);
        for count in 2..40 {
            for index in 0..count {
                assert!(
                    (lane_bend(index, count) + lane_bend(count - 1 - index, count)).abs() < 1e-12
                );
                assert!(lane_bend(index, count).abs() <= MAX_LANE_BEND + 1e-12);
                assert!(index == 0 || lane_bend(index, count) < lane_bend(index - 1, count));
            }
        }
        assert!((lane_bend(99, 3) - lane_bend(2, 3)).abs() < 1e-12);
    }
}
