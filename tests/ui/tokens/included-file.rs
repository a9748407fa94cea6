use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    content_security_policy: include_str!("no-such-file.txt"),
};

fn main() {
    let _ = POLICY;
}
