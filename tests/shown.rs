//! What a message shows of a hostile or enormous text: nothing that steers a terminal, forges a line of a log or fills a disk.

use std::fmt::Write as _;

use talisman::{Csp, talisman_policy};
use talisman_policy::Excerpt;
use talisman_policy::headers::{Header, check_text};

/// What a terminal, a log or a reader takes for something else than the character that it is.
const HOSTILE: &[char] = &[
    '\u{1b}',
    '\u{9b}',
    '\u{89}',
    '\u{b}',
    '\u{c}',
    '\u{8}',
    '\0',
    '\u{7f}',
    '\r',
    '\u{85}',
    '\u{2028}',
    '\u{2029}',
    '\u{202e}',
    '\u{2066}',
    '\u{200f}',
    '\u{200b}',
    '\u{feff}',
    '\u{e0041}',
];

/// A text of each kind, and a place of it where a hostile character can stand.
const TEXTS: &[&str] = &[
    "@",
    "default-src@ 'self'",
    "@img-src 'self'",
    "default-src 'sel@f'",
    "default-src @",
    "script-src 'nonce-@' 'self'",
    "script-src 'sha256-@'; report-uri /@",
    "img-src https://a@b.example/@",
    "max-age=1@; x@",
    "geolocation=(self \"https://@.example\"), @=()",
    "a=\"https://a.example/@\"",
    "{\"group\": \"@\", \"@\": 1}",
    "same-origin; report-to=\"@\"",
    "DENY@",
    "no-referrer, @",
];

fn is_hostile(c: char) -> bool {
    (c.is_control() && c != '\n') || HOSTILE.contains(&c)
}

#[test]
fn no_message_holds_a_character_that_is_not_seen() {
    let mut said = 0;
    for header in Header::ALL {
        for text in TEXTS {
            for hostile in HOSTILE {
                let text = text.replace('@', &hostile.to_string());
                for finding in check_text(*header, &text).findings {
                    let explanation = &finding.explanation;
                    let excerpt = Excerpt::new(&text, finding.range.clone()).to_string();
                    for shown in [&explanation.summary, &explanation.remedy(), &excerpt] {
                        assert!(!shown.contains(is_hostile), "{header}: {text:?}: {shown:?}");
                    }
                    assert!(!explanation.summary.contains('\n'), "{header}: {text:?}");
                    said += 1;
                }
            }
        }
    }
    assert!(said > 5_000, "{said}");
}

#[test]
fn an_error_of_a_text_has_no_such_character_either() {
    for text in TEXTS {
        for hostile in HOSTILE {
            let text = text.replace('@', &hostile.to_string());
            let Err(error) = Csp::from_text(&text) else {
                continue;
            };
            assert!(!error.to_string().contains(is_hostile), "{text:?}");
            assert!(
                error
                    .findings()
                    .iter()
                    .all(|finding| !finding.summary().contains(is_hostile))
            );
        }
    }
}

#[test]
fn a_message_is_short_however_long_its_text_is() {
    let many = "script-src 'self'; ".to_owned() + &"img-src *;".repeat(10_000);
    let line = "image-src *\n".repeat(5_000);
    let word = "x".repeat(100_000);
    let words = format!("img-src {}", "'unknown' ".repeat(5_000));
    for text in [&many, &line, &word, &words] {
        let error = Csp::from_text(text).expect_err("these texts are not policies");
        let said = error.to_string();
        assert!(
            said.len() < 40_000,
            "{} bytes about {}",
            said.len(),
            text.len()
        );
        // A copy for each would be the square of the text.
        let mut texts = error.findings().iter().map(talisman::Finding::text);
        let first = texts.next().expect("something is wrong");
        assert!(texts.all(|other| std::ptr::eq(first, other)));
        let more = error.findings().len().saturating_sub(20);
        assert_eq!(said.ends_with(&format!("\n\nand {more} more")), more > 0);
    }
    let mut directives = String::new();
    for number in 0..3_000 {
        let _ = write!(directives, "unknown-{number}-src 'self'; ");
    }
    let constant = talisman_policy! {};
    let error = constant
        .with_content_security_policy(&directives)
        .expect_err("no directive of it is known");
    assert!(error.to_string().len() < 40_000);
    assert!(error.to_string().contains("`unknown-0-src`"));
}
