#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    #![warn(hsts-long-max-age)]
    strict_transport_security: { max_age: 630_720_000 },
};

fn main() {
    let _ = POLICY;
}
