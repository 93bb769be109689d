//! Pictures of hostile texts: whatever stands in a name, a title, a note or a link,
//! an independent reader finds no element, attribute, action or link that the
//! writer did not put there, and all of the text as text.

use entente::drawing::{Color, Drawing, Halo, Item, Role, Shape, Stroke};
use entente::export::PageOptions;
use entente::geom::space::Camera;
use entente::model::{ActorId, Subject};
use entente::text::{Style, line};
use kurbo::{Point, Rect};

use super::payloads::{LEAST, payloads};

mod in_pdf;
mod in_svg;

/// What looks like a part of a PDF or of what is embedded in one.
const OF_PDF: [&str; 30] = [
    ")>>/A<</S/JavaScript/JS(app.alert(1))>>",
    ") Tj ET Q",
    "\\) \\( \\\\ \\",
    "(((((",
    ")))))",
    "(balanced) and (un(balanced",
    "endstream endobj 99 0 obj<</Type/Action/S/Launch/F(calc.exe)>>endobj",
    "<</S/URI/URI(javascript:alert(1))>>",
    "<</Type/Annot/Subtype/Link/A<</S/Launch>>>>",
    "/OpenAction 1 0 R /AA<</O 2 0 R>>",
    "/Names<</JavaScript 3 0 R/EmbeddedFiles 4 0 R>>",
    "<</Type/EmbeddedFile/Subtype/text#2Fplain>>stream",
    "%%EOF\nstartxref\n0\n%%EOF",
    "trailer<</Root 1 0 R>>",
    "xref\n0 1\n0000000000 65535 f",
    "<FEFF00410042>",
    "[(A) 120 (B)] TJ",
    "BT /f0 12 Tf (x) Tj ET",
    "EMC /Span<</ActualText(x)>>BDC",
    "q 1 0 0 1 0 0 cm Q W n",
    "/XFA /AcroForm /RichMedia /3D",
    "\u{fe}\u{ff}\u{0}A",
    "\u{feff}A",
    "\u{10ffff}\u{e000}\u{1f600}",
    "<?xpacket end='w'?>",
    "</rdf:li></rdf:Alt></dc:title><pdf:Evil>x</pdf:Evil>",
    "]]></x:xmpmeta>",
    "\u{202e}gnirts\u{202c}\u{2067}x\u{2069}",
    "a\u{200b}b\u{200c}c\u{200d}d\u{2060}e\u{ad}f",
    "سلام (ישראל) /Launch لا شָׁ",
];

/// Addresses that must lead nowhere, or nowhere else than they say.
const ADDRESSES: [&str; 26] = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "javascript://example.org/%0aalert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "file:///etc/passwd",
    "file://host/share",
    "\\\\host\\share\\calc.exe",
    "//evil.example/",
    "http:evil.example",
    "http:///evil.example",
    "https://",
    "https://user:word@evil.example/",
    "https://good.example@evil.example/",
    "https://good.example\\@evil.example/",
    "https://evil.ex\u{430}mple/",
    "https://good.example/\u{202e}gpj.exe",
    "https://good.example/)>>/A<</S/JavaScript/JS(x)>>",
    "https://good.example/\n/S/Launch",
    "https://good.example/(a)",
    "ms-msdt:/id PCWDiagnostic",
    "mailto:a@b.example?cc=c",
    "ftp://evil.example/",
    "smb://evil.example/",
];

const BEFORE: [&str; 6] = ["", " ", "text ", "\u{0}", "\u{202e}", "\\"];
const BEHIND: [&str; 5] = ["", " text", "\u{0}", "\\", "\n"];

/// All texts, in a stated order.
fn all() -> Vec<String> {
    let mut all = payloads();
    for piece in OF_PDF.iter().chain(&ADDRESSES) {
        for before in BEFORE {
            for behind in BEHIND {
                all.push(format!("{before}{piece}{behind}"));
            }
        }
    }
    assert!(all.len() > LEAST + 1_500, "{}", all.len());
    all
}

const INK: Color = Color {
    r: 10,
    g: 20,
    b: 30,
    a: 255,
};

/// A picture with the text wherever a picture has one: names with halos, chips,
/// notes, lines of the page.
fn laden(text: &str) -> Drawing {
    let style = |size, is_bold| Style { size, is_bold };
    let words = |role, place: f64, style: Style| Item {
        subject: ActorId::new("AZE").ok().map(Subject::Actor),
        role,
        shape: Shape::Text {
            origin: Point::new(20.0, 20.0 + 30.0 * place),
            line: line(text, style),
            style,
            color: INK,
            halo: (role == Role::Name).then_some(Halo {
                color: INK,
                width: 2.0,
            }),
        },
    };
    let disc = Item {
        subject: None,
        role: Role::Disc,
        shape: Shape::Circle {
            center: Point::new(100.0, 100.0),
            radius: 20.0,
            fill: Some(INK),
            stroke: Some(Stroke {
                width: 1.0,
                color: INK,
                dash: Some([2.0, 2.0]),
            }),
        },
    };
    Drawing {
        background: INK,
        ground: std::sync::Arc::default(),
        figures: vec![
            disc,
            words(Role::Name, 1.0, style(14.0, true)),
            words(Role::OwnName, 2.0, style(11.5, false)),
            words(Role::ChipText, 3.0, style(12.0, true)),
            words(Role::NoteText, 4.0, style(12.0, false)),
        ],
        page: vec![
            words(Role::PageText, 5.0, style(16.0, true)),
            words(Role::PageText, 6.0, style(11.0, false)),
        ],
        legend: Vec::new(),
        marks: Vec::new(),
        bounds: None,
    }
}

/// A page that shows all of it, however long a line is.
fn page() -> PageOptions {
    let (width, height) = (6_000.0, 400.0);
    PageOptions {
        width,
        height,
        camera: Camera::new(Rect::new(0.0, 0.0, width, height).center(), 1.0),
    }
}

/// The runs of all lines of a drawing.
fn runs(drawing: &Drawing) -> Vec<String> {
    let items = drawing.figures.iter().chain(&drawing.page);
    let lines = items.filter_map(|item| match &item.shape {
        Shape::Text { line, .. } => Some(line),
        _ => None,
    });
    let runs = lines.flat_map(|line| line.runs.iter().map(|run| run.text.clone()));
    runs.collect()
}
