use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    frame_options: "DENY"always,
};

fn main() {
    let _ = POLICY;
}
