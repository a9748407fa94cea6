#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    #![warn(hsts-without-subdomains)]
    strict_transport_security: { include_subdomains: false },
};

fn main() {
    let _ = POLICY;
}
