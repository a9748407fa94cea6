use super::{ConfigurationPoint, PointStatus, Type, read};
use crate::ground::diagnostic::Diagnostics;
use crate::ground::problem::Severity;
use crate::ground::word::{Member, MemberValue, Site, Spelling, Word};
use crate::headers::header::{Header, check_text, check_text_with_advice};

/// `code@text` of every problem of a word, and the value.
fn checked(text: &str) -> (Option<String>, Vec<String>) {
    let checked = check_text(Header::DocumentPolicy, text);
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

#[test]
fn a_policy_is_serialized_in_its_own_order() {
    for (text, serialized) in [
        ("js-profiling", "js-profiling"),
        (
            "force-load-at-top=?1,js-profiling=?0",
            "force-load-at-top, js-profiling=?0",
        ),
        (
            "*;report-to=ep, js-profiling;report-to=none",
            "*;report-to=ep, js-profiling;report-to=none",
        ),
        ("unchecked(new-point)=1.5", "new-point=1.5"),
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
        ("", "document-policy-empty-policy@"),
        ("js-profiling=?2", "document-policy-syntax@?2"),
        ("Js-Profiling", "document-policy-key-case@Js-Profiling"),
        ("js-profile", "document-policy-unknown-name@js-profile"),
        (
            "oversized-images=?0",
            "document-policy-never-shipped@oversized-images",
        ),
        (
            "max-image-bpp=2.0",
            "document-policy-never-shipped@max-image-bpp",
        ),
        ("sync-xhr=?0", "document-policy-experimental-name@sync-xhr"),
        (
            "js-profiling, js-profiling=?0",
            "document-policy-duplicate-name@js-profiling",
        ),
        ("js-profiling=()", "document-policy-list-value@js-profiling"),
        ("js-profiling=(a)", "document-policy-list-value@a"),
        ("js-profiling=1", "document-policy-value-type@1"),
        ("js-profiling=true", "document-policy-value-type@true"),
        (
            "js-profiling;report-to=\"ep\"",
            "document-policy-quoted-endpoint@\"ep\"",
        ),
        (
            "js-profiling;report-to",
            "document-policy-endpoint-name@report-to",
        ),
        ("js-profiling;to=ep", "document-policy-unknown-parameter@to"),
        (
            "js-profiling;Report-To=ep",
            "document-policy-key-case@Report-To",
        ),
        (
            "js-profiling;report-to=a;report-to=b",
            "document-policy-duplicate-parameter@report-to",
        ),
        (
            "unchecked(js-profiling)",
            "document-policy-needless-unchecked@unchecked(js-profiling)",
        ),
        ("unchecked(A)", "document-policy-not-a-key@A"),
    ] {
        assert_eq!(checked(text).1, [expected], "{text}");
    }
}

#[test]
fn true_and_false_are_booleans_among_rust_tokens() {
    let word = |text: &str, spelling, site| Word {
        text: text.to_owned(),
        spelling,
        site: Site(site),
    };
    for (given, expected) in [
        ("true", Some("js-profiling")),
        ("false", Some("js-profiling=?0")),
        ("on", None),
    ] {
        let value = MemberValue::Item(word(given, Spelling::Bare, 1));
        let member = Member {
            key: word("js-profiling", Spelling::Bare, 0),
            value,
            parameters: Vec::new(),
            item_parameters: Vec::new(),
        };
        let mut out = Diagnostics::new();
        let policy = read(&[member], &mut out);
        let value = out
            .finish(policy)
            .ok()
            .map(|(policy, _)| policy.to_string());
        assert_eq!(value.as_deref(), expected, "{given}");
    }
}

#[test]
fn every_name_of_the_table_is_read() {
    for name in ConfigurationPoint::ALL {
        let text = match name.fact().value {
            Type::Token(tokens) => format!("{name}={}", tokens[0]),
            Type::Boolean | Type::Any => format!("{name}=?0"),
        };
        let (serialized, problems) = checked(&text);
        assert_eq!(serialized.as_deref(), Some(text.as_str()));
        assert_eq!(
            problems.is_empty(),
            name.fact().status == PointStatus::Shipped,
            "{name}: {problems:?}"
        );
    }
}

#[test]
fn a_value_of_another_notation_is_translated() {
    for (text, instead) in [
        ("js-profiling=true", Some("?1")),
        ("js-profiling=0", Some("?0")),
        ("js-profiling-mode=Eager", Some("eager")),
        ("js-profiling=zebra", None),
        ("js-profilng", Some("js-profiling")),
        ("zebra", None),
    ] {
        let found = check_text(Header::DocumentPolicy, text).findings;
        let errors = found
            .iter()
            .find(|finding| finding.explanation.severity == Severity::Error);
        let explanation = &errors.unwrap().explanation;
        assert_eq!(explanation.instead.as_deref(), instead, "{text}");
    }
}

#[test]
fn what_a_document_has_anyway_is_advice() {
    let codes = |text| {
        let found = check_text_with_advice(Header::DocumentPolicy, text).findings;
        let advice = found
            .into_iter()
            .filter(|finding| finding.explanation.severity == Severity::Advice);
        advice
            .filter(|finding| finding.explanation.code != "header-partly-supported")
            .map(|finding| finding.explanation.code)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        [
            "force-load-at-top=?0",
            "force-load-at-top",
            "*;report-to=main"
        ]
        .map(codes),
        [vec!["document-policy-repeats-default"], vec![], vec![]]
    );
}
