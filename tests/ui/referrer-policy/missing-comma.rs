use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    referrer_policy: "no-referrer origin",
};

fn main() {
    let _ = POLICY;
}
