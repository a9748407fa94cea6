#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    content_security_policy: {
        default-src self;
        script-src self nonce;
        object-src none;
        base-uri none;
    },
    pages: ["pages/plain.*"],
};

fn main() {
    let _ = POLICY;
}
