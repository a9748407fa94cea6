use super::{StrictTransportSecurity, read};
use crate::ground::diagnostic::Diagnostics;
use crate::ground::problem::{Explanation, Severity};
use crate::ground::word::{Site, Spelling, Statement, Word};
use crate::headers::header::{Header, HeaderPolicy, check_text, check_text_with_advice};

/// `code@text` of every problem, and the value.
fn checked(text: &str) -> (Option<String>, Vec<String>) {
    let checked = check_text(Header::StrictTransportSecurity, text);
    let findings = checked.findings.iter();
    let problems = findings.map(|finding| {
        format!(
            "{}@{}",
            finding.explanation.code,
            &text[finding.range.clone()]
        )
    });
    (checked.serialized, problems.collect())
}

/// The options of a macro, each a name with its value or without.
fn options(options: &[(&str, Option<&str>)]) -> (Option<String>, Vec<String>) {
    let word = |text: &str| Word {
        text: text.to_owned(),
        spelling: Spelling::Bare,
        site: Site(0),
    };
    let statements: Vec<Statement> = options
        .iter()
        .map(|(name, value)| Statement {
            name: word(name),
            values: value.iter().map(|value| word(value)).collect(),
        })
        .collect();
    let mut out = Diagnostics::new();
    let policy = read(&statements, &mut out);
    let found = out.iter().map(|diagnostic| {
        let explanation = diagnostic.problem.explain();
        format!("{}: {}", explanation.code, explanation.help)
    });
    (policy.map(|policy| policy.to_string()), found.collect())
}

#[test]
fn the_default_is_what_flask_talisman_sends() {
    let default = StrictTransportSecurity::default();
    let field =
        HeaderPolicy::StrictTransportSecurity(default).field(Header::StrictTransportSecurity);
    assert!(field.https_only);
    assert_eq!(field.name, "strict-transport-security");
    assert_eq!(field.without_nonce, "max-age=31556926; includeSubDomains");
}

#[test]
fn directives_are_serialized_in_one_order() {
    for (text, serialized) in [
        ("max-age=15552000", "max-age=15552000"),
        (
            "preload; INCLUDESUBDOMAINS ;; Max-Age = \"31536000\";",
            "max-age=31536000; includeSubDomains; preload",
        ),
        ("max-age=0031536000", "max-age=31536000"),
        ("max-age=631138519", "max-age=631138519"),
    ] {
        assert_eq!(
            checked(text),
            (Some(serialized.to_owned()), vec![]),
            "{text}"
        );
    }
}

#[test]
fn problems_are_reported_where_they_are() {
    for (text, expected) in [
        ("", "hsts-missing-max-age@"),
        (
            "includeSubDomains",
            "hsts-missing-max-age@includeSubDomains",
        ),
        ("max-age", "hsts-invalid-max-age@max-age"),
        ("max-age=", "hsts-invalid-max-age@"),
        ("max-age=1y", "hsts-invalid-max-age@1y"),
        ("max-age=-1", "hsts-invalid-max-age@-1"),
        ("max-age=31_536_000", "hsts-invalid-max-age@31_536_000"),
        ("max-age=31536000000", "hsts-huge-max-age@31536000000"),
        (
            "max-age=99999999999999999999999",
            "hsts-huge-max-age@99999999999999999999999",
        ),
        ("max-age=0", "hsts-zero-max-age@0"),
        ("max-age=15551999", "hsts-short-max-age@15551999"),
        (
            "max-age=31536000 includeSubDomains preload",
            "hsts-missing-semicolon@31536000 includeSubDomains preload",
        ),
        (
            "max-age=31536000; includeSubDomains preload",
            "hsts-missing-semicolon@includeSubDomains preload",
        ),
        (
            "max-age=31536000; includeSubDomains: true",
            "hsts-unexpected-value@includeSubDomains: true",
        ),
        ("max-age=1; max-age=2", "hsts-duplicate-directive@max-age"),
        (
            "max-age=1; include-sub-domains",
            "hsts-unknown-directive@include-sub-domains",
        ),
        (
            "max-age=1; include_subdomains",
            "hsts-unknown-directive@include_subdomains",
        ),
        ("maxage=1", "hsts-unknown-directive@maxage"),
        ("max-age 31536000", "hsts-missing-equals@max-age 31536000"),
        ("max-age:31536000", "hsts-missing-equals@max-age:31536000"),
        (
            "max-age=1, includeSubDomains",
            "hsts-comma@1, includeSubDomains",
        ),
        (
            "max-age=1; includeSubDomains, preload",
            "hsts-comma@includeSubDomains, preload",
        ),
        (
            "max-age=1; includeSubDomains=true",
            "hsts-unexpected-value@true",
        ),
        (
            "max-age=31536000; preload",
            "hsts-preload-conditions@preload",
        ),
        (
            "max-age=1; includeSubDomains; preload",
            "hsts-preload-conditions@preload",
        ),
        ("max-age=1; preload", "hsts-preload-conditions@preload"),
        (
            "Strict-Transport-Security: max-age=1",
            "field-name@Strict-Transport-Security:",
        ),
    ] {
        assert_eq!(checked(text).1, [expected], "{text}");
    }
}

