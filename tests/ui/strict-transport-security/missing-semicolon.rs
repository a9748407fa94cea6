use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    strict_transport_security: "max-age=31536000 includeSubDomains",
};

fn main() {
    let _ = POLICY;
}
