//! Hosts that a redirect may lead to.

use std::fmt;
use std::num::NonZeroU16;
use std::str::FromStr;

use talisman_core::authority::Authority;
pub use talisman_core::authority::HostError;

/// A host that a redirect to https may lead to: a name or address, and the port that https listens at.
///
/// Read from text: a domain name in ASCII (`example.com`), an IPv4 address, or an IPv6 address in brackets
/// (`[2001:db8::1]`), then `:` and a port from 1 to 65535 unless https has its own, 443. A scheme, a user or a path is refused.
/// The dot of the root (`example.com.`) is left out: browsers take the name with it for another site, where no cookie of the
/// site goes.
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
    pub(crate) fn of(authority: Authority<'_>) -> Self {
        Self {
            name: authority.canonical_name().into(),
            port: authority.port(),
        }
    }

    pub(crate) fn authority(&self) -> Authority<'_> {
        Authority::of(&self.name, self.port)
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
        Authority::parse(text).map(Self::of)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_written_in_one_form() {
        for (text, written) in [
            ("EXAMPLE.Com:8443", "example.com:8443"),
            ("[2001:DB8:0:0::1]", "[2001:db8::1]"),
            ("example.com:0443", "example.com:443"),
            ("www.example.com.", "www.example.com"),
            ("www.example.com:", "www.example.com"),
        ] {
            let host = text.parse::<Host>().unwrap();
            assert_eq!(host.to_string(), written);
            assert_eq!(host, Host::try_from(written).unwrap());
        }
        assert_ne!("a.example".parse::<Host>(), "a.example:443".parse::<Host>());
        assert_eq!("1.2.3".parse::<Host>(), Err(HostError::Ipv4));
    }
}
