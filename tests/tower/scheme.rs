//! How a request came in, and where a redirect leads.

use std::io;
use std::net::SocketAddr;

use axum::Router;
use axum::extract::{ConnectInfo, OriginalUri, Request};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::routing::get;
use talisman::tower::{PolicyHandle, PolicyLayer};
use talisman::{Host, Policy, Scheme, TrustedProxies, talisman_policy};

use crate::wire::{Received, Site};

const SECURE: Policy = talisman_policy! {
    force_https: 308,
    force_https_hosts: ["site.example"],
    force_https_exempt: ["/health", "/nested/health"],
};

const PROXY: TrustedProxies = TrustedProxies::x_forwarded_proto(1);
const HTTPS: &str = "X-Forwarded-Proto: https\r\n";
const HTTP: &str = "X-Forwarded-Proto: http\r\n";

fn routes() -> Router {
    Router::new()
        .route("/", get(|| async { "served" }))
        .route("/health", get(|| async { "served" }))
        .route("/a/{*rest}", get(|| async { "served" }))
}

#[track_caller]
fn assert_redirected(received: &Received, location: &str) {
    assert_eq!(received.status, 308);
    assert_eq!(received.one("location"), location);
    assert_eq!(received.one("x-frame-options"), "SAMEORIGIN");
    assert!(!received.has("strict-transport-security"));
}

#[track_caller]
fn assert_served(received: &Received, over: Scheme) {
    assert_eq!((received.status, received.body.as_str()), (200, "served"));
    assert_eq!(received.one("x-frame-options"), "SAMEORIGIN");
    assert_eq!(
        received.has("strict-transport-security"),
        over == Scheme::Https
    );
}

#[tokio::test]
async fn https_is_served_and_http_redirected() -> io::Result<()> {
    let site = Site::of(routes().layer(PolicyLayer::new(SECURE).https())).await?;
    assert_served(&site.get("/").await?, Scheme::Https);

    let site = Site::of(routes().layer(PolicyLayer::new(SECURE).http())).await?;
    assert_redirected(
        &site.get("/a/b%2Fc?d=e").await?,
        "https://site.example/a/b%2Fc?d=e",
    );
    assert_served(&site.get("/health").await?, Scheme::Http);

    // Without the layer everyone is served.
    assert_eq!(Site::of(routes()).await?.get("/").await?.body, "served");
    Ok(())
}

#[tokio::test]
async fn proxies_are_trusted_as_far_as_they_are() -> io::Result<()> {
    let site = Site::of(routes().layer(PolicyLayer::new(SECURE).trusting(PROXY))).await?;
    assert_served(&site.ask("GET", "/", HTTPS).await?, Scheme::Https);
    let forged = "X-Forwarded-Proto: https, http\r\n";
    for fields in [HTTP, "", forged] {
        assert_redirected(
            &site.ask("GET", "/", fields).await?,
            "https://site.example/",
        );
    }
    assert_served(&site.ask("GET", "/health", "").await?, Scheme::Http);
    Ok(())
}

#[tokio::test]
async fn a_peer_that_is_no_proxy_is_not_believed() -> io::Result<()> {
    let trusting = |loopback: bool| {
        PolicyLayer::new(SECURE).trusting_peers(PROXY, move |peer: &ConnectInfo<SocketAddr>| {
            peer.ip().is_loopback() == loopback
        })
    };
    let site = Site::of(routes().layer(trusting(true))).await?;
    assert_served(&site.ask("GET", "/", HTTPS).await?, Scheme::Https);
    assert_redirected(&site.ask("GET", "/", HTTP).await?, "https://site.example/");

    let site = Site::of(routes().layer(trusting(false))).await?;
    assert_redirected(&site.ask("GET", "/", HTTPS).await?, "https://site.example/");
    // And nobody is, where the server does not say who the peer is.
    let unknown = PolicyLayer::new(SECURE).trusting_peers(PROXY, |_: &SocketAddr| true);
    let site = Site::of(routes().layer(unknown)).await?;
    assert_redirected(&site.ask("GET", "/", HTTPS).await?, "https://site.example/");
    Ok(())
}

