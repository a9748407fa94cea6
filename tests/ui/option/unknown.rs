use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    force_htps: true,
};

fn main() {
    let _ = POLICY;
}
