use talisman::{Policy, talisman_policy};

const SITE: Policy = talisman_policy! {
    content_security_policy: { default-src self; form-action self {login: origin}; },
};
const PAGE: Policy = talisman_policy! {
    ..SITE,
    content_security_policy: { ..; connect-src {login: origins}; },
};

fn main() {
    let _ = PAGE;
}
