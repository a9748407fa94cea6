//! A server on hyper alone whose page shows in a browser what its policy does.
//!
//! `cargo run --example hyper [ADDRESS]`, then open the address that it prints. TLS is a proxy's work, and on this machine
//! curl can play the proxy:
//!
//! ```text
//! curl -i -H 'X-Forwarded-Proto: https' 'http://127.0.0.1:3000/'           # with Strict-Transport-Security
//! curl -i -H 'X-Forwarded-Proto: http' 'http://127.0.0.1:3000/a%2Fb?c=d'   # a redirect to https
//! ```

#[path = "hyper/page.rs"]
mod page;
#[path = "hyper/reports.rs"]
mod reports;

use std::convert::Infallible;
use std::io::Write;
use std::net::SocketAddr;
use std::time::Duration;
use std::{env, io};

use hyper::body::Incoming;
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use talisman::ask::reports::Site;
use talisman::{Policy, RedirectError, Scheme, TrustedProxies, talisman_policy};
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tokio::time::sleep;

const POLICY: Policy = talisman_policy! {
    force_https: 308,
    force_https_hosts: ["localhost", "127.0.0.1"],
    strict_transport_security: { max_age: 63072000, include_subdomains: true },
    content_security_policy: {
        default-src none;
        script-src nonce strict-dynamic report-sample;
        style-src nonce;
        img-src self; // browsers ask for an icon
        connect-src self;
        base-uri none;
        form-action none;
        frame-ancestors none;
        report-uri "/reports";
    },
    frame_options: DENY,
    referrer_policy: no-referrer,
    cross_origin_resource_policy: same-origin,
};

/// The proxy that ends TLS runs on this machine, and is the only one.
const PROXY: TrustedProxies = TrustedProxies::x_forwarded_proto(1);

const MAX_CONNECTIONS: usize = 128;
const HEADER_TIMEOUT: Duration = Duration::from_secs(10);

async fn handle(
    peer: SocketAddr,
    request: Request<Incoming>,
) -> Result<Response<String>, Infallible> {
    // Whoever is not on this machine is not the proxy, and may write into the field what it likes. A browser on this
    // machine comes past the proxy and is served, so that developing needs no TLS.
    let stated = if peer.ip().to_canonical().is_loopback() {
        PROXY.forwarded_scheme(request.headers())
    } else {
        Some(Scheme::Http)
    };
    let redirect = stated.and_then(|scheme| POLICY.redirect_to_https(scheme, &request, &[]));
    let scheme = stated.unwrap_or(Scheme::Http);

    let mut applier = POLICY.applier(scheme);
    let mut page_nonce = None;
    let mut response = match (redirect, request.method(), request.uri().path()) {
        (Some(redirect), ..) => {
            if let Some(reason) = redirect.extensions().get::<RedirectError>() {
                let _ = writeln!(io::stderr(), "{peer}: {reason}");
            }
            redirect.map(|()| String::new())
        }
        (None, &Method::GET | &Method::HEAD, "/") => {
            page_nonce = Some(applier.nonce());
            typed("text/html; charset=utf-8", String::new())
        }
        (None, &Method::GET | &Method::HEAD, "/reports") => {
            let site = Site::new().policy("POLICY", &POLICY);
            typed("text/plain; charset=utf-8", reports::lines(&site))
        }
        (None, &Method::POST, "/reports") => status(reports::receive(request.into_body()).await),
        _ => status(StatusCode::NOT_FOUND),
    };
    applier.apply(&mut response);
    // Most pages are written before; this one lists the fields that it is sent with.
    if let Some(nonce) = page_nonce {
        *response.body_mut() = page::page(nonce, response.headers());
    }
    Ok(response)
}

fn typed(content_type: &'static str, body: String) -> Response<String> {
    let mut response = Response::new(body);
    let content_type = HeaderValue::from_static(content_type);
    response.headers_mut().insert(CONTENT_TYPE, content_type);
    response
}

fn status(status: StatusCode) -> Response<String> {
    let mut response = Response::new(String::new());
    *response.status_mut() = status;
    response
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let address = env::args().nth(1);
    let listener = TcpListener::bind(address.as_deref().unwrap_or("127.0.0.1:3000")).await?;
    writeln!(io::stdout(), "http://{}/", listener.local_addr()?)?;

    let mut connections = JoinSet::new();
    loop {
        if connections.len() >= MAX_CONNECTIONS {
            connections.join_next().await;
        }
        let Ok((stream, peer)) = listener.accept().await else {
            // Out of file descriptors, say: the next try would fail at once.
            sleep(Duration::from_millis(50)).await;
            continue;
        };
        // Responses to pipelined requests wait for no acknowledgement.
        let _ = stream.set_nodelay(true);
        let service = service_fn(move |request| handle(peer, request));
        connections.spawn(
            http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(HEADER_TIMEOUT)
                .serve_connection(TokioIo::new(stream), service),
        );
    }
}
