//! Actors from what a person typed: one name, or a list of them, pasted or
//! typed.
//!
//! A name or code of a state brings its code, names and place along from the
//! table of states; anything else becomes an organisation without a place.
//! Nothing that was typed is dropped in silence: each item of a list says what
//! became of it.

use std::collections::{HashMap, HashSet};

use crate::edit::NAME_CHARS;
use crate::file::states::{StateEntry, recognise, state_of};
use crate::model::{Actor, ActorId, ActorKind, Name};
use crate::text::{fold, unsupported};

/// The most names that one list makes actors of.
pub const MAX_LISTED: usize = 2_000;
/// The longest list that is read, in characters: what is beyond is cut off.
pub const MAX_LIST_CHARS: usize = 60_000;

/// How many other languages a list gives each of its states names in.
const MAX_SHARED_LANGUAGES: usize = 8;
/// The longest id that is made from one word, in characters.
const MAX_WORD_ID: usize = 10;
/// The longest id that is made from initials, in characters.
const MAX_INITIALS: usize = 6;

/// What a typed or pasted list came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ActorList {
    /// Every item that was read, in order.
    pub items: Vec<ListedActor>,
    /// Whether the list is longer than what is read of it.
    pub is_cut: bool,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListedActor {
    /// The item as typed, without bullet or number.
    pub typed: String,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of an item of a list.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// An actor, ready to add: a state with its code and place, or else an
    /// organisation without a place.
    New(Box<Actor>),
    /// Named before; this is the name of the actor that it is.
    Repeated(String),
    /// No actor is made of it, and why not.
    Refused(String),
}

impl ActorList {
    /// Reads a list. Items stand on lines of their own or between commas,
    /// semicolons or tabs; bullets, numbers and quotes around them are left out.
    pub fn parse(text: &str) -> Self {
        let mut reader = Reader::default();
        let end = text.char_indices().nth(MAX_LIST_CHARS).map(|(at, _)| at);
        reader.list.is_cut = end.is_some();
        let text = end.and_then(|end| text.get(..end)).unwrap_or(text);
        for line in text.split(['\n', '\r', '\u{2028}', '\u{2029}']) {
            if !reader.take_line(line) {
                reader.list.is_cut = true;
                break;
            }
        }
        let mut list = reader.list;
        list.share_languages();
        list
    }

    /// The actors, in the order of the list.
    pub fn actors(&self) -> impl Iterator<Item = &Actor> {
        self.items.iter().filter_map(|item| match &item.outcome {
            Outcome::New(actor) => Some(&**actor),
            Outcome::Repeated(_) | Outcome::Refused(_) => None,
        })
    }

    /// Gives each state its names in the languages of the others: whoever maps
    /// Israel and Iran reads Hebrew and Persian.
    fn share_languages(&mut self) {
        let mut languages: Vec<&str> = Vec::new();
        let states = self.actors().filter_map(state_behind);
        for (language, _) in states.flat_map(|state| &state.own) {
            if !languages.contains(language) {
                languages.push(language);
            }
        }
        languages.truncate(MAX_SHARED_LANGUAGES);
        for item in &mut self.items {
            if let Outcome::New(actor) = &mut item.outcome
                && let Some(state) = state_behind(actor)
            {
                actor.other_names = other_names(state, &actor.name, &languages);
            }
        }
    }
}

fn state_behind(actor: &Actor) -> Option<&'static StateEntry> {
    state_of(actor.iso.as_deref()?)
}

/// An actor named so, with an id of its own: a state where the name is one,
/// else an organisation. The caller has checked the name and sets the place.
pub fn actor_named(name: &str, taken: impl Fn(&ActorId) -> bool) -> Actor {
    let name = cleaned(name);
    let id = fresh_actor_id(&name, taken);
    match recognise(&name) {
        Some(state) => state_actor(id, state, &name),
        None => Actor::new(id, ActorKind::Organisation, name),
    }
}

/// An id for an actor of this name that is not taken: the alpha-3 code of a
/// state; the initials of several words; else the word. A number makes it
/// unique.
pub fn fresh_actor_id(name: &str, taken: impl Fn(&ActorId) -> bool) -> ActorId {
    let base = match recognise(name) {
        Some(state) => state.alpha3.to_owned(),
        None => short_form(name),
    };
    numbered(&base, 1, taken).0
}

