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
    const SAME: Policy = talisman_policy! { ..SITE, frame_options: DENY };
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

const HSTS: &str = "strict-transport-security";

#[test]
fn what_a_change_of_hsts_does_not_say_is_the_base_s() {
    const BASE: Policy = talisman_policy! {
        strict_transport_security: { max_age: 63072000, include_subdomains: false },
    };
    const BLOCK: Policy =
        talisman_policy! { ..BASE, strict_transport_security: { max_age: 31536000 } };
    const FLAT: Policy = talisman_policy! { ..BASE, strict_transport_security_max_age: 31536000 };
    const ON: Policy = talisman_policy! { ..BASE, strict_transport_security: true };
    const LIST: Policy = talisman_policy! {
        ..BLOCK,
        strict_transport_security_preload: true,
        strict_transport_security_include_subdomains: true,
    };
    const ALONE: Policy = talisman_policy! { ..LIST, strict_transport_security: { include_subdomains: false, preload: false } };
    const TEXT: Policy = talisman_policy! { ..LIST, strict_transport_security: "max-age=31536001" };
    for (policy, sent) in [
        (BLOCK, "max-age=31536000"),
        (FLAT, "max-age=31536000"),
        (ON, "max-age=63072000"),
        (LIST, "max-age=31536000; includeSubDomains; preload"),
        (ALONE, "max-age=31536000"),
        (TEXT, "max-age=31536001"),
    ] {
        assert_eq!(fields(&policy)[HSTS], sent);
        assert_eq!(policy.field_length(HSTS), Some(sent.len()));
        assert!(policy.fields(Scheme::Http).all(|(name, _)| name != HSTS));
    }
}

#[test]
fn hsts_that_the_base_does_not_send_has_its_defaults() {
    const OFF: Policy = talisman_policy! { strict_transport_security: off };
    const ON: Policy = talisman_policy! { ..OFF, strict_transport_security: true };
    const BLOCK: Policy =
        talisman_policy! { ..OFF, strict_transport_security: { max_age: 63072000 } };
    const AGAIN: Policy = talisman_policy! { ..BLOCK, strict_transport_security: off };
    assert_eq!(
        fields(&ON)[HSTS],
        fields(&talisman_policy! { strict_transport_security: true })[HSTS]
    );
    assert_eq!(fields(&BLOCK)[HSTS], "max-age=63072000; includeSubDomains");
    assert_eq!(fields(&AGAIN).get(HSTS), None);
}

#[test]
fn a_receiver_of_reports_takes_the_place_of_the_base_s() {
    const BASE: Policy = talisman_policy! {
        content_security_policy: { default-src self; },
        content_security_policy_report_uri: "/a",
    };
    const OTHER: Policy = talisman_policy! { ..BASE, content_security_policy_report_uri: "/b" };
    const BOTH: Policy = talisman_policy! {
        ..BASE,
        content_security_policy_report_only: { ..; img-src self; },
        content_security_policy_report_uri: "/b",
    };
    const THIRD: Policy = talisman_policy! { ..BOTH, content_security_policy_report_uri: "/c" };
    const ONLY: Policy = talisman_policy! {
        ..BASE,
        content_security_policy_report_only: true,
        content_security_policy_report_uri: "/d",
    };
    let csp = "content-security-policy";
    let report_only = "content-security-policy-report-only";
    assert_eq!(fields(&OTHER)[csp], "default-src 'self'; report-uri /b");
    assert_eq!(fields(&OTHER).get(report_only), None);
    assert_eq!(fields(&BOTH)[csp], "default-src 'self'; report-uri /b");
    assert_eq!(fields(&BOTH)[report_only], "img-src 'self'; report-uri /b");
    assert_eq!(fields(&THIRD)[csp], "default-src 'self'; report-uri /c");
    assert_eq!(fields(&THIRD)[report_only], "img-src 'self'; report-uri /c");
    assert_eq!(fields(&ONLY).get(csp), None);
    assert_eq!(
        fields(&ONLY)[report_only],
        "default-src 'self'; report-uri /d"
    );
}

#[test]
#[allow(deprecated, reason = "ALLOW-FROM is warned of")]
fn who_may_frame_the_page_is_said_anew() {
    const BASE: Policy = talisman_policy! {
        frame_options: ALLOW-FROM,
        frame_options_allow_from: "https://a.example",
    };
    const PAGE: Policy = talisman_policy! {
        ..BASE,
        frame_options_allow_from: "https://b.example",
    };
    assert_eq!(
        fields(&PAGE)["x-frame-options"],
        "ALLOW-FROM https://b.example"
    );
    assert_eq!(
        fields(&PAGE)["content-security-policy"],
        "default-src 'self'; object-src 'none'; frame-ancestors https://b.example"
    );
}

#[test]
fn what_a_change_of_the_redirect_does_not_say_is_the_base_s() {
    const BASE: Policy = talisman_policy! {
        force_https: 308,
        force_https_hosts: ["a.example"],
        force_https_exempt: ["/.well-known/acme-challenge/"],
    };
    const EXEMPT: Policy = talisman_policy! { ..BASE, force_https_exempt: ["/health"] };
    const STATUS: Policy = talisman_policy! { ..EXEMPT, force_https: 307 };
    const PERMANENT: Policy = talisman_policy! { ..STATUS, force_https_permanent: true };
    const TO: Policy =
        talisman_policy! { ..BASE, force_https_hosts: [], force_https_to: "b.example" };
    const ON: Policy = talisman_policy! { ..BASE, force_https: true };
    let answer = |policy: &Policy, path: &str| {
        let request = http::Request::builder()
            .uri(path)
            .header("host", "a.example")
            .body(())
            .expect("it is a request");
        let response = policy.redirect_to_https(Scheme::Http, &request, &[])?;
        let location = response.headers()["location"].to_str().expect("it is text");
        Some(format!("{} {location}", response.status().as_u16()))
    };
    let to = |answer: &str| Some(answer.to_owned());
    assert_eq!(answer(&EXEMPT, "/x"), to("308 https://a.example/x"));
    assert_eq!(answer(&EXEMPT, "/health"), None);
    assert_eq!(answer(&STATUS, "/x"), to("307 https://a.example/x"));
    assert_eq!(answer(&PERMANENT, "/x"), to("308 https://a.example/x"));
    assert_eq!(answer(&TO, "/x"), to("308 https://b.example/x"));
    assert_eq!(answer(&ON, "/x"), to("308 https://a.example/x"));
}

fn fields(policy: &Policy) -> BTreeMap<&str, &str> {
    policy.fields(Scheme::Https).collect()
}
