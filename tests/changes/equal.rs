//! Changes beside the constants that say the same.

use talisman::{Changes, Origin, Policy, Scheme, talisman_policy};

use crate::{SITE, changed};

/// Changes, and the constant that says the same.
type Pair = (Changes, Policy);

const NONE: Changes = Changes::new();

fn option(name: &str, value: &str) -> Changes {
    NONE.option(name, value)
}

#[allow(deprecated, reason = "what is warned of is tried as well")]
fn of_the_csp() -> Vec<Pair> {
    vec![
        (
            option(
                "content_security_policy",
                "..;img-src+=https://s3.example;connect-src +=https://a.example;object-src off",
            )
            .set_directive("base-uri", "off"),
            talisman_policy! {
                ..SITE,
                content_security_policy: {
                    ..;
                    img-src += "https://s3.example";
                    connect-src += "https://a.example";
                    object-src off;
                    base-uri off;
                },
            },
        ),
        (
            NONE.add_source("img-src", "https://s3.example\n")
                .add_source("img-src", "*.cdn.example"),
            talisman_policy! { ..SITE, content_security_policy: { ..; img-src += "https://s3.example" "*.cdn.example"; } },
        ),
        (
            NONE.remove_source("img-src", "data:")
                .remove_directive("object-src")
                .set_directive("font-src", "'self' data:"),
            talisman_policy! { ..SITE, content_security_policy: { ..; img-src -= data:; object-src off; font-src self data:; } },
        ),
        (
            NONE.remove_source("script-src", "'nonce'")
                .add_sources("script-src", ["'unsafe-inline'", "https:"]),
            talisman_policy! { ..SITE, content_security_policy: { ..; script-src -= nonce; script-src += unsafe-inline https:; } },
        ),
        (
            option(
                "content_security_policy_report_only",
                "..; default-src 'self'; img-src 'self'",
            ),
            talisman_policy! { ..SITE, content_security_policy_report_only: { ..; default-src self; img-src self; } },
        ),
        (
            option("content_security_policy_report_only", "true"),
            talisman_policy! { ..SITE, content_security_policy_report_only: true },
        ),
        (
            option(
                "content_security_policy",
                "default-src 'self'; script-src 'nonce'",
            ),
            talisman_policy! { ..SITE, content_security_policy: { default-src self; script-src nonce; } },
        ),
        (
            option("content_security_policy", "off"),
            talisman_policy! { ..SITE, content_security_policy: off },
        ),
        (
            option(
                "content_security_policy_report_uri",
                "/csp https://r.example/csp",
            ),
            talisman_policy! { ..SITE, content_security_policy_report_uri: ["/csp", "https://r.example/csp"] },
        ),
        (
            option("content_security_policy_nonce_in", "default-src")
                .remove_directive("object-src"),
            talisman_policy! { ..SITE, content_security_policy_nonce_in: [default-src], content_security_policy: { ..; object-src off; } },
        ),
        (
            option(
                "content_security_policy_frame_ancestors",
                "'self' https://partner.example",
            ),
            talisman_policy! { ..SITE, content_security_policy_frame_ancestors: [self, "https://partner.example"] },
        ),
    ]
}

#[allow(deprecated, reason = "what is warned of is tried as well")]
fn of_transport_and_cookies() -> Vec<Pair> {
    vec![
        (
            option(
                "strict_transport_security",
                "max-age=63072000; includeSubDomains; preload",
            ),
            talisman_policy! { ..SITE, strict_transport_security: "max-age=63072000; includeSubDomains; preload" },
        ),
        (
            option("strict_transport_security_max_age", "63_072_000")
                .option("strict_transport_security_preload", "true"),
            talisman_policy! { ..SITE, strict_transport_security_max_age: 63072000, strict_transport_security_preload: true },
        ),
        (
            option("force_https", "308").option("force_https_to", "www.site.example"),
            talisman_policy! { ..SITE, force_https: 308, force_https_to: "www.site.example" },
        ),
        (
            option("force_https_permanent", "true")
                .option("force_https_exempt", "/health /.well-known/"),
            talisman_policy! { ..SITE, force_https_permanent: true, force_https_exempt: ["/health", "/.well-known/"] },
        ),
        (
            option("force_https", "off"),
            talisman_policy! { ..SITE, force_https: off },
        ),
        (
            option("session_cookie_samesite", "Strict").option("session_cookie_secure", "false"),
            talisman_policy! { ..SITE, session_cookie_samesite: Strict, session_cookie_secure: false },
        ),
        (
            option("session_cookie_names", "a b"),
            talisman_policy! { ..SITE, session_cookie_names: ["a", "b"] },
        ),
    ]
}

