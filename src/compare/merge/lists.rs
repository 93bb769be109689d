//! Merging values that have parts, part by part.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

use super::Side;
use crate::compare::order::{three, weave};
use crate::compare::words;
use crate::model::{
    Anchor, Asserter, Bearing, BearingOn, Claim, Direction, Id, KindId, RuleSeverity, Scene,
    Severities, Source, SourceId,
};

/// What a merge of parts needs to know besides them.
pub(in crate::compare) struct Context<'a> {
    pub(in crate::compare) base: &'a Scene,
    pub(in crate::compare) ours: &'a Scene,
    pub(in crate::compare) theirs: &'a Scene,
    /// Whose value is taken where both differ; ours where nobody says.
    pub(in crate::compare) prefer: Option<Side>,
}

impl Context<'_> {
    pub(in crate::compare) fn preferred(&self) -> Side {
        self.prefer.unwrap_or(Side::Ours)
    }
}

/// A part that both sides changed, each in another way; `None` stands for a
/// part that is not there.
#[derive(Debug)]
pub(in crate::compare) struct PartConflict {
    pub(in crate::compare) base: Option<String>,
    pub(in crate::compare) ours: Option<String>,
    pub(in crate::compare) theirs: Option<String>,
    pub(in crate::compare) kept: Side,
    /// Whether it is the order of the parts.
    pub(in crate::compare) is_order: bool,
}

/// A part with a conflict.
struct Clash<'a, T> {
    base: Option<&'a T>,
    ours: Option<&'a T>,
    theirs: Option<&'a T>,
    kept: Side,
}

/// Three lists as one.
struct MergedList<'a, T> {
    parts: Vec<T>,
    clashes: Vec<Clash<'a, T>>,
    /// Who leads where both put the parts in another order.
    order_clash: Option<Side>,
}

impl<T> MergedList<'_, T> {
    fn conflicts(
        &self,
        lists: [&[T]; 3],
        context: &Context<'_>,
        words: impl Fn(&T, &Scene) -> String,
    ) -> Vec<PartConflict> {
        let scenes = [context.base, context.ours, context.theirs];
        let clashes = self.clashes.iter().map(|clash| PartConflict {
            base: clash.base.map(|part| words(part, context.base)),
            ours: clash.ours.map(|part| words(part, context.ours)),
            theirs: clash.theirs.map(|part| words(part, context.theirs)),
            kept: clash.kept,
            is_order: false,
        });
        let order = self.order_clash.map(|kept| {
            let [base, ours, theirs] = [0, 1, 2].map(|side| {
                let (list, scene): (&[T], &Scene) = (lists[side], scenes[side]);
                Some(words::list(list, |part| words(part, scene)))
            });
            PartConflict {
                base,
                ours,
                theirs,
                kept,
                is_order: true,
            }
        });
        clashes.chain(order).collect()
    }
}

/// Takes what one side changed; `None` where both did, each in another way.
fn pick<T: Clone + PartialEq>(base: Option<&T>, ours: &T, theirs: &T) -> Option<T> {
    if ours == theirs || base == Some(theirs) {
        Some(ours.clone())
    } else if base == Some(ours) {
        Some(theirs.clone())
    } else {
        None
    }
}

/// The parts by their keys; `None` where two have the same.
fn by_key<'a, T, K: Eq + Hash>(list: &'a [T], key: &impl Fn(&T) -> K) -> Option<HashMap<K, &'a T>> {
    let parts: HashMap<K, &T> = list.iter().map(|part| (key(part), part)).collect();
    (parts.len() == list.len()).then_some(parts)
}

