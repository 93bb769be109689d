//! Judged weights against what the claims say: a point a tie, on the diagonal where
//! both say the same. What is too little to say, and what has no basis, stands apart
//! beneath and is not set beside any number.

use std::collections::HashSet;

use egui::{Rect, Sense, Stroke, Ui, Vec2};
use egui_plot::{
    AxisHints, GridMark, Line, LineStyle, MarkerShape, PlotBounds, PlotPoint, PlotTransform,
    PlotUi, Points, Polygon,
};

use crate::drawing::Color;
use crate::model::Subject;
use crate::session::{Command, JudgedPoint, Session, Told};
use crate::ui::hover::hover_ui;
use crate::ui::style;
use crate::ui::words::{counted, tie_title};

use super::{Walk, click_on, empty_ui, plot};

const NAME: &str = "judged weights and claims";
/// The ends of the axis of weights, with room for the words at both.
const X: [f64; 2] = [-1.14, 1.14];
/// The ends of what can be set beside a number.
const Y: [f64; 2] = [-1.06, 1.1];
/// Height of a lane for what cannot be, and of the axis, in points.
const LANE: f32 = 16.0;
const AXIS: f32 = 18.0;
/// How near the pointer must come to a point, in points of the screen.
const REACH: f32 = 11.0;
/// Up to so many points have nodes of their own for screen readers.
const MOST_NODES: usize = 300;
/// From so many points on, of those that cover each other one is painted.
const CROWD: usize = 1_500;

/// The chart, with what it keeps between frames.
#[derive(Debug, Default)]
pub(super) struct JudgedChart {
    walk: Walk,
    /// What was selected when last looked at.
    selected: Option<Subject>,
}

/// What the chart is of.
pub(super) fn remark(session: &Session) -> String {
    let points = session.browse().judged();
    let count = |is: fn(&JudgedPoint) -> bool| points.iter().filter(|it| is(it)).count();
    let gap = session.document().scene.thresholds.gap;
    format!(
        "{} \u{b7} {} over {gap:.2} \u{b7} {} too little \u{b7} {} no basis",
        counted(points.len(), "judged tie", "judged ties"),
        counted(count(|it| it.is_gap), "gap", "gaps"),
        count(|it| matches!(it.told, Told::TooLittle(_))),
        count(|it| it.told == Told::NoBasis),
    )
}

/// Where what cannot be set beside a number stands: beneath everything that can, in
/// lanes of the same height on any screen.
#[derive(Clone, Copy, Debug)]
struct Lanes {
    edge: f64,
    too_little: f64,
    no_basis: f64,
    bottom: f64,
}

impl Lanes {
    /// The lanes of a chart that is so high, in points.
    fn of(height: f32) -> Self {
        let main = (height - AXIS - 2.0 * LANE).max(20.0);
        let lane = (Y[1] - Y[0]) / f64::from(main) * f64::from(LANE);
        Self {
            edge: Y[0],
            too_little: Y[0] - lane * 0.55,
            no_basis: Y[0] - lane * 1.5,
            bottom: Y[0] - lane * 2.0,
        }
    }

    /// Where a point stands.
    fn place_of(self, point: &JudgedPoint) -> [f64; 2] {
        let y = match point.told {
            Told::Stands(value) => value,
            Told::TooLittle(_) => self.too_little,
            Told::NoBasis => self.no_basis,
        };
        [point.judged, y]
    }
}

