//! Referrer-Policy: its tokens, and the list of them in which the last known one wins.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostics, Place};
use crate::field::Field;
use crate::suggest::nearest;
use crate::word::{Spelling, Word};

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
        /// The whole address, to everybody.
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
        /// Misspelt, as it stood in a draft.
        OriginWhenCrossorigin => "origin-when-crossorigin", PolicyToken::OriginWhenCrossOrigin;
    }
}

problems! {
    /// What can be wrong with a Referrer-Policy.
    pub enum Problem {
        /// There is no token.
        Empty => Error "referrer-policy-empty", "Referrer Policy section 4.1, delivery via header" {
            summary: "the policy is empty: a browser ignores it and uses its own, strict-origin-when-cross-origin";
            help: "write a token, such as no-referrer, or leave the header out";
        }

        /// No policy has this name.
        UnknownToken { word: String, write: String } => Error "referrer-policy-unknown-token", "Referrer Policy section 3, referrer policies" {
            summary: format!("`{word}` is not a referrer policy: a browser skips it, and uses its own policy if nothing else stands there");
            help: write.clone();
        }

        /// A word that only the meta element knows.
        MetaToken { word: String, write: &'static str } => Error "referrer-policy-meta-token", "HTML section 4.2.5.1, meta name referrer" {
            summary: format!("`{word}` means something in <meta name=referrer> alone: in the header a browser skips it");
            help: format!("write {write}");
            instead: *write;
        }

        /// Two tokens without a comma between them.
        MissingComma { write: String } => Error "referrer-policy-missing-comma", "Referrer Policy section 4.1, delivery via header" {
            summary: "there is no comma between two tokens: a browser skips both";
            help: format!("write {write}");
            instead: write.clone();
        }

        /// A token that stands twice.
        DuplicateToken { word: String } => Warning "referrer-policy-duplicate-token", "Referrer Policy section 8.1, parse a referrer policy" {
            summary: format!("`{word}` stands here a second time: a browser uses the last token that it knows, and none of the others");
            help: "write it once, at the end if it is the one you mean";
        }

        /// unchecked around something known.
        NeedlessUnchecked { word: String } => Warning "referrer-policy-needless-unchecked", "Referrer Policy section 3, referrer policies" {
            summary: format!("`{word}` is known, and unchecked keeps it from being checked");
            help: format!("write {word}");
            instead: word.clone();
        }

        /// Something that no token can be.
        NotAToken { word: String } => Error "referrer-policy-not-a-token", "Referrer Policy section 4.1, extension-token" {
            summary: format!("`{word}` cannot be a referrer policy, known or not");
            help: "a token has letters and hyphens";
        }
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

    /// The field that carries it.
    #[must_use]
    pub fn field(&self) -> Field {
        Field::fixed("referrer-policy", &self.to_string())
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
    let mut sites = HashMap::new();
    for word in words {
        let Some(token) = read_token(word, out) else {
            continue;
        };
        if let Some(first) = sites.insert(token.as_str().to_owned(), word.site) {
            out.report_both(
                word,
                first,
                Problem::DuplicateToken {
                    word: word.text.clone(),
                },
            );
        }
        found.push((token, word));
    }
    // Of a token that stands twice the last one is the one that counts.
    found.retain(|(token, word)| sites.get(token.as_str()) == Some(&word.site));
    let tokens: Vec<Token> = found.into_iter().map(|(token, _)| token).collect();
    (!tokens.is_empty()).then_some(ReferrerPolicy { tokens })
}

fn read_token(word: &Word, out: &mut Diagnostics) -> Option<Token> {
    let text = || word.text.clone();
    let known = PolicyToken::from_word(&word.text);
    if word.spelling == Spelling::Unchecked {
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
        let all = || PolicyToken::ALL.iter().map(|token| token.as_str());
        let unquoted = word.text.trim_matches(['\'', '"', ';']);
        let near = all()
            .find(|token| token.eq_ignore_ascii_case(unquoted))
            .or_else(|| nearest(unquoted, all()));
        let write = near.map_or_else(
            || {
                let unchecked = word.spelling.unchecked(&word.text);
                format!(
                    "one of {}; or, for a token newer than this version of talisman, {unchecked}",
                    all().collect::<Vec<_>>().join(", ")
                )
            },
            |near| format!("write {near}"),
        );
        Problem::UnknownToken {
            word: text(),
            write,
        }
    };
    out.report(word, problem);
    None
}

/// Known tokens with something else than a comma between them.
fn with_commas(text: &str) -> Option<String> {
    let tokens: Option<Vec<&str>> = text
        .split(|c: char| c.is_ascii_whitespace() || c == ';')
        .filter(|run| !run.is_empty())
        .map(|run| PolicyToken::from_word(run).map(PolicyToken::as_str))
        .collect();
    tokens
        .filter(|tokens| tokens.len() > 1)
        .map(|tokens| tokens.join(", "))
}

/// extension-token = 1*( ALPHA / "-" )
fn is_extension_token(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphabetic() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::{PolicyToken, read};
    use crate::diagnostic::Diagnostics;
    use crate::text::split_list;
    use crate::word::Site;

    #[track_caller]
    fn checked(text: &str) -> (Option<String>, Vec<&'static str>) {
        let mut out = Diagnostics::new();
        let policy = read(&split_list(text, Site(0)).words, &mut out);
        let codes = out
            .iter()
            .map(|diagnostic| diagnostic.problem.explain().code)
            .collect();
        (policy.map(|policy| policy.to_string()), codes)
    }

    #[test]
    fn every_token_of_the_table_is_read() {
        for token in PolicyToken::ALL {
            assert_eq!(
                checked(&token.as_str().to_uppercase()),
                (Some(token.to_string()), vec![])
            );
        }
    }

    #[test]
    fn the_last_known_token_is_the_effective_one() {
        let mut out = Diagnostics::new();
        let text = "no-referrer, strict-origin, unchecked(stricter-origin)";
        let policy = read(&split_list(text, Site(0)).words, &mut out).unwrap();
        assert!(out.is_empty());
        assert_eq!(policy.effective(), Some(PolicyToken::StrictOrigin));
        assert_eq!(
            policy.to_string(),
            "no-referrer, strict-origin, stricter-origin"
        );
    }

    #[test]
    fn mistakes_have_their_codes() {
        for (text, code) in [
            ("", "referrer-policy-empty"),
            (" , ", "referrer-policy-empty"),
            ("no-referer", "referrer-policy-unknown-token"),
            ("'no-referrer'", "referrer-policy-unknown-token"),
            ("None", "referrer-policy-unknown-token"),
            ("never", "referrer-policy-meta-token"),
            ("no-referrer origin", "referrer-policy-missing-comma"),
            ("origin; no-referrer", "referrer-policy-missing-comma"),
            ("unchecked(a b)", "referrer-policy-not-a-token"),
            ("unchecked(origin)", "referrer-policy-needless-unchecked"),
            (
                "origin, no-referrer, origin",
                "referrer-policy-duplicate-token",
            ),
        ] {
            assert_eq!(checked(text).1, [code], "{text}");
        }
        assert_eq!(
            checked("origin, no-referrer, origin").0.unwrap(),
            "no-referrer, origin"
        );
    }
}
