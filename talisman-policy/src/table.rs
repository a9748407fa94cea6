//! `words!`: one list makes a closed set of words, with its lookup, its printing and its facts.

/// Declares an enum whose variants are the words of a specification, one row a word.
///
/// `words! { /// docs  pub enum Name { /// docs  Variant => "word", .. } }` gives `ALL`, `words`, `listed`, `as_str`
/// and `from_word` (ASCII case-insensitive). With `pub enum Name: Fact` each row ends in `, fact-expression` and `fact()`
/// returns it.
macro_rules! words {
    (
        $(#[$meta:meta])*
        pub enum $Name:ident $(: $Fact:ty)? {
            $( $(#[$row:meta])* $Variant:ident => $word:literal $(, $fact:expr)? ; )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
        #[non_exhaustive]
        pub enum $Name {
            $( $(#[$row])* $Variant, )*
        }

        impl $Name {
            /// Every word of the table, in its order.
            pub const ALL: &'static [Self] = &[$( Self::$Variant, )*];

            /// Every word as it is serialized.
            pub fn words() -> impl Iterator<Item = &'static str> + Clone {
                Self::ALL.iter().map(|entry| entry.as_str())
            }

            /// Every word, to stand in a sentence: `a, b, c`.
            #[must_use]
            pub fn listed() -> String {
                Self::words().collect::<Vec<_>>().join(", ")
            }

            /// The word as it is serialized.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$Variant => $word, )* }
            }

            /// The entry that `word` names, whatever the case of its ASCII letters.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|entry| entry.as_str().eq_ignore_ascii_case(word))
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
