//! What reading a policy gave, in a form that a row can hold.

use talisman_policy::headers::csp;
use talisman_policy::headers::csp::weakness;
use talisman_policy::headers::{Header, read_text};
use talisman_policy::{Diagnostics, Place, Severity, Site, Statement};

use crate::{ConformanceRow, WEAKNESSES};

/// The weakness reported only for a policy with the list of its hosts.
const OF_AN_OPTION: &str = "csp-bypass-host";

/// The serialized policy, unless it was refused, and every problem.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Outcome {
    /// The policy, serialized; `None` if an error refuses it.
    pub serialized: Option<String>,
    /// `code@word` of each problem, in the order in which it was reported; nothing after the `@` for the whole policy.
    pub problems: Vec<String>,
}

impl Outcome {
    /// Reads the value of a field.
    #[must_use]
    pub fn of_text(header: Header, text: &str) -> Self {
        let mut out = Diagnostics::new();
        let (policy, ranges) = read_text(header, text, Site(0), &mut out);
        let problems = problems(&out, |site| {
            ranges
                .get(site.0 as usize)
                .and_then(|range| text.get(range.clone()))
        });
        Self {
            serialized: out
                .finish(policy)
                .ok()
                .map(|(policy, _)| policy.to_string()),
            problems,
        }
    }

    /// Reads a Content Security Policy from its statements, as a front end found them.
    #[must_use]
    pub fn of_csp(statements: &[Statement], disposition: csp::Disposition) -> Self {
        let mut out = Diagnostics::new();
        let policy = csp::read(statements, disposition, &mut out);
        let words = || {
            statements
                .iter()
                .flat_map(|statement| std::iter::once(&statement.name).chain(&statement.values))
        };
        let problems = problems(&out, |site| {
            words()
                .find(|word| word.site == site)
                .map(|word| word.text.as_str())
        });
        Self {
            serialized: out
                .finish(policy)
                .ok()
                .map(|(policy, _)| policy.to_string()),
            problems,
        }
    }

    /// The outcome with the problems that a row of `file` lists: those that a CSP leaves open in the file of weaknesses, where
    /// advice is reported if the row asks for it, and all others anywhere else.
    #[must_use]
    pub fn about(mut self, file: &str, row: &ConformanceRow) -> Self {
        self.problems.retain(|problem| {
            let name = problem.split('@').next().unwrap_or_default();
            let mut weaknesses = weakness::Problem::CODES.iter();
            match weaknesses.find(|code| code.name == name && name != OF_AN_OPTION) {
                Some(code) => {
                    file == WEAKNESSES && (row.advice || code.severity != Severity::Advice)
                }
                None => file != WEAKNESSES,
            }
        });
        self
    }

    /// The outcome without what the spelling of a word decides: the quotes around the words of problems.
    #[must_use]
    pub fn unquoted(mut self) -> Self {
        for problem in &mut self.problems {
            if let Some((code, word)) = problem.split_once('@') {
                *problem = format!("{code}@{}", word.trim_matches(['\'', '"']));
            }
        }
        self
    }
}

/// `code@word` of each problem; `find` gives the word of a site.
pub fn problems<'a>(out: &Diagnostics, find: impl Fn(Site) -> Option<&'a str>) -> Vec<String> {
    let word = |place: &Place| match place {
        Place::Whole => "",
        Place::Word(site) | Place::Within(site, _) => find(*site).unwrap_or_default(),
    };
    out.iter()
        .map(|found| format!("{}@{}", found.problem.explain().code, word(&found.place)))
        .collect()
}
