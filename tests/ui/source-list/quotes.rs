use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    source_lists: { cdn: ("https://cdn.example") },
    content_security_policy: { default-src "cdn"; },
};

fn main() {
    let _ = POLICY;
}
