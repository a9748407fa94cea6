use talisman::{Policy, talisman_policy};

const SITE: Policy = talisman_policy! {
    strict_transport_security: { max_age: 63072000, include_subdomains: true, preload: true },
};
const SHORT: Policy = talisman_policy! { ..SITE, strict_transport_security_max_age: 15552000 };
const ALONE: Policy = talisman_policy! {
    ..SITE,
    strict_transport_security: { include_subdomains: false },
};

fn main() {
    let _ = (SHORT, ALONE);
}
