//! What a change is called, in menus, toasts and the status bar.

use super::kind::{Edit, Properties};
use crate::model::{
    ActorId, ClaimId, KindId, Note, NoteId, Scene, Slide, SlideId, SourceId, TieId, TieState,
    ViewId,
};

/// Longer names are cut off in a label.
const MOST_CHARS: usize = 40;

impl Edit {
    /// What the change does, to stand after "Undo: " or "Redo: ": `change weight
    /// of Israel – Azerbaijan`. `before` is the scene that it is applied to.
    pub fn label(&self, before: &Scene) -> String {
        let actor = |id: &ActorId| short(before.actor_name(id));
        let tie = |id: &TieId| tie_name(before, id);
        match self {
            Self::AddActor(actor) => format!("add {}", short(&actor.name)),
            Self::RenameActor { actor: id, name } => {
                format!("rename {} to {}", actor(id), short(name.trim()))
            }
            Self::SetActorNames { actor: id, .. } => format!("change names of {}", actor(id)),
            Self::SetActorKind { actor: id, kind } => {
                format!("make {} {}", actor(id), with_article(kind.word()))
            }
            Self::SetActorIso { actor: id, .. } => format!("change code of {}", actor(id)),
            Self::SetActorPlace { actor: id, .. } => format!("change place of {}", actor(id)),
            Self::SetActorOffset {
                actor: id, offset, ..
            } => match offset {
                Some(_) => format!("move {}", actor(id)),
                None => format!("put {} back to its place", actor(id)),
            },
            Self::SetActorPinned {
                actor: id,
                is_pinned,
            } => format!("{} {}", if *is_pinned { "pin" } else { "unpin" }, actor(id)),
            Self::ChangeActorId { actor: id, .. } => format!("change id of {}", actor(id)),
            Self::AddTie(new) => {
                format!("add tie {} \u{2013} {}", actor(&new.from), actor(&new.to))
            }
            Self::SetTieWeight { tie: id, .. } => format!("change weight of {}", tie(id)),
            Self::SetTieState { tie: id, state } => match state {
                TieState::Valued(_) => format!("change weight of {}", tie(id)),
                TieState::Unknown { .. } => format!("mark {} as unknown", tie(id)),
                TieState::None { .. } => format!("mark {} as no tie", tie(id)),
            },
            Self::SetTieLabel { tie: id, .. } => format!("change label of {}", tie(id)),
            Self::SetTieDirection { tie: id, .. } => format!("change direction of {}", tie(id)),
            Self::ReverseTie { tie: id } => format!("reverse {}", tie(id)),
            Self::SetTieEnds { tie: id, .. } => format!("lead {} elsewhere", tie(id)),
            Self::SetTieConfidence { tie: id, .. } => format!("change confidence of {}", tie(id)),
            Self::SetTieConfidenceBasis { tie: id, .. } => {
                format!("change basis of confidence of {}", tie(id))
            }
            Self::SetTieLikelihood { tie: id, .. } => format!("change likelihood of {}", tie(id)),
            Self::SetTieRationale { tie: id, .. } => format!("change rationale of {}", tie(id)),
            Self::SetTieValid { tie: id, .. } => format!("change period of {}", tie(id)),
            Self::AddClaim { claim, .. } => format!("add claim {}", claim.id),
            Self::ChangeClaim(claim) => format!("change claim {}", claim.id),
            Self::MoveClaim { claim, .. } => format!("move claim {claim}"),
            Self::AddBearing { claim, bearing } => match &bearing.on {
                crate::model::BearingOn::Tie(id) => {
                    format!("let claim {claim} bear on {}", tie(id))
                }
                crate::model::BearingOn::Actor(id) => {
                    format!("let claim {claim} bear on {}", actor(id))
                }
            },
            Self::Reanchor(all) => match all.as_slice() {
                [only] => format!("re-anchor claim {}", only.claim),
                all => format!("re-anchor {} quotations", all.len()),
            },
            Self::AddSource(source) => format!("add source {}", short(&source.title)),
            Self::ChangeSource(source) => format!("change source {}", short(&source.title)),
            Self::MoveSource { source, .. } => {
                format!("move source {}", source_name(before, source))
            }
            Self::AddKind(kind) => format!("add kind {}", short(&kind.label)),
            Self::RenameKind { kind, .. } => format!("rename kind {}", kind_name(before, kind)),
            Self::MoveKind { kind, .. } => format!("move kind {}", kind_name(before, kind)),
            Self::AddNote(note) => format!("add note {}", short(first_line(&note.text))),
            Self::ChangeNote(note) => note_label(before, note),
            Self::AddView(view) => format!("save view {}", short(&view.name)),
            Self::ChangeView(view) => format!("change view {}", short(&view.name)),
            Self::MoveView { view, .. } => format!("move view {}", view_name(before, view)),
            Self::AddSlide { slide, .. } => format!("add slide {}", slide_called(slide)),
            Self::ChangeSlide(slide) => slide_label(before, slide),
            Self::MoveSlide { slide, .. } => format!("move slide {}", slide_name(before, slide)),
            Self::SetSourceSummary(_) => "change source summary".to_owned(),
            Self::SetProperties(properties) => properties_label(before, properties),
            Self::ReplaceScene(_) => "go back to the saved scene".to_owned(),
            Self::Delete {
                actors,
                ties,
                claims,
                sources,
                kinds,
                notes,
                views,
                slides,
            } => {
                let doomed = (actors.as_slice(), ties.as_slice(), claims.as_slice());
                let others = (sources.as_slice(), kinds.as_slice());
                delete_label(before, doomed, others, (notes, views, slides))
            }
            Self::Batch(edits) => batch_label(edits, before),
        }
    }

