//! Claims, large enough to be read from the back of a room.

use std::sync::Arc;

use egui::{Color32, CornerRadius, Painter, Pos2, Rect, Ui, Vec2};

use crate::drawing::Theme;
use crate::model::{Asserter, Claim, Scene, Stance, TieId, TieState};
use crate::session::{Command, EvidenceOf, Session, Show, ShowCommand};
use crate::ui::style;
use crate::ui::text::Look;
use crate::ui::words::{capital, counted};

/// Sizes, as parts of the short side of the window.
const TITLE: f32 = 34.0 / 900.0;
const STATEMENT: f32 = 30.0 / 900.0;
const QUOTE: f32 = 24.0 / 900.0;
const META: f32 = 22.0 / 900.0;
/// More of a text than this is cut off, in characters.
const MOST_STATEMENT: usize = 1_200;
const MOST_QUOTE: usize = 600;
const MOST_META: usize = 300;
/// Nobody reads more claims than this in a talk.
const MOST_CLAIMS: usize = 200;
/// So few claims may be larger than usual, and how much larger; the last is usual.
const FEW: usize = 4;
const GROWTHS: [f32; 4] = [1.6, 1.4, 1.2, 1.0];
/// So many quotations of a claim are shown.
const MOST_QUOTES: usize = 2;

/// Claims, laid out in pages.
#[derive(Default)]
pub(super) struct EvidencePages {
    key: Option<Key>,
    head: Head,
    pages: Vec<Page>,
}

/// What pages follow from.
#[derive(PartialEq)]
struct Key {
    of: EvidenceOf,
    slide: usize,
    revealed: usize,
    size: [u32; 2],
    scene: usize,
    theme: crate::drawing::ThemeName,
}

#[derive(Default)]
struct Head {
    above: String,
    title: String,
}

#[derive(Default)]
struct Page {
    rows: Vec<Row>,
    /// Bars in the hue of the stance, from and to.
    bars: Vec<(f32, f32, Color32)>,
    /// What is read out, claim by claim, and where it stands.
    spoken: Vec<(f32, f32, String)>,
}

/// A line of text; its top in points below that of the page's body.
struct Row {
    top: f32,
    words: String,
    look: Look,
}

/// What is said of a claim.
struct Block {
    rows: Vec<(String, Look, f32)>,
    hue: Color32,
    spoken: String,
}

/// Where things stand.
#[derive(Clone, Copy)]
struct Plan {
    rect: Rect,
    /// A point at a short side of 900.
    unit: f32,
    body: Rect,
    /// How much larger than usual claims are.
    growth: f32,
}

impl Plan {
    fn of(rect: Rect) -> Self {
        let short = rect.width().min(rect.height());
        let unit = (short / 900.0).max(super::LEAST_UNIT);
        let side = (rect.width() * 0.07).max((rect.width() - 1500.0 * unit) / 2.0);
        let body = Rect::from_min_max(
            Pos2::new(rect.left() + side, rect.top() + 150.0 * unit),
            Pos2::new(rect.right() - side, rect.bottom() - 50.0 * unit),
        );
        Self {
            rect,
            unit,
            body,
            growth: 1.0,
        }
    }

    fn size(self, part: f32) -> f32 {
        (part * 900.0 * self.unit).max(8.0)
    }

    /// Between the left end of the body and its text.
    fn indent(self) -> f32 {
        26.0 * self.unit
    }
}

impl EvidencePages {
    /// Shows a page of claims in this rectangle.
    pub(super) fn ui(
        &mut self,
        ui: &Ui,
        rect: Rect,
        session: &Session,
        show: &Show,
        (of, page, pages): (&EvidenceOf, usize, usize),
        commands: &mut Vec<Command>,
    ) {
        let theme_name = super::slide_theme(session);
        let theme = theme_name.theme();
        let plan = Plan::of(rect);
        let scene = &session.document().scene;
        let key = Key {
            of: of.clone(),
            slide: show.at(),
            revealed: show.revealed(),
            size: [rect.width().to_bits(), rect.height().to_bits()],
            scene: Arc::as_ptr(scene).addr(),
            theme: theme_name,
        };
        if self.key.as_ref() != Some(&key) {
            self.lay_out(session, show, of, plan, theme);
            self.key = Some(key);
        }
        let count = self.pages.len().max(1);
        if count != pages {
            commands.push(Command::Present(ShowCommand::Pages(count)));
        }
        let painter = ui.painter().with_clip_rect(rect);
        painter.rect_filled(rect, 0.0, style::color(theme.map.sea));
        self.head_ui(&painter, plan, theme, page.min(count - 1), count);
        let Some(page) = self.pages.get(page.min(count - 1)) else {
            return;
        };
        let origin = plan.body.min;
        for (from, to, hue) in &page.bars {
            let bar = Rect::from_min_max(
                origin + Vec2::new(0.0, from + 4.0 * plan.unit),
                origin + Vec2::new(6.0 * plan.unit, to - 4.0 * plan.unit),
            );
            painter.rect_filled(bar, CornerRadius::same(2), *hue);
        }
        for row in &page.rows {
            let at = origin + Vec2::new(plan.indent(), row.top);
            super::line(&painter, at, &row.words, &row.look);
        }
        for (at, (from, to, words)) in page.spoken.iter().enumerate() {
            let place = Rect::from_min_max(
                origin + Vec2::new(0.0, *from),
                Pos2::new(plan.body.right(), origin.y + to),
            );
            super::spoken(ui, place, ("claim of the evidence", at), words);
        }
    }

