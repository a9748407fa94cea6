//! A site that was built ahead, on hyper: each page goes out with the policy that was held against it.
//!
//! `cargo run --example site [ADDRESS]`, then open the address that it prints. Change a script in `examples/pages/index.html`
//! and run it again: the policy has the new hash. Add an image of another site, and it does not compile.

use std::convert::Infallible;
use std::io::Write;
use std::{env, io};

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use talisman::{Policy, ProtectedPage, Scheme, page, talisman_policy};
use tokio::net::TcpListener;

/// For files: hashes, and no nonce, so that every cache may keep them.
const BUILT: Policy = talisman_policy! {
    force_https: off,
    content_security_policy: {
        default-src self;
        script-src self hashes_of("examples/pages/index.html");
        style-src self hashes_of("examples/pages/index.html");
        object-src none;
        base-uri none;
        form-action none;
        frame-ancestors none;
    },
    frame_options: DENY,
    pages: ["examples/pages/index.html"],
};

/// For a page with places for the nonce, as trunk writes one.
const NONCED: Policy = talisman_policy! {
    force_https: off,
    content_security_policy: {
        default-src self;
        script-src nonce strict-dynamic;
        object-src none;
        base-uri none;
        form-action none;
        frame-ancestors none;
    },
    frame_options: DENY,
    pages: ["examples/pages/trunk.html"],
};

const INDEX: ProtectedPage = page!("examples/pages/index.html", BUILT);
const TRUNK: ProtectedPage = page!("examples/pages/trunk.html", NONCED);

const SCRIPT: &str =
    "export function run() { document.body.classList.add(\"running\"); }\nrun();\n";
const STYLE: &str = "body { max-width: 40rem; }\n.running h1 { color: green; }\n";
const ICON: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\"><circle cx=\"4\" cy=\"4\" r=\"4\"/></svg>\n";

fn answer(path: &str, request: &HeaderMap) -> Response<Full<Bytes>> {
    // TLS is a proxy's work; see the example `hyper`.
    let scheme = Scheme::Http;
    match path {
        "/" => INDEX.respond_to(request, scheme),
        "/trunk" => TRUNK.respond(scheme),
        "/app.js" => file(scheme, "text/javascript; charset=utf-8", SCRIPT),
        "/app.css" => file(scheme, "text/css; charset=utf-8", STYLE),
        "/icon.svg" => file(scheme, "image/svg+xml", ICON),
        _ => {
            let mut response = file(scheme, "text/plain; charset=utf-8", "not found\n");
            *response.status_mut() = StatusCode::NOT_FOUND;
            response
        }
    }
}

fn file(scheme: Scheme, kind: &'static str, text: &'static str) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::from(text));
    let kind = HeaderValue::from_static(kind);
    response.headers_mut().insert(CONTENT_TYPE, kind);
    BUILT.applier(scheme).apply(&mut response);
    response
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let address = env::args().nth(1);
    let listener = TcpListener::bind(address.as_deref().unwrap_or("127.0.0.1:3000")).await?;
    writeln!(io::stdout(), "http://{}/", listener.local_addr()?)?;
    loop {
        let (stream, _) = listener.accept().await?;
        let service = service_fn(|request: Request<Incoming>| async move {
            Ok::<_, Infallible>(answer(request.uri().path(), request.headers()))
        });
        tokio::spawn(async move {
            let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
            if let Err(error) = connection.await {
                let _ = writeln!(io::stderr(), "{error}");
            }
        });
    }
}
