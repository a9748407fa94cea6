//! What Chromium reports of generated pages under generated policies, and what the check of pages says that it does. That `pages` of
//! the macro says the same is a test that needs no browser.
//!
//! `tests/browser/run` runs it. By itself: `cargo test -p talisman-tests --test pages -- --ignored`, with CHROMIUM naming
//! another browser than the one in PATH, and PAGES how many pages are loaded, each with a mutant. Without a browser it is
//! skipped, loudly.

#[path = "../chromium.rs"]
mod chromium;
mod generate;
mod held;
mod server;

use std::collections::BTreeMap;
use std::env;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::Child;
use std::time::Duration;

use generate::Case;
use server::Server;
use talisman_pages::{Blocked, Site};

/// How many pages are loaded unless PAGES says otherwise.
const PAGES: usize = 200;

/// How many pages a browser loads before it is started again.
const OF_A_BROWSER: usize = 250;

/// Longer than they take.
const PATIENCE: Duration = Duration::from_mins(6);

/// How often a disagreement is loaded again: under load a report may come late.
const HEARINGS: usize = 3;

/// Where the pages are.
const HOST: &str = "http://www.example.com";

#[test]
#[ignore = "needs Chromium: tests/browser/run runs it"]
fn a_page_passes_where_chromium_reports_nothing() {
    let Some(chromium) = chromium::find_or_skip("NO page was compared with what it reports") else {
        return;
    };
    let count = env::var("PAGES").ok().and_then(|count| count.parse().ok());
    let mut cases = generate::cases(count.unwrap_or(PAGES));
    let (total, mut reported) = (cases.len(), 0);
    let mut disagreements = Vec::new();
    for hearing in 0..HEARINGS {
        let reports = load(&chromium, &cases);
        if hearing == 0 {
            reported = reports.len();
        }
        disagreements = cases
            .iter()
            .filter_map(|case| disagreement(case, reports.get(&case.id)))
            .collect();
        cases.retain(|case| disagreements.iter().any(|(id, _)| *id == case.id));
        if cases.is_empty() {
            break;
        }
    }
    let _ = writeln!(io::stderr(), "\n{total} pages, {reported} with a report.\n");
    let texts: Vec<String> = disagreements.into_iter().map(|(_, text)| text).collect();
    assert!(
        texts.is_empty(),
        "{} disagreements:\n{}",
        texts.len(),
        texts.join("\n")
    );
}

fn disagreement(case: &Case, reports: Option<&Vec<String>>) -> Option<(usize, String)> {
    let site = Site::at(&format!("{HOST}/page/{}", case.id)).expect("a URL");
    let site = site.with_field("content-security-policy", &case.policy);
    let blocked = site.blocked_in(&case.html);
    let agree = blocked.is_empty() == reports.is_none();
    (!agree).then(|| {
        let text = |blocked: &Blocked| format!("{} {}", blocked.element, blocked.because);
        let blocked: Vec<String> = blocked.iter().map(text).collect();
        let text = format!("{case:?}\n  Chromium: {reports:?}\n  check: {blocked:?}");
        (case.id, text)
    })
}

/// The effective directives that the browser reports of each page, by its number; a page without a report has no entry.
fn load(chromium: &Path, cases: &[Case]) -> BTreeMap<usize, Vec<String>> {
    let mut reported = BTreeMap::new();
    let server = server::start(cases.to_vec());
    for some in cases.chunks(OF_A_BROWSER) {
        let ids: Vec<String> = some.iter().map(|case| case.id.to_string()).collect();
        let mut browser = browse(chromium, &server, &ids.join(","));
        let done = server.done.recv_timeout(PATIENCE);
        let _ = browser.kill();
        let _ = browser.wait();
        done.expect("the browser loads every page");
    }
    for (id, directive) in server.reports.try_iter() {
        let of_page: &mut Vec<String> = reported.entry(id).or_default();
        of_page.push(directive);
    }
    reported
}

fn browse(chromium: &Path, server: &Server, ids: &str) -> Child {
    let mut arguments = chromium::at_one_address(server.address).to_vec();
    arguments.push("--disable-popup-blocking".to_owned());
    chromium::browse(
        chromium,
        "pages",
        &arguments,
        &format!("{HOST}/drive?{ids}"),
    )
}
