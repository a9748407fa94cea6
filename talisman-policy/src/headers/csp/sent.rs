//! Policies as browsers read them: whatever a field says becomes directives, and what a browser ignores is left out.
//!
//! [`read`](super::read) refuses what is wrong; this reads on, because what is sent may have been written elsewhere, or as
//! `unchecked(..)`. Of a text that talisman accepts both make the same tree, nonces' slots included.

use std::collections::HashSet;

use super::directive::{DirectiveName, Grammar};
use super::hash::{HashAlgorithm, HashSource, Hashed};
use super::host::HostSource;
use super::keyword::Keyword;
use super::sandbox::SandboxToken;
use super::scheme::is_scheme;
use super::source::{NONCE, NONE, SourceExpression};
use super::{Directive, DirectiveValue, Name, Policy, Sited};
use crate::ground::word::{Site, Statement, Word};
use crate::text::split_directives;

/// A slot as the fields of a constant show it.
const EMPTY_NONCE: &str = "'nonce-'";

/// Reads the value of one `Content-Security-Policy` field as browsers do: each policy between its commas.
///
/// Nothing is refused. A directive that browsers do not know, or whose value has a byte that no policy may have, is left out;
/// of two with one name the first counts, <https://www.w3.org/TR/CSP3/#parse-serialized-policy>. A policy without a directive
/// restricts nothing and is left out as well. Where Chromium reads more than the grammar allows (a host that ends in a dot, a
/// hash without its padding, `sha-256-`), so does this.
///
/// ```
/// use talisman_policy::headers::csp::{DirectiveName, sent};
///
/// let policies = sent::read("default-src 'self'; img-src * 'slef', script-src 'nonce'");
/// assert_eq!(policies.len(), 2);
/// assert_eq!(policies[0].to_string(), "default-src 'self'; img-src *");
/// assert!(policies[1].get(DirectiveName::DefaultSrc).is_none());
/// ```
#[must_use]
pub fn read(field: &str) -> Vec<Policy> {
    let policies = field.split(',').map(one);
    policies
        .filter(|policy| !policy.directives.is_empty())
        .collect()
}

/// Reads one serialized policy, which has no comma.
fn one(text: &str) -> Policy {
    let mut policy = Policy::default();
    // A set: whoever sends a report writes the policy that is read here.
    let mut seen: HashSet<String> = HashSet::new();
    for statement in split_directives(text, Site(0)).statements {
        let name = statement.name.text.to_ascii_lowercase();
        // A directive that is dropped for its value still hides a later one of the same name in Chromium.
        if seen.contains(&name) {
            continue;
        }
        if let Some(directive) = directive(&statement, &name) {
            policy.directives.push(directive);
        }
        seen.insert(name);
    }
    policy
}

fn directive(statement: &Statement, name: &str) -> Option<Directive> {
    let is_sendable = |word: &Word| word.text.bytes().all(|byte| byte.is_ascii_graphic());
    if !statement.values.iter().all(is_sendable) {
        return None;
    }
    let (name, grammar) = match DirectiveName::from_word(name) {
        Some(known) if known.is_removed() => return None,
        Some(known) => (Name::Known(known), known.fact().grammar),
        None => (Name::Unchecked(name.to_owned()), Grammar::SourceList),
    };
    let values = statement.values.as_slice();
    let value = match grammar {
        Grammar::SourceList | Grammar::AncestorSourceList => {
            DirectiveValue::Sources(sources(values))
        }
        Grammar::SandboxTokens => words(values, |word| {
            SandboxToken::from_word(word).map(|token| token.as_str().to_owned())
        }),
        Grammar::TrustedTypesPolicyList => words(values, |word| Some(policy_name(word))),
        Grammar::UriReferences
        | Grammar::Token
        | Grammar::TrustedTypesSinkGroups
        | Grammar::WebrtcKeyword
        | Grammar::NoValue => words(values, |word| Some(word.to_owned())),
    };
    Some(Directive {
        name: Sited::new(name, &statement.name),
        value,
        is_whole: true,
    })
}

