//! What stands on the pages of a PDF, read by a parser of its own: lopdf takes the
//! file apart, and this follows the operators of a page.

use std::collections::BTreeMap;
use std::rc::Rc;

use kurbo::{Affine, Point, Rect};
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object};

/// A page as it was read. Places are points from its top left corner, y down.
pub(crate) struct Page {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) texts: Vec<Text>,
    pub(crate) paths: Vec<Painted>,
    /// Names of all operators that were used.
    pub(crate) operators: BTreeMap<String, usize>,
    /// Names of all marked content.
    pub(crate) marked: BTreeMap<String, usize>,
    pub(crate) links: Vec<(Rect, String)>,
}

/// What stands between BT and ET.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Text {
    /// Left end of the baseline.
    pub(crate) start: Point,
    /// Where the next glyph would stand.
    pub(crate) end: Point,
    /// Size of the type, in points.
    pub(crate) size: f64,
    /// Its characters in logical order.
    pub(crate) words: String,
}

/// A path that was filled, stroked or both.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Painted {
    /// Around its points.
    pub(crate) bounds: Rect,
    pub(crate) fill: Option<[u8; 3]>,
    pub(crate) stroke: Option<Pen>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pen {
    pub(crate) color: [u8; 3],
    pub(crate) width: f64,
    pub(crate) dash: Vec<f64>,
    pub(crate) cap: i64,
}

/// The file, taken apart.
pub(crate) fn parse(bytes: &[u8]) -> Document {
    Document::load_mem(bytes).expect("a PDF")
}

/// All pages, in their order.
pub(crate) fn pages(document: &Document) -> Vec<Page> {
    let ids = document.get_pages().into_values();
    let mut fonts = Fonts::new();
    ids.map(|id| page(document, id, &mut fonts)).collect()
}

/// Fonts by their names, which differ within a file.
type Fonts = BTreeMap<Vec<u8>, Rc<Font>>;

/// What a person reads of a page: the words of all texts, one a line.
pub(crate) fn words(page: &Page) -> Vec<&str> {
    page.texts.iter().map(|text| text.words.as_str()).collect()
}

fn page(document: &Document, id: lopdf::ObjectId, known: &mut Fonts) -> Page {
    let dictionary = document.get_dictionary(id).expect("a page");
    let sheet = numbers(document, dictionary.get(b"MediaBox").expect("a size"));
    let height = sheet[3];
    let fonts = document.get_page_fonts(id).expect("fonts");
    let fonts = fonts.into_iter().map(|(name, font)| {
        let own_name = font.get(b"BaseFont").and_then(Object::as_name);
        let own_name = own_name.expect("a name").to_vec();
        let made = known.entry(own_name);
        let font = made.or_insert_with(|| Rc::new(Font::of(document, font)));
        (name, Rc::clone(font))
    });
    let mut reader = Reader {
        fonts: fonts.collect(),
        to_page: Affine::new([1.0, 0.0, 0.0, -1.0, 0.0, height]),
        state: State::default(),
        saved: Vec::new(),
        path: Vec::new(),
        text: None,
        font: None,
        matrix: Affine::IDENTITY,
        is_reversed: false,
        marked: Vec::new(),
        page: Page {
            width: sheet[2],
            height,
            texts: Vec::new(),
            paths: Vec::new(),
            operators: BTreeMap::new(),
            marked: BTreeMap::new(),
            links: links(document, id, height),
        },
    };
    let content = document.get_page_content(id).expect("a content");
    let content = Content::decode(&content).expect("operators");
    for operation in &content.operations {
        reader.follow(document, operation);
    }
    assert!(
        reader.saved.is_empty() && reader.marked.is_empty(),
        "states and marked content end on the page"
    );
    reader.page
}

fn links(document: &Document, id: lopdf::ObjectId, height: f64) -> Vec<(Rect, String)> {
    let annotations = document.get_page_annotations(id).expect("annotations");
    let link = |annotation: &Dictionary| {
        let subtype = annotation.get(b"Subtype").and_then(Object::as_name);
        assert_eq!(subtype.ok(), Some(&b"Link"[..]), "links only");
        let rect = numbers(document, annotation.get(b"Rect").expect("a place"));
        let action = annotation.get_deref(b"A", document).expect("an action");
        let action = action.as_dict().expect("a dictionary");
        let kind = action.get(b"S").and_then(Object::as_name);
        assert_eq!(kind.ok(), Some(&b"URI"[..]), "to the web only");
        let address = action.get(b"URI").and_then(Object::as_str);
        let address = String::from_utf8(address.expect("an address").to_vec());
        let rect = Rect::new(rect[0], height - rect[3], rect[2], height - rect[1]);
        (rect, address.expect("UTF-8"))
    };
    annotations.into_iter().map(link).collect()
}

fn numbers(document: &Document, object: &Object) -> Vec<f64> {
    let (_, object) = document.dereference(object).expect("an object");
    let array = object.as_array().expect("an array").iter();
    array
        .map(|it| f64::from(it.as_float().expect("a number")))
        .collect()
}

