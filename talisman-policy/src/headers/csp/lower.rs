//! Statements into directives: gives each word its meaning, and reports what is wrong with it alone.

use std::collections::HashMap;

use super::directive::{DirectiveName, DirectiveStatus};
use super::keyword::Keyword;
use super::source::check_bytes;
use super::value::Extent;
use super::{Directive, Name, Policy, Problem, Sited, foreign, host, scheme, value};
use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::suggest::nearest;
use crate::ground::word::{Spelling, Statement, Word};

/// Lowers a whole policy. A directive with a problem is still read to its end, so that one run finds all of them.
pub(super) fn lower(statements: &[Statement], out: &mut Diagnostics) -> Option<Policy> {
    if statements.is_empty() {
        out.report(Place::Whole, Problem::EmptyPolicy);
        return None;
    }
    let clean = foreign::clean(statements, out)?;
    let mut found = Diagnostics::new();
    let policy = lower_clean(&clean.statements, &mut found);
    for mut diagnostic in found {
        if let Place::Within(site, _) = diagnostic.place {
            if clean.shortened.contains(&site) {
                diagnostic.place = Place::Word(site);
            }
        }
        out.push(diagnostic);
    }
    Some(policy)
}

fn lower_clean(statements: &[Statement], out: &mut Diagnostics) -> Policy {
    let mut policy = Policy::default();
    let mut firsts = HashMap::new();
    for (index, statement) in statements.iter().enumerate() {
        for (piece, statement) in split_at_names(statement, out).iter().enumerate() {
            let is_first = index == 0 && piece == 0;
            if let Some(directive) = lower_one(statement, Extent::Whole, is_first, out) {
                add(directive, &mut policy, &mut firsts, out);
            }
        }
    }
    policy
}

/// Adds a directive, unless its name is in the policy already. `firsts` is where each name is.
fn add(
    directive: Directive,
    policy: &mut Policy,
    firsts: &mut HashMap<String, usize>,
    out: &mut Diagnostics,
) {
    let name = directive.name().as_str();
    let first = firsts
        .get(name)
        .and_then(|at| policy.directives.get_mut(*at));
    let Some(first) = first else {
        firsts.insert(name.to_owned(), policy.directives.len());
        policy.directives.push(directive);
        return;
    };
    first.is_whole = false;
    let problem = Problem::DuplicateDirective {
        name: name.to_owned(),
    };
    out.report_both(directive.site(), first.name.site, problem);
}

/// A directive's name among the values is a directive whose semicolon is missing: what follows belongs to it.
pub(super) fn split_at_names(statement: &Statement, out: &mut Diagnostics) -> Vec<Statement> {
    let mut found = vec![Statement {
        name: statement.name.clone(),
        values: Vec::new(),
    }];
    for (index, value) in statement.values.iter().enumerate() {
        let Some(current) = found.last_mut() else {
            break;
        };
        let endpoint = index == 0 && statement.name.is(DirectiveName::ReportTo.as_str());
        let is_name = matches!(value.spelling, Spelling::Bare | Spelling::Text)
            && !endpoint
            && begins_directive(&value.text);
        if is_name {
            // A comma before it was intended to end the directive, and is reported as a comma.
            let behind_comma = current
                .values
                .last()
                .is_some_and(|last| last.text.ends_with(','));
            let url = current
                .values
                .last()
                .filter(|last| last.spelling == Spelling::Bare && begins_url(&last.text));
            if let Some(url) = url {
                let scheme = url.text.clone();
                out.report(url, Problem::UnquotedUrl { scheme });
            } else if !behind_comma {
                let (name, after) = (value.text.clone(), current.name.text.clone());
                out.report(value, Problem::MissingSemicolon { name, after });
            }
            found.push(Statement {
                name: value.clone(),
                values: Vec::new(),
            });
        } else {
            current.values.push(value.clone());
        }
    }
    found
}

