//! The same through PDF, taken apart by lopdf.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use entente::drawing::Drawing;
use entente::export::{PdfLink, PdfOptions, PdfPage, PdfPages, pdf};
use kurbo::{Rect, Size};
use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use resvg::usvg::roxmltree;

use super::{all, laden, page, runs};
use crate::pdf::bookmarks;
use crate::pdf_reader::{pages, parse, words};

/// A link that is good, on each page.
const GOOD: &str = "https://good.example/page";

/// Pages with one of these texts each, wherever a page has a text.
fn written(texts: &[String], choice: PdfPages) -> Vec<u8> {
    let drawings: Vec<Drawing> = texts.iter().map(|text| laden(text)).collect();
    let links: Vec<[PdfLink; 2]> = texts.iter().map(|text| links(text)).collect();
    let made = drawings.iter().zip(&links).zip(texts);
    let made: Vec<PdfPage<'_>> = made
        .map(|((drawing, links), text)| PdfPage {
            drawing,
            page: page(),
            sheet: Size::new(6_000.0, 400.0),
            title: text,
            description: text,
            links,
            notes: Some(text),
        })
        .collect();
    let options = PdfOptions {
        title: texts.first().map_or("", String::as_str),
        language: texts.first().map_or("", String::as_str),
        pages: choice,
        notes_size: Size::new(6_000.0, 900.0),
        ..PdfOptions::default()
    };
    pdf(&made, &options, &mut |_, _| ControlFlow::Continue(())).expect("a PDF")
}

fn links(text: &str) -> [PdfLink; 2] {
    let link = |url: &str, x: f64| PdfLink {
        rect: Rect::new(x, 10.0, x + 20.0, 20.0),
        url: url.to_owned(),
        spoken: text.to_owned(),
    };
    [link(GOOD, 10.0), link(text, 40.0)]
}

/// What a file is made of.
#[derive(Debug, Default, PartialEq)]
struct Anatomy {
    /// All keys of all dictionaries; of those that are numbered, without number.
    keys: BTreeSet<String>,
    /// How many dictionaries there are of a type, of those that do not depend on
    /// letters.
    types: BTreeMap<String, usize>,
    /// Kinds of all actions.
    actions: Vec<String>,
    /// Names of elements of the metadata.
    elements: BTreeSet<String>,
}

/// The types of which there are as many as there are letters of this sort.
const OF_LETTERS: [&str; 4] = ["Font", "FontDescriptor", "CMap", "StructElem"];

impl Anatomy {
    fn of(document: &Document) -> Result<Self, String> {
        let mut anatomy = Self::default();
        anatomy.dictionary(&document.trailer);
        for object in document.objects.values() {
            anatomy.object(object);
            if let Object::Stream(stream) = object
                && is_named(&stream.dict, b"Type", "Metadata")
            {
                anatomy.metadata(stream)?;
            }
        }
        Ok(anatomy)
    }

    fn object(&mut self, object: &Object) {
        match object {
            Object::Array(list) => list.iter().for_each(|it| self.object(it)),
            Object::Dictionary(dictionary) => self.dictionary(dictionary),
            Object::Stream(stream) => self.dictionary(&stream.dict),
            _ => {}
        }
    }

    fn dictionary(&mut self, dictionary: &Dictionary) {
        let text = |name: &[u8]| String::from_utf8_lossy(name).into_owned();
        for (key, value) in dictionary {
            let key = text(key);
            let key = key.trim_end_matches(|c: char| c.is_ascii_digit());
            self.keys.insert(key.to_owned());
            self.object(value);
        }
        if let Ok(name) = dictionary.get(b"Type").and_then(Object::as_name) {
            let name = text(name);
            if !OF_LETTERS.contains(&name.as_str()) {
                *self.types.entry(name).or_default() += 1;
            }
        }
        let is_element = is_named(dictionary, b"Type", "StructElem");
        let is_group = is_named(dictionary, b"Type", "Group") || dictionary.has(b"CS");
        if let Ok(name) = dictionary.get(b"S").and_then(Object::as_name)
            && !is_element
            && !is_group
            && !dictionary.has(b"P")
        {
            self.actions.push(text(name));
        }
    }

    fn metadata(&mut self, stream: &Stream) -> Result<(), String> {
        let plain = stream.get_plain_content().map_err(|it| it.to_string())?;
        let plain = String::from_utf8(plain).map_err(|it| it.to_string())?;
        let parsed = roxmltree::Document::parse(&plain).map_err(|it| it.to_string())?;
        let elements = parsed.descendants().filter(|it| it.is_element());
        let names = elements.map(|it| it.tag_name().name().to_owned());
        self.elements.extend(names);
        Ok(())
    }
}

