//! Discs, rings and codes of actors.

use std::f64::consts::{FRAC_PI_2, FRAC_PI_4, TAU};

use kurbo::{Point, Vec2};

use super::changes::ActorMark;
use super::item::{Color, Item, Role, Shape, Stroke};
use super::scale::Scale;
use super::theme::Theme;
use super::ties::{ASIDE, FAINT};
use crate::analysis::strength::Strength;
use crate::geom::curve::Disc;
use crate::model::{Actor, Subject};
use crate::text::{self, Style};

/// The sum that fills [`Sizes::disc_most`](super::Sizes) at least: without it a
/// scene of slight ties would show giants.
const LEAST_GREATEST_SUM: f64 = 2.0;
/// Free room between two arcs of a ring, in widths of the ring.
const RING_GAP: f64 = 0.7;
/// Rings are at least this wide, in points, so that the smallest disc still
/// shows its shares, but at most this part of the disc's radius.
const LEAST_RING_POINTS: f64 = 1.3;
const MOST_RING: f64 = 0.5;
/// A code takes at most this part of the disc's inner diameter.
const CODE_WIDTH: f64 = 0.78;
/// Codes smaller than this many points are left out.
const LEAST_CODE_POINTS: f64 = 5.0;
/// Where the pin is stuck into the rim, clockwise from three o'clock.
const PIN_RAD: f64 = -FRAC_PI_4;
/// The head of a pin has at least this radius, in points, and at most this part of
/// that of its disc.
const LEAST_PIN_POINTS: f64 = 2.4;
const MOST_PIN: f64 = 0.3;
/// Arcs of the ring of an actor that is not there any more.
const BROKEN_ARCS: u32 = 7;
/// Opacity of the words at an actor that recedes: one can still tell who it is.
const ASIDE_WORDS: f64 = 0.5;
/// The longest code, in characters.
const MAX_CODE_CHARS: usize = 6;

/// Both sums together; 0 where they are not a finite number.
pub(super) fn total(strength: Strength) -> f64 {
    let total = strength.total();
    if total.is_finite() {
        total.max(0.0)
    } else {
        0.0
    }
}

/// Outer radii of the discs in layout units, ring included, in the order of
/// `strengths`: the area beyond the least disc grows with the sum.
pub(super) fn radii(strengths: &[Strength], theme: &Theme, scale: Scale) -> Vec<f64> {
    let greatest = strengths
        .iter()
        .map(|strength| total(*strength))
        .fold(LEAST_GREATEST_SUM, f64::max);
    let (least, most) = (theme.size.disc_least, theme.size.disc_most);
    strengths
        .iter()
        .map(|strength| {
            let part = (total(*strength) / greatest).sqrt();
            (least + (most - least) * part) * scale.symbol
        })
        .collect()
}

/// The items of one actor: disc, ring, code.
pub(super) fn items(
    actor: &Actor,
    disc: Disc,
    strength: Strength,
    mark: ActorMark,
    theme: &Theme,
    scale: Scale,
    out: &mut Vec<Item>,
) {
    let subject = Some(Subject::Actor(actor.id.clone()));
    let mut push = |role, shape| {
        out.push(Item {
            subject: subject.clone(),
            role,
            shape,
        });
    };
    let width = (theme.size.ring * scale.symbol)
        .max(scale.points(LEAST_RING_POINTS))
        .min(disc.radius * MOST_RING);
    let middle = disc.radius - width / 2.0;
    push(
        Role::Disc,
        Shape::Circle {
            center: disc.center,
            radius: disc.radius,
            fill: Some(theme.figure.disc),
            stroke: None,
        },
    );
    let shapes = match mark {
        ActorMark::Removed => broken_ring(disc.center, middle, width, theme),
        _ => ring(disc.center, middle, width, strength, theme),
    };
    for mut shape in shapes {
        match mark {
            ActorMark::Same => fade(&mut shape, FAINT),
            ActorMark::Aside => fade(&mut shape, ASIDE),
            ActorMark::Plain | ActorMark::Added | ActorMark::Removed | ActorMark::Changed => {}
        }
        push(Role::Ring, shape);
    }
    let ink = ink(mark, theme);
    if let Some(shape) = code(actor, disc, width, ink, theme, scale) {
        push(Role::Code, shape);
    }
    if actor.is_pinned {
        for shape in pin(disc, ink, theme, scale) {
            push(Role::Pin, shape);
        }
    }
}

/// A pin that is stuck into the rim, at the upper right.
fn pin(disc: Disc, ink: Color, theme: &Theme, scale: Scale) -> [Shape; 3] {
    let head = (theme.size.ring * scale.symbol)
        .max(scale.points(LEAST_PIN_POINTS))
        .min(disc.radius * MOST_PIN);
    let out = Vec2::from_angle(PIN_RAD);
    let center = disc.center + out * (disc.radius + head * 0.4);
    let circle = |radius, fill| Shape::Circle {
        center,
        radius,
        fill: Some(fill),
        stroke: None,
    };
    [
        // Its ground keeps it apart from a ring of the same ink.
        circle(head * 1.55, theme.figure.disc),
        Shape::Line {
            points: vec![center, center - out * (head * 2.6)],
            curve: None,
            stroke: Stroke {
                width: head * 0.55,
                color: ink,
                dash: None,
            },
        },
        circle(head, ink),
    ]
}

