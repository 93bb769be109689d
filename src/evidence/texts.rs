//! The texts of sources, as far as they are at hand.
//!
//! A scene names the text of a source by its SHA-256 and nothing else. Whoever
//! can get at texts hands them over here; this layer asks nobody.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Scene, Source};

/// What became of the text of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextState {
    /// It is here, and its SHA-256 is the one that was asked for.
    Held(Arc<str>),
    /// Something stands in its place whose SHA-256 is another one.
    Altered,
    /// It is there and cannot be read; the reason, as within a sentence.
    Unreadable(String),
}

/// The texts that are at hand, by SHA-256 (64 lower-case hexadecimal digits). A
/// clone shares them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    by_sha256: Arc<BTreeMap<String, TextState>>,
}

impl Texts {
    /// Those in this list; of two with one SHA-256 the last.
    pub fn of(texts: impl IntoIterator<Item = (String, TextState)>) -> Self {
        Self {
            by_sha256: Arc::new(texts.into_iter().collect()),
        }
    }

    /// What became of the text with this SHA-256; `None` where it is not held.
    pub fn state(&self, sha256: &str) -> Option<&TextState> {
        self.by_sha256.get(sha256)
    }

    /// What became of the text of a source; `None` where it is not held, or the
    /// source does not say which it is.
    pub fn state_of(&self, source: &Source) -> Option<&TextState> {
        self.state(source.sha256.as_deref()?)
    }

    /// The text of a source, where it is held.
    pub fn text_of(&self, source: &Source) -> Option<&Arc<str>> {
        match self.state_of(source)? {
            TextState::Held(text) => Some(text),
            TextState::Altered | TextState::Unreadable(_) => None,
        }
    }

    /// Adds a text, or says something else of it than before.
    pub fn insert(&mut self, sha256: String, state: TextState) {
        Arc::make_mut(&mut self.by_sha256).insert(sha256, state);
    }

    /// Forgets what is said of the text with this SHA-256.
    pub fn remove(&mut self, sha256: &str) {
        Arc::make_mut(&mut self.by_sha256).remove(sha256);
    }

    /// Whether nothing changed between the two: `false` says nothing.
    pub fn is_copy_of(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.by_sha256, &other.by_sha256)
    }

    /// Every SHA-256 that the sources of a scene name, in their order, each once.
    pub fn named_in(scene: &Scene) -> Vec<&str> {
        let mut named = Vec::new();
        for sha256 in scene.sources.iter().filter_map(|it| it.sha256.as_deref()) {
            if !named.contains(&sha256) {
                named.push(sha256);
            }
        }
        named
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Reliability;
    use crate::model::fixtures::{scene, source, source_id};

    #[test]
    fn a_text_is_found_by_what_the_source_says_of_it() {
        let mut scene = scene(&[]);
        source(&mut scene, "t", Reliability::B);
        let sum = "ab".repeat(32);
        for id in ["s", "t"] {
            let mut changed = scene.sources.get(&source_id(id)).expect(id).clone();
            changed.sha256 = Some(sum.clone());
            scene.sources.replace(changed);
        }
        assert_eq!(Texts::named_in(&scene), [sum.as_str()]);
        let mut texts = Texts::default();
        let of = |texts: &Texts| texts.text_of(scene.sources.at(0).expect("one")).cloned();
        assert_eq!(of(&texts), None);
        texts.insert(sum.clone(), TextState::Altered);
        assert_eq!(of(&texts), None);
        let before = texts.clone();
        texts.insert(sum, TextState::Held("the words".into()));
        assert_eq!(of(&texts).as_deref(), Some("the words"));
        assert!(!texts.is_copy_of(&before), "a clone is a state of its own");
        assert_eq!(of(&before), None);
    }
}
