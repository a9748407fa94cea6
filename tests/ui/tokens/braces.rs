use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    frame_options: { DENY },
    referrer_policy: { no-referrer },
};

fn main() {
    let _ = POLICY;
}