/// The ring: positive share clockwise from twelve o'clock, then the negative.
pub(super) fn ring(
    center: Point,
    radius: f64,
    width: f64,
    strength: Strength,
    theme: &Theme,
) -> Vec<Shape> {
    let stroke = |color| Stroke {
        width,
        color,
        dash: None,
    };
    let whole = |stroke| Shape::Circle {
        center,
        radius,
        fill: None,
        stroke: Some(stroke),
    };
    let sum = total(strength);
    if sum <= 0.0 {
        let thin = Stroke {
            width: width / 2.0,
            color: theme.figure.ring_empty,
            dash: None,
        };
        return vec![whole(thin)];
    }
    let part = (strength.positive.max(0.0) / sum).clamp(0.0, 1.0);
    let gap = (width * RING_GAP / radius).min(0.3);
    let arc = |from: f64, to: f64, color: Color| {
        // A sliver stays visible, however small its share.
        let sweep = ((to - from) * TAU - gap).max(gap / 2.0);
        Shape::Arc {
            center,
            radius,
            start_rad: from * TAU - FRAC_PI_2 + gap / 2.0,
            sweep_rad: sweep,
            stroke: stroke(color),
        }
    };
    if part >= 1.0 {
        vec![whole(stroke(theme.figure.supportive))]
    } else if part <= 0.0 {
        vec![whole(stroke(theme.figure.hostile))]
    } else {
        vec![
            arc(0.0, part, theme.figure.supportive),
            arc(part, 1.0, theme.figure.hostile),
        ]
    }
}

/// The ring of an actor that is not there any more: grey, and in pieces.
pub(super) fn broken_ring(center: Point, radius: f64, width: f64, theme: &Theme) -> Vec<Shape> {
    let step = TAU / f64::from(BROKEN_ARCS);
    (0..BROKEN_ARCS)
        .map(|at| Shape::Arc {
            center,
            radius,
            start_rad: f64::from(at) * step,
            sweep_rad: step * 0.55,
            stroke: Stroke {
                width: width * 0.7,
                color: theme.figure.unknown,
                dash: None,
            },
        })
        .collect()
}

/// The ink of the words at an actor.
pub(super) fn ink(mark: ActorMark, theme: &Theme) -> Color {
    match mark {
        ActorMark::Aside => theme.figure.text_muted.faded(ASIDE_WORDS),
        _ if mark.is_muted() => theme.figure.text_muted,
        _ => theme.figure.text,
    }
}

/// Lets a ring stand back.
fn fade(shape: &mut Shape, opacity: f64) {
    if let Shape::Arc { stroke, .. }
    | Shape::Circle {
        stroke: Some(stroke),
        ..
    } = shape
    {
        stroke.color = stroke.color.faded(opacity);
    }
}

/// The code, as large as the disc allows; `None` where it could not be read.
fn code(
    actor: &Actor,
    disc: Disc,
    ring: f64,
    ink: Color,
    theme: &Theme,
    scale: Scale,
) -> Option<Shape> {
    let code: String = actor.code().chars().take(MAX_CODE_CHARS).collect();
    let room = (disc.radius - ring).max(0.0) * 2.0 * CODE_WIDTH;
    let usual = theme.size.code * scale.symbol;
    if usual * scale.zoom < LEAST_CODE_POINTS {
        return None;
    }
    let style = |size| Style {
        size,
        is_bold: true,
    };
    let width = text::width(&code, style(usual));
    let size = if width > room {
        usual * room / width
    } else {
        usual
    };
    // A disc without room makes the size 0, and NaN is no size either.
    if size.is_nan() || size * scale.zoom < LEAST_CODE_POINTS {
        return None;
    }
    let line = text::line(&code, style(size));
    // Capitals stand on the baseline and reach to about 0.73 of the em.
    let origin = Point::new(
        disc.center.x - line.width / 2.0,
        disc.center.y + size * 0.365,
    );
    Some(Shape::Text {
        origin,
        line,
        style: style(size),
        color: ink,
        halo: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::ThemeName;

    fn arcs(positive: f64, negative: f64) -> Vec<Shape> {
        let strength = Strength { positive, negative };
        ring(Point::ZERO, 20.0, 4.0, strength, ThemeName::Dark.theme())
    }

    #[test]
    fn the_ring_shows_shares_from_twelve_oclock_with_the_positive_on_the_right() {
        let shapes = arcs(1.15, 1.15);
        let [
            Shape::Arc {
                start_rad,
                sweep_rad,
                ..
            },
            Shape::Arc { .. },
        ] = shapes.as_slice()
        else {
            panic!("{shapes:?}");
        };
        let middle = start_rad + sweep_rad / 2.0;
        assert!(
            middle.abs() < 1e-9,
            "half of it lies on either side of three o'clock"
        );
    }

    #[test]
    fn a_ring_of_one_sign_is_whole_and_one_without_strength_is_grey() {
        let color = |positive, negative| match arcs(positive, negative).as_slice() {
            [
                Shape::Circle {
                    stroke: Some(stroke),
                    ..
                },
            ] => stroke.color,
            other => panic!("{other:?}"),
        };
        let figure = &ThemeName::Dark.theme().figure;
        assert_eq!(color(0.3, 0.0), figure.supportive);
        assert_eq!(color(0.0, 0.7), figure.hostile);
        assert_eq!(color(0.0, 0.0), figure.ring_empty);
        assert_eq!(color(f64::NAN, 0.0), figure.ring_empty);
    }

    #[test]
    fn discs_grow_with_their_sum_within_the_sizes_of_the_theme() {
        let theme = ThemeName::Dark.theme();
        let scale = Scale::at(1.0, 5, 0);
        let strengths = [0.0, 0.3, 0.7, 2.3, f64::INFINITY].map(|positive| Strength {
            positive,
            negative: 0.0,
        });
        let radii = radii(&strengths, theme, scale);
        assert_eq!(radii[0], theme.size.disc_least * scale.symbol);
        assert!(radii[0] < radii[1] && radii[1] < radii[2] && radii[2] < radii[3]);
        assert_eq!(radii[3], theme.size.disc_most * scale.symbol);
        assert_eq!(radii[4], radii[0]);
    }
}
