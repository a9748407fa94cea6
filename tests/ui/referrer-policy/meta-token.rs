use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    referrer_policy: never,
};

fn main() {
    let _ = POLICY;
}
