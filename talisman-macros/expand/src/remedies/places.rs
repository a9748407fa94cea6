//! Where in a policy a user would put what a message says to write.

use std::ops::Range;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The parts of a source that hold a range, from the innermost: the value of its entry, the entry, what is after its name, and
/// the brackets around it.
pub(super) fn around(source: &str, range: &Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for ends in [",;", ","] {
        if let Ok(tokens) = source.parse::<TokenStream>() {
            collect(tokens, ends, range, &mut found);
        }
    }
    found.sort_by_key(ExactSizeIterator::len);
    found.dedup();
    found
}

fn collect(tokens: TokenStream, ends: &str, range: &Range<usize>, found: &mut Vec<Range<usize>>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_end = |token: &TokenTree| matches!(token, TokenTree::Punct(sign) if ends.contains(sign.as_char()));
    for entry in tokens.split(is_end) {
        let Some(all) = bytes(entry).filter(|all| all.start <= range.start && range.end <= all.end)
        else {
            continue;
        };
        found.push(all);
        let colon = entry
            .iter()
            .position(|token| matches!(token, TokenTree::Punct(sign) if sign.as_char() == ':'));
        found.extend(colon.and_then(|at| bytes(entry.get(at + 1..)?)));
        for token in entry {
            let TokenTree::Group(group) = token else {
                continue;
            };
            let here = group.span().byte_range();
            if group.delimiter() != Delimiter::None
                && here.start <= range.start
                && range.end <= here.end
            {
                found.push(here);
                collect(group.stream(), ends, range, found);
            }
        }
    }
}

fn bytes(tokens: &[TokenTree]) -> Option<Range<usize>> {
    let start = tokens.first()?.span().byte_range().start;
    Some(start..tokens.last()?.span().byte_range().end)
}

/// Where the option or member is that a text such as `name: value` gives another value.
pub(super) fn entry(source: &str, text: &str) -> Option<Range<usize>> {
    let (name, _) = text.split_once(": ")?;
    find(source, source.parse().ok()?, name)
}

fn find(source: &str, tokens: TokenStream, name: &str) -> Option<Range<usize>> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_end =
        |token: &TokenTree| matches!(token, TokenTree::Punct(sign) if sign.as_char() == ',');
    let mut entries = tokens.split(is_end).filter_map(bytes);
    let is_it = |entry: &Range<usize>| {
        let entry = source
            .get(entry.clone())
            .and_then(|entry| entry.strip_prefix(name));
        entry.is_some_and(|entry| entry.trim_start().starts_with(':'))
    };
    entries.find(is_it).or_else(|| {
        tokens.into_iter().find_map(|token| match token {
            TokenTree::Group(group) => find(source, group.stream(), name),
            _ => None,
        })
    })
}