impl JudgedChart {
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        is_entered: bool,
        commands: &mut Vec<Command>,
    ) {
        let points = session.browse().judged();
        if points.is_empty() {
            let words = if session.filter().is_clear() {
                "No tie has a weight yet: select one and judge it."
            } else {
                "No tie with a weight passes the filters. Clear them to see all (X)."
            };
            empty_ui(ui, words);
            return;
        }
        if is_entered {
            self.walk.enter();
        }
        self.follow(session);
        self.walk.keys(ui, NAME, points.len(), 10);
        self.walk.is_wanted = false;
        let marked = marked(session, points);
        let lanes = Lanes::of(ui.available_height());
        let transform = plot_ui(ui, session, points, &marked, lanes);
        let found = (points, lanes);
        self.points_ui(ui, session, found, &marked, &transform, commands);
    }

    /// The point of a tie that was selected elsewhere is where the keyboard goes on.
    fn follow(&mut self, session: &Session) {
        let now = session.selection().focus();
        if self.selected.as_ref() != now {
            self.selected = now.cloned();
            let scene = &session.document().scene;
            let at = match now {
                Some(Subject::Tie(id)) => scene.ties.position(id),
                _ => None,
            };
            if let Some(at) = at.and_then(|at| session.browse().judged_of(at)) {
                self.walk.at = at;
            }
        }
    }

    fn points_ui(
        &mut self,
        ui: &Ui,
        session: &Session,
        (points, lanes): (&[JudgedPoint], Lanes),
        marked: &[usize],
        transform: &PlotTransform,
        commands: &mut Vec<Command>,
    ) {
        let pos_of = |point: &JudgedPoint| {
            let [x, y] = lanes.place_of(point);
            transform.position_from_point(&PlotPoint::new(x, y))
        };
        let scene = &session.document().scene;
        let subject_of = |point: &JudgedPoint| {
            let tie = scene.ties.at(point.tie)?;
            Some(Subject::Tie(tie.id.clone()))
        };
        // Points without a node are found by where they are.
        let ground = ui.interact(*transform.frame(), ui.scope_id().with(NAME), Sense::CLICK);
        let nearest = ground.hover_pos().and_then(|pointer| {
            let near = points
                .iter()
                .map(|point| (point, pos_of(point).distance(pointer)));
            let near = near.filter(|(_, distance)| *distance <= REACH);
            near.min_by(|one, other| one.1.total_cmp(&other.1))
        });
        if let Some(subject) = nearest.and_then(|(point, _)| subject_of(point)) {
            if ground.clicked() {
                commands.push(click_on(ui, &subject));
            }
            ground.on_hover_ui_at_pointer(|ui| hover_ui(ui, session, &subject));
        }
        let nodes = nodes(points.len(), marked, self.walk.at);
        for at in nodes {
            let Some(point) = points.get(at) else {
                continue;
            };
            let Some(subject) = subject_of(point) else {
                continue;
            };
            let frame = Rect::from_center_size(pos_of(point), Vec2::splat(2.0 * REACH));
            let is_selected = session.selection().has(&subject);
            let spoken = spoken(session, point);
            let response = self.walk.mark_ui(ui, NAME, at, frame, &spoken, is_selected);
            if response.clicked() {
                commands.push(click_on(ui, &subject));
            }
            response.on_hover_ui(|ui| hover_ui(ui, session, &subject));
        }
    }
}

/// Which points have nodes: all where there are few, else those that are marked and
/// those around the keyboard.
fn nodes(count: usize, marked: &[usize], at: usize) -> Vec<usize> {
    if count <= MOST_NODES {
        return (0..count).collect();
    }
    let first = at.saturating_sub(MOST_NODES / 3);
    let around = first..(first + MOST_NODES * 2 / 3).min(count);
    let mut nodes: Vec<usize> = marked.iter().copied().take(MOST_NODES / 3).collect();
    nodes.extend(around);
    nodes.sort_unstable();
    nodes.dedup();
    nodes
}

/// What is spoken of a point.
fn spoken(session: &Session, point: &JudgedPoint) -> String {
    let scene = &session.document().scene;
    let tie = scene.ties.at(point.tie);
    let title = tie.map_or_else(String::new, |tie| tie_title(scene, tie));
    let says = match point.told {
        Told::Stands(value) => format!("claims say {}", crate::model::signed(value)),
        Told::TooLittle(_) => "claims are too little to say".to_owned(),
        Told::NoBasis => "claims are no basis".to_owned(),
    };
    let gap = if point.is_gap { ", a gap" } else { "" };
    format!(
        "point of {title}, judged {}, {says}{gap}",
        crate::model::signed(point.judged)
    )
}

