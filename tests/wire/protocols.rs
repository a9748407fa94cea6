//! HTTP/1 and HTTP/2, with and without TLS.

use std::collections::HashSet;
use std::io;

use http::Request;
use talisman::tower::PolicyLayer;
use tokio::net::TcpStream;

use crate::server::{Client, Server, text};
use crate::{fields_of, fields_of_the_site, nonce_of};

/// A connection of each protocol over TLS.
async fn clients(server: &Server) -> io::Result<[Client; 2]> {
    Ok([
        Client::http1(server.connect_tls(b"http/1.1").await?).await,
        Client::http2(server.connect_tls(b"h2").await?).await,
    ])
}

#[tokio::test]
async fn over_tls_both_protocols_send_the_policy() -> io::Result<()> {
    let server = Server::start(PolicyLayer::https, true).await?;
    for mut client in clients(&server).await? {
        let response = client.get("/200").await;
        assert_eq!(response.status(), 200);
        assert_eq!(fields_of(response.headers()), fields_of_the_site());
    }
    Ok(())
}

#[tokio::test]
async fn each_response_of_a_connection_has_another_nonce() -> io::Result<()> {
    let server = Server::start(PolicyLayer::https, true).await?;
    let mut seen = HashSet::new();
    for mut client in clients(&server).await? {
        for _ in 0..4 {
            let response = client.get("/page").await;
            let nonce = nonce_of(response.headers()).expect("a nonce").to_owned();
            assert_eq!(response.headers()["cache-control"], "private");
            assert_eq!(text(response).await, nonce);
            assert!(seen.insert(nonce));
        }
        // And one that asks for none, on the same connection.
        let response = client.get("/200").await;
        assert_eq!(nonce_of(response.headers()), None);
        assert!(!response.headers().contains_key("cache-control"));
        text(response).await;
    }
    Ok(())
}

/// In HTTP/2 the host is in `:authority`, and a `Host` beside it counts for nothing.
#[tokio::test]
async fn a_redirect_follows_the_authority_and_not_a_host_beside_it() -> io::Result<()> {
    let server = Server::start(PolicyLayer::http, false).await?;
    let mut client = Client::http2(TcpStream::connect(server.address).await?).await;
    let ours = Request::get("http://site.example/a?b").header("host", "evil.example");
    let response = client.ask(ours).await;
    assert_eq!(response.status(), 308);
    assert_eq!(response.headers()["location"], "https://site.example/a?b");
    assert!(!response.headers().contains_key("strict-transport-security"));
    assert_eq!(response.headers()["x-frame-options"], "DENY");

    let theirs = Request::get("http://evil.example/a?b").header("host", "site.example");
    let response = client.ask(theirs).await;
    assert_eq!(response.status(), 400);
    assert!(!response.headers().contains_key("location"));
    Ok(())
}

#[tokio::test]
async fn http_1_is_redirected_by_its_host() -> io::Result<()> {
    let server = Server::start(PolicyLayer::http, false).await?;
    let mut client = Client::http1(TcpStream::connect(server.address).await?).await;
    let response = client.get("/a?b").await;
    assert_eq!(response.status(), 308);
    assert_eq!(response.headers()["location"], "https://site.example/a?b");
    let theirs = Request::get("/a?b").header("host", "evil.example");
    assert_eq!(client.ask(theirs).await.status(), 400);
    // In absolute form the URI's authority counts (RFC 9112, section 3.2.2).
    let absolute = Request::get("http://site.example/c").header("host", "evil.example");
    let response = client.ask(absolute).await;
    assert_eq!(response.headers()["location"], "https://site.example/c");
    Ok(())
}
