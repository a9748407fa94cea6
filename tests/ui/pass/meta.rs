#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const PAGE: Policy = talisman_policy! {
    delivery: meta,
    force_https: off,
    content_security_policy: {
        default-src self;
        script-src self hash("start()");
        object-src none;
        base-uri none;
        upgrade-insecure-requests;
    },
};
const LAXER: Policy = talisman_policy! {
    ..PAGE,
    content_security_policy: { ..; img-src self "https://img.example.net"; },
};
const BY_HEADER: Policy = talisman_policy! {
    delivery: header,
    content_security_policy: { default-src self; object-src none; base-uri none; },
};
const FRAMED: Policy = talisman_policy! {
    ..BY_HEADER,
    content_security_policy: { ..; frame-ancestors none; },
};

fn main() {
    let _ = (LAXER, FRAMED);
}
