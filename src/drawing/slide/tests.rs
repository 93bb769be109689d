use super::column::superscript;

#[test]
fn footnotes_have_raised_numbers() {
    assert_eq!(superscript(1), "¹");
    assert_eq!(superscript(120), "¹²⁰");
}
