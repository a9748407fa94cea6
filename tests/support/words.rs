//! A serialized policy in the spelling of `csp!`: keywords, schemes, names and `*` bare, everything else as string literals.

use talisman_policy::headers::csp::{DirectiveName, Keyword, RemovedKeyword};

/// The policy `text` as somebody would write it in the words of `csp!`.
///
/// Nothing is mended: a keyword without its quotes becomes a string literal, since a bare word there would be the keyword.
#[must_use]
pub fn words(text: &str) -> String {
    text.split(';').map(directive).collect::<Vec<_>>().join(";")
}

fn directive(directive: &str) -> String {
    let mut words = directive
        .split(['\t', '\n', '\u{c}', '\r', ' '])
        .filter(|word| !word.is_empty());
    let Some(name) = words.next() else {
        return String::new();
    };
    let takes_sources = DirectiveName::from_word(name).is_none_or(DirectiveName::takes_sources);
    let mut written = vec![name_word(name)];
    // Behind a name that is among the values, the values are that directive's.
    let mut takes_sources = takes_sources;
    for word in words {
        if let Some(name) = DirectiveName::from_word(word).filter(|name| !name.is_removed()) {
            takes_sources = name.takes_sources();
            written.push(word.to_owned());
        } else {
            written.push(value_word(word, takes_sources));
        }
    }
    written.join(" ")
}

fn name_word(word: &str) -> String {
    if let Some(inner) = unchecked(word) {
        return format!("unchecked({inner:?})");
    }
    let name = word.strip_suffix(':').unwrap_or(word);
    if is_bare(name) {
        word.to_owned()
    } else {
        format!("{word:?}")
    }
}

fn value_word(word: &str, among_sources: bool) -> String {
    if let Some(inner) = unchecked(word) {
        return format!("unchecked({inner:?})");
    }
    let inner = word
        .strip_prefix('\'')
        .and_then(|word| word.strip_suffix('\''));
    let is_bare = match inner {
        Some(inner) if among_sources => {
            return if is_keyword(word) {
                inner.to_owned()
            } else {
                format!("{word:?}")
            };
        }
        Some(inner) => {
            return if is_value_keyword(inner) {
                inner.to_owned()
            } else {
                format!("{word:?}")
            };
        }
        None if among_sources => word.strip_suffix(':').is_some_and(is_bare),
        None => is_bare(word) && !is_value_keyword(word),
    };
    if is_bare || word == "*" {
        word.to_owned()
    } else {
        format!("{word:?}")
    }
}

fn unchecked(word: &str) -> Option<&str> {
    word.strip_prefix("unchecked(")?.strip_suffix(')')
}

fn is_keyword(word: &str) -> bool {
    let others = ["'none'", "'nonce'"]
        .into_iter()
        .any(|other| other.eq_ignore_ascii_case(word));
    others || Keyword::from_word(word).is_some() || RemovedKeyword::from_word(word).is_some()
}

/// Whether a directive without a source list knows a keyword of this name.
fn is_value_keyword(inner: &str) -> bool {
    ["none", "allow-duplicates", "script", "allow", "block"]
        .into_iter()
        .any(|keyword| keyword.eq_ignore_ascii_case(inner))
}

/// Whether a run lexes as Rust names between single hyphens.
fn is_bare(run: &str) -> bool {
    run.split('-').all(|part| {
        part.starts_with(|c: char| c.is_ascii_alphabetic())
            && part.chars().all(|c| c.is_ascii_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn each_word_has_its_spelling() {
        let text = "Script-Src 'SELF' 'nonce' https: data: * 'sha256-x' a.example self; sandbox allow-scripts; report-to csp";
        let written = "Script-Src SELF nonce https: data: * \"'sha256-x'\" \"a.example\" \"self\";sandbox allow-scripts;report-to csp";
        assert_eq!(words(text), written);
        assert_eq!(
            words("trusted-types none 'none' a;unchecked(x-y) unchecked('z') 'slef'"),
            "trusted-types \"none\" none a;unchecked(\"x-y\") unchecked(\"'z'\") \"'slef'\""
        );
    }
}