    /// The sort of change in few words, for several of the same sort: `change
    /// weight`. What it concerns follows as a count.
    fn sort(&self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            Self::AddActor(_) => ("add", "actors"),
            Self::SetActorNames { .. } => ("change names of", "actors"),
            Self::SetActorKind { .. } => ("change kind of", "actors"),
            Self::SetActorPlace { .. } => ("change place of", "actors"),
            Self::SetActorOffset { .. } => ("move", "actors"),
            Self::SetActorPinned {
                is_pinned: true, ..
            } => ("pin", "actors"),
            Self::SetActorPinned { .. } => ("unpin", "actors"),
            Self::AddNote(_) => ("add", "notes"),
            Self::ChangeNote(_) => ("change", "notes"),
            Self::AddTie(_) => ("add", "ties"),
            Self::SetTieWeight { .. } => ("change weight of", "ties"),
            Self::SetTieState { .. } => ("change state of", "ties"),
            Self::SetTieLabel { .. } => ("change label of", "ties"),
            Self::SetTieDirection { .. } => ("change direction of", "ties"),
            Self::ReverseTie { .. } => ("reverse", "ties"),
            Self::SetTieConfidence { .. } => ("change confidence of", "ties"),
            Self::SetTieRationale { .. } => ("change rationale of", "ties"),
            Self::SetTieValid { .. } => ("change period of", "ties"),
            Self::AddClaim { .. } => ("add", "claims"),
            Self::ChangeClaim(_) => ("change", "claims"),
            _ => return None,
        })
    }
}

fn batch_label(edits: &[Edit], before: &Scene) -> String {
    let [first, rest @ ..] = edits else {
        return "change nothing".to_owned();
    };
    if rest.is_empty() {
        return first.label(before);
    }
    match first.sort() {
        Some((verb, noun)) if rest.iter().all(|edit| edit.sort() == first.sort()) => {
            format!("{verb} {} {noun}", edits.len())
        }
        // The first of several sorts is what was asked for; the others came along.
        _ => first.label(before),
    }
}

/// Both actors of a tie with a dash between, or its id.
fn tie_name(scene: &Scene, id: &TieId) -> String {
    scene.ties.get(id).map_or_else(
        || id.to_string(),
        |tie| {
            let name = |id| short(scene.actor_name(id));
            format!("{} \u{2013} {}", name(&tie.from), name(&tie.to))
        },
    )
}

fn kind_name(scene: &Scene, id: &KindId) -> String {
    short(scene.kind_label(id))
}

fn source_name(scene: &Scene, id: &SourceId) -> String {
    let source = scene.sources.get(id);
    short(source.map_or(id.as_str(), |source| source.title.as_str()))
}

fn view_name(scene: &Scene, id: &ViewId) -> String {
    let view = scene.views.get(id);
    short(view.map_or(id.as_str(), |view| view.name.as_str()))
}

