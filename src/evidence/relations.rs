//! Claims that speak of one another: which contradict, repeat or follow from
//! which, and the clusters that they make.
//!
//! A cluster is all claims that such links connect, whichever way and over
//! however many steps. Links to claims that are not there connect nothing; they
//! are findings of their own.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Claim, ClaimId, Quantity, Scene};

/// How one claim speaks of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Relation {
    /// They cannot both be right. Holds both ways.
    Contradicts,
    /// It says again what the other says, from the same origin.
    Repeats,
    /// It was worked out from the other.
    DerivedFrom,
}

impl Relation {
    /// All three, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Contradicts, Self::Repeats, Self::DerivedFrom];

    /// The words before the claim that is spoken of: `contradicts`.
    pub fn words(self) -> &'static str {
        match self {
            Self::Contradicts => "contradicts",
            Self::Repeats => "repeats",
            Self::DerivedFrom => "derived from",
        }
    }

    /// The words before the claim that speaks of this one: `repeated by`.
    pub fn words_back(self) -> &'static str {
        match self {
            Self::Contradicts => "contradicts",
            Self::Repeats => "repeated by",
            Self::DerivedFrom => "basis of",
        }
    }

    /// The claims that this one speaks of so.
    pub fn of(self, claim: &Claim) -> &[ClaimId] {
        match self {
            Self::Contradicts => &claim.contradicts,
            Self::Repeats => &claim.repeats,
            Self::DerivedFrom => &claim.derived_from,
        }
    }
}

/// One claim speaks of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The claim that says so.
    pub from: ClaimId,
    /// How it speaks of the other.
    pub relation: Relation,
    /// The other.
    pub to: ClaimId,
}

impl Link {
    /// In words: `c18 contradicts c17`.
    pub fn in_words(&self) -> String {
        format!("{} {} {}", self.from, self.relation.words(), self.to)
    }
}

/// Claims that links connect, at least two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// The claims, in file order.
    pub claims: Vec<ClaimId>,
    /// What connects them: by the claim that says so in file order, then in the
    /// order of [`Relation::ALL`], then as the claim lists them.
    pub links: Vec<Link>,
}

/// What a claim has to do with another, from its own point of view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// How they are related.
    pub relation: Relation,
    /// Whether the other one says so, and not this one.
    pub is_said_by_other: bool,
    /// The other.
    pub claim: ClaimId,
}

impl Neighbour {
    /// The words before the id of the other.
    pub fn words(&self) -> &'static str {
        if self.is_said_by_other {
            self.relation.words_back()
        } else {
            self.relation.words()
        }
    }
}

/// The links of one scene, found in one pass; asking afterwards costs no more
/// than what is connected. Belongs to the scene that it was made from.
#[derive(Clone, Debug, Default)]
pub struct Relations {
    /// For the place of each claim that has any: the places that it is linked
    /// with, with how, and whether the other one says so.
    links: BTreeMap<usize, Vec<(Relation, bool, usize)>>,
}

impl Relations {
    /// Those of this scene.
    pub fn new(scene: &Scene) -> Self {
        let mut links: BTreeMap<usize, Vec<(Relation, bool, usize)>> = BTreeMap::new();
        for (at, claim) in scene.claims.iter().enumerate() {
            for relation in Relation::ALL {
                for other in relation.of(claim) {
                    let Some(to) = scene.claims.position(other).filter(|to| *to != at) else {
                        continue;
                    };
                    links.entry(at).or_default().push((relation, false, to));
                    links.entry(to).or_default().push((relation, true, at));
                }
            }
        }
        for of_one in links.values_mut() {
            of_one.sort_unstable();
            // Said twice, or by both, is said.
            of_one.dedup();
            let said: BTreeSet<usize> = of_one
                .iter()
                .filter(|(relation, is_back, _)| *relation == Relation::Contradicts && !is_back)
                .map(|(.., to)| *to)
                .collect();
            of_one.retain(|(relation, is_back, to)| {
                !(*relation == Relation::Contradicts && *is_back && said.contains(to))
            });
        }
        Self { links }
    }

