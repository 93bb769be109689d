//! `entente export`: a scene in another format.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use kurbo::Size;

use super::arguments::usage;
use super::check::{errors, listing};
use super::{
    ClockArgument, DiscsArgument, ExportArguments, PictureSize, ThemeArgument, What, complain,
    input, is_stream, output,
};
use crate::drawing::{OnDiscs, ThemeName};
use crate::evidence::AsOf;
use crate::export;
use crate::file::store::Replacement;
use crate::file::{self, Reading};
use crate::model::Scene;

/// The formats there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Svg,
    Png,
    Json,
    Csv,
    Markdown,
    CslJson,
    Bibtex,
}

impl Format {
    const ALL: [(&'static str, Self); 7] = [
        ("svg", Self::Svg),
        ("png", Self::Png),
        ("json", Self::Json),
        ("csv", Self::Csv),
        ("md", Self::Markdown),
        ("csl-json", Self::CslJson),
        ("bib", Self::Bibtex),
    ];

    fn what(self) -> What {
        match self {
            Self::Svg | Self::Png => What::Map,
            Self::Json => What::Scene,
            Self::Csv | Self::Markdown => What::Claims,
            Self::CslJson | Self::Bibtex => What::Sources,
        }
    }
}

/// How a picture is to look.
#[derive(Clone, Copy, Debug)]
struct PictureOptions {
    format: Format,
    size: PictureSize,
    theme: ThemeName,
    as_of: Option<AsOf>,
    discs: OnDiscs,
}

/// Writes the scene as asked. The output is made ready first, so that a bad
/// folder is told before the work; an existing file is replaced as a whole.
pub(super) fn run(arguments: &ExportArguments, is_large_allowed: bool) -> anyhow::Result<ExitCode> {
    let format = format(arguments)?;
    let replacement = if is_stream(&arguments.output) {
        None
    } else {
        Some(Replacement::begin(&arguments.output)?)
    };
    let scene = scene(&arguments.file, is_large_allowed)?;
    let bytes = match format {
        Format::Json => export::json(&scene)?,
        Format::Csv => export::claims_csv(&scene),
        Format::Markdown => export::claims_markdown(&scene).into_bytes(),
        Format::CslJson => export::sources_csl_json(&scene)?,
        Format::Bibtex => export::sources_bibtex(&scene).into_bytes(),
        Format::Svg | Format::Png => picture(
            &scene,
            PictureOptions {
                format,
                size: arguments.size.unwrap_or_default(),
                theme: arguments.theme.unwrap_or(ThemeArgument::Light).into(),
                as_of: as_of(arguments),
                discs: arguments.discs.unwrap_or(DiscsArgument::Code).into(),
            },
        )?,
    };
    match replacement {
        Some(replacement) => replacement.fill(&bytes)?,
        None => output(&bytes)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The day that the picture looks back from, on the clock of what was reported
/// unless it is said otherwise.
fn as_of(arguments: &ExportArguments) -> Option<AsOf> {
    let clock = arguments.clock.unwrap_or(ClockArgument::Reported).into();
    let date = arguments.as_of?;
    Some(AsOf::end_of(clock, date))
}

/// The map as a picture.
fn picture(scene: &Scene, options: PictureOptions) -> anyhow::Result<Vec<u8>> {
    let (width_px, height_px) = (options.size.width_px, options.size.height_px);
    let page = page(width_px, height_px);
    let (theme, as_of, discs) = (options.theme, options.as_of, options.discs);
    let svg = export::picture_svg_with(scene, theme, page, as_of, discs);
    match options.format {
        Format::Png => Ok(export::png(&svg, width_px, height_px)?),
        _ => Ok(svg.into_bytes()),
    }
}

/// The page for a picture of this size: in its shape, with a short side of
/// about 900 points, so that letters keep their share of a picture of any size.
fn page(width_px: u32, height_px: u32) -> Size {
    const SHORT_SIDE_PTS: f64 = 900.0;
    let size = Size::new(f64::from(width_px), f64::from(height_px));
    size * (SHORT_SIDE_PTS / size.min_side())
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
    if arguments.what.is_some_and(|what| what != format.what()) {
        return Err(usage(
            "svg and png hold the map, json the whole scene, csv and md the claims, \
             csl-json and bib the sources",
        ));
    }
    let is_picture = format.what() == What::Map;
    if !is_picture && arguments.as_of.is_some() {
        return Err(usage("--as-of and --clock belong to pictures, not to json"));
    }
    if !is_picture && (arguments.size.is_some() || arguments.theme.is_some()) {
        return Err(usage("--size and --theme belong to pictures, svg and png"));
    }
    if !is_picture && arguments.discs.is_some() {
        return Err(usage("--discs belongs to pictures, svg and png"));
    }
    Ok(format)
}
