//! Text in the window: what is shown goes through [`crate::text`], so that
//! Hebrew and Persian stand in their right order within English lines.

use egui::text::{LayoutJob, LayoutSection, TextFormat};
use egui::{Color32, FontFamily, FontId, Ui};

use crate::text::{self, Style};

use super::style;

/// How a text looks.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// Size, in points.
    pub size: f32,
    /// Semi-bold.
    pub is_bold: bool,
    /// Slanted.
    pub is_italic: bool,
    /// Struck through.
    pub is_struck: bool,
    /// Colour.
    pub color: Color32,
    /// Height of a line, in sizes of the type.
    pub leading: f32,
}

impl Look {
    /// Regular, upright.
    pub fn new(size: f32, color: Color32) -> Self {
        Self {
            size,
            is_bold: false,
            is_italic: false,
            is_struck: false,
            color,
            leading: 1.42,
        }
    }

    /// Semi-bold.
    pub fn bold(self) -> Self {
        Self {
            is_bold: true,
            ..self
        }
    }

    /// Slanted.
    pub fn italic(self) -> Self {
        Self {
            is_italic: true,
            ..self
        }
    }

    /// Struck through.
    pub fn struck(self, is_struck: bool) -> Self {
        Self { is_struck, ..self }
    }

    /// With lines this high, in sizes of the type.
    pub fn airy(self, leading: f32) -> Self {
        Self { leading, ..self }
    }

    fn format(&self, family: FontFamily) -> TextFormat {
        let stroke = if self.is_struck {
            egui::Stroke::new(1.0, self.color)
        } else {
            egui::Stroke::NONE
        };
        TextFormat {
            font_id: FontId::new(self.size, family),
            color: self.color,
            italics: self.is_italic,
            strikethrough: stroke,
            // Faces differ in height; one line height keeps lines even.
            line_height: Some((self.size * self.leading).round()),
            valign: egui::Align::Center,
            ..Default::default()
        }
    }

    fn family(&self) -> FontFamily {
        if self.is_bold {
            style::bold()
        } else {
            FontFamily::Proportional
        }
    }

    /// The same for [`crate::text`].
    pub fn text_style(&self) -> Style {
        Style {
            size: f64::from(self.size),
            is_bold: self.is_bold,
        }
    }
}

/// Lays a text out, wrapped at `max_width` points.
///
/// Lines that hold a right-to-left script are broken here and put into visual
/// order; the others are left to egui, which does the same more cheaply.
pub fn job(content: &str, look: &Look, max_width: f32) -> LayoutJob {
    let mut job = LayoutJob::default();
    job.wrap.max_width = max_width;
    // A shaper that goes by script alone turns these digits around.
    let has_turned = content.contains(|c| matches!(c, '\u{6f0}'..='\u{6f9}'));
    if !has_turned && !text::has_rtl(content) {
        job.append(content, 0.0, look.format(look.family()));
        return job;
    }
    let lines = if max_width.is_finite() {
        text::wrap(content, look.text_style(), f64::from(max_width))
    } else {
        vec![content.to_owned()]
    };
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            job.append("\n", 0.0, look.format(look.family()));
        }
        let mut end = 0.0;
        for run in text::line(line, look.text_style()).runs {
            // Spaces between runs are gaps, not characters.
            let gap = (run.x - end).max(0.0) as f32;
            push_run(&mut job, &run, gap, look.format(style::family(run.face)));
            end = run.x + run.width;
        }
    }
    // The lines are broken already; rounding must not break them again.
    job.wrap.max_width = f32::INFINITY;
    job
}

/// Adds a run so far right of the last one. It stays apart from it even where both look
/// alike: the digits of the Arabic script would change places.
pub fn push_run(job: &mut LayoutJob, run: &text::Run, gap: f32, format: TextFormat) {
    let start = job.text.len();
    job.text.push_str(&run.text);
    job.sections.push(LayoutSection {
        leading_space: gap,
        byte_range: start.into()..job.text.len().into(),
        format,
    });
}

/// Adds left-to-right words in another look to a text that was laid out.
pub fn append(job: &mut LayoutJob, content: &str, look: &Look) {
    job.append(content, 0.0, look.format(look.family()));
}

