//! `words!`: one list makes a closed set of words, with its lookup, its printing and its facts.

/// Declares an enum whose variants are the words of a specification, one row a word.
///
/// `words! { /// docs  pub enum Name { /// docs  Variant => "word", .. } }` gives `ALL`, `WORDS`, `as_str` and `from_word`
/// (ASCII case-insensitive). With `pub enum Name: Fact` each row ends in `, fact-expression` and `fact()`
/// returns it.
macro_rules! words {
    (
        $(#[$meta:meta])*
        pub enum $Name:ident $(: $Fact:ty)? {
            $( $(#[$row:meta])* $Variant:ident => $word:literal $(, $fact:expr)? ; )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        #[non_exhaustive]
        pub enum $Name {
            $( $(#[$row])* $Variant, )*
        }

        impl $Name {
            /// Every word of the table, in its order.
            pub const ALL: &'static [Self] = &[$( Self::$Variant, )*];

            /// Every word as it is serialized, in the same order.
            pub const WORDS: &'static [&'static str] = &[$( $word, )*];

            /// The word as it is serialized.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$Variant => $word, )* }
            }

            /// The entry that `word` names, whatever the case of its ASCII letters.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                let at = $crate::ground::table::position(Self::WORDS, word)?;
                Self::ALL.get(at).copied()
            }

            words! { @fact $($Fact)? { $( $Variant => $($fact)? ; )* } }
        }

        impl std::fmt::Display for $Name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(self.as_str())
            }
        }
    };
    (@fact { $($rest:tt)* }) => {};
    (@fact $Fact:ty { $( $Variant:ident => $fact:expr ; )* }) => {
        /// What the table says of the word.
        #[must_use]
        pub const fn fact(self) -> $Fact {
            match self { $( Self::$Variant => $fact, )* }
        }
    };
}

/// Where `word` is in a table, whatever the case of its ASCII letters. Every table is searched by this one function.
///
/// Macros are built without optimization, where an iterator costs several calls for each word: this calls nothing for most.
pub(crate) fn position(mut words: &[&str], word: &str) -> Option<usize> {
    let mut at = 0;
    while let [known, rest @ ..] = words {
        if known.len() == word.len() && known.eq_ignore_ascii_case(word) {
            return Some(at);
        }
        (words, at) = (rest, at + 1);
    }
    None
}
