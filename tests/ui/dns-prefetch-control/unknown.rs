use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    x_dns_prefetch_control: none,
};

fn main() {
    let _ = POLICY;
}
