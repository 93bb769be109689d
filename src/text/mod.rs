//! Text without a window: faces, widths, visual order, wrapping, folding, search.
//!
//! [`line()`] turns a text into [`Run`]s from left to right, each of one face and
//! one direction, with its place: painters and exporters draw runs and never
//! order anything themselves. Order follows the Unicode Bidirectional
//! Algorithm (UAX #9) with a base that reads from left to right, because the
//! texts are labels of a map and lines of a form in English.
//!
//! Widths come from the same shaping rules that draw the text, so a label takes
//! the room that was reserved for it. Nothing here knows colours, pixels or a
//! window; sizes are points or layout units, as the caller has them.

mod bidi;
mod caret;
mod clean;
mod faces;
mod fold;
mod index;
mod line;
#[cfg(test)]
pub(crate) mod nasty;
mod paragraphs;
mod point;
mod shape;
mod wrap;

pub use caret::{CaretLine, Place, Side, caret_lines};
pub use clean::{has_rtl, one_line, unsupported};
pub use faces::{Face, Style, ascent, descent, line_height};
pub use fold::fold;
pub use index::{Index, Query, Writer};
pub use line::{Line, Run, line, line_rtl, width};
pub use paragraphs::{Paragraphs, Piece};
pub use point::{Reach, UNSEEN, char_at, is_combining, reaches, shown, word_at};
pub use shape::{Glyph, glyph_of, glyphs, outline};
pub use wrap::{begins_rtl, ellipsize, wrap};
