use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    content_security_policy: { img-src -= data:; },
};

fn main() {
    let _ = POLICY;
}
