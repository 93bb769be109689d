//! The picture, as data: one description that the screen and every export walk.
//!
//! [`build()`] makes a [`Drawing`] from a scene, its layout, a theme and a
//! zoom; [`fit()`] finds the camera that shows all of it; [`hit()`] finds what
//! lies under the pointer. [`Ground`] is made once for a projection and shared
//! by all drawings on it.

mod actors;
#[cfg(test)]
mod aside_tests;
pub mod basemap;
mod build;
mod changes;
#[cfg(test)]
mod changes_tests;
mod chips;
mod deck;
mod evidence;
#[cfg(test)]
mod evidence_tests;
mod figures;
mod fit;
#[cfg(test)]
mod fit_tests;
#[cfg(test)]
mod fixture;
mod flags;
mod ground;
mod hit;
mod input;
mod item;
mod legend;
mod monogram;
mod names;
mod notes;
#[cfg(test)]
mod overlap_tests;
mod page;
#[cfg(test)]
mod page_tests;
mod scale;
mod scope;
mod slide;
mod spoken;
#[cfg(test)]
mod tests;
mod theme;
#[cfg(test)]
mod theme_tests;
mod ties;
mod tray;

pub use build::build;
pub use changes::ChangeMarks;
pub use deck::{
    Deck, DeckLook, Flaw, SlideFinding, SlideFix, SlidePicture, as_made, check_slide, check_slides,
    slide_page, without_gone,
};
pub use fit::{below_title, fit};
pub use ground::Ground;
pub use hit::{Heading, hit, hit_among, nearest_in_direction};
pub use input::{
    Aside, DrawingInput, NamesShown, OnDiscs, Part, arrange, map_offsets, map_request,
};
pub use item::{Color, Drawing, Halo, Item, Mark, MarkPlace, Role, Shape, Stroke};
pub use notes::{is_note_cut, note_position, note_size, note_unit};
pub use page::{PageLayer, page_insets, page_layer};
pub use scale::{HOME_ZOOM, detail_zoom};
pub use scope::Scope;
pub use slide::bounds as shape_bounds;
pub use theme::{FigureColors, MapColors, Sizes, Theme, ThemeName, WindowColors};
