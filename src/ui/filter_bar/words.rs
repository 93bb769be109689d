//! What the chips say: what is left out or recedes, and why.

use crate::model::{ActorId, Confidence, Focus, PathOver, Scene, Status};
use crate::session::{Command, Filter, FindCommand, Session, TieClass};
use crate::ui::words::counted;

/// The longest name that stands whole on a chip, in characters.
const MOST_CHARS: usize = 32;

/// A chip.
pub(super) struct Chip {
    /// Tells it apart.
    pub(super) id: &'static str,
    /// What it says.
    pub(super) words: String,
    /// What it does, in a sentence.
    pub(super) hover: String,
    /// Whether it is a focus or a path.
    pub(super) is_spotlight: bool,
    /// What takes it away.
    pub(super) out: Vec<Command>,
}

impl Chip {
    fn of(id: &'static str, words: String, hover: &str, out: Vec<Command>) -> Self {
        Self {
            id,
            words,
            hover: hover.to_owned(),
            is_spotlight: false,
            out,
        }
    }
}

/// All chips, in the order of the bar.
pub(super) fn chips(session: &Session) -> Vec<Chip> {
    let scene = &session.document().scene;
    let filter = session.filter();
    let end = || vec![Command::Find(FindCommand::EndSpotlight)];
    let mut chips = Vec::new();
    if let Some(focus) = session.focus() {
        chips.push(Chip {
            is_spotlight: true,
            ..Chip::of(
                "focus",
                focus_words(focus, scene),
                &focus_hover(focus),
                end(),
            )
        });
    }
    if let Some(words) = path_words(session) {
        chips.push(Chip {
            is_spotlight: true,
            ..Chip::of("path", words, &path_hover(session), end())
        });
    }
    chips.extend(class_chip(filter));
    if session.is_hiding_unknown() {
        let hover = "Ties that nothing is known of are not drawn.";
        let out = vec![Command::ShowUnknown(true)];
        chips.push(Chip::of(
            "unknown",
            "Without unknown ties".to_owned(),
            hover,
            out,
        ));
    }
    if filter.least_weight() > 0.0 {
        let words = format!("Weight at least {:.2}", filter.least_weight());
        let hover = "Ties nearer to 0 are left out, whatever their sign.";
        let out = vec![Command::FilterLeastWeight(0.0)];
        chips.push(Chip::of("weight", words, hover, out));
    }
    chips.extend(confidence_chip(filter));
    chips.extend(kind_chip(filter, scene));
    if let Some(grade) = filter.least_grade() {
        let words = format!("Grade {grade} or better");
        let hover = "Claims graded lower on either axis are left out.";
        chips.push(Chip::of(
            "grade",
            words,
            hover,
            vec![Command::FilterGrade(None)],
        ));
    }
    chips.extend(status_chip(filter));
    chips.extend(source_chip(filter, scene));
    chips.extend(asserter_chip(filter));
    let search = filter.search().trim();
    if !search.is_empty() {
        let words = format!("Claims with \u{201c}{}\u{201d}", short(search));
        let hover = "Only claims with these words are listed; ties without any are faint.";
        chips.push(Chip::of(
            "search",
            words,
            hover,
            vec![Command::Search(String::new())],
        ));
    }
    chips
}

fn short(words: &str) -> String {
    if words.chars().count() <= MOST_CHARS {
        return words.to_owned();
    }
    let start: String = words.chars().take(MOST_CHARS - 1).collect();
    format!("{}\u{2026}", start.trim_end())
}

/// `Focus: Israel and 2 more, depth 1`.
fn focus_words(focus: &Focus, scene: &Scene) -> String {
    let ties = focus.ties.iter().filter_map(|id| scene.ties.get(id));
    let ties = ties.map(|tie| {
        let [from, to] = [&tie.from, &tie.to].map(|end| scene.actor_name(end));
        format!("{from} \u{2013} {to}")
    });
    let actors = focus.actors.iter().filter(|id| scene.actors.contains(id));
    let actors = actors.map(|id| scene.actor_name(id).to_owned());
    let all: Vec<String> = actors.chain(ties).collect();
    let first = all.first().map_or("", String::as_str);
    let more = match all.len() {
        0 | 1 => String::new(),
        count => format!(" and {} more", count - 1),
    };
    format!("Focus: {}{more}, depth {}", short(first), focus.depth)
}

