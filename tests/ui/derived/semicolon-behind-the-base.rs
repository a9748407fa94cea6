use talisman::{Policy, talisman_policy};

const BASE: Policy = talisman_policy! {};

const POLICY: Policy = talisman_policy! {
    ..BASE;
    frame_options: off,
};

fn main() {
    let _ = POLICY;
}