#[derive(Clone)]
struct State {
    matrix: Affine,
    fill: [u8; 3],
    pen: Pen,
}

impl Default for State {
    fn default() -> Self {
        Self {
            matrix: Affine::IDENTITY,
            fill: [0; 3],
            pen: Pen {
                color: [0; 3],
                width: 1.0,
                dash: Vec::new(),
                cap: 0,
            },
        }
    }
}

struct Reader {
    fonts: BTreeMap<Vec<u8>, Rc<Font>>,
    to_page: Affine,
    state: State,
    saved: Vec<State>,
    path: Vec<Point>,
    text: Option<Text>,
    /// Name and size.
    font: Option<(Vec<u8>, f64)>,
    matrix: Affine,
    /// Whether the text that is open was told to be in reversed order.
    is_reversed: bool,
    /// Name and actual text of the marked content that is open.
    marked: Vec<(String, Option<String>)>,
    page: Page,
}

impl Reader {
    fn follow(&mut self, document: &Document, operation: &Operation) {
        let operator = operation.operator.as_str();
        let operands = &operation.operands;
        let number = |at: usize| f64::from(operands[at].as_float().expect("a number"));
        let all = || -> Vec<f64> { (0..operands.len()).map(number).collect() };
        *self.page.operators.entry(operator.to_owned()).or_default() += 1;
        match operator {
            "q" => self.saved.push(self.state.clone()),
            "Q" => self.state = self.saved.pop().expect("a state that was saved"),
            "cm" => self.state.matrix *= affine(&all()),
            "rg" => self.state.fill = color(&all()),
            "RG" => self.state.pen.color = color(&all()),
            "w" => self.state.pen.width = number(0),
            "J" => self.state.pen.cap = operands[0].as_i64().expect("a cap"),
            "d" => self.state.pen.dash = numbers(document, &operands[0]),
            "m" | "l" | "c" | "v" | "y" => {
                let points = all();
                let points = points.chunks(2).map(|it| Point::new(it[0], it[1]));
                let matrix = self.to_page * self.state.matrix;
                self.path.extend(points.map(|point| matrix * point));
            }
            "re" => {
                let [x, y, width, height] = all().try_into().expect("four numbers");
                let matrix = self.to_page * self.state.matrix;
                let corners = [Point::new(x, y), Point::new(x + width, y + height)];
                self.path.extend(corners.map(|point| matrix * point));
            }
            "f" | "f*" => self.paint([true, false]),
            "S" | "s" => self.paint([false, true]),
            "B" | "B*" => self.paint([true, true]),
            "n" => self.path.clear(),
            "BT" => self.matrix = Affine::IDENTITY,
            "ET" => self.end_text(),
            "Tf" => self.font = Some((operands[0].as_name().expect("a name").to_vec(), number(1))),
            "Tm" => self.matrix = affine(&all()),
            "Tj" => self.show(&operands[0]),
            "TJ" => {
                for part in operands[0].as_array().expect("an array") {
                    self.show(part);
                }
            }
            "BMC" | "BDC" => self.begin_marked(document, operands),
            "EMC" => {
                self.marked.pop().expect("marked content that began");
            }
            "W" | "W*" | "h" | "j" | "M" | "gs" | "Tr" | "cs" | "CS" | "scn" | "SCN" => {}
            other => panic!("an operator that is not expected: {other}"),
        }
    }

    fn paint(&mut self, [is_filled, is_stroked]: [bool; 2]) {
        let points = std::mem::take(&mut self.path);
        let boxes = points.into_iter().map(|it| Rect::from_points(it, it));
        let [a, b, ..] = self.state.matrix.as_coeffs();
        assert!(b == 0.0 && (a - 1.0).abs() < 1e-6, "nothing is scaled");
        if let Some(bounds) = boxes.reduce(|left, right| left.union(right)) {
            self.page.paths.push(Painted {
                bounds,
                fill: is_filled.then_some(self.state.fill),
                stroke: is_stroked.then(|| self.state.pen.clone()),
            });
        }
    }

    fn begin_marked(&mut self, document: &Document, operands: &[Object]) {
        let name = operands[0].as_name().expect("a name");
        let name = String::from_utf8(name.to_vec()).expect("UTF-8");
        *self.page.marked.entry(name.clone()).or_default() += 1;
        let properties = operands.get(1).and_then(|it| document.dereference(it).ok());
        let properties = properties.and_then(|(_, it)| it.as_dict().ok());
        let actual = properties.and_then(|it| it.get(b"ActualText").ok());
        let actual = actual.map(|it| lopdf::decode_text_string(it).expect("a text"));
        self.marked.push((name, actual));
    }

