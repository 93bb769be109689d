//! How long texts may be, and what they are freed of.
//!
//! The limits keep a slip (a whole article pasted into a name) from making a
//! scene that nobody can draw. Files may hold more: what is there stays.

use super::error::EditError;

/// The most characters of a name, a label or any other text of one line.
pub const NAME_CHARS: usize = 200;

/// The most characters of a text of several lines: a rationale, a statement.
pub const TEXT_CHARS: usize = 20_000;

/// A text of one line that must say something, without space around it; line
/// ends within become spaces.
///
/// # Errors
/// When nothing is left of it, or more than [`NAME_CHARS`] characters are.
pub fn checked_name(text: &str, field: &'static str) -> Result<String, EditError> {
    let line = checked_line(text, field)?;
    if line.is_empty() {
        return Err(EditError::Empty { field });
    }
    Ok(line)
}

/// A text of one line that may be empty, without space around it; line ends
/// within become spaces.
///
/// # Errors
/// When it has more than [`NAME_CHARS`] characters.
pub fn checked_line(text: &str, field: &'static str) -> Result<String, EditError> {
    let text = text.trim();
    within(text, field, NAME_CHARS)?;
    Ok(text.split(['\r', '\n']).collect::<Vec<_>>().join(" "))
}

/// A text of several lines that may be empty, without space around it.
///
/// # Errors
/// When it has more than [`TEXT_CHARS`] characters.
pub fn checked_text(text: &str, field: &'static str) -> Result<String, EditError> {
    let text = text.trim();
    within(text, field, TEXT_CHARS)?;
    Ok(text.replace("\r\n", "\n"))
}

fn within(text: &str, field: &'static str, most: usize) -> Result<(), EditError> {
    // A character takes at most four bytes: a text of 10 MB is not counted through.
    let count = if text.len() > most * 4 {
        text.len()
    } else {
        text.chars().count()
    };
    if count > most {
        return Err(EditError::TooLong { field, most, count });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELD: &str = "the name of an actor";

    #[test]
    fn names_are_trimmed_and_stand_on_one_line() {
        assert_eq!(
            checked_name("  Côte\nd'Ivoire ", FIELD),
            Ok("Côte d'Ivoire".to_owned())
        );
        assert_eq!(
            checked_text(" a\r\nb ", "the rationale"),
            Ok("a\nb".to_owned())
        );
        assert_eq!(checked_line("  ", FIELD), Ok(String::new()));
    }

    #[test]
    fn empty_and_endless_names_are_refused_with_the_limit() {
        assert_eq!(
            checked_name(" \n", FIELD),
            Err(EditError::Empty { field: FIELD })
        );
        let error = checked_name(&"x".repeat(10_000), FIELD).expect_err("too long");
        assert_eq!(
            error.to_string(),
            "the name of an actor may have at most 200 characters, this has 10000; shorten it"
        );
        assert!(checked_name(&"ə".repeat(NAME_CHARS), FIELD).is_ok());
        assert!(checked_text(&"x".repeat(10_000_000), FIELD).is_err());
    }
}
