#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    content_security_policy_nonce_in: [default-src],
};

fn main() {
    let _ = POLICY;
}
