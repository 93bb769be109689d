//! The rules as the README lists them.

use std::fs;
use std::path::Path;

use entente::evidence::RULES;

#[test]
fn the_readme_lists_every_rule_as_it_is() {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(readme).expect("it is there");
    let listed: Vec<&str> = readme
        .lines()
        .skip_while(|line| *line != "| rule | usually | finds |")
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .collect();
    let rules: Vec<String> = RULES
        .iter()
        .map(|rule| {
            let severity = rule.severity.word();
            format!("| `{}` | {severity} | {} |", rule.name, rule.finds)
        })
        .collect();
    assert_eq!(listed, rules);
}
