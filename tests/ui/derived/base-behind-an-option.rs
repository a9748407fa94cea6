use talisman::{Policy, talisman_policy};

const BASE: Policy = talisman_policy! {};

const POLICY: Policy = talisman_policy! {
    frame_options: off,
    ..BASE
};

fn main() {
    let _ = POLICY;
}
