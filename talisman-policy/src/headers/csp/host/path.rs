//! path-part, the end of a host-source.

use std::ops::Range;

use super::{Problem, ProblemAt};
use crate::ground::word::Spelling;

/// path-part = path-absolute without ";" and ",", RFC 3986 section 3.3
pub(super) fn part(text: &str, start: usize, spelling: Spelling) -> Result<String, ProblemAt> {
    let path = text.get(start..).unwrap_or_default();
    if let Some(at) = path.find(['?', '#']) {
        let what = if path.as_bytes().get(at) == Some(&b'?') {
            "query"
        } else {
            "fragment"
        };
        let write = spelling.word(text.get(..start + at).unwrap_or_default());
        return Err((
            start + at..text.len(),
            Problem::QueryOrFragment { what, write },
        ));
    }
    let invalid =
        |range: Range<usize>, what, write| Err((range, Problem::InvalidPath { what, write }));
    if path.starts_with("//") {
        return invalid(
            start..start + 2,
            "a path cannot begin with //",
            "write one slash",
        );
    }
    let mut bytes = path.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        if byte == b'%' {
            let mut hex = || {
                bytes
                    .next()
                    .is_some_and(|(_, digit)| digit.is_ascii_hexdigit())
            };
            if !(hex() && hex()) {
                let range = start + at..(start + at + 3).min(text.len());
                return invalid(
                    range,
                    "`%` is not followed by two hexadecimal digits",
                    "write %25 for a percent sign",
                );
            }
        } else if !is_pchar(byte) && byte != b'/' {
            return invalid(
                start + at..start + at + 1,
                "the path has a character that a URL cannot have",
                "percent-encode it: % and two hexadecimal digits",
            );
        }
    }
    Ok(path.to_owned())
}

/// pchar = unreserved / pct-encoded / sub-delims / ":" / "@", without ";" and ","
fn is_pchar(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'-' | b'.'
                | b'_'
                | b'~'
                | b'!'
                | b'$'
                | b'&'
                | b'\''
                | b'('
                | b')'
                | b'*'
                | b'+'
                | b'='
                | b':'
                | b'@'
        )
}
