#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    #![warn(permissions-repeats-default)]
    permissions_policy: { picture-in-picture: * },
};

fn main() {
    let _ = POLICY;
}
