//! Every option of hyperflask, as it is written here, and the fields of its preset with it.

use std::collections::BTreeSet;

use talisman::{Policy, Scheme, presets, talisman_policy};

use crate::exchange::{exchange, with};

/// What hyperflask does by default.
const DEFAULT: &str = "
    x-xss-protection: 1; mode=block
    x-content-type-options: nosniff
    content-security-policy: default-src 'self'; script-src 'self' 'unsafe-eval' 'unsafe-inline'; style-src 'self' 'unsafe-eval' 'unsafe-inline'; manifest-src 'self'; connect-src http: ws:; img-src * data: blob:; media-src * data: blob:; frame-src * data: blob:; object-src * data: blob:
    referrer-policy: strict-origin-when-cross-origin
    redirect: none
    cookie: HttpOnly
    cookie: SameSite=Lax";

/// A policy derived from hyperflask's.
macro_rules! derived {
    ($($option:tt)*) => {{
        #[allow(deprecated, reason = "hyperflask has options for what protects little")]
        const POLICY: Policy = talisman_policy! { ..presets::HYPERFLASK, $($option)* };
        POLICY
    }};
}

/// Code, policy, and how its exchange differs from the default's.
fn rows() -> Vec<(&'static str, Policy, &'static str)> {
    vec![
        ("HF-B1", presets::HYPERFLASK, ""),
        (
            "HF-O1 server_secured: true",
            presets::HYPERFLASK_SECURED,
            "+ content-security-policy: default-src 'self'; script-src 'self' 'unsafe-eval' 'unsafe-inline'; style-src 'self' 'unsafe-eval' 'unsafe-inline'; manifest-src 'self'; connect-src https: wss:; img-src * data: blob:; media-src * data: blob:; frame-src * data: blob:; object-src * data: blob:
             + strict-transport-security: max-age=31556926; includeSubDomains
             + cookie: Secure",
        ),
        ("HF-O2 csp_header: false", derived! { content_security_policy: off }, "- content-security-policy"),
        (
            "HF-O2 csp_header: {default-src: \"'self'\"}",
            derived! { content_security_policy: { default-src self; } },
            "+ content-security-policy: default-src 'self'",
        ),
        (
            "HF-O3 csp_safe_src: [\"'self'\", '*.gstatic.com', 'fonts.googleapis.com']",
            derived! {
                source_lists: { safe-src: (self "*.gstatic.com" "fonts.googleapis.com") },
                content_security_policy: { default-src safe-src; font-src safe-src data:; },
            },
            "+ content-security-policy: default-src 'self' *.gstatic.com fonts.googleapis.com; font-src 'self' *.gstatic.com fonts.googleapis.com data:",
        ),
        (
            "HF-O4 csp_unsafe_eval: true",
            derived! {
                content_security_policy: { default-src self; script-src self; },
                content_security_policy_unsafe_eval: true,
            },
            "+ content-security-policy: default-src 'self'; script-src 'self' 'unsafe-eval'",
        ),
        (
            "HF-O5 csp_unsafe_inline: true",
            derived! {
                content_security_policy: { default-src self data:; },
                content_security_policy_unsafe_inline: true,
            },
            "+ content-security-policy: default-src 'self' data:; script-src 'self' data: 'unsafe-inline'; style-src 'self' data: 'unsafe-inline'",
        ),
        (
            "HF-B3 a custom policy with both",
            derived! {
                content_security_policy: { default-src self; },
                content_security_policy_unsafe_eval: true,
                content_security_policy_unsafe_inline: true,
                content_security_policy_frame_ancestors: false,
            },
            "+ content-security-policy: default-src 'self'; script-src 'self' 'unsafe-eval' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'",
        ),
        (
            "HF-O5 csp_unsafe_inline: false, and a page that uses the nonce",
            derived! {
                content_security_policy: { default-src self; },
                content_security_policy_unsafe_inline: false,
            },
            "+ content-security-policy: default-src 'self'",
        ),
        (
            "HF-O6 csp_frame_ancestors: false",
            derived! {
                content_security_policy: { default-src self; },
                content_security_policy_frame_ancestors: false,
            },
            "+ content-security-policy: default-src 'self'; frame-ancestors 'none'",
        ),
        ("HF-O7 csp_frame_ancestors: ['https://partner.example']", FRAMED, "+ content-security-policy: default-src 'self'; frame-ancestors https://partner.example"),
        (
            "HF-O7 csp_frame_ancestors_safe_endpoints: [widget]",
            talisman_policy! { ..FRAMED, content_security_policy_frame_ancestors: true },
            "+ content-security-policy: default-src 'self'",
        ),
        (
            "HF-O7 csp_frame_ancestors_safe_endpoints: [[widget, ['https://more.example']]]",
            talisman_policy! { ..FRAMED, content_security_policy: { ..; frame-ancestors += "https://more.example"; } },
            "+ content-security-policy: default-src 'self'; frame-ancestors https://partner.example https://more.example",
        ),
        ("HF-O8 referrer_policy: no-referrer", derived! { referrer_policy: no-referrer }, "+ referrer-policy: no-referrer"),
        ("HF-O8 referrer_policy: false", derived! { referrer_policy: off }, "- referrer-policy"),
        (
            "HF-O9 hsts_header: max-age=60",
            derived! { strict_transport_security: "max-age=60" },
            "+ strict-transport-security: max-age=60",
        ),
        ("HF-O10 session_cookie_httponly: false", derived! { session_cookie_http_only: false }, "- cookie: HttpOnly"),
        (
            "HF-O10 session_cookie_samesite: Strict",
            derived! { session_cookie_samesite: Strict },
            "- cookie: SameSite=Lax
             + cookie: SameSite=Strict",
        ),
    ]
}

