//! Numbers and lists within sentences.

/// Up to this many, a number is a word.
pub(super) const MOST_IN_WORDS: usize = 12;

/// Up to [`MOST_IN_WORDS`] in words, above in digits.
pub(super) fn number(count: usize) -> String {
    const WORDS: [&str; MOST_IN_WORDS + 1] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    WORDS
        .get(count)
        .map_or_else(|| count.to_string(), |word| (*word).to_owned())
}

/// `one claim`, `two claims`, `36 claims`.
pub(super) fn count_of(count: usize, noun: &str) -> String {
    format!("{} {}", number(count), plural(count, noun))
}

/// `1 claim`, `36 claims`.
pub(super) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {}", plural(count, noun))
}

fn plural(count: usize, noun: &str) -> String {
    if count == 1 {
        noun.to_owned()
    } else {
        format!("{noun}s")
    }
}

/// The word for one, or that for more or none.
pub(super) fn one_or<'a>(count: usize, one: &'a str, more: &'a str) -> &'a str {
    if count == 1 { one } else { more }
}

/// `all are`, `one is`, `five are`.
pub(super) fn all_or_part(part: usize, all: usize) -> String {
    match part {
        part if part == all && part > 1 => "all are".to_owned(),
        1 => "one is".to_owned(),
        part => format!("{} are", number(part)),
    }
}

/// With a capital first letter.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// `a`, `a and b`, `a, b and c`.
pub(super) fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
