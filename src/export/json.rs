//! The whole scene as JSON, with the names of the scene file.

use crate::file::scene_file;
use crate::model::Scene;

/// Why no JSON could be made.
#[derive(Debug, thiserror::Error)]
#[error("the scene does not fit into JSON: {0}")]
pub struct JsonError(#[from] serde_json::Error);

/// The scene as JSON: indented, in the order of the scene file, with a final
/// newline. What the scene file leaves out because it is not set is left out
/// here too.
///
/// # Errors
/// When a value has no form in JSON; the model holds none.
pub fn json(scene: &Scene) -> Result<Vec<u8>, JsonError> {
    let mut bytes = serde_json::to_vec_pretty(&scene_file(scene))?;
    bytes.push(b'\n');
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_are_those_of_the_scene_file() {
        let sample = include_bytes!("../../tests/files/sample.ron");
        let scene = crate::file::read(sample).expect("a good file").scene;
        let bytes = json(&scene).expect("written");
        let value: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
        let at = |path: &str| value.pointer(path).cloned().unwrap_or_default();
        assert_eq!(at("/actors/0/id"), "ISR");
        assert_eq!(at("/ties/0/from"), "ISR");
        assert_eq!(at("/ties/0/to"), "AZE");
        assert_eq!(at("/ties/0/state"), "Valued");
        assert_eq!(at("/ties/0/weight"), 0.85);
        assert_eq!(at("/claims/0/id"), "c1");
        assert_eq!(at("/claims/0/bearings/0/stance"), "Supports");
        assert_eq!(
            at("/claims/0/anchors/0/exact"),
            "over $360 million last year"
        );
        assert_eq!(at("/sources/0/type"), "ArticleNewspaper");
        assert!(at("/ties/0/reason").is_null(), "not set, not written");
        assert_eq!(bytes.last(), Some(&b'\n'));
    }
}
