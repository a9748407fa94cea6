//! What a value of configuration can be.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use talisman::{Changes, Policy, Scheme};

use crate::{SITE, changed, codes};

/// Values as tired operators leave them, and the code that each is refused with; an empty code is a value that is intended.
#[test]
fn a_value_that_is_not_one_source_is_refused() {
    for (value, code) in [
        ("https://s3.example", ""),
        (" https://s3.example\r\n", ""),
        ("s3.example:9000", ""),
        ("http://10.0.0.5:9000", ""),
        ("https://s3.example/bucket/", ""),
        ("", "csp-empty-literal"),
        (" \n", "csp-empty-literal"),
        ("evil.example https://other.example", "csp-whitespace"),
        ("evil.example\nhttps://other.example", "csp-whitespace"),
        ("https://a.example,https://b.example", "csp-comma"),
        ("https://a.example;", "csp-semicolon"),
        ("https://a.example; script-src *", "csp-semicolon"),
        ("\"https://a.example\"", "csp-quoted-source"),
        ("'https://a.example'", "csp-quoted-source"),
        ("self", "csp-unquoted-keyword"),
        ("'none'", "csp-edit-of-none"),
        ("${S3_HOST}", "csp-placeholder"),
        ("https://<bucket>.s3.example", "csp-placeholder"),
        ("https://user:password@s3.example", "csp-userinfo"),
        ("https://b\u{fc}cher.example", "csp-non-ascii"),
        ("https://s3.example\u{7}", "csp-control-character"),
        ("https://s3.example:port", "csp-invalid-port"),
        ("https://s3.example/?list", "csp-query-or-fragment"),
        ("http://[::1]:9000", "csp-ipv6"),
    ] {
        let changes = Changes::new().add_source("connect-src", value);
        match SITE.with_changes(&changes) {
            Ok(_) => assert_eq!(code, "", "{value:?}"),
            Err(error) => assert_eq!(codes(error.findings()), [code], "{value:?}: {error}"),
        }
    }
}

/// Texts of options and fields as they are pasted and mistyped, and what each is refused with.
#[test]
fn a_text_that_is_not_what_it_looks_like_is_refused() {
    let option = |text: &str| Changes::new().option("content_security_policy", text);
    let fields = |text: &str| Changes::new().fields(text);
    for (changes, code) in [
        (option("img-src += https://a.example"), "policy-no-base"),
        (
            option("..BASE; img-src += https://a.example"),
            "csp-unknown-directive",
        ),
        (
            option("..; img-src += https://a.example, https://b.example"),
            "csp-comma",
        ),
        (option("..; img-src += "), "csp-missing-value"),
        (option("..; img-src"), "csp-missing-value"),
        (
            option("..; img-src += https://a.example font-src 'self'"),
            "csp-missing-semicolon",
        ),
        (
            option("..; img-src: https://a.example"),
            "csp-directive-colon",
        ),
        (option(""), "csp-empty-policy"),
        (option("OFF"), "csp-unknown-directive"),
        (option("true"), "policy-wrong-value"),
        (
            option("Content-Security-Policy: default-src 'self'"),
            "csp-field-name",
        ),
        (
            fields("HTTP/1.1 200 OK\r\nX-Frame-Options: DENY\r\n"),
            "custom-field-name",
        ),
        (
            fields("add_header X-Frame-Options DENY always;"),
            "custom-field-name",
        ),
        (
            fields("X-Frame-Options: DENY\nX-Frame-Options: SAMEORIGIN"),
            "policy-duplicate-option",
        ),
        (fields("date: now"), "custom-field-not-a-constant"),
        (
            Changes::new().field("x-team", "a\r\nset-cookie: b"),
            "custom-field-value",
        ),
        (
            Changes::new().field("content-security-policy", "default-src 'self'\nx: y"),
            "custom-field-value",
        ),
        (
            Changes::new().option("X-Frame-Options", "DENY"),
            "policy-unknown-option",
        ),
        (
            Changes::new().option("frame_options", "Off"),
            "frame-options-unknown-value",
        ),
        (
            Changes::new().option("force_https", "yes"),
            "policy-wrong-value",
        ),
        (
            Changes::new().option("force_https_hosts", "a.example, b.example"),
            "policy-redirect-host",
        ),
        (
            Changes::new().option("max_field_length", "2k"),
            "policy-wrong-value",
        ),
        (
            Changes::new().set_directive("img-src", "'self'; script-src *"),
            "csp-semicolon",
        ),
        (
            Changes::new().set_directive("img-src", ""),
            "csp-missing-value",
        ),
        (
            Changes::new()
                .remove_directive("img-src")
                .add_source("img-src", "a.example"),
            "csp-duplicate-directive",
        ),
        (
            Changes::new().add_source("img-src *; script-src", "a.example"),
            "csp-whitespace",
        ),
        (
            Changes::new().add_source("", "a.example"),
            "csp-unknown-directive",
        ),
    ] {
        let error = SITE
            .with_changes(&changes)
            .map(|(policy, _)| policy)
            .unwrap_err();
        assert_eq!(error.findings()[0].code(), code, "{changes:?}: {error}");
    }
}

