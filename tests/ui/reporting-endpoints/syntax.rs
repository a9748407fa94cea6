use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    reporting_endpoints: "csp: \"https://r.example/csp\"",
};

fn main() {
    let _ = POLICY;
}
