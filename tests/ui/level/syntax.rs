use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    #![forbid(csp-static-nonce)]
};

fn main() {
    let _ = POLICY;
}