    fn head_ui(&self, painter: &Painter, plan: Plan, theme: &Theme, page: usize, count: usize) {
        let ink = style::color(theme.figure.text);
        let muted = style::color(theme.figure.text_muted);
        let small = Look::new(plan.size(META), muted).bold();
        let title = Look::new(plan.size(TITLE), ink).bold();
        let left = Pos2::new(plan.body.left(), plan.rect.top() + 46.0 * plan.unit);
        let mut room = plan.body.width();
        if count > 1 {
            let words = format!("{} of {count}", page + 1);
            let width = crate::text::width(&words, small.text_style()) as f32;
            let at = Pos2::new(plan.body.right() - width, left.y);
            super::line(painter, at, &words, &small);
            room -= width + 30.0 * plan.unit;
        }
        let cut = |words: &str, look: &Look, room: f32| {
            crate::text::ellipsize(words, look.text_style(), f64::from(room.max(10.0)))
        };
        super::line(painter, left, &cut(&self.head.above, &small, room), &small);
        let below = left + Vec2::new(0.0, 34.0 * plan.unit);
        let words = cut(&self.head.title, &title, plan.body.width());
        super::line(painter, below, &words, &title);
    }

    fn lay_out(
        &mut self,
        session: &Session,
        show: &Show,
        of: &EvidenceOf,
        plan: Plan,
        theme: &Theme,
    ) {
        let mut shown = session.shown_evidence(show, of);
        let scene = &session.document().scene;
        let mut count = counted(shown.claims.len(), "claim", "claims");
        if shown.claims.len() > MOST_CLAIMS {
            count = format!("the first {MOST_CLAIMS} of {count}");
            shown.claims.truncate(MOST_CLAIMS);
        }
        self.head = Head {
            above: match of {
                EvidenceOf::Slide => format!("Evidence \u{b7} {count}"),
                EvidenceOf::Tie(tie) => format!("Evidence \u{b7} {}{count}", judged(scene, tie)),
            },
            title: shown.title,
        };
        let width = plan.body.width() - plan.indent();
        if shown.claims.is_empty() {
            self.pages = vec![nothing(scene, of, plan, width, theme)];
            return;
        }
        // A few claims are as large as fits on a page.
        let is_few = shown.claims.len() <= FEW;
        let sizes = GROWTHS.iter().filter(|growth| is_few || **growth == 1.0);
        for growth in sizes {
            let plan = Plan {
                growth: *growth,
                ..plan
            };
            let blocks = shown.claims.iter().filter_map(|(place, tie)| {
                let claim = scene.claims.at(*place)?;
                Some(block(scene, claim, tie.as_ref(), plan, width, theme))
            });
            self.pages = pages(&blocks.collect::<Vec<Block>>(), plan);
            if self.pages.len() == 1 {
                return;
            }
        }
    }
}

/// `judged +0.85, high confidence · `.
fn judged(scene: &Scene, tie: &TieId) -> String {
    let Some(tie) = scene.ties.get(tie) else {
        return String::new();
    };
    let confidence = tie.confidence.map_or_else(String::new, |confidence| {
        format!(", {} confidence", confidence.word())
    });
    match &tie.state {
        TieState::Valued(weight) => {
            format!("judged {weight}{confidence} \u{b7} ")
        }
        TieState::Unknown { .. } => "unknown \u{b7} ".to_owned(),
        TieState::None { .. } => "none \u{b7} ".to_owned(),
    }
}

/// So much of the reason why nothing is known is shown, in characters.
const MOST_REASON: usize = 300;

/// Where there are no claims.
fn nothing(scene: &Scene, of: &EvidenceOf, plan: Plan, width: f32, theme: &Theme) -> Page {
    let words = match of {
        EvidenceOf::Slide => "This slide has no footnotes, and no tie on it is emphasised or \
                              revealed. Point at a tie, or choose one with Tab, and press E."
            .to_owned(),
        EvidenceOf::Tie(tie) => match scene.ties.get(tie).map(|tie| &tie.state) {
            Some(TieState::Unknown { reason }) => {
                let reason = start(reason, MOST_REASON);
                format!("Unknown: no claim bears on this tie. {reason}")
            }
            Some(TieState::None { reason }) => {
                let reason = start(reason, MOST_REASON);
                format!("Known to be no tie. {reason}")
            }
            Some(TieState::Valued(_)) | None => {
                "No claim bears on this tie: it is a judgement without evidence yet.".to_owned()
            }
        },
    };
    let look = Look::new(plan.size(STATEMENT), style::color(theme.figure.text_muted));
    let mut page = Page::default();
    let mut top = 0.0;
    for words in crate::text::wrap(&words, look.text_style(), f64::from(width)) {
        page.rows.push(Row {
            top,
            words,
            look: look.clone(),
        });
        top += look.size * look.leading;
    }
    page.spoken.push((0.0, top, words));
    page
}

