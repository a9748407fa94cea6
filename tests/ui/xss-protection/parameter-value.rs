use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    x_xss_protection: "1; mode=filter",
};

fn main() {
    let _ = POLICY;
}
