//! What changes while the program runs: the state of a switch, and what a handler adds.

use std::io;
use std::sync::LazyLock;

use axum::Router;
use axum::routing::get;
use talisman::axum::CspNonce;
use talisman::tower::{HandleError, PolicyHandle, PolicyLayer};
use talisman::{Extension, Mode, PolicySwitch};

use crate::wire::Site;
use crate::{EMBED, SITE};

#[tokio::test]
async fn a_layer_sends_the_state_in_force() -> io::Result<()> {
    static SWITCH: PolicySwitch = PolicySwitch::new(SITE, Mode::Enforced);
    async fn page(nonce: Option<CspNonce>) -> String {
        nonce.map(|nonce| nonce.to_string()).unwrap_or_default()
    }
    let router = Router::new()
        .route("/", get(page))
        .layer(PolicyLayer::new(&SWITCH).https());
    let site = Site::of(router).await?;
    let (enforced, reported) = (
        "content-security-policy",
        "content-security-policy-report-only",
    );
    for (mode, expected) in [
        (Mode::Enforced, [true, false]),
        (Mode::ReportOnly, [false, true]),
        (Mode::Off, [false, false]),
        (Mode::Both, [true, false]),
    ] {
        SWITCH.set(mode);
        let received = site.get("/").await?;
        assert_eq!(
            [received.has(enforced), received.has(reported)],
            expected,
            "{mode}"
        );
        assert_eq!(received.one("x-frame-options"), "DENY");
        assert!(received.has("strict-transport-security"));
        assert_eq!(received.body.is_empty(), mode == Mode::Off, "{mode}");
        let csp = [enforced, reported]
            .into_iter()
            .find(|name| received.has(name));
        if let Some(name) = csp {
            assert!(received.one(name).contains(&received.body), "{mode}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_handler_adds_to_whichever_policy_holds() -> io::Result<()> {
    static SHOP: LazyLock<Extension> = LazyLock::new(|| {
        let read = Extension::source("frame-ancestors", "https://shop.example");
        read.expect("it is a host").0
    });
    async fn shop(handle: PolicyHandle, CspNonce(nonce): CspNonce) -> Result<String, String> {
        let added = handle
            .extend_by(&SHOP)
            .map_err(|error: HandleError| error.to_string());
        added.map(|()| nonce.to_string())
    }
    let layer = PolicyLayer::new(SITE).https();
    let router = Router::new()
        .route(
            "/",
            get(async |CspNonce(nonce): CspNonce| nonce.to_string()),
        )
        .route("/shop", get(shop))
        .route("/embed", get(shop).route_layer(layer.with_policy(EMBED)))
        .layer(layer);
    let site = Site::of(router).await?;
    for (path, expected) in [
        ("/", "frame-ancestors 'none'"),
        ("/shop", "frame-ancestors https://shop.example"),
        (
            "/embed",
            "frame-ancestors https://partner.example https://shop.example",
        ),
        ("/", "frame-ancestors 'none'"),
    ] {
        let received = site.get(path).await?;
        assert!(
            received.csp().ends_with(expected),
            "{path}: {}",
            received.csp()
        );
        assert_eq!(received.nonce(), Some(received.body.as_str()), "{path}");
    }
    Ok(())
}
