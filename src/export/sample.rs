//! A picture made by hand for the tests of this folder: one of each shape, all
//! scripts, plain and awkward texts.

use std::sync::Arc;

use kurbo::{BezPath, Point, Rect};

use crate::drawing::{Color, Drawing, Halo, Item, Role, Shape, Stroke, Theme};
use crate::geom::space::Camera;
use crate::model::{ActorId, Subject, TieId};
use crate::text::{self, Style, line};

use super::PageOptions;

/// A page that looks at the whole sample.
pub(super) fn page() -> PageOptions {
    PageOptions {
        width: 960.0,
        height: 540.0,
        camera: Camera::new(Point::new(400.0, 225.0), 1.2),
    }
}

/// Actors in a row of two, ties between them, land beneath, a title above.
pub(super) fn drawing(theme: &Theme) -> Drawing {
    let mut figures = ties(theme);
    for (id, name, own_name, x, y) in [
        ("ISR", "Israel", "ישראל", 140.0, 330.0),
        ("AZE", "Azerbaijan", "Azərbaycan", 560.0, 120.0),
        ("IRN", "Iran", "جمهوری اسلامی ایران", 640.0, 330.0),
        ("KAZ", "Kazakhstan", "Қазақстан", 720.0, 90.0),
        (
            "TUR",
            "Turkey (Türkiye)",
            "ישראל (איראן) 12% ایران",
            330.0,
            130.0,
        ),
        (
            "GEO",
            "Georgia, Armenia",
            "საქართველო, Հայաստան",
            420.0,
            330.0,
        ),
    ] {
        figures.extend(actor(theme, id, [name, own_name], Point::new(x, y)));
    }
    Drawing {
        background: theme.map.sea,
        ground: Arc::new(ground(theme)),
        figures,
        page: page_layer(theme),
        legend: Vec::new(),
        marks: Vec::new(),
        bounds: None,
    }
}

/// An item of no record.
pub(super) fn item(role: Role, shape: Shape) -> Item {
    Item {
        subject: None,
        role,
        shape,
    }
}

/// A text with its centre at `x`.
pub(super) fn centred(text: &str, at: Point, style: Style, color: Color, halo: Color) -> Shape {
    let line = line(text, style);
    Shape::Text {
        origin: Point::new(at.x - line.width / 2.0, at.y),
        line,
        style,
        color,
        halo: Some(Halo {
            color: halo,
            width: 2.0,
        }),
    }
}

fn ground(theme: &Theme) -> Vec<Item> {
    let ring = |points: &[(f64, f64)]| points.iter().map(|p| Point::from(*p)).collect();
    let outer: Vec<Point> = ring(&[(30.0, 60.0), (770.0, 30.0), (740.0, 420.0), (90.0, 400.0)]);
    let lake: Vec<Point> = ring(&[(220.0, 200.0), (300.0, 190.0), (280.0, 260.0)]);
    let coast = Stroke {
        width: theme.size.coast,
        color: theme.map.coast,
        dash: None,
    };
    let border = Stroke {
        width: theme.size.border,
        color: theme.map.border,
        dash: Some([4.0, 3.0]),
    };
    let land = Shape::Area {
        rings: vec![outer.clone(), lake],
        triangles: Vec::new(),
        fill: theme.map.land,
    };
    let line = |points, stroke| Shape::Line {
        points,
        curve: None,
        stroke,
    };
    vec![
        item(Role::Land, land),
        item(Role::Coast, line(outer, coast)),
        item(
            Role::DisputedBorder,
            line(
                ring(&[(480.0, 40.0), (500.0, 200.0), (470.0, 410.0)]),
                border,
            ),
        ),
    ]
}

