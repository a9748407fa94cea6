use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    reporting_endpoints: { csp: "r.example/csp", default: "//r.example/" },
};

fn main() {
    let _ = POLICY;
}