/// The points of what is selected, and of the ties of selected actors.
fn marked(session: &Session, points: &[JudgedPoint]) -> Vec<usize> {
    let selection = session.selection();
    if selection.subjects().is_empty() {
        return Vec::new();
    }
    let scene = &session.document().scene;
    let actors: HashSet<_> = selection.actors().collect();
    let ties: HashSet<_> = selection.ties().collect();
    let is_marked = |point: &JudgedPoint| {
        scene.ties.at(point.tie).is_some_and(|tie| {
            ties.contains(&tie.id) || actors.contains(&tie.from) || actors.contains(&tie.to)
        })
    };
    let numbered = points.iter().enumerate();
    numbered
        .filter(|(_, point)| is_marked(point))
        .map(|(at, _)| at)
        .collect()
}

fn plot_ui(
    ui: &mut Ui,
    session: &Session,
    points: &[JudgedPoint],
    marked: &[usize],
    lanes: Lanes,
) -> PlotTransform {
    let theme = style::theme(ui.ctx());
    let line = |at: f64| GridMark {
        value: at,
        step_size: 0.5,
    };
    let xs: Vec<GridMark> = [-1.0, -0.5, 0.0, 0.5, 1.0].map(line).to_vec();
    // Their words are wanted however close they stand.
    let ys: Vec<GridMark> = [-1.0, 0.0, 1.0, lanes.too_little, lanes.no_basis]
        .map(|value| GridMark {
            value,
            step_size: 4.0,
        })
        .to_vec();
    let plot = plot(ui, NAME)
        .height(ui.available_height().max(60.0))
        .x_grid_spacer(move |_| xs.clone())
        .y_grid_spacer(move |_| ys.clone())
        .custom_x_axes(vec![
            AxisHints::new_x()
                .formatter(|mark, _| match mark.value {
                    value if value <= -0.99 => "\u{2212}1 hostile".to_owned(),
                    value if value >= 0.99 => "+1 allied".to_owned(),
                    value if value.abs() < 0.01 => "judged 0".to_owned(),
                    value => crate::model::signed(value),
                })
                .label_spacing(10.0..=12.0),
        ])
        .custom_y_axes(vec![
            AxisHints::new_y()
                .formatter(move |mark, _| match mark.value {
                    value if (value - lanes.too_little).abs() < 0.01 => {
                        "too little to say".to_owned()
                    }
                    value if (value - lanes.no_basis).abs() < 0.01 => "no basis".to_owned(),
                    value if value.abs() < 0.01 => "claims say 0".to_owned(),
                    // The words of the lanes would cover it.
                    value if value < 0.0 => String::new(),
                    value => crate::model::signed(value),
                })
                .min_thickness(104.0)
                .label_spacing(4.0..=6.0),
        ]);
    let gap = session.document().scene.thresholds.gap;
    let response = plot.show(ui, |plot| {
        plot.set_plot_bounds(PlotBounds::from_min_max([X[0], lanes.bottom], [X[1], Y[1]]));
        band(plot, gap, theme.window.accent.faded(0.1));
        let diagonal = Line::new("", vec![[-1.0, -1.0], [1.0, 1.0]])
            .stroke(Stroke::new(1.0, style::color(theme.window.text_muted)))
            .style(LineStyle::Dashed { length: 6.0 });
        plot.line(diagonal.allow_hover(false));
        draw(plot, (points, lanes), theme);
        let selection = marked.iter().filter_map(|at| points.get(*at));
        let selection: Vec<[f64; 2]> = selection.map(|it| lanes.place_of(it)).collect();
        plot.points(
            Points::new("", selection)
                .shape(MarkerShape::Circle)
                .filled(false)
                .radius(8.0)
                .color(style::color(theme.figure.selection))
                .allow_hover(false),
        );
    });
    apart(ui, &response.transform, lanes);
    response.transform
}

/// A line between what can be set beside a number and what cannot.
fn apart(ui: &Ui, transform: &PlotTransform, lanes: Lanes) {
    let theme = style::theme(ui.ctx());
    let frame = transform.frame();
    let y = transform
        .position_from_point(&PlotPoint::new(0.0, lanes.edge))
        .y;
    let stroke = Stroke::new(1.0, style::color(theme.window.edge));
    ui.painter().hline(frame.x_range(), y, stroke);
}

