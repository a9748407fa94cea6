//! The layer, and what can be said of it.

use std::marker::PhantomData;
use std::sync::Arc;

use http::request::Parts;
use tower_layer::Layer;

use crate::host::Host;
use crate::merge::Conflict;
use crate::policy::Policy;
use crate::proxy::TrustedProxies;
use crate::scheme::Scheme;
use crate::tower::scheme::{Http, Https, SchemeFn, SchemeSource, TrustedPeers, Unstated};
use crate::tower::service::PolicyService;

/// Puts a policy on every response of a service, and redirects to https before it where the policy wants that.
///
/// A layer must say how the scheme of a request is known; it does not compile without:
///
/// ```
/// use talisman::tower::PolicyLayer;
/// use talisman::{Policy, TrustedProxies, talisman_policy};
///
/// const POLICY: Policy = talisman_policy! { force_https_hosts: ["www.example.com"] };
///
/// // The server ends TLS itself.
/// let layer = PolicyLayer::new(POLICY).https();
/// // A proxy in front does.
/// let layer = PolicyLayer::new(POLICY).trusting(TrustedProxies::x_forwarded_proto(1));
/// # let _ = layer;
/// ```
///
/// ```compile_fail
/// # use talisman::tower::PolicyLayer;
/// # use talisman::{Policy, talisman_policy};
/// # use tower::{Layer, service_fn};
/// # const POLICY: Policy = talisman_policy! {};
/// # async fn page(request: http::Request<String>) -> Result<http::Response<String>, std::convert::Infallible> { unreachable!() }
/// // this `PolicyLayer` does not say how ..
/// let service = PolicyLayer::new(POLICY).layer(service_fn(page));
/// ```
///
/// Fields that the service set are kept unless [`overriding`](Self::overriding) is said; see
/// [`Applier`](crate::Applier#who-wins). What several layers do is in the [module's docs](crate::tower#several-layers).
///
/// # Deployment caveat
///
/// See the [module's](crate::tower#deployment-caveat).
#[derive(Clone, Debug)]
#[must_use = "a layer does nothing until it is put around a service"]
pub struct PolicyLayer<S = Unstated> {
    settings: Settings,
    source: S,
}

#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub(crate) policy: Policy,
    pub(crate) hosts: Option<Arc<[Host]>>,
    pub(crate) conflict: Conflict,
    pub(crate) shared_caching: bool,
    pub(crate) alone: bool,
}

impl PolicyLayer {
    /// A layer with this policy, which is still to say how the scheme of a request is known.
    pub fn new(policy: impl Into<Policy>) -> Self {
        Self {
            settings: Settings {
                policy: policy.into(),
                hosts: None,
                conflict: Conflict::Keep,
                shared_caching: false,
                alone: false,
            },
            source: Unstated,
        }
    }

    /// Every request came over https: the server ends TLS itself, and listens to nothing else. Nothing is redirected.
    pub fn https(self) -> PolicyLayer<Https> {
        self.with(Https)
    }

    /// Every request came over plain http: a listener that is there to redirect, or a server that speaks http alone, whose
    /// policy has `force_https: off`.
    pub fn http(self) -> PolicyLayer<Http> {
        self.with(Http)
    }

    /// What the proxies in front say, as [`TrustedProxies::scheme`] reads it.
    ///
    /// A request without the field counts as http and is redirected. Exempt the path of a health check that comes past the
    /// proxies with `force_https_exempt`, or let [`scheme_from`](Self::scheme_from) call
    /// [`TrustedProxies::forwarded_scheme`].
    ///
    /// # Deployment caveat
    ///
    /// See [`TrustedProxies`]; where others than the proxies can connect, take
    /// [`trusting_peers`](Self::trusting_peers).
    pub fn trusting(self, proxies: TrustedProxies) -> PolicyLayer<TrustedProxies> {
        self.with(proxies)
    }

