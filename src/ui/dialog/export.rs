//! What the scene can be handed out as: chosen beside a preview of it.

use std::path::Path;

use egui::{Align, Layout, ScrollArea, Ui, Vec2};

use crate::drawing::{DeckLook, ThemeName};
use crate::export::{
    Fonts, Handout, PdfPages, PictureFormat, PictureOf, PictureOrder, PictureSize,
};
use crate::model::{SlideId, ViewState};
use crate::session::{Command, Dialog, HandOutCommand, Session, names_shown, on_discs};
use crate::ui::form::{field_label, pick, remark};
use crate::ui::style;
use crate::ui::text::{self, Looks};
use crate::ui::widget::{TextField, named, one_of};

use super::save_path::TARGET;
use super::{focused_first, head_ui, main_button, open_path};

mod preview;

use preview::Preview;

/// What of the scene is handed out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum What {
    /// The map as the canvas shows it.
    #[default]
    Seen,
    /// The map as a whole.
    Map,
    Slide,
    Deck,
    Claims,
    Sources,
}

impl What {
    fn is_picture(self) -> bool {
        !matches!(self, Self::Claims | Self::Sources)
    }
}

/// A size to choose, in pixels, and what it is for.
const SIZES: [((u32, u32), &str); 6] = [
    ((1920, 1080), "16:9 screen"),
    ((3840, 2160), "16:9, fine"),
    ((1600, 1000), "16:10 screen"),
    ((1024, 768), "4:3 screen"),
    ((3508, 2480), "A4 across, 300 dpi"),
    ((2480, 3508), "A4 upright, 300 dpi"),
];

/// What the dialog keeps while the program runs.
#[derive(Default)]
pub(super) struct ExportUi {
    what: What,
    format: Option<PictureFormat>,
    is_markdown: bool,
    is_bibtex: bool,
    /// Width and height as typed.
    size: Option<[String; 2]>,
    theme: Option<ThemeName>,
    fonts: Option<Fonts>,
    pages: PdfPages,
    slide: Option<SlideId>,
    /// What is typed; `None` for what the scene says.
    handling: Option<String>,
    preview: Preview,
    /// The document that all this was chosen for.
    document: u64,
}

/// Width of the choices, and the least that is left to the preview, in points.
const FORM: f32 = 330.0;
const LEAST_PREVIEW: f32 = 220.0;

impl ExportUi {
    /// Forgets the preview.
    pub(super) fn close(&mut self) {
        self.preview = Preview::default();
    }

