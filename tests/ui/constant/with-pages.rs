use talisman::{Csp, Policy, csp, talisman_policy};

const SITE_CSP: Csp = csp! { default-src self; object-src none; base-uri none; };

const POLICY: Policy = talisman_policy! {
    content_security_policy: SITE_CSP,
    pages: ["ui/pages/site/*.html"],
};
const DERIVED: Policy = talisman_policy! {
    ..POLICY,
    content_security_policy: SITE_CSP,
    pages: ["ui/pages/site/*.html"],
};

fn main() {
    let _ = (POLICY, DERIVED);
}