#[allow(deprecated, reason = "what is warned of is tried as well")]
fn of_other_fields() -> Vec<Pair> {
    vec![
        (
            option("frame_options", "DENY").option(
                "referrer_policy",
                "no-referrer, strict-origin-when-cross-origin",
            ),
            talisman_policy! { ..SITE, frame_options: DENY, referrer_policy: [no-referrer, strict-origin-when-cross-origin] },
        ),
        (
            option(
                "permissions_policy",
                "camera=(), geolocation=(self \"https://maps.example\")",
            ),
            talisman_policy! { ..SITE, permissions_policy: { camera: (), geolocation: (self "https://maps.example") } },
        ),
        (
            option(
                "cross_origin_opener_policy",
                "same-origin; report-to=\"csp\"",
            )
            .option("origin_agent_cluster", "true"),
            talisman_policy! { ..SITE, cross_origin_opener_policy: same-origin; report-to = "csp", origin_agent_cluster: true },
        ),
        (
            option("origin_agent_cluster", "false"),
            talisman_policy! { ..SITE, origin_agent_cluster: "?0" },
        ),
        (
            option("remove_fields", "server x-powered-by").option("x_dns_prefetch_control", "on"),
            talisman_policy! { ..SITE, remove_fields: [server, x-powered-by], x_dns_prefetch_control: on },
        ),
        (
            NONE.field("X-Robots-Tag", "off")
                .field("x-team", "a: b")
                .field("X-Frame-Options", "DENY"),
            talisman_policy! { ..SITE, custom_fields: { x-robots-tag: off, x-team: "a: b" }, frame_options: DENY },
        ),
        (
            option("custom_fields", "x-robots-tag: none\r\nx-team: b\n"),
            talisman_policy! { ..SITE, custom_fields: { x-robots-tag: "none", x-team: "b" } },
        ),
        (
            option("max_field_length", "300").add_source("img-src", "https://s3.example"),
            talisman_policy! { ..SITE, max_field_length: 300, content_security_policy: { ..; img-src += "https://s3.example"; } },
        ),
    ]
}

#[test]
fn a_change_makes_what_a_derived_constant_is() {
    let mut pairs = of_the_csp();
    pairs.extend(of_transport_and_cookies());
    pairs.extend(of_other_fields());
    for (changes, constant) in pairs {
        let policy =
            changed(&SITE, &changes).unwrap_or_else(|error| panic!("{changes:?}: {error}"));
        assert_eq!(policy, constant, "{changes:?}");
        assert_eq!(policy.to_string(), constant.to_string(), "{changes:?}");
        assert_eq!(policy.findings(), constant.findings(), "{changes:?}");
        assert_eq!(policy.has_nonce(), constant.has_nonce(), "{changes:?}");
        for (name, _) in constant.fields(Scheme::Https) {
            assert_eq!(
                policy.field_length(name),
                constant.field_length(name),
                "{name} of {changes:?}"
            );
        }
        // And again, out of what was made.
        let again = Changes::new().option("x_permitted_cross_domain_policies", "none");
        let policy = changed(&policy, &again).unwrap();
        assert_eq!(
            policy.fields(Scheme::Https).count(),
            constant.fields(Scheme::Https).count() + 1
        );
    }
}

/// A slot for origins is changed like any source of its directive, and filled as the constant's is.
#[test]
fn a_slot_outlives_a_change() {
    const BASE: Policy = talisman_policy! {
        content_security_policy: { default-src self; form-action self {login: origin}; object-src none; base-uri none; },
    };
    const MORE: Policy = talisman_policy! {
        ..BASE,
        content_security_policy: { ..; form-action += "https://a.example"; },
    };
    let changes = NONE.add_source("form-action", "https://a.example");
    let policy = changed(&BASE, &changes).unwrap();
    let csp = |policy: &Policy| {
        let mut applier = policy.applier(Scheme::Https);
        let login: Origin = "https://login.example".parse().unwrap();
        applier.fill_slot("login", &login).unwrap();
        let mut response = http::Response::new(());
        applier.apply(&mut response);
        response.headers()["content-security-policy"].clone()
    };
    assert_eq!(csp(&policy), csp(&MORE));
    assert_eq!(policy, MORE);
    assert_eq!(policy.findings(), MORE.findings());
    assert!(
        csp(&policy)
            .to_str()
            .unwrap()
            .contains("https://login.example https://a.example")
    );
}
