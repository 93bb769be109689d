//! Applying an edit: this file only routes; the bodies stand in `apply/`.

mod actors;
mod claims;
mod delete;
mod lists;
mod map;
mod ties;

use super::draft_text::{checked_line, checked_name, checked_text};
use super::error::EditError;
use super::kind::{Edit, Properties};
use crate::model::{Record, Scene, SourceSummary, Table, Thresholds};

pub use delete::Fallout;

/// What an edit made.
#[derive(Clone, Debug)]
pub struct Applied {
    /// The changed scene. Where nothing changed it is a copy of the old one.
    pub scene: Scene,
    /// What became of records that were not named in the edit.
    pub fallout: Fallout,
}

/// A changed copy of the scene.
///
/// What it holds can be written and read again without a loss: every reference
/// leads to a record, every id is there once. Texts are freed of space around
/// them. An edit that sets what is set already gives an unchanged copy.
///
/// Takes time in proportion to the logarithm of the scene, but for deleting,
/// changing an id and replacing the scene, which look at all ties and claims.
///
/// # Errors
/// When the edit names a record that is not there, or asks for what a scene
/// cannot hold.
pub fn apply(scene: &Scene, edit: &Edit) -> Result<Applied, EditError> {
    let mut scene = scene.clone();
    let mut fallout = Fallout::default();
    apply_to(&mut scene, edit, &mut fallout)?;
    Ok(Applied { scene, fallout })
}

fn apply_to(scene: &mut Scene, edit: &Edit, fallout: &mut Fallout) -> Result<(), EditError> {
    match edit {
        Edit::AddActor(actor) => actors::add(scene, actor),
        Edit::RenameActor { actor, name } => actors::rename(scene, actor, name),
        Edit::SetActorNames { actor, names } => actors::set_names(scene, actor, names),
        Edit::SetActorKind { actor, kind } => actors::set_kind(scene, actor, *kind),
        Edit::SetActorIso { actor, iso } => actors::set_iso(scene, actor, iso.as_deref()),
        Edit::SetActorPlace { actor, place } => actors::set_place(scene, actor, *place),
        Edit::SetActorOffset { actor, offset } => actors::set_offset(scene, actor, *offset),
        Edit::SetActorPinned { actor, is_pinned } => actors::set_pinned(scene, actor, *is_pinned),
        Edit::ChangeActorId { actor, id } => actors::change_id(scene, actor, id),
        Edit::AddTie(tie) => ties::add(scene, tie),
        Edit::SetTieWeight { tie, weight } => ties::set_weight(scene, tie, *weight),
        Edit::SetTieState { tie, state } => ties::set_state(scene, tie, state),
        Edit::SetTieLabel { tie, label } => ties::set_label(scene, tie, label),
        Edit::SetTieDirection { tie, direction } => ties::set_direction(scene, tie, *direction),
        Edit::ReverseTie { tie } => ties::reverse(scene, tie),
        Edit::SetTieEnds { tie, from, to } => ties::set_ends(scene, tie, from, to),
        Edit::SetTieConfidence { tie, confidence } => ties::set_confidence(scene, tie, *confidence),
        Edit::SetTieConfidenceBasis { tie, basis } => ties::set_confidence_basis(scene, tie, basis),
        Edit::SetTieLikelihood { tie, likelihood } => {
            ties::set_likelihood(scene, tie, likelihood.as_ref())
        }
        Edit::SetTieRationale { tie, rationale } => ties::set_rationale(scene, tie, rationale),
        Edit::SetTieValid { tie, valid } => ties::set_valid(scene, tie, *valid),
        Edit::AddClaim { claim, at } => claims::add(scene, claim, *at),
        Edit::ChangeClaim(claim) => claims::change_claim(scene, claim),
        Edit::MoveClaim { claim, to } => move_to(&mut scene.claims, claim, *to, "claim"),
        Edit::AddBearing { claim, bearing } => claims::add_bearing(scene, claim, bearing),
        Edit::Reanchor(all) => claims::reanchor(scene, all),
        Edit::AddSource(source) => lists::add_source(scene, source),
        Edit::ChangeSource(source) => lists::change_source(scene, source),
        Edit::MoveSource { source, to } => move_to(&mut scene.sources, source, *to, "source"),
        Edit::AddKind(kind) => lists::add_kind(scene, kind),
        Edit::RenameKind { kind, label } => lists::rename_kind(scene, kind, label),
        Edit::MoveKind { kind, to } => move_to(&mut scene.kinds, kind, *to, "kind"),
        Edit::AddNote(note) => map::add_note(scene, note),
        Edit::ChangeNote(note) => map::change_note(scene, note),
        Edit::AddView(view) => map::add_view(scene, view),
        Edit::ChangeView(view) => map::change_view(scene, view),
        Edit::MoveView { view, to } => move_to(&mut scene.views, view, *to, "view"),
        Edit::AddSlide { slide, at } => map::add_slide(scene, slide, *at),
        Edit::ChangeSlide(slide) => map::change_slide(scene, slide),
        Edit::MoveSlide { slide, to } => move_to(&mut scene.slides, slide, *to, "slide"),
        Edit::SetSourceSummary(summary) => set_source_summary(scene, summary.as_ref()),
        Edit::SetProperties(properties) => set_properties(scene, properties),
        Edit::ReplaceScene(other) => {
            if *scene != **other {
                *scene = (**other).clone();
            }
            Ok(())
        }
        Edit::Delete {
            actors,
            ties,
            claims,
            sources,
            kinds,
            notes,
            views,
            slides,
        } => {
            let doomed = delete::Doomed {
                actors,
                ties,
                claims,
                sources,
                kinds,
                notes,
                views,
                slides,
            };
            delete::delete(scene, &doomed, fallout)
        }
        Edit::Batch(edits) => edits
            .iter()
            .try_for_each(|edit| apply_to(scene, edit, fallout)),
    }
}