    fn show(&mut self, part: &Object) {
        let (name, size) = self.font.clone().expect("a font");
        let font = self.fonts.get(&name).expect("a font of the page");
        let matrix = self.to_page * self.state.matrix;
        let start = matrix * self.matrix * Point::ORIGIN;
        let mut advance = 0.0;
        let mut words = String::new();
        if let Ok(bytes) = part.as_str() {
            for code in bytes.chunks(2) {
                let code = u16::from_be_bytes([code[0], code[1]]);
                advance += font.widths.get(&code).copied().unwrap_or(font.width) / 1000.0 * size;
                words.push_str(font.words.get(&code).map_or("", String::as_str));
            }
        } else {
            advance = -f64::from(part.as_float().expect("a number")) / 1000.0 * size;
        }
        self.matrix *= Affine::translate((advance, 0.0));
        let end = matrix * self.matrix * Point::ORIGIN;
        let text = self.text.get_or_insert_with(|| Text {
            start,
            end,
            size,
            words: String::new(),
        });
        text.size = size;
        text.end = end;
        let told = self
            .marked
            .iter_mut()
            .find_map(|(_, actual)| actual.as_mut());
        match told {
            // Told once for all glyphs that it stands for.
            Some(actual) => text.words.push_str(&std::mem::take(actual)),
            None => text.words.push_str(&words),
        }
        // One character a glyph, in the order in which they are seen.
        self.is_reversed |= self.marked.iter().any(|(name, _)| name == "ReversedChars");
    }

    fn end_text(&mut self) {
        let Some(mut text) = self.text.take() else {
            return;
        };
        if std::mem::take(&mut self.is_reversed) {
            text.words = text.words.chars().rev().collect();
        }
        self.page.texts.push(text);
    }
}

fn affine(numbers: &[f64]) -> Affine {
    Affine::new(numbers.to_vec().try_into().expect("six numbers"))
}

fn color(numbers: &[f64]) -> [u8; 3] {
    let channels = numbers.iter().map(|it| (it * 255.0).round() as u8);
    let channels: Vec<u8> = channels.collect();
    channels.try_into().expect("three channels")
}

/// What a font says of its glyphs.
struct Font {
    /// In thousandths of the size.
    widths: BTreeMap<u16, f64>,
    width: f64,
    words: BTreeMap<u16, String>,
}

impl Font {
    fn of(document: &Document, font: &Dictionary) -> Self {
        let stream = font.get_deref(b"ToUnicode", document).expect("a map");
        let stream = stream.as_stream().expect("a stream");
        let map = stream.get_plain_content().expect("a map");
        let kin = font.get_deref(b"DescendantFonts", document);
        let kin = kin.and_then(Object::as_array).expect("its font");
        let (_, kin) = document.dereference(&kin[0]).expect("its font");
        let kin = kin.as_dict().expect("a dictionary");
        let width = kin.get(b"DW").and_then(Object::as_float).unwrap_or(1000.0);
        Self {
            widths: kin
                .get_deref(b"W", document)
                .map_or_else(|_| BTreeMap::new(), |it| widths(document, it)),
            width: f64::from(width),
            words: to_unicode(&String::from_utf8_lossy(&map)),
        }
    }
}

fn widths(document: &Document, list: &Object) -> BTreeMap<u16, f64> {
    let mut widths = BTreeMap::new();
    let list = list.as_array().expect("an array");
    let code = |object: &Object| u16::try_from(object.as_i64().expect("a code")).expect("16 bits");
    let mut at = 0;
    while at + 1 < list.len() {
        let first = code(&list[at]);
        if list[at + 1].as_array().is_ok() {
            for (place, width) in numbers(document, &list[at + 1]).into_iter().enumerate() {
                widths.insert(first + u16::try_from(place).expect("few"), width);
            }
            at += 2;
        } else {
            let width = f64::from(list[at + 2].as_float().expect("a width"));
            widths.extend((first..=code(&list[at + 1])).map(|code| (code, width)));
            at += 3;
        }
    }
    widths
}

fn to_unicode(map: &str) -> BTreeMap<u16, String> {
    let mut words = BTreeMap::new();
    let code = |hex: &str| u16::from_str_radix(hex, 16).expect("a code");
    let text = |hex: &str| {
        let units: Vec<u16> = (0..hex.len() / 4)
            .map(|at| code(&hex[at * 4..at * 4 + 4]))
            .collect();
        String::from_utf16(&units).expect("UTF-16")
    };
    let mut mode = "";
    for line in map.lines() {
        let line = line.trim();
        if let Some(kind) = ["bfchar", "bfrange"].iter().find(|it| line.ends_with(*it)) {
            mode = if line.contains("begin") { kind } else { "" };
            continue;
        }
        let hexes: Vec<&str> = line
            .split('<')
            .skip(1)
            .filter_map(|part| part.split('>').next())
            .collect();
        match (mode, hexes.as_slice()) {
            ("bfchar", [from, to]) => {
                words.insert(code(from), text(to));
            }
            ("bfrange", [from, to, first]) => {
                for (place, at) in (code(from)..=code(to)).enumerate() {
                    let mut shown: Vec<u16> = text(first).encode_utf16().collect();
                    *shown.last_mut().expect("a unit") += u16::try_from(place).expect("few");
                    words.insert(at, String::from_utf16(&shown).expect("UTF-16"));
                }
            }
            ("", _) => {}
            (mode, hexes) => assert!(hexes.is_empty(), "{mode}: {line}"),
        }
    }
    words
}
