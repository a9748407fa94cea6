//! What browsers do with thousands of requests under generated policies, and what the matcher says that they do.
//!
//! `tests/browser/run` runs it. By itself: `cargo test -p talisman-tests --test decisions -- --ignored`, with CHROMIUM and
//! FIREFOX naming other browsers than those in PATH, and PAIRS how many are decided. Without a browser it is skipped, loudly.

#[path = "../chromium.rs"]
mod chromium;
mod departures;
#[path = "../firefox.rs"]
mod firefox;
mod generate;
mod server;

use std::collections::BTreeMap;
use std::env;
use std::io::{self, Write as _};
use std::net::SocketAddr;
use std::process::Child;
use std::time::Duration;

use departures::Departure;
use generate::{Case, PAGES};
use server::Outcome;
use talisman_ask::Page;

/// How many pairs a page decides before it is loaded again.
const OF_A_PAGE: usize = 500;

/// How many are decided unless PAIRS says otherwise.
const PAIRS: usize = 1500;

/// Longer than any page takes.
const PATIENCE: Duration = Duration::from_mins(4);

/// How often a disagreement is decided again: under load an event may come late.
const HEARINGS: usize = 3;

/// Starts a browser that maps every host to an address, and shows it a page.
type Browse<'a> = &'a dyn Fn(SocketAddr, &str) -> Child;

#[test]
#[ignore = "needs Chromium: tests/browser/run runs it"]
fn the_matcher_decides_as_chromium_does() {
    let Some(chromium) = chromium::find() else {
        skip("Chromium");
        return;
    };
    let judged = judge(generate::cases(count()), &|address, url| {
        let arguments = chromium::at_one_address(address);
        chromium::browse(&chromium, "decisions", &arguments, url)
    });
    say(&format!(
        "{} pairs, {} blocked.",
        judged.pairs, judged.blocked
    ));
    let texts: Vec<&str> = judged.texts().collect();
    assert!(
        texts.is_empty(),
        "{} disagreements:\n{}",
        texts.len(),
        texts.join("\n")
    );
}

/// Where Firefox 153 decides otherwise. Most of it is by CSP3, from which Chromium departs, and the matcher with it.
const FIREFOX: &[Departure] = &[
    Departure {
        why: "a port of 80 lets 443 in, and no port means that of the source's scheme; CSP3 section 6.7.2.11 takes them for different",
        as_it_reads: departures::ports,
    },
    Departure {
        why: "'self' has its port after an upgrade in frames and forms too, as CSP3 section 6.7.2.8 has it and Chromium does not",
        as_it_reads: departures::self_with_port,
    },
    Departure {
        why: "form-action is not held to redirects; HTML, \"create navigation params by fetching\", asks for each",
        as_it_reads: |case| {
            (case.kind == "form" && case.is_redirected())
                .then(|| case.clone().at(generate::HOP.to_owned()))
        },
    },
    Departure {
        why: "upgrade-insecure-requests: compared before the upgrade, with https: of the same policy for http:; Fetch section 4.1, \
              main fetch, upgrades before it compares",
        as_it_reads: before_the_upgrade,
    },
    Departure {
        why: "* followed by a path matches nothing; CSP3 section 2.3.1, host-source, has it for any host",
        as_it_reads: |case| {
            departures::with_words(case, |word| {
                let host = word.split("://").last().unwrap_or_default();
                let is_any = host.starts_with('*') && !host.starts_with("*.") && host.contains('/');
                (!is_any).then(|| word.to_owned())
            })
        },
    },
    Departure {
        why: "an object is held to object-src alone, as CSP3 section 6.8.1 has it; Chromium holds documents to frame-src as well",
        as_it_reads: departures::objects,
    },
    Departure {
        why: "'strict-dynamic' says nothing to styles, as CSP3 section 6.7.3.2 has it; of default-src it does in Chromium",
        as_it_reads: |case| {
            case.kind
                .contains("style")
                .then(|| departures::strict_dynamic(case))
                .flatten()
        },
    },
    Departure {
        why: "about: is held to nothing; CSP3 section 4.1.2 exempts no scheme",
        as_it_reads: |case| {
            case.url().starts_with("about:").then(|| Case {
                policies: Vec::new(),
                ..case.clone()
            })
        },
    },
];