/// The headline of a slide, or its id.
fn slide_called(slide: &Slide) -> String {
    let headline = slide.headline.trim();
    short(if headline.is_empty() {
        slide.id.as_str()
    } else {
        headline
    })
}

fn slide_name(scene: &Scene, id: &SlideId) -> String {
    let slide = scene.slides.get(id);
    slide.map_or_else(|| short(id.as_str()), slide_called)
}

/// What became of a slide, where only one thing did.
fn slide_label(before: &Scene, slide: &Slide) -> String {
    let name = slide_name(before, &slide.id);
    let Some(was) = before.slides.get(&slide.id) else {
        return format!("change slide {name}");
    };
    let is_only = |changed: &Slide| changed == slide;
    let is_hidden = slide.is_hidden;
    if is_only(&Slide {
        is_hidden,
        ..was.clone()
    }) {
        let verb = if is_hidden { "hide" } else { "show" };
        return format!("{verb} slide {name}");
    }
    let headline = slide.headline.clone();
    if is_only(&Slide {
        headline,
        ..was.clone()
    }) {
        if was.headline.trim().is_empty() {
            return format!("name slide {}", slide_called(slide));
        }
        return format!("rename slide {name}");
    }
    format!("change slide {name}")
}

fn first_line(text: &str) -> &str {
    text.trim().lines().next().unwrap_or_default()
}

/// `move note …` where its text stays, `set the width of note …` where that changes: an
/// edge that is dragged moves the middle, too.
fn note_label(before: &Scene, note: &Note) -> String {
    let was = before.notes.get(&note.id);
    let verb = match was {
        Some(was) if was.text != note.text => "change",
        Some(was) if was.width != note.width => "set the width of",
        Some(_) => "move",
        None => "change",
    };
    let called = was.map_or(&note.text, |was| &was.text);
    format!("{verb} note {}", short(first_line(called)))
}

fn delete_label(
    scene: &Scene,
    (actors, ties, claims): (&[ActorId], &[TieId], &[ClaimId]),
    (sources, kinds): (&[SourceId], &[KindId]),
    (notes, views, slides): (&[NoteId], &[ViewId], &[SlideId]),
) -> String {
    let mut parts = Vec::new();
    let mut part = |count: usize, only: &dyn Fn() -> String, many: &str| match count {
        0 => {}
        1 => parts.push(only()),
        count => parts.push(format!("{count} {many}")),
    };
    let name = |at: Option<&ActorId>| at.map_or_else(String::new, |id| short(scene.actor_name(id)));
    part(actors.len(), &|| name(actors.first()), "actors");
    let tie = || {
        ties.first()
            .map_or_else(String::new, |id| tie_name(scene, id))
    };
    part(ties.len(), &tie, "ties");
    let claim = || {
        claims
            .first()
            .map_or_else(String::new, |id| format!("claim {id}"))
    };
    part(claims.len(), &claim, "claims");
    let source = || {
        let first = sources.first();
        first.map_or_else(String::new, |id| {
            format!("source {}", source_name(scene, id))
        })
    };
    part(sources.len(), &source, "sources");
    let kind = || {
        let first = kinds.first();
        first.map_or_else(String::new, |id| format!("kind {}", kind_name(scene, id)))
    };
    part(kinds.len(), &kind, "kinds");
    let note = || {
        let first = notes.first().and_then(|id| scene.notes.get(id));
        let text = first.map_or("", |note| first_line(&note.text));
        format!("note {}", short(text))
    };
    part(notes.len(), &note, "notes");
    let view = || {
        let first = views.first();
        first.map_or_else(String::new, |id| format!("view {}", view_name(scene, id)))
    };
    part(views.len(), &view, "views");
    let slide = || {
        let first = slides.first();
        first.map_or_else(String::new, |id| format!("slide {}", slide_name(scene, id)))
    };
    part(slides.len(), &slide, "slides");
    format!("delete {}", parts.join(" and "))
}