/// Where a judged weight lies no further from the claims than the scene allows.
fn band(plot: &mut PlotUi<'_>, gap: f64, hue: Color) {
    let gap = gap.min(2.0);
    let corners = vec![
        [-1.0, -1.0],
        [-1.0, (gap - 1.0).min(1.0)],
        [(1.0 - gap).max(-1.0), 1.0],
        [1.0, 1.0],
        [1.0, (1.0 - gap).max(-1.0)],
        [(gap - 1.0).min(1.0), -1.0],
    ];
    plot.polygon(
        Polygon::new("", corners)
            .fill_color(style::color(hue))
            .stroke(Stroke::NONE)
            .allow_hover(false),
    );
}

/// The points: full where the claims say something, hollow where it is too little,
/// a cross where there is no basis. A gap has a ring in the colour of warnings.
fn draw(
    plot: &mut PlotUi<'_>,
    (points, lanes): (&[JudgedPoint], Lanes),
    theme: &crate::drawing::Theme,
) {
    let scale = plot.transform().dvalue_dpos();
    let mut taken: HashSet<(i64, i64, bool)> = HashSet::new();
    let is_crowd = points.len() > CROWD;
    let mut layers: [[Vec<[f64; 2]>; 3]; 2] = Default::default();
    let mut gaps = Vec::new();
    for point in points {
        let place = lanes.place_of(point);
        if is_crowd {
            let cell = |at: f64, scale: f64| (at / (scale.abs() * 3.0).max(1e-9)).round() as i64;
            let key = (
                cell(place[0], scale[0]),
                cell(place[1], scale[1]),
                point.is_gap,
            );
            if !taken.insert(key) {
                continue;
            }
        }
        let sign = usize::from(point.judged < 0.0);
        let sort = match point.told {
            Told::Stands(_) => 0,
            Told::TooLittle(_) => 1,
            Told::NoBasis => 2,
        };
        if let Some(layer) = layers.get_mut(sign).and_then(|it| it.get_mut(sort)) {
            layer.push(place);
        }
        if point.is_gap {
            gaps.push(place);
        }
    }
    let radius = if is_crowd { 2.5 } else { 4.5 };
    plot.points(
        Points::new("", gaps)
            .filled(false)
            .radius(radius + 2.5)
            .color(style::color(theme.window.warning))
            .allow_hover(false),
    );
    let hues = [theme.figure.supportive, theme.figure.hostile];
    for (hue, layers) in hues.into_iter().zip(layers) {
        let shapes = [
            (MarkerShape::Circle, true),
            (MarkerShape::Circle, false),
            (MarkerShape::Cross, false),
        ];
        for ((shape, is_filled), layer) in shapes.into_iter().zip(layers) {
            plot.points(
                Points::new("", layer)
                    .shape(shape)
                    .filled(is_filled)
                    .radius(radius)
                    .color(style::color(hue))
                    .allow_hover(false),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_points_have_nodes_where_there_are_few_and_those_that_matter_where_many() {
        assert_eq!(nodes(5, &[], 0), [0, 1, 2, 3, 4]);
        let some = nodes(20_000, &[19_000], 10_000);
        assert!(some.len() <= MOST_NODES, "{}", some.len());
        assert!(some.contains(&19_000) && some.contains(&10_000));
        assert_eq!(nodes(20_000, &[], 0).first(), Some(&0));
    }

    #[test]
    fn what_cannot_be_set_beside_a_number_stands_apart() {
        let point = |told| JudgedPoint {
            tie: 0,
            judged: 0.5,
            told,
            is_gap: false,
        };
        for height in [0.0, 60.0, 150.0, 1200.0] {
            let lanes = Lanes::of(height);
            assert_eq!(lanes.place_of(&point(Told::Stands(0.2))), [0.5, 0.2]);
            let little = lanes.place_of(&point(Told::TooLittle(0.2)))[1];
            let nothing = lanes.place_of(&point(Told::NoBasis))[1];
            assert!(-1.0 > little && little > nothing && nothing > lanes.bottom);
        }
    }
}
