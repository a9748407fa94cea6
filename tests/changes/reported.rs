//! What is said of changes.

use talisman::{Changes, Policy, talisman_policy};

use crate::{SITE, changed, codes};

#[test]
fn everything_wrong_is_said_at_once_and_the_constant_stays() {
    let before = SITE.to_string();
    let changes = Changes::new()
        .add_source("image-src", "https://a.example")
        .add_source("img-src", "https://a.example https://b.example")
        .add_source("font-src", "https://a.example")
        .remove_source("connect-src", "https://absent.example")
        .remove_directive("manifest-src")
        .option("frame_option", "DENY")
        .option("referrer_policy", "no-referer")
        .field("set-cookie", "a=b");
    let error = SITE.with_changes(&changes).unwrap_err();
    assert_eq!(
        codes(error.findings()),
        [
            "csp-unknown-directive",
            "csp-whitespace",
            "csp-not-in-base",
            "csp-source-not-in-base",
            "csp-not-in-base",
            "policy-unknown-option",
            "referrer-policy-unknown-token",
            "custom-field-not-a-constant",
        ]
    );
    let finding = &error.findings()[3];
    assert_eq!(&finding.text()[finding.range()], "https://absent.example");
    let shown = error.to_string();
    assert!(
        shown.contains("4 | connect-src -= https://absent.example\n"),
        "{shown}"
    );
    assert_eq!(SITE.to_string(), before);
}

/// What a change does to the whole is said as well, where the constant was not said to do it.
#[test]
fn what_a_change_makes_effective_is_reported() {
    let changes = Changes::new()
        .remove_source("script-src", "'nonce'")
        .add_source("script-src", "'unsafe-inline'");
    let (_, warnings) = SITE.with_changes(&changes).unwrap();
    assert_eq!(codes(&warnings), ["csp-script-unsafe-inline"]);
    let (_, warnings) = SITE
        .with_changes(&Changes::new().option("frame_options", "off"))
        .unwrap();
    assert_eq!(codes(&warnings), ["framing-open"]);
    let length = 2 + SITE.field_length("content-security-policy").unwrap();
    let bounded = changed(
        &SITE,
        &Changes::new().option("max_field_length", length.to_string()),
    )
    .unwrap();
    let error = bounded
        .with_changes(&Changes::new().add_source("img-src", "https://s3.example"))
        .unwrap_err();
    assert_eq!(codes(error.findings()), ["field-over-inherited-budget"]);
}

/// A level before the constant holds for its changes.
#[test]
fn a_denied_warning_refuses_changes() {
    const STERN: Policy = talisman_policy! {
        #![deny(warnings)]
        content_security_policy: { default-src self; script-src self; object-src none; base-uri none; },
    };
    let changes = Changes::new().add_source("script-src", "https:");
    assert!(SITE.with_changes(&changes).is_ok());
    let error = STERN.with_changes(&changes).unwrap_err();
    assert_eq!(codes(error.findings()), ["csp-script-any-host"]);
}
