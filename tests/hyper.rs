//! A server on hyper, and what a client reads from the socket: bytes, not what a header map makes of them.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::io;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONTENT_TYPE, SET_COOKIE, X_FRAME_OPTIONS};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use talisman::{Policy, Scheme, TrustedProxies, talisman_policy};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

const POLICY: Policy = talisman_policy! {
    #![allow(csp-no-base-uri, reason = "no browser shows these pages")]
    force_https: 308,
    force_https_hosts: ["site.example"],
    force_https_exempt: ["/health"],
    content_security_policy: {
        default-src self;
        script-src self nonce;
        style-src nonce;
        object-src none;
    },
    permissions_policy: { geolocation: (self "https://maps.example.com") },
};
const DEFAULT: Policy = talisman_policy! {};
const PROXY: TrustedProxies = TrustedProxies::x_forwarded_proto(1);

#[tokio::test]
async fn every_response_has_a_nonce_of_its_own_and_its_page_has_the_same() -> io::Result<()> {
    let mut seen = BTreeSet::new();
    for _ in 0..20 {
        let received = get("/page", HTTPS).await?;
        let csp = received.field("content-security-policy");
        let nonce = received
            .body
            .split('"')
            .nth(1)
            .expect("the page has a nonce");
        assert_eq!(
            csp,
            format!(
                "default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'nonce-{nonce}'; object-src 'none'"
            )
        );
        assert_eq!(received.body, page(nonce));
        assert_eq!(nonce.len(), 22);
        assert!(
            nonce
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)),
            "{nonce}"
        );
        assert!(seen.insert(nonce.to_owned()), "{nonce} came twice");
    }
    Ok(())
}

#[tokio::test]
async fn a_page_with_a_nonce_is_kept_out_of_shared_caches() -> io::Result<()> {
    assert_eq!(get("/page", HTTPS).await?.field("cache-control"), "private");
    assert_eq!(get("/plain", HTTPS).await?.fields("cache-control"), [""; 0]);
    Ok(())
}

#[tokio::test]
async fn a_response_without_the_nonce_has_a_policy_without_it() -> io::Result<()> {
    let received = get("/plain", HTTPS).await?;
    let csp = "default-src 'self'; script-src 'self'; style-src 'none'; object-src 'none'";
    assert_eq!(received.field("content-security-policy"), csp);
    assert_eq!(received.body, "plain");
    assert_eq!(received.field("content-length"), "5");
    Ok(())
}

