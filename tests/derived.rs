//! Policies derived from one another while compiling: what is taken over, and what a change changes.

use std::collections::BTreeMap;

use talisman::{Policy, Scheme, talisman_policy};

const SITE: Policy = talisman_policy! {
    #![allow(reporting-no-endpoints, reason = "the server in front declares it")]
    #![allow(csp-no-base-uri, reason = "its lists are what is changed")]
    force_https: permanent,
    force_https_hosts: ["site.example"],
    content_security_policy: {
        default-src self;
        script-src self nonce unsafe-inline;
        img-src self data: "https://img.example";
        object-src none;
        upgrade-insecure-requests;
    },
    content_security_policy_report_only: { default-src none; report-to csp; },
    frame_options: DENY,
};

#[test]
fn a_derived_policy_without_changes_is_its_base() {
    const SAME: Policy = talisman_policy! { ..SITE };
    assert_eq!(fields(&SAME), fields(&SITE));
}

#[test]
fn each_directive_is_set_extended_reduced_or_dropped() {
    const PAGE: Policy = talisman_policy! {
        ..SITE,
        content_security_policy: {
            ..;
            default-src none;
            script-src += "https://cdn.example";
            img-src -= data:;
            object-src off;
            font-src self;
        },
    };
    assert_eq!(
        fields(&PAGE)["content-security-policy"],
        "default-src 'none'; script-src 'self' 'nonce-' 'unsafe-inline' https://cdn.example; img-src 'self' https://img.example; \
         upgrade-insecure-requests; font-src 'self'"
    );
    let mut rest = fields(&SITE);
    rest.insert(
        "content-security-policy",
        fields(&PAGE)["content-security-policy"],
    );
    assert_eq!(fields(&PAGE), rest);
}

#[test]
fn a_policy_without_dots_replaces_the_base_s() {
    const PAGE: Policy =
        talisman_policy! { ..SITE, content_security_policy: { default-src self; } };
    assert_eq!(
        fields(&PAGE)["content-security-policy"],
        "default-src 'self'"
    );
    assert!(!PAGE.has_nonce());
}

#[test]
fn a_field_is_set_or_turned_off() {
    const PAGE: Policy = talisman_policy! {
        ..SITE,
        frame_options: off,
        content_security_policy_report_only: off,
        referrer_policy: no-referrer,
        x_xss_protection: 0,
    };
    let mut expected = fields(&SITE);
    expected.remove("x-frame-options");
    expected.remove("content-security-policy-report-only");
    expected.insert("referrer-policy", "no-referrer");
    expected.insert("x-xss-protection", "0");
    assert_eq!(fields(&PAGE), expected);
}

#[test]
fn a_base_may_be_derived_itself() {
    const FIRST: Policy =
        talisman_policy! { ..SITE, content_security_policy: { ..; img-src += blob:; } };
    const SECOND: Policy = talisman_policy! { ..FIRST, content_security_policy: { ..; img-src -= self; style-src nonce; } };
    assert_eq!(
        fields(&SECOND)["content-security-policy"],
        "default-src 'self'; script-src 'self' 'nonce-' 'unsafe-inline'; img-src data: https://img.example blob:; \
         object-src 'none'; upgrade-insecure-requests; style-src 'nonce-'"
    );
}

#[test]
fn the_nonce_is_written_where_the_derived_policy_has_it() {
    const PAGE: Policy = talisman_policy! {
        ..SITE,
        content_security_policy: { ..; default-src "https://a-much-longer-host-than-before.example"; style-src nonce; },
    };
    let mut applier = PAGE.applier(Scheme::Https);
    let nonce = applier.nonce().expect("the policy has a nonce");
    let sent =
        fields(&PAGE)["content-security-policy"].replace("'nonce-'", &format!("'nonce-{nonce}'"));
    let mut response = http::Response::new(());
    applier.apply(&mut response);
    assert_eq!(response.headers()["content-security-policy"], sent.as_str());

    let mut response = http::Response::new(());
    PAGE.applier(Scheme::Https).apply(&mut response);
    assert_eq!(
        response.headers()["content-security-policy"],
        "default-src https://a-much-longer-host-than-before.example; script-src 'self'; img-src 'self' data: https://img.example; \
         object-src 'none'; upgrade-insecure-requests; style-src 'none'"
    );
}

#[test]
fn the_redirect_is_the_base_s_unless_it_is_written() {
    const SAME: Policy = talisman_policy! { ..SITE, frame_options: off };
    const NONE: Policy = talisman_policy! { ..SITE, force_https: off };
    let request = http::Request::builder()
        .uri("/")
        .header("host", "site.example")
        .body(())
        .expect("it is a request");
    let redirect = |policy: &Policy| {
        policy
            .redirect_to_https(Scheme::Http, &request, &[])
            .map(|found| found.status())
    };
    assert_eq!(redirect(&SAME), Some(http::StatusCode::MOVED_PERMANENTLY));
    assert_eq!(redirect(&NONE), None);
}

fn fields(policy: &Policy) -> BTreeMap<&str, &str> {
    policy.fields(Scheme::Https).collect()
}
