//! Every kind of response: without a body, in part, with trailers, and one whose body has not come yet.

use std::io;

use http::Request;
use http_body_util::BodyExt;
use talisman::tower::PolicyLayer;

use crate::server::{Client, Server, text};
use crate::{fields_of, fields_of_the_site, nonce_of};

async fn clients() -> io::Result<(Server, [Client; 2])> {
    let server = Server::start(PolicyLayer::https, true).await?;
    let clients = [
        Client::http1(server.connect_tls(b"http/1.1").await?).await,
        Client::http2(server.connect_tls(b"h2").await?).await,
    ];
    Ok((server, clients))
}

#[tokio::test]
async fn whatever_the_status_the_fields_are_there() -> io::Result<()> {
    let (_server, clients) = clients().await?;
    for mut client in clients {
        for status in [200, 201, 204, 206, 301, 400, 404, 416, 418, 500, 503] {
            let response = client.get(&format!("/{status}")).await;
            assert_eq!(response.status(), status);
            assert_eq!(
                fields_of(response.headers()),
                fields_of_the_site(),
                "{status}"
            );
            text(response).await;
        }
    }
    Ok(())
}

/// A browser takes the fields of a 304 over into the stored page, whose scripts have the nonce that it was stored with.
#[tokio::test]
async fn a_304_leaves_the_policy_with_the_slot_off() -> io::Result<()> {
    let (_server, clients) = clients().await?;
    let mut without = fields_of_the_site();
    without.retain(|(name, _)| name != "content-security-policy");
    for mut client in clients {
        let response = client.get("/304").await;
        assert_eq!(response.status(), 304);
        assert_eq!(fields_of(response.headers()), without);
    }
    Ok(())
}

#[tokio::test]
async fn head_has_the_fields_of_get() -> io::Result<()> {
    let (_server, clients) = clients().await?;
    for mut client in clients {
        let uri = match client {
            Client::Http1(_) => "/200",
            Client::Http2(_) => "https://site.example/200",
        };
        let head = Request::head(uri).header("host", "site.example");
        let response = client.ask(head).await;
        assert_eq!(fields_of(response.headers()), fields_of_the_site());
        assert_eq!(response.headers()["content-length"], "10");
        assert_eq!(text(response).await, "");
    }
    Ok(())
}

#[tokio::test]
async fn trailers_follow_and_are_no_place_for_the_fields() -> io::Result<()> {
    let (_server, clients) = clients().await?;
    for mut client in clients {
        let uri = match client {
            Client::Http1(_) => "/trailers",
            Client::Http2(_) => "https://site.example/trailers",
        };
        let request = Request::get(uri)
            .header("host", "site.example")
            .header("te", "trailers");
        let response = client.ask(request).await;
        assert_eq!(fields_of(response.headers()), fields_of_the_site());
        let body = response.into_body().collect().await.expect("a body");
        let trailers = body.trailers().expect("trailers").clone();
        assert_eq!(trailers["x-sum"], "3");
        assert_eq!(trailers.len(), 1);
        assert_eq!(body.to_bytes(), "1+2");
    }
    Ok(())
}

#[tokio::test]
async fn the_head_of_a_streamed_page_has_the_nonce_before_the_page_ends() -> io::Result<()> {
    let (_server, clients) = clients().await?;
    for mut client in clients {
        let response = client.get("/stream").await;
        let nonce = nonce_of(response.headers()).expect("a nonce").to_owned();
        let first = response
            .into_body()
            .frame()
            .await
            .expect("a frame")
            .expect("it came");
        assert_eq!(first.into_data().expect("data"), nonce);
    }
    Ok(())
}
