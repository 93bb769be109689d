//! What of the colours can be told apart, by whom, and what else tells it where they
//! cannot.

use super::fixture::{Fixture, south_caucasus};
use super::item::{Color, Role, Shape};
use super::theme::{Theme, ThemeName};
use crate::model::Subject;

/// WCAG 2.2, 1.4.11: marks that are not text.
const LEAST_MARK_CONTRAST: f64 = 3.0;
/// Colours nearer than this by CIEDE2000 do not count as told apart: a step of 1 is
/// seen side by side, thin lines far apart need many.
const LEAST_DIFFERENCE: f64 = 15.0;

#[test]
fn marks_stand_out_from_all_they_lie_on() {
    for name in ThemeName::ALL {
        let theme = name.theme();
        let (window, figure, map) = (&theme.window, &theme.figure, &theme.map);
        let grounds = [
            ("sea", map.sea),
            ("land", map.land),
            ("land of actors", map.land_of_actors),
            ("discs", figure.disc),
            ("chips", figure.chip),
            ("notes", figure.note),
        ];
        let marks = [
            ("supportive ties, rings and chip frames", figure.supportive),
            ("hostile ties, rings and chip frames", figure.hostile),
            ("neutral ties and chip frames", figure.neutral),
            ("unknown ties and chip frames", figure.unknown),
            ("leaders and pins", figure.text_muted),
            ("the frame around what is selected", figure.selection),
            ("the frame of the past", figure.past),
            ("the focus", window.accent),
        ];
        let pairs = marks
            .iter()
            .flat_map(|mark| grounds.map(|ground| (mark.0, mark.1, ground.0, ground.1)));
        let others = [
            ("empty rings", figure.ring_empty, "discs", figure.disc),
            ("the focus", window.accent, "panels", window.panel),
            ("the focus", window.accent, "cards", window.raised),
            (
                "the focus",
                window.accent,
                "rows under the pointer",
                window.hover,
            ),
            (
                "the focus",
                window.accent,
                "selected rows",
                window.accent_faint,
            ),
            ("good marks", window.good, "cards", window.raised),
            ("warning marks", window.warning, "cards", window.raised),
            ("error marks", window.error, "cards", window.raised),
        ];
        for (mark, ink, ground, paper) in pairs.chain(others) {
            let ratio = ink.contrast(paper);
            assert!(
                ratio >= LEAST_MARK_CONTRAST,
                "{name:?}: {mark} on {ground} have {ratio:.2}, AA asks 3"
            );
        }
    }
}

#[test]
fn all_words_can_be_read_where_they_stand() {
    for name in ThemeName::ALL {
        let theme = name.theme();
        let (window, figure, map) = (&theme.window, &theme.figure, &theme.map);
        for (words, ink, ground, paper) in [
            ("names", figure.text, "the sea", map.sea),
            ("names", figure.text, "land", map.land),
            ("own names", figure.text_muted, "land", map.land),
            ("words", figure.text, "the page", figure.page_panel),
            (
                "legend and credits",
                figure.text_muted,
                "the page",
                figure.page_panel,
            ),
            ("neutral chips", figure.neutral, "chips", figure.chip),
            ("muted codes", figure.text_muted, "discs", figure.disc),
            ("words", window.text, "rows under the pointer", window.hover),
            ("words", window.text, "selected rows", window.accent_faint),
            (
                "muted words",
                window.text_muted,
                "rows under the pointer",
                window.hover,
            ),
            ("links", window.accent, "cards", window.raised),
            ("errors", window.error, "cards", window.raised),
            ("warnings", window.warning, "cards", window.raised),
        ] {
            let ratio = ink.contrast(paper);
            assert!(
                ratio >= 4.5,
                "{name:?}: {words} on {ground} have {ratio:.2}, AA asks 4.5"
            );
        }
    }
}

/// How colours are seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Vision {
    Usual,
    Protanopia,
    Deuteranopia,
    Tritanopia,
    Grey,
}

impl Vision {
    const ALL: [Self; 5] = [
        Self::Usual,
        Self::Protanopia,
        Self::Deuteranopia,
        Self::Tritanopia,
        Self::Grey,
    ];