fn focus_hover(focus: &Focus) -> String {
    let near = match focus.depth {
        0 => "Only this stands out".to_owned(),
        depth => format!(
            "What is within {} of it stands out",
            counted(usize::from(depth), "tie", "ties")
        ),
    };
    let rest = if focus.is_hiding {
        "the rest is hidden"
    } else {
        "the rest recedes"
    };
    format!("{near}; {rest}.\nUnknown ties lead nowhere. 0 to 9 set the depth, Esc ends it.")
}

/// `Path: Israel → Kazakhstan, 2 ties, strongest 0.45`; `None` where none is
/// looked for.
pub(in crate::ui) fn path_words(session: &Session) -> Option<String> {
    let path = session.path()?;
    let scene = &session.document().scene;
    let ends = format!(
        "{} \u{2192} {}",
        short(scene.actor_name(&path.from)),
        short(scene.actor_name(&path.to))
    );
    let Some(found) = session.path_found() else {
        let over = match path.over {
            PathOver::Any | PathOver::Strongest => "known ties",
            PathOver::Positive => "supportive ties",
        };
        return Some(format!("No path: {ends}, over {over}"));
    };
    let over = match path.over {
        PathOver::Any => String::new(),
        PathOver::Positive => ", supportive only".to_owned(),
        PathOver::Strongest => {
            let strength = found.strength.unwrap_or_default();
            format!(", strongest {strength:.2}")
        }
    };
    let ways = match found.count {
        0 | 1 => String::new(),
        u64::MAX => ", very many ways".to_owned(),
        count => format!(", {count} ways"),
    };
    let length = counted(found.length, "tie", "ties");
    Some(format!("Path: {ends}, {length}{over}{ways}"))
}

fn path_hover(session: &Session) -> String {
    let Some(path) = session.path() else {
        return String::new();
    };
    let filtered = if session.filter().leaves_out_ties() {
        " The filters leave ties out."
    } else {
        ""
    };
    let Some(found) = session.path_found() else {
        return format!(
            "No known tie leads from the one to the other. Unknown ties lead nowhere.{filtered}"
        );
    };
    let way = match path.over {
        PathOver::Strongest => strongest_way(session, &found.actors),
        PathOver::Any | PathOver::Positive => {
            let ways = if found.count > 1 {
                "All of them stand"
            } else {
                "It stands"
            };
            format!("The fewest ties from the one to the other. {ways} out, the rest recedes.")
        }
    };
    format!("{way}\nTies are gone along either way; unknown ones lead nowhere.{filtered}")
}

/// The way from actor to actor with the weights between them.
fn strongest_way(session: &Session, actors: &[ActorId]) -> String {
    let scene = session.seen();
    let first = actors
        .first()
        .map(|first| scene.actor_name(first).to_owned());
    let mut parts: Vec<String> = first.into_iter().collect();
    let ties = session.path_found().map_or(&[][..], |found| &found.ties);
    let mut hostile = 0;
    for (tie, actor) in ties.iter().zip(actors.iter().skip(1)) {
        let weight = scene.ties.get(tie).and_then(|tie| tie.weight());
        let weight = weight.map_or_else(String::new, |weight| {
            hostile += usize::from(weight.is_negative());
            weight.to_string()
        });
        parts.push(format!("({weight}) {}", scene.actor_name(actor)));
    }
    let sign = match hostile {
        0 => "",
        odd if odd % 2 == 1 => " An odd number of its ties is hostile, so it is so as a whole.",
        _ => " Its hostile ties are even in number, so it is supportive as a whole.",
    };
    let words = parts.join(" ");
    format!("{words}\nThe strength is the product of the weights, without signs.{sign}")
}

fn class_chip(filter: &Filter) -> Option<Chip> {
    let hidden = filter.hidden_classes();
    let shown: Vec<TieClass> = TieClass::ALL
        .into_iter()
        .filter(|class| filter.has_class(*class))
        .collect();
    let word = |class: &TieClass| class.label().to_lowercase();
    let words = match (shown.as_slice(), hidden.len()) {
        (_, 0) => return None,
        ([], _) => "No judged ties".to_owned(),
        ([only], _) => format!("Only {} ties", word(only)),
        _ => {
            let hidden: Vec<String> = hidden.iter().map(word).collect();
            format!("Without {} ties", hidden.join(" and "))
        }
    };
    let out = hidden
        .iter()
        .map(|class| Command::FilterClass(*class, true));
    let hover = "Ties of other signs are left out. Unknown ties have a switch of their own.";
    Some(Chip::of("sign", words, hover, out.collect()))
}

