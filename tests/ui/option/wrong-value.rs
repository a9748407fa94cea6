use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    force_https: sometimes,
};

fn main() {
    let _ = POLICY;
}
