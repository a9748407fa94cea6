//! How a request came in.

/// How a request reached the site: the caller's word, never a guess.
///
/// `Strict-Transport-Security` is sent over https only (RFC 6797, section 7.2), and only a request over http is
/// redirected. A server that ends TLS itself knows the scheme from the listener; behind a proxy that ends it,
/// [`TrustedProxies::scheme`](crate::TrustedProxies::scheme) reads it from the field that the proxy sets.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Scheme {
    /// Over plain http, or over something that nobody vouched for.
    Http,
    /// Over https.
    Https,
}
