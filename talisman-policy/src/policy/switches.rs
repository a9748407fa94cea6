//! hyperflask's switches: `content_security_policy_unsafe_eval`, `.._unsafe_inline` and `.._frame_ancestors`.

use super::option::{OptionName, SettingValue};
use super::settings::{Options, at, flag, is_off, is_on, wrong};
use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::word::{Statement, Word};
use crate::headers::csp::weakness::Problem as Weakness;
use crate::headers::csp::{DirectiveName, Operator};
use crate::problem::Problem as AnyProblem;

/// The options that add to a Content Security Policy, and so need one.
pub(super) const ALL: [OptionName; 3] = [
    OptionName::ContentSecurityPolicyUnsafeEval,
    OptionName::ContentSecurityPolicyUnsafeInline,
    OptionName::ContentSecurityPolicyFrameAncestors,
];

/// What each switch adds, and to which directives.
const UNSAFE: [(OptionName, &str, &[DirectiveName]); 2] = [
    (
        OptionName::ContentSecurityPolicyUnsafeEval,
        "unsafe-eval",
        &[DirectiveName::ScriptSrc],
    ),
    (
        OptionName::ContentSecurityPolicyUnsafeInline,
        "unsafe-inline",
        &[DirectiveName::ScriptSrc, DirectiveName::StyleSrc],
    ),
];

/// Adds what the switches say to a policy. A directive that is absent begins with what stands in for it, default-src.
pub(super) fn add(options: &Options<'_>, statements: &mut Vec<Statement>, out: &mut Diagnostics) {
    for (option, keyword, directives) in switched_on(options, out) {
        let mut is_added = false;
        for directive in directives {
            is_added |= add_keyword(statements, *directive, &keyword);
        }
        if !is_added {
            let needs = "script-src, style-src or default-src in content_security_policy";
            options.needless(option, needs, out);
        }
    }
    if let Some(Ancestors::Only(statement)) = ancestors(options, out) {
        // Where the policy has the directive itself, both places are reported as any duplicate is.
        statements.push(statement);
    }
}

/// The same for a derived policy, whose base is not at hand.
pub(super) fn add_edits(
    options: &Options<'_>,
    edits: &mut Vec<(Operator, Statement)>,
    out: &mut Diagnostics,
) {
    for (_, keyword, directives) in switched_on(options, out) {
        for directive in directives {
            append(edits, &at(&keyword, directive.as_str()), keyword.clone());
        }
    }
    match ancestors(options, out) {
        None => {}
        Some(Ancestors::Only(statement)) => edits.push((Operator::Set, statement)),
        Some(Ancestors::Anyone(option)) => {
            let name = at(&option, DirectiveName::FrameAncestors.as_str());
            let values = Vec::new();
            edits.push((Operator::DropIfPresent, Statement { name, values }));
        }
    }
}

/// Puts a word after what a derived policy writes or adds there, or adds it alone.
pub(super) fn append(edits: &mut Vec<(Operator, Statement)>, directive: &Word, word: Word) {
    let adds = |(operator, statement): &&mut (Operator, Statement)| {
        matches!(operator, Operator::Set | Operator::Append) && statement.name.is(&directive.text)
    };
    if let Some((_, statement)) = edits.iter_mut().find(adds) {
        push(statement, &word);
    } else {
        let (name, values) = (directive.clone(), vec![word]);
        edits.push((Operator::Append, Statement { name, values }));
    }
}

/// The switches that are on: the keyword, standing where the option does, and the directives that get it.
fn switched_on(
    options: &Options<'_>,
    out: &mut Diagnostics,
) -> Vec<(OptionName, Word, &'static [DirectiveName])> {
    let mut on = Vec::new();
    for (option, keyword, directives) in UNSAFE {
        if let (Some(true), Some(setting)) = (flag(options, option, out), options.get(option)) {
            on.push((option, at(&setting.name, keyword), directives));
        }
    }
    on
}

/// A remedy is about the option where a switch adds the keyword.
pub(super) fn name_options(options: &Options<'_>, out: &mut Diagnostics) {
    let Some(setting) = options.get(OptionName::ContentSecurityPolicyUnsafeInline) else {
        return;
    };
    let here = Place::from(&setting.name);
    out.reword(|place, problem| {
        if let AnyProblem::CspWeakness(
            Weakness::ScriptUnsafeInline { write, .. } | Weakness::StyleUnsafeInline { write, .. },
        ) = problem
        {
            if *place == here {
                INLINE.clone_into(write);
            }
        }
    });
}

const INLINE: &str = "leave the option out, write nonce in script-src and style-src, and give each inline script and style that nonce";

fn add_keyword(statements: &mut Vec<Statement>, directive: DirectiveName, keyword: &Word) -> bool {
    let find = |name: DirectiveName| move |statement: &&Statement| statement.name.is(name.as_str());
    if !statements
        .iter()
        .any(|statement| find(directive)(&statement))
    {
        let Some(fallback) = statements.iter().find(find(DirectiveName::DefaultSrc)) else {
            return false;
        };
        let (name, values) = (at(keyword, directive.as_str()), fallback.values.clone());
        statements.push(Statement { name, values });
    }
    for statement in statements.iter_mut() {
        if statement.name.is(directive.as_str()) {
            push(statement, keyword);
        }
    }
    true
}

/// Puts a keyword after the sources of a directive, or in the place of `'none'`, which cannot be beside it.
fn push(statement: &mut Statement, keyword: &Word) {
    let is = |word: &Word, keyword: &str| word.text.trim_matches('\'') == keyword;
    if matches!(statement.values.as_slice(), [only] if is(only, "none")) {
        statement.values.clear();
    }
    if !statement.values.iter().any(|word| is(word, &keyword.text)) {
        statement.values.push(keyword.clone());
    }
}

enum Ancestors {
    /// Whoever likes: no directive.
    Anyone(Word),
    /// These.
    Only(Statement),
}

/// Who may frame the page: `true` is everyone, `false` nobody, and anything else a list of them. A string is one source.
fn ancestors(options: &Options<'_>, out: &mut Diagnostics) -> Option<Ancestors> {
    let option = OptionName::ContentSecurityPolicyFrameAncestors;
    let setting = options.get(option)?;
    if is_on(setting) {
        return Some(Ancestors::Anyone(setting.name.clone()));
    }
    let values = match &setting.value {
        _ if is_off(setting) => vec![at(&setting.name, "none")],
        SettingValue::Words(words) if !words.is_empty() => words.clone(),
        _ => {
            let expected = "true (anyone), false (nobody), or sources in brackets such as [self, \"https://partner.example\"]";
            wrong(setting, option, expected, out);
            return None;
        }
    };
    let name = at(&setting.name, DirectiveName::FrameAncestors.as_str());
    Some(Ancestors::Only(Statement { name, values }))
}

#[cfg(test)]
mod tests {
    use super::super::settings::implied_word;
    use super::*;
    use crate::ground::word::Site;

    #[test]
    fn none_gives_way_to_a_keyword_and_no_keyword_is_repeated() {
        let word = |text: &str| Word::text(text, Site(0));
        let mut statement = Statement {
            name: word("script-src"),
            values: vec![word("'none'")],
        };
        for _ in 0..2 {
            push(&mut statement, &implied_word("unsafe-eval"));
        }
        assert_eq!(statement.values, [implied_word("unsafe-eval")]);
    }
}
