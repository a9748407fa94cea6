#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    force_https: off,
    strict_transport_security: off,
    content_security_policy: { default-src self; upgrade-insecure-requests; },
};

fn main() {
    let _ = POLICY;
}
