use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    referrer_policy: "Referrer-Policy: no-referrer",
};

fn main() {
    let _ = POLICY;
}
