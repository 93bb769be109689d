use super::*;
use crate::geom::curve::TieCurve;
use proptest::prelude::*;

fn disc(x: f64, y: f64) -> Disc {
    Disc {
        center: Point::new(x, y),
        radius: 20.0,
    }
}

fn span(from: usize, to: usize, lane: usize, lanes: usize) -> Span {
    Span {
        from,
        to,
        lane,
        lanes,
        chip: kurbo::Size::new(40.0, 18.0),
        widths: (8.0, 8.0),
    }
}

fn curve(spans: &[Span], discs: &[Disc], at: usize, bend: f64) -> TieCurve {
    TieCurve::between(discs[spans[at].from], discs[spans[at].to], bend, 0.0).unwrap()
}

#[test]
fn a_tie_bends_around_an_actor_in_its_way() {
    let discs = [disc(0.0, 0.0), disc(400.0, 0.0), disc(200.0, 25.0)];
    let spans = [span(0, 1, 0, 1)];
    for crowd in [1, 100] {
        let spans = vec![spans[0]; crowd];
        let bend = bends(&spans, &discs, &[], 6.0, spans.len())[0];
        let nearest = curve(&spans, &discs, 0, bend)
            .nearest(discs[2].center)
            .unwrap();
        assert!(nearest.distance > 26.0, "{crowd}: {bend}");
    }
}

#[test]
fn ties_of_one_dyad_pass_an_actor_in_their_way_together() {
    let discs = [disc(0.0, 0.0), disc(400.0, 0.0), disc(200.0, -18.0)];
    for lanes in 2..=4 {
        let spans: Vec<Span> = (0..lanes).map(|lane| span(0, 1, lane, lanes)).collect();
        for all in [lanes, 100] {
            let bends = bends(&spans, &discs, &[], 6.0, all);
            for (at, bend) in bends.iter().enumerate() {
                let curve = curve(&spans, &discs, at, *bend);
                let nearest = curve.nearest(discs[2].center).expect("a curve");
                assert!(nearest.distance > 20.0, "{lanes} of {all}: {bends:?}");
            }
            assert!(bends.is_sorted_by(|one, two| one > two), "{bends:?}");
        }
    }
}

#[test]
fn a_tie_keeps_off_names_where_it_can() {
    let discs = [disc(0.0, 0.0), disc(400.0, 0.0)];
    let free = bends(&[span(0, 1, 0, 1)], &discs, &[], 6.0, 2)[0];
    let middle = curve(&[span(0, 1, 0, 1)], &discs, 0, free).point_at(0.5);
    let name = Rect::from_center_size(middle, (60.0, 30.0));
    let other = bends(&[span(0, 1, 0, 1)], &discs, &[name], 6.0, 2)[0];
    assert!(free != other);
}

#[test]
fn ties_of_one_dyad_lie_side_by_side() {
    let discs = [disc(0.0, 0.0), disc(400.0, 0.0)];
    let spans = [span(0, 1, 0, 3), span(0, 1, 1, 3), span(0, 1, 2, 3)];
    let bends = bends(&spans, &discs, &[], 6.0, spans.len());
    assert!(bends[0] > bends[1] && bends[1] > bends[2]);
}

#[test]
fn a_few_ties_of_one_dyad_do_not_touch_outside_of_its_discs() {
    for (lanes, length, widths) in [
        (2, 400.0, (13.0, 13.0)),
        (2, 110.0, (13.0, 13.0)),
        (3, 400.0, (13.0, 13.0)),
        (3, 160.0, (13.0, 13.0)),
        (3, 300.0, (13.0, 26.0)),
    ] {
        let discs = [disc(0.0, 0.0), disc(length, 0.0)];
        let spans: Vec<Span> = (0..lanes)
            .map(|lane| Span {
                widths,
                ..span(0, 1, lane, lanes)
            })
            .collect();
        let bends = bends(&spans, &discs, &[], 6.0, spans.len());
        for at in 1..lanes {
            let one = curve(&spans, &discs, at - 1, bends[at - 1]);
            let other = curve(&spans, &discs, at, bends[at]);
            for point in one.flatten(0.1) {
                let apart = other.nearest(point).unwrap().distance;
                assert!(apart >= 13.0, "{lanes} on {length}: {apart} at {point}");
            }
        }
    }
}

#[test]
fn actors_on_one_spot_and_missing_discs_do_no_harm() {
    let discs = [disc(0.0, 0.0), disc(0.0, 0.0)];
    let bends = bends(&[span(0, 1, 0, 1), span(0, 9, 0, 1)], &discs, &[], 6.0, 2);
    assert!(bends.iter().all(|bend| bend.is_finite()));
}

/// Up to nine discs on a coarse grid, so that many stand in each other's way, and
/// ties between some of them.
fn pictures() -> impl Strategy<Value = (Vec<Disc>, Vec<Span>, Vec<Rect>)> {
    let place = (0..14_u8, 0..9_u8, 8..40_u8);
    let discs = proptest::collection::vec(place, 2..9);
    let dyads = proptest::collection::vec((0..9_usize, 0..9_usize, any::<bool>()), 1..16);
    (discs, dyads).prop_map(|(places, dyads)| {
        let discs: Vec<Disc> = places
            .iter()
            .map(|(x, y, radius)| Disc {
                center: Point::new(f64::from(*x) * 40.0, f64::from(*y) * 40.0),
                radius: f64::from(*radius),
            })
            .collect();
        let names = discs.iter().map(|disc| {
            let below = disc.center + Vec2::new(0.0, disc.radius + 12.0);
            Rect::from_center_size(below, (70.0, 20.0))
        });
        let names = names.collect();
        let mut spans: Vec<Span> = Vec::new();
        for (from, to, has_chip) in dyads {
            let (from, to) = (from.min(to), from.max(to));
            let lane = spans.iter().filter(|it| (it.from, it.to) == (from, to));
            let mut new = span(from, to, lane.count(), 1);
            if !has_chip {
                new.chip = kurbo::Size::ZERO;
            }
            spans.push(new);
        }
        for at in 0..spans.len() {
            let dyad = (spans[at].from, spans[at].to);
            let lanes = spans.iter().filter(|it| (it.from, it.to) == dyad);
            spans[at].lanes = lanes.count();
        }
        (discs, spans, names)
    })
}

proptest! {
    #[test]
    fn what_is_weighed_quickly_is_what_is_weighed_plainly(
        (discs, spans, names) in pictures(),
        clearance in 0.0..30.0,
    ) {
        let quick = bends(&spans, &discs, &names, clearance, spans.len());
        prop_assert_eq!(quick, plain::bends(&spans, &discs, &names, clearance));
    }
}
