use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    frame_options: SAME-ORIGIN,
};

fn main() {
    let _ = POLICY;
}
