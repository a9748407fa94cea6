//! Words that stand twice.

use super::Problem;
use crate::ground::diagnostic::Diagnostics;
use crate::ground::first_sites::FirstSites;
use crate::headers::csp::source::SourceExpression;
use crate::headers::csp::{Directive, DirectiveName, DirectiveValue, Name};

/// A word means the same the second time. URLs apart: Chromium sends a report to each.
pub(super) fn stands_once(directive: &Directive, out: &mut Diagnostics) {
    let mut firsts = FirstSites::new();
    let mut tell = |key: &str, site, shown: String| {
        if let Some(first) = firsts.before(key, site) {
            let directive = directive.name().as_str().to_owned();
            let problem = Problem::Repeated {
                word: shown,
                directive,
            };
            out.report_both(site, first, problem);
        }
    };
    match (directive.name(), directive.value()) {
        (Name::Known(DirectiveName::ReportUri) | Name::Unchecked(_), _) => {}
        (_, DirectiveValue::Sources(sources)) => {
            for source in sources {
                tell(&key(&source.node), source.site, source.shown());
            }
        }
        (_, DirectiveValue::Words(words)) => {
            for word in words {
                tell(&word.node, word.site, word.node.clone());
            }
        }
    }
}

/// What a source expression of the same meaning has too. None that is known has white space.
fn key(source: &SourceExpression) -> String {
    match source {
        SourceExpression::Unchecked(text) => format!("unchecked {text}"),
        source => source.to_string(),
    }
}
