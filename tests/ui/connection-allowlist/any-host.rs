#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    connection_allowlist: (response-origin "https://*"),
};

fn main() {
    let _ = POLICY;
}
