#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    frame_options: DENY,
    content_security_policy: { default-src self; frame-ancestors "https://partner.example"; },
};

fn main() {
    let _ = POLICY;
}
