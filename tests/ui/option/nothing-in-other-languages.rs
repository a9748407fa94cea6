use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    frame_options: None,
    permissions_policy: null,
};

fn main() {
    let _ = POLICY;
}
