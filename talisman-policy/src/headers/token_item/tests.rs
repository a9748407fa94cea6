use super::{BrowserSupport, Token, TokenItem};
use crate::ground::diagnostic::Diagnostics;
use crate::ground::word::{Item, Site, Spelling, Word};
use crate::headers::cross_origin_opener_policy::{OpenerPolicy, read};
use crate::headers::csp::Disposition;
use crate::headers::header::{Header, HeaderPolicy, check_text};

/// An item as the macro finds it: a name or value in quotes is a literal there.
fn in_tokens(value: (&str, Spelling), parameters: &[(&str, &str, Spelling)]) -> Item {
    let mut site = 0..;
    let mut word = |text: &str, spelling| Word {
        text: text.to_owned(),
        spelling,
        site: Site(site.next().unwrap_or_default()),
    };
    Item {
        value: word(value.0, value.1),
        parameters: parameters
            .iter()
            .map(|(name, value, spelling)| {
                (word(name, Spelling::Bare), Some(word(value, *spelling)))
            })
            .collect(),
    }
}

#[track_caller]
fn helps(item: &Item) -> Vec<String> {
    let mut out = Diagnostics::new();
    read(Some(item), Disposition::Report, &mut out);
    out.iter()
        .map(|found| found.problem.explain().help)
        .collect()
}

#[test]
fn among_rust_tokens_quotes_say_nothing() {
    use Spelling::{Bare, Literal};
    for (value, name) in [
        (Bare, Bare),
        (Bare, Literal),
        (Literal, Bare),
        (Literal, Literal),
    ] {
        let item = in_tokens(("same-origin", value), &[("report-to", "main", name)]);
        let mut out = Diagnostics::new();
        let policy = read(Some(&item), Disposition::Report, &mut out);
        assert!(out.is_empty(), "{value:?} {name:?}: {out:?}");
        let policy = policy.expect("a policy without a problem");
        assert_eq!(policy.known(), Some(OpenerPolicy::SameOrigin));
        assert_eq!(policy.report_to(), Some("main"));
        assert_eq!(policy.to_string(), "same-origin; report-to=\"main\"");
    }
}

#[test]
fn a_remedy_is_spelled_as_the_words_are() {
    let bare = in_tokens(("same-origin", Spelling::Bare), &[]);
    assert_eq!(
        helps(&bare),
        ["write same-origin; report-to = \"main\", with the name of an endpoint instead of main"]
    );
    let text = check_text(
        Header::CrossOriginOpenerPolicyReportOnly,
        "same-origin; report-to=\"\"",
    );
    let helps: Vec<&str> = text
        .findings
        .iter()
        .map(|finding| finding.explanation.help.as_str())
        .collect();
    assert_eq!(
        helps,
        ["write the name that Reporting-Endpoints gives the endpoint, such as report-to=\"main\""]
    );
}

#[test]
fn what_can_be_pasted_mends_the_text() {
    for (header, text, mended) in [
        (
            Header::CrossOriginOpenerPolicy,
            "Same-Origin",
            "same-origin",
        ),
        (
            Header::CrossOriginOpenerPolicy,
            "\"same-origin\"",
            "same-origin",
        ),
        (
            Header::CrossOriginEmbedderPolicy,
            "require-cors",
            "require-corp",
        ),
        (Header::CrossOriginEmbedderPolicy, "none", "unsafe-none"),
        (Header::DocumentIsolationPolicy, "unsafe-none", "none"),
        (
            Header::CrossOriginEmbedderPolicy,
            "require-corp; report-to=main",
            "require-corp; report-to=\"main\"",
        ),
        (
            Header::CrossOriginEmbedderPolicy,
            "require-corp; Report-To=\"main\"",
            "require-corp; report-to=\"main\"",
        ),
        (
            Header::CrossOriginResourcePolicy,
            "\"same-site\"",
            "same-site",
        ),
        (Header::OriginAgentCluster, "true", "?1"),
        (Header::XDnsPrefetchControl, "no", "off"),
        (
            Header::XPermittedCrossDomainPolicies,
            "master_only",
            "master-only",
        ),
    ] {
        let checked = check_text(header, text);
        assert_eq!(checked.serialized, None, "{text}");
        let finding = checked
            .findings
            .iter()
            .find(|finding| finding.explanation.instead.is_some())
            .unwrap_or_else(|| panic!("nothing to paste for {text}"));
        let mut pasted = text.to_owned();
        let instead = finding.explanation.instead.as_deref().unwrap_or_default();
        pasted.replace_range(finding.range.clone(), instead);
        assert_eq!(pasted, mended);
        assert_eq!(
            check_text(header, &pasted).serialized.as_deref(),
            Some(mended)
        );
    }
}

#[test]
fn a_browser_that_does_not_know_a_token_is_named() {
    let known = |chrome, firefox, safari| BrowserSupport {
        chrome,
        firefox,
        safari,
    };
    assert_eq!(known(Some("83"), Some("79"), Some("15.2")).missing(), None);
    assert_eq!(
        known(Some("131"), None, None)
            .missing()
            .map(|names| names.to_string())
            .as_deref(),
        Some("Firefox and Safari")
    );
}

#[test]
fn a_policy_can_be_asked_for_its_token_and_endpoint() {
    let text = "unchecked(brand-new); report-to=\"main\"";
    let (header, mut out) = (Header::CrossOriginEmbedderPolicy, Diagnostics::new());
    let (policy, _) = crate::headers::header::read_text(header, text, Site(0), &mut out);
    let policy = policy.expect("an unchecked token is read");
    let HeaderPolicy::CrossOriginEmbedderPolicy(policy) = policy else {
        unreachable!("the header has this value");
    };
    let policy: TokenItem<_> = policy;
    assert_eq!((policy.known(), policy.report_to()), (None, Some("main")));
    assert_eq!(policy.token(), &Token::Unchecked("brand-new".to_owned()));
}
