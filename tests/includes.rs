//! Fragments that a policy includes while compiling: it is what it would be with the sources written out.

use talisman::{
    Csp, Extension, Finding, Fragment, Origin, Policy, Scheme, csp, csp_fragment, talisman_policy,
    with_nonce, with_slots,
};

/// What libraries export.
mod w {
    use talisman::{Fragment, csp_fragment};

    pub(crate) const WIDGET: Fragment = csp_fragment! {
        script-src "https://w.example/w.js";
        connect-src "https://api.w.example";
        frame-src "https://w.example";
    };

    pub(crate) mod deep {
        use talisman::{Fragment, csp_fragment};

        pub(crate) const FONTS: Fragment = csp_fragment! {
            font-src "https://fonts.example";
            style-src "https://fonts.example" "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
        };
    }

    pub(crate) const PAY: Fragment = csp_fragment! {
        script-src nonce "https://pay.example/v1.js";
        form-action "https://pay.example";
    };
}

/// Both policies are one, and so is what must be said of them.
fn assert_same(found: &Policy, written: &Policy) {
    assert_eq!(found.to_string(), written.to_string());
    assert_eq!(found, written);
    let said = |policy: &Policy| -> Vec<String> {
        let findings = policy.findings();
        findings
            .iter()
            .map(|finding: &Finding| finding.to_string())
            .collect()
    };
    assert_eq!(said(found), said(written));
    for (name, _) in written.fields(Scheme::Https) {
        assert_eq!(
            found.field_length(name),
            written.field_length(name),
            "{name}"
        );
    }
    assert_eq!(found.has_nonce(), written.has_nonce());
}

#[test]
fn sources_are_added_and_nothing_is_lost() {
    const SITE: Policy = talisman_policy! {
        content_security_policy: {
            default-src self;
            script-src self;
            frame-src none;
            object-src none;
            include w::WIDGET;
            base-uri none;
        },
    };
    const WRITTEN: Policy = talisman_policy! {
        content_security_policy: {
            default-src self;
            script-src self "https://w.example/w.js";
            frame-src "https://w.example";
            object-src none;
            base-uri none;
            connect-src self "https://api.w.example";
        },
    };
    assert_same(&SITE, &WRITTEN);
}

#[test]
fn csp_includes_as_well_and_more_than_one() {
    const SITE: Csp = csp! {
        include w::WIDGET;
        default-src self data:; script-src self; object-src none; base-uri none; style-src self {cdn: origins};
        include w::deep::FONTS
    };
    const WRITTEN: Csp = csp! {
        default-src self data:; script-src self "https://w.example/w.js"; object-src none; base-uri none;
        style-src self {cdn: origins} "https://fonts.example" "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
        connect-src self data: "https://api.w.example"; frame-src self data: "https://w.example";
        font-src self data: "https://fonts.example";
    };
    assert_same(&SITE.into(), &WRITTEN.into());
}

#[test]
fn the_base_of_a_derived_policy_is_known_too() {
    const BASE: Policy = talisman_policy! {
        content_security_policy: {
            default-src self; script-src self nonce; connect-src self; object-src none; base-uri none; form-action self;
        },
        frame_options: DENY,
    };
    const PAGE: Policy = talisman_policy! {
        ..BASE,
        content_security_policy: { ..; include w::PAY; connect-src off; include w::WIDGET; },
    };
    const WRITTEN: Policy = talisman_policy! {
        content_security_policy: {
            default-src self;
            script-src self nonce "https://pay.example/v1.js" "https://w.example/w.js";
            object-src none; base-uri none;
            form-action self "https://pay.example";
            connect-src self "https://api.w.example";
            frame-src self "https://w.example";
        },
        frame_options: DENY,
    };
    // And what is derived from it has a fragment's sources like any other.
    const LESS: Policy = talisman_policy! {
        ..PAGE,
        content_security_policy: { ..; script-src -= "https://w.example/w.js"; frame-src off; connect-src += "https://b.example"; },
    };
    const LESS_WRITTEN: Policy = talisman_policy! {
        content_security_policy: {
            default-src self;
            script-src self nonce "https://pay.example/v1.js";
            object-src none; base-uri none;
            form-action self "https://pay.example";
            connect-src self "https://api.w.example" "https://b.example";
        },
        frame_options: DENY,
    };
    assert_same(&PAGE, &WRITTEN);
    assert_same(&LESS, &LESS_WRITTEN);
}

