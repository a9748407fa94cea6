#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    #![warn(permitted-cross-domain-policies-no-browser)]
    x_permitted_cross_domain_policies: none,
};

fn main() {
    let _ = POLICY;
}
