use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    frame_options: DENY,
    remove_fields: [server, x-frame-options],
};

fn main() {
    let _ = POLICY;
}
