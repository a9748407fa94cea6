use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    #![allow(csp-unknown-directive, reason = "x")]
};

fn main() {
    let _ = POLICY;
}
