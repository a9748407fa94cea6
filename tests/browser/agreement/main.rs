//! Every row of `conformance/` as a real Chromium reads it: where its console complains of a value, talisman says something too,
//! and where talisman refuses a value in silence of Chromium, `agreement.toml` says why.
//!
//! `tests/browser/run` runs it. By itself: `cargo test -p talisman-tests --test agreement -- --ignored`, with CHROMIUM naming
//! another browser than the one in PATH. Without any it is skipped, loudly; with one that does not work it fails.

#[path = "../chromium.rs"]
mod chromium;
mod server;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write as _};
use std::path::Path;

use serde::Deserialize;
use talisman_policy::Severity;
use talisman_policy::headers::{Checked, Header, check_text};
use talisman_tests::{FILES, rows, toml};

use chromium::Message;
use server::{Response, Server};

/// How many frames one page has.
const FRAMES: usize = 200;

/// How often a page is loaded at the most. Of a frame that it blocks Chromium does not always tell before the browser ends: what
/// nothing explains is heard again.
const HEARINGS: usize = 4;

/// Why Chromium and talisman differ.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Differences {
    /// The rows of which Chromium complains, and what it says is not a problem of the value.
    laxer: BTreeMap<String, String>,
    /// The same, of which it complains in one run and not in another.
    sometimes: BTreeMap<String, String>,
    /// The codes that refuse what Chromium takes in silence.
    stricter: BTreeMap<String, String>,
}

/// A row as it is served.
struct Case {
    name: String,
    text: String,
    header: Header,
    checked: Checked,
    messages: Vec<String>,
}

