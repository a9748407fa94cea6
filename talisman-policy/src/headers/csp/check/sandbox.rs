//! The sandbox: what it blocks whatever another directive allows, and tokens that do nothing.

use super::Problem;
use crate::ground::diagnostic::Diagnostics;
use crate::headers::csp::DirectiveName::Sandbox;
use crate::headers::csp::sandbox::Beside;
use crate::headers::csp::{
    Directive, DirectiveName, DirectiveValue, Disposition, Name, Policy, SandboxToken, Sited,
};

/// In a sandbox scripts and forms are off until a token allows them.
pub(super) fn allows_actions(policy: &Policy, disposition: Disposition, out: &mut Diagnostics) {
    let Some(sandbox) = policy.directive(Sandbox) else {
        return;
    };
    let Some(tokens) = tokens(sandbox).filter(|_| disposition == Disposition::Enforce) else {
        return;
    };
    for name in DirectiveName::ALL.iter().copied() {
        let Some(token) = name.sandbox_token() else {
            continue;
        };
        let allowing = policy.directive(name).filter(|it| !it.is_none());
        if let (Some(directive), false) = (allowing, has(tokens, token)) {
            out.report_both(
                directive.site(),
                sandbox.site(),
                Problem::BlockedBySandbox {
                    directive: name.as_str().to_owned(),
                    token: token.as_str(),
                },
            );
        }
    }
}

/// Tokens that another one makes void, or that wait for one that is not there.
pub(super) fn tokens_do_something(directive: &Directive, is_whole: bool, out: &mut Diagnostics) {
    let Some(tokens) = tokens(directive) else {
        return;
    };
    let has = |token| has(tokens, token);
    for word in tokens {
        let Some(row) = SandboxToken::from_word(&word.node).map(SandboxToken::fact) else {
            continue;
        };
        let waits = row.needs.filter(|it| is_whole && !has(it.token));
        let mut others = row.void_beside.iter().copied();
        let Some(Beside { why, help, .. }) = waits.or_else(|| others.find(|it| has(it.token)))
        else {
            continue;
        };
        let token = word.node.clone();
        out.report(
            word.site,
            Problem::SandboxTokenWithoutEffect { token, why, help },
        );
    }
}

/// The tokens of a sandbox, if talisman knows them all.
fn tokens(directive: &Directive) -> Option<&[Sited<String>]> {
    let (Name::Known(Sandbox), DirectiveValue::Words(words)) =
        (directive.name(), directive.value())
    else {
        return None;
    };
    let is_known = |word: &Sited<String>| !word.spelling.is_unchecked();
    words.iter().all(is_known).then_some(words)
}

fn has(tokens: &[Sited<String>], token: SandboxToken) -> bool {
    tokens.iter().any(|word| word.node == token.as_str())
}
