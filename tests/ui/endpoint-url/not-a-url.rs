use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    reporting_endpoints: { csp: "reports", default: "https://r.example/a b" },
};

fn main() {
    let _ = POLICY;
}
