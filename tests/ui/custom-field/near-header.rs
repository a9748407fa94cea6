#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    custom_fields: { x-frame-option: "DENY" },
};

fn main() {
    let _ = POLICY;
}
