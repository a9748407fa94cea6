//! What const code answers of a policy, beside what is put together of it.

use super::search::{NONCE as NONCE_SOURCE, has, has_nonce, has_others};
use super::{Csp, fields, length};
use crate::field::Field;
use crate::nonce;
use crate::written::Written;
use crate::written::kind::{
    APPEND, DROP, ENFORCE, FIELD, HTTPS_FIELD, MOVE, NONCE, OFF, REMOVE, REPORT, SET,
    SET_IF_ABSENT, VOID, WORD,
};

const ENFORCED: &str = "content-security-policy";
const REPORT_ONLY: &str = "content-security-policy-report-only";

/// What generated code would write.
fn write(base: Option<&'static Written>, words: &[(u8, &str)]) -> &'static Written {
    let (mut text, mut index) = (String::new(), Vec::new());
    for (kind, word) in words {
        index.push(*kind);
        index.extend(&u32::try_from(word.len()).unwrap().to_be_bytes()[1..]);
        text.push_str(word);
        text.push(' ');
    }
    let (text, index) = (text.leak(), index.leak());
    Box::leak(Box::new(match base {
        None => Written::whole(text, index),
        Some(base) => Written::derived(base, text, index),
    }))
}

fn base() -> &'static Written {
    write(
        None,
        &[
            (FIELD, "x-frame-options: DENY"),
            (ENFORCE, ENFORCED),
            (SET, "script-src"),
            (WORD, "'self'"),
            (NONCE, NONCE_SOURCE),
            (VOID, "'unsafe-inline'"),
            (SET, "img-src"),
            (WORD, "'self'"),
            (WORD, "data:"),
            (SET, "sandbox"),
            (REPORT, REPORT_ONLY),
            (SET, "img-src"),
            (WORD, "'none'"),
            (HTTPS_FIELD, "strict-transport-security: max-age=1"),
        ],
    )
}

/// Changes of the base, each with the two CSPs that they come to.
fn changed() -> Vec<(&'static Written, &'static str, &'static str)> {
    let from = |words: &[(u8, &str)]| write(Some(base()), words);
    let whole = "script-src 'self' 'nonce-' 'unsafe-inline'; img-src 'self' data:; sandbox";
    let twice = write(
        Some(from(&[
            (ENFORCE, ENFORCED),
            (APPEND, "img-src"),
            (WORD, "blob:"),
        ])),
        &[
            (ENFORCE, ENFORCED),
            (REMOVE, "img-src"),
            (WORD, "'self'"),
            (SET, "style-src"),
            (NONCE, NONCE_SOURCE),
        ],
    );
    vec![
        (base(), whole, "img-src 'none'"),
        (from(&[]), whole, "img-src 'none'"),
        (
            from(&[
                (ENFORCE, ENFORCED),
                (APPEND, "img-src"),
                (WORD, "data:"),
                (WORD, "https://a.example"),
                (SET_IF_ABSENT, "sandbox"),
                (WORD, "allow-scripts"),
                (SET_IF_ABSENT, "base-uri"),
                (WORD, "'none'"),
                (DROP, "script-src"),
                (OFF, "x-frame-options"),
                (FIELD, "referrer-policy: no-referrer"),
            ]),
            "img-src 'self' data: https://a.example; sandbox; base-uri 'none'",
            "img-src 'none'",
        ),
        (
            from(&[
                (ENFORCE, ENFORCED),
                (REMOVE, "script-src"),
                (NONCE, NONCE_SOURCE),
                (APPEND, "script-src"),
                (WORD, "https://a.example"),
                (REPORT, REPORT_ONLY),
                (SET, "img-src"),
                (NONCE, NONCE_SOURCE),
            ]),
            "script-src 'self' 'unsafe-inline' https://a.example; img-src 'self' data:; sandbox",
            "img-src 'nonce-'",
        ),
        (
            from(&[
                (MOVE, REPORT_ONLY),
                (DROP, "sandbox"),
                (SET, "img-src"),
                (WORD, "blob:"),
            ]),
            "",
            "script-src 'self' 'nonce-' 'unsafe-inline'; img-src blob:",
        ),
        (
            from(&[
                (OFF, ENFORCED),
                (ENFORCE, ENFORCED),
                (SET, "img-src"),
                (WORD, "data:"),
                (OFF, REPORT_ONLY),
                (FIELD, "x-frame-options: SAMEORIGIN"),
            ]),
            "img-src data:",
            "",
        ),
        (
            from(&[
                (ENFORCE, ENFORCED),
                (DROP, "script-src"),
                (DROP, "img-src"),
                (DROP, "sandbox"),
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
        NONCE_SOURCE,
        "'unsafe-inline'",
        "data:",
        "blob:",
        "https://a.example",
        "allow-scripts",
    ];
    for (policy, enforced, report_only) in changed() {
        for (csp, text) in [(Csp::Enforced, enforced), (Csp::ReportOnly, report_only)] {
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
                        has_others(policy, csp, name, &[word]),
                        others,
                        "{name} without {word} in {text}"
                    );
                }
            }
        }
        let text = [enforced, report_only].concat();
        assert_eq!(has_nonce(policy), text.contains(NONCE_SOURCE), "{text}");
    }
}

#[test]
fn const_code_counts_what_is_sent() {
    for (policy, ..) in changed() {
        let fields = fields(policy);
        for field in &fields {
            let length = field.text.len() + field.slots.len() * nonce::LENGTH;
            assert_eq!(
                length::field(policy, field.name.as_str()),
                Some(length),
                "{field:?}"
            );
        }
        for name in [ENFORCED, REPORT_ONLY, "x-frame-options", "x-other", ""] {
            let is_sent = fields.iter().any(|field| field.name == name);
            assert_eq!(length::field(policy, name).is_some(), is_sent, "{name}");
        }
        let longest = fields.iter().map(Field::length).max().unwrap();
        assert!(length::fits(policy, longest) && !length::fits(policy, longest - 1));
    }
}

#[test]
fn a_url_that_looks_like_it_has_no_place_of_a_nonce() {
    let policy = write(
        None,
        &[
            (ENFORCE, ENFORCED),
            (SET, "report-uri"),
            (WORD, "/a'nonce-'b"),
        ],
    );
    let fields = fields(policy);
    assert!(!has_nonce(policy) && fields[0].slots.is_empty());
    assert_eq!(length::field(policy, ENFORCED), Some(fields[0].text.len()));
}

#[test]
fn what_is_derived_from_a_refused_policy_is_refused() {
    let derived = Written::derived(&Written::REFUSED, "", &[]);
    assert!(derived.is_refused() && has_nonce(&derived));
}

#[test]
fn a_byte_that_no_field_carries_leaves_the_field_out() {
    let policy = write(
        None,
        &[
            (FIELD, "x-split: a\r\nset-cookie: b"),
            (FIELD, "X-Upper: a"),
            (FIELD, "x-ok: a"),
        ],
    );
    let names: Vec<String> = fields(policy)
        .iter()
        .map(|field| field.name.to_string())
        .collect();
    assert_eq!(names, ["x-ok"]);
}
