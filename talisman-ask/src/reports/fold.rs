//! Equal reports as one, with a count.

use std::collections::HashMap;

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

/// Folds reports that say the same, whenever and from whichever browser they came; in the order in which each came first.
#[must_use]
pub fn fold(reports: impl IntoIterator<Item = Report>) -> Vec<Folded> {
    let mut found: Vec<(Folded, Vec<String>)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for report in reports {
        let place = *places.entry(key(&report)).or_insert(found.len());
        if found.len() == place {
            let folded = Folded {
                report: report.clone(),
                count: 0,
                user_agents: 0,
            };
            found.push((folded, Vec::new()));
        }
        if let Some((folded, agents)) = found.get_mut(place) {
            folded.count += 1;
            if !agents.contains(&report.user_agent) {
                agents.push(report.user_agent);
                folded.user_agents += 1;
            }
        }
    }
    found.into_iter().map(|(folded, _)| folded).collect()
}

/// What two reports have to have in common. A text in which no part can end where another begins.
fn key(report: &Report) -> String {
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