/// The one property that changes by its name, several together.
fn properties_label(before: &Scene, now: &Properties) -> String {
    let was = Properties::of(before);
    let changed: Vec<&str> = [
        (was.title != now.title, "title"),
        (was.as_of != now.as_of, "as-of date"),
        (was.description != now.description, "description"),
        (was.handling != now.handling, "handling mark"),
        (was.basemap != now.basemap, "basemap"),
        (
            was.is_showing_unknown != now.is_showing_unknown,
            "whether unknown ties show",
        ),
        (
            was.is_showing_evidence != now.is_showing_evidence,
            "whether evidence shows on ties",
        ),
        (was.thresholds != now.thresholds, "thresholds"),
        (was.severities != now.severities, "severities"),
    ]
    .into_iter()
    .filter_map(|(is_changed, name)| is_changed.then_some(name))
    .collect();
    match changed.as_slice() {
        [only] => format!("change {only}"),
        _ => "change scene properties".to_owned(),
    }
}

/// `a state`, `an organisation`
fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {noun}")
}

fn short(name: &str) -> String {
    if name.chars().count() <= MOST_CHARS {
        return name.to_owned();
    }
    let cut: String = name.chars().take(MOST_CHARS - 1).collect();
    format!("{}\u{2026}", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixtures::{actor_id, scene, tie, tie_id};
    use crate::model::{ActorKind, NoteWidth, Offset, Weight};

    #[test]
    fn labels_name_what_changes_in_the_words_of_the_scene() {
        let mut scene = scene(&["Israel", "Azerbaijan"]);
        tie(&mut scene, "Israel-Azerbaijan", 0.5);
        let tie = || tie_id("Israel-Azerbaijan");
        let weight = |tie| Edit::SetTieWeight {
            tie,
            weight: Weight::ZERO,
        };
        assert_eq!(
            weight(tie()).label(&scene),
            "change weight of Israel \u{2013} Azerbaijan"
        );
        assert_eq!(
            Edit::Batch(vec![weight(tie()), weight(tie_id("X"))]).label(&scene),
            "change weight of 2 ties"
        );
        let moved = Edit::SetActorOffset {
            actor: actor_id("Israel"),
            offset: Offset::new(1.0, 1.0),
        };
        assert_eq!(moved.label(&scene), "move Israel");
        assert_eq!(
            Edit::Batch(vec![moved, weight(tie())]).label(&scene),
            "move Israel"
        );
        let both = Edit::Delete {
            actors: vec![actor_id("Israel")],
            ties: vec![tie(), tie_id("X")],
            claims: Vec::new(),
            sources: Vec::new(),
            kinds: Vec::new(),
            notes: Vec::new(),
            views: Vec::new(),
            slides: Vec::new(),
        };
        assert_eq!(both.label(&scene), "delete Israel and 2 ties");
        let mut properties = Properties::of(&scene);
        properties.title = "T".to_owned();
        let change = |now: &Properties| Edit::SetProperties(Box::new(now.clone())).label(&scene);
        assert_eq!(change(&properties), "change title");
        properties.as_of = crate::model::PartialDate::parse("2026").ok();
        assert_eq!(change(&properties), "change scene properties");
    }

    #[test]
    fn an_actor_is_made_a_company_or_an_organisation() {
        let scene = scene(&["SOCAR"]);
        let label = |kind| {
            let actor = actor_id("SOCAR");
            Edit::SetActorKind { actor, kind }.label(&scene)
        };
        assert_eq!(label(ActorKind::Company), "make SOCAR a company");
        assert_eq!(label(ActorKind::Organisation), "make SOCAR an organisation");
    }

    #[test]
    fn a_note_is_changed_moved_or_given_a_width() {
        let mut scene = scene(&[]);
        let note = Note {
            id: NoteId::new("n1").expect("an id"),
            text: "Talks\nresume".to_owned(),
            place: None,
            offset: None,
            width: None,
        };
        scene.notes.push(note.clone()).expect("the first");
        let label = |note: Note| Edit::ChangeNote(Box::new(note)).label(&scene);
        let moved = Note {
            offset: Offset::new(1.0, 1.0),
            ..note
        };
        assert_eq!(label(moved.clone()), "move note Talks");
        // An edge that is dragged moves the middle, too.
        let wider = Note {
            width: NoteWidth::new(80.0),
            ..moved
        };
        assert_eq!(label(wider.clone()), "set the width of note Talks");
        let other = Note {
            text: "Other".to_owned(),
            ..wider
        };
        assert_eq!(label(other), "change note Talks");
    }

    #[test]
    fn long_names_are_cut_off() {
        assert_eq!(short(&"x".repeat(10_000)).chars().count(), MOST_CHARS);
    }
}
