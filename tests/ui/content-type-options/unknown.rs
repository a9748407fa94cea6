use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    x_content_type_options: sniff,
};

fn main() {
    let _ = POLICY;
}
