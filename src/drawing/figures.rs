//! The figures put together: discs, lines, names and chips, each in its place.
//!
//! Discs stand where the layout has them. Lines choose their bends, then names
//! and chips look for room; in a small picture both orders of the two are tried
//! and the one that leaves less out is kept.

use kurbo::{Point, Rect, Size};

use super::changes;
use super::changes::{ActorMark, ChangeMarks};
use super::chips;
use super::evidence::ChipMarks;
use super::input::{DrawingInput, NamesShown, Part, radii};
use super::names::{Label, PlacedName};
use super::notes::Card;
use super::scale::{HOME_ZOOM, Scale, closer_by};
use super::ties::{self, TieFigure};
use super::tray::Tray;
use crate::geom::curve::{Disc, SINGLE_BEND};
use crate::layout::labels::Room;
use crate::layout::routes;
use crate::model::Actor;

/// Names and chips laid out at the zoom at which a map fits its canvas; more
/// when closer.
const LABELS_AT_HOME: f64 = 500.0;
/// Up to this many actors, lines keep off the places where names will stand.
const MAX_ACTORS_FORESEEN: usize = 60;
/// Up to this many ties, labels keep off lines.
const MAX_LINES_AVOIDED: usize = 2_500;
/// Chips appear from this density of lines on: before, a picture is too full
/// for numbers.
const LEAST_CHIP_DENSITY: f64 = 0.35;
/// Up to so many ties that changed have chips in any crowd.
const MAX_CHANGES_NAMED: usize = 150;
/// Up to so many actors and ties together, labels are steady over many steps of
/// detail, or over a few at least; with more, looking ahead takes too long.
const STEADY_FEW: usize = 100;
const STEADY_MANY: usize = 300;
/// Steps between two looks for the one from which everything has room.
const STRIDE: u32 = 4;
/// Own-script names appear from this density on.
const LEAST_OWN_NAME_DENSITY: f64 = 0.9;
/// Free room that labels keep from discs, in theme points; less than names leave
/// to their own disc.
const LABEL_CLEARANCE: f64 = 1.5;
/// Free room that lines keep from discs, in theme points.
const LINE_CLEARANCE: f64 = 6.0;

/// Room for a name beside the outermost discs, in theme points.
const ROUGH_NAME: (f64, f64) = (70.0, 24.0);

/// All figures with their places.
#[derive(Clone, Debug)]
pub(super) struct Figures<'a> {
    pub(super) scale: Scale,
    /// In scene order.
    pub(super) discs: Vec<Disc>,
    /// In scene order; hidden ones are not among them.
    pub(super) ties: Vec<TieFigure<'a>>,
    /// One for each disc.
    pub(super) names: Vec<Option<PlacedName>>,
    /// One for each tie.
    pub(super) chips: Vec<Option<Rect>>,
    /// Badges that say what became of actors; one for each disc.
    pub(super) badges: Vec<Option<Rect>>,
    /// Notes, those below first.
    pub(super) cards: Vec<Card<'a>>,
    /// The tray; `None` where every actor has a place.
    pub(super) tray: Option<Tray>,
    /// Where actors that were moved truly are.
    pub(super) true_places: Vec<Point>,
}

/// Which labels may be shown, because there is room for them closer up too.
struct Allowed {
    /// One for each actor.
    names: Vec<bool>,
    own: Vec<bool>,
    /// One for each tie.
    chips: Vec<bool>,
}

impl Allowed {
    /// What these show.
    fn as_in(figures: &Figures<'_>) -> Self {
        let has_own = |name: &Option<PlacedName>| name.as_ref().is_some_and(PlacedName::has_own);
        Self {
            names: figures.names.iter().map(Option::is_some).collect(),
            own: figures.names.iter().map(has_own).collect(),
            chips: figures.chips.iter().map(Option::is_some).collect(),
        }
    }
}

/// Whether the one of this number is in the list; all are where there is none.
fn is_in(list: Option<&Vec<bool>>, at: usize) -> bool {
    list.is_none_or(|list| list.get(at).copied().unwrap_or(false))
}

