use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    frame_options: DENIED,
    referrer_policy: never,
    content_security_policy: { scrip-src self; },
};

fn main() {
    let _ = POLICY;
}
