//! Hosts that the user knows to serve what gets an attacker around a policy: JSONP, old script libraries, uploads.
//!
//! No list comes with talisman. Those that exist are years old and far from whole, and a host that is not on them looks safe.

use std::collections::{BTreeMap, HashMap};
use std::ops::Bound;

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
    let listed = Listed::new(hosts, out);
    let mut found = Findings::new(policy.directives(), out);
    let policy = Effective::new(policy, disposition);
    let scripts = policy
        .list(DirectiveName::ScriptSrcElem)
        .filter(|list| policy.runs_scripts() && !list.is_strict_dynamic());
    for source in scripts.into_iter().flat_map(|list| list.sources) {
        let SourceExpression::Host(host) = &source.node else {
            continue;
        };
        let entry = listed.allowed_by(host);
        if let (Some(entry), false) = (entry, is_any_host(&source.node)) {
            let (listed, write) = (entry.text.clone(), found.strict());
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
    let listed = Listed::new(hosts, out);
    for (source, host) in edits.iter().flat_map(script_hosts) {
        if let Some(entry) = listed.allowed_by(host) {
            out.report(source.site, bypass_host(source, entry.text.clone()));
        }
    }
}

/// The same against the list of the base.
pub fn inherited_bypass(edit: &Edit, out: &mut Diagnostics) {
    for (source, host) in script_hosts(edit) {
        // The root and no path match alike, CSP3 section 6.7.2.12; const code knows one form of it.
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

/// The entries of a list, by what a source that allows them can look like: neither list is searched for each of the other.
struct Listed<'a> {
    /// Under the host, and under each end of it that a wildcard leaves.
    hosts: HashMap<String, Entries<'a>>,
}

/// The entries of one host, or of all that end alike.
struct Entries<'a> {
    first: &'a Word,
    whole_host: Option<&'a Word>,
    paths: BTreeMap<String, &'a Word>,
}

impl<'a> Listed<'a> {
    fn new(words: &'a [Word], out: &mut Diagnostics) -> Self {
        let mut hosts: HashMap<String, Entries<'a>> = HashMap::new();
        for word in words {
            let Some(entry) = entry(word, out) else {
                continue;
            };
            for key in keys(&entry.host) {
                let entries = hosts.entry(key).or_insert_with(|| Entries {
                    first: word,
                    whole_host: None,
                    paths: BTreeMap::new(),
                });
                if matches!(entry.path.as_str(), "" | "/") {
                    entries.whole_host.get_or_insert(word);
                } else {
                    entries.paths.entry(entry.path.clone()).or_insert(word);
                }
            }
        }
        Self { hosts }
    }

    /// An entry whose host and path a source allows.
    fn allowed_by(&self, source: &HostSource) -> Option<&'a Word> {
        let entries = self.hosts.get(&source.host)?;
        let path = source.path.as_str();
        if matches!(path, "" | "/") {
            return Some(entries.first);
        }
        let mut from = entries
            .paths
            .range::<str, _>((Bound::Included(path), Bound::Unbounded));
        let in_folder = from
            .next()
            .filter(|(entry, _)| source.path_matches(entry))
            .map(|(_, word)| *word);
        entries.whole_host.or(in_folder)
    }
}

/// How a source can be written that allows a host: as it is, or as a wildcard for what follows a part of it.
fn keys(host: &str) -> Vec<String> {
    let ends = host.match_indices('.').filter(|(at, _)| *at > 0);
    let wildcards = ends.filter_map(|(at, _)| Some(format!("*{}", host.get(at..)?)));
    let mut keys = vec![host.to_owned(), "*".to_owned()];
    keys.extend(wildcards);
    keys.dedup();
    keys
}
