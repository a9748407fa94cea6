//! What structured fields are made of: an item, the members of a dictionary, and the parameters behind both.

use proc_macro2::{Delimiter, TokenTree};
use talisman_policy::policy::Problem;
use talisman_policy::{Diagnostics, InnerList, Item, Member, MemberValue, Word};

use crate::spans::Spans;
use crate::words::{between_commas, flat, is_punct, named, unexpected, words};

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
            words(&flat(list.stream()), spans)
        }
        _ => return None,
    };
    if !more.is_empty() {
        unexpected(more, spans, out);
    }
    Some(InnerList {
        items,
        parameters: parameters(parts, spans, out),
        item_parameters: Vec::new(),
    })
}

/// `key: value,` of a dictionary, where a value is a word or `(word word)`, and `; key = value` may follow it.
pub(crate) fn members(
    tokens: &[TokenTree],
    spans: &mut Spans,
    out: &mut Diagnostics,
) -> Vec<Member> {
    let mut members = Vec::new();
    for member in between_commas(tokens) {
        let (key, rest) = named(member);
        let mut keys = words(key, spans).into_iter();
        let Some(key) = keys.next() else {
            unexpected(member, spans, out);
            continue;
        };
        let mut parts = rest.unwrap_or_default().split(|token| is_punct(token, ';'));
        let mut items = keys.collect::<Vec<_>>();
        let value = match parts.next().unwrap_or_default() {
            [TokenTree::Group(list)] if list.delimiter() == Delimiter::Parenthesis => {
                items.extend(words(&flat(list.stream()), spans));
                MemberValue::List(items)
            }
            tokens => {
                items.extend(words(tokens, spans));
                match (items.len(), items.pop()) {
                    (1, Some(item)) => MemberValue::Item(item),
                    (_, None) => MemberValue::Absent,
                    // `camera none`, `camera: self "https://a.example"`: the reader says how a list is written.
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

/// `key = value` behind each semicolon.
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

/// The word that stands where one may; a second one is told.
fn only_word(tokens: &[TokenTree], spans: &mut Spans, out: &mut Diagnostics) -> Option<Word> {
    let mut words = words(tokens, spans).into_iter();
    let word = words.next();
    if let Some(more) = words.next() {
        let found = more.text.clone();
        out.report(&more, Problem::UnexpectedToken { found });
    }
    word
}
