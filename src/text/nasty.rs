//! Texts for tests: what programs that set text trip over.

use proptest::prelude::*;

/// What goes wrong in other programs.
const PIECES: [&str; 24] = [
    "\u{202e}evil\u{2066}",
    "e\u{301}\u{301}",
    "ישראל",
    "\0",
    "ایران می\u{200c}خواهد",
    "Armenia\nGeorgia\t41.7",
    "עולם 12% שלום",
    "לא (כן) ",
    "هەڵاتن",
    "لا",
    "۱۲٪ ١٢",
    "ไทย ป้า",
    "हिन्दी क्षि",
    "\u{301}",
    "  ",
    "\r\n",
    "\u{200f}\u{61c}\u{200d}",
    "👩\u{200d}👩\u{200d}👧",
    "漢字",
    "\u{2029}\u{85}\u{b}",
    "ﷺ",
    "\r\n \n",
    "👩\u{200d}👩\u{200d}👧 漢字",
    "שָׁלוֹם\u{202f}\u{a0}",
];

/// Up to five of them one after the other, some with any text between.
pub(crate) fn nasty() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}
