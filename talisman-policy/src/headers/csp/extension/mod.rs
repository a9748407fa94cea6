//! Sources that one response adds to a policy: hosts, hashes, the place of the nonce, and nothing that opens more.

mod include;
mod problem;

pub use include::{check_include, check_included_length};
pub use problem::Problem;

use talisman_core::encoded::{Directive, DirectiveField, Encoder, Kind};

use super::directive::Governs;
use super::source::NONE;
use super::{DirectiveName, Edit, Operator, SourceExpression};
use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::word::Statement;

/// What is added to the directives of a policy.
#[derive(Clone, Debug, Default)]
pub struct Extension {
    /// A directive comes after its fallbacks.
    added: Vec<Added>,
}

#[derive(Clone, Debug)]
struct Added {
    name: DirectiveName,
    words: Vec<(Kind, String)>,
}

/// Reads an extension: each statement a directive with the sources that it gets.
pub fn read(statements: &[Statement], out: &mut Diagnostics) -> Extension {
    if statements.is_empty() {
        out.report(Place::Whole, Problem::Empty);
    }
    let statements = statements.iter().filter(|statement| adds(statement, out));
    let statements: Vec<_> = statements
        .map(|statement| (Operator::Append, statement.clone()))
        .collect();
    let edits = super::read_edits(&statements, out);
    Extension::new(edits.iter().filter_map(|edit| accept(edit, out)).collect())
}

/// Whether a statement is more than `'none'`, which is no source: taken for a change, it would get the remedy of one.
fn adds(statement: &Statement, out: &mut Diagnostics) -> bool {
    let [value] = statement.values.as_slice() else {
        return true;
    };
    let is_none = [NONE, "none"].contains(&value.text.as_str());
    if is_none {
        let (word, what) = (NONE.to_owned(), "no source");
        out.report(value.site, Problem::Source { word, what });
    }
    !is_none
}

fn accept(edit: &Edit, out: &mut Diagnostics) -> Option<Added> {
    let directive = &edit.directive;
    let name = DirectiveName::from_word(directive.name().as_str());
    let Some(name) = name.filter(|name| directive.name().is(*name) && name.takes_sources()) else {
        let name = directive.name().as_str().to_owned();
        out.report(directive.site(), Problem::Directive { name });
        return None;
    };
    if let Some(instead) = instead_of_fallback(name) {
        let name = name.as_str().to_owned();
        out.report(directive.site(), Problem::Fallback { name, instead });
    }
    for source in directive.sources() {
        let what = match &source.node {
            SourceExpression::Host(host) if is_top_level(&host.host) => {
                "every host of a top-level domain"
            }
            SourceExpression::Host(host) if host.host != "*" => continue,
            SourceExpression::Hash(_) | SourceExpression::Nonce => continue,
            SourceExpression::Host(_) => "every host",
            SourceExpression::Keyword(_) => "a keyword",
            SourceExpression::Scheme(_) => "a scheme, which every host has",
            SourceExpression::StaticNonce(_) => "a nonce that is the same in every response",
            SourceExpression::Unchecked(_) => "unchecked",
            SourceExpression::Slot(_) => "a slot, which a response would have to fill again",
        };
        let word = source.node.to_string();
        out.report(source.site, Problem::Source { word, what });
    }
    let words = directive.encoded().words;
    Some(Added { name, words })
}

/// What to write instead of a directive that only stands in for others.
fn instead_of_fallback(name: DirectiveName) -> Option<&'static str> {
    match name.fact().governs {
        Governs::Children => Some("frame-src, worker-src or both"),
        Governs::Everything => {
            Some("one for each kind of resource, such as script-src, img-src or connect-src")
        }
        Governs::Code(..)
        | Governs::Connections
        | Governs::Places
        | Governs::Passive
        | Governs::Nothing => None,
    }
}

/// Whether a host is a wildcard with one label.
fn is_top_level(host: &str) -> bool {
    host.strip_prefix("*.")
        .is_some_and(|rest| !rest.contains('.'))
}

