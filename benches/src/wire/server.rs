//! The servers: hyper on one thread, and a handler that answers at once.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::hint::black_box;
use std::{io, process, thread};

use ::talisman::Scheme;
use http::{HeaderName, HeaderValue, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{HttpService, service_fn};
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::task::LocalSet;
use tower::Layer;

use crate::Error;
use crate::case::{Case, Handler};
use crate::fields;
use crate::variant::service::Leaf;
use crate::variant::{axum_helmet, hand, http_security_headers, talisman, tower_http};

/// Serves one variant on a port of 127.0.0.1 that it prints, until it is killed or its standard input ends.
///
/// # Errors
///
/// If the address cannot be listened on, or there is no such variant.
pub fn serve(name: &str) -> Result<(), Error> {
    thread::spawn(|| {
        let _ = io::copy(&mut io::stdin(), &mut io::sink());
        process::exit(0);
    });
    let (name, slots) = match name.strip_suffix("-nonce") {
        Some(name) => (name, 2),
        None => (name, 0),
    };
    // Of its own the response has Content-Type; Content-Length and Date are hyper's.
    let case = Case {
        slots,
        own: 1,
        ..Case::MAIN
    };
    let handler = case.handler();
    match name {
        "bare" => listen(service_fn(move |_| page(&handler, |_| ()))),
        "ready-made" => {
            let field = ready_made(case);
            listen(service_fn(move |_| {
                page(&handler, |response| {
                    let (name, value) = field.clone();
                    response.headers_mut().insert(name, value);
                })
            }))
        }
        "hand" => listen(service_fn(move |_| {
            page(&handler, |response| {
                hand::write(response.headers_mut(), case);
            })
        })),
        "talisman" => {
            let policy = talisman::policy(case);
            listen(service_fn(move |_| {
                let mut applier = policy.applier(Scheme::Https);
                if slots > 0 {
                    black_box(applier.nonce());
                }
                page(&handler, |response| applier.apply_overriding(response))
            }))
        }
        "tower-http" => listen(TowerToHyperService::new(tower_http::ten(case))),
        "axum-helmet" => {
            let service = axum_helmet::layer(case).layer(Leaf::new(handler));
            listen(TowerToHyperService::new(service))
        }
        "http-security-headers" => {
            let headers = http_security_headers::headers(case).ok_or("it has the ten fields")?;
            let layer = ::http_security_headers::SecurityHeadersLayer::new(headers);
            let leaf = if slots > 0 {
                Leaf::private(handler)
            } else {
                Leaf::new(handler)
            };
            listen(TowerToHyperService::new(layer.layer(leaf)))
        }
        other => Err(format!("no such server: {other}").into()),
    }
}

/// A page, with what a variant does to it.
fn page(
    handler: &Handler,
    finish: impl FnOnce(&mut Response<String>),
) -> Ready<Result<Response<String>, Infallible>> {
    let mut response = handler.response();
    finish(&mut response);
    ready(Ok(response))
}

/// One field with as many bytes as all fields of a policy have on the wire: what it costs to send them at all.
fn ready_made(case: Case) -> (HeaderName, HeaderValue) {
    let line = |name: &str, value: &str| name.len() + ": ".len() + value.len() + "\r\n".len();
    let csp = fields::CONTENT_SECURITY_POLICY[case.slots];
    let policy: usize = fields::rest(case.size)
        .chain([("content-security-policy", csp)])
        .map(|(name, value)| line(name, value))
        .sum();
    let value = "x".repeat(policy - line("x-ready", ""));
    let value = HeaderValue::try_from(value).expect("it is ASCII");
    (HeaderName::from_static("x-ready"), value)
}

fn listen<S>(service: S) -> Result<(), Error>
where
    S: HttpService<Incoming, ResBody = String, Error: Into<Error>> + Clone + 'static,
{
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .build()?;
    LocalSet::new().block_on(&runtime, async move {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        println!("http://{}/", listener.local_addr()?);
        loop {
            let (stream, _) = listener.accept().await?;
            stream.set_nodelay(true)?;
            let service = service.clone();
            tokio::task::spawn_local(async move {
                // A client that goes away is no matter.
                let _ = http1::Builder::new()
                    .serve_connection(TokioIo::new(stream), service)
                    .await;
            });
        }
    })
}
