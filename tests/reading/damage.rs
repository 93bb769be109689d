//! Any damage to a good file, any bytes, and any scene there and back.

use super::*;

/// Reads damaged bytes: no panic, a place for every error, no dangling
/// reference.
fn assert_calm(bytes: &[u8]) {
    match read(bytes) {
        Ok(reading) => {
            assert_eq!(reading.scene.dangling(), [], "no reference may dangle");
            let placed = |it: &Problem| it.position.is_some();
            assert!(reading.problems.iter().all(placed), "a place for each");
            let is_clean = reading.problems.is_empty();
            assert_eq!(reading.is_complete, is_clean, "nothing is left out unsaid");
        }
        Err(error) => {
            let whole = matches!(
                error.kind,
                ReadErrorKind::Empty | ReadErrorKind::OnlyZeros { .. } | ReadErrorKind::Utf16
            );
            assert!(whole || error.position.is_some(), "{error}");
        }
    }
}

#[test]
fn a_file_cut_off_at_any_byte_is_told_to_be_cut_off() {
    let whole = SAMPLE.trim_end().len();
    for length in 0..whole {
        let bytes = SAMPLE.as_bytes().get(..length).expect("within");
        let error = read(bytes).expect_err("cut off");
        let is_cut = matches!(error.kind, ReadErrorKind::CutOff { .. });
        assert!(is_cut || length == 0, "at {length}: {error}");
    }
    assert!(read(SAMPLE.trim_end().as_bytes()).is_ok());
}

#[test]
fn any_line_may_be_lost_doubled_or_swapped() {
    let lines: Vec<&str> = SAMPLE.lines().collect();
    for at in 0..lines.len() {
        let mut lost = lines.clone();
        let line = lost.remove(at);
        assert_calm(lost.join("\n").as_bytes());
        let mut doubled = lines.clone();
        doubled.insert(at, line);
        assert_calm(doubled.join("\n").as_bytes());
        let mut swapped = lines.clone();
        swapped.swap(at, (at * 7 + 13) % lines.len());
        assert_calm(swapped.join("\n").as_bytes());
    }
}

#[test]
fn a_change_of_one_field_is_a_change_of_one_line() {
    let scene = reading_of(SAMPLE).scene;
    let text = write(&scene).replace("weight: 0.85", "weight: 0.5");
    let other = write(&reading_of(&text).scene);
    let pairs = SAMPLE.lines().zip(other.lines());
    let different: Vec<_> = pairs.filter(|(one, two)| one != two).collect();
    assert_eq!(
        different,
        [("            weight: 0.85,", "            weight: 0.5,")]
    );
    assert_eq!(SAMPLE.lines().count(), other.lines().count());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_scene_is_written_and_read_back_equal(scene in support::scene()) {
        let text = write(&scene);
        let reading = read(text.as_bytes()).expect("a good file");
        prop_assert_eq!(&reading.problems, &[]);
        prop_assert_eq!(&reading.scene, &scene);
        prop_assert_eq!(write(&reading.scene), text);
    }

    #[test]
    fn any_bytes_are_read_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        assert_calm(&bytes);
    }

    #[test]
    fn any_text_in_the_shape_of_a_scene_is_read_without_panic(
        parts in proptest::collection::vec(
            proptest::sample::select(vec![
                "(", ")", "[", "]", "{", "}", ":", ",", "\"", "'", "r#\"", "\"#", "/*", "*/", "//",
                "\n", " ", "format: 1,", "ties: ", "claims: ", "id: \"a\",", "Some(", "None", "NaN",
                "1e999", "-", "\\", "title", "b\"", "é", "#![enable(implicit_some)]", "0x", "..",
            ]),
            0..40,
        )
    ) {
        assert_calm(parts.concat().as_bytes());
        assert_calm(format!("(format: 1, {}", parts.concat()).as_bytes());
        assert_calm(format!("(format: 1, ties: [({})])", parts.concat()).as_bytes());
    }

    #[test]
    fn flipped_bits_are_read_without_panic(
        flips in proptest::collection::vec((0..SAMPLE.len(), 0..8_u8), 1..4)
    ) {
        let mut bytes = SAMPLE.as_bytes().to_vec();
        for (at, bit) in flips {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << bit;
            }
        }
        assert_calm(&bytes);
    }

    #[test]
    fn damage_to_any_scene_is_read_without_panic(scene in support::scene(), at in 0.0..1.0, with in "\\PC{0,3}") {
        let mut text = write(&scene);
        let mut offset = (text.len() as f64 * at) as usize;
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        text.insert_str(offset, &with);
        assert_calm(text.as_bytes());
        text.truncate(offset);
        assert_calm(text.as_bytes());
    }
}
