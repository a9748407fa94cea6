use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    frame_options: ALLOW-FROM,
};

fn main() {
    let _ = POLICY;
}