    /// Shows the dialog.
    pub(super) fn ui(&mut self, ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
        head_ui(ui, "Export", commands);
        let document = session.derived().document_revision();
        if self.document != document {
            *self = Self {
                document,
                ..Self::default()
            };
        }
        let width = ui.available_width();
        let height = (ui.ctx().content_rect().height() - 210.0).clamp(160.0, 470.0);
        let order = self.order(session);
        let has_preview = width >= FORM + LEAST_PREVIEW;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 20.0;
            let form = if has_preview { FORM } else { width };
            ui.allocate_ui_with_layout(
                Vec2::new(form, height),
                Layout::top_down(Align::Min),
                |ui| {
                    ScrollArea::vertical()
                        .id_salt("export form")
                        .max_height(height)
                        .show(ui, |ui| {
                            ui.set_width((form - 12.0).max(1.0));
                            ui.spacing_mut().item_spacing.y = 8.0;
                            self.form_ui(ui, session);
                        });
                },
            );
            if has_preview {
                let room = Vec2::new(ui.available_width(), height);
                self.preview.ui(ui, room, session, order.as_ref().ok());
            }
        });
        ui.add_space(10.0);
        self.buttons_ui(ui, session, commands);
    }

    fn form_ui(&mut self, ui: &mut Ui, session: &Session) {
        let scene = &session.document().scene;
        field_label(ui, "What");
        let pictures = [
            (What::Seen, "Map as seen"),
            (What::Map, "Whole map"),
            (What::Slide, "One slide"),
        ];
        let rest = [
            (What::Deck, "All slides"),
            (What::Claims, "Claims"),
            (What::Sources, "Sources"),
        ];
        for row in [pictures, rest] {
            if let Some(what) = one_of(ui, "Export", self.what, &row) {
                self.what = what;
            }
        }
        match self.what {
            What::Claims => {
                field_label(ui, "Format");
                let choices = [(false, "CSV"), (true, "Markdown")];
                self.is_markdown =
                    one_of(ui, "Format", self.is_markdown, &choices).unwrap_or(self.is_markdown);
                remark(
                    ui,
                    if self.is_markdown {
                        "For reports: claims under their ties, with numbered sources."
                    } else {
                        "For spreadsheets: one claim a row. It can be edited there and imported \
                         again."
                    },
                );
            }
            What::Sources => {
                field_label(ui, "Format");
                let choices = [(false, "CSL-JSON"), (true, "BibTeX")];
                self.is_bibtex =
                    one_of(ui, "Format", self.is_bibtex, &choices).unwrap_or(self.is_bibtex);
                remark(
                    ui,
                    if self.is_bibtex {
                        "For LaTeX and reference managers."
                    } else {
                        "For Zotero and other reference managers."
                    },
                );
            }
            _ => self.picture_ui(ui, session),
        }
        if self.what == What::Slide && !scene.slides.is_empty() {
            self.slide_ui(ui, session);
        }
    }

    fn picture_ui(&mut self, ui: &mut Ui, session: &Session) {
        field_label(ui, "Format");
        let formats = PictureFormat::ALL.map(|it| (it, it.label()));
        let format = self.format();
        self.format = one_of(ui, "Format", format, &formats).or(self.format);
        let format = self.format();
        self.size_ui(ui, format);
        field_label(ui, "Colours");
        let themes = [
            (ThemeName::Light, "Light"),
            (ThemeName::Dark, "Dark"),
            (ThemeName::Print, "Print"),
        ];
        let theme = self.theme.unwrap_or(ThemeName::Light);
        self.theme = one_of(ui, "Colours", theme, &themes).or(self.theme);
        match format {
            PictureFormat::Svg => {
                field_label(ui, "Letters");
                let fonts = [
                    (Fonts::Named, "Named"),
                    (Fonts::Embedded, "Embedded"),
                    (Fonts::Outlines, "Outlines"),
                ];
                self.fonts = one_of(ui, "Letters", self.fonts(), &fonts).or(self.fonts);
                remark(
                    ui,
                    match self.fonts() {
                        Fonts::Named => "The smallest; the viewer must have the fonts.",
                        Fonts::Embedded => "The fonts are in the file; text stays text.",
                        Fonts::Outlines => "Looks right everywhere; text is text no more.",
                    },
                );
            }
            PictureFormat::Pdf if matches!(self.what, What::Slide | What::Deck) => {
                field_label(ui, "Pages");
                let pages = [
                    (PdfPages::Pictures, "Slides"),
                    (PdfPages::WithNotes, "With notes"),
                    (PdfPages::NotesOnly, "Notes pages"),
                ];
                self.pages = one_of(ui, "Pages", self.pages, &pages).unwrap_or(self.pages);
            }
            PictureFormat::Pdf | PictureFormat::Png => {}
        }
        let said = session.document().scene.handling.as_deref();
        let mut handling = self
            .handling
            .clone()
            .unwrap_or_else(|| said.unwrap_or_default().to_owned());
        field_label(ui, "Handling mark");
        let hint = "none; TLP:AMBER, for example";
        if field(ui, "Handling mark", &mut handling, hint, 300.0) {
            self.handling = Some(handling.chars().take(200).collect());
        }
    }

    fn size_ui(&mut self, ui: &mut Ui, format: PictureFormat) {
        let is_pixels = format == PictureFormat::Png;
        field_label(
            ui,
            if is_pixels {
                "Size in pixels"
            } else {
                "Shape of the page"
            },
        );
        let now = self.size();
        let called = |size: (u32, u32)| {
            let known = SIZES.iter().find(|(it, _)| *it == size);
            let (width, height) = size;
            let sides = format!("{width} \u{d7} {height}");
            match known {
                Some((_, what)) => format!("{sides}: {what}"),
                None => sides,
            }
        };
        let shown = now
            .as_ref()
            .map_or_else(|_| "Own size".to_owned(), |size| called(*size));
        let entries: Vec<(String, bool)> = SIZES
            .iter()
            .map(|(size, _)| (called(*size), now == Ok(*size)))
            .collect();
        let (picked, _) = pick(ui, "Size", &shown, 300.0, &mut entries.into_iter());
        if let Some((size, _)) = picked.and_then(|at| SIZES.get(at)) {
            self.size = Some([size.0.to_string(), size.1.to_string()]);
        }
        let (width, height) = now.unwrap_or_else(|_| self.default_size());
        let mut typed = self
            .size
            .clone()
            .unwrap_or_else(|| [width.to_string(), height.to_string()]);
        ui.horizontal(|ui| {
            let [wide, high] = &mut typed;
            let mut is_changed = false;
            for (name, side) in [("Width", wide), ("Height", high)] {
                is_changed |= field(ui, name, side, name, 90.0);
            }
            if is_changed {
                self.size = Some(typed.clone());
            }
        });
        if let Err(error) = self.size() {
            let ink = style::color(style::theme(ui.ctx()).window.error);
            let look = text::Look {
                color: ink,
                ..Looks::of(ui).small()
            };
            text::label(ui, &error, &look);
        }
    }

    fn slide_ui(&mut self, ui: &mut Ui, session: &Session) {
        let slides = &session.document().scene.slides;
        let chosen = self.chosen_slide(session);
        let called = |at: usize| {
            let slide = slides.at(at);
            let headline = slide.map_or("", crate::export::slide_title);
            format!("{}  {headline}", at + 1)
        };
        let place = chosen.as_ref().and_then(|id| slides.position(id));
        let shown = place.map_or_else(String::new, called);
        field_label(ui, "Slide");
        let entries: Vec<(String, bool)> = (0..slides.len())
            .map(|at| (called(at), place == Some(at)))
            .collect();
        let (picked, _) = pick(ui, "Slide", &shown, 300.0, &mut entries.into_iter());
        if let Some(slide) = picked.and_then(|at| slides.at(at)) {
            self.slide = Some(slide.id.clone());
        }
    }

    fn buttons_ui(&self, ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
        let handout = self.handout(session);
        if let Err(why) = &handout {
            text::label(ui, why, &Looks::of(ui).small());
        }
        let order = self.order(session).ok();
        let is_one = order
            .as_ref()
            .is_some_and(|order| order.of != PictureOf::Deck);
        ui.horizontal(|ui| {
            let export = ui
                .add_enabled_ui(handout.is_ok(), |ui| main_button(ui, "Export\u{2026}"))
                .inner;
            if focused_first(ui, export).clicked()
                && let Ok(handout) = handout
            {
                commands.push(Command::Export(handout));
            }
            let Some(order) = order.filter(|_| self.what.is_picture()) else {
                return;
            };
            let copy = ui.add_enabled_ui(is_one, |ui| ui.button("Copy picture"));
            if copy.inner.clicked() {
                let command = HandOutCommand::CopyPicture(Box::new(order.clone()));
                commands.push(Command::HandOut(command));
            }
            if ui.button("Print\u{2026}").clicked() {
                let command = HandOutCommand::Print(Box::new(order));
                commands.push(Command::HandOut(command));
            }
        });
    }

    fn format(&self) -> PictureFormat {
        self.format.unwrap_or(match self.what {
            What::Deck => PictureFormat::Pdf,
            _ => PictureFormat::Png,
        })
    }

    /// Embedded unless it is said otherwise: few machines have the fonts.
    fn fonts(&self) -> Fonts {
        self.fonts.unwrap_or(Fonts::Embedded)
    }

    fn default_size(&self) -> (u32, u32) {
        match self.what {
            What::Slide | What::Deck => (1920, 1080),
            _ => (1600, 1000),
        }
    }

    /// The size that is chosen or typed.
    fn size(&self) -> Result<(u32, u32), String> {
        let Some([width, height]) = &self.size else {
            return Ok(self.default_size());
        };
        let size: PictureSize = format!("{}x{}", width.trim(), height.trim()).parse()?;
        Ok((size.width_px, size.height_px))
    }

    fn chosen_slide(&self, session: &Session) -> Option<SlideId> {
        let slides = &session.document().scene.slides;
        let kept = self.slide.clone().filter(|id| slides.contains(id));
        kept.or_else(|| slides.iter().next().map(|slide| slide.id.clone()))
    }

    /// The picture that is chosen, or why there is none.
    fn order(&self, session: &Session) -> Result<PictureOrder, String> {
        let scene = &session.document().scene;
        let none = || "There are no slides yet: make one from the view of the map.".to_owned();
        let of = match self.what {
            What::Seen => PictureOf::Map(Box::new(session.view_state())),
            What::Map => PictureOf::Map(Box::new(ViewState {
                is_showing_unknown: session.view().is_showing_unknown,
                is_showing_evidence: session.view().is_showing_evidence,
                ..ViewState::default()
            })),
            What::Slide => PictureOf::Slide(self.chosen_slide(session).ok_or_else(none)?),
            What::Deck if scene.slides.iter().all(|slide| slide.is_hidden) => return Err(none()),
            What::Deck => PictureOf::Deck,
            What::Claims | What::Sources => return Err(String::new()),
        };
        let settings = session.settings();
        Ok(PictureOrder {
            of,
            format: self.format(),
            size_px: self.size()?,
            look: DeckLook {
                theme: self.theme.unwrap_or(ThemeName::Light),
                names: names_shown(settings.names),
                discs: on_discs(settings.on_discs),
            },
            fonts: self.fonts(),
            pages: self.pages,
            handling: self.handling.clone(),
        })
    }

    /// What is to be handed out, or why there is nothing.
    fn handout(&self, session: &Session) -> Result<Handout, String> {
        let scene = &session.document().scene;
        match self.what {
            What::Claims if scene.claims.is_empty() => Err("The scene has no claims.".to_owned()),
            What::Sources if scene.sources.is_empty() => {
                Err("The scene has no sources.".to_owned())
            }
            What::Claims if self.is_markdown => Ok(Handout::ClaimsMarkdown),
            What::Claims => Ok(Handout::ClaimsCsv),
            What::Sources if self.is_bibtex => Ok(Handout::SourcesBibtex),
            What::Sources => Ok(Handout::SourcesCslJson),
            _ => self
                .order(session)
                .map(|order| Handout::Picture(Box::new(order))),
        }
    }
}

