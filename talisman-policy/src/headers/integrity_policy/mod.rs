//! Integrity-Policy: what a document refuses to load without a hash, out of the members of a dictionary.

mod item;
mod problem;

pub use item::{Destination, Source};
pub use problem::Problem;

use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::first_sites::FirstSites;
use crate::ground::suggest::nearest;
use crate::ground::word::{Member, MemberValue, Spelling, Word};
use crate::headers::csp::{Disposition, Sited};
use crate::headers::endpoint::{self, ReportsTo};
use crate::text::SyntaxError;

/// Which scripts a page may load without a hash: none. A script from elsewhere needs an `integrity` attribute that it fits,
/// and `crossorigin` with it, so that nobody who changes a file on a server can change what the page runs.
///
/// # ABNF
///
/// ```text
/// Integrity-Policy = sf-dictionary ; key "=" inner-list of sf-token
/// ```
///
/// # Example values
///
/// `blocked-destinations=(script)`, `blocked-destinations=(script), endpoints=(main)`
///
/// `blocked-destinations=script` and `blocked-destinations=("script")` are refused: a browser reads lists of bare words.
///
/// # Deployment caveat
///
/// Every `<script src>` without `integrity` stops working, and so does what such a script loads itself. Try it as
/// Integrity-Policy-Report-Only first, with an endpoint. Chromium reads it since 138, Firefox since 145 and Safari since 26;
/// Firefox sends no reports, and none of them blocks `style`.
///
/// <https://w3c.github.io/webappsec-subresource-integrity/#integrity-policy-section>
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct IntegrityPolicy {
    blocked_destinations: Vec<String>,
    sources: Vec<String>,
    endpoints: Vec<Sited<String>>,
}

words! {
    /// A member of the dictionary, in the order of the specification, with a value that it has.
    pub enum MemberName: &'static str {
        /// What is blocked without a hash.
        BlockedDestinations => "blocked-destinations", "(script)";
        /// Where a hash may stand.
        Sources => "sources", "(inline)";
        /// Where reports go.
        Endpoints => "endpoints", "(main)";
    }
}

impl IntegrityPolicy {
    /// What is blocked without a hash, in order.
    #[must_use]
    pub fn blocked_destinations(&self) -> &[String] {
        &self.blocked_destinations
    }

    /// Where a hash may stand; nothing if that is not written, which stands for `inline`.
    #[must_use]
    pub fn sources(&self) -> &[String] {
        &self.sources
    }

    /// The names of the endpoints that reports go to, and where they are named.
    #[must_use]
    pub fn endpoint_names(&self) -> &[Sited<String>] {
        &self.endpoints
    }
}

/// The field value.
impl std::fmt::Display for IntegrityPolicy {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let endpoints = self.endpoints.iter().map(|name| name.node.clone());
        let endpoints: Vec<String> = endpoints.collect();
        let mut comma = "";
        for (name, items) in [
            (MemberName::BlockedDestinations, &self.blocked_destinations),
            (MemberName::Sources, &self.sources),
            (MemberName::Endpoints, &endpoints),
        ] {
            if !items.is_empty() {
                write!(formatter, "{comma}{name}=({})", items.join(" "))?;
                comma = ", ";
            }
        }
        Ok(())
    }
}

/// Reads a policy: gives every member its meaning, and says what is wrong with it and between them.
pub fn read(
    members: &[Member],
    disposition: Disposition,
    out: &mut Diagnostics,
) -> Option<IntegrityPolicy> {
    let Some(first) = members.first() else {
        out.report(Place::Whole, Problem::Empty);
        return None;
    };
    let mut policy = IntegrityPolicy::default();
    let mut found: Vec<(MemberName, &Word)> = Vec::new();
    for member in members {
        read_parameters(member, out);
        let Some(name) = read_name(&member.key, out) else {
            continue;
        };
        if let Some((_, first)) = found.iter().find(|(other, _)| *other == name) {
            let name = name.as_str();
            out.report_both(&member.key, *first, Problem::DuplicateMember { name });
            continue;
        }
        found.push((name, &member.key));
        let items = read_list(name, member, out).unwrap_or_default();
        let tokens = || items.iter().map(|item| item.node.clone()).collect();
        match name {
            MemberName::BlockedDestinations => policy.blocked_destinations = tokens(),
            MemberName::Sources => policy.sources = tokens(),
            MemberName::Endpoints => policy.endpoints = items,
        }
    }
    let has = |name| found.iter().any(|(other, _)| *other == name);
    if !has(MemberName::BlockedDestinations) {
        let write = assigned(MemberName::BlockedDestinations, first.key.spelling);
        out.report(Place::Whole, Problem::NoDestination { write });
    }
    // Blocking works without reports; reporting alone does nothing without a receiver.
    if disposition == Disposition::Report && !has(MemberName::Endpoints) {
        let write = assigned(MemberName::Endpoints, first.key.spelling);
        out.report(Place::Whole, Problem::NoReceiver { write });
    }
    Some(policy)
}

