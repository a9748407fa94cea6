#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    referrer_policy: unsafe-url,
};

fn main() {
    let _ = POLICY;
}
