//! Policies that are printed and read, and policies that were read and are changed.

use talisman::{Changes, Policy, Scheme, presets};

use crate::{SITE, changed};

#[test]
fn what_a_policy_prints_reads_back() {
    const OFF: &str = "off";
    let own = changed(
        &SITE,
        &Changes::new().add_source("img-src", "https://s3.example"),
    )
    .unwrap();
    let text = "default-src 'self'; script-src 'nonce' 'strict-dynamic'";
    let (from_text, _) = SITE.with_content_security_policy(text).unwrap();
    for policy in [
        SITE,
        own,
        from_text,
        presets::FLASK_TALISMAN,
        presets::GOOGLE,
        presets::HYPERFLASK,
        presets::HYPERFLASK_SECURED,
        presets::HELMET,
        presets::OWASP,
        presets::STRICT,
    ] {
        let mut changes = Changes::new();
        for (name, _) in SITE.fields(Scheme::Https) {
            if policy.field_length(name).is_none() {
                changes = changes.field(name, OFF);
            }
        }
        let (read, _) = SITE
            .with_changes(&changes.fields(policy.to_string()))
            .unwrap_or_else(|error| panic!("{policy}\n{error}"));
        let sorted = |policy: &Policy| {
            let mut fields: Vec<_> = policy
                .fields(Scheme::Https)
                .map(|(name, value)| format!("{name}: {value}"))
                .collect();
            fields.sort();
            fields
        };
        assert_eq!(sorted(&read), sorted(&policy));
        assert_eq!(read.has_nonce(), policy.has_nonce());
    }
}

#[test]
fn a_text_that_took_the_csp_s_place_is_changed_as_it_is() {
    let (policy, _) = SITE
        .with_content_security_policy(
            "default-src 'self'; script-src 'nonce' unchecked('new'); img-src 'self'",
        )
        .unwrap();
    let policy = changed(
        &policy,
        &Changes::new().add_source("img-src", "https://s3.example"),
    )
    .unwrap();
    let csp = policy
        .fields(Scheme::Https)
        .find(|(name, _)| *name == "content-security-policy");
    assert_eq!(
        csp.unwrap().1,
        "default-src 'self'; script-src 'nonce-' 'new'; img-src 'self' https://s3.example"
    );
}
