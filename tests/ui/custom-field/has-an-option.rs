use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    custom_fields: {
        "X-Frame-Options": "DENY",
    },
};

fn main() {
    let _ = POLICY;
}
