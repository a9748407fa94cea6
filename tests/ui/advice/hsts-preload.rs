#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    #![warn(hsts-preload)]
    strict_transport_security: { max_age: 63_072_000, preload: true },
};

fn main() {
    let _ = POLICY;
}
