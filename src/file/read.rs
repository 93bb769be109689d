//! From the bytes of a file to a scene.
//!
//! A good file is parsed once. Only when that finds something wrong is the text
//! looked at again, record by record (`recover`), so that a bad record costs
//! itself and not the scene. What could not be taken is told in full. Nothing
//! here touches the disk, and no bytes make it panic.

use serde::de::IgnoredAny;

use super::error::{ReadError, ReadErrorKind, explain};
use super::findings::Findings;
use super::format::{FORMAT, SceneFile, options};
use super::lift::{Head, Lift};
use super::locate::{Lines, Outline, Shape};
use super::recover::{self, unknown_field};
use super::scanner::{Flaw, Scanner};
use super::write::FIRST_LINE;
use crate::model::{Position, Problem, Scene};

/// What a file gives.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The scene, without what could not be taken. No reference in it dangles.
    pub scene: Scene,
    /// Everything that is wrong with the file, in the order of the text.
    pub problems: Vec<Problem>,
    /// Whether the scene holds all that the file does. Where it does not,
    /// saving over the file would lose what was left out.
    pub is_complete: bool,
}

/// The scene in these bytes: UTF-8, with or without a byte order mark, lines
/// ended in either way.
///
/// # Errors
/// When the bytes are no text, no RON, no scene, or of a newer format.
pub fn read(bytes: &[u8]) -> Result<Reading, ReadError> {
    let text = text_of(bytes)?;
    check_format(text)?;
    let mut findings = Findings::default();
    let scene = match parse(text) {
        Ok((file, unknown)) => {
            for path in unknown {
                unknown_field(&mut findings, path);
            }
            lift_file(file, &mut findings)
        }
        Err(error) => {
            let outline = outline_of(text, &error)?;
            return Ok(recover_from(text, &outline));
        }
    };
    if findings.is_empty() {
        return Ok(Reading {
            scene,
            problems: Vec::new(),
            is_complete: true,
        });
    }
    let outline = Outline::of(text).ok();
    Ok(Reading {
        scene,
        problems: findings.located(text, outline.as_ref()),
        is_complete: false,
    })
}

/// The whole file in one pass, with the paths of the fields that the format
/// does not have.
fn parse(text: &str) -> Result<(SceneFile<'static>, Vec<String>), ron::error::SpannedError> {
    let mut unknown = Vec::new();
    let mut source = ron::Deserializer::from_str_with_options(text, &options())?;
    let file = serde_ignored::deserialize(&mut source, |path| unknown.push(recover::path(&path)))
        .map_err(|error| source.span_error(error))?;
    source.end().map_err(|error| source.span_error(error))?;
    Ok((file, unknown))
}

fn lift_file(file: SceneFile<'static>, findings: &mut Findings) -> Scene {
    let head = Head {
        title: file.title.into_owned(),
        as_of: file.as_of,
        description: file.description,
        handling: file.handling,
        basemap: file.basemap,
        is_showing_unknown: file.show_unknown,
        is_showing_evidence: file.show_evidence,
        thresholds: file.thresholds,
        severities: file.severities,
        source_summary: file.source_summary,
    };
    let mut lift = Lift::new(head, findings);
    lift.kinds(file.kinds.into_iter().enumerate());
    lift.actors(file.actors.into_iter().enumerate());
    lift.sources(file.sources.into_iter().enumerate());
    lift.ties(file.ties.into_iter().enumerate());
    lift.claims(file.claims.into_iter().enumerate());
    lift.notes(file.notes.into_iter().enumerate());
    lift.views(file.views.into_iter().enumerate());
    lift.slides(file.slides.into_iter().enumerate());
    lift.finish()
}

fn recover_from(text: &str, outline: &Outline<'_>) -> Reading {
    let mut findings = Findings::default();
    let scene = recover::scene(outline, &mut findings);
    Reading {
        scene,
        problems: findings.located(text, Some(outline)),
        is_complete: false,
    }
}

/// The bytes as text, without a byte order mark.
fn text_of(bytes: &[u8]) -> Result<&str, ReadError> {
    let whole = |kind| {
        Err(ReadError {
            kind,
            position: None,
        })
    };
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return whole(ReadErrorKind::Empty);
    }
    if bytes.iter().all(|byte| *byte == 0) {
        return whole(ReadErrorKind::OnlyZeros {
            length: bytes.len(),
        });
    }
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return whole(ReadErrorKind::Utf16);
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let byte = error.valid_up_to();
        let good = bytes.get(..byte).unwrap_or(bytes);
        let good = std::str::from_utf8(good).unwrap_or("");
        let kind = if error.error_len().is_none() {
            ReadErrorKind::CutOff { opened: None }
        } else {
            ReadErrorKind::NotText { byte }
        };
        ReadError {
            kind,
            position: Some(Lines::of(good).position(byte)),
        }
    })
}

