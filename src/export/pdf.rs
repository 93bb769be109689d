//! Pictures as PDF, one a page, by krilla.
//!
//! The Drawing is walked as it is, not by way of the SVG: text stays text in
//! our own glyphs, so that it can be searched and copied, lines stay lines.
//! Every coordinate is brought to points of the page before it becomes an
//! `f32`; figures, ground and page layer are clipped to the page, and what lies
//! wholly beyond it is left out, so that no name can be found in a file that
//! cannot be seen on its page. Halos are outlines: as text they would be found
//! twice.
//!
//! A page is one section of the tagged document: its headline, the map as a
//! figure with its description, the other texts of the page, its links and its
//! notes. The only actions in the file are the links that
//! were handed in and that lead to the web; nothing of a text can become one.
//! The same input gives the same bytes: a date stands in the file only where
//! one is handed in.

use std::ops::ControlFlow;
use std::sync::Arc;

use jiff::civil::DateTime;
use krilla::action::LinkAction;
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::destination::XyzDestination;
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::{Page, PageSettings};
use krilla::tagging::{Tag, TagGroup, TagTree};
use kurbo::{Affine, Rect, Size, Vec2};

use super::error::ExportError;
use super::svg::PageOptions;
use crate::drawing::Drawing;

mod address;
mod bounds;
mod kept;
mod notes;
mod paint;
mod path;
mod readable;
mod tags;
mod words;

use kept::Kept;
use tags::PageTags;
use words::plain;

/// Sides of a page, in points, that viewers can show.
const SIDES: std::ops::RangeInclusive<f64> = 3.0..=14_400.0;

/// A page of a slide for wide screens, 16 to 9, in points.
pub const WIDE_PAGE: Size = Size::new(960.0, 540.0);
/// The same, 16 to 10.
pub const SCREEN_PAGE: Size = Size::new(960.0, 600.0);
/// Paper of size A4, lying, in points.
pub const A4_LANDSCAPE: Size = Size::new(841.89, 595.276);
/// Paper of size A4, standing, in points.
pub const A4_PORTRAIT: Size = Size::new(595.276, 841.89);

/// A page: a picture and what belongs to it.
#[derive(Clone, Copy, Debug)]
pub struct PdfPage<'a> {
    /// The picture.
    pub drawing: &'a Drawing,
    /// How large the picture is, and what part of the Drawing it shows.
    pub page: PageOptions,
    /// Size of the page in the file, in points, 3 to 14,400 a side. The picture
    /// stands in its middle, as large as it fits.
    pub sheet: Size,
    /// Its entry among the bookmarks; without one where it is empty.
    pub title: &'a str,
    /// The picture in words, for those who hear it.
    pub description: &'a str,
    /// What can be clicked.
    pub links: &'a [PdfLink],
    /// What the speaker says to it, in plain text; an empty line parts
    /// paragraphs.
    pub notes: Option<&'a str>,
}

/// A part of a page that leads to the web.
#[derive(Clone, Debug, PartialEq)]
pub struct PdfLink {
    /// Where it can be clicked, in points of the page.
    pub rect: Rect,
    /// Where it leads. One that is no plain address of http or https is left
    /// out.
    pub url: String,
    /// What it is called by those who hear the page.
    pub spoken: String,
}

/// Which pages are handed out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PdfPages {
    /// The pictures.
    #[default]
    Pictures,
    /// Each picture, and after it its notes where it has any.
    WithNotes,
    /// Notes pages only, one or more for each picture.
    NotesOnly,
}

/// What holds for the whole document.
#[derive(Clone, Copy, Debug)]
pub struct PdfOptions<'a> {
    /// Its title; none where it is empty.
    pub title: &'a str,
    /// The language of most of its text, as a BCP 47 tag: `en`.
    pub language: &'a str,
    /// When it was made, in UTC; where there is none the file holds no date.
    pub date: Option<DateTime>,
    /// Which pages it has.
    pub pages: PdfPages,
    /// Size of a notes page, in points, 200 at least a side.
    pub notes_size: Size,
}

impl Default for PdfOptions<'_> {
    /// Pictures in English, without title and date; notes on A4.
    fn default() -> Self {
        Self {
            title: "",
            language: "en",
            date: None,
            pages: PdfPages::default(),
            notes_size: A4_PORTRAIT,
        }
    }
}

