//! Notes of a speaker: `CommonMark` as plain paragraphs.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// The paragraphs of a text, each a line; items of lists begin with a dot or their
/// number.
pub(super) fn paragraphs(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut line = String::new();
    // Where lists are at: the number of the next item, or none.
    let mut lists: Vec<Option<u64>> = Vec::new();
    let mut end = |line: &mut String| {
        let words = line.trim();
        if !words.is_empty() {
            all.push(words.to_owned());
        }
        line.clear();
    };
    for event in Parser::new(text) {
        match event {
            // What looks like markup of the web is shown as it was written.
            Event::Text(words)
            | Event::Code(words)
            | Event::Html(words)
            | Event::InlineHtml(words) => line.push_str(&words),
            Event::SoftBreak => line.push(' '),
            Event::Start(Tag::List(first)) => {
                end(&mut line);
                lists.push(first);
            }
            Event::End(TagEnd::List(_)) => {
                lists.pop();
            }
            Event::Start(Tag::Item) => {
                end(&mut line);
                match lists.last_mut() {
                    Some(Some(number)) => {
                        line.push_str(&number.to_string());
                        line.push_str(". ");
                        *number += 1;
                    }
                    _ => line.push_str("\u{2022} "),
                }
            }
            Event::HardBreak
            | Event::Rule
            | Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::CodeBlock
                | TagEnd::HtmlBlock,
            ) => end(&mut line),
            _ => {}
        }
    }
    end(&mut line);
    all
}

/// A text without its markup, on one line.
pub(super) fn plain(text: &str) -> String {
    paragraphs(text).join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_lose_their_markup_and_nothing_else() {
        let text = "First *word*\nand `more`.\n\n- one\n- two\n\n3. three\n\n<script>x</script>";
        assert_eq!(
            paragraphs(text),
            [
                "First word and more.",
                "\u{2022} one",
                "\u{2022} two",
                "3. three",
                "<script>x</script>"
            ]
        );
        assert_eq!(plain(" \n"), "");
    }
}
