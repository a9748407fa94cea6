//! Several layers: the innermost policy holds, whole, and every field is sent once.

use std::io;

use axum::Router;
use axum::response::IntoResponse;
use axum::routing::get;
use talisman::axum::CspNonce;
use talisman::tower::scheme::Https;
use talisman::tower::{PolicyHandle, PolicyLayer};
use talisman::{Policy, talisman_policy};
use tower_http::catch_panic::CatchPanicLayer;

use crate::wire::Site;
use crate::{EMBED, PLAIN, SITE};

fn layer(policy: Policy) -> PolicyLayer<Https> {
    PolicyLayer::new(policy).https()
}

async fn page(CspNonce(nonce): CspNonce) -> impl IntoResponse {
    ([("x-powered-by", "a test")], nonce.to_string())
}

#[tokio::test]
async fn what_the_inner_policy_turns_off_stays_off() -> io::Result<()> {
    let router = Router::new()
        .route("/", get(page))
        .route("/embed", get(page).route_layer(layer(EMBED)))
        .layer(layer(SITE));
    let site = Site::of(router).await?;

    let embed = site.get("/embed").await?;
    for off in ["x-frame-options", "referrer-policy", "x-powered-by"] {
        assert!(!embed.has(off), "{off}");
    }
    assert!(
        embed
            .csp()
            .ends_with("frame-ancestors https://partner.example"),
        "{}",
        embed.csp()
    );
    assert_eq!(embed.nonce(), Some(embed.body.as_str()));

    // The page beside it has the site's.
    let page = site.get("/").await?;
    page.assert_protected();
    assert_eq!(page.one("x-powered-by"), "a test");
    assert!(page.csp().ends_with("frame-ancestors 'none'"));
    Ok(())
}

/// What two appliers in a row would do, which is what layers that know nothing of each other come to.
#[tokio::test]
async fn without_a_handle_the_outer_layer_puts_it_back() -> io::Result<()> {
    let inner = talisman_policy! {
        force_https: off,
        frame_options: off,
        referrer_policy: off,
        content_security_policy: { default-src self; frame-ancestors none; },
    };
    let outer = layer(PLAIN).alone();
    let router = Router::new().route("/", get(async || ()).route_layer(layer(inner)));
    let site = Site::of(router.layer(outer)).await?;
    let received = site.get("/").await?;
    assert_eq!(received.one("x-frame-options"), "SAMEORIGIN");
    assert!(received.has("referrer-policy"));
    Ok(())
}

#[tokio::test]
async fn the_innermost_wins_in_either_order() -> io::Result<()> {
    for (outer, inner) in [(SITE, EMBED), (EMBED, SITE)] {
        let is_embed = inner.field_length("x-frame-options").is_none();
        let route = get(page)
            .route_layer(layer(inner))
            .route_layer(layer(outer));
        let site = Site::of(Router::new().route("/", route)).await?;
        let received = site.get("/").await?;
        assert_eq!(received.has("x-frame-options"), !is_embed);
        assert_eq!(received.has("x-powered-by"), !is_embed);
        assert_eq!(received.all("permissions-policy").len(), 1);
        assert_eq!(received.nonce(), Some(received.body.as_str()));
        assert_eq!(received.all("cache-control"), ["private"]);
    }
    Ok(())
}

#[tokio::test]
async fn the_same_layer_twice_is_the_layer_once() -> io::Result<()> {
    let twice = get(page).route_layer(layer(SITE)).route_layer(layer(SITE));
    let site = Site::of(Router::new().route("/", twice).layer(layer(SITE))).await?;
    let received = site.get("/").await?;
    received.assert_protected();
    assert_eq!(received.nonce(), Some(received.body.as_str()));
    assert_eq!(received.all("cache-control"), ["private"]);
    Ok(())
}

#[tokio::test]
async fn an_answer_between_the_layers_has_the_policy_that_was_chosen_last() -> io::Result<()> {
    async fn panic() -> &'static str {
        panic!("as it was asked to")
    }
    let router = Router::new()
        .route("/embed", get(panic).route_layer(layer(EMBED)))
        .route("/", get(panic))
        .layer(CatchPanicLayer::new())
        .layer(layer(SITE));
    let site = Site::of(router).await?;
    let received = site.get("/embed").await?;
    assert_eq!(received.status, 500);
    assert!(!received.has("x-frame-options"));
    assert!(
        received
            .csp()
            .ends_with("frame-ancestors https://partner.example")
    );

    let received = site.get("/").await?;
    assert_eq!(received.status, 500);
    assert_eq!(received.one("x-frame-options"), "DENY");
    Ok(())
}

/// `route_layer` leaves the answers of a router alone that has no such route; they have the outer policy.
#[tokio::test]
async fn a_nested_router_has_its_own_policy_on_its_own_routes() -> io::Result<()> {
    let nested = Router::new()
        .route("/a", get(page))
        .route_layer(layer(EMBED));
    let site = Site::of(Router::new().nest("/embed", nested).layer(layer(SITE))).await?;
    assert!(!site.get("/embed/a").await?.has("x-frame-options"));
    let none = site.get("/embed/none").await?;
    assert_eq!(none.status, 404);
    none.assert_protected();
    Ok(())
}

#[tokio::test]
async fn a_layer_on_a_route_alone_protects_the_route_alone() -> io::Result<()> {
    let router = Router::new()
        .route("/", get(page).route_layer(layer(SITE)))
        .route("/bare", get(|| async {}));
    let site = Site::of(router).await?;
    site.get("/").await?.assert_protected();
    site.get("/bare").await?.assert_bare();
    Ok(())
}

#[tokio::test]
async fn a_handler_can_choose_the_policy() -> io::Result<()> {
    async fn choose(handle: PolicyHandle) -> &'static str {
        handle.set_policy(&EMBED).expect("the head is not out");
        ""
    }
    let site = Site::of(Router::new().route("/", get(choose)).layer(layer(SITE))).await?;
    let received = site.get("/").await?;
    assert!(!received.has("x-frame-options"));
    assert!(
        received
            .csp()
            .ends_with("frame-ancestors https://partner.example")
    );
    Ok(())
}
