//! What is blocked in pages, as it is reported: once for each cause, with what to write.

use std::collections::HashMap;

use talisman_pages::{Blocked, Position};
use talisman_policy::pages::Problem;
use talisman_policy::{Diagnostics, Word};

/// What is blocked in the pages of one pattern: what has one cause and one remedy is one finding, wherever it is.
pub(super) struct Findings<'a> {
    /// How the hashes of the pages are written.
    hashes: &'a str,
    groups: Vec<Group>,
    /// The group of each problem, by its words without the place.
    known: HashMap<String, usize>,
}

struct Group {
    /// The first place.
    at: String,
    problem: Box<dyn FnOnce(String) -> Problem>,
    more: usize,
}

impl<'a> Findings<'a> {
    pub(super) fn new(hashes: &'a str) -> Self {
        Self {
            hashes,
            groups: Vec::new(),
            known: HashMap::new(),
        }
    }

    /// Adds one, in the file of this name.
    pub(super) fn add(&mut self, file: &str, blocked: Blocked) {
        let Position { line, column } = blocked.position;
        let directive = blocked.directive.map_or_else(
            || "the policy".to_owned(),
            |directive| directive.to_string(),
        );
        let help = help(&blocked, self.hashes);
        let Blocked {
            element,
            because,
            nonce,
            ..
        } = blocked;
        let placeholder = nonce.filter(|nonce| is_placeholder(nonce));
        let key = match &placeholder {
            Some(found) => format!("{found}\0{element}"),
            None => format!("{directive}\0{element}\0{because}\0{help}"),
        };
        if let Some(group) = self.known.get(&key).and_then(|at| self.groups.get_mut(*at)) {
            group.more += 1;
            return;
        }
        self.known.insert(key, self.groups.len());
        self.groups.push(Group {
            at: format!("{file}:{line}:{column}"),
            problem: match placeholder {
                Some(found) => Box::new(|at| Problem::UnknownPlaceholder { found, element, at }),
                None => Box::new(|at| Problem::Blocked {
                    directive,
                    element,
                    at,
                    because,
                    help,
                }),
            },
            more: 0,
        });
    }

    /// Reports them at their pattern.
    pub(super) fn report(self, pattern: &Word, out: &mut Diagnostics) {
        for Group { at, problem, more } in self.groups {
            let more = match more {
                0 => String::new(),
                1 => " and in 1 more place".to_owned(),
                more => format!(" and in {more} more places"),
            };
            out.report(pattern, problem(at + &more));
        }
    }
}

/// Whether the value of a `nonce` attribute is what a template engine replaces.
fn is_placeholder(nonce: &str) -> bool {
    nonce.contains(|c: char| !(c.is_ascii_alphanumeric() || "+/=-_".contains(c)))
}

/// What to write, in the spelling of a policy: a change of a derived one is a source of this one, and the hash of a page's own
/// code that of the page.
fn help(blocked: &Blocked, hashes: &str) -> String {
    let Some(changes) = blocked.help.strip_prefix("write ") else {
        return blocked.help.clone();
    };
    let attribute = blocked.element.trim_end_matches('>').split_once(' ');
    let attribute = attribute.map(|(_, attribute)| attribute);
    let has_own_code =
        attribute.is_none_or(|name| name.starts_with("on") || name.starts_with("style"));
    let changes: Vec<String> = changes
        .split("; ")
        .map(|change| match change.split_once(" += ") {
            Some((directive, sources)) => {
                format!(
                    "write `{}` among the sources of {directive}",
                    of_page(sources, has_own_code, hashes)
                )
            }
            None => format!("write `{}`", of_page(change, has_own_code, hashes)),
        })
        .collect();
    let changes = changes.join(", and ");
    match attribute {
        Some(name) if has_own_code && name.starts_with("on") => {
            format!("add the handler in a script, with addEventListener; or {changes}")
        }
        Some(_) if has_own_code => format!("give it a class of a style sheet; or {changes}"),
        Some(_) if changes.contains("unsafe-hashes ") => {
            format!("make it a button whose handler a script adds; or {changes}")
        }
        _ => changes,
    }
}

/// Sources with what stands for the hashes of the page in the place of a hash.
fn of_page(sources: &str, has_own_code: bool, hashes: &str) -> String {
    let start = sources.find("\"'sha").filter(|_| has_own_code);
    let end = start.and_then(|start| Some(start + sources.get(start..)?.find("'\"")? + 2));
    match (start, end) {
        (Some(start), Some(end)) => {
            let (before, after) = (sources.get(..start), sources.get(end..));
            format!(
                "{}{hashes}{}",
                before.unwrap_or_default(),
                after.unwrap_or_default()
            )
        }
        _ => sources.to_owned(),
    }
}