const FRAMED: Policy = talisman_policy! {
    ..presets::HYPERFLASK,
    content_security_policy: { default-src self; },
    content_security_policy_frame_ancestors: ["https://partner.example"],
};

pub(crate) fn codes() -> BTreeSet<&'static str> {
    rows()
        .iter()
        .map(|(name, ..)| name.split(' ').next().unwrap_or(name))
        .collect()
}

#[test]
fn every_option_of_hyperflask_does_what_its_row_says() {
    for (name, policy, changes) in rows() {
        assert_eq!(exchange(&policy), with(DEFAULT, changes), "{name}");
    }
}

#[test]
fn its_https_switch_does_switch_on_hsts() {
    let hsts = |policy: &Policy, scheme| {
        policy
            .fields(scheme)
            .any(|(name, _)| name == "strict-transport-security")
    };
    assert!(hsts(&presets::HYPERFLASK_SECURED, Scheme::Https));
    assert!(!hsts(&presets::HYPERFLASK_SECURED, Scheme::Http));
    assert!(!hsts(&presets::HYPERFLASK, Scheme::Https));
}

#[test]
fn a_string_of_ancestors_is_one_source_and_never_no_restriction() {
    const POLICY: Policy = talisman_policy! { content_security_policy_frame_ancestors: "'self'" };
    let csp =
        "content-security-policy: default-src 'self'; object-src 'none'; frame-ancestors 'self'";
    assert!(exchange(&POLICY).contains(csp));
}

#[test]
fn a_string_in_a_source_list_is_one_source() {
    const POLICY: Policy = talisman_policy! {
        source_lists: { safe-src: "'self'" },
        content_security_policy: { default-src safe-src; },
    };
    assert!(exchange(&POLICY).contains("content-security-policy: default-src 'self'"));
}

#[test]
fn an_exception_is_what_it_is_in_any_order() {
    const EXCEPTION: Policy =
        talisman_policy! { ..FRAMED, content_security_policy_frame_ancestors: true };
    let before = (exchange(&FRAMED), exchange(&EXCEPTION));
    for _ in 0..3 {
        assert_eq!((exchange(&FRAMED), exchange(&EXCEPTION)), before);
        assert_eq!(
            (exchange(&EXCEPTION), exchange(&FRAMED)),
            (before.1.clone(), before.0.clone())
        );
    }
    assert_ne!(before.0, before.1);
}

#[test]
fn sources_stand_in_the_order_in_which_they_were_written() {
    const POLICY: Policy = talisman_policy! {
        source_lists: { safe-src: ("z.example" "a.example" "m.example") },
        content_security_policy: { default-src safe-src self; img-src "y.example" safe-src "b.example"; },
    };
    let csp = "content-security-policy: default-src z.example a.example m.example 'self'; \
               img-src y.example z.example a.example m.example b.example";
    assert!(exchange(&POLICY).contains(csp), "{:?}", exchange(&POLICY));
}
