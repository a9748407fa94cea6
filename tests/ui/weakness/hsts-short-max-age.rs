#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    strict_transport_security: { max_age: 86_400 },
};

fn main() {
    let _ = POLICY;
}
