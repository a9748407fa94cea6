use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    referrer_policy: unchecked("a_b"),
};

fn main() {
    let _ = POLICY;
}
