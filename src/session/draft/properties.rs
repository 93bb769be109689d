//! Title, as-of date and the like as they are being written.

use super::{Errors, FieldError, optional};
use crate::edit::Properties;
use crate::model::{Basemap, PartialDate, Severities, Thresholds, read_number};

/// A field of the form that can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PropertiesField {
    /// The title.
    Title,
    /// The day that the scene describes.
    AsOf,
    /// What the scene shows.
    Description,
    /// How what is handed out is to be handled.
    Handling,
    /// How far a weight may lie from the estimate.
    Gap,
    /// After how many days a claim is stale.
    StaleAfter,
}

/// The properties of a scene as they are being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PropertiesDraft {
    /// The title.
    pub title: String,
    /// The day that the scene describes, as typed.
    pub as_of: String,
    /// What the scene shows and what it rests on.
    pub description: String,
    /// How what is handed out is to be handled.
    pub handling: String,
    /// What lies under the actors.
    pub basemap: Basemap,
    /// Whether unknown ties are drawn when the scene is opened.
    pub is_showing_unknown: bool,
    /// Whether evidence shows on ties when the scene is opened.
    pub is_showing_evidence: bool,
    /// The gap, as typed.
    pub gap: String,
    /// After how many days a claim is stale, as typed.
    pub stale_after_days: String,
    /// How bad findings are held to be.
    pub severities: Severities,
}

impl PropertiesDraft {
    /// What stands in the form of these properties.
    pub fn of(properties: &Properties) -> Self {
        Self {
            title: properties.title.clone(),
            as_of: properties
                .as_of
                .map_or_else(String::new, |date| date.to_string()),
            description: properties.description.clone().unwrap_or_default(),
            handling: properties.handling.clone().unwrap_or_default(),
            basemap: properties.basemap,
            is_showing_unknown: properties.is_showing_unknown,
            is_showing_evidence: properties.is_showing_evidence,
            gap: properties.thresholds.gap.to_string(),
            stale_after_days: properties.thresholds.stale_after_days.to_string(),
            severities: properties.severities.clone(),
        }
    }

    /// The gap, where what is typed is a number in [0, 2].
    pub fn gap(&self) -> Option<f64> {
        read_number(&self.gap)
            .ok()
            .filter(|gap| (0.0..=2.0).contains(gap))
    }

    /// Everything that is wrong with it, in the order of the form.
    pub fn errors(&self) -> Vec<FieldError<PropertiesField>> {
        self.check().err().unwrap_or_default()
    }

    /// The properties that it comes to.
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of the form.
    pub fn check(&self) -> Result<Properties, Vec<FieldError<PropertiesField>>> {
        let mut errors = Errors::none();
        let words = "Give the scene a title";
        let title = errors.required(PropertiesField::Title, &self.title, words);
        let as_of = optional(&self.as_of)
            .and_then(|text| errors.take(PropertiesField::AsOf, PartialDate::read(&text)));
        let gap = errors
            .take(PropertiesField::Gap, read_number(&self.gap))
            .unwrap_or(Thresholds::DEFAULT_GAP);
        if !(0.0..=2.0).contains(&gap) {
            let message = format!("The gap is a number from 0 to 2, not {gap}");
            errors.add(PropertiesField::Gap, message);
        }
        let most = Thresholds::MOST_STALE_AFTER_DAYS;
        let days = self.stale_after_days.trim().parse::<u32>().ok();
        let days = days.filter(|days| (1..=most).contains(days));
        if days.is_none() {
            let message = format!("The days are a whole number from 1 to {most}");
            errors.add(PropertiesField::StaleAfter, message);
        }
        let (Some(stale_after_days), true) = (days, errors.0.is_empty()) else {
            return Err(errors.0);
        };
        Ok(Properties {
            title,
            as_of,
            description: optional(&self.description),
            handling: optional(&self.handling),
            basemap: self.basemap,
            is_showing_unknown: self.is_showing_unknown,
            is_showing_evidence: self.is_showing_evidence,
            thresholds: Thresholds {
                gap,
                stale_after_days,
            },
            severities: self.severities.clone(),
        })
    }
}
