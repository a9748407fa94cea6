use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    strict_transport_security: { max_age: 31536000 days },
    max_field_length: 4096 bytes,
    permissions_policy: { camera: () } always,
    cross_origin_opener_policy: same-origin strict,
};

fn main() {
    let _ = POLICY;
}