#[test]
fn a_nonce_and_the_slots_of_a_fallback_come_along() {
    const SITE: Policy = talisman_policy! {
        content_security_policy: { default-src self {cdn: origin}; object-src none; base-uri none; },
    };
    const PAGE: Policy = talisman_policy! {
        ..SITE,
        content_security_policy: { ..; include w::PAY; include w::WIDGET; },
    };
    let _ = with_nonce!(PAGE);
    let cdn: Origin = "https://cdn.example".parse().unwrap();
    let mut applier = with_slots!(PAGE, cdn: &cdn).applier(Scheme::Https);
    applier.adopt_nonce("AbCdEfGhIjKlMnOpQrStUv").unwrap();
    let mut response = http::Response::new(());
    applier.apply(&mut response);
    assert_eq!(
        response.headers()["content-security-policy"],
        "default-src 'self' https://cdn.example; object-src 'none'; base-uri 'none'; \
         script-src 'self' https://cdn.example 'nonce-AbCdEfGhIjKlMnOpQrStUv' https://pay.example/v1.js https://w.example/w.js; \
         connect-src 'self' https://cdn.example https://api.w.example; frame-src 'self' https://cdn.example https://w.example"
    );
    // Nothing restricts forms here: to name one place would forbid the others.
    assert!(PAGE.sources("form-action").is_none());
}

#[test]
fn hosts_of_scripts_drop_out_beside_strict_dynamic() {
    const SITE: Policy = talisman_policy! {
        #![allow(csp-include-script-hosts, reason = "the page's own script loads it")]
        content_security_policy: {
            default-src self; script-src nonce strict-dynamic; object-src none; base-uri none;
            include w::WIDGET;
            include w::PAY;
        },
    };
    const WRITTEN: Policy = talisman_policy! {
        content_security_policy: {
            default-src self; script-src nonce strict-dynamic; object-src none; base-uri none;
            connect-src self "https://api.w.example"; frame-src self "https://w.example";
        },
    };
    assert_same(&SITE, &WRITTEN);
}

#[test]
fn each_csp_includes_for_itself() {
    const SITE: Policy = talisman_policy! {
        content_security_policy: { default-src self; object-src none; base-uri none; },
        content_security_policy_report_only: {
            default-src self; object-src none; base-uri none; report-uri "/r"; img-src none;
            include w::deep::FONTS;
        },
    };
    const WRITTEN: Policy = talisman_policy! {
        content_security_policy: { default-src self; object-src none; base-uri none; },
        content_security_policy_report_only: {
            default-src self; object-src none; base-uri none; report-uri "/r"; img-src none;
            font-src self "https://fonts.example";
            style-src self "https://fonts.example" "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
        },
    };
    const TRIED: Policy = talisman_policy! {
        content_security_policy: {
            default-src self; object-src none; base-uri none; report-uri "/r";
            include w::deep::FONTS;
        },
        content_security_policy_report_only: true,
    };
    const TRIED_WRITTEN: Policy = talisman_policy! {
        content_security_policy: {
            default-src self; object-src none; base-uri none; report-uri "/r";
            font-src self "https://fonts.example";
            style-src self "https://fonts.example" "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
        },
        content_security_policy_report_only: true,
    };
    assert_same(&SITE, &WRITTEN);
    assert_same(&TRIED, &TRIED_WRITTEN);
}

#[test]
fn what_is_included_is_what_an_extension_adds() {
    const SITE: Policy = talisman_policy! {
        content_security_policy: {
            default-src self; style-src self unsafe-inline; script-src self nonce; object-src none; base-uri none; frame-src none;
        },
    };
    const ALL: [(Policy, Fragment); 3] = [
        (
            talisman_policy! { ..SITE, content_security_policy: { ..; include w::WIDGET; } },
            w::WIDGET,
        ),
        (
            talisman_policy! { ..SITE, content_security_policy: { ..; include w::deep::FONTS; } },
            w::deep::FONTS,
        ),
        (
            talisman_policy! { ..SITE, content_security_policy: { ..; include w::PAY; } },
            w::PAY,
        ),
    ];
    for (policy, fragment) in &ALL {
        let extension = Extension::from(fragment);
        let (mut expected, mut found) = (http::Response::new(()), http::Response::new(()));
        SITE.extended_by(&extension)
            .applier(Scheme::Https)
            .apply(&mut expected);
        policy.applier(Scheme::Https).apply(&mut found);
        assert_eq!(found.headers(), expected.headers(), "{fragment}");
    }
}

