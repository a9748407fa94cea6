use std::sync::Arc;

use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY};
use http::{HeaderMap, HeaderValue, Response, StatusCode};

use super::{Extension, KEPT};
use crate::changes::Changes;
use crate::fixture::{LARGE, NONCE, PLAIN, TWO_NONCES};
use crate::merge::Conflict;
use crate::policy::Policy;
use crate::scheme::Scheme;

const NONCE_TEXT: &str = "dGhlIHNhbWUgYnl0ZXMgMQ";

fn extension(text: &str) -> Extension {
    Extension::from_text(text).unwrap().0
}

/// What a response goes out with.
fn sent(
    mut applier: crate::Applier,
    (status, is_filled, conflict): (StatusCode, bool, Conflict),
    own: &HeaderMap,
) -> Vec<(String, String)> {
    if is_filled {
        applier.adopt_nonce(NONCE_TEXT).unwrap();
    }
    let mut headers = own.clone();
    match conflict {
        Conflict::Keep => applier.apply_to(status, &mut headers),
        Conflict::Override => applier.apply_overriding_to(status, &mut headers),
    }
    let mut lines: Vec<_> = headers
        .iter()
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
        .collect();
    lines.sort();
    lines
}

/// Whatever the response, an extension is what a policy that was changed at start-up sends.
#[test]
fn a_response_is_that_of_a_policy_with_the_source() {
    let added = extension("object-src https://a.example");
    let changed = |policy: &Policy| {
        let change = Changes::new().set_directive("object-src", "https://a.example");
        policy.with_changes(&change).unwrap().0
    };
    let csp = HeaderValue::from_static("default-src *");
    let mut owns = vec![HeaderMap::new()];
    for count in [0, 1, 12] {
        let mut own = HeaderMap::new();
        for index in 0..count {
            let name = http::HeaderName::try_from(format!("x-own-{index}")).unwrap();
            own.insert(name, HeaderValue::from_static("1"));
        }
        own.insert(CONTENT_SECURITY_POLICY, csp.clone());
        own.insert(
            CACHE_CONTROL,
            HeaderValue::from_static("public, max-age=60"),
        );
        owns.push(own.clone());
        own.remove(CONTENT_SECURITY_POLICY);
        owns.push(own);
    }
    for policy in [&*NONCE, &*LARGE, &*TWO_NONCES] {
        let expected = changed(policy);
        for status in [
            StatusCode::OK,
            StatusCode::NOT_MODIFIED,
            StatusCode::NOT_FOUND,
        ] {
            for is_filled in [false, true] {
                for conflict in [Conflict::Keep, Conflict::Override] {
                    for own in &owns {
                        let case = (status, is_filled, conflict);
                        let found =
                            sent(policy.extended_by(&added).applier(Scheme::Https), case, own);
                        let expected = sent(expected.applier(Scheme::Https), case, own);
                        assert_eq!(found, expected, "{case:?} {own:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_policy_gets_a_nonce_for_one_page() {
    let added = extension("script-src 'nonce' https://a.example");
    let mut applier = PLAIN.extended_by(&added).applier(Scheme::Http);
    let nonce = applier.nonce().unwrap();
    let mut response = Response::new(());
    applier.apply(&mut response);
    assert_eq!(
        response.headers()[CONTENT_SECURITY_POLICY],
        format!("default-src 'self'; script-src 'self' 'nonce-{nonce}' https://a.example")
    );
    assert_eq!(response.headers()[CACHE_CONTROL], "private");

    let mut response = Response::new(());
    PLAIN
        .extended_by(&added)
        .applier(Scheme::Http)
        .apply(&mut response);
    assert_eq!(
        response.headers()[CONTENT_SECURITY_POLICY],
        "default-src 'self'; script-src 'self' https://a.example"
    );
    assert!(!response.headers().contains_key(CACHE_CONTROL));

    // The page that the browser has was written for another nonce.
    let mut unmodified = Response::new(());
    *unmodified.status_mut() = StatusCode::NOT_MODIFIED;
    PLAIN
        .extended_by(&added)
        .applier(Scheme::Http)
        .apply(&mut unmodified);
    assert!(!unmodified.headers().contains_key(CONTENT_SECURITY_POLICY));

    // A policy without a nonce is the same for every response, and updates the stored one.
    let added = extension("script-src https://a.example");
    let mut unmodified = Response::new(());
    *unmodified.status_mut() = StatusCode::NOT_MODIFIED;
    PLAIN
        .extended_by(&added)
        .applier(Scheme::Http)
        .apply(&mut unmodified);
    assert_eq!(
        unmodified.headers()[CONTENT_SECURITY_POLICY],
        "default-src 'self'; script-src 'self' https://a.example"
    );
}

#[test]
fn what_was_added_before_stays() {
    let (a, b) = (
        extension("script-src https://a.example"),
        extension("script-src https://b.example; script-src-elem https://c.example"),
    );
    let mut response = Response::new(());
    PLAIN
        .applier(Scheme::Http)
        .extended_by(&a)
        .extended_by(&b)
        .apply(&mut response);
    assert_eq!(
        response.headers()[CONTENT_SECURITY_POLICY],
        "default-src 'self'; script-src 'self' https://a.example https://b.example; \
         script-src-elem 'self' https://a.example https://b.example https://c.example"
    );
}

/// One extension may meet any number of policies, of which those made at run time come and go.
#[test]
fn each_policy_gets_its_own_text() {
    let added = extension("img-src https://a.example");
    for round in 0..3 {
        for index in 0..2 * KEPT {
            let (policy, _) = crate::Csp::from_text(&format!(
                "default-src 'self'; img-src https://h{index}.example"
            ))
            .unwrap();
            let mut response = Response::new(());
            policy.applier().extended_by(&added).apply(&mut response);
            assert_eq!(
                response.headers()[CONTENT_SECURITY_POLICY],
                format!("default-src 'self'; img-src https://h{index}.example https://a.example"),
                "{round}"
            );
        }
    }
    assert_eq!(Arc::strong_count(&added.0), 1);
}
