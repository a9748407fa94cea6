#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    force_https: off,
    strict_transport_security: off,
    session_cookie_names: ["sid"],
};

fn main() {
    let _ = POLICY;
}
