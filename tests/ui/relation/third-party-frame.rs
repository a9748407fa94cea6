#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    #![warn(third-party-frame)]
    content_security_policy: { default-src self; frame-src "https://player.vimeo.com"; object-src none; base-uri none; },
    cross_origin_opener_policy: same-origin,
    cross_origin_embedder_policy: require-corp,
};

fn main() {
    let _ = POLICY;
}
