use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    force_https_permanent: 1,
};

fn main() {
    let _ = POLICY;
}