/// The endpoints that reports go to.
pub(crate) fn endpoints(policy: &IntegrityPolicy) -> Vec<ReportsTo> {
    endpoint::sited(policy.endpoint_names())
}

/// Says what keeps browsers from reading the dictionary at all.
pub fn report_syntax(errors: &[SyntaxError], out: &mut Diagnostics) {
    for error in errors {
        let (what, write) = (error.syntax.summary(), error.syntax.help());
        out.report(error.place.clone(), Problem::Syntax { what, write });
    }
}

/// The member that a key names. One that is misspelt is reported and read: that it is missing must not be said as well.
fn read_name(key: &Word, out: &mut Diagnostics) -> Option<MemberName> {
    let Some(name) = MemberName::from_word(&key.text) else {
        let near = nearest(&key.text, MemberName::WORDS);
        let write = near.map_or_else(
            || format!("write one of {}", MemberName::WORDS.join(", ")),
            |near| format!("write {near}"),
        );
        let name = key.text.clone();
        out.report(key, Problem::UnknownMember { name, write, near });
        return near.and_then(MemberName::from_word);
    };
    if name.as_str() != key.text {
        let (found, write) = (key.text.clone(), name.as_str());
        out.report(key, Problem::KeyCase { name: found, write });
    }
    Some(name)
}

fn read_parameters(member: &Member, out: &mut Diagnostics) {
    let parameters = member.parameters.iter().map(|(name, _)| name);
    for parameter in parameters.chain(&member.item_parameters) {
        let name = parameter.text.clone();
        out.report(parameter, Problem::UnknownParameter { name });
    }
}

/// inner-list = "(" *SP [ sf-token *( 1*SP sf-token ) *SP ] ")"
fn read_list(
    name: MemberName,
    member: &Member,
    out: &mut Diagnostics,
) -> Option<Vec<Sited<String>>> {
    let words = match &member.value {
        MemberValue::List(words) => words,
        MemberValue::Absent => {
            let write = assigned(name, member.key.spelling);
            let name = name.as_str();
            out.report(&member.key, Problem::MissingValue { name, write });
            return None;
        }
        MemberValue::Item(word) => {
            out.report(word, not_a_list(name, member, word));
            return None;
        }
    };
    if words.is_empty() {
        out.report(&member.key, Problem::EmptyList { name });
    }
    let mut items = Vec::new();
    let mut firsts = FirstSites::new();
    for word in words {
        let Some(item) = item::read(name, member, word, out) else {
            continue;
        };
        match firsts.before(&item, word.site) {
            Some(first) => out.report_both(word, first, Problem::DuplicateItem { word: item }),
            None => items.push(Sited::new(item, word)),
        }
    }
    Some(items)
}

/// What to say of one value that is where a list must, or of words in other brackets.
fn not_a_list(name: MemberName, member: &Member, word: &Word) -> Problem {
    let inner = word.text.trim_matches(['[', ']', '{', '}']);
    let items = inner.split([',', ' ']).filter(|item| !item.is_empty());
    let items: Vec<&str> = items.collect();
    let is_known = |text: &&str| {
        let word = Word {
            text: (*text).to_owned(),
            ..word.clone()
        };
        let mut out = Diagnostics::new();
        item::read(name, member, &word, &mut out).is_some()
    };
    if word.spelling == Spelling::Literal || !items.iter().all(is_known) {
        let write = assigned(name, member.key.spelling);
        let name = name.as_str();
        return Problem::MissingValue { name, write };
    }
    Problem::NotAList {
        found: word.text.clone(),
        name: name.as_str(),
        write: format!("({})", items.join(" ")),
    }
}

/// A member with its value, as the spelling of its key has it.
fn assigned(name: MemberName, spelling: Spelling) -> String {
    let equals = if spelling.is_of_tokens() { ": " } else { "=" };
    format!("{name}{equals}{}", name.fact())
}

#[cfg(test)]
mod tests;
