//! What const code answers of a policy, beside what is put together of it.

use talisman_core::encoded::{
    DirectiveField, Encoded, Kind, SentDirective, field_length, fits, has, has_nonce, sends,
};
use talisman_core::nonce;

use super::fields;
use crate::field::Field;
use Kind::{
    Append, Drop, Enforced, Field as OneField, Hsts, Move, Nonce, Off, Remove, ReportOnly, Set,
    SetIfSent, SetIfUnsent, Void, Word,
};

const ENFORCED: &str = "content-security-policy";
const REPORT_ONLY: &str = "content-security-policy-report-only";
const STS: &str = "strict-transport-security";

/// What generated code would hold.
fn write(base: Option<&'static Encoded>, words: &[(Kind, &str)]) -> &'static Encoded {
    let (mut text, mut index) = (String::new(), Vec::new());
    for (kind, word) in words {
        index.push(*kind as u8);
        index.extend(&u32::try_from(word.len()).unwrap().to_be_bytes()[1..]);
        text.push_str(word);
        text.push(' ');
    }
    let (text, index) = (text.leak(), index.leak());
    Box::leak(Box::new(match base {
        None => Encoded::whole(text, index),
        Some(base) => Encoded::derived(base, text, index),
    }))
}

fn base() -> &'static Encoded {
    write(
        None,
        &[
            (OneField, "x-frame-options: DENY"),
            (Enforced, ENFORCED),
            (Set, "script-src"),
            (Word, "'self'"),
            (Nonce, nonce::SOURCE),
            (Void, "'unsafe-inline'"),
            (Set, "img-src"),
            (Word, "'self'"),
            (Word, "data:"),
            (Set, "sandbox"),
            (ReportOnly, REPORT_ONLY),
            (Set, "img-src"),
            (Word, "'none'"),
            (Hsts, STS),
            (Set, "max-age"),
            (Word, "1"),
            (Set, "includeSubDomains"),
        ],
    )
}

/// Changes of the base, each with the two CSPs that they come to.
fn changed() -> Vec<(&'static Encoded, &'static str, &'static str)> {
    let from = |words: &[(Kind, &str)]| write(Some(base()), words);
    let whole = "script-src 'self' 'nonce-' 'unsafe-inline'; img-src 'self' data:; sandbox";
    let twice = write(
        Some(from(&[
            (Enforced, ENFORCED),
            (Append, "img-src"),
            (Word, "blob:"),
        ])),
        &[
            (Enforced, ENFORCED),
            (Remove, "img-src"),
            (Word, "'self'"),
            (Set, "style-src"),
            (Nonce, nonce::SOURCE),
        ],
    );
    vec![
        (base(), whole, "img-src 'none'"),
        (from(&[]), whole, "img-src 'none'"),
        (
            from(&[
                (Enforced, ENFORCED),
                (Append, "img-src"),
                (Word, "data:"),
                (Word, "https://a.example"),
                (SetIfUnsent, "sandbox"),
                (Word, "allow-scripts"),
                (SetIfSent, "base-uri"),
                (Word, "'none'"),
                (Drop, "script-src"),
                (Off, "x-frame-options"),
                (OneField, "referrer-policy: no-referrer"),
            ]),
            "img-src 'self' data: https://a.example; sandbox; base-uri 'none'",
            "img-src 'none'",
        ),
        (
            from(&[
                (Enforced, ENFORCED),
                (Remove, "script-src"),
                (Nonce, nonce::SOURCE),
                (Append, "script-src"),
                (Word, "https://a.example"),
                (ReportOnly, REPORT_ONLY),
                (Set, "img-src"),
                (Nonce, nonce::SOURCE),
            ]),
            "script-src 'self' 'unsafe-inline' https://a.example; img-src 'self' data:; sandbox",
            "img-src 'nonce-'",
        ),
        (
            from(&[
                (Move, REPORT_ONLY),
                (Drop, "sandbox"),
                (Set, "img-src"),
                (Word, "blob:"),
            ]),
            "",
            "script-src 'self' 'nonce-' 'unsafe-inline'; img-src blob:",
        ),
        (
            from(&[
                (Off, ENFORCED),
                (Enforced, ENFORCED),
                (Set, "img-src"),
                (Word, "data:"),
                (Off, REPORT_ONLY),
                (OneField, "x-frame-options: SAMEORIGIN"),
            ]),
            "img-src data:",
            "",
        ),
        (
            from(&[
                (Enforced, ENFORCED),
                (Drop, "script-src"),
                (Drop, "img-src"),
                (Drop, "sandbox"),
            ]),
            "",
            "img-src 'none'",
        ),
        (
            twice,
            "script-src 'self' 'nonce-' 'unsafe-inline'; img-src data: blob:; sandbox; style-src 'nonce-'",
            "img-src 'none'",
        ),
    ]
}

#[test]
fn changes_come_to_the_policies_that_they_say() {
    for (policy, enforced, report_only) in changed() {
        let fields = fields(policy);
        let text = |name| {
            let found = fields.iter().find(|field| field.name == name);
            found.map_or("", |field| &*field.text)
        };
        assert_eq!((text(ENFORCED), text(REPORT_ONLY)), (enforced, report_only));
    }
}