fn is_named(dictionary: &Dictionary, key: &[u8], name: &str) -> bool {
    let found = dictionary.get(key).and_then(Object::as_name);
    found.is_ok_and(|it| it == name.as_bytes())
}

/// Whether an address leads to the web and nowhere else, by rules of this test's
/// own.
fn is_plain_web(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    let rest = ["http://", "https://"]
        .iter()
        .find_map(|it| lower.strip_prefix(it));
    let Some(rest) = rest else {
        return false;
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, _) = rest.split_at(end);
    let is_host = !host.is_empty() && !host.contains(['@', '(', ')', '\\', '%']);
    is_host
        && address
            .bytes()
            .all(|it| it.is_ascii_graphic() && !b"<>\"\\".contains(&it))
}

/// Checks a file of pages with these texts beside one with as many harmless ones.
fn check(bytes: &[u8], texts: &[String], like: &Anatomy) -> Result<(), String> {
    let document = Document::load_mem(bytes).map_err(|it| it.to_string())?;
    let found = Anatomy::of(&document)?;
    let other: Vec<_> = found.keys.difference(&like.keys).collect();
    if !other.is_empty() {
        return Err(format!("keys {other:?}"));
    }
    if !found.elements.is_subset(&like.elements) {
        return Err(format!("elements {:?}", found.elements));
    }
    let shown = pages(&document);
    let mut links = 0;
    for (page, text) in shown.iter().zip(texts) {
        let Some(((_, good), others)) = page.links.split_first() else {
            return Err(format!("no link for {text:?}"));
        };
        if good != GOOD || others.len() > 1 {
            return Err(format!("{:?} for {text:?}", page.links));
        }
        for (_, address) in others {
            let starts = text.trim().to_ascii_lowercase();
            let is_own = starts.starts_with("http://") || starts.starts_with("https://");
            if !is_own || !is_plain_web(address) {
                return Err(format!("it leads to {address:?} for {text:?}"));
            }
        }
        links += page.links.len();
        let mut letters = runs(&laden(text));
        let mut read: Vec<&str> = words(page);
        letters.sort();
        read.sort_unstable();
        if read != letters {
            return Err(format!("{read:?} is read, not {letters:?}"));
        }
    }
    if found.actions != vec!["URI".to_owned(); links] {
        return Err(format!("actions {:?}", found.actions));
    }
    let count = |anatomy: &Anatomy, name: &str| anatomy.types.get(name).copied().unwrap_or(0);
    let names = found.types.keys().chain(like.types.keys());
    // Links have been counted; what a text may add is its own.
    let of_links = ["Annot", "Action", "OBJR"];
    for name in names.filter(|it| !of_links.contains(&it.as_str())) {
        if count(&found, name) != count(like, name) {
            return Err(format!("{} of {name}", count(&found, name)));
        }
    }
    Ok(())
}

fn harmless(count: usize) -> Vec<String> {
    let text = "Harmless (text) <-> ישראל, ایران; Հայաստան საქართველო \u{6f22} a\u{301}".to_owned();
    vec![text; count]
}

fn anatomy(bytes: &[u8]) -> Anatomy {
    Anatomy::of(&parse(bytes)).expect("an anatomy")
}

/// So many texts share a file.
const SHARED: usize = 120;

#[test]
fn no_text_becomes_an_action_or_a_link() {
    check_every(9);
}

#[test]
#[ignore = "takes half a minute; the same with a ninth of the texts does not"]
fn none_of_all_texts_becomes_an_action_or_a_link() {
    check_every(1);
}

fn check_every(step: usize) {
    let texts: Vec<String> = all().into_iter().step_by(step).collect();
    let anatomy_of = |count| anatomy(&written(&harmless(count), PdfPages::Pictures));
    let whole = anatomy_of(SHARED);
    for texts in texts.chunks(SHARED) {
        let part = (texts.len() < SHARED).then(|| anatomy_of(texts.len()));
        let like = part.as_ref().unwrap_or(&whole);
        let bytes = written(texts, PdfPages::Pictures);
        assert_eq!(check(&bytes, texts, like), Ok(()), "{texts:?}");
        for (title, page) in bookmarks(&parse(&bytes)) {
            let meant = entente::text::one_line(texts[page].trim());
            let seen = |text: &str| -> String {
                let marks = ['\u{200e}', '\u{200f}', '\u{61c}', '\u{fffe}', '\u{ffff}'];
                text.chars().filter(|it| !marks.contains(it)).collect()
            };
            assert_eq!(title, seen(&meant), "{:?}", texts[page]);
        }
    }
}