#[test]
fn options_have_their_own_spelling() {
    let full = [
        ("max_age", Some("63_072_000")),
        ("include_subdomains", Some("true")),
        ("preload", None),
    ];
    assert_eq!(
        options(&full),
        (
            Some("max-age=63072000; includeSubDomains; preload".to_owned()),
            vec!["hsts-preload: leave preload out unless you will never need http on any of these hosts: hstspreload.org does not recommend it any more".to_owned()]
        )
    );
    let plain = [
        ("max_age", Some("63072000")),
        ("include_subdomains", Some("false")),
        ("preload", Some("false")),
    ];
    assert_eq!(
        options(&plain),
        (
            Some("max-age=63072000".to_owned()),
            vec!["hsts-without-subdomains: add include_subdomains once every host below works over https".to_owned()]
        )
    );
    for (given, expected) in [
        (
            vec![],
            "hsts-missing-max-age: write max-age=31536000, which is one year in seconds",
        ),
        (
            vec![("preload", Some("false"))],
            "hsts-missing-max-age: write max_age: 31536000, which is one year in seconds",
        ),
        (
            vec![("max-age", Some("1"))],
            "hsts-unknown-directive: write `max_age`",
        ),
        (
            vec![("max_age", Some("60")), ("includeSubDomains", None)],
            "hsts-unknown-directive: write `include_subdomains`",
        ),
        (
            vec![("max_age", Some("60")), ("include_subdomains", Some("yes"))],
            "hsts-not-a-boolean: write include_subdomains: true, or include_subdomains: false",
        ),
        (
            vec![("max_age", Some("60")), ("preload", Some("true"))],
            "hsts-preload-conditions: write include_subdomains: true and max_age: 31536000, or leave preload out",
        ),
    ] {
        assert_eq!(options(&given).1, [expected]);
    }
}

/// The one finding, advice included.
#[track_caller]
fn only(text: &str) -> Explanation {
    let found = check_text_with_advice(Header::StrictTransportSecurity, text).findings;
    assert_eq!(found.len(), 1, "{text}: {found:#?}");
    found[0].explanation.clone()
}

#[test]
fn what_can_be_mended_can_be_pasted() {
    for (text, instead) in [
        (
            "max-age=31536000, includeSubDomains, preload",
            "31536000; includeSubDomains; preload",
        ),
        (
            "max-age=31536000 includeSubDomains",
            "31536000; includeSubDomains",
        ),
        ("max-age=365d", "31536000"),
        ("max-age=1y", "31536000"),
        ("max-age=365 days", "31536000"),
        ("max-age=52 Weeks", "31449600"),
        ("max-age=12 months", "31104000"),
        ("max-age=24hr", "86400"),
        ("max-age=90 min", "5400"),
        ("max-age=\"2 years\"", "63072000"),
        ("max-age=31536000; include_subdomains", "includeSubDomains"),
        (
            "max-age=31536000; includeSubDomains yes",
            "includeSubDomains",
        ),
    ] {
        assert_eq!(only(text).instead.as_deref(), Some(instead), "{text}");
    }
    for text in [
        "max-age=31536000, zebra",
        "max-age=1m",
        "max-age=99999999999999999999d",
        "max-age=31536000; includeSubDomains=false",
        "max-age=31536000; zebra",
    ] {
        assert_eq!(only(text).instead, None, "{text}");
    }
}

#[test]
fn advice_is_reported_to_those_who_ask() {
    for (text, code) in [
        (
            "max-age=31536000; includeSubDomains; preload",
            "hsts-preload",
        ),
        ("max-age=31536000", "hsts-without-subdomains"),
        ("max-age=315360001; includeSubDomains", "hsts-long-max-age"),
    ] {
        let explanation = only(text);
        assert_eq!(
            (explanation.code, explanation.severity),
            (code, Severity::Advice)
        );
        assert_eq!(checked(text).1, Vec::<String>::new(), "{text}");
    }
    let silent = "max-age=315360000; includeSubDomains";
    assert!(
        check_text_with_advice(Header::StrictTransportSecurity, silent)
            .findings
            .is_empty()
    );
    assert_eq!(
        only("max-age=1; includeSubDomains").severity,
        Severity::Weakness
    );
}
