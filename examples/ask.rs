//! Asks what a policy allows: which directive decides, which source matches, and what the smallest change is.
//!
//! ```text
//! cargo run --example ask -- --page https://www.example.com/ "img-src 'self'" image https://img.example.net/x.png
//! echo '{"policy": "img-src *", "page": "https://a.example/", "request": {"kind": "image", "url": "/x"}}' |
//!     cargo run --example ask -- --json
//! ```

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::process::ExitCode;

use serde::{Deserialize, Serialize};
use talisman_ask::{Kind, Page, Request, Verdict};
use talisman_policy::headers::csp::DirectiveName;

const USAGE: &str = "\
Asks what a Content Security Policy allows, and why.

Usage: ask [--page URL] POLICY KIND [URL OR TEXT]
       ask --json

  --page URL  the page that has the policy; https://www.example.com/ if not given
  --json      one object a line of standard input, in
                {\"policy\": TEXT or [TEXTS], \"page\": URL, \"request\": {\"kind\": KIND, \"url\": .., \"text\": .., \"nonce\": ..,
                 \"integrity\": .., \"parser_inserted\": bool, \"redirected\": bool}}
              out, in the same order,
                {\"allowed\": bool, \"directive\": .., \"source\": .., \"because\": .., \"change\": ..}
  --help      this text

A policy is that of the header; 'nonce' in it is the slot of each response's nonce, which any nonce of a request fits.
After a redirect the URL is the last one. A script is inserted by the parser unless \"parser_inserted\" is false.

Exit status: 0 if the request is allowed (with --json: if every line could be answered), 1 if not, 2 for bad usage.
";

/// As much as one write to a pipe takes.
const BUFFER: usize = 64 * 1024;

/// The page that nobody named.
const PAGE: &str = "https://www.example.com/";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args_os()
        .skip(1)
        .map(|argument| argument.to_string_lossy().into_owned())
        .collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let answered = match words.as_slice() {
        ["--help" | "-h"] => io::stdout()
            .write_all(format!("{USAGE}\n{}\n", kinds()).as_bytes())
            .map(|()| true),
        ["--json"] => answer_lines(),
        ["--page", page, policy, kind, subject @ ..] if subject.len() < 2 => {
            return for_people(page, policy, kind, subject.first().copied());
        }
        [policy, kind, subject @ ..] if subject.len() < 2 && !policy.starts_with('-') => {
            return for_people(PAGE, policy, kind, subject.first().copied());
        }
        _ => return misused("a policy and a kind are needed"),
    };
    match answered {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        // Whoever read the answers has gone: there is nobody left to write to.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn misused(what: &str) -> ExitCode {
    let _ = writeln!(io::stderr(), "error: {what}\n\n{USAGE}\n{}", kinds());
    ExitCode::from(2)
}

fn kinds() -> String {
    let names: Vec<&str> = Kind::ALL.iter().map(|kind| kind.as_str()).collect();
    format!("Kinds: {}", names.join(", "))
}

fn for_people(page: &str, policy: &str, kind: &str, subject: Option<&str>) -> ExitCode {
    let page = match Page::at(page) {
        Ok(page) => page.enforcing(policy),
        Err(error) => return misused(&error.to_string()),
    };
    let Some(kind) = Kind::from_word(kind) else {
        return misused(&format!("there is no kind {kind:?}"));
    };
    if kind.takes_url() && subject.is_none() {
        return misused(&format!(
            "a request of the kind {kind:?} needs a URL",
            kind = kind.as_str()
        ));
    }
    let verdict = page.verdict(Request::new(kind, subject.unwrap_or_default()));
    let shown: String = verdict
        .to_string()
        .chars()
        // No terminal may be steered by what a policy holds.
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .collect();
    match writeln!(io::stdout(), "{shown}") {
        Ok(()) if verdict.is_allowed() => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

/// Answers each line of standard input; `false` if one could not be.
fn answer_lines() -> io::Result<bool> {
    let mut out = BufWriter::with_capacity(BUFFER, io::stdout().lock());
    let mut input = BufReader::with_capacity(BUFFER, io::stdin().lock());
    let mut line = Vec::new();
    let mut all = true;
    let mut ignored = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        if !line.trim_ascii().is_empty() {
            let answer = match serde_json::from_slice::<Question>(&line) {
                Ok(question) => {
                    for name in question.unknown() {
                        mention(name, &mut ignored);
                    }
                    question.answer()
                }
                Err(error) => Err(format!("the line is not a question: {error}")),
            };
            all &= answer.is_ok();
            let answer = answer.unwrap_or_else(|error| Answer::unasked(&error));
            serde_json::to_writer(&mut out, &answer)?;
            out.write_all(b"\n")?;
        }
        // Before the next line has to be waited for, whoever waits for this answer gets it.
        if !input.buffer().contains(&b'\n') {
            out.flush()?;
        }
        line.clear();
    }
    out.flush()?;
    Ok(all)
}

/// Says once of each field that it is not known: `redirect` in the place of `redirected` would change an answer in silence.
fn mention(name: &str, ignored: &mut Vec<String>) {
    /// As many as a person reads.
    const MOST: usize = 20;
    if ignored.len() < MOST && !ignored.iter().any(|other| other == name) {
        let _ = writeln!(
            io::stderr(),
            "warning: the field {name:?} is not known, and ignored"
        );
        ignored.push(name.to_owned());
    }
}

#[derive(Deserialize)]
struct Question {
    policy: Policies,
    page: Option<String>,
    request: Wanted,
    #[serde(flatten)]
    unknown: BTreeMap<String, serde_json::Value>,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "a policy is a text or a list of texts")]
enum Policies {
    One(String),
    Several(Vec<String>),
}

#[derive(Deserialize)]
struct Wanted {
    kind: String,
    url: Option<String>,
    text: Option<String>,
    nonce: Option<String>,
    integrity: Option<String>,
    parser_inserted: Option<bool>,
    redirected: Option<bool>,
    #[serde(flatten)]
    unknown: BTreeMap<String, serde_json::Value>,
}

impl Question {
    fn unknown(&self) -> impl Iterator<Item = &str> {
        let names = self.unknown.keys().chain(self.request.unknown.keys());
        names.map(String::as_str)
    }

    fn answer(&self) -> Result<Answer, String> {
        let page = self.page.as_deref().unwrap_or(PAGE);
        let mut page = Page::at(page).map_err(|error| error.to_string())?;
        let policies = match &self.policy {
            Policies::One(policy) => std::slice::from_ref(policy),
            Policies::Several(policies) => policies.as_slice(),
        };
        for policy in policies {
            page = page.enforcing(policy);
        }
        let verdict = page.verdict(&self.request.request()?);
        match verdict.error() {
            Some(error) => Err(error.to_owned()),
            None => Ok(Answer::new(&verdict)),
        }
    }
}

impl Wanted {
    fn request(&self) -> Result<Request, String> {
        let kind = Kind::from_word(&self.kind)
            .ok_or_else(|| format!("there is no kind {:?}; {}", self.kind, kinds()))?;
        let (first, second) = if kind.takes_url() || kind == Kind::JavascriptUrl {
            (&self.url, &self.text)
        } else {
            (&self.text, &self.url)
        };
        let subject = first.as_deref().or(second.as_deref());
        if subject.is_none() && kind.takes_url() {
            return Err(format!("a request of the kind {:?} needs a url", self.kind));
        }
        let mut request = Request::new(kind, subject.unwrap_or_default());
        if let Some(nonce) = self.nonce.as_ref().filter(|nonce| !nonce.is_empty()) {
            request = request.nonce(nonce.as_str()).with_page_nonce();
        }
        if let Some(metadata) = &self.integrity {
            request = request.integrity(metadata.as_str());
        }
        if self.parser_inserted == Some(false) {
            request = request.added_by_script();
        }
        if self.redirected == Some(true) {
            request = request.redirected();
        }
        Ok(request)
    }
}

#[derive(Serialize)]
struct Answer {
    allowed: bool,
    directive: Option<&'static str>,
    source: Option<String>,
    because: String,
    change: Option<String>,
}

impl Answer {
    fn new(verdict: &Verdict) -> Self {
        Self {
            allowed: verdict.is_allowed(),
            directive: verdict.directive().map(DirectiveName::as_str),
            source: verdict.source().map(str::to_owned),
            because: verdict.because().to_owned(),
            change: verdict.change(),
        }
    }

    /// What could not be asked is not allowed either.
    fn unasked(error: &str) -> Self {
        Self {
            allowed: false,
            directive: None,
            source: None,
            because: format!("not asked: {error}"),
            change: None,
        }
    }
}
