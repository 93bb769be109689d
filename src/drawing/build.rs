//! The drawing of a scene, from its parts.

use std::collections::HashMap;

use super::figures::{Figures, figures};
use super::input::{DrawingInput, strength_at};
use super::item::{Drawing, Item, Mark, MarkPlace};
use super::{actors, chips, page, spoken};
use crate::model::Subject;

/// The picture of a scene.
///
/// The same input gives the same drawing. Everything in it is finite. Ties with
/// an end that the scene does not have are left out, like hidden ones.
pub fn build(input: &DrawingInput<'_>) -> Drawing {
    let figures = figures(input);
    // Most actors have four items, most ties one to three.
    let mut items = Vec::with_capacity(figures.discs.len() * 5 + figures.ties.len() * 2);
    if let Some(tray) = &figures.tray {
        tray.items(input.theme, figures.scale, &mut items);
    }
    line_items(input, &figures, &mut items);
    for (at, (actor, disc)) in input.scene.actors.iter().zip(&figures.discs).enumerate() {
        let strength = strength_at(input, at);
        actors::items(
            actor,
            *disc,
            strength,
            input.theme,
            figures.scale,
            &mut items,
        );
    }
    for (actor, name) in input.scene.actors.iter().zip(&figures.names) {
        if let Some(name) = name {
            name.items(actor, input.theme, figures.scale, &mut items);
        }
    }
    for (figure, chip) in figures.ties.iter().zip(&figures.chips) {
        if let Some(frame) = chip {
            chips::items(figure, *frame, input.theme, figures.scale, &mut items);
        }
    }
    Drawing {
        background: input.theme.map.sea,
        ground: std::sync::Arc::clone(&input.ground.items),
        figures: items,
        page: page::page_layer(input).items,
        marks: marks(input, &figures),
        bounds: figures.bounds(),
    }
}

/// Lines with the widest at the bottom, so that a thin one is seen where it
/// crosses a wide one; what is unknown lies beneath all.
fn line_items(input: &DrawingInput<'_>, figures: &Figures<'_>, out: &mut Vec<Item>) {
    let mut order: Vec<usize> = (0..figures.ties.len()).collect();
    let key = |at: &usize| {
        figures.ties.get(*at).map_or((false, 0.0), |figure| {
            (figure.tie.weight().is_some(), -figure.width)
        })
    };
    order.sort_by(|a, b| {
        let (one, two) = (key(a), key(b));
        one.0
            .cmp(&two.0)
            .then(one.1.total_cmp(&two.1))
            .then(a.cmp(b))
    });
    for figure in order.iter().filter_map(|at| figures.ties.get(*at)) {
        figure.items(input.theme, figures.scale, out);
    }
}

fn marks(input: &DrawingInput<'_>, figures: &Figures<'_>) -> Vec<Mark> {
    let claims = spoken::claims_by_tie(input.scene);
    let mut ties_at: HashMap<usize, usize> = HashMap::new();
    for figure in &figures.ties {
        *ties_at.entry(figure.span.from).or_insert(0) += 1;
        if figure.span.to != figure.span.from {
            *ties_at.entry(figure.span.to).or_insert(0) += 1;
        }
    }
    let actors = input.scene.actors.iter().zip(&figures.discs).enumerate();
    let actors = actors.map(|(at, (actor, disc))| Mark {
        subject: Subject::Actor(actor.id.clone()),
        place: MarkPlace::Disc {
            center: disc.center,
            radius: disc.radius,
        },
        spoken: spoken::actor(
            actor,
            strength_at(input, at),
            ties_at.get(&at).copied().unwrap_or(0),
        ),
    });
    let ties = figures.ties.iter().zip(&figures.chips);
    let ties = ties.map(|(figure, chip)| Mark {
        subject: Subject::Tie(figure.tie.id.clone()),
        place: MarkPlace::Curve {
            points: figure.points.clone(),
            width: figure.width,
            chip: *chip,
        },
        spoken: spoken::tie(
            input.scene,
            figure.tie,
            claims.get(&figure.tie.id).copied().unwrap_or(0),
        ),
    });
    actors.chain(ties).collect()
}
