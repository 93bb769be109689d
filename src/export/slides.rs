//! Slides as pictures of their own.

use crate::drawing::{Deck, SlidePicture};
use crate::model::{Slide, SlideId};

use super::svg::{PageOptions, svg};

/// A slide as SVG, drawn for a page of `size` points; `None` where the deck does not
/// have it.
pub fn slide_svg(deck: &Deck, id: &SlideId, size: kurbo::Size) -> Option<String> {
    let slide = deck.scene().slides.get(id)?;
    let picture = deck.picture(id, size)?;
    Some(slide_picture_svg(slide, &picture))
}

/// The same of one that is drawn already.
pub fn slide_picture_svg(slide: &Slide, picture: &SlidePicture) -> String {
    let page = PageOptions {
        width: picture.page.width,
        height: picture.page.height,
        camera: picture.camera,
    };
    svg(&picture.drawing, &page, slide_title(slide), &slide.caption)
}

/// What a slide is called: its headline, or its id without one.
pub fn slide_title(slide: &Slide) -> &str {
    let headline = slide.headline.trim();
    if headline.is_empty() {
        slide.id.as_str()
    } else {
        headline
    }
}
