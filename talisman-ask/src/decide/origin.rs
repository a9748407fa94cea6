//! `'self'`: the origin of the page's response, <https://www.w3.org/TR/CSP3/#policy-self-origin>.

use url::{Origin, Url};

/// The origin that `'self'` stands for, and whose scheme a source without one has.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum SelfOrigin {
    /// A scheme, a host and a port.
    Tuple {
        scheme: String,
        host: String,
        port: u16,
    },
    /// A file: Chromium takes every file for the same origin.
    File,
    /// None that anything could be compared with: a page at `data:` or `about:`.
    Opaque,
}

impl SelfOrigin {
    /// The origin of a page; that of a `blob:` page is the origin of whoever made it.
    ///
    /// A sandbox does not change it: the policy came from this URL whatever origin the document got.
    pub(crate) fn of(page: &Url) -> Self {
        match page.origin() {
            Origin::Tuple(scheme, host, port) => Self::Tuple {
                scheme,
                host: host.to_string(),
                port,
            },
            Origin::Opaque(_) if page.scheme() == "file" => Self::File,
            Origin::Opaque(_) => Self::Opaque,
        }
    }

    pub(crate) fn scheme(&self) -> Option<&str> {
        match self {
            Self::Tuple { scheme, .. } => Some(scheme),
            Self::File => Some("file"),
            Self::Opaque => None,
        }
    }

    /// Whether `'self'` matches a URL: the same origin, or the same host over a scheme that is no weaker, at the same port or
    /// both at their default ports.
    ///
    /// In Chromium's browser process, where navigations are decided, a port that is not a default does not survive the upgrade.
    /// The page's own `blob:` URLs are not matched: their scheme is another.
    pub(crate) fn matches(&self, url: &Url, is_navigation: bool) -> bool {
        let Self::Tuple { scheme, host, port } = self else {
            return *self == Self::File && url.scheme() == "file";
        };
        let Some(url_port) = url.port_or_known_default() else {
            return false;
        };
        if url.host_str() != Some(host.as_str()) {
            return false;
        }
        let is_upgrade = matches!(
            (scheme.as_str(), url.scheme()),
            ("http", "https" | "ws" | "wss") | ("https", "wss")
        );
        if url_port == *port {
            return scheme == url.scheme() || (is_upgrade && !is_navigation);
        }
        let both_default = *port == default_port(scheme) && url_port == default_port(url.scheme());
        both_default && is_upgrade
    }
}

fn default_port(scheme: &str) -> u16 {
    match scheme {
        "http" | "ws" => 80,
        _ => 443,
    }
}
