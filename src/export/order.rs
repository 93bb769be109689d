//! Pictures of a scene as files: the map, a slide, or the whole deck.

use std::borrow::Cow;
use std::ops::ControlFlow;
use std::sync::Arc;

use kurbo::Size;

use super::ahead::each_ahead;
use super::error::ExportError;
use super::pdf::{A4_PORTRAIT, PdfLink, PdfOptions, PdfPage, PdfPages, PdfWriter};
use super::png::{pixels, png};
use super::slides::slide_title;
use super::svg::{Fonts, PageOptions, svg_with};
use crate::drawing::{Deck, DeckLook, SlidePicture, slide_page};
use crate::model::{Scene, Slide, SlideId, ViewState};

/// What is pictured.
#[derive(Clone, Debug, PartialEq)]
pub enum PictureOf {
    /// The map, as this view shows it.
    Map(Box<ViewState>),
    /// One slide.
    Slide(SlideId),
    /// All slides that are not hidden.
    Deck,
}

/// The format of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PictureFormat {
    /// Sharp at any size; one file a slide.
    Svg,
    /// Pixels; one file a slide.
    Png,
    /// One file, a slide a page.
    Pdf,
}

impl PictureFormat {
    /// All, in the order of a list to choose from.
    pub const ALL: [Self; 3] = [Self::Pdf, Self::Png, Self::Svg];

    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::Svg => "SVG",
            Self::Png => "PNG",
            Self::Pdf => "PDF",
        }
    }

    /// What the name of a file ends with.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Pdf => "pdf",
        }
    }
}

/// What is to be pictured, and how.
#[derive(Clone, Debug, PartialEq)]
pub struct PictureOrder {
    /// What.
    pub of: PictureOf,
    /// As what.
    pub format: PictureFormat,
    /// Width and height of a PNG in pixels; of the others, the shape of the page.
    pub size_px: (u32, u32),
    /// How it is drawn.
    pub look: DeckLook,
    /// How an SVG comes by its letters.
    pub fonts: Fonts,
    /// Which pages a PDF has.
    pub pages: PdfPages,
    /// How it is to be handled, in the place of what the scene says; `None` for what
    /// the scene says.
    pub handling: Option<String>,
}

/// One of the files that an order comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeFile {
    /// Which slide it is, from 1, and how many there are, where each is a file of its
    /// own.
    pub number: Option<(usize, usize)>,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Is told how many of how many pictures are made, and may break off.
pub type Progress<'a> = &'a mut dyn FnMut(usize, usize) -> ControlFlow<()>;

impl PictureOrder {
    /// What it is called, to begin a line: `Deck as PDF`.
    pub fn label(&self) -> String {
        let of = match self.of {
            PictureOf::Map(_) => "Map",
            PictureOf::Slide(_) => "Slide",
            PictureOf::Deck => "Deck",
        };
        format!("{of} as {}", self.format.label())
    }

    /// Whether it comes to one file for each slide.
    pub fn is_several(&self) -> bool {
        self.of == PictureOf::Deck && self.format != PictureFormat::Pdf
    }

    /// Makes the pictures; each file is handed to `take` when it is ready.
    ///
    /// # Errors
    /// What [`ExportError`] says; [`ExportError::NoPages`] where there is no slide,
    /// [`ExportError::Cancelled`] where `progress` breaks off. What `take` refuses
    /// ends it.
    pub fn make(
        &self,
        scene: &Arc<Scene>,
        progress: Progress<'_>,
        take: &mut dyn FnMut(MadeFile) -> Result<(), ExportError>,
    ) -> Result<(), ExportError> {
        let scene = self.marked(scene);
        self.make_from(&Deck::new(&scene, self.look), progress, take)
    }

    /// The same from a deck that is there: its look and its handling mark count.
    ///
    /// # Errors
    /// Like [`PictureOrder::make`].
    pub fn make_from(
        &self,
        deck: &Deck,
        progress: Progress<'_>,
        take: &mut dyn FnMut(MadeFile) -> Result<(), ExportError>,
    ) -> Result<(), ExportError> {
        let slides: Vec<&Slide> = match &self.of {
            PictureOf::Map(view) => {
                ask(progress(0, 1))?;
                let bytes = self.map(deck, view)?;
                let number = None;
                return take(MadeFile { number, bytes });
            }
            PictureOf::Slide(id) => deck.scene().slides.get(id).into_iter().collect(),
            PictureOf::Deck => deck.shown().collect(),
        };
        if slides.is_empty() {
            return Err(ExportError::NoPages);
        }
        let of = slides.len();
        let is_pdf = self.format == PictureFormat::Pdf;
        let mut pdf = PdfWriter::new(&self.pdf_options(deck.scene()));
        let shared = pdf.shared();
        let draw = |at: usize| {
            let slide = *slides.get(at)?;
            let picture = deck.picture_of(slide, deck.number(&slide.id), self.page());
            if is_pdf {
                shared.make_ready(&picture.drawing);
            }
            Some((slide, picture))
        };
        each_ahead(of, draw, |at, drawn| {
            let Some((slide, picture)) = drawn else {
                return Ok(());
            };
            ask(progress(at, of))?;
            if is_pdf {
                return Self::add(&Paged::slide(slide, picture), &mut pdf);
            }
            let bytes = self.picture(&picture, slide_title(slide), &slide.caption)?;
            let number = self.is_several().then_some((at + 1, of));
            take(MadeFile { number, bytes })
        })?;
        if is_pdf {
            let bytes = pdf.finish()?;
            let number = None;
            take(MadeFile { number, bytes })?;
        }
        Ok(())
    }

