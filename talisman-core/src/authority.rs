//! Hosts as a redirect names them: the one reader of options, of `Host` values and of requests.

use std::error::Error;
use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::num::NonZeroU16;

/// A host and port that were read, in the text that they came in.
#[derive(Clone, Copy, Debug)]
pub struct Authority<'a> {
    name: &'a str,
    port: Option<NonZeroU16>,
}

impl<'a> Authority<'a> {
    /// `authority = host [ ":" port ]` (RFC 3986, section 3.2), without userinfo, registered names limited to domain names.
    ///
    /// The dot of the root (`example.com.`) and a colon without a port (`example.com:`) add nothing, and are left out of what
    /// was read: the host is the same without them.
    ///
    /// # Errors
    ///
    /// See [`HostError`].
    pub fn parse(text: &'a str) -> Result<Self, HostError> {
        if text.contains('@') {
            return Err(HostError::Userinfo);
        }
        let (name, port) = if text.starts_with('[') {
            let end = text.find(']').ok_or(HostError::Ipv6)?;
            let (name, rest) = text.split_at_checked(end + 1).ok_or(HostError::Ipv6)?;
            ipv6(name).ok_or(HostError::Ipv6)?;
            match rest {
                "" => (name, ""),
                _ => (name, rest.strip_prefix(':').ok_or(HostError::Ipv6)?),
            }
        } else {
            let (name, port) = text.split_once(':').unwrap_or((text, ""));
            // Browsers keep the dot of the root in the Host field, and the host is the same.
            let name = name.strip_suffix('.').unwrap_or(name);
            check_name(name)?;
            (name, port)
        };
        let port = match port {
            "" => None,
            port => Some(parse_port(port)?),
        };
        Ok(Self { name, port })
    }

    /// The port, if there is one.
    #[must_use]
    pub fn port(&self) -> Option<NonZeroU16> {
        self.port
    }

    /// What was read before, put together again.
    #[must_use]
    pub const fn of(name: &'a str, port: Option<NonZeroU16>) -> Self {
        Self { name, port }
    }

    /// The name in the one form that equal hosts share: lower case, an IPv6 address as short as it can be written.
    #[must_use]
    pub fn canonical_name(&self) -> String {
        match ipv6(self.name) {
            Some(address) => format!("[{address}]"),
            None => self.name.to_ascii_lowercase(),
        }
    }

    /// Whether both name one host, whatever the ports.
    #[must_use]
    pub fn has_name_of(&self, other: &Authority<'_>) -> bool {
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

/// Why a text is not a host.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum HostError {
    /// There is no name.
    Empty,
    /// There is a user before an `@`.
    Userinfo,
    /// The port is not a number from 1 to 65535.
    Port,
    /// What is in brackets is not an IPv6 address, or is not closed.
    Ipv6,
    /// The last label is a number, and the whole not an IPv4 address.
    Ipv4,
    /// A label is empty, longer than 63 bytes, begins or ends with `-`, or has another byte than a letter, a digit, `-` or
    /// `_`; or the name is longer than 253 bytes.
    Domain,
}

impl fmt::Display for HostError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "no host: write a name such as `example.com`",
            Self::Userinfo => "a host has no user: leave out what is before `@`",
            Self::Port => "the port is not a number from 1 to 65535",
            Self::Ipv6 => "not an IPv6 address in brackets: write it as in `[2001:db8::1]`",
            Self::Ipv4 => "a name that ends in a number is an IPv4 address, and this is not one",
            Self::Domain => {
                "not a domain name: write labels of ASCII letters, digits, `-` and `_` with one `.` between them, at most 63 \
                 bytes each, without scheme or path, and a name in another script as punycode (`xn--…`)"
            }
        })
    }
}

impl Error for HostError {}

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
    // RFC 1035 section 2.3.4: 255 bytes, of which the first length and the zero of the root are not written.
    if name.len() > 253 || !name.split('.').all(is_label) {
        return Err(HostError::Domain);
    }
    if name.rsplit('.').next().is_some_and(is_number) && name.parse::<Ipv4Addr>().is_err() {
        return Err(HostError::Ipv4);
    }
    Ok(())
}

