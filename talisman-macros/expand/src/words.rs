//! Tokens into words: which tokens make one, and how it was spelled.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use talisman_policy::headers::csp::Problem::UnquotedUrl;
use talisman_policy::headers::csp::{HashAlgorithm, Keyword, begins_url};
use talisman_policy::policy::Problem;
use talisman_policy::tokens::Problem::Unquoted;
use talisman_policy::{Diagnostics, Spelling, Word};

use crate::literals::is_refused;
use crate::spans::Spans;

/// The words of a run of tokens: string literals, and runs that hyphens, dots and slashes hold together. A path or a hash that
/// is not in double quotes is reported, and what was reported before is passed over.
pub(crate) fn words(tokens: &[TokenTree], spans: &mut Spans, out: &mut Diagnostics) -> Vec<Word> {
    let mut words = Vec::new();
    let mut rest = tokens;
    while let Some(first) = rest.first() {
        let (length, text, mut spelling) = word(rest);
        let (taken, behind) = rest.split_at(length);
        rest = behind;
        if is_refused(first) {
            continue;
        }
        let site = spans.push(taken.iter().cloned().collect(), &text);
        // The tokens of a digest may be several, and white space between them is lost: a hash is only read from a string.
        let is_hash = begins_hash(taken);
        if is_hash || is_punct(first, '/') && length > 1 {
            let write = if is_hash {
                format!("\"'{text}'\"")
            } else {
                format!("\"{text}\"")
            };
            let found = text.clone();
            out.report(site, Unquoted { found, write });
            if is_hash {
                continue;
            }
            spelling = Spelling::Literal;
        }
        words.push(Word {
            text,
            spelling,
            site,
        });
    }
    words
}

/// The first word: how many tokens it takes, its text and its spelling.
fn word(tokens: &[TokenTree]) -> (usize, String, Spelling) {
    if let Some(text) = unchecked(tokens) {
        return (2, text, Spelling::UncheckedLiteral);
    }
    if let Some(text) = tokens.first().and_then(string) {
        return (1, text, Spelling::Literal);
    }
    if let Some(text) = tokens.first().and_then(slot) {
        return (1, text, Spelling::Bare);
    }
    let length = bare_length(tokens);
    let text = tokens
        .iter()
        .take(length)
        .map(ToString::to_string)
        .collect();
    (length, text, Spelling::Bare)
}

/// `{name: type}` without the white space that tokens do not keep.
fn slot(token: &TokenTree) -> Option<String> {
    let TokenTree::Group(group) = token else {
        return None;
    };
    let inside = inside(group);
    let (name, slot_type) = named(&inside);
    let slot_type = slot_type?;
    let is_slot = group.delimiter() == Delimiter::Brace
        && name_length(name) == name.len()
        && name_length(slot_type) == slot_type.len();
    let text: String = inside.iter().map(ToString::to_string).collect();
    is_slot.then(|| format!("{{{text}}}"))
}

/// `sha256-`, from which on letters, digits and signs are one hash.
fn begins_hash(tokens: &[TokenTree]) -> bool {
    match tokens {
        [TokenTree::Ident(name), hyphen, _, ..] if is_punct(hyphen, '-') => {
            HashAlgorithm::from_word(&name.to_string()).is_some()
        }
        _ => false,
    }
}

/// `unchecked("word")`
fn unchecked(tokens: &[TokenTree]) -> Option<String> {
    match tokens {
        [TokenTree::Ident(name), TokenTree::Group(group), ..] if name == "unchecked" => {
            match inside(group).as_slice() {
                [literal] if group.delimiter() == Delimiter::Parenthesis => string(literal),
                _ => None,
            }
        }
        _ => None,
    }
}

/// How many tokens a bare word takes. Tokens do not tell where white space was, so a word goes on as long as a joiner stands
/// between two names or numbers. A colon ends a word, as it ends a scheme, unless a port follows it.
fn bare_length(tokens: &[TokenTree]) -> usize {
    let is_joiner = |token: &TokenTree| matches!(token, TokenTree::Punct(p) if matches!(p.as_char(), '-' | '.' | '/' | '+' | '@'));
    let mut length = 1;
    let Some(first) = tokens.first() else {
        return length;
    };
    if begins_hash(tokens) {
        let is_of_hash =
            |token: &&TokenTree| is_atom(token) || is_joiner(token) || is_punct(token, '=');
        return tokens.iter().take_while(is_of_hash).count();
    }
    if is_punct(first, '/') && tokens.get(1).is_some_and(is_atom) {
        let is_of_path = |token: &&TokenTree| is_atom(token) || is_joiner(token);
        return tokens.iter().take_while(is_of_path).count();
    }
    if !is_atom(first) && !is_punct(first, '*') {
        return length;
    }
    loop {
        match tokens.get(length..) {
            Some([joiner, next, ..]) if is_joiner(joiner) && is_atom(next) => length += 2,
            Some([colon, next, ..]) if is_punct(colon, ':') && is_number(next) => length += 2,
            Some([colon, ..]) if is_punct(colon, ':') => {
                length += 1;
                break;
            }
            _ => break,
        }
    }
    let word = tokens.get(..length).unwrap_or_default();
    let plus = word.iter().position(|token| is_punct(token, '+'));
    plus.filter(|&plus| !is_scheme(word, plus))
        .unwrap_or(length)
}

/// Whether a plus sign belongs to a scheme, `web+app:`: in another word nothing is joined by one, and `self + https:` is none.
fn is_scheme(word: &[TokenTree], plus: usize) -> bool {
    let before = word.iter().take(plus).map(ToString::to_string);
    let is_keyword = Keyword::from_word(&format!("'{}'", before.collect::<String>())).is_some();
    !is_keyword && word.last().is_some_and(|last| is_punct(last, ':'))
}

