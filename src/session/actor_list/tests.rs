//! What lists come to.

use std::time::Instant;

use super::*;

/// Id and name of every actor of a list.
fn actors(text: &str) -> Vec<(String, String)> {
    let list = ActorList::parse(text);
    let both = |actor: &Actor| (actor.id.to_string(), actor.name.clone());
    list.actors().map(both).collect()
}

fn ids(text: &str) -> Vec<String> {
    actors(text).into_iter().map(|(id, _)| id).collect()
}

fn id_of(name: &str) -> String {
    fresh_actor_id(name, |_| false).to_string()
}

#[test]
fn the_five_of_the_first_scene_come_as_that_scene_has_them() {
    let list = ActorList::parse("Israel, Azerbaijan, Turkey, Iran, Kazakhstan");
    let shipped = include_bytes!("../../../scenes/south_caucasus.ron");
    let scene = crate::file::read(shipped).expect("it is read").scene;
    assert_eq!(list.actors().count(), 5);
    for (actor, shipped) in list.actors().zip(scene.actors.iter()) {
        assert_eq!(
            (&actor.id, &actor.iso, &actor.name, actor.kind),
            (&shipped.id, &shipped.iso, &shipped.name, shipped.kind)
        );
        let place = actor.place.expect("a place");
        let known = shipped.place.expect("a place");
        let away = (place.lon_deg() - known.lon_deg()).hypot(place.lat_deg() - known.lat_deg());
        assert!(away < 0.5, "{} is {away} degrees away", actor.name);
        assert_eq!(actor.own_name(), shipped.own_name());
        // Hebrew, Azerbaijani, Turkish, Persian, Kazakh, Russian.
        for name in &shipped.other_names {
            assert!(
                actor
                    .other_names
                    .iter()
                    .any(|it| it.language == name.language),
                "{} in {}",
                actor.name,
                name.language
            );
        }
    }
}

#[test]
fn names_stand_on_lines_or_between_commas_semicolons_and_tabs() {
    let expected = ["ISR", "AZE", "TUR"];
    for text in [
        "Israel\nAzerbaijan\nTurkey",
        "Israel, Azerbaijan;Turkey",
        "ISR\taze\r\nTR",
        "\u{feff}- Israel\n- Azerbaijan\n\n- Turkey\n",
        "1. Israel\n2) Azerbaijan\n(3) Turkey",
        "•Israel\n  •  Azerbaijan\n•\tTurkey",
        "\"Israel\", “Azərbaycan”, «Türkiye»",
        "\u{200f}ישראל\u{200f}، آذربایجان، ترکیه",
        ",;,Israel,,, \t Azerbaijan;\n—\n...\nTurkey",
    ] {
        assert_eq!(ids(text), expected, "{text:?}");
    }
    assert_eq!(
        ids("Iran, Islamic Republic of\nKorea, Republic of"),
        ["IRN", "KOR"],
        "one state with a comma in its name"
    );
    assert_eq!(
        ids("3M\n7. Armee\n2020"),
        ["3M", "ARMEE", "2020"],
        "names may begin with a digit"
    );
}

#[test]
fn a_state_keeps_the_name_that_was_typed_and_its_own_comes_first() {
    for (text, name, own, first) in [
        ("Azerbaijan", "Azerbaijan", Some("Azərbaycan"), "az"),
        ("AZE", "Azerbaijan", Some("Azərbaycan"), "az"),
        ("azərbaycan", "Azərbaycan", None, "az"),
        ("Азербайджан", "Азербайджан", Some("Azərbaycan"), "az"),
        ("ישראל", "ישראל", None, "he"),
        ("UK", "United Kingdom", None, "en"),
    ] {
        let actor = actor_named(text, |_| false);
        assert_eq!(
            (actor.name.as_str(), actor.own_name(), actor.kind),
            (name, own, ActorKind::State)
        );
        assert_eq!(actor.place, None, "the caller sets it");
        let languages: Vec<&str> = actor
            .other_names
            .iter()
            .map(|it| it.language.as_str())
            .collect();
        assert_eq!(languages.first(), Some(&first), "{text}");
    }
}

#[test]
fn what_is_no_state_is_an_organisation_without_a_place() {
    let list = ActorList::parse("SOCAR");
    let actor = list.actors().next().expect("one");
    assert_eq!((actor.kind, actor.place), (ActorKind::Organisation, None));
    assert_eq!(
        (actor.code().as_str(), actor.name.as_str()),
        ("SOCA", "SOCAR")
    );
    assert!(actor.iso.is_none() && actor.other_names.is_empty());
}

