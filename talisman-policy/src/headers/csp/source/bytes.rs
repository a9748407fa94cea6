//! The bytes of a word: which of them no policy can hold.

use super::ProblemAt;
use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::word::Word;
use crate::headers::csp::Problem;

/// Quotes, and what is taken for them.
pub(in crate::headers::csp) const QUOTES: [char; 9] = [
    '\'', '"', '`', '\u{b4}', '\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}', '\u{201a}',
];

/// Says which byte of a word no policy can hold; a word that has one is not read any further.
pub(in crate::headers::csp) fn check_bytes(word: &Word, out: &mut Diagnostics) -> bool {
    match stray_byte(word) {
        Some((range, problem)) => {
            out.report(Place::within(word, range), problem);
            false
        }
        None => true,
    }
}

/// The first byte that cannot stay.
pub(super) fn stray_byte(word: &Word) -> Option<ProblemAt> {
    let (at, c) = word
        .text
        .char_indices()
        .find(|&(_, c)| !('\u{21}'..='\u{7e}').contains(&c) || matches!(c, ';' | ','))?;
    let problem = match c {
        ';' => Problem::Semicolon {
            in_path: after_scheme(word.text.get(..at).unwrap_or_default()).contains('/'),
        },
        ',' => Problem::Comma,
        c if crate::text::is_ascii_whitespace(c) => Problem::Whitespace,
        c if c.is_ascii() => Problem::ControlCharacter { code: u32::from(c) },
        character => Problem::NonAscii {
            character,
            advice: advice(&word.text, at, character),
        },
    };
    Some((at..at + c.len_utf8(), problem))
}

fn after_scheme(text: &str) -> &str {
    text.split_once("://").map_or(text, |(_, rest)| rest)
}

fn advice(text: &str, at: usize, character: char) -> &'static str {
    let before = after_scheme(text.get(..at).unwrap_or_default());
    if QUOTES.contains(&character) {
        "write a plain single quote: '"
    } else if !character.is_alphanumeric() {
        "leave it out"
    } else if before.contains('/') {
        "percent-encode it: % and two hexadecimal digits for each byte of its UTF-8"
    } else {
        "write the host in its Punycode form, which begins with xn--"
    }
}
