use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    # X-Frame-Options
    frame_options: DENY,
};

fn main() {
    let _ = POLICY;
}
