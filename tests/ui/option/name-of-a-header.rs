use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    hsts: off,
};

fn main() {
    let _ = POLICY;
}