/// Tells something of the actor or tie of this number.
type Making<'a, T> = &'a dyn Fn(usize) -> T;

/// Names and chips as they found room.
struct Labels {
    names: Vec<Option<PlacedName>>,
    chips: Vec<Option<Rect>>,
}

impl Labels {
    /// How much is shown: names first, then chips, then own-script names.
    fn shown(&self) -> (usize, usize) {
        let names = self.names.iter().flatten();
        let own = names.clone().filter(|name| name.has_own()).count();
        (names.count() + self.chips.iter().flatten().count(), own)
    }
}

/// The figures of a scene whose [`bends`] are known. Labels are steady: what is
/// shown at a zoom is shown closer up too, so that none comes and goes while the
/// camera comes closer. For that it is looked ahead, from where everything has room
/// or, where that is too far, from the farthest step.
pub(super) fn figures<'a>(input: &DrawingInput<'a>, bends: &[f64]) -> Figures<'a> {
    let plain = figures_with(input, bends);
    let farthest = steps_ahead(input);
    if farthest == 0 || plain.is_complete(input) {
        return plain;
    }
    let closer = |step: u32| DrawingInput {
        zoom: closer_by(input.zoom, step),
        ..*input
    };
    let is_complete = |step: &u32| {
        let closer = closer(*step);
        figures_with(&closer, bends).is_complete(&closer)
    };
    let strides = (STRIDE..farthest).step_by(STRIDE as usize);
    let first = strides.into_iter().find(is_complete).unwrap_or(farthest);
    let mut allowed: Option<Allowed> = None;
    for step in (1..=first).rev() {
        let figures = figures_among(&closer(step), bends, allowed.as_ref());
        allowed = Some(Allowed::as_in(&figures));
    }
    figures_among(input, bends, allowed.as_ref())
}

/// How many steps of detail are looked ahead for labels: each takes as long as the
/// figures themselves.
fn steps_ahead(input: &DrawingInput<'_>) -> u32 {
    let scene = input.scene;
    match scene.actors.len() + scene.ties.len() {
        size if input.is_moving || size > STEADY_MANY => 0,
        size if size > STEADY_FEW => 3,
        _ => 16,
    }
}

/// The figures as they are for themselves, whatever is shown closer up.
pub(super) fn figures_with<'a>(input: &DrawingInput<'a>, bends: &[f64]) -> Figures<'a> {
    figures_among(input, bends, None)
}

/// The same with no other labels than these.
fn figures_among<'a>(
    input: &DrawingInput<'a>,
    bends: &[f64],
    allowed: Option<&Allowed>,
) -> Figures<'a> {
    let scale = input.scale_at(input.zoom);
    let discs = discs(input, scale);
    let mut ties = tie_figures(input, scale);
    for (figure, bend) in ties.iter_mut().zip(bends) {
        figure.lay(&discs, *bend, scale);
    }
    let has_own = scale.density >= LEAST_OWN_NAME_DENSITY;
    let label = |at: usize| {
        let actor = input.scene.actors.at(at)?;
        let is_drawn = input.has_actor(&actor.id) && is_in(allowed.map(|it| &it.names), at);
        let has_own = has_own && is_in(allowed.map(|it| &it.own), at);
        is_drawn.then(|| Label::of(actor, input, scale, has_own))
    };
    let tray = input.layout.tray;
    let tray = tray.map(|tray| Tray::around(tray, input.theme, scale));
    let badge = |(actor, disc): (&Actor, &Disc)| {
        let mark = input.mark_of(&actor.id);
        changes::badge_rect(mark, *disc, input.theme, scale)
    };
    let badges: Vec<_> = input.scene.actors.iter().zip(&discs).map(badge).collect();
    let mut room = room_without_labels(input, scale, &discs, &ties);
    for badge in badges.iter().flatten() {
        room.take_label(*badge);
    }
    if let Some(tray) = &tray {
        room.take_label(tray.caption);
    }
    let cards = if input.part.has_page() {
        Card::all(input.scene, input.layout, input.theme, scale)
    } else {
        Vec::new()
    };
    for card in &cards {
        room.take_label(card.rect);
    }
    let has_chip = |at: usize| is_in(allowed.map(|it| &it.chips), at);
    let labels = place_labels(input, scale, &discs, &ties, &room, &label, &has_chip);
    Figures {
        scale,
        discs,
        ties,
        names: labels.names,
        chips: labels.chips,
        badges,
        cards,
        tray,
        true_places: input.layout.true_places.iter().flatten().copied().collect(),
    }
}

