#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    x_permitted_cross_domain_policies: all,
};

fn main() {
    let _ = POLICY;
}
