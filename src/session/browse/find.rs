//! Which actor is meant by words that a person wrote.

use crate::model::{ActorId, Scene};
use crate::text::fold;

/// The actor that is called so: by its id as written, else by id, name or another
/// of its names without regard to case and accents.
///
/// # Errors
///
/// In words why there is none: nobody is called so, or several are.
pub fn actor_called(scene: &Scene, words: &str) -> Result<ActorId, String> {
    let words = words.trim();
    if words.is_empty() {
        return Err("write the name or the id of an actor".to_owned());
    }
    let exact = scene.actors.iter().find(|it| it.id.as_str() == words);
    if let Some(actor) = exact {
        return Ok(actor.id.clone());
    }
    let wanted = fold(words);
    let mut called = scene.actors.iter().filter(|actor| {
        let others = actor.other_names.iter().map(|name| name.text.as_str());
        let mut names = [actor.id.as_str(), &actor.name].into_iter().chain(others);
        names.any(|name| fold(name) == wanted)
    });
    match (called.next(), called.next()) {
        (Some(actor), None) => Ok(actor.id.clone()),
        (Some(one), Some(other)) => Err(format!(
            "{} and {} are both called so: write the id",
            one.id, other.id
        )),
        (None, _) => Err(format!("no actor of this scene is called {words}")),
    }
}
