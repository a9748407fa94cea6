#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    reporting_endpoints: { csp: "https://r.example/csp"; max-age = 60 },
};

fn main() {
    let _ = POLICY;
}
