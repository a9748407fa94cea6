use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    source_lists: { cdn: (
        https://cdn.example.com
    ) },
    content_security_policy: { default-src self; img-src cdn; },
};

fn main() {
    let _ = POLICY;
}