/// The first free id of this base from this number on, and its number; that
/// numbered 1 is the base alone.
fn numbered(base: &str, from: u32, taken: impl Fn(&ActorId) -> bool) -> (ActorId, u32) {
    let mut number = from;
    loop {
        let text = match number {
            1 => base.to_owned(),
            _ => format!("{base}-{number}"),
        };
        // Bases are short and of letters and digits alone, so each is an id.
        if let Ok(id) = ActorId::new(&text)
            && !taken(&id)
        {
            return (id, number);
        }
        number += 1;
    }
}

/// A state as a new actor, without a place. Its name is spelt as the table
/// spells what was typed.
fn state_actor(id: ActorId, state: &StateEntry, typed: &str) -> Actor {
    let name = state.spelling(typed).to_owned();
    Actor {
        iso: Some(state.alpha3.to_owned()),
        other_names: other_names(state, &name, &[]),
        ..Actor::new(id, ActorKind::State, name)
    }
}

/// The names of a state beside the one that is shown: its own first, then
/// English, then those in the languages given.
fn other_names(state: &StateEntry, shown: &str, languages: &[&str]) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    // What no embedded face can show would be boxes, and a finding besides.
    let is_shown = |(_, text): &(&str, &str)| unsupported(text).is_empty();
    let own = state.own.iter().copied().filter(is_shown);
    let further = std::iter::once(&"en").chain(languages);
    let further = further.filter_map(|tag| Some((*tag, state.name_in(tag)?)));
    for (at, (language, text)) in own.chain(further.filter(is_shown)).enumerate() {
        // Its own stays where it is shown, too: the first is the actor's own.
        let is_told = at > 0 && language == "en" && text == shown;
        if !is_told && names.iter().all(|name| name.language != language) {
            names.push(Name {
                language: language.to_owned(),
                text: text.to_owned(),
            });
        }
    }
    names
}

/// Reads a list item by item.
#[derive(Default)]
struct Reader {
    list: ActorList,
    /// How many actors there are.
    count: usize,
    ids: HashSet<ActorId>,
    /// Names of actors by what they are recognised by: alpha-3 code of a
    /// state, folded name of another.
    known: HashMap<String, String>,
    /// The number that the next id of a base begins with.
    next: HashMap<String, u32>,
}

impl Reader {
    /// False where there is no room for more.
    fn take_line(&mut self, line: &str) -> bool {
        const BETWEEN: [char; 9] = [',', ';', '\t', '|', '،', '؛', '、', '，', '；'];
        let whole = bare(line);
        // "Iran, Islamic Republic of" is one state and not two.
        if recognise(whole).is_some() {
            return self.take(whole);
        }
        whole.split(BETWEEN).all(|item| self.take(bare(item)))
    }

    fn take(&mut self, typed: &str) -> bool {
        if !typed.chars().any(char::is_alphanumeric) {
            return true;
        }
        if self.count >= MAX_LISTED {
            return false;
        }
        let outcome = self.outcome(typed);
        self.count += usize::from(matches!(outcome, Outcome::New(_)));
        let typed = typed.chars().take(NAME_CHARS).collect();
        self.list.items.push(ListedActor { typed, outcome });
        true
    }

    fn outcome(&mut self, typed: &str) -> Outcome {
        let chars = typed.chars().count();
        if chars > NAME_CHARS {
            return Outcome::Refused(format!(
                "too long for a name: {chars} characters, at most {NAME_CHARS}"
            ));
        }
        let name = cleaned(typed);
        let state = recognise(&name);
        let known_by = state.map_or_else(|| fold(&name), |state| state.alpha3.to_owned());
        if let Some(known) = self.known.get(&known_by) {
            return Outcome::Repeated(known.clone());
        }
        let base = state.map_or_else(|| short_form(&name), |state| state.alpha3.to_owned());
        let id = self.fresh_id(base);
        let actor = match state {
            Some(state) => Actor {
                place: Some(state.place),
                ..state_actor(id, state, &name)
            },
            None => Actor::new(id, ActorKind::Organisation, name),
        };
        self.known.insert(known_by, actor.name.clone());
        Outcome::New(Box::new(actor))
    }

    fn fresh_id(&mut self, base: String) -> ActorId {
        let from = self.next.get(&base).copied().unwrap_or(1);
        let (id, number) = numbered(&base, from, |id| self.ids.contains(id));
        self.next.insert(base, number + 1);
        self.ids.insert(id.clone());
        id
    }
}

