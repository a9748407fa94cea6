use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    custom_fields: { content-length: "0" },
};

fn main() {
    let _ = POLICY;
}
