use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    delivery: meta-tag,
    content_security_policy: { default-src self; object-src none; base-uri none; },
};

fn main() {
    let _ = POLICY;
}
