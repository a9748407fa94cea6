use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    cross_origin_resource_policy: [same-origin, same-site],
    cross_origin_opener_policy: same-origin same-origin-allow-popups,
};

fn main() {
    let _ = POLICY;
}
