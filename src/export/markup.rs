//! Well-formed XML, by construction: elements close themselves, text and
//! attributes are escaped, numbers are short and finite.

use crate::drawing::Color;

/// The start of an element: its name and attributes.
#[derive(Clone)]
pub(super) struct Element {
    name: &'static str,
    attributes: String,
    is_finite: bool,
}

impl Element {
    /// An element without attributes. The name is one of ours, so it needs no
    /// escaping; so do the names of attributes.
    pub(super) fn new(name: &'static str) -> Self {
        Self {
            name,
            attributes: String::new(),
            is_finite: true,
        }
    }

    /// Adds an attribute, escaped.
    pub(super) fn attribute(mut self, name: &str, value: &str) -> Self {
        self.attributes.push(' ');
        self.attributes.push_str(name);
        self.attributes.push_str("=\"");
        push_escaped(value, &mut self.attributes);
        self.attributes.push('"');
        self
    }

    /// Adds a number of at most 3 decimals.
    pub(super) fn number(mut self, name: &str, value: f64) -> Self {
        self.is_finite &= value.is_finite();
        let mut text = String::new();
        push_number(value, &mut text);
        self.attribute(name, &text)
    }

    /// Adds a paint (`fill` or `stroke`), with its opacity where it is not
    /// whole; `none` for no paint.
    pub(super) fn paint(self, name: &str, color: Option<Color>) -> Self {
        let Some(color) = color else {
            return self.attribute(name, "none");
        };
        let Color { r, g, b, a } = color;
        let painted = self.attribute(name, &format!("#{r:02x}{g:02x}{b:02x}"));
        if a == 255 {
            return painted;
        }
        painted.number(&format!("{name}-opacity"), f64::from(a) / 255.0)
    }

    /// Adds path data or points.
    pub(super) fn data(mut self, name: &str, data: &PathData) -> Self {
        self.is_finite &= data.is_finite;
        self.attribute(name, &data.text)
    }
}

/// A document in the making.
#[derive(Default)]
pub(super) struct Markup {
    text: String,
}

impl Markup {
    /// Adds an element without content, on a line of its own. One with a
    /// number that is not finite is left out: no viewer could place it.
    pub(super) fn empty(&mut self, element: &Element) {
        if element.is_finite {
            self.start(element, "/>\n");
        }
    }

    /// Adds an element that holds a text, on a line of its own; left out like
    /// [`Self::empty`].
    pub(super) fn with_text(&mut self, element: &Element, text: &str) {
        if element.is_finite {
            self.start(element, ">");
            push_escaped(text, &mut self.text);
            self.end(element);
        }
    }

    /// Adds an element that holds what `content` adds; left out like
    /// [`Self::empty`].
    pub(super) fn nested(&mut self, element: &Element, content: impl FnOnce(&mut Self)) {
        if element.is_finite {
            self.start(element, ">\n");
            content(self);
            self.end(element);
        }
    }

    /// The document.
    pub(super) fn finish(self) -> String {
        self.text
    }

    fn start(&mut self, element: &Element, end: &str) {
        self.text.push('<');
        self.text.push_str(element.name);
        self.text.push_str(&element.attributes);
        self.text.push_str(end);
    }

    fn end(&mut self, element: &Element) {
        self.text.push_str("</");
        self.text.push_str(element.name);
        self.text.push_str(">\n");
    }
}

/// Letters and numbers of a path, or the points of a polygon.
pub(super) struct PathData {
    text: String,
    is_finite: bool,
}

impl PathData {
    pub(super) fn new() -> Self {
        Self {
            text: String::new(),
            is_finite: true,
        }
    }

    /// Adds a command letter.
    pub(super) fn command(&mut self, letter: char) {
        self.text.push(letter);
    }

    /// Adds numbers, with a space where two would run together.
    pub(super) fn numbers(&mut self, numbers: &[f64]) {
        for number in numbers {
            self.is_finite &= number.is_finite();
            if self.text.ends_with(|c: char| c.is_ascii_digit()) {
                self.text.push(' ');
            }
            push_number(*number, &mut self.text);
        }
    }

    /// Adds a point.
    pub(super) fn point(&mut self, point: kurbo::Point) {
        self.numbers(&[point.x, point.y]);
    }
}

