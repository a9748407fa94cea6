//! Policies written out as generated code writes them, and small readers for tests.

use std::sync::LazyLock;

use http::HeaderMap;
use talisman_core::encoded::{Directive, DirectiveField, Encoded, Encoder, Kind};

use crate::compiled::Ready;
use crate::field::Parts;
use crate::policy::{Policy, Repr};

/// Makes a policy as generated code does: a constant, of one field.
macro_rules! policy {
    ($parts:expr) => {
        const {
            const PARTS: $crate::private::Parts = $parts;
            $crate::Policy {
                repr: $crate::private::Repr::Const {
                    encoded: $crate::private::Encoded::whole(
                        "x-frame-options: DENY\n",
                        b"f\0\0\x15",
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

/// The words of fields, of which those with directives are split at `; ` and spaces.
fn encoded(fields: &[FieldText]) -> Encoded {
    let mut encoder = Encoder::default();
    for field in fields {
        let Some(directives) = DirectiveField::of(field.name) else {
            encoder.field(field.name, field.text);
            continue;
        };
        encoder.begin(directives);
        for directive in field.text.split("; ") {
            let mut words = directive.split(directives.assigns_with());
            let name = words.next().unwrap();
            let words = words.map(|word| (kind(word), word)).collect();
            encoder.directive(Kind::Set, &Directive { name, words });
        }
    }
    Encoded::whole(
        encoder.text().to_owned().leak(),
        encoder.index().to_owned().leak(),
    )
}

fn kind(word: &str) -> Kind {
    match word {
        "'nonce-'" => Kind::Nonce,
        "'unsafe-inline'" => Kind::Void,
        "'strict-dynamic'" => Kind::Dynamic,
        _ => Kind::Word,
    }
}

/// What is sent of a field, said again for what is expected.
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
    without_nonce: "script-src 'none'; style-src 'none'; object-src 'none'",
    ..field(
        "content-security-policy",
        "script-src 'nonce-' 'strict-dynamic'; style-src 'nonce-'; object-src 'none'",
    )
};

/// Three fields, no nonce.
pub(crate) static PLAIN: LazyLock<Policy> = LazyLock::new(|| Policy {
    repr: Repr::Const {
        encoded: encoded(PLAIN_FIELDS),
        parts: Parts::NONE,
        ready: || {
            static READY: Ready = Ready::new();
            &READY
        },
    },
});

pub(crate) const PLAIN_FIELDS: &[FieldText] = &[
    field("content-security-policy", "default-src 'self'"),
    HSTS,
    field("permissions-policy", "geolocation=()"),
];

/// Three fields, one with two nonce slots.
pub(crate) static NONCE: LazyLock<Policy> = LazyLock::new(|| Policy {
    repr: Repr::Const {
        encoded: encoded(NONCE_FIELDS),
        parts: Parts::NONE,
        ready: || {
            static READY: Ready = Ready::new();
            &READY
        },
    },
});

pub(crate) const NONCE_FIELDS: &[FieldText] = &[NONCE_CSP, HSTS, field("x-frame-options", "DENY")];

/// Fourteen fields, of which one takes a nonce and is not the first; one is `Cache-Control`.
pub(crate) static LARGE: LazyLock<Policy> = LazyLock::new(|| Policy {
    repr: Repr::Const {
        encoded: encoded(LARGE_FIELDS),
        parts: Parts::NONE,
        ready: || {
            static READY: Ready = Ready::new();
            &READY
        },
    },
});

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
pub(crate) static TWO_NONCES: LazyLock<Policy> = LazyLock::new(|| Policy {
    repr: Repr::Const {
        encoded: encoded(TWO_NONCES_FIELDS),
        parts: Parts::NONE,
        ready: || {
            static READY: Ready = Ready::new();
            &READY
        },
    },
});

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
