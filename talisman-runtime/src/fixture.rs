//! Policies written out as generated code writes them, and small readers for tests.

use http::HeaderMap;

use crate::policy::Policy;
use crate::private::Parts;
use crate::written::kind;

/// Makes a policy as generated code does: absolute paths, no prelude, no name but its own.
///
/// Its text is one that [`index`] can read.
macro_rules! policy {
    ($parts:expr, $text:expr) => {
        const {
            const PARTS: $crate::private::Parts = $parts;
            $crate::Policy {
                repr: $crate::private::Repr::Const {
                    written: $crate::private::Written::whole(
                        $text,
                        $crate::fixture::index_of!($text),
                    ),
                    parts: &PARTS,
                    ready: || {
                        static READY: $crate::private::Ready = $crate::private::Ready::new();
                        &READY
                    },
                },
            }
        }
    };
}
pub(crate) use policy;

/// The index of a text.
macro_rules! index_of {
    ($text:expr) => {{
        const INDEX: ([u8; 4 * $text.len()], usize) = $crate::fixture::index($text);
        INDEX.0.split_at(INDEX.1).0
    }};
}
pub(crate) use index_of;

/// The index of a text that has a field on each line, a CSP's name with a colon behind it, its directives with a semicolon
/// between them and its words with a space.
pub(crate) const fn index<const N: usize>(text: &str) -> ([u8; N], usize) {
    let bytes = text.as_bytes();
    let (mut index, mut length) = ([0; N], 0);
    let (mut begin, mut in_csp, mut at) = (0, false, 0);
    while at <= bytes.len() {
        let byte = if at < bytes.len() { bytes[at] } else { b'\n' };
        let splits = in_csp || byte == b':' && bytes[begin] == b'c' && bytes[begin + 1] == b'o';
        if byte == b'\n'
            || (splits && matches!(byte, b':' | b';' | b' ') && !(in_csp && byte == b':'))
        {
            let kind = match (in_csp, at - begin) {
                (false, 23) if splits => kind::ENFORCE,
                (false, 35) if splits => kind::REPORT,
                (false, _) if bytes[begin + 1] == b't' => kind::HTTPS_FIELD,
                (false, _) => kind::FIELD,
                (true, _) if matches!(bytes[begin - 1], b':' | b';') => kind::SET,
                (true, 8) if bytes[begin + 1] == b'n' => kind::NONCE,
                (true, 15) if bytes[begin + 1] == b'u' => kind::VOID,
                (true, _) => kind::WORD,
            };
            index[length] = kind;
            [.., index[length + 1], index[length + 2], index[length + 3]] =
                (at - begin).to_be_bytes();
            length += 4;
            begin = at + 1;
            in_csp = splits && byte != b'\n';
        }
        at += 1;
    }
    (index, length)
}

/// What is sent of a field, said once more for what is expected.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct FieldText {
    pub(crate) name: &'static str,
    /// Where a nonce goes it has `'nonce-'`.
    pub(crate) text: &'static str,
    pub(crate) without_nonce: &'static str,
    pub(crate) https_only: bool,
}

pub(crate) const fn field(name: &'static str, text: &'static str) -> FieldText {
    FieldText {
        name,
        text,
        without_nonce: text,
        https_only: false,
    }
}

pub(crate) const HSTS: FieldText = FieldText {
    https_only: true,
    ..field("strict-transport-security", "max-age=31556926")
};

pub(crate) const NONCE_CSP: FieldText = FieldText {
    without_nonce: "script-src 'strict-dynamic'; style-src 'none'; object-src 'none'",
    ..field(
        "content-security-policy",
        "script-src 'nonce-' 'strict-dynamic'; style-src 'nonce-'; object-src 'none'",
    )
};

/// Three fields, no nonce.
pub(crate) const PLAIN: Policy = policy!(
    Parts::EMPTY,
    "content-security-policy:default-src 'self'\n\
     strict-transport-security: max-age=31556926\n\
     permissions-policy: geolocation=()"
);

pub(crate) const PLAIN_FIELDS: &[FieldText] = &[
    field("content-security-policy", "default-src 'self'"),
    HSTS,
    field("permissions-policy", "geolocation=()"),
];

/// Three fields, one with two nonce slots.
pub(crate) const NONCE: Policy = policy!(
    Parts::EMPTY,
    "content-security-policy:script-src 'nonce-' 'strict-dynamic';style-src 'nonce-';object-src 'none'\n\
     strict-transport-security: max-age=31556926\n\
     x-frame-options: DENY"
);

pub(crate) const NONCE_FIELDS: &[FieldText] = &[NONCE_CSP, HSTS, field("x-frame-options", "DENY")];

/// Fourteen fields, of which one takes a nonce and is not the first; one is `Cache-Control`.
pub(crate) const LARGE: Policy = policy!(
    Parts::EMPTY,
    "x-frame-options: DENY\n\
     cache-control: max-age=0\n\
     strict-transport-security: max-age=31556926\n\
     content-security-policy:script-src 'nonce-' 'strict-dynamic';style-src 'nonce-';object-src 'none'\n\
     x-1: 1\nx-2: 2\nx-3: 3\nx-4: 4\nx-5: 5\nx-6: 6\nx-7: 7\nx-8: 8\nx-9: 9\nx-10: 10"
);

pub(crate) const LARGE_FIELDS: &[FieldText] = &[
    field("x-frame-options", "DENY"),
    field("cache-control", "max-age=0"),
    HSTS,
    NONCE_CSP,
    field("x-1", "1"),
    field("x-2", "2"),
    field("x-3", "3"),
    field("x-4", "4"),
    field("x-5", "5"),
    field("x-6", "6"),
    field("x-7", "7"),
    field("x-8", "8"),
    field("x-9", "9"),
    field("x-10", "10"),
];

/// Twelve fields, of which two take a nonce.
pub(crate) const TWO_NONCES: Policy = policy!(
    Parts::EMPTY,
    "x-frame-options: DENY\n\
     strict-transport-security: max-age=31556926\n\
     content-security-policy:script-src 'nonce-' 'strict-dynamic';style-src 'nonce-';object-src 'none'\n\
     content-security-policy-report-only:script-src 'nonce-' 'unsafe-inline'\n\
     x-1: 1\nx-2: 2\nx-3: 3\nx-4: 4\nx-5: 5\nx-6: 6\nx-7: 7\nx-8: 8"
);

pub(crate) const TWO_NONCES_FIELDS: &[FieldText] = &[
    field("x-frame-options", "DENY"),
    HSTS,
    NONCE_CSP,
    FieldText {
        without_nonce: "script-src 'none'",
        ..field(
            "content-security-policy-report-only",
            "script-src 'nonce-' 'unsafe-inline'",
        )
    },
    field("x-1", "1"),
    field("x-2", "2"),
    field("x-3", "3"),
    field("x-4", "4"),
    field("x-5", "5"),
    field("x-6", "6"),
    field("x-7", "7"),
    field("x-8", "8"),
];

/// The lines of a name.
pub(crate) fn lines<'a>(headers: &'a HeaderMap, name: &str) -> Vec<&'a str> {
    headers
        .get_all(name)
        .iter()
        .map(|line| line.to_str().unwrap())
        .collect()
}