    /// From linear sRGB as it is to as it is seen: the matrices of severity 1.0 of
    /// Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of
    /// Color Vision Deficiency", IEEE TVCG 15(6), 2009; grey by the luminance of WCAG.
    fn matrix(self) -> [[f64; 3]; 3] {
        match self {
            Self::Usual => [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
            Self::Protanopia => [
                [0.152286, 1.052583, -0.204868],
                [0.114503, 0.786281, 0.099216],
                [-0.003882, -0.048116, 1.051998],
            ],
            Self::Deuteranopia => [
                [0.367322, 0.860646, -0.227968],
                [0.280085, 0.672501, 0.047413],
                [-0.011820, 0.042940, 0.968881],
            ],
            Self::Tritanopia => [
                [1.255528, -0.076749, -0.178779],
                [-0.078411, 0.930809, 0.147602],
                [0.004733, 0.691367, 0.303900],
            ],
            Self::Grey => [[0.2126, 0.7152, 0.0722]; 3],
        }
    }

    /// The colour as it is seen, in CIE L*a*b* under D65.
    fn lab(self, color: Color) -> [f64; 3] {
        let own = [color.r, color.g, color.b].map(linear);
        let rgb = self.matrix().map(|row| dot(row, own).clamp(0.0, 1.0));
        let [x, y, z] = [
            [0.4124564, 0.3575761, 0.1804375],
            [0.2126729, 0.7151522, 0.0721750],
            [0.0193339, 0.1191920, 0.9503041],
        ]
        .map(|row| dot(row, rgb));
        let root = |t: f64| {
            if t > (6.0_f64 / 29.0).powi(3) {
                t.cbrt()
            } else {
                t / (3.0 * (6.0_f64 / 29.0).powi(2)) + 4.0 / 29.0
            }
        };
        let [x, y, z] = [root(x / 0.95047), root(y), root(z / 1.08883)];
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }
}

fn linear(channel: u8) -> f64 {
    let c = f64::from(channel) / 255.0;
    if c <= 0.04045 {
        c / 12.92
    } else {
        ((c + 0.055) / 1.055).powf(2.4)
    }
}

fn dot(row: [f64; 3], column: [f64; 3]) -> f64 {
    row.iter().zip(column).map(|(a, b)| a * b).sum()
}

/// The difference of two colours by CIEDE2000 (Sharma, Wu and Dalal, Color Research
/// and Application 30(1), 2005), with all weights 1.
fn difference([l1, a1, b1]: [f64; 3], [l2, a2, b2]: [f64; 3]) -> f64 {
    let seventh = |chroma: f64| (chroma.powi(7) / (chroma.powi(7) + 25.0_f64.powi(7))).sqrt();
    let stretch = 1.0 + 0.5 * (1.0 - seventh(f64::midpoint(a1.hypot(b1), a2.hypot(b2))));
    let (a1, a2) = (a1 * stretch, a2 * stretch);
    let (c1, c2) = (a1.hypot(b1), a2.hypot(b2));
    let hue = |a: f64, b: f64| b.atan2(a).to_degrees().rem_euclid(360.0);
    let (h1, h2) = (hue(a1, b1), hue(a2, b2));
    let is_grey = c1 * c2 < 1e-12;
    let turn = if is_grey {
        0.0
    } else {
        (h2 - h1 + 180.0).rem_euclid(360.0) - 180.0
    };
    let hue_step = 2.0 * (c1 * c2).sqrt() * (turn / 2.0).to_radians().sin();
    let hue_mean = if is_grey {
        h1 + h2
    } else {
        (h1 + turn / 2.0).rem_euclid(360.0)
    };
    let (l_mean, c_mean) = (f64::midpoint(l1, l2), f64::midpoint(c1, c2));
    let cos = |degrees: f64| degrees.to_radians().cos();
    let t = 1.0 - 0.17 * cos(hue_mean - 30.0)
        + 0.24 * cos(2.0 * hue_mean)
        + 0.32 * cos(3.0 * hue_mean + 6.0)
        - 0.20 * cos(4.0 * hue_mean - 63.0);
    let off = (l_mean - 50.0).powi(2);
    let l = (l2 - l1) / (1.0 + 0.015 * off / (20.0 + off).sqrt());
    let c = (c2 - c1) / (1.0 + 0.045 * c_mean);
    let h = hue_step / (1.0 + 0.015 * c_mean * t);
    let turn = 60.0 * (-((hue_mean - 275.0) / 25.0).powi(2)).exp();
    let tilt = -turn.to_radians().sin() * 2.0 * seventh(c_mean);
    (l * l + c * c + h * h + tilt * c * h).sqrt()
}

#[test]
fn the_difference_is_that_of_its_paper() {
    // The first, seventh and 25th pair of the table of Sharma, Wu and Dalal.
    for (one, two, expected) in [
        ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
        ([50.0, 0.0, 0.0], [50.0, -1.0, 2.0], 2.3669),
        (
            [60.2574, -34.0099, 36.2677],
            [60.4626, -34.1751, 39.4387],
            1.2644,
        ),
    ] {
        let found = difference(one, two);
        assert!((found - expected).abs() < 1e-4, "{found} {expected}");
    }
}

/// Pairs that hue alone does not tell apart for everyone, where that is, and what else
/// tells them.
const SECOND_CUES: [(&str, &str, &[Vision], &str); 14] = {
    use Vision::{Deuteranopia, Grey, Protanopia, Tritanopia, Usual};
    [
        (
            "supportive",
            "hostile",
            &[Grey],
            "the sign on the chip; ticks in print",
        ),
        (
            "supportive",
            "neutral",
            &[Grey],
            "the number on the chip, the width",
        ),
        (
            "supportive",
            "unknown",
            &[Grey],
            "dots, and a ? on the chip",
        ),
        (
            "supportive",
            "selection",
            &[Grey],
            "a glow around the line, a second ring",
        ),
        (
            "supportive",
            "past",
            &[Protanopia, Deuteranopia, Grey],
            "the past is a frame around the map and words, never a tie",
        ),
        (
            "hostile",
            "neutral",
            &[Grey],
            "the number on the chip, the width",
        ),
        ("hostile", "unknown", &[Grey], "dots, and a ? on the chip"),
        (
            "hostile",
            "selection",
            &[Protanopia, Deuteranopia, Tritanopia, Grey],
            "a glow around the line, a second ring",
        ),
        ("hostile", "past", &[Grey], "the past is a frame and words"),
        (
            "neutral",
            "unknown",
            &[Usual, Protanopia, Deuteranopia, Tritanopia, Grey],
            "dots, and a ? on the chip",
        ),
        (
            "neutral",
            "selection",
            &[Grey],
            "a glow around the line, a second ring",
        ),
        (
            "neutral",
            "past",
            &[Usual, Deuteranopia, Tritanopia, Grey],
            "the past is a frame and words",
        ),
        (
            "unknown",
            "selection",
            &[Grey],
            "dots; a glow around the line",
        ),
        (
            "unknown",
            "past",
            &[Tritanopia, Grey],
            "the past is a frame and words",
        ),
    ]
};

fn meanings(theme: &Theme) -> [(&'static str, Color); 6] {
    let figure = &theme.figure;
    [
        ("supportive", figure.supportive),
        ("hostile", figure.hostile),
        ("neutral", figure.neutral),
        ("unknown", figure.unknown),
        ("selection", figure.selection),
        ("past", figure.past),
    ]
}

#[test]
fn what_hue_does_not_tell_for_everyone_a_second_cue_does() {
    let mut relying: Vec<(&str, &str, Vision)> = Vec::new();
    for name in ThemeName::ALL {
        let meanings = meanings(name.theme());
        for (at, (one, color)) in meanings.iter().enumerate() {
            for (two, other) in &meanings[at + 1..] {
                for vision in Vision::ALL {
                    let found = difference(vision.lab(*color), vision.lab(*other));
                    let pair = (*one, *two, vision);
                    if found < LEAST_DIFFERENCE && !relying.contains(&pair) {
                        relying.push(pair);
                    }
                }
            }
        }
    }
    for pair in &relying {
        let is_told = SECOND_CUES.iter().any(|(one, two, visions, _)| {
            (*one, *two) == (pair.0, pair.1) && visions.contains(&pair.2)
        });
        // Selection and past are never on screen as one sort of mark.
        let is_apart = (pair.0, pair.1) == ("selection", "past");
        assert!(is_told || is_apart, "{pair:?} rely on hue alone");
    }
    // Nothing is said to need a second cue that does not.
    for (one, two, visions, cue) in SECOND_CUES {
        for vision in visions {
            let pair = (one, two, *vision);
            assert!(relying.contains(&pair), "{pair:?} is told without {cue}");
        }
    }
    // The pair that matters most: never left to one cue but in grey.
    for name in ThemeName::ALL {
        let figure = &name.theme().figure;
        for vision in Vision::ALL {
            let found = difference(vision.lab(figure.supportive), vision.lab(figure.hostile));
            assert!(
                vision == Vision::Grey || found >= LEAST_DIFFERENCE,
                "{name:?} {vision:?} {found:.1}"
            );
        }
    }
}

#[test]
fn the_second_cues_are_drawn() {
    for name in ThemeName::ALL {
        let fixture = Fixture::of(south_caucasus(), name);
        let (drawing, _) = fixture.fitted((1440.0, 900.0));
        for tie in fixture.scene.ties.iter() {
            let subject = Subject::Tie(tie.id.clone());
            let own = |role| {
                let items = drawing.figures.iter();
                items.filter(move |it| {
                    it.role == role && it.subject == Some(Subject::Tie(tie.id.clone()))
                })
            };
            let is_dotted = own(Role::Tie).any(|item| match &item.shape {
                Shape::Line { stroke, .. } => stroke.dash.is_some_and(|[dash, _]| dash == 0.0),
                _ => false,
            });
            assert_eq!(is_dotted, tie.weight().is_none(), "{subject}");
            assert!(own(Role::ChipText).count() > 0, "{subject} has a chip");
        }
    }
    assert!(ThemeName::Print.theme().has_hostile_texture);
}
