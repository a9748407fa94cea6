//! Slots: openings in a source list for origins that only the deployment or the request knows, `{login: origin}`.
//!
//! Braces, because nothing else in a source list has them, among Rust tokens or in a serialized policy: a bare name would be a
//! misspelt keyword, and one in quotes a host.

mod problem;

pub use problem::Problem;

use std::collections::HashMap;

use talisman_core::encoded::SlotType;

use super::edit::{Edit, Operator};
use super::lower::is_keyword;
use super::source::{NONE, SourceExpression};
use super::{Directive, Policy};
use crate::ground::diagnostic::Diagnostics;
use crate::ground::suggest::{alternatives, nearest};
use crate::ground::word::{Site, Spelling, Word};

/// A slot of a source list.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Slot {
    /// The name that a program fills it by.
    pub name: String,
    /// What fills it.
    pub slot_type: SlotType,
}

impl Slot {
    /// The slot as generated code holds it, and as text reads it back.
    #[must_use]
    pub fn serialize(&self) -> String {
        format!("{{{}:{}}}", self.name, self.slot_type.as_str())
    }
}

/// Reads a word that is, or was meant as, a slot; `None` is a word that has nothing to do with one.
pub(super) fn read(word: &Word) -> Option<Result<Slot, Problem>> {
    let inner = word.text.strip_prefix('{')?.strip_suffix('}')?;
    match word.spelling {
        Spelling::Bare => bare(inner),
        Spelling::Text => text(inner),
        Spelling::Literal => {
            let slot = text(inner)?.ok()?;
            let (found, write) = (format!("\"{}\"", word.text), in_words(&slot));
            let why = "a literal is a host, and a slot has no quotes";
            Some(Err(Problem::Syntax { found, why, write }))
        }
        Spelling::UncheckedLiteral | Spelling::UncheckedText => None,
    }
}

/// Whether words of a text, up to the next closing brace, are one slot with white space inside.
pub(super) fn is_split(text: &str) -> bool {
    let inner = text
        .strip_prefix('{')
        .and_then(|text| text.strip_suffix('}'));
    inner.and_then(self::text).is_some()
}

/// The slot as Rust tokens have it.
fn in_words(slot: &Slot) -> String {
    format!("{{{}: {}}}", slot.name, slot.slot_type.as_str())
}

/// What is in braces in a serialized policy: a slot if it has a name and a type, otherwise what some template language has.
fn text(inner: &str) -> Option<Result<Slot, Problem>> {
    let (name, word) = inner.split_once(':')?;
    let (name, word) = (name.trim(), word.trim());
    let is_meant = is_name(name) && near_type(word).is_some();
    is_meant.then(|| name_and_type(name, word))
}

/// What is in braces among Rust tokens.
fn bare(inner: &str) -> Option<Result<Slot, Problem>> {
    let inner = inner.trim();
    let syntax = |why, write: String| {
        let found = format!("{{{inner}}}");
        Some(Err(Problem::Syntax { found, why, write }))
    };
    if inner.contains(',') && inner.split(',').all(|part| part.contains(':')) {
        let slots = inner.split(',').filter_map(|part| bare(part)?.ok());
        let slots: Vec<String> = slots.map(|slot| in_words(&slot)).collect();
        let write = if slots.is_empty() {
            "{login: origin} {shop: origins}".to_owned()
        } else {
            slots.join(" ")
        };
        return syntax("each slot has braces of its own", write);
    }
    let Some((name, word)) = inner.split_once(':') else {
        let name = inner.split(['=', '-']).next().unwrap_or_default().trim();
        let is_sign = inner.contains('=') || inner.contains("->");
        let is_word = is_name(inner) && !is_keyword(&format!("'{inner}'"));
        return match (is_sign, is_word) {
            (true, _) if is_name(name) => syntax(
                "a colon is between its name and its type",
                format!("{{{name}: origin}}"),
            ),
            (_, true) if SlotType::of(inner).is_some() => syntax(
                "it has no name",
                format!("a name before the type, such as {{login: {inner}}}"),
            ),
            (_, true) => syntax("it has no type", format!("{{{inner}: origin}}")),
            _ => {
                let (name, word) = inner.split_once(char::is_whitespace)?;
                let near = near_type(word.trim()).filter(|_| is_name(name))?;
                syntax(
                    "a colon is between its name and its type",
                    format!("{{{name}: {near}}}"),
                )
            }
        };
    };
    let (name, word) = (name.trim(), word.trim());
    let is_literal = inner.starts_with('"') && inner.ends_with('"');
    if is_literal || name.contains(char::is_whitespace) || word.ends_with(':') {
        return None;
    }
    match (name, word) {
        ("", _) => syntax("it has no name", format!("{{login: {}}}", known(word))),
        (_, "") if is_keyword(&format!("'{name}'")) => None,
        (_, "") => syntax("it has no type", format!("{{{name}: origin}}")),
        _ if SlotType::of(name).is_some() && SlotType::of(word).is_none() && is_name(word) => {
            syntax("its name is first", format!("{{{word}: {name}}}"))
        }
        _ => Some(name_and_type(name, word)),
    }
}