/// The word for a confidence, as on a chip.
pub(in crate::ui) fn confidence_word(confidence: Option<Confidence>) -> &'static str {
    confidence.map_or("none said", Confidence::word)
}

/// All confidences, the highest first.
pub(in crate::ui) const CONFIDENCES: [Option<Confidence>; 4] = [
    Some(Confidence::High),
    Some(Confidence::Moderate),
    Some(Confidence::Low),
    None,
];

fn confidence_chip(filter: &Filter) -> Option<Chip> {
    let hidden = filter.hidden_confidences();
    if hidden.is_empty() {
        return None;
    }
    let shown = CONFIDENCES
        .into_iter()
        .filter(|it| filter.has_confidence(*it));
    let shown: Vec<&str> = shown.map(confidence_word).collect();
    let words = if shown.is_empty() {
        "No confidence".to_owned()
    } else {
        format!("Confidence {}", shown.join(", "))
    };
    let out = hidden
        .iter()
        .map(|it| Command::Find(FindCommand::FilterConfidence(*it, true)));
    let hover = "Judged ties of another confidence are left out.";
    Some(Chip::of("confidence", words, hover, out.collect()))
}

fn kind_chip(filter: &Filter, scene: &Scene) -> Option<Chip> {
    let hidden = filter.hidden_kinds();
    if hidden.is_empty() {
        return None;
    }
    let shown: Vec<&str> = scene
        .kinds
        .iter()
        .filter(|kind| filter.has_kind(&kind.id))
        .map(|kind| kind.label.as_str())
        .collect();
    let all = scene.kinds.len();
    let words = match shown.as_slice() {
        [] => "No kind of claim".to_owned(),
        [only] => format!("Only {}", short(only)),
        some if some.len() + 1 == all => {
            let left_out = scene.kinds.iter().find(|kind| !filter.has_kind(&kind.id));
            let left_out = left_out.map_or("", |kind| kind.label.as_str());
            format!("Without {}", short(left_out))
        }
        some => format!("{} of {all} kinds", some.len()),
    };
    let out = hidden
        .iter()
        .map(|it| Command::FilterKind(it.clone(), true));
    let hover = "Claims of other kinds are left out; ties without a claim of these are faint.";
    Some(Chip::of("kind", words, hover, out.collect()))
}

fn status_chip(filter: &Filter) -> Option<Chip> {
    let hidden = filter.hidden_statuses();
    if hidden.is_empty() {
        return None;
    }
    let shown = Status::ALL.into_iter().filter(|it| filter.has_status(*it));
    let shown: Vec<&str> = shown.map(Status::word).collect();
    let words = if shown.is_empty() {
        "No status of claim".to_owned()
    } else {
        format!("Only {}", shown.join(", "))
    };
    let out = hidden
        .iter()
        .map(|it| Command::Find(FindCommand::FilterStatus(*it, true)));
    let hover = "Claims of another status are left out; ties without any of these are faint.";
    Some(Chip::of("status", words, hover, out.collect()))
}

fn source_chip(filter: &Filter, scene: &Scene) -> Option<Chip> {
    let chosen = filter.sources();
    let words = match chosen.iter().collect::<Vec<_>>().as_slice() {
        [] => return None,
        [only] => {
            let source = scene.sources.get(only);
            let title = source.map_or(only.as_str(), |source| source.title.as_str());
            format!("Source: {}", short(title))
        }
        some => format!("{} of {} sources", some.len(), scene.sources.len()),
    };
    let out = chosen
        .iter()
        .map(|it| Command::Find(FindCommand::FilterSource(it.clone(), false)));
    let hover = "Only claims of these sources count; ties without any are faint.";
    Some(Chip::of("source", words, hover, out.collect()))
}

/// The word for who asserts.
pub(in crate::ui) fn asserter_word(asserter: Option<&String>) -> &str {
    asserter.map_or("nobody named", String::as_str)
}

fn asserter_chip(filter: &Filter) -> Option<Chip> {
    let chosen = filter.asserters();
    let words = match chosen.iter().collect::<Vec<_>>().as_slice() {
        [] => return None,
        [only] => format!("Said by {}", short(asserter_word(only.as_ref()))),
        some => format!("Said by one of {}", some.len()),
    };
    let out = chosen
        .iter()
        .map(|it| Command::Find(FindCommand::FilterAsserter(it.clone(), false)));
    let hover = "Only claims of these asserters count; ties without any are faint.";
    Some(Chip::of("asserter", words, hover, out.collect()))
}
