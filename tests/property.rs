//! What holds for every policy and every text, tried on thousands of them. The seed is fixed: a run can be repeated.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};
use proptest::strategy::Union;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use talisman_policy::headers::csp::{
    self, Directive, DirectiveName, DirectiveValue, Disposition, Grammar, Keyword, SourceExpression,
};
use talisman_policy::headers::{Checked, Header, check_text};
use talisman_policy::{Diagnostics, Severity, Site, text};
use talisman_tests::rows;

#[test]
fn a_policy_is_read_back_as_it_was_written() {
    hold(&good_csp(), 1000, |written| {
        let policy = csp(&written);
        let serialized = policy.to_string();
        prop_assert_eq!(&csp(&serialized), &policy, "{}", serialized);
        Ok(())
    });
}

#[test]
fn what_any_header_is_serialized_as_is_read_back() {
    hold(&any_field(), 8000, |(header, text)| {
        // What was sent unchecked cannot be read back without saying so again.
        prop_assume!(!text.contains("unchecked("));
        if let Some(serialized) = check_text(header, &text).serialized {
            let again = check_text(header, &serialized);
            prop_assert_eq!(
                again.serialized.as_ref(),
                Some(&serialized),
                "{:?} as {}: {:#?}",
                text,
                header,
                again.findings
            );
        }
        Ok(())
    });
}

#[test]
fn every_text_is_read_and_every_problem_is_inside_it() {
    hold(&any_field(), 8000, |(header, text)| {
        let Checked {
            serialized,
            findings,
        } = check_text(header, &text);
        let refused = findings
            .iter()
            .any(|finding| finding.explanation.severity == Severity::Error);
        prop_assert_eq!(serialized.is_none(), refused, "{:?} as {}", text, header);
        for finding in findings {
            let code = finding.explanation.code;
            for range in std::iter::once(finding.range).chain(finding.also) {
                prop_assert!(
                    text.get(range.clone()).is_some(),
                    "{}: {:?} of {:?} as {}",
                    code,
                    range,
                    text,
                    header
                );
            }
        }
        Ok(())
    });
}

#[test]
fn a_field_value_holds_nothing_that_a_field_cannot_carry() {
    hold(&any_field(), 8000, |(header, text)| {
        if let Some(serialized) = check_text(header, &text).serialized {
            let is_carried = serialized.bytes().all(|byte| (0x20..=0x7e).contains(&byte))
                && serialized.trim() == serialized;
            prop_assert!(is_carried, "{:?} of {:?} as {}", serialized, text, header);
        }
        Ok(())
    });
}

#[test]
fn a_nonce_changes_no_directive() {
    hold(
        &(good_csp(), "[A-Za-z0-9_-]{22}"),
        1000,
        |(written, nonce)| {
            let policy = csp(&written);
            let field = policy.field(Disposition::Enforce);
            let (mut sent, slots) = field.value.template();
            for slot in slots.iter().rev() {
                sent.insert_str(*slot, &nonce);
            }
            prop_assert_eq!(
                &sent,
                &policy
                    .to_string()
                    .replace("'nonce'", &format!("'nonce-{nonce}'"))
            );
            let received = csp(&sent);
            prop_assert_eq!(names(&received), names(&policy));
            let filled = sources(&received)
                .filter(|source| **source == SourceExpression::StaticNonce(nonce.clone()))
                .count();
            prop_assert_eq!(filled, slots.len());
            let without = csp_without_nonce(&field.without_nonce);
            prop_assert_eq!(names(&without), names(&policy));
            prop_assert!(sources(&without).all(|source| *source != SourceExpression::Nonce));
            // Beside a nonce 'unsafe-inline' is void; without it, it would not be.
            for (before, after) in policy.directives().iter().zip(without.directives()) {
                let has = |directive: &Directive, source: &SourceExpression| {
                    sources_of(directive).any(|found| found == source)
                };
                let inline = SourceExpression::Keyword(Keyword::UnsafeInline);
                prop_assert!(
                    !(has(before, &SourceExpression::Nonce) && has(after, &inline)),
                    "{}",
                    field.without_nonce
                );
            }
            Ok(())
        },
    );
}

/// Policies without a problem: directives of the table, each at most once, with values of their grammar.
fn good_csp() -> impl Strategy<Value = String> {
    let current: Vec<_> = DirectiveName::ALL
        .iter()
        .copied()
        .filter(|name| !name.is_removed())
        .collect();
    subsequence(current, 1..8)
        .prop_shuffle()
        .prop_flat_map(|names| names.into_iter().map(good_directive).collect::<Vec<_>>())
        .prop_map(|directives| directives.join(" ; "))
}

