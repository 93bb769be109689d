//! The text of a web page, and what it says about itself.
//!
//! The page is taken token by token, without a tree: time and memory grow with its
//! length alone, however deep it is nested, and nothing in it is run or fetched.
//! Scripts, styles and what is not for reading go; links are their words.

mod meta;
mod writer;

use std::cell::RefCell;
use std::path::Path;

use encoding_rs::Encoding;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, EndTag, StartTag, Tag, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::Proposals;
use meta::Meta;
use writer::{Gap, Writer};

/// How much of a file is looked at to tell whether it is a page, and for its
/// encoding.
const HEAD_BYTES: usize = 4 * 1024;

/// What a page comes to.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) text: String,
    pub(super) proposals: Proposals,
}

/// Whether it is a web page, by the ending of its name or by how it begins.
pub(super) fn is_html(bytes: &[u8], name: &Path) -> bool {
    let ending = name.extension().unwrap_or_default().to_string_lossy();
    let is_named = ["htm", "html", "xhtml"]
        .iter()
        .any(|html| ending.eq_ignore_ascii_case(html));
    is_named || begins_as_html(bytes)
}

fn begins_as_html(bytes: &[u8]) -> bool {
    let head = head_of(bytes);
    let mut rest = head.trim_start_matches(['\u{feff}', '\u{fffd}', '\0', ' ', '\t', '\n', '\r']);
    // A declaration of XML and comments may come first.
    loop {
        let end = if rest.starts_with("<!--") {
            "-->"
        } else if rest.starts_with("<?xml") {
            "?>"
        } else {
            break;
        };
        let Some((_, after)) = rest.split_once(end) else {
            return false;
        };
        rest = after.trim_start();
    }
    ["<!doctype html", "<html", "<head", "<body"]
        .iter()
        .any(|tag| rest.starts_with(tag))
}

/// The first bytes, in small letters, whatever their encoding; of UTF-16 every
/// second one.
fn head_of(bytes: &[u8]) -> String {
    let head = bytes.get(..HEAD_BYTES).unwrap_or(bytes);
    let head: Vec<u8> = head.iter().copied().filter(|byte| *byte != 0).collect();
    String::from_utf8_lossy(&head).to_ascii_lowercase()
}

/// The encoding that a page says it has.
pub(super) fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = head_of(bytes);
    let metas = head.split("<meta").skip(1).filter_map(|rest| {
        let (tag, _) = rest.split_once('>')?;
        label_after(tag, "charset")
    });
    let xml = head
        .strip_prefix("<?xml")
        .and_then(|rest| rest.split_once("?>"))
        .and_then(|(declaration, _)| label_after(declaration, "encoding"));
    let label = xml.into_iter().chain(metas).next()?;
    let declared = Encoding::for_label(label.as_bytes())?;
    // It could not be read up to here if it were.
    let is_utf_16 = declared == encoding_rs::UTF_16LE || declared == encoding_rs::UTF_16BE;
    (!is_utf_16).then_some(declared)
}

/// What stands behind `key` and an equals sign, in quotes or without.
fn label_after<'a>(tag: &'a str, key: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(key)?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    let rest = rest.trim_start_matches(['"', '\'']);
    let end = rest.find(['"', '\'', ';', ' ', '\t', '\n', '/']);
    let label = rest.get(..end.unwrap_or(rest.len()))?;
    (!label.is_empty()).then_some(label)
}

/// The text of a page and what it says about itself.
pub(super) fn read_page(html: &str) -> Page {
    let page = read_with(html, Leaving::All);
    // What is left out up to the end of the page may be the page.
    if page.is_cut {
        read_with(html, Leaving::Code).page
    } else {
        page.page
    }
}

/// Which elements are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leaving {
    /// What is not for reading.
    All,
    /// Only what is not text at all.
    Code,
}

struct Run {
    page: Page,
    /// Whether an element that is left out was never closed.
    is_cut: bool,
}

fn read_with(html: &str, leaving: Leaving) -> Run {
    let sink = Sink {
        leaving,
        state: RefCell::default(),
    };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(html));
    // A script asks to be run: nothing is, and reading goes on.
    while !queue.is_empty() {
        drop(tokenizer.feed(&queue));
    }
    tokenizer.end();
    let state = tokenizer.sink.state.into_inner();
    let is_cut = state.left_out.is_some_and(|it| !is_code(&it.name));
    Run {
        page: Page {
            text: state.writer.finish(),
            proposals: state.meta.proposals(),
        },
        is_cut,
    }
}

