//! The same through SVG, read by an XML parser.

use entente::export::{Fonts, svg_with};
use resvg::usvg::roxmltree::{Document, Node, NodeType, ParsingOptions};

use super::{all, laden, page, runs};

/// What an SVG is made of, but for its letters: names of elements and of their
/// attributes, in their order.
type Skeleton = Vec<(String, Vec<String>)>;

/// The document with nothing but harmless words.
fn harmless(fonts: Fonts) -> String {
    svg_with(&laden("harmless"), &page(), "harmless", "harmless", fonts)
}

fn parsed(text: &str) -> Result<Document<'_>, String> {
    // No entities of its own: a document type would be the way to have any.
    let options = ParsingOptions {
        allow_dtd: false,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).map_err(|error| error.to_string())
}

/// Whether an element shows letters: how many there are differs from text to text.
fn is_letters(node: Node<'_, '_>) -> bool {
    let is_outline = node.attribute("aria-label").is_some()
        || node.parent().and_then(|it| it.attribute("data-role")) == Some("halo");
    node.has_tag_name(("http://www.w3.org/2000/svg", "text")) || is_outline
}

fn skeleton(document: &Document<'_>) -> Skeleton {
    let elements = document.descendants().filter(|it| it.is_element());
    let elements = elements.filter(|it| !is_letters(*it));
    elements
        .map(|it| {
            let names = it.attributes().map(|it| it.name().to_owned());
            (it.tag_name().name().to_owned(), names.collect())
        })
        .collect()
}

/// Checks one document, whose title and description are `meant` and whose letters
/// are `runs`.
fn check(text: &str, like: &Skeleton, meant: &str, letters: &[String]) -> Result<(), String> {
    let document = parsed(text)?;
    let found = skeleton(&document);
    if found != *like {
        return Err(format!("it is built otherwise: {found:?}"));
    }
    let mut shown = Vec::new();
    for node in document.descendants() {
        match node.node_type() {
            NodeType::Comment | NodeType::PI => return Err(format!("{node:?}")),
            NodeType::Element if is_letters(node) => {
                let known = [
                    "x",
                    "y",
                    "font-family",
                    "font-weight",
                    "space",
                    "d",
                    "role",
                    "aria-label",
                ];
                let mut names = node.attributes().map(|it| it.name());
                if let Some(other) = names.find(|it| !known.contains(it)) {
                    return Err(format!("an attribute {other}"));
                }
                let is_halo = node
                    .ancestors()
                    .any(|it| it.attribute("data-role") == Some("halo"));
                if !is_halo {
                    let label = node.attribute("aria-label").or_else(|| node.text());
                    shown.push(label.unwrap_or_default().to_owned());
                }
            }
            _ => {}
        }
        for attribute in node.attributes() {
            let value = attribute.value();
            let leads = value.contains("url(") && !value.contains("url(#");
            if attribute.name().starts_with("on") || attribute.name() == "href" || leads {
                return Err(format!("{attribute:?}"));
            }
        }
    }
    for name in ["title", "desc"] {
        let node = document.descendants().find(|it| it.has_tag_name(name));
        let told = node.and_then(|it| it.text()).unwrap_or_default();
        if told != meant {
            return Err(format!("{name} is {told:?}"));
        }
    }
    if shown != letters {
        return Err(format!("{shown:?} is shown, not {letters:?}"));
    }
    Ok(())
}

/// What XML 1.0 has a place for.
fn storable(text: &str) -> String {
    let is_none =
        |c: char| matches!(c, '\u{fffe}' | '\u{ffff}') || (c < ' ' && !"\t\n\r".contains(c));
    text.replace(is_none, "")
}

#[test]
fn no_text_becomes_markup() {
    check_every(4);
}

#[test]
#[ignore = "takes a quarter of a minute; the same with a quarter of the texts does not"]
fn none_of_all_texts_becomes_markup() {
    check_every(1);
}

fn check_every(step: usize) {
    for fonts in [Fonts::Named, Fonts::Outlines] {
        let harmless = harmless(fonts);
        let like = skeleton(&parsed(&harmless).expect("well-formed XML"));
        // Outlines are slow without optimisation; a part will do for them.
        let step = if fonts == Fonts::Outlines {
            9 * step
        } else {
            step
        };
        for payload in all().iter().step_by(step) {
            let drawing = laden(payload);
            let text = svg_with(&drawing, &page(), payload, payload, fonts);
            let result = check(&text, &like, &storable(payload), &letters(&drawing, fonts));
            assert_eq!(result, Ok(()), "{payload:?}");
        }
    }
}

/// The runs as they come back: one without outlines has no path.
fn letters(drawing: &entente::drawing::Drawing, fonts: Fonts) -> Vec<String> {
    let has_picture =
        |run: &String| fonts != Fonts::Outlines || run.chars().any(|c| !c.is_whitespace());
    runs(drawing).into_iter().filter(has_picture).collect()
}

#[test]
fn a_writer_that_escapes_nothing_is_caught() {
    let harmless = harmless(Fonts::Named);
    let like = skeleton(&parsed(&harmless).expect("well-formed XML"));
    let letters = runs(&laden("harmless"));
    assert_eq!(check(&harmless, &like, "harmless", &letters), Ok(()));
    for payload in [
        "<script>alert(1)</script>",
        "</title><a href='javascript:alert(1)'/><title>",
        "x]]>y",
        "&bomb;",
        "<!-- x -->",
        "<?x y?>",
        "a\u{1}b",
        "</text><text onload='x'>",
    ] {
        let broken = harmless.replace("harmless", payload);
        let letters: Vec<String> = letters
            .iter()
            .map(|it| it.replace("harmless", payload))
            .collect();
        assert!(
            check(&broken, &like, payload, &letters).is_err(),
            "{payload}"
        );
    }
    // Attributes are the other place where a text could end too early.
    let broken = harmless.replace("data-subject=\"", "data-subject=\"\" onload=\"");
    assert!(check(&broken, &like, "harmless", &letters).is_err());
}
