//! What a value of configuration can be.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use talisman::{Changes, Policy, Scheme};

use crate::{SITE, changed, codes};

/// Values as tired operators leave them, and the code that each is refused with; an empty code is a value that is meant.
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