/// What a directive takes over of its fallback depends on whether it governs code.
#[test]
fn a_directive_of_its_own_keeps_what_its_fallback_allowed() {
    const ALL: Fragment = csp_fragment! {
        frame-src "https://a.example";
        worker-src "https://worker.example";
        img-src "https://a.example";
        script-src "https://a.example";
        script-src-elem "https://elem.example";
        style-src "https://a.example";
        form-action "https://a.example";
        base-uri "https://a.example";
    };
    const SITE: Csp = csp! {
        default-src self "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
        base-uri none;
        include ALL;
    };
    let hash = "'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
    let expected = [
        format!("default-src {hash}"),
        "base-uri https://a.example".to_owned(),
        "frame-src 'self' https://a.example".to_owned(),
        "img-src 'self' https://a.example".to_owned(),
        format!("script-src {hash} https://a.example"),
        format!("style-src {hash} https://a.example"),
        format!("script-src-elem {hash} https://a.example https://elem.example"),
        format!("worker-src {hash} https://a.example https://worker.example"),
    ];
    let sent = SITE.to_string();
    let (_, sent) = sent.split_once(": ").unwrap();
    let mut sent: Vec<&str> = sent.split("; ").collect();
    sent[2..].sort_unstable();
    let mut expected: Vec<&str> = expected.iter().map(String::as_str).collect();
    expected[2..].sort_unstable();
    assert_eq!(sent, expected);
}

#[test]
fn a_constant_csp_brings_its_fragments_along() {
    const CSP: Csp = csp! {
        default-src self; script-src self nonce; frame-src none; object-src none; base-uri none; report-uri "/r";
        include w::WIDGET;
        include w::PAY;
    };
    const WRITTEN_CSP: Csp = csp! {
        default-src self; script-src self nonce "https://w.example/w.js" "https://pay.example/v1.js";
        frame-src "https://w.example"; object-src none; base-uri none; report-uri "/r";
        connect-src self "https://api.w.example";
    };
    const SITE: Policy = talisman_policy! {
        content_security_policy: CSP,
        content_security_policy_report_only: { default-src none; report-uri "/r"; include w::deep::FONTS; },
    };
    const WRITTEN: Policy = talisman_policy! {
        content_security_policy: WRITTEN_CSP,
        content_security_policy_report_only: {
            default-src none; report-uri "/r";
            font-src "https://fonts.example";
            style-src "https://fonts.example" "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
        },
    };
    const TRIED: Policy = talisman_policy! {
        ..SITE,
        content_security_policy: off,
        content_security_policy_report_only: CSP,
    };
    const TRIED_WRITTEN: Policy = talisman_policy! {
        ..SITE,
        content_security_policy: off,
        content_security_policy_report_only: WRITTEN_CSP,
    };
    assert_same(&CSP.into(), &WRITTEN_CSP.into());
    assert_same(&SITE, &WRITTEN);
    assert_same(&TRIED, &TRIED_WRITTEN);
    let sources = |policy: &Policy| -> Vec<String> {
        let sources = policy.included_sources();
        sources
            .iter()
            .map(|it| format!("{} {it}", it.field))
            .collect()
    };
    let csp = [
        "w::WIDGET: script-src https://w.example/w.js",
        "w::WIDGET: connect-src https://api.w.example",
        "w::WIDGET: frame-src https://w.example",
        "w::PAY: script-src https://pay.example/v1.js",
    ];
    let of = |field: &str| csp.map(|it| format!("{field} {it}")).to_vec();
    let [a, b, c, ..] = sources(&SITE).try_into().map(|it: [String; 7]| it).unwrap();
    assert_eq!([a, b, c], of("content-security-policy")[..3]);
    assert_eq!(sources(&TRIED), of("content-security-policy-report-only"));
}
