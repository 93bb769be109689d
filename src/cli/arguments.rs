//! What may stand on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::drawing::{OnDiscs, ThemeName};
use crate::evidence::Clock;
use crate::export::{Fonts, PdfPages, PictureSize};
use crate::model::PartialDate;

/// Maps regional influence: actors, signed and weighted ties, and the sourced
/// claims behind every tie.
#[derive(Clone, Debug, Parser)]
#[command(name = "entente", version, subcommand_precedence_over_arg = true)]
pub struct Arguments {
    /// The scene to open; without one, the South Caucasus scene. Each further one
    /// opens in a window of its own
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// What to do without a window
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Keep settings, state and data in this folder
    #[arg(long, value_name = "DIR", global = true)]
    pub data_dir: Option<PathBuf>,
    /// The report of a run that fell over: told, with what can be recovered
    #[arg(long, value_name = "FILE", hide = true)]
    pub after_crash: Option<PathBuf>,
    /// Read scene files over 64 MB
    #[arg(long, global = true)]
    pub allow_large: bool,
}

impl Arguments {
    /// The arguments of this process. Ends it after `--help`, `--version` and
    /// wrong usage.
    pub fn of_process() -> Self {
        let arguments = Self::parse();
        if arguments.command.is_some() && !arguments.files.is_empty() {
            usage("a file to open stands before a subcommand; name it after the subcommand").exit();
        }
        arguments
    }
}

/// A use without a window.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Print the problems of scene files, each with its place
    ///
    /// Exits 1 if any of them is an error.
    Check {
        /// Scene files; - is standard input
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Print what changed from one scene file to another, in words
    Diff(DiffArguments),
    /// Merge what two people made of one scene
    ///
    /// Lists what both changed, each in another way, with both values, and exits
    /// 1 if there is any; the merged scene has ours then.
    Merge(MergeArguments),
    /// Write a scene in another format: pdf, svg, png, json, csv, md, csl-json or bib
    Export(ExportArguments),
    /// Take claims from a CSV file into a scene
    ///
    /// The table has one claim a row, with the columns that `entente export -o
    /// claims.csv` writes. Claims are added, or changed where the scene has their
    /// id; none is deleted. Nothing is written if a row cannot be taken, unless
    /// --leave-out is given.
    Import(ImportArguments),
}

/// What to compare, and how to tell it.
#[derive(Clone, Debug, Args)]
pub struct DiffArguments {
    /// The scene file as it was; - is standard input
    #[arg(value_name = "A")]
    pub before: PathBuf,
    /// The scene file as it is; - is standard input
    #[arg(value_name = "B")]
    pub after: PathBuf,
    /// Print JSON, for programs
    #[arg(long)]
    pub json: bool,
    /// Exit 1 if the scenes differ
    #[arg(long)]
    pub exit_code: bool,
}

/// What to merge, and where it goes.
#[derive(Clone, Debug, Args)]
pub struct MergeArguments {
    /// The scene file that both sides began with; an empty one is a blank scene
    #[arg(value_name = "BASE")]
    pub base: PathBuf,
    /// What one side made of it
    #[arg(value_name = "OURS")]
    pub ours: PathBuf,
    /// What the other side made of it
    #[arg(value_name = "THEIRS")]
    pub theirs: PathBuf,
    /// The file to write or replace, which may be OURS; - is standard output
    #[arg(short, long, value_name = "OUT")]
    pub output: PathBuf,
    /// Settle what both changed by taking one side, and exit 0
    #[arg(long, value_name = "SIDE")]
    pub prefer: Option<PreferArgument>,
}

/// The side that a conflict is settled for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PreferArgument {
    /// The values of OURS
    Ours,
    /// The values of THEIRS
    Theirs,
}

/// What to export, and how.
#[derive(Clone, Debug, Args)]
pub struct ExportArguments {
    /// The scene file; - is standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The file to write or replace; - is standard output. A deck as png or svg
    /// comes to a file for each slide: deck-1.png, deck-2.png
    #[arg(short, long, value_name = "OUT")]
    pub output: PathBuf,
    /// The format, where the name of OUT does not say it: pdf, svg, png, json, csv, md,
    /// csl-json or bib
    #[arg(long, value_name = "EXT")]
    pub format: Option<String>,
    /// What to write; follows from the format [default for pdf: the deck, or the map
    /// where there are no slides]
    #[arg(long)]
    pub what: Option<What>,
    /// One slide of the deck, by its number from 1 among those that are not hidden
    #[arg(long, value_name = "N")]
    pub slide: Option<usize>,
    /// Pages of a pdf [default: slides]
    #[arg(long, value_name = "PAGES")]
    pub pages: Option<PagesArgument>,
    /// How an svg comes by its letters [default: named]
    #[arg(long)]
    pub fonts: Option<FontsArgument>,
    /// How it is to be handled, on every page, instead of what the scene says; an
    /// empty text for no mark
    #[arg(long, value_name = "MARK")]
    pub handling: Option<String>,
    /// The size of the picture in pixels; of pdf and svg, the shape of the page
    /// [default: 1600x1000, of slides 1920x1080]
    #[arg(long, value_name = "WIDTHxHEIGHT")]
    pub size: Option<PictureSize>,
    /// The colours of the picture [default: light]
    #[arg(long)]
    pub theme: Option<ThemeArgument>,
    /// What stands inside the discs of the picture [default: code]
    #[arg(long)]
    pub discs: Option<DiscsArgument>,
    /// Draw the picture as it was by this day: 2025-12-31, or 2025-12 and 2025 for
    /// their last day
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<PartialDate>,
    /// What counts by that day: what was reported, or what had happened
    /// [default: reported]
    #[arg(long, requires = "as_of")]
    pub clock: Option<ClockArgument>,
}

