#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    custom_fields: { expect-ct: "max-age=0" },
};

fn main() {
    let _ = POLICY;
}
