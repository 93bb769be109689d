//! What slides are called where they are handed out.

use crate::model::Slide;

/// What a slide is called: its headline, or its id without one.
pub fn slide_title(slide: &Slide) -> &str {
    let headline = slide.headline.trim();
    if headline.is_empty() {
        slide.id.as_str()
    } else {
        headline
    }
}