fn is_atom(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Ident(_)) || is_number(token)
}

fn is_number(token: &TokenTree) -> bool {
    let TokenTree::Literal(literal) = token else {
        return false;
    };
    matches!(
        syn::Lit::new(literal.clone()),
        syn::Lit::Int(_) | syn::Lit::Float(_)
    )
}

/// The value of a string literal.
pub(crate) fn string(token: &TokenTree) -> Option<String> {
    let TokenTree::Literal(literal) = token else {
        return None;
    };
    match syn::Lit::new(literal.clone()) {
        syn::Lit::Str(string) => Some(string.value()),
        _ => None,
    }
}

/// How many tokens the name of an entry takes: a string, `unchecked(..)`, or names that hyphens hold together.
pub(crate) fn name_length(tokens: &[TokenTree]) -> usize {
    if unchecked(tokens).is_some() {
        return 2;
    }
    if tokens.first().and_then(string).is_some() {
        return 1;
    }
    let is_name = |at: usize| matches!(tokens.get(at), Some(TokenTree::Ident(_)));
    let mut length = usize::from(is_name(0));
    while length > 0
        && tokens.get(length).is_some_and(|token| is_punct(token, '-'))
        && tokens.get(length + 1).is_some_and(is_atom)
    {
        length += 2;
    }
    length
}

/// What is before the first colon, and after it.
pub(crate) fn named(tokens: &[TokenTree]) -> (&[TokenTree], Option<&[TokenTree]>) {
    match tokens.iter().position(|token| is_punct(token, ':')) {
        Some(colon) => (
            tokens.get(..colon).unwrap_or_default(),
            tokens.get(colon + 1..),
        ),
        None => (tokens, None),
    }
}

/// What is between commas; a comma may be after the last.
pub(crate) fn between_commas(tokens: &[TokenTree]) -> impl Iterator<Item = &[TokenTree]> {
    tokens
        .split(|token| is_punct(token, ','))
        .filter(|part| !part.is_empty())
}

/// Reports a URL without quotes: `//` begins a comment, so that of the last of a block its scheme is the last token there is.
/// Of one that more follows, only its reader can tell.
///
/// `source`, the block's text, says whether it was a URL. Of tokens that are in no block there is no text, and danger is
/// spelled out.
pub(crate) fn unquoted_url(
    tokens: &[TokenTree],
    source: Option<String>,
    spans: &mut Spans,
    out: &mut Diagnostics,
) -> Option<String> {
    let [.., TokenTree::Ident(scheme), colon] = tokens else {
        return None;
    };
    let last = format!("{scheme}{colon}");
    let is_url = begins_url(&last) && source.is_none_or(|source| has_unquoted(&source, &last));
    if !is_url {
        return None;
    }
    let tokens = [TokenTree::from(scheme.clone()), colon.clone()];
    let site = spans.push(tokens.into_iter().collect(), &last);
    let scheme = last.clone();
    out.report(site, UnquotedUrl { scheme });
    Some(last)
}

/// Whether a text of Rust has a URL of this scheme that no quote is before.
fn has_unquoted(source: &str, scheme: &str) -> bool {
    let url = format!("{scheme}//");
    source
        .match_indices(&url)
        .filter_map(|(at, _)| source.get(..at))
        .any(|before| !before.ends_with('"'))
}

/// Reports a token that has no meaning here.
pub(crate) fn unexpected(tokens: &[TokenTree], spans: &mut Spans, out: &mut Diagnostics) {
    let tokens: TokenStream = tokens.iter().take(1).cloned().collect();
    let found = tokens.to_string();
    let site = spans.push(tokens, &found);
    out.report(site, Problem::UnexpectedToken { found });
}

/// Whether a token is this punctuation.
pub(crate) fn is_punct(token: &TokenTree, c: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == c)
}

/// How deep groups may be nested: far deeper than any header has a use for, and not so deep that reading them, which every
/// group does by a call of its own, could take the compiler's stack.
pub(crate) const DEEPEST: usize = 64;

/// The tokens without the invisible groups that a macro's fragments come in, down to [`DEEPEST`].
pub(crate) fn flat(tokens: impl IntoIterator<Item = TokenTree>) -> Vec<TokenTree> {
    let mut flattened = Vec::new();
    for token in tokens {
        flatten(token, 0, &mut flattened);
    }
    flattened
}

fn flatten(token: TokenTree, depth: usize, flattened: &mut Vec<TokenTree>) {
    let group = match token {
        TokenTree::Group(group) if depth < DEEPEST => group,
        token => {
            flattened.push(token);
            return;
        }
    };
    let mut inside = Vec::new();
    for token in group.stream() {
        flatten(token, depth + 1, &mut inside);
    }
    if group.delimiter() == Delimiter::None {
        flattened.extend(inside);
        return;
    }
    let mut inner = Group::new(group.delimiter(), inside.into_iter().collect());
    inner.set_span(group.span());
    flattened.push(inner.into());
}

/// The tokens in a group.
pub(crate) fn inside(group: &Group) -> Vec<TokenTree> {
    group.stream().into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::has_unquoted;

    #[test]
    fn a_url_in_quotes_is_none_without() {
        for (source, is_unquoted) in [
            ("{ img-src self https://a.example;\n}", true),
            ("{ img-src \"https://a.example\" https: }", false),
            ("{ img-src \"https://a.example\" https://b.example\n}", true),
            ("{ img-src self https: }", false),
            ("{ img-src self http://a.example\n}", false),
        ] {
            assert_eq!(has_unquoted(source, "https:"), is_unquoted, "{source}");
        }
    }
}
