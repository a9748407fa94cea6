//! What must be said of policies as they are sent: presets, derived policies, policies from text.

use talisman::{Csp, Finding, Policy, Scheme, csp, presets, talisman_policy};

fn codes(findings: &[Finding]) -> Vec<&'static str> {
    findings.iter().map(Finding::code).collect()
}

/// What is said of a preset is the reason why it is a preset: it says what another program sends.
#[test]
fn a_preset_says_what_it_says_while_compiling() {
    for (name, policy) in presets::ALL {
        let findings = policy.findings();
        assert!(findings.is_empty(), "{name}: {:?}", codes(&findings));
    }
}

const SITE: Policy = talisman_policy! {
    #![allow(csp-script-unsafe-eval, reason = "a template engine compiles in the page")]
    content_security_policy: { default-src self; object-src none; base-uri none; script-src self nonce unsafe-inline unsafe-eval; },
    reporting_endpoints: { main: "/reports" },
    max_field_length: 300,
};

#[test]
fn a_level_holds_for_what_is_derived() {
    const PAGE: Policy =
        talisman_policy! { ..SITE, content_security_policy: { ..; img-src self; } };
    assert_eq!(codes(&SITE.findings()), [""; 0]);
    assert_eq!(codes(&PAGE.findings()), [""; 0]);
}

#[test]
#[allow(deprecated, reason = "a policy that is warned of is what is tried")]
fn what_a_change_arms_is_reported() {
    const PAGE: Policy =
        talisman_policy! { ..SITE, content_security_policy: { ..; script-src -= nonce; } };
    let findings = PAGE.findings();
    assert_eq!(codes(&findings), ["csp-script-unsafe-inline"]);
    let finding = &findings[0];
    assert_eq!(finding.field(), Some("content-security-policy"));
    assert_eq!(&finding.text()[finding.range()], "'unsafe-inline'");
}

#[test]
#[allow(deprecated, reason = "a policy that is warned of is what is tried")]
fn what_lies_between_two_fields_is_reported() {
    const PAGE: Policy = talisman_policy! { ..SITE, frame_options: off };
    let findings = PAGE.findings();
    assert_eq!(codes(&findings), ["framing-open"]);
    assert_eq!(
        (findings[0].field(), findings[0].text()),
        (None, "frame_options")
    );
    assert!(findings[0].to_string().contains("help: "));
}

#[test]
fn a_text_is_read_as_the_part_of_its_policy() {
    let text = "default-src 'self'; object-src 'none'; base-uri 'none'; report-to main";
    let (policy, findings) = SITE
        .with_content_security_policy(text)
        .expect("it is a policy");
    assert!(findings.is_empty() && policy.findings().is_empty());
    let text = "default-src 'self'; object-src 'none'; base-uri 'none'; report-to mian";
    let refused = SITE
        .with_content_security_policy(text)
        .expect_err("nothing declares it");
    assert_eq!(codes(refused.findings()), ["reporting-unknown-endpoint"]);
    assert_eq!(&text[refused.findings()[0].range()], "mian");
    let text = format!(
        "default-src 'self' https://{}.example; object-src 'none'; base-uri 'none'",
        "a".repeat(260)
    );
    assert!(SITE.with_content_security_policy(&text).is_err());
}

#[test]
fn a_report_only_text_gets_the_receiver_of_the_option() {
    const WITH_RECEIVER: Policy = talisman_policy! { content_security_policy_report_uri: "/csp" };
    let (policy, findings) = WITH_RECEIVER
        .with_content_security_policy_report_only(
            "default-src 'none'; object-src 'none'; base-uri 'none'",
        )
        .expect("it reports to /csp");
    assert!(findings.is_empty(), "{findings:?}");
    assert!(policy.fields(Scheme::Https).any(
        |(name, value)| name.ends_with("-report-only") && value.ends_with("; report-uri /csp")
    ));
}

#[test]
fn what_a_policy_shows_is_read_back() {
    let (policy, _) = SITE
        .with_content_security_policy(&shown(&SITE))
        .expect("a policy that it shows is one");
    assert_eq!(shown(&policy), shown(&SITE));
    assert_eq!(policy.has_nonce(), SITE.has_nonce());
    assert_eq!(policy.findings(), SITE.findings());
}

fn shown(policy: &Policy) -> String {
    let mut fields = policy.fields(Scheme::Https);
    let field = fields.find(|(name, _)| *name == "content-security-policy");
    field.expect("it has a CSP").1.to_owned()
}

#[test]
fn what_is_unchecked_stays_so() {
    const NEW: Csp = csp! { default-src self unchecked("'brand-new'"); unchecked("brand-new-src") self; object-src none; base-uri none; };
    assert_eq!(codes(&NEW.findings()), [""; 0]);
    let text = "default-src 'self' unchecked('brand-new'); unchecked(brand-new-src) 'self'; object-src 'none'; base-uri 'none'";
    let (same, findings) = Csp::from_text(text).expect("it is a policy");
    assert!(findings.is_empty() && same.findings().is_empty());
    assert!(same.fields().eq(NEW.fields()));
}

#[test]
fn a_denied_code_refuses_a_text() {
    const STRICT: Policy = talisman_policy! { #![deny(weaknesses)] };
    let text = "default-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'";
    let refused = STRICT
        .with_content_security_policy(text)
        .expect_err("it is denied");
    assert!(refused.findings().iter().any(Finding::is_error));
}

#[test]
#[allow(deprecated, reason = "a policy that is warned of is what is tried")]
fn a_partitioned_cookie_that_no_frame_gets_is_reported() {
    const EMBEDDED: Policy = talisman_policy! {
        session_cookie_names: ["session"],
        session_cookie_samesite: None,
        session_cookie_partitioned: true,
    };
    const PAGE: Policy = talisman_policy! { ..EMBEDDED, session_cookie_samesite: Lax };
    assert_eq!(codes(&EMBEDDED.findings()), [""; 0]);
    assert_eq!(codes(&PAGE.findings()), ["policy-partitioned-same-site"]);
}