fn name_and_type(name: &str, word: &str) -> Result<Slot, Problem> {
    if !is_name(name) {
        let write = format!("{{{}: {}}}", as_name(name), known(word));
        let name = name.to_owned();
        return Err(Problem::Name { name, write });
    }
    if let Some(slot_type) = SlotType::of(word) {
        let name = name.to_owned();
        return Ok(Slot { name, slot_type });
    }
    let found = word.to_owned();
    let write = if word.starts_with('"') {
        format!("{{{name}: origin}}; or, for an origin that is known now, {word} without a slot")
    } else if let Some(near) = near_type(word) {
        format!("{{{name}: {near}}}")
    } else {
        let slot = |it: &SlotType| format!("{{{name}: {}}}", it.as_str());
        let slots: Vec<String> = SlotType::ALL.iter().map(slot).collect();
        let slots: Vec<&str> = slots.iter().map(String::as_str).collect();
        alternatives(&slots)
    };
    Err(Problem::Type { found, write })
}

fn known(word: &str) -> &str {
    near_type(word).unwrap_or("origin")
}

/// The type that a word is or is a slip away from.
fn near_type(word: &str) -> Option<&'static str> {
    let types: Vec<&str> = SlotType::ALL.iter().map(|it| it.as_str()).collect();
    let word = word.to_ascii_lowercase().replace('_', "-");
    let near = nearest(&word, &types)?;
    SlotType::of(near).map(SlotType::as_str)
}

/// A Rust identifier in ASCII: `with_slots!` takes the name as one.
fn is_name(name: &str) -> bool {
    let mut letters = name.chars();
    let begins = letters
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic() || first == '_');
    begins && name != "_" && letters.all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// A name like this one that is one.
fn as_name(name: &str) -> String {
    let letter = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
    let bare = name.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    let name: String = bare.chars().map(letter).collect();
    if is_name(&name) {
        name
    } else {
        "login".to_owned()
    }
}

/// A name is filled once: it is once in a directive, and of one type wherever it is.
pub(super) fn agree<'a>(directives: impl Iterator<Item = &'a Directive>, out: &mut Diagnostics) {
    let mut uses = Uses::default();
    for directive in directives {
        uses.add(directive, out);
    }
}

/// The directives of changes that bring slots.
pub(crate) fn brought(edits: &[Edit]) -> impl Iterator<Item = &Directive> {
    let brings = |edit: &&Edit| {
        !matches!(
            edit.operator,
            Operator::Remove | Operator::Drop | Operator::DropIfPresent
        )
    };
    edits.iter().filter(brings).map(|edit| &edit.directive)
}

/// Two policies that one response carries have the slots of one name alike.
pub(crate) fn agree_between(first: &Policy, second: &Policy, out: &mut Diagnostics) {
    let mut uses = Uses::default();
    // What one of them says by itself was reported there.
    for directive in first.directives() {
        uses.add(directive, &mut Diagnostics::new());
    }
    let firsts = uses.types.clone();
    for (slot, site) in second.directives().iter().flat_map(slots) {
        if let Some((slot_type, first)) = firsts.get(&slot.name) {
            if *slot_type != slot.slot_type {
                out.report_both(site, *first, types(slot));
            }
        }
    }
}

/// The slots of a directive, with their places.
pub(crate) fn slots(directive: &Directive) -> impl Iterator<Item = (&Slot, Site)> {
    directive
        .sources()
        .iter()
        .filter_map(|source| match &source.node {
            SourceExpression::Slot(slot) => Some((slot, source.site)),
            _ => None,
        })
}

/// Of a slot, that another one of its name has another type.
pub(crate) fn types(slot: &Slot) -> Problem {
    Problem::Types {
        name: slot.name.clone(),
        slot_type: slot.slot_type.as_str(),
    }
}

/// The first slot of each name.
#[derive(Default)]
struct Uses {
    types: HashMap<String, (SlotType, Site)>,
}

impl Uses {
    fn add(&mut self, directive: &Directive, out: &mut Diagnostics) {
        let mut here: HashMap<&str, Site> = HashMap::new();
        for (slot, site) in slots(directive) {
            let (slot_type, first) = *self
                .types
                .entry(slot.name.clone())
                .or_insert((slot.slot_type, site));
            if slot_type != slot.slot_type {
                out.report_both(site, first, types(slot));
            } else if let Some(first) = here.insert(&slot.name, site) {
                let name = slot.name.clone();
                let directive = directive.name().as_str().to_owned();
                out.report_both(site, first, Problem::Twice { name, directive });
            }
        }
    }
}

/// What is wrong with a slot in a directive that compares nothing with an origin.
pub(super) fn not_allowed(word: &Word, directive: &str, is_alone: bool) -> Problem {
    let nothing = if is_alone {
        word.spelling.keyword(NONE)
    } else {
        String::new()
    };
    Problem::NotAllowed {
        slot: word.text.clone(),
        directive: directive.to_owned(),
        write: nothing,
    }
}
