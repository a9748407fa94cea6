//! A small model of a serialized policy, apart from the one that is tested: directives between semicolons, words between spaces.

use std::ops::Range;

use crate::dice::Dice;

/// A word of a policy.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    /// The name of its directive, which it may be itself, in small letters.
    pub(crate) directive: String,
    /// The number of its directive.
    pub(crate) number: usize,
    /// Its number in its directive: 0 is the name.
    pub(crate) index: usize,
    /// The word.
    pub(crate) text: String,
    /// Where it is.
    pub(crate) range: Range<usize>,
}

impl Word {
    pub(crate) fn is_name(&self) -> bool {
        self.index == 0
    }

    /// A word of the value of this directive.
    pub(crate) fn is_value_of(&self, directive: &str) -> bool {
        self.directive == directive && !self.is_name()
    }

    /// A source expression, or another word of a directive with a source list.
    pub(crate) fn is_source(&self) -> bool {
        let takes_sources = self.directive.contains("-src")
            || ["base-uri", "form-action", "frame-ancestors"].contains(&&*self.directive);
        takes_sources && !self.is_name()
    }

    /// What is between single quotes.
    pub(crate) fn quoted(&self) -> Option<&str> {
        self.text.strip_prefix('\'')?.strip_suffix('\'')
    }

    /// A keyword of a source list, `'none'` and the placeholder of a nonce included.
    pub(crate) fn is_keyword(&self) -> bool {
        let is_word = |word: &str| word.chars().all(|c| c.is_ascii_alphabetic() || c == '-');
        let is_a_nonce = self.text.to_ascii_lowercase().starts_with("'nonce-");
        self.is_source() && !is_a_nonce && self.quoted().is_some_and(is_word)
    }

    pub(crate) fn is_none(&self) -> bool {
        self.is_source() && self.text.eq_ignore_ascii_case("'none'")
    }

    pub(crate) fn is_hash(&self) -> bool {
        self.is_source() && self.text.starts_with("'sha") && self.text.len() > 40
    }

    pub(crate) fn is_scheme(&self) -> bool {
        self.is_source() && self.text.ends_with(':')
    }

    /// A host source with a dot in its host, with or without scheme, port and path.
    pub(crate) fn is_host(&self) -> bool {
        self.is_source() && self.text.contains('.') && !self.text.starts_with('\'')
    }

    /// A host source that is a host alone.
    pub(crate) fn is_bare_host(&self) -> bool {
        self.is_host() && !self.text.contains([':', '/'])
    }

    /// A host source of `scheme://host`.
    pub(crate) fn is_origin(&self) -> bool {
        let host = self.text.split_once("://").map_or("", |(_, host)| host);
        self.is_host() && !host.is_empty() && !host.contains([':', '/', '*'])
    }
}

/// The words of a policy, in order.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut all = Vec::new();
    for (number, directive) in text.split(';').enumerate() {
        let name = directive.split_ascii_whitespace().next();
        let name = name.unwrap_or_default().to_ascii_lowercase();
        for (index, word) in directive.split_ascii_whitespace().enumerate() {
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            all.push(Word {
                directive: name.clone(),
                number,
                index,
                text: word.to_owned(),
                range: start..start + word.len(),
            });
        }
    }
    all
}

/// The words that are directives' names.
pub(crate) fn names(text: &str) -> Vec<Word> {
    words(text).into_iter().filter(Word::is_name).collect()
}

/// Something else in the place of a semicolon that has a directive on either side.
pub(crate) fn instead_of_semicolon(dice: &mut Dice, text: &str, with: &str) -> Option<String> {
    let is_between = |at: usize| {
        let (before, behind) = (&text[..at], &text[at + 1..]);
        let before = before.rsplit(';').next().unwrap_or_default();
        let behind = behind.split(';').next().unwrap_or_default();
        !before.trim().is_empty() && !behind.trim().is_empty()
    };
    let semicolons: Vec<usize> = text.match_indices(';').map(|(at, _)| at).collect();
    let between: Vec<usize> = semicolons
        .into_iter()
        .filter(|at| is_between(*at))
        .collect();
    let at = *dice.one_of(&between)?;
    Some(replaced(text, at..at + 1, &format!("{with} ")))
}

/// The text with something else in the place of a part of it.
pub(crate) fn replaced(text: &str, range: Range<usize>, with: &str) -> String {
    let mut text = text.to_owned();
    text.replace_range(range, with);
    text
}
