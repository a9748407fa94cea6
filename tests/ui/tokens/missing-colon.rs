use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    frame_options DENY,
    strict_transport_security: { max_age: 31536000, include_subdomains false },
};

fn main() {
    let _ = POLICY;
}
