//! Room for labels: which rectangles are free of discs, other labels and lines.
//!
//! [`Room`] remembers what is taken in a grid, so that asking costs the same in
//! a large picture as in a small one. It knows shapes only; which label comes
//! first and where it may stand is decided by the caller.

use kurbo::{Line, ParamCurveNearest as _, Point, Rect};

/// Cells along the longer side of the grid, at most.
const MAX_CELLS: f64 = 160.0;

/// So many lines through a rectangle are counted.
const MOST_LINES: usize = 12;

/// Something that takes room.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Taken {
    Disc {
        center: Point,
        radius: f64,
    },
    Label(Rect),
    /// A piece of the line with this number, and half its width.
    Piece {
        line: usize,
        piece: Line,
        reach: f64,
    },
}

/// What is taken of the picture.
#[derive(Clone, Debug)]
pub struct Room {
    bounds: Rect,
    side: f64,
    columns: usize,
    rows: usize,
    cells: Vec<Vec<u32>>,
    taken: Vec<Taken>,
}

impl Room {
    /// Free room. `bounds` is where most things will stand, `side` the size of
    /// a usual label, both in layout units; what lies outside is handled too,
    /// only slower. Odd numbers give a grid of one cell.
    pub fn new(bounds: Rect, side: f64) -> Self {
        let bounds = if bounds.is_finite() {
            bounds.abs()
        } else {
            Rect::ZERO
        };
        let longest = bounds.width().max(bounds.height());
        let wanted = if side.is_finite() { side } else { longest };
        let side = wanted.max(longest / MAX_CELLS).max(1e-6);
        let cells = |length: f64| ((length / side).ceil() as usize).clamp(1, MAX_CELLS as usize);
        let (columns, rows) = (cells(bounds.width()), cells(bounds.height()));
        Self {
            bounds,
            side,
            columns,
            rows,
            cells: vec![Vec::new(); columns * rows],
            taken: Vec::new(),
        }
    }

    /// Takes the room of a disc.
    pub fn take_disc(&mut self, center: Point, radius: f64) {
        let reach = Rect::from_points(center, center).inset(radius);
        self.take(reach, Taken::Disc { center, radius });
    }

    /// Takes the room of a label.
    pub fn take_label(&mut self, rect: Rect) {
        self.take(rect, Taken::Label(rect));
    }

    /// Takes the room of a line through these points, of this width. Lines are
    /// soft: labels may stand on them but rather don't.
    pub fn take_line(&mut self, line: usize, points: &[Point], width: f64) {
        let reach = width / 2.0;
        for pair in points.windows(2) {
            if let [from, to] = pair {
                let piece = Line::new(*from, *to);
                let around = Rect::from_points(*from, *to).inset(reach);
                self.take(around, Taken::Piece { line, piece, reach });
            }
        }
    }

    /// Whether no disc and no label is in this rectangle.
    pub fn is_free(&self, rect: Rect) -> bool {
        rect.is_finite()
            && !self.any(rect, |taken| match *taken {
                Taken::Disc { center, radius } => {
                    let nearest = Point::new(
                        center.x.clamp(rect.x0, rect.x1),
                        center.y.clamp(rect.y0, rect.y1),
                    );
                    nearest.distance(center) < radius
                }
                Taken::Label(label) => overlap(label, rect),
                Taken::Piece { .. } => false,
            })
    }

    /// How near a piece of line comes to the middle of a disc that it touches, in
    /// radii of that disc: below 1; the least of all. Discs about one of the centres
    /// `but` do not count. `None` where it touches none.
    pub fn depth_in_discs(&self, piece: Line, but: [Point; 2]) -> Option<f64> {
        let around = Rect::from_points(piece.p0, piece.p1);
        let mut least = 1.0_f64;
        self.any(around, |taken| {
            if let Taken::Disc { center, radius } = taken
                && !but.contains(center)
            {
                let distance = piece.nearest(*center, 1e-6).distance_sq.sqrt();
                least = least.min(distance / radius.max(1e-9));
            }
            false
        });
        (least < 1.0).then_some(least)
    }

    /// How many lines run through this rectangle, not counting `own`; a dozen at
    /// most: more is no worse.
    pub fn lines_through(&self, rect: Rect, own: Option<usize>) -> usize {
        let mut lines = Vec::new();
        self.any(rect, |taken| {
            if let Taken::Piece { line, piece, reach } = taken
                && Some(*line) != own
                && !lines.contains(line)
                && crosses(*piece, rect.inset(*reach))
            {
                lines.push(*line);
            }
            lines.len() >= MOST_LINES
        });
        lines.len()
    }

    fn take(&mut self, reach: Rect, taken: Taken) {
        if !reach.is_finite() {
            return;
        }
        let at = self.taken.len() as u32;
        self.taken.push(taken);
        for cell in self.cells_under(reach) {
            if let Some(cell) = self.cells.get_mut(cell) {
                cell.push(at);
            }
        }
    }

