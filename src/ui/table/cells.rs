//! Words in cells.

use egui::text::TextWrapping;
use egui::{Pos2, Rect, Ui};

use crate::ui::text::{self, Look};

/// Longer texts are cut off before they are laid out.
const MOST_CHARS: usize = 300;

/// Paints words on one line into a rectangle, cut with an ellipsis where there is no
/// room; at its right end if so wished. Says whether they were cut.
pub(super) fn paint_words(
    ui: &Ui,
    rect: Rect,
    words: &str,
    look: &Look,
    is_at_right: bool,
) -> bool {
    let start = start(words);
    let width = rect.width().max(1.0);
    let mut is_cut = start.len() < words.len();
    let job = if crate::text::has_rtl(start) {
        let short = crate::text::ellipsize(start, look.text_style(), f64::from(width));
        is_cut |= short != start;
        text::job(&short, look, f32::INFINITY)
    } else {
        let mut job = text::job(&one_line(start), look, f32::INFINITY);
        job.wrap = TextWrapping::truncate_at_width(width);
        job
    };
    let galley = ui.painter().layout_job(job);
    is_cut |= galley.elided;
    let left = if is_at_right {
        (rect.right() - galley.size().x).max(rect.left())
    } else {
        rect.left()
    };
    let place = Pos2::new(left, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(place, galley, look.color);
    is_cut
}

/// The beginning of a text, for a cell has one line.
fn start(words: &str) -> &str {
    let end = words.char_indices().nth(MOST_CHARS).map(|(at, _)| at);
    words.get(..end.unwrap_or(words.len())).unwrap_or(words)
}

/// Controls are no part of a line.
fn one_line(words: &str) -> String {
    if words.contains(|c: char| c.is_control()) {
        words.replace(|c: char| c.is_control(), " ")
    } else {
        words.to_owned()
    }
}