/// The bend of every tie that is drawn. They are chosen for one zoom, so that
/// no line jumps when the camera comes closer, and without what speaks for and
/// against ties, so that none jumps when that is switched on.
pub(super) fn bends(input: &DrawingInput<'_>) -> Vec<f64> {
    let input = &DrawingInput {
        is_showing_evidence: false,
        // Nor does any jump when it recedes.
        aside: None,
        ..*input
    };
    let scale = input.scale_at(HOME_ZOOM);
    let discs = discs(input, scale);
    let ties = tie_figures(input, scale);
    let spans: Vec<_> = ties.iter().map(|figure| figure.span).collect();
    let mut foreseen = Vec::new();
    if discs.len() <= MAX_ACTORS_FORESEEN {
        for (actor, disc) in input.scene.actors.iter().zip(&discs) {
            let label = Label::of(actor, input, scale, true);
            foreseen.push(label.usual_rect(*disc));
        }
    }
    // What is dragged bends as it will when it has come to rest.
    let all = match input.part {
        Part::Whole => spans.len(),
        Part::Without(_) | Part::Only(_) => input.scene.ties.len(),
    };
    let clearance = LINE_CLEARANCE * scale.symbol;
    routes::bends(&spans, &discs, &foreseen, clearance, all)
}

fn tie_figures<'a>(input: &DrawingInput<'a>, scale: Scale) -> Vec<TieFigure<'a>> {
    if !has_chips(input, scale) {
        return ties::figures(input, scale, |_, _| (Size::ZERO, ChipMarks::default()));
    }
    ties::figures(input, scale, chips::sizes(input, scale))
}

/// Whether ties have chips at this scale. A few that changed have them among
/// however many that did not.
pub(super) fn has_chips(input: &DrawingInput<'_>, scale: Scale) -> bool {
    let are_few = |changes: &ChangeMarks<'_>| changes.tie_count() <= MAX_CHANGES_NAMED;
    scale.line_density >= LEAST_CHIP_DENSITY || input.changes.is_some_and(are_few)
}

/// Around all discs, with some room for names and for lines that bow outwards;
/// quick, for scenes where a few names more or less do not matter. `None`
/// without actors.
pub(super) fn rough_bounds(input: &DrawingInput<'_>) -> Option<Rect> {
    let scale = input.scale_at(input.zoom);
    let bounds = around(&discs(input, scale))?;
    let name = Size::new(ROUGH_NAME.0 * scale.label, ROUGH_NAME.1 * scale.label);
    let bow = SINGLE_BEND / 2.0;
    Some(bounds.inset((
        name.width.max(bounds.height() * bow),
        name.height.max(bounds.width() * bow),
    )))
}

/// Around all discs; `None` without actors.
pub(super) fn disc_bounds(input: &DrawingInput<'_>) -> Option<Rect> {
    around(&discs(input, input.scale_at(input.zoom)))
}

fn around(discs: &[Disc]) -> Option<Rect> {
    discs
        .iter()
        .map(|disc| Rect::from_points(disc.center, disc.center).inset(disc.radius))
        .reduce(|all, one| all.union(one))
}

fn discs(input: &DrawingInput<'_>, scale: Scale) -> Vec<Disc> {
    let positions = input.layout.positions.iter().copied();
    // A layout of another scene may be shorter; nobody is left out for that.
    let positions = positions.chain(std::iter::repeat(Point::ORIGIN));
    radii(input, scale)
        .into_iter()
        .zip(positions)
        .map(|(radius, center)| Disc { center, radius })
        .collect()
}

