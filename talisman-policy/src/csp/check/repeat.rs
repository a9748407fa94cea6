//! Words that stand twice.

use std::collections::HashMap;
use std::hash::Hash;

use super::Problem;
use crate::csp::{Directive, DirectiveName, DirectiveValue, Name, Sited};
use crate::diagnostic::Diagnostics;

/// A word means the same the second time. URLs apart: Chromium sends a report to each.
pub(super) fn stands_once(directive: &Directive, out: &mut Diagnostics) {
    match (directive.name(), directive.value()) {
        (Name::Known(DirectiveName::ReportUri) | Name::Unchecked(_), _) => {}
        (_, DirectiveValue::Sources(sources)) => tell(directive, sources, Sited::shown, out),
        (_, DirectiveValue::Words(words)) => {
            tell(directive, words, |word| word.node.clone(), out);
        }
    }
}

fn tell<T: Eq + Hash>(
    directive: &Directive,
    words: &[Sited<T>],
    shown: impl Fn(&Sited<T>) -> String,
    out: &mut Diagnostics,
) {
    let mut firsts = HashMap::with_capacity(words.len());
    for word in words {
        let first = *firsts.entry(&word.node).or_insert(word);
        if !std::ptr::eq(first, word) {
            out.report_both(
                word.site,
                first.site,
                Problem::Repeated {
                    word: shown(word),
                    directive: directive.name().as_str().to_owned(),
                },
            );
        }
    }
}
