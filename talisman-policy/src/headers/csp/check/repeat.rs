//! Words that appear twice.

use std::collections::HashMap;

use super::Problem;
use crate::ground::diagnostic::Diagnostics;
use crate::ground::word::Site;
use crate::headers::csp::source::SourceExpression;
use crate::headers::csp::{Directive, DirectiveName, DirectiveValue, Name};

/// A word means the same the second time. URLs apart: Chromium sends a report to each.
///
/// One message for each word, however often it is repeated: a generated list may repeat one thousands of times.
pub(super) fn is_not_repeated(directive: &Directive, out: &mut Diagnostics) {
    let mut words = Uses::default();
    match (directive.name(), directive.value()) {
        (Name::Known(DirectiveName::ReportUri) | Name::Unchecked(_), _) => {}
        (_, DirectiveValue::Sources(sources)) => {
            // Two slots of one name are an error.
            let is_slot = |source: &SourceExpression| matches!(source, SourceExpression::Slot(_));
            for source in sources.iter().filter(|source| !is_slot(&source.node)) {
                words.add(key(&source.node), source.site, || source.shown());
            }
        }
        (_, DirectiveValue::Words(list)) => {
            for word in list {
                words.add(word.node.clone(), word.site, || word.node.clone());
            }
        }
    }
    for (key, second, word) in words.seconds {
        if let Some(Use { first, times }) = words.uses.get(&key) {
            let directive = directive.name().as_str().to_owned();
            let times = *times;
            let problem = Problem::Repeated {
                word,
                directive,
                times,
            };
            out.report_both(second, *first, problem);
        }
    }
}

/// The words of a value, each with its first use and the number of its uses.
#[derive(Default)]
struct Uses {
    uses: HashMap<String, Use>,
    /// What is used more than once: its key, where it is used a second time, and how a message names it.
    seconds: Vec<(String, Site, String)>,
}

struct Use {
    first: Site,
    times: usize,
}

impl Uses {
    fn add(&mut self, key: String, site: Site, shown: impl FnOnce() -> String) {
        let Some(known) = self.uses.get_mut(&key) else {
            let first = site;
            self.uses.insert(key, Use { first, times: 1 });
            return;
        };
        known.times += 1;
        if known.times == 2 {
            self.seconds.push((key, site, shown()));
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