#[tokio::test]
async fn a_function_may_know_the_scheme_or_nothing() -> io::Result<()> {
    let stated =
        PolicyLayer::new(SECURE).scheme_from(|parts| PROXY.forwarded_scheme(&parts.headers));
    let site = Site::of(routes().layer(stated)).await?;
    assert_served(&site.ask("GET", "/", HTTPS).await?, Scheme::Https);
    assert_redirected(&site.ask("GET", "/", HTTP).await?, "https://site.example/");
    assert_served(&site.get("/").await?, Scheme::Http);

    let always = PolicyLayer::new(SECURE).scheme_from(|_| Scheme::Https);
    let site = Site::of(routes().layer(always)).await?;
    assert_served(&site.ask("GET", "/", HTTP).await?, Scheme::Https);
    Ok(())
}

#[tokio::test]
async fn the_layer_can_name_hosts() -> io::Result<()> {
    let policy = || PolicyLayer::new(talisman_policy! { force_https: 308 }).http();
    let site = Site::of(routes().layer(policy())).await?;
    assert_eq!(site.get("/").await?.status, 400);
    let hosts: Vec<Host> = vec!["site.example:8443".parse().expect("it is a host")];
    let site = Site::of(routes().layer(policy().hosts(hosts))).await?;
    assert_redirected(&site.get("/").await?, "https://site.example:8443/");
    Ok(())
}

/// In a nested router the request's path has lost its prefix.
#[tokio::test]
async fn a_redirect_in_a_nested_router_keeps_the_prefix() -> io::Result<()> {
    let layered = routes().layer(PolicyLayer::new(SECURE).trusting(PROXY));
    let site = Site::of(Router::new().nest("/nested", layered)).await?;
    assert_redirected(
        &site.get("/nested/a/b?c").await?,
        "https://site.example/nested/a/b?c",
    );
    // Paths are exempt as the client names them.
    assert_served(&site.get("/nested/health").await?, Scheme::Http);
    Ok(())
}

/// What happened if the layer read the URI as it finds it.
#[tokio::test]
async fn without_the_original_uri_the_prefix_would_be_lost() -> io::Result<()> {
    async fn forget(mut request: Request, next: Next) -> Response {
        request.extensions_mut().remove::<OriginalUri>();
        next.run(request).await
    }
    let layered = routes()
        .layer(PolicyLayer::new(SECURE).http())
        .layer(from_fn(forget));
    let site = Site::of(Router::new().nest("/nested", layered)).await?;
    assert_redirected(&site.get("/nested/a/b").await?, "https://site.example/a/b");
    Ok(())
}

#[tokio::test]
async fn a_layer_further_in_redirects_too_by_the_outermost_layers_scheme() -> io::Result<()> {
    let open = talisman_policy! { ..SECURE, force_https: off };
    let router = Router::new()
        .route("/open", get(|| async { "served" }))
        .route(
            "/secure",
            get(|| async { "served" }).route_layer(PolicyLayer::new(SECURE).http()),
        )
        .layer(PolicyLayer::new(open).trusting(PROXY));
    let site = Site::of(router).await?;
    assert_served(&site.ask("GET", "/open", HTTP).await?, Scheme::Http);
    assert_redirected(
        &site.ask("GET", "/secure", HTTP).await?,
        "https://site.example/secure",
    );
    assert_served(&site.ask("GET", "/secure", HTTPS).await?, Scheme::Https);
    Ok(())
}

#[tokio::test]
async fn a_handler_can_ask_for_the_scheme() -> io::Result<()> {
    async fn scheme(handle: PolicyHandle) -> String {
        format!("{:?}", handle.scheme())
    }
    let router = Router::new().route("/health", get(scheme));
    let site = Site::of(router.layer(PolicyLayer::new(SECURE).trusting(PROXY))).await?;
    assert_eq!(site.ask("GET", "/health", HTTPS).await?.body, "Https");
    assert_eq!(site.ask("GET", "/health", HTTP).await?.body, "Http");
    Ok(())
}
