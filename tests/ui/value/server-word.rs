use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    permissions_policy: "geolocation=(), camera=() always",
};

fn main() {
    let _ = POLICY;
}