    /// Whether `is_hit` holds for anything near the rectangle. Things in several
    /// cells are asked about several times.
    fn any(&self, rect: Rect, mut is_hit: impl FnMut(&Taken) -> bool) -> bool {
        for cell in self.cells_under(rect) {
            for at in self.cells.get(cell).into_iter().flatten() {
                if self.taken.get(*at as usize).is_some_and(&mut is_hit) {
                    return true;
                }
            }
        }
        false
    }

    /// The cells that a rectangle touches; what is outside of the grid counts
    /// to the cells at its edge.
    fn cells_under(&self, rect: Rect) -> impl Iterator<Item = usize> + use<> {
        let (columns, rows, side) = (self.columns, self.rows, self.side);
        let cell = |from_start: f64, count: usize| {
            ((from_start / side).floor().max(0.0) as usize).min(count - 1)
        };
        let left = cell(rect.x0 - self.bounds.x0, columns);
        let right = cell(rect.x1 - self.bounds.x0, columns);
        let top = cell(rect.y0 - self.bounds.y0, rows);
        let bottom = cell(rect.y1 - self.bounds.y0, rows);
        (top..=bottom).flat_map(move |row| (left..=right).map(move |column| row * columns + column))
    }
}

/// Whether two rectangles share more than an edge.
pub fn overlap(one: Rect, two: Rect) -> bool {
    one.x0 < two.x1 && two.x0 < one.x1 && one.y0 < two.y1 && two.y0 < one.y1
}

/// Whether a piece of line touches a rectangle.
pub fn crosses(piece: Line, rect: Rect) -> bool {
    if rect.contains(piece.p0) || rect.contains(piece.p1) {
        return true;
    }
    if !overlap(Rect::from_points(piece.p0, piece.p1).inset(1e-9), rect) {
        return false;
    }
    // The line passes if corners lie on both of its sides.
    let along = piece.p1 - piece.p0;
    let sides = [
        (rect.x0, rect.y0),
        (rect.x1, rect.y0),
        (rect.x1, rect.y1),
        (rect.x0, rect.y1),
    ]
    .map(|(x, y)| along.cross(Point::new(x, y) - piece.p0));
    sides.iter().any(|side| *side >= 0.0) && sides.iter().any(|side| *side <= 0.0)
}

/// The distance of a point from a chain of points; infinite without points.
pub fn distance_to_chain(points: &[Point], point: Point) -> f64 {
    if let [only] = points {
        return only.distance(point);
    }
    points
        .windows(2)
        .filter_map(|pair| match pair {
            [from, to] => Some(Line::new(*from, *to).nearest(point, 1e-6).distance_sq),
            _ => None,
        })
        .fold(f64::INFINITY, f64::min)
        .sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_keep_off_discs_and_labels_but_not_off_lines() {
        let mut room = Room::new(Rect::new(0.0, 0.0, 100.0, 100.0), 10.0);
        room.take_disc(Point::new(50.0, 50.0), 10.0);
        room.take_label(Rect::new(0.0, 0.0, 20.0, 10.0));
        room.take_line(7, &[Point::new(0.0, 90.0), Point::new(100.0, 90.0)], 2.0);
        assert!(!room.is_free(Rect::new(55.0, 45.0, 80.0, 55.0)));
        assert!(
            room.is_free(Rect::new(58.0, 58.0, 80.0, 70.0)),
            "the corner of a disc's box is free"
        );
        assert!(!room.is_free(Rect::new(19.0, 9.0, 30.0, 30.0)));
        assert!(
            room.is_free(Rect::new(20.0, 0.0, 30.0, 10.0)),
            "edges may touch"
        );
        let on_line = Rect::new(10.0, 85.0, 30.0, 95.0);
        assert!(room.is_free(on_line));
        assert_eq!(room.lines_through(on_line, None), 1);
        assert_eq!(room.lines_through(on_line, Some(7)), 0);
    }

    #[test]
    fn what_lies_outside_of_the_grid_counts_too() {
        let mut room = Room::new(Rect::new(0.0, 0.0, 10.0, 10.0), 3.0);
        let far = Rect::new(500.0, -900.0, 520.0, -890.0);
        room.take_label(far);
        assert!(!room.is_free(far));
        assert!(room.is_free(Rect::new(0.0, 0.0, 10.0, 10.0)));
        assert!(!room.is_free(Rect::new(f64::NAN, 0.0, 1.0, 1.0)));
        assert!(Room::new(Rect::new(0.0, 0.0, f64::NAN, 1.0), f64::NAN).is_free(far));
    }

    #[test]
    fn a_line_that_passes_a_corner_does_not_cross() {
        let rect = Rect::new(0.0, 0.0, 10.0, 10.0);
        let line = |x0, y0, x1, y1| Line::new(Point::new(x0, y0), Point::new(x1, y1));
        assert!(crosses(line(-5.0, 5.0, 15.0, 6.0), rect));
        assert!(crosses(line(2.0, 2.0, 3.0, 3.0), rect));
        assert!(!crosses(line(-5.0, 4.0, 4.0, -5.0), rect));
        assert!(crosses(line(-5.0, 6.0, 6.0, -5.0), rect));
    }
}
