//! Lists of origins.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use super::origin::{Origin, OriginError, read};

/// How many bytes a list may have: some servers and proxies give the whole head of a response no more.
const LONGEST: usize = 4096;

/// Declares a list: how it is read, shown and put together.
macro_rules! list {
    ($(#[$meta:meta])* $List:ident reads $read:ident) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
        pub struct $List(Option<Arc<str>>);

        impl $List {
            /// No origin: the slot is sent as if it were not filled.
            pub const NONE: Self = Self(None);

            /// The origins as they are sent, with a space between them.
            #[must_use]
            pub fn as_str(&self) -> &str {
                self.0.as_deref().unwrap_or_default()
            }

            /// Whether there is none.
            #[must_use]
            pub fn is_empty(&self) -> bool {
                self.0.is_none()
            }

            /// The list of these origins, each once.
            ///
            /// # Errors
            ///
            /// If they have more than 4,096 bytes.
            pub fn new(origins: impl IntoIterator<Item = Origin>) -> Result<Self, OriginError> {
                joined(origins.into_iter().map(|origin| Ok(origin.to_string()))).map(Self)
            }

            pub(super) fn shared(&self) -> Option<Arc<str>> {
                self.0.clone()
            }
        }

        impl FromStr for $List {
            type Err = OriginError;

            /// Reads origins with ASCII white space between them; an empty text is the empty list.
            ///
            /// # Errors
            ///
            /// If one is none, see [`OriginError`], or if they have more than 4,096 bytes.
            fn from_str(text: &str) -> Result<Self, OriginError> {
                joined(text.split_ascii_whitespace().map($read)).map(Self)
            }
        }

        impl TryFrom<&str> for $List {
            type Error = OriginError;

            fn try_from(text: &str) -> Result<Self, OriginError> {
                text.parse()
            }
        }

        impl From<Origin> for $List {
            fn from(origin: Origin) -> Self {
                Self(Some(origin.shared()))
            }
        }

        impl From<&Origin> for $List {
            fn from(origin: &Origin) -> Self {
                Self(Some(origin.shared()))
            }
        }

        impl fmt::Display for $List {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

list! {
    /// Any number of [origins](Origin) that fill a slot of the type `origins`; none leaves the slot as it is unfilled.
    ///
    /// ```
    /// use talisman::{Origin, Origins};
    ///
    /// let shops: Origins = "https://shop.example  https://shop.example:8443".parse()?;
    /// assert_eq!(shops.as_str(), "https://shop.example https://shop.example:8443");
    ///
    /// let one: Origin = "https://shop.example".parse()?;
    /// assert_eq!(Origins::new([one.clone(), one.clone()])?, Origins::from(one));
    ///
    /// assert!("https://shop.example, https://other.example".parse::<Origins>().is_err()); // no commas
    /// # Ok::<(), talisman::OriginError>(())
    /// ```
    ///
    /// # Deployment caveat
    ///
    /// As of an [`Origin`].
    Origins reads plain
}

list! {
    /// Any number of origins that fill a slot of the type `wildcard-origins`: [origins](Origin), and those of all hosts below a
    /// domain, `https://*.example.com`.
    ///
    /// A domain has two labels at the least: `https://*.com` is refused. Which domains belong to everyone (`github.io`) is not
    /// known here.
    ///
    /// ```
    /// use talisman::WildcardOrigins;
    ///
    /// let tenants: WildcardOrigins = "https://*.tenants.example https://example.com".parse()?;
    /// assert_eq!(tenants.as_str(), "https://*.tenants.example https://example.com");
    ///
    /// for refused in [
    ///     "*",
    ///     "https://*",
    ///     "https://*.com",
    ///     "https://*.*.example.com",
    ///     "https://shop.*.example.com",
    /// ] {
    ///     assert!(refused.parse::<WildcardOrigins>().is_err());
    /// }
    /// # Ok::<(), talisman::OriginError>(())
    /// ```
    ///
    /// # Deployment caveat
    ///
    /// As of an [`Origin`]; whoever can have a host below the domain is allowed too.
    WildcardOrigins reads with_wildcard
}

impl From<&Origins> for WildcardOrigins {
    fn from(origins: &Origins) -> Self {
        Self(origins.shared())
    }
}

fn plain(text: &str) -> Result<String, OriginError> {
    read(text, "")
}

fn with_wildcard(text: &str) -> Result<String, OriginError> {
    if text.contains('*') {
        read(text, "*.")
    } else {
        read(text, "")
    }
}

/// Origins with a space between them, each once.
fn joined(
    origins: impl Iterator<Item = Result<String, OriginError>>,
) -> Result<Option<Arc<str>>, OriginError> {
    let mut joined = String::new();
    for origin in origins {
        let origin = origin?;
        if joined.split(' ').any(|other| other == origin) {
            continue;
        }
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(&origin);
        if joined.len() > LONGEST {
            return Err(OriginError::TooLong);
        }
    }
    Ok((!joined.is_empty()).then(|| joined.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_each_origin_once_and_is_bounded() {
        let origins: Origins = " https://a.example\thttps://A.example:443\nhttps://b.example "
            .parse()
            .unwrap();
        assert_eq!(origins.as_str(), "https://a.example https://b.example");
        assert_eq!("".parse::<Origins>(), Ok(Origins::NONE));
        assert!("  ".parse::<WildcardOrigins>().unwrap().is_empty());
        let many: Vec<String> = (0..300)
            .map(|n| format!("https://{n}.shop.example"))
            .collect();
        assert_eq!(many.join(" ").parse::<Origins>(), Err(OriginError::TooLong));
    }

    #[test]
    fn a_wildcard_is_the_first_label_of_a_domain() {
        for (text, written) in [
            ("https://*.Example.com", "https://*.example.com"),
            ("https://*.example.com:443", "https://*.example.com"),
            ("https://*.example.com:8443", "https://*.example.com:8443"),
            ("https://example.com", "https://example.com"),
        ] {
            let read = text.parse::<WildcardOrigins>().unwrap();
            assert_eq!(read.as_str(), written);
        }
        for text in [
            "*",
            "https://*",
            "https://*.",
            "https://*.com",
            "https://*.localhost",
            "https://*.192.0.2.1",
            "https://**.example.com",
            "https://*.*.example.com",
            "https://a.*.example.com",
            "https://*example.com",
            "https://*.example.com:*",
            "https://*.example.com/",
            "http://*.example.com",
            "*.example.com",
        ] {
            assert!(text.parse::<WildcardOrigins>().is_err(), "{text}");
        }
    }
}
