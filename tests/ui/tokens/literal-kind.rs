use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    frame_options: b"DENY",
    referrer_policy: c"no-referrer",
    custom_fields: { x-robots-tag: 'n' },
};

fn main() {
    let _ = POLICY;
}