/// Lays out one run of a [`crate::text::Line`], for painters that place it themselves.
pub fn run_job(run: &text::Run, size: f32, color: Color32) -> LayoutJob {
    let format = TextFormat {
        font_id: FontId::new(size, style::family(run.face)),
        color,
        ..Default::default()
    };
    LayoutJob::single_section(run.text.clone(), format)
}

/// Shows a text in the width there is, wrapped.
pub fn label(ui: &mut Ui, content: &str, look: &Look) -> egui::Response {
    let job = job(content, look, ui.available_width());
    ui.add(egui::Label::new(job).wrap())
}

/// Shows a text on one line, whole. For cells of a grid, whose width follows
/// from what they hold.
pub fn whole_line(ui: &mut Ui, content: &str, look: &Look) -> egui::Response {
    ui.add(egui::Label::new(job(content, look, f32::INFINITY)).extend())
}

/// Shows a text on one line, cut with an ellipsis where there is no room.
pub fn line(ui: &mut Ui, content: &str, look: &Look) -> egui::Response {
    let width = f64::from(ui.available_width());
    let short = text::ellipsize(content, look.text_style(), width);
    let response = ui.add(egui::Label::new(job(&short, look, f32::INFINITY)).extend());
    if short == content {
        response
    } else {
        response.on_hover_words(content)
    }
}

/// The same, but only where there is room for all of it or at least for so many
/// points: a beginning of one letter says nothing.
pub fn line_where_room(
    ui: &mut Ui,
    content: &str,
    look: &Look,
    least: f32,
) -> Option<egui::Response> {
    let whole = text::width(content, look.text_style()) as f32;
    (ui.available_width() >= whole.min(least)).then(|| line(ui, content, look))
}

/// Hover texts that go through [`crate::text`] like everything else that is shown.
pub trait Hover {
    /// Shows these words while the pointer rests on the widget.
    fn on_hover_words(self, words: impl AsRef<str>) -> Self;

    /// The same beside the pointer, for widgets with parts.
    fn on_hover_words_at_pointer(self, words: impl AsRef<str>) -> Self;
}

impl Hover for egui::Response {
    fn on_hover_words(self, words: impl AsRef<str>) -> Self {
        self.on_hover_ui(|ui| hover_words_ui(ui, words.as_ref()))
    }

    fn on_hover_words_at_pointer(self, words: impl AsRef<str>) -> Self {
        self.on_hover_ui_at_pointer(|ui| hover_words_ui(ui, words.as_ref()))
    }
}

fn hover_words_ui(ui: &mut Ui, words: &str) {
    ui.set_max_width(ui.spacing().tooltip_width);
    for line in words.lines() {
        label(ui, line, &Looks::of(ui).body());
    }
}

/// Looks of the window, by what the text is.
pub struct Looks<'a> {
    theme: &'a crate::drawing::WindowColors,
}

impl Looks<'_> {
    /// The looks of the theme that is shown now.
    pub fn of(ui: &Ui) -> Looks<'static> {
        Looks {
            theme: &style::theme(ui.ctx()).window,
        }
    }

    /// Title of a panel.
    pub fn title(&self) -> Look {
        Look::new(style::size::TITLE, style::color(self.theme.text)).bold()
    }

    /// Running text.
    pub fn body(&self) -> Look {
        Look::new(style::size::BODY, style::color(self.theme.text))
    }

    /// Secondary text.
    pub fn small(&self) -> Look {
        Look::new(style::size::SMALL, style::color(self.theme.text_muted))
    }

    /// Heading in capitals.
    pub fn heading(&self) -> Look {
        Look::new(style::size::HEADING, style::color(self.theme.text_muted)).bold()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_the_arabic_script_stay_apart() {
        let job = job("ایران ۱۲", &Look::new(13.0, Color32::PLACEHOLDER), 200.0);
        let parts = job.sections.iter().map(|it| {
            let bytes = usize::from(it.byte_range.start)..usize::from(it.byte_range.end);
            &job.text[bytes]
        });
        assert_eq!(parts.collect::<Vec<_>>(), ["۱", "۲", "ایران"]);
    }
}
