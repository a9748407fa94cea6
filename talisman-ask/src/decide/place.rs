//! Whether a URL matches a source expression, <https://www.w3.org/TR/CSP3/#match-url-to-source-expression>, as Chromium does it.

use talisman_policy::headers::csp::{HostSource, Keyword, SourceExpression};
use url::Url;

use super::origin::SelfOrigin;

/// A URL that is compared with sources.
#[derive(Clone, Copy)]
pub(super) struct Target<'a> {
    pub(super) url: &'a Url,
    pub(super) origin: &'a SelfOrigin,
    /// Paths no longer count.
    pub(super) is_redirected: bool,
    /// Chromium's browser process compares, and not the page's own.
    pub(super) is_navigation: bool,
}

/// The part in which a URL differs from a host-source, from the one that is least like it on.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Mismatch {
    Host,
    Scheme,
    Port,
    Path,
}

impl Mismatch {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Host => "host",
            Self::Scheme => "scheme",
            Self::Port => "port",
            Self::Path => "path",
        }
    }
}

/// How a scheme or a port fits.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Fit {
    Exact,
    /// Anything would fit.
    Any,
    /// The URL has the safer one.
    Upgrade,
}

impl Target<'_> {
    /// Whether the source names where the URL leads to; where a host-source does not, the part that differs.
    pub(super) fn compare(&self, source: &SourceExpression) -> Result<(), Option<Mismatch>> {
        let matches = match source {
            SourceExpression::Keyword(Keyword::SelfOrigin) => {
                self.origin.matches(self.url, self.is_navigation)
            }
            SourceExpression::Scheme(scheme) => fit_scheme(scheme, self.url.scheme()).is_some(),
            SourceExpression::Host(host) if is_star(host) => self.is_reached_by_star(),
            SourceExpression::Host(host) => return self.compare_host(host).map_err(Some),
            SourceExpression::Keyword(_)
            | SourceExpression::Nonce
            | SourceExpression::StaticNonce(_)
            | SourceExpression::Hash(_)
            | SourceExpression::Unchecked(_)
            | SourceExpression::Slot(_) => false,
        };
        if matches { Ok(()) } else { Err(None) }
    }

    /// `*`: what comes over the network, and what has the page's own scheme.
    fn is_reached_by_star(&self) -> bool {
        let scheme = self.url.scheme();
        matches!(scheme, "http" | "https" | "ws" | "wss") || self.origin.scheme() == Some(scheme)
    }

    fn compare_host(&self, source: &HostSource) -> Result<(), Mismatch> {
        let host = self.url.host_str().ok_or(Mismatch::Host)?;
        if !fits_host(&source.host, host) {
            return Err(Mismatch::Host);
        }
        let wanted = source.scheme.as_deref().or(self.origin.scheme());
        let wanted = wanted.ok_or(Mismatch::Scheme)?;
        let scheme = fit_scheme(wanted, self.url.scheme()).ok_or(Mismatch::Scheme)?;
        let port = self.fit_port(source, wanted).ok_or(Mismatch::Port)?;
        // An upgraded scheme comes with an upgraded port, or with none, and the other way round.
        let may_upgrade = |fit| matches!(fit, Fit::Upgrade | Fit::Any);
        if (scheme == Fit::Upgrade && !may_upgrade(port))
            || (port == Fit::Upgrade && !may_upgrade(scheme))
        {
            return Err(Mismatch::Port);
        }
        if self.is_redirected || fits_path(&source.path, self.url.path()) {
            Ok(())
        } else {
            Err(Mismatch::Path)
        }
    }

    fn fit_port(&self, source: &HostSource, scheme: &str) -> Option<Fit> {
        let url_port = self.url.port_or_known_default()?;
        let is_default = self.url.port().is_none();
        let Some(port) = source.port.as_deref() else {
            return is_default.then_some(Fit::Any);
        };
        if port == "*" {
            return Some(Fit::Any);
        }
        let port: u32 = port.parse().ok()?;
        if self.url.port().map(u32::from) == Some(port) {
            return Some(Fit::Exact);
        }
        // Chromium 156: of a page's own process http://h:443 matches https://h/, of the browser process it does not.
        let is_safe_twin = port == 80 || (port == 443 && scheme == "http" && !self.is_navigation);
        if is_safe_twin && is_default && url_port == 443 {
            return Some(Fit::Upgrade);
        }
        (port == u32::from(url_port)).then_some(Fit::Exact)
    }
}

/// Whether it is `*` and nothing else.
fn is_star(source: &HostSource) -> bool {
    source.host == "*" && source.scheme.is_none() && source.port.is_none() && source.path.is_empty()
}

/// scheme-part matching, <https://www.w3.org/TR/CSP3/#scheme-part-match>, in which `ws:` never matches `http:` or `https:`.
fn fit_scheme(wanted: &str, scheme: &str) -> Option<Fit> {
    match (wanted, scheme) {
        _ if wanted == scheme => Some(Fit::Exact),
        ("http", "https") | ("ws", "wss") => Some(Fit::Upgrade),
        _ => None,
    }
}

/// host-part matching, <https://www.w3.org/TR/CSP3/#host-part-match>, for addresses as for names.
fn fits_host(wanted: &str, host: &str) -> bool {
    match wanted.strip_prefix('*') {
        Some(suffix) => host.ends_with(suffix) && host.len() > suffix.len(),
        None => wanted == host,
    }
}

/// path-part matching, <https://www.w3.org/TR/CSP3/#path-part-match>, with each path decoded as a whole.
fn fits_path(wanted: &str, path: &str) -> bool {
    if wanted.is_empty() {
        return true;
    }
    let (wanted, path) = (decoded(wanted), decoded(path));
    if wanted.ends_with(b"/") {
        path.starts_with(&wanted)
    } else {
        path == wanted
    }
}

/// A text with every `%` and two hexadecimal digits as the byte that they stand for.
pub(super) fn decoded(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, behind)) = rest.split_first() {
        let escaped = match behind {
            [high, low, ..] if byte == b'%' => hex(*high).zip(hex(*low)),
            _ => None,
        };
        if let Some((high, low)) = escaped {
            out.push(high * 16 + low);
            rest = behind.get(2..).unwrap_or_default();
        } else {
            out.push(byte);
            rest = behind;
        }
    }
    out
}

fn hex(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}
