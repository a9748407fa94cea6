#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    report_to: { "group": "a", "max_age": 60, "endpoints": [{ "url": "https://r.example/a" }] },
    nel: { "report_to": "a", "max_age": 60, "failure_fraction": 0 },
};

fn main() {
    let _ = POLICY;
}
