//! The nonce: how it is drawn and written. Where it goes is not known here.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::TryRng;
use rand::rngs::SysRng;
pub(crate) use talisman_core::nonce::LENGTH;

#[expect(clippy::cast_possible_truncation, reason = "22 fits")]
const LENGTH_BYTE: u8 = LENGTH as u8;

/// The greatest length of a nonce that was drawn elsewhere: 256 bits in hexadecimal digits.
const MAX_LENGTH: usize = 64;

/// The nonce of one response: what a page writes into `<script nonce="…">`.
///
/// It comes from [`Applier::nonce`](crate::Applier::nonce) alone, so that the same value is in the
/// `Content-Security-Policy` of the response. It has 128 bits that the operating system drew for it (CSP3, section 7.1, asks
/// for 128 at least), in URL-safe base64 without padding: 22 letters, digits, `-` and `_`, so there is nothing to escape in
/// HTML, in JavaScript or in a field. No state is kept between two nonces, so none comes twice after a `fork` or in two copies
/// of a virtual machine.
///
/// # Without randomness
///
/// Where the operating system has no randomness to give (`getrandom` is forbidden by a sandbox, say, and `/dev/urandom` is
/// missing), the nonce is [empty](Self::is_empty), and the response goes out with the policy as it is without a nonce: the
/// page's inline scripts do not run, and nothing can be guessed. Nothing panics.
///
/// `Debug` does not show the value, and nonces cannot be compared: a nonce that is logged or guessed protects nothing.
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
/// A nonce is good for one response. A cache that stores the page hands the same nonce to everyone, and an attacker can
/// read it there: [`Applier::apply`](crate::Applier::apply) marks such a response `Cache-Control: private`.
#[derive(Clone, Copy)]
pub struct Nonce {
    characters: [u8; MAX_LENGTH],
    length: u8,
}

impl Nonce {
    /// What there is in the place of a nonce where there is no randomness. No source expression matches it (CSP3,
    /// section 6.7.2.3).
    const EMPTY: Self = Self {
        characters: [0; MAX_LENGTH],
        length: 0,
    };

    #[cfg(test)]
    pub(crate) const fn failed() -> Self {
        Self::EMPTY
    }

    pub(crate) fn draw() -> Self {
        Self::from_source(|bytes| SysRng.try_fill_bytes(bytes))
    }

    fn from_source<E>(fill: impl FnOnce(&mut [u8]) -> Result<(), E>) -> Self {
        let mut random = [0; 16];
        let mut nonce = Self::EMPTY;
        // 16 bytes are 22 characters without padding, so writing them cannot fail; were it to, there is no nonce either.
        if fill(&mut random).is_ok()
            && URL_SAFE_NO_PAD.encode_slice(random, &mut nonce.characters) == Ok(LENGTH)
        {
            nonce.length = LENGTH_BYTE;
        }
        nonce
    }

    /// A nonce of these characters, if they are not too many.
    pub(crate) fn copied(text: &[u8]) -> Option<Self> {
        let mut characters = [0; MAX_LENGTH];
        characters.get_mut(..text.len())?.copy_from_slice(text);
        let length = u8::try_from(text.len()).ok()?;
        Some(Self { characters, length })
    }

    /// Whether the operating system had no randomness to give, so that no script runs by this nonce: something to log.
    ///
    /// [`Applier::nonce`](crate::Applier::nonce) gives no empty nonce;
    /// [`NoncePolicy::applier`](crate::NoncePolicy::applier) does.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The characters: 22, unless the nonce was [adopted](crate::Applier::adopt_nonce) or is [empty](Self::is_empty).
    #[must_use]
    pub fn as_str(&self) -> &str {
        // The alphabet is ASCII.
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
    fn without_randomness_the_nonce_is_empty_whatever_was_drawn_before_the_failure() {
        let failed = Nonce::from_source(|random| {
            random.fill(0xab);
            Err(())
        });
        assert!(failed.is_empty());
        assert_eq!(failed.as_str(), "");
        assert_eq!(failed.to_string(), "");
        let drawn = Nonce::from_source(|_| Ok::<(), ()>(()));
        assert!(!drawn.is_empty());
        assert_eq!(drawn.as_str(), "A".repeat(LENGTH));
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
