use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    reporting_endpoints: { csp: "/csp" "/other" },
};

fn main() {
    let _ = POLICY;
}
