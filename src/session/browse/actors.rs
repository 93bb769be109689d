//! Actors as a table.

use crate::model::{Actor, Place, Subject};
use crate::session::Session;
use crate::text::fold;

use super::records::{RecordColumn, SortKey};
use super::{actor, count};

/// A column of the table of actors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ActorColumn {
    /// The name.
    Name,
    /// The name in its own language.
    OwnName,
    /// What it is.
    Kind,
    /// ISO 3166-1 alpha-3.
    Iso,
    /// Where it is on the earth.
    Place,
    /// Sum of the positive weights.
    Positive,
    /// Sum of the negative weights.
    Negative,
    /// Whether layouts leave it where it stands.
    Pinned,
    /// How many ties it has.
    Ties,
    /// How many claims bear on it or its ties.
    Claims,
}

/// What is counted for an actor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ActorFacts {
    /// Its ties, whatever is known of them.
    pub ties: usize,
    /// The claims on it or its ties that pass the filter and are there by the day.
    pub claims: usize,
}

/// What is counted for all of them, in scene order.
pub(super) fn facts(session: &Session) -> Vec<ActorFacts> {
    let document = &session.document;
    let scene = &document.scene;
    let ends = scene.ties.iter().flat_map(|tie| {
        let other = (tie.from != tie.to).then_some(&tie.to);
        [Some(&tie.from), other].into_iter().flatten()
    });
    let ties = count(ends);
    let of = |actor: &Actor| {
        let claims = document.claims.on_actor(&actor.id).iter();
        let is_shown = |at: &&usize| session.derived.shows_claim(**at) && session.counts(**at);
        ActorFacts {
            ties: ties.get(&actor.id).copied().unwrap_or(0),
            claims: claims.filter(is_shown).count(),
        }
    };
    scene.actors.iter().map(of).collect()
}

impl RecordColumn for ActorColumn {
    type Facts = ActorFacts;

    const ALL: &'static [Self] = &[
        Self::Name,
        Self::OwnName,
        Self::Kind,
        Self::Iso,
        Self::Place,
        Self::Positive,
        Self::Negative,
        Self::Ties,
        Self::Claims,
        Self::Pinned,
    ];

    fn count(session: &Session) -> usize {
        session.document.scene.actors.len()
    }

    fn subject(session: &Session, at: usize) -> Option<Subject> {
        let found = session.document.scene.actors.at(at)?;
        Some(actor(&found.id))
    }

    fn title(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::OwnName => "Own name",
            Self::Kind => "Kind",
            Self::Iso => "ISO",
            Self::Place => "Place",
            Self::Positive => "Positive",
            Self::Negative => "Negative",
            Self::Ties => "Ties",
            Self::Claims => "Claims",
            Self::Pinned => "Pinned",
        }
    }

    fn meaning(self) -> &'static str {
        match self {
            Self::Name => "The name in the language of the scene.",
            Self::OwnName => "The name in the actor's own language and script.",
            Self::Kind => "State, organisation, company, group or person.",
            Self::Iso => "ISO 3166-1 alpha-3, the code of a state.",
            Self::Place => "Longitude and latitude in degrees; none for an actor in the tray.",
            Self::Positive => {
                "Sum of the weights above 0 of its ties. Unknown ties add nothing, which is not 0."
            }
            Self::Negative => {
                "Sum of the weights below 0 of its ties. Unknown ties add nothing, which is not 0."
            }
            Self::Ties => "How many ties it has, unknown ones too.",
            Self::Pinned => "Whether it stays where it stands, whatever else moves.",
            Self::Claims => "How many claims bear on it or on its ties.",
        }
    }

    fn words(self, session: &Session, facts: &ActorFacts, at: usize) -> String {
        let Some(actor) = session.document.scene.actors.at(at) else {
            return String::new();
        };
        let strength = session.strengths().get(at).copied().unwrap_or_default();
        match self {
            Self::Name => actor.name.clone(),
            Self::OwnName => actor.own_name().unwrap_or_default().to_owned(),
            Self::Kind => actor.kind.word().to_owned(),
            Self::Iso => actor.iso.clone().unwrap_or_default(),
            Self::Place => actor.place.map(degrees).unwrap_or_default(),
            Self::Positive => format!("+{:.2}", strength.positive),
            Self::Negative => format!("\u{2212}{:.2}", strength.negative),
            Self::Ties => facts.ties.to_string(),
            Self::Claims => facts.claims.to_string(),
            Self::Pinned => if actor.is_pinned { "pinned" } else { "" }.to_owned(),
        }
    }

    fn keys(self, session: &Session, facts: &[ActorFacts], out: &mut Vec<SortKey>) {
        let actors = session.document.scene.actors.iter();
        let strengths = session.strengths();
        let words = |text: &str| match fold(text) {
            folded if folded.is_empty() => SortKey::Nothing(0),
            folded => SortKey::Words(folded),
        };
        out.extend(actors.enumerate().map(|(at, actor)| {
            let strength = strengths.get(at).copied().unwrap_or_default();
            let facts = facts.get(at).copied().unwrap_or_default();
            match self {
                Self::Name => words(&actor.name),
                Self::OwnName => words(actor.own_name().unwrap_or_default()),
                Self::Kind => words(actor.kind.word()),
                Self::Iso => words(actor.iso.as_deref().unwrap_or_default()),
                // From north to south.
                Self::Place => match actor.place {
                    Some(place) => SortKey::Number(-place.lat_deg()),
                    None => SortKey::Nothing(0),
                },
                // Whoever sorts by strength looks for the strongest.
                Self::Positive => SortKey::Number(-strength.positive),
                Self::Negative => SortKey::Number(-strength.negative),
                Self::Ties => SortKey::Number(-(facts.ties as f64)),
                Self::Claims => SortKey::Number(-(facts.claims as f64)),
                Self::Pinned if actor.is_pinned => SortKey::Number(0.0),
                Self::Pinned => SortKey::Nothing(0),
            }
        }));
    }
}

/// `44.83 E, 41.69 N`, in the order of the forms.
fn degrees(place: Place) -> String {
    let part = |value: f64, positive: char, negative: char| {
        let side = if value < 0.0 { negative } else { positive };
        format!("{:.2}\u{a0}{side}", value.abs())
    };
    let (lon, lat) = (place.lon_deg(), place.lat_deg());
    format!("{}, {}", part(lon, 'E', 'W'), part(lat, 'N', 'S'))
}
