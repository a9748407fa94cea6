use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    strict_transport_security: { max_age: 31536000, preload: },
};

fn main() {
    let _ = POLICY;
}
