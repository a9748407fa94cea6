use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    frame_options = DENY,
    permissions_policy: { geolocation=(self), camera => () },
    strict_transport_security: { max_age: 31536000, preload = false },
};

fn main() {
    let _ = POLICY;
}
