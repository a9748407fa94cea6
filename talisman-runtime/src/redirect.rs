//! The answer to a request that came over plain http.

use std::error::Error;
use std::fmt;

use http::header::{HOST, LOCATION};
use http::uri::PathAndQuery;
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode, Uri};
use talisman_core::authority::{Authority, HostError};
use talisman_core::exempt::is_exempt;

use crate::field::ForceHttps;
use crate::host::Host;
use crate::policy::Policy;
use crate::scheme::Scheme;

impl Policy {
    /// Answers a request that came over plain http, where the policy wants https; `None` says: serve it.
    ///
    /// A request is served if it came over https, if the policy does not force https, or if its path is exempt. An exempt
    /// path that ends in `/` exempts all below it, any other only itself. Bytes are compared: the percent-encoded twin of an
    /// exempt path (`/%68ealth` of `/health`) is redirected. Below a prefix, a path with a dot segment (`..`, also as `%2e%2E`
    /// or beside `%2f`, `\` or `;`) is not exempt: a server that resolves it would serve another path than the one that was
    /// compared.
    ///
    /// Otherwise the answer, without a body, is a redirect with the policy's status: 307 and 308 keep method and body, 301 and
    /// 302 turn a POST into a GET. `Location` has the first host, of `hosts` and then of the policy, whose name is that of the request,
    /// with *its own* port; the port of the request is dropped. Path and query follow byte for byte. A redirect carries no
    /// field of the policy yet: apply it as to any response.
    ///
    /// From any other host it leads to the one that the policy states with `force_https_to`, if it states one.
    ///
    /// The answer is a bare 400 (Bad Request) if there is no such host, if the request has no `Host` or several, if its
    /// `Host` is not a plain authority (RFC 9110, section 7.2), and for `CONNECT` and `OPTIONS *`, which name nothing to
    /// redirect to. The authority in the request's URI goes before `Host`, as in HTTP/2. Why it is a 400 is in the extensions of
    /// the response, as a [`RedirectError`]: something for the log, and not for the client.
    ///
    /// ```
    /// use talisman::{Host, Policy, RedirectError, Scheme};
    ///
    /// fn serve(
    ///     policy: &Policy,
    ///     scheme: Scheme,
    ///     request: &http::Request<()>,
    ///     hosts: &[Host],
    /// ) -> http::Response<()> {
    ///     let mut response = policy
    ///         .redirect_to_https(scheme, request, hosts)
    ///         .unwrap_or_else(|| http::Response::new(()));
    ///     if let Some(reason) = response.extensions().get::<RedirectError>() {
    ///         eprintln!("{} is not redirected to https: {reason}", request.uri());
    ///     }
    ///     policy.applier(scheme).apply(&mut response);
    ///     response
    /// }
    /// ```
    ///
    /// # Deployment caveat
    ///
    /// `scheme` decides. Behind a proxy that ends TLS, every request reaches the server over http: read the scheme with
    /// [`TrustedProxies`](crate::TrustedProxies), or a redirect leads to itself forever. And a request that another host
    /// answers (a proxy for a wrong name, say) never gets here.
    pub fn redirect_to_https<B>(
        &self,
        scheme: Scheme,
        request: &Request<B>,
        hosts: &[Host],
    ) -> Option<Response<()>> {
        self.redirect(scheme, Target::of(request), hosts)
    }

    /// [`redirect_to_https`](Self::redirect_to_https) for what the request asked for before anyone changed its URI.
    pub(crate) fn redirect(
        &self,
        scheme: Scheme,
        target: Target<'_>,
        hosts: &[Host],
    ) -> Option<Response<()>> {
        let force = self.repr.parts().force_https.as_ref()?;
        if scheme == Scheme::Https || force.exempts(target.uri.path()) {
            return None;
        }
        let mut response = Response::new(());
        *response.status_mut() = match location(target, force, hosts) {
            Ok(location) => {
                response.headers_mut().insert(LOCATION, location);
                StatusCode::from_u16(force.status).unwrap_or(StatusCode::TEMPORARY_REDIRECT)
            }
            Err(reason) => {
                response.extensions_mut().insert(reason);
                StatusCode::BAD_REQUEST
            }
        };
        Some(response)
    }
}

/// What a redirect reads of a request.
#[derive(Clone, Copy)]
pub(crate) struct Target<'a> {
    pub(crate) method: &'a Method,
    pub(crate) uri: &'a Uri,
    pub(crate) headers: &'a HeaderMap,
}

impl<'a> Target<'a> {
    pub(crate) fn of<B>(request: &'a Request<B>) -> Self {
        Self {
            method: request.method(),
            uri: request.uri(),
            headers: request.headers(),
        }
    }
}

/// Why a request was answered with 400 (Bad Request) in the place of a redirect to https; see
/// [`Policy::redirect_to_https`].
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum RedirectError {
    /// The request is a `CONNECT` or `OPTIONS *`, which has no path to redirect to.
    NoPath,
    /// It names no host.
    NoHost,
    /// It has several `Host` lines.
    SeveralHosts,
    /// What it names is not a host.
    NotAHost(HostError),
    /// It names a host that neither the policy nor the caller did.
    UnknownHost(Host),
}

impl fmt::Display for RedirectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoPath => f.write_str("the request has no path"),
            Self::NoHost => f.write_str("the request names no host"),
            Self::SeveralHosts => f.write_str("the request has several `Host` lines"),
            Self::NotAHost(error) => write!(f, "what the request names is not a host: {error}"),
            Self::UnknownHost(host) => write!(
                f,
                "`{host}` is not among the hosts that a redirect may lead to"
            ),
        }
    }
}

impl Error for RedirectError {}

/// Where the request's path is on https, if its host is one of those named.
fn location(
    target: Target<'_>,
    force: &ForceHttps,
    hosts: &[Host],
) -> Result<HeaderValue, RedirectError> {
    let path_and_query = target.uri.path_and_query().map(PathAndQuery::as_str);
    let path_and_query = path_and_query
        // Anything else would go on with the host's name.
        .filter(|path| target.method != Method::CONNECT && path.starts_with(['/', '?']))
        .ok_or(RedirectError::NoPath)?;
    let asked = Authority::parse(requested_host(target)?).map_err(RedirectError::NotAHost)?;
    let named = hosts.iter().map(Host::authority);
    let named_by_policy = force.hosts.iter().flat_map(|host| Authority::parse(host));
    let host = named
        .chain(named_by_policy)
        .find(|host| host.has_name_of(&asked))
        .or_else(|| Authority::parse(force.to?).ok())
        .ok_or_else(|| RedirectError::UnknownHost(Host::of(asked)))?;
    HeaderValue::try_from(format!("https://{host}{path_and_query}"))
        .map_err(|_| RedirectError::NoPath)
}

fn requested_host(target: Target<'_>) -> Result<&str, RedirectError> {
    if let Some(authority) = target.uri.authority() {
        return Ok(authority.as_str());
    }
    let mut lines = target.headers.get_all(HOST).iter();
    match (lines.next(), lines.next()) {
        (None, _) => Err(RedirectError::NoHost),
        (Some(_), Some(_)) => Err(RedirectError::SeveralHosts),
        (Some(host), None) => host
            .to_str()
            .map_err(|_| RedirectError::NotAHost(HostError::Domain)),
    }
}

impl ForceHttps {
    /// Whether a path is served over plain http.
    fn exempts(&self, path: &str) -> bool {
        self.exempt.iter().any(|entry| is_exempt(path, entry))
    }
}

#[cfg(test)]
mod tests;