/// The pages as one PDF document.
///
/// Before each page, and before all is put together, `progress` is told how
/// many steps of how many are done; it may break off.
///
/// # Errors
/// [`ExportError::Cancelled`] when `progress` breaks off,
/// [`ExportError::PageSize`] when a page has no size that viewers can show,
/// [`ExportError::NoPages`] when there is none, [`ExportError::Pdf`] when the
/// file cannot be put together.
pub fn pdf(
    pages: &[PdfPage<'_>],
    options: &PdfOptions<'_>,
    progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<Vec<u8>, ExportError> {
    let of = pages.len() + 1;
    let mut writer = PdfWriter::new(options);
    for (done, page) in pages.iter().enumerate() {
        ask(progress(done, of))?;
        writer.add(page)?;
    }
    ask(progress(pages.len(), of))?;
    writer.finish()
}

fn ask(answer: ControlFlow<()>) -> Result<(), ExportError> {
    match answer {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(ExportError::Cancelled),
    }
}

/// A document in the making, for those who make a page at a time.
pub struct PdfWriter<'a> {
    options: PdfOptions<'a>,
    document: krilla::Document,
    bookmarks: Outline,
    tree: TagTree,
    /// Pages of the file so far, notes included.
    pages: usize,
    /// Pictures so far.
    pictures: usize,
    kept: Arc<Kept>,
}

/// What the pages of a document share. Another thread may make ready what a page will
/// need of it while the pages before are written; the document stays the same.
#[derive(Clone, Debug)]
pub struct PdfShared(Arc<Kept>);

impl PdfShared {
    /// Makes ready what a page with this drawing will need: its letters and where the
    /// parts of its ground lie.
    pub fn make_ready(&self, drawing: &Drawing) {
        self.0.make_ready(drawing);
    }
}

impl<'a> PdfWriter<'a> {
    /// A document without pages.
    pub fn new(options: &PdfOptions<'a>) -> Self {
        Self {
            options: *options,
            document: krilla::Document::new(),
            bookmarks: Outline::new(),
            tree: TagTree::new(),
            pages: 0,
            pictures: 0,
            kept: Arc::default(),
        }
    }

    /// What its pages share.
    pub fn shared(&self) -> PdfShared {
        PdfShared(Arc::clone(&self.kept))
    }

    /// Adds a page, and its notes where they are asked for.
    ///
    /// # Errors
    /// [`ExportError::PageSize`] when it has no size that viewers can show.
    pub fn add(&mut self, page: &PdfPage<'_>) -> Result<(), ExportError> {
        // A picture without a size that can be shown is none, whatever the sheet is.
        settings(Size::new(page.page.width, page.page.height))?;
        self.pictures += 1;
        let first = self.pages;
        if self.options.pages != PdfPages::NotesOnly {
            self.add_picture(page)?;
        }
        let has_notes = page.notes.is_some_and(|notes| !notes.trim().is_empty());
        match self.options.pages {
            PdfPages::NotesOnly => self.add_notes(page)?,
            PdfPages::WithNotes if has_notes => self.add_notes(page)?,
            PdfPages::WithNotes | PdfPages::Pictures => {}
        }
        let title = plain(page.title);
        if !title.is_empty() {
            let top = krilla::geom::Point::from_xy(0.0, 0.0);
            let place = XyzDestination::new(first, top);
            self.bookmarks.push_child(OutlineNode::new(title, place));
        }
        Ok(())
    }

    /// The file.
    ///
    /// # Errors
    /// [`ExportError::NoPages`] when none was added, [`ExportError::Pdf`] when
    /// it cannot be put together.
    pub fn finish(mut self) -> Result<Vec<u8>, ExportError> {
        if self.pages == 0 {
            return Err(ExportError::NoPages);
        }
        self.document.set_metadata(metadata(&self.options));
        self.document.set_outline(self.bookmarks);
        self.document.set_tag_tree(self.tree);
        let bytes = self.document.finish();
        bytes.map_err(|error| ExportError::Pdf(error.to_string()))
    }

    fn add_picture(&mut self, page: &PdfPage<'_>) -> Result<(), ExportError> {
        let size = Size::new(page.page.width, page.page.height);
        let whole = Rect::from_origin_size((0.0, 0.0), page.sheet);
        let place = fitted(size, whole, Upright::Middle);
        let mut sheet = self.document.start_page_with(settings(page.sheet)?);
        let mut tags = PageTags::default();
        let mut surface = sheet.surface();
        paint::picture(page, place, whole, &mut surface, &mut tags, &self.kept);
        surface.finish();
        add_links(page, place, &mut sheet, &mut tags);
        sheet.finish();
        self.tree.push(tags.section(page));
        self.pages += 1;
        Ok(())
    }

    fn add_notes(&mut self, page: &PdfPage<'_>) -> Result<(), ExportError> {
        let notes = notes::Notes::new(page, self.options.notes_size, self.pictures);
        let mut section = TagGroup::new(Tag::Section);
        for part in &notes.parts() {
            let mut sheet = self.document.start_page_with(settings(notes.size())?);
            let mut tags = PageTags::default();
            let mut surface = sheet.surface();
            notes.paint(part, &mut surface, &mut tags, &self.kept);
            surface.finish();
            if let Some(small) = notes.small(part) {
                add_links(page, small, &mut sheet, &mut tags);
            }
            sheet.finish();
            tags.push_into(page, &mut section);
            self.pages += 1;
        }
        self.tree.push(section);
        Ok(())
    }
}

fn settings(size: Size) -> Result<PageSettings, ExportError> {
    let is_fit = SIDES.contains(&size.width) && SIDES.contains(&size.height);
    let settings = PageSettings::from_wh(size.width as f32, size.height as f32);
    settings
        .filter(|_| is_fit)
        .ok_or_else(|| ExportError::PageSize {
            width: size.width.to_string(),
            height: size.height.to_string(),
        })
}

fn metadata(options: &PdfOptions<'_>) -> Metadata {
    let metadata = Metadata::new()
        .title(plain(options.title))
        .language(words::language(options.language))
        .creator("Entente".to_owned());
    let Some(date) = options.date else {
        return metadata;
    };
    let unsigned = |number: i8| u8::try_from(number).unwrap_or_default();
    let year = u16::try_from(date.year()).unwrap_or_default();
    metadata.creation_date(
        krilla::metadata::DateTime::new(year)
            .month(unsigned(date.month()))
            .day(unsigned(date.day()))
            .hour(unsigned(date.hour()))
            .minute(unsigned(date.minute()))
            .second(unsigned(date.second()))
            .utc_offset_hour(0)
            .utc_offset_minute(0),
    )
}

/// Adds the links of a picture that stands on the sheet as `place` says.
fn add_links(page: &PdfPage<'_>, place: Affine, sheet: &mut Page<'_>, tags: &mut PageTags) {
    let whole = Rect::new(0.0, 0.0, page.page.width, page.page.height);
    for link in page.links {
        let Some(address) = address::of_the_web(&link.url) else {
            continue;
        };
        let rect = link.rect.abs();
        if !rect.is_finite() || !rect.overlaps(whole) {
            continue;
        }
        let rect = place.transform_rect_bbox(rect.intersect(whole));
        let Some(rect) = path::rect(rect) else {
            continue;
        };
        let target = Target::Action(LinkAction::new(address).into());
        let spoken = Some(plain(&link.spoken)).filter(|it| !it.is_empty());
        let annotation = Annotation::new_link(LinkAnnotation::new(rect, target), spoken);
        tags.push_link(sheet.add_tagged_annotation(annotation));
    }
}

/// Where in the height of a frame something stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Upright {
    Top,
    Middle,
}

/// The map that puts a picture of `size` into `frame`, as large as it fits.
fn fitted(size: Size, frame: Rect, upright: Upright) -> Affine {
    let scale = (frame.width() / size.width).min(frame.height() / size.height);
    let left = frame.center().x - scale * size.width / 2.0;
    let top = match upright {
        Upright::Top => frame.y0,
        Upright::Middle => frame.center().y - scale * size.height / 2.0,
    };
    Affine::translate(Vec2::new(left, top)) * Affine::scale(scale)
}