    /// What the proxies in front say, if the peer is one of them; a request from anyone else came over http.
    ///
    /// The server gives the peer's address in an extension of the request, whose type `T` the function's argument names.
    /// axum's is `ConnectInfo<SocketAddr>`, which is there if the router is served with
    /// `into_make_service_with_connect_info::<SocketAddr>()`. Without the extension nobody is trusted.
    ///
    /// ```
    /// use std::net::SocketAddr;
    ///
    /// use axum::extract::ConnectInfo;
    /// use talisman::TrustedProxies;
    /// use talisman::tower::PolicyLayer;
    ///
    /// # const POLICY: talisman::Policy = talisman::presets::STRICT;
    /// const PROXY: TrustedProxies = TrustedProxies::x_forwarded_proto(1);
    /// let layer = PolicyLayer::new(POLICY)
    ///     .trusting_peers(PROXY, |peer: &ConnectInfo<SocketAddr>| {
    ///         peer.ip().to_canonical().is_loopback()
    ///     });
    /// # let _ = layer;
    /// ```
    pub fn trusting_peers<T, F>(
        self,
        proxies: TrustedProxies,
        is_trusted: F,
    ) -> PolicyLayer<TrustedPeers<T, F>>
    where
        T: Send + Sync + 'static,
        F: Fn(&T) -> bool,
    {
        self.with(TrustedPeers {
            proxies,
            is_trusted,
            peer: PhantomData,
        })
    }

    /// What a function of the request says: a [`Scheme`], or an `Option` of it, where `None` means that nothing is known
    /// about the request, which is then served as over http and not redirected.
    ///
    /// ```
    /// use talisman::TrustedProxies;
    /// use talisman::tower::PolicyLayer;
    ///
    /// # const POLICY: talisman::Policy = talisman::presets::STRICT;
    /// const PROXY: TrustedProxies = TrustedProxies::forwarded(1);
    /// // Who comes past the proxy, such as a health check, is served.
    /// let layer = PolicyLayer::new(POLICY).scheme_from(|parts| PROXY.forwarded_scheme(&parts.headers));
    /// # let _ = layer;
    /// ```
    pub fn scheme_from<F, R>(self, scheme: F) -> PolicyLayer<SchemeFn<F>>
    where
        F: Fn(&Parts) -> R,
        R: Into<Option<Scheme>>,
    {
        self.with(SchemeFn(scheme))
    }

    fn with<S>(self, source: S) -> PolicyLayer<S> {
        PolicyLayer {
            settings: self.settings,
            source,
        }
    }
}

impl<S> PolicyLayer<S> {
    /// Hosts that a redirect may lead to, before those that the policy names.
    pub fn hosts(mut self, hosts: impl IntoIterator<Item = Host>) -> Self {
        self.settings.hosts = Some(hosts.into_iter().collect());
        self
    }

    /// The policy's fields replace what the service set under the same names.
    pub fn overriding(mut self) -> Self {
        self.settings.conflict = Conflict::Override;
        self
    }

    /// Leaves `Cache-Control` alone although a page carries a nonce; see
    /// [`Applier::allow_shared_caching`](crate::Applier::allow_shared_caching), with its caveat.
    pub fn allow_shared_caching(mut self) -> Self {
        self.settings.shared_caching = true;
        self
    }

    /// No other `PolicyLayer` is further in, and no handler asks for a nonce that the policy does not have: without a nonce
    /// slot in the policy no [`PolicyHandle`](crate::tower::PolicyHandle) is made, which saves four allocations.
    ///
    /// If there is another layer further in all the same, both put their fields on the response: what the inner one turned
    /// off, this one sends.
    pub fn alone(mut self) -> Self {
        self.settings.alone = true;
        self
    }

    /// The same layer with another policy, for a route of its own.
    pub fn with_policy(&self, policy: impl Into<Policy>) -> Self
    where
        S: Clone,
    {
        let mut layer = self.clone();
        layer.settings.policy = policy.into();
        layer
    }
}

impl<S: SchemeSource + Clone, I> Layer<I> for PolicyLayer<S> {
    type Service = PolicyService<I, S>;

    fn layer(&self, inner: I) -> Self::Service {
        PolicyService::new(inner, self.settings.clone(), self.source.clone())
    }
}
