//! Telling contents apart.

use std::fmt;
use std::path::Path;

use sha2::{Digest as _, Sha256};

/// The SHA-256 of some bytes: equal ones are of equal bytes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// That of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// That of a path, as a key for what is kept about it.
    pub(super) fn of_path(path: &Path) -> Self {
        Self::of(path.as_os_str().as_encoded_bytes())
    }

    /// The first `digits` of its 64 hexadecimal digits.
    pub(super) fn short(&self, digits: usize) -> String {
        self.to_string().chars().take(digits).collect()
    }

    /// Reads what [`Display`](fmt::Display) writes; `None` for anything else.
    pub fn parse(hex: &str) -> Option<Self> {
        let digits = hex.as_bytes();
        let mut bytes = [0; 32];
        if digits.len() != 2 * bytes.len() || !digits.iter().all(u8::is_ascii_hexdigit) {
            return None;
        }
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(Self(bytes))
    }
}

impl fmt::Display for Fingerprint {
    /// 64 small hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_sha_256_and_can_be_read_again() {
        // FIPS 180-2, appendix B.1.
        let hex = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let fingerprint = Fingerprint::of(b"abc");
        assert_eq!(fingerprint.to_string(), hex);
        assert_eq!(fingerprint.short(8), "ba7816bf");
        assert_eq!(Fingerprint::parse(hex), Some(fingerprint));
        let odd = [
            "",
            "ba",
            &hex[..63],
            &format!("{hex}0"),
            &hex.replace('a', "g"),
        ];
        assert!(odd.iter().all(|hex| Fingerprint::parse(hex).is_none()));
    }
}
