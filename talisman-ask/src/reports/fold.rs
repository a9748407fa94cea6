//! Equal reports as one, with a count.

use std::collections::{HashMap, HashSet};
use std::fmt;

use super::{Body, Report};

/// A report, and how often it came.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Folded {
    /// The first of them.
    pub report: Report,
    /// How many there were.
    pub count: usize,
    /// How many browsers, by what they call themselves, sent it.
    pub user_agents: usize,
}

/// One line for a log: the report, and how often it came if that is more than once.
impl fmt::Display for Folded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.report)?;
        match self.count {
            1 => Ok(()),
            count => write!(f, ", {count} times"),
        }
    }
}

/// Folds reports that say the same, whenever and from whichever browser they came; in the order in which each came first.
#[must_use]
pub fn fold(reports: impl IntoIterator<Item = Report>) -> Vec<Folded> {
    let mut found: Vec<(Folded, HashSet<String>)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for report in reports {
        let place = *places.entry(key(&report)).or_insert(found.len());
        if found.len() == place {
            let folded = Folded {
                report: report.clone(),
                count: 0,
                user_agents: 0,
            };
            found.push((folded, HashSet::new()));
        }
        if let Some((folded, agents)) = found.get_mut(place) {
            folded.count += 1;
            if agents.insert(report.user_agent) {
                folded.user_agents += 1;
            }
        }
    }
    found.into_iter().map(|(folded, _)| folded).collect()
}

/// What two reports have to have in common. A text in which no part can end where another begins.
fn key(report: &Report) -> String {
    // The query differs from visitor to visitor.
    let document = report.url.split(['?', '#']).next().unwrap_or_default();
    match &report.body {
        // The nonce of each response is another, and so is the text of the policy.
        Body::Csp(one) => format!(
            "{:?}",
            (
                document,
                &one.effective_directive,
                &one.blocked_url,
                one.is_report_only,
                &one.source_file,
                one.line,
                one.column,
                &one.sample
            )
        ),
        Body::Hash(script) => format!("{:?}", (document, script)),
        Body::Other { kind, fields } => format!("{:?}", (document, kind, fields)),
    }
}