/// Three lists as one; `None` where two parts of one list have the same key, so
/// that nobody can say which of them became which.
fn merged<T: Clone + PartialEq, K: Clone + Eq + Hash>(
    [base, ours, theirs]: [&[T]; 3],
    prefer: Option<Side>,
    key: impl Fn(&T) -> K,
    join: impl Fn(Option<&T>, &T, &T) -> Option<T>,
) -> Option<MergedList<'_, T>> {
    let (old, own, other) = (
        by_key(base, &key)?,
        by_key(ours, &key)?,
        by_key(theirs, &key)?,
    );
    let keys = |list: &[T]| list.iter().map(&key).collect::<Vec<K>>();
    let (base_keys, our_keys, their_keys) = (keys(base), keys(ours), keys(theirs));
    let mut kept: HashMap<K, T> = HashMap::new();
    let mut clashes = Vec::new();
    for key in weave(&our_keys, &their_keys) {
        let three = (
            old.get(&key).copied(),
            own.get(&key).copied(),
            other.get(&key).copied(),
        );
        let clash = |kept| Clash {
            base: three.0,
            ours: three.1,
            theirs: three.2,
            kept,
        };
        let taken = match three {
            (base, Some(ours), Some(theirs)) => {
                let joined = pick(base, ours, theirs).or_else(|| join(base, ours, theirs));
                Some(joined.unwrap_or_else(|| {
                    let side = prefer.unwrap_or(Side::Ours);
                    clashes.push(clash(side));
                    side.of(ours, theirs).clone()
                }))
            }
            (None, one, other) => one.or(other).cloned(),
            (Some(base), Some(one), None) | (Some(base), None, Some(one)) if one == base => None,
            (Some(_), one, other) => {
                let changed = if one.is_some() {
                    Side::Ours
                } else {
                    Side::Theirs
                };
                let side = prefer.unwrap_or(changed);
                clashes.push(clash(side));
                (side == changed).then(|| one.or(other).cloned()).flatten()
            }
        };
        if let Some(part) = taken {
            kept.insert(key, part);
        }
    }
    let order = three(
        [&base_keys, &our_keys, &their_keys],
        |key| kept.contains_key(key),
        prefer,
    );
    let parts = order.keys.iter().filter_map(|key| kept.remove(key));
    Some(MergedList {
        parts: parts.collect(),
        clashes,
        order_clash: order.is_clash.then_some(order.lead),
    })
}

pub(in crate::compare) fn kinds(
    base: Option<&Claim>,
    ours: &Claim,
    theirs: &Claim,
    into: &mut Claim,
    context: &Context<'_>,
) -> Option<Vec<PartConflict>> {
    let base = base.map_or(&[][..], |it| &it.kinds);
    let lists = [base, &ours.kinds, &theirs.kinds];
    let list = merged(lists, context.prefer, KindId::clone, |_, _, _| None)?;
    let conflicts = list.conflicts(lists, context, words::kind);
    into.kinds = list.parts;
    Some(conflicts)
}

/// Three lists of ids as one.
fn links<K>(
    lists: [&[Id<K>]; 3],
    context: &Context<'_>,
) -> Option<(Vec<Id<K>>, Vec<PartConflict>)> {
    let list = merged(lists, context.prefer, Clone::clone, |_, _, _| None)?;
    let conflicts = list.conflicts(lists, context, |id, _| id.to_string());
    Some((list.parts, conflicts))
}

pub(in crate::compare) fn repeats(
    base: Option<&Claim>,
    ours: &Claim,
    theirs: &Claim,
    into: &mut Claim,
    context: &Context<'_>,
) -> Option<Vec<PartConflict>> {
    let base = base.map_or(&[][..], |it| &it.repeats);
    let (ids, conflicts) = links([base, &ours.repeats, &theirs.repeats], context)?;
    into.repeats = ids;
    Some(conflicts)
}

pub(in crate::compare) fn contradicts(
    base: Option<&Claim>,
    ours: &Claim,
    theirs: &Claim,
    into: &mut Claim,
    context: &Context<'_>,
) -> Option<Vec<PartConflict>> {
    let base = base.map_or(&[][..], |it| &it.contradicts);
    let (ids, conflicts) = links([base, &ours.contradicts, &theirs.contradicts], context)?;
    into.contradicts = ids;
    Some(conflicts)
}

pub(in crate::compare) fn derived_from(
    base: Option<&Claim>,
    ours: &Claim,
    theirs: &Claim,
    into: &mut Claim,
    context: &Context<'_>,
) -> Option<Vec<PartConflict>> {
    let base = base.map_or(&[][..], |it| &it.derived_from);
    let (ids, conflicts) = links([base, &ours.derived_from, &theirs.derived_from], context)?;
    into.derived_from = ids;
    Some(conflicts)
}

pub(in crate::compare) fn source_repeats(
    base: Option<&Source>,
    ours: &Source,
    theirs: &Source,
    into: &mut Source,
    context: &Context<'_>,
) -> Option<Vec<PartConflict>> {
    let base = base.map_or(&[][..], |it| &it.repeats);
    let (ids, conflicts) = links([base, &ours.repeats, &theirs.repeats], context)?;
    into.repeats = ids;
    Some(conflicts)
}