#[test]
fn no_note_becomes_an_action_or_a_link() {
    // The letters of notes are those of pictures, checked above: here it is the
    // file that counts, and a part of all will do.
    let texts: Vec<String> = all().into_iter().step_by(25).collect();
    let like = anatomy(&written(&harmless(2), PdfPages::WithNotes));
    for texts in texts.chunks(SHARED) {
        let document = parse(&written(texts, PdfPages::WithNotes));
        let found = Anatomy::of(&document).expect("an anatomy");
        assert!(found.keys.is_subset(&like.keys), "{:?}", found.keys);
        assert!(
            found.actions.iter().all(|it| it == "URI"),
            "{:?}",
            found.actions
        );
        assert!(found.elements.is_subset(&like.elements));
        for page in pages(&document) {
            for (_, address) in page.links {
                assert!(is_plain_web(&address), "{address}");
            }
        }
    }
}

#[test]
fn a_writer_that_lets_something_through_is_caught() {
    let texts = harmless(2);
    let bytes = written(&texts, PdfPages::Pictures);
    let like = anatomy(&bytes);
    assert_eq!(check(&bytes, &texts, &like), Ok(()));
    type Harm = fn(&mut Document);
    let harms: [(&str, Harm); 6] = [
        ("a script when it is opened", |document| {
            let action = dictionary! {
                "S" => "JavaScript",
                "JS" => Object::string_literal("app.alert(1)"),
            };
            let id = document.add_object(action);
            let catalog = document.catalog_mut().expect("a catalog");
            catalog.set("OpenAction", id);
        }),
        ("a link that starts a program", |document| {
            change_action(document, |action| {
                action.set("S", "Launch");
            });
        }),
        ("a link to a script", |document| {
            change_action(document, |action| {
                action.set("URI", Object::string_literal("javascript:alert(1)"));
            });
        }),
        ("a file", |document| {
            let stream = Stream::new(dictionary! { "Type" => "EmbeddedFile" }, b"x".to_vec());
            document.add_object(stream);
        }),
        ("a link more", |document| {
            let id = *document.get_pages().values().next().expect("a page");
            let link = dictionary! {
                "Type" => "Annot",
                "Subtype" => "Link",
                "Rect" => vec![0.into(), 0.into(), 9.into(), 9.into()],
                "A" => dictionary! { "S" => "URI", "URI" => Object::string_literal("https://evil.example/") },
            };
            let link = document.add_object(link);
            let page = document.get_dictionary(id).expect("a page");
            let list = page.get_deref(b"Annots", document).expect("a list");
            let mut list = list.as_array().expect("an array").clone();
            list.push(link.into());
            let page = document.get_object_mut(id).and_then(Object::as_dict_mut);
            page.expect("a page").set("Annots", list);
        }),
        ("an element in the metadata", |document| {
            for object in document.objects.values_mut() {
                let Object::Stream(stream) = object else {
                    continue;
                };
                if is_named(&stream.dict, b"Type", "Metadata") {
                    let plain = stream.get_plain_content().expect("a text");
                    let plain = String::from_utf8(plain).expect("UTF-8");
                    let plain = plain.replace("<dc:title>", "<dc:evil>x</dc:evil><dc:title>");
                    stream.set_plain_content(plain.into_bytes());
                }
            }
        }),
    ];
    for (harm, cause) in harms {
        let mut document = parse(&bytes);
        cause(&mut document);
        let mut broken = Vec::new();
        document.save_to(&mut broken).expect("written");
        let result = std::panic::catch_unwind(|| check(&broken, &texts, &like));
        // The reader of pages refuses some of them by itself.
        assert!(!matches!(result, Ok(Ok(()))), "{harm}");
    }
}

fn change_action(document: &mut Document, change: fn(&mut Dictionary)) {
    for object in document.objects.values_mut() {
        let Object::Dictionary(dictionary) = object else {
            continue;
        };
        if let Ok(action) = dictionary.get_mut(b"A").and_then(Object::as_dict_mut) {
            change(action);
            return;
        }
    }
    panic!("no action");
}
