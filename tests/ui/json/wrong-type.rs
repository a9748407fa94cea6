use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    nel: { "report_to": 1, "max_age": 1.5, "include_subdomains": yes },
};

fn main() {
    let _ = POLICY;
}
