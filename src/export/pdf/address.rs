//! Which addresses a page may lead to.

/// The longest address, in bytes.
const MAX_BYTES: usize = 2_000;

/// The address as it may stand in a PDF: of http or https, with a host in plain
/// letters and without a name of a user before it, which could pass for the
/// host. Characters beyond ASCII behind the host are percent-encoded. `None`
/// for anything else.
pub(super) fn of_the_web(url: &str) -> Option<String> {
    let url = url.trim();
    if url.len() > MAX_BYTES || url.contains(is_odd) {
        return None;
    }
    let (scheme, rest) = url.split_once("://")?;
    let is_web = ["http", "https"]
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known));
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_host =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':' | '[' | ']');
    if !is_web || host.is_empty() || !host.chars().all(is_host) {
        return None;
    }
    let mut written = String::with_capacity(url.len());
    for c in url.chars() {
        if c.is_ascii() {
            written.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                written.push('%');
                for digit in [byte >> 4, byte & 15] {
                    let digit = char::from_digit(u32::from(digit), 16).unwrap_or('0');
                    written.push(digit.to_ascii_uppercase());
                }
            }
        }
    }
    Some(written)
}

/// Whether a character ends an address, begins something else, or is not seen.
fn is_odd(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '<' | '>' | '"' | '`' | '\\' | '{' | '}' | '^' | '|')
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{ffff}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_lead_anywhere() {
        assert_eq!(
            of_the_web(" HTTPS://example.org:8080/a?b=(c)#d ").as_deref(),
            Some("HTTPS://example.org:8080/a?b=(c)#d")
        );
        assert_eq!(
            of_the_web("https://example.org/ə").as_deref(),
            Some("https://example.org/%C9%99")
        );
        for url in [
            "",
            "javascript:alert(1)",
            "javascript://example.org/%0aalert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "http:",
            "https://",
            "https:///path",
            "https://user@example.org/",
            "https://exаmple.org/",
            "https://a b/",
            "https://a/\u{202e}b",
            "https://a/\n/URI",
            "//example.org",
            "https://a/b>>",
        ] {
            assert_eq!(of_the_web(url), None, "{url}");
        }
        let long = format!("https://example.org/{}", "a".repeat(MAX_BYTES));
        assert_eq!(of_the_web(&long), None);
    }
}
