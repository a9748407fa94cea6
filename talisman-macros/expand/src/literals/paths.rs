//! What only the compiler can give a value to: paths, calls and references.

use proc_macro2::{Delimiter, Spacing, TokenTree};

use crate::words::is_punct;

/// How many tokens a path of several names, a macro call or a reference takes that begins here, and the macro's name.
pub(super) fn call_or_path(tokens: &[TokenTree]) -> (usize, Option<String>) {
    // `"text".to_owned()`
    if let [
        TokenTree::Literal(_),
        dot,
        TokenTree::Ident(_),
        TokenTree::Group(_),
        ..,
    ] = tokens
    {
        if is_punct(dot, '.') {
            return (4, None);
        }
    }
    let mut at = tokens
        .iter()
        .take_while(|token| is_punct(token, '&'))
        .count();
    let is_reference = at > 0;
    let mut names = 0;
    if is_path_separator(tokens.get(at..)) {
        at += 2;
        names += 1;
    }
    let mut last = None;
    while let Some(TokenTree::Ident(name)) = tokens.get(at) {
        names += 1;
        last = Some(name.to_string());
        at += 1;
        if !is_path_separator(tokens.get(at..)) {
            break;
        }
        at += 2;
    }
    let Some(last) = last else {
        return (0, None);
    };
    match tokens.get(at..) {
        Some([bang, TokenTree::Group(_), ..]) if is_punct(bang, '!') => (at + 2, Some(last)),
        Some([TokenTree::Group(group), ..])
            if names > 1 && group.delimiter() == Delimiter::Parenthesis =>
        {
            (at + 1, None)
        }
        _ if names > 1 || is_reference => (at, None),
        _ => (0, None),
    }
}

fn is_path_separator(tokens: Option<&[TokenTree]>) -> bool {
    match tokens {
        Some([TokenTree::Punct(first), second, ..]) => {
            first.as_char() == ':' && first.spacing() == Spacing::Joint && is_punct(second, ':')
        }
        _ => false,
    }
}
