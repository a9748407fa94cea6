//! `hashes_of("dist/index.html")`, which stands for the hashes that a directive needs for pages.

use proc_macro2::{Group, TokenTree};
use talisman_pages::{InlineCode, InlineKind, PLACEHOLDERS, inline_code};
use talisman_policy::headers::csp::DirectiveName;
use talisman_policy::pages::Problem;
use talisman_policy::{Site, tokens};

use super::hashes::page_call;
use super::{Literals, refused, string_at};
use crate::digests::Algorithm;
use crate::files::{PageFile, pages_of};
use crate::words::{is_punct, name_length, string};

/// The directive that a call is in.
struct Directive {
    name: DirectiveName,
    /// The directives beside it.
    others: Vec<DirectiveName>,
    /// Whether it has `'unsafe-hashes'`.
    has_unsafe_hashes: bool,
    /// Whether it has a nonce.
    has_nonce: bool,
    if_empty: IfEmpty,
}

/// What stands for no hash at all.
#[derive(Clone, Copy, Eq, PartialEq)]
enum IfEmpty {
    /// Nothing: other sources are there.
    Nothing,
    /// `'none'`, which allows as much as an empty list.
    None,
    /// The change of a base's directive is left out.
    NoChange,
}

impl Directive {
    /// The directive around the token of this index; an error says where the call is in its place.
    fn around(block: &[TokenTree], at: usize) -> Result<Self, Problem> {
        let before = block.get(..at).unwrap_or_default();
        let start = before.iter().rposition(|token| is_punct(token, ';'));
        let start = start.map_or(0, |semicolon| semicolon + 1);
        let rest = block.get(start..).unwrap_or_default();
        let tokens = rest.split(|token| is_punct(token, ';')).next();
        let tokens = tokens.unwrap_or_default();
        let (name, sources) = tokens.split_at(name_length(tokens));
        let found = written(name);
        let of = DirectiveName::from_word(&found);
        let Some(name) = of.filter(|name| name.takes_hash() && start + name_length(tokens) <= at)
        else {
            let found = match of {
                Some(name) => format!("`{name}`"),
                None => "this place".to_owned(),
            };
            return Err(Problem::HashesPlace { found });
        };
        let others = block.split(|token| is_punct(token, ';'));
        let others = others.filter_map(|tokens| {
            DirectiveName::from_word(&written(tokens.get(..name_length(tokens))?))
        });
        Ok(Self {
            name,
            others: others.collect(),
            has_unsafe_hashes: has_word(sources, "unsafe-hashes"),
            has_nonce: has_word(sources, "nonce"),
            if_empty: match sources {
                [_, equals, ..] if is_punct(equals, '=') => IfEmpty::NoChange,
                sources if has_only_calls(sources) => IfEmpty::None,
                _ => IfEmpty::Nothing,
            },
        })
    }

    /// Whether it governs what this directive is about, given the directives beside it.
    fn governs(&self, wanted: DirectiveName) -> bool {
        let mut chain = std::iter::once(wanted).chain(wanted.fallbacks().iter().copied());
        chain.find(|name| *name == self.name || self.others.contains(name)) == Some(self.name)
    }
}

fn written(tokens: &[TokenTree]) -> String {
    match tokens {
        [only] => string(only).unwrap_or_else(|| only.to_string()),
        tokens => tokens.iter().map(ToString::to_string).collect(),
    }
}

/// Whether a word is among sources, bare or in quotes.
fn has_word(sources: &[TokenTree], wanted: &str) -> bool {
    let mut rest = sources;
    while let Some(first) = rest.first() {
        let length = name_length(rest).max(1);
        let (word, behind) = rest.split_at(length);
        let text = written(word);
        if !matches!(first, TokenTree::Group(_)) && text.trim_matches('\'') == wanted {
            return true;
        }
        rest = behind;
    }
    false
}

fn has_only_calls(mut sources: &[TokenTree]) -> bool {
    while page_call(sources).is_some() {
        sources = sources.get(2..).unwrap_or_default();
    }
    sources.is_empty()
}