/// Firefox takes `https:` for `http:` in a policy that upgrades, and asks before anything is upgraded.
fn before_the_upgrade(case: &Case) -> Option<Case> {
    const UPGRADE: &str = "upgrade-insecure-requests";
    let read = |policy: &String| {
        let lower = policy.replace("https:", "http:").replace("wss:", "ws:");
        let policy = if policy.contains(UPGRADE) {
            &lower
        } else {
            policy
        };
        policy.replace(&format!("; {UPGRADE}"), "")
    };
    let upgrades = case.policies.iter().any(|policy| policy.contains(UPGRADE));
    upgrades.then(|| Case {
        policies: case.policies.iter().map(read).collect(),
        ..case.clone()
    })
}

#[test]
#[ignore = "needs Firefox: tests/browser/run runs it"]
fn the_matcher_decides_as_firefox_does_but_where_it_is_listed() {
    let Some(firefox) = firefox::find() else {
        skip("Firefox");
        return;
    };
    let mut cases = generate::cases(count());
    // Firefox prefetches once it has nothing else to do: how it decides is not seen in the time of a case.
    cases.retain(|case| case.kind != "prefetch");
    let judged = judge(cases, &|address, url| {
        firefox::browse(&firefox, "decisions", address, url)
    });
    let mut explained: BTreeMap<&str, usize> = BTreeMap::new();
    let mut unexplained = Vec::new();
    for disagreement in &judged.disagreements {
        match departures::explain(FIREFOX, &disagreement.case, !disagreement.is_allowed) {
            Some(why) => *explained.entry(why).or_default() += 1,
            None => unexplained.push(disagreement.text.as_str()),
        }
    }
    let explained: Vec<String> = explained
        .iter()
        .map(|(why, count)| format!("{count:>5}  {why}"))
        .collect();
    say(&format!(
        "{} pairs, {} blocked; {} decided otherwise than Chromium, as listed:\n{}",
        judged.pairs,
        judged.blocked,
        judged.disagreements.len() - unexplained.len(),
        explained.join("\n")
    ));
    assert!(
        unexplained.is_empty(),
        "{} disagreements:\n{}",
        unexplained.len(),
        unexplained.join("\n")
    );
}

fn skip(browser: &str) {
    say(&format!(
        "SKIPPED: there is no {browser}, so NO decision was compared with its own."
    ));
}

/// Not `eprintln!`, which is kept back from the output of a test that passes.
fn say(what: &str) {
    let _ = writeln!(io::stderr(), "\n{what}\n");
}

/// What a browser decided, beside the matcher.
struct Judged {
    pairs: usize,
    blocked: usize,
    disagreements: Vec<Disagreement>,
}

struct Disagreement {
    case: Case,
    /// Whether the matcher allows it.
    is_allowed: bool,
    text: String,
}

impl Judged {
    fn texts(&self) -> impl Iterator<Item = &str> {
        self.disagreements.iter().map(|one| one.text.as_str())
    }
}

/// How many are decided besides the corners.
fn count() -> usize {
    let count = env::var("PAIRS").ok().and_then(|count| count.parse().ok());
    count.unwrap_or(PAIRS)
}

fn judge(mut cases: Vec<Case>, browse: Browse<'_>) -> Judged {
    let mut judged = Judged {
        pairs: cases.len(),
        blocked: 0,
        disagreements: Vec::new(),
    };
    for hearing in 0..HEARINGS {
        let outcomes = decide(browse, &cases);
        assert_eq!(outcomes.len(), cases.len(), "not every case was decided");
        if hearing == 0 {
            judged.blocked = outcomes.values().filter(|found| !found.is_empty()).count();
        }
        let disagreements = cases
            .iter()
            .filter_map(|case| disagreement(case, &outcomes[&case.id]));
        judged.disagreements = disagreements.collect();
        cases = judged
            .disagreements
            .iter()
            .map(|one| one.case.clone())
            .collect();
        if cases.is_empty() {
            break;
        }
    }
    judged
}

fn disagreement(case: &Case, violations: &[String]) -> Option<Disagreement> {
    let page = Page::at(case.page).expect("the page has a URL");
    let policies = case.policies.iter();
    let page = policies.fold(page, |page, policy| page.enforcing(policy));
    let verdict = page.verdict(case.request());
    let agree = verdict.is_allowed() == violations.is_empty();
    (!agree).then(|| Disagreement {
        case: case.clone(),
        is_allowed: verdict.is_allowed(),
        text: format!("{case:?}\n  browser: {violations:?}\n  matcher: {verdict}"),
    })
}

/// What the browser does with each case, by its number.
fn decide(browse: Browse<'_>, cases: &[Case]) -> BTreeMap<usize, Vec<String>> {
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
            let url = format!("{page}/drive/{first}/{}", first + OF_A_PAGE);
            let mut browser = browse(server.address, &url);
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
