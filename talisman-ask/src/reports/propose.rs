//! From reports to a policy: the smallest changes that settle them, and what no specialist would allow because of a report.

use std::collections::HashSet;
use std::fmt;

use super::{Body, Folded, Shown, Site, Violation};
use crate::change::Change;
use crate::compare::gain;
use crate::kind::Kind;

/// How many browsers, by what they call themselves, have to have met a place before it is proposed: what one alone reports may
/// be its extension, its proxy or its joke.
const CLIENTS: usize = 2;

const NOTHING_TO_ALLOW: &str =
    "the report does not say what a policy could allow: look at the page";

const ONE_BROWSER: &str = "only one browser met it: wait for another";

/// What reports say to change, and what is not changed because of a report.
///
/// ```
/// use talisman_ask::Sends;
/// use talisman_ask::reports::{Limits, Site, fold, propose, read};
///
/// struct Policy(&'static str);
/// impl Sends for Policy {
///     fn sent_fields(&self) -> Vec<(String, String)> {
///         vec![("content-security-policy".to_owned(), self.0.to_owned())]
///     }
/// }
/// let site = Site::new().policy("SITE", &Policy("img-src 'self'")).host("www.example.com");
/// let body = |browser: &str| format!(r#"[{{"type": "csp-violation", "user_agent": "{browser}", "url": "https://www.example.com/",
///     "body": {{"effectiveDirective": "img-src", "blockedURL": "https://img.example.net/x.png", "originalPolicy": "img-src 'self'"}}}}]"#);
/// let mut reports = read(body("Firefox").as_bytes(), Limits::default())?;
/// reports.extend(read(body("Chrome").as_bytes(), Limits::default())?);
///
/// assert_eq!(
///     propose(&fold(reports), &site).to_string(),
///     "talisman_policy! {\n    ..SITE,\n    content_security_policy: { ..;\n        \
///      img-src += \"https://img.example.net\"; // 2 reports; opens: others may show their content, and hear of each visit\n    \
///      },\n}\n",
/// );
/// # Ok::<(), talisman_ask::reports::Unreadable>(())
/// ```
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Proposal {
    /// The changes, by policy.
    pub lines: Vec<Line>,
    /// What is left as it is.
    pub refused: Vec<Refusal>,
    /// How many reports are noise.
    pub noise: usize,
}

/// A change, and how many reports it settles.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Line {
    /// The name of the policy.
    pub policy: String,
    /// The change.
    pub change: Change,
    /// How many reports it settles.
    pub reports: usize,
    /// What an attacker gains by it.
    pub opens: Vec<&'static str>,
}

/// What no change is proposed for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Refusal {
    /// What the reports say was refused.
    pub what: String,
    /// What to do about it.
    pub instead: &'static str,
    /// How many reports say it.
    pub reports: usize,
}

/// Proposes the smallest changes that settle reports of violations.
///
/// Nothing is proposed that a specialist would refuse: no `'unsafe-inline'` and no `'unsafe-eval'`, no hash of a text that only
/// a report holds, no `data:` or `blob:` for code, no place that a single browser reported.
///
/// # Deployment caveat
///
/// Anybody can send reports under any name. Read each line before it goes into a policy.
#[must_use]
pub fn propose(reports: &[Folded], site: &Site) -> Proposal {
    let mut proposal = Proposal::default();
    let mut seen = HashSet::new();
    for folded in reports {
        let Body::Csp(violation) = &folded.report.body else {
            continue;
        };
        let Some(explanation) = folded.report.explain(site) else {
            continue;
        };
        if explanation.noise.is_some() {
            proposal.noise += folded.count;
            continue;
        }
        let verdict = explanation.verdict.as_ref();
        let kind = verdict.map(crate::verdict::Verdict::kind);
        let changes = verdict.map_or(&[][..], crate::verdict::Verdict::changes);
        let instead = kind
            .and_then(|kind| refusal(kind, violation))
            .or_else(|| changes.is_empty().then_some(NOTHING_TO_ALLOW))
            .or_else(|| (folded.user_agents < CLIENTS).then_some(ONE_BROWSER));
        match (instead, kind, explanation.policy) {
            (None, Some(kind), Some(policy)) => {
                for (_, change) in changes {
                    proposal.add(&policy, change, folded.count, gain(kind), &mut seen);
                }
            }
            (instead, ..) => proposal.refused.push(Refusal {
                what: format!(
                    "{} of {}",
                    violation.blocked_url, violation.effective_directive
                ),
                instead: instead.unwrap_or(NOTHING_TO_ALLOW),
                reports: folded.count,
            }),
        }
    }
    proposal
}

