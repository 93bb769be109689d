//! Ties: what is known of them, and with which weight.

use super::super::format::{Text, TieFile};
use super::super::words::{Choice, TieStateWord, Word as _};
use super::Lift;
use super::checks::{ACTOR, At, Rows};
use crate::model::{Likelihood, Tie, TieState, Weight};

impl Lift<'_> {
    /// Takes the ties; the actors are there already.
    pub(in crate::file) fn ties(&mut self, files: impl Iterator<Item = (usize, TieFile<'static>)>) {
        let mut rows = Rows::default();
        for (index, file) in files {
            let at = At::of("ties", index);
            let text = file.id.to_string();
            match self.tie(file, &at) {
                Some(tie) => self.push(&mut rows, tie, &at, "tie"),
                None => self.lose(&at, text),
            }
        }
        self.scene.ties = rows.table;
    }

    fn tie(&mut self, file: TieFile<'static>, at: &At<'_>) -> Option<Tie> {
        const LEFT_OUT: &str = "the tie is left out";
        let id = self.id(&file.id, at);
        let from = self.reference(&file.from, &ACTOR, LEFT_OUT, || at.field("from"));
        let to = self.reference(&file.to, &ACTOR, LEFT_OUT, || at.field("to"));
        let direction = self.choice(file.direction, LEFT_OUT, || at.field("direction"));
        let state = self.state(file.state, file.weight, file.reason, at);
        let confidence = file
            .confidence
            .and_then(|it| self.choice(it, "it is left out", || at.field("confidence")));
        let likelihood = file.likelihood.and_then(|it| {
            let path = || at.field("likelihood.term");
            let term = self.choice(it.term, "the likelihood is left out", path)?;
            let of = it.of.into_owned();
            Some(Likelihood { term, of })
        });
        let valid = self.date(file.valid, || at.field("valid"));
        if from.is_some() && from == to {
            self.findings.error(
                "self-tie",
                at.field("to"),
                format!("a tie joins two different actors; {LEFT_OUT}"),
                "name the other actor",
            );
            return None;
        }
        Some(Tie {
            id: id?,
            from: from?,
            to: to?,
            direction: direction?,
            label: file.label.map(Text::into_owned),
            state: state?,
            confidence,
            confidence_basis: file.confidence_basis.map(Text::into_owned),
            likelihood,
            rationale: file.rationale.into_owned(),
            valid,
        })
    }

    /// A weight stands exactly with `Valued`, a reason exactly with the others.
    fn state(
        &mut self,
        state: Choice<TieStateWord>,
        weight: Option<f64>,
        reason: Option<Text<'static>>,
        at: &At<'_>,
    ) -> Option<TieState> {
        let word = self.choice(state, "the tie is left out", || at.field("state"))?;
        if word == TieStateWord::Valued {
            if reason.is_some() {
                self.findings.error(
                    "unexpected-reason",
                    at.field("reason"),
                    "a valued tie has no reason; it is left out",
                    "move the words to the rationale, or write state: Unknown or state: None",
                );
            }
            return self.weight(weight, at).map(TieState::Valued);
        }
        if weight.is_some() {
            self.findings.error(
                "unexpected-weight",
                at.field("weight"),
                format!(
                    "a tie that is {} has no weight; it is left out",
                    word.spelt()
                ),
                "remove the weight, or write state: Valued",
            );
        }
        let Some(reason) = reason.map(Text::into_owned) else {
            self.findings.error(
                "missing-reason",
                at.field("state"),
                format!(
                    "a tie that is {} needs a reason; the tie is left out",
                    word.spelt()
                ),
                "add reason: with a sentence that says why",
            );
            return None;
        };
        Some(match word {
            TieStateWord::None => TieState::None { reason },
            TieStateWord::Unknown | TieStateWord::Valued => TieState::Unknown { reason },
        })
    }

    fn weight(&mut self, weight: Option<f64>, at: &At<'_>) -> Option<Weight> {
        let Some(value) = weight else {
            self.findings.error(
                "missing-weight",
                at.field("state"),
                "a valued tie needs a weight; the tie is left out",
                "add weight: with a number from -1 to 1, or write state: Unknown",
            );
            return None;
        };
        Weight::new(value)
            .map_err(|error| {
                self.findings.error(
                    "bad-weight",
                    at.field("weight"),
                    format!("{error}; the tie is left out"),
                    "write a number from -1 (hostile) to 1 (allied)",
                );
            })
            .ok()
    }
}