/// An item without what lists put around it: white space, a bullet or a
/// number before it, quotes.
fn bare(item: &str) -> &str {
    const BULLETS: [char; 13] = [
        '-', '*', '+', '•', '·', '‣', '▪', '◦', '●', '○', '–', '—', '>',
    ];
    const QUOTES: [char; 8] = ['"', '“', '”', '„', '«', '»', '‹', '›'];
    let item = item.trim_matches(is_blank);
    let item = item
        .trim_start_matches(BULLETS)
        .trim_start_matches(is_blank);
    let item = without_number(item).unwrap_or(item);
    item.trim_matches(|c| is_blank(c) || QUOTES.contains(&c))
}

/// The rest of an item that begins with a number, as "1. ", "(2) " or "3) ".
fn without_number(item: &str) -> Option<&str> {
    let rest = item.strip_prefix(['(', '[']).unwrap_or(item);
    let digits = rest.trim_start_matches(|c: char| c.is_numeric());
    let is_number = (1..=4).contains(&(rest.chars().count() - digits.chars().count()));
    let rest = digits.strip_prefix(['.', ')', ']', ':'])?;
    (is_number && rest.starts_with(is_blank)).then(|| rest.trim_start_matches(is_blank))
}

/// White space, or a character that shows nothing.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_unseen(c)
}

/// Controls, direction marks and the like, which pages on the web leave in
/// what is copied from them. Joiners stay: Persian needs them.
fn is_unseen(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(c,
            '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// A name on one line, with single spaces and nothing unseen.
fn cleaned(name: &str) -> String {
    let seen: String = name.chars().filter(|c| !is_unseen(*c)).collect();
    let words: Vec<&str> = seen.split_whitespace().collect();
    words.join(" ")
}

/// A short form in capitals: an abbreviation that stands in brackets, the
/// initials of several words, else the word itself. Never a state's code.
fn short_form(name: &str) -> String {
    let short = bracketed(name).unwrap_or_else(|| initials_or_word(name));
    match short.as_str() {
        "" => "ACTOR".to_owned(),
        code if state_of(code).is_some() => format!("{short}-ORG"),
        _ => short,
    }
}

/// The abbreviation of "Organization of Turkic States (OTS)".
fn bracketed(name: &str) -> Option<String> {
    let inside = name.trim_end().strip_suffix(')')?.rsplit_once('(')?.1;
    let is_short = (2..=MAX_INITIALS + 2).contains(&inside.chars().count());
    let is_capital = |c: char| c.is_alphanumeric() && !c.is_lowercase();
    (is_short && inside.chars().all(is_capital)).then(|| capitals(inside, MAX_WORD_ID))
}

fn initials_or_word(name: &str) -> String {
    const SMALL: [&str; 14] = [
        "of", "the", "and", "for", "in", "de", "du", "des", "la", "et", "und", "ve", "va", "и",
    ];
    let plain = fold(name);
    let words: Vec<&str> = plain
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|word| word.chars().any(char::is_alphanumeric) && !SMALL.contains(word))
        .collect();
    match words.as_slice() {
        [] => capitals(&plain, MAX_WORD_ID),
        [word] => capitals(word, MAX_WORD_ID),
        many => {
            let firsts: String = many
                .iter()
                .filter_map(|word| word.chars().find(|c| c.is_alphanumeric()))
                .collect();
            // "ж" alone becomes two letters, so that this may cut one in half.
            capitals(&firsts, MAX_INITIALS)
        }
    }
}

/// Letters and digits in capitals, in ASCII where that is easy.
fn capitals(text: &str, most: usize) -> String {
    let folded = fold(text);
    let plain = folded.chars().flat_map(|c| match latin(c) {
        Some(latin) => latin.chars().collect::<Vec<char>>(),
        None => vec![c],
    });
    plain
        .flat_map(char::to_uppercase)
        .filter(|c| c.is_alphanumeric())
        .take(most)
        .collect()
}

/// Folded Cyrillic letters in Latin ones.
fn latin(c: char) -> Option<&'static str> {
    Some(match c {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' => "g",
        'д' => "d",
        'е' | 'э' => "e",
        'ж' => "zh",
        'з' => "z",
        'и' => "i",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ы' => "y",
        'ъ' | 'ь' => "",
        'ю' => "yu",
        'я' => "ya",
        _ => return None,
    })
}

#[cfg(test)]
#[path = "actor_list/tests.rs"]
mod tests;
