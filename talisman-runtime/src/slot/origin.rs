//! One origin, as a source list has it.

use std::error::Error;
use std::fmt;
use std::net::Ipv4Addr;
use std::str::FromStr;
use std::sync::Arc;

use talisman_core::authority::{Authority, HostError};

use crate::host::Host;

/// An origin that fills a slot of a policy: `https://`, a host, and a port unless https has it, 443.
///
/// Read from text, or made from a [`Host`]. Nothing else may be in the text: no path, not even `/`, no white space, `;` or `,`,
/// so that it is one source expression and nothing more (CSP3, section 2.3.1, host-source). Letters are lower case from here on,
/// and the port 443 is left out. `http://` is read where the host is this machine (`localhost` and names below it, 127.0.0.0/8),
/// for development: such an origin is potentially trustworthy, Secure Contexts section 3.1. A clone costs no allocation.
///
/// ```
/// use talisman::{Host, Origin};
///
/// let login: Origin = "https://Login.example.com:443".parse()?;
/// assert_eq!(login.as_str(), "https://login.example.com");
///
/// let host: Host = "login.example.com:8443".parse().unwrap();
/// assert_eq!(Origin::try_from(&host)?.as_str(), "https://login.example.com:8443");
///
/// for refused in [
///     "login.example.com",
///     "https://evil.example https://other.example",
///     "https://*.example.com",
/// ] {
///     assert!(refused.parse::<Origin>().is_err());
/// }
/// # Ok::<(), talisman::OriginError>(())
/// ```
///
/// # Deployment caveat
///
/// It is well formed, which does not make it one of yours: text of a request must be looked up before it becomes an origin of
/// a policy.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Origin(Arc<str>);

impl Origin {
    /// The origin as it is sent.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn shared(&self) -> Arc<str> {
        Arc::clone(&self.0)
    }
}

impl FromStr for Origin {
    type Err = OriginError;

    /// Reads an origin.
    ///
    /// # Errors
    ///
    /// See [`OriginError`].
    fn from_str(text: &str) -> Result<Self, OriginError> {
        read(text, "").map(|origin| Self(origin.into()))
    }
}

impl TryFrom<&str> for Origin {
    type Error = OriginError;

    fn try_from(text: &str) -> Result<Self, OriginError> {
        text.parse()
    }
}

impl TryFrom<&Host> for Origin {
    type Error = OriginError;

    /// The origin of a host over https. Not every host is one: browsers compare no IPv6 address and no name with `_`.
    fn try_from(host: &Host) -> Result<Self, OriginError> {
        written(true, "", host.authority()).map(|origin| Self(origin.into()))
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl AsRef<str> for Origin {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// Reads an origin whose host has `prefix` in front: nothing, or `*.`.
pub(super) fn read(text: &str, prefix: &str) -> Result<String, OriginError> {
    if text.is_empty() {
        return Err(OriginError::Empty);
    }
    let is_sent = |c: char| c.is_ascii_graphic() && !matches!(c, ';' | ',' | '\'' | '"');
    if !text.chars().all(is_sent) {
        return Err(OriginError::Character);
    }
    let (scheme, rest) = text.split_once("://").ok_or(OriginError::Scheme)?;
    let is_https = scheme.eq_ignore_ascii_case("https");
    if !is_https && !scheme.eq_ignore_ascii_case("http") {
        return Err(OriginError::Scheme);
    }
    if rest.contains(['/', '?', '#', '\\']) {
        return Err(OriginError::Path);
    }
    let host = rest.strip_prefix(prefix).ok_or(OriginError::Wildcard)?;
    if host.contains('*') {
        return Err(OriginError::Wildcard);
    }
    let authority = Authority::parse(host).map_err(OriginError::Host)?;
    written(is_https, prefix, authority)
}

fn written(is_https: bool, prefix: &str, authority: Authority<'_>) -> Result<String, OriginError> {
    let name = authority.canonical_name();
    if name.starts_with('[') {
        return Err(OriginError::Ipv6);
    }
    // host-char = ALPHA / DIGIT / "-"
    if name.contains('_') {
        return Err(OriginError::Underscore);
    }
    if !is_https && !is_this_machine(&name) {
        return Err(OriginError::Scheme);
    }
    let is_below_one = prefix.is_empty() || name.contains('.') && name.parse::<Ipv4Addr>().is_err();
    if !is_below_one {
        return Err(OriginError::Wildcard);
    }
    let (scheme, default) = if is_https {
        ("https", 443)
    } else {
        ("http", 80)
    };
    let port = authority.port().map(u16::from);
    Ok(match port.filter(|port| *port != default) {
        Some(port) => format!("{scheme}://{prefix}{name}:{port}"),
        None => format!("{scheme}://{prefix}{name}"),
    })
}

/// Whether a host is this machine, so that nobody on the way reads or changes what it sends.
fn is_this_machine(name: &str) -> bool {
    let is_loopback = |address: Ipv4Addr| address.is_loopback();
    name == "localhost" || name.ends_with(".localhost") || name.parse().is_ok_and(is_loopback)
}

/// Why a text is not an origin, or a list of them.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum OriginError {
    /// There is nothing.
    Empty,
    /// It does not begin with `https://`, or with `http://` and a host of this machine.
    Scheme,
    /// There is a path, a query or a fragment after the host.
    Path,
    /// There is white space, a control character, a quote, `;`, `,` or a character that is not ASCII.
    Character,
    /// There is a `*` where none may be.
    Wildcard,
    /// The host is an IPv6 address, which no browser compares with a source.
    Ipv6,
    /// The host has a `_`, which no source has.
    Underscore,
    /// What follows the scheme is not a host with a port.
    Host(HostError),
    /// The list is longer than 4,096 bytes.
    TooLong,
}

impl fmt::Display for OriginError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "no origin: write one such as `https://login.example.com`",
            Self::Scheme => "an origin begins with `https://`, or with `http://localhost` on this machine",
            Self::Path => "an origin has no path: leave out what follows the host and port, a `/` too",
            Self::Character => {
                "an origin is ASCII without white space, quotes, `;` and `,`: write one origin, and several with a space between them \
                 where a list is read"
            }
            Self::Wildcard => {
                "a `*` is read only in a list for a slot of the type `wildcard-origins`, as the first label in front of a domain: \
                 `https://*.example.com`"
            }
            Self::Ipv6 => "browsers compare no IPv6 address with a source: write a name",
            Self::Underscore => "browsers compare no name with `_` with a source: write another name of the host",
            Self::Host(error) => return error.fmt(f),
            Self::TooLong => "the origins have more than 4,096 bytes, which some servers and proxies give the whole head of a response",
        })
    }
}

