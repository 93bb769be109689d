//! Triangles while they come and go: copies with an opacity, kept from frame to frame.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use egui::epaint::Mesh;

/// A copy of a mesh with an opacity.
///
/// Every frame of a transition has another opacity. Egui has let go of the copy by the
/// next frame, so that its room serves again: for a large map room for some megabytes
/// is then not asked of the system anew, cleared and given back sixty times a second.
#[derive(Debug, Default)]
pub(super) struct Fading(Mutex<Option<Copied>>);

#[derive(Debug)]
struct Copied {
    mesh: Arc<Mesh>,
    opacity: f32,
}

impl Fading {
    /// The mesh with an opacity, in [0, 1). To be called with the same mesh each time.
    pub(super) fn of(&self, mesh: &Mesh, opacity: f32) -> Arc<Mesh> {
        let mut room = self.room();
        let copied = room.get_or_insert_with(|| Copied::of(mesh));
        if copied.opacity != opacity {
            copied.opacity = opacity;
            // Copied once more where egui holds what was painted last.
            let faded = Arc::make_mut(&mut copied.mesh);
            for (to, from) in faded.vertices.iter_mut().zip(&mesh.vertices) {
                to.color = from.color.gamma_multiply(opacity);
            }
        }
        Arc::clone(&copied.mesh)
    }

    /// Makes the copy, so that the first frame of a transition need not.
    pub(super) fn begin(&self, mesh: &Mesh) {
        self.room().get_or_insert_with(|| Copied::of(mesh));
    }

    /// Lets go of the copy.
    pub(super) fn end(&self) {
        self.room().take();
    }

    fn room(&self) -> MutexGuard<'_, Option<Copied>> {
        // A copy that was left half faded is made anew with the next opacity.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Copied {
    fn of(mesh: &Mesh) -> Self {
        Self {
            mesh: Arc::new(mesh.clone()),
            opacity: 1.0,
        }
    }
}

impl Clone for Fading {
    /// Without the copy.
    fn clone(&self) -> Self {
        Self::default()
    }
}

#[cfg(test)]
mod tests {
    use egui::epaint::Vertex;
    use egui::{Color32, Pos2};

    use super::*;

    fn mesh() -> Mesh {
        let mut mesh = Mesh::default();
        for x in 0..3 {
            mesh.vertices.push(Vertex::untextured(
                Pos2::new(x as f32, 2.0),
                Color32::LIGHT_RED,
            ));
        }
        mesh.add_triangle(0, 1, 2);
        mesh
    }

    fn expected(opacity: f32) -> Mesh {
        let mut mesh = mesh();
        for vertex in &mut mesh.vertices {
            vertex.color = vertex.color.gamma_multiply(opacity);
        }
        mesh
    }

    #[test]
    fn each_opacity_is_of_the_mesh_and_not_of_the_copy_before() {
        let (fading, whole) = (Fading::default(), mesh());
        for opacity in [0.5, 0.25, 0.75, 0.75, 0.0] {
            assert_eq!(*fading.of(&whole, opacity), expected(opacity));
        }
        assert_eq!(whole, mesh());
    }

    #[test]
    fn its_room_serves_again_but_not_while_it_is_held() {
        let (fading, whole) = (Fading::default(), mesh());
        let place = |mesh: &Arc<Mesh>| mesh.vertices.as_ptr();
        let first = place(&fading.of(&whole, 0.5));
        assert_eq!(place(&fading.of(&whole, 0.6)), first);
        let held = fading.of(&whole, 0.7);
        fading.of(&whole, 0.8);
        assert_eq!(*held, expected(0.7), "what is held stays as it was");
        fading.end();
        assert!(fading.room().is_none());
    }
}
