#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    #![warn(referrer-policy-downgrade)]
    referrer_policy: origin-when-cross-origin,
};

fn main() {
    let _ = POLICY;
}
