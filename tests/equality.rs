//! Two policies are equal if every response and every redirect of one is that of the other.

use talisman::{Csp, Policy, csp, talisman_policy};

const SITE: Policy = talisman_policy! {
    content_security_policy: { default-src self; script-src self nonce; object-src none; base-uri none; },
    session_cookie_names: ["session", "user"],
    remove_fields: [server, x-powered-by],
};

/// Policies that differ from [`SITE`] in one thing that a browser or a visitor sees.
const OTHERS: &[(&str, Policy)] = &[
    (
        "a source",
        talisman_policy! { ..SITE, content_security_policy: { ..; script-src += unsafe-eval; } },
    ),
    (
        "no nonce",
        talisman_policy! { ..SITE, content_security_policy: { ..; script-src self; } },
    ),
    (
        "what only reports",
        talisman_policy! {
            ..SITE,
            content_security_policy_report_only: { default-src none; report-uri "/reports"; },
        },
    ),
    ("a field", talisman_policy! { ..SITE, frame_options: DENY }),
    (
        "a field less",
        talisman_policy! { ..SITE, x_content_type_options: off },
    ),
    ("a redirect", talisman_policy! { ..SITE, force_https: 308 }),
    ("no redirect", talisman_policy! { ..SITE, force_https: off }),
    (
        "a host",
        talisman_policy! { ..SITE, force_https_hosts: ["www.example.com"] },
    ),
    (
        "a path over http",
        talisman_policy! { ..SITE, force_https_exempt: ["/health"] },
    ),
    (
        "a cookie",
        talisman_policy! { ..SITE, session_cookie_names: ["session"] },
    ),
    (
        "an attribute",
        talisman_policy! { ..SITE, session_cookie_samesite: Strict },
    ),
    (
        "what is removed",
        talisman_policy! { ..SITE, remove_fields: [via] },
    ),
];

#[test]
fn one_thing_that_is_seen_makes_a_difference() {
    for (what, other) in OTHERS {
        assert_ne!(*other, SITE, "{what}");
        assert_eq!(*other, other.clone(), "{what}");
    }
    for (index, (what, one)) in OTHERS.iter().enumerate() {
        for (other_s, other) in &OTHERS[..index] {
            assert_ne!(one, other, "{what}, {other_s}");
        }
    }
}

#[test]
fn how_a_policy_is_written_makes_none() {
    let text = talisman_policy! {
        remove_fields: [x-powered-by, server],
        session_cookie_names: ["user", "session"],
        content_security_policy: "default-src 'self'; script-src 'self' 'nonce'; object-src 'none'; base-uri 'none'",
        max_field_length: 2000,
    };
    assert_eq!(text, SITE);
    let derived = talisman_policy! {
        ..SITE,
        frame_options: SAMEORIGIN,
        content_security_policy: { ..; script-src self nonce; },
    };
    assert_eq!(derived, SITE);
}

#[test]
fn a_csp_is_compared_by_its_directives_in_their_order() {
    const WORDS: Csp = csp! { default-src self; img-src *; };
    const TEXT: Csp = csp!("default-src 'self'; img-src *;");
    const TURNED: Csp = csp! { img-src *; default-src self; };
    assert_eq!(WORDS, TEXT);
    assert_ne!(WORDS, TURNED);
    // A slot is not a word that is spelled like one.
    assert_ne!(
        csp! { script-src nonce; object-src none; base-uri none; },
        csp! {
            script-src unchecked("'nonce-'"); object-src none; base-uri none;
        }
    );
}