fn good_directive(name: DirectiveName) -> BoxedStrategy<String> {
    let values = match name.fact().grammar {
        Grammar::SourceList => prop_oneof![
            9 => vec(good_source(name), 1..6).prop_map(|sources| sources.join(" ")),
            1 => Just("'none'".to_owned()),
        ]
        .boxed(),
        Grammar::AncestorSourceList => vec(
            prop_oneof![Just("'self'".to_owned()), scheme(), host("")],
            1..4,
        )
        .prop_map(|sources| sources.join(" "))
        .boxed(),
        Grammar::SandboxTokens => subsequence(csp::SandboxToken::ALL.to_vec(), 0..5)
            .prop_map(|tokens| {
                tokens
                    .iter()
                    .map(|token| token.as_str())
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .boxed(),
        Grammar::UriReferences => vec(
            "/[a-z]{1,8}(\\?[a-z]=%[0-9A-F]{2})?|https://[a-z]{1,9}\\.example/[a-z]*",
            1..3,
        )
        .prop_map(|urls| urls.join(" "))
        .boxed(),
        Grammar::Token => "[A-Za-z][A-Za-z0-9!#$%&*+._~|^-]{0,12}".boxed(),
        Grammar::TrustedTypesSinkGroups => Just("'script'".to_owned()).boxed(),
        Grammar::TrustedTypesPolicyList => {
            vec("[a-z][A-Za-z0-9#=_/@.%-]{5,9}|\\*|'allow-duplicates'", 0..4)
                .prop_map(|names| names.join(" "))
                .boxed()
        }
        Grammar::WebrtcKeyword => select(vec!["'allow'".to_owned(), "'block'".to_owned()]).boxed(),
        Grammar::NoValue => Just(String::new()).boxed(),
    };
    values
        .prop_map(move |value| format!("{name} {value}"))
        .boxed()
}

fn good_source(directive: DirectiveName) -> BoxedStrategy<String> {
    // 'strict-dynamic' needs a nonce beside it, and is a problem where workers are named.
    let keywords: Vec<String> = Keyword::ALL
        .iter()
        .filter(|keyword| **keyword != Keyword::StrictDynamic)
        .map(|keyword| keyword.as_str().to_owned())
        .collect();
    let mut kinds = vec![
        select(keywords).boxed(),
        scheme().boxed(),
        host("(/[A-Za-z0-9._~!$&'()*+=:@-]{1,6}){0,2}/?").boxed(),
        Just("*".to_owned()).boxed(),
    ];
    if directive.takes_nonce() {
        kinds.push(Just("'nonce'".to_owned()).boxed());
        kinds.push(Just("'strict-dynamic' 'nonce'".to_owned()).boxed());
        kinds.push("'nonce-[A-Za-z0-9+/_-]{4,30}={0,2}'".boxed());
    }
    if directive.takes_hash() {
        let of_attributes = !directive.takes_nonce();
        let beside = if of_attributes {
            "'unsafe-hashes' "
        } else {
            ""
        };
        for hash in [
            "'(url-|eval-)?sha256-[A-Za-z0-9+/]{43}='",
            "'sha384-[A-Za-z0-9_-]{64}'",
            "'sha512-[A-Za-z0-9+/]{86}=='",
        ] {
            kinds.push(format!("{beside}{hash}").boxed_regex());
        }
    }
    Union::new(kinds).boxed()
}

fn scheme() -> impl Strategy<Value = String> {
    select(vec![
        "https:",
        "http:",
        "data:",
        "blob:",
        "wss:",
        "WS:",
        "filesystem:",
        "mediastream:",
    ])
    .prop_map(str::to_owned)
}

fn host(path: &str) -> BoxedStrategy<String> {
    format!("((https|wss|Http)://)?(\\*\\.)?[a-zA-Z0-9][a-z0-9-]{{4,9}}(\\.[a-z0-9-]{{1,5}}){{1,2}}(:[1-9][0-9]{{0,3}}|:\\*)?{path}").boxed_regex()
}

/// A regular expression that was put together, as the strategy that makes texts it matches.
trait BoxedRegex {
    fn boxed_regex(&self) -> BoxedStrategy<String>;
}

impl BoxedRegex for String {
    fn boxed_regex(&self) -> BoxedStrategy<String> {
        proptest::string::string_regex(self)
            .expect("the expression is one")
            .boxed()
    }
}

/// A field and a text for it.
fn any_field() -> impl Strategy<Value = (Header, String)> {
    Union::new(
        Header::ALL
            .iter()
            .map(|header| text_for(*header).prop_map(|text| (*header, text))),
    )
}

/// A row of the field, whole or with a piece put in or taken out, or any other text.
fn text_for(header: Header) -> impl Strategy<Value = String> {
    let file = header.as_str().to_ascii_lowercase();
    let rows = rows(file.trim_end_matches("-report-only"));
    let rows: Vec<String> = rows
        .into_iter()
        .filter_map(|row| row.text)
        .filter(|text| text.len() < 200)
        .collect();
    let changed = (select(rows.clone()), any::<Index>(), 0_usize..3, piece());
    prop_oneof![
        4 => select(rows),
        6 => changed.prop_map(|(text, index, removed, piece)| {
            let mut letters: Vec<char> = text.chars().collect();
            let at = index.index(letters.len() + 1);
            letters.splice(at..(at + removed).min(letters.len()), piece.chars());
            letters.into_iter().collect()
        }),
        3 => any_text(),
    ]
}

/// Words of the language in any order, and characters that no field can hold.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => vec(piece(), 0..12).prop_map(|pieces| pieces.concat()),
        1 => vec(any::<char>(), 0..24).prop_map(|letters| letters.into_iter().collect()),
    ]
}