pub(in crate::compare) fn bearings(
    base: Option<&Claim>,
    ours: &Claim,
    theirs: &Claim,
    into: &mut Claim,
    context: &Context<'_>,
) -> Option<Vec<PartConflict>> {
    let base = base.map_or(&[][..], |it| &it.bearings);
    let lists = [base, &ours.bearings, &theirs.bearings];
    let on = |bearing: &Bearing| -> BearingOn { bearing.on.clone() };
    let list = merged(lists, context.prefer, on, joined_bearing)?;
    let conflicts = list.conflicts(lists, context, words::bearing);
    into.bearings = list.parts;
    Some(conflicts)
}

/// Which way a bearing runs is one thing, how much it says and why another.
fn joined_bearing(base: Option<&Bearing>, ours: &Bearing, theirs: &Bearing) -> Option<Bearing> {
    let said = |it: &Bearing| (it.stance, it.magnitude, it.reason.clone());
    let direction: Direction = pick(
        base.map(|it| &it.direction),
        &ours.direction,
        &theirs.direction,
    )?;
    let (stance, magnitude, reason) = pick(base.map(said).as_ref(), &said(ours), &said(theirs))?;
    Some(Bearing {
        on: ours.on.clone(),
        direction,
        stance,
        magnitude,
        reason,
    })
}

pub(in crate::compare) fn anchors(
    base: Option<&Claim>,
    ours: &Claim,
    theirs: &Claim,
    into: &mut Claim,
    context: &Context<'_>,
) -> Option<Vec<PartConflict>> {
    let base = base.map_or(&[][..], |it| &it.anchors);
    let lists = [base, &ours.anchors, &theirs.anchors];
    let words_of = |it: &Anchor| -> (SourceId, String) { (it.source.clone(), it.exact.clone()) };
    let list = merged(lists, context.prefer, words_of, |_, _, _| None)?;
    let conflicts = list.conflicts(lists, context, |anchor, _| words::anchor(anchor));
    into.anchors = list.parts;
    Some(conflicts)
}

/// Name, role and affiliation of somebody with a name are three things.
pub(in crate::compare) fn asserter(
    base: Option<&Claim>,
    ours: &Claim,
    theirs: &Claim,
    into: &mut Claim,
    _context: &Context<'_>,
) -> Option<Vec<PartConflict>> {
    fn named(claim: &Claim) -> Option<(&String, &Option<String>, &Option<crate::model::ActorId>)> {
        match &claim.asserter {
            Asserter::Named {
                name,
                role,
                affiliation,
            } => Some((name, role, affiliation)),
            Asserter::Unattributed { .. } => None,
        }
    }
    let (base, ours, theirs) = (named(base?)?, named(ours)?, named(theirs)?);
    into.asserter = Asserter::Named {
        name: pick(Some(base.0), ours.0, theirs.0)?,
        role: pick(Some(base.1), ours.1, theirs.1)?,
        affiliation: pick(Some(base.2), ours.2, theirs.2)?,
    };
    Some(Vec::new())
}

/// The severity of each rule is a thing of its own.
pub(in crate::compare) fn severities(
    base: Option<&Scene>,
    ours: &Scene,
    theirs: &Scene,
    into: &mut Scene,
    context: &Context<'_>,
) -> Option<Vec<PartConflict>> {
    type Said = (String, RuleSeverity);
    fn said(scene: &Scene) -> Vec<Said> {
        let said: BTreeMap<&str, RuleSeverity> = scene.severities.iter().collect();
        said.into_iter()
            .map(|(rule, severity)| (rule.to_owned(), severity))
            .collect()
    }
    let (base, ours, theirs) = (base.map(said).unwrap_or_default(), said(ours), said(theirs));
    let lists = [base.as_slice(), &ours, &theirs];
    let rule = |said: &Said| -> String { said.0.clone() };
    let list = merged(lists, context.prefer, rule, |_, _, _| None)?;
    let words = |said: &Said, _: &Scene| format!("{}: {}", said.0, said.1.word());
    let conflicts = list.conflicts(lists, context, words);
    let mut severities = Severities::default();
    for (rule, severity) in list.parts {
        severities.set(&rule, Some(severity));
    }
    into.severities = severities;
    Some(conflicts)
}