/// Adds a number of at most 3 decimals, without trailing zeros and never as
/// "-0"; 0 for one that is not finite.
fn push_number(value: f64, text: &mut String) {
    if push_thousandths(value, text) {
        return;
    }
    let value = if value.is_finite() { value } else { 0.0 };
    let shown = format!("{value:.3}");
    let shown = shown.trim_end_matches('0').trim_end_matches('.');
    text.push_str(if shown == "-0" { "0" } else { shown });
}

/// The same for a number that is not large and whose thousandths are not in doubt,
/// as those of nearly all are; a picture has tens of thousands. Else nothing is added.
fn push_thousandths(value: f64, text: &mut String) -> bool {
    const LARGE: f64 = 1e6;
    /// Nearer to the middle between two thousandths it is left to exact arithmetic.
    const IN_DOUBT: f64 = 1e-6;
    let is_large = value.is_nan() || value.abs() >= LARGE;
    if is_large {
        return false;
    }
    let scaled = value.abs() * 1000.0;
    let below = scaled as u32;
    let rest = scaled - f64::from(below);
    if (rest - 0.5).abs() < IN_DOUBT {
        return false;
    }
    let thousandths = below + u32::from(rest > 0.5);
    if thousandths > 0 && value < 0.0 {
        text.push('-');
    }
    let (units, mut decimals) = (thousandths / 1000, thousandths % 1000);
    let digit = |number: u32| char::from(b'0' + (number % 10) as u8);
    let mut power = 1;
    while units / power >= 10 {
        power *= 10;
    }
    while power > 0 {
        text.push(digit(units / power));
        power /= 10;
    }
    if decimals > 0 {
        text.push('.');
    }
    while decimals > 0 {
        text.push(digit(decimals / 100));
        decimals = decimals % 100 * 10;
    }
    true
}

/// Adds a text so that it may stand in an element or a quoted attribute.
/// Characters that XML 1.0 has no place for are left out.
fn push_escaped(value: &str, text: &mut String) {
    for c in value.chars() {
        match c {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            // For `]]>`, which may not stand in a text.
            '>' => text.push_str("&gt;"),
            '"' => text.push_str("&quot;"),
            '\'' => text.push_str("&#39;"),
            // A reader would turn these into spaces.
            '\t' => text.push_str("&#9;"),
            '\n' => text.push_str("&#10;"),
            '\r' => text.push_str("&#13;"),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => text.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number(value: f64) -> String {
        let mut text = String::new();
        push_number(value, &mut text);
        text
    }

    #[test]
    fn numbers_are_short_and_finite() {
        for (value, text) in [
            (1.0, "1"),
            (-0.0, "0"),
            (-0.0001, "0"),
            (0.1 + 0.2, "0.3"),
            (1234.5678, "1234.568"),
            (100.0, "100"),
            (-2.5, "-2.5"),
            (f64::NAN, "0"),
            (f64::NEG_INFINITY, "0"),
        ] {
            assert_eq!(number(value), text);
        }
    }

    fn exact(value: f64) -> String {
        let shown = format!("{value:.3}");
        let shown = shown.trim_end_matches('0').trim_end_matches('.');
        if shown == "-0" { "0" } else { shown }.to_owned()
    }

    #[test]
    fn numbers_in_doubt_are_rounded_as_exactly_as_others() {
        for at in -40_000..40_000 {
            // Middles between thousandths among them, and what is next to those.
            let value = f64::from(at) / 16_000.0;
            for value in [value, value.next_up(), value.next_down(), value * 1e5] {
                assert_eq!(number(value), exact(value), "{value:?}");
            }
        }
        for value in [999_999.999_6, 1e6, 4_294_967.296, 1e17, 0.000_5, 5e-324] {
            assert_eq!(number(value), exact(value));
        }
    }

    proptest! {
        #[test]
        fn any_number_is_rounded_exactly(value in -2e6..2e6) {
            prop_assert_eq!(number(value), exact(value));
        }
    }

    #[test]
    fn an_element_without_a_place_is_left_out() {
        let mut markup = Markup::default();
        markup.empty(&Element::new("circle").number("r", f64::NAN));
        markup.with_text(&Element::new("text").number("x", f64::INFINITY), "a");
        assert_eq!(markup.finish(), "");
    }

    #[test]
    fn what_would_end_a_text_or_an_attribute_is_escaped() {
        let mut text = String::new();
        push_escaped("<script>&\"'\u{0}\u{b}\u{fffe}]]>\n", &mut text);
        assert_eq!(text, "&lt;script&gt;&amp;&quot;&#39;]]&gt;&#10;");
    }
}
