//! Triangles in parts: those within a rectangle, those of each tile.

use egui::epaint::{Mesh, Vertex};
use egui::{Pos2, Rect};

/// The triangles of a mesh of which something may lie in `seen`.
pub(super) fn within(mesh: &Mesh, seen: Rect) -> Mesh {
    let mut part = Part::new(mesh.vertices.len());
    for corners in triangles(mesh) {
        let bounds = Rect::from_points(&corners.map(|(_, it)| it.pos));
        if bounds.intersects(seen) {
            part.add(corners);
        }
    }
    part.mesh
}

/// The triangles of a mesh by the tile that their middle lies in, `along` tiles from
/// side to side of `bounds` and from top to bottom. In each they keep their order;
/// tiles without any are left out.
pub(super) fn tiles(mesh: &Mesh, bounds: Rect, along: usize) -> Vec<Mesh> {
    if along <= 1 || !bounds.is_positive() {
        return vec![mesh.clone()];
    }
    let place = |at: f32, from: f32, length: f32| {
        let tile = ((at - from) / length * along as f32).max(0.0) as usize;
        tile.min(along - 1)
    };
    let mut by_tile = vec![Vec::new(); along * along];
    for corners in triangles(mesh) {
        let sum = corners
            .iter()
            .fold(Pos2::ZERO, |sum, (_, corner)| sum + corner.pos.to_vec2());
        let middle = sum / 3.0;
        let column = place(middle.x, bounds.min.x, bounds.width());
        let row = place(middle.y, bounds.min.y, bounds.height());
        if let Some(tile) = by_tile.get_mut(row * along + column) {
            tile.push(corners);
        }
    }
    let tiles = by_tile.into_iter().filter(|tile| !tile.is_empty());
    let part = |corners: Vec<[Corner; 3]>| {
        let mut part = Part::new(mesh.vertices.len());
        for corners in corners {
            part.add(corners);
        }
        part.mesh
    };
    tiles.map(part).collect()
}

/// A corner with its place in its mesh.
type Corner = (usize, Vertex);

fn triangles(mesh: &Mesh) -> impl Iterator<Item = [Corner; 3]> {
    let corner = |at: &u32| Some((*at as usize, *mesh.vertices.get(*at as usize)?));
    mesh.indices
        .chunks_exact(3)
        .filter_map(move |corners| match corners {
            [a, b, c] => Some([corner(a)?, corner(b)?, corner(c)?]),
            _ => None,
        })
}

/// A part of a mesh.
struct Part {
    mesh: Mesh,
    /// Where the corners of the whole mesh are in it.
    places: Vec<Option<u32>>,
}

impl Part {
    /// Nothing of a mesh with so many corners.
    fn new(corners: usize) -> Self {
        Self {
            mesh: Mesh::default(),
            places: vec![None; corners],
        }
    }

    fn add(&mut self, corners: [Corner; 3]) {
        for (at, vertex) in corners {
            let Some(place) = self.places.get_mut(at) else {
                continue;
            };
            let to = *place.get_or_insert_with(|| {
                self.mesh.vertices.push(vertex);
                self.mesh.vertices.len() as u32 - 1
            });
            self.mesh.indices.push(to);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::Color32;

    /// Squares a point wide, side by side, `across` of them and as many rows.
    fn field(across: usize) -> Mesh {
        let mut mesh = Mesh::default();
        for at in 0..across * across {
            let corner = Pos2::new((at % across) as f32, (at / across) as f32);
            let square = Rect::from_min_size(corner, egui::Vec2::splat(1.0));
            mesh.add_colored_rect(square, Color32::WHITE);
        }
        mesh
    }

    /// The corners of each triangle.
    fn corners(mesh: &Mesh) -> Vec<[[i32; 2]; 3]> {
        let rounded = |(_, vertex): Corner| [vertex.pos.x as i32, vertex.pos.y as i32];
        triangles(mesh).map(|it| it.map(rounded)).collect()
    }

    #[test]
    fn tiles_hold_all_triangles_once_and_each_near_the_others() {
        let mesh = field(12);
        let tiles = tiles(&mesh, mesh.calc_bounds(), 3);
        assert_eq!(tiles.len(), 9);
        for tile in &tiles {
            assert!(tile.is_valid());
            let size = tile.calc_bounds().size();
            assert!(size.max_elem() <= 5.0, "{size:?}");
        }
        let mut of_tiles: Vec<_> = tiles.iter().flat_map(corners).collect();
        let mut of_mesh = corners(&mesh);
        of_tiles.sort_unstable();
        of_mesh.sort_unstable();
        assert_eq!(of_tiles, of_mesh);
    }

    #[test]
    fn what_has_no_area_stays_one_tile() {
        let mut mesh = Mesh::default();
        mesh.add_colored_rect(
            Rect::from_min_size(Pos2::ZERO, egui::Vec2::new(8.0, 0.0)),
            Color32::WHITE,
        );
        let tiles = tiles(&mesh, mesh.calc_bounds(), 4);
        assert_eq!(tiles, [mesh]);
    }

    #[test]
    fn within_a_rectangle_is_what_touches_it() {
        let mesh = field(12);
        let seen = Rect::from_min_max(Pos2::new(2.2, 2.2), Pos2::new(3.8, 2.8));
        let cut = within(&mesh, seen);
        assert!(cut.is_valid());
        assert_eq!(cut.indices.len(), 2 * 6, "two squares");
        assert_eq!(cut.vertices.len(), 2 * 4, "no corner twice");
    }
}
