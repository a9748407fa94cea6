//! The answer to a request that came over plain http.

use http::header::{HOST, LOCATION};
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode, Uri};

use crate::field::ForceHttps;
use crate::host::{Authority, Host};
use crate::policy::Policy;
use crate::scheme::Scheme;

impl Policy {
    /// Answers a request that came over plain http, where the policy wants https; `None` says: serve it.
    ///
    /// A request is served if it came over https, if the policy does not force https, or if its path is exempt. An exempt
    /// path that ends in `/` exempts all below it, any other only itself; bytes are compared, so `%61` is not `a`. Below a
    /// prefix, a path with a dot segment (`..`, also as `%2e%2E` or beside `%2f`, `\` or `;`) is not exempt: a server that
    /// resolves it would serve another path than the one that was compared.
    ///
    /// Otherwise the answer, with the default of the body type for a body, is a redirect with the policy's status: 307 and 308 keep method and body, 301 and 302 turn a
    /// POST into a GET. `Location` has the first host, of `hosts` and then of the policy, whose name is that of the request,
    /// with *its own* port; the port of the request is dropped. Path and query follow byte for byte. A redirect carries no
    /// field of the policy yet: apply it as to any response.
    ///
    /// From any other host it leads to the one that the policy states with `force_https_to`, if it states one.
    ///
    /// The answer is a bare 400 (Bad Request) if there is no such host, if the request has no `Host` or several, if its
    /// `Host` is not a plain authority (RFC 9110, section 7.2), and for `CONNECT` and `OPTIONS *`, which name nothing to
    /// redirect to. The authority in the request's URI goes before `Host`, as in HTTP/2.
    ///
    /// ```
    /// use talisman::{Host, Policy, Scheme};
    ///
    /// fn serve(policy: &Policy, scheme: Scheme, request: &http::Request<()>, hosts: &[Host]) -> http::Response<()> {
    ///     let mut response = policy
    ///         .redirect_to_https(scheme, request, hosts)
    ///         .unwrap_or_else(|| http::Response::new(()));
    ///     policy.applier(scheme).apply(&mut response);
    ///     response
    /// }
    /// ```
    ///
    /// # Deployment caveat
    ///
    /// `scheme` decides. Behind a proxy that ends TLS, every request reaches the server over http: read the scheme with
    /// [`TrustedProxies`](crate::TrustedProxies), or a redirect leads to itself for ever. And a request that another host
    /// answers (a proxy for a wrong name, say) never gets here.
    pub fn redirect_to_https<B, Empty: Default>(
        &self,
        scheme: Scheme,
        request: &Request<B>,
        hosts: &[Host],
    ) -> Option<Response<Empty>> {
        self.redirect(scheme, Target::of(request), hosts)
    }

    /// [`redirect_to_https`](Self::redirect_to_https) for what the request asked for before anybody changed its URI.
    pub(crate) fn redirect<Empty: Default>(
        &self,
        scheme: Scheme,
        target: Target<'_>,
        hosts: &[Host],
    ) -> Option<Response<Empty>> {
        let force = self.repr.parts().force_https.as_ref()?;
        if scheme == Scheme::Https || is_exempt(target.uri.path(), force.exempt) {
            return None;
        }
        let mut response = Response::new(Empty::default());
        *response.status_mut() = match location(target, force, hosts) {
            Some(location) => {
                response.headers_mut().insert(LOCATION, location);
                StatusCode::from_u16(force.status).unwrap_or(StatusCode::TEMPORARY_REDIRECT)
            }
            None => StatusCode::BAD_REQUEST,
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

/// Where the request's path is on https, if its host is one of those named.
fn location(target: Target<'_>, force: &ForceHttps, hosts: &[Host]) -> Option<HeaderValue> {
    let path_and_query = target.uri.path_and_query()?.as_str();
    // Anything else would go on with the host's name.
    if target.method == Method::CONNECT || !path_and_query.starts_with(['/', '?']) {
        return None;
    }
    let asked = Authority::parse(requested_host(target)?).ok()?;
    let named = hosts.iter().map(Host::authority);
    let named_by_policy = force.hosts.iter().flat_map(|host| Authority::parse(host));
    let host = named
        .chain(named_by_policy)
        .find(|host| host.has_name_of(&asked))
        .or_else(|| Authority::parse(force.to?).ok())?;
    HeaderValue::try_from(format!("https://{host}{path_and_query}")).ok()
}

fn requested_host(target: Target<'_>) -> Option<&str> {
    if let Some(authority) = target.uri.authority() {
        return Some(authority.as_str());
    }
    let mut lines = target.headers.get_all(HOST).iter();
    match (lines.next(), lines.next()) {
        (Some(host), None) => host.to_str().ok(),
        _ => None,
    }
}

fn is_exempt(path: &str, exempt: &[&str]) -> bool {
    exempt.iter().any(|exempt| {
        if exempt.ends_with('/') {
            path.starts_with(exempt) && !has_dot_segment(path)
        } else {
            path == *exempt
        }
    })
}

fn has_dot_segment(path: &str) -> bool {
    path.to_ascii_lowercase()
        .replace("%2e", ".")
        .replace("%2f", "/")
        .replace("%5c", "/")
        .replace("%3b", ";")
        .split(['/', '\\'])
        .any(|segment| matches!(segment.split(';').next(), Some("." | "..")))
}

#[cfg(test)]
mod tests;
