#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    content_security_policy: off,
    frame_options: ALLOW-FROM,
    frame_options_allow_from: "https://a.example",
};

fn main() {
    let _ = POLICY;
}
