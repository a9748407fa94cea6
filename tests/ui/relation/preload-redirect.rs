#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    force_https_to: "www.example.com",
    strict_transport_security: { max_age: 63072000, include_subdomains: true, preload: true },
};

fn main() {
    let _ = POLICY;
}
