//! `content_security_policy: SITE_CSP`: a policy with the directives of a constant is the policy with these directives written in place.

use http::HeaderValue;
use talisman::{
    Csp, NoncePolicy, Policy, Scheme, csp, header_value, talisman_policy, with_nonce, with_slots,
};

const SITE_CSP: Csp = csp! {
    default-src self;
    script-src nonce strict-dynamic;
    img-src self data: "https://img.example.com";
    object-src none;
    base-uri none;
    frame-ancestors {shop: origins};
    report-to main;
};
const STRICTER: Csp = csp! { default-src none; script-src self; report-uri "/csp"; };
const PLAIN: Csp = csp! { default-src self; object-src none; base-uri none; };

mod widgets {
    pub(crate) mod csps {
        use talisman::{Csp, csp};

        pub(crate) static CSP: Csp = csp! { default-src self; object-src none; base-uri none; };
    }
}

const IN_PLACE: Policy = talisman_policy! {
    content_security_policy: {
        default-src self;
        script-src nonce strict-dynamic;
        img-src self data: "https://img.example.com";
        object-src none;
        base-uri none;
        frame-ancestors {shop: origins};
        report-to main;
    },
    content_security_policy_report_only: { default-src none; script-src self; report-uri "/csp"; },
    reporting_endpoints: { main: "/reports" },
    referrer_policy: no-referrer,
    custom_fields: { x-robots-tag: "noindex" },
    max_field_length: 400,
    session_cookie_names: ["session"],
};
const BY_NAME: Policy = talisman_policy! {
    content_security_policy: SITE_CSP,
    content_security_policy_report_only: STRICTER,
    reporting_endpoints: { main: "/reports" },
    referrer_policy: no-referrer,
    custom_fields: { x-robots-tag: "noindex" },
    max_field_length: 400,
    session_cookie_names: ["session"],
};

fn lines(policy: &Policy) -> Vec<(String, String)> {
    let fields = policy.fields(Scheme::Https);
    fields
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

#[track_caller]
fn same(by_name: &Policy, in_place: &Policy) {
    assert_eq!(lines(by_name), lines(in_place));
    assert_eq!(by_name, in_place);
    assert_eq!(by_name.has_nonce(), in_place.has_nonce());
    for (name, _) in in_place.fields(Scheme::Https) {
        let lengths = [by_name, in_place].map(|policy| policy.field_length(name));
        assert_eq!(lengths[0], lengths[1], "{name}");
    }
    assert_eq!(by_name.findings(), in_place.findings());
}

#[test]
fn a_whole_policy_has_the_directives_of_a_constant() {
    same(&BY_NAME, &IN_PLACE);
}

#[test]
fn a_static_of_another_module_is_one_too() {
    const BY_PATH: Policy =
        talisman_policy! { content_security_policy: widgets::csps::CSP, frame_options: DENY };
    const WRITTEN: Policy = talisman_policy! {
        content_security_policy: { default-src self; object-src none; base-uri none; },
        frame_options: DENY,
    };
    same(&BY_PATH, &WRITTEN);
}

#[test]
fn a_constant_only_reports_where_the_policy_does() {
    const REPORTED: Policy = talisman_policy! {
        content_security_policy: STRICTER,
        content_security_policy_report_only: true,
    };
    const REPORTED_IN_PLACE: Policy = talisman_policy! {
        content_security_policy: { default-src none; script-src self; report-uri "/csp"; },
        content_security_policy_report_only: true,
    };
    same(&REPORTED, &REPORTED_IN_PLACE);
}

#[test]
fn a_derived_policy_has_them_in_the_place_of_its_base_s() {
    const DERIVED: Policy = talisman_policy! {
        ..IN_PLACE,
        content_security_policy: PLAIN,
        content_security_policy_report_only: STRICTER,
        referrer_policy: off,
    };
    const WRITTEN: Policy = talisman_policy! {
        ..IN_PLACE,
        content_security_policy: { default-src self; object-src none; base-uri none; },
        content_security_policy_report_only: { default-src none; script-src self; report-uri "/csp"; },
        referrer_policy: off,
    };
    same(&DERIVED, &WRITTEN);
}

#[test]
fn it_only_reports_where_a_derived_policy_does() {
    const REPORTED: Policy = talisman_policy! {
        ..IN_PLACE,
        content_security_policy: STRICTER,
        content_security_policy_report_only: true,
    };
    const REPORTED_IN_PLACE: Policy = talisman_policy! {
        ..IN_PLACE,
        content_security_policy: { default-src none; script-src self; report-uri "/csp"; },
        content_security_policy_report_only: true,
    };
    same(&REPORTED, &REPORTED_IN_PLACE);
}

#[test]
fn what_is_derived_from_it_changes_the_directives() {
    const FROM_NAME: Policy = talisman_policy! {
        ..BY_NAME,
        content_security_policy: { ..; img-src -= data:; script-src += self; font-src self; },
    };
    const FROM_PLACE: Policy = talisman_policy! {
        ..IN_PLACE,
        content_security_policy: { ..; img-src -= data:; script-src += self; font-src self; },
    };
    same(&FROM_NAME, &FROM_PLACE);
}

#[test]
fn everything_that_takes_a_constant_takes_it() {
    const PAGE: NoncePolicy = with_nonce!(BY_NAME);
    static VALUE: HeaderValue = header_value!(BY_NAME, "content-security-policy-report-only");
    let (nonce, applier) = PAGE.applier(Scheme::Https);
    let nonce = nonce.to_string();
    let mut response = http::Response::new(());
    applier.apply(&mut response);
    let csp = response.headers()["content-security-policy"].to_str();
    assert!(csp.expect("it is text").contains(&nonce));
    assert_eq!(
        VALUE,
        "default-src 'none'; script-src 'self'; report-uri /csp"
    );
    let shop = "https://shop.example".parse::<talisman::Origins>();
    let filled = with_slots!(BY_NAME, shop: shop.expect("it is an origin"));
    let mut response = http::Response::new(());
    filled.applier(Scheme::Https).apply(&mut response);
    let csp = response.headers()["content-security-policy"].to_str();
    assert!(
        csp.expect("it is text")
            .contains("frame-ancestors https://shop.example;")
    );
    let sources: Vec<&str> = BY_NAME.sources("img-src").expect("it is there").collect();
    assert_eq!(sources, ["'self'", "data:", "https://img.example.com"]);
}

const EVAL: Csp = csp! {
    #![allow(csp-script-unsafe-eval, reason = "a template engine compiles in the page")]
    default-src self; script-src self unsafe-eval; object-src none; base-uri none;
};

#[test]
fn the_levels_of_the_constant_hold_for_the_policy() {
    const WHOLE: Policy = talisman_policy! { content_security_policy: EVAL };
    const DERIVED: Policy = talisman_policy! {
        ..IN_PLACE,
        content_security_policy: EVAL,
    };
    assert_eq!(WHOLE.findings(), []);
    assert_eq!(DERIVED.findings(), []);
}
