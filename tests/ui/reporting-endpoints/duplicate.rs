use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    reporting_endpoints: { csp: "https://r.example/1", csp: "https://r.example/2" },
};

fn main() {
    let _ = POLICY;
}
