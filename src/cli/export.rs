//! `entente export`: a scene in another format.

use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context as _, bail};

use super::arguments::usage;
use super::check::{errors, listing};
use super::{
    ClockArgument, DiscsArgument, ExportArguments, ThemeArgument, What, complain, input, is_stream,
    output,
};
use crate::drawing::{DeckLook, NamesShown};
use crate::evidence::AsOf;
use crate::export::{
    self, ExportError, Fonts, MadeFile, PdfPages, PictureFormat, PictureOf, PictureOrder,
    PictureSize,
};
use crate::file::store::Replacement;
use crate::file::{self, Reading};
use crate::model::{Scene, Slide, ViewState};
use crate::session::numbered;

/// The formats there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Picture(PictureFormat),
    Json,
    Csv,
    Markdown,
    CslJson,
    Bibtex,
}

impl Format {
    const ALL: [(&'static str, Self); 8] = [
        ("pdf", Self::Picture(PictureFormat::Pdf)),
        ("svg", Self::Picture(PictureFormat::Svg)),
        ("png", Self::Picture(PictureFormat::Png)),
        ("json", Self::Json),
        ("csv", Self::Csv),
        ("md", Self::Markdown),
        ("csl-json", Self::CslJson),
        ("bib", Self::Bibtex),
    ];

    /// Whether it can hold that.
    fn holds(self, what: What) -> bool {
        match self {
            Self::Picture(_) => matches!(what, What::Map | What::Deck),
            Self::Json => what == What::Scene,
            Self::Csv | Self::Markdown => what == What::Claims,
            Self::CslJson | Self::Bibtex => what == What::Sources,
        }
    }

    fn is_picture(self) -> bool {
        matches!(self, Self::Picture(_))
    }
}

/// Writes the scene as asked. The output is made ready first, so that a bad
/// folder is told before the work; an existing file is replaced as a whole.
pub(super) fn run(arguments: &ExportArguments, is_large_allowed: bool) -> anyhow::Result<ExitCode> {
    let format = format(arguments)?;
    if let Format::Picture(format) = format {
        return pictures(arguments, format, is_large_allowed);
    }
    let replacement = begin(&arguments.output)?;
    let scene = scene(&arguments.file, is_large_allowed)?;
    let bytes = match format {
        Format::Json => export::json(&scene)?,
        Format::Csv => export::claims_csv(&scene),
        Format::Markdown => export::claims_markdown(&scene).into_bytes(),
        Format::CslJson => export::sources_csl_json(&scene)?,
        Format::Bibtex => export::sources_bibtex(&scene).into_bytes(),
        Format::Picture(_) => Vec::new(),
    };
    fill(replacement, &bytes)?;
    Ok(ExitCode::SUCCESS)
}

/// Makes the output ready; `None` for standard output.
fn begin(path: &Path) -> anyhow::Result<Option<Replacement>> {
    if is_stream(path) {
        return Ok(None);
    }
    Ok(Some(Replacement::begin(path)?))
}

fn fill(replacement: Option<Replacement>, bytes: &[u8]) -> anyhow::Result<()> {
    match replacement {
        Some(replacement) => replacement.fill(bytes)?,
        None => output(bytes)?,
    }
    Ok(())
}

/// Writes the map, a slide or the deck.
fn pictures(
    arguments: &ExportArguments,
    format: PictureFormat,
    is_large_allowed: bool,
) -> anyhow::Result<ExitCode> {
    let is_several = arguments.what == Some(What::Deck)
        && arguments.slide.is_none()
        && format != PictureFormat::Pdf;
    if is_several && is_stream(&arguments.output) {
        return Err(usage(
            "a deck as png or svg is several files; name one, or choose a slide with --slide",
        )
        .into());
    }
    // One file for each slide is made ready when its turn comes.
    let mut replacement = if is_several {
        None
    } else {
        begin(&arguments.output)?
    };
    let scene = Arc::new(scene(&arguments.file, is_large_allowed)?);
    let order = order(arguments, format, &scene)?;
    let mut failed: anyhow::Result<()> = Ok(());
    let mut take = |made: MadeFile| {
        let target = match made.number {
            Some(number) => begin(&numbered(&arguments.output, number)),
            None => Ok(replacement.take()),
        };
        failed = target.and_then(|target| fill(target, &made.bytes));
        // What went wrong is told by `failed`.
        if failed.is_ok() {
            Ok(())
        } else {
            Err(ExportError::Cancelled)
        }
    };
    let result = order.make(&scene, &mut |_, _| ControlFlow::Continue(()), &mut take);
    failed?;
    match result {
        Err(ExportError::NoPages) => bail!(
            "{} has no slides that are not hidden; --what map writes the map",
            arguments.file.display()
        ),
        result => result?,
    }
    Ok(ExitCode::SUCCESS)
}

/// What is to be pictured.
fn order(
    arguments: &ExportArguments,
    format: PictureFormat,
    scene: &Scene,
) -> anyhow::Result<PictureOrder> {
    let slides: Vec<&Slide> = scene.slides.iter().filter(|it| !it.is_hidden).collect();
    let wants_deck = match arguments.what {
        Some(what) => what == What::Deck,
        None => format == PictureFormat::Pdf && !slides.is_empty() && arguments.as_of.is_none(),
    };
    let of = match arguments.slide {
        Some(number) => {
            let slide = number.checked_sub(1).and_then(|at| slides.get(at));
            let Some(slide) = slide else {
                bail!("{}", no_slide(number, slides.len(), &arguments.file));
            };
            PictureOf::Slide(slide.id.clone())
        }
        None if wants_deck => PictureOf::Deck,
        None => PictureOf::Map(Box::new(ViewState {
            as_of: as_of(arguments),
            is_showing_unknown: scene.is_showing_unknown,
            is_showing_evidence: scene.is_showing_evidence,
            ..ViewState::default()
        })),
    };
    let is_map = matches!(of, PictureOf::Map(_));
    if !is_map && arguments.as_of.is_some() {
        return Err(usage("--as-of belongs to the map; each slide has a day of its own").into());
    }
    let usual = if is_map {
        PictureSize::default()
    } else {
        PictureSize::OF_SLIDES
    };
    let size = arguments.size.unwrap_or(usual);
    Ok(PictureOrder {
        of,
        format,
        size_px: (size.width_px, size.height_px),
        look: DeckLook {
            theme: arguments.theme.unwrap_or(ThemeArgument::Light).into(),
            names: NamesShown::Both,
            discs: arguments.discs.unwrap_or(DiscsArgument::Code).into(),
        },
        fonts: arguments.fonts.map_or_else(Fonts::default, Into::into),
        pages: arguments.pages.map_or_else(PdfPages::default, Into::into),
        handling: arguments.handling.clone(),
    })
}

fn no_slide(number: usize, count: usize, file: &Path) -> String {
    let file = file.display();
    match count {
        0 => format!("there is no slide {number}: {file} has no slides that are not hidden"),
        1 => format!("there is no slide {number}: {file} has one"),
        count => format!("there is no slide {number}: {file} has {count}, from 1 to {count}"),
    }
}

/// The day that the picture looks back from, on the clock of what was reported
/// unless it is said otherwise.
fn as_of(arguments: &ExportArguments) -> Option<AsOf> {
    let clock = arguments.clock.unwrap_or(ClockArgument::Reported).into();
    let date = arguments.as_of?;
    Some(AsOf::end_of(clock, date))
}

/// The scene of a file, when all of it can be taken: an export that lacks
/// something would not show it.
fn scene(path: &Path, is_large_allowed: bool) -> anyhow::Result<Scene> {
    let bytes = input(path, is_large_allowed)?;
    let Reading {
        scene, problems, ..
    } = file::read(&bytes)
        .with_context(|| format!("nothing was exported from {}", path.display()))?;
    for line in listing(path, &problems).lines() {
        complain(line);
    }
    let what = match errors(&problems) {
        0 => return Ok(scene),
        1 => "the error",
        _ => "the errors",
    };
    bail!(
        "nothing was exported: correct {what} in {} first",
        path.display()
    );
}

/// What the name of a file says of its format; `.csl.json` is one extension.
fn extension(output: &Path) -> Option<&str> {
    let name = output.file_name().and_then(|it| it.to_str()).unwrap_or("");
    if name.to_ascii_lowercase().ends_with(".csl.json") {
        return Some("csl-json");
    }
    output.extension()?.to_str()
}

/// The format asked for, by option or by the name of the output.
fn format(arguments: &ExportArguments) -> Result<Format, clap::Error> {
    let known = Format::ALL.map(|(name, _)| name).join(", ");
    let extension = extension(&arguments.output);
    let Some(name) = arguments.format.as_deref().or(extension) else {
        return Err(usage(&format!(
            "the name of the output does not say the format; add --format with one of {known}"
        )));
    };
    let name = name.to_ascii_lowercase();
    // JSON of the sources is in the form of CSL, whatever the file is called.
    let name = match (name.as_str(), arguments.what) {
        ("json", Some(What::Sources)) => "csl-json".to_owned(),
        _ => name,
    };
    let Some((_, format)) = Format::ALL.into_iter().find(|(known, _)| *known == name) else {
        return Err(usage(&format!(
            "there is no format `{name}`; there are {known}"
        )));
    };
    if arguments.what.is_some_and(|what| !format.holds(what)) {
        return Err(usage(
            "pdf, svg and png hold the map or the deck, json the whole scene, csv and md the \
             claims, csl-json and bib the sources",
        ));
    }
    check_options(arguments, format)?;
    Ok(format)
}

/// Whether each option belongs to the format.
fn check_options(arguments: &ExportArguments, format: Format) -> Result<(), clap::Error> {
    let pictures = [
        (arguments.as_of.is_some(), "--as-of and --clock"),
        (arguments.size.is_some(), "--size"),
        (arguments.theme.is_some(), "--theme"),
        (arguments.discs.is_some(), "--discs"),
        (arguments.slide.is_some(), "--slide"),
        (arguments.handling.is_some(), "--handling"),
    ];
    let stray = pictures.iter().find(|(is_given, _)| *is_given);
    if let Some((_, option)) = stray.filter(|_| !format.is_picture()) {
        return Err(usage(&format!(
            "{option} belong to pictures, pdf, svg and png, not to data"
        )));
    }
    if arguments.slide.is_some() && arguments.what == Some(What::Map) {
        return Err(usage("--slide is one of the deck; leave out --what map"));
    }
    let is_pdf = format == Format::Picture(PictureFormat::Pdf);
    if arguments.fonts.is_some() && format != Format::Picture(PictureFormat::Svg) {
        return Err(usage("--fonts belongs to svg"));
    }
    if arguments.pages.is_some() && !is_pdf {
        return Err(usage("--pages belongs to pdf"));
    }
    Ok(())
}
