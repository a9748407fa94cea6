//! What went out unread there is refused here, and what was refused there is read.

use talisman::{Csp, Policy, Scheme, presets, talisman_policy};
use talisman_policy::headers::{Header, check_text};

/// The codes of the errors in a Content Security Policy; empty if it is one.
fn errors(text: &str) -> Vec<&'static str> {
    match Csp::from_text(text) {
        Ok(_) => Vec::new(),
        Err(error) => error
            .findings()
            .iter()
            .filter(|finding| finding.is_error())
            .map(talisman::Finding::code)
            .collect(),
    }
}

fn serialized(header: Header, text: &str) -> Option<String> {
    check_text(header, text).serialized
}

#[track_caller]
fn csp(policy: &Policy) -> &str {
    field(policy, "content-security-policy").expect("the policy has one")
}

fn field<'a>(policy: &'a Policy, name: &str) -> Option<&'a str> {
    policy
        .fields(Scheme::Https)
        .find(|(found, _)| *found == name)
        .map(|(_, value)| value)
}

#[test]
fn report_uri_is_added_though_a_source_has_its_letters() {
    const POLICY: Policy = talisman_policy! {
        content_security_policy: { default-src self "https://x.report-uri.com"; },
        content_security_policy_report_only: true,
        content_security_policy_report_uri: "/csp",
    };
    let value = field(&POLICY, "content-security-policy-report-only");
    assert_eq!(
        value,
        Some("default-src 'self' https://x.report-uri.com; report-uri /csp")
    );
}

#[test]
fn a_report_only_policy_may_name_its_receiver_itself() {
    const POLICY: Policy = talisman_policy! {
        content_security_policy: "default-src 'self'; report-uri /csp",
        content_security_policy_report_only: true,
    };
    assert_eq!(field(&POLICY, "content-security-policy"), None);
    assert_eq!(
        field(&POLICY, "content-security-policy-report-only"),
        Some("default-src 'self'; report-uri /csp")
    );
}

#[test]
fn a_directive_that_is_repeated_is_refused() {
    assert_eq!(
        errors("script-src 'self'; img-src *; script-src *"),
        ["csp-duplicate-directive"]
    );
}

#[test]
fn loose_ends_are_no_directives_and_nothing_is_no_policy() {
    let (csp, _) = Csp::from_text("default-src 'self'; ").expect("a semicolon may be at the end");
    assert_eq!(
        csp.fields().collect::<Vec<_>>(),
        [("content-security-policy", "default-src 'self'")]
    );
    for nothing in ["", " ", ";", " ; ;\n"] {
        assert_eq!(errors(nothing), ["csp-empty-policy"], "{nothing:?}");
    }
    assert_eq!(errors("*"), ["csp-unknown-directive"]);
}

#[test]
fn a_line_break_folds_and_no_control_character_gets_into_a_field() {
    let (csp, _) = Csp::from_text("default-src 'self'\r\n  https://a.example;\n img-src *")
        .expect("white space folds");
    let (_, value) = csp.fields().next().expect("one field");
    assert_eq!(value, "default-src 'self' https://a.example; img-src *");
    for byte in (0..0x20u8)
        .chain([0x7f])
        .filter(|byte| !b"\t\n\x0c\r".contains(byte))
    {
        let text = format!("default-src 'self' https://a{}.example", char::from(byte));
        assert!(!errors(&text).is_empty(), "{byte:#x}");
    }
}

#[test]
fn a_directive_without_a_value_is_written_without_one() {
    const POLICY: Policy = talisman_policy! { content_security_policy: { default-src self; upgrade-insecure-requests; } };
    assert_eq!(
        csp(&POLICY),
        "default-src 'self'; upgrade-insecure-requests"
    );
}

#[test]
fn what_browsers_would_ignore_is_refused() {
    for (text, code) in [
        ("default-src self", "csp-unquoted-keyword"),
        ("default-src 'none' 'self'", "csp-none-with-others"),
        ("scrip-src 'self'", "csp-unknown-directive"),
        ("default-src 'self'; image-src *", "csp-unknown-directive"),
        ("default-src https://a.example, script-src *", "csp-comma"),
    ] {
        let errors = errors(text);
        assert!(errors.contains(&code), "{text}: {errors:?}");
    }
    assert_eq!(serialized(Header::XFrameOptions, "ALLOWFROM"), None);
}

#[test]
fn the_nonce_goes_to_the_directives_that_are_named_and_to_no_other() {
    const POLICY: Policy = talisman_policy! {
        #![allow(csp-no-base-uri, reason = "flask-talisman's policy has none")]
        content_security_policy: { default-src self; script-src self; script-src-elem self; },
        content_security_policy_nonce_in: script-src-elem,
    };
    assert_eq!(
        csp(&POLICY),
        "default-src 'self'; script-src 'self'; script-src-elem 'self' 'nonce-'"
    );
}

#[test]
fn the_nonce_is_in_the_content_security_policy_alone() {
    #[allow(deprecated, reason = "flask-talisman has the option")]
    const POLICY: Policy = talisman_policy! {
        feature_policy: { geolocation self; },
        content_security_policy: { script-src self nonce; },
    };
    for (name, value) in POLICY.fields(Scheme::Https) {
        assert_eq!(
            value.contains("nonce"),
            name == "content-security-policy",
            "{name}: {value}"
        );
    }
}

