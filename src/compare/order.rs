//! Bringing two orders of records together.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use super::merge::Side;

/// All of `lead` in its order, and among them what only `other` has: each after
/// the nearest of its predecessors there that both have, and after what `lead`
/// alone has there; what has none comes first. No id stands twice in either.
pub(super) fn weave<K: Clone + Eq + Hash>(lead: &[K], other: &[K]) -> Vec<K> {
    let in_lead: HashSet<&K> = lead.iter().collect();
    let in_other: HashSet<&K> = other.iter().collect();
    let mut followers: HashMap<Option<&K>, Vec<&K>> = HashMap::new();
    let mut predecessor = None;
    for key in other {
        if in_lead.contains(key) {
            predecessor = Some(key);
        } else {
            followers.entry(predecessor).or_default().push(key);
        }
    }
    let mut woven = Vec::with_capacity(lead.len() + other.len());
    let mut predecessor = None;
    let flush = |predecessor: Option<&K>, woven: &mut Vec<K>| {
        let followers = followers.get(&predecessor);
        woven.extend(followers.into_iter().flatten().copied().cloned());
    };
    for key in lead {
        if in_other.contains(key) {
            flush(predecessor, &mut woven);
            predecessor = Some(key);
        }
        woven.push(key.clone());
    }
    flush(predecessor, &mut woven);
    woven
}

/// Three orders as one.
pub(super) struct Ordered<K> {
    pub(super) keys: Vec<K>,
    /// Whose order it is; the additions of the other are woven in.
    pub(super) lead: Side,
    /// Whether both sides put what was there in another order, each its own.
    pub(super) is_clash: bool,
}

/// The order of what `is_kept` holds for: that of the side that changed it, ours
/// where neither or both did, unless theirs is preferred then.
pub(super) fn three<K: Clone + Eq + Hash>(
    [base, ours, theirs]: [&[K]; 3],
    is_kept: impl Fn(&K) -> bool,
    prefer: Option<Side>,
) -> Ordered<K> {
    let (our_set, their_set): (HashSet<&K>, HashSet<&K>) =
        (ours.iter().collect(), theirs.iter().collect());
    let is_shared = |key: &K| is_kept(key) && our_set.contains(key) && their_set.contains(key);
    let own = among(ours, is_shared);
    let other = among(theirs, is_shared);
    let (mut lead, mut is_clash) = (Side::Ours, false);
    if own != other {
        let base_set: HashSet<&K> = base.iter().collect();
        let was_there = |key: &K| base_set.contains(key);
        let old = among(base, is_shared);
        let of = |keys: &[&K], is_meant: &dyn Fn(&K) -> bool| {
            among(keys.iter().copied(), is_meant)
                .into_iter()
                .cloned()
                .collect::<Vec<K>>()
        };
        let (own_old, other_old) = (of(&own, &was_there), of(&other, &was_there));
        let is_old = |keys: &[K]| keys.iter().eq(old.iter().copied());
        let new = |key: &K| !was_there(key);
        match (is_old(&own_old), is_old(&other_old)) {
            (true, false) => lead = Side::Theirs,
            (false, true) => {}
            _ => is_clash = own_old != other_old || of(&own, &new) != of(&other, &new),
        }
    }
    if is_clash {
        lead = prefer.unwrap_or(Side::Ours);
    }
    let kept = |keys: &[K]| -> Vec<K> { among(keys, &is_kept).into_iter().cloned().collect() };
    let (ours, theirs) = (kept(ours), kept(theirs));
    let keys = match lead {
        Side::Ours => weave(&ours, &theirs),
        Side::Theirs => weave(&theirs, &ours),
    };
    Ordered {
        keys,
        lead,
        is_clash,
    }
}

/// Of these ids the ones that `is_meant` holds for, in their order.
pub(super) fn among<'a, K: 'a>(
    keys: impl IntoIterator<Item = &'a K>,
    is_meant: impl Fn(&K) -> bool,
) -> Vec<&'a K> {
    keys.into_iter().filter(|key| is_meant(key)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn woven(lead: &str, other: &str) -> String {
        let chars = |text: &str| text.chars().collect::<Vec<char>>();
        weave(&chars(lead), &chars(other)).into_iter().collect()
    }

    #[test]
    fn what_only_the_other_has_follows_its_predecessor() {
        assert_eq!(woven("abc", "abc"), "abc");
        assert_eq!(woven("abc", "axbyc"), "axbyc");
        assert_eq!(woven("cba", "axbc"), "cbax");
        assert_eq!(woven("abc", "xyabc"), "xyabc");
        assert_eq!(woven("", "xy"), "xy");
        assert_eq!(woven("ab", ""), "ab");
    }

    fn ordered(base: &str, ours: &str, theirs: &str) -> (String, bool) {
        let chars = |text: &str| text.chars().collect::<Vec<char>>();
        let [base, ours, theirs] = [base, ours, theirs].map(chars);
        let order = three([&base, &ours, &theirs], |key| *key != '-', None);
        (order.keys.into_iter().collect(), order.is_clash)
    }

    #[test]
    fn the_side_that_changed_the_order_leads() {
        let clean = |text: &str| (text.to_owned(), false);
        assert_eq!(ordered("abc", "abcx", "cabY"), clean("cxabY"));
        assert_eq!(ordered("abc", "cab", "abYc"), clean("cabY"));
        assert_eq!(ordered("abc", "cab", "cab"), clean("cab"));
        assert_eq!(ordered("a-c", "a-c", "ca"), clean("ca"));
    }

    #[test]
    fn two_orders_of_two_sides_are_a_conflict() {
        assert_eq!(ordered("abc", "cab", "bac"), ("cab".to_owned(), true));
        assert_eq!(ordered("", "xy", "yx"), ("xy".to_owned(), true));
    }

    #[test]
    fn additions_of_both_at_one_place_stand_with_those_of_the_lead_first() {
        assert_eq!(woven("abx", "aby"), "abxy");
        assert_eq!(woven("axb", "ayzb"), "axyzb");
        assert_eq!(woven("xab", "yab"), "xyab");
    }
}
