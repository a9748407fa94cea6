//! Tokens into JSON values: the tree that a text of JSON gives as well.
//!
//! Names and numbers may be written as in Rust, `max_age: 2_592_000`, and a comma may be after the last member.

use proc_macro2::{Delimiter, Group, TokenTree};
use quote::ToTokens;
use talisman_policy::headers::json::{self, Json, JsonSyntax};
use talisman_policy::{Diagnostics, Site, Spelling, Word};

use crate::literals::is_refused;
use crate::parse::value_words;
use crate::spans::Spans;
use crate::words::{between_commas, inside, is_punct, named, words};

/// The values between commas; `None` if an error keeps them from being read.
pub(crate) fn values(
    tokens: &[TokenTree],
    spans: &mut Spans,
    out: &mut Diagnostics,
) -> Option<Vec<Json>> {
    between_commas(tokens)
        .map(|part| value(part, spans, out))
        .collect()
}

fn value(tokens: &[TokenTree], spans: &mut Spans, out: &mut Diagnostics) -> Option<Json> {
    let (value, second) = match tokens {
        _ if tokens.iter().any(is_refused) => return None,
        [TokenTree::Group(group), behind @ ..] => {
            let value = container(group, spans, out)?;
            (value, first_of(behind, spans))
        }
        [sign, number @ TokenTree::Literal(_), behind @ ..] if is_punct(sign, '-') => {
            let value = Json::Scalar(negative(sign, number, spans));
            (value, first_of(behind, spans))
        }
        _ => {
            let mut words = value_words(tokens, spans, out)?.into_iter();
            let value = Json::Scalar(scalar(words.next()?));
            (value, words.next().map(|word| word.site))
        }
    };
    match second {
        Some(second) => {
            report_syntax(second, JsonSyntax::MissingComma, out);
            None
        }
        None => Some(value),
    }
}

fn first_of(tokens: &[TokenTree], spans: &mut Spans) -> Option<Site> {
    let first = tokens.first()?;
    Some(spans.push(first.to_token_stream(), &first.to_string()))
}

/// `{ name: value, .. }` or `[value, ..]`
fn container(group: &Group, spans: &mut Spans, out: &mut Diagnostics) -> Option<Json> {
    let tokens = inside(group);
    let site = spans.push(group.to_token_stream(), &group.to_string());
    match group.delimiter() {
        Delimiter::Brace => {
            let members: Option<Vec<_>> = between_commas(&tokens)
                .map(|part| member(part, spans, out))
                .collect();
            Some(Json::Object(site, members?))
        }
        Delimiter::Bracket => Some(Json::Array(site, values(&tokens, spans, out)?)),
        Delimiter::Parenthesis | Delimiter::None => {
            report_syntax(site, JsonSyntax::Character { found: '(' }, out);
            None
        }
    }
}

/// `name: value`
fn member(tokens: &[TokenTree], spans: &mut Spans, out: &mut Diagnostics) -> Option<(Word, Json)> {
    let (name, behind) = named(tokens);
    let mut names = words(name, spans, out).into_iter();
    let Some(name) = names.next() else {
        report_syntax(
            first_of(tokens, spans)?,
            JsonSyntax::Character { found: ':' },
            out,
        );
        return None;
    };
    let found = match (names.next(), behind) {
        (None, Some([])) => (name.site, JsonSyntax::MissingValue),
        (None, Some(behind)) => return Some((name, value(behind, spans, out)?)),
        (second, _) => {
            let place = second.map_or(name.site, |second| second.site);
            (place, JsonSyntax::MissingColon)
        }
    };
    report_syntax(found.0, found.1, out);
    None
}

fn negative(sign: &TokenTree, number: &TokenTree, spans: &mut Spans) -> Word {
    let text = format!("-{}", number.to_string().replace('_', ""));
    let tokens = [sign, number].map(ToTokens::to_token_stream);
    let site = spans.push(tokens.into_iter().collect(), &text);
    Word {
        text,
        spelling: Spelling::Bare,
        site,
    }
}

/// A string or a bare word, which may be a number as Rust writes it.
fn scalar(word: Word) -> Word {
    let is_number = word.text.starts_with(|c: char| c.is_ascii_digit());
    if word.spelling == Spelling::Bare && is_number {
        let text = word.text.replace('_', "");
        return Word { text, ..word };
    }
    word
}

fn report_syntax(site: Site, syntax: JsonSyntax, out: &mut Diagnostics) {
    json::report_syntax(&[(site, syntax)], out);
}
