//! What structured fields are made of: an item, the members of a dictionary, and the parameters after both.

use proc_macro2::{Delimiter, TokenTree};
use talisman_policy::tokens::Problem;
use talisman_policy::{Diagnostics, InnerList, Item, Member, MemberValue, Spelling, Word};

use crate::arithmetic;
use crate::entries::{Of, entries};
use crate::literals::is_refused;
use crate::parse::{leftover, value_words};
use crate::spans::Spans;
use crate::words::{inside, is_punct, words};

/// The one item of a field: `same-origin; report-to = "endpoint"`.
pub(crate) fn item(tokens: &[TokenTree], spans: &mut Spans, out: &mut Diagnostics) -> Option<Item> {
    let mut parts = tokens.split(|token| is_punct(token, ';'));
    Some(Item {
        value: only_word(parts.next().unwrap_or_default(), spans, out)?,
        parameters: parameters(parts, spans, out),
    })
}

/// The one list of a field, if it begins as one: `(item item); key = value`.
pub(crate) fn list(
    tokens: &[TokenTree],
    spans: &mut Spans,
    out: &mut Diagnostics,
) -> Option<InnerList> {
    let mut parts = tokens.split(|token| is_punct(token, ';'));
    let (first, more) = parts.next()?.split_first()?;
    let items = match first {
        TokenTree::Group(list) if list.delimiter() == Delimiter::Parenthesis => {
            words(&inside(list), spans, out)
        }
        _ => return None,
    };
    leftover(more, "( .. )", spans, out);
    Some(InnerList {
        items,
        parameters: parameters(parts, spans, out),
        item_parameters: Vec::new(),
    })
}

/// `key: value,` of a dictionary, where a value is a word or `(word word)`, and `; key = value` may follow it.
pub(crate) fn members(
    tokens: &[TokenTree],
    of: Of,
    spans: &mut Spans,
    out: &mut Diagnostics,
) -> Vec<Member> {
    let mut members = Vec::new();
    for entry in entries(tokens, of, spans, out) {
        let rest = entry.value.unwrap_or_default();
        let key = words(entry.name, spans, out).into_iter().next();
        let Some(key) = key.filter(|_| !rest.iter().any(is_refused)) else {
            continue;
        };
        let mut parts = rest.split(|token| is_punct(token, ';'));
        let value = match parts.next().unwrap_or_default() {
            [TokenTree::Group(list)] if list.delimiter() == Delimiter::Parenthesis => {
                MemberValue::List(words(&inside(list), spans, out))
            }
            tokens => {
                let mut items = if is_calculated(tokens) {
                    value_words(tokens, spans, out).unwrap_or_default()
                } else {
                    words(tokens, spans, out)
                };
                if of == Of::Items || is_whole(&items) {
                    report_second(&items, out);
                    items.truncate(1);
                }
                match (items.len(), items.pop()) {
                    (1, Some(item)) => MemberValue::Item(item),
                    (_, None) => MemberValue::Absent,
                    // `camera: self "https://a.example"`: the reader says how a list is written.
                    (_, Some(last)) => MemberValue::List(items.into_iter().chain([last]).collect()),
                }
            }
        };
        let parameters = parameters(parts, spans, out);
        members.push(Member {
            key,
            value,
            parameters,
            item_parameters: Vec::new(),
        });
    }
    members
}

/// Whether the first of several words without parentheses is the whole value: one that is repeated, or a wildcard beside it.
/// What else follows a word may be a list whose parentheses are missing.
fn is_whole(words: &[Word]) -> bool {
    let (Some(first), Some(second)) = (words.first(), words.get(1)) else {
        return false;
    };
    let is_wildcard = |word: &Word| word.spelling == Spelling::Bare && word.text == "*";
    first.text == second.text || is_wildcard(first) || is_wildcard(second)
}

/// Whether tokens are a calculation, or a number that only Rust writes so.
fn is_calculated(tokens: &[TokenTree]) -> bool {
    let is_plain = |token: &TokenTree| token.to_string().bytes().all(|byte| byte.is_ascii_digit());
    !matches!(tokens, [only] if is_plain(only)) && arithmetic::number(tokens).is_some()
}

/// `key = value` after each semicolon.
fn parameters<'a>(
    parts: impl Iterator<Item = &'a [TokenTree]>,
    spans: &mut Spans,
    out: &mut Diagnostics,
) -> Vec<(Word, Option<Word>)> {
    parts
        .filter_map(|parameter| {
            let mut sides = parameter.splitn(2, |token| is_punct(token, '='));
            let mut side = || only_word(sides.next().unwrap_or_default(), spans, out);
            Some((side()?, side()))
        })
        .collect()
}

/// The word that is where one may; a second one is reported.
fn only_word(tokens: &[TokenTree], spans: &mut Spans, out: &mut Diagnostics) -> Option<Word> {
    let words = words(tokens, spans, out);
    report_second(&words, out);
    words.into_iter().next()
}

fn report_second(words: &[Word], out: &mut Diagnostics) {
    if let [first, second, ..] = words {
        let (found, value) = (second.text.clone(), first.text.clone());
        out.report(second, Problem::Leftover { found, value });
    }
}
