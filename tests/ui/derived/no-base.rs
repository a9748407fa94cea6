use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    content_security_policy: { ..; img-src self; },
};

fn main() {
    let _ = POLICY;
}
