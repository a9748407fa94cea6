use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    connection_allowlist: "(response-origin, \"https://a.example\")",
    connection_allowlist_report_only: "(response-origin);report-to=\"main\"",
};

fn main() {
    let _ = POLICY;
}