/// An element that is left out.
#[derive(Debug)]
struct LeftOut {
    name: String,
    /// How many of that name are open.
    depth: usize,
}

#[derive(Debug, Default)]
struct State {
    writer: Writer,
    meta: Meta,
    left_out: Option<LeftOut>,
}

struct Sink {
    leaving: Leaving,
    state: RefCell<State>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.state.borrow_mut();
        match token {
            Token::CharacterTokens(text) => state.text(&text),
            Token::TagToken(tag) if tag.kind == StartTag => {
                state.start(&tag, self.leaving);
                return raw_kind(&tag.name).map_or(TokenSinkResult::Continue, |kind| {
                    TokenSinkResult::RawData(kind)
                });
            }
            Token::TagToken(tag) => state.end(&tag),
            Token::DoctypeToken(_)
            | Token::CommentToken(_)
            | Token::NullCharacterToken
            | Token::EOFToken
            | Token::ParseError(_) => {}
        }
        TokenSinkResult::Continue
    }
}

impl State {
    fn text(&mut self, text: &str) {
        match &self.left_out {
            None => self.writer.text(text),
            Some(it) if it.name == "title" => self.meta.add_to_title(text),
            Some(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag, leaving: Leaving) {
        let name: &str = &tag.name;
        if let Some(left_out) = &mut self.left_out {
            left_out.depth += usize::from(left_out.name == name && !tag.self_closing);
            return;
        }
        self.meta.note(tag);
        let is_left_out = is_code(name) || (leaving == Leaving::All && is_not_for_reading(name));
        if is_left_out {
            let name = name.to_owned();
            self.left_out = (!tag.self_closing).then_some(LeftOut { name, depth: 1 });
            return;
        }
        match name {
            "br" => self.writer.line_break(),
            "pre" | "listing" => {
                self.writer.gap(Gap::Paragraph);
                self.writer.begin_as_is();
            }
            "q" => self.writer.text("\u{201c}"),
            "td" | "th" => self.writer.gap(Gap::Cell),
            _ => self.writer.gap(gap_of(name)),
        }
    }

    fn end(&mut self, tag: &Tag) {
        debug_assert_eq!(tag.kind, EndTag, "starts are told apart before");
        let name: &str = &tag.name;
        if let Some(left_out) = &mut self.left_out {
            if left_out.name == name {
                left_out.depth -= 1;
                if left_out.depth == 0 {
                    self.left_out = None;
                }
            }
            return;
        }
        match name {
            // As browsers do.
            "br" => self.writer.line_break(),
            "pre" | "listing" => {
                self.writer.end_as_is();
                self.writer.gap(Gap::Paragraph);
            }
            "q" => self.writer.text("\u{201d}"),
            _ => self.writer.gap(gap_of(name)),
        }
    }
}

/// How the tokenizer is to go on inside this element.
fn raw_kind(name: &str) -> Option<RawKind> {
    match name {
        "script" => Some(RawKind::ScriptData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(RawKind::Rawtext),
        "title" | "textarea" => Some(RawKind::Rcdata),
        _ => None,
    }
}

/// Elements whose content is no text of the page.
fn is_code(name: &str) -> bool {
    matches!(
        name,
        "script" | "style" | "title" | "textarea" | "iframe" | "noembed" | "noframes"
    )
}

/// Elements with text that nobody reads on the page.
fn is_not_for_reading(name: &str) -> bool {
    matches!(
        name,
        "audio"
            | "button"
            | "canvas"
            | "datalist"
            | "noscript"
            | "object"
            | "select"
            | "svg"
            | "template"
            | "video"
    )
}

/// What parts this element from what stands before and after it.
fn gap_of(name: &str) -> Gap {
    match name {
        "article" | "aside" | "blockquote" | "details" | "dl" | "fieldset" | "figure"
        | "footer" | "form" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "header" | "hr"
        | "main" | "nav" | "ol" | "p" | "section" | "table" | "ul" => Gap::Paragraph,
        "address" | "body" | "caption" | "center" | "dd" | "div" | "dt" | "figcaption" | "head"
        | "html" | "legend" | "li" | "summary" | "tbody" | "tfoot" | "thead" | "tr" => Gap::Line,
        _ => Gap::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, Instant};

    fn text(html: &str) -> String {
        read_page(html).text
    }

    #[test]
    fn paragraphs_lists_and_links_become_plain_words() {
        let html = "<!DOCTYPE html><html><head><title>T</title></head><body>\n\
            <h1>A   headline</h1>\n<p>First <a href='https://x'>a link</a>, <b>bold</b> &amp; \
            <em>more</em>.<br>Next line.</p><p>Second</p>\
            <ul><li>one</li><li>two</li></ul><hr>\
            <table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>\
            <pre>  as\n  is</pre><div>end <q>quoted</q></div></body></html>";
        assert_eq!(
            text(html),
            "A headline\n\nFirst a link, bold & more.\nNext line.\n\nSecond\n\none\ntwo\n\n\
             a\tb\nc\n\n  as\n  is\n\nend \u{201c}quoted\u{201d}"
        );
    }

    #[test]
    fn scripts_styles_and_comments_are_gone() {
        let html = "<p>Seen</p><script>if (a < b) { document.write('<p>not</p>') }</script>\
            <style>p { color: red }</style><!-- not --><noscript><p>not</p></noscript>\
            <svg><title>not</title><text>not</text></svg><template><p>not</p></template>\
            <textarea>not</textarea><p>Seen too</p>";
        assert_eq!(text(html), "Seen\n\nSeen too");
    }

    #[test]
    fn what_is_never_closed_does_not_take_the_page_with_it() {
        assert_eq!(
            text("<p>One<noscript><p>Two<p>Three"),
            "One\n\nTwo\n\nThree"
        );
        assert_eq!(
            text("<p>One <b><i>two</p></div></b>three"),
            "One two

three"
        );
        assert_eq!(text("plain < text & more"), "plain < text & more");
        assert_eq!(text("<p>cut off <a hre"), "cut off");
    }

    #[test]
    fn entities_and_spaces_that_do_not_break_are_kept_as_characters() {
        assert_eq!(
            text("<p>5&nbsp;km &#x2019; &quot;&#1;"),
            "5\u{a0}km \u{2019} \"\u{1}"
        );
    }

    #[test]
    fn a_page_is_told_by_its_name_or_its_beginning() {
        let by_name = |name: &str| is_html(b"words", Path::new(name));
        assert!(by_name("a.html") && by_name("a.HTM") && by_name("a.xhtml"));
        assert!(!by_name("a.txt") && !by_name("html"));
        for head in [
            "<!DOCTYPE html>",
            "\u{feff}\n <HTML lang=en>",
            "<?xml version='1.0'?>\n<!-- saved --><html>",
        ] {
            assert!(is_html(head.as_bytes(), Path::new("a.txt")), "{head}");
        }
        let utf_16: Vec<u8> = "<html>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(is_html(&utf_16, Path::new("a")));
        assert!(!is_html(b"He said <html> is a tag", Path::new("a.txt")));
        assert!(!is_html(b"<!-- never closed", Path::new("a.txt")));
    }

    #[test]
    fn a_page_says_its_encoding() {
        for html in [
            "<meta charset=windows-1254>",
            "<html><META CHARSET='Windows-1254' />",
            "<meta http-equiv=content-type content=\"text/html; charset=iso-8859-9\">",
            "<?xml version=\"1.0\" encoding=\"windows-1254\"?><html>",
        ] {
            let declared = declared_encoding(html.as_bytes()).expect(html);
            assert_eq!(declared.name(), "windows-1254");
        }
        for html in [
            "<meta charset=utf-16>",
            "<meta charset=nothing>",
            "<p>charset=x",
        ] {
            assert!(declared_encoding(html.as_bytes()).is_none(), "{html}");
        }
    }

    #[test]
    fn a_page_that_is_nested_without_end_takes_no_longer() {
        let begun = Instant::now();
        let deep = "<div><b><table><svg><p>".repeat(40_000);
        read_page(&deep);
        let quotes = "<a b='".repeat(100_000);
        read_page(&quotes);
        let rules = "<hr>".repeat(100_000);
        assert_eq!(text(&rules), "");
        assert!(begun.elapsed() < Duration::from_secs(20), "it took long");
    }
}