/// Whether a word among values is the name of a directive. With a colon or an equals sign after it, a name of one word may be
/// a scheme or a value.
fn begins_directive(word: &str) -> bool {
    let name = match word.strip_suffix([':', '=']) {
        Some(name) if name.contains('-') => name,
        _ => word,
    };
    DirectiveName::from_word(name).is_some_and(|name| !name.is_removed())
}

/// Whether a word is the scheme of URLs that have a host after `//`.
///
/// Among Rust tokens `//` begins a comment, so that of a URL without quotes its scheme is left, and the semicolon is gone.
#[must_use]
pub fn begins_url(word: &str) -> bool {
    ["http:", "https:", "ws:", "wss:"]
        .iter()
        .any(|scheme| scheme.eq_ignore_ascii_case(word))
}

/// Lowers a directive by itself; `None` if it cannot be sent. `is_first` says that nothing is before it.
pub(super) fn lower_one(
    statement: &Statement,
    extent: Extent,
    is_first: bool,
    out: &mut Diagnostics,
) -> Option<Directive> {
    let word = &statement.name;
    let name = match name(word, is_first, out) {
        Named::Directive(name) => name,
        Named::Meant(name) => {
            // Not sent, but its values are read as what they were meant for.
            value::read(name, statement, extent, out);
            return None;
        }
        Named::Nothing => return None,
    };
    let mut found = Diagnostics::new();
    let value = match &name {
        Name::Known(known) => value::read(*known, statement, extent, &mut found),
        Name::Unchecked(_) => value::read_unchecked(statement, &mut found),
    };
    let is_whole = !found.has_errors();
    out.absorb(found, &Place::Whole);
    Some(Directive {
        name: Sited::new(name, word),
        value,
        is_whole,
    })
}

enum Named {
    /// A directive that can be sent.
    Directive(Name),
    /// An error for this one.
    Meant(DirectiveName),
    /// Nothing that its values could be read for.
    Nothing,
}

fn name(word: &Word, is_first: bool, out: &mut Diagnostics) -> Named {
    if word.spelling.is_unchecked() {
        return unchecked_name(word, out);
    }
    if let Some(name) = DirectiveName::from_word(&word.text) {
        return if report_status(name, word, out) {
            Named::Directive(Name::Known(name))
        } else {
            Named::Nothing
        };
    }
    if let Some(name) = word
        .text
        .strip_suffix([':', '='])
        .and_then(DirectiveName::from_word)
    {
        let write = name.as_str().to_owned();
        out.report(
            word,
            Problem::DirectiveColon {
                name: word.text.clone(),
                write,
            },
        );
        return Named::Meant(name);
    }
    if word.spelling == Spelling::Text && foreign::is_placeholder(&word.text) {
        out.report(word, foreign::placeholder(word));
        return Named::Nothing;
    }
    if !check_bytes(word, out) {
        return Named::Nothing;
    }
    unknown_name(word, is_first, out)
}

/// A name that no directive has, and the directive that it is nearly the name of.
fn unknown_name(word: &Word, is_first: bool, out: &mut Diagnostics) -> Named {
    // Nobody is sent to a directive that browsers have removed.
    let known = names(|name| !name.is_removed());
    // A source after a semicolon too many resembles a name now and then.
    let is_source = is_source(&word.text);
    let quoted = DirectiveName::from_word(word.text.trim_matches('\''));
    let near = match quoted.filter(|name| !name.is_removed()) {
        Some(quoted) => Some(quoted.as_str()),
        None => nearest(word.text.trim_end_matches([':', '=']), &known).filter(|_| !is_source),
    };
    let write = match near {
        Some(near) => near.to_owned(),
        None if is_source && is_first => {
            "write the name of the directive that it belongs to before it, such as default-src or script-src".to_owned()
        }
        None if word.text == "include" => {
            "include a fragment among Rust tokens, csp! { default-src self; include widget::NEEDS; }; to a policy that a program reads, add Extension::from(&widget::NEEDS)".to_owned()
        }
        None if is_source => "write it after the directive that it belongs to: the semicolon before it ends that one".to_owned(),
        None => one_of_names(word),
    };
    out.report(
        word,
        Problem::UnknownDirective {
            name: word.text.clone(),
            write,
            near: near.is_some(),
        },
    );
    near.and_then(DirectiveName::from_word)
        .map_or(Named::Nothing, Named::Meant)
}