impl Extension {
    fn new(mut added: Vec<Added>) -> Self {
        added.sort_by_key(|added| added.name.fallbacks().len());
        // What is for all scripts or styles is for their elements too, which decide by a directive of their own.
        for all in added.clone() {
            let elements = all.name.of_elements();
            let elements = added.iter_mut().find(|other| Some(other.name) == elements);
            if let Some(elements) = elements {
                let mut words = all.words;
                let own = elements.words.drain(..);
                own.for_each(|word| {
                    if !words.contains(&word) {
                        words.push(word);
                    }
                });
                elements.words = words;
            }
        }
        Self { added }
    }

    /// The directive that decides about elements where a policy has it, and that the extension does not name.
    fn of_elements(&self, name: DirectiveName) -> Option<DirectiveName> {
        let elements = name.of_elements()?;
        let is_named = self.added.iter().any(|added| added.name == elements);
        (!is_named).then_some(elements)
    }

    /// What generated code holds: directives, each with the sources that it gets.
    #[must_use]
    pub fn of(directives: &[Directive<&str>]) -> Self {
        let added = directives.iter().filter_map(|directive| {
            let words = directive.words.iter();
            Some(Added {
                name: DirectiveName::from_word(directive.name)?,
                words: words
                    .map(|(kind, word)| (*kind, (*word).to_owned()))
                    .collect(),
            })
        });
        Self::new(added.collect())
    }

    /// The same as generated code holds it.
    pub fn encode(&self, encoder: &mut Encoder) {
        encoder.begin(DirectiveField::Enforced);
        for added in &self.added {
            let directive = Directive {
                name: added.name.as_str(),
                words: added
                    .words
                    .iter()
                    .map(|(kind, word)| (*kind, word.as_str()))
                    .collect(),
            };
            encoder.directive(Kind::Append, &directive);
            let kind = match added.name {
                name if name.is_for_scripts_alone() => Kind::ScriptFallback,
                name if keeps_code(name) => Kind::CodeFallback,
                _ => Kind::Fallback,
            };
            for fallback in added.name.fallbacks() {
                encoder.note(kind, fallback.as_str());
            }
            if let Some(elements) = self.of_elements(added.name) {
                encoder.note(Kind::InPlace, elements.as_str());
            }
        }
    }

    /// Whether it has the place of a nonce.
    #[must_use]
    pub fn has_nonce(&self) -> bool {
        let mut words = self.added.iter().flat_map(|added| &added.words);
        words.any(|(kind, _)| *kind == Kind::Nonce)
    }

    /// What both add.
    #[must_use]
    pub fn joined(&self, other: &Self) -> Self {
        let mut joined = self.added.clone();
        for added in &other.added {
            match joined.iter_mut().find(|it| it.name == added.name) {
                Some(it) => it.words.extend(added.words.iter().cloned()),
                None => joined.push(added.clone()),
            }
        }
        Self::new(joined)
    }

    /// The directives with what it adds to them; `None` if it adds nothing.
    ///
    /// It takes nothing away. A directive that is absent gets the sources of its fallback as well, because it takes the place of
    /// that; without a fallback it allows everything already. A host beside `'strict-dynamic'` would be ignored, and a hash or
    /// a nonce would make browsers ignore an `'unsafe-inline'` that is in force: neither is added.
    #[must_use]
    pub fn extend<T: AsRef<str>>(
        &self,
        directives: &[Directive<T>],
    ) -> Option<Vec<Directive<String>>> {
        let mut extended: Vec<Directive<String>> = directives.iter().map(owned).collect();
        let mut is_extended = false;
        for added in &self.added {
            is_extended |= self.add(added, &mut extended);
        }
        is_extended.then_some(extended)
    }

    /// The directives whose sources change nothing.
    #[must_use]
    pub fn without_effect<T: AsRef<str>>(&self, directives: &[Directive<T>]) -> Vec<&'static str> {
        let mut extended: Vec<Directive<String>> = directives.iter().map(owned).collect();
        let added = self.added.iter();
        let without = added.filter(|added| !self.add(added, &mut extended));
        without.map(|added| added.name.as_str()).collect()
    }

    /// Adds to one directive, and says whether that changed anything. Where the policy has another one for elements, that decides
    /// about what the sources are for, so it gets them too.
    fn add(&self, added: &Added, directives: &mut Vec<Directive<String>>) -> bool {
        let elements = self.of_elements(added.name);
        let elements = elements.filter(|name| position(*name, directives).is_some());
        let is_extended = added.extend(added.name, directives);
        elements.is_some_and(|name| added.extend(name, directives)) || is_extended
    }
}