fn ties(theme: &Theme) -> Vec<Item> {
    let figure = &theme.figure;
    let mut items = Vec::new();
    for (id, ends, width, color, dash) in [
        (
            "ISR-AZE",
            [(140.0, 330.0), (560.0, 120.0)],
            10.0,
            figure.supportive,
            None,
        ),
        (
            "ISR-IRN",
            [(140.0, 330.0), (640.0, 330.0)],
            8.0,
            figure.hostile,
            Some([14.0, 8.0]),
        ),
        (
            "AZE-KAZ",
            [(560.0, 120.0), (720.0, 90.0)],
            2.0,
            figure.unknown,
            Some([0.0, 6.0]),
        ),
    ] {
        let [from, to] = ends.map(Point::from);
        let bend = from.midpoint(to) - kurbo::Vec2::new(0.0, 60.0);
        let mut curve = BezPath::new();
        curve.move_to(from);
        curve.quad_to(bend, to);
        let subject = TieId::new(id).ok().map(Subject::Tie);
        let stroke = Stroke { width, color, dash };
        items.push(Item {
            subject: subject.clone(),
            role: Role::Tie,
            shape: Shape::Line {
                points: vec![from, bend, to],
                curve: Some(curve),
                stroke,
            },
        });
        items.extend(chip(
            theme,
            subject.as_ref(),
            bend + kurbo::Vec2::new(0.0, 30.0),
            color,
        ));
    }
    items.push(item(
        Role::ArrowHead,
        Shape::Polygon {
            points: [(600.0, 290.0), (625.0, 300.0), (605.0, 315.0)]
                .map(Point::from)
                .to_vec(),
            fill: figure.hostile,
        },
    ));
    items
}

fn chip(theme: &Theme, subject: Option<&Subject>, at: Point, color: Color) -> [Item; 2] {
    let style = Style {
        size: theme.size.chip,
        is_bold: true,
    };
    let text = line("+0.85", style);
    let origin = Point::new(at.x - text.width / 2.0, at.y + text::ascent(style) * 0.36);
    let frame = Shape::Rect {
        rect: Rect::from_center_size(at, (text.width + 16.0, 20.0)),
        radius: 10.0,
        fill: Some(theme.figure.chip),
        stroke: Some(Stroke {
            width: 1.2,
            color,
            dash: None,
        }),
    };
    let label = Shape::Text {
        origin,
        line: text,
        style,
        color,
        halo: None,
    };
    [(Role::Chip, frame), (Role::ChipText, label)].map(|(role, shape)| Item {
        subject: subject.cloned(),
        role,
        shape,
    })
}

fn actor(theme: &Theme, id: &str, [name, own_name]: [&str; 2], center: Point) -> Vec<Item> {
    let (figure, size) = (&theme.figure, &theme.size);
    let style = |size, is_bold| Style { size, is_bold };
    let below = |down| center + kurbo::Vec2::new(0.0, down);
    let arc = |start_rad, sweep_rad, color| Shape::Arc {
        center,
        radius: 26.0,
        start_rad,
        sweep_rad,
        stroke: Stroke {
            width: size.ring,
            color,
            dash: None,
        },
    };
    let disc = Shape::Circle {
        center,
        radius: 26.0,
        fill: Some(figure.disc),
        stroke: None,
    };
    let label = |text, down, style, color| centred(text, below(down), style, color, figure.halo);
    let shapes = [
        (Role::Disc, disc),
        (
            Role::Ring,
            arc(0.0, std::f64::consts::TAU, figure.ring_empty),
        ),
        (Role::Ring, arc(-1.6, 4.0, figure.supportive)),
        (Role::Ring, arc(2.5, 1.2, figure.hostile)),
        (
            Role::Code,
            label(id, 4.7, style(size.code, true), figure.text),
        ),
        (
            Role::Name,
            label(name, 46.0, style(size.name, true), figure.text),
        ),
        (
            Role::OwnName,
            label(
                own_name,
                62.0,
                style(size.own_name, false),
                figure.text_muted,
            ),
        ),
    ];
    let subject = ActorId::new(id).ok().map(Subject::Actor);
    let tagged = shapes.into_iter().map(|(role, shape)| Item {
        subject: subject.clone(),
        role,
        shape,
    });
    tagged.collect()
}

fn page_layer(theme: &Theme) -> Vec<Item> {
    let panel = Shape::Rect {
        rect: Rect::new(16.0, 16.0, 400.0, 60.0),
        radius: 6.0,
        fill: Some(theme.figure.page_panel),
        stroke: None,
    };
    let style = Style {
        size: theme.size.title,
        is_bold: true,
    };
    let title = Shape::Text {
        origin: Point::new(28.0, 44.0),
        line: line("South Caucasus & \"friends\" <script>]]>", style),
        style,
        color: theme.figure.text,
        halo: None,
    };
    vec![item(Role::PageMark, panel), item(Role::PageText, title)]
}