#[test]
#[ignore = "needs Chromium: tests/browser/run runs it"]
fn chromium_complains_of_nothing_that_talisman_lets_pass() {
    let Some(chromium) = chromium::find_or_skip("NO value was compared with what it reads") else {
        return;
    };
    let differences = differences();
    let cases = heard(&chromium, &differences);
    let complained = cases
        .iter()
        .filter(|case| !case.messages.is_empty())
        .count();
    assert!(
        complained > 100,
        "{} complained of {complained} of {} values: it was not heard",
        chromium.display(),
        cases.len()
    );
    let wrong = [laxer(&cases, &differences), stricter(&cases, &differences)].concat();
    let _ = writeln!(
        io::stderr(),
        "\n{} values, {complained} with a complaint of Chromium; talisman refuses {} more.\n",
        cases.len(),
        cases
            .iter()
            .filter(|case| case.is_refused_in_silence())
            .count()
    );
    assert!(
        wrong.is_empty(),
        "{} differences:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

impl Differences {
    /// Why talisman tells this code where Chromium is silent, or a code that begins like it.
    fn reason(&self, code: &str) -> Option<&String> {
        self.stricter
            .keys()
            .find(|reason| match reason.strip_suffix('*') {
                Some(start) => code.starts_with(start),
                None => code == *reason,
            })
    }
}

/// Where Chromium complains and talisman is silent, and reasons that nothing needs.
fn laxer(cases: &[Case], differences: &Differences) -> Vec<String> {
    let (mut wrong, mut used) = (Vec::new(), BTreeSet::new());
    for case in cases
        .iter()
        .filter(|case| !case.messages.is_empty() && !case.is_reported())
    {
        if differences.laxer.contains_key(&case.name) {
            used.insert(&case.name);
        } else if !differences.sometimes.contains_key(&case.name) {
            wrong.push(case.shown("Chromium only complains", &case.messages.join("\n  ")));
        }
    }
    let needless = differences
        .laxer
        .keys()
        .filter(|reason| !used.contains(reason));
    wrong.extend(needless.map(|reason| format!("[laxer] {reason}: nothing needs it")));
    wrong
}

/// The codes that talisman alone tells and that have no reason, and reasons that nothing needs.
fn stricter(cases: &[Case], differences: &Differences) -> Vec<String> {
    let (mut wrong, mut used) = (Vec::new(), BTreeSet::new());
    for case in cases.iter().filter(|case| case.is_refused_in_silence()) {
        for code in case.errors() {
            match differences.reason(code) {
                Some(reason) => {
                    used.insert(reason);
                }
                None => wrong.push(case.shown("talisman alone refuses", code)),
            }
        }
    }
    let needless = differences
        .stricter
        .keys()
        .filter(|reason| !used.contains(reason));
    wrong.extend(needless.map(|reason| format!("[stricter] {reason}: nothing needs it")));
    wrong
}

impl Case {
    fn shown(&self, what: &str, detail: &str) -> String {
        let (name, header, text) = (&self.name, self.header, &self.text);
        format!("{what}: {name}\n  {header}: {text}\n  {detail}")
    }

    fn errors(&self) -> impl Iterator<Item = &'static str> {
        let explanations = self
            .checked
            .findings
            .iter()
            .map(|finding| &finding.explanation);
        explanations
            .filter(|explanation| explanation.severity == Severity::Error)
            .map(|explanation| explanation.code)
    }

    /// Whether something is wrong with it: weaknesses and advice are about what a good value leaves open.
    fn is_reported(&self) -> bool {
        let mut findings = self.checked.findings.iter();
        findings.any(|finding| {
            matches!(
                finding.explanation.severity,
                Severity::Error | Severity::Warning
            )
        })
    }

    fn is_refused_in_silence(&self) -> bool {
        self.checked.serialized.is_none() && self.messages.is_empty()
    }

    fn is_unexplained(&self, differences: &Differences) -> bool {
        let mut errors = self.errors();
        self.is_refused_in_silence() && errors.any(|code| differences.reason(code).is_none())
    }
}

/// Every row with a text that a field can carry, and what Chromium says of it.
fn heard(chromium: &Path, differences: &Differences) -> Vec<Case> {
    let mut cases: Vec<Case> = FILES
        .iter()
        .flat_map(|file| rows(file).into_iter().map(move |row| (file, row)))
        .filter_map(|(file, row)| case(row.name.clone(), row.header(file)?, &row.text?))
        .collect();
    let frames = cases.iter().map(|case| Response {
        name: case.header.as_str().to_owned(),
        value: case.text.clone(),
    });
    let server = server::start(frames.collect(), FRAMES);
    for hearing in 0..HEARINGS {
        for first in (0..cases.len()).step_by(FRAMES) {
            let page = cases.iter().skip(first).take(FRAMES);
            let mut unexplained = page.filter(|case| case.is_unexplained(differences));
            if hearing == 0 || unexplained.next().is_some() {
                hear(chromium, &server, first, &mut cases);
            }
        }
    }
    cases
}

/// Loads one page of frames, and adds what is said of each to its case.
fn hear(chromium: &Path, server: &Server, first: usize, cases: &mut [Case]) {
    let mut loading = None;
    for Message { text, source } in chromium::console(chromium, &server.page(first)) {
        let named = server.frame_of(&source).or_else(|| server.frame_of(&text));
        if named.is_some() && source == server.page(first) {
            loading = named;
            continue;
        }
        let case = named.or(loading).and_then(|index| cases.get_mut(index));
        let messages = case.map(|case| &mut case.messages);
        messages
            .filter(|messages| is_of_the_value(&text) && !messages.contains(&text))
            .into_iter()
            .for_each(|messages| messages.push(text.clone()));
    }
}

fn case(name: String, header: Header, text: &str) -> Option<Case> {
    // What ends a field never reaches Chromium's parser, and what is sent unchecked is what it does not know.
    if text.contains('\0') || text.contains("unchecked(") {
        return None;
    }
    let served = text.replace(['\n', '\r', '\u{c}'], " ");
    Some(Case {
        name,
        header,
        checked: check_text(header, text),
        text: served.replace("'nonce'", "'nonce-AAAAAAAAAAAAAAAAAAAAAA'"),
        messages: Vec::new(),
    })
}

/// Whether a message is about what the value says, and not about what it did.
fn is_of_the_value(message: &str) -> bool {
    let done = [
        "violates the following",
        "Cleared data types: ",
        "because it set 'X-Frame-Options' to",
    ];
    !done.iter().any(|done| message.contains(done))
}

fn differences() -> Differences {
    toml(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/browser/agreement.toml"
    ))
}
