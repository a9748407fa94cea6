//! The fields and the nonce of a response.

use hyper::Response;
use talisman::{NoncePolicy, Policy, Scheme, presets, talisman_policy};

use crate::exchange::{answer, value};

const PAGE: Policy = talisman_policy! {
    #![allow(csp-no-base-uri, reason = "no browser shows these pages")]
    content_security_policy: { default-src self; script-src self nonce; },
};

fn page(policy: &Policy) -> (String, Response<()>) {
    let mut applier = policy.applier(Scheme::Https);
    let nonce = applier.nonce().expect("the policy has a nonce").to_string();
    let mut response = Response::new(());
    applier.apply(&mut response);
    (nonce, response)
}

#[test]
fn every_kind_of_answer_has_the_fields() {
    for status in [200, 204, 302, 404, 405, 413, 500, 503] {
        let mut response = Response::builder()
            .status(status)
            .body(())
            .expect("a response");
        presets::FLASK_TALISMAN
            .applier(Scheme::Https)
            .apply(&mut response);
        assert_eq!(response.headers().len(), 6, "{status}");
    }
}

#[test]
fn hsts_is_sent_over_https_alone() {
    let sent = |scheme| {
        let response = answer(&presets::FLASK_TALISMAN, scheme, ("x-own", "1"));
        response.headers().contains_key("strict-transport-security")
    };
    assert!(sent(Scheme::Https) && !sent(Scheme::Http));
}

#[test]
fn a_field_of_the_handler_stays_unless_the_policy_is_to_win() {
    let own = [
        ("x-frame-options", "DENY"),
        ("content-security-policy", "sandbox"),
        ("referrer-policy", "origin"),
    ];
    for (name, line) in own {
        let kept = answer(&presets::FLASK_TALISMAN, Scheme::Https, (name, line));
        assert_eq!(value(kept.headers(), name), line);
        let mut overridden = Response::builder()
            .header(name, line)
            .body(())
            .expect("a response");
        presets::FLASK_TALISMAN
            .applier(Scheme::Https)
            .apply_overriding(&mut overridden);
        assert_ne!(value(overridden.headers(), name), line);
    }
}

#[test]
fn a_nonce_has_128_bits_or_more_and_nothing_to_escape() {
    let (one, other) = (page(&PAGE).0, page(&PAGE).0);
    assert_ne!(one, other);
    for nonce in [one, other] {
        // Six bits a character.
        assert!(nonce.len() * 6 >= 128, "{nonce}");
        assert!(
            nonce
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)),
            "{nonce}"
        );
    }
}

#[test]
fn a_response_has_one_nonce_in_page_and_field() {
    let mut applier = PAGE.applier(Scheme::Https);
    let (first, second) = (
        applier.nonce().expect("a nonce"),
        applier.nonce().expect("a nonce"),
    );
    let page = format!("<script nonce=\"{first}\">start()</script>");
    let mut response = Response::new(page);
    applier.apply(&mut response);
    let csp = value(response.headers(), "content-security-policy");
    assert_eq!(first.to_string(), second.to_string());
    assert_eq!(
        csp,
        format!("default-src 'self'; script-src 'self' 'nonce-{first}'")
    );
    assert!(response.body().contains(&first.to_string()));
}

#[test]
fn the_head_of_a_stream_has_the_nonce_of_its_body() {
    let mut applier = PAGE.applier(Scheme::Https);
    let nonce = applier.nonce().expect("a nonce");
    let mut head = Response::new(());
    applier.apply(&mut head);
    // The head is sent by now, and the body is written with the same nonce, which is `Copy`.
    let body = std::thread::spawn(move || format!("<script nonce=\"{nonce}\">"));
    let body = body.join().expect("a body");
    let csp = value(head.headers(), "content-security-policy");
    assert!(
        body.contains(
            csp.split("'nonce-")
                .nth(1)
                .expect("a nonce")
                .trim_end_matches('\'')
        )
    );
}

#[test]
fn where_no_field_has_a_nonce_no_page_gets_one() {
    let mut applier = presets::FLASK_TALISMAN.applier(Scheme::Https);
    assert!(applier.nonce().is_none());
    assert!(NoncePolicy::try_from(presets::FLASK_TALISMAN).is_err());
    assert!(NoncePolicy::try_from(PAGE).is_ok());
}

#[test]
fn what_asks_for_no_nonce_has_none() {
    // JSON, a redirect, a fragment that is put into a page with a nonce of its own.
    for status in [200, 302] {
        let mut response = Response::builder()
            .status(status)
            .body("{}")
            .expect("a response");
        PAGE.applier(Scheme::Https).apply(&mut response);
        assert_eq!(
            value(response.headers(), "content-security-policy"),
            "default-src 'self'; script-src 'self'"
        );
        assert!(!response.headers().contains_key("cache-control"));
    }
}

#[test]
fn a_page_that_was_stored_keeps_its_nonce() {
    let (_, page) = page(&PAGE);
    assert_eq!(value(page.headers(), "cache-control"), "private");
    let mut applier = PAGE.applier(Scheme::Https);
    applier.nonce().expect("a nonce");
    let mut not_modified = Response::builder()
        .status(304)
        .body(())
        .expect("a response");
    applier.apply(&mut not_modified);
    assert!(
        !not_modified
            .headers()
            .contains_key("content-security-policy")
    );
    assert_eq!(
        value(not_modified.headers(), "x-frame-options"),
        "SAMEORIGIN"
    );
}

#[test]
fn a_policy_does_not_grow() {
    let length = value(page(&PAGE).1.headers(), "content-security-policy").len();
    for _ in 0..200 {
        let (_, response) = page(&PAGE);
        let csp = value(response.headers(), "content-security-policy");
        assert_eq!((csp.len(), csp.matches("'nonce-").count()), (length, 1));
    }
}

#[test]
fn requests_do_not_see_each_others_policies() {
    let threads: Vec<_> = [PAGE, presets::FLASK_TALISMAN, presets::STRICT]
        .map(|policy| {
            std::thread::spawn(move || {
                let fields = |policy: &Policy| {
                    let response = answer(policy, Scheme::Https, ("x-own", "1"));
                    format!("{:?}", response.headers())
                };
                let first = fields(&policy);
                assert!((0..500).all(|_| fields(&policy) == first));
            })
        })
        .into();
    for thread in threads {
        thread.join().expect("every response had the same fields");
    }
}
