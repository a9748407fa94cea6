//! Hosts that a redirect may lead to.

use std::error::Error;
use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::num::NonZeroU16;
use std::str::FromStr;

/// A host that a redirect to https may lead to: a name or address, and the port that https listens at.
///
/// Read from text: a domain name in ASCII (`example.com`), an IPv4 address, or an IPv6 address in brackets
/// (`[2001:db8::1]`), then `:` and a port from 1 to 65535 unless https has its own, 443. A scheme, a user, a path or a
/// final dot is refused.
///
/// Two hosts are equal if name and port are. Letters are lower case from here on, and an IPv6 address is as short as it can
/// be written.
///
/// ```
/// use talisman::Host;
///
/// let host: Host = "Example.com:8443".parse()?;
/// assert_eq!(host.to_string(), "example.com:8443");
/// assert!("https://example.com".parse::<Host>().is_err());
/// # Ok::<(), talisman::HostError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Host {
    name: Box<str>,
    port: Option<NonZeroU16>,
}

impl Host {
    pub(crate) fn authority(&self) -> Authority<'_> {
        Authority {
            name: &self.name,
            port: self.port,
        }
    }
}

impl FromStr for Host {
    type Err = HostError;

    /// Reads a host.
    ///
    /// # Errors
    ///
    /// See [`HostError`].
    fn from_str(text: &str) -> Result<Self, HostError> {
        let Authority { name, port } = Authority::parse(text)?;
        let name = match ipv6(name) {
            Some(address) => format!("[{address}]"),
            None => name.to_ascii_lowercase(),
        };
        Ok(Self {
            name: name.into(),
            port,
        })
    }
}

impl TryFrom<&str> for Host {
    type Error = HostError;

    fn try_from(text: &str) -> Result<Self, HostError> {
        text.parse()
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.authority().fmt(f)
    }
}

/// Why a text is no [`Host`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum HostError {
    /// There is no name.
    Empty,
    /// There is a user before an `@`.
    Userinfo,
    /// The port is no number from 1 to 65535.
    Port,
    /// What is in brackets is no IPv6 address, or is not closed.
    Ipv6,
    /// The last label is a number, and the whole no IPv4 address.
    Ipv4,
    /// A label is empty, longer than 63 bytes, begins or ends with `-`, or has another byte than a letter, a digit, `-` or
    /// `_`; or the name is longer than 253 bytes.
    Domain,
}

impl fmt::Display for HostError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "no host: write a name such as `example.com`",
            Self::Userinfo => "a host has no user: leave out what stands before `@`",
            Self::Port => "the port is no number from 1 to 65535",
            Self::Ipv6 => "no IPv6 address in brackets: write it as in `[2001:db8::1]`",
            Self::Ipv4 => "a name that ends in a number is an IPv4 address, and this is none",
            Self::Domain => {
                "no domain name: write labels of ASCII letters, digits, `-` and `_` with one `.` between them, without \
                 scheme or path, and a name in another script as punycode (`xn--…`)"
            }
        })
    }
}

impl Error for HostError {}

/// A host and port that were parsed, in the text that they came in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Authority<'a> {
    name: &'a str,
    port: Option<NonZeroU16>,
}

impl<'a> Authority<'a> {
    /// `authority = host [ ":" port ]` (RFC 3986, section 3.2), without userinfo, registered names limited to domain names.
    pub(crate) fn parse(text: &'a str) -> Result<Self, HostError> {
        if text.contains('@') {
            return Err(HostError::Userinfo);
        }
        let (name, port) = if text.starts_with('[') {
            let end = text.find(']').ok_or(HostError::Ipv6)?;
            let (name, rest) = text.split_at_checked(end + 1).ok_or(HostError::Ipv6)?;
            ipv6(name).ok_or(HostError::Ipv6)?;
            match rest {
                "" => (name, None),
                _ => (name, Some(rest.strip_prefix(':').ok_or(HostError::Ipv6)?)),
            }
        } else {
            let (name, port) = match text.split_once(':') {
                Some((name, port)) => (name, Some(port)),
                None => (text, None),
            };
            check_name(name)?;
            (name, port)
        };
        Ok(Self {
            name,
            port: port.map(parse_port).transpose()?,
        })
    }

