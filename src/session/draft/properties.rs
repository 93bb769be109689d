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
    /// How far a weight may lie from the estimate.
    Gap,
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
    /// What lies under the actors.
    pub basemap: Basemap,
    /// Whether unknown ties are drawn when the scene is opened.
    pub is_showing_unknown: bool,
    /// The gap, as typed.
    pub gap: String,
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
            basemap: properties.basemap,
            is_showing_unknown: properties.is_showing_unknown,
            gap: properties.thresholds.gap.to_string(),
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
        if !errors.0.is_empty() {
            return Err(errors.0);
        }
        Ok(Properties {
            title,
            as_of,
            description: optional(&self.description),
            basemap: self.basemap,
            is_showing_unknown: self.is_showing_unknown,
            thresholds: Thresholds { gap },
            severities: self.severities.clone(),
        })
    }
}