fn words(values: &[Word], read: impl Fn(&str) -> Option<String>) -> DirectiveValue {
    let words = values.iter().filter_map(|word| {
        let node = read(&word.text)?;
        Some(Sited::new(node, word))
    });
    DirectiveValue::Words(words.collect())
}

/// Policy names are case-sensitive, keywords are not.
fn policy_name(word: &str) -> String {
    if word.starts_with('\'') {
        word.to_ascii_lowercase()
    } else {
        word.to_owned()
    }
}

/// The sources of a list; `'none'` beside others is ignored, and alone it is the empty list.
fn sources(values: &[Word]) -> Vec<Sited<SourceExpression>> {
    let sources = values.iter().filter_map(|word| {
        let node = source(&word.text)?;
        Some(Sited::new(node, word))
    });
    sources.collect()
}

/// A source expression as browsers read it, whatever it is spelled like; `None` is one that they ignore.
///
/// ```
/// use talisman_policy::headers::csp::{Keyword, SourceExpression, sent};
///
/// assert_eq!(sent::source("'SELF'"), Some(SourceExpression::Keyword(Keyword::SelfOrigin)));
/// assert!(matches!(sent::source("self"), Some(SourceExpression::Host(_))));
/// assert_eq!(sent::source("'slef'"), None);
/// ```
#[must_use]
pub fn source(word: &str) -> Option<SourceExpression> {
    if word.eq_ignore_ascii_case(NONE) {
        return None;
    }
    if word.eq_ignore_ascii_case(NONCE) || word.eq_ignore_ascii_case(EMPTY_NONCE) {
        return Some(SourceExpression::Nonce);
    }
    if let Some(keyword) = Keyword::from_word(word) {
        return Some(SourceExpression::Keyword(keyword));
    }
    if let Some(inner) = word.strip_prefix('\'') {
        return quoted(inner.strip_suffix('\'')?);
    }
    if let Some(scheme) = word.strip_suffix(':').filter(|word| is_scheme(word)) {
        return Some(SourceExpression::Scheme(scheme.to_ascii_lowercase()));
    }
    host(word).map(SourceExpression::Host)
}

/// nonce-source and hash-source, without their quotes.
fn quoted(inner: &str) -> Option<SourceExpression> {
    if let Some(value) = strip(inner, "nonce-") {
        return is_base64(value).then(|| SourceExpression::StaticNonce(value.to_owned()));
    }
    let (hashed, rest) = [Hashed::Url, Hashed::Eval]
        .into_iter()
        .find_map(|hashed| Some((hashed, strip(inner, hashed.as_str())?)))
        .unwrap_or((Hashed::Code, inner));
    let (algorithm, digest) = HashAlgorithm::ALL.iter().find_map(|algorithm| {
        let name = algorithm.as_str();
        // `sha-256-` is Chromium's alone.
        let digits = name.strip_prefix("sha").unwrap_or_default();
        let digest =
            strip(rest, &format!("{name}-")).or_else(|| strip(rest, &format!("sha-{digits}-")))?;
        Some((*algorithm, digest))
    })?;
    is_base64(digest).then(|| {
        SourceExpression::Hash(HashSource {
            hashed,
            algorithm,
            digest: padded(digest),
        })
    })
}

/// base64-value with the padding that its length asks for.
fn padded(digest: &str) -> String {
    let bare = digest.trim_end_matches('=');
    let padding = (4 - bare.len() % 4) % 4;
    format!("{bare}{}", "=".repeat(padding))
}

/// base64-value = 1*( ALPHA / DIGIT / "+" / "/" / "-" / "_" )*2( "=" )
fn is_base64(value: &str) -> bool {
    let bare = value.trim_end_matches('=');
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || b"+/-_".contains(&byte);
    !bare.is_empty() && value.len() - bare.len() <= 2 && bare.bytes().all(is_letter)
}

