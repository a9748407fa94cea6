//! Braces that are missing around a block, or are around what is not one.

use proc_macro2::TokenTree;
use talisman_policy::policy::OptionName;
use talisman_policy::{Diagnostics, tokens};

use crate::spans::Spans;
use crate::words::{is_punct, unexpected};

/// Whether tokens give names their values with `=`.
pub(crate) fn has_equals(tokens: &[TokenTree]) -> bool {
    tokens.iter().any(|token| is_punct(token, '='))
}

/// Reports `camera=(), microphone=()`, and says how a block is written.
pub(crate) fn without_braces(
    option: Option<OptionName>,
    tokens: &[TokenTree],
    spans: &mut Spans,
    out: &mut Diagnostics,
) {
    let entries = tokens.split(|token| is_punct(token, ',') || is_punct(token, ';'));
    let entries: Vec<String> = entries
        .map(|entry| {
            let mut sides = entry.splitn(2, |token| is_punct(token, '='));
            let mut side = || sides.next().map(shown);
            let name = side().unwrap_or_default();
            side().map_or(name.clone(), |value| format!("{name}: {value}"))
        })
        .filter(|entry| !entry.is_empty())
        .collect();
    // A value as the header has it, which no block spells: `1; mode = block`
    let write = if matches!(tokens.first(), Some(TokenTree::Literal(_))) {
        format!("\"{}\"", shown(tokens).replace(';', "; "))
    } else {
        format!("{{ {} }}", entries.join(", "))
    };
    let option = option.map_or("", OptionName::as_str).to_owned();
    let site = spans.push(tokens.iter().cloned().collect(), &write);
    out.report(site, tokens::Problem::WithoutBraces { option, write });
}

/// Reports braces around words, or a block where none is taken.
pub(crate) fn braces(
    option: Option<OptionName>,
    inside: &[TokenTree],
    whole: &[TokenTree],
    spans: &mut Spans,
    out: &mut Diagnostics,
) {
    let is_entry = |token: &TokenTree| is_punct(token, ':') || is_punct(token, ',');
    let (Some(option), false) = (option, inside.is_empty() || inside.iter().any(is_entry)) else {
        unexpected(whole, spans, out);
        return;
    };
    let write = shown(inside);
    let (found, option) = (format!("{{ {write} }}"), option.as_str().to_owned());
    let site = spans.push(whole.iter().cloned().collect(), &found);
    out.report(
        site,
        tokens::Problem::Braces {
            found,
            option,
            write,
        },
    );
}

/// Words as they were written, with no white space that the tokens do not need.
fn shown(tokens: &[TokenTree]) -> String {
    let (mut text, mut is_word) = (String::new(), false);
    for token in tokens {
        let is_next = !matches!(token, TokenTree::Punct(_));
        if is_word && is_next {
            text.push(' ');
        }
        text.push_str(&token.to_string());
        is_word = is_next;
    }
    text
}
