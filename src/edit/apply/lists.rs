//! Changing sources and kinds.

use super::{change, find, insert};
use crate::edit::draft_text::checked_name;
use crate::edit::error::EditError;
use crate::model::{Kind, KindId, Scene, Source};

const SOURCE: &str = "source";
const KIND: &str = "kind";
const LABEL: &str = "the label of a kind";

pub(super) fn add_source(scene: &mut Scene, source: &Source) -> Result<(), EditError> {
    let source = checked_source(scene, source)?;
    insert(&mut scene.sources, None, source, SOURCE)
}

pub(super) fn change_source(scene: &mut Scene, source: &Source) -> Result<(), EditError> {
    let checked = checked_source(scene, source)?;
    change(&mut scene.sources, &source.id, SOURCE, |it| {
        *it = checked;
        Ok(())
    })
}

fn checked_source(scene: &Scene, source: &Source) -> Result<Source, EditError> {
    let sha256 = source.sha256.as_deref().map(str::to_ascii_lowercase);
    let is_sum = |sum: &String| sum.len() == 64 && sum.bytes().all(|it| it.is_ascii_hexdigit());
    if sha256.as_ref().is_some_and(|sum| !is_sum(sum)) {
        return Err(EditError::Sha256);
    }
    for repeated in &source.repeats {
        if *repeated == source.id {
            return Err(EditError::LinksToItself {
                what: SOURCE,
                does: "repeat",
            });
        }
        find(&scene.sources, repeated, SOURCE)?;
    }
    Ok(Source {
        title: checked_name(&source.title, "the title of a source")?,
        sha256,
        ..source.clone()
    })
}

pub(super) fn add_kind(scene: &mut Scene, kind: &Kind) -> Result<(), EditError> {
    let label = checked_name(&kind.label, LABEL)?;
    let id = kind.id.clone();
    insert(&mut scene.kinds, None, Kind { id, label }, KIND)
}

pub(super) fn rename_kind(scene: &mut Scene, id: &KindId, label: &str) -> Result<(), EditError> {
    change(&mut scene.kinds, id, KIND, |kind| {
        kind.label = checked_name(label, LABEL)?;
        Ok(())
    })
}
