//! What Cross-Origin-Opener-Policy, Cross-Origin-Embedder-Policy and Document-Isolation-Policy have in common: the field is
//! one token, and an endpoint for reports may follow it. Which tokens there are is each header's own.

mod problem;
mod report_to;

pub use crate::ground::browser_support::BrowserSupport;
use crate::ground::names::Names;
pub(crate) use problem::{ItemProblem, token_item_problems};

use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::suggest::{alternatives, intended};
use crate::ground::table::position;
use crate::ground::word::{Item, Spelling, Word};
use crate::headers::csp::Disposition;
use crate::headers::endpoint::{self, ReportsTo};
use crate::headers::isolation_values::owners;
use crate::problem::Problem as AnyProblem;
use crate::text::{Syntax, SyntaxError, is_sf_token};

/// Declares the reader of one of the headers: its values, the one that browsers read in the place of what they cannot read, and
/// the problem of a value that not all of them know, where there is one.
macro_rules! token_item_reader {
    ($Value:ident, absent: $absent:ident $(, partly_supported: $Partly:ident)?) => {
        const GRAMMAR: $crate::headers::token_item::Grammar = $crate::headers::token_item::Grammar {
            words: $Value::WORDS,
            absent: $Value::$absent.as_str(),
        };

        /// Reads the policy; a text may hold none.
        pub fn read(
            item: Option<&$crate::ground::word::Item>,
            disposition: $crate::headers::csp::Disposition,
            out: &mut $crate::ground::diagnostic::Diagnostics,
        ) -> Option<$crate::headers::token_item::TokenItem<$Value>> {
            let read = $crate::headers::token_item::read::<_, Problem>;
            let policy = read(&GRAMMAR, $Value::from_word, item, disposition, out)?;
            $(
                let problem = |word, missing| Problem::$Partly { word, missing };
                let report = $crate::headers::token_item::report_support;
                report(&policy, item, $Value::fact, problem, out);
            )?
            Some(policy)
        }

        /// Says what keeps browsers from reading the policy at all.
        pub fn report_syntax(
            errors: &[$crate::text::SyntaxError],
            out: &mut $crate::ground::diagnostic::Diagnostics,
        ) {
            $crate::headers::token_item::report_syntax::<Problem>(&GRAMMAR, errors, out);
        }
    };
}
pub(crate) use token_item_reader;

/// A token, and where reports about it go.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TokenItem<T> {
    token: Token<T>,
    report_to: Option<String>,
}

/// A token as it is in the field.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Token<T> {
    /// One of the table.
    Known(T),
    /// Another one, sent as it is.
    Unchecked(String),
}

impl<T: Copy> TokenItem<T> {
    /// The token, be it of the table or not.
    #[must_use]
    pub const fn token(&self) -> &Token<T> {
        &self.token
    }

    /// The token, if it is one of the table.
    #[must_use]
    pub const fn known(&self) -> Option<T> {
        match &self.token {
            Token::Known(token) => Some(*token),
            Token::Unchecked(_) => None,
        }
    }

    /// The endpoint of the reports, as Reporting-Endpoints has to name it.
    #[must_use]
    pub fn report_to(&self) -> Option<&str> {
        self.report_to.as_deref()
    }
}

/// The field value.
impl<T: std::fmt::Display> std::fmt::Display for TokenItem<T> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.token {
            Token::Known(token) => token.fmt(formatter)?,
            Token::Unchecked(text) => formatter.write_str(text)?,
        }
        // An endpoint name is a key, which has nothing that a string would have to escape.
        self.report_to
            .iter()
            .try_for_each(|endpoint| write!(formatter, "; report-to=\"{endpoint}\""))
    }
}

/// The endpoint that reports go to.
pub(crate) fn endpoints<T: Copy>(policy: &TokenItem<T>) -> Vec<ReportsTo> {
    endpoint::unsited(policy.report_to()).into_iter().collect()
}

/// What one header says of its tokens.
pub(crate) struct Grammar {
    /// All of them.
    pub(crate) words: &'static [&'static str],
    /// The one that stands for what a browser does without the header.
    pub(crate) absent: &'static str,
}

impl Grammar {
    /// The token that `word` names, whatever the case of its letters.
    fn named(&self, word: &str) -> Option<&'static str> {
        let at = position(self.words, word)?;
        self.words.get(at).copied()
    }

    /// The tokens that do something, to follow "write".
    fn choices(&self) -> String {
        let mut words = self.words.to_vec();
        words.retain(|word| *word != self.absent);
        alternatives(&words)
    }

    /// What to write instead of something that is not an item.
    fn remedy(&self, syntax: &Syntax) -> String {
        match syntax {
            Syntax::SingleQuotes | Syntax::NoItem { .. } | Syntax::Item { .. } => format!(
                "write {} without quotes, and an endpoint after report-to in double quotes",
                self.choices()
            ),
            _ => syntax.help().to_owned(),
        }
    }
}

/// Reports a problem as its header's own.
type Report<'a> = dyn FnMut(Place, ItemProblem) + 'a;

