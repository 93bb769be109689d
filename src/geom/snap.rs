//! Snapping: what is moved by hand comes to stand in line with others, or as far
//! from its neighbours as these are from each other.
//!
//! All numbers are in one unit, that of the points given.

use kurbo::{Point, Rect, Vec2};

/// How far two coordinates may be apart and still count as the same, as a part
/// of the reach.
const SAME: f64 = 1e-6;

/// Something that stands still and that others snap to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Target {
    /// Its middle.
    pub center: Point,
    /// How far it reaches around its middle.
    pub radius: f64,
}

/// What there is to snap to, in an order in which it is found quickly.
#[derive(Clone, Debug, Default)]
pub struct Targets {
    by_x: Vec<Target>,
    by_y: Vec<Target>,
    most_radius: f64,
}

/// A line that tells why something snapped.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Guide {
    /// What lies on it is in line.
    Line {
        /// One end.
        from: Point,
        /// The other end.
        to: Point,
    },
    /// One of the distances that are equal.
    Gap {
        /// One end.
        from: Point,
        /// The other end.
        to: Point,
    },
}

/// Where something snaps to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Snapped {
    /// How far it is moved by that.
    pub shift: Vec2,
    /// What tells why.
    pub guides: Vec<Guide>,
}

/// One of the two ways in which things are in line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Axis {
    X,
    Y,
}

impl Axis {
    /// The coordinate along it, then the other one.
    fn of(self, point: Point) -> (f64, f64) {
        match self {
            Self::X => (point.x, point.y),
            Self::Y => (point.y, point.x),
        }
    }

    fn point(self, along: f64, across: f64) -> Point {
        match self {
            Self::X => Point::new(along, across),
            Self::Y => Point::new(across, along),
        }
    }

    fn is_among(self, [x, y]: [bool; 2]) -> bool {
        match self {
            Self::X => x,
            Self::Y => y,
        }
    }
}

impl Targets {
    /// What is not finite is left out.
    pub fn new(targets: impl IntoIterator<Item = Target>) -> Self {
        let is_sound = |it: &Target| it.center.is_finite() && it.radius.is_finite();
        let mut by_x: Vec<Target> = targets.into_iter().filter(is_sound).collect();
        let mut by_y = by_x.clone();
        by_x.sort_by(|a, b| a.center.x.total_cmp(&b.center.x));
        by_y.sort_by(|a, b| a.center.y.total_cmp(&b.center.y));
        let most_radius = by_x.iter().map(|it| it.radius).fold(0.0, f64::max);
        Self {
            by_x,
            by_y,
            most_radius,
        }
    }

    /// Where a box around middles, of things that reach `radius` around theirs,
    /// snaps to within `reach`: its edges and its middle to the middles of others,
    /// and to equal distances from its neighbours in its row or column. Only along
    /// the axes that are asked for, x and y. Being in line goes before being
    /// equally far where both are as near.
    pub fn snap(&self, moved: Rect, radius: f64, reach: f64, axes: [bool; 2]) -> Snapped {
        if !moved.is_finite() || !(reach.is_finite() && reach > 0.0) {
            return Snapped::default();
        }
        let line = |axis: Axis| {
            let line = self.line_shift(axis, moved, reach);
            line.filter(|_| axis.is_among(axes))
        };
        let (line_x, line_y) = (line(Axis::X), line(Axis::Y));
        let in_line = Vec2::new(line_x.unwrap_or_default(), line_y.unwrap_or_default());
        // In the row, or the column, that it comes to stand in.
        let gap = |axis: Axis, line: Option<f64>| {
            let (_, across) = axis.of(in_line.to_point());
            let row = moved + axis.point(0.0, across).to_vec2();
            let gap = self.gap_shift(axis, row, radius, reach);
            let gap = gap.filter(|_| axis.is_among(axes));
            gap.filter(|gap| line.is_none_or(|line| gap.abs() < line.abs()))
        };
        let shift = Vec2::new(
            gap(Axis::X, line_x).unwrap_or(in_line.x),
            gap(Axis::Y, line_y).unwrap_or(in_line.y),
        );
        let guides = self.guides(moved + shift, radius, reach, axes);
        Snapped { shift, guides }
    }

    fn sorted(&self, axis: Axis) -> &[Target] {
        match axis {
            Axis::X => &self.by_x,
            Axis::Y => &self.by_y,
        }
    }

    /// The targets whose middles have this coordinate, give or take `reach`.
    fn near(&self, axis: Axis, at: f64, reach: f64) -> &[Target] {
        let sorted = self.sorted(axis);
        let first = sorted.partition_point(|it| axis.of(it.center).0 < at - reach);
        let end = sorted.partition_point(|it| axis.of(it.center).0 <= at + reach);
        sorted.get(first..end).unwrap_or_default()
    }

