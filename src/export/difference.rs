//! What differs between two scenes as JSON.

use serde::Serialize;

use super::JsonError;
use crate::compare::{Difference, Line};

/// All of it. The names are promised to programs; the README lists them.
#[derive(Serialize)]
struct DifferenceJson {
    summary: String,
    changes: Vec<ChangeJson>,
}

#[derive(Serialize)]
struct ChangeJson {
    sort: &'static str,
    #[serde(skip_serializing_if = "String::is_empty")]
    id: String,
    happened: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    trend: Option<&'static str>,
    headline: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fields: Vec<FieldJson>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    claims: Vec<ClaimJson>,
}

#[derive(Serialize)]
struct FieldJson {
    field: &'static str,
    before: String,
    after: String,
}

#[derive(Serialize)]
struct ClaimJson {
    id: String,
    happened: &'static str,
}

/// What differs as JSON: indented, in the order of [`Difference::lines`], with a
/// final newline. What is empty is left out, but for the list of changes.
///
/// # Errors
/// When a value has no form in JSON; a difference holds none.
pub fn difference_json(difference: &Difference) -> Result<Vec<u8>, JsonError> {
    let json = DifferenceJson {
        summary: difference.summary(),
        changes: difference.lines().into_iter().map(change).collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&json)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn change(line: Line) -> ChangeJson {
    let fields = line.details.into_iter().map(|detail| FieldJson {
        field: detail.key,
        before: detail.before,
        after: detail.after,
    });
    let claims = line.claims.into_iter().map(|claim| ClaimJson {
        id: claim.id.to_string(),
        happened: claim.happened.word(),
    });
    ChangeJson {
        sort: line.sort.word(),
        id: line.id,
        happened: line.happened.word(),
        trend: line.trend.map(|trend| trend.word()),
        headline: line.headline,
        fields: fields.collect(),
        claims: claims.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixtures::{scene, tie};

    #[test]
    fn the_names_are_stable() {
        let mut before = scene(&["A", "B"]);
        let mut after = before.clone();
        tie(&mut before, "A-B", 0.25);
        tie(&mut after, "A-B", -0.5);
        let bytes = difference_json(&Difference::between(&before, &after)).expect("written");
        let expected = r#"{
  "summary": "1 tie changed",
  "changes": [
    {
      "sort": "tie",
      "id": "A-B",
      "happened": "changed",
      "trend": "flipped",
      "headline": "Tie A – B: flipped, +0.25 to −0.50",
      "fields": [
        {
          "field": "state",
          "before": "+0.25",
          "after": "−0.50"
        }
      ]
    }
  ]
}
"#;
        assert_eq!(String::from_utf8(bytes).as_deref(), Ok(expected));
    }
}
