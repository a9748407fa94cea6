//! Files: whole, in part and not modified; and services that are not axum's.

use std::convert::Infallible;
use std::{fs, io};

use axum::Router;
use axum::http::{Request, Response};
use axum::routing::get;
use hyper::body::Incoming;
use talisman::axum::CspNonce;
use talisman::tower::scheme::{Https, Redirects};
use talisman::tower::{PolicyHandle, PolicyLayer, PolicyService};
use talisman::{Csp, NoncePolicy, csp, with_nonce};
use tower::{Layer, Service, ServiceExt, service_fn};
use tower_http::services::ServeDir;

use crate::SITE;
use crate::wire::Site;

#[tokio::test]
async fn files_have_the_fields_whole_in_part_and_not_modified() -> io::Result<()> {
    let folder = concat!(env!("CARGO_TARGET_TMPDIR"), "/files");
    fs::create_dir_all(folder)?;
    fs::write(format!("{folder}/a.txt"), "0123456789")?;
    let router = Router::new()
        .fallback_service(ServeDir::new(folder))
        .layer(PolicyLayer::new(SITE).https());
    let site = Site::of(router).await?;

    let whole = site.get("/a.txt").await?;
    assert_eq!((whole.status, whole.body.as_str()), (200, "0123456789"));
    whole.assert_protected();
    assert!(!whole.has("cache-control"));

    let part = site.ask("GET", "/a.txt", "Range: bytes=2-4\r\n").await?;
    assert_eq!((part.status, part.body.as_str()), (206, "234"));
    part.assert_protected();

    // A browser would put the policy of a 304 on the stored page, whose scripts have another nonce.
    let since = format!("If-Modified-Since: {}\r\n", whole.one("last-modified"));
    let not_modified = site.ask("GET", "/a.txt", &since).await?;
    assert_eq!(not_modified.status, 304);
    assert!(!not_modified.has("content-security-policy"));
    assert_eq!(not_modified.one("x-frame-options"), "DENY");

    let none = site.get("/b.txt").await?;
    assert_eq!(none.status, 404);
    none.assert_protected();
    Ok(())
}

/// A body that has no empty value, as those of a reverse proxy.
#[tokio::test]
async fn over_https_alone_any_body_will_do() {
    struct Body;
    fn takes<B, S: Redirects<B>>(_: &S) {}
    takes::<Incoming, _>(&Https);

    let leaf = service_fn(async |_: Request<Body>| Ok::<_, Infallible>(Response::new(Body)));
    let service = PolicyLayer::new(SITE).https().layer(leaf);
    let response = service
        .oneshot(Request::new(Body))
        .await
        .expect("it cannot fail");
    assert_eq!(response.headers()["x-frame-options"], "DENY");
}

#[tokio::test]
async fn an_error_stays_an_error() {
    let leaf = service_fn(async |_: Request<()>| Err::<Response<()>, _>("broken"));
    let service = PolicyLayer::new(SITE).https().layer(leaf);
    assert_eq!(
        service
            .oneshot(Request::new(()))
            .await
            .expect_err("it fails"),
        "broken"
    );
}

#[tokio::test]
async fn a_layer_that_is_alone_makes_no_handle_without_a_slot() {
    const CSP: Csp = csp! { default-src self; object-src none };
    const PAGE: NoncePolicy = with_nonce!(SITE);
    let leaf = service_fn(async |request: Request<()>| {
        let handle = request.extensions().get::<PolicyHandle>();
        Ok::<_, Infallible>(Response::new(handle.is_some()))
    });
    let has_handle = async |layer: PolicyLayer<Https>| {
        let response = layer.layer(leaf).oneshot(Request::new(())).await;
        let response = response.expect("it cannot fail");
        assert!(response.headers().contains_key("content-security-policy"));
        *response.body()
    };
    assert!(has_handle(PolicyLayer::new(CSP).https()).await);
    assert!(!has_handle(PolicyLayer::new(CSP).https().alone()).await);
    assert!(has_handle(PolicyLayer::new(PAGE).https().alone()).await);
}

/// What axum and hyper ask of a service, with whatever body.
#[test]
fn the_layer_its_service_and_its_future_may_be_shared() {
    fn shared<T: Clone + Send + Sync + 'static>(_: &T) {}
    fn sent<T: Send>(_: &T) {}
    let leaf =
        service_fn(async |_: Request<String>| Ok::<_, Infallible>(Response::new(String::new())));
    let layer = PolicyLayer::new(SITE).trusting_peers(
        talisman::TrustedProxies::forwarded(1),
        |_: &std::net::IpAddr| true,
    );
    let mut service: PolicyService<_, _> = layer.layer(leaf);
    shared(&layer);
    shared(&service);
    sent(&service.call(Request::new(String::new())));
    let _ = get(async |_: CspNonce| ()) as axum::routing::MethodRouter;
}
