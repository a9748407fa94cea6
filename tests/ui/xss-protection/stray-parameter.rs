use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    x_xss_protection: "0; mode=block",
};

fn main() {
    let _ = POLICY;
}