impl Error for OriginError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_written_in_one_form() {
        for (text, written) in [
            ("https://a.example", "https://a.example"),
            ("HTTPS://A.Example:443", "https://a.example"),
            ("https://a.example:08443", "https://a.example:8443"),
            ("https://a.example.", "https://a.example"),
            ("https://192.0.2.1:444", "https://192.0.2.1:444"),
            (
                "https://xn--bcher-kva.example",
                "https://xn--bcher-kva.example",
            ),
            ("https://localhost", "https://localhost"),
            ("http://localhost:3000", "http://localhost:3000"),
            ("http://login.localhost:80", "http://login.localhost"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ] {
            assert_eq!(text.parse::<Origin>().unwrap().as_str(), written, "{text}");
        }
    }

    #[test]
    fn everything_else_says_why() {
        for (text, error) in [
            ("", OriginError::Empty),
            (" ", OriginError::Character),
            (" https://a.example", OriginError::Character),
            ("https://a.example\n", OriginError::Character),
            (
                "https://a.example https://b.example",
                OriginError::Character,
            ),
            (
                "https://a.example,https://b.example",
                OriginError::Character,
            ),
            ("https://a.example; script-src *", OriginError::Character),
            (
                "https://a.example\r\nset-cookie: a=b",
                OriginError::Character,
            ),
            ("'https://a.example'", OriginError::Character),
            ("\"https://a.example\"", OriginError::Character),
            ("https://b\u{fc}cher.example", OriginError::Character),
            ("a.example", OriginError::Scheme),
            ("//a.example", OriginError::Scheme),
            ("https:", OriginError::Scheme),
            ("https:a.example", OriginError::Scheme),
            ("*", OriginError::Scheme),
            ("self", OriginError::Scheme),
            ("null", OriginError::Scheme),
            ("data:", OriginError::Scheme),
            ("http://a.example", OriginError::Scheme),
            ("http://localhost.evil.example", OriginError::Scheme),
            ("wss://a.example", OriginError::Scheme),
            ("javascript://a.example", OriginError::Scheme),
            ("https://a.example/", OriginError::Path),
            ("https://a.example/callback", OriginError::Path),
            ("https://a.example?x=1", OriginError::Path),
            ("https://a.example#x", OriginError::Path),
            ("https:///a.example", OriginError::Path),
            ("https://a.example\\", OriginError::Path),
            ("https://*", OriginError::Wildcard),
            ("https://*.example.com", OriginError::Wildcard),
            ("https://a.example:*", OriginError::Wildcard),
            ("https://[2001:db8::1]", OriginError::Ipv6),
            ("https://a_b.example", OriginError::Underscore),
            ("https://", OriginError::Host(HostError::Empty)),
            (
                "https://user@a.example",
                OriginError::Host(HostError::Userinfo),
            ),
            ("https://a.example:0", OriginError::Host(HostError::Port)),
            (
                "https://a.example:https",
                OriginError::Host(HostError::Port),
            ),
            ("https://1.2.3", OriginError::Host(HostError::Ipv4)),
            ("https://-a.example", OriginError::Host(HostError::Domain)),
            ("https://{host}", OriginError::Host(HostError::Domain)),
        ] {
            assert_eq!(text.parse::<Origin>().unwrap_err(), error, "{text:?}");
        }
    }

    #[test]
    fn a_host_is_an_origin_where_browsers_compare_it() {
        let origin = |text: &str| Origin::try_from(&text.parse::<Host>().unwrap());
        assert_eq!(
            origin("A.example:444").unwrap().as_str(),
            "https://a.example:444"
        );
        assert_eq!(origin("[::1]"), Err(OriginError::Ipv6));
        assert_eq!(origin("my_host"), Err(OriginError::Underscore));
    }
}