    /// What this claim has to do with others: what it says of them, then what
    /// they say of it, relation by relation, each in file order.
    pub fn of(&self, scene: &Scene, claim: &ClaimId) -> Vec<Neighbour> {
        let at = scene.claims.position(claim);
        let links = at.and_then(|at| self.links.get(&at));
        let neighbours = links.into_iter().flatten();
        neighbours
            .filter_map(|(relation, is_said_by_other, to)| {
                Some(Neighbour {
                    relation: *relation,
                    is_said_by_other: *is_said_by_other,
                    claim: scene.claims.at(*to)?.id.clone(),
                })
            })
            .collect()
    }

    /// The cluster of this claim; `None` for one that is linked with nothing.
    pub fn cluster_of(&self, scene: &Scene, claim: &ClaimId) -> Option<Cluster> {
        let at = scene.claims.position(claim)?;
        self.links.get(&at)?;
        Some(Self::cluster(scene, &self.connected(at)))
    }

    /// All clusters, in the order of their first claims.
    pub fn clusters(&self, scene: &Scene) -> Vec<Cluster> {
        let mut seen = BTreeSet::new();
        let mut out = Vec::new();
        for at in self.links.keys() {
            if !seen.contains(at) {
                let places = self.connected(*at);
                out.push(Self::cluster(scene, &places));
                seen.extend(places);
            }
        }
        out
    }

    /// The places of all claims that links connect with the one at this place.
    fn connected(&self, at: usize) -> BTreeSet<usize> {
        let mut found = BTreeSet::from([at]);
        let mut open = vec![at];
        while let Some(at) = open.pop() {
            for (.., to) in self.links.get(&at).into_iter().flatten() {
                if found.insert(*to) {
                    open.push(*to);
                }
            }
        }
        found
    }

    fn cluster(scene: &Scene, places: &BTreeSet<usize>) -> Cluster {
        let mut cluster = Cluster {
            claims: Vec::new(),
            links: Vec::new(),
        };
        for claim in places.iter().filter_map(|at| scene.claims.at(*at)) {
            cluster.claims.push(claim.id.clone());
            for relation in Relation::ALL {
                let others = relation.of(claim).iter();
                let others = others.filter(|to| **to != claim.id && scene.claims.contains(to));
                cluster.links.extend(others.map(|to| Link {
                    from: claim.id.clone(),
                    relation,
                    to: to.clone(),
                }));
            }
        }
        cluster
    }
}

/// What stands against setting the numbers of these claims beside one another:
/// `units differ`, `scope not stated for c17`. Empty where nothing does, and
/// where fewer than two of the claims give a number.
pub fn cautions_on_numbers(claims: &[&Claim]) -> Vec<String> {
    let with_numbers = claims.iter().filter(|claim| !claim.quantities.is_empty());
    if with_numbers.count() < 2 {
        return Vec::new();
    }
    let mut out = Vec::new();
    let quantities = || {
        claims
            .iter()
            .flat_map(|claim| claim.quantities.iter().map(|it| (&claim.id, it)))
    };
    let units: BTreeSet<&str> = quantities().map(|(_, it)| it.unit.trim()).collect();
    if units.len() > 1 {
        out.push("units differ".to_owned());
    }
    for name in ["scope", "period"] {
        let part = |quantity: &Quantity| match name {
            "scope" => quantity.scope.clone(),
            _ => quantity.period.clone(),
        };
        let values = || quantities().map(|(id, it)| (id, part(it)));
        let stated: BTreeSet<String> = values().filter_map(|(_, value)| value).collect();
        if stated.len() > 1 {
            out.push(format!("{name}s differ"));
        }
        let mut unstated: Vec<&str> = values()
            .filter(|(_, value)| value.is_none())
            .map(|(id, _)| id.as_str())
            .collect();
        unstated.dedup();
        if !unstated.is_empty() {
            out.push(format!("{name} not stated for {}", unstated.join(", ")));
        }
    }
    out
}

#[cfg(test)]
mod tests;