/// Reads the item of a field; in a text there may be none.
pub(crate) fn read<T, P>(
    grammar: &Grammar,
    from_word: fn(&str) -> Option<T>,
    item: Option<&Item>,
    disposition: Disposition,
    out: &mut Diagnostics,
) -> Option<TokenItem<T>>
where
    P: From<ItemProblem> + Into<AnyProblem>,
{
    let mut report = |place: Place, error: ItemProblem| out.report(place, P::from(error));
    let TokenItem { token, report_to } = read_item(grammar, item, disposition, &mut report)?;
    let token = match token {
        Token::Known(word) => Token::Known(from_word(word)?),
        Token::Unchecked(text) => Token::Unchecked(text),
    };
    Some(TokenItem { token, report_to })
}

/// What is the same for every header: the token is one of its words.
fn read_item(
    grammar: &Grammar,
    item: Option<&Item>,
    disposition: Disposition,
    report: &mut Report<'_>,
) -> Option<TokenItem<&'static str>> {
    let Some(item) = item else {
        let write = grammar.choices();
        report(Place::Whole, ItemProblem::Empty { write });
        return None;
    };
    let token = read_token(grammar, item, report);
    let report_to = report_to::read(item, report);
    let token = token?;
    if token == Token::Known(grammar.absent) {
        let error = ItemProblem::NoEffect {
            word: item.value.text.clone(),
            write: grammar.choices(),
            disposition,
        };
        report(Place::from(&item.value), error);
    } else if disposition == Disposition::Report && !report_to::is_written(item) {
        let write = format!("{}; {}", item.value.text, report_to::example(item));
        report(Place::from(&item.value), ItemProblem::NoReceiver { write });
    }
    Some(TokenItem { token, report_to })
}

/// Tells of a token that not every browser knows, and of those that do not, in the words of its header.
pub(crate) fn report_support<T: Copy, P: Into<AnyProblem>>(
    policy: &TokenItem<T>,
    item: Option<&Item>,
    support: fn(T) -> BrowserSupport,
    partly_supported: impl FnOnce(T, Names) -> P,
    out: &mut Diagnostics,
) {
    let missing = |token| Some((token, support(token).missing()?));
    if let (Some(item), Some((token, browsers))) = (item, policy.known().and_then(missing)) {
        out.report(&item.value, partly_supported(token, browsers));
    }
}

/// Says what keeps browsers from reading the field at all.
pub(crate) fn report_syntax<P>(grammar: &Grammar, errors: &[SyntaxError], out: &mut Diagnostics)
where
    P: From<ItemProblem> + Into<AnyProblem>,
{
    for error in errors {
        let what = error.syntax.summary();
        let write = grammar.remedy(&error.syntax);
        let problem = P::from(ItemProblem::Syntax { what, write });
        out.report(error.place.clone(), problem);
    }
}

fn read_token(
    grammar: &Grammar,
    item: &Item,
    report: &mut Report<'_>,
) -> Option<Token<&'static str>> {
    let value = &item.value;
    let named = grammar.named(&value.text);
    let text = || value.text.clone();
    if value.spelling.is_unchecked() {
        if !is_sf_token(&value.text) {
            report(value.into(), ItemProblem::NotAToken { word: text() });
            return None;
        }
        if named.is_some_and(|written| written == value.text) {
            report(
                value.into(),
                ItemProblem::NeedlessUnchecked { word: text() },
            );
        }
        return Some(Token::Unchecked(text()));
    }
    let error = match named {
        Some(write) if write != value.text => ItemProblem::ValueCase {
            word: text(),
            write,
        },
        Some(write) if value.spelling == Spelling::Literal && is_in_text(item) => {
            ItemProblem::QuotedValue { write }
        }
        Some(token) => return Some(Token::Known(token)),
        None => unknown(grammar, value),
    };
    report(value.into(), error);
    None
}

fn unknown(grammar: &Grammar, value: &Word) -> ItemProblem {
    let word = value.text.clone();
    let near = intended(&word, grammar.words);
    let owners = owners(&word);
    let write = match (near, &owners) {
        (Some(near), _) => near.to_owned(),
        (None, Some(_)) => grammar.choices(),
        (None, None) => format!(
            "{}; or, for a value newer than this version of talisman, {}",
            grammar.choices(),
            value.spelling.unchecked(&word)
        ),
    };
    match owners {
        Some(owners) => ItemProblem::ValueOfAnother {
            word,
            owners,
            write,
        },
        None => ItemProblem::UnknownValue {
            word,
            write,
            near: near.is_some(),
        },
    }
}

/// Whether the item is in a text, where a string is a string: among Rust tokens every word may be in quotes.
///
/// A string alone is a text, and a text's parameters are spelled as in one.
fn is_in_text(item: &Item) -> bool {
    let first = item.parameters.first();
    first.is_none_or(|(name, _)| !name.spelling.is_of_tokens())
}

#[cfg(test)]
mod tests;