#[test]
fn repeats_say_of_whom_and_make_no_second_actor() {
    let list = ActorList::parse("Türkiye, Turkey, TR, SOCAR, socar, Socar ");
    let outcomes: Vec<Option<&str>> = list
        .items
        .iter()
        .map(|item| match &item.outcome {
            Outcome::Repeated(name) => Some(name.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(
        outcomes,
        [
            None,
            Some("Türkiye"),
            Some("Türkiye"),
            None,
            Some("SOCAR"),
            Some("SOCAR")
        ]
    );
    assert_eq!(list.actors().count(), 2);
}

#[test]
fn a_name_of_10_000_characters_is_refused_with_the_reason() {
    let long = "ə".repeat(10_000);
    let list = ActorList::parse(&format!("Israel\n{long}\n{}", "x".repeat(200)));
    assert_eq!(list.actors().count(), 2);
    let refused = list.items.get(1).expect("three items");
    assert_eq!(
        refused.outcome,
        Outcome::Refused("too long for a name: 10000 characters, at most 200".to_owned())
    );
    assert_eq!(
        refused.typed.chars().count(),
        200,
        "only its beginning is kept"
    );
}

#[test]
fn a_paste_of_10_mb_is_cut_off_quickly() {
    let lines: Vec<String> = (0..1_000_000).map(|n| format!("Party {n}\n")).collect();
    let text = lines.concat();
    assert!(text.len() > 10_000_000);
    let since = Instant::now();
    let list = ActorList::parse(&text);
    assert!(since.elapsed().as_secs_f64() < 2.0, "{:?}", since.elapsed());
    assert!(list.is_cut);
    assert_eq!(list.actors().count(), MAX_LISTED);

    let one_line = ActorList::parse(&"a".repeat(10 << 20));
    assert!(one_line.is_cut);
    assert_eq!((one_line.items.len(), one_line.actors().count()), (1, 0));
    assert!(!ActorList::parse("Israel").is_cut);
    assert_eq!(ActorList::parse(" \n, ;"), ActorList::default());
}

#[test]
fn ids_are_short_readable_and_unlike_any_states_code() {
    for (name, id) in [
        ("Azerbaijan", "AZE"),
        ("Kosovo", "XKX"),
        ("SOCAR", "SOCAR"),
        ("Gazprom", "GAZPROM"),
        ("European Union", "EU"),
        ("Organization of Turkic States", "OTS"),
        ("Islamic Revolutionary Guard Corps (IRGC)", "IRGC"),
        ("Организация Договора о коллективной безопасности", "ODOKB"),
        ("Газпром", "GAZPROM"),
        ("Şəki", "SEKI"),
        ("Caspian Pipeline Venture", "CPV-ORG"),
        ("חמאס", "חמאס"),
        ("—", "ACTOR"),
    ] {
        assert_eq!(id_of(name), id, "{name}");
    }
}

#[test]
fn a_taken_id_gets_a_number() {
    let taken = |id: &ActorId| matches!(id.as_str(), "AZE" | "EU" | "EU-2");
    assert_eq!(fresh_actor_id("Azerbaijan", taken).as_str(), "AZE-2");
    assert_eq!(fresh_actor_id("European Union", taken).as_str(), "EU-3");
    assert_eq!(
        ids("European Union\nEurasian Union\nEnergy Union"),
        ["EU", "EU-2", "EU-3"]
    );
}

#[test]
fn a_name_keeps_its_joiners_and_loses_what_is_unseen() {
    let actor = actor_named("  A\u{202e}b\u{0} \n c\u{200b} ", |_| false);
    assert_eq!(actor.name, "Ab c");
    let actor = actor_named("می\u{200c}خواهم", |_| false);
    assert_eq!(actor.name, "می\u{200c}خواهم");
}

#[test]
fn names_that_no_face_can_show_are_left_out() {
    let list = ActorList::parse("Ethiopia, Egypt, Japan, Georgia");
    for actor in list.actors() {
        for name in &actor.other_names {
            let missing = unsupported(&name.text);
            assert!(missing.is_empty(), "{}: {}", actor.name, name.text);
        }
    }
    let own: Vec<_> = list.actors().map(Actor::own_name).collect();
    // Ethiopia has no other language's name for its own in place of Amharic.
    assert_eq!(own, [None, Some("مصر"), None, Some("საქართველო")]);
}
