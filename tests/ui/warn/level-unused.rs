#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    #![allow(csp-static-nonce, reason = "x")]
};

fn main() {
    let _ = POLICY;
}
