//! What a library needs of the policy of a page that uses it.

use std::fmt;

use talisman_core::encoded::{Directive, Encoded, serialize};

/// The sources that a library's widget needs, for the policy of a program that uses it: what `csp_fragment!` makes.
///
/// It is checked while the library compiles, and holds hosts, hashes and the place of the nonce alone. `Display` is its text.
#[derive(Clone, Copy, Debug)]
pub struct Fragment {
    // Public, because a constant is written as a literal.
    #[doc(hidden)]
    pub encoded: Encoded,
}

impl Fragment {
    pub(crate) fn directives(&self) -> Vec<Directive<&'static str>> {
        let mut directives = Vec::new();
        let mut words = self.encoded.words();
        while let Some(word) = words.next() {
            if word.kind.is_operator() {
                let mut directive = Directive::named(word.text());
                while let Some(value) = words.next_value() {
                    directive.words.push((value.kind, value.text()));
                }
                directives.push(directive);
            }
        }
        directives
    }
}

impl fmt::Display for Fragment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serialize(&self.directives(), ' ').0)
    }
}

#[cfg(all(test, feature = "text"))]
mod tests;