impl Literals<'_> {
    /// The hash-sources that the call at an index of a block stands for, as string literals, without those that the directive
    /// has `before` it.
    pub(super) fn page_hashes(
        &mut self,
        (call, arguments): (&[TokenTree], &Group),
        (block, at): (&[TokenTree], usize),
        before: &[TokenTree],
    ) -> Vec<TokenTree> {
        let hashes = Directive::around(block, at)
            .map_err(|problem| {
                let site = self.push(call, "hashes_of");
                self.out.report(site, problem);
            })
            .ok()
            .and_then(|directive| self.hashes(arguments, call, &directive));
        let Some(hashes) = hashes else {
            return vec![refused()];
        };
        let before = before.iter().rev();
        let mut known: Vec<String> = before
            .take_while(|token| !is_punct(token, ';'))
            .filter_map(string)
            .collect();
        let mut sources = Vec::new();
        for hash in hashes {
            if !self.is_bounded(hash.len(), call) {
                return vec![refused()];
            }
            if !known.contains(&hash) {
                sources.push(string_at(&hash, call));
                known.push(hash);
            }
        }
        sources
    }

    /// The hash-sources, each in single quotes.
    fn hashes(
        &mut self,
        arguments: &Group,
        call: &[TokenTree],
        directive: &Directive,
    ) -> Option<Vec<String>> {
        let (pattern, algorithm) = self.hash_arguments(arguments, call)?;
        let site = self.push(call, &pattern);
        let algorithm = algorithm.as_deref().unwrap_or("sha256");
        let Some(algorithm) = Algorithm::from_name(algorithm) else {
            let found = algorithm.to_owned();
            let problem = tokens::Problem::HashAlgorithm { found };
            self.out.report(site, problem);
            return None;
        };
        let pages = pages_of(&pattern)
            .map_err(|problem| self.out.report(site, problem))
            .ok()?;
        let (mut hashes, mut left_out) = (Vec::new(), Vec::new());
        for page in pages {
            for code in inline_code(&page.text) {
                match need(directive, &code) {
                    Need::Hash => {
                        self.is_constant(site, &page, &code)?;
                        hashes.push(format!("'{}'", algorithm.metadata(code.text.as_bytes())));
                    }
                    other => left_out.push(other),
                }
            }
            self.files.push(page.path);
        }
        if hashes.is_empty() {
            self.out
                .report(site, nothing(pattern, directive, &left_out));
            match directive.if_empty {
                IfEmpty::NoChange => return None,
                IfEmpty::None => hashes.push("'none'".to_owned()),
                IfEmpty::Nothing => {}
            }
        }
        Some(hashes)
    }

    /// Refuses a text that the server changes.
    fn is_constant(&mut self, site: Site, page: &PageFile, code: &InlineCode) -> Option<()> {
        let placeholder = PLACEHOLDERS.iter().find(|text| code.text.contains(**text));
        let Some(placeholder) = placeholder else {
            return Some(());
        };
        let position = code.position;
        let problem = Problem::HashedNonce {
            at: format!("{}:{}:{}", page.name, position.line, position.column),
            element: code.element.clone(),
            placeholder: (*placeholder).to_owned(),
        };
        self.out.report(site, problem);
        None
    }
}

/// What a directive needs so that a piece of code runs.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Need {
    /// Its hash.
    Hash,
    /// Nothing: another directive governs it.
    Nothing,
    /// Nothing: it has the response's nonce.
    Nonce,
    /// `'unsafe-hashes'` as well, which nobody wrote.
    UnsafeHashes,
}

fn need(directive: &Directive, code: &InlineCode) -> Need {
    let (wanted, is_attribute) = match code.kind {
        InlineKind::Script => (DirectiveName::ScriptSrcElem, false),
        InlineKind::ScriptAttribute => (DirectiveName::ScriptSrcAttr, true),
        InlineKind::Style => (DirectiveName::StyleSrcElem, false),
        InlineKind::StyleAttribute => (DirectiveName::StyleSrcAttr, true),
        InlineKind::JavascriptUrl => (DirectiveName::ScriptSrcElem, true),
    };
    let has_page_nonce = code
        .nonce
        .as_deref()
        .is_some_and(|nonce| PLACEHOLDERS.contains(&nonce));
    if !directive.governs(wanted) {
        Need::Nothing
    } else if directive.has_nonce && has_page_nonce {
        Need::Nonce
    } else if is_attribute
        && !directive.has_unsafe_hashes
        && (directive.name != wanted || code.kind == InlineKind::JavascriptUrl)
    {
        Need::UnsafeHashes
    } else {
        // In an -attr directive without 'unsafe-hashes' the hashes are reported as such.
        Need::Hash
    }
}

/// Whether a directive with these beside it needs the hash of a piece of code, and has a nonce for none.
pub(crate) fn needs_hash(
    name: DirectiveName,
    others: &[DirectiveName],
    has_unsafe_hashes: bool,
    code: &InlineCode,
) -> bool {
    let directive = Directive {
        name,
        others: others.to_vec(),
        has_unsafe_hashes,
        has_nonce: false,
        if_empty: IfEmpty::Nothing,
    };
    need(&directive, code) == Need::Hash
}

fn nothing(path: String, directive: &Directive, left_out: &[Need]) -> Problem {
    let name = directive.name;
    let leave = format!("leave it out of `{name}`");
    let (what, help) = if left_out.contains(&Need::UnsafeHashes) {
        (
            "handlers, style attributes or javascript: links alone, whose hashes count only beside 'unsafe-hashes'",
            format!(
                "move them into a script or a style sheet; or write unsafe-hashes into `{name}` as well"
            ),
        )
    } else if left_out.contains(&Need::Nonce) {
        ("the nonce on each of its inline elements", leave)
    } else {
        ("no inline code that this directive governs", leave)
    };
    Problem::NothingToHash { path, what, help }
}
