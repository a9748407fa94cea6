use std::sync::LazyLock;

use http::Response;

use super::{Mode, ModeError, PolicySwitch};
use crate::fixture::{NONCE, NONCE_FIELDS, PLAIN, TWO_NONCES, policy};
use crate::policy::Policy;
use crate::scheme::Scheme;

fn switch(policy: &Policy) -> &'static PolicySwitch {
    Box::leak(Box::new(PolicySwitch::new(policy.clone(), Mode::Both)))
}

/// The fields that can be sent for reports alone, and those of the rest that are sent.
fn sent(switch: &'static PolicySwitch) -> Vec<String> {
    let mut response = Response::new(());
    switch.applier(Scheme::Https).apply(&mut response);
    let mut names: Vec<String> = response.headers().keys().map(ToString::to_string).collect();
    names.sort();
    names
}

#[test]
fn each_mode_sends_its_fields() {
    const CSP: &str = "content-security-policy";
    const REPORT: &str = "content-security-policy-report-only";
    const PERMISSIONS: &str = "permissions-policy";
    const PERMISSIONS_REPORT: &str = "permissions-policy-report-only";
    let hsts = "strict-transport-security";
    let plain = switch(&PLAIN);
    for (mode, expected) in [
        (Mode::Both, vec![CSP, PERMISSIONS, hsts]),
        (Mode::ReportOnly, vec![REPORT, PERMISSIONS_REPORT, hsts]),
        (Mode::Enforced, vec![CSP, PERMISSIONS, hsts]),
        (Mode::Off, vec![hsts]),
        (Mode::Enforced, vec![CSP, PERMISSIONS, hsts]),
    ] {
        plain.set(mode);
        assert_eq!(plain.mode(), mode);
        assert_eq!(sent(plain), expected, "{mode}");
    }
    let two = switch(&TWO_NONCES);
    let csps = |switch| -> Vec<String> {
        let mut names = sent(switch);
        names.retain(|name| name.starts_with(CSP));
        names
    };
    for (mode, expected) in [
        (Mode::Both, &[CSP, REPORT][..]),
        (Mode::Enforced, &[CSP]),
        (Mode::ReportOnly, &[REPORT]),
        (Mode::Off, &[]),
    ] {
        two.set(mode);
        assert_eq!(csps(two), expected, "{mode}");
    }
}

/// The policy that is tried is what it reports; where none is written, it is the enforced one.
#[test]
fn what_is_reported_is_the_policy_that_is_tried() {
    let value = |switch: &'static PolicySwitch, field: &str| {
        let mut applier = switch.applier(Scheme::Https);
        let nonce = applier.nonce().unwrap();
        let mut response = Response::new(());
        applier.apply(&mut response);
        let value = response.headers()[field].to_str().unwrap();
        value.replace(nonce.as_str(), "")
    };
    let two = switch(&TWO_NONCES);
    two.set(Mode::ReportOnly);
    let field = "content-security-policy-report-only";
    assert_eq!(value(two, field), "script-src 'nonce-' 'unsafe-inline'");
    let one = switch(&NONCE);
    one.set(Mode::ReportOnly);
    assert_eq!(value(one, field), NONCE_FIELDS[0].text);
}

#[test]
fn a_policy_of_the_switch_switches_with_it() {
    static SITE: LazyLock<&'static PolicySwitch> = LazyLock::new(|| switch(&NONCE));
    let policy = Policy::from(*SITE);
    let clone = policy.clone();
    assert!(policy == *NONCE && policy.has_nonce());
    assert!(policy.applier(Scheme::Https).nonce().is_some());
    SITE.set(Mode::Off);
    assert_eq!(clone.fields(Scheme::Https).count(), 2);
    assert!(clone.applier(Scheme::Https).nonce().is_none());
    assert_eq!(clone.field_length("x-frame-options"), Some(4));
    // A response that was started before keeps its state.
    SITE.set(Mode::Enforced);
    let mut applier = policy.applier(Scheme::Https);
    let nonce = applier.nonce();
    SITE.set(Mode::Off);
    let mut response = Response::new(());
    applier.apply(&mut response);
    let csp = response.headers()["content-security-policy"]
        .to_str()
        .unwrap();
    assert!(csp.contains(nonce.unwrap().as_str()));
}

#[test]
fn a_mode_is_read_as_it_is_written() {
    for mode in Mode::ALL {
        assert_eq!(mode.to_string().parse(), Ok(*mode));
        assert_eq!(Mode::of(mode.number()), *mode);
    }
    assert_eq!(" Report-Only\n".parse(), Ok(Mode::ReportOnly));
    for text in ["", "on", "true", "report_only", "enforce", "none", "off on"] {
        assert_eq!(text.parse::<Mode>(), Err(ModeError), "{text}");
    }
    assert_eq!(format!("{:>12}", Mode::Both), "        both");
}

#[test]
#[should_panic(expected = "the policy enforces no Content-Security-Policy")]
fn a_policy_without_a_csp_is_refused() {
    let policy = policy!(crate::private::Parts::EMPTY);
    assert!(PolicySwitch::try_from(policy.clone()).is_err());
    let _ = PolicySwitch::new(policy, Mode::Enforced);
}
