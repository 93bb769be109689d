//! Settling dyads: saying of pairs of actors that nothing is known, or that there
//! is no tie.

use std::collections::HashSet;

use super::ids::fresh_tie_id;
use super::kind::Edit;
use crate::model::{ActorId, Dyad, Scene, Tie, TieDirection, TieState};

/// One change that gives each of these dyads this state.
///
/// Where there are ties without a weight they take it, where there is no tie one is
/// added. Dyads with a judged weight stay as they are, and a dyad that is named
/// twice is settled once.
///
/// `None` where that comes to nothing. Looks at every tie of the scene.
pub fn settle(scene: &Scene, dyads: &[[ActorId; 2]], state: &TieState) -> Option<Edit> {
    let mut seen = HashSet::new();
    let mut ties_made = scene.clone();
    let mut edits = Vec::new();
    for ends in dyads {
        let [from, to] = ends.clone();
        let dyad = Dyad::new(from.clone(), to.clone());
        if from == to || !seen.insert(dyad.clone()) {
            continue;
        }
        let ties: Vec<&Tie> = scene.ties.iter().filter(|it| it.dyad() == dyad).collect();
        if ties.iter().any(|tie| tie.weight().is_some()) {
            continue;
        }
        edits.extend(ties.iter().map(|tie| Edit::SetTieState {
            tie: tie.id.clone(),
            state: state.clone(),
        }));
        if ties.is_empty() {
            let tie = Tie {
                id: fresh_tie_id(&ties_made, &from, &to),
                from,
                to,
                direction: TieDirection::Mutual,
                label: None,
                state: state.clone(),
                confidence: None,
                confidence_basis: None,
                likelihood: None,
                rationale: String::new(),
                valid: None,
            };
            // The next one must not be called the same.
            let is_new = ties_made.ties.push(tie.clone()).is_ok();
            debug_assert!(is_new, "its id is free");
            edits.push(Edit::AddTie(Box::new(tie)));
        }
    }
    (!edits.is_empty()).then(|| Edit::batch(edits))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;
    use crate::model::fixtures::{actor_id, scene, tie, tie_id, tie_with};

    fn none() -> TieState {
        TieState::None {
            reason: "both deny it".to_owned(),
        }
    }

    #[test]
    fn a_dyad_without_a_tie_gets_one_and_others_change_their_state() {
        let mut scene = scene(&["A", "B", "C", "D"]);
        tie(&mut scene, "A-B", 0.5);
        let unknown = TieState::Unknown {
            reason: "nothing found".to_owned(),
        };
        scene.ties.push(tie_with("C-B", unknown)).expect("new");
        let pair = |one, other| [actor_id(one), actor_id(other)];
        let dyads = [
            pair("A", "B"),
            pair("B", "C"),
            pair("D", "C"),
            pair("C", "D"),
            pair("A", "A"),
        ];
        let edit = settle(&scene, &dyads, &none()).expect("something to do");
        let settled = apply(&scene, &edit).expect("accepted").scene;
        assert_eq!(settled.ties.len(), 3);
        let state = |id| settled.ties.get(&tie_id(id)).map(|tie| tie.state.clone());
        assert_eq!(state("C-B"), Some(none()));
        assert_eq!(state("D-C"), Some(none()));
        assert_eq!(
            settled.ties.at(0),
            scene.ties.at(0),
            "a judged weight stays"
        );
        assert_eq!(settle(&scene, &dyads[..1], &none()), None);
    }

    #[test]
    fn ties_whose_ids_would_be_alike_get_their_own() {
        let long = "x".repeat(60);
        let names = [format!("{long}1"), format!("{long}2"), format!("{long}3")];
        let ids: Vec<&str> = names.iter().map(String::as_str).collect();
        let scene = scene(&ids);
        let pair = |one: usize, other: usize| [actor_id(ids[one]), actor_id(ids[other])];
        let edit = settle(&scene, &[pair(0, 1), pair(1, 2)], &none()).expect("two ties");
        let settled = apply(&scene, &edit).expect("their ids differ").scene;
        assert_eq!(settled.ties.len(), 2);
    }
}
