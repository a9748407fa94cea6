#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    frame_options: off,
};

fn main() {
    let _ = POLICY;
}