fn place_labels(
    input: &DrawingInput<'_>,
    scale: Scale,
    discs: &[Disc],
    ties: &[TieFigure<'_>],
    room: &Room,
    label: Making<'_, Option<Label>>,
    may_have_chip: Making<'_, bool>,
) -> Labels {
    let budget = (LABELS_AT_HOME * (scale.zoom / HOME_ZOOM).clamp(1.0, 4.0)) as usize;
    let mut by_size: Vec<usize> = (0..discs.len()).collect();
    let radius = |at: &usize| discs.get(*at).map_or(0.0, |disc| disc.radius);
    // What recedes takes the room that is left.
    let is_aside = |at: &usize| {
        let actor = input.scene.actors.at(*at);
        actor.is_some_and(|it| input.mark_of(&it.id) == ActorMark::Aside)
    };
    let asides: Vec<bool> = by_size.iter().map(is_aside).collect();
    let aside = |at: &usize| asides.get(*at).copied().unwrap_or(false);
    by_size.sort_by(|a, b| {
        aside(a)
            .cmp(&aside(b))
            .then(radius(b).total_cmp(&radius(a)))
            .then(a.cmp(b))
    });
    let mut by_weight: Vec<usize> = (0..ties.len()).collect();
    by_weight.retain(|at| {
        let tie = ties.get(*at);
        may_have_chip(*at) && tie.is_some_and(|it| chips::has_chip(it.tie, input))
    });
    let weight = |at: &usize| ties.get(*at).map_or(0.0, |figure| figure.width);
    by_weight.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then(a.cmp(b)));
    if !has_chips(input, scale) {
        by_weight.clear();
    }
    let wanted: Vec<Rect> = if ties.len() <= MAX_ACTORS_FORESEEN {
        let middles = ties.iter().filter_map(|figure| {
            let middle = figure.point_at(0.5)?;
            Some(Rect::from_center_size(middle, figure.span.chip))
        });
        middles.collect()
    } else {
        Vec::new()
    };
    let place = |names_first: bool| {
        let mut room = room.clone();
        let mut left = budget;
        let mut labels = Labels {
            names: vec![None; discs.len()],
            chips: vec![None; ties.len()],
        };
        if names_first {
            labels.names = names(&mut room, &mut left, discs, &by_size, &wanted, label);
            labels.chips = chips_of(&mut room, &mut left, ties, &by_weight, scale);
        } else {
            labels.chips = chips_of(&mut room, &mut left, ties, &by_weight, scale);
            labels.names = names(&mut room, &mut left, discs, &by_size, &[], label);
        }
        labels
    };
    let names_first = place(true);
    let all = (discs.len() + by_weight.len(), own_names(input, scale));
    if names_first.shown() >= all || discs.len() > MAX_ACTORS_FORESEEN {
        return names_first;
    }
    let chips_first = place(false);
    if chips_first.shown() > names_first.shown() {
        chips_first
    } else {
        names_first
    }
}

/// How many own-script names there are to show.
fn own_names(input: &DrawingInput<'_>, scale: Scale) -> usize {
    if scale.density < LEAST_OWN_NAME_DENSITY || input.names != NamesShown::Both {
        return 0;
    }
    let actors = input.scene.actors.iter();
    actors.filter(|actor| actor.own_name().is_some()).count()
}

