use talisman::{Policy, talisman_policy};

const OPTION: Policy = talisman_policy! {
    strict_transport_security: { max_age: 1 year },
};

const PART: Policy = talisman_policy! {
    strict_transport_security_max_age: 12 months,
};

const LITERAL: Policy = talisman_policy! {
    strict_transport_security: { max_age: 1y, include_subdomains: true },
};

fn main() {
    let _ = (OPTION, PART, LITERAL);
}