#[test]
fn a_word_that_looks_like_a_switch_is_reported() {
    let text = "..; img-src OFF";
    let changes = Changes::new().option("content_security_policy", text);
    let (_, warnings) = SITE.with_changes(&changes).unwrap();
    assert_eq!(codes(&warnings), ["csp-word-as-host"]);
}

/// Whatever the value, the CSP has at most one source more, and nothing else changes.
#[test]
fn no_value_adds_a_directive_a_second_source_a_field_or_a_line() {
    let pieces = prop::sample::select(vec![
        "https://",
        "a.example",
        "*",
        "'self'",
        "'unsafe-inline'",
        " ",
        ";",
        ",",
        "\n",
        "\r\n",
        "\t",
        "script-src",
        "+=",
        "off",
        "..",
        "'",
        "\"",
        ":",
        "/",
        "%3B",
        "\u{0}",
        "\u{7f}",
        "\u{a0}",
        "\u{fc}",
        "unchecked(",
        ")",
        "'nonce-",
        "'nonce'",
        "data:",
        "x-a: b",
    ]);
    let value = prop::collection::vec(pieces, 0..6).prop_map(|pieces| pieces.concat());
    let value = prop_oneof![value, any::<String>()];
    let words = |policy: &Policy| -> Vec<Vec<String>> {
        let text = policy
            .fields(Scheme::Https)
            .find(|(name, _)| *name == "content-security-policy");
        let directives = text.unwrap().1.split("; ");
        directives
            .map(|it| it.split(' ').map(str::to_owned).collect())
            .collect()
    };
    let others = |policy: &Policy| -> Vec<(String, String)> {
        let fields = policy
            .fields(Scheme::Https)
            .filter(|(name, _)| *name != "content-security-policy");
        fields
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect()
    };
    let config = Config {
        cases: 4000,
        failure_persistence: None,
        ..Config::default()
    };
    TestRunner::new(config)
        .run(&value, |value| {
            let Ok(policy) = changed(&SITE, &Changes::new().add_source("connect-src", &value))
            else {
                return Ok(());
            };
            let (before, after) = (words(&SITE), words(&policy));
            prop_assert_eq!(before.len(), after.len());
            for (before, after) in before.iter().zip(&after) {
                if before[0] == "connect-src" {
                    prop_assert_eq!(&after[..before.len()], &before[..]);
                    prop_assert!(after.len() <= before.len() + 1, "{:?}", after);
                } else {
                    prop_assert_eq!(before, after);
                }
            }
            prop_assert_eq!(others(&SITE), others(&policy));
            prop_assert_eq!(
                policy.to_string().lines().count(),
                SITE.to_string().lines().count()
            );
            Ok(())
        })
        .unwrap();
}
