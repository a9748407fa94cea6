use talisman::{Policy, talisman_policy};

const BASE: Policy = talisman_policy! {};

const POLICY: Policy = talisman_policy! {
    ..BASE,
    permissions_policy: { ..; camera: () },
    strict_transport_security: { .., max_age: 31536000 },
};

fn main() {
    let _ = POLICY;
}
