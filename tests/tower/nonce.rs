//! The nonce: drawn by who asks, once for a response, and for nobody else.

use std::convert::Infallible;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::Body;
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use bytes::Bytes;
use futures_core::Stream;
use talisman::AdoptError;
use talisman::axum::CspNonce;
use talisman::tower::{HandleError, PolicyHandle, PolicyLayer};

use crate::wire::Site;
use crate::{PLAIN, SITE};

async fn page(CspNonce(nonce): CspNonce) -> String {
    format!("<script nonce=\"{nonce}\"></script>")
}

async fn api() -> impl IntoResponse {
    ([("cache-control", "public, max-age=60")], Json(["a"]))
}

#[tokio::test]
async fn the_page_has_the_nonce_of_the_policy_and_no_other_response_has_it() -> io::Result<()> {
    let site = Site::of(
        Router::new()
            .route("/", get(page))
            .layer(PolicyLayer::new(SITE).https()),
    )
    .await?;
    let mut seen = std::collections::HashSet::new();
    for _ in 0..8 {
        let received = site.get("/").await?;
        let nonce = received.nonce().expect("a nonce").to_owned();
        assert_eq!(
            received.body,
            format!("<script nonce=\"{nonce}\"></script>")
        );
        assert_eq!(received.one("cache-control"), "private");
        assert!(seen.insert(nonce));
    }
    Ok(())
}

#[tokio::test]
async fn a_response_whose_handler_does_not_ask_stays_cacheable() -> io::Result<()> {
    let site = Site::of(
        Router::new()
            .route("/", get(api))
            .layer(PolicyLayer::new(SITE).https()),
    )
    .await?;
    let received = site.get("/").await?;
    received.assert_protected();
    assert_eq!(received.nonce(), None);
    assert_eq!(received.one("cache-control"), "public, max-age=60");
    Ok(())
}

#[tokio::test]
async fn a_middleware_that_asks_makes_every_response_private() -> io::Result<()> {
    async fn ask(nonce: CspNonce, request: Request, next: Next) -> Response {
        let _ = nonce;
        next.run(request).await
    }
    let router = Router::new().route("/", get(api)).layer(from_fn(ask));
    let site = Site::of(router.layer(PolicyLayer::new(SITE).https())).await?;
    let received = site.get("/").await?;
    assert!(received.nonce().is_some());
    assert_eq!(received.one("cache-control"), "private, max-age=60");
    Ok(())
}

#[tokio::test]
async fn middleware_and_handler_get_the_same() -> io::Result<()> {
    async fn ask(nonce: CspNonce, request: Request, next: Next) -> Response {
        let mut response = next.run(request).await;
        let nonce = nonce.as_str().parse().expect("it is a value");
        response.headers_mut().insert("x-seen", nonce);
        response
    }
    async fn twice(one: CspNonce, other: CspNonce) -> String {
        format!("{one} {other}")
    }
    let router = Router::new().route("/", get(twice)).layer(from_fn(ask));
    let site = Site::of(router.layer(PolicyLayer::new(SITE).https())).await?;
    let received = site.get("/").await?;
    let nonce = received.one("x-seen");
    assert_eq!(received.body, format!("{nonce} {nonce}"));
    assert_eq!(received.nonce(), Some(nonce));
    Ok(())
}

#[tokio::test]
async fn who_asks_where_there_is_none_cannot_overlook_it() -> io::Result<()> {
    let router = Router::new().route("/", get(page));
    let without_slot = Site::of(router.clone().layer(PolicyLayer::new(PLAIN).https())).await?;
    let received = without_slot.get("/").await?;
    assert_eq!(received.status, 500);
    assert_eq!(received.body, HandleError::NoSlot.to_string());
    assert!(received.has("x-frame-options"));

    let without_layer = Site::of(router).await?;
    let received = without_layer.get("/").await?;
    assert_eq!(received.status, 500);
    assert_eq!(received.body, HandleError::NoLayer.to_string());
    Ok(())
}