/// A field for a few words; whether they changed.
fn field(ui: &mut Ui, name: &str, words: &mut String, hint: &str, width: f32) -> bool {
    let edit = TextField::singleline(words)
        .hint_text(hint)
        .desired_width(width - 12.0);
    let response = ui.add(edit);
    named(&response, name);
    response.changed()
}

/// Shows a field for the path, for systems without a file dialog; `path` is what
/// was typed so far.
pub(super) fn path_ui(
    ui: &mut Ui,
    handout: &Handout,
    path: &mut String,
    commands: &mut Vec<Command>,
) {
    let label = handout.label();
    let words = (label.as_str(), TARGET, "Export");
    let entered = open_path::path_ui(ui, words, path, commands);
    commands.extend(entered.map(|path| Command::ExportTo {
        handout: handout.clone(),
        path,
        may_replace: false,
    }));
}

/// Asks before a file is replaced.
pub(super) fn replace_ui(ui: &mut Ui, handout: &Handout, path: &Path, commands: &mut Vec<Command>) {
    let is_several = matches!(handout, Handout::Picture(order) if order.is_several());
    let title = if is_several {
        "Replace the files?"
    } else {
        "Replace the file?"
    };
    head_ui(ui, title, commands);
    let looks = Looks::of(ui);
    let words = if is_several {
        "There are files of these names, with the number of a slide behind. Exporting replaces \
         them for good: no version of them is kept."
    } else {
        "There is a file of this name. Exporting replaces it for good: no version of it is kept."
    };
    text::label(ui, words, &looks.body());
    text::label(ui, &path.display().to_string(), &looks.small());
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        let words = if is_several {
            "Replace them"
        } else {
            "Replace it"
        };
        if main_button(ui, words).clicked() {
            commands.push(Command::ExportTo {
                handout: handout.clone(),
                path: path.to_owned(),
                may_replace: true,
            });
        }
        if ui.button("Choose another name").clicked() {
            let other = Dialog::ExportPath(handout.clone(), path.to_owned());
            commands.push(Command::Show(other));
        }
        let cancel = ui.button("Cancel");
        // What cannot be undone takes a decision, not a slip of the finger.
        if focused_first(ui, cancel).clicked() {
            commands.push(Command::CloseDialog);
        }
    });
}
