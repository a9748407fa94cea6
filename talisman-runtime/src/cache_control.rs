//! `Cache-Control`, as far as a page with a nonce needs it: whether a shared cache may store it, and saying that it
//! may not (RFC 9111, section 5.2.2).

use http::header::CACHE_CONTROL;
use http::{HeaderMap, HeaderValue};

/// Appends `private` unless the response already keeps shared caches away.
pub(crate) fn make_private(headers: &mut HeaderMap) {
    if !is_private(headers) {
        headers.append(CACHE_CONTROL, HeaderValue::from_static("private"));
    }
}

/// Whether a line has `private` or `no-store`.
fn is_private(headers: &HeaderMap) -> bool {
    headers
        .get_all(CACHE_CONTROL)
        .iter()
        .flat_map(|line| directives(line.as_bytes()))
        // `private="field"` keeps back the named fields only, so an argument disqualifies.
        .any(|directive| {
            directive.eq_ignore_ascii_case(b"private")
                || directive.eq_ignore_ascii_case(b"no-store")
        })
}

/// The directives of a line with their arguments. A comma inside a quoted string does not end one.
fn directives(line: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut quoted = false;
    let mut escaped = false;
    line.split(move |&byte| {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = quoted,
            b'"' => quoted = !quoted,
            _ => {}
        }
        byte == b',' && !quoted
    })
    .map(<[u8]>::trim_ascii)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::lines;

    #[test]
    fn a_response_that_shared_caches_leave_alone_stays_as_it_is() {
        for stored in [
            &["private"][..],
            &["no-store"],
            &["max-age=60, PRIVATE"],
            &["No-Store,max-age=0"],
            &["public", "private"],
            &["ext=\"a, b\", private"],
            &["ext=\"\\\", b\" , no-store"],
        ] {
            let mut headers = cache_control(stored);
            make_private(&mut headers);
            assert_eq!(lines(&headers, "cache-control"), stored);
        }
    }

    #[test]
    fn every_other_response_gets_private() {
        for stored in [
            &[][..],
            &[""],
            &["public, max-age=60"],
            &["no-cache"],
            &["max-age=0", "must-revalidate"],
            &["private=\"set-cookie\""],
            &["private=set-cookie"],
            &["ext=\"a, private\""],
            &["ext=\"a, private"],
            &["ext=\"\\\", private, \""],
            &["xprivate, no-stored"],
            &["not private"],
        ] {
            let mut headers = cache_control(stored);
            make_private(&mut headers);
            assert_eq!(
                lines(&headers, "cache-control"),
                [stored, &["private"]].concat()
            );
        }
    }

    fn cache_control(lines: &[&'static str]) -> HeaderMap {
        lines
            .iter()
            .map(|line| (CACHE_CONTROL, HeaderValue::from_static(line)))
            .collect()
    }
}
