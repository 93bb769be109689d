//! The fields of a form as names and texts.

use std::fmt::Debug;

use crate::file::recovery::KeptForm;
use crate::model::Id;

/// What a switch that is on has as its text.
pub(super) const YES: &str = "yes";

/// The fields of a form as they are written.
#[derive(Default)]
pub(super) struct Fields {
    fields: Vec<(String, String)>,
    within: String,
}

impl Fields {
    pub(super) fn text(&mut self, name: &str, text: &str) {
        let name = format!("{}{name}", self.within);
        self.fields.push((name, text.to_owned()));
    }

    pub(super) fn switch(&mut self, name: &str, is_on: bool) {
        if is_on {
            self.text(name, YES);
        }
    }

    pub(super) fn id<K>(&mut self, name: &str, id: Option<&Id<K>>) {
        if let Some(id) = id {
            self.text(name, id.as_str());
        }
    }

    pub(super) fn choice(&mut self, name: &str, choice: Option<impl Debug>) {
        if let Some(choice) = choice {
            self.text(name, &format!("{choice:?}"));
        }
    }

    /// The fields of each record of a list.
    pub(super) fn list<T>(&mut self, name: &str, records: &[T], keep: impl Fn(&mut Self, &T)) {
        for (at, record) in records.iter().enumerate() {
            let outer = self.within.clone();
            self.within = format!("{outer}{name}.{at}.");
            keep(self, record);
            self.within = outer;
        }
    }

    pub(super) fn of(self, form: &str) -> KeptForm {
        KeptForm {
            form: form.to_owned(),
            fields: self.fields,
        }
    }
}

/// The fields of a form as they are read.
pub(super) struct Reader<'a> {
    fields: &'a [(String, String)],
    within: String,
}

impl<'a> Reader<'a> {
    pub(super) fn of(kept: &'a KeptForm) -> Self {
        Self {
            fields: &kept.fields,
            within: String::new(),
        }
    }

    pub(super) fn find(&self, name: &str) -> Option<&'a str> {
        let is_it = |full: &str| full.strip_prefix(&self.within) == Some(name);
        let field = self.fields.iter().find(|(full, _)| is_it(full))?;
        Some(&field.1)
    }

    pub(super) fn text(&self, name: &str) -> String {
        self.find(name).unwrap_or_default().to_owned()
    }

    pub(super) fn is_on(&self, name: &str) -> bool {
        self.find(name) == Some(YES)
    }

    pub(super) fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.find(name)?.parse().ok()
    }

    pub(super) fn id<K>(&self, name: &str) -> Option<Id<K>> {
        Id::new(self.find(name)?).ok()
    }

    /// Ids with commas between; what is no id is passed over.
    pub(super) fn ids<K>(&self, name: &str) -> Vec<Id<K>> {
        let words = self.find(name).unwrap_or_default().split([',', ' ']);
        words.filter_map(|word| Id::new(word).ok()).collect()
    }

    pub(super) fn choice<T: Copy + Debug>(&self, name: &str, all: &[T]) -> Option<T> {
        let word = self.find(name)?;
        all.iter().copied().find(|it| format!("{it:?}") == word)
    }

    /// What is read of each record of a list.
    pub(super) fn list<T>(&self, name: &str, read: impl Fn(&Self) -> T) -> Vec<T> {
        let record = |at: usize| {
            let within = format!("{}{name}.{at}.", self.within);
            let is_there = self.fields.iter().any(|(it, _)| it.starts_with(&within));
            let fields = self.fields;
            is_there.then_some(Self { fields, within })
        };
        (0..).map_while(record).map(|it| read(&it)).collect()
    }
}
