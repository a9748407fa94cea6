//! Hosts that the user knows to serve what gets an attacker around a policy: JSONP, old script libraries, uploads.
//!
//! No list comes with talisman. Those that exist are years old and far from whole, and a host that is not on them looks safe.

use super::effective::Effective;
use super::{Findings, Problem, is_any_host};
use crate::ground::condition::Condition;
use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::word::Word;
use crate::headers::csp::host::{self, HostSource};
use crate::headers::csp::{
    DirectiveName, Disposition, Edit, Operator, Policy, Sited, SourceExpression,
};

/// Says which sources of scripts allow a host of the list.
///
/// An entry is a host, or a host and the path of the file that is dangerous there. A source allows it if the hosts are equal
/// or its wildcard covers the entry's, and, where both have a path, if the source's is the entry's or a folder above it.
pub fn bypass(policy: &Policy, disposition: Disposition, hosts: &[Word], out: &mut Diagnostics) {
    let listed: Vec<(&Word, HostSource)> = hosts
        .iter()
        .filter_map(|word| Some((word, entry(word, out)?)))
        .collect();
    let mut found = Findings::new(policy.directives(), out);
    let policy = Effective::new(policy, disposition);
    let scripts = policy
        .list(DirectiveName::ScriptSrcElem)
        .filter(|list| policy.runs_scripts() && !list.is_strict_dynamic());
    for source in scripts.into_iter().flat_map(|list| list.sources) {
        let SourceExpression::Host(host) = &source.node else {
            continue;
        };
        let entry = listed.iter().find(|(_, entry)| allows(host, entry));
        if let (Some((word, _)), false) = (entry, is_any_host(&source.node)) {
            let (listed, write) = (word.text.clone(), found.strict());
            let word = source.shown();
            found.source(
                source,
                Problem::BypassHost {
                    word,
                    listed,
                    write,
                },
            );
        }
    }
}

/// The same of changes of a policy that is not at hand, where they set or add sources.
pub fn bypass_changes(edits: &[Edit], hosts: &[Word], out: &mut Diagnostics) {
    let listed: Vec<(&Word, HostSource)> = hosts
        .iter()
        .filter_map(|word| Some((word, entry(word, out)?)))
        .collect();
    for (source, host) in edits.iter().flat_map(script_hosts) {
        if let Some((word, _)) = listed.iter().find(|(_, entry)| allows(host, entry)) {
            out.report(source.site, bypass_host(source, word.text.clone()));
        }
    }
}

/// The same against the list of the base.
pub fn inherited_bypass(edit: &Edit, out: &mut Diagnostics) {
    for (source, host) in script_hosts(edit) {
        let path = if host.path == "/" { "" } else { &host.path };
        let condition = Condition::BaseListsBypassHost {
            host: host.host.clone(),
            path: path.to_owned(),
        };
        out.report_if(
            condition,
            source.site,
            bypass_host(source, host.host.clone()),
        );
    }
}

/// The hosts that a change allows scripts from.
fn script_hosts(edit: &Edit) -> Vec<(&Sited<SourceExpression>, &HostSource)> {
    let adds = matches!(edit.operator, Operator::Set | Operator::Append);
    let name = DirectiveName::from_word(edit.directive.name().as_str());
    let is_of_scripts = matches!(
        name,
        Some(DirectiveName::ScriptSrc | DirectiveName::ScriptSrcElem)
    );
    let mut hosts = Vec::new();
    for source in edit.directive.sources() {
        if let SourceExpression::Host(host) = &source.node {
            if adds && is_of_scripts && !is_any_host(&source.node) {
                hosts.push((source, host));
            }
        }
    }
    hosts
}

fn bypass_host(source: &Sited<SourceExpression>, listed: String) -> Problem {
    let nonce = source.spelling.keyword("'nonce'");
    let strict = source.spelling.keyword("'strict-dynamic'");
    Problem::BypassHost {
        word: source.shown(),
        listed,
        write: format!("`{nonce} {strict}`"),
    }
}

/// Reads an entry; what is wrong with it is what would be wrong with a source.
fn entry(word: &Word, out: &mut Diagnostics) -> Option<HostSource> {
    match host::parse(&word.text, word.spelling) {
        Ok(entry) => Some(entry),
        Err((range, problem)) => {
            out.report(Place::within(word, range), problem);
            None
        }
    }
}

fn allows(source: &HostSource, entry: &HostSource) -> bool {
    let host = match source.host.strip_prefix('*') {
        Some(suffix) => entry.host.len() > suffix.len() && entry.host.ends_with(suffix),
        None => source.host == entry.host,
    };
    let is_whole_host = matches!(entry.path.as_str(), "" | "/");
    host && (is_whole_host || source.path_matches(&entry.path))
}
