use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    strict_transport_security: "max-age=1; max-age=2",
};

fn main() {
    let _ = POLICY;
}
