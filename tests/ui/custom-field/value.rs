use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    custom_fields: { x-note: "café" },
};

fn main() {
    let _ = POLICY;
}
