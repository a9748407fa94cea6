//! Nonces that something else drew: what a text must be to become one.

use std::error::Error;
use std::fmt;

use crate::nonce::{self, Nonce};

impl Nonce {
    /// Reads a nonce that was drawn elsewhere: `base64-value` (CSP3, section 2.3.1), 22 to 64 characters.
    pub(crate) fn adopted(text: &str) -> Result<Self, AdoptError> {
        let value = text.trim_end_matches('=');
        let padding = text.len() - value.len();
        let is_base64 =
            |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_');
        if padding > 2 || !value.bytes().all(is_base64) {
            Err(AdoptError::Alphabet)
        } else if value.starts_with("nonce-") {
            Err(AdoptError::Prefix)
        } else if value.len() < nonce::LENGTH {
            Err(AdoptError::TooShort)
        } else {
            Self::copied(text.as_bytes()).ok_or(AdoptError::TooLong)
        }
    }
}

/// Why a text was not adopted as the nonce of a response; see [`Applier::adopt_nonce`](crate::Applier::adopt_nonce).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum AdoptError {
    /// No field of the policy has a nonce slot.
    NoSlot,
    /// The response has another nonce already.
    HasNonce,
    /// The head of the response has gone out.
    Sent,
    /// There is a character that no nonce may have, or more than two `=` at the end.
    Alphabet,
    /// The text begins with `nonce-`, which belongs to the source expression and not to the nonce.
    Prefix,
    /// There are fewer than 22 characters, so fewer than 128 bits.
    TooShort,
    /// There are more than 64 characters.
    TooLong,
}

impl fmt::Display for AdoptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoSlot => "the policy has no nonce slot: write `nonce` into its script-src or style-src",
            Self::HasNonce => "the response has another nonce already: adopt one before any code asks for it",
            Self::Sent => "the head of the response has gone out: adopt the nonce before the handler returns",
            Self::Alphabet => "a nonce is base64: ASCII letters, digits, `+`, `/`, `-`, `_`, and at most two `=` at its end",
            Self::Prefix => "pass the nonce alone, without `nonce-`",
            Self::TooShort => "a nonce has at least 128 random bits, which are 22 characters of base64",
            Self::TooLong => "a nonce has at most 64 characters",
        })
    }
}

impl Error for AdoptError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_of_either_alphabet_is_adopted_as_it_is() {
        for text in [
            "AbCdEfGhIjKlMnOpQrStUv",
            "+/-_9bCdEfGhIjKlMnOpQr",
            "AbCdEfGhIjKlMnOpQrStUv==",
            "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        ] {
            assert_eq!(Nonce::adopted(text).unwrap().as_str(), text);
        }
    }

    #[test]
    fn everything_else_says_why() {
        let long = "a".repeat(65);
        for (text, error) in [
            ("", AdoptError::TooShort),
            ("AbCdEfGhIjKlMnOpQrStU", AdoptError::TooShort),
            ("AbCdEfGhIjKlMnOpQrSt==", AdoptError::TooShort),
            ("AbCdEfGhIjKlMnOpQrStUv===", AdoptError::Alphabet),
            ("AbCdEfGhIjKl=nOpQrStUv", AdoptError::Alphabet),
            ("AbCdEfGhIjKlMnOpQrStUv\n", AdoptError::Alphabet),
            ("AbCdEfGhIjKlMnOpQrStUv'", AdoptError::Alphabet),
            ("AbCdEfGhIjKlMnOpQrStUv; script-src *", AdoptError::Alphabet),
            ("AbCdEfGhIjKlMnOpQrStUv,", AdoptError::Alphabet),
            ("AbCdEfGhIjKlMnOpQrStU\u{fc}", AdoptError::Alphabet),
            ("'nonce-AbCdEfGhIjKlMnOpQrStUv'", AdoptError::Alphabet),
            ("nonce-AbCdEfGhIjKlMnOpQrStUv", AdoptError::Prefix),
            (&long, AdoptError::TooLong),
        ] {
            assert_eq!(Nonce::adopted(text).unwrap_err(), error, "{text:?}");
        }
    }
}
