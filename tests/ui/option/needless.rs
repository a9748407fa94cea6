use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    force_https: off,
    force_https_permanent: true,
};

fn main() {
    let _ = POLICY;
}
