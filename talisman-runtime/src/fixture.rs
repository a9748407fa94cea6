//! A policy written out as generated code writes it, and small readers for tests.

use http::HeaderMap;

use crate::policy::Policy;
use crate::private::{FieldText, Parts};

/// Makes a policy as generated code does: absolute paths, no prelude, no name but its own.
macro_rules! policy {
    ($parts:expr, [$($place:literal),* $(,)?]) => {
        const {
            const PARTS: $crate::private::Parts = $parts;
            fn compiled() -> &'static $crate::private::Compiled {
                static FIELDS: [$crate::private::Field; const { PARTS.fields.len() }] =
                    [$($crate::private::Field::new(&PARTS.fields[$place])),*];
                static COMPILED: ::std::sync::LazyLock<$crate::private::Compiled> =
                    ::std::sync::LazyLock::new(|| $crate::private::Compiled::new(&FIELDS));
                &COMPILED
            }
            $crate::Policy {
                repr: $crate::private::Repr::Const { parts: &PARTS, compiled },
            }
        }
    };
}
pub(crate) use policy;

pub(crate) const fn field(name: &'static str, text: &'static str) -> FieldText {
    FieldText {
        name,
        text,
        slots: &[],
        without_nonce: text,
        https_only: false,
    }
}

pub(crate) const HSTS: FieldText = FieldText {
    https_only: true,
    ..field("strict-transport-security", "max-age=31556926")
};

pub(crate) const NONCE_CSP: FieldText = FieldText {
    name: "content-security-policy",
    text: "script-src 'nonce-' 'strict-dynamic'; style-src 'nonce-'; object-src 'none'",
    slots: &[18, 55],
    without_nonce: "script-src 'strict-dynamic'; style-src 'none'; object-src 'none'",
    https_only: false,
};

/// Three fields, no nonce.
pub(crate) const PLAIN: Policy = policy!(
    Parts {
        fields: &[
            field("content-security-policy", "default-src 'self'"),
            HSTS,
            field("permissions-policy", "geolocation=()"),
        ],
        ..Parts::EMPTY
    },
    [0, 1, 2]
);

/// Three fields, one with two nonce slots.
pub(crate) const NONCE: Policy = policy!(
    Parts {
        fields: &[NONCE_CSP, HSTS, field("x-frame-options", "DENY")],
        ..Parts::EMPTY
    },
    [0, 1, 2]
);

/// A field that takes a nonce as well, beside the enforced policy.
pub(crate) const NONCE_REPORT_ONLY: FieldText = FieldText {
    name: "content-security-policy-report-only",
    text: "script-src 'nonce-'",
    slots: &[18],
    without_nonce: "script-src 'none'",
    https_only: false,
};

/// Fourteen fields, of which one takes a nonce and is not the first; one is `Cache-Control`.
pub(crate) const LARGE: Policy = policy!(
    Parts {
        fields: &[
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
        ],
        ..Parts::EMPTY
    },
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]
);

/// Twelve fields, of which two take a nonce.
pub(crate) const TWO_NONCES: Policy = policy!(
    Parts {
        fields: &[
            field("x-frame-options", "DENY"),
            HSTS,
            NONCE_CSP,
            NONCE_REPORT_ONLY,
            field("x-1", "1"),
            field("x-2", "2"),
            field("x-3", "3"),
            field("x-4", "4"),
            field("x-5", "5"),
            field("x-6", "6"),
            field("x-7", "7"),
            field("x-8", "8"),
        ],
        ..Parts::EMPTY
    },
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
);

/// The lines of a name.
pub(crate) fn lines<'a>(headers: &'a HeaderMap, name: &str) -> Vec<&'a str> {
    headers
        .get_all(name)
        .iter()
        .map(|line| line.to_str().unwrap())
        .collect()
}