/// The names to choose from, and how a newer one is written if the word can be one.
fn one_of_names(word: &Word) -> String {
    let all = names(|name| name.fact().status == DirectiveStatus::Current);
    let mut write = format!("write one of {}", all.join(", "));
    if is_directive_name(&word.text) {
        let unchecked = word.spelling.unchecked(&word.text);
        let newer = "; or, for a directive newer than this version of talisman, ";
        write = format!("{write}{newer}{unchecked}");
    }
    write
}

fn names(which: fn(DirectiveName) -> bool) -> Vec<&'static str> {
    let mut names = Vec::new();
    for name in DirectiveName::ALL {
        if which(*name) {
            names.push(name.as_str());
        }
    }
    names
}

/// Whether a word that should be a directive's name is a keyword, a nonce, a hash or a place to load from.
fn is_source(word: &str) -> bool {
    let is_scheme = word
        .strip_suffix(':')
        .is_some_and(|scheme| scheme::known(scheme).is_some());
    is_keyword(&format!("'{}'", word.trim_matches('\'')))
        || word.len() > 2 && word.starts_with('\'') && word.ends_with('\'')
        || is_scheme
        || word.contains("://")
        || word == "*"
        || word.contains('.') && host::parse(word, Spelling::Text).is_ok()
}

/// Whether a word with its quotes is a keyword, `'none'` or the place of a nonce.
pub(super) fn is_keyword(quoted: &str) -> bool {
    Keyword::from_word(quoted).is_some() || matches!(quoted, "'nonce'" | "'none'")
}

/// directive-name = 1*( ALPHA / DIGIT / "-" )
fn is_directive_name(text: &str) -> bool {
    let mut bytes = text.bytes();
    !text.is_empty() && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn unchecked_name(word: &Word, out: &mut Diagnostics) -> Named {
    if !is_directive_name(&word.text) {
        out.report(
            word,
            Problem::DirectiveName {
                name: word.text.clone(),
            },
        );
        return Named::Nothing;
    }
    if let Some(name) = DirectiveName::from_word(&word.text).filter(|name| !name.is_removed()) {
        let write = name.as_str().to_owned();
        out.report(
            word,
            Problem::NeedlessUnchecked {
                word: word.text.clone(),
                write,
            },
        );
    }
    Named::Directive(Name::Unchecked(word.text.to_ascii_lowercase()))
}

/// Says what happened to a directive; `false` if browsers ignore it.
fn report_status(name: DirectiveName, word: &Word, out: &mut Diagnostics) -> bool {
    let text = || name.as_str().to_owned();
    match name.fact().status {
        DirectiveStatus::Current => {}
        DirectiveStatus::Experimental { known_to } => out.report(
            word,
            Problem::ExperimentalDirective {
                name: text(),
                known_to,
            },
        ),
        DirectiveStatus::Obsolete { instead } => out.report(
            word,
            Problem::ObsoleteDirective {
                name: text(),
                instead,
            },
        ),
        DirectiveStatus::VendorOnly { vendor, instead } => out.report(
            word,
            Problem::VendorDirective {
                name: text(),
                vendor,
                instead,
            },
        ),
        DirectiveStatus::Removed { since, help } => {
            out.report(
                word,
                Problem::RemovedDirective {
                    name: text(),
                    since,
                    help,
                },
            );
            return false;
        }
    }
    true
}
