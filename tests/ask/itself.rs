//! The matcher against itself, on the pairs that browsers decide.
//!
//! `ITSELF=1000000 cargo test --release -p talisman-tests --test ask itself` is the long form, of a million pairs of policies and
//! request for each test.

use std::env;
use std::io::{self, Write as _};

use talisman_ask::{Change, Comparison, Direction, Page, Verdict};
use talisman_policy::Severity;
use talisman_policy::headers::{Header, check_text};
use talisman_policy::policy::sent::Sent;

use super::generate::{Case, all, cases};

/// How many pairs each test tries.
fn pairs() -> usize {
    let count = env::var("ITSELF").ok().and_then(|count| count.parse().ok());
    count.unwrap_or(10_000)
}

/// Not `eprintln!`, which is kept back from the output of a test that passes.
fn say(what: &str) {
    let _ = writeln!(io::stderr(), "\n{what}");
}

fn page(case: &Case) -> Page {
    let page = Page::at(case.page).expect("the page has a URL");
    let policies = case.policies.iter();
    policies.fold(page, |page, policy| page.enforcing(policy))
}

/// The page whose policies have the changes.
fn changed(case: &Case, page: &Page, verdict: &Verdict) -> Page {
    edited(case, page, verdict, |_, _, text| text)
}

/// The page whose policies have the changes, each policy edited after each change of it.
fn edited(
    case: &Case,
    page: &Page,
    verdict: &Verdict,
    edit: impl Fn(usize, &Change, String) -> String,
) -> Page {
    let mut after = Page::at(case.page).expect("the page has a URL");
    for number in 0.. {
        let Some(policy) = page.policy(number) else {
            break;
        };
        // One policy may need two changes, of two directives.
        let mut text = policy.to_string();
        for (_, change) in verdict.changes().iter().filter(|(of, _)| *of == number) {
            let read = talisman_policy::headers::csp::sent::read(&text);
            text = edit(number, change, change.applied_to(&read[0]));
        }
        after = after.enforcing(&text);
    }
    after
}

#[test]
fn every_change_that_is_suggested_allows_the_request() {
    let pairs = pairs();
    let (mut suggested, mut stuck) = (0, 0);
    for case in all(pairs) {
        let page = page(&case);
        let verdict = page.verdict(case.request());
        if verdict.is_allowed() {
            assert!(verdict.changes().is_empty());
        } else if verdict.changes().is_empty() {
            stuck += 1;
        } else {
            suggested += 1;
            let after = changed(&case, &page, &verdict);
            let again = after.verdict(case.request());
            assert!(again.is_allowed(), "{case:?}\n{verdict}\n{again}");
        }
    }
    say(&format!(
        "{pairs} pairs: {suggested} changes allow what they are for, {stuck} have none"
    ));
    assert!(
        suggested > pairs / 3,
        "{suggested} changes, {stuck} without one"
    );
    assert!(
        stuck < pairs / 8,
        "{suggested} changes, {stuck} without one"
    );
}

#[test]
fn no_source_of_a_change_can_be_left_out() {
    let pairs = pairs();
    let mut left_out = 0;
    for case in all(pairs) {
        let page = page(&case);
        let verdict = page.verdict(case.request());
        for (number, change) in verdict.changes() {
            for added in change.added() {
                left_out += 1;
                let after = without(&case, &page, &verdict, (*number, change), added);
                assert!(
                    !after.allows(case.request()),
                    "{case:?}\n{verdict}\nwithout {added} of {change}"
                );
            }
        }
    }
    say(&format!(
        "{pairs} pairs: none of {left_out} sources of changes can be left out"
    ));
    assert!(left_out > pairs / 3, "{left_out}");
}

/// The page with all changes, one of them without a word that it adds.
fn without(
    case: &Case,
    page: &Page,
    verdict: &Verdict,
    (of, less): (usize, &Change),
    added: &str,
) -> Page {
    edited(case, page, verdict, |number, change, text| {
        if number == of && change == less {
            without_last(&text, change.directive().as_str(), added)
        } else {
            text
        }
    })
}

/// A policy without the last of the words of this text that a directive has: what a change adds is at its end.
fn without_last(policy: &str, directive: &str, word: &str) -> String {
    let directives = policy.split("; ").map(|text| {
        let mut words: Vec<&str> = text.split(' ').collect();
        if words[0] == directive {
            let last = words.iter().rposition(|other| *other == word);
            words.remove(last.expect("the word that was added"));
        }
        words.join(" ")
    });
    directives.collect::<Vec<_>>().join("; ")
}

