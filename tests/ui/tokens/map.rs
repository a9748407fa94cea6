use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    content_security_policy: { "default-src": ["'self'"], "img-src": ["*", "data:"] },
};

fn main() {
    let _ = POLICY;
}
