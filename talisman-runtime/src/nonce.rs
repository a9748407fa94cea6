//! The nonce: how it is drawn and written. Where it goes is not known here.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
pub(crate) use talisman_core::nonce::LENGTH;

#[expect(clippy::cast_possible_truncation, reason = "22 fits")]
const LENGTH_BYTE: u8 = LENGTH as u8;

/// The greatest length of a nonce that was drawn elsewhere: 256 bits in hexadecimal digits.
const MAX_LENGTH: usize = 64;

/// The nonce of one response: what a page writes into `<script nonce="…">`.
///
/// It comes from [`Applier::nonce`](crate::Applier::nonce) alone, so that the same value stands in the
/// `Content-Security-Policy` of the response. It has 128 bits from the thread's cryptographically secure generator, which
/// the operating system seeds (CSP3, section 7.1, asks for 128 at least), in URL-safe base64 without padding: 22 letters, digits, `-` and `_`, so there is nothing to escape in HTML, in JavaScript or in a field.
///
/// `Debug` does not show the value, and nonces cannot be compared: a nonce that is logged or guessed at is none.
///
/// ```
/// use talisman::{Policy, Scheme};
///
/// fn page(policy: &Policy) -> http::Response<String> {
///     let mut applier = policy.applier(Scheme::Https);
///     let nonce = applier.nonce().map(|nonce| format!(" nonce=\"{nonce}\"")).unwrap_or_default();
///     let mut response = http::Response::new(format!("<script{nonce}>run()</script>"));
///     applier.apply(&mut response);
///     response
/// }
/// ```
///
/// # Deployment caveat
///
/// A nonce is good for one response. A cache that stores the page hands the same nonce to everybody, and an attacker can
/// read it there: [`Applier::apply`](crate::Applier::apply) marks such a response `Cache-Control: private`.
#[derive(Clone, Copy)]
pub struct Nonce {
    characters: [u8; MAX_LENGTH],
    length: u8,
}

impl Nonce {
    pub(crate) fn draw() -> Self {
        // An array would be drawn byte by byte, each of them from four.
        let random = rand::random::<u128>().to_ne_bytes();
        let mut characters = [0; MAX_LENGTH];
        // 16 bytes are 22 characters without padding, so this cannot fail; were it to, what is left is no text that a field
        // or a page takes.
        let _ = URL_SAFE_NO_PAD.encode_slice(random, &mut characters);
        Self {
            characters,
            length: LENGTH_BYTE,
        }
    }

    /// A nonce of these characters, if they are not too many.
    pub(crate) fn copied(text: &[u8]) -> Option<Self> {
        let mut characters = [0; MAX_LENGTH];
        characters.get_mut(..text.len())?.copy_from_slice(text);
        let length = u8::try_from(text.len()).ok()?;
        Some(Self { characters, length })
    }

    /// The characters: 22, unless the nonce was [adopted](crate::Applier::adopt_nonce).
    #[must_use]
    pub fn as_str(&self) -> &str {
        // The alphabet is ASCII; and an empty nonce, were there one, would match nothing.
        std::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.characters
            .get(..usize::from(self.length))
            .unwrap_or_default()
    }
}

impl fmt::Display for Nonce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl AsRef<str> for Nonce {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Debug for Nonce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Nonce(..)")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn nonces_are_22_characters_that_need_no_escape() {
        for _ in 0..1_000 {
            let nonce = Nonce::draw().to_string();
            assert_eq!(nonce.len(), LENGTH);
            assert!(
                nonce
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)),
                "{nonce}"
            );
        }
    }

    #[test]
    fn every_one_of_the_128_bits_is_drawn() {
        let nonces: Vec<Nonce> = (0..400).map(|_| Nonce::draw()).collect();
        let distinct: HashSet<&str> = nonces.iter().map(Nonce::as_str).collect();
        assert_eq!(distinct.len(), nonces.len());
        for place in 0..LENGTH {
            let seen: HashSet<u8> = nonces.iter().map(|nonce| nonce.as_bytes()[place]).collect();
            // The last character has two bits, every other one six.
            let possible = if place == LENGTH - 1 { 4 } else { 64 };
            assert!(
                seen.len() <= possible && seen.len() >= possible / 2,
                "{place}: {}",
                seen.len()
            );
        }
    }

    #[test]
    fn debug_does_not_show_the_value() {
        assert_eq!(format!("{:?}", Nonce::draw()), "Nonce(..)");
    }

    #[test]
    fn display_pads_and_agrees_with_as_str() {
        let nonce = Nonce::draw();
        assert_eq!(format!("{nonce:>24}"), format!("  {}", nonce.as_str()));
        assert_eq!(nonce.as_ref(), nonce.as_str());
    }
}