/// How an SVG comes by its letters, as named on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FontsArgument {
    /// By the names of their fonts: the smallest, for viewers that have them
    Named,
    /// By the fonts in the file: text that looks right in every browser
    Embedded,
    /// As outlines: right everywhere, and text no more
    Outlines,
}

impl From<FontsArgument> for Fonts {
    fn from(fonts: FontsArgument) -> Self {
        match fonts {
            FontsArgument::Named => Self::Named,
            FontsArgument::Embedded => Self::Embedded,
            FontsArgument::Outlines => Self::Outlines,
        }
    }
}

/// The pages of a PDF, as named on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PagesArgument {
    /// The slides
    Slides,
    /// The slides, each with the speaker's notes after it
    WithNotes,
    /// The speaker's notes, each with its slide above
    NotesOnly,
}

impl From<PagesArgument> for PdfPages {
    fn from(pages: PagesArgument) -> Self {
        match pages {
            PagesArgument::Slides => Self::Pictures,
            PagesArgument::WithNotes => Self::WithNotes,
            PagesArgument::NotesOnly => Self::NotesOnly,
        }
    }
}

/// Which claims count by a day, as named on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ClockArgument {
    /// Claims whose sources had appeared
    Reported,
    /// Claims of what had happened, forecasts not among them
    Happened,
}

impl From<ClockArgument> for Clock {
    fn from(clock: ClockArgument) -> Self {
        match clock {
            ClockArgument::Reported => Self::Reported,
            ClockArgument::Happened => Self::Happened,
        }
    }
}

/// Reads a date as people write it.
fn date(text: &str) -> Result<PartialDate, String> {
    PartialDate::read(text).map_err(|error| error.to_string())
}

/// What of a scene is exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum What {
    /// The map, as a picture
    Map,
    /// The slides: pdf, or a file for each as png or svg
    Deck,
    /// The whole scene, as data
    Scene,
    /// The claims: csv for spreadsheets and back, md for reports
    Claims,
    /// The sources, for reference managers: csl-json or bib
    Sources,
}

/// What to import, and where it goes.
#[derive(Clone, Debug, Args)]
pub struct ImportArguments {
    /// The scene file; - is standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The claims as CSV; - is standard input
    #[arg(value_name = "CLAIMS")]
    pub claims: PathBuf,
    /// The scene file to write or replace, which may be FILE; - is standard output
    #[arg(short, long, value_name = "OUT")]
    pub output: PathBuf,
    /// Leave rows out that cannot be taken, instead of taking none
    #[arg(long)]
    pub leave_out: bool,
}

/// The colours of a picture, as named on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ThemeArgument {
    /// For bright rooms
    Light,
    /// For dim rooms
    Dark,
    /// For paper
    Print,
}

/// What stands inside discs, as named on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DiscsArgument {
    /// Codes
    Code,
    /// First letters of names
    Monogram,
    /// Flags of states, letters for all others
    Flag,
}

impl From<DiscsArgument> for OnDiscs {
    fn from(discs: DiscsArgument) -> Self {
        match discs {
            DiscsArgument::Code => Self::Code,
            DiscsArgument::Monogram => Self::Monogram,
            DiscsArgument::Flag => Self::Flag,
        }
    }
}

impl From<ThemeArgument> for ThemeName {
    fn from(theme: ThemeArgument) -> Self {
        match theme {
            ThemeArgument::Light => Self::Light,
            ThemeArgument::Dark => Self::Dark,
            ThemeArgument::Print => Self::Print,
        }
    }
}

/// A complaint about wrong usage.
pub(super) fn usage(message: &str) -> clap::Error {
    use clap::CommandFactory as _;
    Arguments::command().error(clap::error::ErrorKind::ValueValidation, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_well_formed() {
        use clap::CommandFactory as _;
        Arguments::command().debug_assert();
    }
}
