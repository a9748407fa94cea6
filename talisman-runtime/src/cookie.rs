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
    /// Whether they get `Partitioned`.
    pub partitioned: bool,
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
    /// Whether a value is one of them, in any case.
    fn is(value: &[u8]) -> bool {
        [&b"Strict"[..], b"Lax", b"None"]
            .iter()
            .any(|known| value.eq_ignore_ascii_case(known))
    }

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
    /// is nothing, and a cookie without `=` has no name. Of several `SameSite` the last one counts, and one that is neither
    /// `Strict` nor `Lax` nor `None` is as none at all, so that what is appended here counts.
    fn hardened(&self, line: &[u8]) -> Option<HeaderValue> {
        let mut words = line.split(|&byte| byte == b';');
        let cookie = words.next()?;
        if !cookie.contains(&b'=')
            || !self
                .names
                .iter()
                .any(|named| named.as_bytes() == attribute(cookie).0)
        {
            return None;
        }
        let (mut secure, mut http_only, mut same_site, mut partitioned) =
            (false, false, false, false);
        for (name, value) in words.map(attribute) {
            if value.len() > LONGEST_VALUE {
                continue;
            }
            secure |= name.eq_ignore_ascii_case(b"Secure");
            http_only |= name.eq_ignore_ascii_case(b"HttpOnly");
            partitioned |= name.eq_ignore_ascii_case(b"Partitioned");
            if name.eq_ignore_ascii_case(b"SameSite") {
                same_site = SameSite::is(value);
            }
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
        if self.partitioned && !partitioned {
            hardened.extend_from_slice(b"; Partitioned");
        }
        if hardened.len() == line.len() {
            return None;
        }
        HeaderValue::try_from(hardened).ok()
    }
}

/// The longest value in bytes of an attribute that a browser does not skip.
const LONGEST_VALUE: usize = 1024;

/// What is before `=`, or all, and what follows; without white space around them.
fn attribute(word: &[u8]) -> (&[u8], &[u8]) {
    let mut parts = word.splitn(2, |&byte| byte == b'=').map(<[u8]>::trim_ascii);
    (
        parts.next().unwrap_or_default(),
        parts.next().unwrap_or_default(),
    )
}

#[cfg(test)]
mod tests;
