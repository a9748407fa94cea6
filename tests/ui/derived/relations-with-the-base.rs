#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const SITE: Policy = talisman_policy! {
    content_security_policy: {
        default-src self;
        script-src nonce unsafe-inline;
        object-src none;
        base-uri none;
    },
};
const INLINE: Policy = talisman_policy! {
    ..SITE,
    content_security_policy: { ..; script-src -= nonce; },
};
const EMBEDDER: Policy = talisman_policy! { ..SITE, cross_origin_embedder_policy: require-corp };
const NO_ENDPOINT: Policy = talisman_policy! {
    ..SITE,
    content_security_policy: { ..; report-to main; },
};
const FRAMED: Policy = talisman_policy! { ..SITE, frame_options: DENY };

fn main() {
    let _ = (INLINE, EMBEDDER, NO_ENDPOINT, FRAMED);
}
