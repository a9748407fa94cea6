//! The scheme of a request, as the proxies in front state it.

use http::header::FORWARDED;
use http::{HeaderMap, HeaderName, HeaderValue};

use crate::scheme::Scheme;

const X_FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

/// The proxies in front of a server that may say whether a request came over https.
///
/// A proxy that ends TLS appends the scheme it was called with to a field: `X-Forwarded-Proto`, or `Forwarded`
/// ([RFC 7239](https://www.rfc-editor.org/rfc/rfc7239)). Anybody can send such a field, so only what the trusted proxies
/// appended counts: with `hops` of them, the value at that place from the end, which the outermost one wrote. Lines are
/// read as one list. Too few values, an empty, malformed or unknown one, or anything but `https` is [`Scheme::Http`].
///
/// With 0 hops no proxy is trusted, and every request came over http.
///
/// ```
/// use http::HeaderMap;
/// use talisman::{Scheme, TrustedProxies};
///
/// const PROXIES: TrustedProxies = TrustedProxies::x_forwarded_proto(1);
///
/// let mut headers = HeaderMap::new();
/// headers.insert("x-forwarded-proto", "https".parse()?);
/// assert_eq!(PROXIES.scheme(&headers), Scheme::Https);
///
/// // The client claims https, the proxy knows better.
/// headers.insert("x-forwarded-proto", "https, http".parse()?);
/// assert_eq!(PROXIES.scheme(&headers), Scheme::Http);
/// # Ok::<(), http::header::InvalidHeaderValue>(())
/// ```
///
/// # Deployment caveat
///
/// - Every request must pass these proxies: who reaches the server past them can write the field at will. Let the server
///   listen where only they can connect.
/// - `hops` counts the proxies that *append* to the field. Several proxies of which only the outermost sets it, or which
///   pass on what they get, count as one; one that replaces what it got hides those before it. Counting too few reads an
///   inner hop, which as a rule says http, and redirects forever; counting too many reads what the client wrote.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TrustedProxies {
    field: Field,
    hops: u8,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Field {
    XForwardedProto,
    Forwarded,
}

impl TrustedProxies {
    /// Trusts this many proxies that append to `X-Forwarded-Proto`.
    #[must_use]
    pub const fn x_forwarded_proto(hops: u8) -> Self {
        Self {
            field: Field::XForwardedProto,
            hops,
        }
    }

    /// Trusts this many proxies that append to `Forwarded` (RFC 7239), whose `proto` is read.
    #[must_use]
    pub const fn forwarded(hops: u8) -> Self {
        Self {
            field: Field::Forwarded,
            hops,
        }
    }

    /// The scheme that the outermost trusted proxy was called with.
    #[must_use]
    pub fn scheme(&self, headers: &HeaderMap) -> Scheme {
        self.forwarded_scheme(headers).unwrap_or(Scheme::Http)
    }

    /// [`scheme`](Self::scheme) of a request that passed a proxy, and `None` for one that came past them: it does not have
    /// the field at all.
    ///
    /// Who asks a server behind a proxy without it is a health check, or a browser on the developer's own machine. Neither
    /// can be led to https, which is not spoken there:
    ///
    /// ```
    /// use http::{Request, Response};
    /// use talisman::{Policy, Scheme, TrustedProxies};
    ///
    /// const PROXY: TrustedProxies = TrustedProxies::x_forwarded_proto(1);
    ///
    /// fn serve(policy: &Policy, request: &Request<()>) -> Response<String> {
    ///     let stated = PROXY.forwarded_scheme(request.headers());
    ///     let redirect = stated.and_then(|scheme| policy.redirect_to_https(scheme, request, &[]));
    ///     let mut response = redirect.unwrap_or_default().map(|()| String::new());
    ///     policy.applier(stated.unwrap_or(Scheme::Http)).apply(&mut response);
    ///     response
    /// }
    /// ```
    ///
    /// With 0 hops no field says anything, and the answer is always [`Scheme::Http`].
    ///
    /// # Deployment caveat
    ///
    /// A proxy that forgets the field looks like no proxy, and everyone after it is served over http. Where nobody has to
    /// come past the proxies, take [`scheme`](Self::scheme), which redirects them.
    #[must_use]
    pub fn forwarded_scheme(&self, headers: &HeaderMap) -> Option<Scheme> {
        let (name, read): (_, fn(&[u8]) -> _) = match self.field {
            Field::XForwardedProto => (X_FORWARDED_PROTO, protos),
            Field::Forwarded => (FORWARDED, forwarded_elements),
        };
        if self.hops > 0 && !headers.contains_key(&name) {
            return None;
        }
        Some(if self.is_https(headers, name, read) {
            Scheme::Https
        } else {
            Scheme::Http
        })
    }

