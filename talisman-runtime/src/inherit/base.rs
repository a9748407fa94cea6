//! What a derived policy takes over from the constant that it names.

use talisman_core::encoded::Encoded;

use crate::field::Parts;

/// What a derived policy takes over.
#[derive(Clone, Copy, Debug)]
pub struct Base {
    /// Its fields.
    pub encoded: Encoded,
    /// What else it decides.
    pub parts: &'static Parts,
}

impl Base {
    /// Nothing.
    pub const EMPTY: Self = Self {
        encoded: Encoded::EMPTY,
        parts: Parts::NONE,
    };

    /// The same with other parts, refused if the constant is that the policy has its directives from.
    #[must_use]
    pub const fn beside(&self, constant: &Self, parts: &'static Parts) -> Self {
        Self {
            encoded: self.encoded.beside(&constant.encoded),
            parts,
        }
    }
}
