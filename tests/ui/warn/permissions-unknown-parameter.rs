#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    permissions_policy: { camera: (); x = 1 },
};

fn main() {
    let _ = POLICY;
}
