//! Whoever answers, the response has the fields.

use std::convert::Infallible;
use std::io;
use std::time::Duration;

use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{Path, Request};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderName, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, post};
use axum::{Json, Router};
use talisman::tower::PolicyLayer;
use talisman::tower::scheme::Https;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use crate::SITE;
use crate::wire::Site;

fn layer() -> PolicyLayer<Https> {
    PolicyLayer::new(SITE).https()
}

fn routes() -> Router {
    Router::new()
        .route("/", get(|| async { "hello" }))
        .route(
            "/number/{n}",
            get(|Path(n): Path<u8>| async move { n.to_string() }),
        )
        .route("/json", post(|Json(text): Json<String>| async { text }))
        .route("/panic", get(panic))
        .route("/slow", get(std::future::pending::<&'static str>))
        .route("/login", get(login))
        .route("/events", get(events))
        .route("/socket", any(socket))
        .route(
            "/teapot",
            get(|| async { Err::<(), _>(StatusCode::IM_A_TEAPOT) }),
        )
}

async fn panic() -> &'static str {
    panic!("as it was asked to")
}

async fn login() -> impl IntoResponse {
    ([(SET_COOKIE, "session=1; Path=/")], "welcome")
}

async fn events() -> impl IntoResponse {
    let event = Event::default().data("one");
    Sse::new(stream_of(Ok::<_, Infallible>(event)))
}

async fn socket(upgrade: WebSocketUpgrade) -> Response {
    upgrade.on_upgrade(async |_| {})
}

/// A stream of one item.
fn stream_of<T: Unpin>(item: T) -> impl futures_core::Stream<Item = T> {
    Once(Some(item))
}

struct Once<T>(Option<T>);

impl<T: Unpin> futures_core::Stream for Once<T> {
    type Item = T;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<T>> {
        std::task::Poll::Ready(self.0.take())
    }
}

/// What is between the routes and the outside of most sites.
fn middleware(router: Router) -> Router {
    router
        .layer(CatchPanicLayer::new())
        .layer(TimeoutLayer::with_status_code(
            StatusCode::REQUEST_TIMEOUT,
            Duration::from_millis(20),
        ))
        .layer(RequestBodyLimitLayer::new(8))
}

/// Method, path, fields of the request, status.
const ASKED: [(&str, &str, &str, u16); 12] = [
    ("GET", "/", "", 200),
    ("HEAD", "/", "", 200),
    ("GET", "/none", "", 404),
    ("GET", "/number/x", "", 400),
    ("DELETE", "/", "", 405),
    ("POST", "/json", "Content-Length: 0\r\n", 415),
    ("POST", "/json", "Content-Length: 9\r\n", 413),
    ("GET", "/panic", "", 500),
    ("GET", "/slow", "", 408),
    ("GET", "/teapot", "", 418),
    ("GET", "/login", "", 200),
    ("GET", "/events", "", 200),
];

#[tokio::test]
async fn every_answer_has_every_field_once() -> io::Result<()> {
    let site = Site::of(middleware(routes()).layer(layer())).await?;
    for (method, path, fields, status) in ASKED {
        let received = site.ask(method, path, fields).await?;
        assert_eq!(received.status, status, "{method} {path}");
        received.assert_protected();
    }
    Ok(())
}

#[tokio::test]
async fn without_the_layer_no_answer_has_any() -> io::Result<()> {
    let site = Site::of(middleware(routes())).await?;
    for (method, path, fields, status) in ASKED {
        let received = site.ask(method, path, fields).await?;
        assert_eq!(received.status, status, "{method} {path}");
        received.assert_bare();
    }
    Ok(())
}

#[tokio::test]
async fn answers_of_middleware_around_the_layer_have_none() -> io::Result<()> {
    let site = Site::of(middleware(routes().layer(layer()))).await?;
    for (method, path, fields, status) in ASKED {
        let received = site.ask(method, path, fields).await?;
        assert_eq!(received.status, status, "{method} {path}");
        if matches!(path, "/panic" | "/slow") || status == 413 {
            received.assert_bare();
        } else {
            received.assert_protected();
        }
    }
    Ok(())
}

#[tokio::test]
async fn routes_that_are_added_after_the_layer_have_none() -> io::Result<()> {
    let router = Router::new()
        .route("/before", get(|| async {}))
        .layer(layer());
    let site = Site::of(router.route("/after", get(|| async {}))).await?;
    site.get("/before").await?.assert_protected();
    site.get("/after").await?.assert_bare();
    Ok(())
}

#[tokio::test]
async fn nested_and_merged_routers_and_fallbacks_have_them() -> io::Result<()> {
    let merged = Router::new().route("/merged", get(|| async {}));
    let nested = Router::new()
        .route("/route", get(|| async {}))
        .fallback(|| async { (StatusCode::GONE, "gone") });
    let router = Router::new()
        .merge(merged)
        .nest("/nested", nested)
        .fallback(|| async { (StatusCode::NOT_FOUND, "nothing") })
        .layer(layer());
    let site = Site::of(router).await?;
    for (path, status) in [
        ("/merged", 200),
        ("/nested/route", 200),
        ("/nested/none", 410),
        ("/none", 404),
    ] {
        let received = site.get(path).await?;
        assert_eq!(received.status, status, "{path}");
        received.assert_protected();
    }
    Ok(())
}

#[tokio::test]
async fn a_web_socket_is_upgraded_with_them() -> io::Result<()> {
    let site = Site::of(routes().layer(layer())).await?;
    let received = site
        .head_of(
            "GET /socket HTTP/1.1\r\nHost: site.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
             Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
        )
        .await?;
    assert_eq!(received.status, 101);
    assert_eq!(received.one("upgrade"), "websocket");
    received.assert_protected();
    Ok(())
}

#[tokio::test]
async fn head_and_get_have_the_same_fields() -> io::Result<()> {
    let site = Site::of(routes().layer(layer())).await?;
    let (get, head) = (site.get("/").await?, site.ask("HEAD", "/", "").await?);
    for name in super::FIELDS {
        assert_eq!(get.one(name), head.one(name));
    }
    assert_eq!(head.body, "");
    Ok(())
}

#[tokio::test]
async fn session_cookies_get_their_attributes() -> io::Result<()> {
    let cookie = |received: crate::wire::Received| received.one("set-cookie").to_owned();
    let site = Site::of(routes().layer(layer())).await?;
    assert_eq!(
        cookie(site.get("/login").await?),
        "session=1; Path=/; Secure; HttpOnly; SameSite=Lax"
    );
    let site = Site::of(routes()).await?;
    assert_eq!(cookie(site.get("/login").await?), "session=1; Path=/");
    Ok(())
}

#[tokio::test]
async fn a_field_of_the_handlers_is_kept_unless_the_layer_overrides() -> io::Result<()> {
    async fn own() -> impl IntoResponse {
        ([("x-frame-options", "SAMEORIGIN")], ())
    }
    let router = Router::new().route("/", get(own));
    let site = Site::of(router.clone().layer(layer())).await?;
    assert_eq!(site.get("/").await?.one("x-frame-options"), "SAMEORIGIN");
    let site = Site::of(router.layer(layer().overriding())).await?;
    assert_eq!(site.get("/").await?.one("x-frame-options"), "DENY");
    Ok(())
}

#[tokio::test]
async fn a_field_that_outer_middleware_sets_is_not_the_layers() -> io::Result<()> {
    async fn own(request: Request, next: Next) -> Response {
        let mut response = next.run(request).await;
        let name = HeaderName::from_static("x-frame-options");
        response
            .headers_mut()
            .append(name, "SAMEORIGIN".parse().expect("it is a value"));
        response
    }
    let router = Router::new().route("/", get(|| async {}));
    let site = Site::of(router.clone().layer(from_fn(own)).layer(layer())).await?;
    assert_eq!(site.get("/").await?.all("x-frame-options"), ["SAMEORIGIN"]);
    // In the wrong order the response has both.
    let site = Site::of(router.layer(layer()).layer(from_fn(own))).await?;
    assert_eq!(
        site.get("/").await?.all("x-frame-options"),
        ["DENY", "SAMEORIGIN"]
    );
    Ok(())
}