/// host-source, with every path that Chromium takes: a query or a fragment after one is cut off.
fn host(word: &str) -> Option<HostSource> {
    let (scheme, rest) = match word.split_once("://") {
        Some((scheme, rest)) if is_scheme(scheme) => (Some(scheme.to_ascii_lowercase()), rest),
        Some((scheme, _)) if !scheme.contains('/') => return None,
        _ => (None, word),
    };
    let (authority, path) = match rest.find('/') {
        Some(slash) => rest.split_at(slash),
        None => (rest, ""),
    };
    let (name, port) = match authority.split_once(':') {
        Some((name, port)) => (name, Some(port)),
        None => (authority, None),
    };
    let is_port = |port: &str| {
        port == "*"
            || (!port.is_empty()
                && port.bytes().all(|byte| byte.is_ascii_digit())
                && port.parse::<i32>().is_ok())
    };
    if !is_host(name) || port.is_some_and(|port| !is_port(port)) {
        return None;
    }
    let path = path.split(['?', '#']).next().unwrap_or_default();
    Some(HostSource {
        scheme,
        host: name.to_ascii_lowercase(),
        port: port.map(str::to_owned),
        path: path.to_owned(),
    })
}

/// host-part, with one dot at its end.
fn is_host(name: &str) -> bool {
    if name == "*" {
        return true;
    }
    let labels = name.strip_prefix("*.").unwrap_or(name);
    let labels = labels.strip_suffix('.').unwrap_or(labels);
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    let is_label = |label: &str| !label.is_empty() && label.bytes().all(is_letter);
    labels.split('.').all(is_label)
}

fn strip<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let start = text.get(..prefix.len())?;
    start
        .eq_ignore_ascii_case(prefix)
        .then(|| text.get(prefix.len()..))?
}

#[cfg(test)]
mod tests {
    use super::{read, source};

    fn shown(field: &str) -> Vec<String> {
        read(field).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_browsers_ignore_is_left_out() {
        for (field, policies) in [
            ("", &[][..]),
            (" ;, ;;", &[]),
            ("default-src 'none' a.example", &["default-src a.example"]),
            ("default-src", &["default-src 'none'"]),
            ("img-src a.example; img-src *", &["img-src a.example"]),
            (
                "img-src b\u{fc}cher.example; img-src *; font-src *",
                &["font-src *"],
            ),
            ("default-src: *", &["default-src: *"]),
            ("plugin-types a/b; font-src 'selff' *", &["font-src *"]),
            (
                "sandbox allow-everything ALLOW-SCRIPTS",
                &["sandbox allow-scripts"],
            ),
            (
                "script-src a.example img-src b.example",
                &["script-src a.example img-src b.example"],
            ),
        ] {
            assert_eq!(shown(field), policies, "{field}");
        }
    }

    #[test]
    fn a_source_is_read_as_chromium_reads_it() {
        for (word, read) in [
            ("'Self'", Some("'self'")),
            ("self", Some("self")),
            ("HTTPS:", Some("https:")),
            ("a.example.:8080/x?y", Some("a.example.:8080/x")),
            ("a.example?x", None),
            ("a.example:99999", Some("a.example:99999")),
            ("a.example:9999999999", None),
            ("a..example", None),
            ("a_b.example", None),
            ("*a.example", None),
            ("*.", None),
            ("https://*", Some("https://*")),
            ("//a.example", None),
            ("[::1]", None),
            ("'nonce-a=b'", None),
            ("'nonce-ab'", Some("'nonce-ab'")),
            ("'sha256-YQ'", Some("'sha256-YQ=='")),
            ("'SHA-256-YQ=='", Some("'sha256-YQ=='")),
            ("'md5-YQ=='", None),
        ] {
            let found = source(word).map(|source| source.to_string());
            assert_eq!(found.as_deref(), read, "{word}");
        }
    }
}