    /// The shortest way to be in line with something.
    fn line_shift(&self, axis: Axis, moved: Rect, reach: f64) -> Option<f64> {
        let ways = features(axis, moved).into_iter().flat_map(|at| {
            let near = self.near(axis, at, reach).iter();
            near.map(move |it| axis.of(it.center).0 - at)
        });
        ways.min_by(|a, b| a.abs().total_cmp(&b.abs()))
    }

    /// The neighbours of the box in its row (or column), before and after it, the
    /// nearest first.
    fn neighbours(&self, axis: Axis, moved: Rect, radius: f64, reach: f64) -> (Vec<f64>, Vec<f64>) {
        let other = if axis == Axis::X { Axis::Y } else { Axis::X };
        let [least, _, most] = features(other, moved);
        let room = radius + self.most_radius;
        let (middle, half) = (f64::midpoint(least, most), (most - least) / 2.0);
        let row = self.near(other, middle, half + room).iter().filter(|it| {
            let across = axis.of(it.center).1;
            across >= least - radius - it.radius && across <= most + radius + it.radius
        });
        let [first, _, last] = features(axis, moved);
        let (mut before, mut after) = (Vec::new(), Vec::new());
        for along in row.map(|it| axis.of(it.center).0) {
            if along <= first + reach {
                before.push(along);
            } else if along >= last - reach {
                after.push(along);
            }
        }
        before.sort_by(|a, b| b.total_cmp(a));
        after.sort_by(f64::total_cmp);
        (before, after)
    }

    /// The shortest way to be as far from a neighbour as it is from the next one,
    /// or from the one on the other side.
    fn gap_shift(&self, axis: Axis, moved: Rect, radius: f64, reach: f64) -> Option<f64> {
        let [first, _, last] = features(axis, moved);
        let (before, after) = self.neighbours(axis, moved, radius, reach);
        // What lies on each other has no distance to be equal to.
        let is_gap = |gap: &f64| *gap > 2.0 * reach;
        let between = before.first().zip(after.first()).and_then(|(left, right)| {
            let gap = (right - left - (last - first)) / 2.0;
            Some(left + Some(gap).filter(is_gap)? - first)
        });
        let on_the_right = pair(&before).and_then(|(near, far)| {
            let gap = Some(near - far).filter(is_gap)?;
            Some(near + gap - first)
        });
        let on_the_left = pair(&after).and_then(|(near, far)| {
            let gap = Some(far - near).filter(is_gap)?;
            Some(near - gap - last)
        });
        let ways = [between, on_the_right, on_the_left].into_iter().flatten();
        ways.filter(|by| by.abs() <= reach)
            .min_by(|a, b| a.abs().total_cmp(&b.abs()))
    }

    /// What tells why the box stands where it stands now.
    fn guides(&self, moved: Rect, radius: f64, reach: f64, axes: [bool; 2]) -> Vec<Guide> {
        let mut guides = Vec::new();
        for axis in [Axis::X, Axis::Y] {
            if axis.is_among(axes) {
                self.line_guides(axis, moved, reach, &mut guides);
                self.gap_guides(axis, moved, radius, reach, &mut guides);
            }
        }
        guides
    }

    fn line_guides(&self, axis: Axis, moved: Rect, reach: f64, guides: &mut Vec<Guide>) {
        let other = if axis == Axis::X { Axis::Y } else { Axis::X };
        let [least, _, most] = features(other, moved);
        let mut seen: Vec<f64> = Vec::new();
        for at in features(axis, moved) {
            let is_seen = |it: &f64| (it - at).abs() <= reach * SAME;
            let in_line = self.near(axis, at, reach * SAME);
            if in_line.is_empty() || seen.iter().any(is_seen) {
                continue;
            }
            seen.push(at);
            let across = in_line.iter().map(|it| axis.of(it.center).1);
            let (from, to) = across.fold((least, most), |(from, to), it| {
                (f64::min(from, it), f64::max(to, it))
            });
            guides.push(Guide::Line {
                from: axis.point(at, from),
                to: axis.point(at, to),
            });
        }
    }

    fn gap_guides(
        &self,
        axis: Axis,
        moved: Rect,
        radius: f64,
        reach: f64,
        guides: &mut Vec<Guide>,
    ) {
        let [first, _, last] = features(axis, moved);
        let (_, across) = axis.of(moved.center());
        let (before, after) = self.neighbours(axis, moved, radius, reach);
        let mut gap = |from: f64, to: f64| {
            let guide = Guide::Gap {
                from: axis.point(from, across),
                to: axis.point(to, across),
            };
            if !guides.contains(&guide) {
                guides.push(guide);
            }
        };
        let is_same =
            |one: f64, other: f64| one > 2.0 * reach && (one - other).abs() <= reach * SAME;
        if let (Some(left), Some(right)) = (before.first(), after.first())
            && is_same(first - left, right - last)
        {
            gap(*left, first);
            gap(last, *right);
        }
        if let Some((near, far)) = pair(&before)
            && is_same(near - far, first - near)
        {
            gap(far, near);
            gap(near, first);
        }
        if let Some((near, far)) = pair(&after)
            && is_same(far - near, near - last)
        {
            gap(last, near);
            gap(near, far);
        }
    }
}

