//! What caches may do with a page that has a nonce: `Cache-Control`, and the fields that some caches obey before it.

use http::header::CACHE_CONTROL;
use http::{HeaderMap, HeaderName, HeaderValue};

use crate::merge::put;

/// The fields that caches of their vendor, or of one kind, obey in the place of `Cache-Control`: targeted cache control (RFC
/// 9213), the Edge Architecture's `Surrogate-Control`, Akamai's, nginx's, and that of `LiteSpeed`.
const TARGETED: [&str; 8] = [
    "cdn-cache-control",
    "cloudflare-cdn-cache-control",
    "edge-control",
    "netlify-cdn-cache-control",
    "surrogate-control",
    "vercel-cdn-cache-control",
    "x-accel-expires",
    "x-litespeed-cache-control",
];

/// Sees to it that no shared cache stores the response.
pub(crate) fn keep_from_shared_caches(headers: &mut HeaderMap) {
    remove_targeted(headers);
    make_private(headers);
}

/// Takes off what a cache would obey before `Cache-Control`.
pub(crate) fn remove_targeted(headers: &mut HeaderMap) {
    let is_targeted = |name: &&HeaderName| TARGETED.contains(&name.as_str());
    while let Some(name) = headers.keys().find(is_targeted).cloned() {
        headers.remove(name);
    }
}

/// Makes `Cache-Control` one line that keeps shared caches away (RFC 9111, section 5.2.2).
///
/// A line that does so already stays as it is. Otherwise `private` comes first, where no unclosed quote of the handler's can
/// hide it, and all that the handler said follows, without what contradicts it: caches differ in whether `public` or
/// `private` counts where both stand.
pub(crate) fn make_private(headers: &mut HeaderMap) {
    let mut lines = headers.get_all(CACHE_CONTROL).iter();
    let (first, second) = (lines.next(), lines.next());
    let Some(first) = first else {
        return put(headers, &CACHE_CONTROL, HeaderValue::from_static("private"));
    };
    if second.is_none() && is_private(first) {
        return;
    }
    let mut one = Vec::from(*b"private");
    for line in headers.get_all(CACHE_CONTROL) {
        for directive in directives(line.as_bytes()) {
            if !directive.is_empty() && Sharing::of(directive) == Sharing::Silent {
                one.extend_from_slice(b", ");
                one.extend_from_slice(directive);
            }
        }
    }
    // Every byte was in a value before.
    let one = HeaderValue::from_bytes(&one).unwrap_or(HeaderValue::from_static("private"));
    put(headers, &CACHE_CONTROL, one);
}

/// What a directive says about shared caches.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sharing {
    /// That they may store nothing: `private`.
    Private,
    /// That no cache may: `no-store`, which is kept beside `private`.
    Silent,
    /// That they may: `public`, `s-maxage`; or `private="field"`, which keeps back the named fields only.
    Shared,
}

impl Sharing {
    fn of(directive: &[u8]) -> Self {
        let mut parts = directive.splitn(2, |&byte| byte == b'=');
        let name = parts.next().unwrap_or_default().trim_ascii();
        let has_argument = parts.next().is_some();
        let is = |wanted: &str| name.eq_ignore_ascii_case(wanted.as_bytes());
        match has_argument {
            false if is("private") => Self::Private,
            true if is("private") => Self::Shared,
            _ if is("public") || is("s-maxage") => Self::Shared,
            _ => Self::Silent,
        }
    }
}

/// Whether a line has `private` or `no-store`, and nothing that contradicts it.
fn is_private(line: &HeaderValue) -> bool {
    let mut is_private = false;
    for directive in directives(line.as_bytes()) {
        match Sharing::of(directive) {
            Sharing::Shared => return false,
            Sharing::Private => is_private = true,
            Sharing::Silent => is_private |= directive.eq_ignore_ascii_case(b"no-store"),
        }
    }
    is_private
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
    fn a_line_that_keeps_shared_caches_away_stays_as_it_is() {
        for stored in [
            "private",
            "no-store",
            "max-age=60, PRIVATE",
            "No-Store,max-age=0",
            "ext=\"a, b\", private",
            "ext=\"\\\", b\" , no-store",
            "max-age=60,, private ,",
        ] {
            let mut headers = cache_control(&[stored]);
            make_private(&mut headers);
            assert_eq!(lines(&headers, "cache-control"), [stored]);
        }
    }

    #[test]
    fn every_other_response_gets_one_line_with_private() {
        for (stored, one) in [
            (&[][..], "private"),
            (&[""], "private"),
            (&["public, max-age=60"], "private, max-age=60"),
            (
                &["Public", "MAX-AGE=60, immutable"],
                "private, MAX-AGE=60, immutable",
            ),
            (&["public", "private"], "private"),
            (&["public, private"], "private"),
            (&["private", "max-age=60"], "private, max-age=60"),
            (&["no-store, public"], "private, no-store"),
            (&["no-store", "no-store"], "private, no-store, no-store"),
            (&["private, s-maxage=600"], "private"),
            (&["s-maxage=\"600\", max-age=1"], "private, max-age=1"),
            (&["no-cache"], "private, no-cache"),
            (
                &["max-age=0", "must-revalidate"],
                "private, max-age=0, must-revalidate",
            ),
            (&["private=\"set-cookie, x\""], "private"),
            (&["private=set-cookie"], "private"),
            (&["public=1, PUBLIC =2"], "private"),
            (&["ext=\"a, private\""], "private, ext=\"a, private\""),
            (&["ext=\"a, private"], "private, ext=\"a, private"),
            (
                &["ext=\"\\\", private, \""],
                "private, ext=\"\\\", private, \"",
            ),
            (&["xprivate, no-stored"], "private, xprivate, no-stored"),
            (&["no-store=1"], "private, no-store=1"),
            (&["not private"], "private, not private"),
        ] {
            let mut headers = cache_control(stored);
            make_private(&mut headers);
            assert_eq!(lines(&headers, "cache-control"), [one], "{stored:?}");
            let before = headers.clone();
            make_private(&mut headers);
            assert_eq!(headers, before);
        }
    }

    #[test]
    fn a_line_that_is_no_text_keeps_its_bytes() {
        let mut headers = HeaderMap::new();
        headers.insert(CACHE_CONTROL, HeaderValue::from_bytes(b"ext=\xff").unwrap());
        make_private(&mut headers);
        assert_eq!(headers[CACHE_CONTROL].as_bytes(), b"private, ext=\xff");
    }

    #[test]
    fn what_a_cache_obeys_first_is_taken_off() {
        let mut headers = cache_control(&["max-age=60"]);
        for name in TARGETED {
            let name = HeaderName::try_from(name).unwrap();
            headers.append(&name, HeaderValue::from_static("max-age=600"));
            headers.append(&name, HeaderValue::from_static("public"));
        }
        headers.insert("x-cdn-cache-control", HeaderValue::from_static("stays"));
        keep_from_shared_caches(&mut headers);
        assert_eq!(headers.len(), 2);
        assert_eq!(lines(&headers, "cache-control"), ["private, max-age=60"]);
    }

    fn cache_control(lines: &[&'static str]) -> HeaderMap {
        lines
            .iter()
            .map(|line| (CACHE_CONTROL, HeaderValue::from_static(line)))
            .collect()
    }
}