/// A word of the language, a separator, or something that is neither.
fn piece() -> impl Strategy<Value = String> {
    let words = "default-src script-src img-src sandbox report-to trusted-types 'none' 'self' 'nonce' 'nonce-a' nonce- self https: https:// * \
        a.example //a [::1] 'sha256-x=' sha512- unchecked(x) unchecked( ' \" ` \u{2018} max-age max-age= 31536000 includeSubDomains preload \
        camera geolocation browsing-topics =() =* =(self =(self \"https://a.example\") =?0 =:eA==: \"\\\\ report-to=x ;a=1 DENY SAMEORIGIN ALLOW-FROM \
        no-referrer strict-origin unsafe-url nosniff noopen 0 1 1;mode=block document-write js-profiling Referrer-Policy: Content-Security-Policy: \
        \u{fc} \u{1f512} \u{0} \u{7f} \u{b} \u{a0} % %zz # ?";
    let words = words
        .split_whitespace()
        .map(str::to_owned)
        .collect::<Vec<_>>();
    let separators = [
        " ", "  ", "\n", "\t", "\r\n", ";", "; ", ",", ", ", "=", "(", ")", ":", "\"", "\u{c}",
    ]
    .map(str::to_owned)
    .to_vec();
    prop_oneof![3 => select(words), 3 => select(separators), 1 => "[a-z-]{1,8}".boxed()]
}

/// Tries what must hold on so many values.
#[track_caller]
fn hold<S: Strategy>(values: &S, cases: u32, test: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let config = Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    match TestRunner::new_with_rng(config, rng).run(values, test) {
        Ok(()) => {}
        Err(TestError::Fail(reason, value)) => panic!("{reason}\nfor {value:#?}"),
        Err(TestError::Abort(reason)) => panic!("{reason}"),
    }
}

#[track_caller]
fn csp(text: &str) -> csp::Policy {
    let mut out = Diagnostics::new();
    let policy = csp::read(
        &text::split_directives(text, Site(0)).statements,
        Disposition::Enforce,
        &mut out,
    );
    out.finish(policy)
        .unwrap_or_else(|found| panic!("{text}: {found:#?}"))
        .0
}

/// The policy of a page that was given no nonce: there 'strict-dynamic' is to let no script run.
#[track_caller]
fn csp_without_nonce(text: &str) -> csp::Policy {
    let mut out = Diagnostics::new();
    let statements = text::split_directives(text, Site(0)).statements;
    let policy = csp::read(&statements, Disposition::Enforce, &mut out);
    for found in &out {
        let code = found.problem.explain().code;
        let is_meant = found.severity != Severity::Error || code == "csp-strict-dynamic-alone";
        assert!(is_meant, "{text}: {found:#?}");
    }
    policy.expect("the policy has a directive")
}

fn names(policy: &csp::Policy) -> Vec<String> {
    policy
        .directives()
        .iter()
        .map(|directive| directive.name().as_str().to_owned())
        .collect()
}

fn sources(policy: &csp::Policy) -> impl Iterator<Item = &SourceExpression> {
    policy.directives().iter().flat_map(sources_of)
}

fn sources_of(directive: &Directive) -> impl Iterator<Item = &SourceExpression> {
    let sources = match directive.value() {
        DirectiveValue::Sources(sources) => sources.as_slice(),
        DirectiveValue::Words(_) => &[],
    };
    sources.iter().map(|source| &source.node)
}
