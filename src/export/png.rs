//! The SVG as PNG, by resvg, with the embedded fonts and nothing else: no font
//! of the machine and no file that an SVG may name takes part.

use std::io::Write as _;
use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, fontdb};

use super::error::ExportError;
use crate::text::Face;

/// The longest side of an image, in pixels.
pub const MAX_SIDE_PX: u32 = 16_384;
/// The most pixels of an image: half a gigabyte while it is painted.
pub const MAX_PIXELS: u64 = 134_217_728;
/// How far the two scales may differ: rounding to whole pixels is no
/// distortion.
const MAX_SCALE_DIFFERENCE: f64 = 0.01;

/// The SVG as a PNG image of this size, sRGB with opacity.
///
/// The page fills the image. The same input gives the same bytes on every
/// machine.
///
/// # Errors
/// When a side is 0 or over [`MAX_SIDE_PX`], the whole over [`MAX_PIXELS`], the
/// shapes of page and image differ by more than 1%, or `svg` is not SVG.
pub fn png(svg: &str, width_px: u32, height_px: u32) -> Result<Vec<u8>, ExportError> {
    packed(painted(svg, width_px, height_px)?).map_err(|error| ExportError::Png(error.to_string()))
}

/// The pixels as PNG. They are packed row by row: as a whole, a large image would be
/// held three times.
fn packed(pixmap: Pixmap) -> Result<Vec<u8>, ::png::EncodingError> {
    /// How much of the packed rows is written at once, in bytes.
    const CHUNK: usize = 1 << 20;
    let mut bytes = Vec::new();
    let mut encoder = ::png::Encoder::new(&mut bytes, pixmap.width(), pixmap.height());
    encoder.set_color(::png::ColorType::Rgba);
    encoder.set_depth(::png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    let mut rows = writer.stream_writer_with_size(CHUNK)?;
    rows.write_all(&pixmap.take_demultiplied())?;
    rows.finish()?;
    writer.finish()?;
    Ok(bytes)
}

/// The same as pixels: red, green, blue and opacity of each, not premultiplied, row
/// by row.
///
/// # Errors
/// Like [`png()`].
pub(super) fn pixels(svg: &str, width_px: u32, height_px: u32) -> Result<Vec<u8>, ExportError> {
    Ok(painted(svg, width_px, height_px)?.take_demultiplied())
}

fn painted(svg: &str, width_px: u32, height_px: u32) -> Result<Pixmap, ExportError> {
    check_size(width_px, height_px)?;
    let tree = usvg::Tree::from_str(svg, &options())
        .map_err(|error| ExportError::Svg(error.to_string()))?;
    let scale = scale(&tree, width_px, height_px)?;
    let mut pixmap = Pixmap::new(width_px, height_px).ok_or(ExportError::TooLarge {
        width_px,
        height_px,
    })?;
    resvg::render(&tree, scale, &mut pixmap.as_mut());
    Ok(pixmap)
}

fn check_size(width_px: u32, height_px: u32) -> Result<(), ExportError> {
    if width_px == 0 || height_px == 0 {
        return Err(ExportError::NoArea {
            width_px,
            height_px,
        });
    }
    let pixels = u64::from(width_px) * u64::from(height_px);
    if width_px.max(height_px) > MAX_SIDE_PX || pixels > MAX_PIXELS {
        return Err(ExportError::TooLarge {
            width_px,
            height_px,
        });
    }
    Ok(())
}

/// From the page to the image.
fn scale(tree: &usvg::Tree, width_px: u32, height_px: u32) -> Result<Transform, ExportError> {
    let page = tree.size();
    let across = f64::from(width_px) / f64::from(page.width());
    let down = f64::from(height_px) / f64::from(page.height());
    // A pixel more or less is rounding too, however small the image.
    let slack = MAX_SCALE_DIFFERENCE.max(1.0 / f64::from(width_px.min(height_px)));
    if (across / down - 1.0).abs() > slack {
        return Err(ExportError::Shape {
            width_px,
            height_px,
            page_width: page.width().to_string(),
            page_height: page.height().to_string(),
        });
    }
    Ok(Transform::from_scale(across as f32, down as f32))
}

/// How an SVG is read.
pub(super) fn options() -> usvg::Options<'static> {
    let base = Face::Inter.family();
    usvg::Options {
        font_family: base.to_owned(),
        fontdb: fonts(),
        // The exports hold no images; an SVG from elsewhere may not make this
        // program read files.
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    }
}

/// The embedded fonts, read once.
fn fonts() -> Arc<fontdb::Database> {
    static FONTS: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    let database = FONTS.get_or_init(|| {
        let mut database = fontdb::Database::new();
        for face in Face::ALL {
            let bytes = Arc::new(face.bytes());
            database.load_font_source(fontdb::Source::Binary(bytes));
        }
        database.set_sans_serif_family(Face::Inter.family());
        database.set_serif_family(Face::Inter.family());
        Arc::new(database)
    });
    Arc::clone(database)
}

#[cfg(test)]
mod tests;
