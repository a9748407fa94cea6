#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    connection_allowlist: ("https://a.example/" "https://b.example" "https://b.example" unchecked("response-origin")); max-age = 1,
    connection_allowlist_report_only: (response-origin),
};

fn main() {
    let _ = POLICY;
}
