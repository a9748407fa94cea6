//! Directives that are a name with at most one value after `=`.

use std::ops::Range;

use super::{Sites, Split, is_ascii_whitespace};
use crate::ground::word::{Site, Spelling, Statement, Word};

/// Splits a field value such as `max-age=31536000; includeSubDomains` into directives; sites count from `first`.
///
/// A quoted-string is the word that it stands for, as a [`Spelling::Literal`] whose range covers the quotes. A directive
/// without `=` is one name, whatever is in it: two words there are an error that only the header can explain.
///
/// `value = [ directive ] *( OWS ";" OWS [ directive ] )`, `directive = token [ OWS "=" OWS ( token / quoted-string ) ]`
///
/// <https://www.rfc-editor.org/rfc/rfc6797#section-6.1>
#[must_use]
pub fn split_parameters(text: &str, first: Site) -> Split {
    let mut sites = Sites::new(first);
    let mut statements = Vec::new();
    for range in directives(text) {
        let directive = text.get(range.clone()).unwrap_or_default();
        let equals = directive.find('=').map_or(range.end, |at| range.start + at);
        let name_range = trimmed(text, range.start..equals);
        let has_value = equals < range.end;
        // RFC 6797 section 6.1 lets directives be empty.
        if name_range.is_empty() && !has_value {
            continue;
        }
        let name = Word {
            text: text.get(name_range.clone()).unwrap_or_default().to_owned(),
            spelling: Spelling::Text,
            site: sites.next(name_range),
        };
        let mut values = Vec::new();
        if has_value {
            values.push(value(
                text,
                trimmed(text, equals + 1..range.end),
                &mut sites,
            ));
        }
        statements.push(Statement { name, values });
    }
    Split {
        statements,
        ranges: sites.ranges,
    }
}

fn value(text: &str, range: Range<usize>, sites: &mut Sites) -> Word {
    let raw = text.get(range.clone()).unwrap_or_default();
    let (text, spelling) = match unquoted(raw) {
        Some(inner) => (inner, Spelling::Literal),
        None => (raw.to_owned(), Spelling::Text),
    };
    Word {
        text,
        spelling,
        site: sites.next(range),
    }
}

/// quoted-string = DQUOTE *( qdtext / quoted-pair ) DQUOTE
fn unquoted(raw: &str) -> Option<String> {
    let inner = raw.strip_prefix('"')?;
    let mut text = String::with_capacity(inner.len());
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => text.push(chars.next()?),
            '"' => return chars.as_str().is_empty().then_some(text),
            _ => text.push(c),
        }
    }
    None
}

/// The byte ranges between the semicolons that stand outside quoted-strings.
fn directives(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = 0;
    let mut quoted = false;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            ';' if !quoted => {
                ranges.push(start..at);
                start = at + 1;
            }
            _ => {}
        }
    }
    ranges.push(start..text.len());
    ranges
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = text.get(range.clone()).unwrap_or_default();
    let behind = part.trim_start_matches(is_ascii_whitespace);
    let start = range.start + (part.len() - behind.len());
    start..start + behind.trim_end_matches(is_ascii_whitespace).len()
}

#[cfg(test)]
mod tests {
    use super::split_parameters;
    use crate::ground::word::{Site, Spelling};

    #[test]
    fn a_quoted_value_is_what_it_stands_for() {
        let text = " max-age = \"1;\\\"2\" ;; includeSubDomains;";
        let split = split_parameters(text, Site(0));
        assert_eq!(split.statements.len(), 2);
        assert_eq!(split.statements[0].values[0].text, "1;\"2");
        assert_eq!(split.statements[0].values[0].spelling, Spelling::Literal);
        assert_eq!(&text[split.ranges[1].clone()], "\"1;\\\"2\"");
        assert_eq!(&text[split.ranges[2].clone()], "includeSubDomains");
    }

    #[test]
    fn a_directive_without_equals_is_one_name() {
        let split = split_parameters("max-age 1", Site(0));
        assert_eq!(split.statements[0].name.text, "max-age 1");
        assert!(split.statements[0].values.is_empty());
    }

    #[test]
    fn an_empty_value_is_a_value() {
        let split = split_parameters("max-age=; =1", Site(0));
        assert_eq!(split.statements[0].values[0].text, "");
        assert_eq!(split.statements[1].name.text, "");
    }
}
