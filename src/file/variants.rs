//! How the choices with fields of their own are written: what to tell somebody
//! who wrote `rank: Deprecated("…")` by hand.
//!
//! ron says of these only that a word is missing, and not which. Whether a
//! choice is well written is not decided here.

/// Fields of a claim that hold a choice with fields, each with its choices, how
/// they are written in full, and what may be left out.
const FIELDS: [(&str, &[Variant]); 2] = [
    (
        "rank",
        &[
            Variant {
                word: "Preferred",
                full: "Preferred(reason: \"…\")",
                rest: "",
            },
            Variant {
                word: "Deprecated",
                full: "Deprecated(reason: \"…\")",
                rest: "",
            },
        ],
    ),
    (
        "asserter",
        &[
            Variant {
                word: "Named",
                full: "Named(name: \"…\", role: \"…\", affiliation: \"…\")",
                rest: "; role and affiliation may be left out",
            },
            Variant {
                word: "Unattributed",
                full: "Unattributed(note: \"…\")",
                rest: "; the note may be left out",
            },
        ],
    ),
];

struct Variant {
    word: &'static str,
    full: &'static str,
    rest: &'static str,
}

/// A field of a claim whose choice is not written as it has to be.
pub(super) struct Misshapen {
    /// The field.
    pub(super) field: &'static str,
    variants: &'static [Variant],
}

impl Misshapen {
    /// The field of a record (`claims[3]`) that a path of serde within it
    /// (`rank.Deprecated`) blames, unless the path goes on to a field of the
    /// choice, which is then to blame alone.
    pub(super) fn of(record: &str, path: &str) -> Option<Self> {
        // A step that serde could not name yet is `?`.
        let mut steps = path.split('.').filter(|step| *step != "?");
        let (first, _variant) = (steps.next()?, steps.next());
        if !record.starts_with("claims[") || steps.next().is_some() {
            return None;
        }
        FIELDS
            .into_iter()
            .find(|(field, _)| *field == first)
            .map(|(field, variants)| Self { field, variants })
    }

    /// What is the matter with the value that stands there, when it begins with
    /// the right word; `None` when ron's own words say it.
    pub(super) fn message(&self, source: &str) -> Option<String> {
        let word = self.found(source)?.word;
        Some(format!(
            "`{word}` has its fields in ( ), each with its name"
        ))
    }

    /// What to write there.
    pub(super) fn hint(&self, source: &str) -> String {
        if let Some(variant) = self.found(source) {
            return format!("write {}{}", variant.full, variant.rest);
        }
        let full: Vec<_> = self.variants.iter().map(|it| it.full).collect();
        format!("write {}", full.join(" or "))
    }

    fn found(&self, source: &str) -> Option<&'static Variant> {
        let inner = source.strip_prefix("Some(").unwrap_or(source).trim_start();
        let end = inner.find(|c: char| !c.is_alphanumeric() && c != '_');
        let word = inner.get(..end.unwrap_or(inner.len()))?;
        self.variants.iter().find(|it| it.word == word)
    }
}