/// What to do instead of a change that a specialist would refuse.
fn refusal(kind: Kind, violation: &Violation) -> Option<&'static str> {
    let has_host = violation.blocked_url.contains("://");
    match kind {
        Kind::InlineScript | Kind::InlineStyle => Some(
            "if it is yours, give its element the nonce, or the policy the hash of its text from your source",
        ),
        Kind::ScriptAttribute => {
            Some("if it is yours, add the listener in a script that has the nonce")
        }
        Kind::StyleAttribute => Some(
            "if it is yours, move it into a style sheet, or set it through the element's style object",
        ),
        Kind::JavascriptUrl => Some("if it is yours, make it a button with a listener"),
        Kind::Eval => Some("find the library that compiles text, and its build that does not"),
        Kind::Sink => Some("make a TrustedHTML, TrustedScript or TrustedScriptURL of the text"),
        Kind::Script | Kind::Worker | Kind::Object if !has_host => {
            Some("code from a data: or blob: URL can be anyone's: serve it as a file")
        }
        Kind::Base => Some("a page seldom needs a <base>: take it out, or it was injected"),
        Kind::Script
        | Kind::Style
        | Kind::Image
        | Kind::Font
        | Kind::Connect
        | Kind::Media
        | Kind::Object
        | Kind::Frame
        | Kind::FencedFrame
        | Kind::Worker
        | Kind::Manifest
        | Kind::Prefetch
        | Kind::Form
        | Kind::Ancestor
        | Kind::Wasm
        | Kind::TrustedTypesPolicy
        | Kind::Webrtc
        | Kind::SandboxToken => None,
    }
}

impl Proposal {
    /// Adds a change, to one of the same directive if there is one.
    ///
    /// `seen` has the words that are added already: whoever sends reports chooses how many there are.
    fn add(
        &mut self,
        policy: &str,
        change: &Change,
        reports: usize,
        opens: &'static str,
        seen: &mut HashSet<String>,
    ) {
        let directive = change.directive();
        let words = change.added().iter();
        let is_new = |word: &&String| seen.insert(format!("{policy} {directive} {word}"));
        let added: Vec<String> = words.filter(is_new).cloned().collect();
        let same = self
            .lines
            .iter_mut()
            .find(|line| line.policy == policy && line.change.directive() == change.directive());
        match same {
            Some(line) => {
                line.change.add(added);
                line.reports += reports;
                if !line.opens.contains(&opens) {
                    line.opens.push(opens);
                }
            }
            None => self.lines.push(Line {
                policy: policy.to_owned(),
                change: change.clone(),
                reports,
                opens: vec![opens],
            }),
        }
    }
}

/// The derived policies, as they can be pasted, with a comment for what is refused.
impl fmt::Display for Proposal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut policies: Vec<&str> = Vec::new();
        for line in &self.lines {
            if !policies.contains(&line.policy.as_str()) {
                policies.push(&line.policy);
            }
        }
        for policy in policies {
            writeln!(
                f,
                "talisman_policy! {{\n    ..{policy},\n    content_security_policy: {{ ..;"
            )?;
            for line in self.lines.iter().filter(|line| line.policy == policy) {
                let (change, opens) = (&line.change, line.opens.join("; "));
                writeln!(
                    f,
                    "        {change}; // {} reports; opens: {opens}",
                    line.reports
                )?;
            }
            writeln!(f, "    }},\n}}")?;
        }
        for refusal in &self.refused {
            let (what, reports) = (Shown(&refusal.what), refusal.reports);
            writeln!(
                f,
                "// left as it is, with {reports} reports: {what}\n//   {}",
                refusal.instead
            )?;
        }
        if self.noise > 0 {
            writeln!(f, "// noise: {} reports", self.noise)?;
        }
        Ok(())
    }
}
