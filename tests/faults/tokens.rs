//! Tokens that the macros expand in this process: the errors and warnings of what they expand to.

use std::str::FromStr;

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use quote::quote;

use crate::case::{Came, Message};

pub(crate) fn csp(tokens: &str) -> Came {
    expand(talisman_expand::csp, tokens)
}

pub(crate) fn policy(tokens: &str) -> Came {
    expand(talisman_expand::policy, tokens)
}

fn expand(expand: fn(TokenStream) -> TokenStream, source: &str) -> Came {
    let mut came = Came::default();
    let Ok(tokens) = TokenStream::from_str(source) else {
        came.refused = true;
        return came;
    };
    let first = tokens.clone().into_iter().next();
    let start = first.map_or(0, |token| token.span().byte_range().start);
    let at = Source { source, start };
    collect(expand(quote!((::talisman) #tokens)), &at, &mut came);
    came
}

struct Source<'a> {
    source: &'a str,
    /// The offset of the first token, among all that were ever read.
    start: usize,
}

impl Source<'_> {
    /// The text from one token to another.
    fn text(&self, from: Span, to: Span) -> Option<String> {
        let offset = self.source.len() - self.source.trim_start().len();
        let from = from.byte_range().start.checked_sub(self.start)? + offset;
        let to = to.byte_range().end.checked_sub(self.start)? + offset;
        self.source.get(from..to).map(str::to_owned)
    }
}

/// Finds `compile_error! { ".." }` and `#[deprecated(note = "..")]`.
fn collect(tokens: TokenStream, source: &Source<'_>, came: &mut Came) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (index, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else {
            continue;
        };
        let before = |back: usize| {
            tokens
                .get(index.checked_sub(back)?)
                .map(ToString::to_string)
        };
        if before(2).as_deref() == Some("compile_error") {
            came.refused = true;
            let text = literal(&group.stream());
            // Only where the other end of the same problem is.
            if !text.starts_with("and here [") {
                let from = tokens.first().map_or(group.span(), TokenTree::span);
                let marks = source.text(from, group.span());
                came.messages.push(Message { text, marks });
            }
        } else if before(1).as_deref() == Some("deprecated")
            && group.delimiter() == Delimiter::Parenthesis
        {
            let text = literal(&group.stream());
            let marks = source.text(group.span(), group.span());
            came.messages.push(Message { text, marks });
        } else {
            collect(group.stream(), source, came);
        }
    }
}

/// What the one literal among these tokens stands for.
fn literal(tokens: &TokenStream) -> String {
    let literal = tokens.clone().into_iter().find_map(|token| match token {
        TokenTree::Literal(literal) => Some(literal),
        _ => None,
    });
    let literal = literal.expect("a message is a literal").to_string();
    syn::parse_str::<syn::LitStr>(&literal)
        .expect("a message is a string")
        .value()
}
