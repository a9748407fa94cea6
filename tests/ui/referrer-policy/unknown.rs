use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    referrer_policy: no-referer,
};

fn main() {
    let _ = POLICY;
}