    fn map(&self, deck: &Deck, view: &ViewState) -> Result<Vec<u8>, ExportError> {
        let picture = deck.view_picture(view, self.page());
        let scene = deck.scene();
        let description = scene.description.as_deref().unwrap_or_default();
        if self.format != PictureFormat::Pdf {
            return self.picture(&picture, &scene.title, description);
        }
        let mut pdf = PdfWriter::new(&self.pdf_options(scene));
        Self::add(&Paged::map(&scene.title, description, picture), &mut pdf)?;
        pdf.finish()
    }

    /// The map or the slide as pixels: red, green, blue and opacity of each, not
    /// premultiplied, row by row.
    ///
    /// # Errors
    /// Like [`PictureOrder::make`].
    pub fn pixels(
        &self,
        scene: &Arc<Scene>,
        progress: Progress<'_>,
    ) -> Result<Vec<u8>, ExportError> {
        ask(progress(0, 1))?;
        let scene = self.marked(scene);
        let deck = Deck::new(&scene, self.look);
        let picture = match &self.of {
            PictureOf::Map(view) => Some(deck.view_picture(view, self.page())),
            PictureOf::Slide(id) => deck.picture(id, self.page()),
            PictureOf::Deck => None,
        };
        let picture = picture.ok_or(ExportError::NoPages)?;
        let text = svg_with(
            &picture.drawing,
            &options_of(&picture),
            "",
            "",
            Fonts::Named,
        );
        let (width_px, height_px) = self.size_px;
        pixels(&text, width_px, height_px)
    }

    /// The page: in the shape of the size, with letters that keep their share.
    pub fn page(&self) -> Size {
        let (width, height) = self.size_px;
        slide_page(Size::new(f64::from(width), f64::from(height)))
    }

    /// The scene with the mark that was asked for.
    pub fn marked(&self, scene: &Arc<Scene>) -> Arc<Scene> {
        let Some(handling) = &self.handling else {
            return Arc::clone(scene);
        };
        let handling = Some(handling.trim().to_owned()).filter(|it| !it.is_empty());
        let mut marked = scene.as_ref().clone();
        marked.handling = handling;
        Arc::new(marked)
    }

    fn picture(
        &self,
        picture: &SlidePicture,
        title: &str,
        description: &str,
    ) -> Result<Vec<u8>, ExportError> {
        // The pixels are made with our own fonts in any case.
        let fonts = match self.format {
            PictureFormat::Svg => self.fonts,
            PictureFormat::Png | PictureFormat::Pdf => Fonts::Named,
        };
        let page = options_of(picture);
        let text = svg_with(&picture.drawing, &page, title, description, fonts);
        let (width_px, height_px) = self.size_px;
        match self.format {
            PictureFormat::Png => png(&text, width_px, height_px),
            PictureFormat::Svg | PictureFormat::Pdf => Ok(text.into_bytes()),
        }
    }

    fn pdf_options<'a>(&self, scene: &'a Scene) -> PdfOptions<'a> {
        PdfOptions {
            title: &scene.title,
            language: "en",
            date: None,
            pages: self.pages,
            notes_size: A4_PORTRAIT,
        }
    }

    fn add(paged: &Paged<'_>, writer: &mut PdfWriter<'_>) -> Result<(), ExportError> {
        /// The longer side of a page of a PDF, in points: that of slides elsewhere.
        const LONG_SIDE_PTS: f64 = 960.0;
        let size = paged.picture.page;
        let links: Vec<PdfLink> = paged
            .picture
            .links
            .iter()
            .map(|(rect, url)| PdfLink {
                rect: *rect,
                url: url.clone(),
                spoken: url.clone(),
            })
            .collect();
        writer.add(&PdfPage {
            drawing: &paged.picture.drawing,
            page: options_of(&paged.picture),
            sheet: size * (LONG_SIDE_PTS / size.max_side()),
            title: paged.title,
            description: &paged.description,
            links: &links,
            notes: Some(paged.notes),
        })
    }
}

/// A picture with the words that belong to its page.
struct Paged<'a> {
    picture: SlidePicture,
    title: &'a str,
    description: Cow<'a, str>,
    notes: &'a str,
}

impl<'a> Paged<'a> {
    fn map(title: &'a str, description: &'a str, picture: SlidePicture) -> Self {
        Self {
            picture,
            title,
            description: Cow::Borrowed(description),
            notes: "",
        }
    }

    fn slide(slide: &'a Slide, picture: SlidePicture) -> Self {
        Self {
            picture,
            title: slide_title(slide),
            description: Cow::Borrowed(&slide.caption),
            notes: &slide.notes,
        }
    }
}

fn options_of(picture: &SlidePicture) -> PageOptions {
    PageOptions {
        width: picture.page.width,
        height: picture.page.height,
        camera: picture.camera,
    }
}

fn ask(answer: ControlFlow<()>) -> Result<(), ExportError> {
    match answer {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(ExportError::Cancelled),
    }
}
