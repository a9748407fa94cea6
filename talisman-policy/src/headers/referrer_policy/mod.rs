//! Referrer-Policy: its tokens, and the list of them in which the last known one wins.

mod problem;

pub use problem::Problem;

use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::suggest::nearest;
use crate::ground::word::Word;

/// How much of a page's address the requests from it tell other servers.
///
/// # ABNF
///
/// ```text
/// Referrer-Policy = 1#( policy-token / extension-token )
/// extension-token = 1*( ALPHA / "-" )
/// ```
///
/// # Example values
///
/// `strict-origin-when-cross-origin`, `no-referrer, strict-origin`
///
/// <https://www.w3.org/TR/referrer-policy/#referrer-policy-header>
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ReferrerPolicy {
    tokens: Vec<Token>,
}

/// One entry of the list.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Token {
    /// One of the table.
    Known(PolicyToken),
    /// Sent as it was written.
    Unchecked(String),
}

words! {
    /// A policy-token, <https://www.w3.org/TR/referrer-policy/#referrer-policies>, in the order of the specification.
    ///
    /// Read on 2026-11-21 from Referrer Policy (2024-11-01).
    pub enum PolicyToken {
        /// Nothing.
        NoReferrer => "no-referrer";
        /// The whole address, except from https to http.
        NoReferrerWhenDowngrade => "no-referrer-when-downgrade";
        /// The whole address, to the page's own origin alone.
        SameOrigin => "same-origin";
        /// The origin.
        Origin => "origin";
        /// The origin, except from https to http.
        StrictOrigin => "strict-origin";
        /// The whole address to the page's own origin, the origin to others.
        OriginWhenCrossOrigin => "origin-when-cross-origin";
        /// The same, except from https to http. What browsers do without the header.
        StrictOriginWhenCrossOrigin => "strict-origin-when-cross-origin";
        /// The whole address, to everyone.
        UnsafeUrl => "unsafe-url";
    }
}

words! {
    /// A word of `<meta name=referrer>` that the header does not know, with the token that means the same.
    pub enum MetaToken: PolicyToken {
        /// Nothing.
        Never => "never", PolicyToken::NoReferrer;
        /// What browsers do by themselves.
        Default => "default", PolicyToken::StrictOriginWhenCrossOrigin;
        /// Everything.
        Always => "always", PolicyToken::UnsafeUrl;
        /// Misspelt, as it was in a draft.
        OriginWhenCrossorigin => "origin-when-crossorigin", PolicyToken::OriginWhenCrossOrigin;
    }
}

impl Default for ReferrerPolicy {
    /// What flask-talisman sends, and what browsers do without the header.
    fn default() -> Self {
        Self {
            tokens: vec![Token::Known(PolicyToken::StrictOriginWhenCrossOrigin)],
        }
    }
}

impl ReferrerPolicy {
    /// The list, in order.
    #[must_use]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The token that today's browsers use: the last of those they know.
    #[must_use]
    pub fn effective(&self) -> Option<PolicyToken> {
        self.tokens.iter().rev().find_map(|token| match token {
            Token::Known(token) => Some(*token),
            Token::Unchecked(_) => None,
        })
    }
}

impl Token {
    /// The token as it is serialized.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Known(token) => token.as_str(),
            Self::Unchecked(text) => text,
        }
    }
}

/// The field value.
impl std::fmt::Display for ReferrerPolicy {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, token) in self.tokens.iter().enumerate() {
            let comma = if index > 0 { ", " } else { "" };
            write!(formatter, "{comma}{}", token.as_str())?;
        }
        Ok(())
    }
}

/// Reads the tokens of the list.
pub fn read(words: &[Word], out: &mut Diagnostics) -> Option<ReferrerPolicy> {
    if words.is_empty() {
        out.report(Place::Whole, Problem::Empty);
        return None;
    }
    let mut found: Vec<(Token, &Word)> = Vec::new();
    for word in words {
        let Some(token) = read_token(word, out) else {
            continue;
        };
        // Of a token that appears twice the last one is the one that counts.
        let same = |(other, _): &(Token, &Word)| other.as_str() == token.as_str();
        if let Some(before) = found.iter().position(same) {
            let (_, first) = found.remove(before);
            let problem = Problem::DuplicateToken {
                word: word.text.clone(),
            };
            out.report_both(word, first, problem);
        }
        found.push((token, word));
    }
    if !out.has_errors() {
        check(&found, out);
    }
    let tokens: Vec<Token> = found.into_iter().map(|(token, _)| token).collect();
    (!tokens.is_empty()).then_some(ReferrerPolicy { tokens })
}

/// What the token that today's browsers use gives away.
fn check(found: &[(Token, &Word)], out: &mut Diagnostics) {
    let effective = found.iter().rev().find_map(|(token, word)| match token {
        Token::Known(token) => Some((*token, *word)),
        Token::Unchecked(_) => None,
    });
    let Some((token, word)) = effective else {
        return;
    };
    match token {
        PolicyToken::UnsafeUrl | PolicyToken::NoReferrerWhenDowngrade => {
            let strict = PolicyToken::StrictOriginWhenCrossOrigin;
            out.report(word, Problem::Weak { token, strict });
        }
        PolicyToken::Origin => {
            let strict = PolicyToken::StrictOrigin;
            out.report(word, Problem::Downgrade { token, strict });
        }
        PolicyToken::OriginWhenCrossOrigin => {
            let strict = PolicyToken::StrictOriginWhenCrossOrigin;
            out.report(word, Problem::Downgrade { token, strict });
        }
        PolicyToken::NoReferrer
        | PolicyToken::SameOrigin
        | PolicyToken::StrictOrigin
        | PolicyToken::StrictOriginWhenCrossOrigin => {}
    }
}

fn read_token(word: &Word, out: &mut Diagnostics) -> Option<Token> {
    let text = || word.text.clone();
    let known = PolicyToken::from_word(&word.text);
    if word.spelling.is_unchecked() {
        if !is_extension_token(&word.text) {
            out.report(word, Problem::NotAToken { word: text() });
            return None;
        }
        if known.is_some() {
            out.report(word, Problem::NeedlessUnchecked { word: text() });
        }
        return Some(Token::Unchecked(text()));
    }
    if let Some(token) = known {
        return Some(Token::Known(token));
    }
    let problem = if let Some(meta) = MetaToken::from_word(&word.text) {
        Problem::MetaToken {
            word: text(),
            write: meta.fact().as_str(),
        }
    } else if let Some(write) = with_commas(&word.text) {
        Problem::MissingComma { write }
    } else {
        let unquoted = word.text.trim_matches(['\'', '"', ';']);
        let same = PolicyToken::from_word(unquoted).map(PolicyToken::as_str);
        Problem::UnknownToken {
            word: text(),
            near: same.or_else(|| nearest(unquoted, PolicyToken::WORDS)),
            unchecked: word.spelling.unchecked(&word.text),
        }
    };
    out.report(word, problem);
    None
}

/// Known tokens with something else than a comma between them.
fn with_commas(text: &str) -> Option<String> {
    let mut tokens = Vec::new();
    for run in text.split(|c: char| c.is_ascii_whitespace() || c == ';') {
        if !run.is_empty() {
            tokens.push(PolicyToken::from_word(run)?.as_str());
        }
    }
    (tokens.len() > 1).then(|| tokens.join(", "))
}

/// extension-token = 1*( ALPHA / "-" )
fn is_extension_token(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphabetic() || byte == b'-')
}

#[cfg(test)]
mod tests;
