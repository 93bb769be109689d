//! What recedes, and what is left out, while something else is looked at.

use super::fixture::{Fixture, south_caucasus};
use super::*;
use crate::model::fixtures::{actor_id, tie_id};
use crate::model::{ActorId, Subject, TieId};

const PAGE: (f64, f64) = (900.0, 700.0);

/// All but Israel, Azerbaijan and their tie, as what recedes.
fn aside(fixture: &Fixture) -> Aside {
    let is_lit = |id: &ActorId| [actor_id("ISR"), actor_id("AZE")].contains(id);
    let actors = fixture.scene.actors.iter().map(|it| it.id.clone());
    let ties = fixture.scene.ties.iter().map(|it| it.id.clone());
    Aside {
        actors: actors.filter(|id| !is_lit(id)).collect(),
        ties: ties.filter(|id| *id != tie_id("ISR-AZE")).collect(),
        ..Aside::default()
    }
}

fn drawn(fixture: &Fixture, aside: Option<&Aside>) -> Drawing {
    build(&DrawingInput {
        aside,
        ..fixture.input(PAGE, 1.0)
    })
}

/// The opacity of the lines of a tie, and their points.
fn line(drawing: &Drawing, tie: &str) -> (u8, Vec<kurbo::Point>) {
    let subject = Some(Subject::Tie(tie_id(tie)));
    let items = drawing.figures.iter().filter(|it| it.subject == subject);
    let mut lines = items.filter_map(|it| match (&it.role, &it.shape) {
        (Role::Tie, Shape::Line { points, stroke, .. }) => Some((stroke.color.a, points.clone())),
        _ => None,
    });
    lines.next().expect("it is drawn")
}

fn has(drawing: &Drawing, role: Role, subject: &Subject) -> bool {
    let mut items = drawing.figures.iter();
    items.any(|it| it.role == role && it.subject.as_ref() == Some(subject))
}

#[test]
fn what_recedes_is_there_but_very_faint_and_no_line_jumps() {
    let fixture = Fixture::of(south_caucasus(), ThemeName::Dark);
    let (before, after) = (
        drawn(&fixture, None),
        drawn(&fixture, Some(&aside(&fixture))),
    );
    assert_eq!(
        before.marks.len(),
        after.marks.len(),
        "all can be pointed at"
    );
    assert_eq!(before.bounds.is_some(), after.bounds.is_some());
    for tie in fixture.scene.ties.iter() {
        let subject = Subject::Tie(tie.id.clone());
        let (old, new) = (
            line(&before, tie.id.as_str()),
            line(&after, tie.id.as_str()),
        );
        assert_eq!(old.1, new.1, "{} jumped", tie.id);
        if tie.id == tie_id("ISR-AZE") {
            assert_eq!(old.0, new.0);
            assert!(has(&after, Role::Chip, &subject));
        } else {
            assert!(new.0 < old.0 / 4, "{} does not recede", tie.id);
            assert!(!has(&after, Role::Chip, &subject));
        }
    }
    let ink = |drawing: &Drawing, actor: &str| {
        let subject = Some(Subject::Actor(actor_id(actor)));
        let mut items = drawing.figures.iter().filter(|it| it.subject == subject);
        items.find_map(|it| match (&it.role, &it.shape) {
            (Role::Name, Shape::Text { color, .. }) => Some(*color),
            _ => None,
        })
    };
    assert_eq!(ink(&before, "ISR"), ink(&after, "ISR"));
    assert_ne!(ink(&before, "KAZ"), ink(&after, "KAZ"));
    // What recedes lies beneath what does not.
    let ids: Vec<&TieId> = after
        .figures
        .iter()
        .filter_map(|it| match (&it.role, &it.subject) {
            (Role::Tie, Some(Subject::Tie(id))) => Some(id),
            _ => None,
        })
        .collect();
    assert_eq!(ids.last(), Some(&&tie_id("ISR-AZE")));
}

#[test]
fn what_is_hidden_is_not_there_and_takes_no_room() {
    let mut fixture = Fixture::of(south_caucasus(), ThemeName::Light);
    let recedes = aside(&fixture);
    fixture.hidden.clone_from(&recedes.ties);
    let hiding = Aside {
        hidden_actors: recedes.actors,
        ..Aside::default()
    };
    let drawing = drawn(&fixture, Some(&hiding));
    let mut seen: Vec<String> = drawing
        .marks
        .iter()
        .map(|mark| mark.subject.to_string())
        .collect();
    seen.sort();
    assert_eq!(seen, ["actor AZE", "actor ISR", "tie ISR-AZE"]);
    let is_hidden = |subject: &Subject| match subject {
        Subject::Actor(id) => hiding.hidden_actors.contains(id),
        _ => false,
    };
    let subjects = drawing.figures.iter().filter_map(|it| it.subject.as_ref());
    assert_eq!(subjects.filter(|it| is_hidden(it)).count(), 0);
}
