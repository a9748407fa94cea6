use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    delivery: meta,
    content_security_policy: off,
};

fn main() {
    let _ = POLICY;
}