fn is_label(label: &str) -> bool {
    // RFC 1035 section 2.3.4. An underscore is in no host name of RFC 1123 and in many that are resolved.
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
    fn hosts_are_read_and_written() {
        for (text, name, written) in [
            ("example.com", "example.com", "example.com"),
            ("EXAMPLE.Com:8443", "example.com", "EXAMPLE.Com:8443"),
            ("localhost", "localhost", "localhost"),
            ("my_host.internal", "my_host.internal", "my_host.internal"),
            (
                "xn--bcher-kva.example",
                "xn--bcher-kva.example",
                "xn--bcher-kva.example",
            ),
            ("192.0.2.1:65535", "192.0.2.1", "192.0.2.1:65535"),
            ("192.0.2.1.", "192.0.2.1", "192.0.2.1"),
            ("[2001:DB8:0:0::1]", "[2001:db8::1]", "[2001:DB8:0:0::1]"),
            ("[::1]:1", "[::1]", "[::1]:1"),
            ("[::1]:", "[::1]", "[::1]"),
            ("example.com:0443", "example.com", "example.com:443"),
            ("3com.example", "3com.example", "3com.example"),
            // The root's dot and a colon without a port are no other host.
            ("www.example.com.", "www.example.com", "www.example.com"),
            ("www.example.com:", "www.example.com", "www.example.com"),
            (
                "www.example.com.:8443",
                "www.example.com",
                "www.example.com:8443",
            ),
            ("www.example.com.:", "www.example.com", "www.example.com"),
        ] {
            let host = Authority::parse(text).unwrap();
            assert_eq!(host.canonical_name(), name, "{text}");
            assert_eq!(host.to_string(), written, "{text}");
            assert!(host.has_name_of(&Authority::parse(name).unwrap()), "{text}");
        }
    }

    #[test]
    fn what_is_not_a_host_says_why() {
        let long_label = format!("{}.example", "a".repeat(64));
        let long_name = "a.".repeat(127);
        let longest = format!("{}.{}", "a.".repeat(126), "ab");
        for (text, error) in [
            ("", HostError::Empty),
            (".", HostError::Empty),
            (":", HostError::Empty),
            (":443", HostError::Empty),
            ("user@example.com", HostError::Userinfo),
            ("example.com:0", HostError::Port),
            ("example.com:65536", HostError::Port),
            ("example.com:+443", HostError::Port),
            ("example.com:443:443", HostError::Port),
            ("example.com::", HostError::Port),
            ("example.com: 443", HostError::Port),
            ("https://example.com", HostError::Port),
            ("[::1", HostError::Ipv6),
            ("[::1]443", HostError::Ipv6),
            ("[::1].", HostError::Ipv6),
            ("[fe80::1%eth0]", HostError::Ipv6),
            ("[192.0.2.1]", HostError::Ipv6),
            ("[]", HostError::Ipv6),
            ("2001:db8::1", HostError::Ipv4),
            ("1.2.3", HostError::Ipv4),
            ("1.2.3.", HostError::Ipv4),
            ("1.2.3.256", HostError::Ipv4),
            ("127.0.0.0x1", HostError::Ipv4),
            ("0x7f000001", HostError::Ipv4),
            ("0300.0.0.1", HostError::Ipv4),
            ("example.com..", HostError::Domain),
            (".example.com", HostError::Domain),
            ("example..com", HostError::Domain),
            ("-example.com", HostError::Domain),
            ("example-.com", HostError::Domain),
            ("example.com/path", HostError::Domain),
            ("example.com\\evil", HostError::Domain),
            ("example.com evil", HostError::Domain),
            ("example.com\0", HostError::Domain),
            ("example%2ecom", HostError::Domain),
            ("b\u{fc}cher.example", HostError::Domain),
            ("example\u{3002}com", HostError::Domain),
            ("*.example.com", HostError::Domain),
            (&long_label, HostError::Domain),
            (&longest, HostError::Domain),
        ] {
            assert_eq!(Authority::parse(text).unwrap_err(), error, "{text}");
        }
        // 253 bytes, and the root's dot.
        assert!(Authority::parse(&long_name).is_ok());
    }
}