#[test]
fn const_code_answers_what_is_sent() {
    const DIRECTIVES: [&str; 5] = ["script-src", "img-src", "sandbox", "style-src", "base-uri"];
    const WORDS: [&str; 8] = [
        "'self'",
        "'none'",
        nonce::SOURCE,
        "'unsafe-inline'",
        "data:",
        "blob:",
        "https://a.example",
        "allow-scripts",
    ];
    for (policy, enforced, report_only) in changed() {
        for (csp, text) in [
            (DirectiveField::Enforced, enforced),
            (DirectiveField::ReportOnly, report_only),
        ] {
            for name in DIRECTIVES {
                let mut directives = text.split("; ").map(|directive| directive.split(' '));
                let words =
                    directives.find_map(|mut words| (words.next() == Some(name)).then_some(words));
                assert_eq!(
                    has(policy, csp, name, ""),
                    words.is_some(),
                    "{name} in {text}"
                );
                let words: Vec<&str> = words.into_iter().flatten().collect();
                for word in WORDS {
                    assert_eq!(
                        has(policy, csp, name, word),
                        words.contains(&word),
                        "{word} in {name} in {text}"
                    );
                    let others = words.iter().any(|other| *other != word);
                    assert_eq!(
                        SentDirective::of(policy, csp, name).has_others(&[word]),
                        others,
                        "{name} without {word} in {text}"
                    );
                }
            }
        }
        let text = [enforced, report_only].concat();
        assert_eq!(has_nonce(policy), text.contains(nonce::SOURCE), "{text}");
    }
}

#[test]
fn const_code_counts_what_is_sent() {
    for (policy, ..) in changed() {
        let fields = fields(policy);
        for field in &fields {
            let length = field.text.len() + field.slots.len() * nonce::LENGTH;
            assert_eq!(
                field_length(policy, field.name.as_str()),
                Some(length),
                "{field:?}"
            );
        }
        for name in [ENFORCED, REPORT_ONLY, "x-frame-options", "x-other", ""] {
            let is_sent = fields.iter().any(|field| field.name == name);
            assert_eq!(field_length(policy, name).is_some(), is_sent, "{name}");
        }
        let longest = fields.iter().map(Field::length).max().unwrap();
        assert!(fits(policy, longest) && !fits(policy, longest - 1));
    }
}

#[test]
fn a_url_that_looks_like_it_has_no_place_of_a_nonce() {
    let policy = write(
        None,
        &[
            (Enforced, ENFORCED),
            (Set, "report-uri"),
            (Word, "/a'nonce-'b"),
        ],
    );
    let fields = fields(policy);
    assert!(!has_nonce(policy) && fields[0].slots.is_empty());
    assert_eq!(field_length(policy, ENFORCED), Some(fields[0].text.len()));
}

#[test]
fn what_is_derived_from_a_refused_policy_is_refused() {
    let derived = Encoded::derived(&Encoded::REFUSED, "", &[]);
    assert!(derived.is_refused() && has_nonce(&derived));
}

#[test]
fn a_byte_that_no_field_carries_leaves_the_field_out() {
    let policy = write(
        None,
        &[
            (OneField, "x-split: a\r\nset-cookie: b"),
            (OneField, "X-Upper: a"),
            (OneField, "x-ok: a"),
        ],
    );
    let names: Vec<String> = fields(policy)
        .iter()
        .map(|field| field.name.to_string())
        .collect();
    assert_eq!(names, ["x-ok"]);
}

#[test]
fn strict_transport_security_is_changed_directive_by_directive() {
    let off = write(Some(base()), &[(Off, STS)]);
    let change = [
        (Hsts, STS),
        (SetIfUnsent, "max-age"),
        (Word, "2"),
        (SetIfUnsent, "includeSubDomains"),
        (Drop, "preload"),
        (SetIfSent, "preload"),
    ];
    for (policy, sent) in [
        (base(), Some("max-age=1; includeSubDomains")),
        (off, None),
        (
            write(Some(base()), &change),
            Some("max-age=1; includeSubDomains; preload"),
        ),
        (
            write(Some(off), &change),
            Some("max-age=2; includeSubDomains"),
        ),
        (
            write(
                Some(base()),
                &[
                    (Hsts, STS),
                    (Set, "max-age"),
                    (Word, "31"),
                    (Drop, "includeSubDomains"),
                ],
            ),
            Some("max-age=31"),
        ),
    ] {
        let fields = fields(policy);
        let field = fields.iter().find(|field| field.name == STS);
        assert_eq!(field.map(|field| &*field.text), sent);
        assert!(field.is_none_or(|field| field.https_only));
        assert_eq!(field_length(policy, STS), sent.map(str::len));
        assert_eq!(sends(policy, DirectiveField::Hsts), sent.is_some());
        let has_preload = sent.is_some_and(|sent| sent.contains("preload"));
        assert_eq!(
            has(policy, DirectiveField::Hsts, "preload", ""),
            has_preload
        );
    }
}
