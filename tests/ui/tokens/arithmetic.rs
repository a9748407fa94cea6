use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    strict_transport_security: { max_age: 31536000 / 2 },
    max_field_length: 4294967296 * 4294967296,
};

fn main() {
    let _ = POLICY;
}
