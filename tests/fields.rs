//! Fields of the user's own, fields that are taken off, and the lengths of fields.

use http::Response;
use http::header::{HeaderValue, SERVER};
use talisman::{Csp, Policy, Scheme, csp, talisman_policy};

const POLICY: Policy = talisman_policy! {
    content_security_policy: { default-src self; script-src nonce; base-uri none; },
    custom_fields: { x-robots-tag: "noindex, nofollow", "X-Build": " 7f3a " },
    remove_fields: [server, "X-Powered-By"],
};

const DERIVED: Policy = talisman_policy! {
    ..POLICY,
    max_field_length: 96,
    custom_fields: { x-build: off, cache-control: "no-store, max-age=0" },
    remove_fields: [via],
};

fn sent(policy: &Policy) -> Response<()> {
    let mut response = Response::new(());
    for (name, value) in [
        ("server", "hyper"),
        ("x-powered-by", "Rust"),
        ("via", "1.1 proxy"),
    ] {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    policy.applier(Scheme::Https).apply(&mut response);
    response
}

#[test]
fn fields_of_ones_own_are_sent_and_others_are_taken_off() {
    let response = sent(&POLICY);
    assert_eq!(response.headers()["x-robots-tag"], "noindex, nofollow");
    assert_eq!(response.headers()["x-build"], "7f3a");
    assert!(!response.headers().contains_key(SERVER));
    assert!(!response.headers().contains_key("x-powered-by"));
    assert!(response.headers().contains_key("via"));
}

#[test]
fn a_derived_policy_changes_the_fields_that_it_names() {
    let response = sent(&DERIVED);
    assert_eq!(response.headers()["x-robots-tag"], "noindex, nofollow");
    assert_eq!(response.headers()["cache-control"], "no-store, max-age=0");
    assert!(!response.headers().contains_key("x-build"));
    assert!(
        response.headers().contains_key(SERVER),
        "the list is the derived policy's own"
    );
    assert!(!response.headers().contains_key("via"));
}

#[test]
fn a_field_that_is_taken_off_goes_on_not_modified_too() {
    let mut response = Response::new(());
    *response.status_mut() = http::StatusCode::NOT_MODIFIED;
    response
        .headers_mut()
        .insert(SERVER, HeaderValue::from_static("hyper"));
    POLICY.applier(Scheme::Http).apply_overriding(&mut response);
    assert!(!response.headers().contains_key(SERVER));
}

/// The length is known while compiling, and is the length on the wire.
#[test]
fn the_length_of_a_field_is_that_on_the_wire() {
    const LENGTH: Option<usize> = POLICY.field_length("content-security-policy");
    const _: () = assert!(POLICY.field_length("feature-policy").is_none());
    let mut response = Response::new(());
    let mut applier = POLICY.applier(Scheme::Https);
    assert!(applier.nonce().is_some());
    applier.apply(&mut response);
    for (name, value) in response.headers() {
        if name != "cache-control" {
            assert_eq!(
                POLICY.field_length(name.as_str()),
                Some(value.len()),
                "{name}"
            );
        }
    }
    assert_eq!(
        LENGTH,
        Some(response.headers()["content-security-policy"].len())
    );
}

#[test]
fn the_length_of_a_policy_from_text_is_known_too() {
    const CSP: Csp = csp! { default-src self; };
    const _: () = assert!(matches!(
        CSP.field_length("content-security-policy"),
        Some(18)
    ));
    let text = "default-src 'self'; script-src 'self' 'nonce'; base-uri 'none'";
    let (policy, _) = POLICY.with_content_security_policy(text).unwrap();
    assert_eq!(
        policy.field_length("content-security-policy"),
        Some("default-src 'self'; script-src 'self' 'nonce-'; base-uri 'none'".len() + 22)
    );
    assert_eq!(
        policy.field_length("content-security-policy-report-only"),
        None
    );
    assert_eq!(
        policy.field_length("x-robots-tag"),
        POLICY.field_length("x-robots-tag")
    );
}

/// The language counts a nonce as long as the runtime draws it.
#[test]
fn a_nonce_is_as_long_as_the_language_says() {
    let nonce = POLICY.applier(Scheme::Https).nonce().unwrap();
    assert_eq!(nonce.to_string().len(), talisman_policy::NONCE_LENGTH);
}
