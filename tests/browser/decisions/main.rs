//! What Chromium does with thousands of requests under generated policies, and what the matcher says that it does.
//!
//! `tests/browser/run` runs it. By itself: `cargo test -p talisman-tests --test decisions -- --ignored`, with CHROMIUM naming
//! another browser than the one in PATH, and PAIRS how many are decided. Without a browser it is skipped, loudly.

#[path = "../chromium.rs"]
mod chromium;
mod generate;
mod server;

use std::collections::BTreeMap;
use std::env;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::Child;
use std::time::Duration;

use generate::{Case, PAGES};
use server::{Outcome, Server};
use talisman_ask::Page;

/// How many pairs a page decides before it is loaded again.
const OF_A_PAGE: usize = 500;

/// How many are decided unless PAIRS says otherwise.
const PAIRS: usize = 1500;

/// Longer than any page takes.
const PATIENCE: Duration = Duration::from_mins(4);

/// How often a disagreement is decided again: under load an event may come late.
const HEARINGS: usize = 3;

#[test]
#[ignore = "needs Chromium: tests/browser/run runs it"]
fn the_matcher_decides_as_chromium_does() {
    let Some(chromium) = chromium::find() else {
        let _ = writeln!(
            io::stderr(),
            "\nSKIPPED: there is no Chromium, so NO decision was compared with its own.\n"
        );
        return;
    };
    let count = env::var("PAIRS").ok().and_then(|count| count.parse().ok());
    let mut cases = generate::cases(count.unwrap_or(PAIRS));
    let mut blocked = 0;
    let mut disagreements = Vec::new();
    for hearing in 0..HEARINGS {
        let outcomes = decide(&chromium, &cases);
        assert_eq!(outcomes.len(), cases.len(), "not every case was decided");
        if hearing == 0 {
            blocked = outcomes.values().filter(|found| !found.is_empty()).count();
        }
        disagreements = cases
            .iter()
            .filter_map(|case| disagreement(case, &outcomes[&case.id]))
            .collect();
        let again = disagreements.iter().map(|(id, _)| *id).collect::<Vec<_>>();
        cases.retain(|case| again.contains(&case.id));
        if cases.is_empty() {
            break;
        }
    }
    let texts: Vec<String> = disagreements.into_iter().map(|(_, text)| text).collect();
    let _ = writeln!(
        io::stderr(),
        "\n{} pairs, {blocked} blocked.\n",
        count.unwrap_or(PAIRS)
    );
    assert!(
        texts.is_empty(),
        "{} disagreements:\n{}",
        texts.len(),
        texts.join("\n")
    );
}

fn disagreement(case: &Case, violations: &[String]) -> Option<(usize, String)> {
    let page = case
        .policies
        .iter()
        .fold(Page::at(case.page).expect("a URL"), |page, policy| {
            page.enforcing(policy)
        });
    let verdict = page.verdict(case.request());
    let agree = verdict.is_allowed() == violations.is_empty();
    (!agree).then(|| {
        let text = format!("{case:?}\n  Chromium: {violations:?}\n  matcher: {verdict}");
        (case.id, text)
    })
}

/// What the browser does with each case, by its number.
fn decide(chromium: &Path, cases: &[Case]) -> BTreeMap<usize, Vec<String>> {
    let mut decided = BTreeMap::new();
    for page in PAGES {
        let of_page: Vec<Case> = cases
            .iter()
            .filter(|case| case.page == *page)
            .cloned()
            .collect();
        let ids: Vec<usize> = of_page.iter().map(|case| case.id).collect();
        let numbered = of_page.into_iter().enumerate();
        let server = server::start(numbered.map(Case::renumbered).collect());
        for first in (0..ids.len()).step_by(OF_A_PAGE) {
            let mut browser = browse(chromium, &server, page, first);
            let outcomes = server.outcomes.recv_timeout(PATIENCE);
            let _ = browser.kill();
            let _ = browser.wait();
            for Outcome { id, violations } in outcomes.expect("the page sends what it saw") {
                decided.insert(ids[id], violations);
            }
        }
    }
    decided
}

fn browse(chromium: &Path, server: &Server, page: &str, first: usize) -> Child {
    let arguments = chromium::at_one_address(server.address);
    let url = format!("{page}/drive/{first}/{}", first + OF_A_PAGE);
    chromium::browse(chromium, "decisions", &arguments, &url)
}
