//! Which scripts run that the page's author did not write.

use super::effective::Effective;
use super::{Findings, Problem, is_any_host, is_scheme, is_star, names_a_host};
use crate::headers::csp::SourceExpression;
use crate::headers::csp::directive::DirectiveName::{
    RequireTrustedTypesFor, ScriptSrc, ScriptSrcAttr, ScriptSrcElem,
};
use crate::headers::csp::keyword::Keyword;
use crate::headers::csp::list::List;

/// What lets in a script of anyone's: by its text, by where it comes from, or because nothing governs it.
pub(super) fn weaknesses(policy: Effective<'_>, found: &mut Findings<'_>) {
    if let Some(list) = policy.list(ScriptSrcElem) {
        elements(list, found);
    }
    if let Some(list) = policy.list(ScriptSrcAttr) {
        attributes(list, found);
    }
    eval(policy, found);
    if policy.is_meant_to_be_whole() {
        if let Some(open) = open(policy) {
            found.missing(Problem::NoScriptSrc { open });
        }
    }
}

/// The list that governs script elements.
pub(super) fn elements(list: List<'_>, found: &mut Findings<'_>) {
    inline(list, "inline script", found);
    places(list, found);
}

/// The list that governs event handlers.
pub(super) fn attributes(list: List<'_>, found: &mut Findings<'_>) {
    inline(list, "event handler attribute", found);
}

/// What a specialist would do without.
pub(super) fn advice(policy: Effective<'_>, found: &mut Findings<'_>) {
    let elements = policy.list(ScriptSrcElem);
    let attributes = policy.list(ScriptSrcAttr);
    for list in [elements, attributes].into_iter().flatten() {
        if let Some(source) = list.keyword(Keyword::UnsafeHashes) {
            let word = source.shown();
            found.source(source, Problem::ScriptUnsafeHashes { word });
        }
    }
    if let Some(list) = elements.filter(|list| !list.is_strict_dynamic()) {
        blobs(list, found);
        allowlist(list, found);
    }
}

fn inline(list: List<'_>, what: &'static str, found: &mut Findings<'_>) {
    // Beside 'strict-dynamic' nothing inline is allowed without a nonce or a hash, CSP3 section 6.7.3.2.
    if list.is_strict_dynamic() {
        return;
    }
    if let Some(source) = list.unsafe_inline() {
        let write = if list.name == ScriptSrcAttr {
            "move the handlers into a script that calls addEventListener, and leave it out"
                .to_owned()
        } else {
            let nonce = found.nonce();
            format!(
                "write {nonce} in its place and give each inline script that nonce, or write the hash of each"
            )
        };
        let word = source.shown();
        found.source(source, Problem::ScriptUnsafeInline { word, what, write });
    }
}

fn places(list: List<'_>, found: &mut Findings<'_>) {
    if list.is_strict_dynamic() {
        return;
    }
    let mut sources = list.sources.iter();
    let has_blob = sources.any(|source| is_scheme(&source.node, "blob"));
    for source in list.sources {
        if is_any_host(&source.node) {
            let (word, write) = (source.shown(), found.strict());
            // Who allows everything is surprised by the workers that are blocked.
            let is_star = is_star(&source.node) && !has_blob;
            let lacks = if is_star {
                ", and still covers no blob:, from which workers are started"
            } else {
                ""
            };
            found.any_host(source, Problem::ScriptAnyHost { word, write, lacks });
        // Such a URL holds the script itself: who can write a URL into the page can write a script.
        } else if is_scheme(&source.node, "data") {
            let word = source.shown();
            found.source(source, Problem::ScriptData { word });
        }
    }
}

/// Trusted Types make eval refuse text that no policy of theirs has passed: then the keyword is needed for what has.
fn eval(policy: Effective<'_>, found: &mut Findings<'_>) {
    // With it eval takes a TrustedScript alone, and still needs 'unsafe-eval' to take that.
    let has_trusted_types = policy.directive(RequireTrustedTypesFor).is_some();
    let list = policy.list(ScriptSrc).filter(|_| !has_trusted_types);
    if let Some(source) = list.and_then(|list| list.keyword(Keyword::UnsafeEval)) {
        let write = found.keyword(Keyword::WasmUnsafeEval);
        let word = source.shown();
        found.source(source, Problem::ScriptUnsafeEval { word, write });
    }
}

fn blobs(list: List<'_>, found: &mut Findings<'_>) {
    let is_blob =
        |source: &SourceExpression| is_scheme(source, "blob") || is_scheme(source, "filesystem");
    for source in list.sources.iter().filter(|source| is_blob(&source.node)) {
        let word = source.shown();
        found.source(source, Problem::ScriptBlob { word });
    }
}

/// A list of hosts in place of nonces. Where the list lets in everything anyway, that is what is reported.
fn allowlist(list: List<'_>, found: &mut Findings<'_>) {
    let lets_all_in = |source: &SourceExpression| is_any_host(source) || is_scheme(source, "data");
    // What is wider is a weakness, and was reported: one cause, one message.
    if list.unsafe_inline().is_some() || list.sources.iter().any(|it| lets_all_in(&it.node)) {
        return;
    }
    let host = list
        .sources
        .iter()
        .find(|source| names_a_host(&source.node));
    if let Some(source) = host {
        let write = found.strict();
        let word = source.shown();
        found.source(source, Problem::ScriptAllowlist { word, write });
    }
}

/// What of scripts no directive governs.
fn open(policy: Effective<'_>) -> Option<&'static str> {
    let governed =
        [ScriptSrcElem, ScriptSrcAttr, ScriptSrc].map(|what| policy.list(what).is_some());
    match governed {
        [true, true, true] => None,
        [false, false, _] => Some(
            "without `script-src` and `default-src`, every script runs, one that an attacker wrote into the page too",
        ),
        [false, true, _] => Some(
            "`script-src-attr` governs only event handler attributes: every script element runs, one that an attacker wrote into the page too",
        ),
        [true, false, _] => Some(
            "`script-src-elem` governs only script elements: every event handler attribute runs, one that an attacker wrote into the page too",
        ),
        [true, true, false] => Some(
            "`script-src-elem` and `script-src-attr` do not govern eval: scripts may run text as code, one that an attacker got in too",
        ),
    }
}
