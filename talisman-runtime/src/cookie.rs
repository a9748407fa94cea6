//! Attributes that session cookies get where the handler left them out. No other byte of a cookie changes.

use http::header::SET_COOKIE;
use http::{HeaderMap, HeaderValue};

/// The session cookies of a policy, and the attributes that they get.
#[derive(Clone, Copy, Debug)]
pub struct SessionCookies {
    /// The names; case counts.
    pub names: &'static [&'static str],
    /// Whether they get `Secure`.
    pub secure: bool,
    /// Whether they get `HttpOnly`.
    pub http_only: bool,
    /// The `SameSite` that they get.
    pub same_site: Option<SameSite>,
}

/// The values of `SameSite`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SameSite {
    /// Sent with requests from the same site alone.
    Strict,
    /// Sent also when a link is followed from elsewhere.
    Lax,
    /// Sent always.
    None,
}

impl SameSite {
    const fn attribute(self) -> &'static [u8] {
        match self {
            Self::Strict => b"; SameSite=Strict",
            Self::Lax => b"; SameSite=Lax",
            Self::None => b"; SameSite=None",
        }
    }
}

impl SessionCookies {
    /// Adds the attributes to every line that sets one of the cookies.
    pub(crate) fn harden(&self, headers: &mut HeaderMap) {
        if !headers.contains_key(SET_COOKIE) {
            return;
        }
        // Not by its entry, which a full map refuses.
        for (_, line) in headers.iter_mut().filter(|(name, _)| **name == SET_COOKIE) {
            if let Some(mut hardened) = self.hardened(line.as_bytes()) {
                hardened.set_sensitive(line.is_sensitive());
                *line = hardened;
            }
        }
    }

    /// The line with the attributes that it lacks, if it sets one of the cookies and lacks any.
    ///
    /// Read as browsers do (RFC 6265bis, section 5.6): up to the first `;` it is name and value, white space around a name
    /// is nothing, and a cookie without `=` has no name.
    fn hardened(&self, line: &[u8]) -> Option<HeaderValue> {
        let mut words = line.split(|&byte| byte == b';');
        let cookie = words.next()?;
        if !cookie.contains(&b'=')
            || !self
                .names
                .iter()
                .any(|named| named.as_bytes() == name(cookie))
        {
            return None;
        }
        let (mut secure, mut http_only, mut same_site) = (false, false, false);
        for attribute in words.map(name) {
            secure |= attribute.eq_ignore_ascii_case(b"Secure");
            http_only |= attribute.eq_ignore_ascii_case(b"HttpOnly");
            same_site |= attribute.eq_ignore_ascii_case(b"SameSite");
        }
        let mut hardened = line.to_vec();
        if self.secure && !secure {
            hardened.extend_from_slice(b"; Secure");
        }
        if self.http_only && !http_only {
            hardened.extend_from_slice(b"; HttpOnly");
        }
        if let (Some(wanted), false) = (self.same_site, same_site) {
            hardened.extend_from_slice(wanted.attribute());
        }
        if hardened.len() == line.len() {
            return None;
        }
        HeaderValue::try_from(hardened).ok()
    }
}

/// What stands before `=`, or all.
fn name(word: &[u8]) -> &[u8] {
    word.split(|&byte| byte == b'=')
        .next()
        .unwrap_or_default()
        .trim_ascii()
}

#[cfg(test)]
mod tests;
