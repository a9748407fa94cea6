#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    #![warn(third-party-referrer)]
    content_security_policy: { default-src self; frame-src "https://www.youtube.com"; img-src self "https://*.tile.openstreetmap.org"; object-src none; base-uri none; },
    referrer_policy: no-referrer,
};

fn main() {
    let _ = POLICY;
}