#[test]
fn a_value_of_another_language_is_no_value() {
    for text in ["None", "False", "null"] {
        assert_eq!(serialized(Header::ReferrerPolicy, text), None, "{text}");
        assert_eq!(
            serialized(Header::StrictTransportSecurity, &format!("max-age={text}")),
            None,
            "{text}"
        );
        assert_eq!(
            serialized(Header::XFrameOptions, &format!("ALLOW-FROM {text}")),
            None,
            "{text}"
        );
    }
    assert_eq!(
        serialized(Header::StrictTransportSecurity, "max-age=60; preload"),
        None
    );
    assert_eq!(serialized(Header::XFrameOptions, "ALLOW-FROM"), None);
}

#[test]
fn a_permissions_policy_is_read_by_its_own_grammar() {
    for text in [
        "geolocation=none",
        "camera=['self']",
        "geolocation 'none'",
        "camera=('self')",
    ] {
        assert_eq!(serialized(Header::PermissionsPolicy, text), None, "{text}");
    }
    assert_eq!(serialized(Header::FeaturePolicy, "geolocation=()"), None);
}

#[test]
fn a_source_cannot_bring_a_directive() {
    for text in [
        "default-src https://a.example;script-src",
        "default-src 'self' x,script-src",
    ] {
        assert!(!errors(text).is_empty(), "{text}");
    }
}

#[test]
fn text_in_the_place_of_the_policy_changes_the_policy_alone() {
    let text = "default-src 'self'; script-src 'self' 'nonce'; img-src *";
    let (policy, _) = presets::FLASK_TALISMAN
        .with_content_security_policy(text)
        .expect("a policy");
    assert_eq!(
        csp(&policy),
        "default-src 'self'; script-src 'self' 'nonce-'; img-src *"
    );
    let others = |policy: &Policy| -> Vec<String> {
        let others = policy
            .fields(Scheme::Https)
            .filter(|(name, _)| *name != "content-security-policy");
        others
            .map(|(name, value)| format!("{name}: {value}"))
            .collect()
    };
    assert_eq!(others(&policy), others(&presets::FLASK_TALISMAN));
}

#[test]
fn bad_text_is_an_error_with_its_place_and_turns_nothing_off() {
    for text in ["", "image-src *", "default-src 'self'; image-src *"] {
        let error = presets::FLASK_TALISMAN
            .with_content_security_policy(text)
            .expect_err("no policy");
        assert!(
            error.to_string().contains('^') || text.is_empty(),
            "{error}"
        );
    }
    assert_eq!(
        csp(&presets::FLASK_TALISMAN),
        "default-src 'self'; object-src 'none'"
    );
}

#[test]
fn an_enforced_and_a_report_only_policy_go_together() {
    const POLICY: Policy = talisman_policy! {
        #![allow(reporting-no-endpoints, reason = "the server in front declares it")]
        content_security_policy: { default-src self; object-src none; base-uri none; form-action self; },
        content_security_policy_report_only: {
            script-src "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"; report-to csp;
        },
    };
    assert_eq!(
        csp(&POLICY),
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'"
    );
    let report_only =
        field(&POLICY, "content-security-policy-report-only").expect("the policy has one");
    assert!(
        report_only.starts_with("script-src 'sha256-") && report_only.ends_with("report-to csp")
    );
}

#[test]
fn without_a_content_security_policy_all_other_fields_stay() {
    const POLICY: Policy = talisman_policy! { ..presets::HYPERFLASK, content_security_policy: off };
    assert_eq!(field(&POLICY, "x-content-type-options"), Some("nosniff"));
    assert_eq!(field(&POLICY, "x-xss-protection"), Some("1; mode=block"));
}

#[test]
fn no_directive_needs_another() {
    const POLICY: Policy = talisman_policy! {
        #![allow(csp-no-object-src, csp-script-unsafe-eval, reason = "no directive is added")]
        content_security_policy: { img-src self; script-src self; },
        content_security_policy_unsafe_eval: true,
    };
    assert_eq!(
        csp(&POLICY),
        "img-src 'self'; script-src 'self' 'unsafe-eval'"
    );
}

#[test]
fn a_policy_is_printed_without_a_request_and_without_a_nonce() {
    const POLICY: Policy = talisman_policy! {
        #![allow(csp-no-object-src, csp-no-base-uri, reason = "the policy is only printed")]
        content_security_policy: { script-src self nonce; frame-ancestors "https://partner.example"; },
    };
    for _ in 0..2 {
        assert_eq!(
            csp(&POLICY),
            "script-src 'self' 'nonce-'; frame-ancestors https://partner.example"
        );
    }
}

#[test]
fn the_strict_preset_has_what_the_defaults_lack() {
    for directive in [
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ] {
        assert!(
            csp(&presets::STRICT)
                .split("; ")
                .any(|found| found == directive),
            "{directive}"
        );
    }
    for weakness in ["unsafe-inline", "unsafe-eval", "*"] {
        assert!(
            !csp(&presets::STRICT).contains(weakness)
                && !csp(&presets::FLASK_TALISMAN).contains(weakness)
        );
    }
}
