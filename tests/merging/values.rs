//! What a scene holds, value by value, found without the tables of fields that
//! are tested: through the JSON of the whole scene.

use std::collections::{BTreeMap, BTreeSet};

use entente::export;
use entente::model::Scene;
use serde_json::{Map, Value};

/// Table, id and field; no id for properties, no field for the record itself.
pub(crate) type Key = (String, String, String);

/// Every value of a scene.
pub(crate) type Values = BTreeMap<Key, Value>;

/// Values that differ, with what they are after; `None` for what is gone.
pub(crate) type Changed = BTreeMap<Key, Option<Value>>;

pub(crate) const TABLES: [&str; 8] = [
    "kinds", "actors", "ties", "sources", "claims", "notes", "views", "slides",
];

pub(crate) fn values(scene: &Scene) -> Values {
    let bytes = export::json(scene).expect("JSON");
    let value: Value = serde_json::from_slice(&bytes).expect("JSON");
    let mut values = Values::new();
    for (name, value) in value.as_object().expect("an object") {
        if !TABLES.contains(&name.as_str()) {
            let key = ("scene".to_owned(), String::new(), name.clone());
            values.insert(key, value.clone());
            continue;
        }
        for record in value.as_array().expect("a list") {
            let record = record.as_object().expect("a record");
            let id = record["id"].as_str().expect("an id");
            values.insert((name.clone(), id.to_owned(), String::new()), Value::Null);
            for (field, value) in record.iter().filter(|(field, _)| *field != "id") {
                let key = (
                    name.clone(),
                    id.to_owned(),
                    together(name, field).to_owned(),
                );
                let group = values
                    .entry(key)
                    .or_insert_with(|| Value::Object(Map::new()));
                group[field] = value.clone();
            }
        }
    }
    values
}

/// Fields that say one thing between them have one name.
fn together<'a>(table: &str, field: &'a str) -> &'a str {
    match (table, field) {
        ("ties", "weight" | "reason") => "state",
        ("ties", "from" | "to") => "ends",
        ("sources", "reliability_reason") => "reliability",
        ("notes", "offset") => "place",
        ("views", field) if !matches!(field, "name" | "key") => "view",
        _ => field,
    }
}

pub(crate) fn changed(before: &Values, after: &Values) -> Changed {
    let keys: BTreeSet<&Key> = before.keys().chain(after.keys()).collect();
    keys.into_iter()
        .filter(|key| before.get(*key) != after.get(*key))
        .map(|key| (key.clone(), after.get(key).cloned()))
        .collect()
}

/// The words and numbers of a value, whatever it is made of.
pub(crate) fn leaves(value: &Value) -> BTreeSet<String> {
    match value {
        Value::Array(list) => list.iter().flat_map(leaves).collect(),
        Value::Object(fields) => fields.values().flat_map(leaves).collect(),
        Value::String(text) => [text.clone()].into(),
        other => [other.to_string()].into(),
    }
}

/// The ids of a table, in its order.
pub(crate) fn order(scene: &Scene, table: &str) -> Vec<String> {
    match table {
        "kinds" => scene.kinds.iter().map(|it| it.id.to_string()).collect(),
        "actors" => scene.actors.iter().map(|it| it.id.to_string()).collect(),
        "ties" => scene.ties.iter().map(|it| it.id.to_string()).collect(),
        "sources" => scene.sources.iter().map(|it| it.id.to_string()).collect(),
        "claims" => scene.claims.iter().map(|it| it.id.to_string()).collect(),
        "notes" => scene.notes.iter().map(|it| it.id.to_string()).collect(),
        "views" => scene.views.iter().map(|it| it.id.to_string()).collect(),
        "slides" => scene.slides.iter().map(|it| it.id.to_string()).collect(),
        other => panic!("there is no table {other}"),
    }
}
