use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    nel: { "report-to": "a", "max_age": 60, "include_subdomain": true, "color": "red" },
};

fn main() {
    let _ = POLICY;
}
