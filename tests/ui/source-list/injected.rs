use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    source_lists: { safe-src: ("cdn.example; script-src *") },
    content_security_policy: { default-src safe-src; },
};

fn main() {
    let _ = POLICY;
}
