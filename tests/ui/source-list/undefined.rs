use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    content_security_policy: { default-src safe-src; },
};

fn main() {
    let _ = POLICY;
}
