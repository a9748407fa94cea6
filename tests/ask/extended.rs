//! What a policy allows after a fragment was added to it: what it allowed before, what the fragment names, and nothing else.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use talisman::{Applier, Changes, Extension, Policy, Scheme, talisman_policy};
use talisman_ask::{Kind, Page, Request};

const PAGE: &str = "https://www.example.test/";

const HOSTS: &[&str] = &[
    "https://a.example",
    "https://b.example",
    "https://c.example",
];

/// What a fragment can name.
const DIRECTIVES: &[&str] = &[
    "connect-src",
    "font-src",
    "form-action",
    "frame-ancestors",
    "frame-src",
    "img-src",
    "manifest-src",
    "media-src",
    "object-src",
    "script-src",
    "script-src-elem",
    "style-src",
    "style-src-elem",
    "worker-src",
    "base-uri",
];

/// What a policy can have besides.
const OTHERS: &[&str] = &[
    "child-src",
    "default-src",
    "default-src",
    "default-src",
    "script-src-attr",
    "fenced-frame-src",
];

/// The requests that a directive decides, whatever its fallbacks.
const DECIDES: &[(Kind, &[&str])] = &[
    (Kind::Script, &["script-src-elem", "script-src"]),
    (Kind::Style, &["style-src-elem", "style-src"]),
    (Kind::Image, &["img-src"]),
    (Kind::Font, &["font-src"]),
    (Kind::Connect, &["connect-src"]),
    (Kind::Media, &["media-src"]),
    (Kind::Object, &["object-src"]),
    (Kind::Frame, &["frame-src"]),
    (Kind::Worker, &["worker-src"]),
    (Kind::Manifest, &["manifest-src"]),
    (Kind::Form, &["form-action"]),
    (Kind::Base, &["base-uri"]),
    (Kind::Ancestor, &["frame-ancestors"]),
];

type Directives = Vec<(&'static str, Vec<&'static str>)>;

fn text(directives: &Directives) -> String {
    let directives = directives
        .iter()
        .map(|(name, sources)| format!("{name} {}", sources.join(" ")));
    directives.collect::<Vec<_>>().join("; ")
}

fn hosts() -> impl Strategy<Value = Vec<&'static str>> {
    subsequence(HOSTS, 1..=2)
}

/// A policy: of its directives each is `'none'`, or has `'self'` and hosts.
fn policies() -> impl Strategy<Value = Directives> {
    let names = [DIRECTIVES, OTHERS].concat();
    let value = prop_oneof![Just(vec!["'none'"]), Just(vec!["'self'"]), hosts()];
    let directive = (select(names), value);
    prop::collection::vec(directive, 1..7).prop_map(|mut all: Directives| {
        all.sort_by_key(|(name, _)| *name);
        all.dedup_by_key(|(name, _)| *name);
        all
    })
}

fn fragments() -> impl Strategy<Value = Directives> {
    let directive = (select(DIRECTIVES), hosts());
    prop::collection::vec(directive, 1..4).prop_map(|mut all: Directives| {
        all.sort_by_key(|(name, _)| *name);
        all.dedup_by_key(|(name, _)| *name);
        all
    })
}

const NONE: Policy = talisman_policy! { content_security_policy: off };

/// The policy before and after the fragment is added.
fn extended(policy: &str, fragment: &str) -> (Page, Page) {
    let changes = Changes::new().option("content_security_policy", policy);
    let (policy, _) = NONE.with_changes(&changes).expect("it is a policy");
    let (fragment, _) = Extension::from_text(fragment).expect("it has hosts");
    let page = |applier: Applier| {
        let mut response = http::Response::new(());
        applier.apply(&mut response);
        let sent = response.headers()["content-security-policy"].to_str();
        Page::at(PAGE)
            .expect("a URL")
            .enforcing(sent.expect("it is ASCII"))
    };
    let after = page(policy.extended_by(&fragment).applier(Scheme::Https));
    (page(policy.applier(Scheme::Https)), after)
}

/// What the fragment allows by itself.
fn alone(fragment: &str) -> Page {
    let closed = "default-src 'none'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";
    let named = |name: &str| {
        fragment
            .split("; ")
            .any(|it| it.split(' ').next() == Some(name))
    };
    let closed = closed
        .split("; ")
        .filter(|directive| !named(directive.split(' ').next().unwrap_or_default()));
    let closed: Vec<_> = closed.collect();
    Page::at(PAGE)
        .expect("a URL")
        .enforcing(&format!("{}; {fragment}", closed.join("; ")))
}

/// Whether the fragment has the host in a directive that is asked about such a request, or stands in for it.
fn names(fragment: &Directives, kind: Kind, host: &str) -> bool {
    let asked = |name: &str| {
        let mut asked =
            std::iter::once(kind.directive()).chain(kind.directive().fallbacks().iter().copied());
        // What an object shows is held to frame-src as well.
        asked.any(|it| it.as_str() == name) || kind == Kind::Object && name == "frame-src"
    };
    fragment
        .iter()
        .any(|(name, hosts)| asked(name) && hosts.contains(&host))
}

fn holds(policy: &Directives, fragment: &Directives) -> Result<(), TestCaseError> {
    let (before, after) = extended(&text(policy), &text(fragment));
    let alone = alone(&text(fragment));
    let elsewhere = ["https://www.example.test", "https://d.example"];
    for (kind, directives) in DECIDES {
        let is_named = fragment.iter().any(|(name, _)| directives.contains(name));
        for host in HOSTS.iter().chain(&elsewhere) {
            let request = Request::new(*kind, format!("{host}/x"));
            let was = before.allows(&request);
            let is = after.allows(&request);
            let is_wanted = is_named && alone.allows(&request);
            let case = || {
                format!(
                    "{} + {} = {:?}: {request:?}",
                    text(policy),
                    text(fragment),
                    after.policy(0)
                )
            };
            prop_assert!(is || !was, "lost: {}", case());
            prop_assert!(is || !is_wanted, "not added: {}", case());
            prop_assert!(
                !is || was || names(fragment, *kind, host),
                "opened: {}",
                case()
            );
        }
    }
    Ok(())
}

#[test]
fn a_fragment_takes_nothing_away_and_adds_what_it_names_and_nothing_else() {
    let cases = std::env::var("FRAGMENTS")
        .ok()
        .and_then(|count| count.parse().ok());
    let config = Config {
        cases: cases.unwrap_or(1_000),
        failure_persistence: None,
        ..Config::default()
    };
    let mut runner =
        TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let held = runner.run(&(policies(), fragments()), |(policy, fragment)| {
        holds(&policy, &fragment)
    });
    held.expect("each request");
}