    /// Whether both name one host, whatever the ports.
    pub(crate) fn has_name_of(&self, other: &Authority<'_>) -> bool {
        self.name.eq_ignore_ascii_case(other.name)
            || ipv6(self.name).is_some_and(|address| ipv6(other.name) == Some(address))
    }
}

impl fmt::Display for Authority<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)?;
        match self.port {
            Some(port) => write!(f, ":{port}"),
            None => Ok(()),
        }
    }
}

fn parse_port(port: &str) -> Result<NonZeroU16, HostError> {
    // `parse` alone would take a sign.
    if !port.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(HostError::Port);
    }
    port.parse().map_err(|_| HostError::Port)
}

/// The address that a name in brackets is.
fn ipv6(name: &str) -> Option<Ipv6Addr> {
    name.strip_prefix('[')?.strip_suffix(']')?.parse().ok()
}

fn check_name(name: &str) -> Result<(), HostError> {
    if name.is_empty() {
        return Err(HostError::Empty);
    }
    if name.len() > 253 || !name.split('.').all(is_label) {
        return Err(HostError::Domain);
    }
    if name.rsplit('.').next().is_some_and(is_number) && name.parse::<Ipv4Addr>().is_err() {
        return Err(HostError::Ipv4);
    }
    Ok(())
}

fn is_label(label: &str) -> bool {
    matches!(label.len(), 1..=63)
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// "Ends in a number" (URL Standard, section 3.5): browsers read such a name as an IPv4 address or not at all.
fn is_number(label: &str) -> bool {
    let hexadecimal = label
        .strip_prefix("0x")
        .or_else(|| label.strip_prefix("0X"));
    match hexadecimal {
        Some(digits) => digits.bytes().all(|byte| byte.is_ascii_hexdigit()),
        None => label.bytes().all(|byte| byte.is_ascii_digit()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_read_and_written_in_one_form() {
        for (text, written) in [
            ("example.com", "example.com"),
            ("EXAMPLE.Com:8443", "example.com:8443"),
            ("localhost", "localhost"),
            ("my_host.internal", "my_host.internal"),
            ("xn--bcher-kva.example", "xn--bcher-kva.example"),
            ("192.0.2.1:65535", "192.0.2.1:65535"),
            ("[2001:DB8:0:0::1]", "[2001:db8::1]"),
            ("[::1]:1", "[::1]:1"),
            ("example.com:0443", "example.com:443"),
            ("3com.example", "3com.example"),
        ] {
            assert_eq!(text.parse::<Host>().unwrap().to_string(), written, "{text}");
        }
    }

    #[test]
    fn what_is_no_host_says_why() {
        let long_label = "a".repeat(64);
        let long_name = "a.".repeat(127);
        for (text, error) in [
            ("", HostError::Empty),
            (":443", HostError::Empty),
            ("user@example.com", HostError::Userinfo),
            ("example.com:", HostError::Port),
            ("example.com:0", HostError::Port),
            ("example.com:65536", HostError::Port),
            ("example.com:+443", HostError::Port),
            ("example.com:443:443", HostError::Port),
            ("https://example.com", HostError::Port),
            ("[::1", HostError::Ipv6),
            ("[::1]443", HostError::Ipv6),
            ("[fe80::1%eth0]", HostError::Ipv6),
            ("[192.0.2.1]", HostError::Ipv6),
            ("[]", HostError::Ipv6),
            ("1.2.3", HostError::Ipv4),
            ("1.2.3.256", HostError::Ipv4),
            ("127.0.0.0x1", HostError::Ipv4),
            ("0x7f000001", HostError::Ipv4),
            ("example.com.", HostError::Domain),
            (".example.com", HostError::Domain),
            ("example..com", HostError::Domain),
            ("-example.com", HostError::Domain),
            ("example.com/path", HostError::Domain),
            ("example.com\\evil", HostError::Domain),
            ("example.com evil", HostError::Domain),
            ("bücher.example", HostError::Domain),
            ("*.example.com", HostError::Domain),
            (&long_label, HostError::Domain),
            (&long_name, HostError::Domain),
        ] {
            assert_eq!(Host::try_from(text).unwrap_err(), error, "{text}");
        }
    }
}