#[test]
fn a_change_leaves_a_good_policy_good() {
    let errors = |text: &str| {
        let findings = check_text(Header::ContentSecurityPolicy, text).findings;
        let errors = findings
            .into_iter()
            .filter(|finding| finding.explanation.severity == Severity::Error);
        errors
            .map(|finding| finding.explanation.code)
            .collect::<Vec<_>>()
    };
    let mut tried = 0;
    let pairs = pairs() / 3;
    for case in all(pairs) {
        let page = page(&case);
        let verdict = page.verdict(case.request());
        for (number, change) in verdict.changes() {
            let policy = page.policy(*number).expect("the policy that is changed");
            if errors(&policy.to_string()).is_empty() {
                tried += 1;
                let applied = change.applied_to(policy);
                assert_eq!(
                    errors(&applied),
                    Vec::<&str>::new(),
                    "{policy}\n{change}\n{applied}"
                );
            }
        }
    }
    assert!(tried > pairs / 10, "{tried}");
}

/// How many requests each comparison is held against.
const REQUESTS: usize = 250;

#[test]
fn what_is_no_wider_allows_nothing_more() {
    let wanted = pairs();
    let requests = cases(4_000);
    let (mut compared, mut narrower, mut asked) = (0, 0, 0);
    // The corners are of one source each: what comes after them is compared.
    let mut groups = all(usize::MAX - requests.len()).skip(requests.len() - 4_000);
    while asked < wanted {
        let (Some(old), Some(new), Some(other)) = (groups.next(), groups.next(), groups.next())
        else {
            break;
        };
        let with = |cases: &[&Case]| {
            let policies = cases.iter().flat_map(|case| &case.policies);
            let page = Page::at(old.page).expect("the page has a URL");
            policies.fold(page, |page, policy| page.enforcing(policy))
        };
        // Another policy, one policy more, and one less.
        for (old, new) in [
            (with(&[&old]), with(&[&new])),
            (with(&[&old]), with(&[&old, &other])),
            (with(&[&old, &other]), with(&[&other])),
        ] {
            compared += 1;
            if !Comparison::of(&new, &old).is_no_wider() {
                continue;
            }
            narrower += 1;
            let step = requests.len() / REQUESTS;
            for case in requests.iter().skip(narrower % step).step_by(step) {
                asked += 1;
                let request = case.request();
                assert!(
                    !new.allows(&request) || old.allows(&request),
                    "{:?}\n{:?}\n{case:?}",
                    old.policy(0).map(ToString::to_string),
                    new.policy(0).map(ToString::to_string),
                );
            }
        }
    }
    say(&format!(
        "{narrower} of {compared} policies are no wider than another, and allow nothing more in {asked} requests"
    ));
    assert!(narrower >= wanted / (REQUESTS + 50), "{narrower}");
}

/// While compiling, sources are compared as words: what is reported then must be so by what the policies allow.
#[test]
fn a_report_only_policy_that_reports_nothing_new_blocks_nothing_more() {
    let tried = pairs() / 500;
    let (mut told, mut silent) = (0, 0);
    let mut groups = all(usize::MAX / 2).skip(cases(0).len());
    for _ in 0..tried {
        let (Some(one), Some(other)) = (groups.next(), groups.next()) else {
            break;
        };
        let enforced = one.policies.join(", ");
        // Its own policy as it is, with another source, and with another directive.
        let (first, rest) = enforced.split_once("; ").unwrap_or((&enforced, ""));
        for reported in [
            enforced.clone(),
            format!("{first} https://more.example; {rest}"),
            format!("{enforced}; {}", other.policies[0]),
        ] {
            let page = Page::at(one.page).expect("the page has a URL");
            let wider = page.clone().enforcing(&enforced);
            let narrower = page.enforcing(&reported);
            let comparison = Comparison::of(&narrower, &wider);
            let blocks_more = comparison
                .differences()
                .iter()
                .any(|one| one.direction() == Direction::Narrower);
            if is_told(&enforced, &reported) {
                told += 1;
                assert!(!blocks_more, "{enforced}\n{reported}\n{comparison}");
            } else if !blocks_more {
                silent += 1;
            }
        }
    }
    say(&format!(
        "{told} report-only policies are told to report nothing new, and {silent} more do not"
    ));
    assert!(told > tried / 10, "{told}");
}

fn is_told(enforced: &str, reported: &str) -> bool {
    let fields = [
        ("content-security-policy", enforced),
        ("content-security-policy-report-only", reported),
    ];
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let sent = Sent {
        fields: fields.to_vec(),
        ..Sent::default()
    };
    let findings = sent.findings();
    findings
        .iter()
        .any(|(_, finding)| finding.explanation.code == "report-only-not-stricter")
}
