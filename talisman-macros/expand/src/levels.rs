//! What may be before a policy: the levels of its problems.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use talisman_policy::level::{self, Level, LevelSetting};
use talisman_policy::{Diagnostics, tokens};

use crate::spans::Spans;
use crate::words::{inside, is_punct, words};

/// The levels in front, `#![allow(code, reason = "..")]`, and what is after them.
pub(crate) fn levels<'a>(
    mut tokens: &'a [TokenTree],
    spans: &mut Spans,
    out: &mut Diagnostics,
) -> (Vec<LevelSetting>, &'a [TokenTree]) {
    let mut levels = Vec::new();
    while let [hash, bang, TokenTree::Group(group), rest @ ..] = tokens {
        let is_level =
            is_punct(hash, '#') && is_punct(bang, '!') && group.delimiter() == Delimiter::Bracket;
        if !is_level {
            break;
        }
        let inside = inside(group);
        if let Some((level, codes)) = level(&inside) {
            levels.extend(codes_of(level, &codes, spans, out));
        } else {
            let found = inside.first().map(ToString::to_string).unwrap_or_default();
            let written: TokenStream = inside.into_iter().collect();
            let site = spans.push(written, &found);
            if found == "doc" {
                out.report(site, tokens::Problem::DocComment);
            } else {
                out.report(site, level::Problem::Syntax { found });
            }
        }
        tokens = rest;
    }
    (levels, tokens)
}

/// `allow(..)`
fn level(tokens: &[TokenTree]) -> Option<(Level, Vec<TokenTree>)> {
    match tokens {
        [TokenTree::Ident(name), TokenTree::Group(codes)]
            if codes.delimiter() == Delimiter::Parenthesis =>
        {
            Some((Level::from_word(&name.to_string())?, inside(codes)))
        }
        _ => None,
    }
}

fn codes_of(
    level: Level,
    tokens: &[TokenTree],
    spans: &mut Spans,
    out: &mut Diagnostics,
) -> Vec<LevelSetting> {
    let mut codes = Vec::new();
    let mut reason = None;
    for part in tokens.split(|token| is_punct(token, ',')) {
        match part {
            [TokenTree::Ident(name), equals, text] if name == "reason" && is_punct(equals, '=') => {
                reason = words(std::slice::from_ref(text), spans, out)
                    .into_iter()
                    .next();
            }
            part => codes.extend(words(part, spans, out)),
        }
    }
    codes
        .into_iter()
        .map(|code| LevelSetting {
            level,
            code,
            reason: reason.clone(),
        })
        .collect()
}
