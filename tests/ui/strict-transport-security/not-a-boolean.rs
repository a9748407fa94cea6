use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    strict_transport_security: { include_subdomains: maybe },
};

fn main() {
    let _ = POLICY;
}