fn set_properties(scene: &mut Scene, to: &Properties) -> Result<(), EditError> {
    let title = checked_name(&to.title, "the title of a scene")?;
    let description = optional_text(to.description.as_deref(), "the description of a scene")?;
    let handling = to
        .handling
        .as_deref()
        .map(|it| checked_line(it, "the handling mark"));
    let handling = handling.transpose()?.filter(|it| !it.is_empty());
    let gap = to.thresholds.gap;
    if !(0.0..=2.0).contains(&gap) {
        return Err(EditError::Number {
            field: "the gap",
            least: 0.0,
            most: 2.0,
            value: gap,
        });
    }
    let days = to.thresholds.stale_after_days;
    let most = Thresholds::MOST_STALE_AFTER_DAYS;
    if !(1..=most).contains(&days) {
        return Err(EditError::Number {
            field: "the days after which a claim is stale",
            least: 1.0,
            most: f64::from(most),
            value: f64::from(days),
        });
    }
    scene.title = title;
    scene.as_of = to.as_of;
    scene.description = description;
    scene.handling = handling;
    scene.basemap = to.basemap;
    scene.is_showing_unknown = to.is_showing_unknown;
    scene.is_showing_evidence = to.is_showing_evidence;
    scene.thresholds = Thresholds {
        gap: gap + 0.0,
        stale_after_days: days,
    };
    scene.severities = to.severities.clone();
    Ok(())
}

fn set_source_summary(scene: &mut Scene, to: Option<&SourceSummary>) -> Result<(), EditError> {
    const FIELD: &str = "the source summary";
    let summary = to
        .map(|to| {
            let text = checked_text(&to.text, FIELD)?;
            let basis = checked_text(&to.basis, FIELD)?;
            if text.is_empty() {
                return Err(EditError::Empty { field: FIELD });
            }
            Ok(SourceSummary { text, basis })
        })
        .transpose()?;
    scene.source_summary = summary;
    Ok(())
}

/// A text that may be absent: an empty one is.
fn optional_text(text: Option<&str>, field: &'static str) -> Result<Option<String>, EditError> {
    let text = checked_text(text.unwrap_or(""), field)?;
    Ok((!text.is_empty()).then_some(text))
}

/// The record with this id.
fn find<'a, R>(table: &'a Table<R>, id: &R::Key, what: &'static str) -> Result<&'a R, EditError>
where
    R: Record,
    R::Key: std::fmt::Display,
{
    table.get(id).ok_or_else(|| EditError::NotThere {
        what,
        id: id.to_string(),
    })
}

/// Changes the record with this id; one that stays equal is not touched.
fn change<R>(
    table: &mut Table<R>,
    id: &R::Key,
    what: &'static str,
    change: impl FnOnce(&mut R) -> Result<(), EditError>,
) -> Result<(), EditError>
where
    R: Record + Clone + PartialEq,
    R::Key: std::fmt::Display,
{
    let before = find(table, id, what)?;
    let mut after = before.clone();
    change(&mut after)?;
    if after != *before {
        table.replace(after);
    }
    Ok(())
}

/// Adds a record; its id must be free.
fn insert<R>(
    table: &mut Table<R>,
    at: Option<usize>,
    record: R,
    what: &'static str,
) -> Result<(), EditError>
where
    R: Record,
    R::Key: std::fmt::Display,
{
    let at = at.unwrap_or(table.len());
    table.insert(at, record).map_err(|record| EditError::Taken {
        what,
        id: record.key().to_string(),
    })
}

fn move_to<R>(
    table: &mut Table<R>,
    id: &R::Key,
    to: usize,
    what: &'static str,
) -> Result<(), EditError>
where
    R: Record,
    R::Key: std::fmt::Display,
{
    find(table, id, what)?;
    table.move_to(id, to);
    Ok(())
}

#[cfg(test)]
mod tests;
