//! The value that a constant holds is the one that a response gets.

use http::{HeaderValue, Response};
use talisman::{Csp, Policy, Scheme, csp, header_value, presets, talisman_policy};

const SITE: Policy = talisman_policy! {
    content_security_policy: { default-src self; script-src self "https://cdn.example.com"; img-src * data:; frame-ancestors none; },
    strict_transport_security: { max_age: 63072000, include_subdomains: true },
    permissions_policy: { camera: (), geolocation: (self "https://maps.example.com") },
    custom_fields: { x-robots-tag: "noindex, nofollow" },
};
const EMBED: Policy = talisman_policy! {
    ..SITE,
    content_security_policy: { ..; frame-ancestors "https://a.example"; img-src -= data:; script-src += "https://b.example"; connect-src self; },
    strict_transport_security: { max_age: 31536000 },
    x_content_type_options: off,
};
const AGAIN: Policy = talisman_policy! {
    ..EMBED,
    content_security_policy: { ..; default-src off; img-src += data:; script-src none; },
};

macro_rules! each {
    ($policy:expr, $($name:literal),+ $(,)?) => {
        $({
            static VALUE: HeaderValue = header_value!($policy, $name);
            let mut response = Response::new(());
            $policy.applier(Scheme::Https).apply(&mut response);
            assert_eq!(response.headers().get($name), Some(&VALUE), $name);
        })+
    };
}

#[test]
fn a_constant_holds_what_a_response_gets() {
    each!(
        SITE,
        "content-security-policy",
        "strict-transport-security",
        "permissions-policy",
        "x-robots-tag",
        "x-frame-options",
        "x-content-type-options",
        "referrer-policy"
    );
    each!(
        EMBED,
        "content-security-policy",
        "strict-transport-security",
        "x-robots-tag",
        "x-frame-options"
    );
    each!(
        AGAIN,
        "content-security-policy",
        "strict-transport-security",
        "permissions-policy"
    );
    each!(
        presets::OWASP,
        "content-security-policy",
        "permissions-policy",
        "cross-origin-opener-policy"
    );
    each!(
        presets::FLASK_TALISMAN,
        "content-security-policy",
        "strict-transport-security"
    );
    assert_eq!(
        AGAIN.sources("img-src").map(Iterator::collect),
        Some(vec!["*", "data:"])
    );
}

#[test]
fn a_slot_that_is_taken_away_leaves_a_constant() {
    const RENDERED: Policy = talisman_policy! {
        content_security_policy: { default-src self; script-src nonce "https://a.example"; base-uri none; form-action self {login: origin}; },
    };
    const STATIC: Policy = talisman_policy! {
        ..RENDERED,
        content_security_policy: { ..; script-src -= nonce; form-action self; },
    };
    each!(STATIC, "content-security-policy");
}

#[test]
fn a_csp_has_constant_values_as_well() {
    const CSP: Csp = csp! { default-src self; img-src self; upgrade-insecure-requests; };
    const VALUE: HeaderValue = header_value!(CSP, "content-security-policy");
    assert_eq!(
        VALUE,
        "default-src 'self'; img-src 'self'; upgrade-insecure-requests"
    );
    assert_eq!(
        CSP.sources("upgrade-insecure-requests")
            .map(Iterator::count),
        Some(0)
    );
    assert!(CSP.sources("script-src").is_none());
}
