use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    remove_fields: ["x powered by"],
};

fn main() {
    let _ = POLICY;
}
