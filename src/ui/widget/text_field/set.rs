//! Setting a text for a field: what is painted, and one glyph for each character.

use std::sync::Arc;

use egui::cache::FramePublisher;
use egui::emath::GuiRounding as _;
use egui::epaint::text::{Glyph, Row};
use egui::text::{LayoutJob, TextFormat};
use egui::text_edit::TextEditState;
use egui::{Align, Align2, Color32, FontId, Galley, Id, Pos2, Rect, Ui, Vec2};

use crate::text::{self, CaretLine, Side, Style};
use crate::ui::style;
use crate::ui::text::push_run;

/// A text that was set here.
pub(super) struct Laid {
    /// What egui gets: painted as it is read; its glyphs are the characters in the
    /// order of the text and say where the caret stands before each.
    pub(super) galley: Arc<Galley>,
    /// Its lines, one for each row of the galley.
    pub(super) lines: Vec<CaretLine>,
}

/// The character beside which a caret stands that was put before it, by its place in
/// the text: elsewhere it stands after the one before.
#[derive(Clone, Copy)]
struct Beside(usize);

/// What a text was set for.
#[derive(PartialEq)]
struct Asked {
    text: String,
    font: FontId,
    line_height: f32,
    /// Width that lines may take, for those that are wrapped.
    room: Option<f32>,
    pixels_per_point: f32,
    beside: Option<usize>,
}

/// What was set, as long as it is shown.
struct Kept {
    asked: Asked,
    /// What draws its lines, and what came of it: a full atlas of glyphs makes it void.
    jobs: Vec<LayoutJob>,
    painted: Vec<Arc<Galley>>,
    laid: Arc<Laid>,
}

/// What the fields of this frame and the last have set.
type Shown = FramePublisher<Id, Arc<Kept>>;

/// Sets the text of one field.
pub(super) struct Setter {
    id: Id,
    font: FontId,
    line_height: f32,
    is_multiline: bool,
    halign: Align,
    beside: Option<usize>,
    /// What was set last; `None` where egui did it.
    kept: Option<Arc<Kept>>,
}

/// What a field set in the last frame, if it did and this is still its text, and where
/// that was.
pub(super) fn known(ui: &Ui, id: Id, text: &str) -> Option<(Arc<Laid>, Pos2)> {
    let kept = kept(ui, id).filter(|kept| kept.asked.text == text)?;
    let corner = ui.data(|data| data.get_temp::<Corner>(id))?;
    Some((Arc::clone(&kept.laid), corner.0))
}

/// Where the text of a field is, on the screen of its layer.
#[derive(Clone, Copy)]
struct Corner(Pos2);

/// Says where the text of a field is.
pub(super) fn put_corner(ui: &Ui, id: Id, corner: Pos2) {
    ui.data_mut(|data| {
        data.insert_temp(id, Corner(corner));
    });
}

fn kept(ui: &Ui, id: Id) -> Option<Arc<Kept>> {
    ui.memory_mut(|memory| memory.caches.cache::<Shown>().get(&id).cloned())
}

/// Says beside which character of the text the caret of a field stands.
pub(super) fn put_beside(ui: &Ui, id: Id, count: usize, side: Side) {
    ui.data_mut(|data| match side {
        Side::Last => data.remove::<Beside>(id),
        Side::Next => {
            data.insert_temp(id, Beside(count));
        }
    });
}

impl Setter {
    /// For a field with this face and size.
    pub(super) fn new(
        ui: &Ui,
        id: Id,
        font: &FontId,
        is_multiline: bool,
        align: Option<Align2>,
    ) -> Self {
        let row_height = ui.fonts_mut(|fonts| fonts.row_height(font));
        let beside = ui.data(|data| data.get_temp::<Beside>(id));
        let caret = || TextEditState::load(ui.ctx(), id)?.cursor.char_range();
        // The caret may have gone elsewhere meanwhile.
        let beside = beside.filter(|at| caret().is_some_and(|it| it.primary.index.0 == at.0));
        Self {
            id,
            font: font.clone(),
            line_height: row_height + ui.spacing().extra_text_line_spacing,
            is_multiline,
            halign: align.map_or(Align::LEFT, |align| align.x()),
            beside: beside.map(|at| at.0),
            kept: None,
        }
    }

    /// Sets a text that may take this width.
    pub(super) fn set(&mut self, ui: &Ui, text: &str, width: f32) -> Arc<Galley> {
        self.kept = None;
        if !text::has_rtl(text) {
            let galley = self.plain(ui, text, width);
            if galley.end().index.0 == text.chars().count() {
                return galley;
            }
        }
        let kept = self.mixed(ui, text, width);
        let galley = Arc::clone(&kept.laid.galley);
        self.kept = Some(kept);
        galley
    }

    /// What was set last, kept for the next frame; `None` where egui did it.
    pub(super) fn finish(self, ui: &Ui) -> Option<Arc<Laid>> {
        let kept = self.kept?;
        let laid = Arc::clone(&kept.laid);
        ui.memory_mut(|memory| memory.caches.cache::<Shown>().set(self.id, kept));
        Some(laid)
    }