fn position(name: DirectiveName, directives: &[Directive<String>]) -> Option<usize> {
    let mut directives = directives.iter();
    directives.position(|directive| directive.name == name.as_str())
}

impl Added {
    /// Adds its sources to a directive, and says whether that changed anything.
    fn extend(&self, name: DirectiveName, directives: &mut Vec<Directive<String>>) -> bool {
        let position = |name| position(name, directives);
        let own = position(name);
        let mut names = std::iter::once(name).chain(name.fallbacks().iter().copied());
        let Some(from) = names
            .find_map(position)
            .and_then(|found| directives.get(found))
        else {
            return false;
        };
        let mut words = if own.is_some() {
            from.words.clone()
        } else {
            of_fallback(name, &from.words)
        };
        let before = words.len();
        for (kind, word) in &self.words {
            let is_there = words
                .iter()
                .any(|(other, text)| text == word && is_slot(*other) == is_slot(*kind));
            if !is_there && opens(*kind, &words) {
                words.push((*kind, word.clone()));
            }
        }
        if words.len() == before {
            return false;
        }
        words.retain(|(kind, word)| *kind != Kind::Word || word != NONE);
        match own.and_then(|own| directives.get_mut(own)) {
            Some(directive) => directive.words = words,
            None => directives.push(Directive {
                name: name.as_str().to_owned(),
                words,
            }),
        }
        true
    }
}

/// The words of a fallback, as this directive has them.
fn of_fallback(name: DirectiveName, words: &[(Kind, String)]) -> Vec<(Kind, String)> {
    let keeps_code = keeps_code(name);
    let mut own = Vec::new();
    for (kind, word) in words {
        let kind = match kind {
            Kind::Word | Kind::Cut if word == NONE => Kind::Word,
            Kind::Word | Kind::Cut if name.is_for_scripts_alone() => Kind::Cut,
            Kind::Word | Kind::Cut => Kind::Word,
            Kind::Slot | Kind::CutSlot if name.is_for_scripts_alone() => Kind::CutSlot,
            Kind::Slot | Kind::CutSlot => Kind::Slot,
            // In the other directives no keyword, nonce or hash means anything.
            Kind::Unchecked => Kind::Unchecked,
            _ if !keeps_code => continue,
            kind => *kind,
        };
        own.push((kind, word.clone()));
    }
    own
}

/// Whether a directive that takes the place of its fallback takes its keywords, nonces and hashes over. Beside the directives of
/// code worker-src does: browsers read more there than the specification says, `'strict-dynamic'` among it.
fn keeps_code(name: DirectiveName) -> bool {
    name == DirectiveName::WorkerSrc || name.takes_hash()
}

/// Whether a word would open something beside these, and close nothing.
fn opens(kind: Kind, words: &[(Kind, String)]) -> bool {
    let has = |wanted: &[Kind]| words.iter().any(|(kind, _)| wanted.contains(kind));
    let vouches = has(&[Kind::Nonce, Kind::StaticNonce, Kind::Hash, Kind::Dynamic]);
    match kind {
        Kind::Cut => !has(&[Kind::Dynamic]),
        Kind::Hash | Kind::Nonce => vouches || !has(&[Kind::Void]),
        _ => true,
    }
}

fn is_slot(kind: Kind) -> bool {
    kind == Kind::Nonce
}

fn owned<T: AsRef<str>>(directive: &Directive<T>) -> Directive<String> {
    let words = directive.words.iter();
    Directive {
        name: directive.name.as_ref().to_owned(),
        words: words
            .map(|(kind, word)| (*kind, word.as_ref().to_owned()))
            .collect(),
    }
}

#[cfg(test)]
mod tests;