/// Both edges of the box along the axis, and its middle between them.
fn features(axis: Axis, moved: Rect) -> [f64; 3] {
    let (first, _) = axis.of(Point::new(moved.x0, moved.y0));
    let (last, _) = axis.of(Point::new(moved.x1, moved.y1));
    [first, f64::midpoint(first, last), last]
}

fn pair(nearest: &[f64]) -> Option<(f64, f64)> {
    match nearest {
        [near, far, ..] => Some((*near, *far)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOTH: [bool; 2] = [true, true];

    fn targets(places: &[(f64, f64)]) -> Targets {
        Targets::new(places.iter().map(|(x, y)| Target {
            center: Point::new(*x, *y),
            radius: 10.0,
        }))
    }

    fn dot(x: f64, y: f64) -> Rect {
        Rect::new(x, y, x, y)
    }

    #[test]
    fn a_middle_snaps_to_the_middles_of_others_along_each_axis() {
        let targets = targets(&[(100.0, 0.0), (500.0, 300.0)]);
        let snapped = targets.snap(dot(104.0, 297.0), 10.0, 6.0, BOTH);
        assert_eq!(snapped.shift, Vec2::new(-4.0, 3.0));
        assert_eq!(
            snapped.guides,
            [
                Guide::Line {
                    from: Point::new(100.0, 0.0),
                    to: Point::new(100.0, 300.0)
                },
                Guide::Line {
                    from: Point::new(100.0, 300.0),
                    to: Point::new(500.0, 300.0)
                },
            ]
        );
        let far = targets.snap(dot(107.0, 250.0), 10.0, 6.0, BOTH);
        assert_eq!(far, Snapped::default());
        let along_x = targets.snap(dot(104.0, 297.0), 10.0, 6.0, [true, false]);
        assert_eq!(along_x.shift, Vec2::new(-4.0, 0.0));
    }

    #[test]
    fn the_edges_of_a_box_snap_too_and_the_nearest_wins() {
        let targets = targets(&[(100.0, 900.0), (205.0, 900.0)]);
        let moved = Rect::new(103.0, 0.0, 203.0, 50.0);
        let snapped = targets.snap(moved, 10.0, 6.0, BOTH);
        assert_eq!(snapped.shift, Vec2::new(2.0, 0.0));
    }

    #[test]
    fn equal_distances_are_found_between_before_and_after() {
        // In line across, so that only the distances are to be seen.
        for (row, at, expected) in [
            ([0.0, 200.0], 97.0, 100.0),
            ([0.0, 100.0], 204.0, 200.0),
            ([100.0, 200.0], -3.0, 0.0),
        ] {
            let targets = targets(&[(row[0], 5.0), (row[1], 5.0)]);
            let snapped = targets.snap(dot(at, 5.0), 10.0, 6.0, BOTH);
            assert_eq!(snapped.shift, Vec2::new(expected - at, 0.0), "{row:?}");
            let gaps = snapped.guides.iter();
            let gaps = gaps.filter(|guide| matches!(guide, Guide::Gap { .. }));
            assert_eq!(gaps.count(), 2, "{:?}", snapped.guides);
        }
    }

    #[test]
    fn what_stands_in_another_row_is_no_neighbour() {
        let targets = targets(&[(0.0, 0.0), (200.0, 60.0)]);
        let snapped = targets.snap(dot(97.0, 0.0), 10.0, 6.0, BOTH);
        assert_eq!(snapped.shift, Vec2::ZERO);
    }

    #[test]
    fn odd_numbers_change_nothing() {
        let targets = targets(&[(f64::NAN, 0.0), (0.0, 0.0), (0.0, 0.0)]);
        let nowhere = dot(f64::INFINITY, 0.0);
        for (moved, reach) in [(nowhere, 6.0), (dot(1.0, 1.0), f64::NAN)] {
            assert_eq!(
                targets.snap(moved, 10.0, reach, BOTH),
                Snapped::default(),
                "{moved:?}"
            );
        }
        let snapped = targets.snap(dot(1.0, 1.0), 10.0, 6.0, BOTH);
        assert_eq!(snapped.shift, Vec2::new(-1.0, -1.0));
    }
}