/// A text cut off after so many characters, on one line.
fn start(words: &str, most: usize) -> String {
    let flat: String = words
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(most)
        .collect();
    if words.chars().nth(most).is_some() {
        format!("{}\u{2026}", flat.trim_end())
    } else {
        flat.trim().to_owned()
    }
}

fn block(
    scene: &Scene,
    claim: &Claim,
    tie: Option<&TieId>,
    plan: Plan,
    width: f32,
    theme: &Theme,
) -> Block {
    let ink = style::color(theme.figure.text);
    let muted = style::color(theme.figure.text_muted);
    let bearing = tie
        .and_then(|tie| claim.bearings_on(tie).next())
        .or_else(|| claim.bearings.first());
    let hue = match bearing.map(|it| it.stance) {
        Some(Stance::Supports) => theme.figure.supportive,
        Some(Stance::Strains) => theme.figure.hostile,
        Some(Stance::Neutral) | None => theme.figure.neutral,
    };
    let mut block = Block {
        rows: Vec::new(),
        hue: style::color(hue),
        spoken: String::new(),
    };
    let statement = start(&claim.statement, MOST_STATEMENT);
    let meta = meta_of(scene, claim);
    block.add(
        &statement,
        &Look::new(plan.size(STATEMENT) * plan.growth, ink).bold(),
        width,
        0.0,
    );
    for anchor in claim.anchors.iter().take(MOST_QUOTES) {
        let quote = format!("\u{201c}{}\u{201d}", start(&anchor.exact, MOST_QUOTE));
        let look = Look::new(plan.size(QUOTE) * plan.growth, ink).italic();
        block.add(&quote, &look, width, 5.0 * plan.unit);
    }
    let look = Look::new(plan.size(META) * plan.growth, muted);
    let mut gap = 5.0;
    for words in &meta {
        block.add(words, &look, width, gap * plan.unit);
        gap = 0.0;
    }
    block.spoken = format!("{statement} {}", meta.join(" "));
    block
}

/// Who says it and how; the grade with its words; the day.
fn meta_of(scene: &Scene, claim: &Claim) -> Vec<String> {
    let asserter = match &claim.asserter {
        Asserter::Named {
            name,
            role,
            affiliation,
        } => {
            let role = role.clone().or_else(|| {
                let actor = affiliation.as_ref()?;
                Some(scene.actor_name(actor).to_owned())
            });
            role.map_or_else(|| name.clone(), |role| format!("{name}, {role}"))
        }
        Asserter::Unattributed { .. } => "Unattributed".to_owned(),
    };
    let first = format!("{} \u{b7} {}", asserter, claim.status.word());
    let grade = format!("{}: {}", claim.grade, claim.grade.meaning());
    let date = claim.date.as_ref().and_then(|date| {
        let resolved = date.resolved.map(|range| range.in_words());
        resolved.or_else(|| date.as_printed.clone())
    });
    let second = date.map_or_else(|| grade.clone(), |date| format!("{grade} \u{b7} {date}"));
    [capital(&first), second]
        .map(|words| start(&words, MOST_META))
        .to_vec()
}

impl Block {
    fn add(&mut self, words: &str, look: &Look, width: f32, gap: f32) {
        let mut gap = gap;
        for line in crate::text::wrap(words, look.text_style(), f64::from(width)) {
            self.rows.push((line, look.clone(), gap));
            gap = 0.0;
        }
    }

    fn height(&self) -> f32 {
        let rows = self.rows.iter();
        rows.map(|(_, look, gap)| gap + look.size * look.leading)
            .sum()
    }
}

/// Puts claims on pages: each whole on one where it can be.
fn pages(blocks: &[Block], plan: Plan) -> Vec<Page> {
    let room = plan.body.height();
    let gap = 30.0 * plan.unit;
    let mut pages = vec![Page::default()];
    let mut top = 0.0;
    for block in blocks {
        if top > 0.0 && top + block.height() > room {
            pages.push(Page::default());
            top = 0.0;
        }
        let mut from = top;
        for (words, look, above) in &block.rows {
            let height = look.size * look.leading;
            if top > 0.0 && top + above + height > room {
                finish(&mut pages, block, from, top);
                pages.push(Page::default());
                (top, from) = (0.0, 0.0);
            }
            let above = if top == from { 0.0 } else { *above };
            if let Some(page) = pages.last_mut() {
                page.rows.push(Row {
                    top: top + above,
                    words: words.clone(),
                    look: look.clone(),
                });
            }
            top += above + height;
        }
        finish(&mut pages, block, from, top);
        top += gap;
    }
    pages
}

/// What stands of a claim on the last page.
fn finish(pages: &mut [Page], block: &Block, from: f32, to: f32) {
    if let Some(page) = pages.last_mut().filter(|_| to > from) {
        page.bars.push((from, to, block.hue));
        page.spoken.push((from, to, block.spoken.clone()));
    }
}
