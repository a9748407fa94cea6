#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    delivery: meta,
    content_security_policy: {
        default-src self;
        script-src self hashes_of("pages/late-meta.html");
        object-src none;
        base-uri none;
    },
    pages: ["pages/late-meta.html"],
};

fn main() {
    let _ = POLICY;
}