    /// As egui's own field does it.
    fn plain(&self, ui: &Ui, text: &str, width: f32) -> Arc<Galley> {
        let (text, font, ink) = (text.to_owned(), self.font.clone(), Color32::PLACEHOLDER);
        let mut job = if self.is_multiline {
            LayoutJob::simple(text, font, ink, width)
        } else {
            LayoutJob::simple_singleline(text, font, ink)
        };
        job.halign = self.halign;
        job.keep_trailing_whitespace = true;
        for section in &mut job.sections {
            section.format.line_height = Some(self.line_height);
        }
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    }

    fn mixed(&self, ui: &Ui, text: &str, width: f32) -> Arc<Kept> {
        let asked = Asked {
            text: text.to_owned(),
            font: self.font.clone(),
            line_height: self.line_height,
            room: self.is_multiline.then_some(width),
            pixels_per_point: ui.pixels_per_point(),
            beside: self.beside,
        };
        let last = self.kept.clone().or_else(|| kept(ui, self.id));
        if let Some(last) = last.filter(|last| last.asked == asked) {
            let now = painted(ui, &last.jobs);
            let mut pairs = now.iter().zip(&last.painted);
            if pairs.all(|(one, other)| Arc::ptr_eq(one, other)) {
                return last;
            }
        }
        let style = Style {
            size: f64::from(self.font.size),
            is_bold: self.font.family == style::bold(),
        };
        let lines = text::caret_lines(text, style, asked.room.map(f64::from));
        let jobs: Vec<LayoutJob> = lines.iter().map(|line| self.line_job(line)).collect();
        let painted = painted(ui, &jobs);
        let galley = self.galley(ui, &asked, &lines, &painted);
        Arc::new(Kept {
            asked,
            jobs,
            painted,
            laid: Arc::new(Laid {
                galley: Arc::new(galley),
                lines,
            }),
        })
    }

    /// What draws the runs of one line.
    fn line_job(&self, line: &CaretLine) -> LayoutJob {
        let format = |family| TextFormat {
            font_id: FontId::new(self.font.size, family),
            color: Color32::PLACEHOLDER,
            line_height: Some(self.line_height),
            ..Default::default()
        };
        let mut job = LayoutJob {
            break_on_newline: false,
            ..Default::default()
        };
        let mut end = 0.0;
        for run in &line.runs {
            let gap = (run.x - end).max(0.0) as f32;
            push_run(&mut job, run, gap, format(style::family(run.face)));
            end = run.x + run.width;
        }
        if job.sections.is_empty() {
            job.append("", 0.0, format(self.font.family.clone()));
        }
        job
    }

    /// The lines below each other, with one glyph for each character.
    fn galley(
        &self,
        ui: &Ui,
        asked: &Asked,
        lines: &[CaretLine],
        painted: &[Arc<Galley>],
    ) -> Galley {
        let room = asked.room.unwrap_or(f32::INFINITY);
        let ink = Color32::PLACEHOLDER;
        let job = LayoutJob::simple(asked.text.clone(), asked.font.clone(), ink, room);
        let mut galley = Galley::concat(Arc::new(job), painted, asked.pixels_per_point);
        let model = self.plain(ui, " ", f32::INFINITY);
        let model = model.rows.first().and_then(|row| row.glyphs.first());
        let mut chars = asked.text.chars();
        for (placed, line) in galley.rows.iter_mut().zip(lines) {
            placed.ends_with_newline = line.is_ended;
            let row = Arc::make_mut(&mut placed.row);
            if let Some(model) = model {
                let chars = chars.by_ref().take(line.places.len());
                fill(row, line, chars, model, asked.beside);
            }
            if line.is_ended {
                chars.next();
            }
        }
        let widths = lines.iter().map(|line| line.width as f32);
        let width = widths.fold(0.0, f32::max).ceil().round_ui();
        // Rounding must not make it wider than its field.
        let width = if width < room + 1.0 {
            width.min(room)
        } else {
            width
        };
        let size = Vec2::new(width, galley.rect.height());
        galley.rect = Rect::from_min_size(Pos2::ZERO, size);
        galley
    }
}

fn painted(ui: &Ui, jobs: &[LayoutJob]) -> Vec<Arc<Galley>> {
    ui.fonts_mut(|fonts| {
        let jobs = jobs.iter();
        jobs.map(|job| fonts.layout_job(job.clone())).collect()
    })
}

/// Gives a row its characters. What is painted stays; the place of a glyph is that of
/// the caret before it.
fn fill(
    row: &mut Row,
    line: &CaretLine,
    chars: impl Iterator<Item = char>,
    model: &Glyph,
    beside: Option<usize>,
) {
    let caret = |count: usize| {
        let is_beside = beside == Some(line.first + count);
        let side = if is_beside { Side::Next } else { Side::Last };
        line.caret(count, side) as f32
    };
    let glyphs = chars.enumerate().map(|(at, chr)| {
        let mut glyph = *model;
        glyph.chr = chr;
        glyph.pos.x = caret(at);
        glyph.advance_width = caret(at + 1) - caret(at);
        glyph.first_vertex = 0;
        glyph
    });
    row.glyphs = glyphs.collect();
    // The caret after the last of them stands here, be it at the left end.
    row.size.x = caret(line.places.len());
}

#[cfg(test)]
mod tests;
