//! Sites to tokens: what a word was written with.

use std::ops::Range;

use proc_macro2::TokenStream;
use talisman_policy::{Excerpt, Place, Site};

/// Where each site is in the program.
#[derive(Debug, Default)]
pub(crate) struct Spans {
    words: Vec<Source>,
    literals: Vec<Text>,
}

/// A string literal that holds a whole field value.
#[derive(Debug)]
struct Text {
    tokens: TokenStream,
    value: String,
}

#[derive(Debug)]
enum Source {
    /// As tokens of its own; a string literal among them may be underlined in part.
    Tokens { tokens: TokenStream, text: String },
    /// As a part of a literal.
    InText { literal: usize, range: Range<usize> },
}

impl Spans {
    /// The site of the next word.
    pub(crate) fn next(&self) -> Site {
        Site(u32::try_from(self.words.len()).unwrap_or(u32::MAX))
    }

    /// Notes a word that was written as tokens of its own.
    pub(crate) fn push(&mut self, tokens: TokenStream, text: &str) -> Site {
        let site = self.next();
        self.words.push(Source::Tokens {
            tokens,
            text: text.to_owned(),
        });
        site
    }

    /// Notes the words of a literal, whose sites count from [`next`](Self::next).
    pub(crate) fn push_text(
        &mut self,
        tokens: TokenStream,
        value: String,
        ranges: Vec<Range<usize>>,
    ) {
        let literal = self.literals.len();
        self.literals.push(Text { tokens, value });
        self.words.extend(
            ranges
                .into_iter()
                .map(|range| Source::InText { literal, range }),
        );
    }

    /// What a place underlines.
    pub(crate) fn find(&self, place: &Place) -> Option<Found> {
        let (site, within) = match place {
            Place::Whole => return None,
            Place::Word(site) => (site, None),
            Place::Within(site, range) => (site, Some(range.start as usize..range.end as usize)),
        };
        Some(match self.words.get(site.0 as usize)? {
            Source::Tokens { tokens, text } => Found {
                tokens: tokens.clone(),
                excerpt: within.map(|range| Excerpt::new(text, range).to_string()),
                literal: None,
            },
            Source::InText { literal, range } => {
                let text = self.literals.get(*literal)?;
                let inside = within.map_or(range.clone(), |within| {
                    range.start + within.start..range.start + within.end
                });
                Found {
                    tokens: text.tokens.clone(),
                    excerpt: Some(Excerpt::new(&text.value, inside).to_string()),
                    literal: Some(*literal),
                }
            }
        })
    }
}

/// The tokens that a place underlines; for a part of a literal, which stable Rust cannot underline, with a drawing of it.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) tokens: TokenStream,
    pub(crate) excerpt: Option<String>,
    /// The literal that holds the place among other words.
    pub(crate) literal: Option<usize>,
}