/// Looks at the format before anything else is asked of the file, so that a
/// newer one is named and not taken for a damaged one.
fn check_format(text: &str) -> Result<(), ReadError> {
    let (number, offset) = match first_field_format(text) {
        Some(found) => found,
        None => format_anywhere(text)?,
    };
    let position = Some(Lines::of(text.get(..offset).unwrap_or(text)).position(offset));
    let kind = match number.parse::<u64>() {
        Ok(1) => return Ok(()),
        Ok(0) | Err(_) => ReadErrorKind::NotAScene {
            what: format!("its format is {}, not a number from 1", shortened(number)),
        },
        Ok(format) => ReadErrorKind::Newer {
            format,
            newest: FORMAT,
        },
    };
    Err(ReadError { kind, position })
}

/// Whether a text is that of a scene file, by its first line or its first field:
/// whole or damaged, of this format or a newer one.
pub fn is_scene_text(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.starts_with(FIRST_LINE.trim_end())
        || text.starts_with(['(', '#']) && first_field_format(text).is_some()
}

/// The value of `format` and where it stands, when it is the first field.
fn first_field_format(text: &str) -> Option<(&str, usize)> {
    let mut scanner = Scanner::new(text).ok()?;
    scanner.skip_attributes().ok()?;
    scanner.skip_word();
    scanner.skip_space().ok()?;
    if !scanner.take('(') {
        return None;
    }
    scanner.skip_space().ok()?;
    let start = scanner.offset();
    if !scanner.skip_word() || text.get(start..scanner.offset())? != "format" {
        return None;
    }
    scanner.skip_space().ok()?;
    if !scanner.take(':') {
        return None;
    }
    scanner.skip_space().ok()?;
    let value = scanner.offset();
    if !scanner.rest().starts_with(|c: char| c.is_ascii_digit()) || !scanner.skip_plain().ok()? {
        return None;
    }
    // At the very end of a file the number itself may be cut off.
    (!scanner.is_at_end()).then_some((text.get(value..scanner.offset())?, start))
}

/// The value of `format` and where it stands, wherever it is.
fn format_anywhere(text: &str) -> Result<(&str, usize), ReadError> {
    let outline = match Outline::of(text) {
        Ok(outline) => outline,
        Err(flaw) => return Err(broken(text, Some(flaw))),
    };
    let root = Outline::ROOT;
    if let Some(node) = outline.field(root, "format") {
        return Ok((outline.source(node), outline.start(node)));
    }
    // Not a scene, if it is RON at all.
    options()
        .from_str::<IgnoredAny>(text)
        .map_err(|_syntax| broken(text, None))?;
    let what = match outline.shape(root) {
        Shape::Record => "it has no field `format`",
        Shape::Map => "it is a map or JSON",
        Shape::List => "it is a list",
        Shape::Plain => "it is a single value",
    };
    let offset = outline.span(root).start();
    Err(ReadError {
        kind: ReadErrorKind::NotAScene {
            what: what.to_owned(),
        },
        position: Some(Lines::of(text).position(offset)),
    })
}

/// The outline of a text that does not parse as a scene, if it is RON.
fn outline_of<'t>(
    text: &'t str,
    error: &ron::error::SpannedError,
) -> Result<Outline<'t>, ReadError> {
    let outline = Outline::of(text);
    let is_ron = options().from_str::<IgnoredAny>(text).is_ok();
    match outline {
        Ok(outline) if is_ron && outline.shape(Outline::ROOT) == Shape::Record => Ok(outline),
        Ok(_) if is_ron => Err(ReadError {
            kind: ReadErrorKind::NotAScene {
                what: explain(&error.code),
            },
            position: Some(position_of(error)),
        }),
        outline => Err(broken(text, outline.err())),
    }
}

/// Why a text is not RON: what the scanner knows better than ron (that the file
/// is cut off, and what is still open), else what ron says.
fn broken(text: &str, flaw: Option<Flaw>) -> ReadError {
    let lines = Lines::of(text);
    let error = |kind, position| ReadError {
        kind,
        position: Some(position),
    };
    match flaw {
        Some(Flaw::CutOff { offset, opened }) => error(
            ReadErrorKind::CutOff {
                opened: opened.map(|at| lines.position(at)),
            },
            lines.position(offset),
        ),
        Some(Flaw::TooDeep { offset }) => error(ReadErrorKind::TooDeep, lines.position(offset)),
        Some(Flaw::Unexpected { .. }) | None => {
            let flaw_position = match flaw {
                Some(Flaw::Unexpected { offset }) => lines.position(offset),
                _ => Position { line: 1, column: 1 },
            };
            match options().from_str::<IgnoredAny>(text) {
                Err(found) if found.code == ron::Error::ExceededRecursionLimit => {
                    error(ReadErrorKind::TooDeep, position_of(&found))
                }
                Err(found) => error(
                    ReadErrorKind::Syntax {
                        what: explain(&found.code),
                    },
                    position_of(&found),
                ),
                Ok(_) => error(
                    ReadErrorKind::Syntax {
                        what: "something does not belong here".to_owned(),
                    },
                    flaw_position,
                ),
            }
        }
    }
}

fn position_of(error: &ron::error::SpannedError) -> Position {
    Position {
        line: error.span.end.line,
        column: error.span.end.col,
    }
}

fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(20).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