#[tokio::test]
async fn a_handler_that_serves_both_asks_for_an_option() -> io::Result<()> {
    async fn either(nonce: Option<CspNonce>) -> String {
        nonce.map_or_else(|| "none".to_owned(), |nonce| nonce.to_string())
    }
    let router = Router::new().route("/", get(either));
    let site = Site::of(router.clone().layer(PolicyLayer::new(PLAIN).https())).await?;
    assert_eq!(site.get("/").await?.body, "none");
    let site = Site::of(router.layer(PolicyLayer::new(SITE).https())).await?;
    let received = site.get("/").await?;
    assert_eq!(received.nonce(), Some(received.body.as_str()));
    Ok(())
}

#[tokio::test]
async fn a_nonce_that_a_framework_drew_is_adopted() -> io::Result<()> {
    const DRAWN: &str = "Zm9ydHktdHdvIGJ5dGVzIG9mIHJhbmRvbW5lc3M=";
    async fn adopt(handle: PolicyHandle) -> String {
        let nonce = handle.adopt_nonce(DRAWN).expect("it is a nonce");
        format!("<script nonce=\"{nonce}\"></script>")
    }
    let router = Router::new()
        .route("/", get(adopt))
        .route("/own", get(page));
    let site = Site::of(router.layer(PolicyLayer::new(SITE).https())).await?;
    let received = site.get("/").await?;
    assert_eq!(
        received.body,
        format!("<script nonce=\"{DRAWN}\"></script>")
    );
    assert_eq!(received.nonce(), Some(DRAWN));
    assert_eq!(received.one("cache-control"), "private");
    // Without it the policy's is another one.
    assert_ne!(site.get("/own").await?.nonce(), Some(DRAWN));
    Ok(())
}

#[tokio::test]
async fn a_text_that_is_no_nonce_changes_nothing() -> io::Result<()> {
    async fn adopt(handle: PolicyHandle) -> String {
        let text = "AbCdEfGhIjKlMnOpQrStUv'; script-src *";
        format!("{:?}", handle.adopt_nonce(text).map(|_| ()))
    }
    let site = Site::of(
        Router::new()
            .route("/", get(adopt))
            .layer(PolicyLayer::new(SITE).https()),
    )
    .await?;
    let received = site.get("/").await?;
    assert_eq!(
        received.body,
        format!("{:?}", Err::<(), _>(AdoptError::Alphabet))
    );
    assert_eq!(received.nonce(), None);
    Ok(())
}

/// A body whose bytes are made when they are asked for, which is after the head went out.
struct Late<F>(Option<F>);

impl<F: FnOnce() -> String + Unpin> Stream for Late<F> {
    type Item = Result<Bytes, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.take().map(|make| Ok(make().into())))
    }
}

#[tokio::test]
async fn a_streamed_page_must_ask_before_its_head_goes_out() -> io::Result<()> {
    async fn late(handle: PolicyHandle) -> Body {
        Body::from_stream(Late(Some(move || {
            let adopted = handle.adopt_nonce("AbCdEfGhIjKlMnOpQrStUv");
            let changed = handle.set_policy(&PLAIN);
            format!(
                "{:?} {:?} {:?}",
                handle.nonce().err(),
                adopted.err(),
                changed.err()
            )
        })))
    }
    async fn early(handle: PolicyHandle) -> Body {
        let early = handle.nonce().expect("the policy has a slot");
        Body::from_stream(Late(Some(move || {
            let late = handle.nonce().expect("it was drawn");
            format!("{early}{late}.")
        })))
    }
    let router = Router::new()
        .route("/late", get(late))
        .route("/early", get(early));
    let site = Site::of(router.layer(PolicyLayer::new(SITE).https())).await?;
    let received = site.get("/late").await?;
    assert!(
        received.body.contains("Some(Sent) Some(Sent) Some(Sent)"),
        "{}",
        received.body
    );
    assert_eq!(received.nonce(), None);

    let received = site.get("/early").await?;
    let nonce = received.nonce().expect("a nonce");
    assert!(
        received.body.contains(&format!("{nonce}{nonce}.")),
        "{}",
        received.body
    );
    Ok(())
}
