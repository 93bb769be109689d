//! The drawing of a scene, from its parts.

use std::collections::HashMap;

use super::figures::{Figures, bends, figures};
use super::input::{DrawingInput, strength_at};
use super::item::{Drawing, Item, Mark, MarkPlace, Role, Shape, Stroke};
use super::page::{self, PageLayer};
use super::{actors, changes, chips, spoken};
use crate::model::Subject;

/// The picture of a scene.
///
/// The same input gives the same drawing. Everything in it is finite. Ties with
/// an end that the scene does not have are left out, like hidden ones.
pub fn build(input: &DrawingInput<'_>) -> Drawing {
    build_with(input, &bends(input))
}

/// The picture of a scene whose [`bends`] are known.
pub(super) fn build_with(input: &DrawingInput<'_>, bends: &[f64]) -> Drawing {
    build_of(input, &figures(input, bends))
}

/// The picture with these figures.
pub(super) fn build_of(input: &DrawingInput<'_>, figures: &Figures<'_>) -> Drawing {
    let page = if input.part.has_page() {
        page::page_layer(input)
    } else {
        PageLayer::default()
    };
    build_under(input, figures, page)
}

/// The picture with these figures under this page.
pub(super) fn build_under(
    input: &DrawingInput<'_>,
    figures: &Figures<'_>,
    page: PageLayer,
) -> Drawing {
    // Most actors have four items, most ties one to three.
    let mut items = Vec::with_capacity(figures.discs.len() * 5 + figures.ties.len() * 2);
    if let Some(tray) = figures.tray.as_ref().filter(|_| input.part.has_page()) {
        tray.items(input.theme, figures.scale, &mut items);
    }
    leader_items(input, figures, &mut items);
    line_items(input, figures, &mut items);
    for (at, (actor, disc)) in input.scene.actors.iter().zip(&figures.discs).enumerate() {
        if !input.has_actor(&actor.id) {
            continue;
        }
        let strength = strength_at(input, at);
        actors::items(
            actor,
            *disc,
            strength,
            (input.mark_of(&actor.id), input.discs),
            input.theme,
            figures.scale,
            &mut items,
        );
    }
    for (actor, name) in input.scene.actors.iter().zip(&figures.names) {
        if let Some(name) = name {
            let mark = input.mark_of(&actor.id);
            name.items(actor, mark, input.theme, figures.scale, &mut items);
        }
    }
    for (figure, chip) in figures.ties.iter().zip(&figures.chips) {
        if let Some(frame) = chip {
            chips::items(figure, *frame, input.theme, figures.scale, &mut items);
        }
    }
    for (actor, badge) in input.scene.actors.iter().zip(&figures.badges) {
        if let Some(frame) = badge.filter(|_| input.has_actor(&actor.id)) {
            let mark = input.mark_of(&actor.id);
            let (theme, scale) = (input.theme, figures.scale);
            changes::actor_badge(actor, mark, frame, theme, scale, &mut items);
        }
    }
    for card in &figures.cards {
        card.items(input.theme, figures.scale, &mut items);
    }
    Drawing {
        background: input.theme.map.sea,
        ground: std::sync::Arc::clone(&input.ground.items),
        figures: items,
        page: page.items,
        legend: page.legend,
        marks: marks(input, figures),
        bounds: figures.bounds(),
    }
}

/// From each actor that was moved by hand a thin line to its true place, which a
/// dot marks.
fn leader_items(input: &DrawingInput<'_>, figures: &Figures<'_>, out: &mut Vec<Item>) {
    let scale = figures.scale;
    let color = input.theme.figure.text_muted;
    let discs = input.scene.actors.iter().zip(&figures.discs);
    for ((actor, disc), place) in discs.zip(&input.layout.true_places) {
        let Some(place) = place.filter(|_| input.has_actor(&actor.id)) else {
            continue;
        };
        let dot = scale.points(LEADER_DOT_POINTS);
        if disc.center.distance(place) <= disc.radius + dot {
            continue;
        }
        let mut push = |shape| {
            out.push(Item {
                subject: Some(Subject::Actor(actor.id.clone())),
                role: Role::Leader,
                shape,
            });
        };
        push(Shape::Line {
            points: vec![place, disc.center],
            curve: None,
            stroke: Stroke {
                width: scale.points(1.0),
                color,
                dash: None,
            },
        });
        push(Shape::Circle {
            center: place,
            radius: dot,
            fill: Some(color),
            stroke: None,
        });
    }
}

/// Radius of the dot at the true place of an actor that was moved, in points.
const LEADER_DOT_POINTS: f64 = 2.5;

/// Lines with the widest at the bottom, so that a thin one is seen where it
/// crosses a wide one; what is unknown lies beneath all, and what did not change
/// or recedes beneath what did or does not.
fn line_items(input: &DrawingInput<'_>, figures: &Figures<'_>, out: &mut Vec<Item>) {
    let mut order: Vec<usize> = (0..figures.ties.len()).collect();
    let key = |at: &usize| {
        figures
            .ties
            .get(*at)
            .map_or(((false, false), false, 0.0), |figure| {
                let is_valued = figure.tie.weight().is_some();
                let rank = (!figure.is_aside, figure.change.is_some());
                (rank, is_valued, -figure.width)
            })
    };
    order.sort_by(|a, b| {
        let (one, two) = (key(a), key(b));
        one.0
            .cmp(&two.0)
            .then(one.1.cmp(&two.1))
            .then(one.2.total_cmp(&two.2))
            .then(a.cmp(b))
    });
    for figure in order.iter().filter_map(|at| figures.ties.get(*at)) {
        figure.items(input.theme, figures.scale, out);
    }
}

fn marks(input: &DrawingInput<'_>, figures: &Figures<'_>) -> Vec<Mark> {
    let mut ties_at: HashMap<usize, usize> = HashMap::new();
    for figure in &figures.ties {
        *ties_at.entry(figure.span.from).or_insert(0) += 1;
        if figure.span.to != figure.span.from {
            *ties_at.entry(figure.span.to).or_insert(0) += 1;
        }
    }
    let actors = input.scene.actors.iter().zip(&figures.discs).enumerate();
    let actors = actors.filter(|(_, (actor, _))| input.has_actor(&actor.id));
    let actors = actors.map(|(at, (actor, disc))| Mark {
        subject: Subject::Actor(actor.id.clone()),
        place: MarkPlace::Disc {
            center: disc.center,
            radius: disc.radius,
        },
        spoken: match input.changes {
            Some(changes) => spoken::actor_change(actor, changes.actor(&actor.id)),
            None => spoken::actor(
                actor,
                strength_at(input, at),
                ties_at.get(&at).copied().unwrap_or(0),
            ),
        },
    });
    let ties = figures.ties.iter().zip(&figures.chips);
    let points = |figure: &super::ties::TieFigure<'_>| {
        let mut points = figure.points.clone();
        if figure.is_reversed {
            // Curves run from the actor that comes first in the scene.
            points.reverse();
        }
        points
    };
    let ties = ties.map(|(figure, chip)| Mark {
        subject: Subject::Tie(figure.tie.id.clone()),
        place: MarkPlace::Curve {
            points: points(figure),
            width: figure.width,
            chip: *chip,
        },
        spoken: if input.changes.is_some() {
            spoken::tie_change(input.scene, figure.tie, figure.change)
        } else {
            spoken::tie(input, figure.tie, figure.marks.is_contested())
        },
    });
    let notes = figures.cards.iter().map(super::notes::Card::mark);
    actors.chain(ties).chain(notes).collect()
}