#[tokio::test]
async fn every_field_is_on_the_wire_once() -> io::Result<()> {
    for path in ["/page", "/plain", "/own", "/overridden", "/nowhere"] {
        let received = get(path, HTTPS).await?;
        for (name, _) in POLICY.fields(Scheme::Https) {
            assert_eq!(received.fields(name).len(), 1, "{name} of {path}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn what_the_handler_set_stays_unless_it_is_overridden() -> io::Result<()> {
    assert_eq!(get("/own", HTTPS).await?.field("x-frame-options"), "DENY");
    assert_eq!(
        get("/overridden", HTTPS).await?.field("x-frame-options"),
        "SAMEORIGIN"
    );
    Ok(())
}

#[tokio::test]
async fn cookies_are_kept_in_their_order() -> io::Result<()> {
    for path in ["/page", "/plain", "/own", "/overridden"] {
        let received = get(path, HTTPS).await?;
        assert_eq!(
            received.fields("set-cookie"),
            ["a=1; Path=/", "b=2"],
            "{path}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn a_304_does_not_renew_the_nonce_of_a_stored_page() -> io::Result<()> {
    let received = get("/not-modified", HTTPS).await?;
    assert_eq!(received.status, "HTTP/1.1 304 Not Modified");
    assert_eq!(received.fields("content-security-policy"), [""; 0]);
    assert_eq!(received.field("x-frame-options"), "SAMEORIGIN");
    Ok(())
}

#[tokio::test]
async fn head_has_the_fields_of_get_and_no_body() -> io::Result<()> {
    let (head, get) = (
        ask("HEAD", "/page", HTTPS).await?,
        get("/page", HTTPS).await?,
    );
    let names = |received: &Received| {
        received
            .fields
            .iter()
            .map(|(name, _)| name.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&head), names(&get));
    assert_eq!(head.field("content-length"), get.field("content-length"));
    assert_eq!(head.body, "");
    Ok(())
}

#[tokio::test]
async fn strict_transport_security_is_sent_over_https_alone() -> io::Result<()> {
    let value = "max-age=31556926; includeSubDomains";
    assert_eq!(
        get("/health", HTTPS)
            .await?
            .field("strict-transport-security"),
        value
    );
    assert_eq!(
        get("/health", HTTP)
            .await?
            .fields("strict-transport-security"),
        [""; 0]
    );
    assert_eq!(
        get("/health", "")
            .await?
            .fields("strict-transport-security"),
        [""; 0]
    );
    // The client's own word is in front of the proxy's.
    let forged = "X-Forwarded-Proto: https, http\r\n";
    assert_eq!(
        get("/health", forged)
            .await?
            .fields("strict-transport-security"),
        [""; 0]
    );
    Ok(())
}

#[tokio::test]
async fn http_is_redirected_to_the_host_that_was_named() -> io::Result<()> {
    let received = get("/a%2Fb//c?d=%0d%0a&e=/", HTTP).await?;
    assert_eq!(received.status, "HTTP/1.1 308 Permanent Redirect");
    assert_eq!(
        received.field("location"),
        "https://site.example/a%2Fb//c?d=%0d%0a&e=/"
    );
    assert_eq!(received.field("x-content-type-options"), "nosniff");
    assert_eq!(received.fields("strict-transport-security"), [""; 0]);
    Ok(())
}

#[tokio::test]
async fn nobody_is_redirected_to_another_host() -> io::Result<()> {
    for host in [
        "evil.example",
        "site.example.evil.example",
        "site.example@evil.example",
        "",
        "site.example:x",
    ] {
        let received = send(&format!(
            "GET / HTTP/1.1\r\nHost: {host}\r\n{HTTP}Connection: close\r\n\r\n"
        ))
        .await?;
        assert_eq!(received.status, "HTTP/1.1 400 Bad Request", "{host}");
        assert_eq!(received.fields("location"), [""; 0], "{host}");
    }
    Ok(())
}

#[tokio::test]
async fn the_default_is_what_flask_talisman_sends() -> io::Result<()> {
    let received = get("/default", HTTPS).await?;
    let sent: BTreeSet<_> = received
        .fields
        .iter()
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    for field in [
        "permissions-policy: browsing-topics=()",
        "x-frame-options: SAMEORIGIN",
        "x-content-type-options: nosniff",
        "content-security-policy: default-src 'self'; object-src 'none'",
        "strict-transport-security: max-age=31556926; includeSubDomains",
        "referrer-policy: strict-origin-when-cross-origin",
    ] {
        assert!(sent.contains(field), "{field} is not among {sent:#?}");
    }
    let others: BTreeSet<_> = [
        "connection",
        "content-length",
        "content-type",
        "date",
        "set-cookie",
    ]
    .into();
    let foreign = received
        .fields
        .iter()
        .filter(|(name, _)| !others.contains(name.as_str()))
        .count();
    assert_eq!(foreign, 6);
    Ok(())
}

const HTTPS: &str = "X-Forwarded-Proto: https\r\n";
const HTTP: &str = "X-Forwarded-Proto: http\r\n";

fn page(nonce: &str) -> String {
    format!("<script nonce=\"{nonce}\">let a = '\u{fc} < \u{1f512}';</script>")
}

fn handle(request: &Request<Incoming>) -> Response<Full<Bytes>> {
    let scheme = PROXY.scheme(request.headers());
    let path = request.uri().path();
    let policy = if path == "/default" { DEFAULT } else { POLICY };
    let mut applier = policy.applier(scheme);
    if let Some(mut redirect) = policy.redirect_to_https(scheme, request, &[]) {
        applier.apply(&mut redirect);
        return redirect.map(|()| Full::default());
    }
    let body = if matches!(path, "/page" | "/not-modified") {
        page(applier.nonce().expect("the policy has a nonce").as_str())
    } else {
        path.trim_start_matches('/').to_owned()
    };
    let mut response = Response::new(Full::from(if path == "/not-modified" {
        String::new()
    } else {
        body
    }));
    let headers = response.headers_mut();
    headers.insert(
        CONTENT_TYPE,
        "text/html; charset=utf-8".parse().expect("it is a value"),
    );
    headers.append(SET_COOKIE, "a=1; Path=/".parse().expect("it is a value"));
    headers.append(SET_COOKIE, "b=2".parse().expect("it is a value"));
    match path {
        "/not-modified" => *response.status_mut() = StatusCode::NOT_MODIFIED,
        "/nowhere" => *response.status_mut() = StatusCode::NOT_FOUND,
        "/own" | "/overridden" => {
            headers.append(X_FRAME_OPTIONS, "DENY".parse().expect("it is a value"));
        }
        _ => {}
    }
    if path == "/overridden" {
        applier.apply_overriding(&mut response);
    } else {
        applier.apply(&mut response);
    }
    response
}

/// A response as it came.
struct Received {
    status: String,
    fields: Vec<(String, String)>,
    body: String,
}

impl Received {
    /// Every value of a field, in order.
    fn fields(&self, name: &str) -> Vec<&str> {
        self.fields
            .iter()
            .filter(|(other, _)| other == name)
            .map(|(_, value)| value.as_str())
            .collect()
    }

    /// The one value of a field.
    #[track_caller]
    fn field(&self, name: &str) -> &str {
        let values = self.fields(name);
        assert_eq!(values.len(), 1, "{name}: {values:?}");
        values[0]
    }
}

async fn get(path: &str, fields: &str) -> io::Result<Received> {
    ask("GET", path, fields).await
}

async fn ask(method: &str, path: &str, fields: &str) -> io::Result<Received> {
    send(&format!(
        "{method} {path} HTTP/1.1\r\nHost: site.example\r\n{fields}Connection: close\r\n\r\n"
    ))
    .await
}

/// Sends a request to a server of its own and reads all that comes back.
async fn send(request: &str) -> io::Result<Received> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let mut client = TcpStream::connect(listener.local_addr()?).await?;
    let (stream, _) = listener.accept().await?;
    let service = service_fn(async |request| Ok::<_, Infallible>(handle(&request)));
    let serve = async {
        http1::Builder::new()
            .serve_connection(TokioIo::new(stream), service)
            .await
            .map_err(io::Error::other)
    };
    let mut bytes = Vec::new();
    let ask = async {
        client.write_all(request.as_bytes()).await?;
        client.read_to_end(&mut bytes).await
    };
    tokio::try_join!(serve, ask)?;
    let text = String::from_utf8(bytes).expect("the response is UTF-8");
    let (head, body) = text
        .split_once("\r\n\r\n")
        .expect("the head ends in an empty line");
    let mut lines = head.split("\r\n");
    let status = lines.next().unwrap_or_default().to_owned();
    let fields = lines
        .map(|line| line.split_once(": ").expect("a field has a colon"))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    Ok(Received {
        status,
        fields,
        body: body.to_owned(),
    })
}
