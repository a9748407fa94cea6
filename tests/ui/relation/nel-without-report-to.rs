#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    nel: { report_to: "net", max_age: 2592000 },
};

fn main() {
    let _ = POLICY;
}
