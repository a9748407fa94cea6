//! Statements into directives: each word gets its meaning, and is told what is wrong with it alone.

use super::directive::{DirectiveName, Status};
use super::keyword::Keyword;
use super::source::check_bytes;
use super::value::Extent;
use super::{Directive, Name, Policy, Problem, Sited, value};
use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::suggest::nearest;
use crate::ground::word::{Spelling, Statement, Word};

/// Lowers a whole policy. A directive with a mistake is still read to its end, so that all mistakes are told in one run.
pub(super) fn lower(statements: &[Statement], out: &mut Diagnostics) -> Option<Policy> {
    if statements.is_empty() {
        out.report(Place::Whole, Problem::EmptyPolicy);
        return None;
    }
    let mut policy = Policy::default();
    for (index, statement) in statements.iter().enumerate() {
        let statement = if index == 0 {
            without_field_name(statement, out)
        } else {
            Some(statement.clone())
        };
        let Some(statement) = statement else { continue };
        for statement in split_at_names(&statement, out) {
            lower_directive(&statement, &mut policy, out);
        }
    }
    Some(policy)
}

/// A pasted line may begin with the name of its field.
fn without_field_name(statement: &Statement, out: &mut Diagnostics) -> Option<Statement> {
    let name = &statement.name;
    let is_field = [
        "content-security-policy:",
        "content-security-policy-report-only:",
    ]
    .iter()
    .any(|field| name.is(field));
    if !is_field {
        return Some(statement.clone());
    }
    out.report(
        name,
        Problem::FieldName {
            name: name.text.clone(),
        },
    );
    let (name, values) = statement.values.split_first()?;
    Some(Statement {
        name: name.clone(),
        values: values.to_vec(),
    })
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
            && DirectiveName::from_word(&value.text).is_some_and(|name| !name.is_removed());
        if is_name {
            // A comma in front of it was meant to end the directive, and is told of as a comma.
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

/// Whether a word is the scheme of URLs that have a host behind `//`.
///
/// Among Rust tokens `//` begins a comment, so that of a URL without quotes its scheme is left, and the semicolon is gone.
#[must_use]
pub fn begins_url(word: &str) -> bool {
    ["http:", "https:", "ws:", "wss:"]
        .iter()
        .any(|scheme| scheme.eq_ignore_ascii_case(word))
}

fn lower_directive(statement: &Statement, policy: &mut Policy, out: &mut Diagnostics) {
    let Some(directive) = lower_one(statement, Extent::Whole, out) else {
        return;
    };
    let name = directive.name().as_str();
    match policy
        .directives
        .iter_mut()
        .find(|other| other.name().as_str() == name)
    {
        Some(first) => {
            first.is_whole = false;
            let problem = Problem::DuplicateDirective {
                name: name.to_owned(),
            };
            out.report_both(&statement.name, first.name.site, problem);
        }
        None => policy.directives.push(directive),
    }
}

/// Lowers a directive by itself; `None` if it cannot be sent.
pub(super) fn lower_one(
    statement: &Statement,
    extent: Extent,
    out: &mut Diagnostics,
) -> Option<Directive> {
    let word = &statement.name;
    let name = match name(word, out) {
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
    /// A mistake for this one.
    Meant(DirectiveName),
    /// Nothing that its values could be read for.
    Nothing,
}

fn name(word: &Word, out: &mut Diagnostics) -> Named {
    if word.spelling.is_unchecked() {
        return unchecked_name(word, out);
    }
    if let Some(name) = DirectiveName::from_word(&word.text) {
        return if tell_status(name, word, out) {
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
    if !check_bytes(word, out) {
        return Named::Nothing;
    }
    let known = names(|name| !name.is_removed());
    let is_source = is_source(&word.text);
    let near = nearest(word.text.trim_end_matches([':', '=']), &known).filter(|_| !is_source);
    let write = near.map_or_else(
        || {
            if is_source {
                return "write it behind the directive that it belongs to: the semicolon in front of it ends that one".to_owned();
            }
            let all = names(|name| name.fact().status == Status::Current);
            format!(
                "write one of {}; or, for a directive newer than this version of talisman, {}",
                all.join(", "),
                word.spelling.unchecked(&word.text)
            )
        },
        str::to_owned,
    );
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

fn names(which: fn(DirectiveName) -> bool) -> Vec<&'static str> {
    let mut names = Vec::new();
    for name in DirectiveName::ALL {
        if which(*name) {
            names.push(name.as_str());
        }
    }
    names
}

/// Whether a word that should be a directive's name is a keyword, a nonce or a place to load from.
fn is_source(word: &str) -> bool {
    let keyword = format!("'{}'", word.trim_matches('\''));
    Keyword::from_word(&keyword).is_some()
        || matches!(keyword.as_str(), "'nonce'" | "'none'" | "'*'")
        || word.contains("://")
        || matches!(
            word,
            "https:" | "http:" | "data:" | "blob:" | "wss:" | "ws:"
        )
}

/// directive-name = 1*( ALPHA / DIGIT / "-" )
fn unchecked_name(word: &Word, out: &mut Diagnostics) -> Named {
    let is_name = !word.text.is_empty()
        && word
            .text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if !is_name {
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

/// Says what has become of a directive; `false` if browsers ignore it.
fn tell_status(name: DirectiveName, word: &Word, out: &mut Diagnostics) -> bool {
    let text = || name.as_str().to_owned();
    match name.fact().status {
        Status::Current => {}
        Status::Experimental { known_to } => out.report(
            word,
            Problem::ExperimentalDirective {
                name: text(),
                known_to,
            },
        ),
        Status::Obsolete { instead } => out.report(
            word,
            Problem::ObsoleteDirective {
                name: text(),
                instead,
            },
        ),
        Status::VendorOnly { vendor, instead } => out.report(
            word,
            Problem::VendorDirective {
                name: text(),
                vendor,
                instead,
            },
        ),
        Status::Removed { since, instead } => {
            out.report(
                word,
                Problem::RemovedDirective {
                    name: text(),
                    since,
                    instead,
                },
            );
            return false;
        }
    }
    true
}
