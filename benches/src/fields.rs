//! The fields that every variant sends, and those that a response has already: all that the figures depend on, in one
//! place.
//!
//! The directives are in alphabetical order and a nonce last in its source list, because http-security-headers writes
//! them so and the variants are to send the same bytes.

use http::{HeaderMap, HeaderName, HeaderValue};

/// How many fields the policies have.
pub const SIZES: [usize; 3] = [6, 10, 16];
/// How many nonce slots.
pub const SLOTS: [usize; 4] = [0, 1, 2, 3];
/// How many fields a response has of its own.
pub const OWN: [usize; 4] = [0, 2, 8, 20];

/// The value of `Content-Security-Policy` for a number of slots; a nonce is as `'nonce-'`.
pub const CONTENT_SECURITY_POLICY: [&str; 4] = [
    csp!("", "", ""),
    csp!(" 'nonce-'", "", ""),
    csp!(" 'nonce-'", " 'nonce-'", ""),
    csp!(" 'nonce-'", " 'nonce-'", " 'nonce-'"),
];

/// The other fields. A policy of six has the first five of them, and so on.
pub const REST: [(&str, &str); 15] = [
    (
        "strict-transport-security",
        "max-age=31536000; includeSubDomains",
    ),
    ("x-frame-options", "SAMEORIGIN"),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "strict-origin-when-cross-origin"),
    ("permissions-policy", "browsing-topics=()"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("cross-origin-resource-policy", "same-origin"),
    // The tenth and last that http-security-headers can send.
    (
        "content-security-policy-report-only",
        "default-src 'self'; report-uri /reports",
    ),
    ("origin-agent-cluster", "?1"),
    ("x-dns-prefetch-control", "off"),
    ("x-permitted-cross-domain-policies", "none"),
    ("reporting-endpoints", "default=\"/reports\""),
    ("x-download-options", "noopen"),
    ("x-xss-protection", "0"),
];

/// What a response has of its own. From eight on, two `Set-Cookie` and a field that the policy sends too.
const OWN_FIELDS: [(&str, &str); 20] = [
    ("content-type", "text/html; charset=utf-8"),
    ("content-length", "1234"),
    ("set-cookie", "session=31d4d96e407aad42; HttpOnly"),
    ("set-cookie", "theme=dark; Path=/"),
    ("vary", "accept-encoding"),
    ("etag", "\"33a64df551425fcc\""),
    ("x-frame-options", "DENY"),
    ("date", "Wed, 21 Oct 2026 07:28:00 GMT"),
    ("last-modified", "Tue, 20 Oct 2026 10:00:00 GMT"),
    ("content-language", "en"),
    ("age", "1"),
    ("link", "</style.css>; rel=preload"),
    ("server", "example"),
    ("x-request-id", "7b92603e77ed4896"),
    ("x-response-time", "12"),
    ("x-cache", "MISS"),
    ("x-served-by", "app-3"),
    ("accept-ranges", "bytes"),
    ("alt-svc", "h3=\":443\""),
    ("access-control-allow-origin", "*"),
];

/// The fields of a response's own, in the form that a handler's headers are made from.
#[must_use]
pub fn own(count: usize) -> Vec<(HeaderName, HeaderValue)> {
    OWN_FIELDS
        .iter()
        .take(count)
        .map(|&(name, value)| {
            (
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            )
        })
        .collect()
}

/// The fields besides the `Content-Security-Policy` in a policy of this size.
pub fn rest(size: usize) -> impl Iterator<Item = (&'static str, &'static str)> {
    REST.into_iter().take(size - 1)
}

/// Every line of a response as text in alphabetical order, each nonce taken out: what the variants must agree in.
///
/// # Panics
///
/// If a slot has no nonce of 128 bits, or a response two of them.
#[must_use]
pub fn lines(headers: &HeaderMap) -> Vec<String> {
    let mut nonces = Vec::new();
    let mut lines: Vec<String> = headers
        .iter()
        .map(|(name, value)| {
            let mut parts = value.to_str().expect("a field is ASCII").split("'nonce-");
            let mut line = format!("{name}: {}", parts.next().unwrap_or_default());
            for part in parts {
                let (nonce, rest) = part.split_once('\'').expect("a nonce ends");
                nonces.push(nonce.to_owned());
                line += "'nonce-'";
                line += rest;
            }
            line
        })
        .collect();
    nonces.dedup();
    assert!(
        nonces.len() <= 1 && nonces.iter().all(|nonce| nonce.len() >= 22),
        "{nonces:?}"
    );
    lines.sort_unstable();
    lines
}

macro_rules! csp {
    ($script:literal, $style:literal, $style_elem:literal) => {
        concat!(
            "base-uri 'none'; default-src 'self'; frame-ancestors 'none'; object-src 'none'; ",
            "script-src 'self' 'strict-dynamic'",
            $script,
            "; style-src 'self'",
            $style,
            "; style-src-elem 'self'",
            $style_elem
        )
    };
}
use csp;