fn room_without_labels(
    input: &DrawingInput<'_>,
    scale: Scale,
    discs: &[Disc],
    ties: &[TieFigure<'_>],
) -> Room {
    let bounds = around(discs).unwrap_or_default();
    let mut room = Room::new(bounds, 24.0 * scale.label);
    for (actor, disc) in input.scene.actors.iter().zip(discs) {
        if input.is_hidden(&actor.id) {
            continue;
        }
        room.take_disc(disc.center, disc.radius + LABEL_CLEARANCE * scale.symbol);
    }
    for figure in ties {
        if let Some([tip, left, right]) = figure.head {
            let head = Rect::from_points(tip, left).union_pt(right);
            room.take_label(head);
        }
    }
    if ties.len() <= MAX_LINES_AVOIDED {
        for (at, figure) in ties.iter().enumerate() {
            room.take_line(at, &figure.points, figure.width);
        }
    }
    room
}

/// Places names, larger actors first.
fn names(
    room: &mut Room,
    left: &mut usize,
    discs: &[Disc],
    order: &[usize],
    avoid: &[Rect],
    label: &dyn Fn(usize) -> Option<Label>,
) -> Vec<Option<PlacedName>> {
    let mut out = vec![None; discs.len()];
    // Names are measured by shaping them, which is slow: in a crowd the search
    // ends after so many that found no room.
    let mut tries = left.saturating_mul(2);
    for &at in order {
        if *left == 0 || tries == 0 {
            break;
        }
        tries -= 1;
        let (Some(disc), Some(label)) = (discs.get(at), label(at)) else {
            continue;
        };
        let mut placed = label.place(*disc, room, avoid);
        if placed.is_none() && label.has_own() {
            placed = label.without_own().place(*disc, room, avoid);
        }
        if let (Some(placed), Some(slot)) = (placed, out.get_mut(at)) {
            room.take_label(placed.rect);
            *slot = Some(placed);
            *left -= 1;
        }
    }
    out
}

/// Places chips, stronger ties first.
fn chips_of(
    room: &mut Room,
    left: &mut usize,
    ties: &[TieFigure<'_>],
    order: &[usize],
    scale: Scale,
) -> Vec<Option<Rect>> {
    let mut out = vec![None; ties.len()];
    let mut tries = left.saturating_mul(6);
    for &at in order {
        if *left == 0 || tries == 0 {
            break;
        }
        tries -= 1;
        let Some(figure) = ties.get(at) else { continue };
        let placed = chips::place(figure, at, room, scale);
        if let (Some(frame), Some(slot)) = (placed, out.get_mut(at)) {
            room.take_label(chips::taken(frame, scale));
            *slot = Some(frame);
            *left -= 1;
        }
    }
    out
}

impl Figures<'_> {
    /// Whether there is room for every label that a scene has.
    fn is_complete(&self, input: &DrawingInput<'_>) -> bool {
        let names = self.names.iter().zip(input.scene.actors.iter());
        let has_all = |(name, actor): (&Option<PlacedName>, &Actor)| {
            let is_both = input.names == NamesShown::Both && actor.own_name().is_some();
            name.as_ref().is_some_and(|name| !is_both || name.has_own())
        };
        let mut chips = self.ties.iter().zip(&self.chips);
        names.into_iter().all(has_all)
            && chips.all(|(figure, chip)| chip.is_some() || !chips::has_chip(figure.tie, input))
    }

    /// Everything that the page layer must not cover: around each disc, name,
    /// chip and line.
    pub(super) fn boxes(&self) -> Vec<Rect> {
        let discs = self.discs.iter().map(|disc| {
            let side = disc.radius * 2.0;
            Rect::from_center_size(disc.center, Size::new(side, side))
        });
        let names = self.names.iter().flatten().map(|name| name.rect);
        let chips = self.chips.iter().chain(&self.badges).flatten().copied();
        let tray = self.tray.iter().map(Tray::bounds);
        let cards = self.cards.iter().map(|card| card.rect);
        discs
            .chain(names)
            .chain(chips)
            .chain(tray)
            .chain(cards)
            .collect()
    }

    /// Around all figures; `None` without any.
    pub(super) fn bounds(&self) -> Option<Rect> {
        let lines = self.ties.iter().filter_map(TieFigure::bounds);
        let places = self.true_places.iter();
        let places = places.map(|place| Rect::from_points(*place, *place));
        self.boxes()
            .into_iter()
            .chain(lines)
            .chain(places)
            .reduce(|all, one| all.union(one))
    }
}
