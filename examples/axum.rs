//! A small site on axum, all of whose answers have the policy's fields.
//!
//! `cargo run --example axum [ADDRESS]`, then open the address that it prints. TLS is a proxy's work, and on this machine
//! curl can play the proxy:
//!
//! ```text
//! curl -i -H 'X-Forwarded-Proto: https' 'http://127.0.0.1:3000/'         # with Strict-Transport-Security
//! curl -i -H 'X-Forwarded-Proto: http' 'http://127.0.0.1:3000/api?a=b'   # a redirect to https
//! ```

use std::io::Write;
use std::net::SocketAddr;
use std::{env, io};

use axum::extract::ConnectInfo;
use axum::http::header::{CACHE_CONTROL, SET_COOKIE};
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse};
use axum::routing::get;
use axum::serve::ListenerExt;
use axum::{Json, Router};
use talisman::axum::CspNonce;
use talisman::tower::PolicyLayer;
use talisman::{Policy, Scheme, TrustedProxies, talisman_policy};
use tokio::net::TcpListener;
use tower_http::catch_panic::CatchPanicLayer;

const POLICY: Policy = talisman_policy! {
    force_https: 308,
    force_https_hosts: ["localhost", "127.0.0.1"],
    strict_transport_security: { max_age: 63072000, include_subdomains: true },
    content_security_policy: {
        default-src self;
        script-src nonce strict-dynamic;
        style-src self nonce;
        object-src none;
        base-uri none;
        form-action self;
        frame-ancestors none;
    },
    frame_options: DENY,
    referrer_policy: no-referrer,
    session_cookie_names: ["session"],
};

/// For what other sites may show in a frame.
const EMBED: Policy = talisman_policy! {
    #![allow(csp-frame-ancestors-any-host, reason = "the widget is for every site")]
    ..POLICY,
    frame_options: off,
    content_security_policy: { ..; frame-ancestors *; },
};

/// The proxy that ends TLS runs on this machine, and is the only one.
const PROXY: TrustedProxies = TrustedProxies::x_forwarded_proto(1);

async fn page(CspNonce(nonce): CspNonce) -> Html<String> {
    Html(format!(
        "<!doctype html><meta charset=utf-8><title>talisman</title>\
         <style nonce=\"{nonce}\">body {{ font: 1.2em sans-serif }}</style>\
         <p>The script with the nonce <b id=ran>did not run</b>.\
         <p><a href=/embed>embed</a> <a href=/api>api</a> <a href=/login>login</a> <a href=/panic>panic</a> <a href=/none>404</a>\
         <script nonce=\"{nonce}\">document.getElementById('ran').textContent = 'ran'</script>\
         <script>document.getElementById('ran').textContent = 'was overtaken by one without'</script>\n"
    ))
}

async fn embed(CspNonce(nonce): CspNonce) -> Html<String> {
    Html(format!(
        "<!doctype html><meta charset=utf-8><title>widget</title>\
         <p id=widget><script nonce=\"{nonce}\">document.getElementById('widget').textContent = 'a widget'</script>\n"
    ))
}

/// Asks for no nonce, so that caches may store the response.
async fn api() -> impl IntoResponse {
    let fields = [(CACHE_CONTROL, "public, max-age=60")];
    (fields, Json(["a", "b"]))
}

/// The policy adds `Secure`, `HttpOnly` and `SameSite`. A site of yours draws the value at random.
async fn login() -> impl IntoResponse {
    ([(SET_COOKIE, "session=example; Path=/")], "logged in\n")
}

async fn panic() -> &'static str {
    panic!("as it was asked to")
}

/// Whoever is not on this machine is not the proxy, and may write into the field what it likes. A browser on this machine
/// comes past the proxy and is served, so that developing needs no TLS.
fn scheme(request: &Parts) -> Option<Scheme> {
    match request.extensions.get::<ConnectInfo<SocketAddr>>() {
        Some(peer) if peer.ip().to_canonical().is_loopback() => {
            PROXY.forwarded_scheme(&request.headers)
        }
        _ => Some(Scheme::Http),
    }
}

fn app() -> Router {
    let policy = PolicyLayer::new(POLICY).scheme_from(scheme);
    Router::new()
        .route("/", get(page))
        .route("/embed", get(embed).route_layer(policy.with_policy(EMBED)))
        .route("/api", get(api))
        .route("/login", get(login).post(login))
        .route("/panic", get(panic))
        .layer(CatchPanicLayer::new())
        // Last, and so around all of it: the answers to panics, and the 404 and 405 of the router.
        .layer(policy)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let address = env::args().nth(1);
    let listener = TcpListener::bind(address.as_deref().unwrap_or("127.0.0.1:3000")).await?;
    writeln!(io::stdout(), "http://{}/", listener.local_addr()?)?;
    // Responses to pipelined requests wait for no acknowledgement.
    let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
    let app = app().into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, app).await
}
