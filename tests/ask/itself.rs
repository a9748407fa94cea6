//! The matcher against itself, on the pairs that the browser decides.

use talisman_ask::{Comparison, Page, Verdict};
use talisman_policy::Severity;
use talisman_policy::headers::{Header, check_text};

use super::generate::{Case, cases};

const PAIRS: usize = 10_000;

fn page(case: &Case) -> Page {
    let page = Page::at(case.page).expect("the page has a URL");
    let policies = case.policies.iter();
    policies.fold(page, |page, policy| page.enforcing(policy))
}

/// The page whose policies have the changes, each without the words that `keeps` refuses.
fn changed(case: &Case, page: &Page, verdict: &Verdict) -> Page {
    let mut after = Page::at(case.page).expect("the page has a URL");
    for number in 0.. {
        let Some(policy) = page.policy(number) else {
            break;
        };
        // One policy may need two changes, of two directives.
        let mut text = policy.to_string();
        for (_, change) in verdict.changes().iter().filter(|(of, _)| *of == number) {
            let read = talisman_policy::headers::csp::sent::read(&text);
            text = change.applied_to(&read[0]);
        }
        after = after.enforcing(&text);
    }
    after
}

#[test]
fn every_change_that_is_suggested_allows_the_request() {
    let (mut suggested, mut stuck) = (0, 0);
    for case in cases(PAIRS) {
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
    assert!(
        suggested > PAIRS / 3,
        "{suggested} changes, {stuck} without one"
    );
    assert!(
        stuck < PAIRS / 8,
        "{suggested} changes, {stuck} without one"
    );
}

#[test]
fn no_source_of_a_change_can_be_left_out() {
    for case in cases(PAIRS / 3) {
        let page = page(&case);
        let verdict = page.verdict(case.request());
        // Of one change all words are needed; that of several each is, follows from each being about another directive.
        let [(number, change)] = verdict.changes() else {
            continue;
        };
        let policy = page.policy(*number).expect("the policy that is changed");
        let applied = change.applied_to(policy);
        for added in change.added() {
            // The last words are the added ones.
            let at = applied
                .find(&format!("{} ", change.directive()))
                .expect("the directive");
            let end = applied[at..]
                .find(';')
                .map_or(applied.len(), |end| at + end);
            let without = applied[at..end]
                .trim_end()
                .rsplit_once(added.as_str())
                .expect("the word");
            let text = format!(
                "{}{}{}{}",
                &applied[..at],
                without.0,
                without.1,
                &applied[end..]
            );
            let mut after = Page::at(case.page).expect("the page has a URL");
            for other in 0.. {
                let Some(policy) = page.policy(other) else {
                    break;
                };
                after = after.enforcing(&if other == *number {
                    text.clone()
                } else {
                    policy.to_string()
                });
            }
            assert!(
                !after.allows(case.request()),
                "{case:?}\n{change}\nwithout {added}"
            );
        }
    }
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
    for case in cases(PAIRS / 3) {
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
    assert!(tried > PAIRS / 30, "{tried}");
}

#[test]
fn what_is_no_wider_allows_nothing_more() {
    let all = cases(4_000);
    let (mut narrower, mut asked) = (0, 0);
    for pair in all.chunks_exact(4).skip(100).take(60) {
        let [old, new, other, _] = pair else { continue };
        let with = |cases: &[&Case]| {
            let policies = cases.iter().flat_map(|case| &case.policies);
            let page = Page::at(old.page).expect("the page has a URL");
            policies.fold(page, |page, policy| page.enforcing(policy))
        };
        // Another policy, one policy more, and one less.
        for (old, new) in [
            (with(&[old]), with(&[new])),
            (with(&[old]), with(&[old, other])),
            (with(&[old, other]), with(&[other])),
        ] {
            if !Comparison::of(&new, &old).is_no_wider() {
                continue;
            }
            narrower += 1;
            for case in all.iter().skip(asked % 7).step_by(7) {
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
    assert!(narrower > 40, "{narrower}");
    assert!(asked > 30_000, "{asked}");
}
