use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    permissions_policy: camera=(), microphone=(),
    x_xss_protection: 1; mode = block,
};

fn main() {
    let _ = POLICY;
}
