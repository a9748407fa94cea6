#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    force_https_exempt: ["/"],
};

fn main() {
    let _ = POLICY;
}