    /// Whether the element that counts says https, where `read` tells that of each element of a line, or nothing of a
    /// malformed one. One malformed line invalidates the whole list: how many elements it has is anyone's guess.
    fn is_https(
        self,
        headers: &HeaderMap,
        name: HeaderName,
        read: fn(&[u8]) -> Option<Vec<bool>>,
    ) -> bool {
        let elements: Option<Vec<_>> = headers
            .get_all(name)
            .iter()
            .map(|line: &HeaderValue| read(line.as_bytes()))
            .collect();
        let Some(elements) = elements.map(|lines| lines.concat()) else {
            return false;
        };
        elements
            .len()
            .checked_sub(self.hops.into())
            // With 0 hops this is one past the end.
            .and_then(|place| elements.get(place))
            .is_some_and(|&https| https)
    }
}

/// The elements of `X-Forwarded-Proto`. Empty ones count, so that nothing shifts the place.
#[expect(
    clippy::unnecessary_wraps,
    reason = "a line of the other field can be malformed"
)]
fn protos(line: &[u8]) -> Option<Vec<bool>> {
    Some(line.split(|&byte| byte == b',').map(is_https).collect())
}

fn is_https(proto: &[u8]) -> bool {
    proto.trim_ascii().eq_ignore_ascii_case(b"https")
}

/// `Forwarded = 1#forwarded-element` (RFC 7239, section 4). Empty elements count here too.
fn forwarded_elements(line: &[u8]) -> Option<Vec<bool>> {
    let mut rest = line;
    let mut elements = Vec::new();
    loop {
        let (https, after) = forwarded_element(rest)?;
        elements.push(https);
        match after.split_first() {
            None => return Some(elements),
            Some((_comma, after)) => rest = after,
        }
    }
}

/// `forwarded-element = [ forwarded-pair ] *( ";" [ forwarded-pair ] )`, and what stands from its comma on.
fn forwarded_element(line: &[u8]) -> Option<(bool, &[u8])> {
    let mut rest = line;
    let mut proto = None;
    loop {
        rest = rest.trim_ascii_start();
        if !matches!(rest.first(), None | Some(b';' | b',')) {
            let (name, after) = split_while(rest, is_tchar);
            let (value, after) = value(after.strip_prefix(b"=")?)?;
            if name.is_empty() {
                return None;
            }
            if name.eq_ignore_ascii_case(b"proto") && proto.replace(is_https(&value)).is_some() {
                return None;
            }
            rest = after.trim_ascii_start();
        }
        match rest.split_first() {
            Some((b';', after)) => rest = after,
            None | Some((b',', _)) => return Some((proto == Some(true), rest)),
            Some(_) => return None,
        }
    }
}

/// `value = token / quoted-string`, and the rest.
fn value(text: &[u8]) -> Option<(Vec<u8>, &[u8])> {
    let Some(mut rest) = text.strip_prefix(b"\"") else {
        // An address should be quoted for its colons and brackets, and often is not.
        let (token, rest) = split_while(text, |byte| {
            is_tchar(byte) || matches!(byte, b':' | b'[' | b']')
        });
        return (!token.is_empty()).then(|| (token.to_vec(), rest));
    };
    let mut value = Vec::new();
    loop {
        let (&byte, after) = rest.split_first()?;
        rest = after;
        match byte {
            b'"' => return Some((value, rest)),
            b'\\' => {
                let (&escaped, after) = rest.split_first()?;
                value.push(escaped);
                rest = after;
            }
            _ => value.push(byte),
        }
    }
}

fn split_while(text: &[u8], belongs: impl Fn(u8) -> bool) -> (&[u8], &[u8]) {
    let end = text
        .iter()
        .position(|&byte| !belongs(byte))
        .unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, &[]))
}

/// `tchar` (RFC 9110, section 5.6.2).
fn is_tchar(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

#[cfg(test)]
mod tests;
